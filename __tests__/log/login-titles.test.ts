/** The title of a step tells whose registry a login is for, where the page that was copied shows none of its inputs. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const RAN = 'Run docker/login-action@v3';
const ids = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids;
const FAILED = 'Error: Username and password required';

describe('a login without its inputs', () => {
  test.each([
    'Log in to GHCR',
    'Login to GitHub Container Registry',
    '🔐 Log in to ghcr.io',
    '### Docker login (GHCR)',
    'Authenticate with GitHub Packages',
  ])('%s', async (title) => expect(await ids(title, RAN, FAILED)).toEqual(['token-missing']));

  test.each(['Log in to Docker Hub', 'Log in to Docker Hub and GHCR'])('%s tells of another', async (title) =>
    expect(await ids(title, RAN, FAILED)).toEqual([]),
  );

  test.each(['Build and push to GHCR', 'Set up Docker Buildx'])('%s tells nothing', async (title) => {
    const [finding] = await explained([title, RAN, FAILED].join('\n'));
    expect([finding?.id, finding?.confidence]).toEqual(['token-missing', 'possible']);
  });

  test('says less than the inputs, where they are shown: without a registry it is Docker Hub', async () => {
    expect(await ids('Log in to GHCR', RAN, 'with:', '  ecr: auto', '  logout: true', FAILED)).toEqual([]);
    expect(await ids('Log in to GHCR', `##[group]${RAN}`, 'with:', '##[endgroup]', FAILED)).toEqual([]);
  });
});
