/** The images that a build is based on, as the run reads them before its push. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import { baseImages } from '../../src/workflow/knowledge/project-files/base-images.js';
import { ENV, evidence, MAIN, RUN, workflowOf } from './reading.js';

describe('of a Dockerfile', () => {
  const NO_ARGS = new Map<string, string>();

  test.each<[string, string, string[]]>([
    ['one', 'FROM ghcr.io/octo/base:1\n', ['ghcr.io/octo/base:1']],
    ['with a platform', 'FROM --platform=$BUILDPLATFORM ghcr.io/octo/base AS one\n', ['ghcr.io/octo/base']],
    ['of Docker Hub', 'FROM node:22\nFROM octo/base\n', []],
    ['of a stage that nobody needs', 'FROM ghcr.io/octo/dev AS dev\nFROM scratch\n', []],
    ['of a stage that is built on', 'FROM ghcr.io/octo/dev AS dev\nFROM dev\n', ['ghcr.io/octo/dev']],
    [
      'of a stage that is copied from',
      'FROM ghcr.io/octo/dev AS Dev\nFROM scratch\nCOPY --chown=1 --from=dev /a /a\n',
      ['ghcr.io/octo/dev'],
    ],
    [
      'of one by its number',
      'FROM ghcr.io/octo/dev\nFROM scratch\nCOPY --from=0 /a /a\n',
      ['ghcr.io/octo/dev'],
    ],
    ['that is copied from', 'FROM scratch\nCOPY --from=ghcr.io/octo/tool:1 /a /a\n', ['ghcr.io/octo/tool:1']],
    ['of an argument', 'ARG BASE="ghcr.io/octo/base"\nFROM ${BASE}:1\n', ['ghcr.io/octo/base:1']],
    ['of one without a value', 'ARG BASE\nFROM ${BASE}\n', []],
    ['of one behind a stage', 'FROM scratch\nARG BASE=ghcr.io/octo/base\nFROM ${BASE}\n', []],
    [
      'of several arguments',
      'ARG TAG=1 BASE=ghcr.io/octo/base\nFROM ${BASE}:${TAG}\n',
      ['ghcr.io/octo/base:1'],
    ],
    ['of what is cut of one', 'ARG V=1.2\nFROM ghcr.io/octo/base:${V%.*}\n', []],
    ['of a default', 'ARG BASE\nFROM ${BASE:-ghcr.io/octo/base}\n', ['ghcr.io/octo/base']],
    ['that a script reads', 'FROM node:22\nRUN <<EOF cat\nFROM ghcr.io/octo/base\nEOF\n', []],
    [
      'behind what a script reads',
      'FROM node:22\nCOPY <<-"E" /a\n\tb\n\tE\nFROM ghcr.io/octo/base\n',
      ['ghcr.io/octo/base'],
    ],
    [
      'behind a word that a script reads',
      'FROM node:22\nRUN cat <<<EOF\nFROM ghcr.io/octo/base\n',
      ['ghcr.io/octo/base'],
    ],
    ['beside a comment', 'FROM node:22\nRUN a \\\n# b\n  c \\\nFROM ghcr.io/octo/base\n', []],
    ['none', '# syntax\n', []],
  ])('%s', (_, text, expected) => {
    expect(baseImages(text, { target: null, args: NO_ARGS })).toEqual(expected);
  });

  test('of the stage that is meant', () => {
    const text = 'FROM ghcr.io/octo/one AS one\nFROM ghcr.io/octo/two\n';
    expect(baseImages(text, { target: 'one', args: NO_ARGS })).toEqual(['ghcr.io/octo/one']);
  });

  test('with what an argument is given', () => {
    const text = 'ARG BASE=ghcr.io/octo/base\nFROM $BASE\n';
    const given = new Map([['BASE', 'ghcr.io/octo/other']]);
    expect(baseImages(text, { target: null, args: given })).toEqual(['ghcr.io/octo/other']);
    expect(baseImages(text, { target: null, args: new Map([['BASE', null]]) })).toEqual([]);
    expect(baseImages(text, { target: null, args: null })).toEqual([]);
    expect(baseImages('ARG A\nFROM ghcr.io/octo/${A:-b}\n', { target: null, args: null })).toEqual([]);
  });
});

describe('of a build in a script', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'script-bases-'));
  afterAll(() => rmSync(workspace, { recursive: true }));
  mkdirSync(join(workspace, 'web'));
  writeFileSync(join(workspace, 'Dockerfile'), 'ARG TAG=1\nFROM ghcr.io/octo/base:$TAG\n');
  writeFileSync(join(workspace, 'web/Containerfile'), 'FROM ghcr.io/octo/web-base AS one\nFROM scratch\n');
  writeFileSync(
    join(workspace, 'compose.yml'),
    `services:
  web: {build: ., image: ghcr.io/octo/app}
  other: {build: {context: web, dockerfile: Containerfile, target: one}}
  extra: {build: {context: ., args: {TAG: "\${EXTRA}"}}, profiles: [extra]}
  inline: {build: {dockerfile_inline: FROM ghcr.io/octo/inline}}
`,
  );
  writeFileSync(
    join(workspace, 'args.yml'),
    `services:
  listed: {build: {context: ., args: [TAG=8]}}
  mapped: {build: {context: ., args: {TAG: }}}
  linked: {build: {context: ., additional_contexts: ["ghcr.io/octo/base:1=docker-image://x"]}}
`,
  );
  writeFileSync(join(workspace, 'web/compose.yml'), 'services: {app: {build: .}}\n');
  writeFileSync(
    join(workspace, 'docker-bake.hcl'),
    `variable "TAG" { default = "1" }
group "default" { targets = ["app"] }
target "_base" { args = { TAG = TAG } }
target "app" {
  inherits = ["_base"]
  args = { OTHER = "a,b" }
  tags = ["ghcr.io/octo/app"]
}
target "web" {
  context = "web"
  dockerfile = "Containerfile"
  target = "one"
  tags = ["ghcr.io/octo/web"]
}
target "bare" {
  context = "web"
  dockerfile = "Containerfile"
}
target "linked" {
  contexts = { "ghcr.io/octo/base:1" = "target:web" }
  tags = ["ghcr.io/octo/linked"]
}
target "open" { args = { TAG = "\${SOME}" } }
target "inline" { dockerfile-inline = "FROM scratch" }
target "legs" {
  matrix = { tag = ["5", "6"] }
  name = "legs-\${tag}"
  args = { TAG = tag }
}
`,
  );
  writeFileSync(
    join(workspace, 'other.json'),
    JSON.stringify({ target: { default: { args: { TAG: '7' }, tags: ['ghcr.io/octo/app'] } } }),
  );
  writeFileSync(join(workspace, 'Makefile'), 'image:\n\tdocker build -t ghcr.io/octo/app .\n');

  const bases = async (script: string, more = '') => {
    const steps = `- uses: actions/checkout@v5\n- uses: acme/ghcr-preflight@v1\n- run: |\n${script.replace(/^/gm, '    ')}\n${more}`;
    const own = { images: [], login: 'docker' } as const;
    const read = await evidence({ [MAIN]: workflowOf(steps) }, { env: ENV, workspace, own });
    return read.pushes.flatMap(({ isBase, access, reference }) => (isBase ? [`${access} ${reference}`] : []));
  };
  const BUILD = 'docker build -t ghcr.io/octo/app .';
  const BASE = ['pull ghcr.io/octo/base:1'];

  test.each<[string, string, string[]]>([
    ['docker', BUILD, BASE],
    ['buildx', 'docker buildx build --push -t ghcr.io/octo/app .', BASE],
    ['with its file', 'docker build -f ./Dockerfile -t ghcr.io/octo/app web', BASE],
    ['in another folder', `cd web && docker build -f ../Dockerfile -t ghcr.io/octo/app .`, BASE],
    ['of a folder', `podman build -t ghcr.io/octo/app --target one web`, ['pull ghcr.io/octo/web-base']],
    ['of a stage that needs none', `docker build -t ghcr.io/octo/app web`, []],
    ['podman', 'podman build -t ghcr.io/octo/app .', BASE],
    ['buildah', 'buildah bud -t ghcr.io/octo/app .', BASE],
    ['of a Makefile', 'make image', BASE],
    ['compose', 'docker compose build', [...BASE, 'pull ghcr.io/octo/web-base']],
    [
      'compose, one of its services',
      'docker compose -f compose.yml build other',
      ['pull ghcr.io/octo/web-base'],
    ],
    ['compose, with an argument', 'EXTRA=4 docker compose build extra', ['pull ghcr.io/octo/base:4']],
    ['compose, that starts what it builds', 'docker compose up --build -d web', BASE],
    ['compose, that pushes what is there', 'docker compose push', []],
    ['bake', 'docker buildx bake --push', BASE],
    ['bake, with a variable', 'TAG=2 docker buildx bake --push', ['pull ghcr.io/octo/base:2']],
    ['bake, with a variable that nobody knows', 'TAG=$(date) docker buildx bake --push', []],
    ['bake, of a folder and a stage', 'docker buildx bake web', ['pull ghcr.io/octo/web-base']],
    ['bake, of a stage that needs none', 'docker buildx bake bare', []],
    ['bake, of images that are replaced', 'docker buildx bake linked', []],
    ['bake, with an argument that nobody knows', 'docker buildx bake open', []],
    ['bake, of a Dockerfile of its own', 'docker buildx bake inline', []],
    ['bake, of legs', 'docker buildx bake legs', ['pull ghcr.io/octo/base:5', 'pull ghcr.io/octo/base:6']],
    ['bake, of JSON', 'docker buildx bake -f other.json', ['pull ghcr.io/octo/base:7']],
    [
      'bake, of a compose file',
      'docker buildx bake -f compose.yml web other',
      [...BASE, 'pull ghcr.io/octo/web-base'],
    ],
    ['bake, of a compose file with a Dockerfile in it', 'docker buildx bake -f compose.yml inline', []],
    [
      'bake, of a compose file with arguments',
      'docker buildx bake -f args.yml listed',
      ['pull ghcr.io/octo/base:8'],
    ],
    [
      'bake, of a compose file with an argument of the environment',
      'TAG=9 docker buildx bake -f args.yml mapped',
      ['pull ghcr.io/octo/base:9'],
    ],
    ['bake, of a compose file with other images', 'docker buildx bake -f args.yml linked', []],
    ['bake, of a compose file elsewhere', 'docker buildx bake -f web/compose.yml', []],
    ['bake, of a file that is not there', 'docker buildx bake -f none.hcl', []],
    ['bake, of a target that is not there', 'docker buildx bake none', []],
    ['bake, that is told another argument', 'docker buildx bake --set app.args.TAG=9 --push', []],
    ['bake, that is told a platform', 'docker buildx bake --set *.platform=linux/amd64 --push', BASE],
    [
      'bake, of a file that is changed',
      'sed -i s/1/2/ docker-bake.hcl\ndocker buildx bake',
      ['pull ghcr.io/octo/base:2'],
    ],
    ['bake, of a Dockerfile that is changed', 'sed -i s/octo/acme/ Dockerfile\ndocker buildx bake', []],
    ['bake, that only tells', 'docker buildx bake --print', []],
    ['a file that docker knows nothing of', 'docker build -t ghcr.io/octo/app ./web', []],
    ['an argument', `${BUILD} --build-arg TAG=2`, ['pull ghcr.io/octo/base:2']],
    [
      'an argument of the environment',
      `export TAG=3\n${BUILD} --build-arg TAG`,
      ['pull ghcr.io/octo/base:3'],
    ],
    ['an argument that is not set', `${BUILD} --build-arg TAG`, BASE],
    ['an argument that nobody knows', `${BUILD} --build-arg TAG=$(date)`, []],
    ['images that are replaced', `${BUILD} --build-context base=docker-image://x`, []],
    ['a file that is changed', `sed -i s/octo/acme/ Dockerfile\n${BUILD}`, []],
    ['a file that is not there', 'docker build -f web.Dockerfile -t ghcr.io/octo/app .', []],
    ['somewhere else', 'docker build -t ghcr.io/octo/app https://github.com/octo/web.git', []],
    ['what is piped in', 'docker build -t ghcr.io/octo/app - < Dockerfile', []],
    ['what may fail', `${BUILD} || true`, []],
    ['a base that is built before it', `docker build -t ghcr.io/octo/base:1 base\n${BUILD}`, []],
    ['a base that may be built before it', `docker build -t "$BASE" base\n${BUILD}`, []],
    ['a base that is loaded', `docker load -i base.tar\n${BUILD}`, []],
  ])('%s', async (_, script, expected) => expect(await bases(script)).toEqual(expected));

  test('another commit', async () =>
    expect(await bases(BUILD, '- uses: actions/checkout@v5\n  with: {ref: v2}\n')).toEqual([]));
});

const question = {
  run: RUN,
  registry: 'ghcr.io',
  access: 'push',
  images: '',
  names: 'given',
} as unknown as Parameters<typeof imagesOf>[0];
/** What is read beside the pushes, of what stands in a job. */
const readsOf = (...acts: object[]) => {
  const common = { isHostKnown: true, runs: 'yes', logins: [], location: {} };
  const pushes = acts.map((each) => ({ ...common, ...each }));
  return imagesOf(question, { pushes, named: [] } as unknown as Parameters<typeof imagesOf>[1]).cacheReads;
};

