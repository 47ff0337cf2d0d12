/** A transfer that broke off: of an upload it has a cause of its own, of a download it is the network's. */
import { describe, expect, test } from '@jest/globals';
import { answerTo, explained } from './support.js';

const COMMAND = '$ docker push ghcr.io/octo/app:1';
const BEGINS = 'The push refers to repository [ghcr.io/octo/app]';
const LAYER = '0123456789ab: Pushed';
const DONE = `1: digest: sha256:${'0123456789abcdef'.repeat(4)} size: 1234`;
const UPLOAD = 'https://ghcr.io/v2/octo/app/blobs/upload/0123';

const first = async (...lines: string[]) => (await answerTo(lines.join('\n'))).ids[0];

describe('the line names what was written', () => {
  test.each([
    ['BuildKit, by the image', '#14 ERROR: failed to push ghcr.io/octo/app:1: unexpected EOF'],
    [
      "BuildKit, in the system's words",
      '#14 ERROR: failed to push ghcr.io/octo/app:1: write tcp 10.1.0.7:50000->192.0.2.10:443: use of closed network connection',
    ],
    ['a request that opens an upload', 'Error: Post "https://ghcr.io/v2/octo/app/blobs/uploads/": EOF'],
    [
      'Java',
      '[ERROR] Tried to push BLOB for ghcr.io/octo/app with digest sha256:01 but failed because: Broken pipe (Write failed)',
    ],
    ['Rust', `Error: error sending request for url (${UPLOAD}): connection closed before message completed`],
    ['TLS', `Error: PATCH "${UPLOAD}": local error: tls: bad record MAC`],
  ])('%s', async (_, line) => expect(await first(line)).toBe('upload-interrupted'));
});

test('docker’s daemon writes down whatever is pushed there: without a name it is nobody’s', async () => {
  const line = 'dockerd[1]: level=error msg="Upload failed, retrying: blob upload unknown"';
  expect(await first(line)).toBeUndefined();
  expect(await first(BEGINS, line)).toBe('upload-interrupted');
  expect(await first('The push refers to repository [docker.io/octo/app]', line)).toBeUndefined();
});

describe('who ran the command tells how it ended', () => {
  test.each([
    ['npm', '> docker push ghcr.io/octo/app:1\nunexpected EOF', 'upload-interrupted'],
    [
      'Ansible',
      'fatal: [one]: FAILED! => {"cmd": ["docker", "push", "ghcr.io/octo/app:1"], "rc": 1, "stderr": "unexpected EOF"}',
      'upload-interrupted',
    ],
    [
      'Ansible, of another registry',
      'fatal: [one]: FAILED! => {"cmd": ["docker", "push", "docker.io/octo/app:1"], "rc": 1, "stderr": "unexpected EOF"}',
      undefined,
    ],
  ])('%s', async (_, text, id) => expect(await first(text)).toBe(id));
});

