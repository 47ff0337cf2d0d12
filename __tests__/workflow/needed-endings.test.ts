/** Steps that ask by an output of a job in front whether an image is there: the registry tells of it as of one that a step looks for. */
import { describe, expect, test } from '@jest/globals';
import { IMAGE, PUSH, runsScript } from './conditional-pushes.js';
import { ENV, evidence, MAIN } from './reading.js';

const LOOK = `docker manifest inspect ${IMAGE}`;
const either = (question: string) =>
  `if ${question}; then echo exists=true >> $GITHUB_OUTPUT; else echo exists=false >> $GITHUB_OUTPUT; fi`;

const planned = (question: string) => `  plan:
    runs-on: ubuntu-latest
    outputs: {exists: "\${{ steps.check.outputs.exists }}"}
    steps:
      - id: check
        run: ${either(question)}
`;

async function open(plan: string, steps: string, job = '', files: Record<string, string> = {}) {
  const own = `  image:\n    needs: plan\n    runs-on: ubuntu-latest\n${job}    steps:\n      - uses: acme/ghcr-preflight@v1\n`;
  const text = `on: push\njobs:\n${plan}${own}${steps.replace(/^(?=.)/gm, '      ')}`;
  const { pushes } = await evidence(
    { [MAIN]: text, ...files },
    { own: { images: [], login: 'docker' }, env: ENV },
  );
  return pushes
    .filter(({ access }) => access === 'push')
    .map(({ runs, fallbacks, unlessThere, onlyThere }) => fallbacks ?? unlessThere ?? onlyThere ?? runs);
}

const under = (condition: string) => `- if: ${condition}\n  run: ${PUSH}\n`;
const MISSING = "needs.plan.outputs.exists != 'true'";

describe('an output of a job in front', () => {
  test.each([
    ['by which it is missing', under(MISSING)],
    ['by which it is there', under("needs.plan.outputs.exists == 'true'")],
    [
      'that decides whether a build pushes',
      `- uses: docker/build-push-action@v6\n  with:\n    push: \${{ ${MISSING} }}\n    tags: ${IMAGE}\n`,
    ],
    [
      'in a variable of a script',
      `- env: {EXISTS: "\${{ needs.plan.outputs.exists }}"}\n  ${runsScript(`[ "$EXISTS" = true ] && exit 0\n${PUSH}`).slice(2)}`,
    ],
  ])('%s', async (_, steps) => expect(await open(planned(LOOK), steps)).toEqual([[IMAGE]]));

  test('that says what the run is', async () =>
    expect(await open(planned('git diff --quiet HEAD^'), under(MISSING))).toEqual(['unknown']));

  test('of a workflow that the job in front calls', async () => {
    const outputs = 'outputs: {exists: {value: "${{ jobs.plan.outputs.exists }}"}}';
    const called = `on: {workflow_call: {${outputs}}}\njobs:\n${planned(LOOK)}`;
    const files = { '.github/workflows/plan.yml': called };
    const plan = '  plan:\n    uses: ./.github/workflows/plan.yml\n';
    expect(await open(plan, under(MISSING), '', files)).toEqual([[IMAGE]]);
    expect(await open(plan, under(MISSING))).toEqual(['unknown']);
  });

  test('that our own job has asked for as well', async () =>
    expect(await open(planned(LOOK), under(MISSING), `    if: ${MISSING}\n`)).toEqual(['yes']));
});
