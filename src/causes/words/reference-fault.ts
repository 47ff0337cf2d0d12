/** What can be wrong with a reference. */
import { doubledHost, isBareHost } from '../../evidence/registry/reference-grammar.js';
import type { Emptied, NameProblem } from '../../evidence/types/reference.js';
import type { Location } from '../../types.js';
import { wholeInTag } from '../../workflow/knowledge/names/name-shapes.js';
import type { ExpressionRefusal } from '../../workflow/language/refused-expressions.js';
import type { KeyOwner } from '../../workflow/runs/key-places.js';
import type { Facts } from '../facts.js';
import type { LeftVariable } from '../texts/lacks/left-variables.js';
import type { Stray } from '../texts/names/strays/stray.js';

/** What is wrong with a reference. */
export type ReferenceFault =
  /** It was meant for the registry and goes elsewhere. `lacks`: the name of what is empty at its beginning. */
  | {
      kind: Stray['why'];
      lacks?: string;
      misnamed?: string;
      isCallers?: boolean;
      meant?: string | null;
      needed?: string;
      unnamed?: Location;
    }
  /** What makes it is refused by GitHub. */
  | { kind: 'refused-expression'; refusal: ExpressionRefusal; meant: string | null }
  /** A context is asked where there is none: at the path, as the documentation writes it. */
  | { kind: 'no-context'; place: string; context: string }
  /** A list or a mapping stands where GitHub takes a text. `isSplit`: the action reads one item a line. */
  | { kind: 'structured'; value: 'list' | 'map'; isSplit: boolean }
  /** `<<`, which GitHub knows nowhere. */
  | { kind: 'merge-key' }
  /** A key beside the jobs that GitHub does not know, or one of a job that is no id. */
  | { kind: 'unknown-key' | 'no-id' }
  /** A slip of a key that GitHub knows there, and one that belongs under another. */
  | { kind: 'misspelt-key'; of: KeyOwner; meant: string }
  | { kind: 'outdented-key'; of: KeyOwner; under: string }
  /** A key that GitHub knows in another place. */
  | { kind: 'elsewhere-key'; of: KeyOwner }
  /** A job is waited for that is not there. */
  | { kind: 'unknown-need' }
  /** Two keys that GitHub does not take in one place. */
  | { kind: 'clashing-key'; of: KeyOwner; other: string }
  /** None of the keys of which GitHub wants one is there. */
  | { kind: 'missing-key'; of: KeyOwner; keys: readonly string[] }
  /** A `uses` without a version, and as it was meant where that can be told. */
  | { kind: 'refused-uses'; meant: string | null }
  /** The call passes it and the called workflow has no such input, or the other way round. */
  | { kind: 'undeclared-input' | 'required-input' }
  /** The tag is the name of a branch, whichever that is. */
  | { kind: 'branch' }
  /** The expression of docker/metadata-action that is empty at the beginning of the tag, and what stands behind it. */
  | { kind: 'empty-beginning'; expression: string; character: string }
  /**
   * The name of what is always empty in it: a variable, an output, a key (missing-names.ts). `isCallers`: the workflow
   * that calls this one sets such a variable, which does not reach it. `meant`: the name that it was meant for. `needed`: the
   * job of the file that this one has to need, to have its outputs. `unnamed`: the step that was to have the id. `more`: the
   * others in the same reference.
   */
  | {
      kind: 'lacks';
      lacks: string;
      isCallers?: boolean;
      meant?: string | null;
      needed?: string;
      unnamed?: Location;
      more?: readonly LackedName[];
    }
  /** The expression in it that comes to nothing in this run, or only in one of a fork's pull request. */
  | { kind: 'nothing'; expression: string; inFork?: boolean }
  /** A tag or a digest stands behind it, and the client takes a name alone. */
  | { kind: 'not-bare' }
  /** The same, where docker is to push all tags. */
  | { kind: 'all-tags' }
  /** A variable in it was set by another step, for that step alone. */
  | ({ kind: 'other-step' } & Pick<LeftVariable, 'name' | 'by' | 'at' | 'id'>)
  /** More than one name is given to a command that takes one. */
  | { kind: 'several-names' }
  /** The same of a build, whose option takes one. */
  | { kind: 'unmarked-name' }
  /** docker/metadata-action is given the image with a tag, and puts another one behind it. */
  | { kind: 'tagged-image' }
  /** docker/metadata-action ends at an entry of its tags, in these words. */
  | { kind: 'refused-entry'; says: string }
  /** docker pushes tags, and helm to addresses with their scheme. */
  | { kind: 'pushed-digest' }
  | { kind: 'tag-and-digest' }
  | { kind: 'no-scheme' }
  | { kind: 'no-transport' }
  /** 1-based place of a character that is not allowed there. */
  | { kind: 'character'; place: number; character: string }
  /** An expression stands where a shell wants the name of a variable, and `comesTo` is what it then takes. */
  | { kind: 'nested'; expression: string; operation: string; isInput: boolean; comesTo: string }
  /** Docker Hub was asked for it as for one of its own names. */
  | { kind: 'at-hub' }
  /** A part of it is empty, too long or not allowed. */
  | { kind: 'part' };

/** A name that comes to nothing, and the one that it was meant for. */
export interface LackedName {
  lacks: string;
  meant: string | null;
}

