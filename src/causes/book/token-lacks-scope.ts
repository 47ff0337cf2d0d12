import type { Access } from '../../types.js';
import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { commandOf, renewedSecret } from '../claims/claim-parts.js';
import { newToken } from '../claims/pages.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isPull, isPush, wasAsked } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import {
  REGISTRY_ANSWERS,
  REGISTRY_SENTENCES,
  says,
  WITHOUT_CHALLENGE,
  withoutReason,
} from '../questions/said.js';
import { hasHint, hasPackagesScope, isUserToken, sentPersons } from '../questions/token.js';
import { askApi, en, zh } from '../wording.js';

/** A classic or OAuth token that is alive and was made without the packages scope. */
export const tokenLacksScope = causeWith<Detail>()({
  id: 'token-lacks-scope',
  severity: 'error',
  isOfToken: true,
  sources: ['facts W10, G3, section 2', 'GitHub docs: Scopes for OAuth apps'],
  says: [REGISTRY_SENTENCES.scopes, /You need at least read:packages scope/i],
  seen: ['denied: permission_denied: The token provided does not match expected scopes.'],
  answers: [
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.scopes },
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

  exampleDetail: { isOfGh: false },

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  text: {
    en: {
      title: 'The token lacks the scope for packages',
      message: (f, detail) =>
        `${en.refusal(f)} ${en.Token(f)} does not have the scope ${scopeOf(f, detail)}${f.scopes ? `, only ${f.scopes}` : ''}.`,
      fix: (f, detail) =>
        detail.isOfGh
          ? `Add the scope ${scopeOf(f, detail)} to the token of gh, and log in again with the new one: the stored login keeps the old.`
          : `Add the scope ${scopeOf(f, detail)} to ${en.token(f)}, or use a token that has it instead.`,
      tell: (f, detail) =>
        `${askApi(f, 'user')} shows x-oauth-scopes: ${scopeOf(f, detail)} has to be among them${f.access === 'pull' ? ', or write:packages' : ''}. Without that header it is a fine-grained token.`,
    },
    'zh-CN': {
      title: '令牌缺少软件包作用域',
      message: (f, detail) =>
        han`${zh.refusal(f)}${zh.token(f)} 没有 ${scopeOf(f, detail)} 作用域${f.scopes ? `，只有 ${f.scopes.replaceAll(', ', '、')}` : ''}。`,
      fix: (f, detail) =>
        detail.isOfGh
          ? han`请为 gh 的令牌添加 ${scopeOf(f, detail)} 作用域，再用新令牌重新登录：已保存的登录凭据仍是旧令牌。`
          : han`请为 ${zh.token(f)} 添加 ${scopeOf(f, detail)} 作用域，或者换用具有该作用域的令牌。`,
      tell: (f, detail) =>
        han`${askApi(f, 'user')} 会显示 x-oauth-scopes，其中必须有 ${scopeOf(f, detail)}${f.access === 'pull' ? ' 或 write:packages' : ''}。如果没有这个标头，则是细粒度令牌。`,
    },
  },
});

interface Detail {
  /** gh made the token, and a client keeps it. */
  isOfGh: boolean;
  /** It does for deleting alone, and is what the API asks for. */
  deletes?: boolean;
}

const DELETE = 'delete:packages';

function scopeOf(f: Facts, detail: Detail | undefined): string {
  return detail?.deletes ? DELETE : en.scope(f);
}

function ofAnswer(seen: Case): Claim<Detail> | undefined {
  const { token, access, serverUrl } = seen;
  if (!isUserToken(token) || !isRightRefused(seen) || seen.kind === 'missing') return undefined;
  if (token.kind === 'app-user') return undefined; // has permissions, no scopes
  const has = hasPackagesScope(token, access);
  if (has !== false && !says(seen, REGISTRY_SENTENCES.scopes)) return undefined;
  return {
    confidence: has ? 'possible' : has === null && token.kind === 'unknown' ? 'likely' : 'certain',
    ...renewed(serverUrl, access ?? 'push', token.kind === 'oauth'),
    ...renewedSecret(seen),
    detail: { isOfGh: false },
  };
}

function ofLog(seen: Case): Claim<Detail> | undefined {
  const pull = isPull(seen) || says(seen, /at least read:packages/i);
  const isOauth = hasHint(seen, 'oauth');
  const deletes = says(seen, /at least delete:packages|one of the following scopes: \['?delete:packages/i);
  const claim = {
    ...renewed(seen.serverUrl, pull ? 'pull' : 'push', isOauth, deletes),
    detail: { isOfGh: false, deletes },
    ...(pull ? { facts: { access: 'pull' as const } } : {}),
  };
  if (says(seen, /You need at least \w+:packages scope|one of the following scopes: \[[^\]]*:packages/i))
    return { confidence: 'certain', ...claim };
  if (says(seen, REGISTRY_SENTENCES.scopes))
    return {
      confidence: hasHint(seen, 'fine-grained') ? 'possible' : 'likely',
      ...claim,
      ...(isOauth ? ofGh(seen, claim.command) : {}),
    };
  // The reason is lost with the answer's text, and the token is a person's, which has scopes.
  const isOpen = isPush(seen) && withoutReason(seen) && sentPersons(seen) && isRightRefused(seen);
  return isOpen || says(seen, WITHOUT_CHALLENGE)
    ? { confidence: 'possible', detail: { isOfGh: false } }
    : undefined;
}

/** gh's own token gets its scope by a command, any other on the page of a new one. */
function renewed(
  serverUrl: string,
  access: Access,
  isOauth: boolean,
  deletes = false,
): Pick<Claim, 'command' | 'url'> {
  if (!isOauth) return { url: newToken(serverUrl, access, deletes) };
  const scope = access === 'pull' ? 'read:packages' : 'write:packages';
  return { command: refresh(serverUrl, deletes ? DELETE : scope) };
}

function refresh(serverUrl: string, scope: string): string {
  return `gh auth refresh -h ${serverUrl.replace(/^https?:\/\//, '')} -s ${scope}`;
}

/** The client that keeps the token of gh is given the new one, where it takes a login by a pipe. */
function ofGh(seen: Case, command: string | undefined): Pick<Claim<Detail>, 'command' | 'detail'> {
  const { command: login = '' } = commandOf(seen);
  if (command === undefined || !/^\w+(?: registry)? login /.test(login)) return { detail: { isOfGh: false } };
  const piped = login.includes('--password-stdin') ? login : `${login} --password-stdin`;
  return { command: `${command} && gh auth token | ${piped}`, detail: { isOfGh: true } };
}
