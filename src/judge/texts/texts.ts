/** Which causes hold for the files, calls, jobs and pushes that were read. Pure. */

import type { Linted, LintedPush } from '../../causes/case.js';
import type { Cause } from '../../causes/cause.js';
import { CAUSES } from '../../causes/index.js';
import { withoutTag } from '../../evidence/registry/untagged.js';
import { worstVerdict } from '../../evidence/registry/verdict.js';
import { repositoryOwner } from '../../evidence/repository-name.js';
import type { Finding, Verdict } from '../../types.js';
import { hostOfAddress } from '../../workflow/knowledge/clients.js';
import {
  isMeantFor,
  referenceAt,
  shownReference,
  wholeReference,
} from '../../workflow/knowledge/names/names.js';
import { happens } from '../../workflow/language/chance.js';
import { isActive, type JobReading, type PushReading } from '../../workflow/reading/every-run.js';
import { type Password, passwordOf } from '../../workflow/reading/logins/passwords.js';
import type { TransferCredential } from '../../workflow/reading/logins/transfer-credential.js';
import type { SignAct } from '../../workflow/reading/steps/frame.js';
import { isAboutImages } from '../../workflow/repository/about-images.js';
import type { CallReading } from '../../workflow/runs/calls.js';
import type { WorkflowDocument } from '../../workflow/text/document.js';
import { brokenCall, brokenChain } from '../chain.js';
import { likelyPushes } from './nameless-pushes.js';
import { asOpen, isOfOtherUser, openPushes } from './open-pushes.js';
import { actOf, asItStands } from './other-version.js';
import type { LintCandidate, Settling } from './settling.js';

type Lints = NonNullable<Cause['lints']>;

/** The causes that ask a question, with it: a push is asked by all of them, and most have nothing to ask. */
function asking<Name extends keyof Lints>(name: Name): { cause: Cause; ask: NonNullable<Lints[Name]> }[] {
  return CAUSES.flatMap((cause: Cause) => {
    const ask = cause.lints?.[name];
    return ask ? [{ cause, ask: ask as NonNullable<Lints[Name]> }] : [];
  });
}

const FILE = asking('file');
const CALL = asking('call');
const JOB = asking('job');
const PUSH = asking('push');
const HIDDEN = asking('hidden');

/** Is the file refused by GitHub? Then what it would do does not matter. */
export function judgeFile(document: WorkflowDocument, all: Linted, findings: Settling): boolean {
  let isRefused = false;
  for (const { cause, ask } of FILE) {
    for (const claim of ask(document, all)) {
      isRefused = true;
      findings.add({ cause, claim }, null);
    }
  }
  return isRefused;
}

/** Asks the causes of a call, which GitHub may refuse before any job of it runs. */
export function judgeCall(call: CallReading, all: Linted, findings: Settling): void {
  if (call.called && !isAboutImages(call.document, all) && !isAboutImages(call.called, all)) return;
  for (const { cause, ask } of CALL) {
    const claim = ask(call, all);
    if (!claim) continue;
    findings.add(asItStands({ cause, claim }, call.callers, null), null, {
      chain: () => brokenCall(cause, call),
    });
  }
}

/**
 * What every run of a job comes to. A push that would be refused gets the one
 * cause that explains it best: the first in the book.
 *
 * @param images what is pushed, and what becomes of it
 * @param isUnwanted a finding that nobody wants to hear: it hides no other one
 */
