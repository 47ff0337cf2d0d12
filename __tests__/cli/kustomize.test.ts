/** `check --kubernetes` with kustomizations: what they are made of is read, and what they make of its images. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { unhurried } from '../unhurried.js';
import { block, good, holding, lab, pod, R } from './cluster.js';
import { run } from './run.js';

unhurried();

type Files = Record<string, object | string>;

/** The code, the images with their verdicts, and what was said besides. */
async function asked(files: Files, ...places: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'kustomize-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : block(content, 0));
  }
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
  const given = places.map((place) => path.join(folder, place));
  const args = ['check', '--registry', R(), '--format', 'json', '--kubernetes', ...given];
  const { code, stdout, stderr } = await run(args, { env });
  // Of what is no report it is told what was said in its place.
  if (stdout === '') throw new Error(`exit code ${code}: ${stderr}`);
  const { images, findings } = JSON.parse(stdout) as {
    images: { reference: string; verdict: string }[];
    findings: { location: { file: string; line: number } | null }[];
  };
  const found = findings.map(({ location }) => `${location?.file}:${location?.line}`);
  const names = images.map(({ reference, verdict }) => `${reference.replace(`${R()}/mona/`, '')} ${verdict}`);
  return { code, names, found, isOpen: stderr.includes('was not followed'), stderr };
}

const kustomization = (rest: object, kind = 'Kustomization') => ({
  apiVersion: kind === 'Component' ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1',
  kind,
  ...rest,
});
const image = (newTag: string) => ({ images: [{ name: 'app', newName: `${R()}/mona/app`, newTag }] });
const deployed = (name = 'app:dev') => pod({ containers: [{ name: 'a', image: name }] }, '', { name: 'app' });
const secret = () => holding(good());
/** A base without a version that anybody has pushed, and its secret. */
const base = (): Files => ({
  'base/kustomization.yaml': kustomization({ resources: ['pod.yaml', './secret.yaml'] }),
  'base/pod.yaml': deployed(),
  'base/secret.yaml': secret(),
});
const overlay = (rest: object) => kustomization({ resources: ['../../base'], ...rest });

