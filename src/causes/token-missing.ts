import { cause } from './cause.js';
import { secrets } from './pages.js';
import { denied, isJobToken } from './predicates.js';
import { aboutCredential, heard, readOnlyOf } from './reading.js';
import { en, han, zh } from './wording.js';

/** Nothing to log in with: the secret is empty in this run, or nobody named one. */
export const tokenMissing = cause({
  id: 'token-missing',
  severity: 'error',
  sources: [
    'facts L4, L6',
    'GitHub docs: Using secrets in GitHub Actions',
    'docker/login-action src/docker.ts',
  ],
  says: [
    /Username and password required|(?<!and )(?:Username|Password) required/,
    /Cannot perform an interactive login from a non TTY device/i,
    /failed to fetch anonymous token: unexpected status[^\n]*: 40[13]/i,
  ],
  seen: [
    'Error: Username and password required',
    'Error: Cannot perform an interactive login from a non TTY device',
    'failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
  ],
  example: { token: '', event: 'push', detail: 'GHCR_TOKEN' },
  page: (f) => secrets(f.serverUrl, f.repository, 'actions'),
  change: {
    language: 'yaml',
    before: 'password: ${{ secrets.GHCR_TOKEN }} # not defined',
    after: 'password: ${{ github.token }}',
  },

  explains(refusal, evidence) {
    const { run, tokens, missingTokens, workflow, access } = evidence;
    if (!denied(refusal)) return undefined;
    const wanted = missingTokens.includes('ghcr-token');
    const asked = wanted && Boolean(workflow?.tokenExpressions.ghcrToken);
    const dependabot = run.readOnly === 'dependabot';
    const claim = {
      facts: { detail: wanted ? 'GHCR_TOKEN' : '' },
      ...(run.repository && wanted
        ? { url: secrets(run.serverUrl, run.repository, dependabot ? 'dependabot' : 'actions') }
        : {}),
    };
    if (refusal.token === null && tokens.length === 0)
      return { confidence: access === 'pull' || run.readOnly ? 'possible' : 'certain', ...claim };
    // The job's own token was tried only because the one that was meant is empty.
    return asked && isJobToken(refusal.token) ? { confidence: 'possible', ...claim } : undefined;
  },

  reads(symptom, job) {
    const rule = readOnlyOf(job);
    if (symptom.kind === 'credential') {
      if (heard(symptom, /No credentials found|no basic auth/i)) return undefined;
      const sure = heard(symptom, /required\s*$/);
      return {
        confidence: sure ? 'certain' : 'likely',
        facts: { said: '', event: job.event ?? 'push', detail: '' },
      };
    }
    if (symptom.kind !== 'refused') return undefined;
    if (heard(symptom, /anonymous token/i)) return { confidence: 'possible' };
    const prepared = heard(symptom, /Docker login for/i);
    return aboutCredential(symptom) && (prepared || rule) ? { confidence: 'possible' } : undefined;
  },

  text: {
    en: {
      title: 'There is no token to log in with',
      message: (f) =>
        `${en.refusal(f)} No token was sent${f.detail ? `: ${f.detail} is empty here` : ''}.${f.access === 'pull' ? '' : ' Nobody may push without one.'}`,
      fix: (f) =>
        f.event
          ? 'Define the secret GHCR_TOKEN and pass it to this step as ghcr-token, or pass github-token: ${{ github.token }}. A called workflow gets secrets only with secrets: inherit, and Dependabot has its own.'
          : `Set GHCR_TOKEN to a classic personal access token with ${en.scope(f)}, or log in to ${f.registry} first.`,
      tell: () =>
        "docker/login-action says so before any request. Print whether it is there: ${{ secrets.GHCR_TOKEN != '' }} in an env of the step. In a pull request from a fork it is always empty.",
    },
    'zh-CN': {
      title: '没有可用于登录的令牌',
      message: (f) =>
        han`${zh.refusal(f)}没有发送任何令牌${f.detail ? `：${f.detail} 在这里为空` : ''}。${f.access === 'pull' ? '' : '没有令牌就不能推送。'}`,
      fix: (f) =>
        f.event
          ? han`请定义机密 GHCR_TOKEN 并以 ghcr-token 传给此步骤，或者传入 github-token: ${'${{ github.token }}'}。被调用的工作流需要 secrets: inherit 才能得到机密，Dependabot 则使用单独的机密。`
          : han`请把 GHCR_TOKEN 设为具有 ${en.scope(f)} 作用域的经典个人访问令牌，或者先登录 ${f.registry}。`,
      tell: () =>
        han`docker/login-action 在发出任何请求之前就会报错。可以在步骤的 env 中输出 ${"${{ secrets.GHCR_TOKEN != '' }}"} 来确认它是否存在。在来自复刻的拉取请求中它总是为空。`,
    },
  },
});
