import type { PackagesLevel } from '../../evidence/types/permissions.js';
import { permissionEdits } from '../../fix/permissions/permissions.js';
import { type CallReading, shortagesOf, wholeRequestIn } from '../../workflow/runs/calls.js';
import { limitOf } from '../../workflow/runs/grants.js';
import { atLeast, levelNamed } from '../../workflow/runs/permissions.js';
import type { Linted, LintedPush } from '../case.js';
import { causeWith, type LintClaim } from '../cause.js';
import { type Granted, grantClaim, lackOf, lackOfHidden, lackOfPush, mendOfGrants } from '../claims/lack.js';
import { han } from '../han.js';
import { isPush } from '../questions/asked.js';
import { mayLackPermission } from '../questions/run.js';
import { says } from '../questions/said.js';
import { blockFor, type StartRefusal, startRefusals } from '../start-refusals.js';
import { en, zh } from '../wording.js';

/** A called workflow gets at most what the calling job has; where it asks for more, the run does not start. */
export const callerLacksPackagesWrite = causeWith<Detail>()({
  id: 'caller-lacks-packages-write',
  severity: 'error',
  onlyInWorkflows: true,
  sources: ['facts G1, section 3', 'GitHub docs: Reusing workflow configurations', 'canonical/authd#1528'],
  says: [/requesting '[^']*packages: write[^']*', but is only allowed '[^']*packages: (?:read|none)/i],
  seen: [
    "Error calling workflow 'octo/app/.github/workflows/image.yml@main'. The nested job 'image' is requesting 'packages: write', but is only allowed 'packages: read'.",
  ],
  answers: [
    {
      step: 'start',
      status: 0,
      message:
        "The nested job 'image' is requesting 'packages: write', but is only allowed 'packages: read'.",
    },
  ],
  change: {
    language: 'yaml',
    before: 'jobs:\n  image:\n    uses: ./.github/workflows/image.yml',
    after:
      'jobs:\n  image:\n    permissions:\n      contents: read\n      packages: write\n    uses: ./.github/workflows/image.yml',
  },
  exampleDetail: { level: 'none', asked: 'write' },
  about: 'permission',
  refusesEveryRun: true,

  explains(seen) {
    if (says(seen, /requesting '[^']*packages: /i)) {
      const refusals = startRefusals(seen.text);
      const allowed = /packages: (\w+)/.exec(refusals.flatMap((one) => one.allowed).join())?.[1];
      const level = levelNamed(allowed);
      const { startRepair: diff } = seen;
      return { confidence: 'certain', ...(diff ? { diff } : {}), detail: { level, refusals } };
    }
    // Somebody tells so in his own words.
    if (seen.kind === 'start' && seen.isAlone) {
      const level = /\bpackages: ?read\b/i.test(seen.text) ? 'read' : 'none';
      return { confidence: 'likely', detail: { level, asked: 'write' } };
    }
    if (!isPush(seen) || !mayLackPermission(seen)) return undefined;
    const lack = lackOf(seen, 'write');
    if (lack) return lack.at === 'caller' ? lack.claim : undefined;
    return seen.called && !seen.workflow ? { confidence: 'possible', detail: { level: null } } : undefined;
  },

  lints: {
    push: (push) => asSent(lackOfPush(push, 'caller'), push),
    hidden: (push) => asSent(lackOfHidden(push, 'caller'), push),

    /** GitHub compares what the called file declares with what the call grants, whatever runs (facts G1). */
    call(call, all) {
      const { grants, asked } = call;
      const limit = limitOf(grants);
      const isLess = limit?.level != null && !atLeast(limit.level, asked);
      if (!isLess) return asked === 'write' ? ofWhole(call, ofOthers(call, all)) : undefined;
      const claim = grantClaim(limit, grants, all, asked === 'write' ? 'write' : 'read');
      return ofWhole(call, { ...claim, detail: { ...claim.detail, asked } });
    },
  },

  text: {
    en: {
      title: 'The calling job grants too few permissions',
      message: (f, detail) =>
        detail.refusals?.length
          ? `GitHub did not start the run, so nothing was pushed. ${detail.refusals.map(refused).join(' ')}`
          : `${asksFor(detail) ? `GitHub does not start this run, so nothing is pushed: a reusable workflow may ask for no more than the job that calls it has. The called one asks for ${asksFor(detail)?.join(', ')},` : `${en.refusal(f)} The push runs in a reusable workflow, which never gets more than the job that calls it,`} and ${f.job ? `the calling ${en.job(f)}` : 'that job'} ${has(detail)}.`,
      fix: (f, detail) =>
        detail.refusals?.length
          ? `Give the calling job${placesOf(detail.refusals, ' (', ')')} a permissions block with ${blockFor(detail.refusals).join(', ')}, and with what else it has today: what a block does not name is none. Where that job is called itself, every job of the chain needs it.`
          : detail.whole
            ? `Write in the called workflow what it needs in the place of ${detail.whole}, such as contents: read and packages: ${detail.asked ?? 'write'}, and give the calling ${f.job ? en.job(f).replace('the ', '') : 'job'} the same.`
            : detail.others
              ? `Give the calling ${en.job(f).replace('the ', '')} what is asked for: ${detail.others.map(({ asked }) => asked).join(', ')}.`
              : `${detail.level === 'read' ? 'Raise packages to write in' : `Add packages: ${detail.asked ?? 'write'} to`} the permissions of the calling ${detail.ofWorkflow ? `workflow${f.job ? `, which count for ${en.job(f)}` : ''}` : f.job ? en.job(f) : 'job'}.`,
      tell: () =>
        'The run fails before any job starts, and the message names the nested job and what it is allowed.',
    },
    'zh-CN': {
      title: '调用方作业授予的权限不足',
      message: (f, detail) =>
        detail.refusals?.length
          ? han`GitHub 没有启动本次运行，因此没有推送任何内容。${detail.refusals.map(refusedZh).join('')}`
          : han`${asksFor(detail) ? han`GitHub 不会启动本次运行，因此不会推送任何内容：可重用工作流要求的权限不能超过调用它的作业。被调用的工作流要求 ${asksFor(detail)?.join('、') ?? ''}，` : han`${zh.refusal(f)}推送发生在可重用工作流中，它的权限不会超过调用它的作业，`}而调用方${zh.job(f).replace('该', '')} ${hasZh(detail)}。`,
      fix: (f, detail) =>
        detail.refusals?.length
          ? han`请为调用方作业${placesOf(detail.refusals, '（', '）')}设置 permissions：${blockFor(detail.refusals).join('、')}，并写上它现有的其他权限，因为没有写出的权限一律为 none。如果该作业本身也是被调用的，调用链上的每个作业都需要。`
          : detail.whole
            ? han`请在被调用的工作流中用它实际需要的权限代替 ${detail.whole}，例如 contents: read 和 packages: ${detail.asked ?? 'write'}，并授予调用方${zh.job(f).replace('该', '')} 同样的权限。`
            : detail.others
              ? han`请为调用方${zh.job(f).replace('该', '')} 加上所要求的权限：${detail.others.map(({ asked }) => asked).join('、')}。`
              : han`请在${detail.ofWorkflow ? han`调用方工作流的 permissions（对${zh.job(f)} 生效）` : han`调用方${zh.job(f).replace('该', '')} 的 permissions`} 中${detail.level === 'read' ? '把 packages 改为 write' : `加上 packages: ${detail.asked ?? 'write'}`}。`,
      tell: () => '运行在任何作业启动之前就失败，消息中会指出嵌套作业及其被允许的权限。',
    },
  },
});

