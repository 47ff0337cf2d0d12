/** What is said of permissions that GitHub refuses: of a value that is none, and of a place where they are none. */
import type { Language } from '../../types.js';
import { han } from '../han.js';
import { KEY_OWNERS, refusedKeySentence } from './key-owners.js';

/** A value that is none, the key at a place where it is none, or a scope that stands beside it. */
export type RefusedPermissions =
  | { at: 'step' }
  | { at: 'jobs' }
  /** `inside`: the path of the key, from the job or the workflow: `on.push`, `strategy`. */
  | { at: 'inside'; inside: string }
  /** In the singular, or another slip of the hand. */
  | { at: 'key'; of: 'job' | 'workflow'; said: string }
  /** `isOfApps`: a scope that GitHub Apps have. */
  | { at: 'value'; value: string; nearest?: string; isOfApps?: true }
  /** Nothing stands behind the key. */
  | { at: 'empty' }
  /** `isBelow`: right below the permissions, so that only the indentation is wrong. */
  | { at: 'beside'; scope: string; of: 'job' | 'workflow'; isBelow: boolean };

/** What is said of one of them. */
interface Said<Of extends RefusedPermissions> {
  message(detail: Of): string;
  fix(detail: Of): string;
}

type PlaceWords = { [At in RefusedPermissions['at']]: Said<Extract<RefusedPermissions, { at: At }>> };

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
    message: (detail) => refusedKeySentence(detail.of, detail.said, 'en'),
    fix: () => 'Write permissions, which is the key that was meant.',
  },
  beside: {
    message: (detail) =>
      `${refusedKeySentence(detail.of, detail.scope, 'en')} ${detail.scope} is one of the permissions and stands under that key.`,
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
    message: (detail) => refusedKeySentence(detail.of, detail.said, 'zh-CN'),
    fix: () => '请改为 permissions。',
  },
  beside: {
    message: (detail) =>
      han`${refusedKeySentence(detail.of, detail.scope, 'zh-CN')}${detail.scope} 是一个权限项，应当写在 permissions 之下。`,
    fix: (detail) =>
      detail.isBelow
        ? han`请增加 ${detail.scope} 的缩进，使它位于 permissions 之下。`
        : han`请把 ${detail.scope} 写在${KEY_OWNERS[detail.of]}的 permissions 之下。`,
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

const WORDS = { en: EN, 'zh-CN': ZH };

/** What GitHub refuses, and what is to be written in its place. */
export function refusedPermissionsWords(
  language: Language,
  detail: RefusedPermissions,
): { message: string; fix: string } {
  const said: Said<RefusedPermissions> = WORDS[language][detail.at];
  return { message: said.message(detail), fix: said.fix(detail) };
}
