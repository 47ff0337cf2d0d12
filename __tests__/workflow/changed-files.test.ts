/** Of files that have to be fetched, nothing is known at the first question, and is at the next. */
import { expect, test } from '@jest/globals';
import { isOpenFile, madeEnvFiles } from '../../src/workflow/reading/files/changed-files.js';
import { FetchedProject } from '../../src/workflow/repository/fetched-project.js';
import { jobText } from '../../src/workflow/text/job.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

test('a script that came in since it was first asked for says what it changes', () => {
  const parsed = parseWorkflow(
    'ci.yml',
    'on: push\njobs:\n  build:\n    steps:\n      - run: ./scripts/names.sh\n',
  );
  const { document } = parsed;
  if (!document) throw new Error('no workflow');
  const job = jobText(document, 'build');
  if (!job) throw new Error('no job');
  const project = new FetchedProject('octo/app');
  const steps = { job, document, project };
  const isMade = () => isOpenFile(steps, 'compose.yml', 'image: ghcr.io/Octo/app:1\n');

  expect([isMade(), madeEnvFiles(steps)]).toEqual([false, []]);
  const { wanted } = project.takeWanted(9);
  expect(wanted).toEqual(['scripts/names.sh']);
  project.put('scripts/names.sh', 'sed -i s/Octo/octo/ compose.yml\ncp .env.ci .env\n');
  expect([isMade(), madeEnvFiles(steps)]).toEqual([true, ['.env']]);
});
