/** The run as the step sees it: what `@actions/github` says, and what stays when it can't. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { runEvidence } from '../../src/evidence/run.js';

const saved = process.env;
let folder = '';
let runContext: typeof import('../../src/faces/action/context.js').runContext;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'context-'));
  process.env = {
    GITHUB_EVENT_PATH: path.join(folder, 'event.json'),
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_ACTOR: 'mona',
    GITHUB_JOB: 'image',
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
    GITHUB_WORKFLOW_SHA: '0123',
  };
  // The package reads the event once, when it is loaded.
  jest.resetModules();
  ({ runContext } = await import('../../src/faces/action/context.js'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env = saved;
});

const event = (text: string) => writeFileSync(path.join(folder, 'event.json'), text);

/** What does not hang on the event. */
const known = {
  ...{ event: 'pull_request', actor: 'mona', repository: 'octo/app', owner: 'octo', job: 'image' },
  ...{ workflowPath: '.github/workflows/ci.yml', workflowSha: '0123', serverUrl: 'https://github.com' },
};

/** What the log shows meanwhile. */
async function quietly<T>(look: () => Promise<T>): Promise<{ found: T; log: string }> {
  let log = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    log += text;
    return true;
  });
  try {
    return { found: await look(), log };
  } finally {
    spy.mockRestore();
  }
}

test('the event, and from the environment what the context lacks', async () => {
  event(
    '{"pull_request":{"head":{"repo":{"full_name":"fork/app"}},"base":{"repo":{"full_name":"octo/app"}}}}',
  );
  const context = await runContext();
  expect(runEvidence(process.env, context, null)).toMatchObject({
    ...known,
    readOnly: 'fork',
    headRepository: 'fork/app',
  });
});

test.each([
  ['is no JSON', () => event('{"pull_request": ')],
  ['is empty', () => event('')],
  ['is not there', () => {}],
])('an event that %s costs the payload and nothing else, and the log stays silent', async (_, prepare) => {
  prepare();
  const { found, log } = await quietly(runContext);
  expect(found.payload).toBeNull();
  expect(runEvidence(process.env, found, null)).toMatchObject({ ...known, readOnly: null });
  expect(log).toBe('');
});

test('without an event file at all', async () => {
  delete process.env.GITHUB_EVENT_PATH;
  expect((await runContext()).payload).toBeNull();
});
