/** Images that the runner pulls before the first step: without them a job does not start, whatever it does. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, said } from './repository.js';

const $ = (expression: string) => `$${`{{ ${expression} }}`}`;
const job = (keys: string, more = '') =>
  `on: push\npermissions: {packages: write}\n${more}jobs:\n  test:\n    runs-on: ubuntu-latest\n${keys}    steps: [{run: make test}]\n`;
const container = (image: string) => job(`    container: ${JSON.stringify(image)}\n`);
const withPassword = (password: string, image = 'ghcr.io/octo/app:1', more = '') =>
  job(
    `    container:\n      image: ${image}\n      credentials: {username: x, password: "${password}"}\n`,
    more,
  );

describe('an image with a wrong name', () => {
  const UPPER = ['error uppercase-image-name'];
  const INVALID = ['error invalid-image-reference'];
  const OWNER = ['error image-without-owner'];

  test.each<[string, string[]]>([
    ['ghcr.io/Octo/App:1', UPPER],
    ['docker://ghcr.io/Octo/App:1', UPPER],
    ['Docker://ghcr.io/Octo/App:1', UPPER],
    [' ghcr.io/Octo/App:1 ', UPPER],
    ['https://ghcr.io/octo/app:1', INVALID],
    ['ghcr.io/octo/app:1:2', INVALID],
    ['ghcr.io/app:1', OWNER],
    ['docker://ghcr.io/app', OWNER],
    [`ghcr.io/${$('vars.NAME')}:1`, []],
    ['ghcr.io/octo/app:1', []],
    ['docker://ghcr.io/octo/app:1', []],
    [`ghcr.io/octo/app:${$('vars.TAG')}`, []],
    [$('vars.IMAGE'), []],
    ['Octo/App:1', []],
    ['', []],
  ])('%s', async (image, expected) => expect(await ids({ [MAIN]: container(image) })).toEqual(expected));

  test('of the repository, as GitHub spells it', async () => {
    const text = container(`ghcr.io/${$('github.repository')}:1`);
    expect(await ids({ [MAIN]: text }, { repository: 'Octo/App' })).toEqual(UPPER);
    expect(await ids({ [MAIN]: text })).toEqual([]);
  });

  test('of one leg of a matrix', async () => {
    const text = job(
      `    strategy: {matrix: {image: [ghcr.io/octo/a, ghcr.io/octo/B, ghcr.io/octo/c]}}\n    container: ${$('matrix.image')}\n`,
    );
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual(['error uppercase-image-name ci.yml:6 test']);
  });

  test('of services, each for itself', async () => {
    const text = job(
      '    services:\n      a: {image: ghcr.io/octo/A}\n      b: {image: postgres}\n      c:\n        image: ghcr.io/octo/c:-1\n',
    );
    const found = said(await lintFiles({ [MAIN]: text }));
    expect(found).toEqual([
      'error uppercase-image-name ci.yml:7 test',
      'error invalid-image-reference ci.yml:10 test',
    ]);
  });

  test('of a step, which is pulled whether the step is run or not', async () => {
    const text = `on: push\npermissions: {packages: write}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - if: failure()\n        uses: docker://ghcr.io/Octo/App:1\n`;
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual(['error uppercase-image-name ci.yml:8 test']);
  });

  test('of a file that pushes nothing, and of one that pushes in another job', async () => {
    const text = container('ghcr.io/Octo/App').replace('permissions: {packages: write}\n', '');
    const other = '  push:\n    runs-on: ubuntu-latest\n    permissions: {packages: write}\n    steps:\n';
    const steps = `${login()}\n- run: docker push ghcr.io/octo/app`.replace(/\n(?=.)/g, '\n      ');
    expect(await ids({ [MAIN]: text })).toEqual([]);
    expect(await ids({ [MAIN]: `${text}${other}${steps}\n` })).toEqual(UPPER);
  });

  test('a step may run what another one has built without an owner', async () => {
    const steps = `${login()}\n- run: docker build -t ghcr.io/app . && docker run ghcr.io/app && docker push ghcr.io/octo/app`;
    const text = job('').replace(/ {4}steps:.*/, `    steps:${steps.replace(/\n/g, '\n      ')}`);
    expect(await ids({ [MAIN]: text })).toEqual([]);
  });

  test('of a job that never runs', async () => {
    const text = container('ghcr.io/Octo/App').replace('runs-on', 'if: false\n    runs-on');
    expect(await ids({ [MAIN]: text })).toEqual([]);
  });

  test('is written in lower case by the fix', async () => {
    const { report } = await lintFiles({ [MAIN]: container('ghcr.io/Octo/App:1') });
    expect(report.findings[0]?.fix?.diff).toContain('+    container: "ghcr.io/octo/app:1"');
  });
});

