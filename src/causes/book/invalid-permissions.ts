import type { TextEdit } from '../../fix/diff.js';
import { emptyBlockEdit } from '../../fix/permissions/empty.js';
import {
  appScopeEdit,
  isOpenLevel,
  levelEdit,
  listedScopesEdits,
  scopesBelow,
  stepPermissionsEdits,
  strayScopeEdit,
  strayScopesEdits,
} from '../../fix/permissions/invalid.js';
import { joinedKeyEdits, joinedValueEdit } from '../../fix/permissions/joined.js';
import { type MovedBlock, movedOutOf, movedOutOfJobs } from '../../fix/permissions/moved.js';
import { turnedPairsEdits } from '../../fix/permissions/turned.js';
import {
  isJobOfPermissions,
  misplacedPermissions,
  NOTHING,
  permissionRefusals,
  singularKey,
  strayScopes,
} from '../../workflow/runs/permission-refusals.js';
import {
  child,
  entry,
  entrySpan,
  type Span,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../../workflow/text/document.js';
import { jobEntries, stepTexts } from '../../workflow/text/job.js';
import { locate } from '../../workflow/text/places.js';
import type { Linted } from '../case.js';
import { causeWith, type LintClaim } from '../cause.js';
import { mendIn, onlyShown } from '../claims/mends.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';

/** A value or a place that GitHub refuses, and with it the whole file. */
export const invalidPermissions = causeWith<Detail>()({
  id: 'invalid-permissions',
  severity: 'error',
  sources: [
    'GitHub docs: Workflow syntax, permissions',
    'actions/languageservices workflow-parser/src/workflow-v1.0.json: permissions, step',
  ],
  says: [/\(Line: \d+, Col: \d+\): Unexpected value '[^']*'/],
  seen: ["Invalid workflow file: .github/workflows/ci.yml (Line: 9, Col: 7): Unexpected value 'permissions'"],
  answers: [{ step: 'start', status: 0, message: "Unexpected value 'read|write'" }],
  change: {
    language: 'yaml',
    before: 'permissions:\n  packages: read|write',
    after: 'permissions:\n  packages: write',
  },
  exampleDetail: { at: 'value', value: 'read|write' },

  explains(seen) {
    if (seen.kind !== 'start' || !says(seen, /Unexpected value/i)) return undefined;
    const value = /Unexpected value '([^']*)'/i.exec(seen.text)?.[1] ?? '';
    return { confidence: 'certain', facts: { said: '' }, detail: { at: 'value', value } };
  },

  lints: {
    file(document, all) {
      const jobs = jobEntries(document);
      const owners: { node: YamlNode | null; job: string | null }[] = [
        { node: document.root, job: null },
        ...jobs.map(({ key, value }) => ({ node: value.node, job: String(key.value) })),
      ];
      return [
        ...owners.flatMap(({ node, job }) => [
          ...refusedIn(document, node, job, all),
          ...strayIn(document, node, job),
          ...misspeltIn(document, node, job),
          ...misplacedIn(document, node, job),
        ]),
        ...jobs.flatMap(({ key, value }) => onSteps(document, value.node, String(key.value))),
      ];
    },
  },

  text: {
    en: {
      title: 'GitHub refuses these permissions',
      message: (_, detail) => wordsOf(EN, detail).message(detail),
      fix: (_, detail) => wordsOf(EN, detail).fix(detail),
      tell: () =>
        'The message gives line and column of the workflow file, and no job of the run has started.',
    },
    'zh-CN': {
      title: 'GitHub 不接受这样的 permissions',
      message: (_, detail) => wordsOf(ZH, detail).message(detail),
      fix: (_, detail) => wordsOf(ZH, detail).fix(detail),
      tell: () => '消息给出了工作流文件的行号和列号，而且本次运行没有启动任何作业。',
    },
  },
});

/** A value that is none, the key at a place where it is none, or a scope that stands beside it. */
type Detail =
  | { at: 'step' }
  | { at: 'jobs' }
  /** `inside`: the path of the key, from the job or the workflow: `on.push`, `strategy`. */
  | { at: 'inside'; inside: string }
  /** In the singular. */
  | { at: 'key'; of: 'job' | 'workflow' }
  /** `isOfApps`: a scope that GitHub Apps have. */
  | { at: 'value'; value: string; nearest?: string; isOfApps?: true }
  /** Nothing stands behind the key. */
  | { at: 'empty' }
  /** `isBelow`: right below the permissions, so that only the indentation is wrong. */
  | { at: 'beside'; scope: string; of: 'job' | 'workflow'; isBelow: boolean };

