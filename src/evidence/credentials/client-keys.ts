/** Under which key of a file the clients look for the login of an image. */
import type { AuthConfig, AuthEntry } from './auth-file.js';

export interface FoundEntry {
  entry: AuthEntry;
  /** The key, without its scheme, of one that names a part of the registry: `ghcr.io/octo-org`; null: all of it. */
  scope: string | null;
}

/**
 * What docker takes: the host's own entry, else one that has the host in front, with whatever scheme and path (docker/cli
 * `cli/config/credentials`, `fileStore.Get` and `ConvertToHostname`). Of several of these its order is none; the first
 * that holds something is taken here.
 */
export function dockersEntry(
  { auths: given }: AuthConfig,
  registry: string,
  holds: (entry: AuthEntry) => boolean,
): FoundEntry | null {
  const auths = given ?? {};
  const own = auths[registry];
  if (own) return { entry: own, scope: null };
  const others = Object.entries(auths).filter(([key]) => firstPart(withoutAnyScheme(key)) === registry);
  const [key, entry] = others.find(([, each]) => holds(each)) ?? others[0] ?? [];
  return key !== undefined && entry ? { entry, scope: partOf(withoutAnyScheme(key)) } : null;
}

/**
 * What podman, buildah and skopeo take: the narrowest of the image's own names, as they stand; else one with a scheme,
 * whose path counts for nothing (containers/image `pkg/docker/config`, `findCredentialsInFile`).
 *
 * @param image `octo-org/app`; null: any
 */
export function podmansEntry(
  { auths: given }: AuthConfig,
  registry: string,
  image: string | null,
): FoundEntry | null {
  const auths = given ?? {};
  const own = narrowest(auths, registry, image);
  if (own) return own;
  const legacy = Object.entries(auths).find(
    ([key]) => withoutScheme(key) !== key && firstPart(withoutScheme(key)) === registry,
  );
  return legacy ? { entry: legacy[1], scope: null } : null;
}

/**
 * The host's own in a pull secret, behind which Kubernetes takes a slash and the version of the protocol
 * (`pkg/credentialprovider/keyring.go`).
 */
export function kubernetesEntry({ auths }: AuthConfig, registry: string): FoundEntry | null {
  const found = Object.entries(auths ?? {}).find(
    ([key]) => withoutScheme(key).replace(/\/(?:v[12]\/?)?$/, '') === registry,
  );
  return found ? { entry: found[1], scope: null } : null;
}

/** A key that would be the registry's in lower case, as `docker login GHCR.IO` writes it and no client finds it again. */
export function keyOfOtherCase({ auths }: AuthConfig, registry: string): string | null {
  const keys = Object.keys(auths ?? {});
  return keys.find((key) => isKeyOf(key.toLowerCase(), registry) && !isKeyOf(key, registry)) ?? null;
}

/** Is this key one for the registry or for a part of it, as podman has it? */
export function isKeyOf(key: string, registry: string): boolean {
  return firstPart(withoutScheme(key)) === registry;
}

/** Of `ghcr.io/octo-org/app`, `ghcr.io/octo-org` and `ghcr.io` the first that is there; in one pass, however many parts. */
function narrowest(
  auths: NonNullable<AuthConfig['auths']>,
  registry: string,
  image: string | null,
): FoundEntry | null {
  const whole = image === null ? registry : `${registry}/${image}`;
  let name = '';
  for (const [key, entry] of Object.entries(auths)) {
    const isOurs = key === registry || key.startsWith(`${registry}/`);
    if (entry && isOurs && key.length > name.length && (whole === key || whole.startsWith(`${key}/`)))
      name = key;
  }
  const entry = auths[name];
  return entry ? { entry, scope: name === registry ? null : name } : null;
}

function withoutScheme(key: string): string {
  return key.replace(/^https?:\/\//, '');
}

/** Also without the user that an address may name: `oci://ghcr.io`, `HTTPS://mona@ghcr.io`. */
function withoutAnyScheme(key: string): string {
  return key.replace(/^[a-z][a-z\d+.-]*:\/\/(?:[^/@]*@)?/i, '');
}

function firstPart(key: string): string {
  return key.split('/', 1)[0] as string;
}

/** The version of the protocol is no part. */
function partOf(key: string): string | null {
  const bare = key.replace(/\/+$/, '');
  return /^[^/]+(?:\/v[12])?$/.test(bare) ? null : bare;
}
