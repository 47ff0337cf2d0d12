import type { Case } from '../case.js';
import { causeWith } from '../cause.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import { en, isGitHubCom, zh } from '../wording.js';
import {
  type Hindrance,
  hindranceIn,
  isOfAuthority,
  proxyIn,
  UNREACHABLE,
} from '../words/unreachable-words.js';

/** What a client says of a connection that was there: in the words of Go, HTTP/2, Node and the system. */
const BROKEN = /\bunexpected EOF\b|\bconnection reset\b|\bECONNRESET\b|\bstream error\b|\bbroken pipe\b/i;

/** No conversation, or one that broke off: name resolution, TLS, a proxy or a firewall. */
export const networkUnreachable = causeWith<Detail>()({
  id: 'network-unreachable',
  severity: 'warning',
  sources: ['facts R7'],
  says: [
    /TLS handshake timeout/i,
    /dial tcp[^\n]*(?:i\/o timeout|connection refused|no such host|network is unreachable)/i,
    /pkg-containers\.githubusercontent\.com[^\n]*(?:timeout|timed out|refused|no such host)/i,
    /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)\b[^\n]*\bghcr\.io\b/,
  ],
  seen: [
    'Get "https://ghcr.io/v2/": net/http: TLS handshake timeout',
    'dial tcp: lookup ghcr.io on 127.0.0.53:53: no such host',
    'Get "https://pkg-containers.githubusercontent.com/ghcr1/blobs/sha256:0123": dial tcp 185.199.108.154:443: i/o timeout',
  ],
  answers: [
    { step: 'login', status: 0, message: 'no such host' },
    { step: 'transfer', status: 0, message: 'i/o timeout' },
  ],
  exampleDetail: { seenIn: 'answer', by: 'connection', proxy: null },

  explains(seen) {
    const { kind, seenIn, step, trouble, text } = seen;
    if (kind === 'intercepted')
      return { confidence: 'certain', detail: { seenIn, by: 'intercepted', proxy: null } };
    if (kind !== 'unreachable') return undefined;
    const words = trouble?.en ?? text;
    const by = hindranceIn(words);
    const proxy = by === 'proxy' ? proxyIn(words) : null;
    // Layers come from another host.
    const [host] =
      /\b(?:pkg-containers\.githubusercontent\.com|ghcr\d+production\.blob\.core\.windows\.net)\b/.exec(
        text,
      ) ?? [];
    const facts = host ? { registry: host } : {};
    if (!wasAsked(seen)) {
      const isBroken = by === 'connection' && BROKEN.test(words);
      return { confidence: 'likely', facts, detail: { seenIn, by: isBroken ? 'midway' : by, proxy } };
    }
    // The challenge is asked for first, and was answered.
    return { confidence: 'certain', detail: { seenIn, by: step === 'login' ? by : 'midway', proxy } };
  },

  text: {
    en: {
      title: 'The registry cannot be reached from here',
      titleOf: ({ seenIn, by }) =>
        seenIn === 'log' && by === 'midway' ? 'The connection to the registry broke off' : undefined,
      message: (f, { seenIn, by, proxy }) =>
        by === 'intercepted'
          ? `Something between this machine and ${f.registry} answered in its place${f.said ? ` ("${f.said}")` : ''}: no registry wrote that, so there is no verdict on ${en.image(f)}.`
          : by === 'midway'
            ? seenIn === 'log'
              ? `The connection to ${f.registry} was made, and broke off before the answer was whole.`
              : `${f.registry} answered at first and then no more${f.said ? ` (${f.said})` : ''}, so there is no verdict on ${en.image(f)}.`
            : `${UNREACHABLE.en.what[by](f.registry, proxy)}${f.said ? ` (${f.said})` : ''}${seenIn === 'log' ? '' : `, so there is no verdict on ${en.image(f)}`}.`,
      fix: (f, { seenIn, by, proxy }) =>
        by === 'intercepted'
          ? `Look for what answered: a proxy, a firewall or a filter of the network, and let requests to ${f.registry} through it.`
          : by === 'midway'
            ? `${en.Again(f)} later. If that does not help, look for a proxy or a firewall between this machine and ${f.registry}.`
            : `${UNREACHABLE.en.cure[by](f, proxy)}${seenIn === 'answer' && isOfAuthority(by) ? UNREACHABLE.en.ownTrust : ''}`,
      tell: (f) =>
        `curl -sI https://${f.registry}/v2/ from the same machine: any answer, even 401, means that the network is fine.${isGitHubCom(f) ? ' Layers come from pkg-containers.githubusercontent.com.' : ''}`,
    },
    'zh-CN': {
      title: '从这里无法连接注册表',
      titleOf: ({ seenIn, by }) => (seenIn === 'log' && by === 'midway' ? '与注册表的连接中断' : undefined),
      message: (f, { seenIn, by, proxy }) =>
        by === 'intercepted'
          ? han`本机与 ${f.registry} 之间的某个环节代替它作出了响应${f.said ? `（“${f.said}”）` : ''}，这不是注册表写的，因此无法判断 ${zh.image(f)} 是否会被接受。`
          : by === 'midway'
            ? seenIn === 'log'
              ? han`已与 ${f.registry} 建立连接，但在响应传完之前中断。`
              : han`${f.registry} 起初有响应，之后不再响应${f.said ? `（${f.said}）` : ''}，因此无法判断 ${zh.image(f)} 是否会被接受。`
            : han`${UNREACHABLE['zh-CN'].what[by](f.registry, proxy)}${f.said ? `（${f.said}）` : ''}${seenIn === 'log' ? '' : han`，因此无法判断 ${zh.image(f)} 是否会被接受`}。`,
      fix: (f, { seenIn, by, proxy }) =>
        by === 'intercepted'
          ? han`请查明是谁作出了响应（代理、防火墙或网络过滤），并放行发往 ${f.registry} 的请求。`
          : by === 'midway'
            ? han`请稍后${zh.again(f)}。如果仍然如此，请检查本机与 ${f.registry} 之间的代理和防火墙。`
            : `${UNREACHABLE['zh-CN'].cure[by](f, proxy)}${seenIn === 'answer' && isOfAuthority(by) ? UNREACHABLE['zh-CN'].ownTrust : ''}`,
      tell: (f) =>
        han`在同一台机器上执行 curl -sI https://${f.registry}/v2/：只要有响应（即使是 401）就说明网络畅通。${isGitHubCom(f) ? '镜像层来自 pkg-containers.githubusercontent.com。' : ''}`,
    },
  },
});

interface Detail {
  seenIn: Case['seenIn'];
  /** `midway`: it had answered before. */
  by: Hindrance | 'intercepted' | 'midway';
  /** The one that could not be used, where its name is told. */
  proxy: string | null;
}
