import { SERVICE_SENTENCES, serviceIn } from '../../evidence/log/words/services.js';
import { overallVerdict } from '../../evidence/registry/verdict.js';
import type { ServicePermission } from '../../evidence/types/permissions.js';
import { causeWith } from '../cause.js';
import { lackOfLaterServices, lackOfServices, type ServiceLack } from '../claims/lack.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';

/** A step of the publishing job needs another permission: the registry has no part in it. */
export const clientLacksPermission = causeWith<ServiceLack>()({
  id: 'client-lacks-permission',
  severity: 'error',
  sources: ['facts K16, G2', 'GitHub docs: Workflow syntax, permissions'],
  says: SERVICE_SENTENCES.map(([, sentence]) => sentence),
  seen: [
    'Error: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable',
    'Error: Failed to persist attestation: Resource not accessible by integration',
    'Resource not accessible by integration - https://docs.github.com/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data',
  ],
  answers: [
    {
      step: 'api',
      status: 403,
      message: 'Failed to persist attestation: Resource not accessible by integration',
    },
  ],
  change: {
    language: 'yaml',
    before: 'permissions:\n  contents: read\n  packages: write',
    after: 'permissions:\n  contents: read\n  packages: write\n  attestations: write\n  id-token: write',
  },
  exampleDetail: { permissions: ['attestations'], by: null },
  // The edit that mends a refused push gives the steps what they need as well.
  onlySomeRuns: true,

  explains(seen) {
    if (wasAsked(seen) || seen.kind !== 'api') return undefined;
    const permission = serviceIn(seen.text, seen.command);
    const detail: ServiceLack = { permissions: permission ? [permission] : [], by: null };
    return permission ? { confidence: 'certain', facts: { said: '' }, detail } : undefined;
  },

  lints: {
    job(reading, all) {
      const lack = lackOfServices(reading, all);
      return lack ? [{ ...lack.claim, detail: lack.detail }] : [];
    },
  },

  // The push is made before, and what the registry says of it stays true.
  notices(evidence) {
    const { access, run, workflow } = evidence;
    if (access !== 'push' || run.readOnly || !workflow?.lacked.length) return [];
    const verdict = overallVerdict(evidence);
    const lack = verdict === 'denied' || verdict === 'not-needed' ? undefined : lackOfLaterServices(workflow);
    return lack ? [{ ...lack.claim, severity: 'warning', detail: lack.detail }] : [];
  },

  text: {
    en: {
      title: 'A step of this job lacks another permission',
      message: (_, { permissions, by, isUnnamed }) =>
        by === null
          ? `It was GitHub that refused a step, not the registry: the job's token has no ${written(permissions, ' and ')}.`
          : isUnnamed
            ? `The job has no permissions block, and no setting gives its token ${written(permissions, ' and ')}, without which GitHub refuses ${by.join(' and ')}, whatever the registry takes.`
            : `The permissions of the job leave out ${written(permissions, ' and ')}, without which GitHub refuses ${by.join(' and ')}, whatever the registry takes.`,
      fix: (_, { permissions, by }) =>
        `Add ${written(permissions, ' and ')} to the permissions of the job, beside packages: write${needsIdentity(permissions, by) ? ' and id-token: write' : ''}; a called workflow needs it in the calling job too.`,
      tell: () => 'The message is from the API or the runner; the push itself may have gone through.',
    },
    'zh-CN': {
      title: '作业中的某个步骤缺少另一项权限',
      message: (_, { permissions, by, isUnnamed }) =>
        by === null
          ? han`拒绝该步骤的是 GitHub，而不是注册表：作业的令牌没有 ${written(permissions, ' 和 ')} 权限。`
          : isUnnamed
            ? han`作业没有 permissions 块，而存储库的任何设置都不会给其令牌 ${written(permissions, ' 和 ')} 权限：没有这项权限，无论注册表是否接受推送，GitHub 都会拒绝 ${by.join(' 和 ')}。`
            : han`作业的 permissions 中缺少 ${written(permissions, ' 和 ')}：没有这项权限，无论注册表是否接受推送，GitHub 都会拒绝 ${by.join(' 和 ')}。`,
      fix: (_, { permissions, by }) =>
        han`请在作业的 permissions 中，除 packages: write 之外再添加 ${written(permissions, ' 和 ')}${needsIdentity(permissions, by) ? ' 和 id-token: write' : ''}；如果是被调用的工作流，调用它的作业也需要同样的权限。`,
      tell: () => '该消息来自 API 或运行器；推送本身可能已经成功。',
    },
  },
});

function written(permissions: readonly ServicePermission[], and: string): string {
  return permissions.map((each) => `${each}: write`).join(and);
}

/** Whoever stores an attestation signs it first; of a text it is known whether that right is there. */
function needsIdentity(permissions: readonly ServicePermission[], by: ServiceLack['by']): boolean {
  return by === null && permissions.includes('attestations');
}
