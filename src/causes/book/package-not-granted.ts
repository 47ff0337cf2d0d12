import { isPullRequestEvent } from '../../evidence/run.js';
import type { AuditedPackage, Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { settingsOf } from '../claims/claim-parts.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isPullRequestTag, packageLink } from '../questions/image.js';
import { isOfAnything, isRightRefused } from '../questions/refusal.js';
import { hasTooLittle } from '../questions/run.js';
import { REGISTRY_ANSWERS, REGISTRY_SENTENCES, saidNothing, says, withoutReason } from '../questions/said.js';
import { hasHint, isPersons, looksLikeApp, mayBeJobTokens, sentPersons } from '../questions/token.js';
import { en, isBare, isWorkflow, zh } from '../wording.js';

/**
 * `unread`: it was a pull, which takes the role Read. `foreseen`: nobody was refused, but what the packages API shows gives no
 * right to write.
 */
interface Detail {
  kind: 'refused' | 'unread' | 'foreseen';
}

/** The package exists, and this repository has no role on it: another one made it, or a laptop did. */
export const packageNotGranted = causeWith<Detail>()({
  id: 'package-not-granted',
  severity: 'error',
  sources: [
    'facts W5, W7, number 8',
    "GitHub docs: Configuring a package's access control and visibility",
    'docker/build-push-action#463',
  ],
  breaksAt: 'package',
  says: [REGISTRY_SENTENCES.writePackage, REGISTRY_SENTENCES.write],
  seen: [
    'denied: permission_denied: write_package',
    'denied: installation not allowed to Write organization package',
  ],
  answers: [
    { step: 'upload', status: 403, message: 'DENIED: permission_denied: write_package' },
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.write },
    { step: 'blob', status: 403, message: '' },
    { step: 'manifest-push', status: 403, message: 'DENIED: permission_denied: write_package' },
  ],
  page: (f) => f.settingsUrl,
  folkCures: ['id-token', 'provenance'],

  exampleDetail: { kind: 'refused' },

  explains(seen) {
    const claim = wasAsked(seen) ? ofAnswer(seen) : ofLog(seen);
    return claim && { ...claim, detail: { kind: claim.facts?.access === 'pull' ? 'unread' : 'refused' } };
  },
  audits: foreseen,

  text: {
    en: {
      title: 'The package does not let this repository write',
      titleElsewhere: 'The package does not give the role Write',
      titleOf: ({ kind }) => (kind === 'unread' ? 'The package does not give the role Read' : undefined),
      message: (f, { kind }) =>
        kind === 'foreseen'
          ? `${en.image(f)} exists and is ${f.packageRepository ? `linked to ${f.packageRepository}` : 'linked to no repository'}. GITHUB_TOKEN of ${en.repository(f)} may push to it only where Manage Actions access of the package says so, which the API does not tell.`
          : `${en.refusal(f)} ${isBare(f) ? 'If the package exists already, it' : 'The package exists and'} does not give ${isWorkflow(f) ? en.repository(f) : `whoever ${f.access === 'pull' ? 'pulls' : 'pushes'}`} the role ${en.role(f)}${f.packageRepository && f.packageRepository !== f.repository ? `: it is linked to ${f.packageRepository}` : ''}.`,
      fix: (f) =>
        isWorkflow(f)
          ? `On the settings page of the package, under Manage Actions access, add ${en.repository(f)} with the role ${en.role(f)}.`
          : `On the settings page of the package: for a workflow, add its repository under Manage Actions access with the role ${en.role(f)}; for a person, give the user of the token the role ${en.role(f)}.`,
      tell: (f) =>
        `Open ${f.settingsUrl || 'the settings page of the package'} and look under Manage Actions access: ${isWorkflow(f) ? 'this repository' : 'the repository'} has to be there with the role ${en.role(f)}.${isWorkflow(f) ? '' : ' ghcr-preflight check asks the registry itself.'}`,
      folk: () =>
        'id-token: write and provenance: false do not help, nor does a new login: the package itself refuses the repository.',
    },
    'zh-CN': {
      title: '软件包不允许本存储库写入',
      titleElsewhere: '软件包没有授予 Write 角色',
      titleOf: ({ kind }) => (kind === 'unread' ? '软件包没有授予 Read 角色' : undefined),
      message: (f, { kind }) =>
        kind === 'foreseen'
          ? han`${zh.image(f)} 已经存在，${f.packageRepository ? `关联的是 ${f.packageRepository}` : '没有关联任何存储库'}。只有在软件包的 “Manage Actions access” 中授权后，${zh.repository(f)} 的 GITHUB_TOKEN 才能推送；API 无法显示这项设置。`
          : han`${zh.refusal(f)}${isBare(f) ? '如果该软件包已经存在，则' : '该软件包已经存在，但'} ${isWorkflow(f) ? zh.repository(f) : f.access === 'pull' ? '拉取者' : '推送者'} 没有它的 ${en.role(f)} 角色${f.packageRepository && f.packageRepository !== f.repository ? `：它关联的是 ${f.packageRepository}` : ''}。`,
      fix: (f) =>
        isWorkflow(f)
          ? han`请打开软件包的设置页面，在 “Manage Actions access” 中添加 ${zh.repository(f)}，并把角色设为 ${en.role(f)}。`
          : han`请打开软件包的设置页面：如果是工作流，在 “Manage Actions access” 中添加其存储库并把角色设为 ${en.role(f)}；如果是个人，为令牌所属的用户授予 ${en.role(f)} 角色。`,
      tell: (f) =>
        han`打开 ${f.settingsUrl || '软件包的设置页面'}，查看 “Manage Actions access”：其中必须有${isWorkflow(f) ? '本存储库' : '该存储库'}，且角色为 ${en.role(f)}。${isWorkflow(f) ? '' : 'ghcr-preflight check 可以直接询问注册表。'}`,
      folk: () =>
        han`id-token: write 和 provenance: false 没有用，重新登录也没有用：是软件包本身拒绝了该存储库。`,
    },
  },
});

