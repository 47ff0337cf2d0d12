import { cause } from './cause.js';
import { WORDS } from './predicates.js';
import { heard, isPush, neverLoggedIn, withoutReason } from './reading.js';
import { en, han, zh } from './wording.js';

/** Nobody logged in to this registry in this job, or not where the client looks. */
export const noRegistryLogin = cause({
  id: 'no-registry-login',
  severity: 'error',
  sources: ['facts L2, L8, L9, W22', 'docker/build-push-action#200', 'goreleaser/goreleaser-action#261'],
  says: [
    /No credentials found for registry/i,
    /failed to fetch anonymous token: unexpected status[^\n]*: 40[13]/i,
    WORDS.deadToken,
    /no basic auth credentials/i,
  ],
  seen: [
    'Error: No credentials found for registry ghcr.io',
    'failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
    'unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
  ],
  answers: [
    { step: 'token', status: 401, message: 'UNAUTHORIZED: authentication required' },
    { step: 'token', status: 403, message: 'DENIED: requested access to the resource is denied' },
    {
      step: 'upload',
      status: 401,
      message: 'UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.',
    },
  ],
  change: {
    language: 'yaml',
    before: '- uses: docker/build-push-action@v6',
    after:
      '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: ${{ github.actor }}\n    password: ${{ github.token }}\n- uses: docker/build-push-action@v6',
  },

  reads(symptom, job) {
    if (heard(symptom, /No credentials found for registry|no basic auth credentials/i))
      return { confidence: 'certain' };
    if (symptom.kind !== 'refused') return undefined;
    const login = neverLoggedIn(symptom, job);
    // Who reads without a login may mean to: then the package is not public.
    if (heard(symptom, /anonymous token/i)) {
      const meant = login === 'no' || (symptom.access === 'pull' && login === 'unseen');
      return { confidence: meant ? 'possible' : 'likely' };
    }
    if (heard(symptom, WORDS.resource) && symptom.access === 'push' && login !== 'no')
      return { confidence: 'likely' };
    const dead = heard(symptom, WORDS.deadToken);
    const unknown = dead || symptom.status === 401 || heard(symptom, /authentication required/i);
    if (login === 'no') return undefined;
    if (unknown && symptom.access === 'push' && symptom.stage !== 'login') return { confidence: 'likely' };
    if (unknown && symptom.access === null && dead) return { confidence: 'possible' };
    if (login === 'yes' && isPush(symptom) && withoutReason(symptom)) return { confidence: 'likely' };
    const bare =
      symptom.said !== null &&
      withoutReason(symptom) &&
      symptom.stage !== 'login' &&
      symptom.stage !== 'token';
    return bare && symptom.access !== 'push' ? { confidence: 'possible' } : undefined;
  },

  text: {
    en: {
      title: 'Nothing logs in to the registry before this',
      message: (f) =>
        `${en.refusal(f)} No login to ${f.registry} was made in this job before it, or not where this client looks for it.`,
      fix: (f) =>
        `Log in to ${f.registry} in the same job, before the step that needs it: docker/login-action with registry: ${f.registry}, or ghcr-preflight.`,
      tell: () =>
        'Look in the log for "Login Succeeded" in the same job before the refusal. container: credentials: is no login for docker, podman and docker keep separate files, and a login to docker.pkg.github.com is none to ghcr.io.',
      folk: () => 'id-token: write does not help: the registry knows no login by OIDC.',
    },
    'zh-CN': {
      title: '在此之前没有登录注册表',
      message: (f) =>
        han`${zh.refusal(f)}在此之前，${zh.job(f)} 没有登录 ${f.registry}，或者登录信息不在该客户端查找的位置。`,
      fix: (f) =>
        han`请在同一个作业中、在需要它的步骤之前登录 ${f.registry}：使用 docker/login-action 并设置 registry: ${f.registry}，或者使用 ghcr-preflight。`,
      tell: () =>
        han`在日志中查看同一作业在被拒绝之前是否有 “Login Succeeded”。container: credentials: 不等于 docker 登录，podman 和 docker 的登录信息保存在不同的文件中，登录 docker.pkg.github.com 也不等于登录 ghcr.io。`,
      folk: () => han`id-token: write 没有用：注册表不支持通过 OIDC 登录。`,
    },
  },
});
