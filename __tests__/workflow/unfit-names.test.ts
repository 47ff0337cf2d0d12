/** Pushes that were meant for the registry, by a name that no client takes: each is asked about, and refused by its name. */
import { describe, expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

const QUESTION = { run: RUN, registry: 'ghcr.io', access: 'push', images: '', names: 'given' } as Question;
const push = (tags: string) => `- uses: docker/build-push-action@v6\n  with: {push: true, tags: "${tags}"}\n`;
const meta = (images: string) =>
  `- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: "${images}"}\n${push('${{ steps.meta.outputs.tags }}')}`;
const JOB = `runs-on: ubuntu-latest
env: {REGISTRY: ghcr.io, ADDRESS: 'https://ghcr.io', IMAGE: ghcr.io/Octo/App, OTHER: docker.io}`;

async function asked(steps: string, images = '') {
  const workflow = await evidence({ [MAIN]: workflowOf(steps, JOB) });
  const { references, imagesFrom } = imagesOf({ ...QUESTION, images }, workflow);
  return {
    imagesFrom,
    images: references.map(({ given, problem }) => `${given} ${problem?.kind} ${problem?.corrected}`),
  };
}

describe('a variable that no shell reads', () => {
  test.each([
    [push('$REGISTRY/octo/app:1'), '$REGISTRY/octo/app:1 not-filled-in ghcr.io/octo/app:1'],
    [push('${REGISTRY}/octo/app:1'), '${REGISTRY}/octo/app:1 not-filled-in ghcr.io/octo/app:1'],
    [push('$IMAGE:1'), '$IMAGE:1 not-filled-in ghcr.io/octo/app:1'],
    [meta('${IMAGE,,}'), '${image,,}:… not-filled-in ghcr.io/octo/app'],
  ])('%j', async (steps, expected) =>
    expect(await asked(steps)).toEqual({ imagesFrom: 'steps', images: [expected] }),
  );

  test('of another registry is not asked about', async () =>
    expect(await asked(push('$OTHER/octo/app:1'))).toMatchObject({ imagesFrom: 'repository' }));

  test('is read in a script', async () =>
    expect(await asked('- run: docker push $REGISTRY/octo/app:1')).toMatchObject({
      images: ['ghcr.io/octo/app:1 undefined undefined'],
    }));
});

describe('an address', () => {
  test.each([
    [push('https://ghcr.io/octo/app:1')],
    [push('${{ env.ADDRESS }}/octo/app:1')],
    ['- run: docker push $ADDRESS/octo/app:1'],
  ])('%j', async (steps) =>
    expect(await asked(steps)).toEqual({
      imagesFrom: 'steps',
      images: ['https://ghcr.io/octo/app:1 invalid ghcr.io/octo/app:1'],
    }),
  );

  test('of another registry is not asked about', async () =>
    expect(await asked(push('https://quay.io/octo/app:1'))).toMatchObject({ imagesFrom: 'repository' }));
});

describe('a blank behind it', () => {
  const LINE = '\n  env:\n    NAME: |\n      ghcr.io/octo/app:1\n    TAG: |\n      v1\n';

  test.each([
    ['docker push "$NAME"', 'ghcr.io/octo/app:1\n', 'ghcr.io/octo/app:1'],
    ['docker push "ghcr.io/octo/app:$TAG"', 'ghcr.io/octo/app:v1\n', 'ghcr.io/octo/app:v1'],
    ['docker push "ghcr.io/octo/app:${{ env.TAG }}"', 'ghcr.io/octo/app:v1\n', 'ghcr.io/octo/app:v1'],
    ['crane push app.tar "$NAME"', 'ghcr.io/octo/app:1\n', 'ghcr.io/octo/app:1'],
    ['docker build --push -t "$NAME" .', 'ghcr.io/octo/app:1\n', 'ghcr.io/octo/app:1'],
    ['skopeo copy dir:app "docker://$NAME"', 'ghcr.io/octo/app:1\n', 'ghcr.io/octo/app:1'],
  ])('%s', async (command, given, corrected) =>
    expect(await asked(`- run: |\n    ${command}${LINE}`)).toEqual({
      imagesFrom: 'steps',
      images: [`${given} invalid ${corrected}`],
    }),
  );

  test.each([
    ['is parted by the shell where nothing keeps it', 'docker push $NAME', 'ghcr.io/octo/app:1'],
    ['is taken away by a substitution', 'docker push "$(echo "$NAME")"', 'ghcr.io/octo/app:1'],
    ['is behind what reads lines', 'echo "$NAME" | xargs docker push', 'ghcr.io/octo/app:1'],
  ])('%s', async (_, command, name) =>
    expect(await asked(`- run: |\n    ${command}${LINE}`)).toMatchObject({
      images: [`${name} undefined undefined`],
    }),
  );

  test('is taken away by an action', async () => {
    const step =
      '- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: |\n      ghcr.io/octo/app:1\n';
    expect(await asked(step)).toMatchObject({ images: ['ghcr.io/octo/app:1 undefined undefined'] });
  });
});

describe('an image that was asked about', () => {
  const APP = 'ghcr.io/octo/app';
  test.each([
    ['with capitals', push('ghcr.io/Octo/App:1'), 'ghcr.io/Octo/App:1 uppercase ghcr.io/octo/app:1'],
    [
      'with capitals, in a script',
      '- run: docker push $IMAGE',
      'ghcr.io/Octo/App uppercase ghcr.io/octo/app',
    ],
    ['with a tag that is none', push(`${APP}:1+2`), `${APP}:1+2 invalid ${APP}:1-2`],
    ['as an address', push(`https://${APP}:1`), `https://${APP}:1 invalid ${APP}:1`],
  ])('and is pushed %s is refused by its name', async (_, steps, expected) => {
    const { images } = await asked(steps, `${APP}:latest`);
    expect(images).toEqual([`${APP}:latest undefined undefined`, expected]);
  });

  test('is that one once, where it was asked about by the same spelling', async () =>
    expect((await asked(push('ghcr.io/Octo/App:1'), 'ghcr.io/Octo/App:1')).images).toEqual([
      'ghcr.io/Octo/App:1 uppercase ghcr.io/octo/app:1',
    ]));

  test('is refused, too, where only what was asked about is handed on in lower case', async () => {
    const workflow = await evidence({ [MAIN]: workflowOf(push('ghcr.io/Octo/App:1'), JOB) });
    const { references } = imagesOf(
      { ...QUESTION, names: 'normalised', images: 'ghcr.io/Octo/App:1' },
      workflow,
    );
    expect(references.map(({ problem }) => problem)).toMatchObject([{ kind: 'uppercase', refused: true }]);
  });

  test.each([
    ['as it is', push(`${APP}:1`)],
    ['by what lowers its name', meta('ghcr.io/Octo/App')],
    ['beside another of a wrong name', push(`${APP}:1,ghcr.io/octo/Other:1`)],
    ['in a step that is not run', `${push('ghcr.io/Octo/App:1').trimEnd()}\n  if: false\n`],
  ])('and is pushed %s is all that counts', async (_, steps) =>
    expect((await asked(steps, APP)).images).toEqual([`${APP} undefined undefined`]),
  );
});

describe('a name of which a part is open', () => {
  const open = '${{ vars.X }}';
  const given = (reference: string) => reference.replaceAll(open, '…');
  test.each([
    [`ghcr.io/octo/app:2.1.0+${open}`, `invalid ghcr.io/octo/app:2.1.0-…`],
    [`ghcr.io/octo/app:${open}/${open}`, 'invalid ghcr.io/octo/app:…-…'],
    [`ghcr.io/octo/app:v 1.${open}`, 'invalid ghcr.io/octo/app:v-1.…'],
    [`ghcr.io/UPPER/${open}`, 'uppercase ghcr.io/upper/…'],
    [`ghcr.io/${open}:${open}+1`, 'invalid'],
    [`ghcr.io/octo/-${open}/app`, 'invalid'],
    [`ghcr.io/ghcr.io/octo/${open}`, 'invalid ghcr.io/octo/…'],
  ])('%s is refused all the same', async (reference, problem) => {
    const { imagesFrom, images } = await asked(push(reference));
    expect({ imagesFrom, images }).toEqual({
      imagesFrom: 'steps',
      images: [expect.stringContaining(`${given(reference)} ${problem}`)],
    });
  });

  test.each([
    [`ghcr.io/octo/app:${open}`, 'ghcr.io/octo/app undefined undefined'],
    [`ghcr.io/octo/app:1.${open}-`, 'ghcr.io/octo/app undefined undefined'],
    [`ghcr.io/octo/app@${open}`, 'ghcr.io/octo/app undefined undefined'],
    [`ghcr.io/octo/app@sha256:${open}`, 'ghcr.io/octo/app undefined undefined'],
  ])('%s may fit', async (reference, image) =>
    expect((await asked(push(reference))).images).toEqual([image]),
  );

  test.each([
    [`ghcr.io/octo/${open}`],
    [`ghcr.io/octo/${open}-A`],
    [`ghcr.io/octo/app${open}.`],
    [`ghcr.io/${open}`],
    [`ghcr.io/octo/${open}/`],
  ])('%s is not known', async (reference) => {
    const workflow = await evidence({ [MAIN]: workflowOf(push(reference), JOB) });
    expect(imagesOf(QUESTION, workflow).unknownPushes).toHaveLength(1);
  });
});

describe('what its client refuses', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  test.each([
    [
      `- run: docker push ghcr.io/octo/app@${digest}`,
      `ghcr.io/octo/app@${digest} pushed-digest ghcr.io/octo/app:TAG`,
    ],
    [
      '- run: docker push ghcr.io/octo/app:1@${{ vars.X }}',
      'ghcr.io/octo/app:1@… pushed-digest ghcr.io/octo/app:1',
    ],
    [
      `- run: podman push app ghcr.io/octo/app:1@${digest}`,
      `ghcr.io/octo/app:1@${digest} tag-and-digest ghcr.io/octo/app:1`,
    ],
    [
      '- run: skopeo copy oci:app docker://ghcr.io/octo/app:1@${{ vars.X }}',
      'ghcr.io/octo/app:1@… tag-and-digest ghcr.io/octo/app:1',
    ],
    ['- run: docker push -aq ghcr.io/octo/app:1', 'ghcr.io/octo/app:1 all-tags ghcr.io/octo/app'],
    [
      `- run: docker image push --all-tags ghcr.io/octo/app@${digest}`,
      `ghcr.io/octo/app@${digest} all-tags ghcr.io/octo/app`,
    ],
    [
      '- run: docker push "$TAGS"\n  env:\n    TAGS: |\n      ghcr.io/octo/app:1\n      ghcr.io/octo/app:2\n',
      'ghcr.io/octo/app:1\nghcr.io/octo/app:2 invalid ghcr.io/octo/app:1-ghcr.io-octo-app-2',
    ],
    [
      '- run: docker push ghcr.io/octo/app:1,ghcr.io/octo/app:2',
      'ghcr.io/octo/app:1,ghcr.io/octo/app:2 invalid ghcr.io/octo/app:1-ghcr.io-octo-app-2',
    ],
    ['- run: docker push --all-tags ghcr.io/octo/app:$TAG', 'ghcr.io/octo/app: all-tags ghcr.io/octo/app'],
    [
      '- run: helm push app-1.0.0.tgz oci://ghcr.io/octo/charts/app:$TAG',
      'ghcr.io/octo/charts/app: tag-in-url ghcr.io/octo/charts',
    ],
    ['- run: docker push ghcr.io/octo/app:1 ghcr.io/octo/app:2', 'ghcr.io/octo/app:1 several-names '],
    ['- run: docker push ghcr.io/octo/${{ vars.X }}:$(date)', 'ghcr.io/octo/…:… several-names '],
    [
      '- run: helm push app-1.0.0.tgz ghcr.io/octo/charts',
      'ghcr.io/octo/charts no-scheme oci://ghcr.io/octo/charts',
    ],
    ...[
      'flux push artifact ghcr.io/octo/app:1 --path=.',
      'flux tag artifact https://ghcr.io/octo/app:1 --tag latest',
      'timoni mod push ./module ghcr.io/octo/app:1 -v 1.0.0',
      'kustomizer push artifact docker://ghcr.io/octo/app:1 -k deploy',
    ].map((command): [string, string] => [
      `- run: ${command}`,
      'ghcr.io/octo/app:1 no-scheme oci://ghcr.io/octo/app:1',
    ]),
    [
      '- run: zarf package publish app.tar.zst ghcr.io/octo/packages',
      'ghcr.io/octo/packages no-scheme oci://ghcr.io/octo/packages',
    ],
    [
      '- run: skopeo copy oci:app ghcr.io/octo/app:1',
      'ghcr.io/octo/app:1 no-transport docker://ghcr.io/octo/app:1',
    ],
    [
      '- run: skopeo copy docker://alpine ghcr.io/octo/app:${{ vars.X }}',
      'ghcr.io/octo/app:… no-transport docker://ghcr.io/octo/app:…',
    ],
    [
      '- uses: actions/attest@v2\n  with: {subject-name: "ghcr.io/octo/app:1", push-to-registry: true}\n',
      'ghcr.io/octo/app:1 not-bare ghcr.io/octo/app',
    ],
  ])('%j', async (steps, expected) =>
    expect(await asked(steps)).toEqual({ imagesFrom: 'steps', images: [expected] }),
  );

  test.each([
    [`- run: podman push ghcr.io/octo/app@${digest}`, `ghcr.io/octo/app@${digest}`],
    ['- run: docker push -a ghcr.io/octo/app', 'ghcr.io/octo/app'],
    ['- run: docker push --all-tags=false ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
    ['- run: helm push app-1.0.0.tgz oci://ghcr.io/octo/charts', 'ghcr.io/octo/charts/app'],
    ['- run: skopeo copy oci:app docker://ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
    ['- run: skopeo copy docker://a dir:app && podman push ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
  ])('%j is another matter', async (steps, expected) =>
    expect((await asked(steps)).images).toEqual([`${expected} undefined undefined`]),
  );
});

describe('a push that goes elsewhere', () => {
  const own = { images: [], login: 'docker' } as const;
  const ours = '- uses: acme/ghcr-preflight@v1\n';
  const login = (host: string) =>
    `- uses: docker/login-action@v3\n  with: {registry: "${host}", username: x, password: "\${{ github.token }}"}\n`;
  const given = async (steps: string, machine = 'github-hosted', access: Question['access'] = 'push') => {
    const env = {
      GITHUB_ACTION: '__acme_ghcr-preflight',
      GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight',
      GITHUB_REPOSITORY: 'Octo/App',
      RUNNER_ENVIRONMENT: machine,
    };
    const workflow = await evidence({ [MAIN]: workflowOf(ours + steps, JOB) }, { own, env });
    const { references } = imagesOf({ ...QUESTION, access }, workflow);
    return references.map((image) => `${image.given} ${image.problem?.kind} ${image.problem?.corrected}`);
  };
  const RIGHT = 'ghcr.io/octo/app undefined undefined';
  const cached = (reference: string) =>
    push('ghcr.io/octo/app').replace('push: true', `push: true, cache-to: "type=registry,ref=${reference}"`);

  test.each([
    [push('octo/web:1'), ['octo/web:1 no-host ghcr.io/octo/web:1']],
    [push('web:${{ vars.X }}'), ['web:… no-host ghcr.io/octo/web:…']],
    [push('octo/web:${{ vars.X }}'), ['octo/web:… no-host ghcr.io/octo/web:…']],
    [push('ghrc.io/octo/web:1'), ['ghrc.io/octo/web:1 misspelt-host ghcr.io/octo/web:1']],
    [`${login('ghcr.io')}- run: docker push octo/web:1`, ['octo/web:1 no-host ghcr.io/octo/web:1']],
    [
      '- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: |\n      ghcr.io/octo/app\n      latest\n',
      [RIGHT, 'latest tag-alone ghcr.io/octo/app:latest'],
    ],
    [push('ghcr.io:octo/web:1'), ['ghcr.io:octo/web:1 colon ghcr.io/octo/web:1']],
    [cached('ghcr.io:octo/cache'), [RIGHT, 'ghcr.io:octo/cache colon ghcr.io/octo/cache']],
    [push('docker://ghcr.io/octo/web:1'), ['docker://ghcr.io/octo/web:1 transport ghcr.io/octo/web:1']],
  ])('%j', async (steps, expected) => expect(await given(steps)).toEqual(expected));

  const made = '- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}\n';
  const bare = '- id: x\n  run: echo "tag=1" >> "$GITHUB_OUTPUT"\n';
  test.each([
    [bare + push('${{ steps.x.outputs.tags }}'), 'steps.x.outputs.tags'],
    [push('${{ steps.x.outputs.tags }}'), 'steps.x'],
    [
      `- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}\n${push('${{ steps.meta.outputs.tag }}')}`,
      'steps.meta.outputs.tag',
    ],
    [push('${{ env.NOWHERE }}'), 'NOWHERE'],
    ['- uses: docker/build-push-action@v6\n  with: {push: true}\n', 'tags'],
    [
      '- uses: docker/build-push-action@v6\n  with: {outputs: "type=image,push=true,name=${{ env.NOWHERE }}"}\n',
      'NOWHERE',
    ],
  ])('%j has no tag at all', async (steps, lacks) => {
    const env = { GITHUB_ACTION: '__acme_ghcr-preflight', GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight' };
    const workflow = await evidence({ [MAIN]: workflowOf(ours + steps, JOB) }, { own, env });
    const { references, imagesFrom } = imagesOf(QUESTION, workflow);
    expect(imagesFrom).toBe('steps');
    expect(references).toMatchObject([
      {
        given: '',
        reference: 'ghcr.io/octo/app',
        problem: { kind: 'no-tags', lacks: expect.stringContaining(lacks) },
      },
    ]);
  });

  test.each([
    ['an output that a step may set', `- id: x\n  run: ./tags.sh\n${push('${{ steps.x.outputs.tags }}')}`],
    [
      'an output of an action that nobody knows',
      `- id: x\n  uses: acme/tags@v1\n${push('${{ steps.x.outputs.tags }}')}`,
    ],
    ['a variable of the repository', push('${{ vars.TAGS }}')],
    ['a tag beside it', push('${{ env.NOWHERE }},ghcr.io/octo/app:1')],
    ['a load', push('${{ env.NOWHERE }}').replace('push: true', 'load: true')],
    ['a login to another registry', `${login('docker.io')}${push('${{ env.NOWHERE }}')}`],
    [
      'one that is for another registry, where this one is pushed to',
      `${login('docker.io')}${made}${push('ghcr.io/octo/app:1')}${push('${{ env.NOWHERE }}')}`,
    ],
  ])('%s is no list of tags that is surely empty', async (_, steps) =>
    expect((await given(steps)).filter((image) => image.includes('no-tags'))).toEqual([]),
  );

  test.each([
    ['another step pushes', push('ghcr.io/octo/app:1')],
    ['names were made for it, beside a login to another registry', login('docker.io') + made],
  ])('an empty list of tags stays one where %s', async (_, steps) =>
    expect((await given(steps + push('${{ env.NOWHERE }}'))).join()).toContain('no-tags'),
  );

  test.each([
    ['a login to another registry', `${login('docker.io')}${push('octo/web:1')}`],
    ['one to a registry that is not known', `${login('${{ vars.HOST }}')}${push('octo/web:1')}`],
    ['a program that may log in', `- run: ./setup\n  env: {A: "\${{ secrets.A }}"}\n${push('octo/web:1')}`],
    ['a push to the registry', push('octo/web:1') + push('ghcr.io/octo/app')],
    ['another registry', push('quay.io/octo/web:1')],
    ['a host that is not known', push('${{ vars.HOST }}/octo/web:1')],
    ['a load', push('octo/web:1').replace('push: true', 'load: true')],
    ['a client that takes the owner for the host', '- run: wkg publish octo/web:1\n'],
    ['a client with a registry of its own', '- run: crossplane xpkg push -f app.xpkg octo/web:1\n'],
    ['one whose settings may name it', '- run: up xpkg push octo/web:1 -f app.xpkg\n'],
    [
      'an action whose client takes transports',
      '- uses: redhat-actions/push-to-registry@v2\n  with: {image: web, tags: 1, registry: docker://ghcr.io/octo}\n',
    ],
    ['a cache that may fail', cached('ghcr.io:octo/cache,ignore-error=true')],
    [
      'a push of which nobody knows whether it is made',
      '- if: vars.X\n  run: docker push octo/web:1 && docker push ghcr.io:octo/web:1\n',
    ],
    ['a tag of another step', push('ghcr.io/octo/app') + push('latest')],
    ['a word of a script', '- run: |\n    docker push ghcr.io/octo/app\n    docker push latest\n'],
    ['a cache', cached('latest')],
    ['a client that takes transports', '- run: skopeo copy oci:a docker://ghcr.io/octo/app\n'],
  ])('%s tells of none', async (_, steps) => {
    const strays = (await given(steps)).filter((image) => !/ undefined /.test(image));
    expect(strays).toEqual([]);
  });

  test.each(['octo/web:1', 'ghcr.io:octo/web:1'])('%s is no pull from the registry', async (name) =>
    expect(await given(`- run: docker pull ${name}\n`, 'github-hosted', 'pull')).toEqual([RIGHT]),
  );

  test('the owner is to be filled in where the run tells of none', async () => {
    const env = {
      GITHUB_ACTION: '__acme_ghcr-preflight',
      GITHUB_ACTION_REPOSITORY: 'acme/ghcr-preflight',
      RUNNER_ENVIRONMENT: 'github-hosted',
    };
    const run = { ...RUN, repository: null, owner: null };
    const workflow = await evidence({ [MAIN]: workflowOf(ours + push('web:1'), JOB) }, { own, env, run });
    expect(
      imagesOf({ ...QUESTION, run }, workflow).references.map(({ problem }) => problem?.corrected),
    ).toEqual(['ghcr.io/OWNER/web:1']);
  });

  test('on a machine of its own, somebody may have logged in', async () =>
    expect(await given(push('octo/web:1'), 'self-hosted')).toEqual([RIGHT]));
});

test('beside the images that were asked about', async () => {
  const steps = push('$IMAGE:1') + push('https://ghcr.io/octo/app:1') + push('ghcr.io/octo/other:1');
  expect((await asked(steps, 'octo/app:1')).images).toEqual([
    'octo/app:1 undefined undefined',
    '$IMAGE:1 not-filled-in ghcr.io/octo/app:1',
    'https://ghcr.io/octo/app:1 invalid ghcr.io/octo/app:1',
  ]);
});

describe('capitals in one of two ways to name an image', () => {
  const sign = '- run: cosign sign --yes ghcr.io/${{ github.repository }}@${{ steps.push.outputs.digest }}\n';
  const small =
    '- id: push\n  uses: docker/build-push-action@v6\n  with: {push: true, tags: ghcr.io/octo/app}\n';
  test.each([
    [small + sign],
    ['- run: oras attach ghcr.io/Octo/App a.json\n- run: docker push ghcr.io/octo/app\n'],
  ])('%j', async (steps) =>
    expect((await asked(steps)).images).toEqual(['ghcr.io/Octo/App uppercase ghcr.io/octo/app']),
  );
});

test('of the caches that a build reads, those of other owners are asked about', async () => {
  const from = (...names: string[]) => names.map((name) => `type=registry,ref=${name}`).join('\\n');
  const caches = from('ghcr.io/octo/cache', 'ghcr.io/Octo/other', 'ghcr.io/acme/cache', 'ghcr.io/acme/cache');
  const steps = push('ghcr.io/octo/app').replace('push: true', `push: true, cache-from: "${caches}"`);
  const { cacheReads } = imagesOf(QUESTION, await evidence({ [MAIN]: workflowOf(steps, JOB) }));
  expect(cacheReads.map(({ reference }) => reference)).toEqual(['ghcr.io/acme/cache']);
});

describe('a chart that is pushed without a scheme and a registry', () => {
  const HELM = '- run: helm push app-1.0.0.tgz octo/charts\n';
  const login = (host: string) =>
    `- uses: docker/login-action@v3\n  with: {registry: ${host}, username: mona, password: "\${{ secrets.X }}"}\n`;

  test('was meant for the only one that the job logs in to', async () =>
    expect(await asked(login('ghcr.io') + HELM)).toEqual({
      imagesFrom: 'steps',
      images: ['octo/charts no-scheme oci://ghcr.io/octo/charts'],
    }));

  test.each([
    ['with a login to another one, too', login('ghcr.io') + login('quay.io') + HELM],
    ['with a login to none', HELM],
    ['to what may be a repository of charts', login('ghcr.io') + HELM.replace('octo/', '')],
  ])('is not asked about %s', async (_, steps) =>
    expect(await asked(steps)).toMatchObject({ imagesFrom: 'repository' }),
  );
});
