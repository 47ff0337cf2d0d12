/** The cure for a right that is lacking names the block that its diff raises. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const READS = 'permissions:\n  contents: read';
const onTop = (block: string, steps = login() + build(), job = 'name: image') =>
  workflow(steps, job).replace('jobs:', `${block}\njobs:`);

const SERVICE = `services:
  db:
    image: ghcr.io/octo/db:1
    credentials: {username: octo, password: '\${{ secrets.GITHUB_TOKEN }}'}`;

test.each<[string, string, [string, string]]>([
  [
    "the workflow's",
    onTop(READS),
    [
      'Add packages: write to the permissions of the workflow, which count for job "image".',
      '请在工作流的 permissions（对作业 image 生效）中加上 packages: write。',
    ],
  ],
  [
    "the workflow's, which reads packages",
    onTop(`${READS}\n  packages: read`),
    [
      'Raise packages to write in the permissions of the workflow, which count for job "image".',
      '请在工作流的 permissions（对作业 image 生效）中把 packages 改为 write。',
    ],
  ],
  [
    "the job's",
    workflow(login() + build(), READS),
    [
      'Add packages: write to the permissions of job "image".',
      '请在作业 image 的 permissions 中加上 packages: write。',
    ],
  ],
  [
    "the job's, which gets one where the workflow's is empty",
    onTop('permissions: {}'),
    [
      'Add packages: write to the permissions of job "image".',
      '请在作业 image 的 permissions 中加上 packages: write。',
    ],
  ],
  [
    "the workflow's, for a pull",
    onTop(READS, login('secrets.GHCR_TOKEN') + build(), SERVICE),
    [
      'Add packages: read to the permissions of the workflow, which count for job "image".',
      '请在工作流的 permissions（对作业 image 生效）中加上 packages: read。',
    ],
  ],
])('%s', async (_, text, expected) => {
  const fixes = async (language: 'en' | 'zh-CN') =>
    (await lintFiles({ [MAIN]: text }, { language })).report.findings.map(({ fix }) => fix.summary);
  expect([...(await fixes('en')), ...(await fixes('zh-CN'))]).toEqual(expected);
});
