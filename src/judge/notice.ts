/** Why the workflow check was skipped. Apart, because the action says it before anything else is loaded. */
import { han } from '../causes/han.js';
import { detailWords } from '../evidence/size.js';
import type { WorkflowProblem } from '../evidence/types/workflow-problem.js';
import type { Language, Localized } from '../types.js';

/** The one notice that a skipped workflow check leaves. */
export function workflowNotice({ kind, file, detail }: WorkflowProblem, language: Language): string {
  const why = problemWords(kind, language);
  const said = detail && detailWords(detail, language);
  return language === 'zh-CN'
    ? `${file ?? '本次运行'}：${why}${said ? `（${said}）` : ''}`
    : `${file ?? 'this run'}: ${why}${said ? ` (${said})` : ''}`;
}

/** Of images that later steps push and that nobody asked about, because the input «images» names others. */
export function unaskedNotice(names: readonly string[], registry: string, language: Language): string {
  return language === 'zh-CN'
    ? han`输入 images 中没有 ${names.join('、')}，但后面的步骤会推送${names.length === 1 ? '它' : '它们'}：没有向 ${registry} 询问过，判定结果不包括${names.length === 1 ? '这次推送' : '这些推送'}。`
    : `The input "images" does not name ${names.join(', ')}, which later steps push: ${registry} was not asked about ${names.length === 1 ? 'it' : 'them'}, and the verdict says nothing of ${names.length === 1 ? 'that push' : 'those pushes'}.`;
}

/** What is said of a file behind its name. */
export function problemWords(kind: WorkflowProblem['kind'], language: Language): string {
  return PROBLEMS[language][kind];
}

const PROBLEMS: Localized<Record<WorkflowProblem['kind'], string>> = {
  en: {
    'not-found': 'no such file in the checkout or at this commit',
    unreadable: 'could not be read',
    'not-text': 'is not a text file',
    'too-large': 'is larger than 1 MiB',
    'no-regular-file': 'is no regular file',
    outside: 'leads out of the repository',
    'too-complex': 'holds more values than a workflow can have',
    'broken-yaml': 'is not valid YAML',
    'too-many-aliases': 'expands too many YAML aliases',
    'too-many': 'was not read, because the steps lead to more files than are read for one job',
    'no-jobs': 'has no jobs',
    'job-not-found': 'does not have this job',
  },
  'zh-CN': {
    'not-found': '检出目录和此提交中都没有该文件',
    unreadable: '无法读取',
    'not-text': '不是文本文件',
    'too-large': '超过 1 MiB',
    'no-regular-file': '不是普通文件',
    outside: '指向存储库之外',
    'too-complex': '包含的值过多',
    'broken-yaml': '不是有效的 YAML',
    'too-many-aliases': '展开的 YAML 别名过多',
    'too-many': '未读取，因为步骤引用的文件超过了一个作业的读取上限',
    'no-jobs': '没有作业',
    'job-not-found': '没有此作业',
  },
};
