/** Files whose lines end otherwise: they are judged by the same lines, and mended where they stand. */
import { expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const FILE = workflow(
  `${login()}\n- run: |\n    true\n    docker push ghcr.io/octo/App${build()}`,
  'permissions: {contents: read}',
);
const WITH: [string, string][] = [
  ['with line feeds', FILE],
  ['with both', FILE.replaceAll('\n', '\r\n')],
  ['with carriage returns alone', FILE.replaceAll('\n', '\r')],
  ['with a byte order mark', `\uFEFF${FILE}`],
  ['with a carriage return here and there', FILE.replace('steps:\n', 'steps:\r').replace('true\n', 'true\r')],
];

test.each(WITH)('%s', async (_, text) => {
  const result = await lintFiles({ [MAIN]: text });
  expect(said(result)).toEqual(said(await lintFiles({ [MAIN]: FILE })));
  const edits = result.repairs.flatMap((each) => each.edits);
  const mended = applyEdits(result.texts[MAIN] as string, edits);
  expect(mended.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')).toBe(
    FILE.replace('contents: read', 'contents: read, packages: write').replace('octo/App', 'octo/app'),
  );
  // What is not mended stays as it is.
  expect(mended.replace('octo/app', 'octo/App').replace(', packages: write', '')).toBe(text);
});
