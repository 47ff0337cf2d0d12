import { addToStep } from '../../fix/entries.js';
import { hostOf } from '../../workflow/knowledge/clients.js';
import { happens } from '../../workflow/language/chance.js';
import { type Password, passwordOf, type SignAct } from '../../workflow/reading/credentials.js';
import { locate } from '../../workflow/text/places.js';
import type { LintClaim, Mend } from '../cause.js';
import { cause } from '../cause.js';
import { secrets } from '../pages.js';
import { denied, isJobToken } from '../questions.js';
import { aboutCredential, heard, readOnlyOf } from '../reading.js';
import { en, han, zh } from '../wording.js';

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

  lintsJob: (job, all) =>
    job.runs.flatMap(({ trigger, runs, logins }) => {
      if (trigger.fork || !happens(runs)) return [];
      return logins.flatMap((login): LintClaim[] => {
        if (!happens(login.runs) || hostOf(login.sign.host) !== all.registry) return [];
        const password = passwordOf(login.sign.password ?? '');
        const caller = job.chain.callers.at(-1);
        if (password.kind === 'absent' && password.why === 'not-passed' && caller) {
          const location = locate(caller.document, caller.entry.key);
          return [
            {
              confidence: 'certain',
              location,
              job: caller.id,
              facts: { detail: password.name, reason: 'not-passed' },
            },
          ];
        }
        const isEmpty =
          (password.kind === 'absent' && password.why === 'impossible') ||
          (password.kind === 'unset' && CREDENTIAL_NAME.test(password.name));
        if (!isEmpty) return [];
        return [
          {
            confidence: 'certain',
            location: locate(login.document, login.passwordPlace),
            job: job.job.id,
            mend: () => environmentEdit(login, password),
            facts: { detail: password.name, reason: password.kind },
          },
        ];
      });
    }),

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
      message(f) {
        switch (f.reason) {
          case 'absent':
            return `The login to ${f.registry} has no password: nobody can define a secret called ${f.detail}, because names that begin with GITHUB_ are GitHub's own.`;
          case 'not-passed':
            return `The login to ${f.registry} has no password: ${en.job(f)} does not pass the secret ${f.detail} to the workflow that it calls.`;
          case 'unset':
            return `The login to ${f.registry} has no password: nothing sets the variable ${f.detail}.${f.detail === 'GITHUB_TOKEN' ? ' The runner does not hand GITHUB_TOKEN to scripts by itself.' : ''}`;
        }
        return `${en.refusal(f)} No token was sent${f.detail ? `: ${f.detail} is empty here` : ''}.${f.access === 'pull' ? '' : ' Nobody may push without one.'}`;
      },
      fix(f) {
        switch (f.reason) {
          case 'absent':
            return 'Log in with ${{ secrets.GITHUB_TOKEN }}, or with a secret of another name.';
          case 'not-passed':
            return `Pass it on: secrets: inherit, or under secrets: ${f.detail}: \${{ secrets.${f.detail} }}.`;
          case 'unset':
            return `Give it to the step, under env: ${f.detail}: \${{ secrets.${f.detail} }}.`;
        }
        return f.event
          ? 'Define the secret GHCR_TOKEN and pass it to this step as ghcr-token, or pass github-token: ${{ github.token }}. A called workflow gets secrets only with secrets: inherit, and Dependabot has its own.'
          : `Set GHCR_TOKEN to a classic personal access token with ${en.scope(f)}, or log in to ${f.registry} first.`;
      },
      tell: () =>
        "docker/login-action says so before any request. Print whether it is there: ${{ secrets.GHCR_TOKEN != '' }} in an env of the step. In a pull request from a fork it is always empty.",
    },
    'zh-CN': {
      title: '没有可用于登录的令牌',
      message(f) {
        switch (f.reason) {
          case 'absent':
            return han`登录 ${f.registry} 时密码为空：以 GITHUB_ 开头的机密名称由 GitHub 保留，无法创建名为 ${f.detail} 的机密。`;
          case 'not-passed':
            return han`登录 ${f.registry} 时密码为空：${zh.job(f)} 没有把机密 ${f.detail} 传给它调用的工作流。`;
          case 'unset':
            return han`登录 ${f.registry} 时密码为空：没有任何地方设置变量 ${f.detail}。${f.detail === 'GITHUB_TOKEN' ? '运行器不会自动把 GITHUB_TOKEN 导出给脚本。' : ''}`;
        }
        return han`${zh.refusal(f)}没有发送任何令牌${f.detail ? `：${f.detail} 在这里为空` : ''}。${f.access === 'pull' ? '' : '没有令牌就不能推送。'}`;
      },
      fix(f) {
        switch (f.reason) {
          case 'absent':
            return '请改用 ${{ secrets.GITHUB_TOKEN }} 登录，或者换一个机密名称。';
          case 'not-passed':
            return `请在调用时传入：secrets: inherit，或者在 secrets 下写 ${f.detail}: \${{ secrets.${f.detail} }}。`;
          case 'unset':
            return `请在该步骤的 env 下设置 ${f.detail}: \${{ secrets.${f.detail} }}。`;
        }
        return f.event
          ? han`请定义机密 GHCR_TOKEN 并以 ghcr-token 传给此步骤，或者传入 github-token: ${'${{ github.token }}'}。被调用的工作流需要 secrets: inherit 才能得到机密，Dependabot 则使用单独的机密。`
          : han`请把 GHCR_TOKEN 设为具有 ${en.scope(f)} 作用域的经典个人访问令牌，或者先登录 ${f.registry}。`;
      },
      tell: () =>
        han`docker/login-action 在发出任何请求之前就会报错。可以在步骤的 env 中输出 ${"${{ secrets.GHCR_TOKEN != '' }}"} 来确认它是否存在。在来自复刻的拉取请求中它总是为空。`,
    },
  },
});

/** Other variables may come from anywhere. */
const CREDENTIAL_NAME = /TOKEN|PASS|SECRET|PAT\b|_PAT|CRED|KEY/i;

/** The runner does not export GITHUB_TOKEN: the step gets it by its own `env`. */
function environmentEdit({ document, step }: SignAct, password: Password): Mend | null {
  if (password.kind !== 'unset' || password.name !== 'GITHUB_TOKEN') return null;
  const edit = addToStep(document, step.node, 'env', 'GITHUB_TOKEN', '${{ secrets.GITHUB_TOKEN }}');
  return edit && { edits: [{ file: document.file, ...edit }], safe: true };
}
