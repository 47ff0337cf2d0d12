/** A list that holds the registry's addresses, each with a status, tells of nobody who was refused; a message does. */
import { describe, expect, test } from '@jest/globals';
import { isOfAList } from '../../src/evidence/log/people/listed.js';
import { answerTo } from './support.js';

const first = async (text: string) => (await answerTo(text)).ids[0];

const TAGS = 'https://ghcr.io/v2/octo/app/tags/list';

describe('of a list', () => {
  test.each([
    ['an entry of a map', `"${TAGS}": 403,`],
    ['the same with what stands around it', `{'${TAGS}': 401}`],
    ['an entry of Ruby', `  '${TAGS}' => 404,`],
    ['a status in quotes', `"${TAGS}": "403",`],
    ['a row', `| ${TAGS} | 403 | when not logged in |`],
    ['a row of code', `| \`${TAGS}\` | 401 |`],
    ['a row with the method', `| GET ${TAGS} | 403 Forbidden | the package is private |`],
    ['a row that is drawn', `│ ${TAGS} │ 401 │ anonymous │`],
    ['a row without its edges', `${TAGS} | 403 | when not logged in`],
    ['what a checker left out', `[403] ${TAGS} | excluded`],
    ['the same in brackets', `* [403] <${TAGS}> (excluded)`],
    ['what it skipped', `${TAGS}: 403 (skipped)`],
  ])('%s', async (_, line) => {
    expect(isOfAList(line.trim())).toBe(true);
    expect(await first(line)).toBeUndefined();
  });
});

describe('of a message', () => {
  test.each([
    ['with a method', `Get "${TAGS}": 403`],
    ['with a word', `error "${TAGS}": 403`],
    ['of a checker', `[403] ${TAGS} | Forbidden`],
    ['of a logger that sets bars', `ERROR | registry | ${TAGS} | 403 Forbidden`],
    ['of one with its time', `11:02:01 | worker | ${TAGS} | 403 Forbidden`],
    ['that ends with a word of its own', `${TAGS}: 403 Forbidden (not allowed)`],
  ])('%s', async (_, line) => {
    expect(isOfAList(line)).toBe(false);
    expect(await first(line)).toBe('package-read-refused');
  });
});
