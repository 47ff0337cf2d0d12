/** Situations: rows of tables, each a test; here they become tests. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { gate } from '../../gate.js';
import { isWhole, leave } from '../../spread.js';
import { PENDING } from '../pending.js';
import { Arena } from './arena.js';

/** A table: one kind of attack or fault, its rows, and what is done with each of them. */
export interface Table {
  kind: string;
  /** So many of its rows, spread over it, are run in CI, an eighth of them by `npm test`; all of them by `npm run hostile`. */
  inCI: number;
  /** Its rows mostly wait: they may do so together. */
  waits: boolean;
  rows: { name: string; hold: (arena: Arena) => Promise<void> }[];
}

interface TableOptions {
  inCI?: number;
  waits?: boolean;
}

/**
 * A table of situations.
 * @param rows by name; a row is whatever `hold` needs to arrange it and to know what must hold
 * @param hold arranges, runs and expects
 */
export function table<Row>(
  kind: string,
  rows: Iterable<readonly [name: string, row: Row]>,
  hold: (arena: Arena, row: Row) => Promise<void>,
  { inCI = 3, waits = false }: TableOptions = {},
): Table {
  const named = [...rows].map(([name, row]) => ({ name, hold: (arena: Arena) => hold(arena, row) }));
  return { kind, inCI, waits, rows: named };
}

/** Each of the first with each of the second: names joined, rows side by side. */
export function times<A, B>(
  first: Iterable<readonly [string, A]>,
  second: Iterable<readonly [string, B]>,
): [string, [A, B]][] {
  const others = [...second];
  return [...first].flatMap(([left, a]) =>
    others.map(([right, b]): [string, [A, B]] => [`${left}, ${right}`, [a, b]]),
  );
}

/** The rows of a table of values that name themselves. */
export function named<T extends string | number>(values: readonly T[]): [string, T][] {
  return values.map((value) => [String(value), value]);
}

const isEvery = process.env.HOSTILE === 'every';
/** By name any row can be asked for. */
const isNamed = process.env.WHOLE === 'named';
/** Milliseconds: a process that does not end is ended long before. */
const PATIENCE = 900_000;
const working = gate(3);

/** Root can arrange more: without it some rows are not there. */
const isRoot = process.getuid?.() === 0;

/** So many of the rows, evenly spread; `from`, below 1, is how far in the first part the first of them stands. */
function evenly(rows: readonly number[], count: number, from = 0): number[] {
  const step = Math.max(1, rows.length / count);
  const places = rows.map((_, at) => Math.floor((at + from) * step));
  return places.flatMap((at) => rows[at] ?? []);
}

/** Makes the tests of a group. What is pending must fail: a row that holds has to leave the list. */
export function situations(group: string, tables: Table[]): void {
  const seen = new Set<string>();
  const arenas = new Set<Arena>();
  afterAll(() => Promise.all([...arenas].map((arena) => arena.close())));

  for (const [place, { kind, rows, inCI, waits }] of tables.entries()) {
    const all = [...rows.keys()];
    const whole = isEvery || isNamed ? all : evenly(all, inCI);
    // Where one row stands for a table, it should not be that of the same face in all of them.
    const few = () => evenly(whole, Math.ceil(inCI / 8), (place * 0.618) % 1);
    const chosen = new Set(isWhole || isEvery ? whole : few());
    leave(`hostile › ${group} › ${kind}`, isEvery ? 0 : whole.length - chosen.size);
    describe(kind, () => {
      for (const [at, { name, hold }] of rows.entries()) {
        const full = `${group} › ${kind} › ${name}`;
        if (seen.has(full)) throw new Error(`two situations are called «${full}»`);
        seen.add(full);
        if (!chosen.has(at)) continue;
        const run = async () => {
          const arena = new Arena();
          arenas.add(arena);
          try {
            await (waits ? hold(arena) : working(() => hold(arena)));
          } finally {
            await arena.close();
            arenas.delete(arena);
          }
        };
        // Only the whole run asks whether what is pending holds by now: a busy machine may say either.
        const register = !PENDING.has(full)
          ? test.concurrent
          : isEvery
            ? test.concurrent.failing
            : test.concurrent.skip;
        register(name, run, PATIENCE);
      }
    });
  }

  const stale = [...PENDING].filter(
    (name) => tables.some(({ kind }) => name.startsWith(`${group} › ${kind} › `)) && !seen.has(name),
  );
  test('what is pending is a situation', () => expect(isRoot ? stale : []).toEqual([]));
}
