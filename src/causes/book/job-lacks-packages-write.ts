import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { type Granted, isOfAnotherRun, lackOf, lackOfHidden, lackOfPush } from '../claims/lack.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { ownersDiffer, packageLink } from '../questions/image.js';
import { isRightRefused } from '../questions/refusal.js';
import { isReadOnly, mayBeRestrictedRun, mayLackPermission } from '../questions/run.js';
import {
  mayNotWrite,
  REGISTRY_ANSWERS,
  REGISTRY_SENTENCES,
  saidNothing,
  says,
  withoutReason,
} from '../questions/said.js';
import { looksLikeApp } from '../questions/token.js';
import { en, isWorkflow, zh } from '../wording.js';
import { AGED, renewRun } from '../words/mended-file.js';

/** The job's `permissions` give GITHUB_TOKEN less than `packages: write`. By far the most frequent refusal. */
export const jobLacksPackagesWrite = causeWith<Granted>()({
  id: 'job-lacks-packages-write',
  severity: 'error',
  onlyInWorkflows: true,
  sources: [
    'facts W1, W4, section 3',
    'GitHub docs: Workflow syntax, permissions',
    'GitHub docs: Publishing and installing a package with GitHub Actions',
  ],
  says: [REGISTRY_SENTENCES.create, REGISTRY_SENTENCES.write],
  seen: [
    'denied: installation not allowed to Create organization package',
    'denied: installation not allowed to Write organization package',
  ],
  answers: [
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.create },
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.write },
    { step: 'blob', status: 403, message: '' },
    { step: 'manifest-push', status: 403, message: REGISTRY_ANSWERS.write },
  ],
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read',
    after: 'permissions:\n  contents: read\n  packages: write',
  },
  exampleDetail: { level: 'none' },
  about: 'permission',
  refusesEveryRun: true,
  folkCures: ['id-token', 'provenance'],

  explains(seen) {
    if (!isPush(seen)) return undefined;
    return wasAsked(seen) ? ofAnswer(seen) : ofLog(seen);
  },

  lints: {
    push: (push) => lackOfPush(push, 'alone'),
    hidden: (push) => lackOfHidden(push, 'alone'),
  },

  text: {
    en: {
      title: 'The job may not write packages',
      message(f, detail) {
        if (detail.spare)
          return `${en.spare(detail.spare)}, and the permissions of ${en.job(f)} do not let GITHUB_TOKEN write packages: then ${f.registry} refuses the push to ${en.image(f)}.`;
        if (detail.mended && detail.mended.age !== 'untold')
          return `${en.refusal(f)} ${detail.level === null ? 'Most likely the' : 'The'} permissions of ${en.job(f)} did not give GITHUB_TOKEN packages: write in that run. ${detail.mended.file} in this checkout does, and ${AGED.en[detail.mended.age]}.`;
        if (detail.level === 'none')
          return `${en.refusal(f)} The permissions of ${en.job(f)} give GITHUB_TOKEN no access to packages.`;
        if (detail.level === 'read')
          return `${en.refusal(f)} The permissions of ${en.job(f)} give GITHUB_TOKEN packages: read, and a push needs write.`;
        return isWorkflow(f)
          ? `${en.refusal(f)} Most likely the permissions of ${en.job(f)} do not give GITHUB_TOKEN packages: write.`
          : `${en.refusal(f)} If a workflow pushes, its job may have no packages: write.`;
      },
      fix: (f, detail) =>
        detail.mended
          ? renewRun.en(detail.mended, 'packages: write')
          : detail.level === 'read'
            ? `Raise packages to write in the permissions of ${en.holder(f, detail)}.`
            : isWorkflow(f)
              ? `Add packages: write to the permissions of ${en.holder(f, detail)}.`
              : `In a workflow, add packages: write to the permissions of its job. Elsewhere: ${en.renew(f)}`,
      tell: (_, detail) =>
        (detail?.mended
          ? `${detail.mended.file} has packages: write in this checkout. If the run is older than that, push it and start a new run. `
          : '') +
        'Open "Set up job" in the log of the job: under "GITHUB_TOKEN Permissions" there has to be "Packages: write". If it is there, it is another cause. ghcr-preflight lint says the same without a run.',
      folk: () =>
        'id-token: write does not help: the registry knows no login by OIDC. Nor does a second login, or provenance: false.',
    },
    'zh-CN': {
      title: '作业没有写入软件包的权限',
      message(f, detail) {
        if (detail.spare)
          return han`${zh.spare(detail.spare)}，而 ${zh.job(f)} 的 permissions 不允许 GITHUB_TOKEN 写入软件包，此时 ${f.registry} 会拒绝推送 ${zh.image(f)}。`;
        if (detail.mended && detail.mended.age !== 'untold')
          return han`${zh.refusal(f)}${detail.level === null ? '很可能是在' : '在'}那次运行中，${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN packages: write。当前检出目录中的 ${detail.mended.file} 已经授予，但${AGED['zh-CN'][detail.mended.age]}。`;
        if (detail.level === 'none')
          return han`${zh.refusal(f)}${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN 任何软件包权限。`;
        if (detail.level === 'read')
          return han`${zh.refusal(f)}${zh.job(f)} 的 permissions 只授予 GITHUB_TOKEN packages: read，而推送需要 write。`;
        return isWorkflow(f)
          ? han`${zh.refusal(f)}很可能是 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN packages: write。`
          : han`${zh.refusal(f)}如果是工作流推送，可能是其作业没有 packages: write。`;
      },
      fix: (f, detail) =>
        detail.mended
          ? renewRun['zh-CN'](detail.mended, 'packages: write')
          : detail.level === 'read'
            ? han`请在 ${zh.block(f, detail)} 中把 packages 改为 write。`
            : isWorkflow(f)
              ? han`请在 ${zh.block(f, detail)} 中加上 packages: write。`
              : han`在工作流中，请在作业的 permissions 中加上 packages: write。在其他地方：${zh.renew(f)}`,
      tell: (_, detail) =>
        (detail?.mended
          ? han`当前检出目录中的 ${detail.mended.file} 已有 packages: write。如果那次运行早于这一修改，请推送后启动一次新的运行。`
          : '') +
        han`在作业日志中展开 “Set up job”：“GITHUB_TOKEN Permissions” 下必须有 “Packages: write”。如果有，则是其他原因。ghcr-preflight lint 不需要运行就能检查。`,
      folk: () =>
        han`id-token: write 没有用：注册表不支持通过 OIDC 登录。再次登录或设置 provenance: false 也没有用。`,
    },
  },
});

