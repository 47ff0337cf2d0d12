/**
 * What the causes ask of a push that is read from a text: whose token it has, what
 * is wrong with its name, and the words for it. Where the text leaves a hole, the
 * words show `…`.
 */
import { parseReference } from '../evidence/registry/reference.js';
import type { ImageReference, NameProblem, PackagesLevel, PermissionGrant } from '../evidence/types.js';
import type { Location } from '../types.js';
import { withoutAbsent } from '../workflow/language/origins.js';
import { fillHoles, hasHole } from '../workflow/language/values.js';
import { locate } from '../workflow/text/places.js';
import type { Linted, LintedPush } from './cause.js';
import { type Facts, imageFacts } from './facts.js';
import { RANK } from './questions.js';

// ---------------------------------------------------------------- the name

/** A reference as a reader of the workflow knows it. */
export function shown(reference: string): string {
  return fillHoles(withoutAbsent(reference), '…');
}

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
export function pushedName({ push, registry, repository }: LintedPush): PushedName | null {
  const { found } = push.act;
  const given = withoutAbsent(found.reference).trim();
  const context = { registry, owner: repository?.split('/')[0] ?? null };
  // helm appends a name, so the owner alone may stand there.
  const whole = found.isPrefix && !/[:@]/.test(given.slice(registry.length)) ? `${given}/x` : given;
  const filled = fillHoles(whole.replace(/@.*$/, ''), 'x');
  const parsed = parseReference(filled, context);
  if ('host' in parsed) return null;
  const path = given.slice(given.indexOf('/') + 1);
  const [first = ''] = path.split('/');
  const isKnown = path.includes('/') && !hasHole(first) && parsed.problem?.kind !== 'invalid';
  const owner = isKnown ? first.toLowerCase() : null;
  return { image: parsed, problem: certain(parsed.problem, whole), owner };
}

/** Only what is wrong in the known part of a text. */
function certain(problem: NameProblem | null, given: string): NameProblem | null {
  if (!problem) return null;
  const name = given.replace(/^[^/]*\//, '');
  const path = name.split(/[:@]/, 1)[0] as string;
  if (problem.kind === 'no-owner') return hasHole(path) ? null : problem;
  if (problem.kind === 'uppercase') {
    // After a hole we may be in a tag, where capitals are allowed.
    const known = hasHole(path) ? fillHoles(path, '\n').split('\n', 1)[0] : path;
    return /[A-Z]/.test(known ?? '') ? { ...problem, refused: true } : null;
  }
  if (/^[a-z]+:\/\//i.test(given)) return problem;
  // An empty part may be our not knowing better.
  const isEmpty = problem.character === '' || /\/\/|\/[:@]|:$|:@/.test(given);
  return isEmpty ? null : problem;
}

// --------------------------------------------------------------- the token

/** The push is made with the job's own token. */
export function isByJobToken({ push }: LintedPush): boolean {
  const { credential } = push;
  return credential.kind === 'token' && credential.password.kind === 'github-token';
}

/** The package belongs to another account than the repository: GITHUB_TOKEN has no right there. */
export function isForeignOwner(linted: LintedPush): boolean {
  const { repository, job } = linted;
  const owner = pushedName(linted)?.owner ?? null;
  const own = repository?.split('/')[0]?.toLowerCase();
  return owner !== null && own !== undefined && !job.chain.isForeign && owner !== own;
}

export interface TextLack {
  /** `alone`: a job that nobody calls. `callee`: the job of a called workflow. `caller`: a job that calls it. */
  at: 'alone' | 'callee' | 'caller';
  grant: PermissionGrant;
  level: PackagesLevel;
}

/** The innermost link of the chain that gives the job's token less than write. */
export function lackIn({ grants, chain }: LintedPush['job']): TextLack | null {
  const index = grants.findLastIndex(({ level }) => level !== null && RANK[level] < RANK.write);
  const grant = grants[index];
  if (!grant?.level) return null;
  const last = index === grants.length - 1;
  const isCalled = grants.length > 1 || chain.isForeign;
  return { at: !isCalled ? 'alone' : last ? 'callee' : 'caller', grant, level: grant.level };
}

// -------------------------------------------------------------- the words

/** Place of the push. */
export function placeOfPush({ push }: LintedPush): Location {
  return locate(push.act.document, push.act.place);
}

/** The facts that every text may use, of a push or of nothing in particular. */
export function lintFacts({ registry, repository }: Linted, linted: LintedPush | null): Facts {
  const image = linted ? pushedName(linted)?.image : undefined;
  const reference = linted ? shown(linted.push.act.found.reference) : '';
  const name = image && /^[^:@]*(?=[:@]|$)/.exec(reference)?.[0];
  return {
    access: 'push',
    registry,
    seenIn: '',
    owner: '',
    package: '',
    tag: '',
    corrected: '',
    ...(image ? imageFacts(image) : {}),
    image: name ?? '',
    reference,
    given: reference,
    repository: repository ?? '',
    repositoryOwner: repository?.split('/')[0] ?? '',
    event: linted?.run.trigger.event ?? '',
    job: linted?.job.job.id ?? '',
    token: 'GITHUB_TOKEN',
    tokenKind: '',
    login: '',
    scopes: '',
    expires: '',
    said: '',
    status: '',
    requestId: '',
    settingsUrl: '',
    packageRepository: '',
    serverUrl: 'https://github.com',
    detail: '',
    reason: '',
  };
}
