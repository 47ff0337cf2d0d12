/** Somebody tells, beside a refusal, that a policy of the organization forbids it. */
import { describe, expect, test } from '@jest/globals';
import { explanation } from '../../src/commands/explain.js';
import { tellsOfPolicy } from '../../src/evidence/log/people/told/policy.js';
import { answerTo, pieces } from './support.js';

const CREATE = 'denied: installation not allowed to Create organization package';
const WRITE = 'ghcr.io: denied: installation not allowed to Write organization package';

describe('the policy comes first', () => {
  test.each([
    `${CREATE}. It is an organisation policy.`,
    `${WRITE}, it is an organization policy`,
    `${CREATE}\n\nOur org policy forbids new packages.`,
    `${CREATE}\nThe enterprise's policy does not allow it`,
    `${CREATE}\n\n原因是组织策略禁止`,
    `Our org admins disabled package creation, now workflows with write-all get "${CREATE}" (ghcr.io/octo/new)`,
    `${CREATE}. Package creation is disabled for members.`,
    `${CREATE}\n组织管理员关闭了软件包创建`,
  ])('%s', async (text) => expect((await answerTo(text)).ids).toEqual(['organization-policy']));

  test('and the permissions of the job are not said to be right', async () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const open = async () => pieces(`${CREATE}\n\nOur org policy forbids new packages.`);
      const source = { name: 'log', job: null, open };
      const { report } = await explanation([source], { language, run: null, place: () => null });
      expect(report.findings[0]?.message).toMatch(/As is said beside it|根据旁边的说明/);
    }
  });
});

describe('nothing is said of a policy', () => {
  test.each([
    'Is it an organization policy?',
    "Could be an org policy, I don't know.",
    'It is not an organization policy.',
    'The org policy allows everything.',
    'We checked whether an enterprise policy is set.',
    '不是组织策略的问题',
    'The retention policy of our organization deletes old images.',
    'Is package creation disabled?',
    'Package creation is not disabled in our org.',
    'Check whether the org disabled package creation.',
    '请确认组织是否关闭了软件包创建',
  ])('%s', async (text) => {
    expect(tellsOfPolicy(text)).toBe(false);
    expect((await answerTo(`${CREATE}\n\n${text}`)).ids).toEqual(['job-lacks-packages-write']);
  });
});
