// The tables of mistakes in the READMEs of examples/systems: from each system's mistakes.yml, in the words of words.yml.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = 'examples/systems';
const START = '<!-- mistakes: written by npm run docs -->';
const END = '<!-- /mistakes -->';

const LANGUAGES = [
  {
    file: 'README.md',
    docs: '../../../docs/causes',
    head: ['mistake', 'found by', 'cause', 'line', 'mended by'],
    and: ', ',
  },
  {
    file: 'README.zh-CN.md',
    docs: '../../../docs/zh-CN/causes',
    head: ['错误', '由谁发现', '原因', '位置', '修复方法'],
    and: '、',
  },
];

/**
 * The READMEs with their tables as they should be, by path.
 * @throws when a mistake or a way to mend it has no words, and when a README has no place for its table
 */
export function systemPages(root) {
  const words = parse(readFileSync(join(root, FOLDER, 'words.yml'), 'utf8'));
  const pages = new Map();
  for (const system of readdirSync(join(root, FOLDER))) {
    const folder = join(root, FOLDER, system);
    if (!existsSync(join(folder, 'mistakes', 'mistakes.yml'))) continue;
    const mistakes = parse(readFileSync(join(folder, 'mistakes', 'mistakes.yml'), 'utf8'));
    for (const [index, language] of LANGUAGES.entries()) {
      const text = readFileSync(join(folder, language.file), 'utf8');
      const [before, rest] = text.split(START);
      const after = rest?.split(END)[1];
      if (after === undefined) throw new Error(`${system}/${language.file} has no ${START} … ${END}`);
      const say = (kind, name) => {
        const said = words[kind][name]?.[index];
        if (!said) throw new Error(`words.yml does not say ${name} of ${system} under ${kind}`);
        return said;
      };
      const table = tableOf(folder, mistakes, language, say);
      pages.set(`${FOLDER}/${system}/${language.file}`, `${before}${START}\n${table}\n${END}${after}`);
    }
  }
  return pages;
}

function tableOf(folder, mistakes, { docs, head, and }, say) {
  const rows = Object.entries(mistakes).map(([name, mistake]) => {
    const patch = `mistakes/${mistake.patch ?? name}.patch`;
    const said = say('mistakes', name);
    const found = findings(mistake);
    const causes = [...new Set(found.map(({ cause }) => cause).filter(Boolean))];
    const lines = [...new Set(found.map(({ line }) => line).filter(Boolean))];
    return [
      existsSync(join(folder, patch)) ? `[${said}](${patch})` : said,
      found.map(({ face }) => `\`${face}\``).join(and),
      causes.map((cause) => `[${cause}](${docs}/${cause}.md)`).join(and),
      lines.join(and),
      say('mended', mistake.mended),
    ];
  });
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const VERDICTS = ['error', 'warning', 'denied', 'unknown', 'allowed'];

/** Each face that finds it, with what it says: `error CAUSE FILE:LINE`, `denied CAUSE`, or the cause alone. */
function findings(mistake) {
  return (
    ['lint', 'action', 'check', 'explain']
      .filter((face) => mistake[face])
      .map((face) => {
        const [cause, line] = mistake[face].split(' ').filter((word) => !VERDICTS.includes(word));
        return { face, cause, line };
      })
      // A push that it does not see is no finding of the mistake.
      .filter(({ cause }) => cause !== 'no-push-found')
  );
}
