import { cause } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** A PATCH with `Content-Range` may hold 4 MiB; one stream without it may be of any size. */
export const uploadChunkTooLarge = cause({
  id: 'upload-chunk-too-large',
  severity: 'error',
  sources: ['facts N5', 'oras-project/rust-oci-client#35', 'ocx-sh/ocx#237'],
  says: [
    /REQUESTED_RANGE_NOT_SATISFIABLE/,
    /maximum permissible limit of 4\.0+ ?MiB/i,
    /416 Requested Range/i,
  ],
  seen: [
    '416 REQUESTED_RANGE_NOT_SATISFIABLE: the request body is too large and exceeds the maximum permissible limit of 4.00MiB',
  ],
  answers: [
    {
      step: 'transfer',
      status: 416,
      message:
        'REQUESTED_RANGE_NOT_SATISFIABLE: the request body is too large and exceeds the maximum permissible limit of 4.00MiB',
    },
  ],
  change: {
    language: 'text',
    before: 'PATCH with Content-Range, 16 MiB each',
    after: 'PATCH with Content-Range, 4 MiB each; or one PATCH or PUT without Content-Range',
  },

  explains: (seen) =>
    says(seen, /REQUESTED_RANGE_NOT|416 Requested Range|permissible limit of 4/i)
      ? { confidence: 'certain' }
      : undefined,

  text: {
    en: {
      title: 'The client sends larger pieces than the registry takes',
      message: (f) =>
        `${en.refusal(f)} A piece of a chunked upload (PATCH with Content-Range) may be 4 MiB at most on ghcr.io.`,
      fix: () =>
        'Set the chunk size of the client to 4 MiB or less, or use a version that uploads in one stream, as docker and podman do.',
      tell: () =>
        'The status is 416, which nothing else gives. Push the same image with skopeo or crane: they do not send chunks, and it works.',
    },
    'zh-CN': {
      title: '客户端发送的分块超过注册表允许的大小',
      message: (f) =>
        han`${zh.refusal(f)}在 ghcr.io 上，分块上传（带 Content-Range 的 PATCH）的每一块最大为 4 MiB。`,
      fix: () =>
        '请把客户端的分块大小设为 4 MiB 或更小，或者使用像 docker 和 podman 那样以单个数据流上传的版本。',
      tell: () =>
        '状态码是 416，其他情况不会返回它。用 skopeo 或 crane 推送同一个镜像即可成功，因为它们不分块上传。',
    },
  },
});
