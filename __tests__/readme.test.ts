/** The front pages: two languages, one content; what they show is what there is. */
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { program } from '../src/faces/cli/program.js';
import { repository, run } from './cli/run.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const PAGES = { en: read('README.md'), 'zh-CN': read('README.zh-CN.md') };
const BOTH = Object.entries(PAGES);

interface Block {
  kind: string;
  text: string;
}

/** Fenced blocks, by the kind that stands behind the fence. */
const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }));
const proseOf = (page: string) => page.replace(/^```[\s\S]*?^```$/gm, '');
const headingsOf = (page: string) =>
  [...proseOf(page).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', title = '']) => ({
    level: marks.length,
    title,
  }));
/** A table as its rows, a row as its cells. */
const tablesOf = (page: string) =>
  (proseOf(page).match(/(?:^\|.*\|\n)+/gm) ?? []).map((table) =>
    table
      .trim()
      .split('\n')
      .map((row) =>
        row
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      ),
  );
/** Neither a comment nor the white space before it. */
const withoutComments = (text: string) => text.replace(/[ \t]+# .*$/gm, '');

describe('README.zh-CN.md is README.md, section by section', () => {
  test('headings: their number, order and levels', () => {
    const [en, zh] = BOTH.map(([, page]) => headingsOf(page).map(({ level }) => level));
    expect(en?.length).toBeGreaterThan(15);
    expect(zh).toEqual(en);
  });

  test('what stands in each section: its tables, blocks and lists', () => {
    const [en, zh] = BOTH.map(([, page]) =>
      page.split(/^(?=#+ )/m).map((section) => ({
        tables: tablesOf(section).map((rows) => rows.map((cells) => cells.length)),
        blocks: blocksOf(section).map(({ kind }) => kind),
        items: (proseOf(section).match(/^- /gm) ?? []).length,
      })),
    );
    expect(zh).toEqual(en);
  });

  test('names and values in tables', () => {
    // A folder opens with its README; the Chinese one is named.
    const names = (page: string) =>
      tablesOf(page).map((rows) =>
        rows.map(([first = '']) => first.replace('/README.zh-CN.md)', ')').match(/`[^`]+`|\]\([^)]+\)/g)),
      );
    expect(names(PAGES['zh-CN'])).toEqual(names(PAGES.en));
  });

  test('code, but for comments', () => {
    const code = (page: string) =>
      blocksOf(page)
        .filter(({ kind }) => kind !== 'text')
        .map(({ text }) => withoutComments(text));
    expect(code(PAGES['zh-CN'])).toEqual(code(PAGES.en));
  });
});

describe.each(BOTH)('README in %s', (language, page) => {
  test('every block says what it is', () => {
    expect(blocksOf(page).map(({ kind }) => kind)).toEqual(
      blocksOf(page).map(() => expect.stringMatching(/^(?:text|yaml|sh)$/)),
    );
  });

  test('the contents list names every section, by GitHub’s anchors', () => {
    const anchors = headingsOf(page).map(({ title }) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
    const linked = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor as string);
    expect(linked.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
    // All but the title and the licence.
    expect(anchors.slice(1, -1).filter((anchor) => !linked.includes(anchor))).toEqual([]);
  });

  test('every link leads to a file', () => {
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file]) => file as string);
    expect(links.length).toBeGreaterThan(20);
    const missing = links.filter((file) => !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
  });

  test('every command and option that it shows is there', () => {
    const shown = blocksOf(page)
      .filter(({ kind }) => kind !== 'text')
      .flatMap(({ text }) => [
        ...withoutComments(text).matchAll(
          /(?:ghcr-preflight|dist\/cli\/index\.js) ([a-z]+)((?: (?!\||>|&&)[^\s]+)*)/g,
        ),
      ])
      .map(([, name = '', rest = '']) => ({
        name,
        words: rest.trim().replace(/\)$/, '').split(/ +/).filter(Boolean),
      }))
      .filter(({ name }) => name !== 'https');
    expect(shown.length).toBeGreaterThan(20);
    for (const { name, words } of shown) {
      // A command keeps what one line gave it.
      const command = program([], {}).commands.find((each) => each.name() === name);
      expect({ name, unknown: command?.parseOptions(words).unknown }).toEqual({ name, unknown: [] });
    }
  });

  test('its table of commands has them all', () => {
    const commands = tablesOf(page).find((rows) => rows.some(([cell]) => cell === '`lint`')) ?? [];
    const there = program([], {}).commands.map((each) => `\`${each.name()}\``);
    expect(commands.slice(2).map(([cell]) => cell)).toEqual(there.filter((name) => name !== '`help`'));
  });

  test('its tables of inputs and outputs are those of the actions', () => {
    const [, ...others] = tablesOf(page);
    const tables = others.map((rows) =>
      rows.slice(2).flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name)),
    );
    const { inputs, outputs } = parse(read('action.yml'));
    // What no one sets by hand.
    const unsaid = ['matrix', 'strategy'];
    expect(tables[0]).toEqual(Object.keys(inputs).filter((name) => !unsaid.includes(name)));
    expect([...(tables[1] ?? [])].sort()).toEqual(Object.keys(outputs).sort());
    expect(tables).toContainEqual(Object.keys(parse(read('lint/action.yml')).inputs));
  });

  test('its workflows are YAML, and the one to copy pushes what lint takes', async () => {
    const [first, ...others] = blocksOf(page).filter(({ kind }) => kind === 'yaml');
    for (const { text } of [first as Block, ...others]) expect(() => parse(text)).not.toThrow();
    const cwd = repository({ '.github/workflows/publish.yml': first?.text ?? '' });
    const { code, stderr } = await run(['lint', '--repository', 'octo-org/app'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('what lint prints is what it shows', async () => {
    const publish = blocksOf(page).find(({ kind }) => kind === 'yaml')?.text ?? '';
    const broken = publish
      .replace('      packages: write\n', '')
      .replace('jobs:', 'env:\n  ANY: thing\njobs:');
    const cwd = repository({ '.github/workflows/publish.yml': broken });
    const { stdout } = await run(['lint', '--language', language, '--repository', 'octo-org/app'], { cwd });
    const shown = blocksOf(page).filter(({ kind }) => kind === 'text')[1]?.text ?? '';
    expect(stdout.slice(0, shown.length)).toBe(shown);
  });

  test('the two commands that set everything up stand as they are', () => {
    expect(page).toMatch(/^node dist\/cli\/index\.js demo\b/m);
    expect(page).toMatch(/^npm cit\b/m);
  });

  test('a message that is pasted is explained', async () => {
    const [, message = ''] = /explain --message '([^']+)'/.exec(page) ?? [];
    const { code, stdout } = await run(['explain', '--language', language, '--message', message]);
    expect(code).toBe(1);
    expect(stdout).toContain('[package-not-granted]');
  });

  test('each message of its first table is explained by the page beside it, by its title', async () => {
    const [table = []] = tablesOf(page);
    const pages = table.slice(2).map(([message = '', meaning = '']) => ({
      message: /^`([^`]+)`/.exec(message)?.[1] ?? '',
      title: /^\[([^\]]+)\]/.exec(meaning)?.[1] ?? '',
      file: /\]\(([^)]+)\)/.exec(meaning)?.[1] ?? '',
    }));
    // The last row is for all the others.
    expect(pages.length).toBeGreaterThan(4);
    for (const { message, title, file } of pages.slice(0, -1)) {
      const { stdout } = await run(['explain', '--message', message, '--format', 'json']);
      expect([message, `${JSON.parse(stdout).findings[0]?.id}.md`]).toEqual([message, path.basename(file)]);
      expect(read(file).split('\n')[0]).toBe(`# ${title}`);
    }
  });
});

/** Problem matchers read lines as a runner does: each pattern the next line (actions/toolkit, docs/problem-matchers.md). */
test.each(['en', 'zh-CN'])('the problem matcher reads what lint prints in %s', async (language) => {
  const { problemMatcher } = JSON.parse(read('.github/problem-matchers/ghcr-preflight.json'));
  const publish = blocksOf(PAGES.en).find(({ kind }) => kind === 'yaml')?.text ?? '';
  const broken = publish.replace('      packages: write\n', '');
  const cwd = repository({ '.github/workflows/publish.yml': broken });
  const { stdout } = await run(['lint', '--language', language, '--repository', 'octo-org/app'], { cwd });
  const lines = stdout.split('\n');
  const [heading, place] = problemMatcher[0].pattern;
  expect(new RegExp(heading.regexp).exec(lines[0] ?? '')?.[heading.code]).toBe('job-lacks-packages-write');
  const found = new RegExp(place.regexp).exec(lines[1] ?? '');
  expect(found?.slice(1, 4)).toEqual(['.github/workflows/publish.yml', '9', '5']);
});
