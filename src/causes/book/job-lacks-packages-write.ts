import { cause } from '../cause.js';
import { lackOfPush } from '../lint-permissions.js';
import { linked, ownersDiffer, says, silent, WORDS } from '../questions.js';
import {
  aboutRights,
  foreignOwner,
  grantGap,
  heard,
  hints,
  isPush,
  mayNotWrite,
  readOnlyOf,
  saidToApp,
  withoutReason,
} from '../reading.js';
import { isAboutPermissions, lackOf } from '../repair.js';
import { en, han, zh } from '../wording.js';

/** The job's `permissions` give GITHUB_TOKEN less than `packages: write`. By far the most frequent refusal. */
export const jobLacksPackagesWrite = cause({
  id: 'job-lacks-packages-write',
  severity: 'error',
  sources: [
    'facts W1, W4, section 3',
    'GitHub docs: Workflow syntax, permissions',
    'GitHub docs: Publishing and installing a package with GitHub Actions',
  ],
  says: [WORDS.create, WORDS.write],
  seen: [
    'denied: installation not allowed to Create organization package',
    'denied: installation not allowed to Write organization package',
  ],
  answers: [
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: installation not allowed to Create organization package',
    },
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: installation not allowed to Write organization package',
    },
    { step: 'blob', status: 403, message: '' },
    {
      step: 'manifest-push',
      status: 403,
      message: 'DENIED: installation not allowed to Write organization package',
    },
  ],
  example: { detail: 'none' },
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read',
    after: 'permissions:\n  contents: read\n  packages: write',
  },

  explains(refusal, evidence) {
    if (evidence.access !== 'push') return undefined;
    const lack = lackOf(refusal, evidence, 'write');
    if (lack) return lack.at === 'alone' ? lack.claim : undefined;
    // Without the text: what the registry's words usually mean.
    if (evidence.workflow || evidence.run.readOnly || ownersDiffer(refusal.image, evidence)) return undefined;
    if (!isAboutPermissions(refusal, evidence)) return undefined;
    if (silent(refusal)) return { confidence: 'possible' };
    if (says(refusal, WORDS.create)) return { confidence: 'likely' };
    if (!says(refusal, WORDS.write)) return undefined;
    return { confidence: linked(refusal.image, evidence) === 'elsewhere' ? 'possible' : 'likely' };
  },

  lintsPush: (push) => lackOfPush(push, 'alone'),

  reads(symptom, job) {
    if (!isPush(symptom) || !aboutRights(symptom) || job.level === 'write') return undefined;
    const named = mayNotWrite(symptom);
    const reading = symptom.access === 'push' && heard(symptom, WORDS.read);
    if (!named && !reading && !withoutReason(symptom)) return undefined;
    const gap = grantGap(job, 'write');
    if (gap && gap.at !== 'alone') return undefined;
    // By these rules the push stays refused, whatever the block says: they have causes of their own.
    const another =
      foreignOwner(symptom, job) || readOnlyOf(job) !== null || saidToApp(symptom) || hints(job, 'app');
    if (job.level !== null) {
      const facts = { job: job.workflow?.job ?? '', detail: job.level };
      const confidence = another ? 'possible' : named ? 'certain' : 'likely';
      return { confidence, ...gap?.claim, facts: { ...facts, ...gap?.claim.facts, detail: job.level } };
    }
    return { confidence: named && !another ? 'likely' : 'possible' };
  },

  text: {
    en: {
      title: 'The job may not write packages',
      message(f) {
        if (f.detail === 'none')
          return `${en.refusal(f)} The permissions of ${en.job(f)} give GITHUB_TOKEN no access to packages.`;
        if (f.detail === 'read')
          return `${en.refusal(f)} The permissions of ${en.job(f)} give GITHUB_TOKEN packages: read, and a push needs write.`;
        return `${en.refusal(f)} Most likely the permissions of ${en.job(f)} do not give GITHUB_TOKEN packages: write.`;
      },
      fix: (f) =>
        f.detail === 'read'
          ? `Raise packages to write in the permissions of ${en.job(f)}.`
          : `Add packages: write to the permissions of ${en.job(f)}.`,
      tell: () =>
        'Open "Set up job" in the log of the job: under "GITHUB_TOKEN Permissions" there has to be "Packages: write". If it is there, it is another cause. ghcr-preflight lint says the same without a run.',
      folk: () =>
        'id-token: write does not help: the registry knows no login by OIDC. Nor does a second login, or provenance: false.',
    },
    'zh-CN': {
      title: '作业没有写入软件包的权限',
      message(f) {
        if (f.detail === 'none')
          return han`${zh.refusal(f)}${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN 任何软件包权限。`;
        if (f.detail === 'read')
          return han`${zh.refusal(f)}${zh.job(f)} 的 permissions 只授予 GITHUB_TOKEN packages: read，而推送需要 write。`;
        return han`${zh.refusal(f)}很可能是 ${zh.job(f)} 的 permissions 没有授予 GITHUB_TOKEN packages: write。`;
      },
      fix: (f) =>
        f.detail === 'read'
          ? han`请在 ${zh.job(f)} 的 permissions 中把 packages 改为 write。`
          : han`请在 ${zh.job(f)} 的 permissions 中加上 packages: write。`,
      tell: () =>
        han`在作业日志中展开 “Set up job”：“GITHUB_TOKEN Permissions” 下必须有 “Packages: write”。如果有，则是其他原因。ghcr-preflight lint 不需要运行就能检查。`,
      folk: () =>
        han`id-token: write 没有用：注册表不支持通过 OIDC 登录。再次登录或设置 provenance: false 也没有用。`,
    },
  },
});
