/** Which login a later push of this run finds, by what our own step's inputs show. */
import { describe, expect, test } from '@jest/globals';
import type { PushLogin } from '../../src/evidence/types/login.js';
import { evidence, MAIN, workflowOf } from './reading.js';

const HELD = { ghcr: 'a-personal-token', job: 'the-token-of-the-job' };

/** The logins of the one push behind these steps, each by its token. */
async function logins(
  steps: string,
  own = '',
  held = HELD,
  push = '- run: docker push ghcr.io/octo/app\n',
  files: Record<string, string> = {},
) {
  const ours = `- uses: acme/ghcr-preflight@v1\n  with:\n    ghcr-token: \${{ secrets.GHCR_TOKEN }}\n${own}`;
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`${ours}${steps}${push}`), ...files },
    {
      own: { images: [], login: 'docker' },
      tokens: [
        { source: 'ghcr-token', secret: held.ghcr },
        { source: 'github-token', secret: held.job },
      ],
    },
  );
  return pushes.flatMap((one) => one.logins).map(said);
}

function said({ token, sure, reason, misread, isPassed, instead }: PushLogin): string {
  const otherwise = instead ? `, else ${instead.map((each) => each.token).join()}` : '';
  const why = misread ? 'misread' : reason;
  return `${token}${why ? ` ${why}` : ''}${sure ? '' : ' ?'}${isPassed ? ', passed' : ''}${otherwise}`;
}

const SKOPEO = '- run: skopeo copy oci:a docker://ghcr.io/octo/app\n';

const login = (password: string, more = '') =>
  `- uses: docker/login-action@v3\n  with: {registry: ghcr.io, username: octo, password: "${password}"${more}}\n`;

