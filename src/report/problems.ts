/** Why a workflow file, or all of them, could not be read: one sentence each. */
import { detailWords } from '../evidence/size.js';
import type { WorkflowProblem } from '../evidence/types/workflow-problem.js';
import type { Language, Localized } from '../types.js';
import { clip, oneLine } from './text.js';

/** A file or folder that was named and could not be read, or only in part; `lint` gives them. */
export interface UnreadFile {
  file: string;
  kind:
    | WorkflowProblem['kind']
    | 'empty'
    | 'no-workflow'
    | 'no-workflows'
    | 'others-alone'
    | 'call-circle'
    | 'too-much'
    | 'missing-call'
    | 'unknown-cause'
    | 'no-cause';
  /** The reader's own words; null when the kind says it all. */
  detail: string | null;
  line: number | null;
  /** It was named by itself, and not with the folder that it is in. */
  isMeant?: boolean;
}

/** A whole sentence that names the file, in one line. */
export function problemSentence({ file, kind, detail }: UnreadFile, language: Language): string {
  const said = detail === null ? null : detailWords(oneLine(detail), language);
  return SENTENCES[language][kind](clip(oneLine(file), 300), said && clip(said, 200));
}

type Sentence = (file: string, detail: string | null) => string;

const inBrackets = (detail: string | null) => (detail === null ? '' : ` (${detail})`);
const zhBrackets = (detail: string | null) => (detail === null ? '' : `（${detail}）`);

const SENTENCES: Localized<Record<UnreadFile['kind'], Sentence>> = {
  en: {
    'not-found': (file) => `${file}: there is no such file or folder.`,
    'no-workflows': (file) => `${file}: there is no workflow file (*.yml, *.yaml) in this folder.`,
    'others-alone': (file) => `${file}: no file in this folder is a workflow: none of them has jobs.`,
    empty: (file) => `${file} is empty.`,
    'no-workflow': (file) => `${file} is no workflow: it has no jobs.`,
    unreadable: (file, detail) => `${file} could not be read${inBrackets(detail)}.`,
    'not-text': (file) => `${file} is not UTF-8 text, so GitHub could not read it as a workflow.`,
    'too-large': (file, detail) => `${file} is larger than 1 MiB${inBrackets(detail)} and was not read.`,
    'no-regular-file': (file) => `${file} is no regular file, and was not read.`,
    outside: (file) => `${file} leads out of the repository, and was not read.`,
    'too-complex': (file) => `${file} holds more values than a workflow can have, and was not read.`,
    'broken-yaml': (file, detail) =>
      `${file} is not valid YAML${detail === null ? '.' : `: ${ended(detail)}`}`,
    'too-many-aliases': (file, detail) =>
      `${file} expands too many YAML aliases${detail === null ? '' : `: ${detail}`}.`,
    'call-circle': (file, detail) =>
      `${file} calls itself${inBrackets(detail)}, which GitHub refuses to start.`,
    'too-much': (file, others) =>
      others === null
        ? `${file} was not read, because the files before it are as much as is read at once: name it by itself.`
        : `${file} and files after it (${others} more) were not read, because those before them are as much as is read at once: name them by themselves.`,
    'too-many': (file) =>
      `${file} was not read: the workflows lead to more files than are read of one repository.`,
    'missing-call': (file, detail) =>
      `${file} calls a workflow that is not there${inBrackets(detail)}, so GitHub starts no run of it.`,
    'unknown-cause': (file, detail) =>
      `${file}: the comment silences nothing, for there is no such cause${inBrackets(detail)}.`,
    'no-cause': (file) =>
      `${file}: the comment silences nothing, for it names no cause: write ignore[ID] and the reason.`,
    'no-jobs': (file) => `${file} has no jobs.`,
    'job-not-found': (file, detail) => `${file} has no such job${inBrackets(detail)}.`,
  },
  'zh-CN': {
    'not-found': (file) => `${file}：没有这个文件或目录。`,
    'no-workflows': (file) => `${file}：此目录中没有工作流文件（*.yml、*.yaml）。`,
    'others-alone': (file) => `${file}：此目录中的文件都不是工作流：其中没有 jobs。`,
    empty: (file) => `${file} 是空文件。`,
    'no-workflow': (file) => `${file} 不是工作流：其中没有 jobs。`,
    unreadable: (file, detail) => `无法读取 ${file}${zhBrackets(detail)}。`,
    'not-text': (file) => `${file} 不是 UTF-8 文本，GitHub 无法将其作为工作流读取。`,
    'too-large': (file, detail) => `${file} 超过 1 MiB${zhBrackets(detail)}，未读取。`,
    'no-regular-file': (file) => `${file} 不是普通文件，未读取。`,
    outside: (file) => `${file} 指向存储库之外，未读取。`,
    'too-complex': (file) => `${file} 包含的值过多，未读取。`,
    'broken-yaml': (file, detail) =>
      `${file} 不是有效的 YAML${detail === null ? '' : `：${detail.replace(/[.。]$/, '')}`}。`,
    'too-many-aliases': (file, detail) =>
      `${file} 展开的 YAML 别名过多${detail === null ? '' : `：${detail}`}。`,
    'call-circle': (file, detail) => `${file} 循环调用自身${zhBrackets(detail)}，GitHub 会拒绝启动。`,
    'too-much': (file, others) =>
      others === null
        ? `${file} 未读取：前面的文件已达到一次读取的上限，请单独指定该文件。`
        : `${file} 及其后的另外 ${others} 个文件未读取：前面的文件已达到一次读取的上限，请单独指定这些文件。`,
    'too-many': (file) => `${file} 未读取：工作流引用的文件超过了一个存储库的读取上限。`,
    'missing-call': (file, detail) =>
      `${file} 调用的工作流不存在${zhBrackets(detail)}，GitHub 不会启动其运行。`,
    'unknown-cause': (file, detail) => `${file}：没有此原因 ID${zhBrackets(detail)}，该注释不起作用。`,
    'no-cause': (file) => `${file}：该注释没有写明原因 ID，因此不起作用。请写成 ignore[ID]，并附上理由。`,
    'no-jobs': (file) => `${file} 中没有作业。`,
    'job-not-found': (file, detail) => `${file} 中没有此作业${zhBrackets(detail)}。`,
  },
};

/** Is it one of a file that could not be read, in a report that somebody hands in? */
export function isProblemKind(kind: unknown): kind is UnreadFile['kind'] {
  return typeof kind === 'string' && Object.hasOwn(SENTENCES.en, kind);
}

/** The parser's own words, which may or may not end like a sentence. */
function ended(detail: string): string {
  return /[.!?。]$/.test(detail) ? detail : `${detail}.`;
}
