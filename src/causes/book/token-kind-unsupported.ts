import type { TokenEvidence } from '../../evidence/types/token.js';
import type { Language } from '../../types.js';
import { causeWith } from '../cause.js';
import { commandOf, renewedSecret } from '../claims/claim-parts.js';
import { newToken } from '../claims/pages.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { REGISTRY_ANSWERS, REGISTRY_SENTENCES, says, withoutReason } from '../questions/said.js';
import { hasHint } from '../questions/token.js';
import { type WrittenToken, writtenTokens } from '../texts/tokens/written-tokens.js';
import { tokenKindName } from '../token-names.js';
import { en, isWorkflow, zh } from '../wording.js';

interface Detail extends WrittenToken {
  /** As a log calls it, where no token is at hand. */
  kind?: TokenEvidence['kind'];
}

/** A live token of a kind that GitHub Packages does not take: fine-grained, or no access token at all. */
export const tokenKindUnsupported = causeWith<Detail>()({
  id: 'token-kind-unsupported',
  severity: 'error',
  isOfToken: true,
  sources: [
    'facts W10, section 2',
    'GitHub docs: Working with the Container registry',
    'docker/login-action#331',
    'orgs/community/discussions/38467',
  ],
  says: [REGISTRY_SENTENCES.scopes],
  seen: ['denied: permission_denied: The token provided does not match expected scopes.'],
  answers: [{ step: 'upload', status: 403, message: REGISTRY_ANSWERS.scopes }],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => newToken(f.serverUrl, f.access),
  change: {
    language: 'yaml',
    before: 'password: ${{ secrets.FINE_GRAINED_TOKEN }} # github_pat_…',
    after: 'password: ${{ secrets.GHCR_TOKEN }} # ghp_…, with write:packages',
    inChinese: { 'ghp_…, with write:packages': 'ghp_…，带有 write:packages' },
  },
  exampleDetail: { written: false },
  folkCures: ['login-twice'],

  explains(seen) {
    const scopes = says(seen, REGISTRY_SENTENCES.scopes);
    const detail = { written: false };
    if (!wasAsked(seen)) {
      // It logs in, and may read what is public: what it is refused beyond that is refused without a reason.
      if (!scopes) {
        if (!withoutReason(seen) || !hasHint(seen, 'fine-grained')) return undefined;
        // It pushes nowhere, whatever else is right.
        const isSure =
          isPush(seen) && seen.step !== 'login' && !hasHint(seen, 'classic', 'job', 'app', 'oauth');
        return isSure ? { confidence: 'likely', odds: 4, detail } : { confidence: 'possible', detail };
      }
      return hasHint(seen, 'fine-grained')
        ? {
            confidence: 'certain',
            url: newToken(seen.serverUrl, seen.access),
            ...commandOf(seen),
            detail: { ...detail, kind: 'fine-grained-pat' },
          }
        : { confidence: 'possible', detail };
    }
    if (seen.kind !== 'refused') return undefined;
    const url = newToken(seen.serverUrl, seen.access);
    switch (seen.token?.kind) {
      case 'fine-grained-pat':
      case 'refresh':
        return { confidence: 'certain', url, ...renewedSecret(seen), detail };
      case 'app-user':
        return scopes ? { confidence: 'likely', url, detail } : undefined;
      default:
        return undefined;
    }
  },

  lints: {
    job: (job, all) =>
      writtenTokens(job, all, (prefix) => prefix === 'github_pat_' || prefix === 'ghr_').map((found) => ({
        confidence: 'certain',
        ...found,
        detail: { written: true },
      })),
  },

  text: {
    en: {
      title: 'The registry does not take this kind of token',
      message: (f, { written, kind }) =>
        written
          ? `The password of the login to ${f.registry} is a fine-grained personal access token that stands in the text. GitHub Packages does not support that kind, and whoever may read the repository has it.`
          : `${en.refusal(f)} ${en.Token(f)} is ${kindIn(f, kind, 'en') ? `a ${kindIn(f, kind, 'en')}, which` : 'of a kind that'} GitHub Packages does not support: it takes classic personal access tokens${isWorkflow(f) ? " and the job's own GITHUB_TOKEN" : ''}.`,
      fix: (f, { written }) =>
        written
          ? 'Revoke this token, and log in with ${{ github.token }} or with a secret.'
          : `Replace ${en.token(f)} with a classic personal access token that has ${en.scope(f)}.`,
      tell: () =>
        'Look at the first letters of the token: github_pat_ is a fine-grained one, ghp_ a classic one. ghcr-preflight check says which it is.',
      folk: () =>
        'No permission of a fine-grained token helps: GitHub Packages does not take that kind at all, although the login succeeds.',
    },
    'zh-CN': {
      title: '注册表不支持这种令牌',
      message: (f, { written, kind }) =>
        written
          ? han`登录 ${f.registry} 的密码是直接写在文件中的细粒度个人访问令牌。GitHub Packages 不支持这种令牌，而且能读取该存储库的人都能得到它。`
          : han`${zh.refusal(f)}${zh.token(f)} ${kindIn(f, kind, 'zh-CN') ? `是 ${kindIn(f, kind, 'zh-CN')}，GitHub Packages 不支持这种令牌` : '的类型不受 GitHub Packages 支持'}，它只支持经典个人访问令牌${isWorkflow(f) ? '和作业自带的 GITHUB_TOKEN' : ''}。`,
      fix: (f, { written }) =>
        written
          ? han`请撤销该令牌，并改用 ${'${{ github.token }}'} 或机密登录。`
          : han`请把 ${zh.token(f)} 换成具有 ${en.scope(f)} 作用域的经典个人访问令牌。`,
      tell: () =>
        han`查看令牌的开头：github_pat_ 是细粒度令牌，ghp_ 是经典令牌。ghcr-preflight check 会指出是哪一种。`,
      folk: () => '给细粒度令牌添加任何权限都没有用：虽然可以登录，但 GitHub Packages 完全不支持这种令牌。',
    },
  },
});

function kindIn(f: Facts, kind: Detail['kind'], language: Language): string {
  return kind ? tokenKindName(kind, language) : f.tokenKind;
}
