import { describe, expect, test } from '@jest/globals';
import { imageIn } from '../../src/evidence/log/hosts.js';
import { readLine } from '../../src/evidence/log/lines/line.js';
import { Scanner } from '../../src/evidence/log/lines/scan.js';
import { readLog } from '../../src/evidence/log/read-log.js';
import { VOCABULARY } from '../../src/evidence/log/words/vocabulary.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import fc from '../properties.js';
import { explained, jobOf, pieces, read } from './support.js';

const REFUSED = 'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package';
const DENIED = 'denied: permission_denied: write_package';
const scan = (text: string | Buffer, size: number) => {
  const scanner = new Scanner(knownLogTools().automaton);
  const bytes = Buffer.from(text as string);
  const found = [];
  for (let start = 0; start < bytes.length; start += size)
    found.push(...scanner.add(bytes.subarray(start, start + size)));
  found.push(...scanner.end());
  return { lines: scanner.lines, found };
};

describe('the fast pass over the bytes', () => {
  test('finds each word of the vocabulary, in either case, anywhere in a line or where it begins', () => {
    for (const { word, look } of VOCABULARY) {
      for (const said of [word, word.toUpperCase()]) {
        const { found } = scan(
          word.startsWith('\n') ? `quiet${said}yy\nquiet` : `quiet\nxx${said}yy\nquiet`,
          5,
        );
        expect(found.map(({ number }) => number)).toEqual([2]);
        expect((found[0]?.look ?? 0) & look).toBe(look);
      }
    }
  });

  test('finds what begins the first line, and not what stands within one', () => {
    expect(scan('+ ok\n1 + 1\n+ ok', 3).found.map(({ number }) => number)).toEqual([1, 3]);
  });

  test('leaves out a line without any', () => {
    expect(scan('compiling 12 files\nok\n', 100)).toEqual({ lines: 2, found: [] });
  });

  const line = fc.constantFrom('quiet', '', 'denied', 'a ghcr.io b', 'Üñí denied', 'x'.repeat(300), '\r');
  test('gives the same lines and numbers however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 400 }), (lines, size) => {
        const text = lines.join('\n');
        expect(scan(text, size)).toEqual(scan(text, 1_000_000));
        expect(scan(text, size).lines).toBe(text === '' ? 0 : text.replace(/\n$/, '').split('\n').length);
      }),
    );
  });

  test('looks into a line of megabytes', async () => {
    const endless = `${'x'.repeat(3_000_000)} ${REFUSED} ${'y'.repeat(100)}`;
    expect((await explained(`first\n${endless}`)).map(({ id, location }) => [id, location?.line])).toEqual([
      ['package-not-granted', 2],
    ]);
  });
});