describe('what a kustomization is made of is read', () => {
  test('a base, with the image that the overlay puts there', async () => {
    const files = {
      ...base(),
      'overlays/prod/kustomization.yaml': overlay({ namespace: 'prod', ...image('1') }),
    };
    for (const place of ['overlays/prod', 'overlays/prod/kustomization.yaml'])
      expect(await asked(files, place)).toMatchObject({ code: 0, names: ['app:1 allowed'], isOpen: false });
    expect(await asked(files, 'base', 'overlays/prod')).toMatchObject({ code: 0, names: ['app:1 allowed'] });
  });

  test('each overlay has its own, and the last word is the outermost one', async () => {
    const files = {
      ...base(),
      'base/kustomization.yaml': kustomization({ resources: ['pod.yaml', 'secret.yaml'], ...image('9') }),
      'one/kustomization.yaml': kustomization({
        bases: ['../base'],
        images: [{ name: `${R()}/mona/app`, newTag: '1' }],
      }),
      'other/kustomization.yml': kustomization({ resources: ['../base'] }),
    };
    expect(await asked(files, 'one')).toMatchObject({ code: 0, names: ['app:1 allowed'] });
    const both = await asked(files, 'one', 'other', 'base');
    expect(both).toMatchObject({ code: 1, names: ['app:9 denied', 'app:1 allowed'], isOpen: false });
    expect(both.stderr).not.toContain('More than one Secret');
  });

  test('with a prefix and a suffix, under which others name what it has, and it names what others have', async () => {
    const outside = (name: string) => ({
      ...pod({ imagePullSecrets: [{ name }], containers: [{ name: 'b', image: `${R()}/mona/web:1` }] }),
      metadata: { name: 'web', namespace: 'prod' },
    });
    const files = (name: string): Files => ({
      ...base(),
      'inner/kustomization.yaml': kustomization({ resources: ['../base'], namePrefix: 'in-' }),
      'outer/kustomization.yaml': kustomization({
        resources: ['../inner'],
        nameSuffix: '-v2',
        namespace: 'prod',
        ...image('1'),
      }),
      'web.yaml': outside(name),
    });
    expect(await asked(files('in-ghcr-v2'), 'outer', 'web.yaml')).toMatchObject({
      code: 0,
      names: expect.arrayContaining(['app:1 allowed', 'web:1 allowed']),
    });
    const { stderr, ...rest } = await asked(files('ghcr'), 'outer', 'web.yaml');
    expect(rest).toMatchObject({ code: 3, names: ['web:1 unknown', 'app:1 allowed'] });
    // The file that has it as it was called before is read.
    expect(stderr).not.toContain('was not read');
  });

  test('with a prefix for an account and its secret, and none for what it does not have', async () => {
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'runner' },
      imagePullSecrets: [{ name: 'ghcr' }],
    };
    const served = {
      ...deployed(`${R()}/mona/app:1`),
      spec: { serviceAccountName: 'runner', containers: [{ name: 'a', image: `${R()}/mona/app:1` }] },
    };
    const resources = ['pod.yaml', 'account.yaml'];
    const files = (rest: string[]): Files => ({
      'a/kustomization.yaml': kustomization({ resources: [...resources, ...rest], namePrefix: 'in-' }),
      'a/pod.yaml': served,
      'a/account.yaml': account,
      'secret.yaml': secret(),
      // kustomize tells an account of what is renamed in its own namespace alone.
      'here.yaml': { ...secret(), metadata: { name: 'ghcr' } },
    });
    expect(await asked(files(['../here.yaml']), 'a')).toMatchObject({ code: 0, stderr: '' });
    expect(await asked(files(['../secret.yaml']), 'a')).toMatchObject({ code: 3 });
    expect(await asked(files([]), 'a', 'secret.yaml')).toMatchObject({ code: 0, stderr: '' });
  });

  test('a component changes what it is put beside, and brings its own', async () => {
    const files = {
      ...base(),
      'parts/web/kustomization.yaml': kustomization({ resources: ['web.yaml'], ...image('1') }, 'Component'),
      'parts/web/web.yaml': pod({}, 'mona/web:1', { name: 'web' }),
      'prod/kustomization.yaml': kustomization({ resources: ['../base'], components: ['../parts/web'] }),
    };
    expect(await asked(files, 'prod')).toMatchObject({
      code: 0,
      names: expect.arrayContaining(['app:1 allowed', 'web:1 allowed']),
      isOpen: false,
    });
  });

  test('a component of images alone, wherever it is given', async () => {
    const files = {
      ...base(),
      'prod/kustomization.yaml': kustomization({ resources: ['../base'], components: ['pinned'] }),
      'prod/pinned/kustomization.yaml': kustomization(image('1'), 'Component'),
    };
    for (const places of [['prod'], ['prod', 'prod/pinned']])
      expect(await asked(files, ...places)).toMatchObject({
        code: 0,
        names: ['app:1 allowed'],
        isOpen: false,
      });
  });

  test('with patches that touch no image, which are no manifests of their own', async () => {
    const patch =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n    - {name: a, tty: true}\n';
    const files = {
      ...base(),
      'prod/kustomization.yaml': overlay({
        resources: ['../base'],
        patches: [
          { path: 'tty.yaml' },
          { target: { kind: 'Pod' }, patch: '- op: add\n  path: /metadata/annotations/a\n  value: b\n' },
        ],
        ...image('1'),
      }),
      'prod/tty.yaml': patch,
    };
    expect(await asked(files, 'prod')).toMatchObject({ code: 0, names: ['app:1 allowed'], isOpen: false });
  });
});

