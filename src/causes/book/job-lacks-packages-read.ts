import { cause } from '../cause.js';
import { ownersDiffer, says, WORDS } from '../questions.js';
import { grantGap, heard, isPush, saidToApp, withoutReason } from '../reading.js';
import { isAboutPermissions, lackOf } from '../repair.js';
import { en, han, zh } from '../wording.js';

/** The same for a pull: a block that does not name packages leaves the token without `packages: read`. */
export const jobLacksPackagesRead = cause({
  id: 'job-lacks-packages-read',
  severity: 'error',
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
  example: { access: 'pull', detail: 'none' },
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read',
    after: 'permissions:\n  contents: read\n  packages: read',
  },

  explains(refusal, evidence) {
    if (evidence.access !== 'pull') return undefined;
    const lack = lackOf(refusal, evidence, 'read');
    if (lack) return lack.claim;
    if (evidence.workflow || ownersDiffer(refusal.image, evidence)) return undefined;
    return isAboutPermissions(refusal, evidence) && says(refusal, WORDS.read)
      ? { confidence: 'likely' }
      : undefined;
  },

  reads(symptom, job) {
    const named = heard(symptom, WORDS.read);
    if (!named && !(symptom.access === 'pull' && withoutReason(symptom) && symptom.login)) return undefined;
    if (job.level === 'read' || job.level === 'write') return undefined;
    const facts = { access: 'pull' as const, detail: job.level ?? '' };
    if (job.level === 'none')
      return { confidence: named ? 'certain' : 'likely', ...grantGap(job, 'read')?.claim, facts };
    if (!named) return undefined;
    return {
      confidence: saidToApp(symptom) || (isPush(symptom) && symptom.access) ? 'possible' : 'likely',
      facts,
    };
  },

  text: {
    en: {
      title: 'The job may not read packages',
      message: (f) =>
        f.detail
          ? `${en.refusal(f)} The image is not public, and the permissions of ${en.job(f)} give GITHUB_TOKEN no access to packages.`
          : `${en.refusal(f)} Most likely the permissions of ${en.job(f)} do not give GITHUB_TOKEN packages: read.`,
      fix: (f) => `Add packages: read to the permissions of ${en.job(f)}.`,
      tell: () =>
        'Open "Set up job" in the log of the job: under "GITHUB_TOKEN Permissions" there is no "Packages" at all. If there is, the package does not let this repository read.',
    },
    'zh-CN': {
      title: '作业没有读取软件包的权限',
      message: (f) =>
        f.detail
          ? han`${zh.refusal(f)}该镜像不是公开的，而 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN 任何软件包权限。`
          : han`${zh.refusal(f)}很可能是 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN packages: read。`,
      fix: (f) => han`请在 ${zh.job(f)} 的 permissions 中加上 packages: read。`,
      tell: () =>
        han`在作业日志中展开 “Set up job”：“GITHUB_TOKEN Permissions” 下完全没有 “Packages”。如果有，则是软件包没有授予本存储库读取权限。`,
    },
  },
});
