/** The Secrets of manifests that may be meant for pulls: what the kubelet gets out of them. */
import { type FaultAt, readPullSecret, type SecretText } from '../../evidence/credentials/pull-secret.js';
import type { PullLogin } from '../../evidence/credentials/pull-secret-entry.js';
import type { Location } from '../../types.js';
import { hasHole } from '../language/values.js';
import { child, entry, map, text as scalar, type YamlNode } from '../text/document.js';
import { type Manifest, manifestName, manifestPlace, namePlace } from './manifests.js';

/** A Secret that may be meant for pulls. */
export interface SecretUse {
  name: string;
  namespace: string | null;
  location: Location;
  faults: { fault: FaultAt['fault']; location: Location }[];
  logins: PullLogin[];
  /** null: none can be made out. */
  username: string | null;
  /** Its content can't be seen: a template, or another resource makes it. */
  isUntold: boolean;
  /** By its type or its keys it is meant for pulls, named by somebody or not. */
  isForPulls: boolean;
  /** It is all that was handed over, by itself: meant for nothing else. */
  isAlone: boolean;
  /** Nothing is wrong with it but that its entries are for other registries. */
  isOfOthers: boolean;
  /** The values of its data, to be kept out of all that is printed. */
  values: string[];
}

/** A Secret, what makes one, or the data of one that somebody has copied. */
export function isSecretPart({ root }: Manifest): boolean {
  const kind = scalar(child(root, 'kind'));
  return (
    kind === 'Secret' ||
    MAKERS.has(kind ?? '') ||
    (kind === null && Boolean(map(child(root, 'data')) ?? map(child(root, 'stringData'))))
  );
}

/** Resources that make a Secret, by where they name it; else it has their own name. */
const MAKERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['SealedSecret', ['spec', 'template', 'metadata', 'name']],
  ['ExternalSecret', ['spec', 'target', 'name']],
  ['VaultStaticSecret', ['spec', 'destination', 'name']],
  ['OnePasswordItem', []],
]);

/** The name of the Secret that this is, or makes; null: neither. */
export function secretName(manifest: Manifest): string | null {
  const kind = scalar(child(manifest.root, 'kind')) ?? '';
  const { name } = manifestName(manifest);
  const path = kind === 'Secret' ? [] : MAKERS.get(kind);
  if (!path) return null;
  const named = path.reduce<YamlNode | null>((node, key) => child(node, key), manifest.root);
  return (path.length > 0 ? scalar(named) : null) ?? name;
}

/** The Secret that another resource makes; null: it makes none. */
export function madeSecret(manifest: Manifest, kind: string): SecretUse | null {
  const name = MAKERS.has(kind) ? secretName(manifest) : null;
  if (name === null) return null;
  return {
    ...manifestName(manifest),
    name,
    location: namePlace(manifest),
    faults: [{ fault: { kind: 'untold' }, location: namePlace(manifest) }],
    logins: [],
    username: null,
    isUntold: true,
    isForPulls: false,
    isAlone: false,
    isOfOthers: false,
    values: [],
  };
}

/**
 * @param untyped the type of one that says none
 * @param isAlone see `SecretUse`
 */
export function secretIn(
  manifest: Manifest,
  registry: string,
  untyped: string | null,
  isAlone: boolean,
): SecretUse {
  const type = entry(manifest.root, 'type');
  const typeText = scalar(type?.value.node);
  const data = values(child(manifest.root, 'data'));
  const stringData = values(child(manifest.root, 'stringData'));
  const texts = [...data.values(), ...stringData.values()].filter((each) => each !== null);
  const untold =
    hasHole(typeText ?? '') ||
    texts.some(hasHole) ||
    (manifest.written.includes('{{') && data.size + stringData.size === 0);
  const secret: SecretText = { type: typeText ?? untyped, data, stringData, untold };
  const { faults, logins, username } = readPullSecret(secret, registry);
  const placeOfFault = (at: FaultAt['at']): Location => {
    if (at === 'type' && type) return manifestPlace(manifest, type.value.at);
    if (at === null || at === 'type') return namePlace(manifest);
    const found =
      entry(child(manifest.root, 'stringData'), at.key) ?? entry(child(manifest.root, 'data'), at.key);
    return found ? manifestPlace(manifest, found.key) : namePlace(manifest);
  };
  return {
    ...manifestName(manifest),
    location: namePlace(manifest),
    faults: untold
      ? [{ fault: { kind: 'untold' }, location: namePlace(manifest) }]
      : faults.map(({ fault, at }) => ({ fault, location: placeOfFault(at) })),
    logins,
    username,
    isUntold: untold,
    isForPulls:
      isAlone ||
      // An empty one may be meant for anything.
      (typeText === null && data.size + stringData.size === 0) ||
      /^kubernetes\.io\/dockerc/.test(typeText ?? '') ||
      [...data.keys(), ...stringData.keys()].some((key) =>
        /^\.?docker-?c(?:onfig|fg)|^config\.json$/i.test(key),
      ),
    isAlone,
    isOfOthers:
      faults.length > 0 && faults.every(({ fault }) => fault.kind === 'no-entry' && fault.hosts.length > 0),
    values: texts,
  };
}

function values(node: YamlNode | null): Map<string, string | null> {
  return new Map((map(node)?.entries ?? []).map(({ key, value }) => [String(key.value), scalar(value.node)]));
}
