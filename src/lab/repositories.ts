/** The repositories of the lab's world and their files, found without a walk through all of them. */
import type { LabRepository, World } from './world.js';

export interface KnownRepository extends LabRepository {
  /** `Owner/Repo`. */
  fullName: string;
  /** Of the global node ids. */
  nodeId: string;
}

interface Index {
  byName: Map<string, KnownRepository>;
  byId: Map<string, KnownRepository>;
  byOwner: Map<string, KnownRepository[]>;
  /** By `owner/repo` or `owner/repo@ref`, lower case: text by path. */
  files: Map<string, Map<string, string>>;
}

/** The world's repositories do not change while it runs, so each is looked through once. */
const INDEXES = new WeakMap<World, Index>();

function indexOf(world: World): Index {
  const known = INDEXES.get(world);
  if (known) return known;
  const made: Index = { byName: new Map(), byId: new Map(), byOwner: new Map(), files: new Map() };
  const add = (fullName: string, about: LabRepository): void => {
    if (made.byName.has(fullName.toLowerCase())) return;
    const nodeId = `R_${Buffer.from(String(made.byName.size)).toString('base64url')}`;
    const entry = { ...about, fullName, nodeId };
    made.byName.set(fullName.toLowerCase(), entry);
    made.byId.set(nodeId, entry);
    const owner = (fullName.split('/')[0] as string).toLowerCase();
    made.byOwner.set(owner, [...(made.byOwner.get(owner) ?? []), entry]);
  };
  for (const [name, about] of Object.entries(world.repositories ?? {})) add(name, about);
  for (const { repository } of Object.values(world.tokens))
    if (repository) add(repository, { visibility: 'public' });
  for (const [key, text] of Object.entries(world.files ?? {})) {
    const at = key.indexOf(':');
    const place = key.slice(0, at).toLowerCase();
    add(key.slice(0, at).replace(/@.*$/, ''), { visibility: 'public' });
    const folder = made.files.get(place) ?? new Map<string, string>();
    made.files.set(place, folder.set(key.slice(at + 1), text));
  }
  for (const all of made.byOwner.values())
    all.sort((one, other) => (one.fullName.toLowerCase() < other.fullName.toLowerCase() ? -1 : 1));
  INDEXES.set(world, made);
  return made;
}

/** By `Owner/Name`, in whatever case. */
export function knownRepository(world: World, fullName: string): KnownRepository | undefined {
  return indexOf(world).byName.get(fullName.toLowerCase());
}

/** By the id that GraphQL has for it. */
export function repositoryById(world: World, nodeId: string): KnownRepository | undefined {
  return indexOf(world).byId.get(nodeId);
}

/** By name, as the API sorts them. */
export function repositoriesOf(world: World, owner: string): readonly KnownRepository[] {
  return indexOf(world).byOwner.get(owner.toLowerCase()) ?? [];
}

/** Text by path, at a ref; the default branch for `HEAD`, for none, and where the world knows no such ref. */
export function filesOf(world: World, fullName: string, ref = 'HEAD'): ReadonlyMap<string, string> {
  const { files } = indexOf(world);
  const name = fullName.toLowerCase();
  return files.get(`${name}@${ref.toLowerCase()}`) ?? files.get(name) ?? new Map();
}

/** Is a path of the repository a symbolic link? */
export function isLink({ links = [] }: World, fullName: string, path: string): boolean {
  return links.includes(`${fullName}:${path}`);
}
