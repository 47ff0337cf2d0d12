/**
 * One pair of marks for a language: "…" in English, “…” in Chinese. Read from the sources and the pages, so that a
 * sentence counts which no test says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { run } from './cli/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const filesOf = (folder: string, ending: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
/** Without what a program prints or reads; its lines are counted. */
const withoutBlocks = (text: string) =>
  text.replace(/^(`{3,}).*?^\1$/gms, (block) => '\n'.repeat(block.split('\n').length - 1));
const linesOf = (files: readonly string[]) =>
  files.flatMap((file) =>
    withoutBlocks(readFileSync(path.join(root, file), 'utf8'))
      .split('\n')
      .map((text, index) => ({ at: `${file}:${index + 1}`, text })),
  );

/** What is read, and which marks it has, is for others to choose. */
const READS = [path.join('src', 'evidence', 'log'), path.join('src', 'workflow')];
const sources = linesOf(
  filesOf('src', '.ts').filter((file) => !READS.some((folder) => file.startsWith(folder))),
)
  .filter(({ text }) => !/^\s*(?:\/\/|\/?\*)/.test(text))
  // Patterns, and the classes of characters at which a line may break.
  .filter(({ text }) => !/\.replace\(\/|NOT_FIRST|NOT_LAST|BESIDE_MARKS/.test(text));
const pages = linesOf([
  'README.md',
  'README.zh-CN.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...filesOf('docs', '.md'),
  ...filesOf('examples', '.md'),
]);
const isChinese = ({ text }: { text: string }) => /[\p{sc=Han}，。：（）]/u.test(text);
/** Code, and what a text quotes of a program, have marks of their own. */
const prose = ({ at, text }: { at: string; text: string }) => ({ at, text: text.replace(/`[^`]*`/g, '``') });
const among = (pattern: RegExp, lines: readonly { at: string; text: string }[]) =>
  lines.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at} ${text.trim()}`);

test('there is something to read', () => {
  expect(sources.filter(isChinese).length).toBeGreaterThan(1000);
  expect(pages.filter((line) => !isChinese(line)).length).toBeGreaterThan(3000);
});

test('an English sentence quotes with "…"', () => {
  expect(among(/[«»„「」『』]/, sources)).toEqual([]);
  expect(among(/[«»„「」『』“”]/, pages.filter((line) => !isChinese(line)).map(prose))).toEqual([]);
  expect(
    among(
      /[“”]/,
      sources.filter((line) => !isChinese(line)),
    ),
  ).toEqual([]);
});

test('a Chinese sentence quotes with “…”', () => {
  expect(among(/[«»„「」『』]|\p{sc=Han} ?"|"[，。；：]/u, pages.filter(isChinese).map(prose))).toEqual([]);
  // A word in it is no code that has such marks itself.
  expect(among(/\p{sc=Han}(?:"(?![,\])])|'\$\{)|\p{sc=Han} "[a-z]+"/u, sources.filter(isChinese))).toEqual(
    [],
  );
});

test('so stands the name of a job in an English sentence', () => {
  const spoken = sources
    .filter((line) => !isChinese(line))
    .filter(({ text }) => /[a-z] job|, job|`job/.test(text));
  expect(among(/\bjob \$\{(?:job|of|name)\}/, spoken)).toEqual([]);
});

// commander quotes with '…'.
test.each([
  [['lnt'], 'unknown command "lnt"'],
  [['lint', '--qqqq'], 'unknown option "--qqqq"'],
  [['lint', '--event'], 'option "--event <event>" argument missing'],
  [['lint', '--format', 'xml'], 'argument "xml" is invalid'],
  [['completion', 'powershell'], 'argument "SHELL" value "powershell" is invalid'],
  [['completion'], 'missing required argument "SHELL"'],
  [['lint', '--fail-on', 'maybe'], 'argument "maybe" is invalid'],
])('so does what refuses a command line: %j', async (args, said) => {
  const { stderr } = await run(args, {});
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/'/);
});

test('of a value that has such marks itself no more is shown than of another', async () => {
  const value = JSON.stringify(
    { auths: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`host-${at}`, {}])) },
    null,
    1,
  );
  const { stderr } = await run(['lint', '--event', value], {});
  expect(stderr).toMatch(/^ghcr-preflight: --event is ".{200}", which starts no workflow/);
  expect(stderr.length).toBeLessThan(700);
});
