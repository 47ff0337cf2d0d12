import type { Confidence } from '../../types.js';
import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { asPull, commandOf, settingsOf } from '../claims/claim-parts.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isPull, wasAsked } from '../questions/asked.js';
import { packageLink } from '../questions/image.js';
import { neverLoggedIn } from '../questions/logins.js';
import { isCredentialRefused, isOfAnything } from '../questions/refusal.js';
import { isAbsentToAnybody, refusedPull } from '../questions/refused-pull.js';
import {
  isUnauthorized,
  REGISTRY_SENTENCES,
  says,
  WITHOUT_CHALLENGE,
  wantsLogin,
  withoutReason,
} from '../questions/said.js';
import { hasHint, hasPackagesScope, isJobToken, isUserToken, looksLikeApp } from '../questions/token.js';
import { en, isBare, isWorkflow, zh } from '../wording.js';

/** The package is not public, and whoever asks has no role on it, or asks without logging in. */
export const packageReadRefused = causeWith<Asker>()({
  id: 'package-read-refused',
  severity: 'error',
  sources: [
    'facts P1, P3, P4',
    "GitHub docs: Configuring a package's access control and visibility",
    'kedacore/http-add-on#48',
  ],
  says: [
    REGISTRY_SENTENCES.readPackage,
    REGISTRY_SENTENCES.read,
    /manifests\/\S+: (?:unauthorized|403 Forbidden)/i,
    /\bNo such image: /,
  ],
  seen: [
    'denied: permission_denied: read_package',
    'Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized',
    'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/manifests/1: 403 Forbidden',
    '1/1: No such image: ghcr.io/octo/app:1',
  ],
  answers: [
    { step: 'manifest-pull', status: 401, message: 'UNAUTHORIZED: authentication required' },
    { step: 'manifest-pull', status: 403, message: 'DENIED: permission_denied: read_package' },
    { step: 'manifest-pull', status: 403, message: '' },
  ],
  example: { access: 'pull', token: '' },
  page: (f) => f.settingsUrl,
  change: {
    language: 'yaml',
    before: '- run: docker pull ghcr.io/OWNER/NAME:1',
    after:
      '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: ${{ github.actor }}\n    password: ${{ secrets.GITHUB_TOKEN }}\n- run: docker pull ghcr.io/OWNER/NAME:1',
  },
  exampleDetail: 'anonymous',

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  text: {
    en: {
      title: 'The package may not be read',
      message(f, detail) {
        // To whom has no login nobody tells whether it is there (facts P1).
        if (detail === 'anonymous')
          return `${en.refusal(f)} There is no public package of that name, and nobody is logged in.`;
        const who =
          detail === 'repository'
            ? `${en.repository(f)} does not have the role Read on it`
            : detail === 'user'
              ? `${f.login || `the user of ${en.token(f)}`} does not have the role Read on it`
              : detail === 'unknown'
                ? `${en.token(f)} gives no right to read it, or there is none`
                : detail === 'accepted'
                  ? `the login to ${f.registry}, which was accepted, gives no right to read it`
                  : 'the client asked without a login';
        const closed = isOpen(f, detail) ? 'If it is there, the package' : 'The package';
        return `${en.refusal(f)} ${closed} is not public, and ${who}.`;
      },
      fix: (f, detail) =>
        detail === 'repository'
          ? `On the settings page of the package, under Manage Actions access, add ${en.repository(f)} with the role Read.`
          : detail === 'user'
            ? `Have an admin of the package give ${f.login || 'that user'} the role Read, on the settings page of the package.`
            : detail === 'accepted'
              ? 'Have the user who is logged in given the role Read on the package, or the package made public by who owns it. A classic token needs read:packages, too.'
              : isWorkflow(f)
                ? `Log in to ${f.registry} with a token that may read the package, or make the package public.`
                : `${en.renew(f)} Its user needs the role Read on the package. If the package is yours, making it public is enough.`,
      tell: (f, detail) =>
        isWorkflow(f)
          ? 'Ask with a token that surely may: if the pull works, a role was missing. If it is "not found" then, the name is wrong. ghcr-preflight check --access pull says which.'
          : detail === 'without-login' || detail === 'anonymous'
            ? `No login was used, so none is in the way. Open ${f.settingsUrl || 'the page of the package'} in a browser as its owner: if it is there, it is private.`
            : en.test(f),
    },
    'zh-CN': {
      title: '没有读取此软件包的权限',
      message(f, detail) {
        if (detail === 'anonymous') return han`${zh.refusal(f)}没有该名称的公开软件包，并且当前没有登录。`;
        const who =
          detail === 'repository'
            ? han`${zh.repository(f)} 没有它的 Read 角色`
            : detail === 'user'
              ? han`${f.login || han`${zh.token(f)} 所属的用户`} 没有它的 Read 角色`
              : detail === 'unknown'
                ? han`${zh.token(f)} 无权读取它，或者根本没有凭据`
                : detail === 'accepted'
                  ? han`${f.registry} 的登录虽已被接受，但无权读取它`
                  : '客户端在请求时没有使用登录凭据';
        const closed = isOpen(f, detail) ? '该软件包如果存在，就' : '该软件包';
        return han`${zh.refusal(f)}${closed}不是公开的，而 ${who}。`;
      },
      fix: (f, detail) =>
        detail === 'repository'
          ? han`请打开软件包的设置页面，在 “Manage Actions access” 中添加 ${zh.repository(f)}，并把角色设为 Read。`
          : detail === 'user'
            ? han`请软件包的管理员在软件包的设置页面中，为 ${f.login || '该用户'} 授予 Read 角色。`
            : detail === 'accepted'
              ? han`请让已登录的用户获得该软件包的 Read 角色，或者请所有者把软件包设为公开。如果用的是经典令牌，还需要 read:packages 作用域。`
              : isWorkflow(f)
                ? han`请用有权读取该软件包的令牌登录 ${f.registry}，或者把软件包设为公开。`
                : `${zh.renew(f)}令牌所属的用户需要拥有该软件包的 Read 角色。如果软件包是自己的，也可以把它设为公开。`,
      tell: (f, detail) =>
        isWorkflow(f)
          ? han`用确定有权限的令牌再试：如果拉取成功，就是缺少角色；如果提示 “not found”，则是名称有误。ghcr-preflight check --access pull 会指出是哪一种。`
          : detail === 'without-login' || detail === 'anonymous'
            ? han`请求没有使用任何登录凭据，因此与旧的登录无关。请以所有者的身份在浏览器中打开 ${f.settingsUrl || '软件包的页面'}：如果页面存在，该软件包就是私有的。`
            : zh.test(f),
    },
  },
});

