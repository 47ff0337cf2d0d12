/** Why a push of a workflow finds no login, where one stands that was meant for it, and the login that mends it. */
import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import type { Misread } from '../../../evidence/types/login.js';
import { isAction } from '../../../fix/job-token.js';
import { loginCommandEdit } from '../../../fix/login.js';
import { loginStepEdit } from '../../../fix/login-step.js';
import { movedLineEdits } from '../../../fix/move-line.js';
import { movedBehindEdits, movedStepEdits } from '../../../fix/move-step.js';
import { rewrittenNames } from '../../../fix/rewritten-names.js';
import { sameConditionEdit } from '../../../fix/same-condition.js';
import { replaceWord } from '../../../fix/words.js';
import type { Location } from '../../../types.js';
import { hostAsWritten, hostOfAddress } from '../../../workflow/knowledge/clients.js';
import { workflowFor } from '../../../workflow/knowledge/workflows.js';
import { placesRead, placesWritten } from '../../../workflow/reading/logins/stored-logins.js';
import type { TransferCredential } from '../../../workflow/reading/logins/transfer-credential.js';
import {
  bringing,
  type NameSource,
  placeOfSource,
  sourcesIn,
} from '../../../workflow/reading/names/source.js';
import { isDockers } from '../../../workflow/reading/pushes/only-logins.js';
import { switchOfTransfer } from '../../../workflow/reading/pushes/push-switch.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { child } from '../../../workflow/text/document.js';
import { jobSource } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim, Mend } from '../../cause.js';
import { mendIn, mendOf, onlyShown } from '../../claims/mends.js';
import { isForeignOwner } from '../pushed.js';
import { hasOwnToken, isNamedInVain, isOfOneHost, type LoginHost, redirectionOf } from './redirection.js';

type Reason = Extract<TransferCredential, { kind: 'none' }>['reason'];

/** Is it within its script that each of the logins may not be come to? */
function isWithinScript({ push, isLoggedInElsewhere }: LintedPush): boolean {
  const { credential, act } = push;
  if (isLoggedInElsewhere || credential.kind !== 'none' || credential.near.length === 0) return false;
  return credential.near.every(
    ({ step, guards }) => !step.uses && guards.filter((each) => !act.guards.includes(each)).every(isOfScript),
  );
}

/** What stands for the conditions of a script, beside those of steps: a file and an offset (script-text.ts). */
function isOfScript(guard: string): boolean {
  return /\.ya?ml:\d+$/.test(guard);
}

/**
 * `other-host`: the login before it was made to another registry; `isSlip`: it is a slip of the pen in a value which is
 * written elsewhere.
 */
export type MissingLogin =
  /** `isUnasked`: the client looked for a credential, and asked nothing without one. */
  | { reason: 'log'; isUnasked?: true }
  /** docker/login-action was given what it does not take together; `isEmpty`: a list of registries with nothing in it. */
  | { reason: 'inputs'; isEmpty: boolean }
  /**
   * `isInAction`: what finds no login stands in an action, which has no secrets context. `isWithoutDocker`: it runs in the
   * container of its job, in which there is hardly a docker. `passedIn`: a secret by which the workflow of another repository that
   * is called is told of logins.
   */
  | { reason: Exclude<Reason, 'condition'>; isInAction?: true; isWithoutDocker?: true; passedIn?: string }
  /**
   * `isCommand`: it is a command of a script that decides about it, and no step that is passed over; `isCache`: what
   * finds no login is the registry cache of a build, which is written in every run that builds.
   */
  | { reason: 'condition'; isCommand?: true; isCache?: true }
  | ({ reason: 'other-host'; isSlip?: true } & LoginHost)
  /** A login by itself, which sends the job's own token to Docker Hub. */
  | ({ reason: 'own-token' } & LoginHost)
  /** The login is a command that its client does not understand. `isEnd`: another one works, and the job ends at this one. */
  | { reason: 'misread'; misread: Misread; command: string; isEnd?: true }
  /** `at`: where the login stands. */
  | { reason: 'late'; at: Location };

/** What kept the login from the push, with where the push stands as far as that changes the cure. */
export function missingLogin(reason: Reason, push: LintedPush): MissingLogin {
  if (reason === 'condition') {
    if (push.push.act.found.role === 'cache') return { reason, isCache: true };
    return isWithinScript(push) ? { reason, isCommand: true } : { reason };
  }
  const called = workflowFor(push.job.document.file);
  if (called) return { reason, passedIn: called.logins };
  return {
    reason,
    ...(isAction(push.push.act.document) ? { isInAction: true as const } : {}),
    ...(isWithoutDocker(push) ? { isWithoutDocker: true as const } : {}),
  };
}

