import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { lettersBetween } from '../nearest.js';
import { isPush, isSending, wasAsked } from '../questions/asked.js';
import { isUntoldPull } from '../questions/refusal.js';
import { NO_TAG_LIST, REGISTRY_SENTENCES, says } from '../questions/said.js';

/** The package is there, the tag is not. */
export const manifestNotFound = causeWith<Detail>()({
  id: 'manifest-not-found',
  severity: 'error',
  sources: ['facts P6, K8', 'basecamp/once-campfire#14', 'snok/container-retention-policy#104'],
  says: [REGISTRY_SENTENCES.manifest],
  seen: ['Error response from daemon: manifest unknown'],
  answers: [{ step: 'manifest-pull', status: 404, message: 'MANIFEST_UNKNOWN: manifest unknown' }],
  example: { access: 'pull', tag: '1.0.1' },
  change: {
    language: 'sh',
    before: 'docker pull ghcr.io/OWNER/NAME # latest',
    after: 'docker pull ghcr.io/OWNER/NAME:1.0',
  },
  exampleDetail: { near: ['1.0', '1.0.0'], isAssumed: false, isPart: false, isByDigest: false },

  explains(seen) {
    const { kind, image, readable, tags, code, client, progress } = seen;
    if (isUntoldPull(seen))
      return {
        confidence: 'possible',
        facts: { access: 'pull', tag: image?.tag ?? '' },
        detail: { near: [], isAssumed: false, isPart: false, isByDigest: false },
      };
    if (kind !== 'missing' || isSending(seen) || (wasAsked(seen) && isPush(seen))) return undefined;
    if (says(seen, /expected 200, received 404|OCIError|NAME_UNKNOWN|\bname unknown\b/, NO_TAG_LIST))
      return undefined;
    // A platform that is missing, or an index that is not taken, is told in words of its own.
    if (says(seen, /no match(?:ing)? |no image found|Accept header|406 Not/i)) return undefined;
    if (image && !image.name.includes('/')) return undefined;
    const isThere = readable === 'yes' || Boolean(tags?.length);
    if (!isThere && readable !== null) return undefined;
    // What is missing then may be the image beside which an attestation is to be stored.
    const attested = client === 'cosign' || client === 'attest';
    const named =
      code === 'MANIFEST_UNKNOWN' ||
      says(seen, REGISTRY_SENTENCES.manifest, /manifest for |no such manifest/i);
    // Which image it was shows in nothing: other clients say so as well.
    const isKnown = wasAsked(seen) || image !== null || seen.isAssumed;
    const given = image?.digest ?? image?.tag ?? null;
    // What the tag names is asked for by its digest, which nobody gave.
    const isPart = progress?.found ?? false;
    // A log may leave out the tag that was given.
    const isAssumed = given === null && wasAsked(seen);
    const wanted = isAssumed ? 'latest' : (given ?? '');
    return {
      confidence: isThere ? 'certain' : isPart || (named && !attested && isKnown) ? 'likely' : 'possible',
      facts: { access: 'pull', tag: wanted },
      detail: {
        near: image?.digest ? [] : nearest(wanted, tags ?? []),
        isAssumed,
        isPart,
        isByDigest: wanted.includes(':'),
      },
    };
  },

  text: {
    en: {
      title: 'The package is there, this tag is not',
      titleOf: ({ isPart, isByDigest }) => {
        if (isPart) return 'The tag is there, what it names is not';
        return isByDigest ? 'The package is there, this digest is not' : undefined;
      },
      message: (f, detail) =>
        detail.isPart
          ? `The tag of ${f.image || 'the image'} was found, and a manifest or a layer that it names is not there any more. Most often a clean-up deleted it: the images of the single platforms have no tag of their own.`
          : `${f.image || 'The package'} has no ${f.tag ? `${f.tag.includes(':') ? 'manifest' : 'tag'} ${f.tag}` : 'such tag'}.${detail.isAssumed ? ' No tag was given, so latest was asked for.' : ''}${detail.near.length > 0 ? ` Near it are: ${detail.near.join(', ')}.` : ''}`,
      fix: (f, { isPart }) =>
        isPart
          ? 'Push the tag again for all its platforms, or ask its owner to; until then another tag may be whole. A clean-up of untagged versions has to spare those that an index names.'
          : f.tag?.includes(':')
            ? 'Name a digest that exists, or a tag: what had this one may have been deleted.'
            : `Name a tag that exists, or publish ${f.tag ? `the tag ${f.tag}` : 'this one'} first.`,
      tell: (f) =>
        `List the tags: skopeo list-tags docker://${f.image || `${f.registry}/OWNER/NAME`}. A package that is hidden is answered with 401 or 403 instead.`,
    },
    'zh-CN': {
      title: '软件包存在，但没有这个标签',
      titleOf: ({ isPart, isByDigest }) => {
        if (isPart) return '标签存在，但它指向的内容已不存在';
        return isByDigest ? '软件包存在，但没有这个摘要' : undefined;
      },
      message: (f, detail) =>
        detail.isPart
          ? han`已找到 ${f.image || '该镜像'} 的标签，但它指向的某个清单或镜像层已不存在。多半是被清理任务删除了：各平台的镜像自身没有标签。`
          : han`${f.image || '该软件包'} 中没有${f.tag ? `${f.tag.includes(':') ? '摘要' : '标签'} ${f.tag}${f.tag.includes(':') ? ' 对应的清单' : ''}` : '这个标签'}。${detail.isAssumed ? '由于没有给出标签，查询的是 latest。' : ''}${detail.near.length > 0 ? `相近的标签有：${detail.near.join('、')}。` : ''}`,
      fix: (f, { isPart }) =>
        isPart
          ? '请重新推送该标签的所有平台，或者请所有者这样做；在此之前，其他标签也许是完整的。清理未加标签的版本时，必须保留被索引引用的版本。'
          : f.tag?.includes(':')
            ? '请改用已有的摘要或标签：该摘要对应的清单可能已被删除。'
            : han`请改用已有的标签，或者先发布${f.tag ? `标签 ${f.tag}` : '这个标签'}。`,
      tell: (f) =>
        han`列出标签：skopeo list-tags docker://${f.image || `${f.registry}/OWNER/NAME`}。如果软件包不可见，返回的则是 401 或 403。`,
    },
  },
});

interface Detail {
  /** Tags that are there. */
  near: string[];
  /** No tag was given. */
  isAssumed: boolean;
  /** The tag was found, and something that it names is missing. */
  isPart: boolean;
  /** What was asked for is a digest, not a tag. */
  isByDigest: boolean;
}

const SHOWN = 3;

/** The tags that differ least from the one that was asked for. */
function nearest(wanted: string, tags: readonly string[]): string[] {
  return tags
    .map((tag) => ({ tag, distance: lettersBetween(wanted, tag) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, SHOWN)
    .map(({ tag }) => tag);
}