describe('patches', () => {
  const merge = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec });
  const named = (tag: string) => `${R()}/mona/app:${tag}`;
  const inline = (patch: unknown, target?: object) => ({
    patches: [{ patch: `${JSON.stringify(patch, null, 2)}\n`, ...(target ? { target } : {}) }],
  });
  const set = (op: string, path: string, value?: unknown) => ({ op, path, value });
  const FIRST = '/spec/containers/0/image';

  test.each<[string, () => object, string[], Files?]>([
    [
      'that set an image at its place',
      () => inline([set('replace', FIRST, named('1'))], { kind: 'Pod' }),
      ['app:1 allowed'],
    ],
    [
      'that set it where there is one, by add',
      () => inline([set('add', FIRST, named('1'))], { group: '', version: 'v1', kind: 'P.d', name: 'a.*' }),
      ['app:1 allowed'],
    ],
    [
      'behind a test, and with slashes in a name',
      () =>
        inline(
          [
            set('test', FIRST, 'app:dev'),
            set('remove', '/metadata/labels/a~1b'),
            set('replace', FIRST, named('1')),
          ],
          { kind: 'Pod' },
        ),
      ['app:1 allowed'],
      { 'base/pod.yaml': 'POD' },
    ],
    [
      'that set it by the name of its container',
      () => inline(merge({ containers: [{ name: 'a', image: named('1') }] })),
      ['app:1 allowed'],
    ],
    [
      'of whatever name, for what their target selects',
      () =>
        inline(
          { ...merge({ containers: [{ name: 'a', image: named('1') }] }), metadata: { name: 'any' } },
          { kind: 'Deployment|Pod' },
        ),
      ['app:1 allowed'],
    ],
    [
      'of files, of which each may hold several',
      () => ({
        patches: [{ path: 'a.yaml' }],
        patchesJson6902: [{ path: 'b.json', target: { kind: 'Pod', name: 'app' } }],
      }),
      ['app:1 allowed', 'web:1 allowed'],
      {
        'prod/a.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: x}]}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: ghcr, namespace: prod}\n',
        'prod/b.json': '[{"op": "add", "path": "/metadata/labels", "value": {}}]',
      },
    ],
    [
      'that bring one more container',
      () => inline(merge({ containers: [{ name: 'b', image: named('1') }] })),
      ['app:dev', 'app:1 allowed'],
    ],
    [
      'of a text with several',
      () => ({
        patches: [
          {
            patch: `apiVersion: v1\nkind: Pod\nmetadata: {name: app}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: "${named('1')}"}]}\n`,
          },
        ],
      }),
      ['app:1 allowed'],
    ],
    [
      'for what is not there, of which kustomize says nothing,',
      () => ({
        patches: [
          {
            patch: '- op: remove\n  path: /spec/containers/0\n',
            target: { group: 'apps', kind: 'Deployment' },
          },
        ],
        ...image('1'),
      }),
      ['app:1 allowed'],
    ],
  ])('%s are followed', async (_, rest, names, files = {}) => {
    const { 'prod/b.json': json, ...others } = files;
    const labelled = {
      ...pod({ containers: [{ name: 'a', image: 'app:dev' }] }),
      metadata: { name: 'app', labels: { 'a/b': 'c' } },
    };
    if (others['base/pod.yaml']) others['base/pod.yaml'] = labelled;
    const written = json
      ? {
          ...others,
          'prod/b.json': JSON.stringify([
            set('replace', FIRST, named('1')),
            set('add', '/spec/containers/-', { name: 'w', image: `${R()}/mona/web:1` }),
          ]),
        }
      : others;
    const own = kustomization({ resources: ['../base'], ...rest() });
    const ran = await asked({ ...base(), 'prod/kustomization.yaml': own, ...written }, 'prod');
    expect(ran.isOpen).toBe(false);
    expect(ran.names).toEqual(names.filter((each) => each !== 'app:dev'));
  });

  test.each<[string, () => object]>([
    ['that take a container away', () => inline([set('remove', '/spec/containers/0')], { kind: 'Pod' })],
    ['that take it away by its name', () => inline(merge({ containers: [{ name: 'a', $patch: 'delete' }] }))],
    ['that take the pod away', () => inline({ ...merge({}), $patch: 'delete' })],
    ['that take all away by an empty value', () => inline(merge({ containers: null }))],
    [
      'that take it away in the middle of a line',
      () => ({
        patches: [{ patch: `[{"op":"remove","path":"/spec/containers/0"}]\n`, target: { kind: 'Pod' } }],
      }),
    ],
    [
      'that take it away in front of a comment',
      () => ({
        patches: [
          { patch: `- op: remove\n  path: "/spec/containers/0" # not here\n`, target: { kind: 'Pod' } },
        ],
      }),
    ],
    [
      'that let it never be pulled',
      () => inline([set('add', '/spec/containers/0/imagePullPolicy', 'Never')], { name: 'app', kind: 'Pod' }),
    ],
  ])('%s leave nothing to ask about', async (_, rest) => {
    const own = kustomization({ resources: ['../base'], ...rest() });
    const files = { ...base(), 'base/pod.yaml': deployed(named('9')), 'prod/kustomization.yaml': own };
    expect(await asked(files, 'base')).toMatchObject({ names: ['app:9 denied'] });
    expect(await asked(files, 'prod')).toMatchObject({ names: [], isOpen: false });
  });

  test('images that kustomize looks for by an expression, and only where it looks', async () => {
    const thing = {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 'thing' },
      spec: {
        image: named('9'),
        imagePullSecrets: [{ name: 'ghcr' }],
        nested: [{ containers: [{ image: named('9') }] }],
      },
    };
    const places = async (resource: object, name: string, newTag: unknown = '1') =>
      asked(
        {
          ...base(),
          'base/pod.yaml': resource,
          'base/kustomization.yaml': kustomization({
            resources: ['pod.yaml', 'secret.yaml'],
            images: [{ name, newTag }],
          }),
        },
        'base',
      );
    const written = deployed(named('9'));
    for (const name of [named('9'), `${R()}/mona/a.p`, `${R()}/mona/app`])
      expect(await places(written, name)).toMatchObject({ names: ['app:1 allowed'], isOpen: false });
    expect(await places(written, `${R()}/mona/ap`)).toMatchObject({ names: ['app:9 denied'], isOpen: false });
    // An expression of more than that is left to kustomize, as a number is for which it ends.
    expect(await places(written, `${R()}/mona/.*`)).toMatchObject({ isOpen: true });
    expect(await places(written, `${R()}/mona/app`, 1.2)).toMatchObject({ names: [], isOpen: true });
    expect((await places(thing, `${R()}/mona/app`)).names.map((each) => each.slice(0, 5)).sort()).toEqual([
      'app:1',
      'app:9',
    ]);
  });

  test('what is for tools alone is not applied', async () => {
    const local = (value: string) => ({
      ...deployed(named('9')),
      metadata: { name: 'b', annotations: { 'config.kubernetes.io/local-config': value } },
    });
    const names = async (value: string) =>
      (await asked({ ...base(), 'base/pod.yaml': local(value) }, 'base')).names;
    expect(await names('true')).toEqual([]);
    expect(await names('false')).toEqual(['app:9 denied']);
  });

  test('come before the images of the same kustomization, and behind those of the inner ones', async () => {
    const renamed = { images: [{ name: named('1').slice(0, -2), newTag: '9' }] };
    const own = (rest: object) =>
      kustomization({
        resources: ['../base'],
        ...inline(merge({ containers: [{ name: 'a', image: named('1') }] })),
        ...rest,
      });
    const inner = kustomization({ resources: ['pod.yaml', 'secret.yaml'], ...renamed });
    const names = async (files: Files) => (await asked({ ...base(), ...files }, 'prod')).names;
    expect(await names({ 'prod/kustomization.yaml': own(renamed) })).toEqual(['app:9 denied']);
    expect(await names({ 'base/kustomization.yaml': inner, 'prod/kustomization.yaml': own({}) })).toEqual([
      'app:1 allowed',
    ]);
  });

  test('of resources of others change what stands at their place, and replace a list as a whole', async () => {
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'app' },
      spec: {
        template: {
          spec: { imagePullSecrets: [{ name: 'ghcr' }], containers: [{ name: 'a', image: named('9') }] },
        },
      },
    };
    const made = async (rest: object) =>
      asked(
        {
          ...base(),
          'base/pod.yaml': rollout,
          'prod/kustomization.yaml': kustomization({ resources: ['../base'], ...rest }),
        },
        'prod',
      );
    const place = '/spec/template/spec/containers/0/image';
    const byPlace = await made(inline([set('replace', place, named('1'))], { kind: 'Rollout' }));
    expect(byPlace).toMatchObject({ code: 0, names: ['app:1 allowed'], isOpen: false });
    const spec = { template: { spec: { containers: [{ name: 'b', image: named('1') }] } } };
    const asWhole = await made(inline({ ...rollout, spec }));
    expect(asWhole).toMatchObject({ code: 0, names: ['app:1 allowed'], isOpen: false });
  });

  test('of pull secrets are followed, and a refusal stands where the patch does', async () => {
    const files = {
      ...base(),
      'prod/kustomization.yaml': kustomization({ resources: ['../base'], patches: [{ path: 'patch.yaml' }] }),
      'prod/patch.yaml': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  imagePullSecrets:\n    - name: other\n  containers:\n    - name: a\n      image: ${named('9')}\n`,
      'prod/more.yaml': '',
    };
    const ran = await asked(files, 'prod');
    expect(ran.code).toBe(1);
    const [image, secretNamed] = ran.found;
    expect(image).toMatch(/prod\/patch\.yaml:10$/);
    expect(secretNamed).toMatch(/prod\/patch\.yaml:7$/);
  });
});

describe('what kustomize passes over changes nothing', () => {
  const patch = () =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: "${R()}/mona/app:1"}]}\n`;

  test.each<[string, object]>([
    [
      'an empty patch that has a target',
      { patches: [{ path: 'none.yaml', target: { kind: 'Pod' } }, { path: 'image.yaml' }] },
    ],
    ['an empty one beside another of the old kind', { patchesStrategicMerge: ['none.yaml', 'image.yaml'] }],
    ['an empty text beside a file', { patches: [{ path: 'image.yaml', patch: '' }] }],
  ])('%s', async (_, rest) => {
    const files = {
      ...base(),
      'prod/kustomization.yaml': kustomization({ resources: ['../base'], ...rest }),
      'prod/none.yaml': '# later\n',
      'prod/image.yaml': patch(),
    };
    expect(await asked(files, 'prod/kustomization.yaml')).toMatchObject({
      code: 0,
      names: ['app:1 allowed'],
      isOpen: false,
    });
  });

  test('a component needs no version', async () => {
    const files = {
      ...base(),
      'prod/kustomization.yaml': kustomization({ resources: ['../base'], components: ['../part'] }),
      'part/kustomization.yaml': { kind: 'Component', ...image('1') },
    };
    expect(await asked(files, 'prod')).toMatchObject({ code: 0, names: ['app:1 allowed'], isOpen: false });
  });
});

describe('what nobody sees is left to kustomize', () => {
  test.each<[string, () => object, Files?]>([
    ['a base elsewhere', () => ({ resources: ['../base', 'https://github.com/octo/app//k8s?ref=v1'] })],
    ['a base that is not there', () => ({ resources: ['../base', '../gone'] })],
    ['itself', () => ({ resources: ['../base', '../prod'] })],
    ['a chart', () => ({ resources: ['../base'], helmCharts: [{ name: 'x' }] })],
    ['a replacement', () => ({ resources: ['../base'], replacements: [{ path: 'a.yaml' }] })],
    [
      'a patch of an image',
      () => ({ resources: ['../base'], patchesStrategicMerge: ['image.yaml'] }),
      { 'prod/image.yaml': 'kind: Pod\nspec: {containers: [{name: a, image: x}]}\n' },
    ],
    [
      'a patch of a container that is not there',
      () => ({
        resources: ['../base'],
        patches: [{ patch: '- op: remove\n  path: /spec/containers/1\n', target: { kind: 'Pod' } }],
      }),
    ],
    [
      'a patch that may rename what it changes',
      () => ({
        resources: ['../base'],
        patches: [
          {
            patch:
              'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: x}]}\n',
            options: { allowNameChange: true },
          },
        ],
      }),
    ],
    [
      'a patch of another version than the resource has',
      () => ({
        resources: ['../base'],
        patches: [
          {
            patch:
              'apiVersion: v2\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: x}]}\n',
          },
        ],
      }),
    ],
    [
      'a patch of another namespace',
      () => ({
        resources: ['../base'],
        namespace: 'prod',
        patches: [
          {
            patch:
              'apiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: prod}\nspec: {containers: [{name: a, image: x}]}\n',
          },
        ],
      }),
    ],
    [
      'a target beside several resources',
      () => ({
        resources: ['../base'],
        patches: [{ path: 'two.yaml', target: { kind: 'Pod' } }],
      }),
      {
        'prod/two.yaml':
          'kind: Pod\nspec: {containers: [{name: a, image: x}]}\n---\nkind: Pod\nspec: {containers: [{name: a, image: y}]}\n',
      },
    ],
    [
      'a patch that merges keys of its own',
      () => ({
        resources: ['../base'],
        patches: [
          {
            patch:
              'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, <<: {image: x}}]}\n',
          },
        ],
      }),
    ],
    [
      'a patch that moves something',
      () => ({
        resources: ['../base'],
        patches: [
          { patch: '- {op: move, from: /spec, path: /spec/containers/0}\n', target: { kind: 'Pod' } },
        ],
      }),
    ],
    [
      'a patch of one of two that are called alike',
      () => ({
        resources: ['../base', 'more.yaml'],
        patches: [
          {
            patch:
              'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: a, image: x}]}\n',
          },
        ],
      }),
      {
        'prod/more.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: default}\nspec: {containers: [{name: a, image: app}]}\n',
      },
    ],
    [
      'a patch that names the kind anew',
      () => ({
        resources: ['../base'],
        patches: [
          {
            patch: '- {op: replace, path: /kind, value: Job}\n- {op: remove, path: /spec/containers/0}\n',
            target: { kind: 'Pod' },
          },
        ],
      }),
    ],
    [
      'a patch in an order of its own',
      () => ({
        resources: ['../base'],
        patches: [
          {
            patch:
              'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {$retainKeys: [containers], containers: [{name: a, image: x}]}\n',
          },
        ],
      }),
    ],
    [
      'a patch in which nothing stands',
      () => ({ resources: ['../base'], patches: [{ path: 'none.yaml' }] }),
      { 'prod/none.yaml': '# later\n' },
    ],
    [
      'operations of the old kind whose target has no name',
      () => ({
        resources: ['../base'],
        patchesJson6902: [
          {
            patch: '- {op: add, path: /metadata/labels, value: {}}\n',
            target: { version: 'v1', kind: 'Pod' },
          },
        ],
      }),
    ],
    [
      'a part of a resource where such operations belong',
      () => ({
        resources: ['../base'],
        patchesJson6902: [
          {
            patch: 'apiVersion: v1\nkind: Pod\nmetadata: {name: app, labels: {a: b}}\n',
            target: { version: 'v1', kind: 'Pod', name: 'app' },
          },
        ],
      }),
    ],
    [
      'a patch where the name of its file belongs',
      () => ({
        resources: ['../base'],
        patchesStrategicMerge: [
          { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app', labels: { a: 'b' } } },
        ],
      }),
    ],
    [
      'a made resource without a name',
      () => ({ resources: ['../base'], configMapGenerator: [{ literals: ['a=b'] }] }),
    ],
    [
      'a pull secret of the base that it changes',
      () => ({
        resources: ['../base'],
        secretGenerator: [{ name: 'ghcr', behavior: 'replace', files: ['.dockerconfigjson=a'] }],
      }),
    ],
  ])('%s', async (_, rest, files = {}) => {
    const own = kustomization({ ...rest(), ...image('9') });
    expect(await asked({ ...base(), 'prod/kustomization.yaml': own, ...files }, 'prod')).toMatchObject({
      code: 3,
      names: ['app:9 unknown'],
      isOpen: true,
    });
  });

  test('and a yes for what lies beside it is none for what it makes', async () => {
    const files = {
      'app/kustomization.yaml': kustomization({ resources: ['pod.yaml', 'https://github.com/octo/base'] }),
      'app/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:1'),
    };
    expect(await asked(files, 'app')).toMatchObject({ code: 3, names: ['open:1 allowed'], isOpen: true });
  });

  describe('and a refusal of what lies beside it is', () => {
    const refused = (rest: object): Files => ({
      'app/kustomization.yaml': kustomization({ resources: ['pod.yaml'], ...rest }),
      'app/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:9'),
    });

    test.each<[string, object]>([
      [
        'a patch puts another image in its place',
        { patches: [{ patch: '- path: /spec/containers/0/image' }] },
      ],
      ['a transformer may', { transformers: ['images.yaml'] }],
      ['a replacement may', { replacements: [{ path: 'images.yaml' }] }],
      ['a component may that is elsewhere', { components: ['https://github.com/octo/parts'] }],
    ])('none where %s', async (_, rest) => {
      const ran = await asked(refused(rest), 'app');
      expect(ran).toMatchObject({ code: 3, names: ['open:9 unknown'], isOpen: true });
    });

    test.each<[string, object]>([
      ['more manifests come from elsewhere', { resources: ['pod.yaml', 'https://github.com/octo/base'] }],
      ['a chart brings more', { helmCharts: [{ name: 'x' }] }],
    ])('one where %s', async (_, rest) => {
      const ran = await asked(refused(rest), 'app');
      expect(ran).toMatchObject({ code: 1, names: ['open:9 denied'], isOpen: true });
    });
  });

  test.each([
    [
      'a patch of an image, of what is not here',
      { patches: [{ patch: '- path: /spec/containers/0/image' }] },
      3,
    ],
    ['labels', { patches: [{ patch: '- path: /metadata/labels/a' }], labels: [] }, 0],
  ])('without resources: %s', async (_, rest, code) => {
    const files = {
      'app/kustomization.yaml': kustomization(rest),
      'app/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:1'),
    };
    expect(await asked(files, 'app')).toMatchObject({ code, names: ['open:1 allowed'], isOpen: true });
  });

  test("Flux' own kind changes nothing beside it", async () => {
    const flux = {
      ...kustomization({ spec: { path: './apps', images: [] } }),
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    };
    const files = { 'app/flux.yaml': flux, 'app/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:1') };
    const { stderr, ...rest } = await asked(files, 'app');
    expect(rest).toMatchObject({ code: 0, names: ['open:1 allowed'] });
    // kubectl can't build it.
    expect(stderr).toContain('flux.yaml is a Kustomization of Flux');
    expect(stderr).toContain('name the folder of its source that it applies, ./apps.');
    expect(stderr).not.toContain('kubectl kustomize');
  });
});

