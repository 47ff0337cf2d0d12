/** The name of what a workflow pushes, and what is certainly wrong with it. */

import { repositoryOwner } from '../../../evidence/repository-name.js';
import type { ImageReference, NameProblem } from '../../../evidence/types/reference.js';
import { isMeantFor, joinedFolder } from '../../../workflow/knowledge/names/names.js';
import { readOpenName } from '../../../workflow/knowledge/names/open-names.js';
import { happens } from '../../../workflow/language/chance.js';
import { originsIn, withoutAbsent } from '../../../workflow/language/origins.js';
import { HOLE, hasHole } from '../../../workflow/language/values.js';
import {
  isActive,
  type JobReading,
  type PushReading,
  type RunReading,
} from '../../../workflow/reading/every-run.js';
import type { TransferAct } from '../../../workflow/reading/steps/frame.js';
import type { Linted, LintedPush } from '../../case.js';
import type { LintClaim } from '../../cause.js';

export interface PushedName {
  /** Read as far as it is known. */
  image: ImageReference;
  problem: NameProblem | null;
  /** First component of the name; null when it is not known. */
  owner: string | null;
}

/**
 * What is pushed, and what is certainly wrong with its name. Holes are taken for
 * something harmless, so what is found stands in the text.
 */
export function pushedName(linted: LintedPush): PushedName | null {
  const { push, registry, repository } = linted;
  const { step, found } = push.act;
  let names = NAMES.get(step);
  if (names?.registry !== registry || names.repository !== repository) {
    names = { registry, repository, known: new Map() };
    NAMES.set(step, names);
  }
  const key = `${found.isPrefix === true} ${found.input} ${found.reference}`;
  const known = names.known.get(key);
  if (known !== undefined) return known;
  const name = readName(linted);
  names.known.set(key, name);
  return name;
}

/**
 * What a job reads from a registry, beside what it pushes: no client takes a wrong name for either. Of what the steps of a job
 * read that pushes nothing to the registry nothing is said.
 */
export function claimsOfReadNames<Detail>(
  job: JobReading,
  all: Linted,
  ask: (pull: LintedPush) => LintClaim<Detail> | undefined,
): LintClaim<Detail>[] {
  return [
    ...claimsOfContainerNames(job, all, ask),
    ...readNamesOf(job, all).flatMap((pull) => ask(pull) ?? []),
  ];
}

/** The same of what the runner itself pulls, which nothing in the job can have built. */
export function claimsOfContainerNames<Detail>(
  job: JobReading,
  all: Linted,
  ask: (pull: LintedPush) => LintClaim<Detail> | undefined,
): LintClaim<Detail>[] {
  const claims = namesOfContainers(job, all).flatMap((pull) => ask(pull) ?? []);
  return claims.map((claim) => ({ ...claim, wantsPush: true as const }));
}

function readNamesOf(job: JobReading, all: Linted): LintedPush[] {
  const isPublishing = job.runs.some(({ pushes }) =>
    pushes.some(({ act }) => isMeantFor(all.registry, act.found.reference)),
  );
  return (isPublishing ? job.runs : []).flatMap((run) =>
    happens(run.runs) && !run.trigger.fork
      ? run.pulls.map((push) => ({ ...all, job, run, push, isLoggedInElsewhere: false }))
      : [],
  );
}

/** Images that the runner pulls before the first step: without them no job starts, be it one that pushes or another of its file. */
function namesOfContainers(job: JobReading, all: Linted): LintedPush[] {
  return job.containers
    .filter(({ image, runs }) => happens(runs) && isMeantFor(all.registry, image.found.reference))
    .map(({ image, trigger, runs }) => ({
      ...all,
      job,
      run: {
        trigger,
        runs,
        pushes: [],
        builds: [],
        stops: [],
        pulls: [],
        hidden: [],
        logins: [],
        services: [],
      },
      push: readByRunner(image),
      isLoggedInElsewhere: false,
    }));
}

/** Of which login it is, nobody asks. */
function readByRunner(act: TransferAct): PushReading {
  return {
    act,
    credential: { kind: 'unknown', near: [] },
    perhapsGone: null,
    passed: [],
    ifRefused: null,
    isAfterUnread: false,
  };
}

/** Nearly every cause asks, of every run. */
const NAMES = new WeakMap<
  TransferAct['step'],
  { registry: string; repository: string | null; known: Map<string, PushedName | null> }
>();

function readName({ push, registry, repository }: LintedPush): PushedName | null {
  const { found } = push.act;
  const given = withoutAbsent(found.isPrefix ? joinedFolder(found.reference) : found.reference).trim();
  // helm appends the name of the chart, so the owner alone may stand there.
  const isJoined = found.isPrefix === true && !/[:@]/.test(given.slice(given.indexOf('/')));
  const context = { registry, owner: repositoryOwner(repository) };
  const name = readOpenName(given, isJoined ? (found.appended ?? HOLE) : null, context);
  if (name === null) return null;
  const { image, seen } = name;
  const [, first = '', ...rest] = given.split('/');
  const isOwner = first !== '' && !hasHole(first) && (isJoined || rest.length > 0);
  const isKnown = isOwner && image.problem?.kind !== 'invalid';
  const problem = name.problem ?? (isSurelyEmpty(push.act) ? seen : null);
  return { image, problem, owner: isKnown ? first.toLowerCase() : null };
}

