/**
 * The development corpus, where it is at hand (`GHCR_PREFLIGHT_SHARED`, else
 * `../shared`): `npm run corpus` says more about what it misses.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const corpus = join(process.env.GHCR_PREFLIGHT_SHARED ?? join(process.cwd(), '..', 'shared'), 'corpus');

(existsSync(corpus) ? test : test.skip)(
  'all of the corpus is found, and nothing else is said',
  () => {
    const { stdout } = spawnSync(process.execPath, ['scripts/corpus.mjs', corpus, '--below', '200'], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(
      /^\d+ cases: recall (\d+)\/\1 \(100\.0 %\), 0 false errors, 0 idle warnings, fixes (\d+)\/\2\n$/,
    );
  },
  120_000,
);
