import { isPullRequestEvent } from '../../evidence/run.js';
import type { ReadOnlyRule } from '../../evidence/types/run.js';
import {
  forkGuardDiff,
  NOT_FROM_A_FORK,
  NOT_REVIEWED_FROM_A_FORK,
  tolerantCacheDiff,
} from '../../fix/guard.js';
import type { Localized, Location } from '../../types.js';
import { switchOfTransfer } from '../../workflow/reading/pushes/push-switch.js';
import { entrySpan } from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { Case, LintedPush } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { guardOf, guardOfStep, toleranceOf } from '../claims/mends.js';
import { pushesIn, switchOf } from '../claims/places.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isPullRequestTag, ownersDiffer, packageLink } from '../questions/image.js';
import { isRightRefused } from '../questions/refusal.js';
import { leavesPermissionsOut, mayBeRestrictedRun } from '../questions/run.js';
import {
  isRefusedOrMissing,
  mayNotWrite,
  REGISTRY_ANSWERS,
  REGISTRY_SENTENCES,
  saidNothing,
  says,
  withoutReason,
} from '../questions/said.js';
import { looksLikeApp, mayBeJobTokens } from '../questions/token.js';
import { isByFork, isHandedOut, isKeptBack, isWithoutLoginAnyway } from '../texts/fork-pushes.js';
import { placeInWorkflow } from '../texts/pushed.js';
import { type TextCondition, textCondition } from '../texts/text-conditions.js';
import { en, zh } from '../wording.js';

