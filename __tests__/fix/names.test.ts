/** Where a name is mended in a file: at each place of the whole name, and at none of what only shares a word with it. */
import { expect, test } from '@jest/globals';
import { lowerCaseEdits } from '../../src/fix/names.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

const NAME = 'ghcr.io/Octo/app';

function mended(text: string): string {
  const { document } = parseWorkflow('ci.yml', text);
  if (!document) throw new Error('not parsed');
  const edits = lowerCaseEdits(document, NAME);
  return edits.reduceRight(
    (made, { start, end, text: put }) => made.slice(0, start) + put + made.slice(end),
    text,
  );
}

test.each([
  [`a: ${NAME}`, 'a: ghcr.io/octo/app'],
  [`a: ${NAME}:1 ${NAME}:2`, 'a: ghcr.io/octo/app:1 ghcr.io/octo/app:2'],
  ['a: example/Octo/app', 'a: example/Octo/app'],
  ['a: see Octo in app', 'a: see Octo in app'],
  [
    `a: ghcr.io/Otto/app\nb: ${NAME}\nc: example/Octo/app`,
    'a: ghcr.io/Otto/app\nb: ghcr.io/octo/app\nc: example/Octo/app',
  ],
  ['a: Octo', 'a: Octo'],
  [`a: ${NAME}-two`, `a: ${NAME}-two`],
])('%s', (text, wanted) => expect(mended(`${text}\n`)).toBe(`${wanted}\n`));
