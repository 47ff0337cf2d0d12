/** What a look at the workflow's text tells of later steps, where the images are given and it need not be read. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { signsOfLater } from '../../src/observe/later-login.js';
import type { Question } from '../../src/observe/question.js';
import { MAIN, RUN, workflowOf } from './reading.js';

const workspace = mkdtempSync(path.join(tmpdir(), 'later-signs-'));
mkdirSync(path.join(workspace, path.dirname(MAIN)), { recursive: true });
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

function mayNameUnfit(script: string, repository: string): boolean {
  writeFileSync(path.join(workspace, MAIN), workflowOf(`- run: ${script}\n`));
  const run = { ...RUN, repository, workflowPath: MAIN, job: 'build' };
  const question: Partial<Question> = {
    login: 'docker',
    workspace,
    run,
    workflow: null,
    registry: 'ghcr.io',
  };
  return signsOfLater(question as Question).misspelt;
}

test.each([
  ['docker push ghcr.io/Octo/app', 'octo/app', true],
  ['docker push ghcr.io/octo/my-App:1', 'octo/app', true],
  ['docker push ghcr.io/${{ github.repository }}', 'Octo/app', true],
  ['docker push "ghcr.io/$GITHUB_REPOSITORY:1"', 'octo/App', true],
  ['docker push ghcr.io/${{ github.repository }}', 'octo/app', false],
  ['docker push ghcr.io/octo/app:V1', 'octo/App', false],
  ['docker push quay.io/Octo/app', 'octo/app', false],
])('%s in %s', (script, repository, expected) => expect(mayNameUnfit(script, repository)).toBe(expected));
