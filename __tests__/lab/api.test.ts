/** The GitHub API's part: facts, section 4 («REST») and rows L13, L14, G2 to G5. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { World } from '../../src/lab/world.js';
import { type Answer, ask, SECRET, sampleWorld } from './support.js';

let lab: Lab;
beforeAll(async () => {
  const world = sampleWorld();
  world.packages.push({ owner: 'walled-org', name: 'app', visibility: 'public', repository: null });
  lab = await startLab(world);
});
afterAll(() => lab.close());

function api(path: string, secret?: keyof typeof SECRET, headers: Record<string, string> = {}) {
  const authorization = secret ? { authorization: `Bearer ${SECRET[secret]}` } : {};
  return ask(lab, 'GET', `${lab.apiUrl}${path}`, {
    headers: { ...(authorization as Record<string, string>), ...headers },
  });
}

function said(answer: Answer): string {
  return `${answer.status} ${(JSON.parse(answer.text) as { message: string }).message}`;
}

describe('GET /user', () => {
  test('says who it is and which scopes the token has', async () => {
    const answer = await api('/user', 'readOnly');
    expect(JSON.parse(answer.text)).toMatchObject({ login: 'mona', type: 'User' });
    expect(answer.headers['x-oauth-scopes']).toBe('repo, read:packages');
  });

  test('has an empty scope header for a token without scopes, and says when it expires', async () => {
    const { headers } = await api('/user', 'dated');
    expect(headers['x-oauth-scopes']).toBe('');
    expect(headers['github-authentication-token-expiration']).toBe('2099-10-12 09:00:00 UTC');
  });

  test('has no scope header for a fine-grained token', async () => {
    const { status, headers } = await api('/user', 'fineGrained');
    expect([status, headers['x-oauth-scopes']]).toEqual([200, undefined]);
  });

  test('refuses a token that is not alive', async () => {
    expect(said(await api('/user', 'expired'))).toBe('401 Bad credentials');
  });

  test('G2: refuses an installation token', async () => {
    expect(said(await api('/user', 'jobWrite'))).toBe('403 Resource not accessible by integration');
  });

  test('wants somebody', async () => {
    expect(said(await api('/user'))).toBe('401 Requires authentication');
  });
});

describe('accounts', () => {
  test('GET /users/{name} finds people and organisations in any case', async () => {
    expect(JSON.parse((await api('/users/MONA')).text)).toMatchObject({ login: 'mona', type: 'User' });
    expect(JSON.parse((await api('/users/octo-org')).text)).toMatchObject({ type: 'Organization' });
    expect(said(await api('/users/ghost'))).toBe('404 Not Found');
  });

  test('L13: an organisation with SAML refuses a token that is not authorised, and says where to do it', async () => {
    const answer = await api('/orgs/saml-org', 'owner');
    expect(said(answer)).toBe(
      '403 Resource protected by organization SAML enforcement. You must grant your personal access token access to this organization.',
    );
    expect(answer.headers['x-github-sso']).toMatch(
      /^required; url=https:\/\/github\.com\/orgs\/saml-org\/sso\?authorization_request=/,
    );
  });

  test('L14: an IP allow list refuses a job, and lets people through', async () => {
    const answer = await api('/orgs/walled-org', 'jobWrite');
    expect(said(answer)).toContain(
      '403 Although you appear to have the correct authorization credentials, the `walled-org` organization has an IP allow list enabled',
    );
    expect((await api('/orgs/walled-org', 'owner')).status).toBe(200);
    expect((await api('/users/walled-org', 'jobWrite')).status).toBe(200);
  });

  test('members are known', async () => {
    expect(JSON.parse((await api('/orgs/octo-org/memberships/mona', 'owner')).text)).toEqual({
      state: 'active',
      role: 'admin',
    });
    expect((await api('/orgs/octo-org/members/hubot', 'owner')).status).toBe(204);
    expect((await api('/orgs/octo-org/members/stranger', 'owner')).status).toBe(404);
  });
});

describe('one package', () => {
  test('has its visibility and its repository', async () => {
    const answer = await api('/orgs/octo-org/packages/container/app', 'jobRead');
    expect(JSON.parse(answer.text)).toMatchObject({
      name: 'app',
      visibility: 'private',
      owner: { login: 'octo-org', type: 'Organization' },
      repository: { full_name: 'octo-org/app' },
    });
  });

  test('has no repository when it is not linked; its name has %2F for slashes', async () => {
    const answer = await api('/orgs/octo-org/packages/container/charts%2Fweb', 'owner');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).not.toHaveProperty('repository');
    expect((await api('/orgs/octo-org/packages/container/charts/web', 'owner')).status).toBe(404);
  });

  test.each([
    ['G4: is not found when it is absent', 'owner', 'nothing', '404 Package not found.'],
    ['G4: is not found by a job that it does not name', 'jobRead', 'foreign', '404 Package not found.'],
    ['G4: is not found by an App', 'app', 'app', '404 Package not found.'],
    [
      'G2: is refused to a job without packages',
      'jobNone',
      'app',
      '403 Resource not accessible by integration',
    ],
    [
      'G3: is refused without the scope',
      'scopeless',
      'app',
      '403 You need at least read:packages scope to get a package.',
    ],
    ['is refused to anybody', undefined, 'public', '401 Requires authentication'],
  ] as const)('%s', async (_, secret, name, words) => {
    expect(said(await api(`/orgs/octo-org/packages/container/${name}`, secret))).toBe(words);
  });

  test('of an organisation is not one of a user', async () => {
    expect(said(await api('/users/octo-org/packages/container/app', 'owner'))).toBe('404 Not Found');
  });

  test('of an organisation with SAML needs an authorised token', async () => {
    expect((await api('/orgs/saml-org/packages/container/app', 'owner')).status).toBe(403);
  });

  test('of one’s own needs to be somebody', async () => {
    expect(said(await api('/user/packages/container/x', 'jobWrite'))).toBe(
      '403 Resource not accessible by integration',
    );
    expect(said(await api('/user/packages/container/x', 'owner'))).toBe('404 Package not found.');
  });
});

describe('the list of packages', () => {
  const path = '/orgs/octo-org/packages?package_type=container';

  test('shows people what they may see', async () => {
    const names = async (secret: keyof typeof SECRET) =>
      (JSON.parse((await api(path, secret)).text) as { name: string }[]).map(({ name }) => name);
    expect(await names('owner')).toContain('foreign');
    expect(await names('outsider')).toEqual(['public', 'laptop', 'foreign-public']);
  });

  test('G5: is not for installation tokens', async () => {
    expect(said(await api(path, 'jobWrite'))).toBe('400 Invalid argument.');
  });

  test('G3: needs the scope', async () => {
    expect(said(await api(path, 'scopeless'))).toBe(
      '403 You need at least read:packages scope to list packages.',
    );
  });
});

describe('contents', () => {
  const path = '/repos/octo-org/app/contents/.github/workflows';

  test('a file comes in base64', async () => {
    const answer = await api(`${path}/ci.yml?ref=abc`, 'jobRead');
    const { content, encoding } = JSON.parse(answer.text) as { content: string; encoding: string };
    expect([Buffer.from(content, 'base64').toString(), encoding]).toEqual(['name: CI\n', 'base64']);
  });

  test('or as it is', async () => {
    const answer = await api(`${path}/ci.yml`, 'jobRead', { accept: 'application/vnd.github.raw+json' });
    expect(answer.text).toBe('name: CI\n');
  });

  test('a folder is a list', async () => {
    expect(JSON.parse((await api(path, 'jobRead')).text)).toMatchObject([{ name: 'ci.yml', type: 'file' }]);
  });

  test('what is not there, or private and not one’s own, is not found', async () => {
    expect(said(await api(`${path}/cd.yml`, 'jobRead'))).toBe('404 Not Found');
    const secret = '/repos/octo-org/secret/contents/.github/workflows/ci.yml';
    expect(said(await api(secret, 'jobRead'))).toBe('404 Not Found');
    expect((await api(secret, 'owner')).status).toBe(200);
  });
});

test('the prefix /api/v3 may be left out', async () => {
  expect((await ask(lab, 'GET', '/users/mona')).status).toBe(200);
});

test('a test may put its own answers in', async () => {
  const world: World = {
    ...sampleWorld(),
    answers: {
      'GET /repos/octo-org/app/actions/runs/1/logs': { status: 302, headers: { location: '/elsewhere' } },
      'GET /rate_limit?x=1': { body: { special: true } },
    },
  };
  const own = await startLab(world);
  const logs = await ask(own, 'GET', `${own.apiUrl}/repos/octo-org/app/actions/runs/1/logs`);
  expect([logs.status, logs.headers.location]).toEqual([302, '/elsewhere']);
  expect((await ask(own, 'GET', `${own.apiUrl}/rate_limit?x=1`)).text).toBe('{"special":true}');
  await own.close();
});
