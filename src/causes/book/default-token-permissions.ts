import { cause } from '../cause.js';
import { isByJobToken, isForeignOwner } from '../lint-facts.js';
import { grantClaim } from '../lint-permissions.js';
import { actionsSettings } from '../pages.js';
import { ownersDiffer, says, silent, WORDS } from '../questions.js';
import { isPush, isRestrictedDefault, mayNotWrite, readOnlyOf, serverOf, unsaidGrants } from '../reading.js';
import { isAboutPermissions, repair } from '../repair.js';
import { en, han, zh } from '../wording.js';

/** No `permissions` anywhere: the repository's setting decides, and the restricted one gives packages: read. */
export const defaultTokenPermissions = cause({
  id: 'default-token-permissions',
  severity: 'error',
  sources: [
    'facts W1, section 3',
    'GitHub docs: GITHUB_TOKEN',
    'GitHub changelog 2023-02-02: default GITHUB_TOKEN permissions are read-only',
  ],
  says: [WORDS.create, WORDS.write],
  seen: ['denied: installation not allowed to Create organization package'],
  answers: [
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: installation not allowed to Create organization package',
    },
  ],
  page: (f) => actionsSettings(f.serverUrl, f.repository),
  change: {
    language: 'yaml',
    before: 'jobs:\n  image:\n    steps:',
    after: 'jobs:\n  image:\n    permissions:\n      contents: read\n      packages: write\n    steps:',
  },

  explains(refusal, evidence) {
    const { run, workflow, access } = evidence;
    if (access !== 'push' || run.readOnly || ownersDiffer(refusal.image, evidence)) return undefined;
    if (!isAboutPermissions(refusal, evidence)) return undefined;
    const unsaid = workflow?.grants.length ? workflow.grants.every(({ level }) => level === null) : null;
    const usual = says(refusal, WORDS.create, WORDS.write);
    if (unsaid === false || !(usual || (unsaid && silent(refusal)))) return undefined;
    const [outermost] = workflow?.grants ?? [];
    return {
      confidence: unsaid ? 'likely' : 'possible',
      ...(run.repository ? { url: actionsSettings(run.serverUrl, run.repository) } : {}),
      ...(outermost ? { location: outermost.location, job: outermost.job } : {}),
      ...repair(evidence, 'write'),
    };
  },

  lintsPush(push) {
    const { grants, chain } = push.job;
    const [outermost] = grants;
    if (push.run.trigger.fork || chain.isForeign || !outermost || !isByJobToken(push)) return undefined;
    if (isForeignOwner(push) || grants.some(({ declaredAt }) => declaredAt !== 'default')) return undefined;
    return { ...grantClaim(outermost, grants, push), confidence: 'likely', severity: 'warning' };
  },

  reads(symptom, job) {
    if (!isPush(symptom) || !mayNotWrite(symptom) || readOnlyOf(job) || job.permissions?.packages === 'write')
      return undefined;
    const unsaid = unsaidGrants(job);
    if (!unsaid && (job.workflow || !isRestrictedDefault(job))) return undefined;
    const repository = job.run?.repository ?? job.repository;
    return {
      confidence: unsaid && job.permissions ? 'certain' : 'likely',
      ...(repository ? { url: actionsSettings(serverOf(job, symptom.registry), repository) } : {}),
      ...repair(job, 'write'),
    };
  },

  text: {
    en: {
      title: 'The workflow sets no permissions, and the default only reads',
      message: (f) =>
        `${en.refusal(f)} The workflow has no permissions key, so the setting of ${en.repository(f)} decides what GITHUB_TOKEN may do. Unless it was changed, that is reading only.`,
      fix: (f) =>
        `Give ${en.job(f)} a permissions block with packages: write, beside what else it needs. Or choose "Read and write permissions" in the repository's Actions settings.`,
      tell: () =>
        'There is no permissions key, neither at the workflow nor at the job, and "GITHUB_TOKEN Permissions" under "Set up job" has "Packages: read".',
      folk: () => 'id-token: write does not help: the registry knows no login by OIDC.',
    },
    'zh-CN': {
      title: '工作流未设置 permissions，而默认权限只能读取',
      message: (f) =>
        han`${zh.refusal(f)}工作流没有 permissions 键，GITHUB_TOKEN 的权限由 ${zh.repository(f)} 的设置决定。除非改过该设置，否则只有读取权限。`,
      fix: (f) =>
        han`请为 ${zh.job(f)} 添加含有 packages: write 的 permissions，并列出它需要的其他权限；或者在存储库的 Actions 设置中选择 “Read and write permissions”。`,
      tell: () =>
        han`工作流和作业中都没有 permissions 键，而 “Set up job” 的 “GITHUB_TOKEN Permissions” 显示 “Packages: read”。`,
      folk: () => han`id-token: write 没有用：注册表不支持通过 OIDC 登录。`,
    },
  },
});
