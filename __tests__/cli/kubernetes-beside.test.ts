/** `check --kubernetes`: what stands beside a pod and pulls in its own way, and what only names an image. */
import { describe, expect, test } from '@jest/globals';
import {
  auth,
  base64,
  config,
  DEAD,
  good,
  holding,
  kubernetes,
  pod,
  R,
  said,
  secret,
  TYPE,
  yaml,
} from './cluster.js';

const prod = { name: 'x', namespace: 'prod' };
const resource = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: prod,
  spec,
});
const argo = (source: object, kind = 'Application') => {
  const spec = { source };
  return resource('argoproj.io/v1alpha1', kind, kind === 'Application' ? spec : { template: { spec } });
};
const at = (image: string) => `${R()}/mona/${image}`;

/** Beside a pod that is served. */
async function beside(text: string) {
  const { code, stdout, stderr } = await kubernetes(
    `${yaml(holding(good()), pod({}, 'mona/open:1'))}---\n${text}`,
  );
  const { images } = JSON.parse(stdout);
  const asked = images.map(
    ({ reference, verdict }: Record<string, string>) => `${reference?.replace(at(''), '')} ${verdict}`,
  );
  return { code, asked: asked.filter((each: string) => each !== 'open:1 allowed'), stderr };
}

describe('what a controller takes from the registry with a secret of its own', () => {
  test.each<[string, () => object, string]>([
    [
      'a chart of Argo CD',
      () => argo({ repoURL: at('').slice(0, -1), chart: 'app', targetRevision: '1.2.3+4' }),
      'app:1.2.3_4',
    ],
    [
      'an artifact of Argo CD',
      () => argo({ repoURL: `oci://${at('app')}`, path: '.', targetRevision: '9.0.0' }),
      'app:9.0.0',
    ],
    [
      'a chart of many applications',
      () => argo({ repoURL: R(), chart: 'mona/app', targetRevision: '9.0.0' }, 'ApplicationSet'),
      'app:9.0.0',
    ],
    [
      'a disk',
      () =>
        resource('cdi.kubevirt.io/v1beta1', 'DataVolume', {
          source: { registry: { url: `docker://${at('app:9')}` } },
        }),
      'app:9',
    ],
    [
      'a chart by its address',
      () => resource('helm.crossplane.io/v1beta1', 'Release', { chart: { url: `oci://${at('app:9.0.0')}` } }),
      'app:9.0.0',
    ],
  ])('%s', async (_, each, reference) => {
    const { code, asked, stderr } = await beside(yaml(each()));
    expect({ code, asked }).toEqual({ code: 3, asked: [`${reference} unknown`] });
    expect(stderr).toContain("comes with can't be told from these manifests");
  });

  test.each<[string, () => object]>([
    [
      'a chart of Git',
      () => argo({ repoURL: 'https://github.com/mona/app', path: '.', targetRevision: '9.0.0' }),
    ],
    [
      'a repository of charts on the web',
      () => argo({ repoURL: 'https://charts.example.com', chart: 'app', targetRevision: '9.0.0' }),
    ],
    [
      'one by SSH',
      () => argo({ repoURL: 'git@github.com:mona/app.git', chart: 'app', targetRevision: '9.0.0' }),
    ],
  ])('not: %s', async (_, each) => {
    expect(await beside(yaml(each()))).toEqual({ code: 0, asked: [], stderr: '' });
  });

  test('a range of versions leaves it open', async () => {
    const { code, stderr } = await beside(
      yaml(argo({ repoURL: at('').slice(0, -1), chart: 'app', targetRevision: '1.x' })),
    );
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  });
});

describe('values that stand in a resource as one text', () => {
  test('are read, each image at its own line', async () => {
    const text = [
      'apiVersion: argoproj.io/v1alpha1',
      'kind: Application',
      'metadata: {name: x, namespace: prod}',
      'spec:',
      '  source:',
      '    helm:',
      '      values: |',
      '        replicas: 2',
      '        image:',
      `          repository: ${at('app')}`,
      '          tag: "9"',
    ].join('\n');
    expect((await beside(text)).asked).toEqual(['app:9 unknown']);
    const { stdout } = await kubernetes(text.replace('"9"', '{{ x }}'));
    const [finding] = JSON.parse(stdout).findings;
    expect(finding).toMatchObject({ id: 'image-unknown', location: { line: 10 } });
  });

  test('and so are those of a secret around them', async () => {
    const text = `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: x, namespace: prod}\nspec:\n  valuesContent: |-\n    imagePullSecrets: [{name: ghcr}]\n    image: ${at('app:9')}\n`;
    expect(await beside(text)).toMatchObject({ code: 1, asked: ['app:9 denied'] });
  });
});

