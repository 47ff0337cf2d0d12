/** What people paste: broken at a width, quoted, marked up. The answer stays. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readGiven } from '../../src/evidence/log/given.js';
import { printedLines } from '../../src/evidence/log/lines/pasted.js';
import { explainLogs, joinedJob } from '../../src/judge/logs/symptoms.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import { isWhole, leave } from '../spread.js';
import { answerTo, explained, jobOf, logCases, pieces } from './support.js';

const printed = (...lines: string[]) => printedLines(lines).map(({ raw }) => raw);

describe("lines that a container's runtime cut", () => {
  const message = 'ERROR: failed to push ghcr.io/octo/app:1: denied: permission_denied: write_package';
  const [one, two] = [message.slice(0, -12), message.slice(-12)];
  const time = '2026-05-01T10:00:01.123456789Z';
  const ofDocker = (log: string) => JSON.stringify({ log, stream: 'stderr', time });

  test.each([
    ['the CRI', [`${time} stderr P ${one}`, `${time} stderr F ${two}`]],
    [
      'the CRI, of two streams',
      [`${time} stderr P ${one}`, `${time} stdout F hello`, `${time} stderr F ${two}`],
    ],
    ['docker', [ofDocker(one), ofDocker(`${two}\n`)]],
    ['in three', [ofDocker(one), ofDocker(two.slice(0, 3)), ofDocker(`${two.slice(3)}\n`)]],
  ])('%s', async (_, lines) => {
    const [finding, ...others] = await explained(lines.join('\n'));
    expect([finding?.id, finding?.location?.line, others]).toEqual(['package-not-granted', 1, []]);
  });

  test('one that was never ended stays as it is', async () =>
    expect((await explained(`${time} stderr P ${message}`))[0]?.id).toBe('package-not-granted'));
});

describe('lines that were one', () => {
  const message =
    'ERROR: failed to solve: failed to push ghcr.io/octo-org/some-longer-name:2026.11.02-build.7: denied: permission_denied: write_package';

  test.each([60, 80, 100])('cut at %i columns, also within words', (width) => {
    const lines = message.match(new RegExp(`.{1,${width}}`, 'g')) as string[];
    expect(printed('$ make push', ...lines, 'done')).toEqual(['$ make push', message, 'done']);
  });

  test('broken between words', () => {
    expect(
      printed(
        'failed to push ghcr.io/octo/app:1: unexpected status from HEAD request to',
        'https://ghcr.io/v2/octo/app/blobs/sha256:0123456789abcdef0123456789abcdef0123: 403',
        'Forbidden',
      ),
    ).toHaveLength(1);
  });

  test('broken between words by a chat on a telephone', () => {
    const lines = [
      'ERROR: failed to solve: failed to push',
      'ghcr.io/octo-org/application:1.2.3:',
      'unexpected status from POST request to',
      'https://ghcr.io/v2/octo-org/application/blobs/uploads/:',
      '403 Forbidden',
    ];
    expect(printed(...lines)).toEqual([lines.join(' ')]);
  });

  test('a short log is no message that was broken', () => {
    const lines = [
      '$ docker push ghcr.io/octo/app:1',
      'The push refers to repository [ghcr.io/octo/app]',
      'net/http: TLS handshake timeout',
    ];
    expect(printed(...lines)).toEqual(lines);
  });

  test.each([
    ['a machine that was logged in to', 'deploy@host.example.com: Permission denied (publickey).'],
    ['a shell', 'bash: line 3: ./deploy.sh: Permission denied'],
    ['a call in a source', 'say("docker: Error response from daemon: error from registry: denied")'],
  ])('%s begins a line of its own, however wide the text is', (_, next) => {
    const lines = ['ssh deploy@host.example.com docker pull ghcr.io/octo/app:1', next];
    expect(printed(...lines)).toEqual(lines);
  });

  test('a sentence does not go on behind its full stop', () => {
    const lines = ['Error: delete version API failed. Package not found. ', '11 versions deleted till now.'];
    expect(printed(...lines)).toEqual(lines);
  });

  test.each([
    ['denied: permission_denied: The token', 'provided does not match expected scopes.'],
    ['HTTP 403 You have exceeded a secondary', 'rate limit'],
    ['[httpOci] ERR: Server did not provide', 'instructions to authenticate'],
  ])('a sentence that is broken once: %s', (one, other) =>
    expect(printed(one, other)).toEqual([`${one} ${other}`]),
  );

  test.each([
    [80, 'Error: Head "https://ghcr.io/v2/octo-org/the-image-of-the-application/manifests/1": denied'],
    [80, 'Error: Head "https://ghcr.io/v2/octo-org/image-of-the-whole-application/manifests/1": denied'],
    [
      72,
      'cannot fetch https://ghcr.io/token?scope=repository%3Aocto-org%2Fthe-app%3Apull&service=ghcr.io: 403',
    ],
    [
      72,
      `HEAD https://ghcr.io/v2/octo-org/app/blobs/sha256:${'0123456789abcdef'.repeat(4)}: status code 403`,
    ],
  ])('an address that is longer than the rest of its line, at %i columns', (width, address) =>
    expect(printed(address.slice(0, width), address.slice(width))).toEqual([address]),
  );

  test.each([
    'denied: installation not allowed to Create organization package',
    'denied: permission_denied: The requested installation does not exist.',
    'denied: permission_denied: The token provided does not match expected scopes.',
    'unauthorized: User cannot be authenticated with the token provided.',
    'denied: requested access to the resource is denied',
  ])('a sentence of the registry that is broken anywhere in its middle: %s', (sentence) => {
    const words = sentence.split(' ');
    const first = words.findIndex((word) => /^(?:not|requested|provided|cannot)$/.test(word)) + 1;
    for (let at = first; at < words.length - 1; at += 1)
      expect(printed(words.slice(0, at).join(' '), words.slice(at).join(' '))).toEqual([sentence]);
  });

  test('two words whose line is just as wide as terminals are', () => {
    const line = `Error: ERROR: failed to build: invalid tag "ghcr.io/${'o'.repeat(6)}:1/2": invalid`;
    expect(line).toHaveLength(72);
    expect(printed(line, 'reference format')).toEqual([`${line} reference format`]);
  });

  test('a line that ends well before the columns at which the text is wrapped', () => {
    expect(
      printed(
        'unauthorized: unauthenticated: the user of octo-org/app',
        'cannot be told from the token that was sent.',
      ),
    ).toHaveLength(1);
  });

  test('a status at the end of a full line, and its reason', () => {
    const lines = [
      'ERROR: failed to solve: failed to push',
      'ghcr.io/octo-org/asf-tools:0.8.4.dev57_g19e37f2: unexpected status from',
      'POST request to https://ghcr.io/v2/octo-org/tool/blobs/uploads/1234: 403',
      'Forbidden',
    ];
    expect(printed(...lines)).toEqual([lines.join(' ')]);
  });

  test('an address cut within an escaped slash', () => {
    const address =
      'https://ghcr.io/token?scope=repository%3Aocto-organization%2Fapp%3Apull%2Cpush&service=ghcr.io';
    const text = `GET ${address}: 403 Forbidden`;
    const at = text.indexOf('Fapp');
    expect(printed(text.slice(0, at), text.slice(at))).toEqual([text]);
  });

  test('a request, its answer and its sentence, a line each', () => {
    expect(
      printed(
        'Error: failed to perform "Resolve":',
        '  HEAD https://ghcr.io/v2/octo/charts/app/manifests/1:',
        '  DENIED: requested access to the resource is denied',
      ),
    ).toHaveLength(1);
    expect(printed('Build fails: 403 Forbidden when it pushes to', '`ghcr.io/octo/app`')).toHaveLength(1);
  });

  test('an address in quotes that do not close, whatever the width', () => {
    const message =
      'Error response from daemon: Head "https://ghcr.io/v2/octo-org/some-app/manifests/latest": unauthorized';
    for (const width of [36, 38, 40, 44, 47]) {
      const broken = message.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      expect(printed(...broken)[0]).toContain('"https://ghcr.io/v2/octo-org/some-app/manifests/latest"');
    }
    // Closed, or another begins.
    expect(printed('Get "https://ghcr.io/v2/"', 'denied')).toHaveLength(2);
    expect(printed('asks "https://ghcr.io/v2/octo', '"https://ghcr.io/v2/octo/app"')).toHaveLength(2);
    expect(printed('asks "https://ghcr.io/v2/octo', 'and it says no')).toHaveLength(2);
  });

  test('a digest that breaks off before its last digit, whatever the width', () => {
    const digest = '0123456789abcdef'.repeat(4);
    expect(printed(`manifests/sha256:${digest.slice(0, 20)}`, digest.slice(20))).toEqual([
      `manifests/sha256:${digest}`,
    ]);
    expect(printed(`manifests/sha256:${digest}`, 'deadbeef')).toHaveLength(2);
  });

  test.each([
    [
      'unexpected status from HEAD request to https://ghcr.io/v2/octo/app/blobs/sha256:0123...',
      '403 Forbidden',
    ],
    [
      'failed to copy: content at https://ghcr.io/v2/octo/app/manifests/sha256:0123456789abcdef',
      'not found: not found',
    ],
  ])('an address, and its answer below: %s', (asked, answer) =>
    expect(printed(asked, answer)).toEqual([`${asked} ${answer}`]),
  );

  test('a word in front of an address that fills lines of its own', () => {
    const address = `https://ghcr.io/v2/${'o'.repeat(60)}/manifests/1`;
    expect(printed(`${'failed to read the content of the manifest'.padEnd(57, '.')} at`, address)[0]).toMatch(
      / at https:/,
    );
  });

  test('a reason below its sentence', () => {
    expect(printed('#11 ERROR: failed to push ghcr.io/octo/app:', '    denied: denied')).toEqual([
      '#11 ERROR: failed to push ghcr.io/octo/app: denied: denied',
    ]);
  });

  test.each([
    [
      'error parsing called workflow',
      '"./.github/workflows/image.yml": workflow is invalid:',
      'secret name `GITHUB_TOKEN` within `workflow_call`',
      'can not be used since it would collide with system reserved name',
    ],
    [
      'The workflow is not valid. .github/workflows/ci.yml',
      '(Line: 24, Col: 21): Invalid secret, GHCR_TOKEN is not',
      'defined in the referenced workflow.',
    ],
  ])('a sentence about the secrets of a workflow that cannot start: %s', (...lines) =>
    expect(printed('Annotations', '', ...lines, '1 error')).toEqual([
      'Annotations',
      '',
      lines.join(' '),
      '1 error',
    ]),
  );

  test('the sentence about a workflow that cannot start, a phrase a line', () => {
    expect(
      printed(
        'Error calling workflow',
        "'octo/app/.github/workflows/image.yml@main'.",
        "The nested job 'image'",
        "is requesting 'packages: write',",
        "but is only allowed 'packages: none'.",
      ),
    ).toHaveLength(1);
  });
});

test('the end of the sentence about a workflow that cannot start says who lacks what', async () => {
  const [finding] = await explained("is requesting 'packages: write', but is only allowed 'packages: read'.");
  expect(finding?.id).toBe('caller-lacks-packages-write');
  expect(finding?.message).toContain('asks for packages: write and is only allowed packages: read');
});

test('lines that were none stay apart', () => {
  const lines = [
    'failed to push ghcr.io/octo/an-image-with-a-name:1: denied: permission_denied: write_package',
    'failed to push ghcr.io/octo/an-image-with-a-name:2: denied: permission_denied: write_package',
    'Cleaning up orphan processes',
    '------',
    ' > exporting to image:',
    '------',
  ];
  expect(printed(...lines)).toEqual(lines);
});

describe('a message that says all by itself stands where it is, whatever introduces it', () => {
  const message = 'denied: permission_denied: write_package';

  test.each([
    'The deploy job fails with this error:',
    'Since Monday we see 403 errors here:',
    '推送失败，错误信息：',
    'The release workflow that has built and published all of the images for two years fails with:',
  ])('%s', async (introduction) => {
    for (const line of [
      `deploy: ghcr.io/octo/app:1: ${message}`,
      `app-1 0/1 failed to push ghcr.io/octo/app:1: ${message}`,
      `\tat push(ghcr.io/octo/app): ${message}`,
    ]) {
      const [finding] = await explained(`${introduction}\n${line}\n`);
      expect([finding?.id, finding?.location?.line]).toEqual(['package-not-granted', 2]);
    }
  });

  test('one that does not belongs to its introduction', () =>
    expect(printed('The push of ghcr.io/octo/app:1 fails with:', message)).toHaveLength(1));
});

test.each([
  ['in its column', ''],
  ['set in', '  '],
  ['quoted', '> '],
])("what Dependabot's proxy wrote down, %s", async (_, lead) => {
  const line = 'proxy | 2026/04/08 14:16:56 [018] 403 https://ghcr.io:443/v2/octo/app/manifests/1';
  const [finding] = await explained(`These are errors of our updates:\n${lead}${line}\n`);
  expect([finding?.id, finding?.location?.line]).toEqual(['package-read-refused', 2]);
});

test.each([
  ['token-rejected', 'unauthorized: unauthenticated'],
  // A signature is pushed, and most who push so have not logged in.
  ['no-registry-login', 'cosign sign ghcr.io/octo/app:1 ends with `UNAUTHORIZED: unauthenticated`'],
  ['token-rejected', 'Signing the chart on ghcr.io fails with "denied: unauthenticated"'],
])('the beginning of the sentence about a dead token is as good as all of it: %s, %s', async (id, text) => {
  const { jobs } = await readGiven(pieces(text), 'message', knownLogTools());
  const [finding] = explainLogs(
    jobs.map((job) => joinedJob(job, null, null)),
    'en',
  );
  expect(finding?.id).toBe(id);
});

describe('a command below a message ends no sentence', () => {
  const REFUSED_ELSEWHERE =
    'ERROR: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';

  test.each([
    'docker buildx build --push -t ghcr.io/octo/app:1 .',
    'sudo podman push ghcr.io/octo/app:1',
    '$ crane copy app ghcr.io/octo/app:1',
  ])('%s', async (command) => {
    const of = `#4 [internal] load metadata for docker.io/octo/base:1\n#4 ${REFUSED_ELSEWHERE}\n${command}`;
    expect((await answerTo(of)).ids).toEqual([]);
  });

  test('but one that a sentence leads to belongs to it', async () => {
    const { ids } = await answerTo('I am denied with a 403 when I run the\ndocker push ghcr.io/octo/app');
    expect(ids).not.toEqual([]);
  });
});

test('a joined line stands where it began', () => {
  expect(printedLines(['a', 'error: failed to push ghcr.io/octo/app:', '  403 Forbidden', 'b'])).toEqual([
    { number: 1, raw: 'a' },
    { number: 2, raw: 'error: failed to push ghcr.io/octo/app: 403 Forbidden' },
    { number: 4, raw: 'b' },
  ]);
});

describe('the look of a text does not change its answer', () => {
  const folder = new URL('../fixtures/logs/causes/', import.meta.url);
  const cases = readdirSync(folder).flatMap((name) => logCases(name.replace(/\.log$/, '')));
  const cut = (width: number) => (text: string) =>
    text.replace(new RegExp(`[^\\n]{${width}}(?=[^\\n])`, 'g'), '$&\n');
  const quoted = (text: string) => text.replace(/^/gm, '> ');
  const first = async (text: string) => (await explained(text))[0]?.id;
  /** Each case is asked in one look that cuts at 80 and in one that does not; in the whole run in all. */
  const isAsked = (at: number, look: string) =>
    at % 2 === (look === 'cut at 80' || look === 'quoted' ? 0 : 1);
  /** Of each case as it was printed: read once for all looks. */
  let asPrinted: Promise<(string | undefined)[]> | undefined;

  test.each<[string, (text: string) => string]>([
    ['cut at 80', cut(80)],
    ['cut at 100', cut(100)],
    ['quoted', quoted],
    ['quoted and cut at 80', (text) => quoted(cut(80)(text))],
  ])('%s: 95 of 100 keep their first cause', async (name, look) => {
    asPrinted ??= Promise.all(cases.map(({ text }) => first(text)));
    const before = await asPrinted;
    const asked = [...cases.entries()].filter(([at]) => isWhole || isAsked(at, name));
    leave(`the look of a text › ${name}`, cases.length - asked.length);
    const changed: string[] = [];
    for (const [at, { id, name: which, text }] of asked)
      if (before[at] !== (await first(look(text.trimEnd())))) changed.push(`${id}: ${which}`);
    expect(changed.length <= 0.05 * asked.length ? [] : changed).toEqual([]);
  });
});

