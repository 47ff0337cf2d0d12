import { cause } from '../cause.js';
import { han } from '../han.js';
import { says } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** The upload was allowed and broke off, or was repeated while the registry was still storing it. */
export const uploadInterrupted = cause({
  id: 'upload-interrupted',
  severity: 'error',
  sources: ['facts N6, N10', 'docker/build-push-action#626', 'GoogleContainerTools/jib#4301'],
  says: [
    /cannot reuse body, request must be retried/i,
    /blobs\/uploads?\/\S* .*(?:connection reset by peer|broken pipe|unexpected EOF|closed pipe)/i,
    /blob upload unknown|BLOB_UPLOAD_UNKNOWN/i,
    /failed to push \S+: (?:unexpected EOF|connection reset by peer|broken pipe)/i,
  ],
  seen: [
    'failed to do request: Put "https://ghcr.io/v2/octo/app/blobs/upload/0123?digest=sha256:0123": write tcp 10.1.0.7:50000->192.0.2.10:443: write: connection reset by peer',
    'http2: Transport: cannot reuse body, request must be retried',
    'failed to push ghcr.io/octo/app:1: unexpected EOF',
    'Tried to push BLOB for ghcr.io/octo/app:1 with digest sha256:0123 but failed because: other: blob upload unknown to registry',
  ],
  answers: [
    { step: 'transfer', status: 404, message: 'BLOB_UPLOAD_UNKNOWN: blob upload unknown to registry' },
    { step: 'transfer', status: 0, message: 'connection reset by peer' },
  ],
  change: { language: 'sh', before: 'mvn jib:build', after: 'mvn jib:build -Djib.httpTimeout=120000' },

  explains(seen) {
    if (seen.kind !== 'interrupted') return undefined;
    if (says(seen, /\b413\b|too large\b/i)) return undefined;
    const long = (seen.progress?.lasted ?? 0) >= 590;
    return { confidence: long || says(seen, /: no response/i) ? 'possible' : 'likely' };
  },

  text: {
    en: {
      title: 'The upload broke off',
      message: (f) =>
        `The upload to ${en.image(f)} was allowed and broke off on its way${f.said ? ` ("${f.said}")` : ''}. Your rights are not the problem.`,
      fix: (f) =>
        `${en.Again(f)}. If it breaks off again, use a current version of the client, raise its time limit, and push fewer layers at the same time.`,
      tell: () =>
        'If the layer at fault is another one in each run, it is this. If it is always the same one, after some ten minutes, that layer is too large.',
    },
    'zh-CN': {
      title: '上传中断',
      message: (f) =>
        han`向 ${zh.image(f)} 的上传已获允许，但在传输途中中断${f.said ? `（“${f.said}”）` : ''}。这与权限无关。`,
      fix: (f) =>
        `请${zh.again(f)}。如果仍然出现，请使用较新版本的客户端、延长超时时间，并减少同时推送的层。`,
      tell: () =>
        '如果每次运行出错的层各不相同，就是这个原因。如果总是同一层，并且在大约十分钟之后中断，则是该层过大。',
    },
  },
});
