/** Does a job push to the registry, or may it, where no text tells the name? */
import { describe, expect, test } from '@jest/globals';
import { mayPublish } from '../../src/judge/texts/nameless-pushes.js';
import type { JobReading } from '../../src/workflow/reading/every-run.js';
import { lintFiles, login, MAIN, workflow } from '../lint/repository.js';

describe('whether a job may publish', () => {
  const push = (reference: string) => ({ act: { found: { reference } } });
  const run = (references: string[], hidden: unknown[] = [], runs = 'yes') => ({
    pushes: references.map(push),
    hidden,
    runs,
    logins: [],
  });
  const reading = (runs: unknown[], text = '') => ({ runs, job: { document: { text } } }) as JobReading;
  const HERE = 'ghcr.io/octo/app:1';
  const ELSEWHERE = 'quay.io/octo/app:1';

  test.each<[string, JobReading, boolean]>([
    ['one of its pushes is to the registry', reading([run([ELSEWHERE, HERE])]), true],
    ['a push of one of its runs is', reading([run([]), run([HERE])]), true],
    ['all of its pushes go elsewhere', reading([run([ELSEWHERE])]), false],
    ['it pushes nothing', reading([run([])]), false],
    ['a program that nobody can read does it', reading([run([], [{}])]), true],
    ['such a program is of no run', reading([run([], [{}], 'no')]), false],
    ['its permissions say so', reading([run([])], 'permissions:\n  packages: write\n'), true],
    ['they say so in quotes', reading([run([])], `permissions: {"packages" : 'write'}\n`), true],
    ['they say that it reads', reading([run([])], 'permissions:\n  packages: read\n'), false],
    ['a comment says another word', reading([run([])], '# packages: writers\n'), false],
  ])('%s', (_, job, expected) => expect(mayPublish(job, 'ghcr.io')).toBe(expected));
});

describe('the verdict on pushes under names that no text tells', () => {
  const HUB = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}\n';
  const NEVER = HUB.replace('uses:', 'if: false\n  uses:');
  const pushed = (name: string, more = '') => `\n- run: docker push ${name}\n${more}`;

  test.each<[string, string, string]>([
    ['at the registry of the only login', login() + pushed('"$(cat name)"'), 'unknown'],
    ['with a token of its own', login('secrets.GHCR_TOKEN') + pushed('"$(cat name)"'), 'unknown'],
    ['without any login', pushed('"$(cat name)"'), 'not-needed'],
    ['with a login to Docker Hub alone', HUB + pushed('"$(cat name)"'), 'not-needed'],
    [
      'in front, beside a login to Docker Hub',
      `${login()}${HUB}${pushed('${{ vars.DOCKER_USER }}/app')}`,
      'not-needed',
    ],
    [
      'in front, beside one that no run makes',
      `${login()}${NEVER}${pushed('${{ vars.DOCKER_USER }}/app')}`,
      'unknown',
    ],
    ['as a whole, beside a login to Docker Hub', `${login()}${HUB}${pushed('${{ vars.IMAGE }}')}`, 'unknown'],
    [
      'at a registry that a secret names, beside a login to Docker Hub',
      `${login()}${HUB}${pushed('${{ secrets.REGISTRY }}/octo/app')}`,
      'unknown',
    ],
    ['at another registry', login() + pushed('quay.io/octo/$(cat name)'), 'not-needed'],
  ])('%s', async (_, steps, verdict) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect([report.verdict, report.findings]).toEqual([verdict, []]);
  });

  test('beside one that is seen it is about that one', async () => {
    const steps = `${login()}${pushed('ghcr.io/octo/app:1')}${pushed('"$(cat name)"')}`;
    expect((await lintFiles({ [MAIN]: workflow(steps) })).report.verdict).toBe('allowed');
  });

  test('in the runs of one trigger', async () => {
    const steps = `${login()}${pushed('"$(cat name)"', "  if: github.event_name == 'push'\n")}`;
    const { report } = await lintFiles({ [MAIN]: workflow(steps, undefined, '[push, workflow_dispatch]') });
    expect(report.verdict).toBe('unknown');
  });

  const at = (setting: string, password: string) =>
    `\n- uses: docker/login-action@v4\n  with: {registry: "\${{ ${setting} }}", username: octo, password: "\${{ ${password} }}"}\n`;

  test.each([
    ['secrets.GITHUB_TOKEN', 'unknown'],
    ['secrets.QUAY', 'not-needed'],
  ])('at a registry that a setting names, by a login with %s', async (password, verdict) => {
    const steps = `${at('vars.REGISTRY', password)}${pushed('"$(cat name)"')}`;
    // A file without a word that leads to the registry is not read.
    const { report } = await lintFiles({ [MAIN]: `# ghcr.io\n${workflow(steps)}` });
    expect(report.verdict).toBe(verdict);
  });

  const perhaps = (setting: string, more: string) =>
    `\n- uses: docker/login-action@v4\n  if: ${setting}\n  with: {${more}}\n`;

  test('by one of two logins that settings decide on', async () => {
    const own = perhaps('vars.OWN', 'registry: ghcr.io, username: octo, password: "${{ github.token }}"');
    const other = perhaps('vars.ONE', 'registry: ghcr.io, username: bot, password: "${{ secrets.BOT }}"');
    const { report } = await lintFiles({ [MAIN]: workflow(own + other + pushed('"$(cat name)"')) });
    expect(report.verdict).toBe('unknown');
  });
});
