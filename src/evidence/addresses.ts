/** Addresses: whether a text is one, and whether credentials may go there. */

/** This machine: the one place where credentials may travel over plain HTTP. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/** The same for a registry's host, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const url = parseUrl(`http://${host}`);
  return url !== null && isLoopback(url.hostname);
}

/** Credentials travel over TLS, or on this machine. */
export function isSafeForCredentials(address: string): boolean {
  const url = parseUrl(address);
  return url !== null && (url.protocol === 'https:' || isLoopback(url.hostname));
}

/** The address, or null when it is none. */
export function parseUrl(text: string, base?: URL): URL | null {
  try {
    return text ? new URL(text, base) : null;
  } catch {
    return null;
  }
}
