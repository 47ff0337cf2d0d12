/** `check --kubernetes` on Argo CD's applications: which of several values of a chart counts, and where it stands. */
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/report/report.js';
import { kubernetes, R } from './cluster.js';

const at = (image: string) => `${R()}/mona/${image}`;
type Set = readonly [name: string, value: string, more?: object];
const named = (pairs: readonly Set[], key: string) =>
  pairs.map(([name, value, more]) => ({ name, [key]: value, ...more }));
const application = (helm: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'x' },
  spec: { sources: [{ repoURL: 'https://github.com/mona/app', path: 'chart', helm }] },
});
const image = (repository: string, tag: string) => ({ image: { repository, tag } });

async function asked(helm: object): Promise<string[]> {
  const { stdout } = await kubernetes(JSON.stringify(application(helm)));
  const { images, findings } = JSON.parse(stdout) as Report;
  const open = findings.map(({ id }) => id);
  return [...images.map(({ reference }) => reference.replace(at(''), '')), ...open];
}

describe('what is set by a parameter goes before what is written', () => {
  test.each<[string, () => object, readonly Set[], string[]]>([
    ['a tag', () => image(at('app'), '8'), [['image.tag', '9']], ['app:9']],
    [
      'a tag that was not written',
      () => ({ image: { repository: at('app') } }),
      [['image.tag', '9']],
      ['app:9'],
    ],
    ['a name', () => image('quay.io/other/app', '9'), [['image.repository', '@app']], ['app:9']],
    ['a whole name', () => ({ image: 'busybox:1' }), [['image', '@app:9']], ['app:9']],
    ['a whole name over parts', () => image(at('gone'), '8'), [['image', '@app:9']], ['app:9']],
    [
      'the last of one name',
      () => image(at('app'), '7'),
      [
        ['image.tag', '8'],
        ['image.tag', '9'],
      ],
      ['app:9'],
    ],
    [
      'a text before another value',
      () => image(at('app'), '7'),
      [
        ['image.tag', '9', { forceString: true }],
        ['image.tag', '8'],
      ],
      ['app:9'],
    ],
    [
      'of a part, and none of its neighbour',
      () => ({ web: image(at('app'), '8'), ...image(at('web'), '1') }),
      [['web.image.tag', '9']],
      ['app:9', 'web:1'],
    ],
    ['side by side', () => ({ imageRepository: at('app'), imageTag: '8' }), [['imageTag', '9']], ['app:9']],
    [
      'an item of a list',
      () => ({ containers: [image(at('web'), '1'), image(at('app'), '8')] }),
      [['containers[1].image.tag', '9']],
      ['web:1', 'app:9'],
    ],
    [
      'beside what is written',
      () => image(at('web'), '1'),
      [
        ['worker.image.repository', '@app'],
        ['worker.image.tag', '9'],
      ],
      ['app:9', 'web:1'],
    ],
    [
      'a name with a dot in it',
      () => ({ 'my.app': image(at('app'), '8') }),
      [['my\\.app.image.tag', '9']],
      ['app:9'],
    ],
    ['that changes no image', () => image(at('app'), '9'), [['replicas', '2']], ['app:9']],
    ['that leaves the tag to the chart', () => image(at('app'), '9'), [['image.tag', '']], ['image-unknown']],
    ['that takes a value away', () => image(at('app'), '9'), [['image.tag', 'null']], ['image-unknown']],
  ])('%s', async (_, written, set, wanted) => {
    const filled = set.map(([name, value, more]): Set => [name, value.replace('@', at('')), more]);
    const parameters = named(filled, 'value');
    expect((await asked({ valuesObject: written(), parameters })).sort()).toEqual([...wanted].sort());
    expect((await asked({ values: JSON.stringify(written()), parameters })).sort()).toEqual(
      [...wanted].sort(),
    );
  });

  test('what stands in a file of the chart is open', async () => {
    const fileParameters = named([['image.tag', 'tag.txt']], 'path');
    expect(await asked({ valuesObject: image(at('app'), '8'), fileParameters })).toEqual(['image-unknown']);
  });

  test('an object takes the place of a text', async () => {
    const helm = { values: JSON.stringify(image(at('gone'), '8')), valuesObject: image(at('app'), '9') };
    expect(await asked(helm)).toEqual(['app:9']);
  });

  test('each source has its own', async () => {
    const helm = (name: string) => ({
      helm: { valuesObject: image(at(name), '8'), parameters: named([['image.tag', name]], 'value') },
    });
    const two = { ...application({}), spec: { sources: [helm('app'), helm('web')] } };
    const { images } = JSON.parse((await kubernetes(JSON.stringify(two))).stdout) as Report;
    expect(images.map(({ reference }) => reference)).toEqual([at('app:app'), at('web:web')]);
  });
});

describe('the place', () => {
  const place = async (text: string) => {
    const [finding] = (JSON.parse((await kubernetes(text)).stdout) as Report).findings;
    return { id: finding?.id, line: finding?.location?.line };
  };
  const lines = (...written: string[]) =>
    [
      'apiVersion: argoproj.io/v1alpha1',
      'kind: Application',
      'spec:',
      '  source:',
      '    helm:',
      ...written.map((line) => `      ${line}`),
    ].join('\n');

  test('is that of the name in a block', async () => {
    const text = lines(
      'parameters: [{name: image.tag, value: ""}]',
      'values: |',
      '  image:',
      `    repository: ${at('app')}`,
    );
    expect(await place(text)).toEqual({ id: 'image-unknown', line: 9 });
  });

  test('is that of the parameter which names it', async () => {
    const text = lines(
      'values: |',
      '  image:',
      '    tag: ""',
      'parameters:',
      '- name: image.repository',
      `  value: ${at('app')}`,
    );
    expect(await place(text)).toEqual({ id: 'image-unknown', line: 11 });
  });

  test('is that of a text in quotes', async () => {
    const values = JSON.stringify(`replicas: 1\nimage:\n  repository: ${at('app')}\n`);
    expect(await place(lines('releaseName: x', `values: ${values}`))).toEqual({
      id: 'image-unknown',
      line: 7,
    });
  });
});

test('many values take no longer than they are long', async () => {
  const parameters = named(
    Array.from({ length: 5000 }, (_, index): Set => [`a${'.b'.repeat(index % 60)}.c${index}[${index}]`, 'x']),
    'value',
  );
  expect(await asked({ valuesObject: image(at('app'), '9'), parameters })).toEqual(['app:9']);
});
