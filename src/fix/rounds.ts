/**
 * Repairs of many findings, applied together. What does not overlap goes in one
 * round; the rest waits until the changed texts are judged again. A repair after
 * which its finding is still there is taken back: it was none.
 */
import type { Finding } from '../types.js';
import { parseWorkflow } from '../workflow/text/parse.js';
import { applyEdits, type FileEdit, type TextEdit } from './diff.js';

/** What a round has to know of a judgement; `lint` gives one. */
export interface Judged {
  report: { findings: Finding[] };
  /** `finding` is an index in the report. */
  repairs: readonly { finding: number; edits: readonly FileEdit[]; safe: boolean }[];
  /** What refuses the push behind a finding that no edit mends, and is mended all the same. */
  waiting?: readonly Waiting[];
  texts: Readonly<Record<string, string>>;
}

export interface Waiting {
  finding: Finding;
  edits: readonly FileEdit[];
}

interface ChangedFile {
  before: string;
  after: string;
}

export interface Applied<T extends Judged> {
  /** By the file's name in the report. */
  files: Map<string, ChangedFile>;
  /** The findings that are gone, in the order in which they were mended. */
  fixed: Finding[];
  /** The judgement of the texts as they are now. */
  left: T;
}

/** More than this is no progress but a circle. */
const MAX_ROUNDS = 20;

/**
 * Applies every repair that is safe.
 *
 * @param again judges the repository with these texts in the place of those on the disk
 */
export async function applyRepairs<T extends Judged>(
  first: T,
  again: (texts: Readonly<Record<string, string>>) => Promise<T>,
): Promise<Applied<T>> {
  const files = new Map<string, ChangedFile>();
  const fixed: Finding[] = [];
  const refused = new Set<string>();
  let left = first;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { findings } = left.report;
    const chosen = choose(left, refused);
    // Last: what is mended may take a finding away, and with it what waits behind it.
    const waiting = chosen.repairs.length === 0 ? firstWaiting(left, refused) : null;
    if (chosen.repairs.length === 0 && !waiting) break;
    const next = new Map(files);
    for (const [file, edits] of waiting?.edits ?? chosen.edits) {
      const known = files.get(file);
      const text = known?.after ?? (left.texts[file] as string);
      next.set(file, { before: known?.before ?? text, after: applyEdits(text, edits) });
    }
    const broken = brokenBy(chosen.repairs, left, next);
    if (broken.length > 0) {
      for (const repair of broken) refused.add(nameOf(repair, left));
      continue;
    }
    const judged = await again(Object.fromEntries([...next].map(([file, { after }]) => [file, after])));
    if (waiting) {
      if (countOf(waiting.finding, judged) >= countOf(waiting.finding, left)) {
        refused.add(waiting.name);
        continue;
      }
      fixed.push(waiting.finding);
    }
    const mended = chosen.repairs.map(({ finding }) => findings[finding] as Finding);
    const failed = stillThere(findings, mended, judged.report.findings);
    if (failed.size > 0) {
      for (const repair of chosen.repairs) {
        if (failed.has(keyOf(findings[repair.finding] as Finding))) refused.add(nameOf(repair, left));
      }
      continue;
    }
    for (const [file, change] of next) files.set(file, change);
    fixed.push(...mended);
    left = judged;
  }
  return { files, fixed, left };
}

/**
 * Repairs after which a workflow is no YAML any more: of what nobody can read no finding is left. Each is tried alone; where none
 * does it alone, they do it together.
 */
function brokenBy(
  repairs: readonly Judged['repairs'][number][],
  { texts }: Judged,
  next: ReadonlyMap<string, ChangedFile>,
): Judged['repairs'][number][] {
  const isRead = (file: string, text: string) => parseWorkflow(file, text).document !== null;
  const files = [...next].flatMap(([file, { after }]) =>
    IS_YAML.test(file) && !isRead(file, after) && isRead(file, texts[file] ?? '') ? file : [],
  );
  if (files.length === 0) return [];
  const touching = repairs.filter(({ edits }) => edits.some(({ file }) => files.includes(file)));
  const alone = touching.filter(({ edits }) =>
    files.some((file) => {
      const own = edits.filter((edit) => edit.file === file);
      return own.length > 0 && !isRead(file, applyEdits(texts[file] ?? '', own));
    }),
  );
  return alone.length > 0 ? alone : touching;
}

const IS_YAML = /\.ya?ml$/i;

