/** Scripts that only print: they are passed over, and nothing is passed over that does more. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyAction } from '../../src/workflow/knowledge/actions/every-action.js';
import { JobEnvironment } from '../../src/workflow/language/environment.js';
import { type Expressions, expressionsFor } from '../../src/workflow/language/expressions.js';
import { Dictionary } from '../../src/workflow/language/values.js';
import { isOpenFile, leftByJob } from '../../src/workflow/reading/files/changed-files.js';
import { scriptStepEffects } from '../../src/workflow/reading/steps/scripts/script-steps.js';
import { walkSteps } from '../../src/workflow/reading/steps/walk.js';
import { meantByShell } from '../../src/workflow/shell/meaning.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { jobText } from '../../src/workflow/text/job.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';
import { ids, MAIN, workflow } from '../lint/repository.js';

let expressions: Expressions;
beforeAll(async () => {
  expressions = await expressionsFor('${{');
});

const MATRIX = new Dictionary([
  ['name', 'app'],
  ['more', 'app"\ndocker push "ghcr.io/octo/app'],
  // More than a pattern has stack for, and than anybody follows.
  ['long', 'a'.repeat(12_000_000)],
]);

/** How many scripts are followed, and what the step does, of a job with this one. */
function walked(script: string, shell = '') {
  const lines = script.split('\n').map((line) => `          ${line}`);
  const source = `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - ${shell}run: |\n${lines.join('\n')}\n`;
  const { document } = parseWorkflow('.github/workflows/image.yml', source);
  const job = document && jobText(document, 'image');
  if (!job) throw new Error('the workflow has no job');
  let followed = 0;
  const { steps } = walkSteps({
    job,
    after: -1,
    expressions,
    contexts: { matrix: MATRIX },
    environment: JobEnvironment.read(new Map(), new Map(), null),
    project: { repository: 'octo/app', file: () => null, action: () => null },
    actions: anyAction,
    scriptSteps: scriptStepEffects,
    scripts: (...asked) => {
      followed += 1;
      return followScript(...asked);
    },
    meaning: meantByShell,
    changes: { leftByJob, isOpenFile },
  });
  return { followed, kinds: steps.flatMap(({ acts }) => acts.map(({ kind }) => kind)) };
}

describe('is not followed', () => {
  test.each([
    'echo done',
    'echo "Image ghcr.io/octo/app: docker push comes next ✅"',
    "# what comes next\necho 'costs $5 (or `less`)'\n\necho",
    'echo "built ${{ matrix.name }}"',
    "TAG=1\nexport NAME='an app'\necho done",
  ])('%s', (script) => {
    expect(walked(script)).toEqual({ followed: 0, kinds: [] });
  });
});

describe('is followed', () => {
  test.each([
    ['echo done && docker push ghcr.io/octo/app', ['transfer']],
    ['echo "$(docker push ghcr.io/octo/app)"', ['transfer']],
    ['echo "`docker push ghcr.io/octo/app`"', ['transfer']],
    ['echo done\ndocker push ghcr.io/octo/app', ['transfer']],
    ['echo "built ${{ matrix.more }}"', ['transfer']],
    ["echo '{}' > ~/.docker/config.json", ['sign']],
    ['echo "::set-env name=A::b"', []],
    ['echo "$A"', []],
    ['A=$(docker push ghcr.io/octo/app)', ['transfer']],
    ['A=1 docker push ghcr.io/octo/app', ['transfer']],
    ['export A=1 && docker push ghcr.io/octo/app', ['transfer']],
    ['echoes done', ['opaque']],
    ['echo ${{ matrix.long }}', ['opaque']],
  ])('%s', (script, kinds) => {
    const { followed, kinds: found } = walked(script);
    expect(followed).toBe(1);
    expect(found).toEqual(kinds);
  });
});

test('a script in another language is none that prints', () => {
  expect(walked('echo "done"', 'shell: pwsh\n        ').kinds).toEqual(['opaque']);
  expect(walked('# docker push ghcr.io/octo/app', 'shell: python\n        ').kinds).toContain('opaque');
});

describe('a script that only prints has no outputs', () => {
  const reading = (script: string) =>
    ids({
      [MAIN]: workflow(
        `- id: said\n  run: ${script}\n- if: steps.said.outputs.ready\n  run: docker push ghcr.io/octo/app`,
      ),
    });

  test('so that a step which asks for one is passed over', async () => {
    expect(await reading('echo done')).toEqual([]);
  });

  test.each([
    'echo done ${{ github.event.head_commit.message }}',
    './ready.sh',
    '\'echo "::set-output name=ready::yes"\'',
    '\'echo "##[set-output name=ready]yes"\'',
  ])('as far as all of it is seen: %s', async (script) => {
    expect(await reading(script)).toEqual(['error no-registry-login']);
  });
});
