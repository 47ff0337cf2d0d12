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
  { language, login }: { language: Language; login: string },
): string {
  const left = open === 'later' && login === 'none' ? 'login' : open;
  return WORDS[language][left](workflowNotice(problem, language), registry);
}

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
