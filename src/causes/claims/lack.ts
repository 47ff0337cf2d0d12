/** Which line of the workflow keeps a right from the job's token, and the edit that gives it. */

import type { AgedFile } from '../../evidence/files/file-age.js';
import type { PackagesLevel, PermissionGrant, ServicePermission } from '../../evidence/types/permissions.js';
import type { WorkflowEvidence } from '../../evidence/types/workflow.js';
import { diffOf } from '../../fix/diff.js';
import {
  documentsOfTexts,
  type PermissionEdits,
  permissionEdits,
  type RepositoryTexts,
  raisesWorkflow,
  repairPermissions,
} from '../../fix/permissions/permissions.js';
import { happens } from '../../workflow/language/chance.js';
import type { JobReading, RunReading } from '../../workflow/reading/every-run.js';
import { atLeast } from '../../workflow/runs/permissions.js';
import { serviceGrants } from '../../workflow/runs/service-grants.js';
import type { Case, Linted, LintedPush } from '../case.js';
import type { Claim, LintClaim, Mend } from '../cause.js';
import { type WeakLink, weakLink } from '../levels.js';
import { wasAsked } from '../questions/asked.js';
import { ownersDiffer } from '../questions/image.js';
import { isPushTo } from '../texts/names/pushed-name.js';
import { isByJobToken, isForeignOwner, lackIn, spareOf } from '../texts/pushed.js';
import { onlyShown } from './mends.js';

type Want = 'read' | 'write';

/** What the causes about permissions say: what the job's token may do; null: not seen. */
export interface Granted {
  level: PackagesLevel | null;
  /** Whoever calls the job grants enough. */
  isGrantedByCaller?: true;
  /** It is the workflow's block that counts for the job, and is to be raised. */
  ofWorkflow?: true;
  /** The file gives enough today. */
  mended?: AgedFile;
  /** A secret of the repository makes the push where there is one. */
  spare?: string;
}

/** Rights beside the registry's that steps ask for. */
export interface ServiceLack {
  permissions: readonly ServicePermission[];
  /** What would be refused: commands and actions; null: it was, and said so. */
  by: readonly string[] | null;
  /** No `permissions` are declared, and no setting gives them. */
  isUnnamed?: true;
}

/** The link that is too small, and the claim that it is the reason. */
export function lackOf(
  seen: Case,
  want: Want,
): { at: WeakLink['at']; claim: Claim<Granted> & { job: string } } | null {
  const weak = weakLink(seen.workflow?.grants ?? [], want);
  if (!weak) return null;
  const { at, grant, level } = weak;
  // By these two rules the push stays refused, whatever the block says: they have causes of their own.
  const another = wasAsked(seen) && (ownersDiffer(seen) || seen.readOnly === 'fork');
  return {
    at,
    claim: {
      confidence: another || isOfAnotherRun(seen) ? 'likely' : 'certain',
      // What a log shows stands in its line.
      ...(wasAsked(seen) ? { location: grant.location } : {}),
      job: grant.job,
      ...repairOf(seen, want),
      facts: { job: grant.job },
      detail: {
        level,
        ...(seen.workflow ? ofWorkflow(grant, documentsOfTexts(seen.workflow.texts), want) : {}),
      },
    },
  };
}

/** The file that was read is another one than the run had: nothing in it is certain of that run. */
export function isOfAnotherRun({ fileAge }: Case): boolean {
  return fileAge !== null && fileAge.age !== 'untold';
}

/** The edit that gives the right, where the workflow's text is at hand. */
export function repairOf({ workflow }: Case, want: Want): Pick<Claim, 'diff'> {
  const edit = workflow && repairPermissions(workflow.grants, workflow.texts, want);
  return edit ? { diff: edit.diff } : {};
}

/** The job's token makes the push, and a link of this kind gives it too little. */
export function lackOfPush(linted: LintedPush, at: WeakLink['at']): LintClaim<Granted> | undefined {
  const spare = spareOf(linted);
  const isOurs = spare !== null || isByJobToken(linted);
  if (linted.run.trigger.fork || !isOurs || isForeignOwner(linted)) return undefined;
  const lack = lackIn(linted.job);
  if (lack?.at !== at) return undefined;
  const claim = grantClaim(lack.grant, linted.job.grants, linted);
  if (spare === null) return claim;
  // It works as long as the secret is there: shown, and for somebody to decide.
  const mend = () => onlyShown(claim.mend?.() ?? null);
  return { ...claim, confidence: 'possible', severity: 'warning', mend, detail: { ...claim.detail, spare } };
}

