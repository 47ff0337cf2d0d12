/** A name that is asked about in the place of one that nobody knows: a refusal of its package alone is none of the other. */
import { describe, expect, test } from '@jest/globals';
import { overallVerdict } from '../../src/evidence/registry/verdict.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import { noteStandIns } from '../../src/observe/stand-ins.js';
import { evidence, MAIN, RUN, workflowOf } from './reading.js';

async function verdictOf(
  permissions: string,
  message: string,
  isStandIn = true,
  readOnly: 'fork' | null = null,
) {
  const answer = { outcome: 'refused', step: 'upload', status: 403, message };
  const answers = [{ token: 'github-token', answer }];
  const image = { image: {}, answers, logins: [], isStandIn } as unknown as ImageEvidence;
  const steps = '- uses: acme/ghcr-preflight@v1\n- run: docker push ghcr.io/octo/$(cat name)\n';
  const workflow = await evidence({ [MAIN]: workflowOf(steps, `runs-on: ubuntu-latest\n${permissions}`) });
  noteStandIns([image], workflow, { ...RUN, readOnly });
  return overallVerdict({ images: [image], chosen: 'github-token', unknownPushes: [] });
}

const WRITE = 'installation not allowed to Write organization package';
const MAY = 'permissions: {packages: write}';

describe('the verdict', () => {
  test('is open where the job may write: it may be about that package alone', async () =>
    expect(await verdictOf(MAY, WRITE)).toBe('unknown'));

  test.each<[string, Parameters<typeof verdictOf>]>([
    ['the job may not write', ['permissions: {packages: read}', WRITE]],
    ['nobody says that it may', ['', WRITE]],
    ['a new package is refused', [MAY, 'installation not allowed to Create organization package']],
    ['the image itself is pushed', [MAY, WRITE, false]],
    ['it is the run of a fork', [MAY, WRITE, true, 'fork']],
  ])('is no where %s', async (_, given) => expect(await verdictOf(...given)).toBe('denied'));
});
