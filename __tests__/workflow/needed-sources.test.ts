/** Which images the registry is asked to let read, because a command copies them or a job needs them in front of its push. */
import { describe, expect, test } from '@jest/globals';
import { askForNeeded } from '../../src/observe/needed-sources.js';
import type { Question } from '../../src/observe/question.js';
import { RUN } from './reading.js';

type Given = Parameters<typeof askForNeeded>;

/** The names that are asked about, and with whose token; beside the job's own this step has `tokens`. */
async function asked(acts: object[], images: string[] | null = null, tokens: string[] = []) {
  const common = { isHostKnown: true, runs: 'yes', logins: [], role: 'image' };
  const found: string[] = [];
  await askForNeeded(
    acts.map((each) => ({ ...common, ...each })) as unknown as Given[0],
    {
      imagesFrom: images ? 'input' : 'steps',
      references: (images ?? []).map((name) => ({ name })),
    } as unknown as Given[1],
    { run: RUN, registry: 'ghcr.io' } as unknown as Question,
    {
      ask: async (read: { name: string }[], credential: { source: string } | null) => {
        found.push(...read.map(({ name }) => `${name} ${credential?.source}`));
        return [];
      },
      own: { source: 'github-token' },
      credentials: tokens.map((source) => ({ source })),
    } as unknown as Given[3],
  );
  return found;
}

const at = (line: number, file = 'ci.yml') => ({ location: { file, line } });
const copied = (name: string, place: object) => ({
  reference: `ghcr.io/${name}`,
  access: 'pull',
  isCopied: true,
  ...place,
});
const pushed = (name: string, place: object) => ({ reference: `ghcr.io/${name}`, access: 'push', ...place });

describe('of what is copied', () => {
  const ours = [copied('acme/one:1', at(1)), pushed('octo/one:1', at(1))];

  test.each<[string, object[]]>([
    ['another line', [copied('acme/other:1', at(2)), pushed('octo/other:1', at(2))]],
    [
      'that line of another file',
      [copied('acme/other:1', at(1, 'a.sh')), pushed('octo/other:1', at(1, 'a.sh'))],
    ],
  ])('what goes by %s to an image that the question is not about is not asked for', async (_, others) => {
    expect(await asked([...ours, ...others], ['octo/one'])).toEqual(['acme/one github-token']);
    expect(await asked([...ours, ...others])).toEqual(['acme/one github-token', 'acme/other github-token']);
  });

  test('a package that the job pushes is not', async () =>
    expect(await asked([copied('octo/one:1', at(1)), pushed('octo/one:2', at(1))])).toEqual([]));

  test('nor one in a command that this run does not come to', async () =>
    expect(await asked([{ ...ours[0], runs: 'no' }, ours[1] as object])).toEqual([]));

  test('nor a name that is none', async () =>
    expect(await asked([copied('acme/One:1', at(1)), pushed('octo/one:1', at(1))])).toEqual([]));

  test('nor with a login that nobody knows', async () => {
    const logins = (token: string, sure: boolean) => [{ token, sure, isPassed: false }];
    const withLogin = (token: string, sure: boolean) =>
      asked([{ ...ours[0], logins: logins(token, sure) }, ours[1] as object]);
    expect(await withLogin('unknown', true)).toEqual([]);
    expect(await withLogin('github-token', false)).toEqual([]);
    // Nobody has this token here.
    expect(await withLogin('ghcr-token', true)).toEqual([]);
  });

  test('one login tells the token, where it is sure and not passed by', async () => {
    const found = { token: 'ghcr-token', sure: true, isPassed: false };
    const withLogins = (...logins: object[]) =>
      asked([{ ...ours[0], logins }, ours[1] as object], null, ['ghcr-token']);
    expect(await withLogins(found)).toEqual(['acme/one ghcr-token']);
    expect(await withLogins({ ...found, token: 'own', isPassed: true }, found)).toEqual([
      'acme/one ghcr-token',
    ]);
    expect(await withLogins({ ...found, isPassed: true })).toEqual(['acme/one github-token']);
    expect(await withLogins({ ...found, sure: false })).toEqual([]);
    expect(await withLogins(found, { ...found, token: 'own' })).toEqual([]);
  });
});

test('what ends the job in front of a push is asked for, and not what stands behind it', async () => {
  const needed = { reference: 'ghcr.io/acme/base:1', access: 'pull', endsJob: true, ...at(1) };
  const push = pushed('octo/app:1', at(2));
  expect(await asked([needed, push])).toEqual(['acme/base github-token']);
  expect(await asked([push, needed])).toEqual([]);
});
