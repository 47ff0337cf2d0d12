import { cause } from '../cause.js';
import { denied, missing, WORDS } from '../questions.js';
import { heard } from '../reading.js';
import { han } from '../wording.js';

/** The package is there, the tag is not. */
export const manifestNotFound = cause({
  id: 'manifest-not-found',
  severity: 'error',
  sources: ['facts P6', 'basecamp/once-campfire#14', 'snok/container-retention-policy#104'],
  says: [WORDS.manifest],
  seen: ['Error response from daemon: manifest unknown'],
  answers: [{ step: 'manifest-pull', status: 404, message: 'MANIFEST_UNKNOWN: manifest unknown' }],
  example: { access: 'pull', tag: '1.0.1', corrected: '1.0, 1.0.0' },
  change: {
    language: 'sh',
    before: 'docker pull ghcr.io/OWNER/NAME # latest',
    after: 'docker pull ghcr.io/OWNER/NAME:1.0',
  },

  explains(refusal, { access }) {
    if (access !== 'pull' || !denied(refusal) || !missing(refusal)) return undefined;
    const { image, readable, tags } = refusal.image;
    const seen = readable === 'yes' || Boolean(tags?.length);
    if (!seen && readable !== null) return undefined;
    const said =
      refusal.answer.code === 'MANIFEST_UNKNOWN' || WORDS.manifest.test(refusal.answer.message ?? '');
    const wanted = image.digest ?? image.tag ?? 'latest';
    return {
      confidence: seen ? 'certain' : said ? 'likely' : 'possible',
      facts: {
        tag: wanted,
        detail: image.digest || image.tag ? '' : 'latest',
        corrected: image.digest ? '' : nearest(wanted, tags ?? []).join(', '),
      },
    };
  },

  reads(symptom) {
    if (symptom.kind !== 'missing' || heard(symptom, /expected 200, received 404|OCIError|NAME_UNKNOWN/))
      return undefined;
    if (symptom.image && !symptom.image.name.includes('/')) return undefined;
    const attested = symptom.client === 'cosign' || symptom.client === 'attest';
    const confidence = attested
      ? 'possible'
      : heard(symptom, WORDS.manifest, /manifest for|no match(?:ing)? |no image found/i)
        ? 'likely'
        : 'possible';
    return { confidence, facts: { access: 'pull', tag: symptom.image?.tag ?? '', detail: '' } };
  },

  text: {
    en: {
      title: 'The package is there, this tag is not',
      message: (f) =>
        `${f.image || 'The package'} has no ${f.tag ? `${f.tag.includes(':') ? 'manifest' : 'tag'} ${f.tag}` : 'such tag'}.${f.detail ? ' No tag was given, so latest was asked for.' : ''}${f.corrected ? ` Near it are: ${f.corrected}.` : ''}`,
      fix: () => 'Name a tag that exists, or publish this one first.',
      tell: (f) =>
        `List the tags: skopeo list-tags docker://${f.image || 'ghcr.io/OWNER/NAME'}. A package that is hidden is answered with 401 or 403 instead.`,
    },
    'zh-CN': {
      title: '软件包存在，但没有这个标签',
      message: (f) =>
        han`${f.image || '该软件包'} 中没有 ${f.tag ? `${f.tag} 对应的清单` : '所要的清单'}。${f.detail ? '由于没有给出标签，查询的是 latest。' : ''}${f.corrected ? `相近的标签有：${f.corrected.replaceAll(', ', '、')}。` : ''}`,
      fix: () => '请改用已有的标签，或者先发布这个标签。',
      tell: (f) =>
        han`列出标签：skopeo list-tags docker://${f.image || 'ghcr.io/OWNER/NAME'}。如果软件包不可见，返回的则是 401 或 403。`,
    },
  },
});

const SHOWN = 3;

/** The tags that differ least from the one that was asked for. */
function nearest(wanted: string, tags: readonly string[]): string[] {
  return tags
    .map((tag) => ({ tag, distance: distance(wanted, tag) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, SHOWN)
    .map(({ tag }) => tag);
}

/** Levenshtein's: how many letters to add, drop or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= to.length; at++) {
      const change = (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1);
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