describe('the line says that it broke off and nothing else', () => {
  const BARE = [
    'unexpected EOF',
    'Error: unexpected EOF',
    'connection reset by peer',
    'write tcp 10.1.0.7:50000->192.0.2.10:443: write: broken pipe',
    'error: read ECONNRESET',
  ];

  test.each([...BARE, 'EOF'])('%s, in a push', async (line) =>
    expect(await first(COMMAND, BEGINS, LAYER, line)).toBe('upload-interrupted'),
  );

  test.each([
    '> com.google.cloud.tools.jib.plugins.common.BuildStepsExecutionException: Connection reset',
    'Caused by: java.net.SocketException: Broken pipe (Write failed)',
    '[ERROR] Failed to execute goal com.google.cloud.tools:jib-maven-plugin:3.4.3:build (default-cli) on project app: Connection reset -> [Help 1]',
    'javax.net.ssl.SSLException: Connection reset',
  ])('%s, in a push by jib', async (line) => {
    expect(await first('Containerizing application to ghcr.io/octo/app, ghcr.io/octo/app:1...', line)).toBe(
      'upload-interrupted',
    );
    expect(await first('[INFO] Containerizing application to ghcr.io/octo/app...', line)).toBe(
      'upload-interrupted',
    );
    expect(
      await first('Containerizing application to Docker daemon as ghcr.io/octo/app...', line),
    ).toBeUndefined();
  });

  test.each([
    '[publish] ',
    'app:push: ',
    '+push | ',
    'Step #2 - "push": ',
    'null_resource.push (local-exec): ',
    '[10:00:0N] :  [Step 1/1] ',
  ])('%sin front of each line', async (lead) => {
    const lines = (...all: string[]) =>
      all.map((line, index) => `${lead.replace('N', String(index))}${line}`);
    const given = [
      '+ docker push ghcr.io/octo-org/application:1',
      'The push refers to repository [ghcr.io/octo-org/application]',
      LAYER,
    ];
    expect(await first(...lines(...given, 'unexpected EOF'))).toBe('upload-interrupted');
    expect(await first(...lines(...given, 'net/http: TLS handshake timeout'))).toBe('network-unreachable');
  });

  test.each(['ghcr.io/octo/app:1', 'ghcr.io/octo-organization/some-longer-name:1'])(
    'right below the command with %s',
    async (image) => {
      for (const command of [
        `$ docker push ${image}`,
        `docker push ${image}`,
        `I run docker push ${image} and get`,
      ])
        expect(await first(command, 'unexpected EOF')).toBe('upload-interrupted');
      const text = `$ docker push ${image}\ntoomanyrequests: retry-after: 1.1ms, allowed: 2000/minute`;
      const [finding] = await explained(text);
      expect([finding?.id, finding?.image]).toEqual(['rate-limited', image.replace(':1', '')]);
    },
  );

  test('a name in front of other lines is taken off none that lacks it', async () =>
    expect(await first('[a] The push refers to repository [ghcr.io/octo/app]', '[b] unexpected EOF')).toBe(
      undefined,
    ));

  test.each(['⠿', '✔', '⠙'])('unexpected EOF, in a push by compose that shows %s', async (mark) =>
    expect(
      await first(
        '[+] Pushing 1/2',
        ` ${mark} Pushing ghcr.io/octo/app:1: 0123456789ab Layer already exists`,
        'unexpected EOF',
      ),
    ).toBe('upload-interrupted'),
  );

  test.each(BARE)('%s, in a pull', async (line) =>
    expect(await first('$ docker pull ghcr.io/octo/app:1', '0123456789ab: Downloading', line)).toBe(
      'network-unreachable',
    ),
  );

  test.each([
    ['of another registry', ['$ docker push docker.io/octo/app:1', LAYER, 'unexpected EOF']],
    ['after the push has ended', [COMMAND, BEGINS, DONE, 'error: unexpected EOF']],
    [
      'of what a step of a build runs',
      [
        '#3 [internal] load metadata for ghcr.io/octo/base:1',
        '#7 [2/3] RUN ./fetch',
        '#7 2.1 unexpected EOF',
      ],
    ],
    ['the end of a text in a script', ['docker pull ghcr.io/octo/app:1', 'cat > it <<EOF', '{}', 'EOF']],
    ['without any work', ['unexpected EOF']],
  ])('nothing is named %s', async (_, lines) => expect(await first(...lines)).toBeUndefined());

  test("a bar of docker's progress does not go on in the next line", async () =>
    expect(
      await first(
        COMMAND,
        BEGINS,
        '0123456789ab: Pushing [======>      ]  2.43 MB/9.43 MB',
        'unexpected EOF',
      ),
    ).toBe('upload-interrupted'));
});

