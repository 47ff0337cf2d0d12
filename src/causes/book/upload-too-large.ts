import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** Seconds: the registry ends an upload after ten minutes. Clients count from a little later. */
const TEN_MINUTES = 590;

interface Detail {
  seconds: number | null;
  /** Somebody between the client and the registry refused it. */
  isBetween: boolean;
}

const TOO_LARGE = /\b413\b|\b(?:entity|payload|content) too large\b/i;

/** 10 GB a layer, 10 minutes an upload (GitHub docs). */
export const uploadTooLarge = causeWith<Detail>()({
  id: 'upload-too-large',
  severity: 'error',
  sources: [
    'facts N7, N8',
    'GitHub docs: Working with the Container registry',
    'docker/build-push-action#251',
  ],
  says: [
    TOO_LARGE,
    /failed commit on ref "layer-\S+: no response/i,
    /blobs\/uploads?\/\S+ .*connection timed out/i,
  ],
  seen: [
    'ERROR: failed commit on ref "layer-sha256:0123": no response',
    'error parsing HTTP 413 response body: invalid character',
    'failed to do request: Put "https://ghcr.io/v2/octo/app/blobs/upload/0123?digest=sha256:0123": read tcp 10.1.0.7:50000->192.0.2.10:443: read: connection timed out',
  ],
  answers: [{ step: 'transfer', status: 0, message: 'no response' }],
  change: {
    language: 'text',
    before: 'RUN fetch-models --all # one layer of 12 GB',
    after: 'RUN fetch-models --part 1\nRUN fetch-models --part 2',
    inChinese: { 'one layer of 12 GB': '一个 12 GB 的层' },
  },
  exampleDetail: { seconds: null, isBetween: false },

  explains(seen) {
    if (seen.kind !== 'interrupted') return undefined;
    const lasted = seen.progress?.lasted ?? null;
    const detail = { seconds: lasted === null ? null : Math.round(lasted), isBetween: false };
    if (says(seen, TOO_LARGE)) return { confidence: 'likely', detail: { ...detail, isBetween: true } };
    if (lasted !== null) return lasted >= TEN_MINUTES ? { confidence: 'likely', detail } : undefined;
    if (says(seen, /: no response/i)) return { confidence: 'likely', detail };
    return says(seen, /connection timed out|unexpected EOF|closed pipe/i)
      ? { confidence: 'possible', detail }
      : undefined;
  },

  text: {
    en: {
      title: 'A layer is too large for one upload',
      message: (f, detail) =>
        detail.isBetween
          ? `The upload to ${en.image(f)} was refused as too large (HTTP 413). ghcr.io has no such answer: a proxy in between gave it, or a registry in its place.`
          : `The upload${f.image ? ` to ${en.image(f)}` : ''} was ended${detail.seconds !== null ? ` after ${detail.seconds} seconds` : ''}. ghcr.io takes layers of up to 10 GB, and ten minutes for each.`,
      fix: (f, { isBetween }) =>
        isBetween
          ? `Raise the limit of that proxy (nginx: client_max_body_size), or let uploads to ${f.registry} pass it by.`
          : 'Make the layer smaller: split the instruction that makes it, or keep large data out of the image.',
      tell: (f) =>
        `Look at the sizes: docker history ${f.image || 'IMAGE'}. If the upload always ends after some 600 seconds, it is the limit; at another time in each run, it is the connection.`,
      folk: () => 'A new login and another token do not help: the upload was accepted and took too long.',
    },
    'zh-CN': {
      title: '单个层过大，无法一次上传',
      message: (f, detail) =>
        detail.isBetween
          ? han`向 ${zh.image(f)} 的上传因内容过大被拒绝（HTTP 413）。ghcr.io 不会给出这样的响应：它来自中间的代理，或来自代替它的注册表。`
          : han`${f.image ? han`向 ${zh.image(f)} 的上传` : '上传'}${detail.seconds !== null ? `在 ${detail.seconds} 秒后` : ''}被中断。ghcr.io 的每一层最大 10 GB，上传时间最长 10 分钟。`,
      fix: (f, { isBetween }) =>
        isBetween
          ? han`请提高该代理的限制（nginx：client_max_body_size），或让发往 ${f.registry} 的上传绕过它。`
          : '请减小该层：拆分生成它的指令，或者不要把大量数据放进镜像。',
      tell: (f) =>
        han`查看各层大小：docker history ${f.image || 'IMAGE'}。如果上传总是在大约 600 秒后结束，就是达到了限制；如果每次的时间不同，则是网络连接的问题。`,
      folk: () => '重新登录或更换令牌没有用：上传已被接受，只是耗时过长。',
    },
  },
});
