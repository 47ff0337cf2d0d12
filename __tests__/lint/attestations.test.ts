/** Attestations that the registry is asked to keep: of which image, and under which name. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const KEYS = 'permissions: {contents: read, packages: write, id-token: write, attestations: write}';
const NOT_IN_PULLS = "${{ github.event_name != 'pull_request' }}";
const UNPUSHED = ['error subject-not-pushed'];

const build = (push: string, more = '') => `
- id: build
  uses: docker/build-push-action@v6
  with:
    push: ${push}
    tags: ghcr.io/octo/app:1
${more}`;

const attest = (name = 'ghcr.io/octo/app', version = 'v3', more = '') => `
- uses: actions/attest-build-provenance@${version}
${more}  with:
    subject-name: ${name}
    subject-digest: \${{ steps.build.outputs.digest }}
    push-to-registry: true
`;

const sign = (reference = 'ghcr.io/octo/app@${{ steps.build.outputs.digest }}', more = '') =>
  `- run: cosign sign --yes "${reference}"\n${more}`;
const DIGEST = '  env: {DIGEST: "${{ steps.build.outputs.digest }}"}\n';

const judged = (steps: string, on = 'push') =>
  ids({ [MAIN]: workflow(login() + steps, KEYS, on) }).then((all) =>
    // Runs of forks are another matter.
    all.filter((each) => each !== 'warning read-only-run'),
  );

const NOT_OF_FORKS =
  "${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}";

describe("a fork's pull request, where everyone's pushes nothing either, is told of by the same finding", () => {
  const all = (steps: string) => ids({ [MAIN]: workflow(login() + steps, KEYS, '[push, pull_request]') });

  test.each([
    ['an attestation', build(NOT_IN_PULLS) + attest(), UNPUSHED],
    ['a signature', build(NOT_IN_PULLS) + sign(), UNPUSHED],
    ['an image that is never pushed', build('false') + attest(), UNPUSHED],
    [
      'but not where only the push of forks is left out',
      build(NOT_OF_FORKS) + attest(),
      ['warning read-only-run'],
    ],
    ['nor where the image is pushed by all', build('true') + attest(), ['warning read-only-run']],
  ])('%s', async (_, steps, expected) => expect(await all(steps)).toEqual(expected));
});

describe('an image that was not pushed', () => {
  test.each<[string, string, string, string[]]>([
    ['it is never pushed', build('false') + attest(), 'push', UNPUSHED],
    ['nothing says that it is', build("'false'") + attest(), 'push', UNPUSHED],
    ['it is pushed', build('true') + attest(), 'push', []],
    ['not in pull requests', build(NOT_IN_PULLS) + attest(), '[push, pull_request]', UNPUSHED],
    ['there are none', build(NOT_IN_PULLS) + attest(), 'push', []],
    [
      'both have the same condition',
      build(NOT_IN_PULLS) + attest(undefined, undefined, "  if: github.event_name != 'pull_request'\n"),
      '[push, pull_request]',
      [],
    ],
    ['a script pushes it', `${build('false')}- run: docker push ghcr.io/octo/app:1${attest()}`, 'push', []],
    ['a script that is not read may', `${build('false')}- uses: acme/publish@v1${attest()}`, 'push', []],
    [
      'an output of the build pushes it',
      build('false', "    outputs: 'type=image,push=true,name=ghcr.io/octo/app'") + attest(),
      'push',
      [],
    ],
    ['it is never pushed, and signed', build('false') + sign(), 'push', UNPUSHED],
    ['signed by a variable', build('false') + sign('ghcr.io/octo/app@$DIGEST', DIGEST), 'push', UNPUSHED],
    ['signed, and not in pull requests', build(NOT_IN_PULLS) + sign(), '[push, pull_request]', UNPUSHED],
    ['pushed and signed', build('true') + sign(), 'push', []],
    ['signed by its tag', build('false') + sign('ghcr.io/octo/app:1'), 'push', []],
    [
      'a script pushes and signs',
      `${build('false')}- run: docker push ghcr.io/octo/app:1\n${sign()}`,
      'push',
      [],
    ],
    [
      'another digest',
      `${build('false')}- id: other\n  run: echo "digest=$(cat digest)" >> "$GITHUB_OUTPUT"${attest().replace('steps.build', 'steps.other')}`,
      'push',
      [],
    ],
    [
      'the digest of a step that is not there',
      build('false') + attest().replace('steps.build', 'steps.other'),
      'push',
      ['error invalid-image-reference'],
    ],
  ])('%s', async (_, steps, on, expected) => {
    expect(await judged(steps, on)).toEqual(expected);
  });

  test('the step that builds it is named', async () => {
    const { report } = await lintFiles({
      [MAIN]: workflow(login() + build(NOT_IN_PULLS) + attest(), KEYS, '[push, pull_request]'),
    });
    const found = report.findings.find(({ id }) => id === 'subject-not-pushed');
    expect(found?.message).toContain('in this run (pull_request) the step that builds the image (');
    expect(found?.message).toContain(`${MAIN}:13`);
  });
});

describe('an output of a build that no text tells may push it', () => {
  const built = (outputs: string) => build('false', `    outputs: "${outputs}"`);

  test.each([
    ['the whole of it', '${{ vars.OUTPUT }}', []],
    ['what another step found', '${{ steps.found.outputs.value }}', []],
    ['what is chosen', "${{ vars.PUBLISH && 'type=image,push=true' || 'type=oci,dest=app.tar' }}", []],
    ['its type', 'type=${{ vars.TYPE }}', []],
    ['whether it is pushed', 'type=image,push=${{ vars.PUSH }}', []],
    ['a field of it', 'type=image,${{ vars.FIELD }}', []],
    ['a folder', './${{ vars.FOLDER }}', UNPUSHED],
    ['where it is written', 'type=oci,dest=${{ vars.PLACE }}', UNPUSHED],
    ['a type that is never pushed', 'type=oci,${{ vars.FIELD }}', UNPUSHED],
  ])('%s', async (_, outputs, expected) => {
    const found = '- id: found\n  run: echo "value=$(cat output.txt)" >> "$GITHUB_OUTPUT"\n';
    expect(await judged(found + built(outputs) + attest())).toEqual(expected);
  });
});

describe('a name with a tag behind it', () => {
  test.each<[string, string, string[]]>([
    ['ghcr.io/octo/app:1', 'v3', ['error invalid-image-reference']],
    ['ghcr.io/octo/app:${{ github.sha }}', 'v1', ['error invalid-image-reference']],
    ['ghcr.io/octo/app', 'v3', []],
    // It drops the tag.
    ['ghcr.io/octo/app:1', 'v4', []],
    // Nobody can say which version it is.
    ['ghcr.io/octo/app:1', 'main', []],
    ['quay.io/octo/app:1', 'v3', []],
  ])('%s in %s', async (name, version, expected) => {
    expect(await judged(build('true') + attest(name, version))).toEqual(expected);
  });

  test.each([
    'ghcr.io/octo/app:1',
    '"ghcr.io/octo/app:${{ github.sha }}"',
    "'ghcr.io/octo/app@sha256:a'",
    '${{ env.NAME }}:${{ github.ref_name }} # of the build',
  ])('%s is pointed at, and the tag taken off', async (name) => {
    const env = '\nenv: {NAME: ghcr.io/octo/app}';
    const { report, repairs, texts } = await lintFiles({
      [MAIN]: workflow(login() + build('true') + attest(name), KEYS + env),
    });
    const { line = 0 } = report.findings[0]?.location ?? {};
    const at = (text: string) => (text.split('\n')[line - 1] ?? '').trim();
    expect(at(texts[MAIN] ?? '')).toBe(`subject-name: ${name}`);
    const bare = name.replace(/[:@](?:1|\$\{\{ github\.\w+ \}\}|sha256:a)/, '');
    expect(at(applyEdits(texts[MAIN] ?? '', repairs[0]?.edits ?? []))).toBe(`subject-name: ${bare}`);
  });
});

test('the name of another owner is pointed at', async () => {
  const of = async (steps: string) => {
    const { report, texts } = await lintFiles({ [MAIN]: workflow(steps, KEYS) });
    const [{ id = '', location } = {}] = report.findings.filter(({ job }) => job !== null).slice(-1);
    return [id, (texts[MAIN]?.split('\n')[(location?.line ?? 0) - 1] ?? '').trim()];
  };
  const other = build('true') + attest('ghcr.io/acme/app');
  expect(await of(login() + other)).toEqual(['owner-mismatch', 'subject-name: ghcr.io/acme/app']);
});
