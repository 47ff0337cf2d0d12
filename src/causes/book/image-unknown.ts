import type { UntoldImage } from '../../evidence/types/deployment.js';
import type { WorkflowPush } from '../../evidence/types/push.js';
import type { WorkflowEvidence } from '../../evidence/types/workflow.js';
import { PROJECT } from '../../version.js';
import { type Claim, causeWith } from '../cause.js';
import { han } from '../han.js';

/** A step pushes a name that no text tells before it runs, so nobody could ask about it. */
export const imageUnknown = causeWith<Detail>()({
  id: 'image-unknown',
  severity: 'warning',
  sources: ['docs/contract.md, section 2: which images', 'GitHub docs: Contexts reference'],
  // Nobody was asked, so nothing is said.
  says: [],
  change: {
    language: 'yaml',
    before: `- uses: ${PROJECT}@v1`,
    after: `- uses: ${PROJECT}@v1\n  with:\n    images: ghcr.io/\${{ vars.OWNER }}/app`,
  },
  exampleDetail: {
    shown: 'ghcr.io/…/app',
    written: 'ghcr.io/${{ vars.OWNER }}/app',
    isLater: false,
    missing: null,
  },

  notices({ access, unknownPushes, workflow, untoldImages = [] }) {
    if (untoldImages.length > 0) return untoldImages.map(ofDeployment);
    if (access === 'pull') return [];
    return unknownPushes.map((push) => {
      const written = writtenName(push, workflow);
      return {
        confidence: 'certain' as const,
        location: push.location,
        facts: { image: '' },
        detail: { shown: push.shown, written, isLater: /\bsteps\./.test(written), missing: null },
      };
    });
  },

  text: {
    en: {
      title: 'The text does not tell what this step pushes',
      titleElsewhere: 'The text does not tell which image is meant',
      message: (f, { shown, missing }) =>
        missing
          ? `The image "${shown}" is known only when ${missing.length > 0 ? `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} set` : 'its template is rendered, or what it leaves open (a tag, a version) is resolved'}, so ${f.registry} could not be asked about it.`
          : `This step pushes an image whose name${isTelling(shown) ? ` ("${shown}")` : ''} is known only when it runs, so ${f.registry} could not be asked about it, and the verdict is "unknown" at best.`,
      fix: (f, { written, isLater, missing }) =>
        missing
          ? missing.length > 0
            ? `Set ${missing.join(' and ')} in the environment, or in a file that --dotenv names.`
            : 'Render the template first, and check what comes out: helm template … | ghcr-preflight check --kubernetes -. Or name the image itself: ghcr-preflight check IMAGE --access pull.'
          : isLater
            ? `Put ghcr-preflight behind the step that makes the name, and give it there as images: ${written}.`
            : `Give ghcr-preflight the name that is pushed, as images: ${written || `${f.registry}/owner/name`}.`,
      tell: () => 'It only appears where nothing names the image: the registry refused nothing.',
    },
    'zh-CN': {
      title: '从文本中看不出此步骤推送什么',
      titleElsewhere: '从文本中看不出是哪个镜像',
      message: (f, { shown, missing }) =>
        missing
          ? han`镜像 “${shown}” ${missing.length > 0 ? `要在设置 ${missing.join('、')} 之后` : '要在模板渲染或其未写明的部分（标签、版本）解析之后'}才能确定，因此无法向 ${f.registry} 询问。`
          : han`此步骤推送的镜像${isTelling(shown) ? `“${shown}”` : ''}要到运行时才知道名称，因此无法向 ${f.registry} 询问，判定结果至多为 unknown。`,
      fix: (f, { written, isLater, missing }) =>
        missing
          ? missing.length > 0
            ? han`请在环境变量或 --dotenv 指定的文件中设置 ${missing.join('、')}。`
            : han`请先渲染模板，再检查其输出：helm template … | ghcr-preflight check --kubernetes -。或者直接写出镜像：ghcr-preflight check IMAGE --access pull。`
          : isLater
            ? han`请把 ghcr-preflight 放到生成该名称的步骤之后，并在那里设置 images: ${written}。`
            : han`请为 ghcr-preflight 设置要推送的名称 images: ${written || `${f.registry}/owner/name`}。`,
      tell: () => '只有在没有人写明镜像名称时才会出现：注册表没有拒绝任何请求。',
    },
  },
});

interface Detail {
  /** As far as it is known, with `…` for the rest. */
  shown: string;
  /** As it stands in the workflow; empty: a shell makes it. */
  written: string;
  /** Made by a step, so it can't be handed to one that runs before. */
  isLater: boolean;
  /** Of a deployment's image: the variables that nobody sets, none where a template makes it; null: of a workflow's. */
  missing: string[] | null;
}

function ofDeployment({ shown, location, missing }: UntoldImage): Claim<Detail> {
  const facts = { image: '' };
  return { confidence: 'certain', location, facts, detail: { shown, written: '', isLater: false, missing } };
}

function isTelling(shown: string): boolean {
  return shown.replace(/[…/:@]/g, '') !== '';
}

/** The expression in the line of the push, with what stands around it. */
function writtenName({ location }: WorkflowPush, workflow: WorkflowEvidence | null): string {
  const line = workflow?.texts[location.file]?.split('\n')[location.line - 1] ?? '';
  return /[^\s"',=]*\$\{\{[^}]*\}\}(?:[^\s"',]*\$\{\{[^}]*\}\})*[^\s"',]*/.exec(line)?.[0] ?? '';
}
