import type { YamlNode } from '../../workflow/text/document.js';
import { jobEntries } from '../../workflow/text/job.js';
import { causeWith } from '../cause.js';
import { says } from '../questions/said.js';
import {
  misplacedPermissionsIn,
  misspeltPermissionsIn,
  permissionsOfSteps,
  strayPermissionsIn,
} from '../texts/permissions/misplaced-permissions.js';
import { refusedPermissionsIn } from '../texts/permissions/refused-permissions.js';
import { type RefusedPermissions, refusedPermissionsWords } from '../words/refused-permissions.js';

/** A value or a place that GitHub refuses, and with it the whole file. */
export const invalidPermissions = causeWith<RefusedPermissions>()({
  id: 'invalid-permissions',
  severity: 'error',
  sources: [
    'GitHub docs: Workflow syntax, permissions',
    'actions/languageservices workflow-parser/src/workflow-v1.0.json: permissions, step',
  ],
  says: [/\(Line: \d+, Col: \d+\): Unexpected value '[^']*'/],
  seen: ["Invalid workflow file: .github/workflows/ci.yml (Line: 9, Col: 7): Unexpected value 'permissions'"],
  answers: [{ step: 'start', status: 0, message: "Unexpected value 'read|write'" }],
  change: {
    language: 'yaml',
    before: 'permissions:\n  packages: read|write',
    after: 'permissions:\n  packages: write',
  },
  exampleDetail: { at: 'value', value: 'read|write' },

  explains(seen) {
    if (seen.kind !== 'start' || !says(seen, /Unexpected value/i)) return undefined;
    const value = /Unexpected value '([^']*)'/i.exec(seen.text)?.[1] ?? '';
    return { confidence: 'certain', facts: { said: '' }, detail: { at: 'value', value } };
  },

  lints: {
    file(document, all) {
      const jobs = jobEntries(document);
      const owners: { node: YamlNode | null; job: string | null }[] = [
        { node: document.root, job: null },
        ...jobs.map(({ key, value }) => ({ node: value.node, job: String(key.value) })),
      ];
      return [
        ...owners.flatMap(({ node, job }) => [
          ...refusedPermissionsIn(document, node, job, all),
          ...strayPermissionsIn(document, node, job),
          ...misspeltPermissionsIn(document, node, job),
          ...misplacedPermissionsIn(document, node, job),
        ]),
        ...jobs.flatMap(({ key, value }) => permissionsOfSteps(document, value.node, String(key.value))),
      ];
    },
  },

  text: {
    en: {
      title: 'GitHub refuses these permissions',
      message: (_, detail) => refusedPermissionsWords('en', detail).message,
      fix: (_, detail) => refusedPermissionsWords('en', detail).fix,
      tell: () =>
        'The message gives line and column of the workflow file, and no job of the run has started.',
    },
    'zh-CN': {
      title: 'GitHub 不接受这样的 permissions',
      message: (_, detail) => refusedPermissionsWords('zh-CN', detail).message,
      fix: (_, detail) => refusedPermissionsWords('zh-CN', detail).fix,
      tell: () => '消息给出了工作流文件的行号和列号，而且本次运行没有启动任何作业。',
    },
  },
});
