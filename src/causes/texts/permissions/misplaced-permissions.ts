/** Permissions where GitHub knows none: beside their key, in a step, among the jobs, or under a misspelt key. */
import {
  scopesBelow,
  stepPermissionsEdits,
  strayScopeEdit,
  strayScopesEdits,
} from '../../../fix/permissions/invalid.js';
import { type MovedBlock, movedOutOf, movedOutOfJobs } from '../../../fix/permissions/moved.js';
import { renamedKeyEdit } from '../../../fix/slips/misspelt-keys.js';
import {
  isJobOfPermissions,
  misplacedPermissions,
  misspeltPermissions,
  strayScopes,
} from '../../../workflow/runs/permission-refusals.js';
import {
  child,
  entry,
  entrySpan,
  map,
  type Span,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../../../workflow/text/document.js';
import { stepTexts } from '../../../workflow/text/job.js';
import type { LintClaim } from '../../cause.js';
import { mendIn, onlyShown } from '../../claims/mends.js';
import type { RefusedPermissions } from '../../words/refused-permissions.js';
import { permissionsClaim } from './permissions-claim.js';

/** `packages: write` as a key of the job, or of the workflow; or the whole block as a job. */
export function strayPermissionsIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
): LintClaim<RefusedPermissions>[] {
  const strays = strayScopes(owner);
  if (job !== null && owner && isJobOfPermissions(job, owner)) {
    const found = entry(child(document.root, 'jobs'), job);
    return found
      ? [moved(document, found.key, job, { at: 'jobs' }, () => movedOutOfJobs(document, found))]
      : [];
  }
  const below = scopesBelow(owner, strays);
  const [first] = below;
  return strays.flatMap((stray) => {
    // Where nothing but the indentation is wrong, one of them is told, with an edit of them all.
    if (below.includes(stray) && stray !== first) return [];
    const edit =
      stray === first ? strayScopesEdits(document, owner, strays) : strayScopeEdit(document, owner, stray);
    const detail = {
      at: 'beside',
      scope: String(stray.key.value),
      of: job === null ? 'workflow' : 'job',
      isBelow: edit !== null,
    } as const;
    return [permissionsClaim(document, entrySpan(stray), job, detail, [edit ?? []].flat())];
  });
}

/** `permission:` and `premissions:` are renamed, for their place shows what they were to be. */
export function misspeltPermissionsIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
): LintClaim<RefusedPermissions>[] {
  const found = misspeltPermissions(owner);
  if (!found) return [];
  const edit = renamedKeyEdit(map(owner), found.key, 'permissions');
  const detail = {
    at: 'key',
    of: job === null ? 'workflow' : 'job',
    said: String(found.key.value),
  } as const;
  return [permissionsClaim(document, found.key, job, detail, edit ? [edit] : [])];
}

/** The key below another one of the job or the workflow. */
export function misplacedPermissionsIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
): LintClaim<RefusedPermissions>[] {
  return misplacedPermissions(owner).map(({ entry: found, inside }) =>
    moved(document, entrySpan(found), job, { at: 'inside', inside }, () =>
      movedOutOf(document, owner, found, inside),
    ),
  );
}

function moved(
  document: WorkflowDocument,
  span: Span,
  job: string | null,
  detail: RefusedPermissions,
  move: () => MovedBlock | null,
): LintClaim<RefusedPermissions> {
  return {
    ...permissionsClaim(document, span, job, detail, []),
    mend() {
      const made = move();
      const mend = mendIn(document, made?.edits ?? null);
      return made?.isOpen ? onlyShown(mend) : mend;
    },
  };
}

/** A step has no permissions. */
export function permissionsOfSteps(
  document: WorkflowDocument,
  job: YamlNode,
  id: string,
): LintClaim<RefusedPermissions>[] {
  return stepTexts(job).flatMap(({ node }) => {
    const found: YamlEntry | null = entry(node, 'permissions');
    if (!found) return [];
    const edits = stepPermissionsEdits(document, id, node) ?? [];
    return [permissionsClaim(document, entrySpan(found), id, { at: 'step' }, edits)];
  });
}
