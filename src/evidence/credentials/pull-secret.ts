/**
 * A Kubernetes pull secret as the kubelet reads it: of which type, under which key, which JSON, which entry for the
 * registry (kubernetes/kubernetes, `pkg/credentialprovider`: `secrets.go`, `config.go`, `keyring.go`). Pure.
 */

import { isRecord, recordOf } from '../json-text.js';
import type { PullSecretFault } from '../types/deployment.js';
import { entriesAsClients, parseAsClients } from './client-names.js';
import { isSecretReference, isTemplate } from './placeholder.js';
import { decodedBase64, type PullLogin, pullEntries } from './pull-secret-entry.js';

/** A Secret as it is written. A value that is no text is null; one that a template makes is `untold`. */
export interface SecretText {
  /** null: it is not said, as in a part of a Secret that somebody has copied. */
  type: string | null;
  data: ReadonlyMap<string, string | null>;
  stringData: ReadonlyMap<string, string | null>;
  /** The type or the value is made by a template. */
  untold: boolean;
}

/** What is wrong, the worst first, and what the kubelet gets out of it all the same. */
export interface PullSecretReading {
  faults: FaultAt[];
  logins: PullLogin[];
  /** Its user, also where the kubelet finds none; null: none can be made out. */
  username: string | null;
}

/** Where in the Secret: its type, or a key of its data; null: nowhere in particular. */
export interface FaultAt {
  fault: PullSecretFault;
  at: 'type' | { key: string } | null;
}

const MODERN = { type: 'kubernetes.io/dockerconfigjson', key: '.dockerconfigjson' };
const LEGACY = { type: 'kubernetes.io/dockercfg', key: '.dockercfg' };

/** @param registry the host that images are pulled from */
export function readPullSecret(secret: SecretText, registry: string): PullSecretReading {
  const { faults, logins } = secret.untold ? { faults: [], logins: [] } : judgedSecret(secret, registry);
  const isReadable = faults.every(({ fault }) => !SPOILING.has(fault.kind));
  return { faults, logins: isReadable ? logins : [], username: logins[0]?.username ?? null };
}

/** With these the kubelet comes to no entry, although a reader can make one out. */
const SPOILING: ReadonlySet<PullSecretFault['kind']> = new Set([
  'type',
  'key',
  'not-base64',
  'twice',
  'encoded',
  'not-json',
  'no-auths',
  'auths',
]);

function judgedSecret(secret: SecretText, registry: string): { faults: FaultAt[]; logins: PullLogin[] } {
  const { type } = secret;
  const wanted = type === LEGACY.type ? LEGACY : MODERN;
  const faults: FaultAt[] = [];
  if (type !== null && type !== MODERN.type && type !== LEGACY.type)
    faults.push({ fault: { kind: 'type', given: type || 'Opaque' }, at: 'type' });
  const keys = [...secret.data.keys(), ...secret.stringData.keys()];
  if (keys.length === 0) return { faults: [...faults, { fault: { kind: 'no-data' }, at: null }], logins: [] };
  const key = keys.includes(wanted.key)
    ? wanted.key
    : keys.find((each) => /docker|config\.?json/i.test(each));
  if (key !== wanted.key)
    faults.push({
      fault: { kind: 'key', given: keys.slice(0, 5), wanted: wanted.key },
      at: { key: key ?? (keys[0] as string) },
    });
  if (key === undefined) return { faults, logins: [] };
  const at = { key };
  const content = contentOf(secret, key);
  if (content.fault) faults.push({ fault: content.fault, at });
  if (content.config === null) return { faults, logins: [] };
  const isLegacy = key === LEGACY.key || wanted === LEGACY;
  const { fault, auths } = authsIn(content.config, isLegacy);
  if (fault) faults.push({ fault, at });
  if (wanted === LEGACY && faults.length === 0) faults.push({ fault: { kind: 'legacy' }, at: 'type' });
  const found = pullEntries(auths, registry, secret.stringData.has(key));
  faults.push(...(fault ? [] : found.faults).map((each) => ({ fault: each, at })));
  return { faults, logins: found.logins };
}

interface Content {
  fault: PullSecretFault | null;
  /** The JSON, as far as somebody can make it out. */
  config: Record<string, unknown> | null;
}

function contentOf({ data, stringData }: SecretText, key: string): Content {
  const written = stringData.get(key) ?? data.get(key) ?? '';
  // Whoever applies it decrypts it (SOPS), or puts in what it stands for: the cluster never sees this text.
  if (isTemplate(written) || isSecretReference(written)) return { fault: { kind: 'untold' }, config: null };
  // The API server writes `stringData` over `data`.
  if (stringData.has(key)) {
    const text = stringData.get(key) ?? '';
    const config = parseAsClients(text);
    if (config) return { fault: isMarked(text) ? { kind: 'not-json', isMarked: true } : null, config };
    const inner = parseAsClients(decodedBase64(text) ?? '');
    return inner
      ? { fault: { kind: 'encoded' }, config: inner }
      : { fault: { kind: 'not-json', isMarked: false }, config: null };
  }
  const text = data.get(key) ?? '';
  if (text.trim() === '') return { fault: { kind: 'empty' }, config: null };
  const plain = parseAsClients(text);
  if (plain) return { fault: { kind: 'not-base64', isJson: true }, config: plain };
  const once = decodedBase64(text);
  if (once === null) return { fault: { kind: 'not-base64', isJson: false }, config: null };
  const config = parseAsClients(once);
  if (config) return { fault: isMarked(once) ? { kind: 'not-json', isMarked: true } : null, config };
  const inner = parseAsClients(decodedBase64(once) ?? '');
  if (inner) return { fault: { kind: 'twice' }, config: inner };
  const wide = parseAsClients(wideText(text));
  return { fault: { kind: 'not-json', isMarked: wide !== null }, config: wide };
}

/** With the mark that some editors and PowerShell write (Go, encoding/json: it is no white space). */
function isMarked(text: string): boolean {
  return text.startsWith('\ufeff');
}

/** What `>` of Windows PowerShell writes; empty: it has no such mark. */
function wideText(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : '';
}

/** `{"auths": {HOST: …}}` under the newer key, `{HOST: …}` under the older one. */
function authsIn(
  config: Record<string, unknown>,
  isLegacy: boolean,
): { fault: PullSecretFault | null; auths: Record<string, unknown> } {
  if (isLegacy)
    return isRecord(config.auths)
      ? { fault: { kind: 'auths' }, auths: config.auths }
      : { fault: null, auths: entriesAsClients(config) };
  if (isRecord(config.auths)) {
    const helper = config.credsStore ?? Object.values(recordOf(config.credHelpers) ?? {})[0];
    const isBare = Object.values(config.auths).every(
      (each) => isRecord(each) && Object.keys(each).length === 0,
    );
    return typeof helper === 'string' && isBare
      ? { fault: { kind: 'helper', name: helper }, auths: {} }
      : { fault: null, auths: config.auths };
  }
  if (typeof config.credsStore === 'string')
    return { fault: { kind: 'helper', name: config.credsStore }, auths: {} };
  const looksLikeEntries = Object.values(config).some(
    (each) => isRecord(each) && ('auth' in each || 'password' in each),
  );
  return { fault: { kind: 'no-auths' }, auths: looksLikeEntries ? config : {} };
}