describe('what a build reads', () => {
  const cache = { reference: 'ghcr.io/acme/cache', access: 'pull', role: 'cache' };
  const base = { reference: 'ghcr.io/octo/base:1', access: 'pull', role: 'cache', isBase: true };
  const login = { sure: true, token: 'none' };

  test.each<[string, object, string[]]>([
    ['a cache of another owner', cache, ['acme/cache']],
    ['with whatever login', { ...cache, logins: [login] }, ['acme/cache']],
    ['none of its own owner', { ...cache, reference: 'ghcr.io/octo/cache' }, []],
    ['none that it writes', { ...cache, access: 'push' }, []],
    ['none that this run does not come to', { ...cache, runs: 'no' }, []],
    ['none of an unknown name', { ...cache, reference: null }, []],
    ['no image that is pulled for itself', { ...cache, role: 'image' }, []],
    ['an image that it is based on', base, ['octo/base']],
    ['none for which another step has logged in', { ...base, logins: [login] }, []],
  ])('%s', (_, act, expected) => expect(readsOf(act).map(({ name }) => name)).toEqual(expected));
});

describe('a base that is not there', () => {
  const base = { reference: 'ghcr.io/octo/base:1', access: 'pull', role: 'cache', isBase: true };
  const made = (push: object) => readsOf(base, push);

  test('ends a build', () => {
    const push = { reference: 'ghcr.io/octo/app', access: 'push', role: 'image', shown: '' };
    expect(made(push)).toMatchObject([{ name: 'octo/base', isBase: true }]);
  });

  test('may be made by a push of an unknown name', () => {
    const [read] = made({ reference: null, access: 'push', role: 'image', shown: 'ghcr.io/octo/…' });
    expect(read?.isBase).toBeUndefined();
  });
});

