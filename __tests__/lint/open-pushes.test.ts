/** Whether a push is made, a setting decides: what each such push would be refused for is worth a warning, and no error. */
import { expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const READS = 'permissions: {contents: read}';
const built = (push: string, tags = 'ghcr.io/octo/app:1', more = '') =>
  `\n- uses: docker/build-push-action@v6\n${more}  with: {push: ${push}, tags: '${tags}'}`;
const underCondition = (condition: string) => login().replace('\n- uses', `\n- if: ${condition}\n  uses`);
const at = (steps: string, keys?: string, on?: string) => ({ [MAIN]: workflow(steps, keys, on) });

test.each<[string, Record<string, string>, readonly string[]]>([
  [
    'an input of the action',
    at(login() + built('"${{ vars.PUSH == \'true\' }}"'), READS),
    ['warning job-lacks-packages-write'],
  ],
  [
    'a condition of the step, which the login has, too',
    at(
      login().replace('\n- uses', "\n- if: vars.PUSH != 'no'\n  uses") +
        built('true', undefined, "  if: vars.PUSH != 'no'\n"),
      READS,
    ),
    ['warning job-lacks-packages-write'],
  ],
  [
    'a condition of the job',
    at(
      login() + built('true', 'ghcr.io/Octo/app:1'),
      "if: vars.PUSH == 'true'\npermissions: {packages: write}",
    ),
    ['warning uppercase-image-name'],
  ],
  [
    'an input of whoever calls',
    at(
      login() + built('"${{ inputs.push }}"', 'ghcr.io/octo/app:1'),
      READS,
      '{workflow_call: {inputs: {push: {type: boolean, default: true}}}}',
    ),
    ['warning callee-lacks-packages-write'],
  ],
  [
    'an input of whoever starts the run',
    at(
      login() + built('"${{ inputs.push }}"', 'ghcr.io/other/app:1'),
      undefined,
      '{workflow_dispatch: {inputs: {push: {type: boolean}}}}',
    ),
    ['warning owner-mismatch'],
  ],
  [
    'an input of whoever starts the run, of a right one',
    at(
      login() + built('"${{ inputs.push }}"'),
      'permissions: {packages: write}',
      '{workflow_dispatch: {inputs: {push: {type: boolean}}}}',
    ),
    [],
  ],
  [
    'an input, for which the login waits, too',
    at(
      underCondition('inputs.push') + built('"${{ inputs.push }}"'),
      READS,
      '{workflow_dispatch: {inputs: {push: {type: boolean}}}}',
    ),
    ['warning job-lacks-packages-write'],
  ],
  [
    'an input, and is made by another user than the login',
    at(
      `${login()}\n- if: inputs.push\n  run: sudo docker push ghcr.io/octo/app:1`,
      undefined,
      '{push: {branches: [main]}, workflow_dispatch: {inputs: {push: {type: boolean}}}}',
    ),
    ['warning no-registry-login'],
  ],
  [
    'a variable, and is made by another user than the login',
    at(`${login()}\n- if: vars.PUSH == 'yes'\n  run: sudo docker push ghcr.io/octo/app:1`),
    ['warning no-registry-login'],
  ],
  [
    'a variable, and is made by the user who logs in',
    at(
      `\n- run: echo "\${{ github.token }}" | sudo docker login ghcr.io -u octo --password-stdin\n- if: vars.PUSH == 'yes'\n  run: sudo docker push ghcr.io/octo/app:1`,
    ),
    [],
  ],
  [
    'a variable in a run that somebody starts',
    at(login() + built('"${{ vars.PUSH }}"', 'ghcr.io/other/app:1'), undefined, 'workflow_dispatch'),
    ['warning owner-mismatch'],
  ],
  [
    'a run of a fork alone, which has no variables',
    at(
      login() + built('"${{ vars.PUSH }}"', 'ghcr.io/octo/App:1'),
      'if: github.event.pull_request.head.repo.fork\npermissions: {packages: write}',
      'pull_request',
    ),
    [],
  ],
  ['no login', at(built('"${{ vars.PUSH == \'true\' }}"')), ['warning no-registry-login']],
  [
    'a login of which another setting decides',
    at(
      login().replace('\n- uses', "\n- if: vars.LOGIN == 'true'\n  uses") +
        built('"${{ vars.PUSH == \'true\' }}"'),
    ),
    [],
  ],
  [
    'a logout behind the login',
    at(`${login()}\n- run: docker logout ghcr.io${built('"${{ vars.PUSH }}"')}`),
    ['warning no-registry-login'],
  ],
  [
    'a login in another folder',
    at(login() + built('"${{ vars.PUSH }}"', undefined, '  env: {DOCKER_CONFIG: /tmp/other}\n')),
    ['warning no-registry-login'],
  ],
  [
    'a login that is not made in this run',
    at(
      login().replace('\n- uses', "\n- if: github.event_name == 'release'\n  uses") +
        built('"${{ vars.PUSH }}"'),
    ),
    [],
  ],
  ['a push that is right', at(login() + built('"${{ vars.PUSH == \'true\' }}"')), []],
  ['a push that is never made', at(login() + built('"${{ false && vars.PUSH }}"'), READS), []],
  [
    'a push beside one that is made',
    at(login() + built('"${{ vars.PUSH == \'true\' }}"') + built('true'), READS),
    ['error job-lacks-packages-write'],
  ],
])('a push that depends on %s', async (_, files, expected) => {
  expect(await ids(files)).toEqual(expected);
});

const PLAN = '\n- {id: plan, run: \'echo "push=$(./plan)" >> $GITHUB_OUTPUT\'}';

test.each<[string, string, string, readonly string[]]>([
  ["vars.PUSH == 'true'", '${{ vars.PUSH }}', '', ['warning job-lacks-packages-write']],
  ["vars.PUSH != ''", '${{ vars.PUSH }}', '', ['warning job-lacks-packages-write']],
  ['vars.PUSH', "${{ vars.PUSH == 'true' }}", '', ['warning job-lacks-packages-write']],
  [
    "steps.plan.outputs.push == 'true'",
    '${{ steps.plan.outputs.push }}',
    PLAN,
    ['error job-lacks-packages-write'],
  ],
  ["github.event_name == 'push' && vars.PUSH == 'true'", '${{ vars.PUSH }}', '', []],
  // Another word than the one that pushes.
  ["vars.PUSH == 'yes'", '${{ vars.PUSH }}', '', []],
  ["vars.LOGIN == 'true'", '${{ vars.PUSH }}', '', []],
  // `0` is equal to `'0'`, and false.
  ['vars.PUSH', "${{ vars.PUSH == '0' }}", '', []],
])('a login under %s, and push: %s', async (condition, push, before, expected) => {
  expect(await ids(at(before + underCondition(condition) + built(`"${push}"`), READS))).toEqual(expected);
});

test('a boolean is equal to no text: such a login is never made', async () => {
  const on = '{workflow_call: {inputs: {push: {type: boolean, default: true}}}}';
  const steps = underCondition("inputs.push == 'true'") + built('"${{ inputs.push }}"');
  expect(await ids(at(steps, READS, on))).not.toContain('warning callee-lacks-packages-write');
});

test('it says that no file tells, and its edit is only shown', async () => {
  const files = at(login() + built('"${{ vars.PUSH == \'true\' }}"'), READS);
  const english = await lintFiles(files);
  expect(english.report.findings[0]?.message).toContain('No file says whether it is pushed at all');
  expect(english.report.findings[0]?.confidence).toBe('likely');
  expect(english.repairs.filter(({ safe }) => safe)).toEqual([]);
  const chinese = await lintFiles(files, { language: 'zh-CN' });
  expect(chinese.report.findings[0]?.message).toContain('从文件中看不出是否会推送');
});

const command = (...lines: string[]) =>
  at(`${login()}\n- run: |\n${lines.map((line) => `    ${line}`).join('\n')}`, READS);

test.each<[string[], readonly string[]]>([
  [
    [
      'F=""',
      'if [ "${{ vars.A }}" = b ]; then F=--push; fi',
      'docker buildx build -t ghcr.io/octo/app:1 $F .',
    ],
    ['warning job-lacks-packages-write'],
  ],
  [
    [
      'F="--load"',
      'if git diff --quiet; then F="--push --pull"; fi',
      'docker build -t ghcr.io/octo/app:1 $F .',
    ],
    ['error job-lacks-packages-write'],
  ],
  [
    ['A=(-t ghcr.io/octo/app:1)', '[ -n "${{ vars.A }}" ] && A+=(--push)', 'docker buildx build "${A[@]}" .'],
    ['warning job-lacks-packages-write'],
  ],
  [
    ['F=""', '[ -n "${{ vars.A }}" ] && F=--push', 'docker buildx bake --set *.tags=ghcr.io/octo/app:1 $F'],
    ['warning job-lacks-packages-write'],
  ],
  [
    [
      'F=""',
      '[ "$GITHUB_EVENT_NAME" = release ] && F=--push',
      'docker buildx build -t ghcr.io/octo/app:1 $F .',
    ],
    [],
  ],
  [
    ['F=--load', 'if git diff --quiet; then F=--pull; fi', 'docker buildx build -t ghcr.io/octo/app:1 $F .'],
    [],
  ],
])('an option that a script may set: %j', async (lines, expected) => {
  expect(await ids(command(...lines))).toEqual(expected);
});

const CHOICE = '{workflow_dispatch: {inputs: {target: {type: choice, options: [hub, ghcr], default: hub}}}}';
const CHOSEN = "inputs.target == 'ghcr'";
const chosen = (steps = '') =>
  `${underCondition(CHOSEN)}${built('true', undefined, `  if: ${CHOSEN}\n`)}${steps}`;
const expression = "${{ inputs.target == 'ghcr' && 'ghcr.io/octo/app:1' || 'quay.io/octo/app:1' }}";

test.each<[string, Record<string, string>, readonly string[]]>([
  ['decides of login and push', at(chosen(), READS, CHOICE), ['warning job-lacks-packages-write']],
  ['decides of both, of a right push', at(chosen(), 'permissions: {packages: write}', CHOICE), []],
  [
    'decides of the push alone, and nobody logs in',
    at(built('true', undefined, `  if: ${CHOSEN}\n`), 'permissions: {packages: write}', CHOICE),
    ['warning no-registry-login'],
  ],
  [
    'decides of the job',
    at(login() + built('true'), `if: github.event.${CHOSEN}\n${READS}`, CHOICE),
    ['warning job-lacks-packages-write'],
  ],
  [
    'decides of the name',
    at(login() + built('true', expression.replaceAll("'", "''")), READS, CHOICE),
    ['warning job-lacks-packages-write'],
  ],
  [
    'is part of the name',
    at(
      login() + built('true', 'ghcr.io/octo/${{ inputs.app }}:1'),
      'permissions: {packages: write}',
      '{workflow_dispatch: {inputs: {app: {type: choice, options: [api, Web], default: api}}}}',
    ),
    ['warning uppercase-image-name'],
  ],
  [
    'decides beside a box',
    at(
      login() + built('true', undefined, `  if: ${CHOSEN} && inputs.push\n`),
      READS,
      CHOICE.replace('inputs: {', 'inputs: {push: {type: boolean}, '),
    ),
    ['warning job-lacks-packages-write'],
  ],
  [
    'is offered first',
    at(chosen(), READS, CHOICE.replace('default: hub', 'default: ghcr')),
    ['error job-lacks-packages-write'],
  ],
  ['decides of nothing', at(login() + built('true'), READS, CHOICE), ['error job-lacks-packages-write']],
  ['is none that is offered', at(chosen().replaceAll("'ghcr'", "'ghcr.io'"), READS, CHOICE), []],
])('an option of a list that somebody may choose %s', async (_, files, expected) => {
  expect(await ids(files)).toEqual(expected);
});

const UNOFFERED = CHOICE.replace(', default: hub', '');

test.each<[string, Record<string, string>, readonly string[]]>([
  ['decides of login and push', at(chosen(), READS, UNOFFERED), ['error job-lacks-packages-write']],
  ['decides of neither', at(chosen().replaceAll("'ghcr'", "'ghcr.io'"), READS, UNOFFERED), []],
  [
    'is part of the name',
    at(
      login() + built('true', 'ghcr.io/${{ inputs.owner }}/app:1'),
      'permissions: {packages: write}',
      '{workflow_dispatch: {inputs: {owner: {type: choice, options: [octo, acme]}}}}',
    ),
    ['error owner-mismatch'],
  ],
  [
    'is the registry',
    at(
      built('true', '${{ inputs.host }}/octo/app:1'),
      'permissions: {packages: write}',
      '{workflow_dispatch: {inputs: {host: {type: choice, options: [quay.io, ghcr.io]}}}}',
    ),
    ['error no-registry-login'],
  ],
  [
    'decides with one of another list',
    at(
      login() + built('true', undefined, `  if: ${CHOSEN} && inputs.stage == 'live'\n`),
      READS,
      UNOFFERED.replace('inputs: {', 'inputs: {stage: {type: choice, options: [test, live]}, '),
    ),
    ['error job-lacks-packages-write'],
  ],
  [
    'decides with a box',
    at(
      login() + built('true', undefined, `  if: ${CHOSEN} && inputs.push\n`),
      READS,
      UNOFFERED.replace('inputs: {', 'inputs: {push: {type: boolean, default: false}, '),
    ),
    ['warning job-lacks-packages-write'],
  ],
])('an option of a list without a default %s', async (_, files, expected) => {
  expect(await ids(files)).toEqual(expected);
});