describe('marks around a message', () => {
  test.each([
    [
      'an escaped message',
      String.raw`level=error error="GET \"https://ghcr.io/v2/octo/app/manifests/1\": unauthorized\n"`,
    ],
    [
      'a link that a page made',
      'Head "https://ghcr.io/v[2](https://github.com/octo/app/actions/runs/1#step:2:2)/octo/app/manifests/1": unauthorized',
    ],
    ['typographic quotation marks', 'Head “https://ghcr.io/v2/octo/app/manifests/1”: unauthorized'],
    ['bold', '**Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized**'],
    ['a table', '| Head "https://ghcr.io/v2/octo/app/manifests/1": unauthorized |'],
  ])('%s', async (_, text) => {
    expect((await explained(text)).map(({ id, image }) => [id, image])).toEqual([
      ['package-read-refused', 'ghcr.io/octo/app'],
    ]);
  });

  test('percent codes that a formatter mangled', async () => {
    const [finding] = await explained(
      'failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%!A(MISSING)octo%!F(MISSING)app%!A(MISSING)pull&service=ghcr.io: 403 Forbidden',
    );
    expect([finding?.id, finding?.image]).toEqual(['package-not-found', 'ghcr.io/octo/app']);
  });
});

test('two thousand refusals are a few findings', async () => {
  const lines = Array.from(
    { length: 2_000 },
    (_, index) =>
      `ERROR: failed to push ghcr.io/octo/app${index}:1: denied: permission_denied: write_package`,
  );
  const findings = await explained(lines.join('\n'));
  expect(findings.length).toBeLessThanOrEqual(10);
  for (const { message } of findings) expect(message.length).toBeLessThan(2000);
});

