import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LazyScripts } from '../../src/workflow/reading/steps/scripts/lazy-scripts.js';
import { NO_PLACE } from '../../src/workflow/shell/starting/started.js';
import { ENV, evidence, MAIN, RUN, said, workflowOf } from './reading.js';

async function pushes(steps: string, job?: string, more = {}): Promise<string[]> {
  const { pushes: found } = await evidence({ [MAIN]: workflowOf(steps, job) }, more);
  return found.map(said);
}

const step = (uses: string, inputs: string) =>
  `- uses: ${uses}\n  with:\n${inputs.replace(/^(?=.)/gm, '    ')}`;
const build = (inputs: string) => step('docker/build-push-action@v6', inputs);
const run = (script: string) => `- run: |\n${script.replace(/^(?=.)/gm, '    ')}`;

describe('what docker run pulls, where a step asks for itself', () => {
  const own = { login: 'none' as const, images: [] };

  test.each([
    ['docker run --rm -v $PWD:/work -e CI --name x ghcr.io/a/b:1 check --all', ['ghcr.io/a/b:1 pull']],
    ['podman run ghcr.io/a/b', ['ghcr.io/a/b pull']],
    ['docker container create --pull=missing ghcr.io/a/b:1', ['ghcr.io/a/b:1 pull']],
    ['docker run --pull never ghcr.io/a/b:1', []],
    ['docker run alpine ghcr.io/a/b:1', []],
    ['docker exec ghcr.io/a/b:1', []],
  ])('%s', async (script, expected) => {
    const { pushes: found } = await evidence({ [MAIN]: workflowOf(run(script)) }, { own });
    expect(found.map(({ reference, access }) => `${reference} ${access}`)).toEqual(expected);
    expect(await pushes(run(script))).toEqual([]);
  });
});

