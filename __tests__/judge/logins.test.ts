/** A login that a log shows failing is mended where it is made: in its action's inputs, or at its command. */
import { describe, expect, test } from '@jest/globals';
import type { Cause } from '../../src/causes/cause.js';
import { CAUSES } from '../../src/causes/index.js';
import { placeholders } from '../../src/causes/rules.js';
import type { Language } from '../../src/types.js';
import { explained } from '../log/support.js';

const LANGUAGES: Language[] = ['en', 'zh-CN'];
const fixOf = async (log: string, language: Language) =>
  (await explained(log, { language }))[0]?.fix.summary ?? '';
const action = (name: string, words: string, inputs = '  registry: ghcr.io') =>
  `##[group]Run ${name}\nwith:\n${inputs}\n##[endgroup]\n##[error]${words}\n`;

describe('a login with nothing to log in with', () => {
  const EMPTY = 'Username and password required';
  const USER = '  registry: ghcr.io\n  username: mona';

  test.each(LANGUAGES)(
    'in the run of a fork is left out, for nobody can give it a secret (%s)',
    async (language) => {
      const made = action('docker/login-action@v3', EMPTY, USER);
      expect(await fixOf(`Secret source: None\n${made}`, language)).toContain('if: ${{ github.event_name !=');
      for (const source of ['Actions', 'Dependabot'])
        expect(await fixOf(`Secret source: ${source}\n${made}`, language)).not.toContain('if: ');
      // A user name is no secret.
      const named = action('docker/login-action@v4', 'Username required');
      expect(await fixOf(`Secret source: None\n${named}`, language)).toContain(
        'username: ${{ github.actor }}',
      );
    },
  );
  const MADE: [string, string, string[]][] = [
    [
      'docker/login-action',
      action('docker/login-action@v3', EMPTY, USER),
      ['docker/login-action', 'password: ${{ secrets.GITHUB_TOKEN }}'],
    ],
    [
      'docker/login-action without a user',
      action('docker/login-action@v3', EMPTY),
      ['username: ${{ github.actor }}', 'password: ${{ secrets.GITHUB_TOKEN }}'],
    ],
    [
      'docker/login-action of newer versions',
      action('docker/login-action@v4', 'Username required'),
      ['docker/login-action', 'username: ${{ github.actor }}'],
    ],
    ['its sentence alone', `Error: ${EMPTY}`, ['docker/login-action', 'username: ${{ github.actor }}']],
    [
      'a command of a step',
      '##[group]Run docker login ghcr.io -u mona --password-stdin\n##[endgroup]\nError: Cannot perform an interactive login from a non TTY device\n',
      ['docker login', '--password-stdin'],
    ],
  ];

  describe.each(LANGUAGES)('in %s', (language) => {
    test.each(MADE)('%s', async (_, log, wanted) => {
      const fix = await fixOf(log, language);
      for (const words of wanted) expect(fix).toContain(words);
      expect(fix).not.toMatch(/gh(?:cr|itHub)-token|GHCR_TOKEN/i);
    });

    test('a user name that is given is not asked for', async () =>
      expect(await fixOf(action('docker/login-action@v3', EMPTY, USER), language)).not.toContain(
        'username:',
      ));

    test('our own action has inputs of its own', async () =>
      expect(await fixOf(action('org/ghcr-preflight@v1', EMPTY), language)).toContain('ghcr-token'));
  });
});

describe('a login that is refused', () => {
  const REFUSED = 'Error response from daemon: Get "https://ghcr.io/v2/": denied: denied';
  const log = action('docker/login-action@v3', REFUSED, '  registry: ghcr.io\n  username: mona');

  test('is of no image, and with what it was just given', async () => {
    const [finding] = await explained(log);
    expect([finding?.id, finding?.alternatives]).toEqual(['token-rejected', ['token-malformed']]);
  });

  test.each(LANGUAGES)('may be made with the token of the job instead (%s)', async (language) => {
    const fix = await fixOf(log, language);
    expect(fix).toContain('${{ secrets.GITHUB_TOKEN }}');
    expect(fix).toContain('packages: write');
  });

  test('as a message alone it may be a login that was kept', async () =>
    expect((await explained(REFUSED))[0]?.alternatives).toContain('stale-credential'));

  test.each(LANGUAGES)('no page of an owner is named whom nobody knows (%s)', (language) => {
    const found = CAUSES.find(({ id }) => id === 'package-not-found') as Cause;
    const hint = (owner: string) => found.text[language].tell?.({ ...placeholders(found), owner });
    expect(hint('')).not.toContain('OWNER');
    expect(hint('octo')).toContain('https://github.com/octo?tab=packages');
  });
});
