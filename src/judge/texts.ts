/** Which causes hold for the files, calls, jobs and pushes that were read. Pure. */
import type { Linted, LintedPush } from '../causes/case.js';
import type { Cause } from '../causes/cause.js';
import { CAUSES } from '../causes/index.js';
import { shown } from '../causes/pushed.js';
import { worst } from '../evidence/registry/verdict.js';
import type { Finding, Verdict } from '../types.js';
import { referenceAt } from '../workflow/knowledge/names.js';
import { happens } from '../workflow/language/chance.js';
import type { TransferCredential } from '../workflow/reading/credentials.js';
import { isActive, type JobReading } from '../workflow/reading/every-run.js';
import type { CallReading } from '../workflow/runs/calls.js';
import type { WorkflowDocument } from '../workflow/text/document.js';
import { brokenCall, brokenChain } from './chain.js';
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

/** Words of a file that has to do with images; other calls are not our business. */
const ABOUT_IMAGES = /ghcr\.io|containers\.|docker|container|image|helm|\boras\b/i;

export function judgeCall(call: CallReading, all: Linted, findings: Settling): void {
  const { document, called } = call;
  if (called && !ABOUT_IMAGES.test(called.text) && !ABOUT_IMAGES.test(document.text)) return;
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
  isUnwanted: (candidate: LintCandidate) => boolean = () => false,
): void {
  for (const { cause, ask } of JOB) {
    for (const claim of ask(reading, all)) {
      const candidate = { cause, claim };
      findings.add(asItStands(candidate, reading.chain.callers, actOf(candidate, reading)), null);
    }
  }
  for (const run of reading.runs.filter(({ runs }) => happens(runs))) {
    for (const push of run.hidden)
      judgeHidden({ ...all, job: reading, run, push, isLoggedInElsewhere: false }, findings);
  }
  const active = reading.runs.flatMap((run) =>
    run.pushes.filter((push) => isActive(run, push)).map((push) => ({ run, push })),
  );
  const loggedIn = new Set(
    active.filter(({ push }) => push.credential.kind === 'token').map(({ push }) => siteOf(push.act)),
  );
  for (const { run, push } of active) {
    const { found } = push.act;
    if (found.mayFail || !isHere(found.reference, all.registry)) continue;
    const isLoggedInElsewhere = loggedIn.has(siteOf(push.act));
    const linted = { ...all, job: reading, run, push, isLoggedInElsewhere };
    const verdict = judgePush(linted, findings, isUnwanted);
    const name = shown(found.reference);
    images.set(name, worst([images.get(name) ?? 'not-needed', verdict]));
  }
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
  if (!chosen) return 'allowed';
  findings.add(chosen, push, {
    behind: behind(chosen, push).filter((each) => !isUnwanted(each)),
    chain: () => chainOf(chosen, push),
  });
  return isError(chosen) ? 'denied' : 'unknown';
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

/**
 * What refuses the push next, once the first refusal is mended: a name says nothing of the token, and a
 * missing login is mended with the job's own.
 */
function behind(chosen: LintCandidate, push: LintedPush): LintCandidate[] {
  const { mends } = chosen.cause;
  if (!isError(chosen) || !mends) return [];
  const credential: TransferCredential =
    mends === 'login'
      ? { kind: 'token', password: { kind: 'github-token' }, login: null, replaced: [] }
      : push.push.credential;
  const mended = { ...push, push: { ...push.push, credential } };
  const next = claimsAbout(mended).find(({ cause }) => cause !== chosen.cause && cause.mends !== 'name');
  return next ? [next] : [];
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
  return brokenChain(cause, job.grants, { name: hidden ? '' : shown(reference), access: 'push' });
}

/** Is it pushed to the registry? A scheme in front does not change where it was meant to go. */
function isHere(reference: string, registry: string): boolean {
  return referenceAt(registry, reference.replace(/^https?:\/\//i, '')) !== undefined;
}

function siteOf({ document, place }: LintedPush['push']['act']): string {
  return `${document.file}:${place.start}`;
}
