/** The Secrets of manifests that may be meant for pulls: what the kubelet gets out of them. */
import * as path from 'node:path';
import { type FaultAt, readPullSecret, type SecretText } from '../../evidence/credentials/pull-secret.js';
import type { PullLogin } from '../../evidence/credentials/pull-secret-entry.js';
import type { PullSecretEvidence } from '../../evidence/types/deployment.js';
import type { Location } from '../../types.js';
import { hasHole } from '../language/values.js';
import { child, childAt, entry, map, text as scalar, type YamlNode } from '../text/document.js';
import { kindOf, type Manifest, manifestName, manifestPlace, namePlace } from './manifests.js';

/** A Secret that may be meant for pulls. */
export interface SecretUse {
  name: string;
  namespace: string | null;
  location: Location;
  faults: { fault: FaultAt['fault']; location: Location }[];
  logins: PullLogin[];
  /** null: none can be made out. */
  username: string | null;
  /** Its content can't be seen: a template, another resource or a store of secrets makes it. */
  isUntold: boolean;
  /** By its type or its keys it is meant for pulls, named by somebody or not. */
  isForPulls: boolean;
  /** It is all that was handed over, by itself: meant for nothing else. */
  isAlone: boolean;
  /** Nothing is wrong with it but that its entries are for other registries. */
  isOfOthers: boolean;
  /** kustomize makes it; null: it does not. */
  kustomized: PullSecretEvidence['kustomized'];
  /** The values of its data, to be kept out of all that is printed. */
  values: string[];
}

/** A Secret, what makes one, or the data of one that somebody has copied. */
export function isSecretPart({ root }: Manifest): boolean {
  const kind = kindOf({ root });
  return (
    kind === 'Secret' ||
    MAKERS.has(kind) ||
    (kind === '' && Boolean(map(child(root, 'data')) ?? map(child(root, 'stringData'))))
  );
}

/** Where a resource that makes a Secret says what it is called, of which type it is and which keys it has. */
interface Maker {
  name?: readonly string[];
  type: readonly string[];
  data?: readonly string[];
}

/**
 * Resources that make a Secret. Where they do not name it, it has their own name, as always that of a SealedSecret, whatever
 * its template says (bitnami-labs/sealed-secrets, `Unseal`).
 */
const MAKERS: ReadonlyMap<string, Maker> = new Map([
  ['SealedSecret', { type: ['spec', 'template', 'type'], data: ['spec', 'encryptedData'] }],
  [
    'ExternalSecret',
    {
      name: ['spec', 'target', 'name'],
      type: ['spec', 'target', 'template', 'type'],
      data: ['spec', 'target', 'template', 'data'],
    },
  ],
  ['VaultStaticSecret', { name: ['spec', 'destination', 'name'], type: ['spec', 'destination', 'type'] }],
  ['OnePasswordItem', { type: ['type'] }],
]);

/** The name of the Secret that this is, or makes; null: neither. */
export function secretName(manifest: Manifest): string | null {
  const kind = kindOf(manifest);
  const { name } = manifestName(manifest);
  const maker = MAKERS.get(kind);
  if (kind !== 'Secret' && !maker) return null;
  return scalar(below(manifest.root, maker?.name)) ?? name;
}

function below(root: YamlNode, path: readonly string[] = []): YamlNode | null {
  return path.length === 0 ? null : childAt(root, path);
}

const TYPE_FOR_PULLS = /^kubernetes\.io\/dockerc/;

function makesForPulls({ root }: Manifest, { type, data }: Maker): boolean {
  const keys = (map(below(root, data))?.entries ?? []).map(({ key }) => String(key.value));
  return TYPE_FOR_PULLS.test(scalar(below(root, type)) ?? '') || keys.some((key) => /^\.dockerc/.test(key));
}

/** The Secret that another resource makes; null: it makes none. */
export function madeSecret(manifest: Manifest, kind: string): SecretUse | null {
  const maker = MAKERS.get(kind);
  const name = maker ? secretName(manifest) : null;
  if (!maker || name === null) return null;
  return {
    ...manifestName(manifest),
    name,
    location: namePlace(manifest),
    faults: [{ fault: { kind: 'untold' }, location: namePlace(manifest) }],
    logins: [],
    username: null,
    isUntold: true,
    isForPulls: makesForPulls(manifest, maker),
    isAlone: false,
    isOfOthers: false,
    kustomized: null,
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
    isUntold: untold || faults.some(({ fault }) => fault.kind === 'untold'),
    isForPulls:
      isAlone ||
      // An empty one may be meant for anything.
      (typeText === null && data.size + stringData.size === 0) ||
      TYPE_FOR_PULLS.test(typeText ?? '') ||
      [...data.keys(), ...stringData.keys()].some((key) =>
        /^\.?docker-?c(?:onfig|fg)|^config\.json$/i.test(key),
      ),
    isAlone,
    isOfOthers:
      faults.length > 0 && faults.every(({ fault }) => fault.kind === 'no-entry' && fault.hosts.length > 0),
    kustomized: kustomizedFrom(manifest),
    values: texts,
  };
}

function kustomizedFrom({ madeOf, changedBy }: Manifest): SecretUse['kustomized'] {
  const applied = changedBy?.at(-1);
  return madeOf === undefined || !applied
    ? null
    : { file: madeOf, folder: path.dirname(applied.document.file) };
}

function values(node: YamlNode | null): Map<string, string | null> {
  return new Map((map(node)?.entries ?? []).map(({ key, value }) => [String(key.value), scalar(value.node)]));
}