/** The steps of a job run in its container, those of actions too: docker/login-action starts the docker that is there. */
function isWithoutDocker({ job: { job }, push }: LintedPush): boolean {
  const container = child(job.node, 'container');
  if (container === null || isDockers(push.act)) return false;
  return !STARTS_DOCKER.test(jobSource(job));
}

/** The login is there, behind the push: to be moved, and not made a second time. */
export function tooLate(late: SignAct, { push, job }: LintedPush): Partial<LintClaim<MissingLogin>> {
  const { document } = job;
  const isHere = [push.act, late].every((each) => each.document === document && each.home === undefined);
  return {
    mend() {
      const edits = isHere ? movedStepEdits(job.job, late.step, push.act.step) : [];
      return mendIn(document, edits);
    },
    detail: { reason: 'late', at: locate(late.document, late.step.uses ? late.step.node : late.place) },
  };
}

/** What a step that may push says. */
const MAY_PUSH = /push|publish|release/i;

/** The logout of a step by itself, or the line of a script, moved behind the last push; for each of them it is the same edit. */
export function laterLogout(
  logout: SignAct | null,
  { push: { act }, job, registry }: LintedPush,
): Mend | null {
  const { document } = job;
  const isHere = [act, logout].every((each) => each?.document === document && each.home === undefined);
  const last = job.job.steps.findLast(({ node }) => {
    const written = document.text.slice(node.start, node.end);
    return node === act.step.node || MAY_PUSH.test(written) || written.includes(registry);
  });
  if (!logout || !last || !isHere) return null;
  const isInScript = last.node === logout.step.node;
  if (isInScript && logout.guards.some(isOfScript)) return null;
  const edits = isInScript
    ? movedLineEdits(job.job, logout.step, logout.place)
    : movedBehindEdits(job.job, logout.step, last);
  return mendIn(document, edits);
}

/** The condition of the push given to the one login; other steps may live by the one that it has. */
export function likePush(near: readonly SignAct[], { push: { act }, job }: LintedPush): Mend | null {
  const { document } = job;
  const [login, ...others] = near;
  if (!login || others.length > 0 || login.step.node === act.step.node) return null;
  const isHere = [act, login].every((each) => each.document === document && each.user === undefined);
  if (!isHere || [...act.guards, ...login.guards].some(isOfScript)) return null;
  return onlyShown(
    mendIn(document, sameConditionEdit(document, login.step, act.step, switchOfTransfer(act))),
  );
}

/**
 * The push without the `sudo` in front, where docker logged in without one: whoever may do that may push. What podman builds is
 * its user's alone, so there it stays.
 */
export function asSameUser(near: readonly SignAct[], { push: { act }, job }: LintedPush): Mend | null {
  const { document, place } = act;
  const isPlain = near.every(
    ({ home, step }) => home === undefined && !step.uses?.action?.includes('podman'),
  );
  if (!isPlain || document !== job.document) return null;
  const [only, ...others] = document.text.slice(place.start, place.end).matchAll(SUDO_DOCKER);
  if (!only || others.length > 0) return null;
  const start = place.start + only.index;
  return onlyShown(mendIn(document, { start, end: start + only[0].length, text: '' }));
}

/** Without an option that names another user, or keeps the variables of this one. */
const SUDO_DOCKER = /\bsudo[ \t]+(?=docker[ \t])/g;

/** The login is there, in words that its client does not take. */
function misreadLogin(near: readonly SignAct[], registry: string): Partial<LintClaim<MissingLogin>> | null {
  const found = near.findLast(({ sign }) => sign.misread && hostOfAddress(sign.host) === registry);
  return found ? misreadClaim(found, registry) : null;
}

/** What is said of a login command that is not understood, and the edit that mends it; null: it is. */
export function misreadClaim({ document, place, sign }: SignAct, registry: string) {
  const { misread, command = 'docker login' } = sign;
  if (!misread) return null;
  return {
    location: locate(document, place),
    mend: () =>
      misread === 'address' ? mendIn(document, loginCommandEdit(document, place, sign.host, registry)) : null,
    detail: { reason: 'misread' as const, misread, command },
  };
}

