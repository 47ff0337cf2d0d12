/** A job that only the runner pulls for: its container and its services are what a pull is asked about, as far as it can be refused. */
import { describe, expect, test } from '@jest/globals';
import { imagesOf } from '../../src/observe/images.js';
import type { Question } from '../../src/observe/question.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

const STEP = '- uses: acme/ghcr-preflight@v1\n';
const JOB = 'runs-on: ubuntu-latest\n';

/** What is asked about; `?` where a refusal of it is none of this run. */
async function asked(keys: string, steps = '- run: ./test.sh\n', access: 'push' | 'pull' = 'pull') {
  const own = { login: 'docker' as const, images: [] };
  const workflow = await evidence({ [MAIN]: workflowOf(STEP + steps, JOB + keys) }, { own, access });
  const question: Question = {
    place: 'workflow',
    access,
    registry: 'ghcr.io',
    images: [],
    names: 'normalised',
    credentials: [],
    missing: [],
    run: RUN,
    event: {},
    workflow: null,
    workspace: null,
    env: {},
  };
  const { references, standIns } = imagesOf(question, workflow);
  return references.map((each) => `${each.reference}${standIns.includes(each) ? '?' : ''}`);
}

const DB = 'ghcr.io/octo/db:1';

describe('what the runner has pulled', () => {
  test.each([
    ['a service', `services: {db: {image: "${DB}"}}\n`, [`${DB}?`]],
    ['the container', `container: ${DB}\n`, [`${DB}?`]],
    [
      'a service in the legs of a matrix',
      'strategy: {matrix: {v: [1, 2]}}\nservices: {db: {image: "ghcr.io/octo/db:${{ matrix.v }}"}}\n',
      [`${DB}?`, 'ghcr.io/octo/db:2?'],
    ],
    ['with a login of its own', `container: {image: "${DB}", credentials: {username: x, password: y}}\n`, []],
    ['from another registry', 'services: {db: {image: "postgres:16"}}\n', ['ghcr.io/octo/app']],
  ])('%s', async (_, keys, expected) => expect(await asked(keys)).toEqual(expected));

  test('of an action', async () => expect(await asked('', `- uses: docker://${DB}\n`)).toEqual([`${DB}?`]));

  test('is no matter where a step pulls', async () =>
    expect(
      await asked(`services: {db: {image: "${DB}"}}\n`, '- run: docker run ghcr.io/octo/web:1\n'),
    ).toEqual(['ghcr.io/octo/web:1']));

  test('and nothing is asked about where a step starts what it has built', async () =>
    expect(await asked('', `- run: docker build -t ${DB} . && docker run ${DB}\n`)).toEqual([]));

  test('or where a push is asked for', async () =>
    expect(await asked(`container: ${DB}\n`, '- run: ./test.sh\n', 'push')).toEqual(['ghcr.io/octo/app']));
});
