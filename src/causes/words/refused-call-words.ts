/** What is said of what GitHub refuses for the secrets that it passes or asks: a sentence and a cure for each reason, in each language. */
import { jobToken } from '../../fix/job-token.js';
import type { Localized } from '../../types.js';
import type { SecretRefusal } from '../../workflow/runs/call-refusals.js';
import type { SecretInCondition } from '../../workflow/runs/misplaced-contexts.js';
import { han } from '../han.js';

/** `out-of-context`: as GitHub's own message tells of it, which does not say where the expression stands. */
export type RefusedCall = SecretRefusal['why'] | SecretInCondition['why'] | 'out-of-context';

type Words = Record<RefusedCall, (name: string, job: string) => string>;

/** GITHUB_TOKEN: every called workflow has it by itself. */
function isJobTokens(name: string): boolean {
  return /^(?:secrets\.)?github_token$/i.test(name);
}

/** Then no login is made at all. */
export function isRefusedCall(why: string): why is RefusedCall {
  return Object.hasOwn(REFUSED_CALL.en, why);
}

/** What is refused, and why. `job`: the one that calls. */
export const REFUSED_CALL: Localized<Words> = {
  en: {
    reserved: (name) =>
      `GitHub refuses this workflow and every one that calls it, so nothing is pushed: no secret under workflow_call may be called ${name}, which every called workflow has by itself.`,
    undeclared: (name, job) =>
      `GitHub does not start this run, so nothing is pushed: ${job} passes the secret ${name} to a workflow that declares no such secret${isJobTokens(name) ? ', and has it by itself' : ''}.`,
    required: (name, job) =>
      `GitHub does not start this run, so nothing is pushed: ${job} does not pass the secret ${name}, which the workflow that it calls requires.`,
    'no-context': (name, job) =>
      `GitHub does not start this run, so nothing is pushed: under with, a call has no secrets context, and ${job} names ${name} there.`,
    'in-step-condition': (name) =>
      `GitHub does not start this run, so nothing is pushed: an if has no secrets context, and ${name} stands in one.`,
    'in-job-condition': (name) =>
      `GitHub does not start this run, so nothing is pushed: an if has no secrets context, and ${name} stands in one.`,
    'out-of-context': (name) =>
      `GitHub did not start the run, so nothing was pushed: ${name} stands where there is no secrets context, which an if and the with of a call do not have.`,
  },
  'zh-CN': {
    reserved: (name) =>
      han`GitHub 会拒绝该工作流以及所有调用它的工作流，因此不会推送任何内容：workflow_call 下的机密不能命名为 ${name}，被调用的工作流自带该机密。`,
    undeclared: (name, job) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：${job} 把机密 ${name} 传给了没有声明它的工作流${isJobTokens(name) ? '，而被调用的工作流自带该机密' : ''}。`,
    required: (name, job) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：${job} 没有传入机密 ${name}，而它调用的工作流要求提供该机密。`,
    'no-context': (name, job) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：调用的 with 中没有 secrets 上下文，而 ${job} 在那里使用了 ${name}。`,
    'in-step-condition': (name) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：if 中没有 secrets 上下文，却使用了 ${name}。`,
    'in-job-condition': (name) =>
      han`GitHub 不会启动本次运行，因此不会推送任何内容：if 中没有 secrets 上下文，却使用了 ${name}。`,
    'out-of-context': (name) =>
      han`GitHub 没有启动本次运行，因此没有推送任何内容：${name} 所在的位置没有 secrets 上下文，if 和调用的 with 中都没有。`,
  },
};

export const REFUSED_CALL_FIX: Localized<Words> = {
  en: {
    reserved: (name) =>
      `Take ${name} out of the secrets under workflow_call, and out of the jobs that call it.`,
    undeclared: (name) =>
      isJobTokens(name)
        ? `Do not pass it: ${jobToken()} is there in the called workflow.`
        : `Declare ${name} in the called workflow, under workflow_call.secrets, or pass the secret by a name that it declares.`,
    required: (name) =>
      `Pass the secret under secrets, as ${name}: \${{ secrets.${name} }}, or let the called workflow do without: required: false.`,
    'no-context': (name) =>
      isJobTokens(name)
        ? `Do not pass it: ${jobToken()} is there in the called workflow.`
        : 'Pass the secret under secrets, by a name that the called workflow declares under workflow_call.secrets, or all of them with secrets: inherit.',
    'in-step-condition': (name) =>
      `Hand it to the env of the job, HAS_IT: \${{ ${name} != '' }}, and ask if: env.HAS_IT == 'true'.`,
    'in-job-condition': (name) =>
      `Ask a variable of the repository (vars) in its place, or hand the secret to the env of the job, HAS_IT: \${{ ${name} != '' }}, and ask env.HAS_IT == 'true' in the if of each step that needs it.`,
    'out-of-context': (name) =>
      `In an if, ask for a variable of env that is set from \${{ ${name} }}. To a called workflow pass it under secrets, not under with.`,
  },
  'zh-CN': {
    reserved: (name) => han`请从 workflow_call 的 secrets 中以及调用它的作业中删除 ${name}。`,
    undeclared: (name) =>
      isJobTokens(name)
        ? han`无需传入：被调用的工作流中可以直接使用 ${jobToken()}。`
        : han`请在被调用的工作流的 workflow_call.secrets 下声明 ${name}，或者使用它已声明的名称传入。`,
    required: (name) =>
      han`请在 secrets 下传入 ${`${name}: \${{ secrets.${name} }}`}，或者在被调用的工作流中将其设为 ${'required: false'}。`,
    'no-context': (name) =>
      isJobTokens(name)
        ? han`无需传入：被调用的工作流中可以直接使用 ${jobToken()}。`
        : '请在 secrets 下以被调用的工作流在 workflow_call.secrets 中声明的名称传入，或者用 secrets: inherit 传入全部机密。',
    'in-step-condition': (name) =>
      han`请在作业的 env 中设置 ${`HAS_IT: \${{ ${name} != '' }}`}，并改用 ${"if: env.HAS_IT == 'true'"}。`,
    'in-job-condition': (name) =>
      han`请改用存储库变量（vars）；或者在作业的 env 中设置 ${`HAS_IT: \${{ ${name} != '' }}`}，并在需要它的每个步骤的 if 中使用 ${"env.HAS_IT == 'true'"}。`,
    'out-of-context': (name) =>
      han`在 if 中请改用由 ${`\${{ ${name} }}`} 赋值的 env 变量；传给被调用的工作流时，请写在 secrets 下，而不是 with 下。`,
  },
};
