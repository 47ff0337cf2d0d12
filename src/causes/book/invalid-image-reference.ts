import { cause } from '../cause.js';
import { placeOfPush, pushedName } from '../lint-facts.js';
import { placeOf } from '../questions.js';
import { heard } from '../reading.js';
import { han } from '../wording.js';

/** A character that the grammar of image references does not have. */
export const invalidImageReference = cause({
  id: 'invalid-image-reference',
  severity: 'error',
  sources: ['facts N2, P8', 'OCI distribution spec: Pulling manifests'],
  says: [/invalid reference format(?!: repository name)/i, /\bNAME_INVALID\b/],
  seen: ['ERROR: failed to build: invalid tag "ghcr.io/octo/app:feature/x": invalid reference format'],
  example: {
    given: 'ghcr.io/OWNER/NAME:feature/x',
    corrected: 'ghcr.io/OWNER/NAME:feature-x',
    detail: '27 /',
  },
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/OWNER/NAME:${{ github.head_ref }} # feature/x',
    after: 'tags: ${{ steps.meta.outputs.tags }} # docker/metadata-action',
  },

  explains({ image, answer }, evidence) {
    const { problem } = image.image;
    if (answer.outcome !== 'refused') return undefined;
    if (answer.step === 'name' && problem?.kind === 'invalid') {
      const detail = problem.character ? `${problem.index + 1} ${problem.character}` : '';
      return { confidence: 'certain', facts: { detail }, ...placeOf(image, evidence) };
    }
    return answer.code === 'NAME_INVALID' ? { confidence: 'likely', ...placeOf(image, evidence) } : undefined;
  },

  lintsPush(push) {
    const problem = pushedName(push)?.problem;
    if (problem?.kind !== 'invalid') return undefined;
    return {
      confidence: 'certain',
      location: placeOfPush(push),
      job: push.job.job.id,
      facts: { detail: problem.character ? `${problem.index + 1} ${problem.character}` : '' },
    };
  },

  reads(symptom) {
    // The whole name reached Docker Hub as a repository of its own (facts P8).
    if (/"Name":\s*"ghcr\.io\//.test(symptom.text)) return { confidence: 'certain', facts: { given: '' } };
    if (symptom.kind !== 'name' || heard(symptom, /must be lowercase/i)) return undefined;
    const given = /"([^"]+)"/.exec(symptom.text)?.[1] ?? '';
    return { confidence: 'certain', facts: { given, corrected: '', detail: '' } };
  },

  text: {
    en: {
      title: 'This is not a valid image reference',
      message({ given, detail }) {
        const what = given ? `${given} is not a valid image reference` : 'The image reference is not valid';
        const { place, shown } = fault(detail);
        return place
          ? `${what}: character ${place} (${shown}) is not allowed there.`
          : `${what}: a part of it is empty, too long or not allowed.`;
      },
      fix: (f) =>
        f.corrected
          ? `Write ${f.corrected}, or let docker/metadata-action make the tags.`
          : 'Write OWNER/NAME:TAG, and check that no variable in it is empty.',
      tell: () =>
        'The client stops before it asks the registry: there is no status in the message. Print the reference as the shell sees it, in quotes, to find an empty variable or a line break.',
    },
    'zh-CN': {
      title: '镜像引用无效',
      message({ given, detail }) {
        const { place, shown } = fault(detail);
        return place
          ? han`镜像引用 ${given} 无效：第 ${place} 个字符（${shown}）不允许出现在此处。`
          : han`镜像引用 ${given} 无效：其中有一部分为空、过长或不允许使用。`;
      },
      fix: (f) =>
        f.corrected
          ? han`请改为 ${f.corrected}，或者用 docker/metadata-action 生成标签。`
          : han`请写成 OWNER/NAME:TAG 的形式，并确认其中引用的变量都不为空。`,
      tell: () =>
        '客户端在询问注册表之前就停止了，消息中没有状态码。把 shell 实际得到的引用加上引号打印出来，即可发现空变量或换行符。',
    },
  },
});

/** `27 /` as its place and the character, which is named where it can't be seen. */
function fault(detail: string): { place: string; shown: string } {
  const [, place = '', character = ''] = /^(\d+) (.)$/su.exec(detail) ?? [];
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return { place, shown: /[\s\p{C}]/u.test(character) ? `U+${code}` : character };
}
