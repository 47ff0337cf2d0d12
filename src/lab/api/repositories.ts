/** Repositories and their files as the API shows them (docs.github.com/rest/repos). */
import { posix } from 'node:path';
import { json, type LabCall, type Reply } from '../http.js';
import { filesOf, isLink, knownRepository, repositoriesOf } from '../repositories.js';
import {
  type Account,
  findAccount,
  isInstallation,
  isSameName,
  type LabToken,
  standing,
  type World,
} from '../world.js';
import {
  type ApiCall,
  type ApiRoute,
  apiFailure,
  notForIntegrations,
  paged,
  refusedByOrganization,
  repositoryObject,
} from './reply.js';

export const REPOSITORY_ROUTES: readonly ApiRoute[] = [
  [/^\/orgs\/([^/]+)\/repos$/, (api) => repositoryList(api, 'Organization')],
  [/^\/users\/([^/]+)\/repos$/, (api) => repositoryList(api, 'User')],
  [/^\/user\/repos$/, ownRepositories],
  [/^\/repos\/([^/]+)\/([^/]+)$/, repository],
  [/^\/repos\/([^/]+)\/([^/]+)\/contents\/?(.*)$/, contents],
];

function repository({ world, token, match }: ApiCall): Reply {
  const found = findRepository(world, token, match);
  return 'status' in found ? found : json(200, repositoryObject(found.fullName, found.visibility));
}

/** Those that the caller may see, by name. A name of the other kind of account is nobody's. */
function repositoryList({ world, call, token, match }: ApiCall, type: Account['type']): Reply {
  const owner = findAccount(world, match[0] ?? '');
  if (!owner || (type === 'Organization' && owner.type !== type)) return apiFailure(404, 'Not Found');
  const fenced = refusedByOrganization(owner, token);
  if (fenced) return fenced;
  // A user's list is of public ones only, whoever asks.
  const asker = type === 'User' ? undefined : token;
  return listed(world, call, owner, asker);
}

/** `GET /user/repos`: private ones too. */
function ownRepositories({ world, call, token }: ApiCall): Reply {
  if (!token) return apiFailure(401, 'Requires authentication');
  if (isInstallation(token)) return notForIntegrations();
  const owner = findAccount(world, token.login ?? '');
  return owner ? listed(world, call, owner, token) : json(200, []);
}

function listed(world: World, call: LabCall, owner: Account, token: LabToken | undefined): Reply {
  const seen = repositoriesOf(world, owner.login).filter((each) =>
    maySee(token, owner, each.fullName, each.visibility),
  );
  return paged(call, seen, ({ fullName, visibility, nodeId, archived, disabled, fork, empty }) => ({
    ...repositoryObject(fullName, visibility),
    node_id: nodeId,
    archived: archived === true,
    disabled: disabled === true,
    fork: fork === true,
    size: empty ? 0 : 100,
  }));
}

/** Public, or its own, or of a namespace where the person stands. */
export function maySee(
  token: LabToken | undefined,
  owner: Account,
  fullName: string,
  visibility: string,
): boolean {
  const own =
    token !== undefined && (isSameName(token.repository, fullName) || standing(owner, token.login) !== null);
  return visibility === 'public' || own;
}

/** A file as JSON with base64, or as it is for `application/vnd.github.raw+json`; a folder as a list. */
function contents({ world, call, token, match }: ApiCall): Reply {
  const found = findRepository(world, token, match);
  if ('status' in found) return found;
  const path = match[2] ?? '';
  const files = filesOf(world, found.fullName, call.query.get('ref') ?? undefined);
  const paths = [...files].map(([name, text]) => ({ path: name, text }));
  const named = paths.find((candidate) => candidate.path === path);
  // A link is followed (docs: Get repository content).
  const file =
    named && isLink(world, found.fullName, path)
      ? paths.find((candidate) => candidate.path === posix.join(posix.dirname(path), named.text))
      : named;
  if (file) {
    return call.headers.accept?.includes('raw')
      ? {
          status: 200,
          headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
          body: file.text,
        }
      : json(200, fileObject(file.path, file.text));
  }
  const folder = path === '' ? '' : `${path.replace(/\/$/, '')}/`;
  const inside = paths.filter((candidate) => {
    const rest = candidate.path.slice(folder.length);
    return candidate.path.startsWith(folder) && !rest.includes('/');
  });
  return inside.length > 0
    ? json(
        200,
        inside.map(({ path: inner, text }) => ({ ...fileObject(inner, text), content: undefined })),
      )
    : apiFailure(404, 'Not Found');
}

function fileObject(path: string, text: string): Record<string, unknown> {
  const bytes = Buffer.from(text);
  // GitHub breaks its base64 into lines of 60 characters.
  const content = bytes.toString('base64').replace(/(.{60})/g, '$1\n');
  return {
    type: 'file',
    encoding: 'base64',
    size: bytes.length,
    name: path.split('/').at(-1),
    path,
    content: `${content}\n`,
  };
}

/** A repository that the caller may see: public, or its own, or of a namespace where the person stands. */
function findRepository(
  world: World,
  token: LabToken | undefined,
  match: string[],
): { fullName: string; visibility: string } | Reply {
  const fullName = `${match[0]}/${match[1]}`;
  const owner = findAccount(world, match[0] ?? '');
  const known = knownRepository(world, fullName);
  if (!owner || !known || !maySee(token, owner, fullName, known.visibility))
    return apiFailure(404, 'Not Found');
  return refusedByOrganization(owner, token) ?? { fullName, visibility: known.visibility };
}
