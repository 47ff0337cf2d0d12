/** Which logins a file of credentials holds when a push or a pull looks into it. */
import { normaliseHost } from '../../../evidence/registry/reference-grammar.js';
import { type CredentialStore, hostAsWritten, READS } from '../../knowledge/clients.js';
import { followFrom } from '../../language/conditions.js';
import { HOLE, hasHole, knownStart, sameText } from '../../language/values.js';
import type { CopiedFile, Home, SignAct, TransferAct } from '../steps/frame.js';
import { OTHER_HOME } from './auth-folders.js';
import { servesRegistry } from './served-registries.js';

/** One file of credentials, in one home folder. */
type Place = `${Home | ''}:${CredentialStore}`;

/** The files that its client reads. */
export function placesRead({ found, home, mayBePodman }: TransferAct): Place[] {
  // A container of its own is gone with its command.
  if (home === 'own') return [];
  const { client = 'docker' } = found;
  const isDocker = client === 'docker' || client === 'buildx';
  const own = found.reads ?? READS[client];
  const stores = mayBePodman && isDocker ? [...own, ...READS.containers] : own;
  return [...new Set(stores)].map((store): Place => `${home ?? ''}:${store}`);
}

/** The files that a login writes. */
export function placesWritten({ sign, home }: SignAct): Place[] {
  return sign.stores.map((store): Place => `${home ?? ''}:${store}`);
}

/** What a push finds in one file: the last login, and those before it that may still be there. */
interface Stored {
  logins: SignAct[];
  isCertain: boolean;
  loggedOut: SignAct | null;
}

/**
 * What is in one file when the push comes. The narrowest entry for its image goes before the others, whichever was made last
 * (containers-auth.json(5)).
 */
export function storedIn(
  place: Place,
  act: TransferAct,
  logins: readonly SignAct[],
  registry: string,
): Stored {
  const found: SignAct[] = [];
  let loggedOut: SignAct | null = null;
  for (const part of partsOf(logins, act)) {
    const state = storedFor(part, place, act, logins, registry);
    found.push(...state.logins);
    loggedOut ??= state.loggedOut;
    if (state.isCertain) return { logins: found, isCertain: true, loggedOut: null };
  }
  return { logins: found, isCertain: false, loggedOut };
}

/** Each is looked for in all logins: no job has so many. */
const MOST_PARTS = 20;

/** The parts of a registry that have an entry of their own for its image, the narrowest first, and last all of it. */
function partsOf(logins: readonly SignAct[], act: TransferAct): string[] {
  const parts = new Set(
    logins.flatMap((each) => (each.sign.scope && isKeptFor(each, act) ? each.sign.scope : [])),
  );
  return [...[...parts].sort((one, other) => other.length - one.length).slice(0, MOST_PARTS), ''];
}

/** Does it make or take away the entry for this part? A file that is copied, and `logout --all`, are about each. */
function isAboutPart({ sign, copies }: SignAct, part: string): boolean {
  return copies !== undefined || (sign.scope ?? '') === part || isLogoutOfAll(sign);
}

function isLogoutOfAll({ host, password }: SignAct['sign']): boolean {
  return password === null && hasHole(host);
}

/** May a logout take the entry of this login away? A login to a part of the registry stays where another one is logged out of. */
export function mayTakeAway({ sign }: SignAct, login: SignAct): boolean {
  const [gone = '', kept = ''] = [sign.scope, login.sign.scope];
  return gone === kept || isLogoutOfAll(sign) || hasHole(gone) || hasHole(kept);
}

/** The entry for one part of the registry. */
function storedFor(
  part: string,
  place: Place,
  act: TransferAct,
  logins: readonly SignAct[],
  registry: string,
): Stored {
  const found: SignAct[] = [];
  for (const [later, each] of [...logins].reverse().entries()) {
    if (
      each.runs === 'no' ||
      servesRegistry(each, registry) === 'no' ||
      !isAboutPart(each, part) ||
      !placesWritten(each).includes(place) ||
      isMovedFrom(place, each, act)
    )
      continue;
    if (!isKeptFor(each, act)) continue;
    if (each.sign.password === null) {
      if (coversPush(each, act)) return { logins: found, isCertain: false, loggedOut: each };
      continue;
    }
    if (each.copies) {
      const before = logins.slice(0, logins.length - later - 1);
      const source = storedAtCopy(part, each.copies, act, before, registry);
      found.push(...source.logins);
      if (coversPush(each, act)) return { ...source, logins: found };
      continue;
    }
    found.push(each);
    // Whether an unknown part has the image in it is not known, either.
    if (coversPush(each, act)) return { logins: found, isCertain: !hasHole(part), loggedOut: null };
  }
  return { logins: found, isCertain: false, loggedOut: null };
}