describe('the token of a later login', () => {
  test.each<[string, string, string[], string?]>([
    ['none', '', []],
    ['a secret that our input shows', login('${{ secrets.GHCR_TOKEN }}'), ['ghcr-token']],
    ["the job's own", login('${{ github.token }}'), ['github-token']],
    ['another secret', login('${{ secrets.DEPLOY }}'), ['unknown']],
    [
      'one of two, the first of which is there',
      login('${{ secrets.GHCR_TOKEN || github.token }}'),
      ['ghcr-token'],
    ],
    [
      'one of two, the first of which nobody shows',
      login('${{ secrets.DEPLOY || github.token }}'),
      ['unknown'],
    ],
    ['a literal that is ours', login('a-personal-token'), ['ghcr-token']],
    ['a literal of its own', login('something-else-that-is-long-enough-for-one'), ['unknown']],
    ['a literal that is too short for a token', login('something-else'), ['empty']],
    ['a fact of the run', login('${{ github.actor }}'), ['empty']],
    ['what nobody fills in', login('$GITHUB_TOKEN'), ['empty']],
    ['nothing', login(''), ['empty']],
    ['to another registry', login('${{ secrets.DEPLOY }}').replace('ghcr.io', 'quay.io'), []],
    [
      'kept for another repository',
      login('${{ github.token }}', ', scope: octo/other'),
      ['own', 'github-token, passed'],
    ],
    [
      'in a script that a shell is given',
      '- run: bash -c "docker login ghcr.io -u x -p ${{ github.token }} && true"\n',
      ['github-token'],
    ],
    [
      'in a script that the shell itself is given',
      '- run: eval "docker login ghcr.io -u x -p ${{ github.token }}"\n',
      ['github-token'],
    ],
    ['under an open condition', `${login('${{ github.token }}')}  if: vars.X\n`, ['github-token ?', 'own ?']],
    ['a logout', '- run: docker logout ghcr.io\n', ['none logout']],
    [
      'a logout that a setting decides about',
      "- if: vars.SHARED == 'yes'\n  run: docker logout ghcr.io\n",
      ['none logout ?', 'own ?'],
    ],
    [
      'one in a branch of a script',
      '- run: if [ "$1" = out ]; then docker logout ghcr.io; fi\n',
      ['none logout ?', 'own ?'],
    ],
    ['a logout of a build that fails', '- run: docker build . || { docker logout ghcr.io; exit 1; }\n', []],
    [
      'the same, where the job goes on',
      '- run: docker build . || { docker logout ghcr.io; exit 1; }\n  continue-on-error: true\n',
      ['none logout ?', 'own ?'],
    ],
    [
      'the same in a shell of its own, behind which its script goes on',
      '- run: (docker build . || { docker logout ghcr.io; exit 1; }) || echo failed\n',
      ['none logout ?', 'own ?'],
    ],
    [
      'the same in a script of its own',
      `- run: bash -c 'docker build . || { docker logout ghcr.io; exit 1; }' || true\n`,
      ['none logout ?', 'own ?'],
    ],
    [
      'the same in a script whose failure ends the step',
      `- run: bash -c 'docker build . || { docker logout ghcr.io; exit 1; }'\n`,
      [],
    ],
    [
      'the same in a function',
      '- run: |\n    fail() { docker logout ghcr.io; rm ~/.docker/config.json; exit "${1:-2}"; }\n    test -f a || fail 3\n',
      [],
    ],
    [
      'one behind what may end the script',
      '- run: if [ "$1" = out ]; then test -f a || exit 1; docker logout ghcr.io; fi\n',
      ['none logout ?', 'own ?'],
    ],
    [
      'one before an end that is none of an error',
      '- run: if [ "$1" = out ]; then docker logout ghcr.io; exit 0; fi\n',
      ['none logout ?', 'own ?'],
    ],
    [
      'one of a script that sometimes ends before its end',
      '- run: |\n    if docker build .; then docker logout ghcr.io; exit 0; fi\n    docker push ghcr.io/octo/app\n',
      ['none logout ?', 'own ?', 'none logout ?', 'own ?'],
    ],
    ['one of another registry', "- if: vars.SHARED == 'yes'\n  run: docker logout quay.io\n", []],
    [
      'one with a login behind it',
      `- if: vars.SHARED == 'yes'\n  run: docker logout ghcr.io\n${login('${{ github.token }}')}`,
      ['github-token'],
    ],
    [
      'a login and a logout',
      `${login('${{ github.token }}')}- run: docker logout ghcr.io\n`,
      ['none logout', 'github-token, passed'],
    ],
    [
      'a login to a part of the registry, which stays behind a logout from the rest',
      '- run: |\n    podman login ghcr.io/octo -u x -p ${{ github.token }}\n    podman logout ghcr.io\n',
      ['github-token'],
      '- run: podman push ghcr.io/octo/app\n',
    ],
    [
      'one that its client does not understand, with others behind it',
      `- run: crane auth login https://ghcr.io -u x -p x\n${login('${{ github.token }}')}`,
      ['github-token', 'none misread, passed'],
    ],
    [
      'one that its client does not understand, and the only one',
      '- run: docker logout ghcr.io\n- run: oras login ghcr.io/ -u x -p x\n',
      ['none misread, passed'],
    ],
    [
      'one that its client does not understand, and the job goes on',
      '- run: crane auth login https://ghcr.io -u x -p x || true\n',
      [],
    ],
    [
      'two logins, the first of which must not fail',
      `${login('${{ github.token }}')}${login('${{ secrets.GHCR_TOKEN }}')}`,
      ['ghcr-token', 'github-token, passed'],
    ],
    [
      'two logins, the first of which may fail',
      `${login('${{ github.token }}')}  continue-on-error: true\n${login('${{ secrets.GHCR_TOKEN }}')}`,
      ['ghcr-token'],
    ],
    [
      'one that may fail in its script, where the push is, too',
      '',
      ['ghcr-token, else own'],
      '- run: |\n    docker login ghcr.io -u x -p ${{ secrets.GHCR_TOKEN }} || true\n    docker push ghcr.io/octo/app\n',
    ],
    [
      'one whose failure is only said',
      '- run: docker login ghcr.io -u x -p ${{ secrets.GHCR_TOKEN }} || { echo no login; }\n',
      ['ghcr-token, else own'],
    ],
    [
      'one whose failure ends the script',
      '- run: docker login ghcr.io -u x -p ${{ secrets.GHCR_TOKEN }} || { echo no login; exit 1; }\n',
      ['ghcr-token'],
    ],
    [
      'one that is tried again and again by an action',
      '- uses: Wandalen/wretry.action@v3\n  with:\n    action: docker/login-action@v3\n    with: |\n      registry: ghcr.io\n      username: x\n      password: ${{ secrets.GHCR_TOKEN }}\n',
      ['ghcr-token'],
    ],
    [
      'two logins, the first of which is not tried',
      `- run: crane auth login ghcr.io -u x -p "\${{ github.token }}"\n${login('${{ secrets.GHCR_TOKEN }}')}`,
      ['ghcr-token'],
    ],
    ['root, whose files are others', '', ['none user ?'], '- run: sudo docker push ghcr.io/octo/app\n'],
    [
      'another user, whose files are others',
      '',
      ['none user ?'],
      '- run: sudo -Hu builder docker push ghcr.io/octo/app\n',
    ],
    [
      'a text for the shell of another user',
      '',
      ['none user ?'],
      "- run: sudo su - builder -c 'docker push ghcr.io/octo/app'\n",
    ],
    ['the same user by its name', '', [], '- run: sudo -u runner docker push ghcr.io/octo/app\n'],
    ['apko', '- run: apko login ghcr.io -u x -p "${{ github.token }}"\n', ['github-token']],
    ['setup-crane', '- uses: imjasonh/setup-crane@v0.4\n', ['github-token']],
    ['setup-ko', '- uses: ko-build/setup-ko@v0.9\n', ['github-token']],
    [
      'a folder of its own, and a login in it',
      '- uses: azure/docker-login@v2\n  with: {login-server: ghcr.io, username: x, password: "${{ github.token }}"}\n',
      ['github-token'],
    ],
    [
      'a container step',
      '',
      ['none container'],
      '- uses: docker://gcr.io/go-containerregistry/crane\n  with: {args: push a.tar ghcr.io/octo/app}\n',
    ],
    [
      'a container of its own',
      '',
      ['none container'],
      '- run: docker run --rm quay.io/skopeo/stable copy oci:a docker://ghcr.io/octo/app\n',
    ],
    [
      'a container that is handed the files',
      '',
      ['none container ?'],
      '- run: docker run -v ~/.docker:/root/.docker quay.io/skopeo/stable copy oci:a docker://ghcr.io/octo/app\n',
    ],
    [
      'another folder by an option',
      '',
      ['none moved'],
      '- run: docker --config /tmp/x push ghcr.io/octo/app\n',
    ],
    ['no credential, as it is told', '', ['none declined'], SKOPEO.replace('copy', 'copy --dest-no-creds')],
    ['a credential, as it is told', '', [], SKOPEO.replace('copy', 'copy --dest-no-creds=false')],
    [
      'another machine',
      '',
      ['none remote ?'],
      '- run: ssh -i key deploy@host docker push ghcr.io/octo/app\n',
    ],
    [
      'another machine, in quotes',
      '',
      ['none remote ?'],
      '- run: ssh host "cd /srv && docker compose pull; docker push ghcr.io/octo/app"\n',
    ],
    [
      'another machine, fed to a shell',
      '',
      ['none remote ?'],
      "- run: |\n    sshpass -e ssh -p 2222 host 'bash -s' <<'EOF'\n    docker push ghcr.io/octo/app\n    EOF\n",
    ],
    [
      'another machine, by an action',
      '',
      ['none remote ?'],
      '- uses: appleboy/ssh-action@v1\n  with:\n    host: h\n    script: |\n      cd /srv\n      docker push ghcr.io/octo/app\n',
    ],
    [
      'another machine, by an action that logs in there',
      '',
      ['github-token'],
      '- uses: appleboy/ssh-action@v1\n  with:\n    host: h\n    script: |\n      echo ${{ github.token }} | docker login ghcr.io -u x --password-stdin\n      docker push ghcr.io/octo/app\n',
    ],
    [
      'this machine, after a login on another one',
      '- uses: appleboy/ssh-action@v1\n  with: {host: h, script: "docker login ghcr.io -u x -p ${{ github.token }}"}\n',
      [],
    ],
    ...[
      'ssh -i key deploy@host docker login ghcr.io -u x -p "$TOKEN"',
      'gcloud compute ssh vm -- docker login ghcr.io -u x -p "$TOKEN"',
      'kubectl exec pod -- docker login ghcr.io -u x -p "$TOKEN"',
    ].map((command): [string, string, string[]] => [
      `this machine, after ${command}`,
      `- run: ${command}\n  env: {TOKEN: "\${{ github.token }}"}\n`,
      [],
    ]),
    [
      'another machine, where somebody logs in',
      '',
      ['github-token'],
      '- run: ssh host "docker login ghcr.io -u x -p ${{ github.token }} && docker push ghcr.io/octo/app"\n',
    ],
    [
      'a logout and a login',
      `- run: docker logout ghcr.io\n${login('${{ github.token }}')}`,
      ['github-token'],
    ],
  ])('%s', async (_, steps, expected, ...[push]) =>
    expect(await logins(steps, '', HELD, push)).toEqual(expected),
  );

  const shell = (script: string, env = 'T_TOKEN: ${{ secrets.GHCR_TOKEN }}') =>
    `- run: ${script}\n${env && `  env: {${env.replace(/: (.*)$/, ': "$1"')}}\n`}`;
  const sent = async (steps: string) => {
    const { pushes } = await evidence(
      {
        [MAIN]: workflowOf(
          `- uses: acme/ghcr-preflight@v1\n  with: {ghcr-token: "\${{ secrets.GHCR_TOKEN }}"}\n${steps}- run: docker push ghcr.io/octo/app\n`,
        ),
      },
      {
        own: { images: [], login: 'docker' },
        tokens: [{ source: 'ghcr-token', secret: HELD.ghcr }],
      },
    );
    return pushes.flatMap((one) => one.logins).map(({ sends }) => sends ?? null);
  };

  test.each<[string, string, string | null]>([
    ['an action trims its inputs', login('${{ secrets.GHCR_TOKEN }}'), 'trimmed'],
    [
      'docker takes the line end of echo',
      shell('echo "$T_TOKEN" | docker login ghcr.io -u x --password-stdin'),
      'whole',
    ],
    [
      'and one of what has none',
      shell('printf %s "$T_TOKEN" | docker login ghcr.io -u x --password-stdin'),
      'line',
    ],
    ['a here-string', shell('docker login ghcr.io -u x --password-stdin <<< "$T_TOKEN"'), 'whole'],
    ['an option', shell('docker login ghcr.io -u x -p "$T_TOKEN"'), 'whole'],
    ['without quotes', shell('docker login ghcr.io -u x -p $T_TOKEN'), 'words'],
    [
      'cleaned before',
      shell('echo "$T_TOKEN" | tr -d "\\n" | docker login ghcr.io -u x --password-stdin'),
      null,
    ],
    [
      'cleaned in its expansion',
      shell('echo "${T_TOKEN//x/}" | docker login ghcr.io -u x --password-stdin'),
      null,
    ],
    [
      'pasted by an expression',
      shell('echo "${{ secrets.GHCR_TOKEN }}" | docker login ghcr.io -u x --password-stdin', ''),
      null,
    ],
    [
      'cleaned by a step before',
      `${shell('echo "N_TOKEN=$(echo "$T_TOKEN" | tr -d x)" >> $GITHUB_ENV')}${shell('docker login ghcr.io -u x -p "$T_TOKEN"')}`,
      null,
    ],
  ])('what it sends: %s', async (_, steps, expected) => expect(await sent(steps)).toEqual([expected]));

  test.each<[string, string, string[]]>([
    ['without a user', shell('docker login ghcr.io --password-stdin <<< "$T_TOKEN"'), ['empty']],
    ['with a password and without a user', shell('docker login ghcr.io -p "$T_TOKEN"'), ['empty']],
    [
      'with a password and a user that nothing sets',
      shell('docker login ghcr.io -u "$GHCR_USER" -p "$T_TOKEN"'),
      ['empty'],
    ],
    ['of a client that needs no user', shell('crane auth login ghcr.io -p "$T_TOKEN"'), ['ghcr-token']],
    [
      'with an empty user',
      shell('podman login ghcr.io -u "" --password-stdin <<< "$T_TOKEN"').replace('podman', 'docker'),
      ['empty'],
    ],
    [
      'with an unset user',
      shell('docker login ghcr.io -u "$GHCR_USER" --password-stdin <<< "$T_TOKEN"'),
      ['empty'],
    ],
    [
      'with a user that nothing sets, whatever it is called',
      shell('docker login ghcr.io -u "$U" --password-stdin <<< "$T_TOKEN"'),
      ['empty'],
    ],
    [
      "with the machine's user",
      shell('docker login ghcr.io -u "$USER" --password-stdin <<< "$T_TOKEN"'),
      ['ghcr-token'],
    ],
    [
      'with a user that nobody knows',
      shell('docker login ghcr.io -u "${{ vars.NAME }}" --password-stdin <<< "$T_TOKEN"'),
      ['ghcr-token'],
    ],
    [
      'an action without a user',
      login('${{ secrets.GHCR_TOKEN }}').replace('username: octo, ', ''),
      ['empty'],
    ],
    [
      'an action with an unknown user',
      login('${{ secrets.GHCR_TOKEN }}').replace('octo', '"${{ vars.ROBOT }}"'),
      ['ghcr-token'],
    ],
    [
      'an action with a user by a name that GitHub does not have',
      login('${{ secrets.GHCR_TOKEN }}').replace('octo', '"${{ github.username }}"'),
      ['empty'],
    ],
    [
      'an action with a user that GitHub has and nobody tells',
      login('${{ secrets.GHCR_TOKEN }}').replace('octo', '"${{ github.actor_id }}"'),
      ['ghcr-token'],
    ],
    ['a variable that nothing sets', shell('docker login ghcr.io -u x -p "$NOBODYS_TOKEN"', ''), ['empty']],
    [
      'one that a step writes',
      shell('docker login ghcr.io -u x -p "$CR"', '').replace(
        '- run',
        '- run: ./more.sh >> $GITHUB_ENV\n- run',
      ),
      ['unknown'],
    ],
    ['one that the machine sets', shell('docker login ghcr.io -u x -p "$HOSTNAME"', ''), ['unknown']],
    ['a variable under another name', shell('docker login ghcr.io -u x -p "$NOBODYS"', ''), ['empty']],
    [
      'a variable that an action may set',
      `- uses: acme/keys@v1\n${shell('docker login ghcr.io -u x -p "$NOBODYS"', '')}`,
      ['unknown'],
    ],
    [
      'a variable that a profile may set',
      shell('docker login ghcr.io -u x -p "$NOBODYS"', '').replace('run:', 'shell: bash -l {0}\n  run:'),
      ['unknown'],
    ],
    [
      'a variable that a step writes',
      `${shell('echo "NOBODYS_TOKEN=x$RANDOM" >> "$GITHUB_ENV"', '')}${shell('docker login ghcr.io -u x -p "$NOBODYS_TOKEN"', '')}`,
      ['unknown'],
    ],
  ])('a login %s', async (_, steps, expected) => expect(await logins(steps)).toEqual(expected));

  test('a user that is empty is pointed at where it stands', async () => {
    const steps =
      '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: ${{ github.username }}\n    password: x\n';
    const text = workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}- run: docker push ghcr.io/octo/app\n`);
    const { pushes } = await evidence({ [MAIN]: text }, { own: { images: [], login: 'docker' }, tokens: [] });
    const line = text.split('\n').findIndex((each) => each.includes('username')) + 1;
    expect(pushes[0]?.logins[0]?.location).toMatchObject({ line, endLine: line });
  });

  test('what our input shows to be empty', async () => {
    const held = { ...HELD, ghcr: '' };
    expect(await logins(login('${{ secrets.GHCR_TOKEN }}'), '', held)).toEqual(['empty']);
    expect(await logins(login('${{ secrets.GHCR_TOKEN || github.token }}'), '', held)).toEqual([
      'github-token',
    ]);
  });

  test('a condition on a secret is known where our input shows it', async () => {
    const guarded = `${login('${{ github.token }}')}  if: env.HAS == 'true'\n  env: {HAS: "\${{ secrets.GHCR_TOKEN != '' }}"}\n`;
    expect(await logins(guarded)).toEqual(['github-token']);
    expect(await logins(guarded, '', { ...HELD, ghcr: '' })).toEqual([]);
  });

  test('another folder for the credentials', async () => {
    const push = '- run: docker push ghcr.io/octo/app\n  env: {DOCKER_CONFIG: /elsewhere}\n';
    expect(await logins('', '', HELD, push)).toEqual(['none moved']);
    expect(await logins('', '', HELD, push.replace('/elsewhere', '/home/runner/.docker'))).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ['of the step', '- run: docker push ghcr.io/octo/app\n  env: {HOME: /tmp/x}\n', ['none moved']],
    ['of the command', '- run: HOME=/tmp/x docker push ghcr.io/octo/app\n', ['none moved']],
    ['of the script', '- run: |\n    export HOME=$PWD/x\n    docker push ghcr.io/octo/app\n', []],
    ['that may be the usual one', '- run: docker push ghcr.io/octo/app\n  env: {HOME: /root}\n', []],
    [
      'which is not asked where the folder is named',
      '- run: docker push ghcr.io/octo/app\n  env: {HOME: /tmp/x, DOCKER_CONFIG: /home/runner/.docker}\n',
      [],
    ],
    [
      'with a login of its own',
      '- run: |\n    docker login ghcr.io -u x -p ${{ github.token }}\n    docker push ghcr.io/octo/app\n  env: {HOME: /tmp/x}\n',
      ['github-token'],
    ],
    [
      "that podman's file does not depend on",
      '- run: podman login ghcr.io -u x -p ${{ github.token }}\n- run: podman push ghcr.io/octo/app\n  env: {HOME: /tmp/x}\n',
      ['github-token'],
    ],
  ])('another home folder, %s', async (_, push, expected) =>
    expect(await logins('', '', HELD, push)).toEqual(expected),
  );

  const ORAS = 'oras login ghcr.io --registry-config /tmp/a.json -u x -p ${{ github.token }}';

  test.each<[string, string, string[]]>([
    ['both have', 'oras push --registry-config=/tmp/a.json ghcr.io/octo/app', ['github-token']],
    [
      'another one has',
      'oras push --registry-config /tmp/b.json ghcr.io/octo/app',
      ['none moved', 'github-token, passed'],
    ],
    ['the push does not have', 'oras push ghcr.io/octo/app', ['own', 'github-token, passed']],
  ])('of oras, in a file that %s', async (_, push, expected) =>
    expect(await logins('', '', HELD, `- run: |\n    ${ORAS}\n    ${push}\n`)).toEqual(expected),
  );

  const OF_TOKEN = 'ghcr.io -u x -p ${{ github.token }}';
  const CHART = 'helm push a-1.0.0.tgz oci://ghcr.io/octo';

  test.each<[string, string[], string[]]>([
    [
      'helm, whose push has the same',
      [`helm registry login ${OF_TOKEN} --registry-config a.json`, `${CHART} --registry-config a.json`],
      ['github-token'],
    ],
    [
      'helm, which a variable tells of it',
      [
        `HELM_REGISTRY_CONFIG=/tmp/a.json helm registry login ${OF_TOKEN}`,
        `${CHART} --registry-config /tmp/a.json`,
      ],
      ['github-token'],
    ],
    [
      'helm, whose push has another',
      [`helm registry login ${OF_TOKEN}`, `${CHART} --registry-config /tmp/b.json`],
      ['own', 'github-token, passed'],
    ],
    [
      "helm, whose push looks into docker's behind any",
      [`docker login ${OF_TOKEN}`, `${CHART} --registry-config /tmp/b.json`],
      ['github-token'],
    ],
    [
      "helm's own, and docker's in a folder",
      [`helm registry login ${OF_TOKEN}`, 'export DOCKER_CONFIG=/tmp/x', CHART],
      ['github-token'],
    ],
    [
      "podman's own, and docker's in a folder",
      [`podman login ${OF_TOKEN}`, 'DOCKER_CONFIG=/tmp/x podman push ghcr.io/octo/app'],
      ['github-token'],
    ],
    [
      'podman, which a variable tells crane of, too',
      [
        'export REGISTRY_AUTH_FILE=/tmp/a.json',
        `podman login ${OF_TOKEN}`,
        'docker logout ghcr.io',
        'crane push a.tar ghcr.io/octo/app',
      ],
      ['github-token'],
    ],
    [
      "regctl's own, and docker's in a folder",
      [
        `regctl registry login ${OF_TOKEN.replace('-p', '--pass')}`,
        'export DOCKER_CONFIG=/tmp/x',
        'regctl image copy a:1 ghcr.io/octo/app',
      ],
      ['github-token'],
    ],
    [
      'podman, whose push has another',
      [`podman login ${OF_TOKEN}`, 'podman push --authfile /tmp/b.json ghcr.io/octo/app'],
      ['none moved', 'github-token, passed'],
    ],
    [
      'podman, whose push has another that is written',
      [
        `podman login ${OF_TOKEN}`,
        'echo "$AUTH" > /tmp/b.json',
        'podman push --authfile /tmp/b.json ghcr.io/octo/app',
      ],
      ['none moved ?', 'github-token, passed'],
    ],
    [
      'helm, of which docker is told by itself',
      [
        `helm registry login ${OF_TOKEN} --registry-config ~/.docker/config.json`,
        'docker push ghcr.io/octo/app',
      ],
      ['github-token'],
    ],
    [
      'helm, of which docker is told by a variable',
      [
        `HELM_REGISTRY_CONFIG=/tmp/x/config.json helm registry login ${OF_TOKEN}`,
        'DOCKER_CONFIG=/tmp/x docker push ghcr.io/octo/app',
      ],
      ['github-token'],
    ],
    [
      "helm, which is podman's",
      [
        `helm registry login ${OF_TOKEN} --registry-config /run/user/0/containers/auth.json`,
        'podman push ghcr.io/octo/app',
      ],
      ['github-token'],
    ],
    [
      'helm, in a folder of its settings',
      ['export HELM_CONFIG_HOME=/tmp/h', `helm registry login ${OF_TOKEN}`, CHART],
      ['github-token'],
    ],
    [
      'helm, in a folder of its settings that the push does not have',
      [`HELM_CONFIG_HOME=/tmp/h helm registry login ${OF_TOKEN}`, CHART],
      ['own', 'github-token, passed'],
    ],
    [
      'helm, in the usual folder of its settings',
      [`HELM_CONFIG_HOME=$HOME/.config/helm helm registry login ${OF_TOKEN}`, CHART],
      ['github-token'],
    ],
    [
      'apptainer, whose push has the same',
      [
        `apptainer registry login --authfile a.json ${OF_TOKEN.replace('ghcr.io', 'oras://ghcr.io')}`,
        'apptainer push --authfile a.json app.sif oras://ghcr.io/octo/app:1',
      ],
      ['github-token'],
    ],
    [
      'apptainer, whose push has none',
      [
        `apptainer registry login --authfile /tmp/a.json ${OF_TOKEN.replace('ghcr.io', 'oras://ghcr.io')}`,
        'apptainer push app.sif oras://ghcr.io/octo/app:1',
      ],
      ['own', 'github-token, passed'],
    ],
    [
      'podman, whose push has one that another client writes',
      [
        `oras login --registry-config /tmp/b.json ${OF_TOKEN}`,
        'podman push --authfile /tmp/b.json ghcr.io/octo/app',
      ],
      ['github-token'],
    ],
  ])('in a file of %s', async (_, lines, expected) => {
    const own = '  login: none\n';
    expect(await logins('', own, HELD, `- run: |\n    ${lines.join('\n    ')}\n`)).toEqual(expected);
  });

  const HELM = 'helm push a-1.0.0.tgz oci://ghcr.io/octo --registry-config';

  test.each<[string, string, string, string[]]>([
    ["podman's has", 'podman', '${XDG_RUNTIME_DIR}/containers/auth.json', ['github-token']],
    ["docker's has", 'docker', '~/.docker/config.json', ['github-token']],
    [
      "docker's has, which it looks into as well",
      'docker',
      '/run/user/0/containers/auth.json',
      ['github-token'],
    ],
    ["podman's has and docker's has not", 'podman', '~/.docker/config.json', ['own', 'github-token, passed']],
  ])('of helm, in a file that %s', async (_, client, file, expected) =>
    expect(
      await logins(
        '',
        '',
        HELD,
        `- run: |\n    ${client} login ghcr.io -u x -p \${{ github.token }}\n    ${HELM} ${file}\n`,
      ),
    ).toEqual(expected),
  );

  const PODMAN = '- run: podman push app ghcr.io/octo/app\n';
  const inFile = (command: string) => `- run: |\n    ${command}\n`;

  test.each<[string, string, string[], string?]>([
    ['the file is taken away', 'rm -f "$DOCKER_CONFIG/config.json"', ['none logout']],
    ['the folder is', 'rm -rf -- ~/.docker/', ['none logout']],
    ['the folder that the clients are told of is', 'rm -rf "$DOCKER_CONFIG"', ['none logout']],
    ['all that is in the folder is', 'rm -rf ~/.docker/*', ['none logout']],
    ['root takes it away', 'sudo rm -rf ~/.docker', ['none logout']],
    ['it is found and taken away', 'find ~/.docker -type f -delete', ['none logout ?']],
    ['nothing is written in its place', '> ~/.docker/config.json', ['unknown ?']],
    ['root has another', 'sudo rm -rf /root/.docker', []],
    ['the checkout has another', 'rm -rf .docker', []],
    ['a folder of the checkout has others', 'cd ci && rm -rf ./.docker/*', []],
    ['the home folder is gone into', 'cd ~; rm -rf .docker', ['none logout']],
    ['another folder has one', 'rm -rf /tmp/build/.docker', []],
    ['a folder that nobody knows may have another', 'rm -rf "$(mktemp -d)/.docker"', ['unknown ?']],
    ['a folder of the script has another', 'export DOCKER_CONFIG=/tmp/x; rm -rf "$DOCKER_CONFIG"', []],
    ['a folder has, that is made', 'export DOCKER_CONFIG=$(mktemp -d); rm -rf "$DOCKER_CONFIG"', []],
    ['the file is moved away', 'mv ~/.docker/config.json /tmp/kept', ['none logout ?']],
    ['it is emptied', 'truncate -s 0 "$HOME/.docker/config.json"', ['none logout ?']],
    ['another file takes its place', 'cp ci/docker.json ~/.docker/config.json', ['unknown ?']],
    ['one that a filter made', 'jq .x c.json > c && mv c "$DOCKER_CONFIG/config.json"', ['unknown ?']],
    [
      'the text is a secret login to another host',
      `echo '{"auths":{"quay.io":{"auth":"\${{ secrets.QUAY }}"}}}' > ~/.docker/config.json`,
      ['none logout'],
    ],
    [
      'the text is one to some host',
      `echo '{"auths":{"\${{ vars.HOST }}":{"auth":"x"}}}' > ~/.docker/config.json`,
      ['unknown ?'],
    ],
    ['it is edited', "sed -i 's/a/b/' ~/.docker/config.json", ['unknown ?']],
    ['it is fetched', 'curl -fsS https://vault.example/c -o ~/.docker/config.json', ['unknown ?']],
    ["podman's own is edited", 'yq -i .a ${XDG_RUNTIME_DIR}/containers/auth.json', ['unknown ?'], PODMAN],
    [
      'nothing but its text is taken',
      'jq .auths ~/.docker/config.json; cp ~/.docker/config.json /tmp/kept',
      [],
    ],
    ["a program's settings are written", `echo '{"port": 80}' > src/config.json`, []],
    ['they are made', './settings > config.json', []],
    ['they are taken away', 'rm -f dist/config.json auth.json', []],
    ['they are edited', "sed -i 's/a/b/' web/config.json", []],
  ])('of which %s', async (_, command, expected, ...[push]) =>
    expect(await logins(inFile(command), '', HELD, push)).toEqual(expected),
  );

  test.each<[string, string, string[]]>([
    ['of any text', 'echo "$AUTH" > "$DOCKER_CONFIG/config.json"', ['unknown ?']],
    [
      "with the job's token",
      'echo "{\\"auths\\":{\\"ghcr.io\\":{\\"password\\":\\"${{ github.token }}\\"}}}" > $DOCKER_CONFIG/config.json',
      ['github-token'],
    ],
    [
      'for another host',
      `echo '{"auths":{"quay.io":{"auth":"x"}}}' > $DOCKER_CONFIG/config.json`,
      ['none logout'],
    ],
    ['and none', 'mkdir -p $DOCKER_CONFIG', ['none moved']],
  ])('in a folder that the script itself tells docker of: %s', async (_, command, expected) => {
    const lines = ['export DOCKER_CONFIG=$(mktemp -d)', command, 'docker push ghcr.io/octo/app'];
    const push = `- env: {AUTH: "\${{ secrets.AUTH }}"}\n  run: |\n    ${lines.join('\n    ')}\n`;
    expect(await logins('', '', HELD, push)).toEqual(expected);
  });

  const DOCKER = '- run: docker push ghcr.io/octo/app\n';
  const CRANE =
    '- uses: docker://gcr.io/go-containerregistry/crane\n  with: {args: push a.tar ghcr.io/octo/app}\n';
  const KANIKO =
    '- uses: docker://gcr.io/kaniko-project/executor:v1.23.2\n  with: {args: --destination=ghcr.io/octo/app}\n';
  const written = (file: string) => `- run: echo "$AUTH" > ${file}\n  env: {AUTH: "\${{ secrets.AUTH }}"}\n`;
  const TO_CONTAINERS = inFile('cp -r ~/.docker "$RUNNER_TEMP/_github_home/"');

  test.each<[string, string, string, string[]]>([
    ['podman, by podman', written('~/.config/containers/auth.json'), PODMAN, ['unknown ?']],
    ['podman, by docker', written('~/.config/containers/auth.json'), DOCKER, []],
    [
      'podman, whose file a variable names',
      written('/tmp/a.json'),
      `${PODMAN}  env: {REGISTRY_AUTH_FILE: /tmp/a.json}\n`,
      ['none moved'],
    ],
    [
      'whoever is told of it by a variable',
      '',
      '- run: |\n    echo "$AUTH" > "$REGISTRY_AUTH_FILE"\n    podman push app ghcr.io/octo/app\n  env: {REGISTRY_AUTH_FILE: /tmp/a.json}\n',
      ['unknown ?'],
    ],
    [
      'whoever is told of it by an option',
      written('auth.json'),
      '- run: skopeo copy --dest-authfile ./auth.json oci:a docker://ghcr.io/octo/app\n',
      ['unknown ?'],
    ],
    [
      'container steps, by one of them',
      written('${{ runner.temp }}/_github_home/.docker/config.json'),
      CRANE,
      ['unknown ?'],
    ],
    ['container steps, by docker', written('$RUNNER_TEMP/_github_home/.docker/config.json'), DOCKER, []],
    [
      'container steps, by one whose image names a file of its own',
      written('$RUNNER_TEMP/_github_home/.docker/config.json'),
      KANIKO,
      ['none container'],
    ],
    [
      'container steps, by such a one that is told of it',
      written('$RUNNER_TEMP/_github_home/.docker/config.json'),
      `${KANIKO}  env: {DOCKER_CONFIG: /github/home/.docker}\n`,
      ['unknown ?'],
    ],
  ])('the file of %s', async (_, steps, push, expected) =>
    expect(await logins(steps, '', HELD, push)).toEqual(expected),
  );

  const ROOT = '- run: sudo docker push ghcr.io/octo/app\n';
  const copied = (target: string) => inFile(`cp ~/.docker/config.json ${target}`);

  test.each<[string, string, string, string[]]>([
    ['of container steps', TO_CONTAINERS, CRANE, []],
    [
      'of container steps, with the login before it',
      `${login('${{ secrets.DEPLOY }}')}${TO_CONTAINERS}`,
      CRANE,
      ['unknown'],
    ],
    ['of container steps, before the login', `${TO_CONTAINERS}${login('${{ secrets.DEPLOY }}')}`, CRANE, []],
    ['of root', inFile('sudo cp -r ~/.docker /root/'), ROOT, []],
    [
      'of root, by its path',
      inFile('sudo mkdir -p /root/.docker && sudo cp "$HOME/.docker/config.json" /root/.docker/'),
      ROOT,
      [],
    ],
    ['of podman', copied('~/.config/containers/auth.json'), PODMAN, []],
    [
      'that a variable names',
      copied('/tmp/creds/'),
      '- run: docker push ghcr.io/octo/app\n  env: {DOCKER_CONFIG: /tmp/creds}\n',
      [],
    ],
    [
      'that another variable names',
      copied('/tmp/creds/'),
      '- run: docker push ghcr.io/octo/app\n  env: {DOCKER_CONFIG: /tmp/other}\n',
      ['none moved ?'],
    ],
  ])('a copy of the file in the place %s', async (_, steps, push, expected) =>
    expect(await logins(steps, '', HELD, push)).toEqual(expected),
  );

  const python = (line: string) => `- shell: python\n  run: |\n    import subprocess\n    ${line}\n`;
  const said = ['unknown ?', 'own ?'];

  const DOCKERS = `os.path.expanduser("~/.docker/config.json")`;

  test.each<[string, string, string[]]>([
    ['writes', python(`open(${DOCKERS}, "w").write(os.environ["A"])`), ['unknown ?', 'own ?']],
    [
      'writes by its parts',
      "- uses: actions/github-script@v8\n  with:\n    script: fs.writeFileSync(path.join(os.homedir(), '.docker', 'config.json'), auth)\n",
      ['unknown ?', 'own ?'],
    ],
    ['reads', python(`print(json.load(open(${DOCKERS})))`), []],
    ['writes about', python(`open("notes.md", "w").close() # ${DOCKERS}`), []],
    ['does not name', python('open("src/config.json", "w").write("{}")'), []],
  ])("docker's file, which a program %s", async (_, steps, expected) =>
    expect(await logins(steps)).toEqual(expected),
  );

  test.each<[string, string, string[]]>([
    ['with the same tokens', 'ghcr-token: ${{ secrets.GHCR_TOKEN }}', []],
    ['with one of them alone', 'access: push', ['github-token']],
    ['that makes none', 'login: none', []],
  ])('of a second step of ours, %s', async (_, given, expected) =>
    expect(await logins(`- uses: acme/ghcr-preflight@v1\n  with:\n    ${given}\n`)).toEqual(expected),
  );

  test.each<[string, string, string[]]>([
    ['Python', python('subprocess.run(["docker", "login", "ghcr.io", "-u", "x", "-p", "y"])'), said],
    [
      'the JavaScript of a step',
      "- uses: actions/github-script@v8\n  with:\n    script: await exec.exec('docker', ['login', 'ghcr.io', '-u', 'x'])\n",
      said,
    ],
    ['a program of Node.js', `- run: node -e "run('docker', ['login', 'ghcr.io'])"\n`, said],
    ['a program that writes of it', `- run: node -e "note('docker login ghcr.io comes first')"\n`, []],
    ['a program that only speaks of it', `- run: node -e "console.log('docker login ghcr.io')"\n`, []],
    ['a logout of a program', python('run(["docker", "logout", "ghcr.io"])'), ['none logout ?', 'own ?']],
    ['a program that runs it', '- run: again 3 docker login ghcr.io -u x -p y\n', said],
    ['a shell that is told so', '- run: sh -c "docker login ghcr.io -u x -p $(./token)"\n', said],
    ['a program, to another host', '- run: again 3 docker login quay.io -u x -p y\n', []],
    ['a program that only prints it', '- run: echo docker login ghcr.io\n', []],
    ['to another host', python('run("docker login quay.io -u x -p y")'), []],
    ['in a remark', python('# docker login ghcr.io'), []],
    ['in a text over lines that is printed', python('print("""\\n    docker login ghcr.io\n    """)'), []],
    ['in the help of a program', python("USAGE = '''first:\n    docker login ghcr.io\n    '''"), []],
    [
      'in a text over lines of JavaScript',
      '- uses: actions/github-script@v8\n  with:\n    script: |\n      core.info(`first:\n      docker login ghcr.io\n      `)\n',
      [],
    ],
    [
      'in a text over lines that is run',
      python('run("""\\n    docker login ghcr.io -u x -p y\n    """, shell=True)'),
      said,
    ],
    ['before the host, of another thing', python('pull("ghcr.io/octo/app"); login()'), []],
    [
      'an action by its name, with a password that our input shows',
      '- uses: acme/registry-login@v1\n  with: {registry: ghcr.io, password: "${{ github.token }}"}\n',
      ['github-token ?', 'own ?'],
    ],
    [
      'an action by its name, with a token',
      '- uses: acme/log-in-to-registry@v1\n  with: {registry: ghcr.io, token: "${{ github.token }}"}\n',
      said,
    ],
    ['an action that is named after the registry', '- uses: acme/ghcr-login@v1\n', said],
    ['an action of the repository', '- uses: ./.github/actions/ghcr-login\n', said],
    [
      'an action for another registry',
      '- uses: acme/registry-login@v1\n  with: {registry: quay.io, token: x}\n',
      [],
    ],
    ['an action for something else', '- uses: azure/login@v2\n  with: {creds: x}\n', []],
    ['an action that is no login', '- uses: acme/ghcr-cleanup@v1\n  with: {token: x}\n', []],
    [
      'an action that is told the token of our input, and no registry',
      '- uses: acme/docker-login@v1\n  with: {token: "${{ github.token }}"}\n',
      ['github-token ?', 'own ?'],
    ],
    [
      'an action that is told a token that nobody knows, and no registry',
      '- uses: acme/docker-login@v1\n  with: {username: x, password: "${{ secrets.OTHER_PASSWORD }}"}\n',
      said,
    ],
    [
      'an action of the repository that is not there, with a token',
      '- uses: ./.github/actions/docker-login\n  with: {token: "${{ steps.app.outputs.token }}"}\n',
      said,
    ],
    [
      'a login by its secret',
      '- uses: acme/login@v1\n  with: {token: "${{ secrets.REGISTRY_TOKEN }}"}\n',
      said,
    ],
    [
      'what is set up with a token',
      '- uses: acme/setup-ghcr@v1\n  with: {token: "${{ secrets.A }}"}\n',
      said,
    ],
    ['one that authenticates', '- uses: acme/ci/registry-auth@v1\n  with: {pat: "${{ secrets.A }}"}\n', said],
    ['a login without a credential', '- uses: acme/docker-login@v1\n  with: {version: 2}\n', []],
    ['a login to whatever', '- uses: acme/login@v1\n  with: {token: "${{ secrets.A }}"}\n', []],
    [
      'Docker Hub by its secret',
      '- uses: acme/docker-login@v1\n  with: {token: "${{ secrets.DOCKERHUB_TOKEN }}"}\n',
      [],
    ],
    ['a service by its name', '- uses: acme/ecr-docker-login@v1\n  with: {token: "${{ secrets.A }}"}\n', []],
    [
      'another host by an input',
      '- uses: acme/docker-login@v1\n  with: {server: quay.io, token: "${{ secrets.A }}"}\n',
      [],
    ],
    ['what is set up for others', '- uses: acme/setup-docker@v1\n  with: {token: "${{ secrets.A }}"}\n', []],
    ['what deletes', '- uses: acme/ghcr-cleanup@v1\n  with: {token: "${{ secrets.A }}"}\n', []],
  ])('that is only said, by %s', async (_, steps, expected) => expect(await logins(steps)).toEqual(expected));

  test.each([
    ['login', 'docker login ghcr.io -u x -p "$T"', said],
    ['logout', 'docker logout ghcr.io', ['none logout ?', 'own ?']],
    ['login to another registry', 'docker login -u x -p "$T"', []],
  ])('a %s in a script that a program starts', async (_, script, expected) => {
    const files = { 'ci.py': 'subprocess.run(["./ci/registry.sh"])\n', 'ci/registry.sh': `${script}\n` };
    expect(await logins('- run: python ci.py\n', '', HELD, undefined, files)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['an option', '- run: podman push --authfile /tmp/a.json app ghcr.io/octo/app\n', ['none moved']],
    [
      'the file of docker, in which podman has logged in',
      '- run: |\n    podman login --authfile ~/.docker/config.json -u x -p "${{ github.token }}" ghcr.io\n    docker push ghcr.io/octo/app\n',
      ['github-token'],
    ],
    [
      'the file of docker, in which the environment has podman log in',
      '- run: |\n    podman login -u x -p "${{ github.token }}" ghcr.io\n    docker push ghcr.io/octo/app\n  env: {REGISTRY_AUTH_FILE: /root/.docker/config.json}\n',
      ['github-token'],
    ],
    [
      'an option of a copy',
      '- run: skopeo copy --dest-authfile=/tmp/a.json oci:a docker://ghcr.io/octo/app\n',
      ['none moved'],
    ],
    ['a variable', `${PODMAN}  env: {REGISTRY_AUTH_FILE: /tmp/a.json}\n`, ['none moved']],
    [
      'a variable, to the action, too',
      `- uses: redhat-actions/podman-login@v1\n  with: {registry: ghcr.io, username: x, password: "\${{ github.token }}"}\n  env: {REGISTRY_AUTH_FILE: /tmp/a.json}\n${PODMAN}  env: {REGISTRY_AUTH_FILE: /tmp/a.json}\n`,
      ['github-token'],
    ],
    ["a variable that is docker's", `${PODMAN}  env: {REGISTRY_AUTH_FILE: /root/.docker/config.json}\n`, []],
    [
      "an option that is docker's",
      '- run: podman push --authfile ~/.docker/config.json app ghcr.io/octo/app\n',
      [],
    ],
    [
      'an option that the login has, too',
      '- run: |\n    podman login --authfile /tmp/a.json -u x -p "${{ github.token }}" ghcr.io\n    podman push --authfile /tmp/a.json app ghcr.io/octo/app\n',
      ['github-token'],
    ],
    [
      'an option that only the login has',
      '- run: |\n    podman login --authfile /tmp/a.json -u x -p "${{ github.token }}" ghcr.io\n    podman push app ghcr.io/octo/app\n',
      ['own', 'github-token, passed'],
    ],
    ['nothing', PODMAN, []],
  ])('of podman, where %s names the file', async (_, push, expected) =>
    expect(await logins('', '', HELD, push)).toEqual(expected),
  );

  test('what a token that is not ours says leaves the reader in no form', async () => {
    const { pushes } = await evidence(
      {
        [MAIN]: workflowOf(
          `- uses: acme/ghcr-preflight@v1\n${login('a-personal-token')}- run: docker push ghcr.io/o/a\n`,
        ),
      },
      { own: { images: [], login: 'docker' }, tokens: [{ source: 'ghcr-token', secret: HELD.ghcr }] },
    );
    expect(JSON.stringify(pushes)).not.toContain(HELD.ghcr);
  });
});

