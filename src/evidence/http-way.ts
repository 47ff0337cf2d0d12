/** The way to an address: plain or TLS, straight or through the proxy that the environment names. */
import type * as http from 'node:http';
import type * as https from 'node:https';
import { isLoopback, parseUrl } from './addresses.js';
import { HttpFailure } from './http-failure.js';

/** Enough to ask for fifty images at once without opening fifty TLS connections. */
const SOCKETS = 16;

/** How an address is reached. */
export interface Way {
  transport: typeof http | typeof https;
  agent: http.Agent;
  /** `HOST:PORT` of the proxy in between. */
  proxy: string | null;
}

/** The proxy for this address. Loopback never goes through one: that is this machine. */
export async function proxyFor(url: URL): Promise<string | null> {
  const configured = ['https_proxy', 'http_proxy', 'all_proxy'].some(
    (name) => process.env[name] || process.env[name.toUpperCase()],
  );
  if (!configured || isLoopback(url.hostname)) return null;
  const { getProxyForUrl } = await import('proxy-from-env');
  const found = getProxyForUrl(url.href);
  if (found === '') return null;
  // Without a scheme it is a plain HTTP proxy for curl and Go; the package gives it that of the address.
  const { protocol } = url;
  const given = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [
    process.env[name] ?? [],
    process.env[name.toUpperCase()] ?? [],
  ]);
  const bare = found.slice(`${protocol}//`.length);
  return found.startsWith(`${protocol}//`) && given.flat().includes(bare) ? `http://${bare}` : found;
}

/** @param signal ends the connections to a proxy */
export async function openWay(url: URL, proxy: string | null, signal: AbortSignal): Promise<Way> {
  const transport = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const options = { keepAlive: true, maxSockets: SOCKETS, noDelay: true };
  if (!proxy) return { transport, agent: new transport.Agent(options), proxy: null };
  const address = parseUrl(proxy);
  if (!address) throw new HttpFailure('the proxy address in HTTPS_PROXY is not a URL', true);
  if (!/^https?:$/.test(address.protocol))
    throw new HttpFailure(
      `the proxy in HTTPS_PROXY begins with ${address.protocol}//, and only http:// and https:// are spoken here`,
      true,
    );
  if (!isEncoded(address.username + address.password))
    throw new HttpFailure(
      'the user name or the password of the proxy in HTTPS_PROXY has a % that stands for no character: a % itself is written %25 there',
      true,
    );
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return { transport, agent: new HttpsProxyAgent(proxy, { ...options, signal }), proxy: address.host };
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