describe('what an action pushes', () => {
  test.each([
    [
      'tags, a line each',
      build('push: true\ntags: |\n  ghcr.io/octo/app:1\n  ghcr.io/octo/app:2'),
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2'],
    ],
    [
      'tags with commas',
      build('push: true\ntags: ghcr.io/a/b:1,ghcr.io/a/c:1'),
      ['ghcr.io/a/b:1', 'ghcr.io/a/c:1'],
    ],
    [
      'only those of the registry',
      build('push: true\ntags: octo/app:1,ghcr.io/a/b,quay.io/a/b'),
      ['ghcr.io/a/b'],
    ],
    [
      'the tags of an index, of images that it reads',
      step(
        'Noelware/docker-manifest-action@v1',
        'inputs: ghcr.io/a/b:amd64\ntags: ghcr.io/a/b:1,ghcr.io/a/b:2',
      ),
      ['pull ghcr.io/a/b:amd64', 'ghcr.io/a/b:1', 'ghcr.io/a/b:2'],
    ],
    [
      'an index as older versions name it',
      step(
        'Noelware/docker-manifest-action@0.4.3',
        'inputs: ghcr.io/a/b:1\nimages: ghcr.io/a/b:amd64\npush: true',
      ),
      ['ghcr.io/a/b:1'],
    ],
    ['nothing without push', build('tags: ghcr.io/a/b'), []],
    ['nothing with push: false', build('push: false\ntags: ghcr.io/a/b'), []],
    ['perhaps', build('push: ${{ vars.PUSH }}\ntags: ghcr.io/a/b'), ['ghcr.io/a/b ?']],
    [
      'for this event',
      build("push: ${{ github.event_name != 'pull_request' }}\ntags: ghcr.io/a/b"),
      ['ghcr.io/a/b'],
    ],
    [
      'not for this event, which is still a push of this job',
      build("push: ${{ github.event_name == 'release' }}\ntags: ghcr.io/a/b"),
      ['ghcr.io/a/b !'],
    ],
    [
      'the repository in its real case',
      build('push: true\ntags: ghcr.io/${{ github.repository }}:${{ github.sha }}'),
      ['ghcr.io/Octo/App:0123456789abcdef'],
    ],
    [
      'a name without its unknown tag',
      build('push: true\ntags: ghcr.io/a/b:v${{ vars.V }}'),
      ['ghcr.io/a/b'],
    ],
    [
      'a tag of a step that is not there',
      build('push: true\ntags: ghcr.io/a/b:${{ steps.nobody.outputs.version }}'),
      ['ghcr.io/a/b:'],
    ],
    [
      'a name without its unknown digest',
      build('push: true\ntags: ghcr.io/a/b@${{ vars.V }}'),
      ['ghcr.io/a/b'],
    ],
    [
      'the tags in the JSON of metadata-action',
      `${step('docker/metadata-action@v5', 'images: ghcr.io/a/b').replace('- uses', '- id: m\n  uses')}\n${build("push: true\ntags: ${{ join(fromJSON(steps.m.outputs.json).tags, ',') }}")}`,
      ['ghcr.io/a/b'],
    ],
    ['an unknown name', build('push: true\ntags: ghcr.io/a/${{ vars.NAME }}:1'), ['-']],
    ['what may be at any registry', build('push: true\ntags: ${{ vars.IMAGE }}:1'), ['anywhere']],
    ['the same, with an end', build('push: true\ntags: ${{ vars.IMAGE }}-arm64:1'), ['anywhere']],
    ['the same, in a script', '- run: docker push "$(./image.sh)_web"\n', ['anywhere']],
    ['the package of a project', '- run: kraft pkg push ./app\n', ['anywhere']],
    ['a predictor of a file that is not there', '- run: cog push\n', ['anywhere ?']],
    ['what is elsewhere for certain', '- run: docker push "$(./id.sh).azurecr.io/app"\n', []],
    [
      'by output',
      build('outputs: type=image,name=ghcr.io/a/b,push-by-digest=true,push=true'),
      ['ghcr.io/a/b'],
    ],
    [
      'two names of one output',
      build('outputs: type=image,"name=docker.io/a/b,ghcr.io/a/b",push=true'),
      ['ghcr.io/a/b'],
    ],
    [
      'by type=registry, with the tags',
      build('outputs: type=registry\ntags: ghcr.io/a/b:1'),
      ['ghcr.io/a/b:1'],
    ],
    ['not to a file', build('outputs: type=oci,dest=x.tar\ntags: ghcr.io/a/b:1'), []],
    [
      'caches',
      build(
        'cache-to: type=registry,ref=ghcr.io/a/b:c,mode=max\ncache-from: |\n  type=gha\n  type=registry,ref=ghcr.io/a/b:c',
      ),
      ['cache ghcr.io/a/b:c', 'pull cache ghcr.io/a/b:c'],
    ],
    ['depot', step('depot/build-push-action@v1', 'push: true\ntags: ghcr.io/a/b'), ['ghcr.io/a/b']],
    [
      'Blacksmith',
      step('useblacksmith/build-push-action@v2', 'push: true\ntags: ghcr.io/a/b'),
      ['ghcr.io/a/b'],
    ],
    [
      'version 1',
      step('docker/build-push-action@v1', 'registry: ghcr.io\nrepository: a/b\ntags: 1, 2'),
      ['ghcr.io/a/b:1', 'ghcr.io/a/b:2'],
    ],
    [
      'bake, set in the step',
      step(
        'docker/bake-action@v6',
        'push: true\nset: |\n  *.tags=ghcr.io/a/b:1\n  app.cache-to=type=registry,ref=ghcr.io/a/b:c',
      ),
      ['ghcr.io/a/b:1', 'cache ghcr.io/a/b:c'],
    ],
    [
      'push-to-registry',
      step('redhat-actions/push-to-registry@v3', 'registry: ghcr.io/Octo\nimage: App\ntags: 1 2'),
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2'],
    ],
    [
      'push-to-registry, which leaves the registry as it is before version 3',
      step('redhat-actions/push-to-registry@v2.8', 'registry: ghcr.io/Octo\nimage: App\ntags: 1 2'),
      ['ghcr.io/Octo/app:1', 'ghcr.io/Octo/app:2'],
    ],
    [
      'stacker, which puts what an image is called in its own file below the address',
      step('project-stacker/stacker-build-push-action@v1', 'url: docker://ghcr.io/a/\ntags: 1 2'),
      ['-', '-'],
    ],
    [
      'stacker without an address, which only builds',
      step('project-stacker/stacker-build-push-action@v1', 'file: stacker.yaml\ntags: 1'),
      [],
    ],
    [
      'stacker into a folder',
      step('project-stacker/stacker-build-push-action@v1', 'url: oci:out\ntags: 1'),
      [],
    ],
    [
      'a dev container on a ref that is meant',
      step('devcontainers/ci@v0.3', 'imageName: ghcr.io/a/b\nrefFilterForPush: refs/heads/main'),
      ['ghcr.io/a/b:latest'],
    ],
    [
      'a dev container on a ref that is not',
      step('devcontainers/ci@v0.3', 'imageName: ghcr.io/a/b\nrefFilterForPush: refs/heads/release'),
      ['ghcr.io/a/b:latest !'],
    ],
    [
      'a dev container on a ref that is perhaps',
      step('devcontainers/ci@v0.3', 'imageName: ghcr.io/a/b\nrefFilterForPush: refs/heads/${{ vars.X }}'),
      ['ghcr.io/a/b:latest ?'],
    ],
    ['an action that nobody knows', step('acme/publish@v1', 'image: ghcr.io/a/b\npush: true'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await pushes(steps)).toEqual(expected);
  });
});

describe('what a script pushes', () => {
  test.each([
    ['docker push ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['oras cp -r ghcr.io/a/b:1 ghcr.io/a/c:1', ['pull ghcr.io/a/b:1', 'ghcr.io/a/c:1']],
    ['cosign load --dir out ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['cosign upload blob -f out.tar ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['regctl image mod ghcr.io/a/b:1 --label x=y --create ghcr.io/a/c:1', ['ghcr.io/a/c:1']],
    ['regctl image mod --create 2 ghcr.io/a/b:1', ['ghcr.io/a/b']],
    ['regctl image mod ghcr.io/a/b:1 --replace --label x=y', ['ghcr.io/a/b:1']],
    ['regctl image mod ghcr.io/a/b:1 --label x=y', []],
    ['/kaniko/executor --no-push-cache --destination ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['/kaniko/executor --no-push --destination ghcr.io/a/b:1', []],
    ['docker compose --dry-run push', []],
    ['docker compose push --dry-run', []],
    ['devcontainer build --image-name ghcr.io/a/b:1 --push --workspace-folder .', ['ghcr.io/a/b:1']],
    ['devcontainer build --image-name ghcr.io/a/b:1 --push false --workspace-folder .', []],
    ['devcontainer build --image-name ghcr.io/a/b:1', []],
    ['docker push -q --all-tags ghcr.io/a/b', ['ghcr.io/a/b']],
    ['docker --config /tmp/x image push --platform linux/amd64 ghcr.io/a/b', ['ghcr.io/a/b']],
    ['docker build -t ghcr.io/a/b . && docker push ghcr.io/a/b', ['ghcr.io/a/b']],
    [
      'docker buildx build --push \\\n  --tag ghcr.io/a/b:1 -t=ghcr.io/a/b:2 \\\n  .',
      ['ghcr.io/a/b:1', 'ghcr.io/a/b:2'],
    ],
    ['docker buildx build -t ghcr.io/a/b .', []],
    ['docker buildx build -o type=image,name=ghcr.io/a/b,push=true .', ['ghcr.io/a/b']],
    ['docker buildx build --cache-to type=registry,ref=ghcr.io/a/b:c .', ['cache ghcr.io/a/b:c']],
    ["docker buildx bake --push --set '*.tags=ghcr.io/a/b:1'", ['ghcr.io/a/b:1']],
    [
      'docker buildx imagetools create -t ghcr.io/a/b:1 $(printf "ghcr.io/a/b@sha256:%s " *)',
      ['ghcr.io/a/b:1'],
    ],
    ['docker manifest push ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['docker pull ghcr.io/a/b', ['pull ghcr.io/a/b']],
    ['docker image pull ghcr.io/a/b', ['pull ghcr.io/a/b']],
    ['nerdctl -n k8s.io pull ghcr.io/a/b', ['pull ghcr.io/a/b']],
    ['podman pull docker://ghcr.io/a/b', ['pull ghcr.io/a/b']],
    ['crane pull ghcr.io/a/b b.tar', ['pull ghcr.io/a/b']],
    ['oras pull -o out ghcr.io/a/b:1', ['pull ghcr.io/a/b:1']],
    ['helm pull oci://ghcr.io/a/chart --version 1', ['pull ghcr.io/a/chart']],
    ['helm push web-1.2.3.tgz oci://ghcr.io/a/charts', ['ghcr.io/a/charts/web']],
    ['helm push out/my-app-2-0.1.0-rc.1+7.tgz oci://ghcr.io/a/charts/', ['ghcr.io/a/charts/my-app-2']],
    ['helm push web-v1.2.3.tgz oci://ghcr.io/a', ['ghcr.io/a/web']],
    ['helm push web-*.tgz oci://ghcr.io/a/charts', ['ghcr.io/a/charts/web']],
    ['helm push "web-${{ vars.V }}.tgz" oci://ghcr.io/a/charts', ['ghcr.io/a/charts/web']],
    ['helm push *.tgz oci://ghcr.io/a/charts', ['-']],
    ['helm push "$(ls *.tgz)" oci://ghcr.io/a/charts', ['-']],
    ['helm push "${{ vars.NAME }}-1.2.3.tgz" oci://ghcr.io/a/charts', ['-']],
    ['helm push web-1.2.3.tgz oci://ghcr.io/a/web:1.2.3', ['ghcr.io/a/web:1.2.3']],
    ['zarf package publish app.tar.zst oci://ghcr.io/a/packages', ['-']],
    ['regctl image copy ghcr.io/a/b ghcr.io/a/c', ['pull ghcr.io/a/b', 'ghcr.io/a/c']],
    ['nerdctl push ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['nerdctl --address /run/x.sock image push --platform amd64 ghcr.io/a/b', ['ghcr.io/a/b']],
    ['nerdctl build -o type=image,name=ghcr.io/a/b,push=true .', ['ghcr.io/a/b']],
    ['nerdctl build -t ghcr.io/a/b .', []],
    ['podman image push ghcr.io/a/b', ['ghcr.io/a/b']],
    ['podman artifact push ghcr.io/a/b', ['ghcr.io/a/b']],
    ['buildah commit --format docker work docker://ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['buildah commit work ghcr.io/a/b:1', []],
    ['buildah commit work', []],
    ['docker plugin push ghcr.io/a/b', ['ghcr.io/a/b']],
    ['docker model push ghcr.io/a/b', ['ghcr.io/a/b']],
    ['docker builder build --push -t ghcr.io/a/b .', ['ghcr.io/a/b']],
    ['docker compose publish ghcr.io/a/project:1', ['ghcr.io/a/project:1']],
    ['docker compose pull', []],
    ['pack build ghcr.io/a/b --publish -t ghcr.io/a/b:2', ['ghcr.io/a/b', 'ghcr.io/a/b:2']],
    ['pack build ghcr.io/a/b', []],
    ['pack buildpack package ghcr.io/a/b -c package.toml --publish', ['ghcr.io/a/b']],
    ['pack buildpack package b.cnb -f file', []],
    ['podman farm build --farm x -t ghcr.io/a/b:1 .', ['ghcr.io/a/b:1']],
    ['okteto build -t ghcr.io/a/b:1 -f ci/Dockerfile .', ['ghcr.io/a/b:1']],
    ['buildctl-daemonless.sh build --output type=image,name=ghcr.io/a/b,push=true', ['ghcr.io/a/b']],
    ['oras blob push ghcr.io/a/b data.bin', ['ghcr.io/a/b']],
    ['oras cp --to-oci-layout ghcr.io/a/b out', []],
    ['crane flatten -t ghcr.io/a/b:flat ghcr.io/a/b', ['ghcr.io/a/b:flat']],
    ['crane append -f x.tar -o out.tar -t ghcr.io/a/b', []],
    ['regctl image copy ocidir://out ghcr.io/a/b', ['ghcr.io/a/b']],
    ['timoni artifact tag oci://ghcr.io/a/b:1 --tag latest', ['ghcr.io/a/b:1']],
    ['zarf package publish -l debug out/app.tar.zst oci://ghcr.io/a/packages', ['-']],
    ['zarf package publish --new-option x out/app.tar.zst oci://ghcr.io/a/packages', ['-']],
    ['flux push artifact --new-option a/b oci://ghcr.io/a/b:1 --path=.', ['ghcr.io/a/b:1']],
    ['kustomizer push artifact --new-option a/b oci://ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['cosign sign --upload=false ghcr.io/a/b', []],
    ['skopeo sync --src docker --dest dir ghcr.io/a/b out', []],
    ['skopeo sync --src docker --dest docker quay.io/x/b:1 ghcr.io/a', ['ghcr.io/a/b:1']],
    ['skopeo sync --src docker --dest docker --scoped quay.io/x/b:1 ghcr.io/a', ['-']],
    ['skopeo sync --src yaml --dest docker list.yml ghcr.io/a', ['-']],
    ['podman push --creds a:b ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['podman push localhost/b docker://ghcr.io/a/b:1', ['ghcr.io/a/b:1']],
    ['podman push ghcr.io/a/b oci-archive:out.tar', []],
    ['buildah push --format=oci app ghcr.io/a/b', ['ghcr.io/a/b']],
    ['skopeo copy --all docker://ghcr.io/a/b docker://ghcr.io/a/c', ['pull ghcr.io/a/b', 'ghcr.io/a/c']],
    ['skopeo copy docker://ghcr.io/a/b dir:out', ['pull ghcr.io/a/b']],
    [
      'IMAGE=ghcr.io/${GITHUB_REPOSITORY,,}\ndocker push "$IMAGE:${GITHUB_SHA::7}"',
      ['ghcr.io/octo/app:0123456'],
    ],
    ['docker push ghcr.io/${{ github.repository_owner }}/app:$(date +%s)', ['ghcr.io/Octo/app']],
    ['for name in web api; do docker push "ghcr.io/a/$name"; done', ['ghcr.io/a/web', 'ghcr.io/a/api']],
    ['if [ "$GITHUB_REF" = refs/heads/main ]; then docker push ghcr.io/a/b; fi', ['ghcr.io/a/b']],
    ['if [ "$(cat x)" = 1 ]; then docker push ghcr.io/a/b; fi', ['ghcr.io/a/b ?']],
    ['if [ "$NOBODYS" = 1 ]; then docker push ghcr.io/a/b; fi', []],
    // An assignment ends as what it runs does.
    [
      'if T=$(docker manifest inspect ghcr.io/a/x); then :; else docker push ghcr.io/a/b; fi',
      ['ghcr.io/a/b ?'],
    ],
    ['if T=$(./ask.sh); then :; else docker push ghcr.io/a/b; fi', ['ghcr.io/a/b ?']],
    ['T=$(./ask.sh); if N=$((1 + 2)); then docker push ghcr.io/a/b; fi', ['ghcr.io/a/b']],
    ['T=$(grep x "$UNKNOWN"); N=$((N + 1)) && docker push ghcr.io/a/b', ['ghcr.io/a/b']],
    ['if T=$(true); then :; else docker push ghcr.io/a/b; fi', []],
    ['T=$(false) || T=b; docker push "ghcr.io/a/$T"', ['ghcr.io/a/b']],
    ['if [ "$GITHUB_REF" = refs/tags/v1 ]; then docker push ghcr.io/a/b; fi', ['ghcr.io/a/b !']],
    ['echo "docker push ghcr.io/a/b"  # docker push ghcr.io/a/b', []],
    ['make push IMAGE=ghcr.io/a/b', []],
  ])('%j', async (script, expected) => {
    expect(await pushes(run(script))).toEqual(expected);
  });

  test.each([
    ['bash', ['ghcr.io/a/b']],
    ['sh -e {0}', ['ghcr.io/a/b']],
    ['/bin/bash --noprofile -eo pipefail {0}', ['ghcr.io/a/b']],
    ['/usr/bin/env bash {0}', ['ghcr.io/a/b']],
    ['nix develop --fallback --command bash -e {0}', ['ghcr.io/a/b']],
    ['micromamba run -n ci bash -el {0}', ['ghcr.io/a/b']],
    ['sudo -E bash {0}', ['ghcr.io/a/b']],
    // Who knows what these make of the script.
    ['docker exec -i box bash {0}', []],
    ['bash wrapper.sh {0}', []],
    ['sudo bash {0}', []],
    ['pwsh', ['ghcr.io/a/b']],
    ['python', []],
    ['cmd', ['ghcr.io/a/b']],
  ])('in the shell %s', async (shell, expected) => {
    expect(await pushes(`- run: docker push ghcr.io/a/b\n  shell: ${shell}\n`)).toEqual(expected);
  });
});

describe("the shell's grammar is loaded for a script that says something", () => {
  test.each([
    ['npm ci && npm test', false],
    ['docker push ghcr.io/a/b', true],
    ['echo "x=1" >> "$GITHUB_OUTPUT"', true],
    ['echo "::set-output name=x::1"', true],
    ['/usr/local/bin/ko build', true],
    ['make image', true],
    ['npm run release', true],
    ['./ci/push.sh', true],
    ['npm ci', false],
    ['echo makes dockerfiles', false],
  ])('%j', async (script, isLoaded) => {
    const scripts = new LazyScripts();
    await scripts.loadSteps();
    expect(scripts.read(script, () => null, NO_PLACE)).toBeNull();
    expect(await scripts.loadWanted()).toBe(isLoaded);
    expect(scripts.read(script, () => null, NO_PLACE) !== null).toBe(isLoaded);
    expect(await scripts.loadWanted()).toBe(false);
  });

  test('it is loaded at once for scripts that are known before', async () => {
    const scripts = new LazyScripts();
    await scripts.loadFor(['npm ci', 'docker push ghcr.io/a/b']);
    expect(scripts.read('docker push ghcr.io/a/b', () => null, NO_PLACE)).not.toBeNull();
    expect(await scripts.loadWanted()).toBe(false);
  });

  test('a name that only a shell fills in', async () => {
    const scripts = new LazyScripts();
    const meaning = () => scripts.meaning('${IMAGE,,}', () => 'Octo/App');
    expect(meaning()).toBeNull();
    expect(await scripts.loadWanted()).toBe(true);
    expect(meaning()).toBe('octo/app');
    expect(await scripts.loadWanted()).toBe(false);
  });
});

describe('what other steps say is followed', () => {
  const meta = (images: string, more = '') =>
    `- id: meta\n  uses: docker/metadata-action@v5\n${more}  with:\n    images: ${images}\n`;
  const take = build('push: true\ntags: ${{ steps.meta.outputs.tags }}');

  test.each([
    ['its image', meta('ghcr.io/${{ github.repository }}'), ['ghcr.io/octo/app']],
    [
      'several images',
      meta(
        '|\n      ghcr.io/a/b\n      a/b\n      name=ghcr.io/A/C,enable=true\n      name=ghcr.io/a/d,enable=false',
      ),
      ['ghcr.io/a/b', 'ghcr.io/a/c'],
    ],
    ['images with commas', meta('ghcr.io/a/b,ghcr.io/a/c'), ['ghcr.io/a/b', 'ghcr.io/a/c']],
    ['an unknown image', meta('ghcr.io/${{ vars.X }}'), ['-']],
    ['nothing when it did not run', meta('ghcr.io/a/b', '  if: failure()\n'), []],
    ['nothing certain when it may not have run', meta('ghcr.io/a/b', '  if: vars.X\n'), ['anywhere']],
  ])("metadata-action's tags: %s", async (_, first, expected) => {
    expect(await pushes(`${first}\n${take}`)).toEqual(expected);
  });

  test.each([
    [
      'an output',
      '- id: name\n  run: echo "repo=ghcr.io/${GITHUB_REPOSITORY,,}" >> "$GITHUB_OUTPUT"\n',
      '${{ steps.name.outputs.repo }}:1',
      ['ghcr.io/octo/app:1'],
    ],
    [
      'a variable',
      '- run: echo "REPO=ghcr.io/a/b" >> "$GITHUB_ENV"\n',
      '${{ env.REPO }}:1',
      ['ghcr.io/a/b:1'],
    ],
    [
      'a variable that is only perhaps written',
      '- if: vars.X\n  run: echo "REPO=ghcr.io/a/b" >> "$GITHUB_ENV"\n',
      '${{ env.REPO }}:1',
      ['anywhere'],
    ],
    [
      'an output that a program makes',
      '- id: name\n  run: ./name.sh >> "$GITHUB_OUTPUT"\n',
      'ghcr.io/a/${{ steps.name.outputs.repo }}:1',
      ['-'],
    ],
  ])('%s of an earlier script', async (_, first, tags, expected) => {
    expect(await pushes(`${first}${build(`push: true\ntags: ${tags}`)}`)).toEqual(expected);
  });

  test('the image of buildah-build', async () => {
    const steps = `- id: made\n  uses: redhat-actions/buildah-build@v2\n  with: {image: App, tags: one two}\n${step(
      'redhat-actions/push-to-registry@v2',
      'image: ${{ steps.made.outputs.image }}\ntags: ${{ steps.made.outputs.tags }}\nregistry: ghcr.io/a',
    )}`;
    expect(await pushes(steps)).toEqual(['ghcr.io/a/app:one', 'ghcr.io/a/app:two']);
  });
});

describe('what is started for what it prints', () => {
  const files = {
    Makefile: 'push:\n\t@docker push ghcr.io/a/b:1\nversion:\n\t@echo 1\n',
    'ci/push.sh': 'docker push "ghcr.io/a/$1" >&2\necho done\n',
  };

  test.each([
    ['make', 'DIGEST=$(make -s push)', ['ghcr.io/a/b:1']],
    ['a script', 'echo "digest=$(./ci/push.sh c:1)" >> "$GITHUB_OUTPUT"', ['ghcr.io/a/c:1']],
    ['a script of a shell', 'DIGEST=`bash ci/push.sh c:1`', ['ghcr.io/a/c:1']],
    ['what pushes nothing', 'VERSION=$(make -s version)', []],
  ])('%s', async (_, script, expected) => {
    const { pushes: found } = await evidence({ [MAIN]: workflowOf(run(script)), ...files });
    expect(found.map(said)).toEqual(expected);
  });
});

describe('where signatures are stored', () => {
  const sign = 'cosign sign --yes ghcr.io/a/b@sha256:0';

  test.each([
    ['beside the image', run(sign), ['ghcr.io/a/b@sha256:0']],
    [
      'in one repository for all',
      `${run(sign)}\n  env: {COSIGN_REPOSITORY: ghcr.io/a/signatures}`,
      ['ghcr.io/a/signatures'],
    ],
    [
      'so are attestations',
      run('export COSIGN_REPOSITORY=ghcr.io/a/c\ncosign attest --predicate p ghcr.io/a/b:1'),
      ['ghcr.io/a/c'],
    ],
    ['at another registry', run(`COSIGN_REPOSITORY=quay.io/a/b ${sign}`), []],
    [
      'in one that nobody knows',
      `${run(sign)}\n  env: {COSIGN_REPOSITORY: "\${{ vars.SIGNATURES }}"}`,
      ['anywhere'],
    ],
    ['in none that is empty', run(`COSIGN_REPOSITORY= ${sign}`), ['ghcr.io/a/b@sha256:0']],
  ])('%s', async (_, steps, expected) => expect(await pushes(steps)).toEqual(expected));
});

test.each([
  ['publish: npm run release', ['ghcr.io/a/b:1']],
  ['version: npm run release', []],
])('changesets/action, told to %s', async (input, expected) => {
  const files = { 'package.json': '{"scripts": {"release": "docker push ghcr.io/a/b:1"}}' };
  const { pushes: found } = await evidence({
    [MAIN]: workflowOf(step('changesets/action@v1', input)),
    ...files,
  });
  expect(found.map(said)).toEqual(expected);
});

test('the digest that apko-publish hands on is a whole reference', async () => {
  const steps = `- id: apko\n  uses: chainguard-images/actions/apko-publish@main\n  with: {config: a.yaml, tag: ghcr.io/a/b:1}\n`;
  const found = await pushes(`${steps}${run('cosign sign --yes ${{ steps.apko.outputs.digest }}')}`);
  expect(found.map((each) => each.split(/[:@]/)[0])).toEqual(['ghcr.io/a/b', 'ghcr.io/a/b']);
});

describe('the chart that an action packages', () => {
  const chart = async (inputs: string, files: Record<string, string>) => {
    const steps = step(
      'bsord/helm-push@v4',
      `useOCIRegistry: true\nregistry-url: oci://ghcr.io/a\n${inputs}`,
    );
    const { pushes: found } = await evidence({ [MAIN]: workflowOf(steps), ...files }, {});
    return found.map(said);
  };

  test('by the name in its folder', async () =>
    expect(await chart('chart-folder: deploy/web', { 'deploy/web/Chart.yaml': 'name: b\n' })).toEqual([
      'ghcr.io/a/b',
    ]));
  test('of the folder that is meant where none is named', async () =>
    expect(await chart('force: true', { 'chart/Chart.yaml': 'name: c\n' })).toEqual(['ghcr.io/a/c']));
  test('which nobody knows in a folder that nobody knows', async () =>
    expect(await chart('chart-folder: ${{ vars.X }}', { 'Chart.yaml': 'name: c\n' })).toEqual(['-']));
});

test('the name of an image by its recipe', async () => {
  const steps = step('blue-build/github-action@v1', 'recipe: web.yml\nregistry_token: ${{ github.token }}');
  const files = { [MAIN]: workflowOf(steps), 'recipes/web.yml': 'name: Web\nimage-version: 42\n' };
  expect((await evidence(files, {})).pushes.map(said)).toEqual(['ghcr.io/octo/web']);
});

test('the name of the repository before that of an image', async () => {
  const steps = step(
    'aevea/action-kaniko@v0.14',
    'image: web\nregistry: ghcr.io\ntag: 1\npassword: ${{ github.token }}',
  );
  expect(await pushes(steps)).toEqual(['ghcr.io/octo/app/web:1']);
});

test.each([
  ['--no-push', []],
  ['--build-arg a=b --no-push=true', []],
  ['--no-push-cache', ['ghcr.io/octo/app/web:1']],
  ['${{ vars.MORE }}', ['ghcr.io/octo/app/web:1 ?']],
])("what kaniko's action gives to the executor may keep it from pushing: %s", async (extra, expected) => {
  const inputs = `image: web\nregistry: ghcr.io\ntag: 1\npassword: \${{ github.token }}\nextra_args: "${extra}"`;
  expect(await pushes(step('aevea/action-kaniko@v0.14', inputs))).toEqual(expected);
});

describe('a run that only builds, of a job that another event makes push', () => {
  const env = { ...ENV, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/1/merge', WAY: '--load' };
  const pull = { run: { ...RUN, event: 'pull_request' }, env };
  const inPull = async (steps: string, on = '[push, pull_request]', more = {}) => {
    const written = workflowOf(steps).replace('on: push', `on: ${on}`);
    const { pushes: found } = await evidence({ [MAIN]: written }, { ...pull, ...more });
    return found.map(said);
  };
  const byEvent = run(
    "docker buildx build ${{ github.event_name == 'push' && '--push' || '--load' }} -t ghcr.io/a/b .",
  );

  test.each<[string, string]>([
    ['by an expression', byEvent],
    [
      'by a word of the script',
      run('[ "$GITHUB_EVENT_NAME" = push ] && F=--push || F=--load\ndocker buildx build $F -t ghcr.io/a/b .'),
    ],
    [
      'by an output',
      run(
        "docker buildx build --output=type=image,push=${{ github.ref_type == 'branch' && github.event_name == 'push' }} -t ghcr.io/a/b .",
      ),
    ],
    ['by a variable of the workflow', run('docker buildx build $WAY -t ghcr.io/a/b .')],
  ])('%s', async (_, steps) => {
    const written = workflowOf(steps).replace(
      'on: push',
      "on: [push, pull_request]\nenv: {WAY: \"${{ github.event_name == 'push' && '--push' || '--load' }}\"}",
    );
    const { pushes: found } = await evidence({ [MAIN]: written }, pull);
    expect(found.map(said)).toEqual(['ghcr.io/a/b !']);
  });

  test('and none where no event makes it push', async () =>
    expect(await inPull(byEvent, '[pull_request, workflow_dispatch]')).toEqual([]));

  test('what this run pushes stands alone', async () =>
    expect(await inPull(`${byEvent}${run('docker push ghcr.io/a/c')}`)).toEqual(['ghcr.io/a/c']));

  test('logins of the other run are not made in this one', async () => {
    const login = "${{ github.event_name == 'push' && 'docker login ghcr.io -u x -p y' || 'true' }}";
    const written = workflowOf(`${run(login)}${byEvent}`).replace('on: push', 'on: [push, pull_request]');
    expect((await evidence({ [MAIN]: written }, pull)).logins).toEqual([]);
  });
});

test('of its logins those to this registry are told', async () => {
  const login = (inputs: string) =>
    `- uses: docker/login-action@v4\n  with: {${inputs}username: x, password: "\${{ secrets.TOKEN }}"}\n`;
  const steps = `${login('')}${login('registry: quay.io, ')}${login('registry: ghcr.io, ')}${run('docker logout ghcr.io')}`;
  const { logins } = await evidence({ [MAIN]: workflowOf(steps) });
  expect(logins).toMatchObject([{ action: 'docker/login-action', secret: 'TOKEN', location: { line: 11 } }]);
});

describe('a default for a variable', () => {
  const behind = (uses: string) =>
    pushes(`- uses: ${uses}\n${run('docker push "${REGISTRY:-ghcr.io/a}/b"')}`);

  test('that a tool which is set up does not set', async () =>
    expect(await behind('extractions/setup-just@v2')).toEqual(['ghcr.io/a/b']));
  test('that an action which hands on what it finds may set', async () =>
    expect(await behind('jdx/mise-action@v2')).toEqual(['anywhere']));
});

describe('environment and conditions', () => {
  const push = '- run: docker push "ghcr.io/a/$NAME"\n';

  test('of the job and the workflow', async () => {
    expect(await pushes(push, 'runs-on: ubuntu-latest\nenv: {NAME: job}')).toEqual(['ghcr.io/a/job']);
  });

  test("of the step before the job's", async () => {
    expect(await pushes(`${push}  env: {NAME: step}\n`, 'env: {NAME: job}')).toEqual(['ghcr.io/a/step']);
  });

  test('of the running process before all, for it is the truth', async () => {
    expect(await pushes(push, 'env: {NAME: job}', { env: { ...ENV, NAME: 'real' } })).toEqual([
      'ghcr.io/a/real',
    ]);
  });

  test("but what our own step sets for itself is not the others'", async () => {
    const own = '- uses: acme/ghcr-preflight@v1\n  env: {NAME: own}\n';
    expect(await pushes(own + push, 'env: {NAME: job}', { env: { ...ENV, NAME: 'own' } })).toEqual([
      'ghcr.io/a/job',
    ]);
  });

  test('a value under the name of a secret is not looked at', async () => {
    const script = '- run: docker push "ghcr.io/a/$MY_TOKEN"\n';
    expect(await pushes(script, undefined, { env: { ...ENV, MY_TOKEN: 'hush' } })).toEqual(['-']);
  });

  test.each([
    ['true', ['ghcr.io/a/b']],
    ['false', ['ghcr.io/a/b !']],
    ["github.ref == 'refs/heads/main'", ['ghcr.io/a/b']],
    ["github.event_name == 'release'", ['ghcr.io/a/b !']],
    ['steps.check.outputs.go', ['ghcr.io/a/b !']],
    ['needs.check.outputs.go', ['ghcr.io/a/b ?']],
    ['needs.other.outputs.go', ['ghcr.io/a/b !']],
    ['always()', ['ghcr.io/a/b']],
    ['failure()', ['ghcr.io/a/b !']],
  ])('if: %s', async (condition, expected) => {
    const job = 'needs: check\nruns-on: ubuntu-latest';
    expect(await pushes(`- run: docker push ghcr.io/a/b\n  if: ${condition}\n`, job)).toEqual(expected);
  });

  test('a matrix value that all legs agree on is one push, another is as many as there are legs', async () => {
    const job = 'strategy:\n  matrix:\n    host: [ghcr.io]\n    app: [web, api]';
    const tags = (name: string) => build(`push: true\ntags: \${{ matrix.host }}/a/${name}:1`);
    expect(await pushes(tags('b'), job)).toEqual(['ghcr.io/a/b:1']);
    expect(await pushes(tags('${{ matrix.app }}'), job)).toEqual(['ghcr.io/a/web:1', 'ghcr.io/a/api:1']);
  });

  test('another registry than ghcr.io', async () => {
    const tags = build('push: true\ntags: ghcr.io/a/b,127.0.0.1:5000/a/c');
    expect(await pushes(tags, undefined, { registry: '127.0.0.1:5000' })).toEqual(['127.0.0.1:5000/a/c']);
  });
});

describe('the place of a push', () => {
  const line = async (steps: string) => {
    const source = workflowOf(steps);
    const { pushes: found } = await evidence({ [MAIN]: source });
    return found.map(({ location }) => source.split('\n')[location.line - 1]?.slice(location.column - 1));
  };

  test.each([
    ['the input with the tags', build('push: true\ntags: ghcr.io/a/b'), ['tags: ghcr.io/a/b']],
    [
      'the command in a block',
      run('echo one\ndocker push ghcr.io/a/b\necho two'),
      ['docker push ghcr.io/a/b'],
    ],
    ['the key of a folded script', '- run: >-\n    docker push\n    ghcr.io/a/b', ['run: >-']],
  ])('is %s', async (_, steps, expected) => {
    expect(await line(steps)).toEqual(expected);
  });
});

test.each([
  ['refs/heads/feature/x', 'feature/x'],
  ['refs/tags/v1', 'v1'],
  ['refs/pull/7/merge', '7/merge'],
])('the short name of %s follows from it', async (GITHUB_REF, name) => {
  const { GITHUB_REF_NAME: _, ...env } = { ...ENV, GITHUB_REF };
  const steps = build('push: true\ntags: ghcr.io/octo/app:${{ github.ref_name }}');
  expect(await pushes(steps, undefined, { env })).toEqual([`ghcr.io/octo/app:${name}`]);
});

describe('the env file of compose', () => {
  const pushed = async (command: string, files: Record<string, string>, env = '') => {
    const { pushes: found } = await evidence({
      [MAIN]: workflowOf(`- run: ${command}\n${env}`),
      'compose.yaml': 'services: {app: {build: ., image: "ghcr.io/octo/${NAME:-app}"}}\n',
      'ci/compose.yaml': 'services: {app: {build: ., image: "ghcr.io/octo/${NAME:-app}"}}\n',
      ...files,
    });
    return found.map(said);
  };

  test.each<[string, string, Record<string, string>, string, string?]>([
    ['is none', 'docker compose push', {}, 'app'],
    ['lies beside its file', 'docker compose push', { '.env': 'NAME=web\n' }, 'web'],
    [
      'lies beside the file that is named',
      'docker compose -f ci/compose.yaml push',
      { 'ci/.env': 'NAME=web' },
      'web',
    ],
    ['lies elsewhere', 'docker compose -f ci/compose.yaml push', { '.env': 'NAME=web' }, 'app'],
    ['is named', 'docker compose --env-file ci/e push', { 'ci/e': 'NAME=web', '.env': 'NAME=api' }, 'web'],
    [
      'gives way to the environment',
      'docker compose push',
      { '.env': 'NAME=web' },
      'api',
      '  env: {NAME: api}\n',
    ],
  ])('%s', async (_, command, files, name, ...[env]) =>
    expect(await pushed(command, files, env)).toEqual([`ghcr.io/octo/${name}`]),
  );
});

describe('a script that lies beside a composite action of the repository', () => {
  const folder = '.github/actions/push';
  const files = (line: string) => ({
    [MAIN]: workflowOf(`- uses: ./${folder}`),
    [`${folder}/action.yml`]: `runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: ${line}\n`,
    [`${folder}/push.sh`]: '#!/bin/sh\ndocker push "ghcr.io/octo/${1:-app}:1"\n',
  });

  test.each([
    ['${{ github.action_path }}/push.sh', ['ghcr.io/octo/app:1']],
    ['bash "$GITHUB_ACTION_PATH/push.sh" web', ['ghcr.io/octo/web:1']],
    ['cd "$GITHUB_ACTION_PATH" && ./push.sh', ['ghcr.io/octo/app:1']],
    ['. ${GITHUB_ACTION_PATH}/push.sh web', ['ghcr.io/octo/web:1']],
    ['$GITHUB_ACTION_PATH/pull.sh', []],
  ])('%s', async (line, expected) => {
    expect((await evidence(files(line))).pushes.map(said)).toEqual(expected);
  });

  test('of a step of the job itself there is no such folder', async () =>
    expect(await pushes(run('bash "$GITHUB_ACTION_PATH/push.sh"'))).toEqual([]));
});

describe('a script in a language that is not read', () => {
  const PUSHING = 'run("docker", "push", name)\n';
  const FOUND = ['anywhere ?'];
  const own = { login: 'none' as const, images: [] };
  const foreign = (shell: string, ...lines: string[]) =>
    `- shell: ${shell}\n  run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;

  test.each<[string, string, string[], string[]]>([
    [
      'says a push and the whole name',
      foreign('python', 'subprocess.run(["docker", "push", "ghcr.io/octo/web:1"])'),
      [],
      ['ghcr.io/octo/web:1'],
    ],
    [
      'says a push and a part of it',
      foreign('python', 'run(f"docker push ghcr.io/octo/{name}")'),
      ['anywhere ?'],
      [],
    ],
    ['says a push and no name', foreign('python', 'run(["docker", "push", image])'), ['anywhere ?'], []],
    ['says it in a remark', foreign('python', '# docker push comes later'), [], []],
    [
      'says one name, and another push without any',
      foreign('python', 'sh("docker push ghcr.io/octo/web:1")', 'sh("docker push " + name)'),
      ['anywhere ?'],
      ['ghcr.io/octo/web:1'],
    ],
    [
      'speaks, and then runs it',
      foreign('ruby', 'puts "x"; system "docker push #{name}"'),
      ['anywhere ?'],
      [],
    ],
    ['speaks if it ran', foreign('ruby', 'puts "x" if system "docker push #{name}"'), ['anywhere ?'], []],
    ['speaks twice', foreign('ruby', 'puts "x"; puts "docker push " + name'), [], []],
    ['says another word', foreign('python', 'run(["docker", "build", "--pushed", image])'), [], []],
    [
      'is one of actions/github-script',
      step('actions/github-script@v7', "script: await exec.exec('docker', ['push', image])"),
      ['anywhere ?'],
      [],
    ],
    [
      'is given to its interpreter',
      run(`python3 -c "os.system('docker push ' + image)"`),
      ['anywhere ?'],
      [],
    ],
    ['is fed to it', run("python3 - <<'END'\nrun(['docker', 'push', image])\nEND"), ['anywhere ?'], []],
    [
      'is one of cmd',
      foreign('cmd', 'for /r %%i in (*.txt) do docker push ghcr.io/octo/%%~ni:1'),
      ['anywhere ?'],
      [],
    ],
    [
      'says it in a list of several lines',
      foreign('python', 'run([', '  "docker",', '  # once', '  "push",', '  image,', '])'),
      ['anywhere ?'],
      [],
    ],
    [
      'says the beginning of a name',
      foreign('python', 'run("docker push ghcr.io/octo/" + name)'),
      ['anywhere ?'],
      [],
    ],
    [
      'asks the daemon itself',
      foreign('python', 'import docker', 'docker.from_env().images.push(name)'),
      ['anywhere ?'],
      [],
    ],
    [
      'asks for the event of that name',
      foreign('python', 'if "docker" in names and event == "push":'),
      [],
      [],
    ],
    ['adds to a list', foreign('python', 'docker = []', 'docker.push(name)'), [], []],
    [
      'calls another client of the table',
      foreign('python', 'run(["ko", "build", "--bare", "./cmd"])'),
      ['anywhere ?'],
      [],
    ],
    [
      'calls one through a builder of commands',
      foreign('rust-script {0}', 'Command::new("cosign").arg("sign").arg(&image)'),
      ['anywhere ?'],
      [],
    ],
    ['calls one that only builds', foreign('python', 'run(["pack", "build", "ghcr.io/octo/web"])'), [], []],
    [
      'says a path beside it, which is no name',
      foreign('python', 'run(["docker", "push", image], cwd="apps/web")'),
      ['anywhere ?'],
      [],
    ],
    ['says it behind a statement', foreign('python', 'count() # then docker push it'), [], []],
    ['prints it', foreign('python', 'print(f"Now docker push {name}")'), [], []],
    ['prints it in a frame', foreign('python', 'print("=" * 9 + " docker push " + "=" * 9)'), [], []],
    [
      'calls it over several lines',
      foreign('rust-script {0}', 'Command::new("docker")', '  .arg("push")', '  .arg(&image)'),
      ['anywhere ?'],
      [],
    ],
    [
      'prints what it answers',
      foreign('node {0}', "console.log(execSync('docker push ' + name))"),
      ['anywhere ?'],
      [],
    ],
    [
      'prints a text that is made of what it answers',
      foreign('node {0}', 'console.log(`done: ${execSync("docker push " + name)}`)'),
      ['anywhere ?'],
      [],
    ],
    ['throws an error of it', foreign('node {0}', 'throw new Error(`docker push ${name} failed`)'), [], []],
    [
      'helps with it',
      foreign('python', 'cli.add_argument("--tag", help="tag for docker push", x=1)'),
      [],
      [],
    ],
    ['speaks of it', foreign('node {0}', "const hint = 'after a docker push of yours'"), [], []],
    ['speaks of its end', foreign('python', 'state = "docker push failed"'), [], []],
    [
      'tells of it in a text of documentation',
      foreign('python', 'def a():', '  """Does', '  docker push NAME', '  """', '  return 1'),
      [],
      [],
    ],
    [
      'runs a text of several lines',
      foreign('python', 'sh(', '"""', 'docker push "$NAME"', '""")'),
      ['anywhere ?'],
      [],
    ],
    [
      'tells of it in a block',
      foreign('node {0}', '/* To publish:', ' docker push NAME', ' */', 'f()'),
      [],
      [],
    ],
    [
      'runs it behind a block',
      foreign('node {0}', '/* To publish: */', 'sh("docker push " + name)'),
      ['anywhere ?'],
      [],
    ],
    ['says a name without an owner', foreign('python', 'sh("docker push web")'), [], []],
    ['says a name of Docker Hub', foreign('python', 'run(["docker", "push", "octo/web:1"])'), [], []],
  ])('%s', async (_, steps, expected, named) => {
    const found = await evidence({ [MAIN]: workflowOf(steps) }, { own });
    expect(found.pushes.map(said)).toEqual(expected);
    expect(found.named.map(({ reference }) => reference)).toEqual(named);
    // `lint` has no use for what may be.
    expect(await pushes(steps)).toEqual([]);
  });

  test.each([
    ['node ci/publish.js --all', 'ci/publish.js'],
    ['deno run -A ci/publish.ts', 'ci/publish.ts'],
    ['npx --yes tsx ci/publish.ts', 'ci/publish.ts'],
    ['uv run publish.py', 'publish.py'],
    ['python -m ci.publish', 'ci/publish.py'],
    ['pwsh -File ci/publish.ps1', 'ci/publish.ps1'],
    ['bundle exec ruby ci/publish.rb', 'ci/publish.rb'],
    ['./ci/publish', 'ci/publish'],
    ['DIGEST=$(node ci/publish.js)', 'ci/publish.js'],
    ['DIGEST=$(ci/publish.rb)', 'ci/publish.rb'],
  ])('is a file of the repository: %s', async (command, path) => {
    const text = "#!/usr/bin/env ruby\nsystem('docker push ghcr.io/octo/web:1')\n";
    const found = await evidence({ [MAIN]: workflowOf(run(command)), [path]: text }, { own });
    expect(found.named.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/web:1']);
  });

  const ON_PATH = 'sys.path.insert(0, str(Path(__file__).parent.parent))\n';
  const CONSTANTS = Array.from({ length: 45 }, (_, at) => `from sdk import NAME_${at}\n`).join('');
  test.each<[string, Record<string, string>, string[]]>([
    [
      'python ci/release.py',
      { 'ci/release.py': 'from images import push\n', 'ci/images.py': PUSHING },
      FOUND,
    ],
    [
      'python ci/release.py',
      { 'ci/release.py': 'import tools.image as i\n', 'ci/tools/image.py': PUSHING },
      FOUND,
    ],
    [
      'python -m ci.release',
      { 'ci/release.py': 'from .images import push\n', 'ci/images.py': PUSHING },
      FOUND,
    ],
    ['python -m ci.release', { 'ci/release.py': 'from . import images\n', 'ci/images.py': PUSHING }, FOUND],
    [
      'python ci/release.py',
      {
        'ci/release.py': 'import tools.all\n',
        'ci/tools/all.py': 'import images\n',
        'ci/images.py': PUSHING,
      },
      FOUND,
    ],
    ['python ci/release.py', { 'ci/release.py': 'import os, json\n', 'ci/images.py': PUSHING }, []],
    [
      'python ci/tools/release.py',
      {
        'ci/tools/release.py': `${ON_PATH}from ci import main\n`,
        'ci/main.py': 'from ci.images import (\n  push,\n)\n',
        'ci/images.py': PUSHING,
      },
      FOUND,
    ],
    [
      'python ci/tools/release.py',
      { 'ci/tools/release.py': `${ON_PATH}import images\n`, 'ci/images.py': PUSHING },
      FOUND,
    ],
    [
      'python ci/release.py',
      {
        'ci/release.py': `import sys\n${CONSTANTS}${ON_PATH}from lib import images\n`,
        'lib/images.py': PUSHING,
      },
      FOUND,
    ],
    ['python ci/release.py', { 'ci/release.py': 'import images\n', 'images.py': PUSHING }, []],
    ['node ci/release.js', { 'ci/release.js': "require('./images')\n", 'ci/images.js': PUSHING }, FOUND],
    [
      'tsx ci/release.ts',
      { 'ci/release.ts': "import {push} from './images.js'\n", 'ci/images.ts': PUSHING },
      FOUND,
    ],
    [
      'ruby ci/release.rb',
      { 'ci/release.rb': "require_relative 'images'\n", 'ci/images.rb': PUSHING },
      FOUND,
    ],
    ['node ci/release.js', { 'ci/release.js': "require('images')\n", 'ci/images.js': PUSHING }, []],
    [
      './ci/release',
      { 'ci/release': "#!/usr/bin/env -S npx tsx\nimport './images.js'\n", 'ci/images.ts': PUSHING },
      FOUND,
    ],
    ['go run ./ci', { 'ci/main.go': PUSHING }, FOUND],
    ['go run ci/release.go', { 'ci/release.go': PUSHING }, FOUND],
    ['cargo xtask images', { 'xtask/src/main.rs': PUSHING }, FOUND],
    ['cargo run --package xtask -- images', { 'xtask/src/main.rs': PUSHING }, FOUND],
    ['dotnet run --project build/Build.csproj', { 'build/Program.cs': PUSHING }, FOUND],
    ['cargo test', { 'xtask/src/main.rs': PUSHING }, []],
    ['cargo xtask images', { 'xtask/src/main.rs': 'mod images;\n', 'xtask/src/images.rs': PUSHING }, FOUND],
    [
      'cargo run --release -p images -- all',
      { 'crates/images/src/main.rs': 'pub(crate) mod a;\n', 'crates/images/src/a/mod.rs': PUSHING },
      FOUND,
    ],
    [
      'cargo xtask',
      { '.cargo/config.toml': '[alias]\nxtask = "run --bin images --"\n', 'src/bin/images.rs': PUSHING },
      FOUND,
    ],
    [
      'dotnet run --project build -- Push',
      { 'build/Program.cs': 'DockerPush(s => s.SetName(name));\n' },
      FOUND,
    ],
    [
      'dotnet cake --target=Push',
      { 'build.cake': 'Task("Push")\n  .Does(() =>\n{\n  DockerPush(name);\n});\n' },
      FOUND,
    ],
    [
      'dotnet cake --target=Test',
      { 'build.cake': 'Task("Test")\n  .Does(f);\nTask("Push").Does(() => DockerPush(name));\n' },
      [],
    ],
    ['cargo xtask check', { 'xtask/src/main.rs': `"check" => check(),\n${PUSHING}` }, []],
    ['cargo xtask other', { 'xtask/src/main.rs': `"check" => check(),\n${PUSHING}` }, FOUND],
    ['python ci.py test --push', { 'ci.py': `def test():\n  pass\n${PUSHING}` }, FOUND],
    ['python ci.py test', { 'ci.py': `def test():\n  pass\n${PUSHING}` }, []],
    ['python ci.py test', { 'ci.py': PUSHING }, FOUND],
  ])('is several files: %s %j', async (command, files, expected) => {
    const found = await evidence({ [MAIN]: workflowOf(run(command)), ...files }, { own });
    expect(found.pushes.map(said)).toEqual(expected);
  });

  test.each([
    [10, FOUND],
    [20, []],
  ])('whose modules are a chain of %i: a few are followed', async (count, expected) => {
    const files = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `m${at}.py`,
        at === count - 1 ? PUSHING : `import m${at + 1}\n`,
      ]),
    );
    const found = await evidence({ [MAIN]: workflowOf(run('python m0.py')), ...files }, { own });
    expect(found.pushes.map(said)).toEqual(expected);
  });

  test('whose modules import each other', async () => {
    const files = { 'a.py': 'import b\n', 'b.py': 'import a\n' };
    const found = await evidence({ [MAIN]: workflowOf(run('python a.py')), ...files }, { own });
    expect(found.pushes).toEqual([]);
  });

  test.each<[string, string, string, string[]]>([
    ['rake docker:push', 'Rakefile', "  task :push do\n    sh 'docker push', name\n  end\n", ['anywhere ?']],
    ['rake build', 'Rakefile', "task :build do\nend\ntask :push do\n  sh 'docker push', name\nend\n", []],
    ['rake build', 'Rakefile', "task :push do\n  sh 'docker push', name\nend\n", []],
    [
      'mage -v image',
      'magefile.go',
      'func Image() error {\n\treturn sh.Run("docker", "push", name)\n}\n',
      ['anywhere ?'],
    ],
    [
      'inv push-image',
      'tasks.py',
      '@task\ndef push_image(c):\n    c.run("docker push " + name)\n',
      ['anywhere ?'],
    ],
  ])('is one task of a file: %s', async (command, path, text, expected) => {
    const found = await evidence({ [MAIN]: workflowOf(run(command)), [path]: text }, { own });
    expect(found.pushes.map(said)).toEqual(expected);
  });

  test.each<[string, string, Record<string, string>, string[]]>([
    [
      'in JavaScript',
      'runs: {using: node24, main: main.js}\n',
      { 'main.js': "exec('docker', ['push', image])\n" },
      ['anywhere ?'],
    ],
    [
      'in an image',
      'runs: {using: docker, image: "docker://gcr.io/go-containerregistry/crane", args: [push, x.tar, "${{ inputs.image }}"]}\n',
      {},
      ['anywhere ?'],
    ],
    [
      'in an image of its own',
      'runs: {using: docker, image: Dockerfile, args: [push, "${{ inputs.image }}"]}\n',
      { Dockerfile: 'FROM docker\nENTRYPOINT ["docker"]\n' },
      ['anywhere ?'],
    ],
    [
      'in an image that is not there',
      'runs: {using: docker, image: Dockerfile, args: [push, "${{ inputs.image }}"]}\n',
      {},
      ['anywhere ?'],
    ],
    ['in an image that only looks', 'runs: {using: docker, image: Dockerfile, args: [lint, .]}\n', {}, []],
    [
      'whose entrypoint is a script',
      'runs: {using: docker, image: Dockerfile}\n',
      { Dockerfile: 'FROM docker\nENTRYPOINT ["/entry.sh"]\n', 'entry.sh': 'docker push "$1"\n' },
      ['anywhere ?'],
    ],
    [
      'that has more programs than one',
      'runs: {using: node24, pre: pre.js, main: main.js, post: post.js}\n',
      { 'main.js': 'f()\n', 'post.js': "exec('docker', ['push', image])\n" },
      ['anywhere ?'],
    ],
    [
      'that imports what lies beside it',
      'runs: {using: node24, main: main.js}\n',
      { 'main.js': "import '../lib/images.js'\n", '../lib/images.js': "exec('docker', ['push', image])\n" },
      ['anywhere ?'],
    ],
    [
      'whose entrypoint has another name in the image',
      'runs: {using: docker, image: Dockerfile}\n',
      { Dockerfile: 'COPY --chmod=755 a.sh /bin/b\nENTRYPOINT ["/bin/b"]\n', 'a.sh': 'docker push "$1"\n' },
      ['anywhere ?'],
    ],
    [
      'whose entrypoint is a program in a folder',
      'runs: {using: docker, image: Dockerfile}\n',
      { Dockerfile: 'COPY src /app\nCMD python /app/a.py\n', 'src/a.py': 'sh("docker push " + name)\n' },
      ['anywhere ?'],
    ],
    [
      'whose image has files that it does not start',
      'runs: {using: docker, image: Dockerfile}\n',
      { Dockerfile: 'COPY a.sh b.sh /\nCMD ["/a.sh"]\n', 'a.sh': 'ls\n', 'b.sh': 'docker push "$1"\n' },
      [],
    ],
    ['that says no push', 'runs: {using: node24, main: main.js}\n', { 'main.js': "exec('docker')\n" }, []],
  ])('is an action of the repository %s', async (_, action, beside, expected) => {
    const texts = Object.entries({ 'action.yml': action, ...beside });
    const files = Object.fromEntries(
      texts.map(([name, text]) => [posix.join('.github/actions/x', name), text]),
    );
    const found = await evidence({ [MAIN]: workflowOf('- uses: ./.github/actions/x\n'), ...files }, { own });
    expect(found.pushes.map(said)).toEqual(expected);
  });

  test('is looked for in what an action names as its programs, and nowhere else', async () => {
    const files: Record<string, string> = {
      [MAIN]: workflowOf('- uses: ./.github/actions/x\n'),
      '.github/actions/x/action.yml': 'runs: {using: node24, main: main.js}\n',
      '.github/actions/x/action.yaml': '',
      '.github/actions/x/main.js': 'f()\n',
    };
    const asked: string[] = [];
    const fetchFile = async (path: string) => {
      asked.push(path);
      return files[path] ?? null;
    };
    await evidence({}, { own, fetchFile });
    expect(asked).toEqual(Object.keys(files));
  });

  test.each([
    "require('./ci/images.js')",
    'await import(`${process.env.GITHUB_WORKSPACE}/ci/images.js`)',
    "require('${{ github.workspace }}/ci/images.js')",
  ])('is imported by a script of actions/github-script: %s', async (script) => {
    const files = {
      [MAIN]: workflowOf(step('actions/github-script@v7', `script: |\n  ${script}`)),
      'ci/images.js': PUSHING,
    };
    const env = { ...ENV, GITHUB_WORKSPACE: '/home/runner/work/app/app' };
    expect((await evidence(files, { own, env })).pushes.map(said)).toEqual(FOUND);
  });

  test('what it says that it pushes is told from what a step is given to read', async () => {
    const steps = [foreign('python', 'sh("docker push ghcr.io/octo/a:1")'), run('./check ghcr.io/octo/b:1')];
    const { named } = await evidence({ [MAIN]: workflowOf(steps.join('')) }, { own });
    expect(named.map(({ reference, isSaid }) => [reference, isSaid])).toEqual([
      ['ghcr.io/octo/a:1', true],
      ['ghcr.io/octo/b:1', undefined],
    ]);
  });
});
