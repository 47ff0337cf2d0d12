/** The way through a proxy: loaded where the environment names one. */
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { isWithoutProxy } from './no-proxy.js';
import type { OwnWords } from './own-words.js';

/** The proxy for this address; null: none is meant for it. */
export function proxyOf(url: URL): string | null {
  const found = getProxyForUrl(url.href);
  if (found === '' || isWithoutProxy(url, process.env.no_proxy || process.env.NO_PROXY || '')) return null;
  // Without a scheme it is a plain HTTP proxy for curl and Go; the package gives it that of the address.
  const { protocol } = url;
  const given = ['http_proxy', 'https_proxy'].flatMap((name) => [
    process.env[name] ?? [],
    process.env[name.toUpperCase()] ?? [],
  ]);
  const bare = found.slice(`${protocol}//`.length);
  return found.startsWith(`${protocol}//`) && given.flat().includes(bare) ? `http://${bare}` : found;
}

/** Its agent, and the host that it stands for in a sentence; or what keeps the address from being one. */
export function proxyAgent(
  proxy: string,
  options: { keepAlive: boolean; maxSockets: number; noDelay: boolean; signal: AbortSignal },
): { agent: HttpsProxyAgent<string>; host: string } | { fault: OwnWords } {
  if (!URL.canParse(proxy)) return { fault: { what: 'proxy-no-url' } };
  const { protocol, username, password, host } = new URL(proxy);
  if (!/^https?:$/.test(protocol)) return { fault: { what: 'proxy-scheme', scheme: protocol } };
  if (!isEncoded(username + password)) return { fault: { what: 'proxy-percent' } };
  return { agent: new HttpsProxyAgent(proxy, options), host };
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
