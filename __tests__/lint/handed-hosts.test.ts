/** Logins in an action of the repository, which goes where whoever uses it says. */
import { describe, expect, test } from '@jest/globals';
import { applyRepairs } from '../../src/fix/rounds.js';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const PUSH = build('ghcr.io/octo/app:1');
const at = '.github/actions';

const action = (inputs: string, steps: string) =>
  `inputs: {${inputs}, token: {}}\nruns:\n  using: composite\n  steps:${steps.replace(/^(?=.)/gm, '    ')}\n`;
const signIn = (input: string) =>
  login('inputs.token').replace('registry: ghcr.io', `registry: \${{ inputs.${input} }}`);
const use = (name: string, inputs: string) =>
  `\n- uses: ./${at}/${name}\n  with: {token: '\${{ github.token }}'${inputs}}`;

const FILES = {
  [`${at}/sign-in/action.yml`]: action('registry: {}', signIn('registry')),
  [`${at}/server/action.yml`]: action('server: {default: docker.io}', signIn('server')),
  [`${at}/outer/action.yml`]: action(
    'place: {}',
    use('sign-in', ", registry: '${{ inputs.place }}'").replace('github.token', 'inputs.token'),
  ),
};

const linted = (inputs: string, name = 'sign-in', env = '') => {
  const text = workflow(use(name, inputs) + PUSH).replace(/^jobs:/m, `${env}jobs:`);
  return { ...FILES, [MAIN]: text };
};

describe('a host that is wrong is told, once, where it is handed on', () => {
  const MISSPELT = ', registry: ghrc.io';

  test.each<[string, Record<string, string>, RegExp]>([
    ['misspelt', linted(MISSPELT), /Write ghcr\.io in the place of ghrc\.io/],
    [
      'misspelt in the env of the workflow',
      linted(", registry: '${{ env.AT }}'", 'sign-in', 'env: {AT: ghrc.io}\n'),
      /Write ghcr/,
    ],
    ['misspelt, and handed on by another action', linted(', place: ghrc.io', 'outer'), /Write ghcr/],
    ['another one', linted(', registry: quay.io'), /Set registry: ghcr\.io in the login step/],
    ['none', linted(''), /Set registry: ghcr\.io in the login step/],
    ['none, by an input of another name', linted('', 'outer'), /Set place: ghcr\.io in the login step/],
    ['the default of an input', linted('', 'server'), /Set server: ghcr\.io in the login step/],
  ])('%s', async (_, files, fix) => {
    const judge = (edited?: Record<string, string>) => lintFiles(files, edited ? { edited } : {});
    const result = await judge();
    const [finding] = result.report.findings;
    expect(said(result)).toEqual([expect.stringMatching(/^error no-registry-login ci\.yml:\d+ image$/)]);
    expect(finding?.fix.summary).toMatch(fix);
    expect(finding?.fix.diff).toMatch(/^\+.*\bghcr\.io\b/m);
    const { left } = await applyRepairs(result, judge);
    expect(left.report.findings).toEqual([]);
  });

  test('and nothing of the right one', async () => {
    for (const files of [
      linted(', registry: ghcr.io'),
      linted(', place: ghcr.io', 'outer'),
      linted(', server: ghcr.io', 'server'),
      linted(", registry: '${{ vars.REGISTRY }}'"),
    ])
      expect(said(await lintFiles(files))).toEqual([]);
  });
});
