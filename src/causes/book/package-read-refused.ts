import { cause } from '../cause.js';
import {
  credentialRefused,
  denied,
  hasScope,
  isJobToken,
  isUserToken,
  linked,
  missing,
  packagesLevel,
  says,
  WORDS,
} from '../questions.js';
import { heard, hints, isPull, neverLoggedIn, readOnlyOf, settingsOf, withoutReason } from '../reading.js';
import { en, han, zh } from '../wording.js';

/** The package is not public, and whoever asks has no role on it, or asks without logging in. */
export const packageReadRefused = cause({
  id: 'package-read-refused',
  severity: 'error',
  sources: [
    'facts P1, P3, P4',
    "GitHub docs: Configuring a package's access control and visibility",
    'kedacore/http-add-on#48',
  ],
  says: [WORDS.readPackage, WORDS.read, /manifests\/\S+: (?:unauthorized|403 Forbidden)/i],
  seen: [
    'denied: permission_denied: read_package',
    'Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized',
    'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/manifests/1: 403 Forbidden',
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
      '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: ${{ github.actor }}\n    password: ${{ github.token }}\n- run: docker pull ghcr.io/OWNER/NAME:1',
  },

  explains(refusal, evidence) {
    const { image, token } = refusal;
    if (evidence.access !== 'pull' || !denied(refusal) || missing(refusal) || credentialRefused(refusal))
      return undefined;
    const url = image.package?.settingsUrl;
    if (token === null) {
      const seen = image.package?.visible === true;
      const gone = image.package?.visible === false;
      return {
        confidence: seen ? 'certain' : gone ? 'possible' : 'likely',
        url,
        facts: { detail: 'anonymous' },
      };
    }
    const named = says(refusal, WORDS.readPackage, WORDS.read);
    const facts = { detail: isJobToken(token) ? 'repository' : 'user' };
    if (isJobToken(token)) {
      const sure = says(refusal, WORDS.readPackage) && linked(image, evidence) === 'elsewhere';
      if (sure && packagesLevel(evidence) !== 'none') return { confidence: 'certain', url, facts };
      // `Read` is also said to a job without packages: read; the workflow's text tells them apart.
      const open = evidence.workflow === null && says(refusal, WORDS.read);
      return { confidence: says(refusal, WORDS.resource) || open ? 'possible' : 'likely', url, facts };
    }
    if (!isUserToken(token)) return undefined;
    const weak =
      says(refusal, WORDS.resource) ||
      hasScope(token, 'pull') === false ||
      (!named && says(refusal, WORDS.scopes));
    return { confidence: weak ? 'possible' : 'likely', url, facts };
  },

  reads(symptom, job) {
    const detail =
      symptom.login || hints(job, 'job') ? (hints(job, 'classic', 'oauth') ? 'user' : 'repository') : '';
    const facts = {
      access: 'pull' as const,
      detail: neverLoggedIn(symptom, job) === 'yes' ? 'anonymous' : detail || 'unknown',
    };
    const claim = { ...settingsOf(symptom, job), facts };
    if (heard(symptom, WORDS.readPackage)) {
      const race = symptom.access === 'push' || symptom.progress.pushed;
      return { confidence: race ? 'possible' : 'likely', ...claim };
    }
    if (heard(symptom, WORDS.read))
      return { confidence: job.level === 'none' ? 'possible' : 'likely', ...claim };
    if (heard(symptom, /Server did not provide instructions to authenticate/i))
      return { confidence: 'likely', ...claim };
    if (heard(symptom, WORDS.resource)) return { confidence: 'possible', ...claim };
    if (symptom.kind !== 'refused' || symptom.access === 'push' || readOnlyOf(job) === 'fork')
      return undefined;
    if (heard(symptom, /anonymous token/i)) return { confidence: 'likely', ...claim };
    if (symptom.stage === 'token' || symptom.stage === 'login' || heard(symptom, /\bdenied: denied\b/)) {
      return isPull(symptom) && symptom.stage !== 'login' ? { confidence: 'possible', ...claim } : undefined;
    }
    const open = withoutReason(symptom) || heard(symptom, /authentication required/i);
    if (!open) return undefined;
    const pulled = isPull(symptom) || symptom.said !== null;
    // The manifest was given out, so whoever asked may read.
    if (symptom.progress.layers) return pulled ? { confidence: 'possible', ...claim } : undefined;
    return pulled ? { confidence: 'likely', ...claim } : undefined;
  },

  text: {
    en: {
      title: 'The package may not be read',
      message(f) {
        const who =
          f.detail === 'repository'
            ? `${en.repository(f)} does not have the role Read on it`
            : f.detail === 'user'
              ? `${f.login || `the user of ${en.token(f)}`} does not have the role Read on it`
              : f.detail === 'unknown'
                ? 'whoever asked has no role on it, or did not log in'
                : 'nobody is logged in';
        return `${en.refusal(f)} The package is not public, and ${who}.`;
      },
      fix: (f) =>
        f.detail === 'repository'
          ? `On the settings page of the package, under Manage Actions access, add ${en.repository(f)} with the role Read.`
          : f.detail === 'user'
            ? `Have an admin of the package give ${f.login || 'that user'} the role Read, on the settings page of the package.`
            : `Log in to ${f.registry} with a token that may read the package, or make the package public.`,
      tell: () =>
        'Ask with a token that surely may: if the pull works, a role was missing. If it is "not found" then, the name is wrong. ghcr-preflight check --access pull says which.',
    },
    'zh-CN': {
      title: '没有读取此软件包的权限',
      message(f) {
        const who =
          f.detail === 'repository'
            ? han`${zh.repository(f)} 没有它的 Read 角色`
            : f.detail === 'user'
              ? han`${f.login || han`${zh.token(f)} 所属的用户`} 没有它的 Read 角色`
              : f.detail === 'unknown'
                ? '请求者没有它的角色，或者没有登录'
                : '当前没有登录';
        return han`${zh.refusal(f)}该软件包不是公开的，而 ${who}。`;
      },
      fix: (f) =>
        f.detail === 'repository'
          ? han`请打开软件包的设置页面，在 “Manage Actions access” 中添加 ${zh.repository(f)}，并把角色设为 Read。`
          : f.detail === 'user'
            ? han`请软件包的管理员在软件包的设置页面中，为 ${f.login || '该用户'} 授予 Read 角色。`
            : han`请用有权读取该软件包的令牌登录 ${f.registry}，或者把软件包设为公开。`,
      tell: () =>
        han`用确定有权限的令牌再试：如果拉取成功，就是缺少角色；如果提示 “not found”，则是名称有误。ghcr-preflight check --access pull 会指出是哪一种。`,
    },
  },
});