describe('encodings', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${REFUSED}\n`)],
    ['UTF-16, little end first, with a mark', Buffer.from(`\ufeff${REFUSED}\n`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(`${REFUSED}\n`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${REFUSED}\n`, 'utf16le').swap16()],
    ['Latin-1', Buffer.from(`déjà vu\n${REFUSED} – é\n`.replace('–', '-'), 'latin1')],
    ['old Mac line ends', Buffer.from(`ok\r${REFUSED}\r`)],
    [
      'a stray NUL',
      Buffer.concat([Buffer.from('a'.repeat(300)), Buffer.from([0]), Buffer.from(`\n${REFUSED}`)]),
    ],
  ])('%s', async (_, bytes) => {
    expect((await explained(bytes)).map(({ id }) => id)).toEqual(['package-not-granted']);
  });

  test('the mark in front of the first line is no column of it', async () => {
    const place = async (bytes: Buffer) =>
      (await explained(bytes)).map(({ location }) => [location?.line, location?.column, location?.endColumn]);
    const plain = await place(Buffer.from(`${REFUSED}\n`));
    expect(plain).toHaveLength(1);
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(await place(Buffer.from(`\ufeff${REFUSED}\n`, encoding))).toEqual(plain);
  });

  test('a letter of Latin-1 is read as what it is', async () => {
    const { symptoms } = await jobOf(Buffer.from(`é ${REFUSED}`, 'latin1') as unknown as string);
    expect(symptoms[0]?.text).toMatch(/^é ERROR/);
  });

  test.each([
    ['empty', Buffer.alloc(0), 'empty'],
    ['a line end alone', Buffer.from('\r\n'), 'empty'],
    ['white space behind a mark', Buffer.from('\ufeff \n\t\n'), 'empty'],
    ['white space in UTF-16', Buffer.from('\ufeff\n \n', 'utf16le'), 'empty'],
    ['more white space than a piece of it', Buffer.alloc(20_000, ' \n'), 'empty'],
    ['spaces as wide as a Chinese character', Buffer.from('\u3000\u3000\n\u00a0\u200b\n'), 'empty'],
    ['more of them than a piece', Buffer.from('\u3000\n'.repeat(5_000)), 'empty'],
    ['colours alone', Buffer.from('\u001b[31m\u001b[0m\n\u001b[2K\u001b[1A\r\n'), 'empty'],
    ['more of them than a piece of it', Buffer.from('\u001b[31;1m \u001b[0m\n'.repeat(2_000)), 'empty'],
    ['a code that is cut off', Buffer.from('\u001b[31m\n\u001b[3'), 'empty'],
    [
      'a program',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3e, 0, 1, 0, 0, 0]),
      'binary',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x64, 0, 0, 0]), 'binary'],
    ['UTF-32, big end first', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x64]), 'binary'],
    ['the archive of a run', Buffer.from('PK\u0003\u0004 denied'), 'archive'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'archive'],
  ])('%s is refused', async (_, bytes, problem) => {
    await expect(readLog(pieces(bytes), 'log', knownLogTools())).rejects.toMatchObject({ problem });
  });
});

test.each([
  ['behind colours', '\u001b[31m\u001b[1m\n\u001b[0md\n'],
  ['behind wide spaces, in another piece', `${'\u3000'.repeat(4_000)}d`],
  ['in a colour', '\u001b[32m。\u001b[0m'],
])('one character %s is read', async (_, text) => expect((await read(text)).failures).toEqual([]));

describe('an image by its name', () => {
  test.each([
    ["failed to pull artifact from 'oci://ghcr.io/octo/manifests': denied", 'octo/manifests'],
    ['docker push ghcr.io/octo/charts/tags:1', 'octo/charts/tags'],
    ['GET https://ghcr.io/v2/octo/app/manifests/1: DENIED', 'octo/app'],
    ['GET "https://ghcr.io/v2/octo/app/tags/list": denied', 'octo/app'],
    ['POST https://ghcr.io/v2/octo/app/blobs/uploads/: DENIED', 'octo/app'],
    ['HEAD request to https://ghcr.io/v2/octo/app/manifests', 'octo/app'],
    ["failed to pull artifact from 'oci://ghcr.io/octo/manifests/app': denied", 'octo/manifests/app'],
    ['GET https://ghcr.io/v2/octo/manifests/app/manifests/1: MANIFEST_UNKNOWN', 'octo/manifests/app'],
    ['HEAD request to https://ghcr.io/v2/octo/tags/app/manifests', 'octo/tags/app'],
    ['POST https://ghcr.io/v2/octo/blobs/app/blobs/uploads/: DENIED', 'octo/blobs/app'],
    ['layer upload to /v2/octo/manifests/app/blobs/uploads/ in ghcr.io: denied', 'octo/manifests/app'],
    ['[403] ghcr.io/octo/app/blobs/sha256:0123', 'octo/app'],
  ])('%s', (text, name) => expect(imageIn(text)).toMatchObject({ name }));

  test.each([
    ['Trying to pull ghcr.io/octo/app:v1.2...', 'v1.2'],
    ['I pulled ghcr.io/octo/app:1.', '1'],
    ['ghcr.io/octo/app:1.0-rc.1', '1.0-rc.1'],
  ])('the tag in %s', (text, tag) => expect(imageIn(text)).toMatchObject({ name: 'octo/app', tag }));

  test('that stands behind a word is no reason', async () => {
    const text =
      'unable to retrieve auth token: invalid username/password: unauthorized: ghcr.io/octo/os:latest';
    const { symptoms } = await jobOf(text);
    expect(symptoms).toMatchObject([{ said: 'unauthorized', image: { name: 'octo/os', tag: 'latest' } }]);
  });
});

