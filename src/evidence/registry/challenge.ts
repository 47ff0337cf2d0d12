/**
 * The `WWW-Authenticate` header (RFC 9110, section 11.6.1) as registries send it:
 * distribution spec "Authentication", docker's token authentication specification.
 */
export type Challenge =
  /** The registry answered without asking for a credential. */
  | { scheme: 'none' }
  | { scheme: 'basic' }
  /** `realm`: where a token is to be had, as the header gives it. */
  | { scheme: 'bearer'; realm: string; service: string | null };

/** Reads the header; null when it holds no scheme that we speak. Bearer is preferred to Basic. */
export function parseChallenge(header: string | string[] | undefined): Challenge | null {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
  const bearer = /(?:^|[\s,])bearer\s+(.*)$/i.exec(text);
  if (bearer) {
    const parameters = parseParameters(bearer[1] as string);
    const realm = parameters.get('realm');
    if (realm) return { scheme: 'bearer', realm, service: parameters.get('service') ?? null };
  }
  return /(?:^|[\s,])basic(?:\s|$)/i.test(text) ? { scheme: 'basic' } : null;
}

/** `key=token` and `key="quoted \"string\""`, separated by commas. */
function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [, key = '', quoted, plain] of text.matchAll(
    /([a-z_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi,
  )) {
    const name = key.toLowerCase();
    if (!parameters.has(name)) parameters.set(name, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  return parameters;
}
