/** `check --kubernetes` of a folder that does not stand alone: Secrets in folders beside it, kustomizations without a kind. */
import { describe, expect, test } from '@jest/globals';
import { good, holding, lab, pod, R, secret, yaml } from './cluster.js';
import { repository, run } from './run.js';

describe('a Secret that lies beside what was given', () => {
  const beside = async (files: Record<string, string>, places: string[]) => {
    const cwd = repository({ '.git/HEAD': '', ...files });
    const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
    return (await run(['check', '--registry', R(), '--kubernetes', ...places], { cwd, env })).stderr;
  };
  const deployment = () => ({ 'base/pod.yaml': yaml(pod()) });
  const stands = (file: string) =>
    `The Secret ghcr, which a pod here names, stands in ${file}, and that was not read`;

  test.each([
    ['of an overlay', 'overlays/prod/ghcr.yaml', ['base'], 'overlays/prod/ghcr.yaml'],
    ['of a sibling', 'secrets/ghcr.yaml', ['base/pod.yaml', 'overlays'], 'secrets/ghcr.yaml'],
    ['in the same folder', 'base/ghcr.yaml', ['base/pod.yaml'], 'base/ghcr.yaml'],
    ['below', 'base/more/ghcr.yaml', ['base'], 'base/more/ghcr.yaml'],
  ])('%s', async (_, file, places, named) => {
    const files = { ...deployment(), 'overlays/x.yaml': yaml(pod()), [file]: yaml(holding(good())) };
    expect(await beside(files, places)).toContain(stands(named));
  });

  test('that a controller makes', async () => {
    const sealed = { kind: 'SealedSecret', apiVersion: 'bitnami.com/v1alpha1', metadata: { name: 'ghcr' } };
    expect(await beside({ ...deployment(), 'sealed/s.yaml': yaml(sealed) }, ['base'])).toContain(
      stands('sealed/s.yaml'),
    );
  });

  test('is looked for in two hundred folders', async () => {
    // The root and `base` are the first two.
    const more = Array.from({ length: 199 }, (_, at) => `more-${String(at).padStart(3, '0')}`);
    const files = Object.fromEntries(more.map((folder) => [`${folder}/read.me`, '']));
    const inFolder = (at: number) => {
      const file = `${more.at(at)}/ghcr.yaml`;
      return { file, files: { ...deployment(), ...files, [file]: yaml(holding(good())) } };
    };
    const last = inFolder(-2);
    expect(await beside(last.files, ['base'])).toContain(stands(last.file));
    expect(await beside(inFolder(-1).files, ['base'])).toBe('');
  });

  test('is not looked for where it was given, under another name, or outside of the repository', async () => {
    const all = { ...deployment(), 'secrets/ghcr.yaml': yaml(holding(good())) };
    expect(await beside(all, ['base', 'secrets'])).toBe('');
    const other = { ...deployment(), 'secrets/x.yaml': yaml(secret({}, { name: 'ghcr-2' })) };
    expect(await beside(other, ['base'])).toBe('');
    const outside = { 'ghcr.yaml': yaml(holding(good())), 'own/.git/HEAD': '', 'own/pod.yaml': yaml(pod()) };
    expect(await beside(outside, ['own'])).toBe('');
  });
});

test('a kustomization that says no kind is one by the name of its file', async () => {
  const cwd = repository({
    'kustomization.yaml': `images:\n  - name: app\n    newName: ${R()}/mona/open\n    newTag: "1"\n`,
    'pod.yaml': yaml(pod({ imagePullSecrets: [], containers: [{ name: 'a', image: 'app:0' }] })),
    'alone/kustomization.yml':
      'resources: [../pod.yaml]\nnamePrefix: x-\nhelmCharts: []\ngenerators: [a.yaml]\n',
  });
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
  const check = (place: string) =>
    run(['check', '--registry', R(), '--format', 'json', '--kubernetes', place], { cwd, env });
  const { code, stdout, stderr } = await check('.');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).images).toMatchObject([{ reference: `${R()}/mona/open:1`, verdict: 'allowed' }]);
  expect(stderr).toContain('kustomization.yaml is a kustomization');
  const alone = await check('alone');
  expect(alone.code).toBe(3);
  expect(alone.stderr).toContain('alone/kustomization.yml is a kustomization');
});