/** What was in the file when it was copied. */
function storedAtCopy(
  part: string,
  { store, home, authFolder }: CopiedFile,
  { authFolder: _, ownFile: __, ...act }: TransferAct,
  logins: readonly SignAct[],
  registry: string,
): Stored {
  const reader = authFolder === undefined ? act : { ...act, authFolder };
  return storedFor(part, `${home ?? ''}:${store}`, reader, logins, registry);
}

/** Of the files that clients have of their own, DOCKER_CONFIG and HOME do not decide: an option of theirs does, or a variable. */
function isMovedFrom(place: Place, login: SignAct, act: TransferAct): boolean {
  if (/:(?:docker|buildx)$/.test(place)) return isOther(login.authFolder, act.authFolder);
  if (login.ownFile !== undefined || act.ownFile !== undefined || !place.endsWith(':containers'))
    return isOther(login.ownFile ?? '', act.ownFile ?? '');
  const isByHome = [login, act].some(({ authFolder }) => authFolder?.startsWith(OTHER_HOME));
  return !isByHome && isOther(login.authFolder, act.authFolder);
}

/** DOCKER_CONFIG, HOME or what its client is told sends the push to another file than the login. */
export function isMoved(login: SignAct, act: TransferAct): boolean {
  const shared = placesRead(act).filter((each) => placesWritten(login).includes(each));
  if (shared.length === 0) return isOther(login.authFolder, act.authFolder);
  return shared.every((each) => isMovedFrom(each, login, act));
}

/** @param of the login @param looked of the push */
function isOther(of: string | undefined, looked: string | undefined): boolean {
  const [written, read] = [of, looked].map((each) => each?.replace(OTHER_HOME, ''));
  if (written === undefined) return false;
  // A file of the checkout is read by whom it is named to: by another path, perhaps, or from another folder.
  if (written.startsWith('./') && read?.startsWith('./')) return false;
  if (read === undefined) return written.startsWith('./');
  if (!hasHole(written) && !hasHole(read)) return written !== read;
  // `/tmp/tmp.…`, which `mktemp` makes, is nobody's home.
  const [one, other] = written === '' ? [written, read] : [read, written];
  if (one === '' && knownStart(other).startsWith('/tmp/')) return true;
  return sameText(folderOf(written), folderOf(read)) === false;
}

/** The one in the home folder, wherever that is. */
function folderOf(folder: string): string {
  return folder === '' ? `${HOLE}/.docker` : folder;
}

/** Does the login run whenever the push does? */
export function coversPush(login: SignAct, act: TransferAct): boolean {
  if (login.runs === 'yes') return true;
  return login.runs !== 'no' && followFrom(login.guards, act.guards);
}

/** `scope: octo/app@push` keeps a credential for one repository, `podman login ghcr.io/octo` for all below it. */
export function isKeptFor(login: SignAct, act: TransferAct): boolean {
  const { scope } = login.sign;
  const { reference } = act.found;
  if (!scope) return !isKeptApart(login, act);
  if (hasHole(scope) || hasHole(reference)) return true;
  const [part = ''] = scope.split('@', 1);
  return `${bareName(reference)}/`.toLowerCase().includes(`/${part}/`.toLowerCase());
}

/** Without its tag and digest. */
function bareName(reference: string): string {
  return reference.replace(/@[^/]*$/, '').replace(/:[^/:]*$/, '');
}

/**
 * Is it for the registry in another spelling, `ghcr.io:443` or `GHCR.IO`, under which the push does not look? Clients keep port
 * and case of an address, and leave out scheme and path (docker/cli `credentials.ConvertToHostname`; containers-auth.json(5)).
 * Of those that only read docker's file the table of programs says which do: nerdctl and .NET leave out 443.
 */
export function isKeptApart({ sign, runs }: SignAct, { found }: TransferAct): boolean {
  const { client = 'docker', isAsWritten = client !== 'docker' } = found;
  // What only may be a login was made nobody knows how.
  if (!isAsWritten || runs === 'unknown') return false;
  const kept = hostAsWritten(sign.host);
  const asked = hostAsWritten(found.reference);
  return kept !== asked && normaliseHost(kept) === normaliseHost(asked);
}

/** Is it for this registry, and in a file in which the other one is, too? */
export function isInSameFile(one: SignAct, other: SignAct, registry: string): boolean {
  if (one.sign.password === null || servesRegistry(one, registry) !== 'yes') return false;
  return placesWritten(one).some((each) => placesWritten(other).includes(each));
}
