import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { isPull } from '../questions/asked.js';
import { isRightRefused } from '../questions/refusal.js';
import { REGISTRY_ANSWERS, REGISTRY_SENTENCES, says } from '../questions/said.js';
import { hasMixedScopes } from '../questions/token.js';
import { en, zh } from '../wording.js';

/** BuildKit asks for one token for all repositories it touches; one of them that is out of reach spoils it for all. */
export const foreignRepositoryInScope = causeWith<{ others: string }>()({
  id: 'foreign-repository-in-scope',
  severity: 'error',
  sources: ['facts W11, number 5', 'docker/build-push-action#687'],
  // Nothing in the refusal names it: the line that asks for the token does.
  says: [/\[auth\] \S+:pull \S+:pull,push token for/, REGISTRY_SENTENCES.noInstallation],
  seen: [
    '#34 [auth] other/cache:pull octo/app:pull,push token for ghcr.io\n#32 ERROR: failed to push ghcr.io/octo/app:1: unexpected status: 403 Forbidden',
    'denied: permission_denied: The requested installation does not exist.',
  ],
  answers: [
    { step: 'token', status: 403, message: REGISTRY_ANSWERS.noInstallation },
    { step: 'upload', status: 403, message: REGISTRY_ANSWERS.noInstallation },
  ],
  change: {
    language: 'yaml',
    before: 'cache-from: type=registry,ref=ghcr.io/OTHER/CACHE',
    after: 'cache-from: type=registry,ref=ghcr.io/OWNER/NAME:cache',
  },
  exampleDetail: { others: 'OTHER/CACHE' },

  explains(seen) {
    // We ask for one repository at a time.
    if (!seen.scopes || seen.kind !== 'refused' || isPull(seen)) return undefined;
    const detail = { others: foreign(seen) };
    const mixed = hasMixedScopes(seen);
    if (says(seen, REGISTRY_SENTENCES.noInstallation))
      return { confidence: mixed ? 'likely' : 'possible', detail };
    if (!mixed || (!isRightRefused(seen) && seen.step !== 'token')) return undefined;
    return { confidence: 'likely', detail };
  },

  text: {
    en: {
      title: 'Another package in the same request is out of reach',
      message: (f, detail) =>
        `${en.refusal(f)} The build asked for one token for several packages${detail.others ? `, among them ${detail.others}` : ''}, and one that may not be read refuses them all.`,
      fix: () =>
        'Remove the cache or base image of the other owner from this build, or keep it under your own name.',
      tell: () =>
        'Look for the line [auth] above the refusal: it lists every package that the token was asked for. Leave out cache-from for one run; if the push then works, this was it.',
    },
    'zh-CN': {
      title: '同一请求中有无权访问的其他软件包',
      message: (f, detail) =>
        han`${zh.refusal(f)}构建为多个软件包只申请了一个令牌${detail.others ? han`，其中包括 ${detail.others}` : ''}，只要有一个无权读取，整个请求就会被拒绝。`,
      fix: () => '请从这次构建中去掉属于其他所有者的缓存或基础镜像，或者把它放到自己的名称之下。',
      tell: () =>
        '查看拒绝之前的 [auth] 一行，其中列出了令牌涉及的全部软件包。去掉 cache-from 再运行一次，如果推送成功，就是这个原因。',
    },
  },
});

/** The repositories of owners other than the image's, comma-separated. */
function foreign({ scopes, image }: Case): string {
  const owner = image?.owner ?? scopes?.at(-1)?.split('/')[0];
  return (scopes ?? []).filter((scope) => scope.split('/')[0] !== owner).join(', ');
}
