import { cause } from '../cause.js';
import { newToken } from '../pages.js';
import { hasScope, isUserToken, missing, rightRefused, says, WORDS } from '../questions.js';
import { heard, hints, serverOf } from '../reading.js';
import { en, han, zh } from '../wording.js';

/** A classic or OAuth token that is alive and was made without the packages scope. */
export const tokenLacksScope = cause({
  id: 'token-lacks-scope',
  severity: 'error',
  sources: ['facts W10, G3, section 2', 'GitHub docs: Scopes for OAuth apps'],
  says: [WORDS.scopes, /You need at least read:packages scope/i],
  seen: ['denied: permission_denied: The token provided does not match expected scopes.'],
  answers: [
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: permission_denied: The token provided does not match expected scopes.',
    },
    { step: 'api', status: 403, message: 'You need at least read:packages scope to list packages.' },
  ],
  example: { token: 'GHCR_TOKEN', scopes: 'repo, workflow' },
  page: (f) => newToken(f.serverUrl, f.access),
  command: (f) => refresh(f.serverUrl, en.scope(f)),
  change: {
    language: 'sh',
    before: 'gh auth token | docker login ghcr.io -u USER --password-stdin',
    after:
      'gh auth refresh -h github.com -s write:packages\ngh auth token | docker login ghcr.io -u USER --password-stdin',
  },

  explains(refusal, { run, access }) {
    const { token } = refusal;
    if (!token || !isUserToken(token) || !rightRefused(refusal) || missing(refusal)) return undefined;
    if (token.kind === 'app-user') return undefined; // has permissions, no scopes
    const has = hasScope(token, access);
    const said = says(refusal, WORDS.scopes);
    if (has !== false && !said) return undefined;
    const scope = access === 'pull' ? 'read:packages' : 'write:packages';
    return {
      confidence: has ? 'possible' : has === null && token.kind === 'unknown' ? 'likely' : 'certain',
      ...(token.kind === 'oauth'
        ? { command: refresh(run.serverUrl, scope) }
        : { url: newToken(run.serverUrl, access) }),
    };
  },

  reads(symptom, job) {
    const server = serverOf(job, symptom.registry);
    const pull = symptom.access === 'pull' || heard(symptom, /at least read:packages/i);
    const refreshed = hints(job, 'oauth')
      ? { command: refresh(server, pull ? 'read:packages' : 'write:packages') }
      : { url: newToken(server, pull ? 'pull' : 'push') };
    const facts = pull ? { access: 'pull' as const } : {};
    if (heard(symptom, /You need at least \w+:packages scope/i))
      return { confidence: 'certain', ...refreshed, facts };
    if (heard(symptom, WORDS.scopes))
      return { confidence: hints(job, 'fine-grained') ? 'possible' : 'likely', ...refreshed, facts };
    return heard(symptom, /Server did not provide instructions to authenticate/i)
      ? { confidence: 'possible' }
      : undefined;
  },

  text: {
    en: {
      title: 'The token lacks the scope for packages',
      message: (f) =>
        `${en.refusal(f)} ${en.Token(f)} does not have the scope ${en.scope(f)}${f.scopes ? `, only ${f.scopes}` : ''}.`,
      fix: (f) => `Give ${en.token(f)} the scope ${en.scope(f)}, or replace it with a token that has it.`,
      tell: () =>
        'curl -sI -H "Authorization: Bearer TOKEN" https://api.github.com/user shows x-oauth-scopes: write:packages has to be among them. Without that header it is a fine-grained token.',
    },
    'zh-CN': {
      title: '令牌缺少软件包作用域',
      message: (f) =>
        han`${zh.refusal(f)}${zh.token(f)} 没有 ${en.scope(f)} 作用域${f.scopes ? `，只有 ${f.scopes.replaceAll(', ', '、')}` : ''}。`,
      fix: (f) => han`请为 ${zh.token(f)} 添加 ${en.scope(f)} 作用域，或者换用具有该作用域的令牌。`,
      tell: () =>
        han`curl -sI -H "Authorization: Bearer TOKEN" https://api.github.com/user 会显示 x-oauth-scopes，其中必须有 write:packages。如果没有这个标头，则是细粒度令牌。`,
    },
  },
});

function refresh(serverUrl: string, scope: string): string {
  return `gh auth refresh -h ${serverUrl.replace(/^https?:\/\//, '')} -s ${scope}`;
}
