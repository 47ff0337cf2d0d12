import { withoutTag } from '../../evidence/registry/untagged.js';
import { PROJECT } from '../../version.js';
import { causeWith } from '../cause.js';
import { unaskedPushes } from '../unasked-pushes.js';
import { han } from '../wording.js';

/** A later step pushes an image that the input `images` does not name, so the verdict says nothing of it. */
export const pushNotAsked = causeWith<Detail>()({
  id: 'push-not-asked',
  severity: 'notice',
  sources: ['docs/contract.md, section 2: which images'],
  // Nobody was asked, so nothing is said.
  says: [],
  change: {
    language: 'yaml',
    before: `- uses: ${PROJECT}@v1\n  with:\n    images: ghcr.io/octo/app\n- run: docker push ghcr.io/octo/tools`,
    after: `- uses: ${PROJECT}@v1\n  with:\n    images: |\n      ghcr.io/octo/app\n      ghcr.io/octo/tools\n- run: docker push ghcr.io/octo/tools`,
  },
  exampleDetail: { names: ['ghcr.io/octo/tools'] },

  notices(evidence) {
    const [first, ...others] = unaskedPushes(evidence);
    if (!first) return [];
    const names = [first, ...others].map(({ reference }) => withoutTag(reference ?? '').toLowerCase());
    return [
      {
        confidence: 'certain',
        location: first.location,
        facts: { image: names[0] as string },
        detail: { names },
      },
    ];
  },

  text: {
    en: {
      title: 'A later step pushes another image than the ones that were asked about',
      message: (f, { names }) =>
        `The input images does not name ${names.join(', ')}, which later steps of this job push. ${f.registry} was not asked about ${names.length === 1 ? 'it' : 'them'}, so the verdict says nothing of ${names.length === 1 ? 'that push' : 'those pushes'}.`,
      fix: (_, { names }) =>
        `Add ${names.join(', ')} to images, or leave images out: then all that the job's steps push is asked about.`,
      tell: () => 'It only appears where images is given: the registry refused nothing.',
    },
    'zh-CN': {
      title: '后面的步骤推送了没有询问过的镜像',
      message: (f, { names }) =>
        han`输入 images 中没有 ${names.join('、')}，但本作业后面的步骤会推送${names.length === 1 ? '它' : '它们'}。没有向 ${f.registry} 询问过，因此判定结果不包括${names.length === 1 ? '这次推送' : '这些推送'}。`,
      fix: (_, { names }) =>
        han`请把 ${names.join('、')} 加入 images，或者不设置 images：那样会询问本作业各步骤推送的所有镜像。`,
      tell: () => '只有在设置了 images 时才会出现：注册表没有拒绝任何请求。',
    },
  },
});

interface Detail {
  /** Without tags. */
  names: string[];
}
