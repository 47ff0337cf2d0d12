/** What the lab's tests share: one small world with a token of every sort, and plain HTTP. */
import { type IncomingHttpHeaders, request } from 'node:http';
import type { Lab } from '../../src/lab/lab.js';
import { tinyImage } from '../../src/lab/registry/seed.js';
import { digestOf, Store } from '../../src/lab/registry/store.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import type { LabToken, World } from '../../src/lab/world.js';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** One request, a connection of its own; rejects when the connection breaks. */
export function ask(
  lab: Lab,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Buffer; bearer?: string } = {},
): Promise<Answer> {
  const headers = { ...options.headers };
  if (options.bearer) headers.authorization = `Bearer ${Buffer.from(options.bearer).toString('base64')}`;
  const url = path.startsWith('http') ? path : `http://${lab.registry}${path}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

/** `STATUS CODE: message`, as the registry said it. */
export function said(answer: Answer): string {
  const { errors } = JSON.parse(answer.text) as { errors: { code: string; message: string }[] };
  return `${answer.status} ${errors[0]?.code}: ${errors[0]?.message}`;
}

export function basic(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Open an upload, as the preflight does. */
export function openUpload(lab: Lab, name: string, secret?: string): Promise<Answer> {
  return ask(lab, 'POST', `/v2/${name}/blobs/uploads/`, secret ? { bearer: secret } : {});
}

/** Push a tiny image by the protocol; the answer to the manifest. */
export async function pushImage(
  lab: Lab,
  name: string,
  tag: string,
  secret: string,
  labels: Record<string, string> = {},
): Promise<Answer> {
  const image = tinyImage(`${name}:${tag}`, labels);
  for (const bytes of [image.config, image.layer]) {
    const opened = await openUpload(lab, name, secret);
    if (opened.status !== 202) return opened;
    const path = `${opened.headers.location}?digest=${digestOf(bytes)}`;
    await ask(lab, 'PUT', path, { bearer: secret, body: bytes });
  }
  const headers = { 'content-type': image.mediaType };
  return ask(lab, 'PUT', `/v2/${name}/manifests/${tag}`, { bearer: secret, headers, body: image.manifest });
}

const REPOSITORY = 'octo-org/app';

const TOKENS = {
  owner: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
  member: { kind: 'classic-pat', login: 'hubot', scopes: ['write:packages'] },
  outsider: { kind: 'classic-pat', login: 'stranger', scopes: ['write:packages'] },
  blocked: { kind: 'classic-pat', login: 'spammer', scopes: ['write:packages'] },
  readOnly: { kind: 'classic-pat', login: 'mona', scopes: ['repo', 'read:packages'] },
  scopeless: { kind: 'oauth', login: 'mona', scopes: ['repo', 'workflow', 'read:org', 'gist'] },
  oauth: { kind: 'oauth', login: 'mona', scopes: ['repo', 'write:packages'] },
  dated: { kind: 'classic-pat', login: 'mona', scopes: [], expiresAt: '2099-10-12T09:00:00Z' },
  expired: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'], expired: true },
  outdated: {
    kind: 'classic-pat',
    login: 'mona',
    scopes: ['write:packages'],
    expiresAt: '2020-01-01T00:00:00Z',
  },
  refresh: { kind: 'refresh', login: 'mona' },
  fineGrained: { kind: 'fine-grained-pat', login: 'mona' },
  appUser: { kind: 'app-user', login: 'mona' },
  jobWrite: { kind: 'github-token', repository: REPOSITORY, packages: 'write' },
  jobRead: { kind: 'github-token', repository: REPOSITORY, packages: 'read' },
  jobNone: { kind: 'github-token', repository: REPOSITORY, packages: 'none' },
  policyJob: { kind: 'github-token', repository: 'strict-org/app', packages: 'write' },
  app: { kind: 'app-installation', repository: REPOSITORY, packages: 'write' },
} as const satisfies Record<string, LabToken>;

/** Secrets by what the token is for. */
export const SECRET = Object.fromEntries(
  Object.entries(TOKENS).map(([name, token]) => [name, inventToken(token.kind, name)]),
) as Record<keyof typeof TOKENS, string>;

/** A fresh copy each time: labs change their world, tests may too. */
export function sampleWorld(): World {
  return structuredClone({
    accounts: [
      { login: 'octo-org', type: 'Organization', members: { mona: 'owner', hubot: 'member' } },
      {
        login: 'strict-org',
        type: 'Organization',
        members: { mona: 'owner', hubot: 'member' },
        membersMayCreatePackages: false,
        actionsMayPublish: false,
      },
      { login: 'saml-org', type: 'Organization', saml: true, members: { mona: 'owner' } },
      { login: 'walled-org', type: 'Organization', ipAllowList: true, members: { mona: 'owner' } },
      { login: 'open-org', type: 'Organization', actionsInstallation: true },
      { login: 'mona', type: 'User' },
      { login: 'hubot', type: 'User' },
      { login: 'stranger', type: 'User' },
      { login: 'spammer', type: 'User', blocked: true },
    ],
    packages: [
      {
        owner: 'octo-org',
        name: 'app',
        visibility: 'private',
        repository: REPOSITORY,
        tags: ['1.4.0', 'latest'],
      },
      { owner: 'octo-org', name: 'public', visibility: 'public', repository: REPOSITORY, tags: ['1'] },
      { owner: 'octo-org', name: 'laptop', visibility: 'public', repository: null, tags: ['1'] },
      {
        owner: 'octo-org',
        name: 'foreign',
        visibility: 'private',
        repository: 'octo-org/toolbox',
        tags: ['1'],
      },
      {
        owner: 'octo-org',
        name: 'foreign-public',
        visibility: 'public',
        repository: 'octo-org/toolbox',
        tags: ['1'],
      },
      {
        owner: 'octo-org',
        name: 'granted',
        visibility: 'private',
        repository: 'octo-org/toolbox',
        actionsAccess: { 'Octo-Org/App': 'write' },
        tags: ['1'],
      },
      {
        owner: 'octo-org',
        name: 'readable',
        visibility: 'private',
        repository: null,
        actionsAccess: { [REPOSITORY]: 'read' },
        tags: ['1'],
      },
      { owner: 'octo-org', name: 'inside', visibility: 'internal', repository: null, tags: ['1'] },
      { owner: 'octo-org', name: 'charts/web', visibility: 'private', repository: null, tags: ['1'] },
      {
        owner: 'octo-org',
        name: 'team',
        visibility: 'private',
        repository: null,
        userRoles: { hubot: 'write' },
        tags: ['1'],
      },
      {
        owner: 'strict-org',
        name: 'app',
        visibility: 'private',
        repository: 'strict-org/app',
        tags: ['1'],
      },
      { owner: 'saml-org', name: 'app', visibility: 'private', repository: null, tags: ['1'] },
      { owner: 'open-org', name: 'app', visibility: 'private', repository: 'open-org/app', tags: ['1'] },
    ],
    tokens: Object.fromEntries(
      Object.entries(TOKENS).map(([name, token]) => [SECRET[name as keyof typeof TOKENS], token]),
    ) as World['tokens'],
    files: {
      [`${REPOSITORY}:.github/workflows/ci.yml`]: 'name: CI\n',
      'octo-org/secret:.github/workflows/ci.yml': 'name: Secret\n',
    },
    repositories: { 'octo-org/secret': { visibility: 'private' } },
  } satisfies World as World);
}

/** The digests behind a seeded tag. */
export function seededDigests(
  name: string,
  tag: string,
): { config: string; layer: string; manifest: string } {
  const image = tinyImage(`${name}:${tag}\n`);
  const store = new Store();
  return {
    config: store.putBlob(name, image.config),
    layer: store.putBlob(name, image.layer),
    manifest: digestOf(image.manifest),
  };
}
