/** What a step under a condition hands on to those under the same one, and to no others. */
import { expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const LACKS = ['error job-lacks-packages-write'];
const CHANGED = "if: steps.look.outputs.changed == 'true'";
const LOOK = '- {id: look, run: ./look.sh}';

const named = (condition: string, script = 'echo name=ghcr.io/octo/app >> "$GITHUB_OUTPUT"') =>
  `\n- id: name\n  ${condition}\n  run: ${script}`;
const pushed = (condition: string, name = '${{ steps.name.outputs.name }}') =>
  `\n- ${condition}\n  run: docker push ${name}:1`;
const BY_VARIABLE = 'echo NAME=ghcr.io/octo/app >> "$GITHUB_ENV"';

test.each<[string, string, readonly string[]]>([
  ['an output', named(CHANGED) + pushed(CHANGED), LACKS],
  ['the same condition in other words', named(CHANGED) + pushed(`if: \${{ ${CHANGED.slice(4)} }}`), LACKS],
  ['a variable', named(CHANGED, BY_VARIABLE) + pushed(CHANGED, '"$NAME"'), LACKS],
  [
    'names of metadata-action',
    `\n- id: name\n  ${CHANGED}\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}\n- ${CHANGED}\n  uses: docker/build-push-action@v6\n  with: {push: true, tags: '\${{ steps.name.outputs.tags }}'}`,
    LACKS,
  ],
  ['one of several that are enough', named(`${CHANGED} || inputs.force`) + pushed(CHANGED), LACKS],
  ['the same and more', named(CHANGED) + pushed(`if: steps.look.outputs.a && (${CHANGED.slice(4)})`), []],
  ['the same and one more', named(CHANGED) + pushed(`${CHANGED} && startsWith(github.sha, 'a && b')`), LACKS],
  [
    'one of two, with the other',
    named(`${CHANGED} || inputs.force && inputs.b`) + pushed('if: inputs.force'),
    [],
  ],
  ['another condition', named(CHANGED) + pushed("if: steps.look.outputs.other == 'true'"), []],
  ['no condition', named(CHANGED) + pushed('name: push'), []],
  // What it names may be another thing by then.
  [
    'of a variable that a step changes',
    named("if: env.SO == '1'", BY_VARIABLE) + pushed("if: env.SO == '1'", '"$NAME"'),
    [],
  ],
  [
    'of a step that is still to come',
    named('if: steps.look.outputs.a == steps.later.outputs.so') +
      '\n- {id: later, run: ./later.sh}' +
      pushed('if: steps.look.outputs.a == steps.later.outputs.so'),
    [],
  ],
  ['whether something failed by then', named('if: failure()') + pushed('if: failure()'), []],
  [
    'a variable that somebody else writes in between',
    named(CHANGED, BY_VARIABLE) +
      '\n- run: echo "NAME=$(./name.sh)" >> "$GITHUB_ENV"' +
      pushed(CHANGED, '"$NAME"'),
    [],
  ],
])('%s', async (_, steps, expected) => {
  expect(await ids({ [MAIN]: workflow(LOOK + login() + steps, READ) })).toEqual(expected);
});

test('an action of the repository under a condition names the image for its own steps', async () => {
  const action = `runs:\n  using: composite\n  steps:\n    - {id: name, shell: bash, run: 'echo name=ghcr.io/octo/app >> "$GITHUB_OUTPUT"'}\n    - {shell: bash, run: 'docker push \${{ steps.name.outputs.name }}:1'}\n`;
  const files = {
    [MAIN]: workflow(`- uses: actions/checkout@v4\n${LOOK}${login()}\n- uses: ./push\n  ${CHANGED}`, READ),
    'push/action.yml': action,
  };
  expect(await ids(files)).toEqual(LACKS);
});

const signedIn = (condition: string) => login().replace('\n- uses', `\n- if: ${condition}\n  uses`);
const built = (condition: string, push: string) =>
  `\n- if: ${condition}\n  uses: docker/build-push-action@v6\n  with: {push: "\${{ ${push} }}", tags: ghcr.io/octo/app:1}`;
const NEW = "steps.look.outputs.new == 'true'";
const OURS = '!github.event.repository.fork';

test.each<[string, string, readonly string[]]>([
  ['of the step and of its input together', signedIn(`\${{ ${NEW} && ${OURS} }}`) + built(NEW, OURS), LACKS],
  [
    'the same in two steps',
    signedIn(`${NEW} && ${OURS}`) + built(`\${{ ${OURS} && ${NEW} }}`, 'true'),
    LACKS,
  ],
  ['one of two', signedIn(`\${{ ${OURS} || ${NEW} }}`) + built(NEW, 'true'), LACKS],
  ['one that the push does not have', signedIn(`${NEW} && ${OURS}`) + built(NEW, "github.actor != 'x'"), []],
])(
  'a login holds for a push under the conditions from which its own follow: %s',
  async (_, steps, expected) => {
    expect(await ids({ [MAIN]: workflow(LOOK + steps, READ) })).toEqual(expected);
  },
);