describe('folders below one that is read', () => {
  const files = (rest: Files = {}): Files => ({
    'app/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:1'),
    'app/canary/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:9'),
    ...rest,
  });
  const SAID = 'have manifests that were not read, as with kubectl apply without --recursive';

  test('are named where nobody reads them', async () => {
    const { code, stderr } = await asked(files(), 'app');
    expect({ code, isSaid: stderr.includes(SAID) }).toEqual({ code: 0, isSaid: true });
    expect(stderr).toMatch(/name those that count: \S+\/app\/canary\.$/m);
  });

  test('are not where what is in them is no manifest', async () => {
    const { 'app/canary/pod.yaml': _, ...others } = files({
      'app/chart/Chart.yaml': 'apiVersion: v2\nname: app\n',
      'app/docs/values.yaml': 'kind: of blue\n',
      'app/docs/package.json': '{"name": "app"}',
      'app/ci/build.yml': 'on: push\njobs: {}\n',
    });
    expect((await asked(others, 'app')).stderr).not.toContain(SAID);
    const beside = { ...others, 'app/docs/z.json': '{"apiVersion":"v1","kind":"Pod"}' };
    expect((await asked(beside, 'app')).stderr).toMatch(/name those that count: \S+\/app\/docs\.$/m);
  });

  test('are not where they are given, or a kustomization says which count', async () => {
    expect((await asked(files(), 'app', 'app/canary')).stderr).not.toContain(SAID);
    const own = { 'app/kustomization.yaml': kustomization({ resources: ['pod.yaml'] }) };
    expect((await asked(files(own), 'app')).stderr).not.toContain(SAID);
  });
});
