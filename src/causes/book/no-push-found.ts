import type { Evidence } from '../../evidence/types/evidence.js';
import type { RefusedInput, WorkflowEvidence } from '../../evidence/types/workflow.js';
import type { Location } from '../../types.js';
import { PROJECT } from '../../version.js';
import { caseImage } from '../case.js';
import { causeWith } from '../cause.js';
import { imageFacts } from '../facts.js';
import { han } from '../han.js';
import { en, zh } from '../wording.js';

/**
 * Where the asked name comes from: the repository, a step that names it, or nothing was read that could tell. Or the input at which
 * the step fails that would push.
 */
type Detail = 'repository' | 'named' | 'unread' | RefusedInput;

/** The question had no image: nothing was given, and no step was seen to push; or one fails before it does. */
export const noPushFound = causeWith<Detail>()({
  id: 'no-push-found',
  severity: 'notice',
  sources: ['docs/contract.md, section 2: which images'],
  // Nothing is refused.
  says: [],
  change: {
    language: 'yaml',
    before: `- uses: ${PROJECT}@v1\n- run: make release`,
    after: `- uses: ${PROJECT}@v1\n  with:\n    images: ghcr.io/octo/app\n- run: make release`,
  },

  exampleDetail: 'repository',

  notices({ access, imagesFrom, unknownPushes, run, workflow, images: [first] }) {
    if (run.job === null || !first) return [];
    const refused = access === 'push' && imagesFrom !== 'named' ? workflow?.refusedInput : undefined;
    const facts = imageFacts(caseImage(first.image));
    if (refused) return [{ confidence: 'certain', location: refused.location, facts, detail: refused }];
    if (unknownPushes.length > 0 || (imagesFrom !== 'repository' && imagesFrom !== 'named')) return [];
    return [
      {
        confidence: 'certain',
        ...locationOf(workflow, imagesFrom),
        facts,
        detail: workflow === null ? 'unread' : imagesFrom,
      },
    ];
  },

  text: {
    en: {
      title: 'No step was seen to push',
      titleOf: (detail, f) =>
        typeof detail === 'object'
          ? 'A step fails before anything is pushed'
          : f.access === 'pull'
            ? 'No step was seen to pull'
            : undefined,
      message: (f, detail) =>
        typeof detail === 'object'
          ? `${en.job(f)[0]?.toUpperCase()}${en.job(f).slice(1)} fails here, and nothing is pushed: ${detail.action} takes only true or false for ${detail.name}, and not "${detail.value}". The verdict is about ${en.image(f)} all the same.`
          : detail === 'unread'
            ? `What ${en.job(f)} ${f.access === 'pull' ? 'pulls from' : 'pushes to'} ${f.registry} was not read from its workflow file, so the verdict is about ${en.image(f)}, the repository's own name.`
            : `No later step of ${en.job(f)} was seen to ${f.access === 'pull' ? 'pull from' : 'push to'} ${f.registry}, so the verdict is about ${en.image(f)}, ${detail === 'named' ? `which this step is told of and may ${f.access}` : "the repository's own name"}.`,
      fix: (f, detail) =>
        typeof detail === 'object'
          ? `Write ${detail.name}: true, or false where nothing is to be pushed.`
          : detail === 'unread'
            ? `Where another image is ${f.access === 'pull' ? 'pulled' : 'pushed'}, name it in the input images of ghcr-preflight.`
            : f.access === 'pull'
              ? 'Where make, a script or another job pulls another image, name it in the input images of ghcr-preflight.'
              : 'Where make, a script or another job pushes another image, name it in the input images of ghcr-preflight.',
      tell: () => 'The first lines of the log say so as well.',
    },
    'zh-CN': {
      title: '没有发现推送镜像的步骤',
      titleOf: (detail, f) =>
        typeof detail === 'object'
          ? '在推送任何镜像之前就有步骤失败'
          : f.access === 'pull'
            ? '没有发现拉取镜像的步骤'
            : undefined,
      message: (f, detail) =>
        typeof detail === 'object'
          ? han`${zh.job(f)} 会在此失败，不会推送任何镜像：${detail.action} 的输入 ${detail.name} 只接受 true 或 false，不接受“${detail.value}”。判定结果仍然针对 ${zh.image(f)}。`
          : detail === 'unread'
            ? han`没有从工作流文件中读到 ${zh.job(f)} ${f.access === 'pull' ? '从' : '向'} ${f.registry} ${zh.access(f)}哪些镜像，因此判定结果针对的是存储库自己的名称 ${zh.image(f)}。`
            : han`没有发现 ${zh.job(f)} 后面的步骤${f.access === 'pull' ? '从' : '向'} ${f.registry} ${zh.access(f)}镜像，因此判定结果针对的是${detail === 'named' ? han`这一步中出现、可能会被${zh.access(f)}的镜像` : '存储库自己的名称'} ${zh.image(f)}。`,
      fix: (f, detail) =>
        typeof detail === 'object'
          ? han`请写 ${detail.name}: true；如果不需要推送，请写 false。`
          : detail === 'unread'
            ? '如果是别的镜像，请在 ghcr-preflight 的 images 输入中写明。'
            : han`如果 make、脚本或其他作业会${zh.access(f)}别的镜像，请在 ghcr-preflight 的 images 输入中写明。`,
      tell: () => '日志的开头几行也会说明这一点。',
    },
  },
});

/** The step that names the image, else our own, which can be given another name. */
function locationOf(
  workflow: WorkflowEvidence | null,
  imagesFrom: Evidence['imagesFrom'],
): { location?: Location } {
  const at = imagesFrom === 'named' ? workflow?.named[0]?.location : workflow?.step;
  return at ? { location: at } : {};
}
