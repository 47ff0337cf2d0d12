/** Pushes that the given images do not name: said in the log and in what was checked, and nowhere else. */
import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/evidence/types/evidence.js';
import type { WorkflowPush } from '../../src/evidence/types/push.js';
import { checkedList } from '../../src/judge/answers/checked.js';
import { isClear } from '../../src/judge/answers/clear.js';
import { unaskedPushes } from '../../src/judge/answers/unasked-pushes.js';
import { scenario } from '../causes/scenario.js';

/** octo/app was given, and may be pushed. */
function given(pushes: readonly Partial<WorkflowPush>[], about: Partial<Evidence> = {}): Evidence {
  const { evidence } = scenario({
    name: '',
    answer: { outcome: 'allowed', status: 202, message: null, code: null },
    token: 'job',
    grants: [['build', 'job', 'write', 5]],
    pushes: pushes.map((_, index) => ({ line: 10 + index })),
  });
  const { workflow } = evidence;
  return {
    ...evidence,
    imagesFrom: 'input',
    workflow: workflow && {
      ...workflow,
      pushes: workflow.pushes.map((each, index) => ({ ...each, ...pushes[index] })),
    },
    ...about,
  };
}

const two = given([
  {},
  { reference: 'ghcr.io/octo/tools:1' },
  { reference: 'ghcr.io/octo/Tools:2' },
  { reference: 'ghcr.io/octo/docs:1' },
]);

test('each name is there once, without its tag', () => {
  expect(unaskedPushes(two)).toEqual(['ghcr.io/octo/tools', 'ghcr.io/octo/docs']);
});

test('a token that was passed over takes nothing from the one that may', () => {
  const images = two.images.map((each) => {
    const refused = each.answers.map((one) => ({
      ...one,
      answer: { ...one.answer, outcome: 'refused' as const },
    }));
    return { ...each, answers: [...refused, ...each.answers] };
  });
  expect(unaskedPushes({ ...two, images })).toHaveLength(2);
});

describe.each<[string, Evidence]>([
  ['what is pushed was asked about, under another tag', given([{ reference: 'ghcr.io/octo/app:2' }])],
  ['the push is not made in this run', given([{ reference: 'ghcr.io/octo/tools:1', runs: 'no' }])],
  ['it is a cache', given([{ reference: 'ghcr.io/octo/tools:cache', role: 'cache' }])],
  ['its name is not known', given([{ reference: null }])],
  ['the steps told the names', given([{ reference: 'ghcr.io/octo/tools:1' }], { imagesFrom: 'steps' })],
  ['a pull is asked about', given([{ reference: 'ghcr.io/octo/tools:1' }], { access: 'pull' })],
])('%s', (_, evidence) => {
  test('nothing is said', () => {
    expect(unaskedPushes(evidence)).toEqual([]);
  });
});

test.each([
  ['en', 'does not name ghcr.io/octo/tools, ghcr.io/octo/docs, which later steps push', 'those pushes'],
  ['zh-CN', '输入 images 中没有 ghcr.io/octo/tools、ghcr.io/octo/docs', '这些推送'],
] as const)('it is a line of what was checked (%s), and no finding', (language, ...parts) => {
  const rows = checkedList(two, language).map(({ result }) => result);
  const line = rows.find((each) => each.includes('octo/docs')) ?? '';
  for (const part of parts) expect(line).toContain(part);
  expect(isClear(two)).toBe(true);
});
