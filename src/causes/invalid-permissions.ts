import { cause } from './cause.js';
import { heard } from './reading.js';
import { han } from './wording.js';

/** A value or a place that GitHub refuses: the whole file is invalid, and no job of it runs. */
export const invalidPermissions = cause({
  id: 'invalid-permissions',
  severity: 'error',
  sources: ['GitHub docs: Workflow syntax, permissions'],
  says: [/\(Line: \d+, Col: \d+\): Unexpected value '[^']*'/],
  seen: [
    "Invalid workflow file: .github/workflows/ci.yml#L9 The workflow is not valid. .github/workflows/ci.yml (Line: 9, Col: 17): Unexpected value 'read|write'",
  ],
  answers: [{ step: 'start', status: 0, message: "Unexpected value 'read|write'" }],
  change: {
    language: 'yaml',
    before: 'permissions:\n  packages: read|write',
    after: 'permissions:\n  packages: write',
  },

  reads(symptom) {
    if (symptom.kind !== 'start' || !heard(symptom, /Unexpected value/i)) return undefined;
    const value = /Unexpected value '([^']*)'/i.exec(symptom.text)?.[1] ?? '';
    return { confidence: 'certain', facts: { said: '', detail: value } };
  },

  text: {
    en: {
      title: 'The permissions are not valid',
      message: (f) =>
        `GitHub does not take the workflow file${f.detail ? `: "${f.detail}" is not allowed there` : ''}. A scope has one of the values read, write or none, and permissions stand at the workflow or at a job, never at a step.`,
      fix: () => 'Write packages: write, which includes reading, and put permissions at the job.',
      tell: () =>
        'The message gives line and column of the workflow file, and no job of the run has started.',
    },
    'zh-CN': {
      title: 'permissions 无效',
      message: (f) =>
        han`GitHub 不接受该工作流文件${f.detail ? `：此处不允许使用 “${f.detail}”` : ''}。每个权限范围的值只能是 read、write 或 none，而且 permissions 只能放在工作流或作业级别，不能放在步骤中。`,
      fix: () => han`请写成 packages: write（它包含读取权限），并把 permissions 放在作业级别。`,
      tell: () => '消息给出了工作流文件的行号和列号，而且本次运行没有启动任何作业。',
    },
  },
});
