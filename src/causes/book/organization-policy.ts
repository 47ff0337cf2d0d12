import { causeWith } from '../cause.js';
import { packageCreation } from '../claims/pages.js';
import { han } from '../han.js';
import { isPush } from '../questions/asked.js';
import { ownersDiffer, packageLink } from '../questions/image.js';
import { isReadOnly } from '../questions/run.js';
import { mayNotWrite, REGISTRY_ANSWERS, REGISTRY_SENTENCES, says } from '../questions/said.js';
import { looksLikeApp, mayBeJobTokens } from '../questions/token.js';
import { en, zh } from '../wording.js';

/** The workflow is right and the package is right: what is left is a setting above the repository. */
export const organizationPolicy = causeWith<Detail>()({
  id: 'organization-policy',
  severity: 'error',
  sources: [
    'facts W3, W6',
    "GitHub docs: Configuring a package's access control and visibility",
    'orgs/community/discussions/57724',
    'airbus/sen#173',
  ],
  says: [REGISTRY_SENTENCES.create, REGISTRY_SENTENCES.write],
  seen: ['denied: installation not allowed to Create organization package'],
  answers: [
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.create },
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.write },
  ],
  page: (f) => packageCreation(f.serverUrl, f.owner),
  exampleDetail: { right: 'create', isTold: false },

  explains(seen) {
    const { image, level, mended, package: about, told } = seen;
    if (!isPush(seen) || !mayBeJobTokens(seen) || !mayNotWrite(seen)) return undefined;
    if (isReadOnly(seen) || ownersDiffer(seen) || about?.ownerType === 'User') return undefined;
    if (level !== 'write' && level !== null) return undefined;
    const create = says(seen, REGISTRY_SENTENCES.create);
    const ruledOut =
      level === 'write' && !mended && (create ? !looksLikeApp(seen) : packageLink(seen) === 'here');
    return {
      confidence: ruledOut || told.policy ? 'likely' : 'possible',
      // Whoever says so has looked.
      ...(told.policy ? { odds: 4 } : {}),
      ...(create && image ? { url: packageCreation(seen.serverUrl, image.owner) } : {}),
      detail: { right: create ? 'create' : 'write', isTold: told.policy && !ruledOut },
    };
  },

  text: {
    en: {
      title: 'A policy of the organization forbids it',
      message: (f, { right, isTold }) =>
        isTold
          ? `${en.refusal(f)} As is said beside it, a policy of ${f.owner || 'the organization'} or its enterprise forbids this.`
          : `${en.refusal(f)} ${right === 'write' ? `The job and the package let ${en.repository(f)} write` : 'The job may write packages'}, so what is left is a policy of ${f.owner || 'the organization'} or its enterprise.`,
      fix: (f, { right }) =>
        right === 'write'
          ? `Ask an owner of ${f.owner || 'the organization'} which policy keeps GitHub Actions from writing packages.`
          : `Have an owner of ${f.owner || 'the organization'} allow package creation, under Settings, Packages.`,
      tell: () =>
        'If all else is right, it is this: "Packages: write" stands under "Set up job", the owner in the name is that of the repository, and a new name is refused as well, while an owner of the organization may push it.',
    },
    'zh-CN': {
      title: '组织策略不允许此操作',
      message: (f, { right, isTold }) =>
        isTold
          ? han`${zh.refusal(f)}根据旁边的说明，是 ${f.owner || '该组织'} 或其所属企业的策略不允许此操作。`
          : han`${zh.refusal(f)}${right === 'write' ? han`作业和软件包都允许 ${zh.repository(f)} 写入` : '作业有权写入软件包'}，剩下的可能是 ${f.owner || '该组织'} 或其所属企业的策略。`,
      fix: (f, { right }) =>
        right === 'write'
          ? han`请询问 ${f.owner || '该组织'} 的所有者，是哪项策略禁止 GitHub Actions 写入软件包。`
          : han`请由 ${f.owner || '该组织'} 的所有者在 “Settings › Packages” 中允许创建软件包。`,
      tell: () =>
        han`如果其他一切都正确，就是这个原因：“Set up job” 中有 “Packages: write”，名称中的所有者就是存储库的所有者；新名称同样被拒绝，而组织的所有者可以推送。`,
    },
  },
});

interface Detail {
  right: 'create' | 'write';
  /** Somebody says that it is this, and nothing else rules the rest out. */
  isTold: boolean;
}
