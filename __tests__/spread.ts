/**
 * Of the tables whose every row starts several processes `npm test` asks a spread, in which everything that the rows
 * show is shown once; `WHOLE=1 npm test`, which CI runs, asks all of them. How many rows were left is told at the end
 * (run-folder.mjs), so that nobody takes the one for the other.
 */
import { appendFileSync } from 'node:fs';

/**
 * Is every row asked? So it is, too, where somebody names a test (`npm test -- -t NAME`), which may be any, or nothing but
 * files: who works on one wants to know all of it.
 */
export const isWhole = ['1', 'named', 'file'].includes(process.env.WHOLE ?? '');

/**
 * All rows of a table, or a spread of them.
 * @param shows the traits of a row
 */
export function spread<Row>(
  table: string,
  rows: readonly Row[],
  shows: (row: Row) => readonly string[],
): readonly Row[] {
  if (isWhole) return rows;
  const asked = covering(rows, shows);
  leave(table, rows.length - asked.length);
  return asked;
}

/**
 * So many of the rows, in their order, that each trait of any is there. Always the same ones: the row that shows most of what
 * is not shown yet comes next, and of several the first.
 */
export function covering<Row>(rows: readonly Row[], shows: (row: Row) => readonly string[]): Row[] {
  const traits = new Map(rows.map((row) => [row, shows(row)]));
  const unseen = new Set([...traits.values()].flat());
  const news = (row: Row) => new Set(traits.get(row)?.filter((trait) => unseen.has(trait))).size;
  const asked = new Set<Row>();
  while (unseen.size > 0) {
    const next = rows.reduce((best, row) => (news(row) > news(best) ? row : best));
    for (const trait of traits.get(next) ?? []) unseen.delete(trait);
    asked.add(next);
  }
  return rows.filter((row) => asked.has(row));
}

/** Notes how many rows of a table are not asked. */
export function leave(table: string, count: number): void {
  const { TESTS_LEFT } = process.env;
  if (TESTS_LEFT && count > 0) appendFileSync(TESTS_LEFT, `${table}\t${count}\n`);
}
