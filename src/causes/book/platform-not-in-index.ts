import { causeWith } from '../cause.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { zh } from '../wording.js';

const NO_PLATFORM =
  /no matching manifest for|no match for platform in manifest|no image found in (?:image index|manifest list)|does not (?:match|provide) the (?:specified|requested) platform|no child with platform/i;
const NOT_ACCEPTED = /Accept header does not support OCI ind|\b406 Not Acceptable\b/i;

/** The tag is there, and has nothing for this machine; or the client takes no index. */
export const platformNotInIndex = causeWith<Detail>()({
  id: 'platform-not-in-index',
  severity: 'error',
  sources: ['facts K8', 'OCI image specification: image index'],
  says: [NO_PLATFORM, NOT_ACCEPTED],
  seen: [
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
    'no match for platform in manifest: not found',
    'no image found in image index for architecture "arm64", variant "v8", OS "linux"',
    'OCI index found, but Accept header does not support OCI indexes',
  ],
  answers: [{ step: 'manifest-pull', status: 406, message: '' }],
  example: { access: 'pull' },
  change: {
    language: 'yaml',
    before: 'platforms: linux/amd64',
    after: 'platforms: linux/amd64,linux/arm64',
  },
  exampleDetail: { lacks: 'platform', platform: 'linux/arm64', there: '' },

  explains(seen) {
    if (seen.kind !== 'missing') return undefined;
    const facts = { access: isPush(seen) ? ('push' as const) : ('pull' as const) };
    if (NOT_ACCEPTED.test(seen.text) && !wasAsked(seen))
      return { confidence: 'likely', facts, detail: { lacks: 'accept', platform: '', there: '' } };
    if (!NO_PLATFORM.test(seen.text)) return undefined;
    const there = /in the index: ([\w/., ]+)/.exec(seen.text)?.[1] ?? '';
    return {
      confidence: 'certain',
      facts,
      detail: { lacks: 'platform', platform: platformIn(seen.text), there },
    };
  },

  text: {
    en: {
      title: 'The tag has no image for this platform',
      message: (f, { lacks, platform, there }) =>
        lacks === 'accept'
          ? `${f.image || 'The package'} holds an image index, and the client asked for a single manifest only, so the registry has nothing to give it.`
          : `${f.reference || 'The tag'} is there, and its index has no image for ${platform || 'the platform of this machine'}.${there ? ` It has: ${there}.` : ''}`,
      fix: (f, { lacks, platform, there }) =>
        lacks === 'accept'
          ? 'Use a newer client, which accepts application/vnd.oci.image.index.v1+json.'
          : f.asker.place === 'cluster'
            ? `Publish the image for ${platform || 'this platform'} too, or let the pod run on nodes that it has an image for (nodeSelector, kubernetes.io/arch).`
            : `Publish the image for ${platform || 'this platform'} too, or name a platform that is there (${named(f, there)}), which is then emulated.`,
      tell: (f) =>
        `List what is there: docker buildx imagetools inspect ${f.reference || 'IMAGE'}. No such tag at all is answered with "manifest unknown".`,
    },
    'zh-CN': {
      title: '该标签没有此平台的镜像',
      message: (f, { lacks, platform, there }) =>
        lacks === 'accept'
          ? han`${zh.image(f)} 是一个镜像索引，而客户端只接受单个清单，因此注册表没有可以返回的内容。`
          : han`${f.reference || '该标签'} 存在，但其索引中没有 ${platform || '本机平台'} 的镜像。${there && han`其中有：${there.replaceAll(', ', '、')}。`}`,
      fix: (f, { lacks, platform, there }) =>
        lacks === 'accept'
          ? han`请使用能接受 application/vnd.oci.image.index.v1+json 的较新客户端。`
          : f.asker.place === 'cluster'
            ? han`请同时为 ${platform || '该平台'} 发布镜像，或者让 Pod 运行在镜像支持的节点上（nodeSelector 中的 kubernetes.io/arch）。`
            : han`请同时为 ${platform || '该平台'} 发布镜像，或者指定已有的平台（${named(f, there)}），以模拟方式运行。`,
      tell: (f) =>
        han`查看已有的平台：docker buildx imagetools inspect ${f.reference || 'IMAGE'}。如果标签根本不存在，返回的是 “manifest unknown”。`,
    },
  },
});

interface Detail {
  /** `accept`: the client takes no index. */
  lacks: 'platform' | 'accept';
  /** As the client named it: `linux/arm64/v8`; empty: it did not. */
  platform: string;
  /** Those that are there; empty: nobody says. */
  there: string;
}

/** One that is there, as whoever asks names it. */
function named({ asker }: Facts, there: string): string {
  const [first = 'linux/amd64'] = there.split(', ').filter(Boolean);
  return asker.place === 'server' ? `platform: ${first}` : `--platform ${first}`;
}

function platformIn(text: string): string {
  const asked = /no matching manifest for ([\w./-]+) in the index:/.exec(text)?.[1];
  if (asked) return asked;
  const slashed = /\b((?:linux|windows|darwin|freebsd)(?:\([\w.]+\))?\/[\w/.-]*\w)/.exec(text)?.[1];
  if (slashed) return slashed;
  const architecture = /architecture "?(\w+)"?/i.exec(text)?.[1];
  const os = /\bOS "?(\w+)"?/.exec(text)?.[1] ?? 'linux';
  return architecture ? `${os}/${architecture}` : '';
}
