/** A cluster's manifests and pull secrets, good and broken, and `check` asked about them with the lab as their registry. */
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { schemaFaults } from '../schema.js';
import { type Ran, run } from './run.js';

export const READER = 'ghp_readReadReadReadReadReadReadReadRea01';
export const DEAD = 'ghp_deadDeadDeadDeadDeadDeadDeadDeadDead1';
export const NO_SCOPE = 'ghp_bareBareBareBareBareBareBareBareBare1';
const WRITER = 'ghp_writeWriteWriteWriteWriteWriteWrite01';

/** The lab of the test file that imports this. */
export let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [
      { owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1', '1.2.3_4'] },
      {
        owner: 'mona',
        name: 'web',
        visibility: 'private',
        repository: null,
        tags: ['1'],
        indexes: { many: ['linux/amd64', 'linux/arm64'], win: ['windows/amd64'] },
      },
      { owner: 'mona', name: 'open', visibility: 'public', repository: null, tags: ['1'] },
    ],
    tokens: {
      [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] },
      [WRITER]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
      [NO_SCOPE]: { kind: 'classic-pat', login: 'mona', scopes: ['repo'] },
      [DEAD]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'], expired: true },
    },
  });
});
afterAll(() => lab.close());

export const base64 = (text: string) => Buffer.from(text).toString('base64');
export const R = () => lab.registry;
export const auth = (secret: string, user = 'mona') => ({ auth: base64(`${user}:${secret}`) });
export const config = (auths: object) => JSON.stringify({ auths });
export const good = () => config({ [R()]: auth(READER) });
export const TYPE = 'kubernetes.io/dockerconfigjson';

/** A Secret `prod/ghcr`. */
export const secret = (
  rest: Record<string, unknown>,
  metadata: object = { name: 'ghcr', namespace: 'prod' },
) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata,
  ...rest,
});
/** With this text under the right key, and of the right type. */
export const holding = (text: string) => secret({ type: TYPE, data: { '.dockerconfigjson': base64(text) } });
/** A pod that pulls a private image with that secret. */
export const pod = (
  spec: object = {},
  image = 'mona/app:1',
  metadata: object = { name: 'app', namespace: 'prod' },
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: {
    imagePullSecrets: [{ name: 'ghcr' }],
    containers: [{ name: 'app', image: `${R()}/${image}` }],
    ...spec,
  },
});

/** As one writes it, with each value in a line of its own, so that a place can be told. */
export const yaml = (...resources: object[]) => resources.map((each) => block(each, 0)).join('---\n');
export function block(value: unknown, depth: number): string {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value)) return value.map((each) => `${pad}- ${JSON.stringify(each)}\n`).join('');
  return Object.entries(value as object)
    .map(([key, each]) => {
      const isMap = typeof each === 'object' && each !== null && Object.keys(each).length > 0;
      return isMap ? `${pad}${key}:\n${block(each, depth + 1)}` : `${pad}${key}: ${JSON.stringify(each)}\n`;
    })
    .join('');
}

export async function kubernetes(text: string, args: string[] = [], format = 'json'): Promise<Ran> {
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
  return run(['check', '--registry', R(), '--format', format, ...args, '--kubernetes', '-'], {
    env,
    stdin: text,
  });
}

export interface Said {
  code: number;
  id: string;
  severity: string;
  message: string;
  fix: { summary: string; command: string | null };
  location: { file: string; line: number } | null;
}

/** What the first finding is. */
export async function said(text: string, args: string[] = []): Promise<Said> {
  const { code, stdout } = await kubernetes(text, args);
  const report = JSON.parse(stdout);
  expect(schemaFaults(report)).toEqual([]);
  const [finding] = report.findings;
  return { code, id: finding?.id, ...finding };
}
