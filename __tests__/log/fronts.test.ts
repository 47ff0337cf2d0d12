/** What an editor, a window or a log's keeper sets in front of each line, or around it, is nobody's word. */
import { describe, expect, test } from '@jest/globals';
import { withoutFronts } from '../../src/evidence/log/lines/fronts.js';
import { answerTo, explained } from './support.js';

const PUSH = ['The push refers to repository [ghcr.io/octo/app]', 'denied: denied'];
const each = (lines: readonly string[], front: (index: number) => string) =>
  lines.map((line, index) => `${front(index)}${line}`);

/** Texts that say something else when a word stands in front of their lines. */
const TEXTS: readonly string[] = [
  [
    '##[group]Run docker/login-action@v3',
    'with:',
    '  registry: ghcr.io',
    '##[endgroup]',
    '##[error]Input required and not supplied: password',
  ].join('\n'),
  [
    '$ curl -u octo:$TOKEN "https://ghcr.io/token?service=ghcr.io&scope=repository:octo/app:pull"',
    '{"errors":[{"code":"DENIED","message":"denied"}]}',
    '$ echo done',
  ].join('\n'),
  [
    '##[group]GITHUB_TOKEN Permissions',
    'Contents: read',
    'Packages: read',
    '##[endgroup]',
    'denied: installation not allowed to Write organization package',
  ].join('\n'),
];

describe('numbers in front of the lines of a text', () => {
  const LOOKS: [string, (index: number) => string][] = [
    ["an editor's, with a bar", (index) => `${String(index + 9).padStart(3)} | `],
    ["an editor's, with a line that is drawn", (index) => `${index + 9} │ `],
    ['those of cat -n', (index) => `${String(index + 1).padStart(6)}\t`],
    ['those of grep -n', (index) => `${index + 41}:`],
    ['with a colon', (index) => `${index + 1}: `],
    ['in brackets', (index) => `[${index + 1}] `],
    ['that begin with a letter', (index) => `L${index + 120}: `],
    ['with zeros', (index) => `${String(index + 1).padStart(4, '0')}  `],
  ];
  test.each(LOOKS)('%s change nothing', async (_, front) => {
    for (const text of TEXTS) {
      const shown = each(text.split('\n'), front).join('\n');
      expect(await answerTo(shown)).toEqual(await answerTo(text));
    }
  });
  test('the line that is named is that of the text', async () => {
    const [finding] = await explained(
      ' 41 | docker push ghcr.io/octo/app:3\n 42 | denied: permission_denied: write_package',
    );
    expect([finding?.id, finding?.location?.line]).toEqual(['package-not-granted', 2]);
  });
  test.each([
    ['do not count', ['12 | one', '40 | two']],
    ['are a clock', each(PUSH, (index) => `${index + 10}:30 `)],
    ['are a list that somebody wrote', each(PUSH, (index) => `${index + 1}. `)],
    ['are two amounts', ['1 image was pushed', '2 images were denied']],
    ['stand in one line alone', ['403: denied']],
  ])('that %s are none', (_, lines) => expect(withoutFronts(lines)).toEqual(lines));
});

describe('clocks in brackets in front of the lines of a text', () => {
  test('change nothing', async () => {
    for (const text of TEXTS) {
      const shown = each(text.split('\n'), (index) => `[10:00:0${index}] `).join('\n');
      expect(await answerTo(shown)).toEqual(await answerTo(text));
    }
  });
  test.each([
    ["a chat's stay", each(PUSH, (index) => `[10:00:0${index}] mona: `)],
    ["TeamCity's stay", each(PUSH, (index) => `[10:00:0${index}]W: `)],
    ['not each line has one', ['[10:00:00] one', 'two']],
  ])('%s', (_, lines) => expect(withoutFronts(lines)).toEqual(lines));
});

describe('records in JSON, a line each', () => {
  const record = (line: string, index: number) => ({
    time: `2026-11-02T10:00:0${index}.123Z`,
    level: 'info',
    message: line,
  });
  const LOOKS: [string, (line: string, index: number) => object][] = [
    ['with a level', record],
    [
      'of a pod',
      (line, index) => ({
        ts: `2026-11-02T10:00:0${index}Z`,
        pod: 'build-1',
        stream: 'stderr',
        log: `${line}\n`,
      }),
    ],
    ['with a count', (line, index) => ({ '@timestamp': `2026-11-02T10:00:0${index}Z`, seq: index, line })],
  ];
  test.each(LOOKS)('say what their lines say: %s', async (_, shape) => {
    for (const text of TEXTS) {
      const shown = text.split('\n').map((line, index) => JSON.stringify(shape(line, index)));
      const timed = each(text.split('\n'), (index) => `2026-11-02T10:00:0${index}Z `).join('\n');
      expect(await answerTo(shown.join('\n'))).toEqual(await answerTo(timed));
    }
  });
  test.each([
    [
      'an error in a field of its own',
      '{"time":"2026-11-02T10:00:00Z","msg":"pull","error":"denied: denied"}',
    ],
    ['an answer of the API', '{"message":"Bad credentials","status":"401"}'],
    ['a registry’s answer', '{"errors":[{"code":"DENIED","message":"denied"}]}'],
  ])('%s stays as it is', (_, line) => expect(withoutFronts([line])).toEqual([line]));
});

describe('a text of several lines as a field of JSON', () => {
  test.each(['message', 'error', 'stderr', 'msg'])('under %s', async (key) => {
    for (const text of TEXTS)
      expect((await answerTo(JSON.stringify({ [key]: text }))).ids).toEqual((await answerTo(text)).ids);
  });
});

describe('a table of values in quotes', () => {
  const inTable = (text: string) =>
    [
      '"@timestamp","message"',
      ...text
        .split('\n')
        .map((line, at) => `"Mar 1, 2026 @ 10:00:0${at}.000","${line.replaceAll('"', '""')}"`),
    ].join('\n');

  test.each([
    '#9 ERROR: failed commit on ref "layer-sha256:0123": no response',
    [
      'docker push ghcr.io/octo/app:1',
      'Error response from daemon: Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io: no such host',
    ].join('\n'),
    'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package',
  ])('says the same: %s', async (text) => {
    const { ids } = await answerTo(text);
    expect(ids).not.toEqual([]);
    expect((await answerTo(inTable(text))).ids).toEqual(ids);
  });

  test('is none where a line has another form', () => {
    const lines = ['"a","b"', 'denied: denied'];
    expect(withoutFronts(lines)).toEqual(lines);
  });
});
