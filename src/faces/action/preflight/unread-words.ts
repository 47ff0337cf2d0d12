/** What a file that could not be read leaves open. Apart, because hardly any run has one. */
import type { WorkflowProblem } from '../../../evidence/types/workflow-problem.js';
import { workflowNotice } from '../../../judge/notice.js';
import type { Language, Localized } from '../../../types.js';

/**
 * `file`: one beside the workflow. `pushes`: nothing else names the images. `later`: a push is allowed, and its login may be
 * replaced.
 */
export type LeftOpen = 'file' | 'pushes' | 'later' | 'nothing';

/** One sentence or two, and why the file was not read. A step that makes no login has none that may be replaced. */
export function unreadNotice(
  problem: WorkflowProblem,
  open: LeftOpen,
  registry: string,
  { language, login, workflow }: { language: Language; login: string; workflow?: string | null },
): string {
  const left = open === 'later' && login === 'none' ? 'login' : open;
  const isOfInput = problem.kind === 'not-found' && workflow != null && problem.file === workflow;
  const reason = isOfInput ? NO_SUCH_FILE[language](workflow) : workflowNotice(problem, language);
  return WORDS[language][left](reason, registry);
}

/** Somebody has named the file: what was given, and what may be. */
const NO_SUCH_FILE: Localized<(path: string) => string> = {
  en: (path) =>
    `The input "workflow" names ${path}, and there is no such file in the checkout or at this commit: give the path of a workflow file of this repository (.github/workflows/NAME.yml), "none" to have none read, or leave it empty for this run's own.`,
  'zh-CN': (path) =>
    `输入 workflow 指定的是 ${path}，但检出目录和此提交中都没有该文件：请填写此存储库中工作流文件的路径（.github/workflows/NAME.yml），填写 none 则不读取，留空则使用本次运行自己的工作流文件。`,
};

const WORDS: Localized<Record<LeftOpen | 'login', (reason: string, registry: string) => string>> = {
  en: {
    file: (reason) => `A file was not read, which leaves the verdict as it is. ${reason}`,
    pushes: (reason) => `The workflow file was not read, so what the job pushes is not known. ${reason}`,
    later: (reason, registry) =>
      `The workflow file was not read, so the verdict holds only until a later step logs in to ${registry} again, if any does. ${reason}`,
    login: (reason, registry) =>
      `The workflow file was not read, and with login: none this step makes no login, so the verdict holds only where another step logs in to ${registry} with this token. ${reason}`,
    nothing: (reason) => `The workflow file was not checked, which leaves the verdict as it is. ${reason}`,
  },
  'zh-CN': {
    file: (reason) => `有一个文件未读取，判定结果不受影响。${reason}`,
    pushes: (reason) => `未读取工作流文件，因此不知道作业会推送什么。${reason}`,
    later: (reason, registry) =>
      `未读取工作流文件，因此如果后面有步骤再次登录 ${registry}，判定结果只在此之前有效。${reason}`,
    login: (reason, registry) =>
      `未读取工作流文件，而设置了 login: none 时本步骤不登录，因此只有另一步骤用此令牌登录 ${registry}，判定结果才有效。${reason}`,
    nothing: (reason) => `未检查工作流文件，判定结果不受影响。${reason}`,
  },
};
