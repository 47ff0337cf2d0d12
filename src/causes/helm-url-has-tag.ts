import { cause } from './cause.js';
import { heard } from './reading.js';
import { en, han, zh } from './wording.js';

/** `helm push` takes name and version from the chart; the address is only where they go. */
export const helmUrlHasTag = cause({
  id: 'helm-url-has-tag',
  severity: 'error',
  sources: ['facts N4', 'helm/helm#10152'],
  says: [/unexpected status(?: from \S+ request to \S+)?: 405 Method Not Allowed/i],
  seen: ['Error: failed commit on ref "manifest-sha256:0123": unexpected status: 405 Method Not Allowed'],
  answers: [{ step: 'manifest-push', status: 405, message: '' }],
  change: {
    language: 'sh',
    before: 'helm push app-0.1.0.tgz oci://ghcr.io/OWNER/app:0.1.0',
    after: 'helm push app-0.1.0.tgz oci://ghcr.io/OWNER',
  },

  reads(symptom) {
    if (symptom.stage === 'token' || !heard(symptom, /405 Method Not Allowed|\b405 \(Method/i))
      return undefined;
    return {
      confidence: symptom.client === 'helm' || heard(symptom, /ref "manifest-/) ? 'likely' : 'possible',
    };
  },

  text: {
    en: {
      title: 'The address for helm push has a name or a tag in it',
      message: (f) =>
        `${en.refusal(f)} helm adds the name and the version of the chart to the address by itself, so the request went to a place that does not exist.`,
      fix: () =>
        'Push to oci://ghcr.io/OWNER, or to a folder under it, without the name of the chart and without a tag.',
      tell: () =>
        'Look at the command: after the owner there must be no chart name and no colon. A missing right is answered with 403, not with 405.',
    },
    'zh-CN': {
      title: 'helm push 的地址中包含名称或标签',
      message: (f) =>
        han`${zh.refusal(f)}helm 会自动把 chart 的名称和版本添加到地址之后，因此请求发到了一个不存在的位置。`,
      fix: () => han`请推送到 oci://ghcr.io/OWNER 或其下的文件夹，不要带上 chart 的名称，也不要带标签。`,
      tell: () =>
        '查看命令：所有者之后不应出现 chart 的名称，也不应出现冒号。缺少权限时返回的是 403，而不是 405。',
    },
  },
});