/** A login that goes to another registry was meant for this one: with the job's own token, or to a host that is a slip of the pen. */
export function misdirectedLogin(
  near: readonly SignAct[],
  linted: LintedPush,
): Partial<LintClaim<MissingLogin>> {
  const { registry, job, push } = linted;
  const misread = misreadLogin(near, registry);
  if (misread) return misread;
  const read = placesRead(push.act);
  const found = near.findLast(
    (each) =>
      (each.document === job.document || isInOwnAction(each)) &&
      each.home === push.act.home &&
      placesWritten(each).some((place) => read.includes(place)) &&
      isOfOneHost(each) &&
      (isSurelyMisspelt(hostOfAddress(each.sign.host)) || hasOwnToken(each) || isNamedInVain(each, registry)),
  );
  if (!found) return {};
  const slips = slipsOf(found, job);
  const slip = placeOfSource(slips);
  if (slip) {
    const host = hostOfAddress(found.sign.host);
    return {
      location: slip,
      mend: () =>
        mendOf(rewrittenNames(slips, (value) => value.replace(value.trim().slice(0, host.length), registry))),
      detail: { reason: 'other-host', host, isSlip: true },
    };
  }
  const { document, location, mend, detail } = redirectionOf(found, registry);
  // Others may use an action for another registry.
  const isHere = document === job.document;
  return {
    location,
    mend: () => (isHere ? (mend() ?? ownLogin(linted)) : null),
    detail: { reason: 'other-host', ...detail },
  };
}

/** The one login before it is kept under another spelling of the registry, or for a part of it: there the address is to be changed. */
export function otherwiseSpelt(
  near: readonly SignAct[],
  { push: { act }, job, registry }: LintedPush,
): Partial<LintClaim<MissingLogin>> {
  const written = hostAsWritten(act.found.reference);
  const lowered = loweredHosts([written, ...near.map(({ sign }) => hostAsWritten(sign.host))], registry, act);
  if (lowered) return lowered;
  const [only, ...others] = near.filter(({ sign }) => isAddressOf(sign.host, registry));
  const isHere = only && others.length === 0 && only.document === job.document && isOfOneHost(only);
  if (!isHere || hostOfAddress(written) !== registry) return {};
  const { document, location, mend } = redirectionOf(only, written);
  return document === job.document && mend() ? { location, mend } : {};
}

/** The registry's capitals, wherever the file has them: in small letters it is the same to every client. */
function loweredHosts(
  written: readonly string[],
  registry: string,
  { document }: LintedPush['push']['act'],
): Partial<LintClaim<MissingLogin>> | null {
  const capitals = [...new Set(written)].filter(
    (host) => host !== registry && host.toLowerCase() === registry,
  );
  const edits = capitals.flatMap((host) => replaceWord(document, host, registry));
  const [first] = edits;
  return first ? { location: locate(document, first), mend: () => mendIn(document, edits) } : null;
}

function isAddressOf(host: string, registry: string): boolean {
  return hostOfAddress(host.toLowerCase()) === registry;
}

/** In an action of the repository, as it stands there. */
function isInOwnAction({ user, ref }: SignAct): boolean {
  return user !== undefined && ref === undefined;
}

/** The values that bring its misspelt host, such as `REGISTRY: gchr.io` above the jobs; none: it is written there, or is none. */
function slipsOf({ sign, document, step, user }: SignAct, job: LintedPush['job']): NameSource[] {
  const host = hostOfAddress(sign.host);
  if (!isSurelyMisspelt(host)) return [];
  return sourcesIn({ document, steps: [step], job, ...(user ? { user } : {}) }, bringing(host));
}

/** The command, or an image of docker's: no transport `docker://`, and no folder of its. */
const STARTS_DOCKER = /(?<![\w./-])docker(?=\s|:(?!\/\/))/;

/** A login with the job's own token, in front of the push: but for a package of another owner. */
export function ownLogin(linted: LintedPush): Mend | null {
  const { push, job, registry } = linted;
  const { document, step, home, found } = push.act;
  if (document !== job.document || home !== undefined || isForeignOwner(linted)) return null;
  if (isWithoutDocker(linted)) return null;
  // Under the address that the push looks for: `ghcr.io:443` is another to its client.
  const written = hostAsWritten(found.reference);
  const host = hostOfAddress(written) === registry ? written : registry;
  return mendIn(document, loginStepEdit(document, step, host));
}
