import { describe, expect, test } from '@jest/globals';
import { JobEnvironment } from '../../src/workflow/language/environment.js';
import { originsIn, standIn } from '../../src/workflow/language/origins.js';
import { HOLE, UNKNOWN } from '../../src/workflow/language/values.js';

const machine = new Map([['HOME', HOLE]]);
const job = (more: Parameters<typeof JobEnvironment.read>[2] = null) =>
  JobEnvironment.read(new Map([['GITHUB_REF', 'refs/heads/main']]), machine, more);

describe('the environment of a job', () => {
  test('a later value counts, and an earlier state keeps its own', () => {
    const before = job().with([['TAG', 'one']]);
    const after = before.with([['TAG', 'two']]);
    expect([before.variable('TAG'), after.variable('TAG')]).toEqual(['one', 'two']);
  });

  test('a value that is not known hides the one before it', () => {
    expect(
      job()
        .with([['TAG', 'one']])
        .with([['TAG', null]])
        .variable('TAG'),
    ).toBe(HOLE);
  });

  test('a default gives way to what is set', () => {
    const values = job()
      .with([['TAG', 'set']])
      .withDefaults([
        ['TAG', 'default'],
        ['OTHER', 'default'],
      ]);
    expect([values.variable('TAG'), values.variable('OTHER')]).toEqual(['set', 'default']);
  });

  test('a variable that nothing sets is told by its name; where others may set some, it is unknown', () => {
    expect(originsIn(job().variable('NOPE') ?? '')).toEqual([{ kind: 'variable', name: 'NOPE' }]);
    expect(job().opened().variable('NOPE')).toBeNull();
    expect(job('context').variable('NOPE')).toBeNull();
  });

  test('what an image sets is no part of the env context', () => {
    const known = (each: JobEnvironment) => originsIn(String(each.context().get('NOPE'))).length > 0;
    const image = job('variables');
    expect(image.variable('NOPE')).toBeNull();
    expect([job(), image, image.opened(), job('context')].map(known)).toEqual([true, true, false, false]);
  });

  test.each([
    ['a machine of GitHub', {}, false],
    ['a machine that nobody names', { RUNNER_ENVIRONMENT: undefined }, true],
    ['a machine of one\u2019s own', { RUNNER_ENVIRONMENT: 'self-hosted' }, true],
    ['a variable that an earlier step has set', { REGISTRY_PAT: 'x' }, true],
    ['the logins of docker as a text', { DOCKER_AUTH_CONFIG: '{}' }, true],
    ['an identity that the job may ask for', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }, true],
    ['what our step alone is given', { MINE_TOKEN: 'x' }, false],
    ['what actions alone are given', { ACTIONS_RUNTIME_TOKEN: 'x', 'INPUT_GITHUB-TOKEN': 'x' }, false],
    ['folders and paths', { PWD: '/w', XDG_CONFIG_HOME: '/c', JAVA_PATH: '/j', DOCKER_CONFIG: '/d' }, false],
    ['nothing under such a name', { REGISTRY_PAT: '' }, false],
  ])('what a program may find in a process to log in with: %s', (_, env, expected) => {
    const process = { RUNNER_ENVIRONMENT: 'github-hosted', HOME: '/home/me', PATH: '/bin', ...env };
    const values = JobEnvironment.of(process, ['MINE_TOKEN']);
    const changed = values.withDefaults([['A', '1']]).with([['B', '2']]);
    expect([values.mayHoldCredential, changed.mayHoldCredential]).toEqual([expected, expected]);
  });

  test('what a process does not have is not in the env context either, until others may set more', () => {
    const values = JobEnvironment.of({ HOME: '/home/me', A_TOKEN: 'x', MINE: 'y' }, ['MINE']);
    const origins = (each: JobEnvironment, name: string) => originsIn(String(each.context().get(name)));
    const unset = [{ kind: 'absent', name: 'NOPE', why: 'unset' }];
    expect([origins(values, 'NOPE'), origins(values.with([['SET', '1']]), 'NOPE')]).toEqual([unset, unset]);
    expect(['A_TOKEN', 'a_token', 'MINE'].map((name) => values.context().get(name))).toEqual([
      UNKNOWN,
      UNKNOWN,
      UNKNOWN,
    ]);
    expect(values.opened().context().get('NOPE')).toBe(UNKNOWN);
  });

  test('of a process it is known what it does not have, until others may set more', () => {
    const values = JobEnvironment.of({ HOME: '/home/me', A_TOKEN: 'x', MINE: 'y' }, ['MINE']);
    expect(originsIn(values.variable('NOPE') ?? '')).toEqual([{ kind: 'variable', name: 'NOPE' }]);
    expect([values.variable('A_TOKEN'), values.variable('MINE'), values.variable('a_token')]).toEqual([
      null,
      null,
      null,
    ]);
    const later = values.with([['SET', '1']]);
    expect([later.isUntold, later.opened().isUntold]).toEqual([false, true]);
    expect(later.opened().variable('NOPE')).toBeNull();
  });

  test('of names that differ in case alone, the env context takes the one that is asked for', () => {
    const values = job()
      .with([['IMAGE', 'app']])
      .with([['image', 'web']])
      .with([['Image', 'api']]);
    expect(['IMAGE', 'image', 'Image'].map((name) => values.context().get(name))).toEqual([
      'app',
      'web',
      'api',
    ]);
  });

  test('the env context has names in any case, and what the runner sets only where an env: sets it too', () => {
    const values = job().with([['Image', 'app']]);
    expect(values.context().get('IMAGE')).toBe('app');
    expect(values.context().get('github_ref')).toBe(
      standIn({ kind: 'absent', name: 'github_ref', why: 'unset' }),
    );
    expect(
      values
        .with([['GITHUB_REF', 'mine']])
        .context()
        .get('github_ref'),
    ).toBe('mine');
    expect(values.context().get('nope')).toBe(standIn({ kind: 'absent', name: 'nope', why: 'unset' }));
  });

  test('nothing set is the same environment', () => {
    const values = job();
    expect(values.with([])).toBe(values);
  });

  test('what is different from an earlier state is told by value', () => {
    const before = job().with([
      ['A', '1'],
      ['B', '1'],
    ]);
    const after = before.with([
      ['B', '2'],
      ['A', '1'],
      ['C', '3'],
    ]);
    expect(new Map(after.since(before))).toEqual(
      new Map([
        ['B', '2'],
        ['C', '3'],
      ]),
    );
    expect(before.since(before)).toEqual([]);
  });

  test('a hundred steps that set variables are remembered all', () => {
    let values = job().with([['FIRST', 'kept']]);
    for (let step = 0; step < 100; step += 1)
      values = values.with([
        ['TAG', String(step)],
        [`STEP_${step}`, 'x'],
      ]);
    expect([values.variable('TAG'), values.variable('FIRST'), values.variable('STEP_7')]).toEqual([
      '99',
      'kept',
      'x',
    ]);
    expect(values.variable('GITHUB_REF')).toBe('refs/heads/main');
    expect(values.context().get('tag')).toBe('99');
    expect(values.context().get('GITHUB_REF')).toBe(
      standIn({ kind: 'absent', name: 'GITHUB_REF', why: 'unset' }),
    );
  });
});
