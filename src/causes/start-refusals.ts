/** What GitHub says of a workflow that it does not start: who asks for which permissions, and has which. */
import { atLeast, levelNamed } from '../workflow/runs/permissions.js';

export interface StartRefusal {
  /** The file of the calling job, as GitHub names it; empty: the sentence was cut. */
  file: string;
  /** Of the calling job, 1-based; null: not said. */
  line: number | null;
  /** The job of the called workflow that asks; empty: the workflow as a whole does. */
  nested: string;
  /** What it asks for and does not have: `packages: write`. */
  lacks: string[];
  /** What it is allowed of these: `packages: none`. */
  allowed: string[];
}

/** Is more asked for than there is? What is no level is none. */
function isMore(level: string, than: string | undefined): boolean {
  return !atLeast(levelNamed(than) ?? 'none', levelNamed(level) ?? 'none');
}

const CALL =
  /(\S+\.ya?ml)(?:@\S+)? \(Line: (\d+), Col: \d+\)|(?:nested job '([^']*)' )?is requesting '([^']*)',? but is only allowed '([^']*)'/gi;

/** Every refusal in the text, in its order; a file and line hold for the sentences that follow them. */
export function startRefusals(text: string): StartRefusal[] {
  const found: StartRefusal[] = [];
  let file = '';
  let line: number | null = null;
  for (const [, named, at, nested = '', asks, has] of text.matchAll(CALL)) {
    if (named) {
      file = named;
      line = Number(at);
    }
    if (asks === undefined) continue;
    const allowed = levelsIn(has ?? '');
    const lacking = [...levelsIn(asks)].filter(([permission, level]) =>
      isMore(level, allowed.get(permission)),
    );
    const said = {
      file,
      line,
      nested,
      lacks: lacking.map(([permission, level]) => `${permission}: ${level}`),
      allowed: lacking.map(([permission]) => `${permission}: ${allowed.get(permission) ?? 'none'}`),
    };
    if (!found.some((one) => JSON.stringify(one) === JSON.stringify(said))) found.push(said);
  }
  return found;
}

/** All that is missing, each permission once and at the highest level that is asked for. */
function lackingIn(refusals: readonly StartRefusal[]): string[] {
  const most = new Map<string, string>();
  for (const [permission, level] of refusals.flatMap(({ lacks }) => [...levelsIn(lacks.join(', '))]))
    if (isMore(level, most.get(permission))) most.set(permission, level);
  return [...most].map(([permission, level]) => `${permission}: ${level}`);
}

/**
 * The block that lets the calling job call it, written out whole: what a block does not name is none, and the checkout of
 * nearly every job reads contents.
 */
export function blockFor(refusals: readonly StartRefusal[]): string[] {
  const all = levelsIn(['contents: read', ...lackingIn(refusals)].join(', '));
  return [...all].map(([permission, level]) => `${permission}: ${level}`).sort();
}

function levelsIn(list: string): Map<string, string> {
  return new Map(
    [...list.matchAll(/([\w-]+): (\w+)/g)].map(([, permission = '', level = '']) => [permission, level]),
  );
}
