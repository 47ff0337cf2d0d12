/** The scenarios are what their names say: the registry is asked directly, without the preflight. */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { startLab } from '../../src/lab/lab.js';
import { tinyImage } from '../../src/lab/registry/seed.js';
import { digestOf } from '../../src/lab/registry/store.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import { findScenario, SCENARIOS, type Scenario } from '../../src/lab/scenarios/scenarios.js';
import { type Answer, ask, openUpload } from './support.js';

/** All answers of the registry: each image with each token, in the action's order. */
async function answers(scenario: Scenario): Promise<Answer[]> {
  const lab = await startLab(scenario.world, { faults: scenario.faults });
  const pull = scenario.inputs.access === 'pull';
  const all: Answer[] = [];
  for (const secret of [scenario.tokens.ghcrToken, scenario.tokens.githubToken]) {
    for (const image of (scenario.inputs.images ?? '').split('\n')) {
      const [name = '', tag = ''] = image.split(':');
      if (!secret) continue;
      const basic = Buffer.from(`${scenario.actor}:${secret}`).toString('base64');
      const headers = { authorization: `Basic ${basic}` };
      const token = await ask(lab, 'GET', `/token?scope=repository:${name}:pull,push`, { headers });
      const path = `/v2/${name}/manifests/${tag}`;
      all.push(
        token.status !== 200
          ? token
          : pull
            ? await ask(lab, 'GET', path, { bearer: secret })
            : await openUpload(lab, name, secret),
      );
    }
  }
  await lab.close();
  return all;
}

const messageOf = (answer: Answer): string | undefined => /"message":"([^"]*)"/.exec(answer.text)?.[1];

describe.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  test('the registry says what the scenario announces', async () => {
    const said = (await answers(scenario)).map(messageOf).filter((message) => message !== undefined);
    expect(said).toEqual(scenario.says === null ? [] : [scenario.says]);
  });

  test('the verdict is the one that the answers give', async () => {
    const { verdict, inputs } = scenario;
    const statuses = (await answers(scenario)).map(({ status }) => status);
    const images = (inputs.images ?? '').split('\n').length;
    const last = statuses.slice(-images);
    const expected = last.some((status) => status >= 500)
      ? 'unknown'
      : last.every((status) => status === 202 || status === 200)
        ? 'allowed'
        : 'denied';
    expect(verdict).toBe(expected);
  });

  test('the workflow is YAML with the job, the preflight before the build, and no token in it', () => {
    const document = parse(scenario.workflow) as {
      jobs: Record<string, { permissions: object; steps: { uses?: string; run?: string }[] }>;
    };
    const steps = document.jobs[scenario.job]?.steps.map((step) => step.uses ?? step.run ?? '') ?? [];
    const preflight = steps.indexOf('org/ghcr-preflight@v1');
    const build = steps.findIndex((step) => /build-push-action|docker run/.test(step));
    expect(preflight).toBeGreaterThan(-1);
    expect(build).toBeGreaterThan(preflight);
    expect(scenario.workflow).not.toMatch(/gh[ps]_/);
    expect(scenario.world.files?.[`${scenario.repository}:${scenario.workflowPath}`]).toBe(scenario.workflow);
  });

  test('has a title in both languages', () => {
    expect(scenario.title.en).toMatch(/^[A-Z]/);
    expect(scenario.title['zh-CN']).toMatch(/[\u4e00-\u9fff]/);
  });
});

test('lacks-write has a permissions block without packages', () => {
  expect(findScenario('lacks-write')?.workflow).toContain(
    '    permissions:\n      contents: read\n    steps:',
  );
});

test('the pull request comes from a fork and is no secret to the payload', () => {
  const payload = findScenario('fork-pull-request')?.payload as {
    pull_request: Record<'head' | 'base', { repo: { full_name: string; fork: boolean } }>;
  };
  expect(payload.pull_request.head.repo).toMatchObject({ full_name: 'hubot-fan/app', fork: true });
  expect(payload.pull_request.base.repo).toMatchObject({ full_name: 'octo-org/app', fork: false });
});

test('names are unique and findable', () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  expect(findScenario('no such thing')).toBeUndefined();
});

describe('invented tokens', () => {
  test.each([
    ['classic-pat', /^ghp_[A-Za-z0-9]{36}$/],
    ['fine-grained-pat', /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/],
    ['oauth', /^gho_[A-Za-z0-9]{36}$/],
    ['app-user', /^ghu_[A-Za-z0-9]{36}$/],
    ['refresh', /^ghr_[A-Za-z0-9]{76}$/],
    ['github-token', /^ghs_15368_[A-Za-z0-9._-]{360,500}$/],
    ['app-installation', /^ghs_424242_[A-Za-z0-9._-]{360,500}$/],
  ] as const)('%s has its shape, and is the same each time', (kind, shape) => {
    expect(inventToken(kind, 'a')).toMatch(shape);
    expect(inventToken(kind, 'a')).toBe(inventToken(kind, 'a'));
    expect(inventToken(kind, 'a')).not.toBe(inventToken(kind, 'b'));
  });

  test('the long form has dots, dashes and underscores', () => {
    const [, , body = ''] = /^(ghs_15368_)(.*)$/.exec(inventToken('github-token', 'x')) ?? [];
    for (const character of '.-_') expect(body).toContain(character);
  });
});

test('a tiny image is the same each time, and its manifest names its parts', () => {
  const image = tinyImage('x', { a: 'b' });
  expect(tinyImage('x', { a: 'b' }).manifest).toEqual(image.manifest);
  const manifest = JSON.parse(image.manifest.toString()) as {
    config: { digest: string };
    layers: { digest: string; size: number }[];
  };
  expect(manifest.config.digest).toBe(digestOf(image.config));
  expect(manifest.layers).toMatchObject([{ digest: digestOf(image.layer), size: image.layer.length }]);
});
