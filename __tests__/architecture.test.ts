/** The arrows of docs/architecture.md, held: who may import whom in `src/`, types included. */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { circles, roomOf, sourceFiles } from '../scripts/imports.mjs';

const files = sourceFiles();

/** Types that every room shares, and the number of the version. */
const SHARED = ['types.ts', 'version.ts'];

/** Beside the shared files, a room imports from these rooms and files and from no other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'app.ts': ['faces'],
  'executable.ts': ['app.ts', 'faces'],
  faces: ['commands', 'judge', 'causes', 'observe', 'workflow', 'evidence', 'fix', 'report', 'login', 'lab'],
  commands: ['judge', 'causes', 'observe', 'workflow', 'evidence', 'fix', 'report', 'login'],
  judge: ['causes', 'workflow', 'evidence', 'fix'],
  causes: ['workflow', 'evidence', 'fix'],
  observe: ['workflow', 'evidence'],
  workflow: ['evidence'],
  evidence: [],
  // Beside the way from a face to the evidence.
  fix: ['workflow', 'evidence'],
  // It knows findings only and their one order; of the evidence, the words for where a token comes from and what a job's
  // may, of which run a report is, what could not be read and how large it is, what nobody sees in a text, and how a reference is shown without its tag.
  report: [
    'evidence/types/permissions.ts',
    'evidence/types/run.ts',
    'evidence/types/token.ts',
    'evidence/types/workflow-problem.ts',
    'evidence/size.ts',
    'evidence/unseen.ts',
    'evidence/organization/types.ts',
    'evidence/registry/untagged.ts',
    'judge/order.ts',
  ],
  login: ['evidence'],
  lab: ['evidence'],
  'types.ts': [],
  'version.ts': [],
};

/** In a folder; a larger one is grouped by the questions that its files answer. */
const MOST_FILES = 27;

/** What reaches out of the process. */
const IO =
  /^(?:node:(?:fs|net|http|https|http2|tls|dns|dgram|child_process|worker_threads|process|os)\b|@actions\/|@octokit\/)/;

/** `from → to` for each import that a rule forbids. */
function forbidden(rule: (file: string, imported: string) => boolean): string[] {
  return files.flatMap(({ file, imports }) =>
    imports.filter((each) => rule(file, each)).map((each) => `${file} → ${each}`),
  );
}

describe('imports run downwards', () => {
  test('every room is known', () => {
    expect([...new Set(files.map(({ file }) => roomOf(file)))].filter((room) => !MAY_IMPORT[room])).toEqual(
      [],
    );
  });

  test.each(Object.entries(MAY_IMPORT))('%s imports nothing but %j', (room, allowed) => {
    expect(
      forbidden((file, imported) => {
        const other = roomOf(imported);
        const isAllowed = [...SHARED, ...allowed].some((each) => each === other || each === imported);
        return roomOf(file) === room && other !== room && !isAllowed;
      }),
    ).toEqual([]);
  });

  test('the lab is for the demonstration alone', () => {
    expect(
      forbidden(
        (file, imported) =>
          roomOf(imported) === 'lab' && roomOf(file) !== 'lab' && !/^faces\/cli\/demo\//.test(file),
      ),
    ).toEqual([]);
  });

  test('of the two kinds of face neither knows the other', () => {
    const kind = (file: string) => /^faces\/(action|cli)\//.exec(file)?.[1];
    expect(
      forbidden((file, imported) => {
        const [own, other] = [kind(file), kind(imported)];
        return own !== undefined && other !== undefined && own !== other;
      }),
    ).toEqual([]);
  });

  test('every import leads to a file', () => {
    const known = new Set(files.map(({ file }) => file));
    expect(forbidden((_, imported) => !known.has(imported))).toEqual([]);
  });
});

test('no file is in a circle', () => {
  expect(circles(new Map(files.map(({ file, imports }) => [file, imports])))).toEqual([]);
});

test('no folder holds more files than a reader takes in', () => {
  const inFolder = new Map<string, number>();
  for (const { file } of files)
    inFolder.set(path.posix.dirname(file), (inFolder.get(path.posix.dirname(file)) ?? 0) + 1);
  // The book is a list, a file an entry.
  inFolder.delete('causes/book');
  expect([...inFolder].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

test('a cause reaches nothing outside', () => {
  const reaching = files
    .filter(({ file }) => roomOf(file) === 'causes')
    .flatMap(({ file, packages }) =>
      packages.filter((each) => IO.test(each)).map((each) => `${file} → ${each}`),
    );
  expect(reaching).toEqual([]);
});

test('no two exports share a name', () => {
  const homes = new Map<string, string[]>();
  for (const { file, exports } of files) {
    for (const name of exports) homes.set(name, [...(homes.get(name) ?? []), file]);
  }
  const shared = [...homes].filter(([, at]) => at.length > 1);
  expect(shared.map(([name, at]) => `${name}: ${at.join(', ')}`)).toEqual([]);
});

test('nothing is exported for nobody', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const beside = ['__tests__', 'scripts', 'bench'].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((each) => /\.(?:ts|mjs)$/.test(each))
      .map((each) => path.join(room, each)),
  );
  /** How many files say a word. */
  const said = new Map<string, number>();
  for (const file of [...files.map((each) => path.join('src', each.file)), ...beside])
    for (const word of new Set(readFileSync(path.join(root, file), 'utf8').match(/\w+/g)))
      said.set(word, (said.get(word) ?? 0) + 1);
  const unused = files
    // The bundle's entries take what this one exports.
    .filter(({ file }) => file !== 'app.ts')
    .flatMap(({ file, values }) => values.map((name) => ({ file, name })))
    .filter(({ name }) => said.get(name) === 1);
  expect(unused).toEqual([]);
});

describe('what the rules are read with', () => {
  const file = (name: string) => files.find((each) => each.file === name);

  test('an import of a type, one of several lines and one on demand are all seen', () => {
    expect(file('workflow/text/parse.ts')?.imports).toContain('evidence/types/workflow-problem.ts');
    expect(file('workflow/text/job.ts')?.imports).toContain('workflow/text/document.ts');
    expect(file('app.ts')?.imports).toContain('faces/action/preflight/main.ts');
  });

  test('a package is told from a file', () => {
    expect(file('workflow/text/parse.ts')?.packages).toContain('yaml');
  });

  test('a circle is found however long it is, and a way back is none', () => {
    const imports = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['c']],
      ['e', ['a', 'd']],
      ['f', ['f']],
    ]);
    expect(circles(imports)).toEqual([['a', 'b', 'c', 'd'], ['f']]);
  });
});