/** What steps ask GitHub for, the registry aside, and the job's permissions leave out: where, and what of it. */
export function lackOfServices(
  { chain, runs }: JobReading,
  linted: Linted,
): { claim: Omit<LintClaim, 'detail'>; detail: ServiceLack } | undefined {
  // Of a job that pushes nothing here nothing is said.
  const isPublishing = (run: RunReading) => run.pushes.some((push) => isPushTo(linted.registry, run, push));
  const asked = runs
    .filter((run) => happens(run.runs) && !run.trigger.fork && isPublishing(run))
    .flatMap(({ services }) => services);
  const permissions = [...new Set(asked.flatMap(({ asks }) => asks))];
  const lacking = permissions.flatMap((permission) => {
    const grants = serviceGrants(chain, permission);
    const weak = weakLink(grants, 'write', chain.isForeign);
    return weak ? [{ permission, grants, grant: weak.grant }] : [];
  });
  const [first] = lacking;
  if (!first) return undefined;
  const isLacking = (each: ServicePermission) => lacking.some(({ permission }) => permission === each);
  const refused = asked.filter(({ asks }) => asks.some(isLacking));
  const mend = () => {
    return mendOfGrants(
      lacking.map(({ permission, grants }) => permissionEdits(grants, linted, 'write', permission)),
    );
  };
  return {
    claim: { confidence: 'certain', location: first.grant.location, job: first.grant.job, mend },
    detail: {
      permissions: lacking.map(({ permission }) => permission),
      by: [...new Set(refused.map(({ by }) => by))],
    },
  };
}

/** The same of the steps to come in this run. */
export function lackOfLaterServices({
  lacked,
  texts,
}: Pick<WorkflowEvidence, 'lacked' | 'texts'>):
  | { claim: Omit<Claim, 'detail'>; detail: ServiceLack }
  | undefined {
  const [first] = lacked;
  const weak = first && weakLink(first.grants, 'write');
  if (!weak) return undefined;
  const source = documentsOfTexts(texts);
  const mend = mendOfGrants(
    lacked.map(({ permission, grants }) => permissionEdits(grants, source, 'write', permission)),
  );
  return {
    claim: {
      confidence: 'certain',
      location: weak.grant.location,
      job: weak.grant.job,
      ...(mend ? { diff: diffOf(texts, mend.edits) } : {}),
    },
    detail: {
      permissions: lacked.map(({ permission }) => permission),
      by: [...new Set(lacked.flatMap(({ by }) => by))],
      ...(weak.grant.declaredAt === 'default' ? { isUnnamed: true } : {}),
    },
  };
}

/** The same of a push that is likely: one that is guessed from what the job says needs a token that opens nothing, for a job that may read is one that pulls. */
export function lackOfHidden(linted: LintedPush, at: WeakLink['at']): LintClaim<Granted> | undefined {
  const claim = lackOfPush(linted, at);
  const { hidden } = linted.push.act.found;
  const isGuess = hidden?.by !== 'told' && !(hidden?.by === 'text' && !hidden.mayNotPush);
  if (!claim || (isGuess && claim.detail.level !== 'none')) return undefined;
  return { ...claim, confidence: 'likely', severity: 'warning' };
}

/** The link is too small; the edit raises the whole chain. */
export function grantClaim(
  grant: PermissionGrant,
  grants: readonly PermissionGrant[],
  all: Linted,
  want: Want = 'write',
): LintClaim<Granted> {
  return {
    confidence: 'certain',
    location: grant.location,
    job: grant.job,
    mend: () => raisedGrants(grants, all, want),
    detail: {
      level: grant.level,
      ...ofWorkflow(grant, all, want),
      ...(isGrantedBefore(grant, grants, want) ? { isGrantedByCaller: true } : {}),
    },
  };
}

/** Where the right is to be written: what is told has to be what the diff edits. */
function ofWorkflow(
  { file, job, declaredAt }: PermissionGrant,
  { open }: Pick<RepositoryTexts, 'open'>,
  want: Want,
): Pick<Granted, 'ofWorkflow'> {
  const document = declaredAt === 'workflow' ? open(file) : null;
  return document && raisesWorkflow(document, job, want) ? { ofWorkflow: true } : {};
}

/** Do all links before this one, which call its job, give that right? */
function isGrantedBefore(grant: PermissionGrant, grants: readonly PermissionGrant[], want: Want): boolean {
  const callers = grants.slice(0, grants.indexOf(grant));
  return callers.length > 0 && callers.every(({ level }) => level !== null && atLeast(level, want));
}

/** The edit that gives the right to every link of the chain. */
export function raisedGrants(
  grants: readonly PermissionGrant[],
  source: Linted,
  want: Want = 'write',
): Mend | null {
  return mendOfGrants([permissionEdits(grants, source, want)]);
}

/** The edits of several chains, which may want the same of a link they share; null: one of them can't be mended. */
export function mendOfGrants(chains: readonly (PermissionEdits | null)[]): Mend | null {
  const made = chains.flatMap((each) => each ?? []);
  if (made.length < chains.length) return null;
  const edits = new Map(
    made.flatMap((each) => each.edits).map((edit) => [`${edit.file} ${edit.start} ${edit.end}`, edit]),
  );
  return { edits: [...edits.values()], safe: made.every(({ keepsAll }) => keepsAll) };
}
