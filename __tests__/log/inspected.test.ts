/** What Node's console sets out over many lines, of an answer and of what was asked, is read as one line. */
import { describe, expect, test } from '@jest/globals';
import { withoutInspection } from '../../src/evidence/log/lines/inspected.js';
import { answerTo } from './support.js';

const first = async (lines: readonly string[]) => (await answerTo(lines.join('\n'))).ids[0];

const response = (status: number, url: string, lead = '') => [
  `${lead}Response {`,
  `  status: ${status},`,
  "  statusText: 'Sorry',",
  '  headers: Headers {',
  "    'x-github-request-id': 'ABCD:1'",
  '  },',
  '  ok: false,',
  `  url: '${url}'`,
  '}',
];

const axios = (method: string, url: string) => [
  'AxiosError: Request failed with status code 403',
  '    at settle (/app/node_modules/axios/lib/core/settle.js:19:12) {',
  "  code: 'ERR_BAD_REQUEST',",
  '  config: {',
  '    transitional: {',
  '      silentJSONParsing: true',
  '    },',
  `    method: '${method}',`,
  `    url: '${url}',`,
  '  },',
];

const MANIFEST = 'https://ghcr.io/v2/octo/app/manifests/1';

describe('an answer of fetch', () => {
  test('is one line with what tells', () => {
    const [line, ...rest] = withoutInspection(response(403, MANIFEST));
    expect(line).toBe(`Response { status: 403, statusText: 'Sorry', url: '${MANIFEST}' }`);
    expect(rest).toEqual(Array.from({ length: 8 }, () => ''));
  });

  test('is told by its status and its address', async () => {
    expect(await first(response(403, MANIFEST))).toBe('package-read-refused');
    expect(await first(response(404, MANIFEST))).toBe('manifest-not-found');
    expect(await first(response(429, MANIFEST, 'failed: '))).toBe('rate-limited');
    expect(await first(response(200, MANIFEST))).toBeUndefined();
    expect(await first(response(403, 'https://api.example.com/v1/x'))).toBeUndefined();
  });

  test('without an end it stays as it is', () => {
    const cut = response(403, MANIFEST).slice(0, -1);
    expect(withoutInspection(cut)).toEqual(cut);
  });
});

describe('what Axios asked', () => {
  test('tells by its method whether it was a pull', async () => {
    expect(await first(axios('get', MANIFEST))).toBe('package-read-refused');
    expect(await first(axios('put', MANIFEST))).toBe('package-not-granted');
  });

  test('above the message, too', async () => {
    const [message = '', ...config] = axios('get', MANIFEST);
    expect(await first([...config.slice(2), message])).toBe('package-read-refused');
  });

  test('in one line', async () => {
    const error = {
      message: 'Request failed with status code 403',
      config: { url: MANIFEST, method: 'get' },
    };
    expect(await first([JSON.stringify(error)])).toBe('package-read-refused');
  });

  test('of another host is none of ours', async () => {
    expect(
      await first([...axios('get', 'https://api.example.com/x'), 'image: ghcr.io/octo/app:1']),
    ).toBeUndefined();
  });
});