/** What the reference itself shows, where no more was known of it. */
type SeenFault =
  | { kind: 'doubled-host'; host: string }
  | { kind: 'bare-host' }
  /** A whole reference stands where its tag belongs. */
  | { kind: 'whole-in-tag'; whole: string }
  | { kind: 'digest' }
  | { kind: 'several' }
  /** `https://` in front. */
  | { kind: 'scheme'; scheme: string }
  | { kind: 'long-tag'; length: number }
  /** In a file blanks in quotes, and the end of a block's last line, belong to the value. */
  | { kind: 'blank'; isInFront: boolean };

export type ShownFault = ReferenceFault | SeenFault;

/** The variable in it is empty, for another step has set it. */
export type OtherStep = Extract<ReferenceFault, { kind: 'other-step' }>;

/** What a claim says of a reference. */
export interface ReferenceDetail {
  /** The whole reference as it was meant; empty: that can't be told. */
  corrected: string;
  fault: ReferenceFault;
}

/** The fault that parsing a name has found. */
export function faultOf(problem: NameProblem | null): ReferenceDetail {
  const corrected = problem?.corrected ?? '';
  if (problem?.kind === 'no-tags' || problem?.kind === 'no-name')
    return { corrected, fault: { kind: problem.kind, lacks: problem.lacks } };
  if (problem && isWhole(problem)) return { corrected, fault: { kind: problem.kind } };
  const emptied = problem?.kind === 'invalid' ? problem.emptied : undefined;
  if (emptied) return { corrected, fault: emptyFault(emptied) };
  if (problem?.kind !== 'invalid' || !problem.character) return { corrected, fault: { kind: 'part' } };
  return { corrected, fault: { kind: 'character', place: problem.index + 1, character: problem.character } };
}

function emptyFault({ names: [lacks, ...others], expression }: Emptied): ReferenceFault {
  if (lacks === undefined) return expression === null ? { kind: 'part' } : { kind: 'nothing', expression };
  const more = others.map((each) => ({ lacks: each, meant: null }));
  return { kind: 'lacks', lacks, ...(more.length > 0 ? { more } : {}) };
}

/** Nothing more has to be told of it. */
function isWhole(
  problem: NameProblem,
): problem is Exclude<
  NameProblem,
  { kind: 'uppercase' | 'no-owner' | 'tag-in-url' | 'no-tags' | 'no-name' | 'invalid' }
> {
  return !['uppercase', 'no-owner', 'tag-in-url', 'no-tags', 'no-name', 'invalid'].includes(problem.kind);
}

/** Not the name is wrong, but what makes it: no job of the file runs. */
export function isRefusedByGitHub({ kind }: ReferenceFault): boolean {
  return [
    'refused-expression',
    'no-context',
    'undeclared-input',
    'required-input',
    'structured',
    'merge-key',
    'unknown-key',
    'misspelt-key',
    'outdented-key',
    'elsewhere-key',
    'clashing-key',
    'unknown-need',
    'missing-key',
    'no-id',
    'refused-uses',
  ].includes(kind);
}

/** The fault as it looks in the reference that was given. */
export function asSeen(fault: ReferenceFault, { given, registry }: Facts): ShownFault {
  if (!['lacks', 'nothing', 'character', 'part'].includes(fault.kind)) return fault;
  const host = doubledHost(given, registry);
  if (host !== null) return { kind: 'doubled-host', host };
  const whole = wholeInTag(given, registry);
  if (whole !== null) return { kind: 'whole-in-tag', whole: given.slice(whole) };
  if (fault.kind === 'lacks' || fault.kind === 'nothing') return fault;
  if (isBareHost(given, registry)) return { kind: 'bare-host' };
  if (isSeveral(given)) return { kind: 'several' };
  if (fault.kind === 'character' && isAround(given, fault.place - 1))
    return { kind: 'blank', isInFront: fault.place === 1 };
  // Also the transport of a client, with a host behind it: `docker-daemon:ghcr.io/…`.
  const scheme = /^[a-z]+:\/\/|^[a-z]+(?:-[a-z]+)?:(?=[^/:]*[.:][^/]*\/)/i.exec(given)?.[0];
  if (scheme) return { kind: 'scheme', scheme };
  const tag = fault.kind === 'character' ? tagAt(fault, given) : null;
  if (tag !== null && /^[\w.-]{129,}$/.test(tag)) return { kind: 'long-tag', length: tag.length };
  return fault.kind === 'part' && given.includes('@') ? { kind: 'digest' } : fault;
}

/** `octo/app:1 octo/app:2`: a list in which only lines and commas would part the entries. */
function isSeveral(given: string): boolean {
  const parts = given.split(/[\s;]+/).filter(Boolean);
  return parts.length > 1 && parts.every((part) => /^[\w.:-]+\/[\w./-]*\w(?:[:@][\w.:-]+)?$/.test(part));
}

/** Nothing but blanks stands from there to the end, or in front of it. */
function isAround(given: string, at: number): boolean {
  const isBlank = /\s/.test(given[at] ?? '');
  return isBlank && (given.slice(0, at).trim() === '' || given.slice(at).trim() === '');
}

/** The tag that the character is in; null: it stands in the name. */
export function tagAt({ place }: ShownFault & { kind: 'character' }, given: string): string | null {
  const colon = given.indexOf(':', given.indexOf('/'));
  return colon !== -1 && colon < place - 1 ? given.slice(colon + 1) : null;
}
