/** Why a variable is empty that something else in the job has set. */
import type { Localized } from '../../types.js';
import { han } from '../han.js';
import type { SetWay } from '../texts/lacks/step-variables.js';

/** By the name of the variable, and the place where it is set. */
export const NOT_HANDED_ON: Localized<Record<SetWay, (name: string, place: string) => string>> = {
  en: {
    script: (name, place) =>
      `Each step runs in a shell of its own: what the script at ${place} sets ${name} to is gone when its step ends.`,
    env: (_, place) => `The env at ${place} is that of its own step alone.`,
    output: (name, place) =>
      `The script at ${place} makes ${name} an output of its step, which is no variable.`,
    later: (name, place) =>
      `The script at ${place} hands ${name} to later steps, and does not have it itself.`,
    prefix: (name) =>
      `What stands in front of a command is for the program alone: the shell has filled in ${name} in its words before.`,
    subshell: (name) =>
      `${name} is set in a subshell or in a process of its own, and is gone when that ends: (…), each part of a pipe, a script that is run and not sourced.`,
  },
  'zh-CN': {
    script: (name, place) =>
      han`每个步骤都在独立的 shell 中运行，${place} 处的脚本为 ${name} 设置的值在该步骤结束后就不存在了。`,
    env: (_, place) => han`${place} 处的 env 只属于它所在的步骤。`,
    output: (name, place) => han`${place} 处的脚本把 ${name} 写为步骤的输出，而输出不是变量。`,
    later: (name, place) => han`${place} 处的脚本把 ${name} 交给后面的步骤，它自己读不到这个变量。`,
    prefix: (name) => han`写在命令前面的赋值只交给该程序：shell 在此之前已经替换了命令中的 ${name}。`,
    subshell: (name) =>
      han`${name} 是在子 shell 或独立的进程中设置的（${'(…)'}、管道的每一段、直接运行而不是 source 的脚本），它结束后变量就不存在了。`,
  },
};