/** Every permission that there is nobody wants to grant: the called workflow is to name what it needs. */
function ofWhole(call: CallReading, claim: LintClaim<Detail> | undefined): LintClaim<Detail> | undefined {
  const whole = call.called && wholeRequestIn(call.called);
  return claim && whole ? { ...claim, detail: { ...claim.detail, whole } } : claim;
}

/** The same of another permission, which a workflow that pushes asks for: no job of it runs without. */
function ofOthers(call: CallReading, all: Linted): LintClaim<Detail> | undefined {
  const lacks = shortagesOf(call);
  const [first] = lacks;
  if (!first) return undefined;
  return {
    confidence: 'certain',
    location: first.limit.location,
    job: first.limit.job,
    mend() {
      return mendOfGrants(
        lacks.map(({ grants, scope, asked }) =>
          permissionEdits(grants, all, asked === 'write' ? 'write' : 'read', scope),
        ),
      );
    },
    detail: {
      level: first.limit.level,
      others: lacks.map(({ scope, asked, limit }) => ({
        asked: `${scope}: ${asked}`,
        given: `${scope}: ${limit.level}`,
      })),
    },
  };
}

interface Detail extends Granted {
  /** Other permissions than for packages, of which the called workflow asks for more than it may have. */
  others?: { asked: string; given: string }[];
  /** It asks for all of them in a word. */
  whole?: 'read-all' | 'write-all';
  /** What GitHub said of a run that did not start. */
  refusals?: StartRefusal[];
  /** What the called workflow declares, and is more than it may: the run will not start (facts G1). */
  asked?: PackagesLevel;
}

