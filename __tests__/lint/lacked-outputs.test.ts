/** Outputs that are not there: of an action whose outputs are all known, in a digest that is given apart, in what is copied, several at once. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const GRANTS = 'permissions: {contents: read, packages: write, id-token: write, attestations: write}';

/** The changed lines of the only finding, its message and its cure; empty: nothing is said. */
async function told(steps: string, keys = GRANTS) {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + steps, keys) });
  expect(report.findings.length).toBeLessThanOrEqual(1);
  const [finding] = report.findings;
  const lines = (finding?.fix.diff ?? '').split('\n').filter((line) => /^\+(?!\+)/.test(line));
  return {
    id: finding?.id ?? '',
    written: lines.map((line) => line.slice(1).trim()),
    message: finding?.message ?? '',
    cure: finding?.fix.summary ?? '',
  };
}

const built = `${build()}\n  id: build`;
const attest = (digest: string, more = '') =>
  `${built}\n- uses: actions/attest@v4\n  with:\n    subject-name: ghcr.io/octo/app\n    subject-digest: ${digest}\n    push-to-registry: true\n${more}`;
const run = (command: string) => `${built}\n- run: ${command}`;
const REFUSED = 'invalid-image-reference';

describe('the digest of an attestation', () => {
  test.each([
    ['a slip', '${{ steps.build.outputs.diggest }}', '${{ steps.build.outputs.digest }}'],
    ['another step', '${{ steps.push.outputs.digest }}', '${{ steps.build.outputs.digest }}'],
  ])('%s', async (_, written, meant) => {
    const { id, written: lines } = await told(attest(written));
    expect([id, ...lines]).toEqual([REFUSED, `subject-digest: ${meant}`]);
  });

  test('is mended in the env of the step that has it', async () => {
    const { written } = await told(
      attest('${{ env.D }}', "  env: {D: '${{ steps.build.outputs.diggest }}'}"),
    );
    expect(written).toEqual(["env: {D: '${{ steps.build.outputs.digest }}'}"]);
  });

  test('of another step than that of the image has its output there', async () => {
    const meta = '\n- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}';
    const { written } = await told(meta + attest('${{ steps.meta.outputs.digest }}'));
    expect(written).toEqual(['subject-digest: ${{ steps.build.outputs.digest }}']);
  });

  test.each([
    ['that is there', attest('${{ steps.build.outputs.digest }}')],
    ['beside a path', attest('${{ steps.build.outputs.diggest }}', '    subject-path: a')],
    [
      'of what is not stored at the registry',
      attest('${{ steps.build.outputs.diggest }}').replace(
        'push-to-registry: true',
        'push-to-registry: false',
      ),
    ],
  ])('%s is right', async (_, steps) => {
    expect((await told(steps)).id).toBe('');
  });
});

describe('what is copied', () => {
  const slip = 'ghcr.io/octo/app@${{ steps.build.outputs.diggest }}';
  test.each([
    ['crane', `crane copy ${slip} ghcr.io/octo/app:2`],
    ['skopeo', `skopeo copy docker://${slip} docker://ghcr.io/octo/app:2`],
    ['oras', `oras cp ${slip} ghcr.io/octo/app:2`],
    ['regctl', `regctl image copy ${slip} ghcr.io/octo/app:2`],
    ['imagetools', `docker buildx imagetools create -t ghcr.io/octo/app:2 ${slip}`],
  ])('%s', async (_, command) => {
    const { id, written } = await told(run(command));
    expect([id, ...written]).toEqual([REFUSED, `- run: ${command.replace('diggest', 'digest')}`]);
    expect((await told(run(command.replace('diggest', 'digest')))).id).toBe('');
  });

  test.each(['crane copy alpine ghcr.io/octo/app:2', 'oras cp --from-oci-layout ./a:1 ghcr.io/octo/app:2'])(
    '%s reads no image of the registry',
    async (command) => {
      expect((await told(run(command))).id).toBe('');
    },
  );
});

describe('an output that the action has in no version', () => {
  const of = (uses: string, name: string, more = '') =>
    `\n- id: a\n  uses: ${uses}\n${more}\n- run: docker push ghcr.io/octo/app:\${{ steps.a.outputs.${name} }}`;
  test.each([
    ['docker/bake-action@v6', 'digest', 'metadata'],
    ['docker/login-action@v3', 'tag', 'outcome'],
    ['docker/metadata-action@v5', 'digest', 'version'],
    ['actions/attest-build-provenance@v3', 'digest', 'bundle-path'],
    ['sigstore/cosign-installer@v3', 'version', ''],
    ['redhat-actions/buildah-build@v2', 'name', 'image-with-tag'],
    ['redhat-actions/push-to-registry@v2', 'tag', 'registry-path'],
  ])('%s: %s', async (uses, lacked, there) => {
    expect((await told(of(uses, lacked))).message).toContain(`the step a sets no output ${lacked}`);
    if (there && there !== 'outcome')
      expect((await told(of(uses, there))).message).not.toContain('sets no output');
  });

  test('of a newer one nothing is known', async () => {
    expect((await told(of('docker/bake-action@v99', 'digest'))).id).toBe('');
  });
});

describe('several in one reference', () => {
  test('are told and mended together', async () => {
    const set =
      '\n- id: prep\n  run: |\n    echo "name=octo/app" >> $GITHUB_OUTPUT\n    echo "tag=1" >> $GITHUB_OUTPUT';
    const { message, cure, written } = await told(
      set + build('ghcr.io/${{ steps.prep.outputs.nmae }}:${{ steps.prep.outputs.tga }}'),
    );
    expect(message).toContain('the step prep sets no output nmae, and the step prep sets no output tga');
    expect(cure).toBe(
      'Write steps.prep.outputs.name and steps.prep.outputs.tag, which are the nearest names that are there.',
    );
    expect(written).toEqual(['tags: ghcr.io/${{ steps.prep.outputs.name }}:${{ steps.prep.outputs.tag }}']);
  });

  test('variables of a script, too', async () => {
    const { written } = await told(
      '\n- env: {NAME: octo/app, TAG: "1"}\n  run: docker push ghcr.io/$NMAE:$TGA',
    );
    expect(written).toEqual(['run: docker push ghcr.io/$NAME:$TAG']);
  });
});

describe('an output that a script does not set', () => {
  const step = (script: string) => `\n- id: names\n  run: |\n    ${script.replaceAll('\n', '\n    ')}`;
  const pushed = (output: string) => build(`ghcr.io/octo/app:\${{ steps.names.outputs.${output} }}`);
  const OLD = 'echo "::set-output name=tag::$GITHUB_SHA"';

  test.each([
    ['the old way', OLD],
    ['both ways', `${OLD}\necho "name=app" >> "$GITHUB_OUTPUT"`],
  ])('%s', async (_, script) => {
    const { id, written } = await told(step(script) + pushed('tags'));
    expect([id, ...written]).toEqual([REFUSED, 'tags: ghcr.io/octo/app:${{ steps.names.outputs.tag }}']);
    expect((await told(step(script) + pushed('tag'))).id).toBe('');
  });

  test.each([
    ['by a name that a variable holds', 'echo "::set-output name=$KEY::1"'],
    ['also by a program', `${OLD}\n./more.sh`],
    ['also by another file', `${OLD}\ncat more >> $OTHER; OUT=$GITHUB_OUTPUT`],
  ])('is set %s, for all that is known', async (_, script) => {
    expect((await told(step(script) + pushed('tags'))).id).toBe('');
  });
});
