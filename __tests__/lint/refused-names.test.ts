/** Names that a client refuses before it asks the registry, and what is to be written instead. */
import { expect, test } from '@jest/globals';
import { lintFiles, login, MAIN, workflow } from './repository.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** The cause and the cure. */
async function saidOf(command: string): Promise<string[]> {
  const { report } = await lintFiles({
    [MAIN]: workflow(`${login()}\n- run: |\n    ${command.replaceAll('\n', '\n    ')}`),
  });
  return report.findings.map(({ severity, id, fix }) => `${severity} ${id}: ${fix.summary}`);
}

const invalid = (fix: string) => [`error invalid-image-reference: ${fix}`];

test.each<[string, string[]]>([
  ['helm push app-1.0.0.tgz ghcr.io/octo', invalid('Write oci://ghcr.io/octo.')],
  ['helm push app-1.0.0.tgz oci://ghcr.io/octo', []],
  ['helm push app-1.0.0.tgz localhost:5000/octo', []],
  ['helm push app-1.0.0.tgz ./ghcr.io/octo', []],
  ['helm push app-1.0.0.tgz charts', []],
  [`docker push ghcr.io/octo/app@${DIGEST}`, invalid('Write ghcr.io/octo/app:TAG.')],
  [`docker image push ghcr.io/octo/app:1@${DIGEST}`, invalid('Write ghcr.io/octo/app:1.')],
  ['docker push ghcr.io/octo/app@${{ steps.build.outputs.digest }}', invalid('Write ghcr.io/octo/app:TAG.')],
  [`podman push ghcr.io/octo/app@${DIGEST}`, []],
  [`docker pull ghcr.io/octo/app@${DIGEST}`, []],
])('%s', async (command, expected) => {
  expect(await saidOf(command)).toEqual(expected);
});

const ONE_BY_ONE = invalid(
  'Push each name by a command of its own, or, where they are all tags of one image, give its name alone with --all-tags.',
);
const TWO = 'ghcr.io/octo/app:1 ghcr.io/octo/app:2';

test.each<[string, string[]]>([
  [`docker push ${TWO}`, ONE_BY_ONE],
  [`docker image push -q ${TWO}`, ONE_BY_ONE],
  [`docker manifest push --purge ${TWO}`, ONE_BY_ONE],
  [`nerdctl push ${TWO}`, ONE_BY_ONE],
  ['docker push ghcr.io/octo/app:{1,2}', ONE_BY_ONE],
  [`TAGS="${TWO}"\ndocker push $TAGS`, ONE_BY_ONE],
  [`TAGS=(${TWO})\ndocker push "\${TAGS[@]}"`, ONE_BY_ONE],
  ['docker push ghcr.io/octo/app:$(date)', ONE_BY_ONE],
  [`echo ${TWO} | xargs docker push`, ONE_BY_ONE],
  [`all() { docker push "$@"; }\nall ${TWO}`, ONE_BY_ONE],
  [`all() { docker push "$@"; }\nall ghcr.io/octo/app:1\nall ghcr.io/octo/app:2`, []],
  [`echo ${TWO} | xargs -n1 docker push`, []],
  [`for each in ${TWO}; do docker push $each; done`, []],
  ['docker push --platform linux/amd64 ghcr.io/octo/app:1', []],
  // It may come to nothing.
  ['docker push ghcr.io/octo/app:1 $MORE', []],
  ['docker push ghcr.io/octo/app:1 ${{ vars.MORE }}', []],
  // From here to there.
  ['podman push ghcr.io/octo/app:1 ghcr.io/octo/app:2', []],
  ['docker compose push api web', []],
])('more names than one: %s', async (command, expected) => {
  expect(await saidOf(command)).toEqual(expected);
});

test.each([
  'docker push $FLAGS ghcr.io/octo/app:1',
  'docker push ${QUIET} ghcr.io/octo/app:1 ${MORE}',
  'docker image push $@ ghcr.io/octo/app:1',
  'docker manifest push $FLAGS ghcr.io/octo/app:1',
  'nerdctl push $FLAGS ghcr.io/octo/app:1',
  'podman push $FLAGS app ghcr.io/octo/app:1',
  'podman push ghcr.io/octo/app:1 $FLAGS',
  'buildah push $FLAGS app ghcr.io/octo/app:1',
  'skopeo copy $FLAGS docker-archive:a.tar docker://ghcr.io/octo/app:1',
  'crane push $FLAGS a.tar ghcr.io/octo/app:1',
  'crane copy $FLAGS quay.io/octo/app ghcr.io/octo/app:1',
  'regctl image copy $FLAGS quay.io/octo/app ghcr.io/octo/app:1',
  'helm push $FLAGS a-1.0.0.tgz oci://ghcr.io/octo',
  'oras push $FLAGS ghcr.io/octo/app:1 a.txt',
])('a word without quotes that comes to nothing is no name: %s', async (command) => {
  expect(await saidOf(command)).toEqual([]);
  // Nor does it hide the one that is.
  if (!command.endsWith(':1 $FLAGS'))
    expect(await saidOf(command.replace('octo/app:1', 'octo/app:+').replace('io/octo', 'io/Octo'))).toEqual([
      expect.stringMatching(/^error (?:invalid-image-reference|uppercase)/),
    ]);
});

test.each(['$(echo "$FLAGS")', "$(echo $FLAGS | tr ',' ' ')", '$FLAGS'])(
  'a loop over %s has no turn where nothing sets it',
  async (list) => expect(await saidOf(`for each in ${list}; do docker push "$each"; done`)).toEqual([]),
);

const braces = (context: string) =>
  invalid(
    `Write \${{ ${context} }}: GitHub fills in what stands in two braces, and no shell knows that name.`,
  );

test.each<[string, string[]]>([
  ["docker push 'ghcr.io/octo/app:${steps.tag.outputs.value}'", braces('steps.tag.outputs.value')],
  ['docker push "ghcr.io/octo/app:${steps.tag.outputs.value}"', braces('steps.tag.outputs.value')],
  ['TAG=${github.sha}\ndocker push ghcr.io/octo/app:$TAG', braces('github.sha')],
  ['docker push ghcr.io/${github.repository_owner}/app', braces('github.repository_owner')],
  ['docker push ghcr.io/octo/app:${TAG:-1}', []],
  ['echo "${steps.tag.outputs.value}"\ndocker push ghcr.io/octo/app:1', []],
])('an expression with one brace: %s', async (command, expected) => {
  expect(await saidOf(command)).toEqual(expected);
});

test('they are said in Chinese, too', async () => {
  const said = async (command: string) => {
    const files = { [MAIN]: workflow(`${login()}\n- run: ${command}`) };
    const { report } = await lintFiles(files, { language: 'zh-CN' });
    return report.findings[0]?.message;
  };
  expect(await said('helm push app-1.0.0.tgz ghcr.io/octo')).toContain('必须带有 oci:// 前缀');
  expect(await said(`docker push ghcr.io/octo/app@${DIGEST}`)).toContain('docker 不能推送摘要');
  expect(await said(`docker push ${TWO}`)).toContain('它只接受一个名称');
});
