/** What is said of a refusal fits it: who refused, what was asked for, and what the text already names. */
import { describe, expect, test } from '@jest/globals';
import { ASKERS } from '../../src/causes/askers/askers.js';
import type { Finding } from '../../src/types.js';
import { explained } from './support.js';

async function only(text: string, language: 'en' | 'zh-CN' = 'en'): Promise<Finding> {
  const [finding] = await explained(text, { language });
  if (!finding) throw new Error(`nothing is said of ${text}`);
  return finding;
}

const SAML = 'Resource protected by organization SAML enforcement. You must grant your';

describe('what GitHub’s API refused is not said of the registry', () => {
  test.each([
    [`gh: ${SAML} OAuth token access to this organization. (HTTP 403)`],
    [`gh: ${SAML} personal access token access to this organization. (HTTP 403)`],
    [
      'Although you appear to have the correct authorization credentials, the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    ],
    [
      [
        '##[group]Run actions/create-github-app-token@v2',
        '##[endgroup]',
        '##[error]The permissions requested are not granted to this installation.',
        'for ghcr.io/octo/app',
      ].join('\n'),
    ],
  ])('%s', async (text) => {
    const { message } = await only(text);
    expect(message).toMatch(/^GitHub's API refused the request\. /);
    expect(message.match(/GitHub's API/g)).toHaveLength(1);
    expect((await only(text, 'zh-CN')).message).toMatch(/^GitHub API 拒绝了请求。/);
  });

  test('gh made one token, and a page lists the other', async () => {
    const [oauth, pat] = await Promise.all(
      ['OAuth token', 'personal access token'].map((kind) => only(`gh: ${SAML} ${kind} access (HTTP 403)`)),
    );
    expect(oauth?.fix.command).toBe('gh auth refresh -h github.com');
    expect(pat?.fix.url).toBe('https://github.com/settings/tokens');
  });
});

describe('what was asked for', () => {
  const twice = (last: string) =>
    ['mona', 'bot']
      .flatMap((user) => [
        '##[group]Run docker/login-action@v3',
        'with:',
        '  registry: ghcr.io',
        `  username: ${user}`,
        '  password: ***',
        '##[endgroup]',
        'Logging into ghcr.io...',
        'Login Succeeded!',
      ])
      .concat(last)
      .join('\n');

  test.each([
    ['push', '#9 ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package', '推送'],
    ['pull', 'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": denied', '拉取'],
  ])('two logins before a %s', async (access, text, zh) => {
    const said = async (language: 'en' | 'zh-CN') => {
      const { id, fix, tell = [] } = await only(twice(text), language);
      return id === 'login-replaced'
        ? fix.summary
        : (tell.find(({ id }) => id === 'login-replaced')?.how ?? '');
    };
    expect(await said('en')).toContain(`the ${access}`);
    expect(await said('zh-CN')).toContain(zh);
  });

  // What runs on a server or in a cluster may have nothing to push with.
  const pushing = ASKERS.filter(
    ({ onlyPulls, place }) => !onlyPulls && place !== 'server' && place !== 'cluster',
  );
  test.each(pushing.map((asker) => [asker.id, asker] as const))(
    '%s is not told to push without a login',
    (_, { say }) => {
      const how = say.en.test({ access: 'push', registry: 'ghcr.io', image: 'ghcr.io/octo/app' });
      expect(how).not.toMatch(/image then comes|--access pull/);
    },
  );
});

test.each(ASKERS.map((asker) => [asker.id, asker] as const))(
  '%s types its token where no history keeps it',
  (_, asker) => {
    const asked = { access: 'pull', registry: 'ghcr.io', image: 'ghcr.io/octo/app' } as const;
    const commands = [asker.commands.renew?.(asked), asker.commands.test?.(asked), asker.say.en.test(asked)];
    expect(commands.join('\n')).not.toMatch(/[ =]TOKEN\b(?! &&)/);
  },
);

describe('a reference that a client refuses', () => {
  test.each([
    [
      'ERROR: failed to build: invalid tag "ghcr.io/octo/app:feature/x": invalid reference format',
      'character 25 (/)',
      'Write ghcr.io/octo/app:feature-x',
    ],
    [
      'Error: could not parse reference: ghcr.io/octo/app:Feature/x',
      'character 25 (/)',
      'Write ghcr.io/octo/app:Feature-x',
    ],
    [
      'ERROR: failed to build: invalid tag "ghcr.io/octo/app:$TAG": invalid reference format',
      'character 18 ($)',
      '',
    ],
    // What a log masks or cuts off is not what the client was given.
    [
      'ERROR: failed to build: invalid tag "ghcr.io/***/app:1": invalid reference format',
      'a part of it is empty',
      '',
    ],
  ])('%s', async (text, fault, fix) => {
    const finding = await only(text);
    expect(finding.message).toContain(fault);
    expect(finding.fix.summary).toContain(fix);
  });
});

test.each([
  [
    'Error: failed commit on ref "manifest-sha256:0123": unexpected status from PUT request to https://ghcr.io/v2/octo/app/manifests/1: 405 Method Not Allowed',
    'oci://ghcr.io/octo.',
  ],
  [
    'Error: PUT "https://ghcr.io/v2/octo/charts/app:0.1.0/app/manifests/0.1.0": response status code 405: Method Not Allowed',
    'oci://ghcr.io/octo/charts.',
  ],
  [
    'Error: DELETE https://ghcr.io/v2/octo/team/app/manifests/sha256:0123: UNSUPPORTED: The operation is unsupported.',
    '/orgs/octo/packages/container/team%2Fapp/versions/ID',
  ],
])('names are filled in: %s', async (text, filled) => {
  expect((await only(text)).fix.summary).toContain(filled);
});

test('the login that keeps the token of gh is made anew with it', async () => {
  const { fix } = await only(
    [
      '$ gh auth token | docker login ghcr.io -u mona --password-stdin',
      'Login Succeeded',
      '$ docker push ghcr.io/mona/app:1',
      'error from registry: permission_denied: The token provided does not match expected scopes.',
    ].join('\n'),
  );
  expect(fix.command).toBe(
    'gh auth refresh -h github.com -s write:packages && gh auth token | docker login ghcr.io --username USER --password-stdin',
  );
});

test.each([
  [
    '#11 ERROR: failed to push ghcr.io/octo/app:pr-7: unexpected status: 403 Forbidden',
    /\bIf the run belongs/,
  ],
  [
    'It fails in every pull request from a fork:\nERROR: failed to push ghcr.io/octo/app:1: denied: installation not allowed to Write organization package',
    /\bThis run belongs/,
  ],
])('a run is a fork’s only where that was seen: %s', async (text, said) => {
  const finding = await only(text);
  expect([finding.id, finding.message]).toEqual(['read-only-run', expect.stringMatching(said)]);
});

describe('a connection that broke off was made', () => {
  test.each([
    ['error pulling image ghcr.io/octo/app:1: failed to copy: unexpected EOF', true],
    [
      'error pulling image ghcr.io/octo/app:1: stream error: stream ID 5; INTERNAL_ERROR; received from peer',
      true,
    ],
    [
      'Failed to pull image "ghcr.io/octo/app:1": failed to copy: read tcp 10.0.0.2:4432->192.0.2.34:443: read: connection reset by peer',
      true,
    ],
    ['Error response from daemon: Get "https://ghcr.io/v2/": net/http: TLS handshake timeout', false],
    [
      'Error response from daemon: Get "https://ghcr.io/v2/": dial tcp 192.0.2.34:443: connect: connection refused',
      false,
    ],
    ['Error: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host', false],
  ])('%s', async (text, isBroken) => {
    const [en, zh] = await Promise.all([only(text), only(text, 'zh-CN')]);
    expect(en.id).toBe('network-unreachable');
    expect([en.title.includes('broke off'), en.message.includes('broke off')]).toEqual([isBroken, isBroken]);
    expect([zh.title.includes('中断'), zh.message.includes('中断')]).toEqual([isBroken, isBroken]);
    if (isBroken)
      expect(en.fix.summary).toMatch(
        /^(?:Run docker again|Try it again|Delete the pod for a new pull) later\. /,
      );
  });
});