/** A fork's pull request, or Dependabot: GitHub hands out a read-only token and no secrets, by rule. */
export const readOnlyRun = causeWith<Detail>()({
  id: 'read-only-run',
  severity: 'warning',
  onlyInWorkflows: true,
  sources: [
    'facts W4, section 3',
    'GitHub docs: Workflow syntax, permissions',
    'GitHub docs: Automating Dependabot with GitHub Actions',
    'enketo/enketo-express#312',
  ],
  says: [REGISTRY_SENTENCES.write, REGISTRY_SENTENCES.create],
  seen: ['denied: installation not allowed to Write organization package'],
  answers: [
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.write },
    { step: 'blob', status: 403, message: '' },
  ],
  change: {
    language: 'yaml',
    before: 'push: true',
    after: `push: ${NOT_FROM_A_FORK}`,
  },
  exampleDetail: { by: 'either' },
  breaksAt: 'token',
  onlySomeRuns: true,
  folkCures: ['id-token'],

  explains(seen) {
    if (!isPush(seen)) return undefined;
    return wasAsked(seen) ? ofAnswer(seen) : ofLog(seen);
  },

  lints: {
    push(push) {
      if (!isByFork(push) || !(push.job.isHosted || isHandedOut(push))) return undefined;
      if (isWithoutLoginAnyway(push)) return undefined;
      const claim = { confidence: 'certain', severity: 'warning', ...placeInWorkflow(push) } as const;
      const login = isKeptBack(push) ? { isLoginEmpty: true as const } : {};
      const condition = textCondition(push);
      if (condition) {
        const { location, mend, meant, why } = condition;
        return { ...claim, location, mend, detail: { by: 'text', ...login, condition: { meant, why } } };
      }
      return {
        ...claim,
        ...switchIn(push),
        mend: () => guardOf(push) ?? toleranceOf(push) ?? guardOfStep(push),
        detail: {
          by: 'text',
          ...login,
          ...cacheIn(push.push.act.found.role === 'cache'),
          guard: switchOfTransfer(push.push.act) ? 'push' : 'if',
          ...(push.run.trigger.event === 'pull_request' ? {} : { isReview: true as const }),
        },
      };
    },

    hidden(push) {
      const { hidden } = push.push.act.found;
      if (!isByFork(push) || (hidden?.by === 'text' && hidden.mayNotPush)) return undefined;
      return { confidence: 'likely', severity: 'warning', ...placeInWorkflow(push), detail: { by: 'text' } };
    },
  },

  text: {
    en: {
      title: 'GitHub gives this run a read-only token',
      titleOf: ({ by }) => (by === 'text' ? 'GitHub gives the runs of forks a read-only token' : undefined),
      message(f, { by, isCache, condition }) {
        if (by === 'text')
          return `${f.registry} refuses ${isCache ? 'the cache that is written' : 'the push'}${f.image ? ` to ${f.image}` : ''} in pull requests from forks: unless told otherwise, GitHub gives such runs a read-only GITHUB_TOKEN and none of the repository's secrets.${condition ? alwaysTrue.en(condition.why) : ''}`;
        const who =
          by === 'fork'
            ? 'This run belongs to a pull request from a fork'
            : by === 'dependabot'
              ? 'This run was started by Dependabot'
              : 'If the run belongs to a pull request from a fork, or was started by Dependabot, that is why';
        return `${en.refusal(f)} ${who}: unless told otherwise, GitHub gives such runs a read-only GITHUB_TOKEN and none of the repository's secrets.`;
      },
      fix(_, detail) {
        const { by, isGuarded, isAsked, isCache, isLoginEmpty, condition } = detail;
        if (isGuarded) return 'Nothing has to change: the workflow leaves the push out of this run.';
        const login = isLoginEmpty ? emptyLogin.en(isCache ? conditionFor(detail) : null) : '';
        if (condition)
          return `Write the condition as one expression, on one line: if: ${condition.meant}.${login}`;
        if (isCache)
          return `Let the build go on without its cache: add ignore-error=true to its entry of cache-to, or leave cache-to out of runs whose token only reads.${login}`;
        const out = `Leave the push out of ${by === 'dependabot' ? 'runs that Dependabot starts' : 'pull requests from forks'}: ${guardWords.en(detail)}.${login}`;
        if (by === 'either')
          return `${out} Where Dependabot started the run, the condition is ${NOT_BY_DEPENDABOT}.`;
        return by === 'dependabot' && !isAsked
          ? `${out} Where the push has to happen, give the job packages: write.`
          : out;
      },
      tell: () =>
        'Look at "Set up job" in the log: "Secret source: None" is a fork, "Dependabot" is Dependabot, and under "GITHUB_TOKEN Permissions" packages is not write. If pushes of the main branch work, it is this.',
      folk: () =>
        'A new token or a new login does not help: secrets are not passed to such runs either. pull_request_target would hand write access to the code of strangers.',
    },
    'zh-CN': {
      title: '本次运行的令牌是只读的',
      titleOf: ({ by }) => (by === 'text' ? '来自复刻的运行只有只读令牌' : undefined),
      message(f, { by, isCache, condition }) {
        if (by === 'text')
          return han`在来自复刻（fork）的拉取请求中，${f.registry} 会拒绝${isCache ? '写入缓存' : '推送'}${f.image ? ` ${f.image}` : ''}：除非另有设置，GitHub 只为这类运行提供只读的 GITHUB_TOKEN，并且不提供存储库的机密。${condition ? alwaysTrue['zh-CN'](condition.why) : ''}`;
        const who =
          by === 'fork'
            ? '本次运行来自复刻（fork）的拉取请求'
            : by === 'dependabot'
              ? '本次运行由 Dependabot 触发'
              : '如果本次运行来自复刻（fork）的拉取请求，或者由 Dependabot 触发，原因就在这里';
        return han`${zh.refusal(f)}${who}：除非另有设置，GitHub 只为这类运行提供只读的 GITHUB_TOKEN，并且不提供存储库的机密。`;
      },
      fix(_, detail) {
        const { by, isGuarded, isAsked, isCache, isLoginEmpty, condition } = detail;
        if (isGuarded) return '无需修改：工作流在本次运行中不会推送。';
        const login = isLoginEmpty ? emptyLogin['zh-CN'](isCache ? conditionFor(detail) : null) : '';
        if (condition) return han`请把条件写成一行中的一个完整表达式：if: ${condition.meant}。${login}`;
        if (isCache)
          return han`请让构建在缓存被拒绝时继续：在 cache-to 的对应条目中加上 ignore-error=true，或者在令牌只读的运行中不使用 cache-to。${login}`;
        const out = han`请在${by === 'dependabot' ? '由 Dependabot 触发的运行' : '来自复刻的拉取请求'}中跳过推送：${guardWords['zh-CN'](detail)}。${login}`;
        if (by === 'either') return han`${out}如果由 Dependabot 触发，条件改为 ${NOT_BY_DEPENDABOT}。`;
        return by === 'dependabot' && !isAsked
          ? han`${out}如果必须推送，请为作业授予 packages: write。`
          : out;
      },
      tell: () =>
        han`查看日志中的 “Set up job”：“Secret source: None” 表示来自复刻，“Dependabot” 表示由 Dependabot 触发，而且 “GITHUB_TOKEN Permissions” 中的 Packages 不是 write。如果主分支可以推送，就是这个原因。`,
      folk: () =>
        han`更换令牌或重新登录没有用：这类运行也得不到机密。改用 pull_request_target 则会把写入权限交给陌生人的代码。`,
    },
  },
});

