/** A login that podman, buildah and skopeo take before the one of this job's step. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { preflight } from '../../src/commands/preflight.js';
import { podmansOwnLogin } from '../../src/evidence/credentials/lookup.js';
import { dockerConfigFile } from '../../src/evidence/credentials/places.js';
import { type Credential, credentials } from '../../src/evidence/token.js';
import { startLab } from '../../src/lab/lab.js';
import type { Language } from '../../src/types.js';
import { SECRET, sampleWorld } from '../lab/support.js';
import { MAIN, RUN, workflowOf } from '../workflow/reading.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'podmans-own-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const auth = (secret: string) => ({ auth: Buffer.from(`mona:${secret}`).toString('base64') });

function write(file: string, keys: Record<string, string>): void {
  const target = path.join(home, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const auths = Object.fromEntries(Object.entries(keys).map(([key, secret]) => [key, auth(secret)]));
  writeFileSync(target, JSON.stringify({ auths }));
}

describe('which one it is', () => {
  const PODMANS = 'containers/auth.json';
  const DOCKERS = '.docker/config.json';
  const found = (files: Record<string, Record<string, string>>, env: Record<string, string> = {}) => {
    for (const [file, keys] of Object.entries(files)) write(file, keys);
    const whole = { HOME: home, XDG_RUNTIME_DIR: home, ...env };
    return podmansOwnLogin('ghcr.io', 'octo/app', whole, dockerConfigFile(whole))?.secret ?? null;
  };

  test.each<[string, Record<string, Record<string, string>>, string | null]>([
    ['none', {}, null],
    ['one for the owner', { [PODMANS]: { 'ghcr.io/octo': 'a' } }, 'a'],
    ['the narrowest', { [PODMANS]: { 'ghcr.io/octo': 'a', 'ghcr.io/octo/app': 'b' } }, 'b'],
    ['none for another owner', { [PODMANS]: { 'ghcr.io/octocat': 'a' } }, null],
    ['one for the registry, in the file that podman reads first', { [PODMANS]: { 'ghcr.io': 'a' } }, 'a'],
    ['none for the registry in the file that is written', { [DOCKERS]: { 'ghcr.io': 'a' } }, null],
    ['a narrower one in that file', { [DOCKERS]: { 'ghcr.io': 'a', 'ghcr.io/octo': 'b' } }, 'b'],
    ['none for another registry', { [PODMANS]: { 'quay.io': 'a' } }, null],
  ])('%s', (_, files, expected) => expect(found(files)).toBe(expected));

  test('REGISTRY_AUTH_FILE stands for podman’s own file', () => {
    const env = { REGISTRY_AUTH_FILE: path.join(home, 'own.json') };
    expect(found({ 'own.json': { 'ghcr.io': 'a' }, [PODMANS]: { 'ghcr.io/octo': 'b' } }, env)).toBe('a');
  });
});

describe('the verdict is about it', () => {
  const whole = async (
    secret: string,
    run: string,
    language: Language = 'en',
    images = '',
    own = SECRET.jobWrite,
  ) => {
    const lab = await startLab(sampleWorld());
    try {
      const job: Credential[] = credentials([{ source: 'github-token', raw: own, username: 'mona' }], {
        inActions: true,
      });
      const steps = `- uses: acme/ghcr-preflight@v1\n- run: ${run.replaceAll('HOST', lab.registry)}\n`;
      mkdirSync(path.join(home, path.dirname(MAIN)), { recursive: true });
      writeFileSync(path.join(home, MAIN), workflowOf(steps));
      const kept = { source: 'auth-file', raw: secret, username: 'mona', file: '/x/auth.json' } as const;
      const { report, evidence } = await preflight(
        {
          place: 'workflow',
          access: 'push',
          registry: lab.registry,
          images: images.replaceAll('HOST', lab.registry),
          names: 'normalised',
          credentials: job,
          missing: [],
          run: { ...RUN, repository: 'octo-org/app', owner: 'octo-org', apiUrl: lab.apiUrl },
          event: {},
          login: 'docker',
          held: [{ source: 'github-token', secret: own, stored: own }],
          podmansOwn: async () =>
            credentials([{ ...kept, scope: `${lab.registry}/octo-org` }], { inActions: true })[0] ?? null,
          workflow: null,
          workspace: home,
          env: { GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight', GITHUB_ACTION: '__acme_ghcr-preflight' },
        },
        'preflight',
        language,
      );
      expect(JSON.stringify(report)).not.toContain(secret);
      return {
        report: JSON.parse(JSON.stringify(report).replaceAll(lab.registry, 'HOST')) as typeof report,
        tokens: evidence.tokens.map(({ source }) => source),
      };
    } finally {
      await lab.close();
    }
  };
  const asked = async (...given: Parameters<typeof whole>) => (await whole(...given)).report;

  test.each([
    ['podman', 'podman push app HOST/octo-org/app:2', 'denied'],
    ['skopeo', 'skopeo copy oci:a docker://HOST/octo-org/app:2', 'denied'],
    ['docker, which does not look there', 'docker push HOST/octo-org/app:2', 'allowed'],
    [
      'podman with a password of its own',
      'podman push --creds "x:${{ github.token }}" app HOST/octo-org/app:2',
      'allowed',
    ],
    ['both', 'docker push HOST/octo-org/app:2; podman push app HOST/octo-org/app:2', 'denied'],
    ['podman, perhaps', 'test "${{ vars.PUSH }}" = yes && podman push app HOST/octo-org/app:2', 'unknown'],
  ])('of %s', async (_, run, verdict) => {
    expect((await asked(SECRET.readOnly, run)).verdict).toBe(verdict);
  });

  test.each([
    ['podman', 'podman push app HOST/octo-org/app:2', 'denied'],
    ['docker', 'docker push HOST/octo-org/app:2', 'allowed'],
  ])(
    'of %s, also where the image is given and the workflow has no word of a login',
    async (_, run, verdict) => {
      expect((await asked(SECRET.readOnly, run, 'en', 'HOST/octo-org/app:2')).verdict).toBe(verdict);
    },
  );

  test('of several images it is told once', async () => {
    const run = 'podman push app HOST/octo-org/app:2; podman push web HOST/octo-org/web:2';
    const { report, tokens } = await whole(SECRET.readOnly, run);
    expect(report.images.map(({ verdict }) => verdict)).toEqual(['denied', 'denied']);
    expect(tokens).toEqual(['github-token', 'auth-file']);
  });

  test('one that may push is no matter', async () => {
    const { verdict, findings } = await asked(SECRET.owner, 'podman push app HOST/octo-org/app:2');
    expect({ verdict, findings }).toEqual({ verdict: 'allowed', findings: [] });
  });

  test.each([
    ['skopeo', 'skopeo copy docker://HOST/octo-org/foreign:1 docker://HOST/octo-org/app:2', 'allowed'],
    ['crane, which does not look there', 'crane copy HOST/octo-org/foreign:1 HOST/octo-org/app:2', 'denied'],
  ])('one that may read another package stands for a copy by %s', async (_, run, verdict) => {
    expect((await asked(SECRET.owner, run)).verdict).toBe(verdict);
  });

  test.each([
    ['podman', 'podman push app HOST/octo-org/app:2', 'allowed'],
    ['both', 'docker push HOST/octo-org/app:2; podman push app HOST/octo-org/app:2', 'denied'],
  ])('one that may push stands for %s where the step has one that may not', async (_, run, verdict) => {
    const report = await asked(SECRET.owner, run, 'en', '', SECRET.jobRead);
    expect(report.verdict).toBe(verdict);
  });

  test.each<[Language, string]>([
    ['en', '/x/auth.json has one for HOST/octo-org, which podman, buildah and skopeo take before'],
    ['zh-CN', '/x/auth.json 中有 HOST/octo-org 的凭据'],
  ])('and it is named, with where it stands: %s', async (language, words) => {
    for (const secret of [SECRET.readOnly, SECRET.expired]) {
      const [finding, ...more] = (await asked(secret, 'podman push app HOST/octo-org/app:2', language))
        .findings;
      expect(more).toEqual([]);
      expect(finding).toMatchObject({ id: 'login-replaced', severity: 'error', location: { file: MAIN } });
      expect(finding?.message).toContain(words);
      expect(finding?.fix.summary).toContain('podman logout HOST/octo-org');
    }
  });
});
