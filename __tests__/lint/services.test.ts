/** Steps of a publishing job that GitHub refuses for want of another permission than packages. */
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/commands/lint.js';
import { applyRepairs } from '../../src/fix/rounds.js';
import { build, jobWith, lintFiles, login, MAIN, said, workflow } from './repository.js';

const WRITE = 'permissions: {contents: read, packages: write}';
const LACK = 'error client-lacks-permission ci.yml:5 image';
const sign = (command: string, more = '') => `\n- run: ${command}\n${more}`;
const uses = (action: string, more = '') => `\n- uses: ${action}\n${more}`;
const SIGN = sign('cosign sign --yes ghcr.io/octo/app@sha256:0');
const ATTEST = uses('actions/attest-build-provenance@v3', '  with: {subject-name: ghcr.io/octo/app}');
const UPLOAD = uses('github/codeql-action/upload-sarif@v4', '  with: {sarif_file: x.sarif}');

const judged = async (steps: string, keys = WRITE, on = 'push') =>
  said(await lintFiles({ [MAIN]: workflow(login() + build() + steps, keys, on) }));

describe('a block that leaves it out', () => {
  test.each([
    ['cosign without a key', SIGN],
    ['an attestation by cosign', sign('cosign attest --yes --predicate x.json ghcr.io/octo/app@sha256:0')],
    ['a blob', sign('cosign sign-blob --yes --bundle x.bundle x.txt')],
    ['its own reference in a variable', sign('cosign sign --yes "$IMAGE@$DIGEST"')],
    ['an attestation of GitHub', ATTEST],
    ['a report of code scanning', UPLOAD],
    ['a report, whatever was before', `${UPLOAD}\n  if: always()`],
  ])('%s', async (_, steps) => {
    expect(await judged(steps)).toEqual([LACK]);
  });

  test.each([
    ['a key', sign('cosign sign --yes --key cosign.key ghcr.io/octo/app@sha256:0')],
    ['a key in a variable', sign('cosign sign --key=env://KEY ghcr.io/octo/app@sha256:0', '  env: {KEY: x}')],
    [
      'a key out of sight',
      sign('cosign sign $OPTIONS ghcr.io/octo/app@sha256:0', '  env: {OPTIONS: "${{ vars.O }}"}'),
    ],
    ['another identity', sign('cosign sign --yes --identity-token "$TOKEN" ghcr.io/octo/app@sha256:0')],
    [
      'a handed identity',
      sign('cosign sign --yes ghcr.io/octo/app@sha256:0', '  env: {SIGSTORE_ID_TOKEN: x}'),
    ],
    ['operands out of sight', sign('cosign sign $OPERANDS', '  env: {OPERANDS: "${{ vars.O }}"}')],
    ['a condition of the script', sign('if cosign sign --yes ghcr.io/octo/app@sha256:0; then echo; fi')],
    ['verification', sign('cosign verify ghcr.io/octo/app@sha256:0')],
    ['a step that may fail', `${SIGN}  continue-on-error: true`],
    ['a command that may fail', sign('cosign sign --yes ghcr.io/octo/app@sha256:0 || true')],
    ['a step that never runs', `${SIGN}  if: false`],
    ['a setting that decides', `${SIGN}  if: vars.SIGN == 'true'`],
    ['a token of its own', UPLOAD.replace('{', '{token: "${{ secrets.SCANNING }}", ')],
  ])('is no matter with %s', async (_, steps) => {
    expect(await judged(steps)).toEqual([]);
  });

  test('a job that may fail, or pushes nothing to the registry', async () => {
    expect(await judged(SIGN, `continue-on-error: true\n${WRITE}`)).toEqual([]);
    const text = `${workflow(login() + build(), WRITE)}${jobWith(ATTEST + UPLOAD, 'permissions: {contents: read}').replace('image:', 'other:')}`;
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
    const pulling = workflow(`${login()}- run: docker pull ghcr.io/octo/base:1${ATTEST}`, WRITE);
    expect(said(await lintFiles({ [MAIN]: pulling }))).toEqual([]);
  });

  test('a push to a name that is not known', async () => {
    const steps = login() + build('ghcr.io/${{ vars.NAME }}:1') + ATTEST;
    expect(said(await lintFiles({ [MAIN]: workflow(steps, WRITE) }))).toEqual([LACK]);
  });

  test("with the right it is silent, in a fork's run nobody asks", async () => {
    const all =
      'permissions: {packages: write, id-token: write, attestations: write, security-events: write}';
    expect(await judged(SIGN + ATTEST + UPLOAD, all)).toEqual([]);
    expect(await judged(SIGN, 'permissions: write-all')).toEqual([]);
    const forks = `${UPLOAD}\n  if: github.event.pull_request.head.repo.fork`;
    expect(await judged(forks, WRITE, 'pull_request')).not.toContain(LACK);
  });

  test("a job without any block is left to the repository's setting", async () => {
    expect(await judged(SIGN, 'name: image')).toEqual(['warning default-token-permissions ci.yml:3 image']);
  });

  test('a push that is refused itself comes first, and its fix gives all', async () => {
    expect(await judged(SIGN, 'permissions: {contents: read}')).toEqual([
      'error job-lacks-packages-write ci.yml:5 image',
    ]);
  });

  test('a call that leaves it out', async () => {
    const called = workflow(login() + build() + SIGN, 'name: image', 'workflow_call');
    const caller = (keys: string) =>
      `on: push\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n    ${keys}\n`;
    const of = async (keys: string) =>
      said(await lintFiles({ [MAIN]: caller(keys), '.github/workflows/called.yml': called }));
    expect(await of(WRITE)).toEqual(['error client-lacks-permission ci.yml:5 call']);
    expect(await of('permissions: {packages: write, id-token: write}')).toEqual([]);
  });
});

