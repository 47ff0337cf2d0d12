/** `lint --fix` writes what it has read, where it has read it, whole or not at all. */
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { type Arena, WORKFLOW } from '../harness/arena.js';
import { smallDisk } from '../harness/disk.js';
import { expectEnd } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';

const isRoot = process.getuid?.() === 0;

/** A job without the permission: one line has to change. */
const WRONG = `on: push
jobs:
  image:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
    steps:
      - uses: docker/login-action@v3
        with: {registry: ghcr.io, username: x, password: "\${{ github.token }}"}
      - run: docker push ghcr.io/octo-org/app
`;
const CALLEE = WRONG.replace('on: push', 'on: workflow_call');
const caller = (uses: string) =>
  `on: push\njobs:\n  image:\n    uses: ${uses}\n    permissions: {contents: read, packages: write}\n`;

const fix = (arena: Arena, ...args: string[]) => arena.lint('--fix', ...args);
const text = (file: string) => readFileSync(file, 'utf8');
const isFixed = (after: string) => after.includes('packages: write');

/** Files that are not to be written; the way to each of them ends in the path of what must stay as it is. */
const ELSEWHERE: [string, (arena: Arena) => string][] = [
  [
    'the workflow is a link to a file outside',
    (arena) => {
      const file = arena.write('outside/x.yml', WRONG);
      arena.link(`work/${WORKFLOW}`, file);
      return file;
    },
  ],
  [
    'the workflow is a link to a file of the repository',
    (arena) => {
      const file = arena.checkout('elsewhere/x.yml', WRONG);
      arena.link(`work/${WORKFLOW}`, file);
      return file;
    },
  ],
  [
    'the folder is a link to one outside',
    (arena) => {
      const file = arena.write('outside/publish.yml', WRONG);
      arena.link(`work/${path.dirname(WORKFLOW)}`, arena.path('outside'));
      return file;
    },
  ],
  ...[
    './../outside/x.yml',
    './.github/../../outside/x.yml',
    './.github/workflows/../../../outside/x.yml',
    './../work/../outside/x.yml',
    './/../outside/x.yml',
    './.github/workflows/..\\..\\..\\outside/x.yml',
  ].map((uses): [string, (arena: Arena) => string] => [
    `uses: ${uses}`,
    (arena) => {
      arena.checkout(WORKFLOW, caller(uses));
      return arena.write('outside/x.yml', CALLEE);
    },
  ]),
  [
    'an absolute path',
    (arena) => {
      const file = arena.write('outside/x.yml', CALLEE);
      arena.checkout(WORKFLOW, caller(file));
      return file;
    },
  ],
];

/** Files that are written, or left alone, with everything about them as it was. */
const OWNED: [string, { mode: number; owner?: number; folder?: number; written: boolean }][] = [
  ['mode 600', { mode: 0o600, written: true }],
  ['mode 664', { mode: 0o664, written: true }],
  ['mode 755', { mode: 0o755, written: true }],
  ['mode 444', { mode: 0o444, written: false }],
  ['mode 400', { mode: 0o400, written: false }],
  ...(isRoot
    ? ([
        ["another user's file", { mode: 0o644, owner: 12345, written: false }],
        ["another user's file that all may write", { mode: 0o666, owner: 12345, written: false }],
      ] as [string, { mode: number; owner?: number; written: boolean }][])
    : []),
];

const DIFFS: [string, (arena: Arena) => string][] = ELSEWHERE.slice(0, 3);

/** How an editor writes. */
const EDITS: [string, (file: string) => void][] = [
  ['in place', (file) => writeFileSync(file, '# an edit\n', { flag: 'a' })],
  [
    'by another file in its place',
    (file) => {
      writeFileSync(file, `${text(file)}# an edit\n`);
    },
  ],
];

situations('files', [
  table(
    'fix elsewhere',
    ELSEWHERE,
    async (arena, arrange) => {
      const file = arrange(arena);
      const before = text(file);
      const inode = statSync(file).ino;
      expectEnd(await fix(arena), [0, 1, 2]);
      expect(text(file)).toBe(before);
      expect(statSync(file).ino).toBe(inode);
    },
    { inCI: 5 },
  ),
  table(
    'diff elsewhere',
    DIFFS,
    async (arena, arrange) => {
      const file = arrange(arena);
      const before = text(file);
      expectEnd(await arena.lint('--diff'), [0, 1, 2]);
      expect(text(file)).toBe(before);
    },
    { inCI: 1 },
  ),
  table(
    'fix and what is about the file',
    OWNED,
    async (arena, { mode, owner, written }) => {
      const file = arena.checkout(WORKFLOW, WRONG);
      chmodSync(file, mode);
      if (owner !== undefined) chownSync(file, owner, owner);
      const before = lstatSync(file);
      const ended = await fix(arena);
      expectEnd(ended, [0, 1, 2]);
      const after = lstatSync(file);
      expect({ written: isFixed(text(file)), mode: after.mode, uid: after.uid, gid: after.gid }).toEqual({
        written,
        mode: before.mode,
        uid: before.uid,
        gid: before.gid,
      });
      if (!written) expect(ended.stderr).toContain(WORKFLOW);
      expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
    },
    { inCI: 4 },
  ),
  table(
    'an edit made meanwhile',
    times<number, (file: string) => void>(named([50, 150, 250, 350, 500, 700, 900, 1200]), EDITS),
    async (arena, [delay, edit]) => {
      // Enough to read, so that there is a while between reading and writing.
      for (let at = 0; at < 60; at += 1)
        arena.checkout(
          `.github/workflows/w${at}.yml`,
          WRONG.replaceAll('app', `app-${at}`) + '# x\n'.repeat(2_000),
        );
      const file = arena.checkout('.github/workflows/w0.yml', WRONG);
      const editing = sleep(delay).then(() => edit(file));
      expectEnd(await fix(arena), [0, 1, 2]);
      await editing;
      expect(text(file)).toContain('# an edit');
      expect(text(file).startsWith('on: push\n')).toBe(true);
    },
    { inCI: 3 },
  ),
  table(
    'killed meanwhile',
    named([100, 200, 300, 400, 600, 800]),
    async (arena, delay) => {
      const files = Array.from({ length: 40 }, (_, at) =>
        arena.checkout(`.github/workflows/w${at}.yml`, WRONG),
      );
      await Promise.race([fix(arena), sleep(delay)]);
      for (const file of files)
        expect([
          WRONG,
          WRONG.replace('contents: read\n', 'contents: read\n      packages: write\n'),
        ]).toContain(text(file));
    },
    { inCI: 2 },
  ),
  table('on a full disk', isRoot ? named([0, 1]) : [], async (arena, pages) => {
    const disk = smallDisk(arena, 'work', 64);
    mkdirSync(path.join(disk.folder, '.github/workflows'), { recursive: true });
    const before = WRONG + '# x\n'.repeat(1_500);
    const file = path.join(disk.folder, WORKFLOW);
    writeFileSync(file, before);
    disk.fill(pages);
    const ended = await fix(arena);
    expectEnd(ended, [1, 2]);
    expect(text(file)).toBe(before);
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
  }),
]);
