/** What a path of a repository may turn out to be, other than a file of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';
import type { Arena } from '../harness/arena.js';

/** Stands in the files outside: nobody may get to read it. */
export const MARK = 'outside-the-repository';

/** Puts something at a path below the home; `text` is what a good file would hold. */
export type Placing = (arena: Arena, at: string, text: string) => void | Promise<void>;

const linkTo =
  (target: string): Placing =>
  (arena, at) => {
    arena.link(at, target);
  };

const outside = (arena: Arena, at: string, text: string): string =>
  arena.write(`outside/${path.basename(at)}`, text.replaceAll('octo-org/app', `octo-org/${MARK}`));

function pipe(arena: Arena, at: string): void {
  const file = arena.path(at);
  mkdirSync(path.dirname(file), { recursive: true });
  execFileSync('mkfifo', [file]);
}

export const SPECIAL: [string, Placing][] = [
  ['a link to /dev/zero', linkTo('/dev/zero')],
  ['a link to /dev/urandom', linkTo('/dev/urandom')],
  ['a link to a terminal', linkTo('/dev/tty')],
  ['a link to /dev/stdin', linkTo('/dev/stdin')],
  ['a link to /proc/kmsg', linkTo('/proc/kmsg')],
  ['a link to /proc/self/environ', linkTo('/proc/self/environ')],
  ['a link to /proc/self/mem', linkTo('/proc/self/mem')],
  ['a pipe', pipe],
  [
    'a link to a pipe',
    (arena, at) => {
      pipe(arena, 'work/pipe');
      arena.link(at, arena.path('work/pipe'));
    },
  ],
  [
    'a socket',
    async (arena, at) => {
      const file = arena.path(at);
      mkdirSync(path.dirname(file), { recursive: true });
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(file, resolve));
      arena.later(() => server.close());
    },
  ],
  ['a folder', (arena, at) => void arena.folder(at)],
  ['a link to itself', (arena, at) => void arena.link(at, path.basename(at))],
  ['a link to a file outside', (arena, at, text) => void arena.link(at, outside(arena, at, text))],
  [
    'a link to a file outside, by a path of dots',
    (arena, at, text) => {
      const file = outside(arena, at, text);
      arena.link(at, path.relative(path.dirname(arena.path(at)), file));
    },
  ],
  [
    'a link to a link to a file outside',
    (arena, at, text) => {
      arena.link('work/inside', outside(arena, at, text));
      arena.link(at, arena.path('work/inside'));
    },
  ],
  [
    'a file of 10 GB',
    (arena, at) => {
      truncateSync(arena.write(at, 'on: push # ghcr.io\n'), 10 * 1024 ** 3);
    },
  ],
];