/** The `push:` that decides about it, where there is one: that is the line to change. */
function switchIn({ job, push }: LintedPush): { location?: Location } {
  const { document } = push.act;
  const found = document === job.document ? switchOfTransfer(push.act) : null;
  return found ? { location: locate(document, entrySpan(found)) } : {};
}

interface Detail {
  /** By which rule, where it was met; `text`: a workflow's text lets such runs push. */
  by: ReadOnlyRule | 'either' | 'text';
  /** The workflow leaves this push out of the run. */
  isGuarded?: true;
  /** The workflow has a block of permissions. */
  isAsked?: true;
  /** The login before the push has a secret for a password, which is empty in such a run: the job fails there first. */
  isLoginEmpty?: true;
  /** It is the registry cache of a build, about which `push:` does not decide. */
  isCache?: true;
  /** What can decide about the push: the input `push` of its step, or the `if` of a step that has none; absent: not seen. */
  guard?: 'push' | 'if';
  /** A review starts the run. */
  isReview?: true;
  /** The expression that its condition was meant for, and why it is none (text-conditions.ts). */
  condition?: Pick<TextCondition, 'meant' | 'why'>;
}

/** Why a condition leaves no run out. */
const alwaysTrue: Localized<(why: TextCondition['why']) => string> = {
  en: (why) =>
    ` The condition leaves no run out: ${why === 'text' ? 'something stands beside its ${{ }}, if only the end of a line, so it is a text' : 'a text stands behind || without a comparison of its own'}, and a text is always true.`,
  'zh-CN': (why) =>
    `该条件没有排除任何运行：${why === 'text' ? '${{ }} 之外还有内容（换行也算），因此它是一段文本' : '|| 后面只有一段文本，没有与任何内容比较'}，而文本始终为真。`,
};

/** What to do beside it, so that the job does not fail at the login. null: by the condition that was just told. */
const emptyLogin: Localized<(condition: string | null) => string> = {
  en: (condition) =>
    ` The login before the push fails there as well, for its secret is empty: give its step ${condition ? `if: ${condition}` : 'the same condition as its if'}.`,
  'zh-CN': (condition) =>
    condition
      ? han`推送之前的登录在这类运行中也会失败，因为它的机密为空：请在登录步骤上设置 if: ${condition}。`
      : '推送之前的登录在这类运行中也会失败，因为它的机密为空：请用同样的条件为登录步骤设置 if。',
};

/** The condition, and where to write it. */
const guardWords: Localized<(detail: Detail) => string> = {
  en(detail) {
    const { guard } = detail;
    const condition = conditionFor(detail);
    if (guard === 'if') return `if: ${condition} on its step`;
    return `push: ${condition}${guard ? '' : ' in docker/build-push-action, or the same as the if of the step'}`;
  },
  'zh-CN'(detail) {
    const { guard } = detail;
    const condition = conditionFor(detail);
    if (guard === 'if') return han`在其步骤上设置 if: ${condition}`;
    return guard
      ? `push: ${condition}`
      : han`在 docker/build-push-action 中设置 push: ${condition}，其他步骤用同样的条件设置 if`;
  },
};

function conditionFor({ by, isReview }: Detail): string {
  if (by === 'dependabot') return NOT_BY_DEPENDABOT;
  return isReview ? NOT_REVIEWED_FROM_A_FORK : NOT_FROM_A_FORK;
}

const NOT_BY_DEPENDABOT = "${{ github.actor != 'dependabot[bot]' }}";

function cacheIn(isCache: boolean): Pick<Detail, 'isCache'> {
  return isCache ? { isCache } : {};
}