function ofAnswer(seen: Case): Claim<Granted> | undefined {
  if (!mayLackPermission(seen)) return undefined;
  const lack = lackOf(seen, 'write');
  if (lack) return lack.at === 'alone' ? lack.claim : undefined;
  // Without the text: what the registry's words usually mean.
  if (seen.workflow || isReadOnly(seen) || ownersDiffer(seen)) return undefined;
  const detail = { level: null };
  if (saidNothing(seen)) return { confidence: 'possible', detail };
  if (says(seen, REGISTRY_SENTENCES.create)) return { confidence: 'likely', detail };
  if (!says(seen, REGISTRY_SENTENCES.write)) return undefined;
  return { confidence: packageLink(seen) === 'elsewhere' ? 'possible' : 'likely', detail };
}

function ofLog(seen: Case): Claim<Granted> | undefined {
  const { level, mended } = seen;
  const named = mayNotWrite(seen);
  if (!isRightRefused(seen)) return undefined;
  if (level === 'write')
    return mended && named && !isReadOnly(seen) && !ownersDiffer(seen) && !looksLikeApp(seen)
      ? { confidence: 'possible', odds: 3, detail: { level: null, mended } }
      : undefined;
  const reading = seen.access === 'push' && says(seen, REGISTRY_SENTENCES.read);
  if (!named && !reading && !withoutReason(seen)) return undefined;
  const lack = lackOf(seen, 'write');
  if (lack && lack.at !== 'alone') return undefined;
  // By these rules the push stays refused, whatever the block says: they have causes of their own.
  const another = ownersDiffer(seen) || isReadOnly(seen) || looksLikeApp(seen);
  const detail = { level, ...(mended ? { mended } : {}) };
  if (level === null) {
    // `denied` alone, of what may be a pull, tells least. Whoever says that the job has the permission has looked.
    const isOpen = named || seen.told.level !== 'write';
    const odds = isOpen && (seen.access === 'push' || seen.said === null) ? 3 : 0;
    const isLikely = named || (seen.told.level === 'none' && seen.access === 'push');
    return { confidence: isLikely && !another ? 'likely' : 'possible', odds, detail };
  }
  if (mayBeRestrictedRun(seen)) return { confidence: 'likely', detail };
  const confidence = another ? 'possible' : named && !isOfAnotherRun(seen) ? 'certain' : 'likely';
  return { ...lack?.claim, confidence, detail };
}