/** The link is what gives a right without a hand; what was granted by hand nobody can see (facts, number 8). */
function foreseen({ repository, linkedTo, settingsUrl }: AuditedPackage): Claim<Detail> | undefined {
  if (linkedTo?.toLowerCase() === repository.toLowerCase()) return undefined;
  return {
    confidence: linkedTo === null ? 'likely' : 'possible',
    severity: 'warning',
    url: settingsUrl,
    detail: { kind: 'foreseen' },
  };
}

function ofAnswer(seen: Case): Claim<undefined> | undefined {
  const { level, cache } = seen;
  if (!isPush(seen) || !mayBeJobTokens(seen) || seen.kind === 'missing') return undefined;
  const url = settingsOf(seen);
  const link = packageLink(seen);
  if (says(seen, REGISTRY_SENTENCES.writePackage)) {
    // A cache, and a job without the permission, have causes of their own.
    const first = !cache && (level === 'write' || level === null);
    return { confidence: first && link === 'elsewhere' ? 'certain' : 'likely', ...url };
  }
  if (!says(seen, REGISTRY_SENTENCES.write) && !(saidNothing(seen) && seen.readable !== 'absent'))
    return undefined;
  if (link === 'here') return { confidence: 'possible', ...url };
  const likely = link === 'elsewhere' || (level === 'write' && !saidNothing(seen));
  return { confidence: likely ? 'likely' : 'possible', ...url };
}

function ofLog(seen: Case): Claim<undefined> | undefined {
  if (!isRightRefused(seen)) return undefined;
  const { cache, access, status, progress } = seen;
  const url = settingsOf(seen);
  if (says(seen, REGISTRY_SENTENCES.writePackage))
    return { confidence: isPersons(seen) ? 'possible' : 'likely', ...url };
  // The sentence names the right that was asked for: of what is no push it is the one to read.
  if (says(seen, REGISTRY_SENTENCES.read))
    return { confidence: 'possible', ...url, ...(access === 'push' ? {} : { facts: { access: 'pull' } }) };
  // A push looks first which blobs are there. Who has no role at all is refused already then (facts, section 1.7).
  if (says(seen, REGISTRY_SENTENCES.readPackage) && seen.access === 'push')
    return { confidence: progress?.pushed ? 'possible' : 'likely', ...url };
  if (!isPush(seen) || says(seen, REGISTRY_SENTENCES.create)) return undefined;
  const short = hasTooLittle(seen);
  const app = looksLikeApp(seen);
  if (says(seen, REGISTRY_SENTENCES.write)) {
    if (short) return undefined;
    return { confidence: cache || app ? 'possible' : 'likely', ...url };
  }
  if (!withoutReason(seen) || (access === null && status === 401)) return undefined;
  // docker's `denied` alone: the credential may be the reason as well.
  const bareDenied = seen.said !== null && seen.step === null;
  const worked = progress?.moved || progress?.pushedSame;
  const isPullRequest = isPullRequestTag(seen) || (isPullRequestEvent(seen.event) && seen.level === null);
  const other = short || app || cache || worked || status !== 403 || bareDenied || isPullRequest;
  if (isOfAnything(seen)) return { confidence: 'possible', odds: 2, ...url };
  if (other || sentPersons(seen)) return { confidence: 'possible', ...url };
  return !hasHint(seen, 'classic', 'oauth') && mayReadOnly(seen)
    ? { confidence: 'possible', odds: 2, ...url }
    : { confidence: 'likely', ...url };
}

/** Before a client uploads a layer, it asks whether that is there: a token that may ask, and no more, is rather a job's. */
function mayReadOnly({ level, method, step }: Case): boolean {
  return level === null && method === 'POST' && step === 'upload';
}
