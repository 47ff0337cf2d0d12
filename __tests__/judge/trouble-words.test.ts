/** Why a registry gave no answer to judge, in the language of the reader. */
import { expect, test } from '@jest/globals';
import { troubleWords } from '../../src/causes/words/trouble-words.js';
import { hindranceIn, proxyIn, UNREACHABLE } from '../../src/causes/words/unreachable-words.js';
import { type OwnWords, said } from '../../src/evidence/http/own-words.js';
import type { Fault } from '../../src/lab/faults.js';
import { startLab } from '../../src/lab/lab.js';
import { run } from '../cli/run.js';

/** Of each kind one, with the names in it that are the same in every language. */
const OWN: { [What in OwnWords['what']]: [Extract<OwnWords, { what: What }>, names?: RegExp] } = {
  'html-page': [{ what: 'html-page', status: 200 }],
  'long-body': [{ what: 'long-body', status: 403, kib: 64 }],
  redirect: [{ what: 'redirect', status: 302, to: 'a.example' }],
  'no-challenge': [{ what: 'no-challenge', status: 401 }],
  'no-token': [{ what: 'no-token', status: 200 }],
  'realm-elsewhere': [{ what: 'realm-elsewhere', origin: 'https://a.example' }, /realm/g],
  'upload-elsewhere': [{ what: 'upload-elsewhere', origin: 'https://a.example' }],
  'no-time': [{ what: 'no-time', seconds: 20 }],
  'no-answer': [{ what: 'no-answer', host: 'a.example', proxy: 'b.example', ms: 500 }],
  failed: [{ what: 'failed', reason: 'ECONNRESET', host: 'a.example', proxy: 'b.example' }, /ECONNRESET/g],
  'another-protocol': [{ what: 'another-protocol', status: 101, host: 'a.example' }],
  'proxy-refused': [{ what: 'proxy-refused', status: 502, host: 'a.example' }, /CONNECT/g],
  'proxy-no-url': [{ what: 'proxy-no-url' }, /HTTPS_PROXY|URL/g],
  'proxy-scheme': [{ what: 'proxy-scheme', scheme: 'socks5:' }, /HTTPS_PROXY|http:|https:|socks5:/g],
  'proxy-percent': [{ what: 'proxy-percent' }, /HTTPS_PROXY/g],
};

test.each(Object.values(OWN))('$what is said in both languages', (own, names = /(?!)/g) => {
  const { en, 'zh-CN': zh } = troubleWords({ kind: 'unavailable', detail: said(own), own });
  expect(en).toMatch(/[a-z]/);
  const rest = zh.replace(/HTTPS?:? |HTML|KiB|(?:https:\/\/)?[ab]\.example/g, '').replace(names, '');
  expect(rest).not.toMatch(/[A-Za-z]{2}/);
  expect(zh).not.toMatch(/^\s|\s$|[，：（]\s|\s[，：）]|\p{Script=Han}[,:(]/u);
});

test.each([
  [407, 'proxy-login'],
  [502, 'proxy-answer'],
] as const)('a proxy that answers %s itself is known by it', (status, hindrance) => {
  expect(hindranceIn(said({ what: 'proxy-refused', status, host: 'ghcr.io' }))).toBe(hindrance);
});

test.each([
  ['proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused', '127.0.0.1:7890'],
  ['proxyconnect tcp: dial tcp: lookup proxy.corp on 10.0.0.2:53: no such host', 'proxy.corp'],
  ['curl: (5) Could not resolve proxy: proxy.corp', 'proxy.corp'],
  [
    said({ what: 'failed', reason: 'ECONNREFUSED', host: 'ghcr.io', proxy: 'proxy.corp:3128' }),
    'proxy.corp:3128',
  ],
  ['dial tcp: lookup ghcr.io on 10.0.0.2:53: no such host', null],
])('«%s» names its proxy', (words, proxy) => {
  expect(proxyIn(words)).toBe(proxy);
  for (const say of Object.values(UNREACHABLE)) {
    const sentence = say.what.proxy('ghcr.io', proxy);
    if (proxy) expect(sentence).toContain(proxy);
    else expect(sentence).not.toMatch(/null|, ,|（）/);
  }
});

test('what somebody else says stays in his words', () => {
  const detail = 'HTTP 503 come back later';
  expect(troubleWords({ kind: 'unavailable', detail })['zh-CN']).toBe(detail);
});

test.each<[string, Fault, string]>([
  ['a redirect', { on: 'manifest', kind: 'redirect' }, '没有跟随'],
  ['a realm elsewhere', { on: 'ping', kind: 'foreign-realm' }, '没有向其发送凭据'],
  ['no token', { on: 'token', kind: 'empty' }, '其中没有令牌'],
])('in table and finding of a check: %s', async (_, fault, words) => {
  const token = 'ghp_readReadReadReadReadReadReadReadRea01';
  const world = {
    accounts: [{ login: 'mona', type: 'User' as const }],
    packages: [{ owner: 'mona', name: 'app', visibility: 'private' as const, repository: null, tags: ['1'] }],
    tokens: { [token]: { kind: 'classic-pat' as const, login: 'mona', scopes: ['read:packages'] } },
  };
  const lab = await startLab(world, { faults: [fault] });
  try {
    const env = {
      GITHUB_API_URL: lab.apiUrl,
      GHCR_TOKEN: token,
      HOME: '/nonexistent',
      PATH: process.env.PATH,
    };
    const args = ['check', '--access', 'pull', '--language', 'zh-CN', `${lab.registry}/mona/app:1`];
    const { code, stdout } = await run(args, { env });
    expect(code).toBe(3);
    expect(stdout).toContain(words);
    expect(stdout).not.toMatch(/not followed|credential was sent|without a token/);
  } finally {
    await lab.close();
  }
});
