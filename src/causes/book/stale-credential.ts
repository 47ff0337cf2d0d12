import type { TokenEvidence } from '../../evidence/types.js';
import { cause } from '../cause.js';
import { beyondRepair, credentialRefused, WORDS } from '../questions.js';
import { aboutCredential, heard, isPull } from '../reading.js';
import { en, han, zh } from '../wording.js';

/** An old login that is sent along, and refused, even where no login is needed at all. */
export const staleCredential = cause({
  id: 'stale-credential',
  severity: 'error',
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
  example: { access: 'pull', token: '' },
  command: (f) => `docker logout ${f.registry}`,
  change: {
    language: 'sh',
    before: 'docker pull ghcr.io/OWNER/NAME:TAG',
    after: 'docker logout ghcr.io\ndocker pull ghcr.io/OWNER/NAME:TAG',
  },

  explains(refusal, { access, registry }) {
    const { token, image } = refusal;
    if (!token || !credentialRefused(refusal)) return undefined;
    const open = access === 'pull' && image.anonymousPull === true;
    if (!open && token.source !== 'auth-file') return undefined;
    const known = beyondRepair(token) || ['fine-grained-pat', 'refresh'].includes(token.kind);
    return {
      confidence: known ? 'likely' : 'certain',
      ...logout(token, registry),
      facts: { detail: open ? 'open' : access },
    };
  },

  reads(symptom) {
    const { stage, registry } = symptom;
    const command = { command: `docker logout ${registry}` };
    if (heard(symptom, /may be expired/i))
      return { confidence: 'likely', ...command, facts: { detail: 'pull' } };
    if (symptom.kind !== 'refused' || heard(symptom, /anonymous token/i)) return undefined;
    const facts = { detail: isPull(symptom) ? 'pull' : 'push' };
    if (aboutCredential(symptom)) {
      if (heard(symptom, WORDS.deadToken))
        return isPull(symptom) ? { confidence: 'possible', ...command, facts } : undefined;
      const pull = isPull(symptom) || (stage === 'token' && symptom.access !== 'push');
      if (/existing credentials/i.test(symptom.step ?? ''))
        return { confidence: 'likely', ...command, facts };
      return { confidence: pull && !symptom.login?.succeeded ? 'likely' : 'possible', ...command, facts };
    }
    const bare = /^(?:denied|unauthorized)$/.test(symptom.said ?? '') && symptom.access !== 'push';
    return bare ? { confidence: 'possible', ...command, facts } : undefined;
  },

  text: {
    en: {
      title: 'An old login is refused',
      message: (f) =>
        `${en.refusal(f)} ${en.Token(f)} is wrong, expired or revoked${f.detail === 'open' ? ', and the image is public: without that login the pull works' : ', and the registry then refuses even what needs no login'}.`,
      fix: (f) =>
        f.detail === 'open'
          ? `Remove ${en.token(f)}, or replace it with a token that is valid.`
          : `Log in again with a token that is valid${f.detail === 'push' ? '' : '; for a public image, logging out is enough'}.`,
      tell: (f) =>
        `Ask without the login: docker logout ${f.registry}, then pull again. If a public image then comes, the stored token was the reason.`,
      folk: () => 'Making the package public does not help while the old token is sent along.',
    },
    'zh-CN': {
      title: '旧的登录凭据被拒绝',
      message: (f) =>
        han`${zh.refusal(f)}${zh.token(f)} 有误、已过期或已被撤销${f.detail === 'open' ? '，而该镜像是公开的：不登录即可拉取' : '，此时就连无需登录的内容也会被注册表拒绝'}。`,
      fix: (f) =>
        f.detail === 'open'
          ? han`请移除 ${zh.token(f)}，或者换成有效的令牌。`
          : han`请用有效的令牌重新登录${f.detail === 'push' ? '' : '；如果镜像是公开的，退出登录即可'}。`,
      tell: (f) =>
        han`退出登录后再试：先执行 docker logout ${f.registry}，再重新拉取。如果公开镜像可以拉取，原因就是保存的令牌。`,
      folk: () => '只要旧令牌仍随请求发送，把软件包设为公开也没有用。',
    },
  },
});

/** For the files that a client keeps; other files have no command. */
function logout({ source, file }: TokenEvidence, registry: string): { command?: string } {
  if (source !== 'auth-file') return {};
  if (file?.endsWith('auth.json')) return { command: `podman logout ${registry}` };
  return file === null || file.endsWith('config.json') ? { command: `docker logout ${registry}` } : {};
}