describe('what broke off is told in one line and what it was in another', () => {
  const FAILED = [
    'ERROR: failed to push ghcr.io/octo/app',
    'failed to push ghcr.io/octo/app:1',
    'Error: could not push ghcr.io/octo/app:1',
    'Pushing ghcr.io/octo/app:1 failed',
  ];
  const REASONS = [
    'write tcp 10.1.0.4:5532->192.0.2.10:443: write: connection reset by peer',
    'write tcp 10.1.0.4:5532->192.0.2.10:443: write: broken pipe',
    'unexpected EOF',
  ];

  test.each(FAILED)('%s', async (failed) => {
    for (const reason of REASONS) {
      expect((await answerTo(`${reason}\n${failed}`)).ids).toEqual(['upload-interrupted']);
      expect((await answerTo(`${failed}\n${reason}`)).ids).toEqual(['upload-interrupted']);
      const inLog = [reason, failed, 'Process completed with exit code 1.']
        .map((line, index) => `2026-01-02T10:00:0${index}.0000000Z ${index === 0 ? '' : '##[error]'}${line}`)
        .join('\n');
      expect((await answerTo(inLog)).ids).toEqual(['upload-interrupted']);
    }
  });

  test('who says why is heard', async () =>
    expect(
      (
        await answerTo(
          'unexpected EOF\nERROR: failed to push ghcr.io/octo/app: denied: permission_denied: write_package',
        )
      ).ids,
    ).toEqual(['package-not-granted']));

  test('of a pull it is the network', async () =>
    expect(await first('unexpected EOF', 'Error: failed to pull ghcr.io/octo/app:1')).toBe(
      'network-unreachable',
    ));

  test.each([
    ['another registry', ['unexpected EOF', 'ERROR: failed to push quay.io/octo/app:1']],
    ['far away', ['unexpected EOF', 'one', 'two', 'three', 'docker push ghcr.io/octo/app:1']],
    ['another step', ['##[group]Run ./a', '##[endgroup]', 'unexpected EOF', '##[group]Run ghcr.io/octo/app']],
    [
      'an image that is not there to be pushed',
      [
        'Error response from daemon: No such image: ghcr.io/octo/app:1',
        'Error: failed to push ghcr.io/octo/app:1',
      ],
    ],
  ])('but not %s', async (_, lines) => expect(await first(...lines)).toBeUndefined());
});

describe('a connection that was not made stands beside what failed', () => {
  const DIAL = 'dial tcp 192.0.2.10:443: i/o timeout';
  const FAILED = 'ERROR: failed to push ghcr.io/octo/app:1';

  test.each([
    ['above', [DIAL, FAILED], 'network-unreachable'],
    ['below', [FAILED, 'net/http: TLS handshake timeout'], 'network-unreachable'],
    ['in a push', [BEGINS, 'dial tcp 192.0.2.10:443: connect: connection refused'], 'network-unreachable'],
    [
      'of a pull',
      ['Could not pull ghcr.io/octo/app:1', 'Error: dial tcp 192.0.2.10:443: connect: no route to host'],
      'network-unreachable',
    ],
    [
      'of an upload that had begun',
      ['write tcp 10.1.0.7:50000->192.0.2.10:443: i/o timeout', FAILED],
      'upload-interrupted',
    ],
    ['at another registry', ['The push refers to repository [docker.io/octo/app]', DIAL], undefined],
    ['when it had ended', [BEGINS, DONE, DIAL], undefined],
    ['alone', [DIAL], undefined],
    ["in a network of one's own", [BEGINS, 'dial tcp 10.1.0.7:443: i/o timeout'], undefined],
    ['in one, of IPv6', [BEGINS, 'dial tcp [fd00::7]:443: connect: connection refused'], undefined],
    ['in one, while it read', [BEGINS, 'read tcp 10.1.0.2:9->192.168.1.7:443: i/o timeout'], undefined],
    ['of a database', [BEGINS, 'dial tcp 192.0.2.10:5432: i/o timeout'], undefined],
  ])('%s', async (_, lines, id) => expect(await first(...lines)).toBe(id));
});
