/** A name without a registry, in a job that logs in to one alone: the edit writes the registry in front of it. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

/** The lines that the edit brings. */
async function added(text: string, repository = 'octo/app'): Promise<string[]> {
  const { report } = await lintFiles({ [MAIN]: text }, { repository });
  const of = report.findings.filter(({ id }) => id === 'invalid-image-reference');
  expect(of).not.toEqual([]);
  const diffs = of.flatMap(({ fix }) => fix.diff ?? []).join('\n');
  return [...diffs.matchAll(/^\+ +(.*)$/gm)].map(([, line = '']) => line);
}

const withEnv = (env: string, steps: string) =>
  workflow(login() + steps).replace('jobs:', `env:\n  ${env}\njobs:`);
const script = (...lines: string[]) => `\n- run: |\n${lines.map((each) => `    ${each}`).join('\n')}`;
const META = (images: string) =>
  `\n- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ${images}${build('${{ steps.meta.outputs.tags }}')}`;

const attest = (name: string) => `
- uses: actions/attest-build-provenance@v3
  with:
    subject-name: ${name}
    subject-digest: sha256:${'0'.repeat(64)}
    push-to-registry: true`;

test.each<[string, string, string[]]>([
  ['at the push', workflow(login() + build('octo/app:1')), ['tags: ghcr.io/octo/app:1']],
  ['with the owner', workflow(login() + build('app:1')), ['tags: ghcr.io/octo/app:1']],
  [
    'in quotes',
    workflow(login() + build('"octo/app:1,octo/app:2"')),
    ['tags: "ghcr.io/octo/app:1,ghcr.io/octo/app:2"'],
  ],
  [
    "of GitHub's own words",
    workflow(login() + build('${{ github.repository }}:1')),
    ['tags: ghcr.io/${{ github.repository }}:1'],
  ],
  [
    "of the owner's",
    workflow(login() + build('${{ github.repository_owner }}/web:1')),
    ['tags: ghcr.io/${{ github.repository_owner }}/web:1'],
  ],
  ['at metadata-action', workflow(login() + META('octo/app')), ['images: ghcr.io/octo/app']],
  [
    'above the jobs',
    withEnv('IMAGE: octo/app # ours', build('${{ env.IMAGE }}:1')),
    ['IMAGE: ghcr.io/octo/app # ours'],
  ],
  [
    'in quotes above the jobs',
    withEnv('IMAGE: "octo/app"', build('${{ env.IMAGE }}:1')),
    ['IMAGE: "ghcr.io/octo/app"'],
  ],
  [
    'in a script, with what is built there',
    workflow(
      login() + script('docker build -t octo/app:1 .', 'gh repo view octo/app', 'docker push octo/app:1'),
    ),
    ['docker build -t ghcr.io/octo/app:1 .', 'docker push ghcr.io/octo/app:1'],
  ],
  [
    'in a variable of a script',
    workflow(login() + script('NAME=octo/app', 'docker build -t $NAME .', 'docker push $NAME')),
    ['NAME=ghcr.io/octo/app'],
  ],
  [
    'where a value is used that is part of other names, too',
    withEnv('NAME: octo/app', `${build('${{ env.NAME }}:1')}\n- run: echo https://github.com/$NAME`),
    ['tags: ghcr.io/${{ env.NAME }}:1'],
  ],
  [
    'for an attestation beside an image that is pushed by its whole name',
    withEnv('NAME: octo/app', build('ghcr.io/${{ env.NAME }}:1\n    context: .') + attest('${{ env.NAME }}')),
    ['subject-name: ghcr.io/${{ env.NAME }}'],
  ],
  [
    'for one by the name of the repository',
    workflow(login() + build() + attest('${{ github.repository }}')),
    ['subject-name: ghcr.io/${{ github.repository }}'],
  ],
])('%s', async (_, text, expected) => {
  expect(await added(text)).toEqual(expected);
});

