/**
 * `--fix` on the cases of the development corpus that say what must come out. It is not part of this project
 * (see ../shared.ts); the same rules inside: repairs, permissions, rounds and property beside this file.
 */
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { run } from '../cli/run.js';
import { sharedFolder } from '../shared.js';
import { spread } from '../spread.js';

const found = sharedFolder('corpus');
const corpus = found ?? '';

interface Expected {
  repository: string;
  findings: { id: string; severity: string }[];
  may?: string[];
  fixed?: Record<string, string>;
}

const expected = (name: string): Expected =>
  JSON.parse(readFileSync(path.join(corpus, name, 'expected.json'), 'utf8'));
const names = found
  ? readdirSync(corpus).filter((name) => existsSync(path.join(corpus, name, 'expected.json')))
  : [];
/** Every cause that is found, and every one that may be. */
const asked = (table: string, all: string[]) =>
  spread(table, all, (name) => {
    const { findings, may = [] } = expected(name);
    return [`${findings.length === 0}`, ...findings.map(({ id, severity }) => `${severity} ${id}`), ...may];
  });
const fixable = asked(
  'corpus with a fix',
  names.filter((name) => expected(name).fixed),
);

/** A copy of a case after `--fix`, and what is left to say. */
async function mended(name: string) {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-corpus-')), name);
  cpSync(path.join(corpus, name), folder, {
    recursive: true,
    filter: (source) => path.basename(source) !== 'fixed' && path.basename(source) !== 'expected.json',
  });
  // The material is laid without write bits, and a file that may not be written is left alone.
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chmodSync(path.join(folder, file), 0o755);
  const lint = (...args: string[]) =>
    run(['lint', folder, '--repository', expected(name).repository, '--format', 'json', ...args]);
  await lint('--fix');
  const texts = textsOf(folder);
  const left: { id: string; severity: string }[] = JSON.parse((await lint()).stdout).findings;
  await lint('--fix');
  return { before: textsOf(path.join(corpus, name)), texts, again: textsOf(folder), left };
}

/** The YAML files of a repository, by path. */
function textsOf(folder: string): Record<string, string> {
  const files = readdirSync(path.join(folder, '.github'), { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    files
      .map((file) => path.join('.github', file))
      .filter((file) => /\.ya?ml$/.test(file) && statSync(path.join(folder, file)).isFile())
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );
}

/** The two names of the job's token are one. */
const data = (text: string) =>
  parse(text.replace(/^\uFEFF/, '').replaceAll(/secrets\.GITHUB_TOKEN/gi, 'github.token'));
const comments = (text: string) => text.match(/(?<=^|\s)#.*?(?=\r?$)/gm) ?? [];
const lineEnds = (text: string) => [...new Set(text.match(/\r?\n/g) ?? [])];

(found ? describe : describe.skip)('shared material: the cases with a fix', () => {
  test.each(found ? fixable : ['not there'])('%s', async (name) => {
    const { before, texts, again, left } = await mended(name);
    const { fixed = {}, may = [] } = expected(name);
    for (const [file, text] of Object.entries(texts)) {
      const wanted = fixed[file]
        ? readFileSync(path.join(corpus, name, fixed[file]), 'utf8')
        : (before[file] as string);
      expect({ file, data: data(text) }).toEqual({ file, data: data(wanted) });
      expect({ file, comments: comments(text) }).toEqual({ file, comments: comments(wanted) });
      expect({ file, lineEnds: lineEnds(text) }).toEqual({ file, lineEnds: lineEnds(wanted) });
      if (!fixed[file]) expect(text).toBe(before[file]);
    }
    expect(left.filter(({ id }) => !may.includes(id))).toEqual([]);
    expect(again).toEqual(texts);
  });
});

const others = asked(
  'corpus without a fix',
  names.filter((name) => !expected(name).fixed),
);
(found ? describe : describe.skip)('shared material: the other cases', () => {
  test('are left alone where nothing is wrong, and a second --fix changes nothing', async () => {
    for (const name of others) {
      const { before, texts, again } = await mended(name);
      if (expected(name).findings.length === 0) expect({ name, texts }).toEqual({ name, texts: before });
      expect({ name, texts: again }).toEqual({ name, texts });
    }
  }, 600_000);
});
