/** A step that is read again for another run: as it was read before, but only where nothing that it asks is different. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { anyAction } from '../../src/workflow/knowledge/actions/every-action.js';
import { JobEnvironment } from '../../src/workflow/language/environment.js';
import type { Contexts } from '../../src/workflow/language/evaluation.js';
import { type Expressions, expressionsFor } from '../../src/workflow/language/expressions.js';
import { Dictionary, type Value } from '../../src/workflow/language/values.js';
import { isOpenFile, leftByJob } from '../../src/workflow/reading/files/changed-files.js';
import { rememberSteps } from '../../src/workflow/reading/steps/remembered-steps.js';
import { scriptStepEffects } from '../../src/workflow/reading/steps/scripts/script-steps.js';
import { type WalkReading, walkSteps } from '../../src/workflow/reading/steps/walk.js';
import { meantByShell } from '../../src/workflow/shell/meaning.js';
import { followScript } from '../../src/workflow/shell/script.js';
import { jobText } from '../../src/workflow/text/job.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

const WORKFLOW = `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - id: name
        run: echo "image=ghcr.io/octo/$NAME" >> "$GITHUB_OUTPUT"
      - uses: docker/build-push-action@v6
        with:
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.name.outputs.image }}
      - if: github.ref == 'refs/heads/main'
        uses: docker/metadata-action@v5
        id: meta
        with:
          images: ghcr.io/octo/app
          tags: type=raw,value={{branch}}-x
`;

const { document } = parseWorkflow('.github/workflows/image.yml', WORKFLOW);
const job = document && jobText(document, 'image');
if (!job) throw new Error('the workflow has no job');

let expressions: Expressions;
beforeAll(async () => {
  expressions = await expressionsFor('${{');
});

interface Run {
  actor?: string;
  event?: string;
  ref?: string;
  name?: string;
}

/** A reader of one job's runs, with a memory of its own. */
function reader() {
  const remembered = rememberSteps();
  return ({ actor = 'mona', event = 'push', ref = 'refs/heads/main', name = 'app' }: Run, isAnew = false) => {
    const github = new Dictionary([
      ['actor', actor],
      ['event_name', event],
      ['ref', ref],
    ] as [string, Value][]);
    const secrets = new Dictionary([['GITHUB_TOKEN', 'token']] as [string, Value][]);
    const contexts: Contexts = { github, secrets };
    const environment = JobEnvironment.read(new Map(), new Map([['NAME', name]]), null);
    return walkSteps({
      job: job as NonNullable<typeof job>,
      after: -1,
      expressions,
      contexts,
      environment,
      project: { repository: 'octo/app', file: () => null, action: () => null },
      actions: anyAction,
      scriptSteps: scriptStepEffects,
      scripts: followScript,
      meaning: meantByShell,
      changes: { leftByJob, isOpenFile },
      ...(isAnew ? {} : { remembered }),
    });
  };
}

/** What is read of a run, without the nodes of the text. */
function told({ steps, outputs, environment }: WalkReading): unknown {
  const acts = steps.flatMap(({ acts: own }) => own.map(({ document: _, step: __, ...act }) => act));
  const names = ['DOCKER_METADATA_OUTPUT_TAGS', 'NAME', 'OTHER'];
  const meta = outputs.get('meta');
  const made = meta instanceof Dictionary ? meta.get('outputs') : meta;
  return {
    acts,
    tags: made instanceof Dictionary ? made.get('tags') : made,
    variables: names.map((name) => environment.variable(name)),
  };
}

const RUNS: readonly Run[] = [
  {},
  { ref: 'refs/heads/other' },
  { event: 'pull_request', ref: 'refs/pull/1/merge' },
  { event: 'pull_request', ref: 'refs/pull/1/merge', actor: 'contributor' },
  { name: 'other' },
  { ref: 'refs/tags/v1', event: 'release' },
];

test('is read as it would be without a memory, whichever runs came before', () => {
  for (const order of [RUNS, [...RUNS].reverse(), [...RUNS, ...RUNS]]) {
    const read = reader();
    for (const run of order) expect(told(read(run))).toEqual(told(read(run, true)));
  }
});

describe('what a step does is', () => {
  const acts = (reading: WalkReading, index: number) => reading.steps[index]?.acts;

  test('the very same where every answer is the same', () => {
    const read = reader();
    const [first, second] = [read({}), read({ event: 'schedule', ref: 'refs/heads/main' })];
    expect(first.steps.length).toBeGreaterThan(1);
    for (const [index, step] of first.steps.entries()) expect(acts(second, index)).toBe(step.acts);
  });

  test.each<[string, Run, boolean[]]>([
    ['an expression', { actor: 'contributor' }, [false, true]],
    ['an input that decides', { event: 'pull_request' }, [true, false]],
    ['a variable of a script before it', { name: 'other' }, [true, false]],
  ])('read again where the answer to %s is another one', (_, run, isSame) => {
    const read = reader();
    const [first, second] = [read({}), read(run)];
    expect(first.steps).toHaveLength(isSame.length);
    expect(isSame.map((_each, index) => acts(second, index) === acts(first, index))).toEqual(isSame);
  });
});
