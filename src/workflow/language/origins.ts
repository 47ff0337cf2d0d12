/**
 * Unknown texts that know where they come from. The value of a secret is a hole
 * like any other, but one character that stands for «the value of this secret»:
 * it goes through `env`, `with`, inputs and shell scripts like the value itself,
 * and where a password arrives, its origin can be read.
 *
 * Two planes of private-use characters: in plane 15 stands what is unknown, in
 * plane 16 what is known to be empty (a secret that nobody can define).
 */

export type Origin =
  /** `github.token` is the secret GITHUB_TOKEN. `present`: this run shows that it is not empty. */
  | { kind: 'secret'; name: string; present?: true }
  /** `vars.NAME`: a variable of the repository or the organisation. */
  | { kind: 'setting'; name: string }
  /** `secrets.A || secrets.B`, or what the branches of a script come to: one of these texts. */
  | { kind: 'either'; of: string[] }
  /**
   * What the run itself finds out: outputs of steps, what a command prints. No setting decides it.
   * `fact`: a name of the `github` context that every run has a value for. `of`: which files changed, or the name
   * of a branch, which may have slashes, or a list, which may be empty with all that is known of its entries.
   * `ending`: it tells how something has ended. `oneOf`: it is one of these.
   */
  | {
      kind: 'run';
      fact?: string;
      of?: 'changes' | 'branch' | 'list';
      ending?: ToldEnding;
      oneOf?: readonly string[];
    }
  /** The installation token of an App, which an action of the job made. `maybe`: that step is not always run. */
  | { kind: 'app-token'; maybe?: true }
  /** Options of a command that may be there or not, one of which pushes. `byRun`: the run alone decides. */
  | { kind: 'options'; of: string[]; byRun?: true }
  /** A variable that nothing in the text sets. `isLost`: but for a subshell, with which it is gone. */
  | { kind: 'variable'; name: string; isLost?: true }
  /** The token that our own step logs in with. */
  | { kind: 'own' }
  /** Always empty. `isLost`: but in a subshell, with which it is gone. */
  | { kind: 'absent'; name: string; why: Absence; isLost?: true };

/** What a text is where something ends well, and where it fails: the image that it looks for is not there, if it looks for any. */
export interface ToldEnding {
  well: string;
  failed: string;
  images: readonly string[];
}

/**
 * Why something is empty. A secret: its name can't exist, the calling job does not pass it, a fork's run has none, or an
 * action asks for it, whose steps have no secrets (`composite`).
 * `unset`: a name of the `env` context, which holds what the text sets and nothing of the machine.
 */
export type Absence = 'impossible' | 'not-passed' | 'fork' | 'composite' | 'unset';

const UNKNOWN_PLANE = 0xf0000;
const EMPTY_PLANE = 0x100000;
/** Each plane has room for this many. */
const ROOM = 0xfffd;

const origins = new Map<string, Origin>();
const characters = new Map<string, string>();
let last = 0;

/** The character that stands for a text of this origin; the same for the same origin. */
export function standIn(origin: Origin): string {
  const key = JSON.stringify(origin);
  const known = characters.get(key);
  if (known) return known;
  // Nobody has so many secrets; what is beyond shares the last place.
  last = Math.min(last + 1, ROOM);
  const made = String.fromCodePoint((origin.kind === 'absent' ? EMPTY_PLANE : UNKNOWN_PLANE) + last);
  characters.set(key, made);
  origins.set(made, origin);
  return made;
}

const unset = new Map<string, string>();

/** That of a variable that nothing sets: each step is asked for some. */
export function unsetVariable(name: string): string {
  const known = unset.get(name);
  if (known !== undefined) return known;
  const made = standIn({ kind: 'variable', name });
  unset.set(name, made);
  return made;
}

/** That of one which only a subshell has set, that has ended. */
export function lostVariable(name: string): string {
  return standIn({ kind: 'variable', name, isLost: true });
}

const STAND_INS = /[\u{F0000}-\u{10FFFD}]/gu;
const ABSENT = /[\u{100000}-\u{10FFFD}]/gu;

/** That of a text which is one stand-in and nothing else, as nearly all are that have any; null: it is not. */
export function onlyOrigin(text: string): Origin | null {
  return origins.get(text) ?? null;
}

/** A variable's value, or null when nothing in the text sets it. */
export function knownVariable(value: string | null): string | null {
  return value === null || holdsUnset(value) ? null : value;
}

/** The text, where it says that nothing sets a variable; null: that has a value, or may have one. */
export function unsetOnly(text: string | null): string | null {
  return text !== null && onlyOrigin(text)?.kind === 'variable' ? text : null;
}