describe('what a page or a terminal adds', () => {
  const read = async (text: string) => (await jobOf(text)).symptoms.map(({ kind, said }) => [kind, said]);

  test.each([
    ['no break', '\u00a0'],
    ['narrow', '\u202f'],
    ['as wide as a Chinese character', '\u3000'],
  ])('spaces, %s', async (_, space) => {
    const text = 'ERROR: failed to push ghcr.io/octo/app:1: denied: not_found: owner not found';
    expect(await read(text.replaceAll(' ', space))).toEqual([['refused', 'not_found: owner not found']]);
  });

  test.each([
    ['a space without width', '\u200b'],
    ['a joint of words', '\u2060'],
    ['a soft hyphen', '\u00ad'],
  ])('what nobody sees, %s', async (_, unseen) => {
    const text = `ERROR: failed to push ghcr.io/octo/app:1: denied: not_found:${unseen} owner${unseen} not found`;
    expect(await read(text)).toEqual([['refused', 'not_found: owner not found']]);
  });

  test('colours around each line leave two lines two', async () => {
    const lines = [
      ' ✘ web Error   error from registry: denied                                 0.6s ',
      'Error response from daemon: error from registry: denied',
      'denied',
    ];
    const text = ['$ docker pull ghcr.io/octo/app', ...lines].join('\n');
    const coloured = text.replace(/^.+$/gm, '\u001b[31m$&\u001b[0m');
    expect(await read(coloured)).toEqual(await read(text));
  });
});

test.each([
  ["git's", "fatal: unable to access 'https://github.com/octo/app/': The requested URL returned error: 403"],
  [
    "the network's",
    'Get "https://mirror.example/v2/": read tcp 10.0.0.2:51234->192.0.2.1:443: read: connection reset by peer',
  ],
])('a reason that has been given ends its line, %s', async (_, line) =>
  expect(await explained(`${line}\nimages: ghcr.io/octo/app:1`)).toEqual([]),
);

test.each([
  [String.raw`{"message":"error from registry: unauthorized\nunauthorized"}`],
  ['{"errors":[{"code":"DENIED","message":"permission_denied: write_package"}]}'],
])('an answer that is whole ends its line: %s', async (answer) => {
  const text = `pull of ghcr.io/octo/app\n\n${answer}\n`;
  const ids = async (given: string) => (await explained(given)).map(({ id }) => id);
  expect(await ids(`${text}HTTP_CODE: 500\n`)).toEqual(await ids(text));
  expect(await ids(text)).toHaveLength(1);
});
