/** References of any length, wherever one can be given. */
import type { Arena } from '../harness/arena.js';
import { expectBounded } from '../harness/expect.js';
import { many, pushing, readBy } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

const LONG = 40_000;
const REFERENCES: [string, string][] = [
  ['one letter', 'a'.repeat(LONG)],
  ['slashes', `octo-org${'/'.repeat(LONG)}`],
  ['short parts', `octo-org${'/a'.repeat(LONG / 2)}`],
  ['dots', `octo-org/${'a.'.repeat(LONG / 2)}`],
  ['dashes', `octo-org/${'-'.repeat(LONG)}`],
  ['underlines', `octo-org/a${'_'.repeat(LONG)}b`],
  ['colons', `octo-org/app${':'.repeat(LONG)}`],
  ['at signs', `octo-org/app${'@sha256:'.repeat(LONG / 8)}`],
  ['capitals', `octo-org/${'A'.repeat(LONG)}`],
  ['hosts', `${'a.b/'.repeat(LONG / 4)}octo-org/app`],
  ['hosts with ports', `${'a.b:1/'.repeat(LONG / 6)}octo-org/app`],
  ['one host of many labels', `${'a.'.repeat(LONG / 2)}b/octo-org/app`],
  ['one host of many dashes', `${'a-'.repeat(LONG / 2)}/octo-org/app`],
  ['a tag', `octo-org/app:${'1.'.repeat(LONG / 2)}`],
  ['spaces', `octo-org/app${' '.repeat(LONG)}x`],
  ['what is not ASCII', `octo-org/${'é'.repeat(LONG)}`],
];

const PLACES: [string, (arena: Arena, reference: string) => Promise<void>][] = [
  [
    'in images',
    async (arena, reference) => {
      await arena.lab();
      expectBounded(await arena.main({ inputs: { images: reference } }), [0, 1]);
    },
  ],
  [
    'given to check',
    async (arena, reference) => {
      const { registry } = await arena.lab();
      const options = ['check', '--registry', registry, `${registry}/${reference}`];
      expectBounded(await arena.cli(options, { env: { GHCR_TOKEN: 'x'.repeat(40) } }), [0, 1, 2, 3]);
    },
  ],
  [
    'in a workflow',
    async (arena, reference) => {
      const quoted = JSON.stringify(`docker push ghcr.io/${reference}`);
      await readBy(arena, pushing([`- run: ${quoted}`]), { run: (there) => there.lint(), codes: [0, 1, 2] });
    },
  ],
];

/** As much as one environment variable can hold (execve(2): 128 KiB), so often. */
const LIMIT = 120_000;
const filled = (unit: (at: number) => string, between: string) => {
  const size = unit(10_000).length + between.length;
  return many(Math.floor(LIMIT / size), unit, between);
};

const LISTS: [string, string][] = [
  ['tags of one image', filled((at) => `octo-org/app:${at}`, '\n')],
  ['names', filled((at) => `octo-org/app-${at}`, ',')],
  ['one letter each', filled(() => 'a', ',')],
  ['a run of hosts', `${filled(() => 'ghcr.io', '/')}/octo-org/app`],
  ['a run of hosts and commas', filled(() => 'ghcr.io/', ',')],
  ['hosts of other registries', filled((at) => `r${at}.example/a/b`, '\n')],
  ['cache entries', filled((at) => `type=registry,ref=octo-org/app:${at}`, '\n')],
  ['one cache entry of many attributes', `type=registry,${filled((at) => `a${at}=b`, ',')},ref=octo-org/app`],
  ['commas', ','.repeat(LIMIT)],
  ['line ends', '\r\n'.repeat(LIMIT / 2)],
  ['quotes', '"'.repeat(LIMIT)],
];

situations('work', [
  table(
    'references of 40 KB',
    times(REFERENCES, PLACES),
    (arena, [reference, place]) => place(arena, reference),
    { inCI: 6 },
  ),
  table(
    'lists of images',
    LISTS,
    async (arena, images) => {
      await arena.lab();
      // Thousands are asked about as long as there is time: that is work as well, and each answer is kept.
      expectBounded(await arena.main({ inputs: { images }, work: 40 }), [0, 1], 400);
    },
    { inCI: 2, waits: true },
  ),
]);
