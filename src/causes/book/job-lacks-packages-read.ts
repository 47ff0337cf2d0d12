import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import {
  isPull,
  mayLackPermission,
  ownersDiffer,
  saidToApp,
  says,
  WORDS,
  wasAsked,
  withoutReason,
} from '../questions.js';
import { type Granted, lackOf } from '../repair.js';
import { en, han, zh } from '../wording.js';

/** The same for a pull: a block that does not name packages leaves the token without `packages: read`. */
export const jobLacksPackagesRead = causeWith<Granted>()({
  id: 'job-lacks-packages-read',
  severity: 'error',
  onlyInWorkflows: true,
  sources: ['facts P5, section 3', 'GitHub docs: Workflow syntax, permissions'],
  says: [WORDS.read],
  seen: ['denied: installation not allowed to Read organization package'],
  answers: [
    {
      step: 'manifest-pull',
      status: 403,
      message: 'DENIED: installation not allowed to Read organization package',
    },
  ],
  example: { access: 'pull' },
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read',
    after: 'permissions:\n  contents: read\n  packages: read',
  },
  exampleDetail: { level: 'none' },

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  text: {
    en: {
      title: 'The job may not read packages',
      message: (f, detail) =>
        detail.level
          ? `${en.refusal(f)} The image is not public, and the permissions of ${en.job(f)} give GITHUB_TOKEN no access to packages.`
          : `${en.refusal(f)} Most likely the permissions of ${en.job(f)} do not give GITHUB_TOKEN packages: read.`,
      fix: (f) => `Add packages: read to the permissions of ${en.job(f)}.`,
      tell: () =>
        'Open "Set up job" in the log of the job: under "GITHUB_TOKEN Permissions" there is no "Packages" at all. If there is, the package does not let this repository read.',
    },
    'zh-CN': {
      title: '作业没有读取软件包的权限',
      message: (f, detail) =>
        detail.level
          ? han`${zh.refusal(f)}该镜像不是公开的，而 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN 任何软件包权限。`
          : han`${zh.refusal(f)}很可能是 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN packages: read。`,
      fix: (f) => han`请在 ${zh.job(f)} 的 permissions 中加上 packages: read。`,
      tell: () =>
        han`在作业日志中展开 “Set up job”：“GITHUB_TOKEN Permissions” 下完全没有 “Packages”。如果有，则是软件包没有授予本存储库读取权限。`,
    },
  },
});

function ofAnswer(seen: Case): Claim<Granted> | undefined {
  if (!isPull(seen) || !mayLackPermission(seen)) return undefined;
  const lack = lackOf(seen, 'read');
  if (lack) return lack.claim;
  if (seen.workflow || ownersDiffer(seen) || !says(seen, WORDS.read)) return undefined;
  return { confidence: 'likely', detail: { level: null } };
}

function ofLog(seen: Case): Claim<Granted> | undefined {
  const { level } = seen;
  const named = says(seen, WORDS.read);
  if (!named && !(isPull(seen) && withoutReason(seen) && seen.login)) return undefined;
  if (level === 'read' || level === 'write') return undefined;
  const known = { facts: { access: 'pull' as const }, detail: { level } };
  if (level === 'none')
    return { ...lackOf(seen, 'read')?.claim, confidence: named ? 'certain' : 'likely', ...known };
  if (!named) return undefined;
  return { confidence: saidToApp(seen) || seen.access === 'push' ? 'possible' : 'likely', ...known };
}
