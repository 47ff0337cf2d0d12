/**
 * A login to an address with more in it than the registry's host: docker and helm make the host of it, crane and oras refuse it,
 * podman and its like keep a login for a path alone (measured with docker 28, helm 3, crane, oras 1.2, podman 4 and skopeo).
 */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login as loginStep, MAIN, workflow } from './repository.js';

const PUSHES: Record<string, string> = {
  docker: 'docker push ghcr.io/octo/app:1',
  crane: 'crane push app.tar ghcr.io/octo/app:1',
  oras: 'oras push ghcr.io/octo/app:1 file',
  podman: 'podman push ghcr.io/octo/app:1',
  skopeo: 'skopeo copy oci:app docker://ghcr.io/octo/app:1',
  buildah: 'buildah push ghcr.io/octo/app:1',
  helm: 'helm push app.tgz oci://ghcr.io/octo/app',
};
const LOGINS: Record<string, string> = { crane: 'crane auth login', helm: 'helm registry login' };

function script(client: string, address: string, before = ''): string {
  const login = LOGINS[client] ?? `${client} login`;
  const signed = `echo \${{ github.token }} | ${login} -u octo --password-stdin ${address}`;
  return workflow(`- run: |\n${[before, signed, PUSHES[client]].map((line) => `    ${line}\n`).join('')}`);
}
const said = (client: string, address: string, before?: string) =>
  ids({ [MAIN]: script(client, address, before) });

const REFUSED = ['error no-registry-login'];

describe.each(['docker', 'helm'])('%s makes the host of it', (client) => {
  test.each(['https://ghcr.io', 'ghcr.io/', 'ghcr.io/other', 'https://ghcr.io/v2/'])(
    '%s',
    async (address) => {
      expect(await said(client, address)).toEqual([]);
    },
  );
});

describe.each(['crane', 'oras'])('%s takes the host alone', (client) => {
  test('which is all right', async () => {
    expect(await said(client, 'ghcr.io')).toEqual([]);
    expect(await said(client, '$HOST', 'HOST=$(cat host)')).toEqual([]);
  });

  test.each([
    'https://ghcr.io',
    'http://ghcr.io/',
    'ghcr.io/',
    'ghcr.io/octo',
    'ghcr.io/v2/',
    'ghcr.io/$OWNER',
  ])('and refuses %s', async (address) => expect(await said(client, address)).toEqual(REFUSED));
});

describe.each(['podman', 'skopeo', 'buildah'])('%s keeps a login for a path alone', (client) => {
  test.each([
    'https://ghcr.io',
    'https://ghcr.io/',
    'https://ghcr.io/other',
    'ghcr.io/octo',
    'ghcr.io/octo/app',
  ])('which %s is not, or not another', async (address) => expect(await said(client, address)).toEqual([]));

  test.each(['ghcr.io/$OWNER', '$ADDRESS', '$ADDRESS/other'])('which %s may be', async (address) => {
    expect(await said(client, address, 'ADDRESS=$(cat a) OWNER=$(cat b)')).toEqual([]);
  });

  test.each(['ghcr.io/other', 'ghcr.io/oct', 'ghcr.io/octo/application', 'ghcr.io/octo/app/more'])(
    'of other images: %s',
    async (address) => expect(await said(client, address)).toEqual(REFUSED),
  );

  test.each(['ghcr.io/', 'ghcr.io/v2/', 'ghcr.io//octo', 'ghcr.io/Octo', 'ghcr.io/octo:1'])(
    'and refuses %s',
    async (address) => expect(await said(client, address)).toEqual(REFUSED),
  );

  test('another login beside it counts', async () => {
    const whole = `echo \${{ github.token }} | ${client} login -u octo --password-stdin ghcr.io`;
    expect(await said(client, 'ghcr.io/other', whole)).toEqual([]);
  });
});

