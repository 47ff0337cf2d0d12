/** What a report says of a whole log: in which order, what goes together, what is left unsaid. */
import { describe, expect, test } from '@jest/globals';
import { explainLogs, joinedJob } from '../../src/judge/logs/symptoms.js';
import { explained, jobOf } from '../log/support.js';

const CREATE = 'denied: installation not allowed to Create organization package';
const ids = async (text: string) => (await explained(text)).map(({ id }) => id);

describe('the order', () => {
  test('the surest first', async () => {
    const setup = '##[group]GITHUB_TOKEN Permissions\nContents: read\n##[endgroup]\n';
    const own = '+ docker pull ghcr.io/octo/tool:1\ndenied: permission_denied: read_package\n';
    const findings = await explained(`${setup}${own}+ docker push ghcr.io/octo/app:1\n${CREATE}`);
    expect(findings.map(({ id, confidence }) => `${confidence} ${id}`)).toEqual([
      'certain job-lacks-packages-write',
      'likely package-read-refused',
    ]);
  });

  test('what was tried again comes after what was not', async () => {
    const own = '+ docker pull ghcr.io/octo/tool:1\ndenied: permission_denied: read_package\n';
    const { job, symptoms } = await jobOf(`${own}+ docker push ghcr.io/octo/app:1\n${CREATE}`);
    const order = (first: boolean) => {
      const some = symptoms.map((symptom, index) => ({ ...symptom, retrying: first && index === 0 }));
      return explainLogs([joinedJob({ job, symptoms: some }, null, null)], 'en').map(({ id }) => id);
    };
    expect(order(false)).toEqual(['package-read-refused', 'job-lacks-packages-write']);
    expect(order(true)).toEqual(['job-lacks-packages-write', 'package-read-refused']);
  });

  test('what nobody can explain comes last', async () => {
    const odd = 'ERROR: failed to push ghcr.io/octo/app:1: denied: the moon is in the wrong house\n';
    const gone =
      'ERROR: failed to solve: ghcr.io/octo/base:9: failed to resolve source metadata for ghcr.io/octo/base:9: ghcr.io/octo/base:9: not found\n';
    const found = await ids(`+ docker buildx build .\n${odd}${gone}`);
    expect(found).toHaveLength(2);
    expect(found.at(-1)).toBe('unexplained-refusal');
  });
});

describe('what is left unsaid', () => {
  test('a guess beside what is known of the same job', async () => {
    const guess = '+ docker push ghcr.io/octo/other:1\nerror: denied: something that nobody has heard of';
    expect(await ids(guess)).toHaveLength(1);
    expect(await ids(`${guess}\n+ docker push ghcr.io/octo/app:1\n${CREATE}`)).toEqual([
      'job-lacks-packages-write',
    ]);
  });
});

describe('of several jobs in one log', () => {
  const line = (job: string, text: string) => `${job}\tstep\t2026-11-02T10:00:00.0Z ${text}\n`;
  const refused = (job: string) => line(job, `failed to push ghcr.io/octo/app:1: ${CREATE}`);
  const fix = async (text: string, language: 'en' | 'zh-CN' = 'en') =>
    (await explained(text, { language })).map(({ fix }) => fix.summary);

  test('the one that is meant goes by its name', async () => {
    const log = line('lint', 'ok') + line('test', 'Login to ghcr.io') + refused('sign');
    expect(await fix(log)).toEqual(['Add packages: write to the permissions of job "sign".']);
    expect(await fix(log, 'zh-CN')).toEqual(['请在作业 sign 的 permissions 中加上 packages: write。']);
  });

  test.each([
    ['two of them', refused('one') + refused('two')],
    ['one that was called', line('test', 'Login to ghcr.io') + refused('call / image')],
    ['the only one', refused('sign')],
  ])('not %s', async (_, log) =>
    expect(await fix(log)).toEqual(['Add packages: write to the permissions of the job.']),
  );
});

test('images that need the same change share a finding', async () => {
  const push = (name: string) => `+ docker push ghcr.io/octo/${name}:1\n${CREATE}\n`;
  const [finding, ...others] = await explained(`${push('app')}${push('api')}`);
  expect(others).toEqual([]);
  expect(finding?.message).toMatch(/ The same holds for ghcr\.io\/octo\/api\.$/);
});

test('a refusal is an error, also where it would be a mere warning before the push', async () => {
  const [finding] = await explained(
    '+ docker push ghcr.io/octo/app:1\nreceived unexpected HTTP status: 503 Service Unavailable',
  );
  expect(finding).toMatchObject({ id: 'registry-unavailable', severity: 'error' });
});

describe('a cure that is copied and does not help', () => {
  const setup = (more: string) =>
    `##[group]GITHUB_TOKEN Permissions\nContents: read\n${more}##[endgroup]\n+ docker push ghcr.io/octo/app:1\n${CREATE}`;

  test('is answered where the log shows it', async () => {
    const [finding] = await explained(setup('IdToken: write\n'));
    expect(finding).toMatchObject({ id: 'job-lacks-packages-write' });
    expect(finding?.message).toContain('id-token: write does not help');
  });

  test('and nowhere else', async () => {
    const [finding] = await explained(setup(''));
    expect(finding?.message).not.toContain('does not help');
  });
});

describe('what tells the next causes apart', () => {
  test('is said of the first three', async () => {
    const [finding] = await explained(`+ docker push ghcr.io/octo/app:1\n${CREATE}`);
    expect(finding?.confidence).toBe('likely');
    expect(finding?.tell?.map(({ id }) => id)).toEqual(finding?.alternatives.slice(0, 3));
  });

  test('not where the cause is certain', async () => {
    const words = 'denied: permission_denied: The token provided does not match expected scopes.';
    const token = '##[add-mask]github_pat_***\n';
    const [finding] = await explained(`${token}+ docker push ghcr.io/octo/app:1\n${words}`);
    expect(finding?.confidence).toBe('certain');
    expect(finding?.alternatives).not.toEqual([]);
    expect(finding?.tell).toEqual([]);
  });
});

test('nothing is certain where no registry is named', async () => {
  const words = '416 REQUESTED_RANGE_NOT_SATISFIABLE: the request body is too large and exceeds';
  const [named] = await explained(`PATCH https://ghcr.io/v2/octo/app/blobs/upload/0123: ${words}`);
  expect(named).toMatchObject({ id: 'upload-chunk-too-large', confidence: 'certain' });
  const [assumed] = await explained(`Error: ${words}`);
  expect(assumed).toMatchObject({ id: 'upload-chunk-too-large', confidence: 'likely' });
});
