/**
 * The pages that others build on: `docs/ghcr-facts.md` has what the comments cite, and `docs/contract.md` promises what
 * the metadata of the actions, the book of causes and the report's schema keep.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { program } from '../src/faces/cli/program.js';
import { schema, schemaFaults } from './schema.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const facts = read('docs/ghcr-facts.md');
const contract = read('docs/contract.md');

/** What a link may point to: `<a id="…">`, and headings of one row (`### W5`, `### Number 3`) by GitHub's rule. */
const anchorsOf = (page: string) => [
  ...[...page.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id as string),
  ...[...page.matchAll(/^### ([A-Z]\d+|Number \d+)$/gm)].map(([, title]) =>
    (title as string).toLowerCase().replace(' ', '-'),
  ),
];

describe('docs/ghcr-facts.md', () => {
  const cited = ['src', '__tests__'].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(room, file))
      .flatMap((file) => citations(read(file)).map((citation) => ({ file, ...citation }))),
  );

  test('has every row, number and section that a comment cites', () => {
    const pages = { facts: anchorsOf(facts), contract: anchorsOf(contract) };
    expect(cited.filter(({ page, anchor }) => !pages[page].includes(anchor))).toEqual([]);
  });

  test('is cited in every form that the sources use', () => {
    const ids = new Set(cited.map(({ page, anchor }) => `${page} ${anchor}`));
    for (const form of ['facts w5', 'facts r2', 'facts number-3', 'facts section-1.7', 'contract section-5'])
      expect(ids).toContain(form);
  });

  test('says of every row how sure it is', () => {
    const rows = facts.split(/^(?=##)/m).filter((part) => /^### (?:[A-Z]\d+|Number \d+)$/m.test(part));
    const mark = /\*\*(?:documented|measured|reported|inferred|unconfirmed|contradictory)\b/;
    expect(rows.length).toBeGreaterThan(90);
    expect(rows.filter((row) => !mark.test(row)).map((row) => row.split('\n')[0])).toEqual([]);
  });
});

test.each([
  ['docs/ghcr-facts.md', facts],
  ['docs/contract.md', contract],
])('%s has each anchor once, and links to nothing that is not there', (_file, page) => {
  const anchors = anchorsOf(page);
  expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  const links = [...page.matchAll(/\]\(([^)#]*)(?:#([^)]+))?\)/g)].map(([, file, anchor]) => ({
    file,
    anchor,
  }));
  expect(links.length).toBeGreaterThan(5);
  for (const { file, anchor } of links) {
    if (file)
      expect({ file, exists: existsSync(path.join(root, 'docs', file)) }).toEqual({ file, exists: true });
    else expect(anchors).toContain(anchor);
  }
});

describe('what a reader meets', () => {
  const listed = (room: string, end: RegExp) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => end.test(file))
      .map((file) => path.join(room, file));
  const pages = [
    ...listed('docs', /\.md$/),
    ...listed('examples', /\.(?:md|yml)$/),
    ...['README.md', 'README.zh-CN.md', 'SECURITY.md', 'CHANGELOG.md'],
  ];
  const texts = [...pages, ...listed('src', /\.ts$/)];

  test('is one word for one thing in Chinese', () => {
    const other =
      /退出码|可复用|文件夹|拉取机密|复合操作|(?:在|为|该|写有[^，。]*的)操作(?!系统)|派生|(?<!镜像)仓库|[^\s|,] （/;
    expect(texts.filter((file) => other.test(read(file)))).toEqual([]);
  });

  test('is no command that leaves a token in the history of the shell', () => {
    const typed = /curl[^\n`]* -(?:H|u|-header|-user) |\bG\w+_TOKEN=(?:…|TOKEN\b)\s|--password[ =]TOKEN\b/;
    expect(texts.filter((file) => typed.test(read(file)))).toEqual([]);
  });

  test('is a link for each page that a cause rests on', () => {
    const bare = pages
      .filter((file) => /causes\/[a-z-]+\.md$/.test(file))
      .flatMap((file) => (/^## (?:Sources|依据)$(.*)/ms.exec(read(file))?.[1] ?? '').split('\n'))
      .filter((line) => line.startsWith('- ') && !/\]\(|<https:/.test(line));
    expect(bare).toEqual([]);
  });

  test.each(['audit', 'lint'])('docs/%s.md and its translation know each other', (page) => {
    expect(read(`docs/${page}.md`)).toContain(`[简体中文](zh-CN/${page}.md)`);
    expect(read(`docs/zh-CN/${page}.md`)).toContain(`[English](../${page}.md)`);
  });
});

describe('a page for who works on the code', () => {
  const tree = ['src', '__tests__', 'scripts', 'bench', 'docs', 'schema'].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((each) =>
      path.join(room, each),
    ),
  );
  /** Files and folders, as the pages write them: from the root, from `src/`, or by the last part alone. */
  const isThere = (name: string) =>
    ['', 'src'].some((base) => existsSync(path.join(root, base, name))) ||
    tree.some((each) => each.endsWith(`/${name}`) || each.endsWith(`/${name.replace(/\/$/, '')}`));
  const named = (page: string) =>
    namesIn(page.replace(/^```[\s\S]*?^```/gm, '')).filter((name) =>
      /^(?!@|node:)[\w.-]+(?:\/[\w.-]+)*(?:\/|\.(?:ts|mjs|json|md|yml))$/.test(name),
    );

  test.each(['docs/architecture.md', 'docs/decisions.md', 'CONTRIBUTING.md'])(
    '%s names nothing that is elsewhere now',
    (page) => {
      const names = named(read(page));
      expect(names.length).toBeGreaterThan(20);
      expect(names.filter((name) => !isThere(name))).toEqual([]);
    },
  );

  test('a file that is gone is seen', () => {
    expect(
      named('`report/gone.ts` and `gone/`, not `ghcr.io` or `write`').filter((name) => !isThere(name)),
    ).toEqual(['report/gone.ts', 'gone/']);
  });
});

describe('docs/contract.md', () => {
  const notBuilt = (kind: string) => namesIn(rowsUnder('kind').find(([cell]) => cell === kind)?.[1] ?? '');
  const metadata = parse(read('action.yml'));

  test.each(['input', 'output'])('lists each %s of the action', (kind) => {
    const promised = rowsUnder(kind).flatMap(([names = '']) => namesIn(names));
    const there = Object.keys(metadata[`${kind}s`]);
    expect(without(there, promised)).toEqual([]);
    expect(without(promised, there)).toEqual(notBuilt(`${kind}s of \`action.yml\``));
  });

  test('gives each input the default that it has', () => {
    const stated = rowsUnder('input').flatMap(([names = '', given = '']) => {
      const defaults = /^`.*`$/.test(given) ? namesIn(given) : [];
      return namesIn(names).map((name, index) => [name, defaults[index]] as const);
    });
    const there = stated.filter(([name]) => metadata.inputs[name]);
    expect(there.length).toBeGreaterThan(10);
    expect(there).toEqual(there.map(([name]) => [name, metadata.inputs[name].default]));
  });

  test('lists the inputs and outputs of each other action', () => {
    const promised = rowsUnder('`uses:`').map(([uses = '', , inputs = '', outputs = '']) => ({
      file: /\(`(.+)`\)/.exec(uses)?.[1] as string,
      inputs: namesIn(inputs.replace(/\([^)]*\)/g, '')).sort(),
      outputs: namesIn(outputs).sort(),
    }));
    const there = readdirSync(root)
      .filter((folder) => folder !== 'node_modules' && existsSync(path.join(root, folder, 'action.yml')))
      .map((folder) => {
        const file = `${folder}/action.yml`;
        const { inputs, outputs } = parse(read(file));
        return { file, inputs: Object.keys(inputs).sort(), outputs: Object.keys(outputs).sort() };
      });
    const missing = notBuilt('actions');
    expect(there).toEqual(
      promised.filter(({ file }) => !missing.includes(file)).sort((a, b) => (a.file < b.file ? -1 : 1)),
    );
  });

  test('names each option of the command line in the row of its command', () => {
    const common = ['--format', '--language', '--color'];
    const left = program([], {}).commands.flatMap((command) => {
      const rows = rowsUnder('command').filter(([cell = '']) =>
        new RegExp(`^\`${command.name()}\\b`).test(cell),
      );
      const promised = new Set(rows.join(' ').match(/--[a-z-]+/g));
      const options = command.options.map(({ long }) => (long ?? '').replace('--no-', '--'));
      return without(options, [...promised, ...common]).map((option) => `${command.name()} ${option}`);
    });
    expect(left).toEqual([]);
  });

  test('names the causes of the book', () => {
    const promised = rowsUnder('id').flatMap(([names = '']) => namesIn(names));
    const there = readdirSync(path.join(root, 'src/causes/book')).map((file) => path.parse(file).name);
    expect(without(there, promised)).toEqual([]);
    expect(without(promised, there)).toEqual(notBuilt('causes'));
  });

  test('cites rows of the facts that there are', () => {
    const anchors = anchorsOf(facts);
    const rows = rowsUnder('id').flatMap(([, , cell = '']) => cell.match(/[A-Z]\d+/g) ?? []);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => !anchors.includes(row.toLowerCase()))).toEqual([]);
  });

  test('shows a report that the schema takes', () => {
    const text = /```jsonc\n([\s\S]*?)```/.exec(contract)?.[1] ?? '';
    const example = JSON.parse(text.replace(/\s\/\/ .*$/gm, ''));
    const later = without(Object.keys(example), Object.keys(schema.properties));
    expect(later).toEqual(notBuilt('fields of the report'));
    for (const name of later) delete example[name];
    expect(schemaFaults(example)).toEqual([]);
  });
});