test.each([
  ['the same output', 'steps.app.outputs.token', 'ghcr-token'],
  [
    'the same output, written closer',
    'steps.app.outputs.token',
    'ghcr-token',
    (text: string) => text.replaceAll(' ', ''),
  ],
  ['another output of the same step', 'steps.app.outputs.spare', 'unknown'],
  ['the output of another step', 'steps.bot.outputs.token', 'unknown'],
] as const)(
  'what an earlier step made, ours and that of a later login: %s',
  async (_, its, expected, as = String) => {
    const made = ['app', 'bot'].map((id) => `- {id: ${id}, uses: acme/token@v1}\n`).join('');
    const ours = `- uses: acme/ghcr-preflight@v1\n  with: {ghcr-token: "\${{ steps.app.outputs.token }}"}\n`;
    const steps = `${made}${ours}${login(as(`\${{ ${its} }}`))}- run: docker push ghcr.io/octo/app\n`;
    const { pushes } = await evidence(
      { [MAIN]: workflowOf(steps) },
      { own: { images: [], login: 'docker' }, tokens: [{ source: 'ghcr-token', secret: HELD.ghcr }] },
    );
    expect(pushes.flatMap(({ logins }) => logins).map(said)).toEqual([expected]);
  },
);

describe('the names that our step hands on', () => {
  const ours = '- id: gate\n  uses: acme/ghcr-preflight@v1\n';
  const names = async (steps: string, images: string[] = []) => {
    const files = { [MAIN]: workflowOf(`${ours}${steps}`) };
    const { pushes } = await evidence(files, { own: { images, login: 'docker' } });
    return pushes.map(({ reference }) => reference);
  };
  const push = '- run: docker push ${{ steps.gate.outputs.image-name }}:2\n';

  test.each([
    ["the repository's own, where nothing else is pushed", push, [], ['ghcr.io/octo/app:2']],
    [
      'the same by an index',
      "- run: docker push ${{ Steps['gate'].outputs['image-name'] }}:2\n",
      [],
      ['ghcr.io/octo/app:2'],
    ],
    ['the whole of it', '- run: docker push ${{ steps.gate.outputs.image }}\n', [], ['ghcr.io/octo/app']],
    [
      'one that is not looked for',
      '- run: docker push ${{ fromJSON(toJSON(steps)).gate.outputs.image }}\n',
      [],
      [null],
    ],
    ['what was given', push, ['ghcr.io/octo/web:1'], ['ghcr.io/octo/web:2']],
    [
      'what another step pushes',
      `- run: docker push ghcr.io/octo/api:1\n${push}`,
      [],
      ['ghcr.io/octo/api:1', 'ghcr.io/octo/api:2'],
    ],
  ])('%s', async (_, steps, images, expected) => expect(await names(steps, images)).toEqual(expected));
});

