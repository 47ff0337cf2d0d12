/**
 * The development corpus, which is not part of this project (see ../shared.ts): `npm run corpus` says more
 * about what it misses. The same rules inside: logins, pushes, reading, runs, calls and names beside this file.
 */
import { expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { judgeCorpus } from '../../scripts/corpus.mjs';
import { lint } from '../../src/commands/lint.js';
import { applyRepairs } from '../../src/fix/rounds.js';
import { sharedFolder } from '../shared.js';

const corpus = sharedFolder('corpus');

(corpus ? test : test.skip)(
  'shared material: all of the corpus is found, and nothing else is said',
  async () => {
    const { lines } = await judgeCorpus(corpus as string, { lint, applyRepairs, parseDocument });
    expect(lines).toEqual([
      expect.stringMatching(
        /^\d+ cases: recall (\d+)\/\1 \(100\.0 %\), 0 false errors, 0 idle warnings, fixes (\d+)\/\2$/,
      ),
    ]);
  },
  600_000,
);
