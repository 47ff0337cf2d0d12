/** Which images `check` asks about with which token. */
import { isInScope, loginScopes } from '../../../evidence/credentials/lookup.js';
import { parseReference } from '../../../evidence/registry/reference.js';
import type { Credential } from '../../../evidence/token.js';
import type { CheckAsked } from './asked.js';
import { credentialsFor, namedAuthFile, type TokenSources } from './credentials.js';

/** Images that are asked about with the same token. */
export interface ImagesOfOneToken {
  images: string[];
  credentials: Credential[];
}

/**
 * The images by the token that their clients will send: the same for all, but where logins are stored for parts of the
 * registry. Throws an `InputError`.
 */
export async function credentialsByImage(
  images: readonly string[],
  registry: string,
  asked: CheckAsked,
  sources: TokenSources,
): Promise<ImagesOfOneToken[]> {
  const scopes = await loginScopes(namedAuthFile(asked.options, sources), registry, asked.env);
  const byScopes = new Map<string, { images: string[]; path: string | null }>();
  for (const image of images) {
    const path = pathOf(image, registry);
    const fitting = scopes.filter((scope) => path !== null && isInScope(scope, registry, path)).join('\n');
    const group = byScopes.get(fitting) ?? { images: [], path };
    byScopes.set(fitting, group);
    group.images.push(image);
  }
  const groups: ImagesOfOneToken[] = [];
  for (const group of byScopes.values()) {
    const found = await credentialsFor(registry, asked, sources, group.path);
    const [one] = found;
    const same = groups.find(
      ({ credentials: [other] }) => other?.file === one?.file && other?.scope === one?.scope,
    );
    if (same) same.images.push(...group.images);
    else groups.push({ images: group.images, credentials: found });
  }
  if (groups.length > 0) return groups;
  return [{ images: [], credentials: await credentialsFor(registry, asked, sources) }];
}

/** `octo-org/app`; null for what is no name. */
function pathOf(image: string, registry: string): string | null {
  const parsed = parseReference(image, { registry, owner: null });
  return 'host' in parsed ? null : parsed.name;
}