/** Measured with podman 4, skopeo and buildah: an entry for a part is one of its own, and goes before that of the registry. */
describe.each(['podman', 'skopeo', 'buildah'])('%s keeps an entry for each part', (client) => {
  const TOKEN = '${{ github.token }}';
  const login = (address: string, token = TOKEN) =>
    `echo ${token} | ${client} login -u octo --password-stdin ${address}`;
  const logout = (address: string) => `${client} logout ${address}`;
  const saidOf = (...lines: string[]) =>
    ids({
      [MAIN]: workflow(
        `- run: |\n${[...lines, PUSHES[client]].map((line) => `    ${line}\n`).join('')}`,
        'permissions: {contents: read}',
      ),
    });
  /** That of the job's own token, which may not push here. */
  const OWN = ['error job-lacks-packages-write'];
  const OTHER = '${{ secrets.CR_PAT }}';

  test.each([
    ['the registry is logged out of', [login('ghcr.io/octo'), logout('ghcr.io')]],
    ['the registry and its scheme', [login('ghcr.io/octo'), logout('https://ghcr.io')]],
    ['a wider part', [login('ghcr.io/octo/app'), logout('ghcr.io/octo')]],
    ['a narrower part', [login('ghcr.io'), login('ghcr.io/octo', OTHER), logout('ghcr.io/octo')]],
    ['another login to the registry', [login('ghcr.io/octo'), login('ghcr.io', OTHER)]],
    ['another login to a wider part', [login('ghcr.io/octo/app'), login('ghcr.io/octo', OTHER)]],
  ])('which stays: %s', async (_, lines) => expect(await saidOf(...lines)).toEqual(OWN));

  test.each([
    ['itself', [login('ghcr.io/octo'), logout('ghcr.io/octo')]],
    ['all', [login('ghcr.io/octo'), logout('--all')]],
    ['each', [login('ghcr.io/octo'), login('ghcr.io'), logout('ghcr.io'), logout('ghcr.io/octo')]],
  ])('which is gone: %s', async (_, lines) => expect(await saidOf(...lines)).toEqual(REFUSED));

  test.each([
    ['the other goes before', [login('ghcr.io/octo', OTHER), login('ghcr.io')]],
    ['what nobody knows may', ['P=$(cat p)', login('ghcr.io/$P', OTHER), login('ghcr.io')]],
  ])('of another token: %s', async (_, lines) => expect(await saidOf(...lines)).toEqual([]));
});

test.each(['docker', 'podman'])('a path that no env sets leaves the host what it is: %s', async (client) =>
  expect(await said(client, 'ghcr.io/$UNKNOWN')).toEqual([]),
);

test('the scope of an action is compared to its end', async () => {
  const steps = (scope: string) =>
    `- uses: docker/login-action@v4\n  with: {registry: ghcr.io, username: x, password: "\${{ github.token }}", scope: "${scope}"}\n- uses: docker/build-push-action@v6\n  with: {push: true, tags: "ghcr.io/octo/app:1"}`;
  expect(await ids({ [MAIN]: workflow(steps('octo/app@push')) })).toEqual([]);
  expect(await ids({ [MAIN]: workflow(steps('octo/other@push')) })).toEqual(REFUSED);
});

test.each([
  [
    'crane',
    'https://ghcr.io',
    'crane does not understand the login',
    'Name ghcr.io alone in the login: crane auth login ghcr.io',
    'crane 无法识别',
  ],
  [
    'podman',
    'ghcr.io/other',
    'names a part of ghcr.io',
    'Log in to ghcr.io itself',
    '只针对 ghcr.io 的一部分',
  ],
])('%s login %s is told', async (client, address, message, fix, chinese) => {
  const files = { [MAIN]: script(client, address) };
  const [found] = (await lintFiles(files)).report.findings;
  expect(found?.message).toContain(message);
  expect(found?.fix.summary).toContain(fix);
  const [other] = (await lintFiles(files, { language: 'zh-CN' })).report.findings;
  expect(other?.message).toContain(chinese);
});

test('an address that is refused is mended', async () => {
  const { report } = await lintFiles({ [MAIN]: script('oras', 'https://ghcr.io/') });
  expect(report.findings[0]?.fix.diff).toMatch(/^\+.*oras login -u octo --password-stdin ghcr\.io$/m);
});

