import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { settingsOf } from '../claims/claim-parts.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';

/** crane, oras, skopeo and regctl, of the protocol's own way to delete. */
const BY_THE_PROTOCOL =
  /\bDELETE\b[^\n]*\b(?:UNSUPPORTED\b|405\b)|\bfailed to delete\b[^\n]*(?:\bUNSUPPORTED\b|\b405\b)/i;
/** The same without what was asked for: there is little else that the registry does not do. */
const UNSUPPORTED =
  /"UNSUPPORTED",\s?"message"|\b(?:unsupported|UNSUPPORTED): The operation is unsupported\b/;
const ANOTHER_REQUEST = /\b(?:GET|HEAD|POST|PUT|PATCH|Get|Head|Post|Put|Patch) "?https?:|\bpush|\bpull/i;
const LAST_TAGGED = /cannot delete the last tagged version of a package/i;
const POPULAR = /more than 5,?000 downloads cannot be deleted/i;

/** Something is to be deleted that GitHub does not delete, or not so: no permission changes that. */
export const deletionRefused = causeWith<Detail>()({
  id: 'deletion-refused',
  severity: 'error',
  sources: [
    'GitHub docs: Deleting and restoring a package',
    'kairos-io/kairos#4723',
    'Chizkiyahu/delete-untagged-ghcr-action#40',
  ],
  says: [BY_THE_PROTOCOL, LAST_TAGGED, POPULAR],
  seen: [
    'Error: DELETE https://ghcr.io/v2/octo/app/manifests/sha256:0123: UNSUPPORTED: The operation is unsupported.',
    'gh: You cannot delete the last tagged version of a package. You must delete the package instead. (HTTP 400)',
    '{"message":"Publicly visible package versions with more than 5000 downloads cannot be deleted. Contact GitHub support for further assistance.","status":"400"}',
  ],
  change: {
    language: 'sh',
    before: 'crane delete ghcr.io/OWNER/NAME@sha256:DIGEST',
    after: 'gh api -X DELETE /orgs/OWNER/packages/container/NAME/versions/ID',
  },
  exampleDetail: { why: 'protocol' },

  explains(seen) {
    const why = wasAsked(seen) ? undefined : reasonIn(seen);
    const isGuess = why === 'protocol' && !BY_THE_PROTOCOL.test(seen.text);
    return (
      why && {
        confidence: isGuess ? 'possible' : 'certain',
        facts: { said: '' },
        ...settingsOf(seen),
        detail: { why },
      }
    );
  },

  text: {
    en: {
      title: 'GitHub does not delete this, or not in this way',
      message: (f, { why }) =>
        why === 'protocol'
          ? `${f.registry} deletes nothing through the registry's protocol, whatever the token may do: that is what crane delete, oras manifest delete, skopeo delete and regctl ask for.`
          : why === 'last-tagged'
            ? 'GitHub keeps the last tagged version of a package, whoever asks: only the package as a whole can go.'
            : 'GitHub keeps a public version that was downloaded more than 5,000 times, whoever asks.',
      fix: (f, { why }) =>
        why === 'protocol'
          ? `Delete the version on the package's page, or through GitHub's API: gh api -X DELETE ${versionOf(f)} (of a person: /user/packages/…), with a token that has delete:packages; in a workflow, actions/delete-package-versions does it.`
          : why === 'last-tagged'
            ? 'Leave that version out of what is cleaned up, or delete the package.'
            : 'Leave that version out of what is cleaned up, or ask GitHub Support to delete it.',
      tell: () =>
        'UNSUPPORTED and 405 are answers of the registry, which deletes nothing. "last tagged version" and "5000 downloads" are GitHub\'s own rules: it keeps such a version, whoever asks, so leave it out of what is cleaned up.',
      folk: () => 'More scopes or roles do not help: nobody may.',
    },
    'zh-CN': {
      title: 'GitHub 不删除该内容，或不支持这种删除方式',
      message: (f, { why }) =>
        why === 'protocol'
          ? han`无论令牌有什么权限，${f.registry} 都不支持通过注册表协议删除内容，而 crane delete、oras manifest delete、skopeo delete 和 regctl 用的正是这种方式。`
          : why === 'last-tagged'
            ? '无论由谁请求，GitHub 都会保留软件包的最后一个带标签的版本：只能删除整个软件包。'
            : '无论由谁请求，GitHub 都会保留下载次数超过 5,000 次的公开版本。',
      fix: (f, { why }) =>
        why === 'protocol'
          ? han`请在软件包页面上删除该版本，或者通过 GitHub API 删除：gh api -X DELETE ${versionOf(f)}（个人帐户为 /user/packages/…），令牌需要 delete:packages 作用域；在工作流中可以使用 actions/delete-package-versions。`
          : why === 'last-tagged'
            ? '请在清理时跳过该版本，或者删除整个软件包。'
            : '请在清理时跳过该版本，或者联系 GitHub 支持删除。',
      tell: () =>
        han`UNSUPPORTED 和 405 是注册表的响应，它不支持任何删除操作。“last tagged version” 和 “5000 downloads” 则是 GitHub 的规则：无论由谁请求，这样的版本都会保留，请在清理时跳过它。`,
      folk: () => '增加作用域或角色没有用：任何人都不能这样删除。',
    },
  },
});

interface Detail {
  /** `protocol`: by the registry's protocol. `last-tagged`, `popular`: a version that GitHub keeps. */
  why: 'protocol' | 'last-tagged' | 'popular';
}

function reasonIn({ text, access }: Case): Detail['why'] | undefined {
  if (LAST_TAGGED.test(text)) return 'last-tagged';
  if (POPULAR.test(text)) return 'popular';
  const isUnsupported = access === null && UNSUPPORTED.test(text) && !ANOTHER_REQUEST.test(text);
  return BY_THE_PROTOCOL.test(text) || isUnsupported ? 'protocol' : undefined;
}

/** A version in GitHub's API; its number is left to fill in. */
function versionOf(f: Facts): string {
  return `/orgs/${f.owner || 'OWNER'}/packages/container/${encodeURIComponent(f.package) || 'NAME'}/versions/ID`;
}