test.each([
  ['a secret that no name can have', '${{ secrets.GITHUB_PAT }}', 'empty'],
  ['one for another registry', '${{ secrets.GITHUB_PAT }}', 'own', 'quay.io'],
  ['a secret', '${{ secrets.DEPLOY }}', 'own'],
  ['nothing, for which it may have a default', '', 'own'],
])(
  'an action that nobody reads is given a registry, and as its password %s',
  async (_, password, expected, host = 'ghcr.io') => {
    const steps = `- uses: acme/ghcr-preflight@v1\n- uses: octo/build-and-publish@v1\n  with: {registry: ${host}, username: octo, password: "${password}"}\n`;
    const { unseenLogins } = await evidence(
      { [MAIN]: workflowOf(steps) },
      { own: { images: [], login: 'docker' } },
    );
    expect(unseenLogins.flatMap((each) => each.logins).map(said)).toEqual([expected]);
  },
);

describe('a registry that is written in two ways', () => {
  const PORT = '- run: docker push ghcr.io:443/octo/app\n';
  const elsewhere = login('${{ github.token }}').replace('ghcr.io', 'ghcr.io:443');

  test.each<[string, string, string | undefined, string[]]>([
    ['the push has its port', '', PORT, ['none spelling']],
    ['a later login has it', elsewhere, undefined, ['own', 'github-token, passed']],
    ['both have it', elsewhere, PORT, ['github-token']],
    ['a logout has it', '- run: docker logout ghcr.io:443\n', undefined, []],
  ])('%s', async (_, steps, push, expected) => {
    const found = await logins(steps, '', HELD, push);
    expect(found).toEqual(expected);
  });
});