describe('lines that are folded to one: the login has the push for its operands', () => {
  const folded = (...lines: string[]) =>
    workflow(`- run: >\n${lines.map((line) => `    ${line}\n`).join('')}`);
  const LOGIN = 'echo "${{ github.token }}" | docker login ghcr.io -u octo --password-stdin';
  const PUSH = 'docker push ghcr.io/octo/app:1';

  test.each<[string, string[], string[]]>([
    ['a push', [LOGIN, PUSH], REFUSED],
    ['a build before it', [LOGIN, 'docker build -t ghcr.io/octo/app:1 .', PUSH], REFUSED],
    ['a build that pushes', [LOGIN, 'docker buildx build --push -t ghcr.io/octo/app:1 .'], REFUSED],
    ['a list', [`${LOGIN} &&`, PUSH], []],
    ['commands with an end', [`${LOGIN};`, `${PUSH};`], []],
    ['a push to another registry', [LOGIN, 'docker push docker.io/octo/app:1'], []],
  ])('%s', async (_, lines, expected) => {
    expect(await ids({ [MAIN]: folded(...lines) })).toEqual(expected);
  });
});

describe('behind a login that works, the job ends at what its client does not understand', () => {
  const wrong = (client: string, address: string, more = '') =>
    `${LOGINS[client] ?? `${client} login`} -u octo -p x ${address}${more}`;
  const PUSH = 'run: docker push ghcr.io/octo/app:1';
  const script = (lines: string[], key = '') =>
    `\n- ${key}run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const behind = (lines: string[], key = '', pushKey = '') =>
    workflow(`${loginStep()}${script(lines, key)}- ${pushKey}${PUSH}\n`);
  const CRANE = wrong('crane', 'https://ghcr.io');

  test.each([
    ['crane', [CRANE]],
    ['oras', [wrong('oras', 'ghcr.io/')]],
    ['podman', [wrong('podman', 'ghcr.io/')]],
    ['skopeo', [wrong('skopeo', 'ghcr.io/Octo')]],
    ['docker, of words too many', [wrong('docker', 'ghcr.io', ' octo')]],
    ['two of them', [CRANE, wrong('oras', 'ghcr.io/')]],
  ])('%s', async (_, lines) => {
    const { report } = await lintFiles({ [MAIN]: behind(lines) });
    expect(report.findings.map(({ id, location }) => `${id} ${location?.line}`)).toEqual([
      'no-registry-login 14',
    ]);
    expect(report.verdict).toBe('denied');
  });

  test.each([
    ['the script goes on', behind([`${CRANE} || true`])],
    ['errors are passed', behind(['set +e', CRANE, 'true'])],
    ['a shell that goes on', behind([CRANE, 'true'], 'shell: bash {0}\n  ')],
    ['the step may fail', behind([CRANE], 'continue-on-error: true\n  ')],
    ['the push is run anyway', behind([CRANE], '', 'if: always()\n  ')],
    ['it is passed over', behind([CRANE], 'if: false\n  ')],
    ['a setting decides about it', behind([CRANE], 'if: vars.X\n  ')],
    ['another registry', behind([wrong('crane', 'https://quay.io')])],
    ['it is behind the push', workflow(`${loginStep()}\n- ${PUSH}${script([CRANE])}`)],
  ])('but not where: %s', async (_, text) => {
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('allowed');
  });

  test.each([
    ['en', 'crane does not understand this login, and the job ends here', 'The job ends at this login'],
    ['zh-CN', '作业会在此失败', '作业会在这次登录时失败'],
  ] as const)('in %s', async (language, message, title) => {
    const [found] = (await lintFiles({ [MAIN]: behind([CRANE]) }, { language })).report.findings;
    expect(found?.message).toContain(message);
    expect(found?.title).toBe(title);
    expect(found?.fix.diff).toMatch(/^\+.*crane auth login -u octo -p x ghcr\.io$/m);
  });
});
