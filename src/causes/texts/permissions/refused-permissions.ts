/** Names and levels in a block of permissions that GitHub refuses. */
import type { TextEdit } from '../../../fix/diff.js';
import { emptyBlockEdit } from '../../../fix/permissions/empty.js';
import {
  appScopeEdit,
  isOpenLevel,
  levelEdit,
  listedScopesEdits,
  scopesBelow,
} from '../../../fix/permissions/invalid.js';
import { joinedKeyEdits, joinedValueEdit } from '../../../fix/permissions/joined.js';
import { turnedPairsEdits } from '../../../fix/permissions/turned.js';
import { NOTHING, permissionRefusals, strayScopes } from '../../../workflow/runs/permission-refusals.js';
import {
  entry,
  entrySpan,
  type Span,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../../../workflow/text/document.js';
import type { Linted } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { mendIn, onlyShown } from '../../claims/mends.js';
import type { RefusedPermissions } from '../../words/refused-permissions.js';
import { permissionsClaim } from './permissions-claim.js';

/** Names and levels of this block that GitHub does not know, and a block with nothing in it. */
export function refusedPermissionsIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
  all: Linted,
): LintClaim<RefusedPermissions>[] {
  const block = entry(owner, 'permissions');
  // What was to stand there stands below it.
  if (scopesBelow(owner, strayScopes(owner)).length > 0) return [];
  return permissionRefusals(owner).map(({ said, span, entry: found, nearest, isOfApps }) => {
    if (block && isOfApps) return appScopeIn(document, block, said, span, job);
    if (block && said === NOTHING && found === null) return emptyIn(document, block, job, all);
    const edit = found
      ? levelEdit(document, found, nearest)
      : nearest
        ? nameEdit(document, span, nearest)
        : block && joinedValueEdit(document, block);
    const joined = block && !edit && !block.value.alias ? joinedKeyEdits(document, block.value.node) : [];
    const turned = block && !edit && !block.value.alias ? turnedPairsEdits(block.value.node, span) : [];
    const listed = block && !edit ? listedScopesEdits(document, block) : null;
    const detail = { at: 'value', value: said, ...(nearest ? { nearest } : {}) } as const;
    const made = permissionsClaim(
      document,
      span,
      job,
      detail,
      edit ? [edit] : (listed ?? [...joined, ...turned]),
    );
    // A level alone stands for more than most jobs need.
    const isOpen = found ? isOpenLevel(found) : nearest?.endsWith('-all') && !/all/i.test(said);
    return isOpen ? { ...made, mend: () => onlyShown(mendIn(document, edit)) } : made;
  });
}

/** What GITHUB_TOKEN may not have goes; only of `metadata`, which it can read anyway, nothing is missed. */
function appScopeIn(
  document: WorkflowDocument,
  { value }: YamlEntry,
  scope: string,
  span: Span,
  job: string | null,
): LintClaim<RefusedPermissions> {
  const found = entry(value.node, scope);
  const edit = found && !value.alias ? appScopeEdit(document, value.node, found) : null;
  const made = permissionsClaim(
    document,
    span,
    job,
    { at: 'value', value: scope, isOfApps: true },
    edit ? [edit] : [],
  );
  return scope === 'metadata' ? made : { ...made, mend: () => onlyShown(mendIn(document, edit)) };
}

function emptyIn(
  document: WorkflowDocument,
  block: YamlEntry,
  job: string | null,
  all: Linted,
): LintClaim<RefusedPermissions> {
  return {
    ...permissionsClaim(document, entrySpan(block), job, { at: 'empty' }, []),
    mend() {
      const made = emptyBlockEdit(document, block, job, all);
      const mend = mendIn(document, made?.edit ?? null);
      return made?.keepsAll ? mend : onlyShown(mend);
    },
  };
}

/** The nearest name, where the one that stands there begins the place: `package: write`, `write_all`. */
function nameEdit({ text }: WorkflowDocument, span: Span, nearest: string): TextEdit | null {
  const written = text.slice(span.start, span.end);
  const [, before = '', name] = /^(permissions:\s*)?([\w-]+)\s*(?::|$)/.exec(written) ?? [];
  if (name === undefined) return null;
  const start = span.start + before.length;
  return { start, end: start + name.length, text: nearest };
}
