/** What `ls` and `find` print: the same as the real ones in a folder that holds the same. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FOUND } from '../../src/workflow/language/origins.js';
import { HOLE } from '../../src/workflow/language/values.js';
import { printedBy } from '../../src/workflow/shell/printing/printing.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { NO_PLACE } from '../../src/workflow/shell/starting/started.js';
import { filesMatching } from '../../src/workflow/shell/words/globs.js';

const FILES = [
  'README.md',
  'charts/api/Chart.yaml',
  'charts/api/templates/a.yaml',
  'charts/web/Chart.yaml',
  'out/.keep',
  'out/api-1.0.0.tgz',
  'out/web-2.0.0.tgz',
  'one/only.tgz',
  '.github/workflows/ci.yml',
  ...Array.from({ length: 600 }, (_, at) => `.git/objects/${at}`),
];

/** As the checkout answers. */
function entries(folder: string): string[] | null {
  const start = folder === '' ? '' : `${folder}/`;
  const below = FILES.filter((each) => each.startsWith(start)).map((each) => each.slice(start.length));
  return below.length === 0 ? null : [...new Set(below.map((each) => each.replace(/\/.*/, '/')))].sort();
}

const checkout = { text: () => null, entries };
const scope = {
  variable: () => '',
  read: () => null,
  folder: null,
  glob: (pattern: string) => filesMatching(pattern, '', checkout),
};
const said = (command: string) => printedBy(command.split(' '), null, scope);
const sorted = (text: string | null) => text?.trimEnd().split('\n').sort() ?? null;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'listing-'));
  for (const each of FILES) {
    mkdirSync(path.join(folder, path.dirname(each)), { recursive: true });
    writeFileSync(path.join(folder, each), '');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  'ls',
  'ls -1',
  'ls -A',
  'ls charts',
  'ls charts/',
  'ls -1A out',
  'ls out/*.tgz',
  'ls -d charts/*',
  'ls -d charts/*/',
  'ls -t one/*.tgz',
  'find out -name *.tgz',
  'find out/ -type f -name *.tgz -print',
  'find . -name Chart.yaml',
  'find charts -mindepth 1 -maxdepth 1 -type d',
  'find charts -mindepth 1 -maxdepth 1 -type d -printf %f\\n',
  'find charts out -type f',
  'find charts -type d -name templates',
  'find charts -maxdepth 1 -type f -name Chart.yaml',
  'find -maxdepth 2 -name *.tgz',
])('%s', (command) => {
  // A pattern is the shell's to fill in for ls, and find's own.
  const script = command.startsWith('find') ? command.replace(/(\*\S*|%f\\n)/g, "'$1'") : command;
  const { stdout } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  // Where nothing is found, the job may still make it.
  expect(sorted(said(command))).toEqual(stdout === '' ? null : sorted(stdout));
});

test.each([
  'ls -l',
  'ls -t out/*.tgz',
  'ls charts/*',
  'ls out charts',
  'ls missing',
  `ls ${HOLE}`,
  'ls -d charts',
  'find charts',
  'find charts -newer out',
  'find charts -type l',
  'find charts -name [a-c]*',
  'find . -name *.tgz -delete',
  `find . -name ${HOLE}.tgz`,
  'find */ -type f',
])('%s: nobody knows', (command) => expect(said(command)).toBe(null));

test('of a file that the job makes its pattern tells a part', () =>
  expect(said('ls missing/api-*.tgz')).toBe(`missing/api-${FOUND}.tgz\n`));

describe('a script', () => {
  /** The arguments of each command `push`, with how sure it is. */
  const pushed = (script: string) =>
    followScript(script, () => null, { ...NO_PLACE, checkout }).commands.flatMap(
      ({ words: [name, ...args], runs }) => (name === 'push' ? [[args.join(' '), runs]] : []),
    );

  test.each([
    ['-d charts/api', 'yes'],
    ['-d charts/api/', 'yes'],
    ['-f charts/api', 'no'],
    ['-e charts/api', 'yes'],
    ['-f README.md', 'yes'],
    ['-d ./README.md', 'no'],
    ['! -d README.md', 'yes'],
    ['-f charts/api/Chart.yaml -a -d out', 'yes'],
    ['-f README.md/Chart.yaml', 'no'],
    // The job may still make it.
    ['-f charts/api/values.yaml', 'unknown'],
    ['-d dist', 'unknown'],
    ['-f /etc/os-release', 'sometimes'],
    ['-f "$HOME"', 'unknown'],
  ])('asks for a file that is there or not: %s', (test, runs) => {
    for (const condition of [`[ ${test} ]`, ...(/^-. \S+$/.test(test) ? [`[[ ${test} ]]`] : [])])
      expect(pushed(`if ${condition}; then push a; fi`)).toEqual(runs === 'no' ? [] : [['a', runs]]);
  });

  test('does not know which of several files find names first', () => {
    const first = (found: string) => pushed(`f=$(${found} | head -1); push $(basename $(dirname "$f"))`);
    expect(first('find charts -name Chart.yaml')).toEqual([[expect.not.stringMatching(/[\w.]/), 'yes']]);
    expect(first('find one -name only.tgz')).toEqual([['one', 'yes']]);
    expect(first('find charts -name Chart.yaml | sort')).toEqual([['api', 'yes']]);
  });
});

test('a pattern of many stars takes no time', () => {
  const name = `${'a'.repeat(200)}b`;
  const entriesOf = () => [name];
  const glob = (pattern: string) => filesMatching(pattern, '', { text: () => null, entries: entriesOf });
  expect(glob(`${'*a'.repeat(50)}*`)).toEqual([name]);
  expect(glob('*a'.repeat(50))).toBe(null);
  expect(printedBy(['find', '-name', '*a'.repeat(50)], null, { ...scope, glob })).toBe(null);
});
