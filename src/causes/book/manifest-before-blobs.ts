import { cause } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** In the registry's spelling, in that of docker and oras, and the specification's message for it. */
const CODE =
  /\bMANIFEST_BLOB_UNKNOWN\b|\bmanifest blob unknown\b|\bmanifest references a manifest or blob unknown to registry\b/;

/** A manifest may only name blobs that are there: it comes last. */
export const manifestBeforeBlobs = cause({
  id: 'manifest-before-blobs',
  severity: 'error',
  sources: ['facts N9', 'oras-project/rust-oci-client#35', 'OCI distribution spec: Pushing manifests'],
  says: [CODE, /blob unknown to registry/i],
  seen: [
    '400 Bad Request: {"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry"}]}',
    'failed to push ghcr.io/octo/app:1: manifest blob unknown: blob unknown to registry',
  ],
  answers: [
    { step: 'manifest-push', status: 400, message: 'MANIFEST_BLOB_UNKNOWN: blob unknown to registry' },
  ],

  explains: (seen) => (says(seen, CODE) ? { confidence: 'certain' } : undefined),

  text: {
    en: {
      title: 'The manifest came before its layers',
      message: (f) =>
        `${en.refusal(f)} The manifest names a layer that the registry does not have: its upload failed before, and the client went on.`,
      fix: () =>
        'Look further up in the log for the upload that failed, and mend that; a current version of the client stops there by itself.',
      tell: () =>
        'The first error above this one is the cause: often 416 (pieces too large) or a connection that broke.',
    },
    'zh-CN': {
      title: '清单先于它的层到达',
      message: (f) =>
        han`${zh.refusal(f)}清单引用了注册表中不存在的层：该层之前上传失败，而客户端仍继续执行。`,
      fix: () => '请在日志的更前面找到失败的上传并解决它；较新版本的客户端会在那里自行停止。',
      tell: () => '此错误之前的第一个错误才是原因：通常是 416（分块过大）或连接中断。',
    },
  },
});
