/** Programs of one trade each around images: which name they push, with which login, and what pushes nothing here. */
import { describe, expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const WRITE = 'permissions: {packages: write}';
const LACKS = 'error job-lacks-packages-write';
const PERHAPS = 'warning job-lacks-packages-write';
const NO_LOGIN = 'error no-registry-login';
const OWNER = 'error owner-mismatch';

const run = (script: string, env = '') =>
  `\n- run: |\n${script.replace(/^/gm, '    ')}${env && `\n  env: {${env}}`}`;
const linted = (steps: string, keys: string, files: Record<string, string> = {}) =>
  ids({ [MAIN]: workflow(login() + steps, keys), ...files });

test.each<[string, string]>([
  [
    'an index',
    'manifest-tool push from-args --platforms linux/amd64 --template x-ARCH --target ghcr.io/acme/app',
  ],
  ['an index of a file', 'manifest-tool push from-spec index.yaml'],
  ['a mirror', 'oc image mirror docker.io/library/x:1 ghcr.io/acme/app:1'],
  ['a mirror in pairs', 'oc image mirror --keep-manifest-list=true docker.io/library/x:1=ghcr.io/acme/app:1'],
  ['a patched image', 'copa patch -i ghcr.io/acme/app:1 -t 1-patched --push'],
  ['a patched image by another name', 'copa patch -i docker.io/library/x:1 -t ghcr.io/acme/app:1 --push'],
  ['patched images of a list', 'copa patch --config copa.yaml --push'],
  ['patched images of a list whose entry says where to', 'copa patch --push --config=ci/copa.yaml'],
  ['patched images of charts', 'copa patch --config charts.yaml --push'],
  [
    'the images of a list for image-syncer',
    'image-syncer --proc=6 --auth=./auth.yaml --images=./images.yaml',
  ],
  ['those of its older file', 'image-syncer --config sync.json'],
  ['several tags of one image', 'image-syncer --auth auth.yaml --images tags.yaml'],
  ['those of an image-syncer that was unpacked', './image-syncer --auth auth.yaml --images ./tags.yaml'],
  ['the images of a list for dregsy', 'dregsy -config=dregsy.yaml'],
  ['whatever a pattern meets for dregsy', 'dregsy -config pattern.yaml'],
  ['an image of containerd', 'ctr -n k8s.io images push -u x:${{ github.token }} ghcr.io/acme/app:1'],
  ['an image by the name of a remote podman', 'podman-remote push ghcr.io/acme/app:1'],
  ['a copy by krane', 'krane copy docker.io/library/x ghcr.io/acme/app:1'],
  ['what oras restores', 'oras restore --input backup ghcr.io/acme/app:1'],
  [
    'a chart by helm 3.6',
    'helm registry login ghcr.io -u x -p ${{ github.token }}\nhelm chart push ghcr.io/acme/app:1',
  ],
  ['a converted image', 'nydusify convert --source docker.io/library/x --target ghcr.io/acme/app:nydus'],
  ['a model', 'docker model package --gguf model.gguf --push ghcr.io/acme/app'],
  ['a notebook', 'jupyter-repo2docker --no-run --push --image-name ghcr.io/acme/app:1 .'],
  ['a package of LinuxKit', 'linuxkit pkg push pkg/app'],
  ['a function', 'kn func deploy --registry ghcr.io/acme'],
  ['a policy', 'kwctl push policy.wasm ghcr.io/acme/app:1'],
  ['a bundle', 'uds publish bundle.tar.zst ghcr.io/acme'],
  ['a bundle, with the login of the zarf in it', 'uds zarf package publish app.tar.zst oci://ghcr.io/acme'],
  ['an image that is copied', 'nydusify copy --source docker.io/library/x --target ghcr.io/acme/app:1'],
  ['an image with a suffix', 'nydusify convert --source ghcr.io/acme/app:1 --target-suffix -nydus'],
  ['a predictor whose weights lie apart', 'cog push --separate-weights ghcr.io/acme/app'],
  ['a predictor of another file', 'cog push -f other.yaml'],
  ['a model past the machine', 'modctl build -t ghcr.io/acme/app:1 -f Modelfile . --output-remote'],
  ['a tree', 'rpm-ostree compose image --format registry fedora.yaml ghcr.io/acme/app:1'],
  ['the images of an index', 'oc adm catalog mirror quay.io/x/index:1 ghcr.io/acme'],
  ['the images of a set', 'oc mirror --config set.yaml docker://ghcr.io/acme'],
  ['the images of a set, by the plugin', 'oc-mirror --config set.yaml docker://ghcr.io/acme'],
  ['a changed configuration', 'crane edit config ghcr.io/acme/app:1'],
  ['an index of fewer platforms', 'crane index filter ghcr.io/acme/app:1 --platform linux/amd64'],
  ['an image whose digest is written down', 'crane push --image-refs refs.txt app.tar ghcr.io/acme/app:1'],
  ['an image that crane tells of', 'crane -v copy docker.io/x/y:1 ghcr.io/acme/app:1'],
  ['an artifact for a platform', 'oras push --artifact-platform linux/amd64 ghcr.io/acme/app:1 a.txt'],
  ['a copy that is compressed', 'skopeo copy --dest-compress-level 9 docker://x docker://ghcr.io/acme/app:1'],
  ['a build of newer bases', 'podman build --pull -t ghcr.io/acme/app:1 .\npodman push ghcr.io/acme/app:1'],
  ['a changed configuration by another tag', 'crane edit config docker.io/x/y:1 -t ghcr.io/acme/app:2'],
  ['a policy, by a plugin', 'kubectl kyverno oci push policy.yml -i ghcr.io/acme/app:1'],
  ['a function', 'nuctl deploy hello --path . --registry ghcr.io/acme'],
  ['a function, by a variable', 'export NUCTL_REGISTRY=ghcr.io/acme\nnuctl build hello'],
  ['a bundle whose images are copied', 'cnab-to-oci fixup bundle.json --target ghcr.io/acme/app:1'],
  ['components', 'ocm transfer ctf gen/ctf https://ghcr.io/acme'],
  [
    'components by the kind of their store',
    'ocm transfer componentversions gen/ctf OCIRegistry::ghcr.io/acme',
  ],
  ['an artifact', 'ocm transfer artifact docker.io/library/x:1 ghcr.io/acme/app:1'],
  ['a module of KCL', 'export KPM_REG=ghcr.io KPM_REPO=acme\nkpm push'],
  ['a module of CUE', 'export CUE_REGISTRY=ghcr.io/acme\ncue mod publish v0.1.0'],
  ['an index of buildpacks', 'pack manifest push ghcr.io/acme/app:1'],
  ['an image with another base', 'pack rebase ghcr.io/acme/app:1 --publish'],
])('to another owner: %s', async (_, script) => {
  const files = {
    'index.yaml': 'image: ghcr.io/acme/app:1\nmanifests: []\n',
    'pkg/app/build.yml': 'org: ghcr.io/acme\nimage: app\n',
    'images.yaml':
      'docker.io/library/x:1,2: ghcr.io/acme/x\nquay.io/x/y: [docker.io/x/y, ghcr.io/acme/y:1]\n',
    'auth.yaml': 'docker.io: {username: x, password: y}\n',
    'tags.yaml': 'docker.io/library/x: "ghcr.io/acme/x:1,2"\n',
    'pattern.yaml':
      'tasks:\n  - target: {registry: ghcr.io, auth: none}\n    mappings: [{from: "regex:x/.*", to: /acme}]\n',
    'sync.json': '{"auth": {}, "images": {"docker.io/library/x": "ghcr.io/acme/x"}}',
    'dregsy.yaml':
      'tasks:\n  - source: {registry: docker.io}\n    target: {registry: ghcr.io}\n    mappings: [{from: library/x, to: acme/x}]\n',
    'func.yaml': 'name: hello\n',
    'copa.yaml': 'target: {registry: ghcr.io/acme/}\nimages:\n  - {name: x, image: docker.io/library/x}\n',
    'ci/copa.yaml':
      'target: {registry: docker.io/acme}\nimages:\n  - {image: docker.io/acme/x}\n  - {image: y, target: {registry: ghcr.io/acme}}\n',
    'charts.yaml': 'target: {registry: ghcr.io/acme}\ncharts:\n  - {name: redis, version: 1.0.0}\n',
    'other.yaml': 'image: ghcr.io/acme/app\n',
  };
  expect(await linted(run(script), WRITE, files)).toEqual([OWNER]);
});

test.each<[string, string]>([
  ['a package of LinuxKit’s own', 'linuxkit pkg push pkg/app'],
  [
    'what is only built',
    'nixpacks build . --name ghcr.io/acme/app\nrailpack build . --name ghcr.io/acme/app',
  ],
  ['a function of the machine', 'nuctl deploy hello --path .'],
  ['an index on the disk', 'oras manifest index create ghcr.io/acme/app:1 a b --output index.json'],
  ['images of a set that are deleted', 'oc-mirror delete --config set.yaml --generate docker://ghcr.io/acme'],
  ['a patched image that stays', 'copa patch -i ghcr.io/octo/app:1 -t 1-patched'],
  ['patched images of a list, at Docker Hub', 'copa patch --config copa.yaml --push'],
  ['patched images that are only told of', 'copa patch --config mine.yaml --push --dry-run'],
  ['a list for another registry', 'image-syncer --images elsewhere.yaml'],
  ['a mirror of another registry', 'dregsy -config dregsy.yaml'],
  ['a list for another registry, by a program that was unpacked', './image-syncer --images ./elsewhere.yaml'],
  ['images by the logins of a list', 'image-syncer --auth own.yaml --images acme.yaml'],
  ['images by the logins of a list that is made', 'image-syncer --auth made.yaml --images acme.yaml'],
  ['images by the logins of the older list', 'image-syncer --config own.json'],
  ['images by the login of a target', 'dregsy -config own-login.yaml'],
  ['what is said of a program', 'image-syncer --help\ndregsy --help'],
  ['a mirror on the disk', 'oc image mirror ghcr.io/octo/app:1 file://app'],
  ['a build of Namespace', 'nsc build . --name app:1 --push'],
  ['a module in the registry of CUE', 'cue mod publish v0.1.0'],
  ['a bottle on a release', 'brew pr-pull --tap=octo/tap 12'],
  ['an index that is looked at', 'manifest-tool inspect ghcr.io/octo/app:1'],
  ['a mirror that is only told of', 'oc image mirror --dry-run docker.io/library/x:1 ghcr.io/octo/app:1'],
  [
    'a layer that is only told of',
    'oc image append --dry-run=true --from x --to ghcr.io/octo/app:1 layer.tar',
  ],
  ['components that stay on the disk', 'ocm transfer ctf gen/ctf out'],
  ['a model that stays', 'modctl build -t ghcr.io/octo/app:1 -f Modelfile .'],
  ['an archive of a tree', 'rpm-ostree compose image fedora.yaml ghcr.io/octo/app:1'],
  ['a module of another path', 'export CUE_REGISTRY=github.com/acme=ghcr.io/acme\ncue mod publish v0.1.0'],
  ['a package of an organisation at Docker Hub', 'linuxkit pkg push -org octo pkg/other'],
  ['a kernel that stays', 'kraft pkg --name ghcr.io/octo/app:1 .'],
])('nothing is pushed here: %s', async (_, script) => {
  const files = {
    'pkg/app/build.yml': 'image: app\n',
    'copa.yaml': 'images:\n  - {image: docker.io/library/x}\n',
    'elsewhere.yaml': 'ghcr.io/octo/x: registry.example.com/x\n',
    'dregsy.yaml': 'tasks: [{target: {registry: quay.io}, mappings: [{from: octo/x}]}]\n',
    'own.yaml': 'ghcr.io/acme: {username: x, password: "${PAT}"}\n',
    'acme.yaml': 'docker.io/library/x: ghcr.io/acme/x\n',
    'own.json':
      '{"auth": {"ghcr.io": {"username": "x", "password": "y"}}, "images": {"x": "ghcr.io/acme/x"}}',
    'own-login.yaml': 'tasks: [{target: {registry: ghcr.io, auth: eHg=}, mappings: [{from: acme/x}]}]\n',
    'mine.yaml': 'images:\n  - {image: ghcr.io/octo/app}\n',
    'cue.mod/module.cue': 'module: "github.com/octo/app@v0"\n',
  };
  expect(await linted(run(script), READ, files)).toEqual([]);
});

describe('bottles of Homebrew go by a token of their own', () => {
  const bottles = (script: string, token: string, keys = READ) =>
    ids({ [MAIN]: workflow(run(script, `HOMEBREW_GITHUB_PACKAGES_TOKEN: "\${{ ${token} }}"`), keys) });

  test.each<[string, string, string, string[]]>([
    ['brew pr-pull --debug --tap=octo/tap 12', 'github.token', READ, [LACKS]],
    ['brew pr-upload --root-url=https://ghcr.io/v2/octo/tap', 'github.token', READ, [LACKS]],
    ['brew pr-upload --root-url=https://ghcr.io/v2/octo/tap', 'github.token', WRITE, []],
    ['brew pr-upload --root-url=https://ghcr.io/v2/octo/tap', 'secrets.PACKAGES_TOKEN', READ, []],
    ['brew pr-upload --root-url=https://ghcr.io/v2/acme/tap', 'github.token', WRITE, [OWNER]],
    ['brew pr-upload --root-url=https://example.com/bottles', 'github.token', READ, []],
    ['brew pr-upload --dry-run', 'github.token', READ, []],
  ])('%s with %s, %s', async (script, token, keys, expected) =>
    expect(await bottles(script, token, keys)).toEqual(expected),
  );
});

test.each<[string, string, string[]]>([
  [
    'that it has itself',
    'manifest-tool --username x --password ${{ github.token }} push from-args --target ghcr.io/octo/app',
    [LACKS],
  ],
  [
    'in a variable',
    'export CONTAINER_ENGINE_REGISTRY_CREDENTIALS=\'{"registry": "ghcr.io", "password": "${{ secrets.PAT }}"}\'\nrepo2docker --push --image-name ghcr.io/octo/app .',
    [],
  ],
  ['of nobody, in ctr', 'ctr i push ghcr.io/octo/app:1', [NO_LOGIN]],
  ['of nobody', 'manifest-tool push from-args --target ghcr.io/octo/app', [NO_LOGIN]],
  ['that may be elsewhere', 'kraft pkg push ghcr.io/octo/app:1', []],
])('with a login %s: %s', async (_, script, expected) =>
  expect(await ids({ [MAIN]: workflow(run(script), READ) })).toEqual(expected),
);

test('a password that bluebuild is told goes before the login of docker', async () => {
  const script = 'bluebuild build --push --registry-namespace octo recipe.yml';
  expect(await linted(run(script), READ)).toEqual([LACKS]);
  expect(await linted(run(script, 'BB_PASSWORD: "${{ secrets.PAT }}"'), READ)).toEqual([]);
});

test.each<[string, Record<string, string>]>([
  ['copa patch --config copa.yaml --push', { 'copa.yaml': 'images: [{image: ghcr.io/octo/app}]\n' }],
  ['manifest-tool push from-spec index.yaml', { 'index.yaml': 'image: ghcr.io/octo/app:1\n' }],
  ['linuxkit pkg push pkg/app', { 'pkg/app/build.yml': 'org: ghcr.io/octo\nimage: app\n' }],
  ['BB_PASSWORD=${{ github.token }} bluebuild build --push --registry-namespace octo recipe.yml', {}],
])('a workflow that does not name the registry: %s', async (script, files) => {
  const found = await ids({ [MAIN]: workflow(run(script), READ), ...files });
  expect(found).not.toEqual([]);
});

test('the zarf in uds logs in for what uds publishes', async () => {
  const script =
    'uds zarf tools registry login ghcr.io -u x -p ${{ github.token }}\nuds publish app.tar.zst oci://ghcr.io/octo';
  expect(await ids({ [MAIN]: workflow(run(script), WRITE) })).toEqual([]);
});

describe('where a file, a setting or a variable decides, it may be pushed', () => {
  test.each([
    'copa patch --config images.yaml --push',
    'oc image mirror -f pairs.txt',
    'oc image mirror --dry-run=$DRY docker.io/library/x:1 ghcr.io/octo/app:1',
    'kpm push',
    'export CUE_REGISTRY=github.com/octo=ghcr.io/octo\ncue mod publish v0.1.0',
  ])('%s', async (script) => expect(await linted(run(script), READ)).toEqual([PERHAPS]));
});

describe('what is signed where it is not yet, is signed at times', () => {
  test.each([
    'cosign verify --key k.pub ghcr.io/octo/app:1 || cosign sign --yes ghcr.io/octo/app:1',
    'if ! cosign verify --key k.pub ghcr.io/octo/app:1; then cosign sign --yes ghcr.io/octo/app:1; fi',
    'notation verify ghcr.io/octo/app:1 || notation sign ghcr.io/octo/app:1',
    'gh attestation verify oci://ghcr.io/octo/app:1 -o octo || cosign attest --key k --predicate p ghcr.io/octo/app:1',
  ])('%s', async (script) =>
    expect(await linted(run(script), `${READ.slice(0, -1)}, id-token: write}`)).toEqual([LACKS]),
  );
});

describe('who publishes what is no image pushes none', () => {
  test.each([
    'gem push app.gem',
    'poetry publish --build',
    'uv publish',
    'dart pub publish --force',
    'npx vsce publish',
    'cachix push cache result',
    'dvc push',
    'twine upload dist/*',
    'cf push app --docker-image ghcr.io/octo/app:1',
    'cabal upload --publish app.tar.gz',
  ])('%s', async (script) => expect(await linted(run(script), READ)).toEqual([]));

  test.each([
    'poetry run publish',
    'uv run publish.py',
    'dart run tool/publish.dart',
    'stack exec publish',
    'cachix watch-exec octo -- ./push-images.sh',
    'dvc repro push-image',
    'sentry-cli monitors run nightly -- ./push-images.sh',
  ])('but a program of the project may: %s', async (script) =>
    expect(await linted(run(script), READ)).toEqual([PERHAPS]),
  );
});

describe('imgpkg logs in by the variables of one registry', () => {
  const PUSH = 'imgpkg push -b ghcr.io/octo/app:1 -f config';
  const of = (name: string) =>
    `IMGPKG_REGISTRY_HOSTNAME: ghcr.io, IMGPKG_REGISTRY_USERNAME: x, ${name}: '\${{ github.token }}'`;

  test.each(['IMGPKG_REGISTRY_PASSWORD', 'IMGPKG_REGISTRY_REGISTRY_TOKEN', 'IMGPKG_REGISTRY_PASSWORD_0'])(
    '%s',
    async (name) => {
      const alone = (keys: string) => ids({ [MAIN]: workflow(run(PUSH, of(name)).trim(), keys) });
      expect(await alone(WRITE)).toEqual([]);
      expect(await alone(READ)).toEqual([LACKS]);
    },
  );
});
