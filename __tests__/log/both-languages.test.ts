/**
 * What a Chinese text names – commands, options, files, programs, products –, its English names too: a branch that is turned
 * round in one of the two languages says something else there, with words that are all right by themselves.
 */
import { describe, expect, test } from '@jest/globals';
import { CAUSES } from '../../src/causes/index.js';
import type { Finding } from '../../src/types.js';
import { strayNames } from '../both-languages.js';
import { explained, logCases } from './support.js';

const textOf = ({ title, message, fix, tell = [] }: Finding) =>
  [title, message, fix?.summary ?? '', ...tell.map(({ how }) => how)].join('\n');

describe.each(CAUSES.map(({ id }) => id))('%s', (id) => {
  test('of its logs', async () => {
    const stray: string[] = [];
    for (const { text, name } of logCases(id)) {
      const english = await explained(text);
      const chinese = await explained(text, { language: 'zh-CN' });
      expect(chinese.map((each) => each.id)).toEqual(english.map((each) => each.id));
      for (const [at, each] of chinese.entries()) {
        const words = strayNames(textOf(each), textOf(english[at] as Finding));
        stray.push(...words.map((word) => `${name}: ${word}`));
      }
    }
    expect([...new Set(stray)]).toEqual([]);
  });
});