/** The first of what waits that there is an edit for, with its edits by file. */
function firstWaiting(
  { waiting = [], texts }: Judged,
  refused: ReadonlySet<string>,
): { finding: Finding; name: string; edits: Map<string, TextEdit[]> } | null {
  for (const { finding, edits } of waiting) {
    const name = nameOfEdits(finding, edits, texts);
    if (refused.has(name) || edits.some(({ file }) => texts[file] === undefined)) continue;
    const byFile = new Map<string, TextEdit[]>();
    for (const { file, start, end, text } of edits) {
      const own = byFile.get(file) ?? [];
      own.splice(placeOf(start, own), 0, { start, end, text });
      byFile.set(file, own);
    }
    return { finding, name, edits: byFile };
  }
  return null;
}

/** How often a refusal is met, in front or behind another one. */
function countOf(finding: Finding, { report, waiting = [] }: Judged): number {
  const key = keyOf(finding);
  const all = [...report.findings, ...waiting.map((each) => each.finding)];
  return all.filter((each) => keyOf(each) === key).length;
}

/** As many safe repairs as go together; each whole or not at all. Equal edits are one edit. */
function choose(
  judged: Judged,
  refused: ReadonlySet<string>,
): { repairs: Judged['repairs'][number][]; edits: Map<string, TextEdit[]> } {
  const { repairs, texts } = judged;
  const edits = new Map<string, TextEdit[]>();
  const taken: Judged['repairs'][number][] = [];
  for (const repair of repairs) {
    if (!repair.safe || repair.edits.length === 0 || refused.has(nameOf(repair, judged))) continue;
    const fresh: FileEdit[] = [];
    const fits = repair.edits.every((edit) => {
      if (texts[edit.file] === undefined) return false;
      const room = roomFor(edit, edits.get(edit.file) ?? []);
      if (room === 'free') fresh.push(edit);
      return room !== 'taken';
    });
    if (!fits) continue;
    taken.push(repair);
    for (const { file, start, end, text } of fresh) {
      const own = edits.get(file) ?? [];
      own.splice(placeOf(start, own), 0, { start, end, text });
      edits.set(file, own);
    }
  }
  return { repairs: taken, edits };
}

/** Is there room for an edit among others, which are sorted and do not overlap? */
function roomFor(edit: TextEdit, others: readonly TextEdit[]): 'free' | 'same' | 'taken' {
  let room: 'free' | 'taken' = 'free';
  for (let at = placeOf(edit.start, others) - 1; at < others.length; at += 1) {
    const other = others[at];
    if (!other) continue;
    if (other.start > edit.start && other.start >= edit.end) break;
    if (other.start === edit.start && other.end === edit.end) {
      if (other.text === edit.text) return 'same';
      // Two insertions at one place: nobody can say which comes first.
      room = 'taken';
    }
    if (other.start < edit.end && edit.start < other.end) room = 'taken';
  }
  return room;
}

/** Index of the first edit that does not start before the offset. */
function placeOf(start: number, edits: readonly TextEdit[]): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle] as TextEdit).start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Lines move with the edits, so a finding is known by what it is about; of equal ones the number counts. What was
 * certain and is now a warning is another one: it is mended where it surely was refused. So is what has another title: a
 * login that has a user name now, and an empty password still.
 */
function keyOf({ id, severity, title, location, job, image }: Finding): string {
  return JSON.stringify([id, severity, title, location?.file, job, image]);
}

/**
 * A repair, by what it is about and what it does. Once the texts have changed, another edit for the
 * same finding may do what this one did not.
 */
function nameOf({ finding, edits }: Judged['repairs'][number], { report, texts }: Judged): string {
  return nameOfEdits(report.findings[finding] as Finding, edits, texts);
}

function nameOfEdits(finding: Finding, edits: readonly FileEdit[], texts: Judged['texts']): string {
  const done = edits.map(({ file, start, end, text }) => [file, texts[file]?.slice(start, end), text]);
  return JSON.stringify([keyOf(finding), done]);
}

function stillThere(
  before: readonly Finding[],
  mended: readonly Finding[],
  after: readonly Finding[],
): Set<string> {
  const expected = new Map<string, number>();
  const count = (findings: readonly Finding[], by: number) => {
    for (const finding of findings) expected.set(keyOf(finding), (expected.get(keyOf(finding)) ?? 0) + by);
  };
  count(before, 1);
  count(mended, -1);
  count(after, -1);
  return new Set(mended.map(keyOf).filter((key) => (expected.get(key) as number) < 0));
}
