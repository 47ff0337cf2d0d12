/** Pushes that were meant for ghcr.io and go elsewhere, and owners that nobody may push for. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const judged = async (steps: string, keys?: string, on?: string) =>
  said(await lintFiles({ [MAIN]: workflow(steps, keys, on) })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );

const INVALID = ['error invalid-image-reference'];
const run = (script: string) => `\n- run: ${script}`;

describe('a variable that no shell reads', () => {
  const ENV =
    'permissions: {contents: read, packages: write}\nenv: {IMAGE: ghcr.io/octo/app, OTHER: quay.io/octo/app}';
  test.each<[string, string[]]>([
    ['$IMAGE:1', INVALID],
    ['${IMAGE}:1', INVALID],
    ['${IMAGE,,}', INVALID],
    ['$OTHER:1', []],
    ['$UNKNOWN:1', []],
    ['${{ env.IMAGE }}:1', []],
  ])('%s', async (tags, expected) => {
    expect(await judged(login() + build(tags), ENV)).toEqual(expected);
  });

  test('in a script it is read', async () => {
    expect(await judged(login() + run('docker push $IMAGE:1'), ENV)).toEqual([]);
  });
});

describe('a misspelt host', () => {
  test.each<[string, string[]]>([
    ['gchr.io/octo/app:1', INVALID],
    ['ghrc.io/octo/app:1', INVALID],
    ['ghcr.com/octo/app:1', INVALID],
    ['gcr.io/octo/app:1', []],
    ['registry.gitlab.com/octo/app:1', []],
  ])('%s', async (tags, expected) => {
    expect(await judged(login() + build(tags))).toEqual(expected);
    expect(await judged(login() + run(`docker push ${tags}`))).toEqual(expected);
  });
});

describe('a name without a host after a login to ghcr.io', () => {
  const HUB = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: x}';
  test.each<[string, string, string[]]>([
    ['docker push', login() + run('docker push octo/app:1'), INVALID],
    ['without an owner', login() + run('docker push app:1'), INVALID],
    ['an action', login() + build('octo/app:1'), INVALID],
    ['both registries', login() + HUB + build('octo/app:1'), []],
    ['both names', login() + build('octo/app:1,ghcr.io/octo/app:1'), []],
    ['a script that may log in', login() + run('./login.sh') + run('docker push octo/app:1'), []],
    ['no login at all', run('docker push octo/app:1'), []],
    ['a host of its own', login() + run('docker push localhost:5000/app:1'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await judged(steps)).toEqual(expected);
  });
});
