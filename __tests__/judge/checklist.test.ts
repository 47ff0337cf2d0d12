/** The checklist before a first push, by who makes it and what this run shows of the secrets. */
import { expect, test } from '@jest/globals';
import { checklist, type PlanTexts } from '../../src/judge/checklist.js';
import type { Language } from '../../src/types.js';
import type { NamedSecret } from '../../src/workflow/planning/secret-uses.js';
import { at, type Scenario, scenario } from '../causes/scenario.js';

const ALLOWED = { outcome: 'allowed', status: 202, code: null } as const;
const NOTHING: PlanTexts = { pushes: [], secrets: [], labels: [], seen: new Map() };
const states = (given: Omit<Scenario, 'name'>, texts: Partial<PlanTexts> = {}) =>
  checklist(scenario({ name: '', answer: ALLOWED, ...given }).evidence, { ...NOTHING, ...texts }, 'en').map(
    ({ about, state }) => `${about} ${state}`,
  );

test('by the token of the job: linked, and as visible as the repository', () => {
  expect(states({ token: 'job', readable: 'absent' })).toEqual([
    'package ready',
    'link ready',
    'visibility ready',
    'readers open',
  ]);
});

test('by a personal token: linked only by a label', () => {
  expect(states({ token: 'classic', readable: 'absent' })[1]).toBe('link to-do');
  const labelled: Partial<Scenario> = {
    grants: [['build', 'job', 'write', 5]],
    workflow: { setsSourceLabel: true },
  };
  expect(states({ token: 'classic', readable: 'absent', ...labelled })[1]).toBe('link ready');
  const labels = [{ file: 'Dockerfile', line: 2, source: 'https://github.com/octo/APP.git' }];
  expect(states({ token: 'classic', readable: 'absent' }, { labels })[1]).toBe('link ready');
  const label = (source: string | null) => ({ labels: [{ file: 'Dockerfile', line: 2, source }] });
  const another = label('https://github.com/octo/other');
  expect(states({ token: 'classic', readable: 'absent' }, another)[1]).toBe('link to-do');
  expect(states({ token: 'classic', readable: 'absent' }, label(null))[1]).toBe('link open');
});

test('what the workflow pushes with counts before the token at hand', () => {
  const push = { image: 'ghcr.io/octo/app', token: 'job', places: [at(9)], isLabelled: false } as const;
  expect(
    states({ token: 'classic', readable: 'absent' }, { pushes: [{ ...push, places: [at(9)] }] }),
  ).toEqual(['package ready', 'link ready', 'visibility ready', 'readers open', 'race ready']);
});

test('refused, unseen, or there already', () => {
  expect(states({ readable: 'absent', answer: { status: 403 } })[0]).toBe('package to-do');
  expect(states({ readable: 'refused' })[0]).toBe('package open');
  expect(states({ readable: 'yes' })).toEqual(['package ready']);
});

test.each<[Language, RegExp, RegExp, RegExp]>([
  ['en', /with this token\./, /without a token\./, /the registry did not tell\./],
  ['zh-CN', /用该令牌无法/, /没有令牌就无法/, /注册表没有告知/],
])('why it is not seen whether the package is there, in %s', (language, byToken, byNobody, untold) => {
  const said = (given: Omit<Scenario, 'name'>) =>
    checklist(scenario({ name: '', ...given }).evidence, NOTHING, language)[0]?.text;
  expect(said({ readable: 'refused' })).toMatch(byToken);
  expect(said({ readable: 'refused', token: null })).toMatch(byNobody);
  expect(said({})).toMatch(untold);
  expect(said({ token: null })).toMatch(untold);
});

test.each<[Language, RegExp[]]>([
  [
    'en',
    [
      /can't be seen from here/,
      /is empty in this run/,
      /is set in this run/,
      /No secret can have this name/,
      /GitHub sets it/,
    ],
  ],
  [
    'zh-CN',
    [
      /无法得知它是否已设置/,
      /本次运行中是空的/,
      /本次运行中已设置/,
      /不可能有这个名称的机密/,
      /GitHub 会在每次运行中设置/,
    ],
  ],
])('secrets, in %s', (language, sentences) => {
  const secret = (name: string, more: Partial<NamedSecret> = {}): NamedSecret => ({
    name,
    isBuiltIn: false,
    canExist: true,
    isRequired: false,
    places: [{ location: at(7), job: 'build', key: 'password', of: 'docker/login-action' }],
    ...more,
  });
  const secrets = [
    secret('A'),
    secret('B'),
    secret('C'),
    secret('GITHUB_X', { canExist: false }),
    secret('GITHUB_TOKEN', { isBuiltIn: true }),
  ];
  const seen = new Map([
    ['B', 'empty'],
    ['C', 'set'],
  ] as const);
  const { evidence } = scenario({ name: '', answer: ALLOWED, readable: 'yes' });
  const items = checklist(evidence, { ...NOTHING, secrets, seen }, language).slice(1);
  expect(items.map(({ state }) => state)).toEqual(['open', 'to-do', 'ready', 'to-do', 'ready']);
  for (const [index, { text }] of items.entries()) {
    expect(text).toMatch(sentences[index] as RegExp);
    expect(text).not.toMatch(/undefined|null| {2}|。。|\.\./);
  }
});

test.each<[Language, string, string, string]>([
  ['en', '', 'run', 'used in job "build" in a script'],
  ['en', 'TOKEN', 'run', 'used in job "build" as TOKEN of a script'],
  ['en', 'password', 'docker/login-action', 'used in job "build" as password of docker/login-action'],
  ['zh-CN', '', 'run', '用于作业 build 的脚本'],
  ['zh-CN', 'TOKEN', 'run', '用于作业 build，作为脚本的 TOKEN'],
])('where a secret is used, in %s: "%s" of %s', (language, key, of, words) => {
  const places = [{ location: at(7), job: 'build', key, of }];
  const secrets = [{ name: 'A', isBuiltIn: false, canExist: true, isRequired: false, places }];
  const { evidence } = scenario({ name: '', answer: ALLOWED, readable: 'yes' });
  const [, item] = checklist(evidence, { ...NOTHING, secrets }, language);
  expect(item?.text.replace(/^A(?:: |：)/, '').split(/\. |。/)[0]).toBe(words);
});

test.each<[Language, RegExp]>([
  ['en', /called workflow (?:requires|asks|needs)/],
  ['zh-CN', /被调用的工作流要求提供它/],
])('only a secret that a called workflow requires is said to be required, in %s', (language, required) => {
  const places = [{ location: at(7), job: 'build', key: 'password', of: 'docker/login-action' }];
  const { evidence } = scenario({ name: '', answer: ALLOWED, readable: 'yes' });
  const said = (isRequired: boolean) => {
    const secrets = [{ name: 'A', isBuiltIn: false, canExist: true, isRequired, places }];
    return checklist(evidence, { ...NOTHING, secrets }, language)[1]?.text;
  };
  expect(said(true)).toMatch(required);
  expect(said(false)).not.toMatch(required);
});