describe('where the name stands for something else, it stays', () => {
  const APP = 'docker build -t app .';
  const built = 'docker build -t ghcr.io/octo/app .';
  const pushed = 'docker push ghcr.io/octo/app';

  test.each<[string, string[], string[]]>([
    [
      'a folder',
      ['docker build -t app app', 'docker push app'],
      ['docker build -t ghcr.io/octo/app app', pushed],
    ],
    [
      'a container',
      [APP, 'docker run --rm --name app app', 'docker push app'],
      [built, 'docker run --rm --name app ghcr.io/octo/app', pushed],
    ],
    [
      'a stage and an argument',
      ['docker build --target app --build-arg N=app -t app .', 'docker push app'],
      ['docker build --target app --build-arg N=app -t ghcr.io/octo/app .', pushed],
    ],
    ['a folder in the line', [`cd app && ${APP}`, 'docker push app'], [`cd app && ${built}`, pushed]],
    [
      "the image's own command",
      [APP, 'docker run -v x:/app app app', 'docker push app'],
      [built, 'docker run -v x:/app ghcr.io/octo/app app', pushed],
    ],
    [
      'an image of another maker',
      ['docker compose build app', 'docker tag app app:2', 'docker push app:2'],
      ['docker tag app ghcr.io/octo/app:2', 'docker push ghcr.io/octo/app:2'],
    ],
    [
      'a command over lines',
      ['docker build \\', '  -t octo/app \\', '  .', 'docker push octo/app'],
      ['-t ghcr.io/octo/app \\', pushed],
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await added(workflow(login() + script(...lines)))).toEqual(expected);
  });

  test('a tag of the same name, and what another action is given', async () => {
    const meta = META('app').replace('images: app', 'images: app\n    tags: type=raw,value=app');
    const other = '\n- uses: octo/deploy@v1\n  with:\n    image: other/app\n    tags: a,app';
    expect(await added(workflow(login() + meta + other))).toEqual(['images: ghcr.io/octo/app']);
  });

  test('an image that an action builds, and a script runs', async () => {
    const steps = build('octo/app:1') + script('docker run --rm octo/app:1 test', 'docker run octo/app:2');
    expect(await added(workflow(login() + steps))).toEqual([
      'tags: ghcr.io/octo/app:1',
      'docker run --rm ghcr.io/octo/app:1 test',
    ]);
  });

  test.each<[string, string[]]>([
    ['nobody sees who makes the image', ['docker compose build', 'docker push octo/app']],
    ['a scanner takes it', ['docker build -t octo/app .', 'trivy image octo/app', 'docker push octo/app']],
    ['a variable is a folder as well', ['N=app', 'cd $N', 'docker build -t $N .', 'docker push $N']],
    [
      'a variable is a repository as well',
      ['N=octo/app', 'gh api repos/$N', 'docker build -t $N .', 'docker push $N'],
    ],
    ['a loop has it', ['docker build -t octo/app .', 'for i in octo/app; do docker push $i; done']],
  ])('nothing is edited where %s', async (_, lines) => {
    expect(await added(workflow(login() + script(...lines)))).toEqual([]);
  });

  test.each<[string, string, string]>([
    ['a folder', 'NAME: app', build('${{ env.NAME }}:1\n    context: ${{ env.NAME }}')],
    [
      'a deployment',
      'NAME: app',
      `${build('${{ env.NAME }}:1')}\n- run: kubectl rollout restart deploy $NAME`,
    ],
  ])('a value that names %s as well, but for the tags', async (_, env, steps) => {
    expect(await added(withEnv(env, steps))).toEqual(['tags: ghcr.io/octo/${{ env.NAME }}:1']);
  });
});

test('nothing is edited where several references begin otherwise', async () => {
  const tags = '"${{ env.NAME }}:1,${{ env.OTHER }}:1"';
  const text = withEnv('NAME: octo/app', `${build(tags)}\n- run: gh repo view $NAME`);
  expect(await added(text.replace('  NAME: ', '  OTHER: docker.io/octo/app\n  NAME: '))).toEqual([]);
});

test('an attestation beside a login to Docker Hub may be meant for that', async () => {
  const hub = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}';
  const text = workflow(login() + hub + build() + attest('octo/app'));
  expect((await lintFiles({ [MAIN]: text })).report.findings.map(({ id }) => id)).toEqual([
    'client-lacks-permission',
  ]);
});
