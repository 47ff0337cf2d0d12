/**
 * The names in an auth file as Go's decoder takes them, which reads it for docker, podman, the kubelet and their like: in
 * whatever case, what stands twice adds up, and `null` is no text and an empty entry (`encoding/json`, `Unmarshal`; tried
 * with docker/cli's `config`, crane and skopeo).
 */
import { firstObject, membersOf } from '../json-members.js';
import { isRecord } from '../json-text.js';
import { type AuthConfig, parseJson } from './auth-file.js';

const SECTIONS = ['auths', 'credsStore', 'credHelpers'];
const FIELDS = ['auth', 'username', 'password', 'identitytoken', 'registrytoken'];

/** The object that stands in a text, each name as the clients know it; null for anything else. */
export function parseAsClients(text: string): AuthConfig | null {
  return parseJson(text) && asClients(text);
}

/** The same of docker's own file, of which it reads the first object only (docker/cli, `LoadFromReader`, a `Decoder`). */
export function parseAsDocker(text: string): AuthConfig | null {
  return parseAsClients(firstObject(text));
}

function asClients(text: string): AuthConfig {
  const read = new Map<string, unknown>();
  for (const [key, value] of membersOf(text)) {
    const name = nameOf(key, SECTIONS) ?? key;
    const before = read.get(name);
    const now = inSection(name, value);
    if (isRecord(before) && isRecord(now) && SECTIONS.includes(name)) read.set(name, { ...before, ...now });
    else if (now !== null || typeof before !== 'string') read.set(name, now);
  }
  return Object.fromEntries(read);
}

function inSection(section: string, text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || !SECTIONS.includes(section)) return value;
  const members = membersOf(text).map(([key, inner]): [string, unknown] => {
    const entry: unknown = JSON.parse(inner);
    if (section === 'credHelpers') return [key, entry ?? ''];
    if (!isRecord(entry)) return [key, entry ?? {}];
    return [key, fieldsOf(membersOf(inner).map(([name, each]) => [name, JSON.parse(each)]))];
  });
  return Object.fromEntries(members);
}

/** The entries of `auths`, or of the older format, which has nothing else. */
export function entriesAsClients(entries: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entries).map(([host, entry]) => [
      host,
      isRecord(entry) ? fieldsOf(Object.entries(entry)) : entry,
    ]),
  );
}

function fieldsOf(members: [string, unknown][]): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [key, value] of members) {
    const name = nameOf(key, FIELDS) ?? key;
    if (value !== null || !fields.has(name)) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function nameOf(key: string, names: readonly string[]): string | undefined {
  return names.find((name) => folded(name) === folded(key));
}

/** Two letters outside of ASCII are one of it in another case: the long s and the sign of Kelvin (`encoding/json`, `foldName`). */
function folded(name: string): string {
  return name.replaceAll('\u017f', 's').toLowerCase();
}
