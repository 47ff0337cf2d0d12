import type { TokenEvidence } from '../../evidence/types/token.js';
import type { Access, Confidence } from '../../types.js';
import { AT_A_TERMINAL } from '../askers/places.js';
import type { Case } from '../case.js';
import { type Claim, causeWith } from '../cause.js';
import { commandOf } from '../claims/claim-parts.js';
import { entryKept } from '../facts.js';
import { han } from '../han.js';
import { isLogin, isPull, wasAsked } from '../questions/asked.js';
import { isPublished } from '../questions/published.js';
import { isCredentialRefused, refusedAfterLogin } from '../questions/refusal.js';
import { refusedPull } from '../questions/refused-pull.js';
import { REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { isBeyondRepair } from '../questions/token.js';
import { en, zh } from '../wording.js';

/** An old login that is sent along, and refused, even where no login is needed at all. */
export const staleCredential = causeWith<Detail>()({
  id: 'stale-credential',
  severity: 'error',
  isOfToken: true,
  sources: ['facts P2, number 6', 'akuity/kargo#778', 'dexidp/dex#2672'],
  says: [
    /failed to fetch oauth token: unexpected status[^\n]*: 403/i,
    /Requesting bearer token: [^\n]*403 \(?Forbidden/i,
    /\/token\?[^\n]*(?:403: denied: denied|DENIED: denied)/,
  ],
  seen: [
    'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io: 403 Forbidden',
    'GET "https://ghcr.io/token?scope=repository%3Aocto%2Fapp%3Apull&service=ghcr.io": response status code 403: denied: denied',
  ],
  answers: [
    { step: 'token', status: 403, message: 'DENIED: denied' },
    { step: 'manifest-pull', status: 403, message: 'DENIED: denied' },
  ],
  example: { access: 'pull', token: '', asker: AT_A_TERMINAL },
  command: (f) => `docker login ${f.registry} --username USER`,
  change: {
    language: 'sh',
    before: 'docker pull ghcr.io/OWNER/NAME:TAG',
    after: 'docker login ghcr.io --username USER\ndocker pull ghcr.io/OWNER/NAME:TAG',
  },
  exampleDetail: 'pull',

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  text: {
    en: {
      title: 'An old login is refused',
      message: (f, detail) =>
        detail === 'identity'
          ? `${en.refusal(f)} ${en.Token(f)} holds an identity token, which is no password: clients hand it to the token endpoint, and the registry gave nothing for it.`
          : `${en.refusal(f)} ${en.Token(f)} is wrong, expired or revoked${detail === 'open' ? ', and the image is public: without that login the pull works' : ', and the registry then refuses even what needs no login'}.`,
      fix: (f, detail) =>
        detail === 'open'
          ? `Remove ${en.token(f)}, or replace it with a token that is valid.`
          : detail === 'push' || detail === 'identity'
            ? en.renew(f)
            : `${en.renew(f)} ${en.forget(f)}`,
      tell: (f) => en.test(f),
      folk: () => 'Making the package public does not help while the old token is sent along.',
    },
    'zh-CN': {
      title: '旧的登录凭据被拒绝',
      message: (f, detail) =>
        detail === 'identity'
          ? han`${zh.refusal(f)}${zh.token(f)} 中保存的是身份令牌（identity token），而不是密码：客户端会把它交给令牌端点，注册表没有为它返回任何令牌。`
          : han`${zh.refusal(f)}${zh.token(f)} 有误、已过期或已被撤销${detail === 'open' ? '，而该镜像是公开的：不登录即可拉取' : '，此时就连无需登录的内容也会被注册表拒绝'}。`,
      fix: (f, detail) =>
        detail === 'open'
          ? han`请删除 ${zh.token(f)}，或者换成有效的令牌。`
          : detail === 'push' || detail === 'identity'
            ? zh.renew(f)
            : `${zh.renew(f)}${zh.forget(f)}`,
      tell: (f) => zh.test(f),
      folk: () => '只要旧令牌仍随请求发送，把软件包设为公开也没有用。',
    },
  },
});

/** `open`: the pull needs no login at all. `identity`: what is kept is exchanged, and the registry takes none of these. */
type Detail = Access | 'open' | 'identity';

function ofAnswer(seen: Case): Claim<Detail> | undefined {
  const { token, access } = seen;
  if (!token || !isCredentialRefused(seen)) return undefined;
  if (token.isIdentityToken) return { confidence: 'certain', ...commandOf(seen), detail: 'identity' };
  const open = isPull(seen) && seen.anonymousPull === true;
  if (!open && token.source !== 'auth-file') return undefined;
  const known = isBeyondRepair(token) || ['fine-grained-pat', 'refresh'].includes(token.kind);
  return {
    confidence: known ? 'likely' : 'certain',
    ...commandFor(seen, token, open),
    detail: open ? 'open' : (access ?? 'push'),
  };
}

/** podman's and docker's words when they ask for a password because the one they keep is refused. */
const KEPT_INVALID = /(?:existing|stored) credentials (?:are )?invalid/i;

function ofLog(seen: Case): Claim<Detail> | undefined {
  const { step, access } = seen;
  const claim = (confidence: Confidence, detail: Access): Claim<Detail> => ({
    confidence,
    // Of what the cure says first; that a public image needs no login is said behind it.
    ...commandOf(seen),
    detail,
  });
  if (says(seen, /may be expired/i)) return claim('likely', 'pull');
  if (says(seen, KEPT_INVALID)) return claim('certain', isPull(seen) ? 'pull' : 'push');
  if (seen.kind !== 'refused' || says(seen, /anonymous token/i)) return undefined;
  const detail = isPull(seen) ? 'pull' : 'push';
  // Whoever says so has looked, whatever else the bare word may mean.
  if (seen.told.expiry && isPull(seen) && withoutReason(seen) && refusedPull(seen) !== 'challenge')
    return { ...claim('likely', 'pull'), odds: 5 };
  switch (refusedPull(seen)) {
    case 'credential':
      if (/existing credentials/i.test(seen.command ?? '')) break;
      // What was typed for this very request is none that was kept.
      return claim(seen.login?.succeeded || seen.sent ? 'possible' : 'likely', 'pull');
    case 'absent-or-stale':
      return {
        ...claim(seen.login?.succeeded ? 'possible' : 'likely', 'pull'),
        ...(isPublished(seen) && { odds: 4 }),
      };
    case 'private':
      return seen.told.expiry
        ? { ...claim('likely', 'pull'), odds: 3 }
        : { ...claim('possible', 'pull'), odds: 1 };
    case 'absent':
      return seen.told.expiry || (isPublished(seen) && !seen.login?.isLogout)
        ? { ...claim('likely', 'pull'), odds: 3 }
        : { ...claim('possible', 'pull'), odds: 1 };
    default:
  }
  if (isCredentialRefused(seen)) {
    if (says(seen, REGISTRY_SENTENCES.deadToken))
      return isPull(seen) ? { ...claim('possible', detail), odds: 2 } : undefined;
    if (refusedAfterLogin(seen)) return claim('possible', detail);
    if (/existing credentials/i.test(seen.command ?? '')) return claim('likely', detail);
    // What was just given is none that was kept.
    if (isLogin(seen) && seen.login && seen.login.succeeded !== true) return undefined;
    const pull = isPull(seen) || (step === 'token' && access !== 'push');
    // Whatever asked, the one that is kept is what it sends.
    const odds = access === null ? 2 : undefined;
    return {
      ...claim(pull && !seen.login?.succeeded ? 'likely' : 'possible', detail),
      ...(odds && { odds }),
    };
  }
  const bare = /^(?:denied|unauthorized)$/.test(seen.said ?? '') && access !== 'push';
  return bare ? claim('possible', detail) : undefined;
}

/** What the cure says first: a login takes the place of the old one, and a public image needs none. Files that no client keeps have no command. */
function commandFor(seen: Case, token: TokenEvidence, open: boolean): { command?: string } {
  const { source, file } = token;
  if (seen.pullSecret) return commandOf(seen);
  if (source !== 'auth-file' || !(file === null || /(?:config|auth)\.json$/.test(file))) return {};
  return open ? logout(token, seen.registry) : commandOf(seen);
}

function logout(token: TokenEvidence, registry: string): { command?: string } {
  const { entry } = entryKept(token);
  if (token.file?.endsWith('auth.json')) return { command: `podman logout ${entry ?? registry}` };
  // docker's own logout takes the entry of the host alone.
  return token.scope ? {} : { command: `docker logout ${registry}` };
}