export function judgeJob(
  reading: JobReading,
  all: Linted,
  findings: Settling,
  images: Map<string, Verdict>,
  isUnwanted: (candidate: LintCandidate) => boolean,
): void {
  for (const run of reading.runs.filter(({ runs }) => happens(runs))) {
    for (const push of [...run.hidden, ...likelyPushes(reading, run, all)])
      judgeHidden({ ...all, job: reading, run, push, isLoggedInElsewhere: false }, findings);
  }
  const active = reading.runs.flatMap((run) =>
    run.pushes.filter((push) => isActive(run, push)).map((push) => ({ run, push })),
  );
  const failed = new Set<SignAct | null>();
  for (const { cause, ask } of JOB) {
    for (const claim of ask(reading, all)) {
      if (claim.stops && isError({ cause, claim })) failed.add(claim.stops);
      const candidate = asItStands({ cause, claim }, reading.chain.callers, actOf({ cause, claim }, reading));
      const push = claim.login && active.find((each) => isMadeWith(each.push.credential, claim.login?.act));
      const linted = push && { ...all, job: reading, ...push, isLoggedInElsewhere: false };
      const next = linted ? behind(candidate, linted) : [];
      findings.add(candidate, null, {
        file: reading.document.file,
        behind: next.filter((each) => !isUnwanted(each)),
      });
    }
  }
  const loggedIn = new Set(
    active.filter(({ push }) => mayFindLogin(push)).map(({ push }) => siteOf(push.act)),
  );
  for (const { run, push } of active) {
    const { found } = push.act;
    if (found.mayFail || !isMeantFor(all.registry, found.reference)) continue;
    const isLoggedInElsewhere = loggedIn.has(siteOf(push.act));
    const linted = { ...all, job: reading, run, push, isLoggedInElsewhere };
    const own = judgePush(linted, findings, isUnwanted);
    const { credential } = push;
    const isStopped =
      (credential.kind === 'token' && failed.has(credential.login)) ||
      push.passed.some((each) => failed.has(each));
    const verdict = isStopped ? 'denied' : own;
    const name = shownReference(found.reference);
    images.set(name, worstVerdict([images.get(name) ?? 'not-needed', verdict]));
  }
  for (const { run, push } of openPushes(reading)) {
    const { found } = push.act;
    if (found.mayFail || !isMeantFor(all.registry, found.reference)) continue;
    // Whether it is pushed a setting decides: nobody can say that there is nothing to push.
    const name = shownReference(found.reference);
    images.set(name, images.get(name) ?? 'unknown');
    const linted = { ...all, job: reading, run, push, isLoggedInElsewhere: loggedIn.has(siteOf(push.act)) };
    const refusal = claimsAbout(linted).find(
      (each) => (isError(each) || isOfOtherUser(linted)) && !isUnwanted(each),
    );
    const warning = refusal && asOpen(refusal, linted);
    if (warning) findings.add(warning, linted, { chain: () => chainOf(warning, linted) });
  }
}

/** One for certain, or one of which nobody sees what becomes of it. */
function mayFindLogin({ credential }: PushReading): boolean {
  return credential.kind === 'token' || (credential.kind === 'unknown' && credential.near.length > 0);
}

/** The first cause that refuses it, else the first that may; with what waits behind it. */
function judgePush(
  push: LintedPush,
  findings: Settling,
  isUnwanted: (candidate: LintCandidate) => boolean,
): Verdict {
  const all = claimsAbout(push);
  const unwanted = all.filter(isUnwanted);
  // It is counted, and what stands behind it is told instead.
  for (const each of unwanted.slice(0, 1)) findings.add(each, push);
  const found = all.filter((each) => !unwanted.includes(each));
  const chosen = found.find(isError) ?? found[0];
  if (!chosen) return isTold(push) ? 'allowed' : 'unknown';
  findings.add(chosen, push, {
    behind: behind(chosen, push).filter((each) => !isUnwanted(each)),
    isSure: isAsWritten(chosen, push),
    chain: () => chainOf(chosen, push),
  });
  return isError(chosen) ? 'denied' : 'unknown';
}

/** Does the text say what is pushed, and with which login? Else nobody can say what becomes of it. */
function isTold({ push: { act, credential }, registry }: LintedPush): boolean {
  const isNamed = referenceAt(registry, wholeReference(act.found)) !== null;
  return isNamed && credential.kind === 'token' && credential.password.kind !== 'unknown';
}