describe('of a build that pushes', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'base-images-'));
  afterAll(() => rmSync(workspace, { recursive: true }));
  writeFileSync(join(workspace, 'Dockerfile'), 'ARG TAG=1\nFROM ghcr.io/octo/base:$TAG\n');
  writeFileSync(join(workspace, 'prepare.sh'), 'sed -i s/octo/acme/ Dockerfile\n');

  writeFileSync(
    join(workspace, 'docker-bake.hcl'),
    'target "default" {\n  args = { TAG = "3" }\n  tags = ["ghcr.io/octo/app"]\n}\n',
  );

  writeFileSync(
    join(workspace, 'compose.yml'),
    'services: {app: {image: ghcr.io/octo/app, build: {context: ., args: {TAG: 6}}}}\n',
  );

  const bake = (inputs: string, more = '') =>
    `- uses: actions/checkout@v5\n- uses: acme/ghcr-preflight@v1\n${more}- uses: docker/bake-action@v6\n  with: {${inputs}}\n`;
  const build = (inputs: string, more = '') =>
    `- uses: actions/checkout@v5\n- uses: acme/ghcr-preflight@v1\n${more}- uses: docker/build-push-action@v6\n  with: {tags: ghcr.io/octo/app, ${inputs}}\n`;
  const bases = async (steps: string) => {
    const read = await evidence(
      { [MAIN]: workflowOf(steps) },
      {
        env: ENV,
        workspace,
        own: { images: [], login: 'docker' },
      },
    );
    return read.pushes.flatMap(({ isBase, access, reference }) => (isBase ? [`${access} ${reference}`] : []));
  };

  test.each<[string, string, string[], string]>([
    ['the checkout', 'push: true, context: .', ['pull ghcr.io/octo/base:1'], ''],
    ['the commit', 'push: true', ['pull ghcr.io/octo/base:1'], ''],
    ['another folder', 'push: true, context: ./web', [], ''],
    ['another file', 'push: true, file: web.Dockerfile', [], ''],
    ['somewhere else', 'push: true, context: "https://github.com/octo/web.git"', [], ''],
    ['images that are replaced', 'push: true, build-contexts: base=docker-image://x', [], ''],
    ['a build that pushes nothing', 'push: false', [], ''],
    ['a file that a script changes', 'push: true', [], '- run: sed -i s/base/web/ Dockerfile\n'],
    ['a file that a script of the repository changes', 'push: true', [], '- run: ./prepare.sh\n'],
    ['another commit that git takes', 'push: true', [], '- run: git checkout v2\n'],
    ['another commit', 'push: true', [], '- uses: actions/checkout@v5\n  with: {ref: v2}\n'],
    ['an argument', 'push: true, build-args: TAG=2', ['pull ghcr.io/octo/base:2'], ''],
    ['an argument in quotation marks', `push: true, build-args: '"TAG=2"'`, ['pull ghcr.io/octo/base:2'], ''],
    ['an argument of the environment', 'push: true, build-args: TAG', [], ''],
    ['an argument that nobody knows', 'push: true, build-args: "TAG=${{ vars.TAG }}"', [], ''],
    [
      'another argument that nobody knows',
      'push: true, build-args: "V=${{ vars.V }}"',
      ['pull ghcr.io/octo/base:1'],
      '',
    ],
    ['arguments that nobody knows', 'push: true, build-args: "${{ vars.ARGS }}"', [], ''],
  ])('%s', async (_, inputs, expected, more) => expect(await bases(build(inputs, more))).toEqual(expected));

  const OF_BAKE = ['pull ghcr.io/octo/base:3'];
  test.each<[string, string, string[], string]>([
    ['a bake', 'push: true', OF_BAKE, ''],
    ['a bake of the checkout', 'push: true, source: .', OF_BAKE, ''],
    ['a bake of another folder', 'push: true, source: ./web', [], ''],
    ['a bake of another repository', 'push: true, source: "https://github.com/octo/web.git"', [], ''],
    ['a bake that pushes nothing', 'push: false', [], ''],
    ['a bake that is told another argument', 'push: true, set: default.args.TAG=4', [], ''],
    ['a bake that is told a cache', 'push: true, set: default.cache-to=type=gha', OF_BAKE, ''],
    ['a bake whose file a script changes', 'push: true', [], '- run: sed -i s/3/4/ docker-bake.hcl\n'],
    ['a bake whose Dockerfile a script changes', 'push: true', [], '- run: sed -i s/a/b/ Dockerfile\n'],
    ['a bake of a compose file', 'push: true, files: compose.yml', ['pull ghcr.io/octo/base:6'], ''],
    [
      'a bake of a compose file that a script changes',
      'push: true, files: compose.yml',
      [],
      '- run: sed -i s/6/7/ compose.yml\n',
    ],
    ['a bake of another commit', 'push: true', [], '- run: git checkout v2\n'],
  ])('%s', async (_, inputs, expected, more) => expect(await bases(bake(inputs, more))).toEqual(expected));
});
