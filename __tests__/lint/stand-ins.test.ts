/** Calls of docker/github-builder, whose programs make what it pushes: judged by what the calls hand on. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, MAIN } from './repository.js';

interface Call {
  permissions?: string;
  inputs?: string;
  secrets?: string;
  on?: string;
  file?: string;
}

const AUTHS =
  '      registry-auths: |\n        - registry: ghcr.io\n          username: octo\n          password: ${{ secrets.GITHUB_TOKEN }}\n';

const calling = ({
  permissions = '{contents: read, id-token: write, packages: write}',
  inputs = '{output: image, push: true, meta-images: ghcr.io/octo/app, newer-input: 1}',
  secrets = `    secrets:\n${AUTHS}`,
  on = 'push',
  file = 'build',
}: Call) => ({
  [MAIN]: `on: ${on}\njobs:\n  image:\n    uses: docker/github-builder/.github/workflows/${file}.yml@v1\n    permissions: ${permissions}\n    with: ${inputs}\n${secrets}`,
});

describe('a call of docker/github-builder', () => {
  test.each<[string, Call, string[]]>([
    ['is right', {}, []],
    ['is right for its bake', { file: 'bake' }, []],
    [
      'grants too little',
      { permissions: '{contents: read, id-token: write}' },
      ['error caller-lacks-packages-write'],
    ],
    [
      'grants its bake too little',
      { permissions: '{contents: read, packages: read}', file: 'bake' },
      ['error caller-lacks-packages-write'],
    ],
    ['passes no login', { secrets: '' }, ['error no-registry-login']],
    [
      'passes one to another registry',
      { secrets: `    secrets:\n${AUTHS.replace('ghcr.io', 'docker.io')}` },
      ['error no-registry-login'],
    ],
    [
      'names an image of somebody else',
      { inputs: '{output: image, push: true, meta-images: ghcr.io/other/app}' },
      ['error owner-mismatch'],
    ],
    [
      'only builds',
      {
        permissions: '{contents: read}',
        inputs: '{output: image, meta-images: ghcr.io/octo/app}',
        secrets: '',
      },
      [],
    ],
    [
      'makes files',
      { permissions: '{contents: read}', inputs: '{output: local, push: true}', secrets: '' },
      [],
    ],
    [
      'pushes elsewhere',
      {
        permissions: '{contents: read}',
        inputs: '{output: image, push: true, meta-images: octo/app}',
        secrets: '',
      },
      [],
    ],
    [
      'leaves pull requests out',
      {
        on: '[push, pull_request]',
        inputs: `{output: image, push: "\${{ github.event_name != 'pull_request' }}", meta-images: ghcr.io/octo/app}`,
      },
      [],
    ],
    ['calls another of its files', { secrets: '', file: 'verify' }, []],
  ])('%s', async (_, call, expected) => expect(await ids(calling(call))).toEqual(expected));

  test('is told at the call, which has the logins', async () => {
    const [english] = (await lintFiles(calling({ secrets: '' }))).report.findings;
    expect(english?.location).toMatchObject({ file: expect.stringMatching(/ci\.yml$/), line: 3 });
    expect(english?.fix.summary).toContain('Name ghcr.io in the secret registry-auths');
    expect(english?.fix.diff ?? null).toBeNull();
    const [chinese] = (await lintFiles(calling({ secrets: '' }), { language: 'zh-CN' })).report.findings;
    expect(chinese?.fix.summary).toContain('registry-auths');
  });

  test('is not told of as one that was not read', async () => {
    expect((await lintFiles(calling({}))).unreadCalls).toEqual([]);
  });
});
