/** Whose answer is it: the registry's, or that of something between? */
import { describe, expect, test } from '@jest/globals';
import { troubleOf } from '../../src/evidence/registry/answer.js';

const response = (status: number, body: string, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers,
  truncated: false,
});
const HTML = { 'content-type': 'text/html' };

describe('something between answered', () => {
  test.each([
    [
      'a page',
      403,
      '<html><head><title>Blocked</title></head><body><h1>No &nbsp; access</h1></body></html>',
      'Blocked No access',
    ],
    ['a page without a title', 404, '<!doctype html>\n<p>Zscaler</p>\n<script>x()</script>', 'Zscaler'],
    ['a page that begins with blanks', 403, '\n <p>\n Sign in</p>', 'Sign in'],
    ['plain text', 401, 'Access denied\nby policy 7\n', 'Access denied by policy 7'],
    ['a tag that does not end', 403, 'Denied <b', 'Denied'],
  ])('%s', (_, status, body, words) => {
    expect(troubleOf(response(status, body))).toEqual({
      kind: 'intercepted',
      detail: `HTTP ${status}: ${words}`,
    });
  });

  test.each([407, 511])("HTTP %i, which is never a registry's, whatever it carries", (status) => {
    expect(troubleOf(response(status, ''))).toEqual({ kind: 'intercepted', detail: `HTTP ${status}` });
    const json = response(status, '{"message":"log in"}', { 'content-type': 'application/json' });
    expect(troubleOf(json)?.kind).toBe('intercepted');
  });

  test('its words are cut, in one line', () => {
    const { detail } = troubleOf(response(403, 'long '.repeat(1000))) as { detail: string };
    expect(detail.length).toBeLessThan(140);
    expect(detail).toMatch(/…$/);
  });
});

describe("the registry's own word", () => {
  test.each([
    ['an OCI error', response(403, '{"errors":[{"code":"DENIED","message":"denied"}]}')],
    ['JSON by its type', response(403, 'denied', { 'content-type': 'application/json' })],
    ['an empty body', response(403, ' ')],
    ['text with a challenge', response(401, 'unauthorized', { 'www-authenticate': 'Basic realm="x"' })],
    [
      "text with a registry's mark",
      response(404, 'not found', { 'docker-distribution-api-version': 'registry/2.0' }),
    ],
  ])('%s', (_, answer) => expect(troubleOf(answer)).toBeNull());
});

test('a page without a word is nobody in between', () => {
  expect(troubleOf(response(403, '<p></p>\n'))).toBeNull();
  expect(troubleOf(response(403, '<html><br></html>', HTML))?.kind).toBe('unavailable');
});

test.each([
  ['in plain text', response(403, 'You have exceeded a secondary rate limit.')],
  ['in JSON', response(403, '{"errors":[{"message":"You have exceeded a secondary rate limit."}]}')],
])('a limit is one, %s', (_, answer) => expect(troubleOf(answer)?.kind).toBe('rate-limited'));

test("GitHub's own page is in nobody's place", () => {
  const page = response(403, '<html>Unicorn</html>', { ...HTML, 'x-github-request-id': 'C0DE:1' });
  expect(troubleOf(page)?.kind).toBe('unavailable');
});
