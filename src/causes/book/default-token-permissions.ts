import type { PermissionGrant } from '../../evidence/types/permissions.js';
import type { Linted, LintedPush } from '../case.js';
import { causeWith, type LintClaim } from '../cause.js';
import { raisedGrants, repairOf } from '../claims/lack.js';
import { onlyShown } from '../claims/mends.js';
import { actionsSettings } from '../claims/pages.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { ownersDiffer } from '../questions/image.js';
import {
  isReadOnly,
  isRestrictedDefault,
  leavesPermissionsOut,
  mayBeRestrictedRun,
  mayLackPermission,
} from '../questions/run.js';
import {
  mayNotWrite,
  REGISTRY_ANSWERS,
  REGISTRY_SENTENCES,
  saidNothing,
  withoutReason,
} from '../questions/said.js';
import { isByJobToken, isForeignOwner, spareOf } from '../texts/pushed.js';
import { en, zh } from '../wording.js';

interface Unsaid {
  /** The called workflow asks for packages: write itself: then the run fails at start-up. */
  isAsked?: true;
  /** A secret of the repository makes the push where there is one. */
  spare?: string;
}

/** No `permissions` anywhere: the repository's setting decides, and the restricted one gives packages: read. */
export const defaultTokenPermissions = causeWith<Unsaid>()({
  id: 'default-token-permissions',
  severity: 'error',
  onlyInWorkflows: true,
  sources: [
    'facts W1, K15, section 3',
    'GitHub docs: GITHUB_TOKEN',
    'GitHub changelog 2023-02-02: default GITHUB_TOKEN permissions are read-only',
  ],
  says: [REGISTRY_SENTENCES.create, REGISTRY_SENTENCES.write],
  seen: ['denied: installation not allowed to Create organization package'],
  answers: [{ step: 'upload', status: 403, message: REGISTRY_ANSWERS.create }],
  page: (f) => actionsSettings(f.serverUrl, f.repository),
  change: {
    language: 'yaml',
    before: 'jobs:\n  image:\n    steps:',
    after: 'jobs:\n  image:\n    permissions:\n      contents: read\n      packages: write\n    steps:',
  },
  exampleDetail: {},
  about: 'permission',
  refusesEveryRun: true,
  folkCures: ['id-token', 'provenance', 'login-twice'],

  explains(seen) {
    const { workflow, repository, serverUrl, repositoryServer = serverUrl, permissions } = seen;
    if (!isPush(seen) || isReadOnly(seen)) return undefined;
    // A bare 403 may be this as well as much else.
    const isBare = !wasAsked(seen) && withoutReason(seen) && seen.status === 403 && seen.level === null;
    if (isBare && seen.step !== 'login' && seen.step !== 'token' && !workflow)
      return { confidence: 'possible', odds: seen.told.level === 'write' ? 0 : 1, detail: {} };
    if (!mayLackPermission(seen)) return undefined;
    if (wasAsked(seen) && ownersDiffer(seen)) return undefined;
    const unsaid = leavesPermissionsOut(seen);
    const usual = wasAsked(seen)
      ? mayNotWrite(seen) || (unsaid && saidNothing(seen))
      : unsaid || (!workflow && isRestrictedDefault(seen));
    if (unsaid === false || !usual) return undefined;
    const [outermost] = workflow?.grants ?? [];
    return {
      confidence:
        mayBeRestrictedRun(seen) && !unsaid
          ? 'possible'
          : unsaid && permissions
            ? 'certain'
            : unsaid || permissions
              ? 'likely'
              : 'possible',
      ...(repository ? { url: actionsSettings(repositoryServer, repository) } : {}),
      // What a log shows stands in its line.
      ...(outermost && wasAsked(seen) ? { location: outermost.location, job: outermost.job } : {}),
      ...repairOf(seen, 'write'),
      detail: {},
    };
  },

  lints: {
    push: (push) => (isByJobToken(push) || spareOf(push) !== null ? unsaidOfPush(push) : undefined),
    hidden: (push) => (isByJobToken(push) ? unsaidOfPush(push) : undefined),

    /** No link of the chain grants anything, and the called workflow asks for more than the setting may give (K15). */
    call: ({ grants, asked, isForeign }, all) => {
      const claim = isForeign || asked !== 'write' ? undefined : unsaid(grants, all);
      return claim && { ...claim, detail: { isAsked: true } };
    },
  },

  text: {
    en: {
      title: 'The workflow sets no permissions, and the default only reads',
      message: (f, { spare, isAsked }) => {
        const decides = `The workflow has no permissions key, so the setting of ${en.repository(f)} decides what GITHUB_TOKEN may do. Unless it was changed, that is reading only`;
        if (spare)
          return `${en.spare(spare)}: then ${f.registry} may refuse the push to ${en.image(f)}. ${decides}.`;
        if (isAsked)
          return `${decides}, and GitHub does not start the run: the called workflow asks for packages: write, and may ask for no more than the job that calls it has.`;
        // As long as nothing was refused, nobody knows how the setting is.
        return f.said
          ? `${en.refusal(f)} ${decides}.`
          : `${decides}, and ${f.registry} refuses ${en.attempt(f)}.`;
      },
      fix: (f) =>
        `Give ${en.job(f)} a permissions block with packages: write, beside what else it needs. Or choose "Read and write permissions" in the repository's Actions settings.`,
      tell: () =>
        'If neither the workflow nor the job has a permissions key, and "GITHUB_TOKEN Permissions" under "Set up job" has "Packages: read", it is this.',
      folk: () => 'id-token: write does not help: the registry knows no login by OIDC.',
    },
    'zh-CN': {
      title: '工作流未设置 permissions，而默认权限只能读取',
      message: (f, { spare, isAsked }) => {
        const decides = han`工作流没有 permissions 键，GITHUB_TOKEN 的权限由 ${zh.repository(f)} 的设置决定。除非改过该设置，否则只有读取权限`;
        if (spare)
          return han`${zh.spare(spare)}，此时 ${f.registry} 可能会拒绝推送 ${zh.image(f)}。${decides}。`;
        if (isAsked)
          return han`${decides}，GitHub 不会启动本次运行：被调用的工作流要求 packages: write，而它要求的权限不能超过调用它的作业。`;
        return f.said
          ? han`${zh.refusal(f)}${decides}。`
          : han`${decides}，${f.registry} 会拒绝${zh.access(f)} ${f.image}。`;
      },
      fix: (f) =>
        han`请为 ${zh.job(f)} 添加含有 packages: write 的 permissions，并列出它需要的其他权限；或者在存储库的 Actions 设置中选择 “Read and write permissions”。`,
      tell: () =>
        han`如果工作流和作业中都没有 permissions 键，而 “Set up job” 的 “GITHUB_TOKEN Permissions” 显示 “Packages: read”，就是这个原因。`,
      folk: () => han`id-token: write 没有用：注册表不支持通过 OIDC 登录。`,
    },
  },
});

function unsaidOfPush(push: LintedPush): LintClaim<Unsaid> | undefined {
  const { grants, chain } = push.job;
  const isElsewhere = push.run.trigger.fork || chain.isForeign || isForeignOwner(push);
  const claim = isElsewhere ? undefined : unsaid(grants, push);
  // A spare token is not what the push is made with today.
  const spare = spareOf(push);
  if (!claim || spare === null) return claim;
  return { ...claim, mend: () => onlyShown(raisedGrants(grants, push)), detail: { spare } };
}

/** Nobody says what the token may do: the setting decides, of which the least is reading. */
function unsaid(grants: readonly PermissionGrant[], all: Linted): LintClaim<Unsaid> | undefined {
  const [outermost] = grants;
  if (!outermost || grants.some(({ declaredAt }) => declaredAt !== 'default')) return undefined;
  return {
    confidence: 'likely',
    severity: 'warning',
    location: outermost.location,
    job: outermost.job,
    mend: () => raisedGrants(grants, all),
    detail: {},
  };
}
