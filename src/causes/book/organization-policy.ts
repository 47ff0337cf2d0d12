import { cause } from '../cause.js';
import { packageCreation } from '../pages.js';
import { isJobToken, linked, ownersDiffer, packagesLevel, rightRefused, says, WORDS } from '../questions.js';
import {
  foreignOwner,
  heard,
  hints,
  isPush,
  mayNotWrite,
  readOnlyOf,
  saidToApp,
  serverOf,
} from '../reading.js';
import { en, han, zh } from '../wording.js';

/** The workflow is right and the package is right: what is left is a setting above the repository. */
export const organizationPolicy = cause({
  id: 'organization-policy',
  severity: 'error',
  sources: [
    'facts W3, W6',
    "GitHub docs: Configuring a package's access control and visibility",
    'orgs/community/discussions/57724',
    'airbus/sen#173',
  ],
  says: [WORDS.create, WORDS.write],
  seen: ['denied: installation not allowed to Create organization package'],
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
  ],
  page: (f) => packageCreation(f.serverUrl, f.owner),

  explains(refusal, evidence) {
    const { image, token } = refusal;
    const { access, run } = evidence;
    if (access !== 'push' || !isJobToken(token) || !rightRefused(refusal)) return undefined;
    if (run.readOnly || ownersDiffer(image, evidence) || image.package?.ownerType === 'User')
      return undefined;
    const level = packagesLevel(evidence);
    if (level !== 'write' && level !== null) return undefined;
    const create = says(refusal, WORDS.create);
    if (!create && !says(refusal, WORDS.write)) return undefined;
    const ruledOut = level === 'write' && (create || linked(image, evidence) === 'here');
    return {
      confidence: ruledOut ? 'likely' : 'possible',
      ...(create ? { url: packageCreation(run.serverUrl, image.image.owner) } : {}),
      facts: { detail: create ? 'create' : 'write' },
    };
  },

  reads(symptom, job) {
    if (!isPush(symptom) || !mayNotWrite(symptom) || readOnlyOf(job) || foreignOwner(symptom, job))
      return undefined;
    if (job.level !== null && job.level !== 'write') return undefined;
    const create = heard(symptom, WORDS.create);
    const { image } = symptom;
    const ruledOut = job.level === 'write' && create && !hints(job, 'app') && !saidToApp(symptom);
    return {
      confidence: ruledOut ? 'likely' : 'possible',
      ...(create && image ? { url: packageCreation(serverOf(job, symptom.registry), image.owner) } : {}),
      facts: { detail: create ? 'create' : 'write' },
    };
  },

  text: {
    en: {
      title: 'A policy of the organization forbids it',
      message: (f) =>
        `${en.refusal(f)} ${f.detail === 'write' ? `The job and the package let ${en.repository(f)} write` : 'The job may write packages'}, so what is left is a policy of ${f.owner || 'the organization'} or its enterprise.`,
      fix: (f) =>
        f.detail === 'write'
          ? `Ask an owner of ${f.owner || 'the organization'} which policy keeps GitHub Actions from writing packages.`
          : `Have an owner of ${f.owner || 'the organization'} allow package creation, under Settings, Packages.`,
      tell: () =>
        'Everything else is right: "Packages: write" under "Set up job", the owner is the same, and a new name is refused too while an owner of the organization may push it.',
    },
    'zh-CN': {
      title: '组织策略不允许此操作',
      message: (f) =>
        han`${zh.refusal(f)}${f.detail === 'write' ? han`作业和软件包都允许 ${zh.repository(f)} 写入` : '作业有权写入软件包'}，剩下的可能是 ${f.owner || '该组织'} 或其所属企业的策略。`,
      fix: (f) =>
        f.detail === 'write'
          ? han`请询问 ${f.owner || '该组织'} 的所有者，是哪项策略禁止 GitHub Actions 写入软件包。`
          : han`请由 ${f.owner || '该组织'} 的所有者在 “Settings › Packages” 中允许创建软件包。`,
      tell: () =>
        han`其他一切都正确：“Set up job” 中有 “Packages: write”，所有者相同；新名称同样被拒绝，而组织的所有者可以推送。`,
    },
  },
});