/** Who has no role: the repository of the job's token, the user of another one, whoever logged in just before, nobody at all, or a client that had no login to send. */
type Asker = 'repository' | 'user' | 'accepted' | 'anonymous' | 'without-login' | 'unknown';

/** The registry said no more than that it refuses: the package may be absent as well. */
function isOpen(f: Facts, detail: Asker): boolean {
  return (detail === 'unknown' || detail === 'accepted' || detail === 'without-login') && isBare(f);
}

function ofAnswer(seen: Case): Claim<Asker> | undefined {
  const { token, package: about } = seen;
  if (!isPull(seen) || seen.kind !== 'refused' || isCredentialRefused(seen)) return undefined;
  const url = settingsOf(seen);
  if (token === null) {
    const isAbsent = about?.visible === false || isAbsentToAnybody(seen);
    const confidence = about?.visible === true ? 'certain' : isAbsent ? 'possible' : 'likely';
    const secret = seen.asker.place === 'cluster' ? commandOf(seen) : {};
    return { confidence, ...url, ...secret, detail: 'anonymous' };
  }
  const foreign = says(seen, REGISTRY_SENTENCES.resource);
  if (isJobToken(token)) {
    const detail = 'repository';
    const sure = says(seen, REGISTRY_SENTENCES.readPackage) && packageLink(seen) === 'elsewhere';
    if (sure && seen.level !== 'none') return { confidence: 'certain', ...url, detail };
    // `Read` is also said to a job without packages: read; the workflow's text tells them apart.
    const open = seen.workflow === null && says(seen, REGISTRY_SENTENCES.read);
    return { confidence: foreign || open ? 'possible' : 'likely', ...url, detail };
  }
  if (!isUserToken(token)) return undefined;
  const named = says(seen, REGISTRY_SENTENCES.readPackage, REGISTRY_SENTENCES.read);
  const weak =
    foreign || hasPackagesScope(token, 'pull') === false || (!named && says(seen, REGISTRY_SENTENCES.scopes));
  return { confidence: weak ? 'possible' : 'likely', ...url, detail: 'user' };
}