describe('the fix', () => {
  async function mended(steps: string, keys: string): Promise<{ block: string; left: string[] }> {
    const text = workflow(login() + build() + steps, keys);
    const options = {
      paths: [],
      repository: 'octo/app',
      event: null,
      language: 'en' as const,
      root: '/nowhere',
    };
    const judge = (edited: Readonly<Record<string, string>> = {}) =>
      lint({ ...options, texts: [{ file: MAIN, text }], edited });
    const { files, left } = await applyRepairs(await judge(), judge);
    const [, block = ''] = /permissions:(.*?)\n {4}steps:/s.exec(files.get(MAIN)?.after ?? '') ?? [];
    return { block: block.replace(/\s+/g, ' ').trim(), left: said(left) };
  }

  test.each([
    [SIGN, WRITE, '{contents: read, packages: write, id-token: write}'],
    [ATTEST, WRITE, '{contents: read, packages: write, attestations: write, id-token: write}'],
    [
      SIGN + UPLOAD,
      'permissions:\n  packages: write',
      'packages: write contents: read id-token: write security-events: write',
    ],
    [SIGN, 'permissions: {packages: write, id-token: none}', '{packages: write, id-token: write}'],
  ])('%# adds what is missing', async (steps, keys, block) => {
    expect(await mended(steps, keys)).toEqual({ block, left: [] });
  });

  test("of `read-all` gives what it can't name", async () => {
    const { block, left } = await mended(SIGN, 'permissions: read-all');
    expect(left).toEqual([]);
    expect(block).toMatch(/id-token: write/);
    expect(block).toMatch(/packages: write/);
    expect(block).toMatch(/contents: read/);
  });
});

test('the words name what is refused', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + build() + ATTEST, WRITE) });
  expect(report.findings[0]?.message).toBe(
    'The permissions of the job leave out id-token: write and attestations: write, without which GitHub refuses actions/attest-build-provenance, whatever the registry takes.',
  );
});
