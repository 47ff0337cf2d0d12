/** What is said of a file that could not be written, in the language of the step. The verdict stands without it. */
import { warning as coreWarning, getInput } from '@actions/core';
import type { Language, Localized } from '../../types.js';
import { errorCode } from '../error-code.js';
import { LANGUAGES } from '../usage.js';
import { logText } from './log-text.js';

/** Files that a step hands its results on by: the runner's three, and the report. */
export type HandedOn = 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY' | 'report';

const said = new Set<string>();

/** Once for each file: a full disk has taken none of the thirteen outputs. */
export function warnUnwritten(what: HandedOn, file: string, error: unknown): void {
  const place = `${what} ${file}`;
  if (said.has(place)) return;
  said.add(place);
  const given = getInput('language');
  const language = LANGUAGES.find((each) => each === given) ?? 'en';
  coreWarning(logText(unwrittenSentence(what, file, errorCode(error), language)));
}

/** @param code the system's: `ENOSPC` */
export function unwrittenSentence(what: HandedOn, file: string, code: string, language: Language): string {
  return WORDS[language][what](file, code);
}

/** Of the file that the input `sarif-file` names. */
export function unwrittenSarif(file: string, error: unknown, language: Language): string {
  const code = errorCode(error);
  // Node.js has a name of its own for what `rm` finds there.
  return SARIF[language](file, /EISDIR/.test(code) ? null : code);
}

/** @param code null: it is a folder */
const SARIF: Localized<(file: string, code: string | null) => string> = {
  en: (file, code) =>
    `The input "sarif-file" is "${file}", ${code === null ? 'which is a folder: name a file in it' : `which could not be written (${code})`}.`,
  'zh-CN': (file, code) =>
    code === null
      ? `输入 sarif-file 指定的 ${file} 是目录：请指定其中的文件。`
      : `无法写入输入 sarif-file 指定的文件 ${file}（${code}）。`,
};

const WORDS: Localized<Record<HandedOn, (file: string, code: string) => string>> = {
  en: {
    GITHUB_OUTPUT: (file, code) =>
      `The file for the outputs of this step could not be written (${code}, GITHUB_OUTPUT is ${file}). They went to the log as commands, which not every runner takes: later steps may find them empty.`,
    GITHUB_STATE: (file, code) =>
      `The file for the state of this step could not be written (${code}, GITHUB_STATE is ${file}). It went to the log as a command, which not every runner takes: the post step may not find the login, and leaves it on this machine then.`,
    GITHUB_STEP_SUMMARY: (file, code) =>
      `The job's summary could not be written (${code}, GITHUB_STEP_SUMMARY is ${file}): the page of the run is without it, and the log has what it says.`,
    report: (file, code) =>
      `The report ${file} could not be written (${code}), so the output "report" is empty: the findings are in the output "findings" and in the log.`,
  },
  'zh-CN': {
    GITHUB_OUTPUT: (file, code) =>
      `无法写入保存此步骤输出的文件（${code}，GITHUB_OUTPUT 为 ${file}）。输出已改为日志中的命令，但并非所有运行器都会处理：后面的步骤可能得到空值。`,
    GITHUB_STATE: (file, code) =>
      `无法写入保存此步骤状态的文件（${code}，GITHUB_STATE 为 ${file}）。状态已改为日志中的命令，但并非所有运行器都会处理：后置步骤可能找不到登录凭据，并把它留在此机器上。`,
    GITHUB_STEP_SUMMARY: (file, code) =>
      `无法写入作业摘要（${code}，GITHUB_STEP_SUMMARY 为 ${file}）：运行页面上不会有摘要，其内容请看日志。`,
    report: (file, code) =>
      `无法写入报告 ${file}（${code}），因此输出 report 为空：结果请看输出 findings 和日志。`,
  },
};
