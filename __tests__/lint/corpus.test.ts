/**
 * The development corpus, which is not part of this project (see ../shared.ts): `npm run corpus` says more
 * about what it misses. The same rules inside: logins, pushes, reading, runs, calls and names beside this file.
 */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { sharedFolder } from '../shared.js';

const corpus = sharedFolder('corpus');

(corpus ? test : test.skip)(
  'shared material: all of the corpus is found, and nothing else is said',
  () => {
    const { stdout } = spawnSync(process.execPath, ['scripts/corpus.mjs', corpus as string], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(
      /^\d+ cases: recall (\d+)\/\1 \(100\.0 %\), 0 false errors, 0 idle warnings, fixes (\d+)\/\2\n$/,
    );
  },
  600_000,
);
