/** A report or a log that is given as JSON, in which its lines are one text. */
import { describe, expect, test } from '@jest/globals';
import { explanation } from '../../src/commands/explain.js';
import { answerTo, pieces } from './support.js';

const REPORT = [
  '## Problem',
  'Pushing to ghcr.io/octo/app fails with 403 Forbidden.',
  '## Root cause',
  'The PAT only has read:packages.',
].join('\n');
const LOG = 'docker login ghcr.io\nLogin Succeeded\ndocker push ghcr.io/octo/app:1\ndenied: denied';

describe('as an API hands it out', () => {
  test.each([
    ['in one line', JSON.stringify({ body: REPORT })],
    ['set out', JSON.stringify({ title: 'Push fails', labels: ['bug'], body: REPORT }, null, 2)],
    ['in a list', JSON.stringify([{ user: { login: 'octo' }, body: REPORT }])],
    ['in an answer', JSON.stringify({ data: { issue: { body: REPORT } } })],
  ])('%s', async (_, text) => expect((await answerTo(text)).ids).toEqual(['token-lacks-scope']));

  test('a log is read as it stands there', async () =>
    expect(await answerTo(JSON.stringify({ log: LOG }))).toEqual(await answerTo(LOG)));

  test('what is found stands where it begins in the file', async () => {
    const text = JSON.stringify({ title: 'Push fails', body: REPORT }, null, 2);
    const source = { name: 'issue.json', job: null, isAsked: false, open: async () => pieces(text) };
    const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
    expect(report.findings.map(({ location }) => location)).toMatchObject([{ file: 'issue.json', line: 3 }]);
  });
});

describe('a message of one line as a field', () => {
  test.each([
    [
      'podman',
      'Error: trying to reuse blob sha256:0123 at destination: failed to read from destination repository octo/app: 403 (Forbidden)',
    ],
    [
      'docker, of a status',
      'Error response from daemon: received unexpected HTTP status: 503 Service Unavailable',
    ],
  ])('says the same as it says alone: %s', async (_, message) => {
    const { ids } = await answerTo(message);
    expect(ids).not.toEqual([]);
    expect((await answerTo(JSON.stringify({ message }))).ids).toEqual(ids);
    expect((await answerTo(JSON.stringify({ name: 'push', data: { error: message } }, null, 2))).ids).toEqual(
      ids,
    );
  });
  test('what was asked stands in a field of its own', async () => {
    const said = async (url: string, error: string) =>
      (await answerTo(JSON.stringify({ request: { url }, error }))).ids[0];
    expect(await said('https://quay.io/v2/octo/app/manifests/1', 'unauthorized')).toBeUndefined();
    expect(
      await said('https://docker.acme.example/v2/o/n/tags/list', 'Datasource unauthorized'),
    ).toBeUndefined();
    expect(await said('https://ghcr.io/v2/octo/app/manifests/1', 'unauthorized')).toBe(
      'package-read-refused',
    );
  });
  test('an answer of the API stays one', async () => {
    const documentation_url = 'https://docs.github.com/rest';
    expect((await answerTo(JSON.stringify({ message: 'denied', documentation_url }))).ids).toEqual([]);
  });
});

test("a registry's answer is none of these", async () => {
  const answer = '{"errors":[{"code":"DENIED","message":"permission_denied: write_package"}]}';
  expect((await answerTo(answer)).ids).toEqual(['package-not-granted']);
});

test("a container's runtime writes a line so, whose words stand where they stand", async () => {
  const text = '{"log":"denied: permission_denied: create_package\\n","stream":"stderr"}\n';
  const source = { name: 'app.log', job: null, isAsked: false, open: async () => pieces(text) };
  const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
  expect(report.findings.map(({ location }) => location)).toMatchObject([{ line: 1, column: 9 }]);
});
