/**
 * Repositories as files, each named after what it shows: `fixtures/lint/NAME/expected.txt` has a line for each
 * finding, `severity id file:line job`, and none where `lint` must be silent.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/commands/lint.js';
import { said } from './repository.js';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'lint');

describe.each(readdirSync(FOLDER))('%s', (name) => {
  test('is judged as expected', async () => {
    const root = join(FOLDER, name);
    const expected = readFileSync(join(root, 'expected.txt'), 'utf8').split('\n').filter(Boolean);
    const result = await lint({ paths: [root], repository: 'octo/app', event: null, language: 'en', root });
    expect(said(result)).toEqual(expected);
    expect(result.problems).toEqual([]);
  });
});
