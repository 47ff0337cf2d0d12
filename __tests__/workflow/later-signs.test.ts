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

function signsIn(steps: string, repository = 'octo/app', env: Question['env'] = {}) {
  writeFileSync(path.join(workspace, MAIN), workflowOf(steps));
  const run = { ...RUN, repository, workflowPath: MAIN, job: 'build' };
  const question: Partial<Question> = {
    login: 'docker',
    workspace,
    run,
    workflow: null,
    registry: 'ghcr.io',
    env,
  };
  return signsOfLater(question as Question);
}

const mayNameUnfit = (script: string, repository: string, env: Question['env'] = {}) =>
  signsIn(`- run: ${script}\n`, repository, env).misspelt;

test.each([
  ['docker push ghcr.io/Octo/app', 'octo/app', true],
  ['docker push ghcr.io/octo/my-App:1', 'octo/app', true],
  ['docker push ghcr.io/${{ github.repository }}', 'Octo/app', true],
  ['docker push "ghcr.io/$GITHUB_REPOSITORY:1"', 'octo/App', true],
  ['docker push ghcr.io/${{ github.repository }}', 'octo/app', false],
  ['docker push ghcr.io/octo/app:V1', 'octo/App', false],
  ['docker push quay.io/Octo/app', 'octo/app', false],
])('%s in %s', (script, repository, expected) => expect(mayNameUnfit(script, repository)).toBe(expected));

test.each([
  ['docker push ghcr.io/octo/app:$TAG', {}, true],
  ['docker push ghcr.io/octo/app:${{ env.TAG }}', {}, true],
  ['docker push ${{ env.HOST }}/octo/app:1', {}, true],
  ['docker push ghcr.io/octo/app:$TAG', { TAG: '1' }, false],
  ['docker push ghcr.io/octo/app:${{ env.TAG }}', { TAG: '1' }, false],
  ['TAG=1; docker push ghcr.io/octo/app:$TAG', {}, false],
  ['docker push ghcr.io/octo/app:1 > $LOG', {}, false],
])('a variable that nothing sets in %s with %j', (script, env, expected) =>
  expect(mayNameUnfit(script, 'octo/app', env)).toBe(expected),
);

test.each([
  ['docker push ghcr.io/octo/app:1 ghcr.io/octo/app:2', true],
  ['docker image push -a ghcr.io/octo/app:1', true],
  ['docker push ghcr.io/octo/app@sha256:abc', true],
  ['docker push ghcr.io/octo/app:{1,2}', true],
  ['docker push "ghcr.io/octo/app:$(date)"', true],
  ['TAG=$(date); docker push ghcr.io/octo/app:$TAG', true],
  ['TAG=1 docker push ghcr.io/octo/app:$TAG', true],
  ['docker push "ghcr.io/octo/app:1" 2>&1 | tee log', false],
  ['docker push ghcr.io/octo/app:${GITHUB_SHA} && echo done', false],
])('what a client refuses in %s', (script, expected) =>
  expect(mayNameUnfit(`|\n    ${script}`, 'octo/app', { GITHUB_SHA: '1' })).toBe(expected),
);

const TOKEN = '  env: {T: "${{ secrets.GHCR_TOKEN }}"}\n';
test.each([
  ['a task with a token', `- run: make publish\n${TOKEN}`, true],
  ['a script with one', `- run: ./publish.sh\n${TOKEN}`, true],
  ['a program with one', `- run: python ci/publish.py\n${TOKEN}`, true],
  ['a token in its words', '- run: just publish "${{ github.token }}"\n', true],
  ['a task without one', '- run: make publish\n', false],
  ['a client with a token', '- run: oras push -u x -p "${{ github.token }}" ghcr.io/octo/app a\n', true],
  [
    'a client with another file',
    '- run: helm push --registry-config a.json a.tgz oci://ghcr.io/octo\n',
    true,
  ],
  ['docker with another folder', '- run: docker --config a push ghcr.io/octo/app\n', true],
  ['a container', '- run: docker run acme/kaniko --destination ghcr.io/octo/app\n', true],
  ['another user', '- run: su deploy -c "docker push ghcr.io/octo/app"\n', true],
  ['a plain push', '- run: docker push ghcr.io/octo/app\n', false],
  ['a token for a client alone', `- run: docker push ghcr.io/octo/app\n${TOKEN}`, false],
  [
    'a token for an action alone',
    '- uses: acme/release@v1\n  with: {key: "${{ secrets.RELEASE }}"}\n- run: make\n',
    false,
  ],
])('%s may log in where nobody looks: %#', (_, steps, expected) =>
  expect(signsIn(steps).login).toBe(expected),
);