describe('values of a chart that name an image in parts', () => {
  const values = (each: object) => resource('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: each });
  const set = (parameters: Record<string, string>) => {
    const pairs = Object.entries(parameters).map(([name, value]) => ({ name, value }));
    return argo({ repoURL: 'https://github.com/mona/app', path: 'chart', helm: { parameters: pairs } });
  };
  const owner = () => at('').slice(0, -1);

  test.each<[string, () => object]>([
    ['side by side', () => values({ imageRepository: at('app'), imageTag: '9' })],
    [
      'with a word in front',
      () => values({ api: { workerImageRepository: at('app'), workerImageTag: '9' } }),
    ],
    ['with a line between the words', () => values({ image_repository: at('app'), image_tag: '9' })],
    ['of a version', () => values({ imageRepository: at('app'), imageVersion: '9' })],
    ['registry apart', () => values({ imageRegistry: R(), imageRepository: 'mona/app', imageTag: '9' })],
    ['name apart', () => values({ imageRepository: owner(), imageName: 'app', imageTag: '9' })],
    [
      'under a name of its own',
      () => values({ image: { api: { registry: R(), repository: 'mona/app', tag: '9' } } }),
    ],
    ['under another name', () => values({ manager: { repository: at('app'), tag: '9' } })],
    ['name below an address', () => values({ driver: { repository: owner(), image: 'app', version: '9' } })],
    ['set one by one', () => set({ 'image.repository': at('app'), 'image.tag': '9', replicas: '2' })],
    ['set, side by side', () => set({ 'api.imageRepository': at('app'), 'api.imageTag': '9' })],
    ['set as a whole', () => set({ 'api.image': at('app:9') })],
    [
      'set, registry apart',
      () => set({ 'a.image.registry': R(), 'a.image.repository': 'mona/app', 'a.image.tag': '9' }),
    ],
  ])('%s', async (_, each) => {
    const { code, asked, stderr } = await beside(yaml(each()));
    expect({ code, asked }).toEqual({ code: 3, asked: ['app:9 unknown'] });
    expect(stderr).toMatch(/^[^\n]*comes with can't be told from these manifests[^\n]*\n$/);
  });

  test.each<[string, () => object]>([
    [
      'a repository without a version, which may be one to look through',
      () => values({ imageRepository: at('app') }),
    ],
    [
      'what is written',
      () => resource('example.com/v1', 'Build', { output: { repository: at('app'), tag: '9' } }),
    ],
    ['where code is', () => values({ source: { repository: 'github.com/mona/app', tag: '9' } })],
    ['that of another resource', () => resource('example.com/v1', 'Policy', { imageRepository: at('app') })],
    ['an image that another chart has', () => values({ repository: at('app'), image: 'quay.io/mona/app:9' })],
  ])('not: %s', async (_, each) => {
    expect((await beside(yaml(each()))).asked).toEqual([]);
  });

  test('a tag that the chart has leaves it open', async () => {
    expect(await beside(yaml(set({ 'image.repository': at('app') })))).toMatchObject({ code: 3, asked: [] });
  });
});

describe('what OpenShift pulls', () => {
  const from = (image: string) => ({ kind: 'DockerImage', name: at(image) });
  const stream = () =>
    resource('image.openshift.io/v1', 'ImageStream', { tags: [{ name: 'latest', from: from('app:9') }] });
  const build = (pullSecret: object) =>
    resource('build.openshift.io/v1', 'BuildConfig', {
      strategy: { dockerStrategy: { from: from('app:9'), ...pullSecret } },
      output: { to: from('new:1') },
    });
  const deployment = () =>
    resource('apps.openshift.io/v1', 'DeploymentConfig', {
      template: { spec: { containers: [{ name: 'a', image: at('app:9') }] } },
    });

  test.each<[string, () => object, number, string]>([
    ['an image stream, with a secret of the namespace', stream, 3, 'app:9 unknown'],
    ['a build that names none', () => build({}), 3, 'app:9 unknown'],
    ['a build, with its own', () => build({ pullSecret: { name: 'ghcr' } }), 1, 'app:9 denied'],
    ['a deployment, as its pods say', deployment, 1, 'app:9 denied'],
  ])('%s', async (_, each, code, pulled) => {
    expect(await beside(yaml(each()))).toMatchObject({ code, asked: [pulled] });
  });
});

describe('what kustomize puts in the place of an image', () => {
  const of = (images: object[]) => ({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: prod,
    images,
  });
  const deployed = (image: string) => yaml(holding(good()), pod({ containers: [{ name: 'a', image }] }));
  const verdicts = async (text: string) => {
    const { code, stdout } = await kubernetes(text);
    const { images } = JSON.parse(stdout);
    return [code, ...images.map(({ reference }: { reference: string }) => reference.replace(at(''), ''))];
  };

  test('is pulled with the secrets of the pod, and what stood there is not', async () => {
    const change = of([{ name: 'app', newName: at('app'), newTag: '1' }]);
    expect(await verdicts(`${deployed('app:dev')}---\n${yaml(change)}`)).toEqual([0, 'app:1']);
    const tag = of([{ name: at('app'), newTag: '1' }]);
    expect(await verdicts(`${deployed(at('app:none-yet'))}---\n${yaml(tag)}`)).toEqual([0, 'app:1']);
    const name = of([{ name: 'app', newName: at('app') }]);
    expect(await verdicts(`${deployed('app:1')}---\n${yaml(name)}`)).toEqual([0, 'app:1']);
  });

  test('each overlay has its own', async () => {
    const [one, other] = ['1', '9'].map((newTag) => yaml(of([{ name: 'app', newName: at('app'), newTag }])));
    expect(await verdicts([deployed('app'), one, other].join('---\n'))).toEqual([1, 'app:9', 'app:1']);
  });

  test('a manifest that nobody sees leaves the secret open', async () => {
    const change = of([{ name: 'app', newName: at('app'), newTag: '9' }]);
    expect(await beside(yaml(change))).toMatchObject({ code: 3, asked: ['app:9 unknown'] });
  });

  test('of an application, as one text', async () => {
    for (const [text, asked] of [
      [`nginx=${at('app:9')}`, ['app:9 unknown']],
      [at('app:9'), ['app:9 unknown']],
      [`${at('open')}=*:2`, ['open:2 denied']],
    ] as const)
      expect((await beside(yaml(argo({ kustomize: { images: [text] } })))).asked).toEqual(asked);
  });
});

describe('an image that is named where nobody reads it', () => {
  const told = async (...resources: object[]) => (await beside(yaml(...resources))).stderr;

  test.each<[string, () => object]>([
    [
      'an argument',
      () => pod({ containers: [{ image: at('open:1'), args: [`--sidecar=${at('app:9')}`] }] }, '', prod),
    ],
    [
      'a variable',
      () =>
        pod({ containers: [{ image: at('open:1'), env: [{ name: 'I', value: at('app:9') }] }] }, '', prod),
    ],
    ['data', () => ({ kind: 'ConfigMap', metadata: prod, data: { 'a.yaml': `image: "${at('app:9')}"\n` } })],
    [
      'what is made',
      () =>
        resource('shipwright.io/v1beta1', 'Build', {
          imagePullSecrets: ['ghcr'],
          output: { image: at('app:9') },
        }),
    ],
    [
      'what is pushed',
      () =>
        resource('example.com/v1', 'Build', {
          imagePullSecrets: ['ghcr'],
          image: at('app:9'),
          pushSecret: 'x',
        }),
    ],
    [
      'a parameter',
      () => resource('tekton.dev/v1', 'TaskRun', { params: [{ name: 'IMAGE', value: at('app:9') }] }),
    ],
    ['values without a kind', () => ({ image: { repository: at('app'), tag: '9' } })],
  ])('is pointed out: %s', async (_, each) => {
    const { code, asked, stderr } = await beside(yaml(each()));
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    expect(stderr).toMatch(
      /Not asked about, for nothing tells whether it is pulled: \S+\/mona\/app(:9)? \(standard input:\d+\)\./,
    );
  });

  test('in a note, in a rule for images, in the address of a page, or of another host it is none', async () => {
    const notes = { ...pod({}, 'mona/open:1'), metadata: { ...prod, annotations: { was: at('app:8') } } };
    const rule = resource('kyverno.io/v1', 'ClusterPolicy', { image: at('app:8') });
    const page = {
      kind: 'ConfigMap',
      metadata: prod,
      data: { a: `https://${at('app')}`, b: `my.${at('app')}` },
    };
    expect(await told(notes, rule, page)).toBe('');
  });

  test('the parts of a name that is asked about are none, nor is one that is never pulled', async () => {
    const values = {
      imagePullSecrets: ['ghcr'],
      image: { registry: R(), repository: 'mona/app', tag: '1' },
      home: at('app'),
    };
    expect(await told(resource('example.com/v1', 'Release', values))).toBe('');
    const never = pod({ containers: [{ image: at('app:9'), imagePullPolicy: 'Never' }] });
    expect(await told(never)).not.toContain('Not asked about');
  });

  test('in Chinese, and no more of them than can be read', async () => {
    const data = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`k${index}`, at(`app:${index + 2}`)]),
    );
    const text = yaml(holding(good()), pod({}, 'mona/open:1'), { kind: 'ConfigMap', metadata: prod, data });
    const { stderr } = await kubernetes(text, ['--language', 'zh-CN']);
    expect(stderr).toMatch(
      /没有询问以下镜像，因为看不出是否会拉取它们：\S+（标准输入:\d+）、.*，以及另外 3 个。/,
    );
  });
});

test('a token that is refused is told to be put into the secret that is there', async () => {
  const dead = secret({ type: TYPE, data: { '.dockerconfigjson': base64(config({ [R()]: auth(DEAD) })) } });
  const { id, fix } = await said(yaml(dead, pod()));
  expect(id).toBe('stale-credential');
  expect(fix.summary).toContain('into the Secret prod/ghcr');
  expect(fix.summary).not.toContain('Create');
  const chinese = await said(yaml(dead, pod()), ['--language', 'zh-CN']);
  expect(chinese.fix.summary).toContain('请在 Secret prod/ghcr 中换上');
});
