/** What a checkout's workflows will push, by a step's action and by a script of the shell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { plannedPushes } from '../../src/workflow/planning/planned-pushes.js';

async function planned(steps: string): Promise<string[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'planned-'));
  try {
    mkdirSync(path.join(root, '.github/workflows'), { recursive: true });
    writeFileSync(
      path.join(root, '.github/workflows/publish.yml'),
      `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
    );
    const { pushes } = await plannedPushes(root, 'octo/app', 'ghcr.io');
    return pushes.map(({ image, places }) => `${image} ${places.map(({ line }) => line).join(' ')}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const ACTION = `      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/octo/app:1
`;
const SCRIPT = '      - run: docker push ghcr.io/octo/tools:1\n';

test('by an action', async () => {
  expect(await planned(ACTION)).toEqual(['ghcr.io/octo/app 9']);
});

test('by a script, for which the grammar of the shell is loaded', async () => {
  expect(await planned(SCRIPT)).toEqual(['ghcr.io/octo/tools 6']);
  expect(await planned(`${ACTION}${SCRIPT}`)).toEqual(['ghcr.io/octo/app 9', 'ghcr.io/octo/tools 10']);
});