function claimsAbout(push: LintedPush): LintCandidate[] {
  return PUSH.flatMap(({ cause, ask }) => {
    const claim = ask(push);
    return claim ? [asItStands({ cause, claim }, push.job.chain.callers, push.push.act)] : [];
  });
}

function isError({ cause, claim }: LintCandidate): boolean {
  return (claim.severity ?? cause.severity) === 'error';
}

/** What refuses the push next, once the first refusal is mended. */
function behind(chosen: LintCandidate, push: LintedPush): LintCandidate[] {
  const { cause, claim } = chosen;
  if (!isError(chosen) || !(cause.mends || claim.login)) return [];
  const next = claimsAbout(mendedOf(chosen, push)).find(
    (each) => each.cause !== cause && each.cause.mends !== 'name',
  );
  return next ? [next] : [];
}

/** Does the next refusal follow from what is written, and not from how the first one would be mended? */
function isAsWritten({ cause: { mends }, claim: { login } }: LintCandidate, linted: LintedPush): boolean {
  if (login || mends !== 'login') return !login && mends === 'name';
  return writtenLogin(linted) !== null;
}

/**
 * The login that is written, and does not come before the push: it comes too late, or is passed over. That mended, it stays what
 * it is. Of several, one with a token of its own: then nothing is sure of the job's.
 */
function writtenLogin({ push: { credential }, registry }: LintedPush): SignAct | null {
  if (credential.kind !== 'none') return null;
  if (credential.late !== undefined) return credential.late;
  if (credential.reason !== 'condition' && credential.reason !== 'never') return null;
  const here = credential.near.filter(({ sign }) => hostOfAddress(sign.host) === registry);
  const isOwn = ({ sign }: SignAct) => passwordOf(sign.password ?? '').kind === OWN_TOKEN.kind;
  return here.find((each) => !isOwn(each)) ?? here[0] ?? null;
}

/** The push as it is once that is put right, and nothing else. */
function mendedOf({ cause: { mends }, claim: { login } }: LintCandidate, linted: LintedPush): LintedPush {
  const { push, registry, repository } = linted;
  const { credential, act } = push;
  const withPassword = (password: Password, by: SignAct | null): LintedPush => ({
    ...linted,
    push: { ...push, credential: { kind: 'token', password, login: by, replaced: [] } },
  });
  if (login) return withPassword(login.mended, login.act);
  switch (mends) {
    case 'login': {
      // Without one, it is the job's own token that is shown.
      const written = writtenLogin(linted);
      return withPassword(written ? passwordOf(written.sign.password ?? '') : OWN_TOKEN, written);
    }
    case 'token':
      return withPassword(OWN_TOKEN, credential.kind === 'token' ? credential.login : null);
    case 'owner': {
      const reference = `${registry}/${repositoryOwner(repository)?.toLowerCase()}/name`;
      return { ...linted, push: { ...push, act: { ...act, found: { ...act.found, reference } } } };
    }
    default:
      return linted;
  }
}

const OWN_TOKEN: Password = { kind: 'github-token' };

function isMadeWith(credential: TransferCredential, login: SignAct | undefined): boolean {
  return credential.kind === 'token' && credential.login === login;
}

function judgeHidden(push: LintedPush, findings: Settling): void {
  for (const { cause, ask } of HIDDEN) {
    const claim = ask(push);
    if (!claim) continue;
    const candidate = asItStands({ cause, claim }, push.job.chain.callers, push.push.act);
    findings.add(candidate, push, { chain: () => chainOf(candidate, push) });
    return;
  }
}

/** A push with another token than the job's own is no matter of the job's permissions. */
function chainOf({ cause }: LintCandidate, { job, push }: LintedPush): Finding['chain'] | null {
  const { hidden, reference } = push.act.found;
  const name = hidden ? '' : withoutTag(shownReference(reference));
  return brokenChain(cause, job.grants, { name, access: 'push' });
}

function siteOf({ document, place }: LintedPush['push']['act']): string {
  return `${document.file}:${place.start}`;
}