function ofLog(seen: Case): Claim<Asker> | undefined {
  const { access, step } = seen;
  const detail = askerIn(seen);
  const claim = (confidence: Confidence): Claim<Asker> => ({
    confidence,
    ...settingsOf(seen),
    ...(detail === 'accepted' ? {} : commandOf(seen)),
    ...asPull(seen),
    detail,
  });
  if (says(seen, REGISTRY_SENTENCES.readPackage))
    return claim(access === 'push' || mayBeTooEarly(seen) ? 'possible' : 'likely');
  // A push that may not even look takes more than a right to read.
  if (says(seen, REGISTRY_SENTENCES.read))
    return claim(seen.level === 'none' || access === 'push' ? 'possible' : 'likely');
  if (says(seen, WITHOUT_CHALLENGE) && access !== 'push') return claim('likely');
  const isHidden = says(seen, REGISTRY_SENTENCES.resource) && access !== 'push';
  // An old credential would have been refused after that, too.
  if (seen.told.visibility === 'opened' && seen.kind === 'refused' && step !== 'login' && access !== 'push')
    return { ...claim('likely'), odds: 4 };
  const isThere = seen.told.visibility === 'private' || seen.told.visibility === 'pushed';
  if (isThere && (isHidden || /^absent|^private/.test(refusedPull(seen) ?? '')))
    return { ...claim('likely'), odds: 4 };
  if (says(seen, REGISTRY_SENTENCES.resource)) return claim('possible');
  if (seen.kind !== 'refused' || access === 'push' || seen.readOnly === 'fork') return undefined;
  switch (refusedPull(seen)) {
    case 'private':
    case 'role':
      return claim(seen.progress?.layers ? 'possible' : 'likely');
    case 'absent':
      return { ...claim('possible'), odds: 3 };
    case 'absent-or-stale':
      return { ...claim('possible'), odds: 2 };
    case 'credential':
    case 'challenge':
      return claim('possible');
    default:
  }
  if (says(seen, /anonymous token/i)) return claim('likely');
  if (step === 'token' || step === 'login' || says(seen, /\bdenied: denied\b/))
    return isPull(seen) && step !== 'login' ? claim('possible') : undefined;
  if (!withoutReason(seen) && !wantsLogin(seen)) return undefined;
  if (!isPull(seen) && seen.said === null) return isOfAnything(seen) ? claim('possible') : undefined;
  // Once layers came, the manifest had been given out, so whoever asked may read.
  return claim(seen.progress?.layers ? 'possible' : 'likely');
}

function askerIn(seen: Case): Asker {
  if (neverLoggedIn(seen) === 'yes') return 'anonymous';
  // It says so itself (facts L8).
  if (says(seen, /anonymous token/i)) return 'without-login';
  // So said of installations alone: in a job without another App's token that is the job's own.
  const isJobs = hasHint(seen, 'job') || (says(seen, REGISTRY_SENTENCES.read) && !looksLikeApp(seen));
  if (!seen.login && !isJobs) return 'unknown';
  // A 401 is said to whom sends no login: another user's may be the one that was accepted.
  if (seen.asker.place !== 'workflow')
    return seen.login?.succeeded && !isUnauthorized(seen) ? 'accepted' : 'unknown';
  return hasHint(seen, 'classic', 'oauth') ? 'user' : 'repository';
}

/** A push may have made the package a moment before (facts W16). */
function mayBeTooEarly({ progress }: Case): boolean {
  return Boolean(progress?.pushed && !progress.pushedOthers);
}
