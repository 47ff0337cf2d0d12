/** Edits that are looked up by halves: told from each other as they were one by one. */
import { expect, test } from '@jest/globals';
import type { FileEdit } from '../../src/fix/diff.js';
import { EditSet } from '../../src/fix/edit-set.js';

const edit = (start: number, end: number, text = 'x', file = 'a.yml'): FileEdit => ({
  file,
  start,
  end,
  text,
});

const EDITS = [edit(40, 45), edit(0, 3), edit(10, 10, 'in'), edit(20, 30), edit(12, 14, 'y', 'b.yml')];

test('Finds the very same edit, and no other one at its place', () => {
  const set = new EditSet(EDITS);
  for (const each of EDITS) expect(set.has({ ...each })).toBe(true);
  for (const other of [edit(40, 46), edit(40, 45, 'z'), edit(0, 3, 'x', 'b.yml'), edit(10, 10), edit(1, 3)])
    expect(set.has(other)).toBe(false);
});

test('Tells of every place whether an edit meets one, also where they only touch', () => {
  const set = new EditSet(EDITS);
  for (const file of ['a.yml', 'b.yml', 'c.yml'])
    for (let start = 0; start < 50; start += 1)
      for (let end = start; end < 50; end += 1) {
        const meets = EDITS.some((each) => each.file === file && each.start <= end && start <= each.end);
        expect(set.overlaps(edit(start, end, '', file))).toBe(meets);
      }
});