function ofAnswer(seen: Case): Claim<Detail> | undefined {
  const { token, workflow, readOnly } = seen;
  if (readOnly === null) return ofUnknownRun(seen);
  if (readOnly === 'none' || !isRefusedOrMissing(seen)) return undefined;
  const own = pushesIn(seen);
  // Beside a push of this image that is left out, its cache may be written all the same.
  const pushes = (own.length > 0 ? own : (workflow?.pushes ?? [])).filter(({ access }) => access === 'push');
  const isGuarded = pushes.length > 0 && pushes.every(({ runs }) => runs === 'no');
  const claim = {
    severity: pushes.some(({ runs }) => runs === 'yes') ? ('error' as const) : ('warning' as const),
    // Where nothing is to be changed, no line is pointed at.
    ...(isGuarded ? {} : guarded(seen, readOnly)),
    detail: {
      by: readOnly,
      ...(isGuarded ? { isGuarded } : {}),
      ...cacheIn(seen.cache),
      ...(own[0] ? { guard: own[0].switch ? ('push' as const) : ('if' as const) } : {}),
    },
  };
  if (token === null) return seen.tokens?.length ? undefined : { confidence: 'certain', ...claim };
  if (!mayBeJobTokens(seen) || seen.writesElsewhere) return undefined;
  if (says(seen, REGISTRY_SENTENCES.noInstallation, REGISTRY_SENTENCES.noOwner)) return undefined;
  const usual = mayNotWrite(seen) || saidNothing(seen);
  // Dependabot's token is what the block says, where there is one: a package that is this repository's own tells another
  // tale, and so do some logs (facts K3).
  if (readOnly === 'dependabot' && leavesPermissionsOut(seen) === false) {
    if (!usual || packageLink(seen) !== 'here') return undefined;
    return { confidence: 'likely', ...claim, detail: { ...claim.detail, isAsked: true } };
  }
  const sure = usual && (readOnly === 'fork' || workflow !== null) && !ownersDiffer(seen);
  return { confidence: sure ? 'certain' : 'likely', ...claim };
}

/** A pull request's run, of which nothing at hand says where it comes from. */
function ofUnknownRun(seen: Case): Claim<Detail> | undefined {
  if (!mayBeJobTokens(seen) || !mayNotWrite(seen) || seen.writesElsewhere) return undefined;
  if (seen.level !== null || looksLikeApp(seen) || ownersDiffer(seen)) return undefined;
  // A package that is told to let another repository write explains it by itself.
  const confidence = packageLink(seen) === 'elsewhere' ? 'possible' : 'likely';
  return {
    confidence,
    severity: 'error',
    ...switchOf(seen),
    detail: { by: 'either', ...cacheIn(seen.cache) },
  };
}

/** The line to change, and the change: a guard that Dependabot's runs need is another one. */
function guarded(seen: Case, readOnly: ReadOnlyRule): Pick<Claim, 'location' | 'job' | 'diff'> {
  const place = switchOf(seen);
  const { workflow } = seen;
  if (seen.cache) {
    const diff = workflow && place.location ? tolerantCacheDiff(workflow.texts, place.location) : null;
    return diff ? { ...place, diff } : place;
  }
  // With another token than the job's own, the login before it would fail all the same.
  const isJobs = seen.token !== null && mayBeJobTokens(seen);
  const diff =
    readOnly === 'fork' && isJobs && workflow && place.location
      ? forkGuardDiff(workflow.texts, place.location)
      : null;
  return diff ? { ...place, diff } : place;
}

function ofLog(seen: Case): Claim<Detail> | undefined {
  const { readOnly, level, cache, event } = seen;
  if (!isRightRefused(seen) || level === 'write' || readOnly === 'none') return undefined;
  const named = mayNotWrite(seen);
  const pull = isPullRequestEvent(event) || isPullRequestTag(seen);
  if (!named && !(withoutReason(seen) && (readOnly || pull))) return undefined;
  if (readOnly) {
    const told = seen.isRunKnown || seen.secretSource !== null;
    return {
      confidence: named && told && !ownersDiffer(seen) ? 'certain' : 'likely',
      detail: { by: readOnly, ...cacheIn(cache) },
    };
  }
  if (looksLikeApp(seen) || (says(seen, REGISTRY_SENTENCES.create) && !pull)) return undefined;
  // A cache that is there was written by other runs: what differs is the run.
  const likely = named && (pull || (cache && level === null) || mayBeRestrictedRun(seen));
  return {
    confidence: likely ? 'likely' : 'possible',
    odds: likely || pull ? 4 : 0,
    detail: { by: 'either', ...cacheIn(cache) },
  };
}
