import { causeWith } from '../cause.js';
import { says } from '../questions.js';
import { en, han, zh } from '../wording.js';

/** Seconds: the registry ends an upload after ten minutes. Clients count from a little later. */
const TEN_MINUTES = 590;

/** 10 GB a layer, 10 minutes an upload (GitHub docs). */
export const uploadTooLarge = causeWith<{ seconds: number | null }>()({
  id: 'upload-too-large',
  severity: 'error',
  sources: [
    'facts N7, N8',
    'GitHub docs: Working with the Container registry',
    'docker/build-push-action#251',
  ],
  says: [/failed commit on ref "layer-\S+: no response/i, /blobs\/uploads?\/\S+ .*connection timed out/i],
  seen: [
    'ERROR: failed commit on ref "layer-sha256:0123": no response',
    'failed to do request: Put "https://ghcr.io/v2/octo/app/blobs/upload/0123?digest=sha256:0123": read tcp 10.1.0.7:50000->192.0.2.10:443: read: connection timed out',
  ],
  answers: [{ step: 'transfer', status: 0, message: 'no response' }],
  change: {
    language: 'text',
    before: 'RUN fetch-models --all # one layer of 12 GB',
    after: 'RUN fetch-models --part 1\nRUN fetch-models --part 2',
  },
  exampleDetail: { seconds: null },

  explains(seen) {
    if (seen.kind !== 'interrupted') return undefined;
    const lasted = seen.progress?.lasted ?? null;
    const detail = { seconds: lasted === null ? null : Math.round(lasted) };
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
        `The upload to ${en.image(f)} was ended${detail.seconds !== null ? ` after ${detail.seconds} seconds` : ''}. ghcr.io takes layers of up to 10 GB, and ten minutes for each.`,
      fix: () =>
        'Make the layer smaller: split the instruction that makes it, or keep large data out of the image.',
      tell: (f) =>
        `Look at the sizes: docker history ${f.image || 'IMAGE'}. If the upload always ends after some 600 seconds, it is the limit; at another time in each run, it is the connection.`,
      folk: () => 'A new login and another token do not help: the upload was accepted and took too long.',
    },
    'zh-CN': {
      title: '单个层过大，无法一次上传',
      message: (f, detail) =>
        han`向 ${zh.image(f)} 的上传${detail.seconds !== null ? `在 ${detail.seconds} 秒后` : ''}被中断。ghcr.io 的每一层最大 10 GB，上传时间最长 10 分钟。`,
      fix: () => '请减小该层：拆分生成它的指令，或者不要把大量数据放进镜像。',
      tell: (f) =>
        han`查看各层大小：docker history ${f.image || 'IMAGE'}。如果上传总是在大约 600 秒后结束，就是达到了限制；如果每次的时间不同，则是网络连接的问题。`,
      folk: () => '重新登录或更换令牌没有用：上传已被接受，只是耗时过长。',
    },
  },
});