/** What is said of one of them. */
interface Said<Of extends Detail> {
  message(detail: Of): string;
  fix(detail: Of): string;
}

type PlaceWords = { [At in Detail['at']]: Said<Extract<Detail, { at: At }>> };

function wordsOf(words: PlaceWords, detail: Detail): Said<Detail> {
  return words[detail.at];
}

const OWNERS = { job: '作业', workflow: '工作流' };

const EN: PlaceWords = {
  step: {
    message: () =>
      'A step has no permissions key, so GitHub refuses the whole file and no job of it runs. Permissions are a matter of the job.',
    fix: () => 'Move the permissions from the step to its job.',
  },
  inside: {
    message: (detail) =>
      `${detail.inside} has no key permissions, so GitHub refuses the whole file and no job of it runs. Permissions are a matter of the job or the workflow.`,
    fix: (detail) =>
      `Move permissions out of ${detail.inside}, into the job that pushes, or to the beginning of the line for all jobs.`,
  },
  jobs: {
    message: () =>
      'permissions stands among the jobs, where GitHub takes it for a job, finds no runs-on in it and refuses the whole file: no job of it runs.',
    fix: () => 'Move permissions out of jobs, to the beginning of the line, or into the job that pushes.',
  },
  key: {
    message: (detail) =>
      `A ${detail.of} has no key permission, so GitHub refuses the whole file and no job of it runs.`,
    fix: () => 'Write permissions, with an s.',
  },
  beside: {
    message: (detail) =>
      `A ${detail.of} has no key ${detail.scope}, so GitHub refuses the whole file and no job of it runs. ${detail.scope} is one of the permissions and stands under that key.`,
    fix: (detail) =>
      detail.isBelow
        ? `Indent ${detail.scope}, so that it stands under permissions.`
        : `Write ${detail.scope} under permissions: in the ${detail.of}.`,
  },
  empty: {
    message: () =>
      'Nothing stands under permissions, so GitHub refuses the whole file and no job of it runs. For no permissions at all it is {}.',
    fix: () => 'Write one level for each scope that is used; to push to GHCR, packages: write.',
  },
  value: {
    message: (detail) =>
      `${detail.value ? `${detail.value} is not allowed in permissions` : 'This is not allowed in permissions'}, so GitHub refuses the whole file and no job of it runs. They are a mapping from a scope such as packages to read, write or none, or one of read-all and write-all.`,
    fix: (detail) =>
      detail.isOfApps
        ? `Take ${detail.value} out: only GitHub Apps have it, and GITHUB_TOKEN can't be given it.${detail.value === 'metadata' ? ' What it stands for, GITHUB_TOKEN may read anyway.' : ' A step that needs it takes the token of a GitHub App.'}`
        : detail.nearest
          ? `Write ${detail.nearest}, which is the nearest name that GitHub takes there.`
          : 'Write one level for each scope; to push to GHCR, packages: write.',
  },
};

