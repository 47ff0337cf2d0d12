import { cause } from './cause.js';
import { placeOfPush, shown } from './lint-facts.js';
import { han } from './wording.js';

/** helm appends /NAME:VERSION of the chart to the URL itself. */
export const helmUrlHasTag = cause({
  id: 'helm-url-has-tag',
  severity: 'error',
  sources: ['facts N4', 'https://helm.sh/docs/topics/registries/', 'helm/helm#10152'],
  says: [/failed commit on ref "manifest-[^"]*": unexpected status: 405 Method Not Allowed/i],
  seen: ['failed commit on ref "manifest-sha256:0123": unexpected status: 405 Method Not Allowed'],
  example: { given: 'ghcr.io/OWNER/NAME:TAG', corrected: 'ghcr.io/OWNER' },

  lintsPush(push) {
    const { found } = push.push.act;
    const at = /[:@]/.exec(found.reference.slice(push.registry.length));
    if (!found.isPrefix || !at) return undefined;
    const url = found.reference.slice(0, push.registry.length + at.index);
    return {
      confidence: 'certain',
      location: placeOfPush(push),
      job: push.job.job.id,
      facts: { corrected: shown(url.slice(0, url.lastIndexOf('/'))) },
    };
  },

  text: {
    en: {
      title: 'The chart URL has a tag',
      message: (f) =>
        `helm push appends the chart's own name and version to the URL${f.given ? `, so oci://${f.given} can't be pushed to` : ', so it may have no tag'}.`,
      fix: (f) => `Give the URL of the folder: oci://${f.corrected || 'ghcr.io/OWNER'}.`,
    },
    'zh-CN': {
      title: 'Chart 的 URL 带有标签',
      message: (f) =>
        han`helm push 会自行在 URL 后追加 Chart 的名称和版本${f.given ? `，因此无法推送到 oci://${f.given}` : '，因此 URL 中不能有标签'}。`,
      fix: (f) => han`请只写到上一级：oci://${f.corrected || 'ghcr.io/OWNER'}。`,
    },
  },
});
