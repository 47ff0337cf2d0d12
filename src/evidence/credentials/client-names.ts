/**
 * The names in an auth file as Go's decoder takes them, which reads it for docker, podman, the kubelet and their like: in
 * whatever case, and what stands twice adds up (`encoding/json`, `Unmarshal`; tried with crane and skopeo).
 */
import { isRecord } from '../json-text.js';
import { type AuthConfig, parseJson } from './auth-file.js';

const SECTIONS = ['auths', 'credsStore', 'credHelpers'];
const FIELDS = ['auth', 'username', 'password', 'identitytoken', 'registrytoken'];

/** The object that stands in a text, each name as the clients know it; null for anything else. */
export function parseAsClients(text: string): AuthConfig | null {
  const config = parseJson(withTwins(text));
  return config && asClients(config);
}

/** `JSON.parse` keeps the last of two that have one name, so each but the first gets one of its own. */
function withTwins(text: string): string {
  let met = 0;
  return text.replace(/(?<!\\)"(auths|credHelpers)"(?=\s*:)/gi, (name, section) =>
    met++ === 0 ? name : `"${section} ${met}"`,
  );
}

function asClients(config: AuthConfig): AuthConfig {
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const name = nameOf(key.replace(/ \d+$/, ''), SECTIONS) ?? key;
    const before = read[name];
    read[name] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
  }
  if (isRecord(read.auths)) read.auths = entriesAsClients(read.auths);
  return read;
}

/** The entries of `auths`, or of the older format, which has nothing else. */
export function entriesAsClients(entries: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entries).map(([host, entry]) => [host, isRecord(entry) ? fieldsOf(entry) : entry]),
  );
}

function fieldsOf(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [nameOf(key, FIELDS) ?? key, value]));
}

function nameOf(key: string, names: readonly string[]): string | undefined {
  return names.find((name) => name.toLowerCase() === key.toLowerCase());
}
