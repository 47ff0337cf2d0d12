/** The rule book over HTTP: one test per rule, named after the row of the facts page that it is. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { ask, openUpload, pushImage, SECRET, said, sampleWorld } from './support.js';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(sampleWorld());
});
afterAll(() => lab.close());

type Secret = keyof typeof SECRET;

const WRITE = '403 DENIED: installation not allowed to Write organization package';
const CREATE = '403 DENIED: installation not allowed to Create organization package';
const READ = '403 DENIED: installation not allowed to Read organization package';
const SCOPES = '403 DENIED: permission_denied: The token provided does not match expected scopes.';
const CREATE_PACKAGE = '403 DENIED: permission_denied: create_package';
const WRITE_PACKAGE = '403 DENIED: permission_denied: write_package';
const READ_PACKAGE = '403 DENIED: permission_denied: read_package';

describe('a push is allowed', () => {
  test.each<[string, Secret, string]>([
    ['to the package that is linked to the repository', 'jobWrite', 'octo-org/app'],
    ['to a package that gives the repository the Write role', 'jobWrite', 'octo-org/granted'],
    ['to a new name under the own owner', 'jobWrite', 'octo-org/new'],
    ['to an owner of the organisation, whatever the package', 'owner', 'octo-org/foreign'],
    ['to a member with the write role', 'member', 'octo-org/team'],
    ['to a member that creates a package', 'member', 'octo-org/new'],
    ['to a person at home', 'outsider', 'stranger/new'],
    ['to an OAuth token with the scope', 'oauth', 'octo-org/new'],
  ])('%s', async (_, secret, name) => {
    const answer = await openUpload(lab, name, SECRET[secret]);
    expect(answer.status).toBe(202);
    expect(answer.headers.location).toMatch(new RegExp(`^/v2/${name}/blobs/upload/[0-9a-f-]{36}$`));
  });
});

describe('a push is refused', () => {
  test.each<[string, Secret, string, string]>([
    ['W1: the job lacks packages: write and the package does not exist', 'jobRead', 'octo-org/new', CREATE],
    ['W1: the job has no packages permission at all', 'jobNone', 'octo-org/new', CREATE],
    ['W2: another owner that has the Actions app, no package', 'jobWrite', 'open-org/new', CREATE],
    ['W3: an organisation policy forbids it, no package', 'policyJob', 'strict-org/new', CREATE],
    ['W4: the job lacks packages: write and the package exists', 'jobRead', 'octo-org/app', WRITE],
    ['W5: a package that was pushed from a laptop', 'jobWrite', 'octo-org/laptop', WRITE],
    ['W6: an organisation policy forbids it, although linked', 'policyJob', 'strict-org/app', WRITE],
    ['W7: the package is linked to another repository', 'jobWrite', 'octo-org/foreign', WRITE_PACKAGE],
    ['W7: the package gives the repository only Read', 'jobWrite', 'octo-org/readable', WRITE_PACKAGE],
    ['W7: the package is another owner’s', 'jobWrite', 'open-org/app', WRITE_PACKAGE],
    ['W7: a person without a role on the package', 'outsider', 'octo-org/app', WRITE_PACKAGE],
    ['W8: a name under another person', 'owner', 'stranger/new', CREATE_PACKAGE],
    ['W8: a member where members create no packages', 'member', 'strict-org/new', CREATE_PACKAGE],
    ['W9: a blocked account in its own namespace', 'blocked', 'spammer/new', CREATE_PACKAGE],
    ['W10: a classic token with read:packages only', 'readOnly', 'octo-org/new', SCOPES],
    ['W10: an OAuth token with the scopes of gh', 'scopeless', 'octo-org/new', SCOPES],
    ['W10: a fine-grained token', 'fineGrained', 'octo-org/new', SCOPES],
    ['W10: a user token of an App (unconfirmed)', 'appUser', 'octo-org/new', SCOPES],
    [
      'W11: an owner where the Actions app is not installed',
      'jobWrite',
      'mona/app',
      '403 DENIED: permission_denied: The requested installation does not exist.',
    ],
    ['W12: nobody has that name', 'owner', 'ghost/app', '403 DENIED: not_found: owner not found'],
    ['W12: nor for a job', 'jobWrite', 'ghost/app', '403 DENIED: not_found: owner not found'],
    ['W20: an App’s token on an absent package', 'app', 'octo-org/new', CREATE],
    ['W20: an App’s token on its own repository’s package', 'app', 'octo-org/app', WRITE],
    ['L12: a token that is not authorised for SAML', 'owner', 'saml-org/app', '403 DENIED: denied'],
  ])('%s', async (_, secret, name, words) => {
    const answer = await openUpload(lab, name, SECRET[secret]);
    expect(said(answer)).toBe(words);
    expect(answer.headers['www-authenticate']).toBeUndefined();
  });

  test('L2: a token that is not alive, with a challenge', async () => {
    const answer = await openUpload(lab, 'octo-org/app', SECRET.expired);
    expect(said(answer)).toBe(
      '401 UNAUTHORIZED: unauthenticated: User cannot be authenticated with the token provided.',
    );
    expect(answer.headers['www-authenticate']).toContain('scope="repository:octo-org/app:pull"');
  });

  test('nobody is logged in', async () => {
    const answer = await openUpload(lab, 'octo-org/app');
    expect(said(answer)).toBe('401 UNAUTHORIZED: authentication required');
  });

  test('at the manifest as at the upload', async () => {
    const answer = await ask(lab, 'PUT', '/v2/octo-org/foreign/manifests/2', {
      bearer: SECRET.jobWrite,
      body: '{}',
    });
    expect(said(answer)).toBe(WRITE_PACKAGE);
  });
});

describe('a pull is allowed', () => {
  test.each<[string, Secret, string]>([
    ['of what is public, even without packages: read', 'jobNone', 'octo-org/public'],
    ['of what is public, with a fine-grained token', 'fineGrained', 'octo-org/public'],
    ['of the linked package', 'jobRead', 'octo-org/app'],
    ['of a package that gives the repository the Read role', 'jobRead', 'octo-org/readable'],
    ['of an internal package by a repository of the same owner', 'jobRead', 'octo-org/inside'],
    ['of an internal package by a member', 'member', 'octo-org/inside'],
    ['with read:packages by an owner', 'readOnly', 'octo-org/foreign'],
  ])('%s', async (_, secret, name) => {
    const answer = await ask(lab, 'GET', `/v2/${name}/tags/list`, { bearer: SECRET[secret] });
    expect(answer.status).toBe(200);
  });
});

describe('a pull is refused', () => {
  test.each<[string, Secret, string, string]>([
    ['P3: the package does not name the repository', 'jobRead', 'octo-org/foreign', READ_PACKAGE],
    ['P3: a person without a role', 'outsider', 'octo-org/app', READ_PACKAGE],
    ['P5: the job has no packages: read', 'jobNone', 'octo-org/app', READ],
    ['P5: an App’s token', 'app', 'octo-org/app', READ],
    ['W10: a fine-grained token on a private package', 'fineGrained', 'octo-org/app', SCOPES],
    ['W10: no scope for packages', 'scopeless', 'octo-org/app', SCOPES],
    ['L12: a token that is not authorised for SAML', 'owner', 'saml-org/app', '403 DENIED: denied'],
    [
      'P7: a mere prefix of names that exist',
      'owner',
      'octo-org/charts',
      '403 DENIED: requested access to the resource is denied',
    ],
    ['P6: no such tag', 'jobRead', 'octo-org/app', '404 MANIFEST_UNKNOWN: manifest unknown'],
    ['section 5: no such package', 'owner', 'octo-org/nothing', '404 MANIFEST_UNKNOWN: manifest unknown'],
    ['section 5: no such owner', 'jobRead', 'ghost/nothing', '404 MANIFEST_UNKNOWN: manifest unknown'],
  ])('%s', async (_, secret, name, words) => {
    const path = `/v2/${name}/manifests/no-such-tag`;
    const answer = await ask(lab, 'GET', path, { bearer: SECRET[secret] });
    expect(said(answer)).toBe(words);
    const head = await ask(lab, 'HEAD', path, { bearer: SECRET[secret] });
    expect([head.status, head.text]).toEqual([answer.status, '']);
  });

  test('the tags of an absent package are an unknown name', async () => {
    const answer = await ask(lab, 'GET', '/v2/octo-org/nothing/tags/list', { bearer: SECRET.owner });
    expect(said(answer)).toBe('404 NAME_UNKNOWN: repository name not known to registry');
  });
});

describe('a first push creates the package', () => {
  test('by GITHUB_TOKEN: linked, granted, as visible as the repository', async () => {
    expect((await pushImage(lab, 'octo-org/made-by-job', '1', SECRET.jobWrite)).status).toBe(201);
    expect(lab.world.packages.find(({ name }) => name === 'made-by-job')).toMatchObject({
      owner: 'octo-org',
      repository: 'octo-org/app',
      actionsAccess: { 'octo-org/app': 'admin' },
      visibility: 'public',
    });
  });

  test('by a person: private, theirs, and a later GITHUB_TOKEN push is refused (W5)', async () => {
    expect((await pushImage(lab, 'octo-org/made-by-hand', '1', SECRET.member)).status).toBe(201);
    expect(lab.world.packages.find(({ name }) => name === 'made-by-hand')).toMatchObject({
      repository: null,
      userRoles: { hubot: 'admin' },
      visibility: 'private',
    });
    expect(said(await openUpload(lab, 'octo-org/made-by-hand', SECRET.jobWrite))).toBe(WRITE);
  });

  test('by a person, with the source label: linked to that repository', async () => {
    const labels = { 'org.opencontainers.image.source': 'https://github.com/octo-org/app' };
    await pushImage(lab, 'octo-org/labelled', '1', SECRET.member, labels);
    expect((await openUpload(lab, 'octo-org/labelled', SECRET.jobWrite)).status).toBe(202);
  });

  test('opening an upload creates nothing', async () => {
    await openUpload(lab, 'octo-org/only-asked', SECRET.jobWrite);
    expect(lab.world.packages.some(({ name }) => name === 'only-asked')).toBe(false);
  });

  test('W16: while it settles, workflows are told that they may not read it', async () => {
    const young = await startLab({ ...sampleWorld(), settleMs: 60_000 });
    await pushImage(young, 'octo-org/young', '1', SECRET.jobWrite);
    const path = '/v2/octo-org/young/manifests/1';
    expect(said(await ask(young, 'GET', path, { bearer: SECRET.jobWrite }))).toBe(READ_PACKAGE);
    expect((await ask(young, 'GET', path, { bearer: SECRET.owner })).status).toBe(200);
    await young.close();
  });
});

test('the lab works on a copy of the world that it is given', async () => {
  const world = sampleWorld();
  const own = await startLab(world);
  await pushImage(own, 'octo-org/new', '1', SECRET.jobWrite);
  await own.close();
  expect(world).toEqual(sampleWorld());
});