const ZH: PlaceWords = {
  step: {
    message: () =>
      '步骤没有 permissions 键，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。权限只能在作业或工作流中设置。',
    fix: () => '请把 permissions 从步骤移到作业中。',
  },
  inside: {
    message: (detail) =>
      han`${detail.inside} 没有 permissions 键，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。权限只能在作业或工作流中设置。`,
    fix: (detail) =>
      han`请把 permissions 移出 ${detail.inside}，放到负责推送的作业中；或者顶格书写，对所有作业生效。`,
  },
  jobs: {
    message: () =>
      'permissions 写在了 jobs 之下，GitHub 会把它当作一个作业，但其中没有 runs-on，因此会拒绝整个文件，其中的作业都不会运行。',
    fix: () => '请把 permissions 移出 jobs，顶格书写，或者移到负责推送的作业中。',
  },
  key: {
    message: (detail) =>
      han`${OWNERS[detail.of]}没有 ${'permission'} 键，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`,
    fix: () => '请写成 permissions（末尾有 s）。',
  },
  beside: {
    message: (detail) =>
      han`${OWNERS[detail.of]}没有 ${detail.scope} 键，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。${detail.scope} 是一个权限项，应当写在 permissions 之下。`,
    fix: (detail) =>
      detail.isBelow
        ? han`请增加 ${detail.scope} 的缩进，使它位于 permissions 之下。`
        : han`请把 ${detail.scope} 写在${OWNERS[detail.of]}的 permissions 之下。`,
  },
  empty: {
    message: () =>
      'permissions 之下没有内容，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。如果不需要任何权限，应当写成 {}。',
    fix: () => '请写出用到的每个权限项及其级别；推送到 GHCR 需要 packages: write。',
  },
  value: {
    message: (detail) =>
      han`${detail.value ? `${detail.value} 不是 permissions 的有效内容` : '这不是 permissions 的有效内容'}，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。permissions 应当把 packages 等权限项分别设为 read、write 或 none，或者使用 read-all、write-all。`,
    fix: (detail) =>
      detail.isOfApps
        ? han`请删除 ${detail.value}：它是 GitHub App 的权限，无法授予 GITHUB_TOKEN。${detail.value === 'metadata' ? 'GITHUB_TOKEN 本来就能读取它所涵盖的内容。' : '需要它的步骤应当使用 GitHub App 的令牌。'}`
        : detail.nearest
          ? han`请写成 ${detail.nearest}，这是 GitHub 接受的最接近的名称。`
          : '请为每个权限项只写一个级别；推送到 GHCR 需要 packages: write。',
  },
};

function refusedIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
  all: Linted,
): LintClaim<Detail>[] {
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
    const made = claim(document, span, job, detail, edit ? [edit] : (listed ?? [...joined, ...turned]));
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
): LintClaim<Detail> {
  const found = entry(value.node, scope);
  const edit = found && !value.alias ? appScopeEdit(document, value.node, found) : null;
  const made = claim(document, span, job, { at: 'value', value: scope, isOfApps: true }, edit ? [edit] : []);
  return scope === 'metadata' ? made : { ...made, mend: () => onlyShown(mendIn(document, edit)) };
}

function emptyIn(
  document: WorkflowDocument,
  block: YamlEntry,
  job: string | null,
  all: Linted,
): LintClaim<Detail> {
  return {
    ...claim(document, entrySpan(block), job, { at: 'empty' }, []),
    mend() {
      const made = emptyBlockEdit(document, block, job, all);
      const mend = mendIn(document, made?.edit ?? null);
      return made?.keepsAll ? mend : onlyShown(mend);
    },
  };
}

/** `packages: write` as a key of the job, or of the workflow; or the whole block as a job. */
function strayIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
): LintClaim<Detail>[] {
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
    return [claim(document, entrySpan(stray), job, detail, [edit ?? []].flat())];
  });
}

/** `permission:` is renamed, for its place shows what it was to be. */
function misspeltIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
): LintClaim<Detail>[] {
  const { key } = singularKey(owner) ?? {};
  if (!key) return [];
  const quotes = key.style === 'plain' ? 0 : 1;
  const edit = { start: key.start + quotes, end: key.end - quotes, text: 'permissions' };
  return [claim(document, key, job, { at: 'key', of: job === null ? 'workflow' : 'job' }, [edit])];
}

function misplacedIn(
  document: WorkflowDocument,
  owner: YamlNode | null,
  job: string | null,
): LintClaim<Detail>[] {
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
  detail: Detail,
  move: () => MovedBlock | null,
): LintClaim<Detail> {
  return {
    ...claim(document, span, job, detail, []),
    mend() {
      const made = move();
      const mend = mendIn(document, made?.edits ?? null);
      return made?.isOpen ? onlyShown(mend) : mend;
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

function onSteps(document: WorkflowDocument, job: YamlNode, id: string): LintClaim<Detail>[] {
  return stepTexts(job).flatMap(({ node }) => {
    const found: YamlEntry | null = entry(node, 'permissions');
    if (!found) return [];
    const edits = stepPermissionsEdits(document, id, node) ?? [];
    return [claim(document, entrySpan(found), id, { at: 'step' }, edits)];
  });
}

function claim(
  document: WorkflowDocument,
  span: Span,
  job: string | null,
  detail: Detail,
  edits: readonly TextEdit[],
): LintClaim<Detail> {
  return {
    confidence: 'certain',
    location: locate(document, span),
    ...(job === null ? {} : { job }),
    mend: () => mendIn(document, edits),
    detail,
  };
}
