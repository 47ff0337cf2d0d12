/** Our own workflows, where what they do is not what they say. */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, '.github/workflows');

interface Step {
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}

const workflows = readdirSync(folder).map((name) => {
  const { jobs } = parse(readFileSync(path.join(folder, name), 'utf8'));
  return { name, steps: Object.values<{ steps?: Step[] }>(jobs).flatMap(({ steps = [] }) => steps) };
});
const isOf = (action: string) => (step: Step) => step.uses?.startsWith(`${action}@`) ?? false;

// docker/build-push-action leaves the record of a build as an artifact (its README, DOCKER_BUILD_RECORD_UPLOAD), which is
// none that actions/download-artifact can unpack beside the others.
test.each(workflows)('$name takes up no artifact that it has not made itself', ({ steps }) => {
  const takesAll = steps
    .filter(isOf('actions/download-artifact'))
    .some((step) => !step.with?.name && !step.with?.pattern);
  const records = steps
    .filter(isOf('docker/build-push-action'))
    .filter(({ env }) => env?.DOCKER_BUILD_RECORD_UPLOAD !== 'false');
  expect(takesAll ? records : []).toEqual([]);
});