describe('an image at a misspelt host', () => {
  const STRAY = ['error invalid-image-reference'];

  test.each<[string, string[]]>([
    ['ghrc.io/octo/app:1', STRAY],
    ['docker://gchr.io/octo/app', STRAY],
    ['ghcr.oi/octo/app@sha256:0', STRAY],
    ['gcr.io/octo/app:1', []],
    ['ghr.io/octo/app:1', []],
    ['ghrc.io', []],
    [`${$('vars.HOST')}/octo/app:1`, []],
  ])('%s', async (image, expected) => expect(await ids({ [MAIN]: container(image) })).toEqual(expected));

  test('of a service with credentials, and of a step', async () => {
    const services = job(
      '    services:\n      a:\n        image: ghrc.io/octo/a:1\n        credentials: {username: x, password: "${{ github.token }}"}\n',
    );
    const step = services.replace(
      / {4}services:[\s\S]*/,
      '    steps:\n      - uses: docker://gchr.io/octo/a:1\n',
    );
    expect(said(await lintFiles({ [MAIN]: services }))).toEqual([
      'error invalid-image-reference ci.yml:8 test',
    ]);
    expect(said(await lintFiles({ [MAIN]: step }))).toEqual(['error invalid-image-reference ci.yml:7 test']);
  });

  test('of a leg of a matrix is told where it is written, and mended there', async () => {
    const text = job(
      '    strategy: {matrix: {host: [ghrc.io]}}\n    container: ${{ matrix.host }}/octo/app:1\n',
    );
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id, location }) => [id, location?.line])).toEqual([
      ['invalid-image-reference', 6],
    ]);
    expect(report.findings[0]?.fix.diff).toContain('+    strategy: {matrix: {host: [ghcr.io]}}');
  });

  test('of a file that pushes nothing, of a job that never runs', async () => {
    const text = container('ghrc.io/octo/app');
    expect(await ids({ [MAIN]: text.replace('permissions: {packages: write}\n', '') })).toEqual([]);
    expect(await ids({ [MAIN]: text.replace('runs-on', 'if: false\n    runs-on') })).toEqual([]);
  });
});

describe('credentials that come to nothing', () => {
  const MISSING = ['error token-missing'];

  test.each<[string, string[]]>([
    [$('secrets.GITHUB-TOKEN'), MISSING],
    [$('secrets.GITHUB_TOKN'), MISSING],
    [$('env.TOKEN'), MISSING],
    [$('github.env.TOKEN'), MISSING],
    [$('secrets.GITHUB_TOKEN'), []],
    [$('github.token'), []],
    [$('secrets.GHCR_TOKEN'), []],
    [$('vars.TOKEN'), []],
  ])('%s', async (password, expected) =>
    expect(await ids({ [MAIN]: withPassword(password) })).toEqual(expected),
  );

  test.each<[string, string, string[]]>([
    ['username', "username: '', password: x", MISSING],
    ['username', `username: "${$('env.NOBODY')}", password: "${$('github.token')}"`, MISSING],
    ['password', `username: "${$('github.actor')}", password: ''`, MISSING],
    ['password', "username: '', password: ''", MISSING],
    ['', `username: "${$('secrets.USER')}", password: "${$('secrets.PAT')}"`, []],
    ['', `password: "${$('secrets.PAT')}"`, []],
  ])('an empty %s: %s', async (name, credentials, expected) => {
    const text = job(
      `    container:\n      image: ghcr.io/octo/app:1\n      credentials: {${credentials}}\n`,
    );
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual(expected);
    if (name !== '') expect(report.findings[0]?.message).toContain(`an empty ${name}`);
  });

  test('are not written into an env that a container has for its own', async () => {
    const { report } = await lintFiles({ [MAIN]: withPassword($('env.GITHUB_TOKEN')) });
    expect(report.findings.map(({ id, fix }) => [id, fix.diff])).toEqual([['token-missing', null]]);
  });

  test('of another registry are not looked at', async () => {
    expect(await ids({ [MAIN]: withPassword($('secrets.GITHUB-TOKEN'), 'quay.io/octo/app') })).toEqual([]);
  });

  test('but for a variable of the workflow', async () => {
    const env = `env: {TOKEN: "${$('github.token')}"}\n`;
    expect(await ids({ [MAIN]: withPassword($('env.TOKEN'), 'ghcr.io/octo/app', env) })).toEqual([]);
  });

  test('for a secret that the calling job does not pass on', async () => {
    const called = withPassword($('secrets.PAT')).replace(
      'on: push',
      'on: {workflow_call: {secrets: {PAT: {required: false}}}}',
    );
    const caller =
      'on: push\npermissions: {packages: write}\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n';
    const files = { [MAIN]: caller, '.github/workflows/called.yml': called };
    expect(said(await lintFiles(files))).toEqual(['error token-missing ci.yml:4 call']);
    expect(await ids({ ...files, [MAIN]: `${caller}    secrets: inherit\n` })).toEqual([]);
  });
});