/**
 * Rows of the facts page and sections of either page, as comments and `sources` cite them: `facts W5, section 3`,
 * `facts, number 8`, `rows L13, L14, G2 to G5`, `(W11)`, `contract, section 4`.
 */
function citations(source: string): { page: 'facts' | 'contract'; anchor: string }[] {
  const comments = source.match(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm) ?? [];
  const strings = source.match(/'(?:facts [^']*|section [\d.]+|[LPWNRGK]\d{1,2})'/g) ?? [];
  const text = [...comments, ...strings]
    .join('\n')
    .replace(/\n\s*\*?\s*/g, ' ')
    .replace(/RFC \d+, section [\d.]+/g, '');
  const ours = /(contract, )?\b(?:([Ss]ection|[Nn]umber|[Ff]acts?) (\d+(?:\.\d+)?)|([LPWNRGK]\d{1,2})\b)/g;
  return [...text.matchAll(ours)].map(([, elsewhere, kind = '', number, row]) => ({
    page: elsewhere ? 'contract' : 'facts',
    anchor: row ? row.toLowerCase() : `${kind.toLowerCase() === 'section' ? 'section' : 'number'}-${number}`,
  }));
}

/** Cells of the table of the contract whose header begins with this word. */
function rowsUnder(header: string): string[][] {
  const lines = contract.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${header} |`)) + 2;
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start, start + length).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);
}

function without(all: string[], some: string[]): string[] {
  return all.filter((each) => !some.includes(each));
}

test('on the pages of causes a command is code, and a sentence about one is not', () => {
  const spans = ['docs/causes', 'docs/zh-CN/causes'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).flatMap((file) =>
      [...read(path.join(folder, file)).matchAll(/`(docker [^`]+)`/g)].map(([, words]) => words as string),
    ),
  );
  expect(spans).toContain('docker logout ghcr.io');
  expect(spans.filter((words) => !/[./]/.test(words))).toEqual([]);
});
