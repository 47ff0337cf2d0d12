import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { type Granted, lackOf, lackOfHidden, lackOfPush } from '../claims/lack.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { mayLackPermission } from '../questions/run.js';
import { REGISTRY_ANSWERS, REGISTRY_SENTENCES, withoutReason } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** A block in the called workflow only lowers: what it leaves out is gone, whatever the caller grants. */
export const calleeLacksPackagesWrite = causeWith<Granted>()({
  id: 'callee-lacks-packages-write',
  severity: 'error',
  onlyInWorkflows: true,
  sources: ['facts W21, section 3', 'GitHub docs: Reusing workflow configurations', 'xraph/workflows#1'],
  says: [REGISTRY_SENTENCES.write, REGISTRY_SENTENCES.create],
  seen: ['denied: installation not allowed to Write organization package'],
  answers: [{ step: 'upload', status: 403, message: REGISTRY_ANSWERS.write }],
  change: {
    language: 'yaml',
    before: '# called workflow\njobs:\n  image:\n    permissions:\n      contents: read',
    after:
      '# called workflow\njobs:\n  image:\n    permissions:\n      contents: read\n      packages: write',
    inChinese: { 'called workflow': '被调用的工作流' },
  },
  exampleDetail: { level: 'none' },
  about: 'permission',
  refusesEveryRun: true,
  folkCures: ['id-token', 'provenance'],

  explains(seen) {
    if (!isPush(seen)) return undefined;
    const isSilent = isSilentLack(seen);
    if (!isSilent && !mayLackPermission(seen)) return undefined;
    const lack = lackOf(seen, 'write');
    if (lack && lack.at !== 'callee') return undefined;
    if (lack) return isSilent ? { ...lack.claim, confidence: 'likely' } : lack.claim;
    if (isSilent) return undefined;
    return seen.called && !seen.workflow ? { confidence: 'possible', detail: { level: null } } : undefined;
  },

  lints: {
    push: (push) => lackOfPush(push, 'callee'),
    hidden: (push) => lackOfHidden(push, 'callee'),
  },

  text: {
    en: {
      title: 'The called workflow leaves out packages: write',
      message(f, detail) {
        const called = f.job ? `the called ${en.job(f)}` : 'the called job';
        if (detail.spare)
          return `${en.spare(detail.spare)}, and the permissions of ${called} do not let GITHUB_TOKEN write packages, whatever the calling job grants: then ${f.registry} refuses the push to ${en.image(f)}.`;
        return `${en.refusal(f)} The permissions of ${called} ${detail.level === 'read' ? 'lower packages to read' : 'leave packages out'}, whatever the calling job grants.`;
      },
      fix: (f, detail) =>
        `${detail.level === 'read' ? 'Raise packages to write in' : 'Add packages: write to'} the permissions of the called ${detail.ofWorkflow ? `workflow${f.job ? `, which count for ${en.job(f)}` : ''}` : f.job ? en.job(f) : 'job'}${detail.isGrantedByCaller ? '; the job that calls it has it.' : '; the job that calls it needs it too.'}`,
      tell: () =>
        'Look at "GITHUB_TOKEN Permissions" under "Set up job" of the called job: if packages is missing there although the calling job names it, it is this.',
      folk: () =>
        'Adding permissions to the calling job alone does not help: the block in the called workflow only lowers.',
    },
    'zh-CN': {
      title: '被调用的工作流没有保留 packages: write',
      message(f, detail) {
        const called = `被调用的${zh.job(f).replace('该', '')}`;
        if (detail.spare)
          return han`${zh.spare(detail.spare)}，而${called} 的 permissions 不允许 GITHUB_TOKEN 写入软件包，无论调用方授予什么权限都不起作用；此时 ${f.registry} 会拒绝推送 ${zh.image(f)}。`;
        return han`${zh.refusal(f)}${called} 的 permissions ${detail.level === 'read' ? '把 packages 降为 read' : '没有包含 packages'}，因此无论调用方授予什么权限都不起作用。`;
      },
      fix: (f, detail) =>
        han`请在${detail.ofWorkflow ? han`被调用工作流的 permissions（对${zh.job(f)} 生效）` : han`被调用的${zh.job(f).replace('该', '')} 的 permissions`} 中${detail.level === 'read' ? '把 packages 改为 write' : '加上 packages: write'}；${detail.isGrantedByCaller ? '调用它的作业已有这项权限' : '调用它的作业也需要这项权限'}。`,
      tell: () =>
        han`查看被调用作业 “Set up job” 中的 “GITHUB_TOKEN Permissions”：如果调用方作业写明了 packages，而那里没有 Packages，就是这个原因。`,
      folk: () => '只在调用方作业中添加权限没有用：被调用工作流中的 permissions 只会进一步收窄权限。',
    },
  },
});

/** A refused HEAD gives no reason (facts W13): then the log has to show that the token may not write. */
function isSilentLack(seen: Case): boolean {
  const { level } = seen;
  return (
    !wasAsked(seen) && isRightRefused(seen) && withoutReason(seen) && level !== null && level !== 'write'
  );
}