/** Does such a variable stand in it? */
export function holdsUnset(text: string): boolean {
  return originsIn(text).some(({ kind }) => kind === 'variable');
}

/** The origins of what stands in a text. */
export function originsIn(text: string): Origin[] {
  const only = onlyOrigin(text);
  if (only) return [only];
  return (text.match(STAND_INS) ?? []).flatMap((each) => origins.get(each) ?? []);
}

/** The text as the runner has it: what is known to be empty is gone. */
export function withoutAbsent(text: string): string {
  return text.replace(ABSENT, '');
}

/** Is it known to be empty, and why? */
export function isAbsent(text: string): boolean {
  return text !== '' && withoutAbsent(text) === '';
}

/** What an expression comes to that names something which is not there, such as an output that no job declares. */
export function absentName(name: string): string {
  return standIn({ kind: 'absent', name, why: 'unset' });
}

/** The same of a variable that nothing sets, or only a subshell. */
export function absentVariable({ name, isLost }: { name: string; isLost?: true }): string {
  return isLost ? standIn({ kind: 'absent', name, why: 'unset', isLost }) : absentName(name);
}

/** The text with something in the place of all that is known to be empty. */
export function withFilling(text: string, filling: string): string {
  return text.replace(ABSENT, filling);
}

/** The text with what `fill` says in the place of all that tells how something has ended. */
export function withTold(text: string, fill: (told: ToldEnding) => string): string {
  return text.replace(STAND_INS, (each) => {
    const origin = origins.get(each);
    return origin?.kind === 'run' && origin.ending ? fill(origin.ending) : each;
  });
}

/** The text without what stands for others. */
export function withoutStandIns(text: string): string {
  return text.replace(STAND_INS, '');
}

/** Does it consist of stand-ins alone? Else no expression made of secrets produced it. */
export function isStandIn(text: string): boolean {
  return text !== '' && text.replace(STAND_INS, '') === '';
}

/** A text that the run finds out. */
export const FOUND = standIn({ kind: 'run' });

/** A text that says which files changed. */
export const CHANGED = standIn({ kind: 'run', of: 'changes' });

/** The name of a branch, whichever it is; it is never empty. */
export const BRANCH = standIn({ kind: 'run', fact: 'branch', of: 'branch' });

/** What is not known in the entries of a list; where there are none, what is known of them is not there either. */
export const LISTED = standIn({ kind: 'run', of: 'list' });

/** Does the name of a branch stand in it as it is, or in a text that it may be? */
export function holdsBranch(text: string): boolean {
  return text.includes(BRANCH);
}

/** Where slashes are replaced, it is no longer the name of a branch. */
export function withoutBranch(text: string): string {
  return text.replaceAll(BRANCH, FOUND);
}

/** Is what is not known of a text up to the run alone? Then a condition on it is true at times. */
export function isUpToRun(text: string): boolean {
  return (
    !text.includes('\uE0DA') &&
    originsIn(text).every((origin) => origin.kind === 'run' || (origin.kind === 'options' && origin.byRun))
  );
}

export const APP_TOKEN = standIn({ kind: 'app-token' });

/** The same of a step that is not always run: else it is empty. */
export const MAYBE_APP_TOKEN = standIn({ kind: 'app-token', maybe: true });

/** A fact of the `github` context that is never empty: docs, Contexts reference. */
export function factOf(name: string): string {
  return standIn({ kind: 'run', fact: name });
}

/** The password of the login that our own step makes. */
export const OWN_LOGIN = standIn({ kind: 'own' });

export const GITHUB_TOKEN = standIn({ kind: 'secret', name: 'GITHUB_TOKEN' });

/** Is the text never empty? GITHUB_TOKEN always has a value, and so have some facts of the run. */
export function isSurelyPresent(text: string): boolean {
  return originsIn(text).some(
    (origin) =>
      (origin.kind === 'secret' && (origin.present === true || origin.name === 'GITHUB_TOKEN')) ||
      (origin.kind === 'app-token' && !origin.maybe) ||
      (origin.kind === 'run' && origin.fact !== undefined) ||
      (origin.kind === 'either' && origin.of.some(isSurelyPresent)),
  );
}

/** Does the text begin as a token of GitHub's does, `ghs_`, so that it is no number, and not empty? */
export function isSurelyToken(text: string): boolean {
  const [first, ...others] = originsIn(text);
  if (others.length > 0 || first === undefined || !isStandIn(text)) return false;
  return first.kind === 'app-token' ? !first.maybe : first.kind === 'secret' && first.name === 'GITHUB_TOKEN';
}