describe('more than anybody reads', () => {
  test('10,000 refusals are looked at up to a bound, and that is said', async () => {
    const many = Array.from(
      { length: 10_000 },
      (_, at) => `failed to push ghcr.io/octo/app${at}:1: ${DENIED}\n`,
    );
    const { isCut, jobs, lines } = await read(many.join(''));
    expect([isCut, lines]).toEqual([true, 10_000]);
    expect(jobs.flatMap(({ symptoms }) => symptoms).length).toBeLessThanOrEqual(5_000);
  });

  test.each(['the beginning', 'the middle', 'the end'])(
    'a line of 8 MB with a refusal at %s',
    async (place) => {
      const said = ` failed to push ghcr.io/octo/app:1: ${DENIED} `;
      const fill = 'some words '.repeat(400_000);
      const [before, after] = { 'the beginning': ['', 2], 'the middle': [1, 1], 'the end': [2, ''] }[
        place
      ] as [number, number];
      const text = fill.repeat(Number(before)) + said + fill.repeat(Number(after));
      const { jobs, bytes } = await read(text);
      expect(bytes).toBe(text.length);
      const [only] = jobs.flatMap(({ symptoms }) => symptoms);
      expect(only).toMatchObject({ line: 1, image: { name: 'octo/app' } });
      expect(only?.text.length).toBeLessThan(10_000);
    },
  );

  test('a progress bar over itself in UTF-16, with the line ends of Windows', async () => {
    const bar = Array.from({ length: 300 }, (_, at) => `pushing layer ${at % 100}%`).join('\r');
    const text = `docker push ghcr.io/octo/app:1\r\n${bar}\r\nError: ${DENIED}\r\n`;
    const { jobs, lines } = await read(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(lines).toBe(3);
    expect(jobs.flatMap(({ symptoms }) => symptoms)).toMatchObject([
      { line: 3, image: { name: 'octo/app' } },
    ]);
  });
});

describe('what stands around a line', () => {
  const text = (raw: string) => readLine({ number: 1, raw, look: 0 });

  test.each<[string, string, object]>([
    [
      'the runner',
      '2026-11-02T10:00:00.1234567Z denied',
      { text: 'denied', at: Date.UTC(2026, 10, 2, 10, 0, 0, 123) },
    ],
    [
      'gh run view',
      'build (22)\tPush image\t2026-11-02T10:00:00.1234567Z denied',
      { job: 'build (22)', step: 'Push image', text: 'denied' },
    ],
    [
      'gh, where steps are not known',
      'build\tUNKNOWN STEP\t\ufeff2026-11-02T10:00:00.1Z denied',
      { job: 'build', step: null, text: 'denied' },
    ],
    [
      "docker's own file of a container",
      '{"log":"\\u001b[31mdenied\\u001b[0m\\r\\n","stream":"stderr","time":"2026-11-02T10:00:00.123456789Z"}',
      { text: 'denied', at: Date.UTC(2026, 10, 2, 10, 0, 0, 123) },
    ],
    [
      'docker logs --timestamps, in the zone of its machine',
      '2026-11-02T12:00:00.123456789+02:00 denied',
      { text: 'denied', at: Date.UTC(2026, 10, 2, 10, 0, 0, 123) },
    ],
    [
      "a cluster's container log",
      '2026-11-02T12:00:00.123456789+0200 stderr F denied: denied',
      { text: 'denied: denied', at: Date.UTC(2026, 10, 2, 10, 0, 0, 123) },
    ],
    ['GitLab', '2026-11-02T10:00:00.123456Z 01E denied: denied', { text: 'denied: denied' }],
    ['Jenkins', '[2026-11-02T10:00:00.123Z] denied: denied', { text: 'denied: denied' }],
    ['Jenkins, the clock alone', '10:00:00  denied: denied', { text: 'denied: denied', at: null }],
    ['a clock in brackets', '[10:00:00] denied: denied', { text: 'denied: denied', at: null }],
    ['a logger with a comma', '2026-11-02 10:00:00,123 denied: denied', { text: 'denied: denied', at: null }],
    [
      'journalctl',
      'Nov  2 10:00:00 node-1 kubelet[812]: denied: denied',
      { text: 'denied: denied', program: 'kubelet', at: null },
    ],
    [
      'journalctl -o short-iso',
      '2026-11-02T12:00:00+0200 node-1 podman[812]: Error: unauthorized',
      { text: 'Error: unauthorized', program: 'podman', at: Date.UTC(2026, 10, 2, 10) },
    ],
    [
      'syslog of RFC 5424',
      '<34>1 2026-11-02T10:00:00.003Z node-1 dockerd 12 - - denied: denied',
      { text: 'denied: denied', program: 'dockerd' },
    ],
    ['kubectl logs --prefix', '[pod/app-1/main] 2026-11-02T10:00:00.1Z denied', { text: 'denied' }],
    ['compose with times', 'web-1  | 2026-11-02T10:00:00.1Z denied', { text: 'denied' }],
    ['a date alone', '2026-11-02', { text: '2026-11-02', at: null }],
    ['act', '[CI/build]   | denied', { job: 'CI/build', text: 'denied' }],
    [
      'an error of the runner',
      '2026-11-02T10:00:00.1Z ##[error]denied',
      { command: 'error', text: 'denied' },
    ],
    ['a workflow command', '::error file=a,line=1::denied', { command: 'error', text: 'denied' }],
    ['colours', '\u001b[31;1mdenied\u001b[0m', { text: 'denied' }],
    ['colours that lost their escape', '[36;1mdenied[0m', { text: 'denied' }],
    ['BuildKit', '#12 34.56 denied', { buildStep: '12', text: 'denied' }],
    ['BuildKit, its own words', '#12 ERROR: denied', { buildStep: '12', text: 'ERROR: denied' }],
    ['compose', 'web-1  | denied', { text: 'denied' }],
    ['a progress bar', '10%\r20%\rdenied', { text: '10% 20% denied' }],
  ])('%s', (_, raw, wanted) => expect(text(raw)).toMatchObject(wanted));
});

describe('what the log says of the job', () => {
  test('permissions, secrets, name, repository, event, logins', async () => {
    const { job } = await jobOf(`
##[group]GITHUB_TOKEN Permissions
Contents: read
Metadata: read
PullRequests: write
##[endgroup]
Secret source: None
Complete job name: release / image (22)
Syncing repository: octo/app
/usr/bin/git checkout --force refs/remotes/pull/7/merge
##[group]Run docker/login-action@v3
with:
  registry: ghcr.io
  username: mona
##[endgroup]
Login Succeeded!
+ docker login -u bot docker.io
Error: Cannot perform an interactive login from a non TTY device
Cleaning up orphan processes`);
    expect(job).toMatchObject({
      name: 'release / image (22)',
      whole: true,
      ended: true,
      called: true,
      permissions: { contents: 'read', metadata: 'read', pullrequests: 'write' },
      secretSource: 'none',
      repository: 'octo/app',
      event: 'pull_request',
      logins: [
        { registry: 'ghcr.io', user: 'mona', succeeded: true, by: 'docker/login-action' },
        { registry: 'docker.io', user: 'bot', succeeded: false, by: 'docker login' },
      ],
    });
  });

  describe('names its commit', () => {
    const SHA = 'f'.repeat(40);
    const checkout = (...lines: string[]) =>
      ['##[group]Run actions/checkout@v4', 'with:', ...lines].join('\n');
    const commitOf = async (text: string) => (await jobOf(`${text}\n${REFUSED}\n`)).job.commit;

    test.each([
      checkout('##[endgroup]', `[command]/usr/bin/git checkout --progress --force ${SHA}`),
      `env:\n  GITHUB_SHA: ${SHA}`,
      `GITHUB_SHA=${SHA}`,
      `org.opencontainers.image.revision=${SHA}`,
    ])('in %j', async (text) => expect(await commitOf(text)).toBe(SHA));

    test('by its beginning', async () =>
      expect(await commitOf('HEAD is now at 0a1b2c3 Push the image')).toBe('0a1b2c3'));

    test.each([
      ['a merge that only GitHub has', `HEAD is now at 0a1b2c3 Merge ${SHA} into ${SHA}`],
      ['another ref', checkout('  ref: v1.2', '##[endgroup]', `git checkout --force ${SHA}`)],
      [
        'another repository',
        `Syncing repository: octo/app\nSyncing repository: octo/x\nHEAD is now at 0a1b2c3 X`,
      ],
    ])('but not in a checkout of %s', async (_, text) => expect(await commitOf(text)).toBeNull());

    test('whose message is no refusal', async () =>
      expect(
        (await jobOf('HEAD is now at 0a1b2c3 Mend denied: permission_denied: write_package\n')).symptoms,
      ).toEqual([]));
  });

  test('the timer of docker compose is no word of the registry', async () => {
    const [finding] = await explained(
      ' ✘ web Error Head "https://ghcr.io/v2/octo/app/manifests/1": denied: denied               0.6s ',
    );
    expect(finding?.message).toContain('"denied"');
  });

  test.each([
    "pull access denied for octo/app, repository does not exist or may require 'docker login'",
    'Please run `helm registry login` first.',
    "You need to use 'docker login' before.",
  ])('a login that a message recommends is none: %s', async (text) =>
    expect((await jobOf(`${text}\n${REFUSED}\n`)).job.logins).toEqual([]),
  );

  test('one in quotes that is run is one', async () =>
    expect((await jobOf("bash -c 'docker login ghcr.io'\n")).job.logins).toHaveLength(1));

  const SETUP = ['##[group]GITHUB_TOKEN Permissions', 'Packages: write', '##[endgroup]'];
  const NO_REASON = 'ERROR: failed to push ghcr.io/octo/app:1: unexpected status: 403 Forbidden';
  const byGh = (step: string, ...lines: string[]) =>
    lines.map((line) => `image\t${step}\t2026-11-02T10:00:00.1Z ${line}`);
  const run = (step: string) => [`##[group]Run ${step}`, '##[endgroup]'];

  test.each<[string, boolean, string[]]>([
    [
      'gh run view --log-failed, one step',
      false,
      [...byGh('Set up job', ...SETUP), ...byGh('Build and push', NO_REASON)],
    ],
    ['the same as the runner prints it', false, [...SETUP, ...run('docker/build-push-action@v6'), NO_REASON]],
    [
      'gh run view --log, two steps',
      true,
      [
        ...byGh('Set up job', ...SETUP),
        ...byGh('Checkout', ...run('actions/checkout@v5')),
        ...byGh('Build', NO_REASON),
      ],
    ],
    [
      'two steps as the runner prints them',
      true,
      [...SETUP, ...run('actions/checkout@v5'), ...run('docker/build-push-action@v6'), NO_REASON],
    ],
    ['one step, and the end of the job', true, [...SETUP, NO_REASON, 'Cleaning up orphan processes']],
  ])('a login that is not seen was not made only where other steps are seen: %s', async (_, whole, lines) => {
    const text = lines.join('\n');
    expect((await jobOf(text)).job.whole).toBe(whole);
    const [finding] = await explained(`${text}\n##[error]failed`);
    expect(finding?.id).toBe(whole ? 'no-registry-login' : 'package-not-granted');
  });

  test('jobs of one log are kept apart', async () => {
    const line = (job: string, text: string) => `${job}\tstep\t2026-11-02T10:00:00.1Z ${text}`;
    const { jobs } = await read(
      [line('a', 'Logging into ghcr.io...'), line('b', REFUSED), line('a', 'Login Succeeded!')].join('\n'),
    );
    expect(jobs.map(({ job, symptoms }) => [job.name, job.logins.length, symptoms.length])).toEqual([
      ['a', 1, 0],
      ['b', 0, 1],
    ]);
  });
});

describe('a refusal', () => {
  const one = async (text: string) => {
    const { symptoms } = await jobOf(text);
    expect(symptoms).toHaveLength(1);
    return symptoms[0];
  };

  test.each<[string, string, object]>([
    [
      'buildx, without words',
      'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/blobs/sha256:01: 403 Forbidden',
      {
        client: 'buildx',
        method: 'HEAD',
        status: 403,
        stage: 'blob',
        said: null,
        image: { name: 'octo/app' },
      },
    ],
    [
      'docker',
      'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1.2": denied: denied',
      {
        client: 'docker',
        method: 'HEAD',
        stage: 'manifest',
        said: 'denied',
        access: 'pull',
        image: { name: 'octo/app', tag: '1.2' },
      },
    ],
    [
      'crane',
      'Error: POST https://ghcr.io/v2/octo/a/b/blobs/uploads/: DENIED: permission_denied: write_package',
      {
        client: 'crane',
        method: 'POST',
        stage: 'upload',
        status: 403,
        said: 'permission_denied: write_package',
        access: 'push',
        image: { name: 'octo/a/b', package: 'a/b' },
      },
    ],
    [
      'skopeo',
      'level=fatal msg="writing blob: initiating layer upload to /v2/octo/app/blobs/uploads/ in ghcr.io: denied: permission_denied: write_package"',
      { client: 'skopeo', said: 'permission_denied: write_package', image: { name: 'octo/app' } },
    ],
    [
      'a library of oras and helm, which says nothing of who asked',
      'Error: failed: HEAD "https://ghcr.io/v2/octo/app/blobs/sha256:01": response status code 403: denied: permission_denied: write_package',
      { client: 'oras-go', status: 403, said: 'permission_denied: write_package' },
    ],
    [
      'oras, which says what docker says of its daemon',
      'Error response from registry: denied: permission_denied: create_package',
      { client: 'oras', said: 'permission_denied: create_package' },
    ],
    [
      'a body',
      '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]} https://ghcr.io/token',
      { said: 'requested access to the resource is denied', stage: 'token' },
    ],
    [
      'GHES',
      'denied: permission_denied: write_package: https://containers.github.example.com/v2/octo/app/blobs/uploads/',
      { registry: 'containers.github.example.com', image: { name: 'octo/app' } },
    ],
    [
      'a masked owner',
      'failed to push ghcr.io/***/app:1: denied: permission_denied: write_package',
      { image: { name: '***/app' } },
    ],
    [
      'a package of npm, by its registry',
      'npm error 403 403 Forbidden - PUT https://npm.pkg.github.com/@octo%2fapp - Permission permission_denied: write_package',
      { client: 'npm', access: 'push', registry: 'npm.pkg.github.com' },
    ],
    [
      'curl, of the address in the command above it',
      '##[group]Run curl -f "https://ghcr.io/token?scope=repository:octo/app:pull"\n##[endgroup]\ncurl: (22) The requested URL returned error: 403',
      { registry: 'ghcr.io', access: 'pull', image: { name: 'octo/app' } },
    ],
    ['npm', 'npm error 403 Permission permission_denied: read_package', { client: 'npm', access: 'pull' }],
  ])('%s', async (_, text, wanted) => expect(await one(text)).toMatchObject(wanted));

  test('is one, however often it is printed, and its parts are put together', async () => {
    const symptom = await one(`#50 [auth] octo/app:pull,push token for ghcr.io
#49 exporting to image
#49 ERROR: denied: permission_denied: write_package
------
ERROR: failed to solve: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package
##[error]buildx failed with: ERROR: failed to solve: unexpected status: 403 Forbidden`);
    expect(symptom).toMatchObject({
      times: 3,
      image: { name: 'octo/app' },
      said: 'permission_denied: write_package',
    });
  });

  test('of two images is two', async () => {
    const { symptoms } =
      await jobOf(`failed to push ghcr.io/octo/a:1: denied: permission_denied: write_package
failed to push ghcr.io/octo/b:1: denied: permission_denied: write_package`);
    expect(symptoms.map(({ image }) => image?.name)).toEqual(['octo/a', 'octo/b']);
  });

  test.each([
    ['Dependabot', 'dependabot'],
    ['Vault', null],
    ['constructor', null],
  ])('secrets of %s', async (name, source) => {
    expect((await jobOf(`Secret source: ${name}\nCleaning up orphan processes`)).job.secretSource).toBe(
      source,
    );
  });

  test('that was tried again, in a job that ended well, is none', async () => {
    const log = (last: string) =>
      `Secret source: Actions\nlevel=warning msg="retrying in 1s: ${REFUSED}"\n${last}\nCleaning up orphan processes`;
    expect((await jobOf(log('pushed'))).symptoms).toEqual([]);
    expect((await jobOf(log('##[error]Process completed with exit code 1.'))).symptoms).toHaveLength(1);
  });

  test('knows what had worked before it', async () => {
    expect(
      await one(`2026-11-02T10:00:00.0Z 1: digest: sha256:0123456789 size: 528
2026-11-02T10:00:03.0Z denied: permission_denied: read_package`),
    ).toMatchObject({ progress: { pushed: true, sincePush: 3 } });
    expect(
      await one(`#9 [auth] octo/app:pull,push token for ghcr.io
#8 pushing layers 4.5s done
#8 ERROR: unexpected status: 403 Forbidden`),
    ).toMatchObject({ progress: { layers: false, lasted: 4.5 }, scopes: ['octo/app'] });
    expect(
      await one(`#9 [auth] octo/app:pull,push token for ghcr.io
#8 pushing manifest for ghcr.io/octo/app:1@sha256:01
#8 ERROR: unexpected status: 403 Forbidden`),
    ).toMatchObject({ progress: { layers: true } });
  });
});

describe('whose refusal it is', () => {
  const SILENT = 'ERROR: failed to solve: unexpected status: 403 Forbidden';
  test.each<[string, string, string | null]>([
    [
      'by the step of BuildKit, though others are between',
      '#7 [auth] octo/app:pull,push token for ghcr.io\n#8 [internal] load metadata for docker.io/library/node:22\n#7 ERROR: unexpected status: 403 Forbidden',
      'context',
    ],
    ['by the last push', `+ docker push ghcr.io/octo/app:1\n${SILENT}`, 'context'],
    [
      'by the last push, which is not ours',
      `+ docker push ghcr.io/octo/app:1\n1: digest: sha256:01 size: 5\n+ docker push octo/app:1\n${SILENT}`,
      null,
    ],
    [
      'by the name that comes right after',
      'unauthorized: unauthenticated: User cannot be authenticated with the token provided.\nThe push refers to repository [ghcr.io/octo/app]',
      'words',
    ],
    [
      'by its words alone',
      '123.dkr.ecr.eu-west-1.amazonaws.com/app pushed\ndenied: permission_denied: write_package',
      'words',
    ],
    ['by an assumption, where no registry is named', SILENT, 'assumed'],
    ['not at all, where only others are', `Logging into docker.io...\n${SILENT}`, null],
    [
      'not at all, in the text of a script',
      '##[group]Run push\n  grep "denied: permission_denied: write_package" log\n##[endgroup]',
      null,
    ],
    ['not at all, in what a test expects', 'Expected: "denied: permission_denied: write_package"', null],
  ])('%s', async (_, text, attribution) => {
    const { jobs } = await read(text);
    expect(jobs[0]?.symptoms[0]?.attribution ?? null).toBe(attribution);
  });

  test('what is assumed is never certain', async () => {
    const [finding] = await explained('416 REQUESTED_RANGE_NOT_SATISFIABLE');
    expect(finding).toMatchObject({ id: 'upload-chunk-too-large', confidence: 'likely' });
    expect(finding?.evidence).toContain('The log names no registry; that it was GHCR is an assumption');
  });
});

describe('a pull after a logout', () => {
  const DENIED = 'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": denied: denied';
  const first = async (text: string) => (await explained(text))[0]?.id;

  test.each([
    '$ docker logout ghcr.io',
    'sudo docker logout https://ghcr.io/',
    'mona@host:~$ podman logout ghcr.io',
  ])('%s: no credential is left that could be stale', async (command) =>
    expect(await first(`${command}\n${DENIED}`)).toBe('package-not-found'),
  );

  test.each([
    ['of another registry', '$ docker logout'],
    ['that is only advised', 'Then somebody said: run docker logout ghcr.io, but no'],
    ['before another login', '$ docker logout ghcr.io\n$ docker login ghcr.io -u mona'],
  ])('%s is none', async (_, text) => expect(await first(`${text}\n${DENIED}`)).toBe('stale-credential'));
});

describe('the host of another registry', () => {
  const SAID = 'Error: invalid_reference: invalid repository';

  test.each(['$REGISTRY.azurecr.io', '${REGISTRY}.azurecr.io', '<registry>.azurecr.io', '***.azurecr.io'])(
    '%s, whose first part is not known',
    async (host) =>
      expect(await explained(`$ helm push app-1.tgz oci://${host}/charts\n${SAID}`)).toEqual([]),
  );

  test('GitHub’s is still known', async () =>
    expect(await explained(`$ helm push app-1.tgz oci://ghcr.io/$OWNER/charts\n${SAID}`)).toHaveLength(1));
});

describe('a limit in the body of a refusal', () => {
  const REFUSAL = 'failed to push ghcr.io/octo/app:1: denied: permission_denied: 403';
  const LIMIT = '"You have exceeded a secondary rate limit."';

  test.each([
    ['right below', `${REFUSAL}\n${LIMIT}`],
    ['after another line', `${REFUSAL}\nthe answer was:\n${LIMIT}`],
  ])('%s', async (_, text) => expect((await explained(text))[0]?.id).toBe('rate-limited'));

  test('a missing right is none', async () =>
    expect((await explained(`${REFUSED}\n\n${LIMIT}`))[0]?.id).not.toBe('rate-limited'));
});

describe('a log that was cut', () => {
  const step = '##[group]Run docker/build-push-action@v6';

  test('before the end of a group: what stands after its beginning is output', async () => {
    expect((await jobOf(`${step}\n#12 ${REFUSED}\n`)).symptoms).toHaveLength(1);
    expect((await jobOf(`${step}\n#12 ${REFUSED}\n##[group]Post\n`)).symptoms).toHaveLength(1);
  });

  test('a group with its end is the text of a script, and no output', async () => {
    expect((await jobOf(`${step}\necho "${REFUSED}"\n##[endgroup]\ndone\n`)).symptoms).toEqual([]);
  });
});

test('bytes that are no text are refused, NULs or not', async () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 255 || 1));
  await expect(readLog(pieces(bytes, 4096), 'b.bin', knownLogTools())).rejects.toMatchObject({
    problem: 'binary',
  });
});

test('podman tells of a push where it uploads a manifest', async () => {
  const { symptoms } = await jobOf(
    'Writing manifest to image destination\nError: writing manifest: uploading manifest 1 to ghcr.io/octo/app: denied\n',
  );
  expect(symptoms).toMatchObject([{ access: 'push', stage: 'manifest' }]);
});

test.each([
  ['504', 'registry-unavailable'],
  ['502', 'registry-unavailable'],
  ['408', 'upload-interrupted'],
])("docker's reading of a page of HTML, with the status %s", async (status, id) => {
  const push = `The push refers to repository [ghcr.io/octo/app]\n5f70bf18a086: Pushing\nerror parsing HTTP ${status} response body: invalid character '<' looking for beginning of value: "<html>"\n`;
  expect((await explained(push)).map((each) => each.id)).toContain(id);
  expect(await explained(push.replace('ghcr.io', 'quay.io'))).toEqual([]);
});
