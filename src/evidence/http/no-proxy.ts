/**
 * Hosts for which no proxy is meant, as docker, podman and all that is written in Go read `NO_PROXY` (golang.org/x/net,
 * `http/httpproxy`): a name is for the names below it too, an address may be one of a network (`10.0.0.0/8`), and `*` is all.
 */
import { BlockList, isIP } from 'node:net';

/** Does an entry of the list leave this address to no proxy? */
export function isWithoutProxy({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const asked = port || (protocol === 'http:' ? '80' : '443');
  return list.split(/[,\s]+/).some((entry) => {
    const text = entry.trim().toLowerCase();
    if (text === '*') return true;
    return text !== '' && (isInNetwork(host, text) || isNamed(host, asked, text));
  });
}

function isInNetwork(host: string, entry: string): boolean {
  const [, address = '', bits = ''] = /^([\da-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  const [family, of] = [isIP(address), isIP(host)];
  if (family === 0 || family !== of || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const network = new BlockList();
  network.addSubnet(address, Number(bits), type);
  return network.check(host, type);
}

/** `HOST`, `HOST:PORT`; with a dot or `*.` in front only what is below it. */
function isNamed(host: string, port: string, entry: string): boolean {
  const [, bare = entry, only = ''] = isIP(entry) ? [] : (/^(.+):(\d+)$/.exec(entry) ?? []);
  if (only !== '' && only !== port) return false;
  const name = bare.replace(/^\[|\]$/g, '').replace(/^\*(?=\.)/, '');
  if (name.startsWith('.')) return isIP(host) === 0 && host.endsWith(name) && host !== name.slice(1);
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}
