/** What the run and its job may. */
import type { PermissionGrant } from '../../evidence/types/permissions.js';
import type { Case } from '../case.js';
import { wasAsked } from './asked.js';
import { isRightRefused } from './refusal.js';
import { mayNotWrite, REGISTRY_SENTENCES, says } from './said.js';
import { isJobToken } from './token.js';

/** It happens in no job of GitHub Actions. A command that is typed may be a step of one, unless it only ever pulls. */
export function isOutsideActions({ asker: { place, onlyPulls } }: Case): boolean {
  return place === 'terminal' ? onlyPulls === true : place !== 'workflow' && place !== 'unknown';
}

/** A fork's run or Dependabot's, as far as it was seen. */
export function isReadOnly({ readOnly }: Case): boolean {
  return readOnly === 'fork' || readOnly === 'dependabot';
}

/** The job has less than it takes to push, or can't have it. */
export function hasTooLittle(seen: Case): boolean {
  return seen.level === 'none' || seen.level === 'read' || isReadOnly(seen);
}

/** No `permissions` anywhere in the workflow; null: its text is not at hand. */
export function leavesPermissionsOut({ workflow }: Case): boolean | null {
  const grants: readonly PermissionGrant[] = workflow?.grants ?? [];
  return grants.length > 0 ? grants.every(({ level }) => level === null) : null;
}

/** What the runner prints for a job without any `permissions` where the setting is the restricted one. */
export function isRestrictedDefault({ permissions }: Case): boolean {
  const set = Object.entries(permissions ?? {}).filter(([, level]) => level !== 'none');
  const names = set.map(([scope, level]) => `${scope}:${level}`).sort();
  return names.join() === 'contents:read,metadata:read,packages:read';
}

/** A run that GitHub restricts prints the same, whatever the workflow asks for (facts K3). */
export function mayBeRestrictedRun(seen: Case): boolean {
  return isRestrictedDefault(seen) && seen.secretSource === null;
}

/** A permission that the workflow leaves out could be the reason. */
export function mayLackPermission(seen: Case): boolean {
  if (!wasAsked(seen)) return mayNotWrite(seen) && seen.permissions?.packages !== 'write';
  return (
    isJobToken(seen.token) &&
    isRightRefused(seen) &&
    seen.kind !== 'missing' &&
    !says(seen, REGISTRY_SENTENCES.noInstallation, REGISTRY_SENTENCES.noOwner, REGISTRY_SENTENCES.resource) &&
    !seen.writesElsewhere
  );
}