/** What the called workflow asks for and may not have; null: nothing, and the run starts. */
function asksFor({ whole, asked, others }: Detail): string[] | null {
  if (whole) return [whole];
  return asked ? [`packages: ${asked}`] : (others?.map((each) => each.asked) ?? null);
}

/** What the calling job has of it. */
function has({ whole, asked, others, level }: Detail): string {
  if (whole) return 'has less';
  if (!asked && others) return `has ${others.map(({ given }) => given).join(', ')}`;
  return level === 'read' ? 'has packages: read only' : 'has no access to packages';
}

function hasZh({ whole, asked, others, level }: Detail): string {
  if (whole) return '的权限少于此';
  if (!asked && others) return `只有 ${others.map(({ given }) => given).join('、')}`;
  return level === 'read' ? '只有 packages: read' : '没有任何软件包权限';
}

/** The called workflow's own block says whether the push is refused, or the run before it. */
function asSent(
  claim: LintClaim<Granted> | undefined,
  { job: { grants } }: LintedPush,
): LintClaim<Detail> | undefined {
  const limit = grants.findIndex(({ location }) => location === claim?.location);
  const declared = grants.slice(limit + 1).findLast(({ level }) => level !== null)?.level;
  const has = claim?.detail.level;
  if (!claim || !declared || !has || atLeast(has, declared)) return claim;
  return { ...claim, detail: { ...claim.detail, asked: declared } };
}

function placeOfCall({ file, line }: StartRefusal): string {
  return line === null ? file : `${file}:${line}`;
}

function placesOf(refusals: readonly StartRefusal[], open: string, close: string): string {
  const places = [...new Set(refusals.map(placeOfCall))].filter((place) => place !== '');
  return places.length > 0 ? `${open}${places.join(', ')}${close}` : '';
}

function refused(refusal: StartRefusal): string {
  const { nested, lacks, allowed } = refusal;
  const place = placeOfCall(refusal);
  return `${place ? `${place} calls a workflow; ` : ''}${nested ? `its nested job "${nested}"` : 'it'} asks for ${lacks.join(', ')} and is only allowed ${allowed.join(', ')}.`
    .replace(/^its/, 'The')
    .replace(/^it /, 'The workflow ');
}

function refusedZh(refusal: StartRefusal): string {
  const { nested, lacks, allowed } = refusal;
  const place = placeOfCall(refusal);
  const called = place ? `由 ${place} 调用的工作流` : '被调用的工作流';
  return han`${nested ? `在${called}中，嵌套作业 ${nested}` : called} 要求 ${lacks.join('、')}，但只允许 ${allowed.join('、')}。`;
}