/** Do these words stand in the text to their end, and nowhere with something behind them that is filled in? */
function hasWritten(words: string, source: string): boolean {
  const behind = source.split(words).slice(1);
  return (
    behind.some((rest) => /^(?:["'`\s,;&|)}\]]|$)/.test(rest)) &&
    !behind.some((rest) => /^[$%{\\]/.test(rest))
  );
}

/**
 * Is a component of the path, or the tag, empty, and not only for want of our knowing? Two slashes stand in the
 * text, or in its place something that is always empty. In the input of an action an expression is all that
 * there is, and an empty one comes from a key that the event does not have, or from a step that is passed over.
 */
function isSurelyEmpty({ found, step, document }: LintedPush['push']['act']): boolean {
  const source = document.text.slice(step.node.start, step.node.end);
  if (!hasHole(found.reference) && source.includes(found.reference)) return true;
  if (EMPTY_BEHIND_OWNER.test(found.reference)) return true;
  // Looked for from its end: from its beginning, a long component would be read again for each of its characters.
  const last = found.reference.search(/[^/]\/\//);
  const before = found.reference.slice(found.reference.lastIndexOf('/', last) + 1, last + 1);
  if (last !== -1 && !hasHole(before)) {
    // Whoever writes the name for the step to use, an `env:` or a step before it, writes the two slashes.
    if (document.text.includes(`${before}//`)) return true;
    if (BEHIND_VALUE.test(document.text) && endsValue(`${before}/`, document.text)) return true;
  }
  const given = withoutAbsent(found.reference).trim();
  if (/:$/.test(found.reference) && hasWritten(found.reference, source)) return true;
  if (step.uses && found.input && /:$/.test(given) && /:\$\{\{/.test(source)) return true;
  if (step.uses && found.input && /\/:/.test(given) && /\/\$\{\{[^}]*\}\}:/.test(source)) return true;
  if (endsInSlash(found.reference, document.text) || endsInExpression(found.reference, source)) return true;
  const parts = found.reference.split('/').slice(1);
  return [...parts.slice(0, -1), ...(parts.at(-1)?.split(/[:@]/) ?? [])].some(isImpossible);
}

/** What is empty there is so by a text that was read, `PREFIX: ''`: what nobody knows leaves a hole. */
const EMPTY_BEHIND_OWNER = /^[^/]+(?:\/[^/:@]+)+\/[/:@]/;

/** `ghcr.io/octo/app/` as the name, which a tag follows: the slash is written at the end of a line, or of a text in quotes. */
function endsInSlash(reference: string, source: string): boolean {
  const end = reference.lastIndexOf('/:');
  if (end === -1) return false;
  const name = reference.slice(reference.lastIndexOf('/', end - 1) + 1, end + 1);
  return name.length >= 2 && !hasHole(name) && endsValue(name, source);
}

/** Does a value end with these words: a line, a text in quotes, an entry between braces? */
function endsValue(words: string, source: string): boolean {
  for (let at = source.indexOf(words); at !== -1; at = source.indexOf(words, at + words.length)) {
    if (/^(?:["'\s},]|$)/.test(source.slice(at + words.length, at + words.length + 1))) return true;
  }
  return false;
}

/** A slash behind what is filled in: `${{ env.REGISTRY }}/`, `$REGISTRY/`, `${REGISTRY}/`. */
const BEHIND_VALUE = /(?:\}|\$\w{1,60})\//;

/** `docker push ghcr.io/octo/app:${{ … }}` in a script: what came to nothing is the expression alone, behind a name that stands there. */
function endsInExpression(reference: string, source: string): boolean {
  const name = /[^/]+:$/.exec(reference.trim())?.[0] ?? '';
  if (name === '' || hasHole(name)) return false;
  for (let at = source.indexOf(name); at !== -1; at = source.indexOf(name, at + name.length)) {
    if (EXPRESSION_ALONE.test(source.slice(at + name.length, at + name.length + LONGEST_EXPRESSION)))
      return true;
  }
  return false;
}

const EXPRESSION_ALONE = /^\$\{\{[^}]*\}\}(?=["'\s)]|$)/;

const LONGEST_EXPRESSION = 200;

/** Consists it of what is always empty, and of nothing else: a secret that nobody can define, a name that no `env` sets? */
function isImpossible(component: string): boolean {
  const origins = originsIn(component);
  return (
    origins.length > 0 &&
    withoutAbsent(component) === '' &&
    origins.every(
      (origin) => origin.kind === 'absent' && (origin.why === 'impossible' || origin.why === 'unset'),
    )
  );
}

/** Is something pushed to the registry, surely or at times? */
export function isPushTo(registry: string, run: RunReading, push: PushReading): boolean {
  return isActive(run, push) && isMeantFor(registry, push.act.found.reference);
}
