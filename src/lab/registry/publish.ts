/** What the first manifest of a name does to the world: a package comes to be (facts, section 4). */

import {
  entryOf,
  findAccount,
  findPackage,
  isInstallation,
  type LabPackage,
  type LabToken,
  type PackageName,
  type World,
} from '../world.js';
import type { Store } from './store.js';

const SOURCE = 'org.opencontainers.image.source';

/** Create the package unless it is there. By a workflow: linked and granted; by a person: private, theirs. */
export function publish(
  world: World,
  store: Store,
  token: LabToken,
  name: PackageName,
  manifest: Buffer,
): void {
  if (findPackage(world, name)) return;
  const created: LabPackage = {
    owner: findAccount(world, name.owner)?.login ?? name.owner,
    name: name.package,
    visibility: 'private',
    repository: null,
    createdAt: new Date().toISOString(),
  };
  if (isInstallation(token) && token.repository) {
    created.repository = token.repository;
    created.actionsAccess = { [token.repository]: 'admin' };
    created.visibility = entryOf(world.repositories, token.repository)?.visibility ?? 'public';
  } else {
    created.repository = sourceRepository(store, `${name.owner}/${name.package}`, manifest);
    if (token.login) created.userRoles = { [token.login]: 'admin' };
  }
  world.packages.push(created);
}

/** The repository that an image names as its source, in an annotation or in a label of its config. */
function sourceRepository(store: Store, name: string, manifest: Buffer): string | null {
  const { annotations, config } = JSON.parse(manifest.toString('utf8')) as {
    annotations?: Record<string, string>;
    config?: { digest?: string };
  };
  const source = annotations?.[SOURCE] ?? labelsOf(store.blob(name, config?.digest ?? ''))?.[SOURCE];
  return /^https:\/\/github\.com\/([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(source ?? '')?.[1] ?? null;
}

/** The config of an artifact need not be JSON at all. */
function labelsOf(config: Buffer | undefined): Record<string, string> | undefined {
  try {
    const parsed = JSON.parse(config?.toString('utf8') ?? 'null') as {
      config?: { Labels?: Record<string, string> };
    } | null;
    return parsed?.config?.Labels;
  } catch {
    return undefined;
  }
}
