/** A registry that was not reached: what kept the client from it is told, and who was to be reached instead. */
import { describe, expect, test } from '@jest/globals';
import { networkUnreachable } from '../../src/causes/book/network-unreachable.js';
import { hindranceIn, UNREACHABLE } from '../../src/causes/words/unreachable-words.js';
import { explanation } from '../../src/commands/explain.js';
import { answerTo, explained, pieces, read } from './support.js';

const DOCKER = 'Error response from daemon: Get "https://ghcr.io/v2/": ';
const first = async (text: string) => (await explained(text))[0];

describe('what kept it away is what is to be mended', () => {
  test.each([
    [
      'a proxy that is down',
      `${DOCKER}proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused`,
      'proxy that is set',
      'Set the address of a proxy',
    ],
    [
      "a proxy's name",
      `${DOCKER}proxyconnect tcp: dial tcp: lookup proxy.corp on 10.0.0.2:53: no such host`,
      'proxy that is set',
      'Set the address of a proxy',
    ],
    [
      'a proxy that wants a login',
      `${DOCKER}Proxy Authentication Required`,
      'proxy that is set asks for a login',
      'Set the address of a proxy with its login in it',
    ],
    [
      'curl, of a proxy that wants a login',
      '==> Downloading https://ghcr.io/v2/octo/app/blobs/sha256:01\ncurl: (56) CONNECT tunnel failed, response 407',
      'proxy that is set asks for a login',
      'with its login in it',
    ],
    [
      'a proxy that does not get there',
      '==> Downloading https://ghcr.io/v2/octo/app/blobs/sha256:01\ncurl: (56) CONNECT tunnel failed, response 503',
      'proxy that is set did not lead to ghcr.io',
      'lets requests to ghcr.io and',
    ],
    [
      'a proxy that lets nobody through',
      `${DOCKER}Forbidden`,
      'proxy that is set did not lead to ghcr.io',
      'Set the address of a proxy that lets requests to ghcr.io',
    ],
    [
      'what speaks no TLS',
      'Error: failed to do request: Head "https://ghcr.io/v2/octo/app/manifests/1": tls: first record does not look like a TLS handshake',
      'No connection',
      'proxy, firewall and name resolution',
    ],
    [
      'the name of the host that the layers come from',
      'Get "https://pkg-containers.githubusercontent.com/ghcr1/blobs/sha256:01": dial tcp: lookup pkg-containers.githubusercontent.com: no such host',
      'The name pkg-containers.githubusercontent.com could not be resolved',
      'nslookup pkg-containers.githubusercontent.com',
    ],
    [
      'the name of the storage behind that host',
      'Get "https://ghcr1production.blob.core.windows.net/ghcr1/blobs/sha256:01": dial tcp: lookup ghcr1production.blob.core.windows.net: no such host',
      'The name ghcr1production.blob.core.windows.net could not be resolved',
      'nslookup ghcr1production.blob.core.windows.net',
    ],
    [
      'an authority that is not known',
      `${DOCKER}tls: failed to verify certificate: x509: certificate signed by unknown authority`,
      'certificate',
      'trust its authority',
    ],
    ['a date', `${DOCKER}x509: certificate has expired or is not yet valid`, 'not valid now', 'clock'],
    [
      'a certificate, and nothing about it',
      '==> Downloading https://ghcr.io/v2/octo/app/blobs/sha256:01\ncurl: (60) SSL certificate problem',
      'certificate',
      'clock',
    ],
    [
      'curl, of an authority',
      '==> Downloading https://ghcr.io/v2/octo/app/blobs/sha256:01\ncurl: (60) SSL certificate problem: self signed certificate',
      'certificate',
      'trust its authority',
    ],
    [
      'a name',
      `${DOCKER}dial tcp: lookup ghcr.io on 192.168.1.1:53: no such host`,
      'could not be resolved',
      'nslookup ghcr.io',
    ],
    [
      'a name, with musl',
      `${DOCKER}dial tcp: lookup ghcr.io: Try again`,
      'could not be resolved',
      'nslookup ghcr.io',
    ],
    ['a name, in Node', 'getaddrinfo ENOTFOUND ghcr.io', 'could not be resolved', 'nslookup ghcr.io'],
    [
      'nothing that tells',
      `${DOCKER}net/http: TLS handshake timeout`,
      'No connection',
      'proxy, firewall and name resolution',
    ],
  ])('%s', async (_, text, what, cure) => {
    const found = await first(text);
    expect(found?.id).toBe('network-unreachable');
    expect(found?.message).toContain(what);
    expect(found?.fix.summary).toContain(cure);
  });

  test.each(['en', 'zh-CN'] as const)('a port is no part of a name that is looked up (%s)', (language) => {
    const { what, cure } = UNREACHABLE[language];
    const facts = { registry: 'containers.git.example.com:8443' } as Parameters<typeof cure.name>[0];
    for (const text of [what.name(facts.registry, null), cure.name(facts, null)]) {
      expect(text).toContain('containers.git.example.com');
      expect(text).not.toContain('8443');
    }
  });

  test.each<[ReturnType<typeof hindranceIn>, string]>([
    ['certificate-time', 'CERT_NOT_YET_VALID: certificate is not yet valid'],
    ['certificate-time', 'CERT_HAS_EXPIRED: certificate has expired'],
    ['certificate-time', 'certificate verify failed: certificate has expired (_ssl.c:1000)'],
    ['certificate-time', 'javax.net.ssl.SSLHandshakeException: NotAfter: Sat Nov 01 00:00:00 UTC 2025'],
    ['certificate-time', 'invalid peer certificate: Expired'],
    ['certificate-time', 'schannel: SEC_E_CERT_EXPIRED (0x80090328)'],
    ['certificate-origin', 'DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate'],
    ['certificate-origin', 'SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain'],
    ['certificate-origin', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate'],
    ['certificate-origin', 'certificate verify failed: unable to get local issuer certificate'],
    ['certificate-origin', 'PKIX path building failed'],
    ['certificate-origin', 'invalid peer certificate: UnknownIssuer'],
    ['certificate-origin', 'x509: certificate is valid for proxy.corp, not ghcr.io'],
    [
      'certificate-origin',
      "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: ghcr.io.",
    ],
    [
      'certificate-origin',
      'javax.net.ssl.SSLHandshakeException: No subject alternative DNS name matching ghcr.io found.',
    ],
    ['certificate', 'certificate verify failed'],
    ['certificate', 'curl: (60) SSL certificate problem'],
  ])('%s: %s', (hindrance, words) => {
    expect(hindranceIn(words)).toBe(hindrance);
    const { en, 'zh-CN': zh } = UNREACHABLE;
    const facts = { registry: 'ghcr.io' } as Parameters<(typeof en.cure)['certificate']>[0];
    const isOfOrigin = hindrance === 'certificate-origin';
    expect(en.cure[hindrance](facts, null).includes('clock')).toBe(!isOfOrigin);
    expect(zh.cure[hindrance](facts, null).includes('时间')).toBe(!isOfOrigin);
  });

  test.each(['certificate-origin', 'certificate'] as const)(
    'who asked here takes a new authority from a variable of its own, a client of a log does not: %s',
    (by) => {
      const facts = { registry: 'containers.github.example' } as Parameters<
        (typeof networkUnreachable.text.en)['fix']
      >[0];
      for (const language of ['en', 'zh-CN'] as const) {
        const fix = (seenIn: 'answer' | 'log', hindrance: typeof by | 'certificate-time') =>
          String(networkUnreachable.text[language].fix(facts, { seenIn, by: hindrance, proxy: null }));
        expect(fix('answer', by)).toMatch(/NODE_EXTRA_CA_CERTS.*SSL_CERT_FILE/);
        expect(fix('log', by)).not.toContain('NODE_EXTRA_CA_CERTS');
        expect(fix('answer', 'certificate-time')).not.toContain('NODE_EXTRA_CA_CERTS');
      }
    },
  );

  test.each([
    ['127.0.0.1:5000', true],
    ['localhost:5000', true],
    ['ghcr.io', false],
    ['containers.github.example', false],
  ])('no firewall and no HTTPS keeps %s away from its own machine: %s', (registry, isHere) => {
    const facts = { registry, asker: { isServed: false } } as unknown as Parameters<
      (typeof UNREACHABLE)['en']['cure']['connection']
    >[0];
    const said = UNREACHABLE.en.cure.connection(facts, null);
    expect([said.includes('Start the registry'), said.includes('over HTTPS')]).toEqual([isHere, !isHere]);
    const chinese = UNREACHABLE['zh-CN'].cure.connection(facts, null);
    expect([chinese.includes('请启动'), chinese.includes('HTTPS')]).toEqual([isHere, !isHere]);
  });

  test('a registry that does not answer has set no proxy and no certificate here', async () => {
    expect((await first(`${DOCKER}x509: certificate signed by unknown authority`))?.alternatives).toEqual([]);
    expect((await first(`${DOCKER}dial tcp 192.0.2.1:443: i/o timeout`))?.alternatives).toContain(
      'registry-unavailable',
    );
  });

  test("a daemon's proxy is not the shell's", async () => {
    const timeout = 'net/http: TLS handshake timeout';
    expect((await first(`${DOCKER}${timeout}`))?.fix.summary).toContain('not from the shell');
    const podman = `Trying to pull ghcr.io/octo/app:1...\nError: initializing source docker://ghcr.io/octo/app:1: pinging container registry ghcr.io: Get "https://ghcr.io/v2/": ${timeout}`;
    expect((await first(podman))?.fix.summary).not.toContain('from the shell');
  });

  test('the reason may have been cut off', async () => {
    for (const cut of [
      'Get "https://pkg-containers.githubusercontent.com/ghcr1/blobs/sha256:01',
      'Head "https://ghcr.io/v2/octo/app/manifests/1":',
    ])
      expect((await first(`failed to copy: failed to do request: ${cut}`))?.id).toBe('network-unreachable');
    expect(
      await first('failed to do request: Head "https://ghcr.io/v2/octo/app/manifests/1": context canceled'),
    ).toBeUndefined();
  });
});

describe('another registry that failed is named', () => {
  const note = async (text: string) => {
    const source = { name: 'log', job: null, open: async () => pieces(text) };
    return (await explanation([source], { language: 'en', run: null, place: () => null })).note;
  };
  const MIRROR = 'unexpected status from HEAD request to https://mirror.example/v2/octo/app/manifests/1';

  test.each([
    [
      'by its own name',
      `Error response from daemon: unknown: failed to resolve reference "mirror.example/octo/app:1": ${MIRROR}: 403 Forbidden`,
    ],
    [
      "asked for GitHub's image",
      `Failed to pull image "ghcr.io/octo/app:1": failed to resolve reference "ghcr.io/octo/app:1": ${MIRROR}?ns=ghcr.io: 403 Forbidden`,
    ],
    [
      "in front of GitHub's name",
      'Error: initializing source docker://mirror.example/ghcr.io/octo/app:1: reading manifest 1 in mirror.example/ghcr.io/octo/app: denied: not in the list',
    ],
  ])('%s', async (_, text) => expect(await note(text)).toContain('what failed was asked of mirror.example,'));

  test('not where one of the lines may be of ours', async () => {
    const text = `Error response from daemon: ${MIRROR}: 403 Forbidden\nghcr.io/octo/app: something failed badly`;
    expect(await note(text)).toContain('No refusal that is known');
  });

  test('nor is a name that was meant for ours', async () => {
    const { failures } = await read(
      'Error response from daemon: Get "https://gchr.io/v2/": something failed',
    );
    expect(failures.map(({ elsewhere }) => elsewhere)).not.toContain('gchr.io');
  });
});

describe('a tag that is there, and not what it names', () => {
  const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

  test.each([
    ['docker', '$ docker pull ghcr.io/octo/app:1\n1: Pulling from octo/app\nmanifest unknown'],
    [
      'containerd, of a manifest',
      `failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/octo/app/manifests/${DIGEST} not found: not found`,
    ],
    [
      'containerd, of a layer',
      `failed to copy: httpReadSeeker: failed open: content at https://ghcr.io/v2/octo/app/blobs/${DIGEST} not found: not found`,
    ],
  ])('%s', async (_, text) => {
    const found = await first(text);
    expect([found?.id, found?.confidence, found?.alternatives]).toEqual(['manifest-not-found', 'likely', []]);
    expect(found?.title).toBe('The tag is there, what it names is not');
    expect(found?.fix.summary).toContain('Push the tag again');
    expect(found?.message).not.toContain('has no tag');
  });

  test('another pull before it found its own', async () => {
    const text =
      '1: Pulling from octo/base\n0123456789ab: Pull complete\nStatus: Downloaded newer image for ghcr.io/octo/base:1\n$ docker pull ghcr.io/octo/app:1\nError response from daemon: manifest unknown';
    expect((await first(text))?.message).toContain('has no tag 1');
  });

  test('a digest that was asked for is no tag', async () => {
    const found = await first(
      `Error: GET https://ghcr.io/v2/octo/app/manifests/${DIGEST}: MANIFEST_UNKNOWN: manifest unknown`,
    );
    expect(found?.message).toContain(`has no manifest ${DIGEST}`);
    expect(
      (await first(`docker pull ghcr.io/octo/app@${DIGEST}\nError response from daemon: manifest unknown`))
        ?.message,
    ).toContain(`has no manifest ${DIGEST}`);
  });
});

describe("whatever the system's reason is, Go names what it could not do", () => {
  test.each([
    ['a name', 'dial tcp: lookup ghcr.io: device or resource busy'],
    ['a name at a server', 'dial tcp: lookup ghcr.io on 10.0.0.2:53: cannot unmarshal DNS message'],
    ['a connection', 'dial tcp [2001:db8::1]:443: connect: cannot assign requested address'],
    ['a connection that may not be made', 'dial tcp 192.0.2.10:443: connect: operation not permitted'],
  ])('%s', async (_, reason) => {
    expect((await first(`${DOCKER}${reason}`))?.id).toBe('network-unreachable');
    expect((await first(`${DOCKER}${reason}`.replace('ghcr.io/v2', 'quay.io/v2')))?.id).toBeUndefined();
  });
});

test('a page in the place of the registry’s answer is none of the registry’s', async () => {
  const page = `Error response from daemon: error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<html>…"`;
  expect((await answerTo(`docker pull ghcr.io/octo/app:1\n${page}`)).ids).toEqual(['network-unreachable']);
  const text =
    'Error response from daemon: error parsing HTTP 403 response body: unexpected end of JSON input: ""';
  expect((await answerTo(`docker pull ghcr.io/octo/app:1\n${text}`)).ids[0]).toBe('package-read-refused');
});
