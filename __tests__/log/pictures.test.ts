/** What a program that reads pictures makes of a message, and what an editor sets in front of its lines. */
import { describe, expect, test } from '@jest/globals';
import { printedLines } from '../../src/evidence/log/lines/pasted.js';
import { explained } from './support.js';

const ids = async (text: string) => (await explained(text)).map(({ id }) => id);
const printed = (...lines: string[]) => printedLines(lines).map(({ raw }) => raw);

describe('a picture that was read', () => {
  test.each([
    [
      'two spaces',
      'Error  response  from  daemon:  Head  "https://ghcr.io/v2/octo/app/manifests/3":  denied:  denied',
    ],
    [
      'a space in front of each colon',
      'Error response from daemon : Head "https://ghcr.io/v2/octo/app/manifests/3" : denied : denied',
    ],
    [
      'a space behind the dot',
      'Error response from daemon: Head "https://ghcr. io/v2/octo/app/manifests/3": denied: denied',
    ],
  ])('%s', async (_, text) => expect(await ids(text)).toEqual(['stale-credential']));

  test('a name without a refusal has a space in it', async () =>
    expect(await ids('docker pull ghcr. io/octo/app:3\nmanifest unknown')).toEqual(['manifest-not-found']));

  test('a table has single spaces, too', () => {
    const table = ['NAME    READY   STATUS', 'app-1   0/1     Image pull failed'];
    expect(printed(...table)).toEqual(table);
  });
  test('other colons stand where they should', () => {
    const mixed = ['Task : Docker', 'Error: denied'];
    expect(printed(...mixed)).toEqual(mixed);
  });
});
