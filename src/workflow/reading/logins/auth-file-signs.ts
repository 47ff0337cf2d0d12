/** What commands do to the files of credentials by hand, in the place of a client: logins and logouts, too. */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import type { Sign } from '../../knowledge/clients.js';
import { type AuthFile, authFileAt } from '../../knowledge/logins/auth-files.js';
import { HOLE, hasHole } from '../../language/values.js';
import { folderOf, nameOfFile } from '../../language/workspace.js';
import type { Invocation } from '../../shell/effects.js';
import type { SignAct } from '../steps/frame.js';
import { authFolder, authFolderOfPodman, dockerReads } from './auth-folders.js';

export interface AuthFileSign extends Pick<SignAct, 'copies'> {
  sign: Sign;
  /** The folder of a file that no client reads by itself, or that its command has told them of; absent: one that they read. */
  folder?: string;
  /** In the home folder of container steps. */
  home?: 'container';
}

/** Every login of the file is gone. */
const EMPTIED: Omit<Sign, 'stores'> = { host: HOLE, password: null };
/** It may hold any login. */
const REWRITTEN: Omit<Sign, 'stores'> = { host: HOLE, password: HOLE, isUntried: true };

/**
 * A client's credentials written by hand, `{"auths": {"ghcr.io": {…}}}` in place of the file: a login. A known
 * text without them, and the file taken away, is a logout. What else is written there may be anything, but for a copy of
 * another such file: that has the logins of the other.
 */
export function authFileSigns(command: Invocation): AuthFileSign[] {
  const { words, writes, variable } = command;
  const usual = (path: string) => {
    const file = authFileAt(path, variable);
    return file?.isUsual ? [file] : [];
  };
  const [gone] = takenAway(words).flatMap((path) => goneAt(path, command));
  if (gone) return [gone];
  const copy = copied(command);
  if (copy) return [copy];
  const written = writes.flatMap(({ file, text }) => signsOfWritten(file, text, variable));
  if (writes.some(({ file }) => usual(file).length > 0)) return written;
  const [other] = changed(words).flatMap(usual);
  return other ? [{ sign: { ...REWRITTEN, stores: other.stores }, ...homeOf(other) }] : written;
}

/** A file that clients read by themselves is taken away: of that name there may be others, in other folders. */
function goneAt(path: string, { variable, folder }: Invocation): AuthFileSign[] {
  const file = authFileAt(path, variable);
  if (!file?.isUsual) return [];
  const of = folderAt(path, file, variable);
  const isKnown = of.folder !== undefined || !file.stores.includes('docker');
  const isRead = isKnown || file.isOfContainers ? 'yes' : dockerReads(path, { variable, folder });
  if (isRead === 'no') return [];
  const said = isRead === 'yes' ? EMPTIED : REWRITTEN;
  return [{ sign: { ...said, stores: file.stores }, ...homeOf(file), ...of }];
}

function signsOfWritten(file: string, text: string | null, variable: Invocation['variable']): AuthFileSign[] {
  const place = authFileAt(file, variable);
  if (place === null) return [];
  const signs = signsIn(text).map((each): Sign => ({ ...each, stores: place.stores }));
  const at = { ...homeOf(place), ...folderAt(file, place, variable) };
  // Another program's settings have that name, too: they are no logout.
  return signs.filter(({ password }) => place.isUsual || password !== null).map((sign) => ({ sign, ...at }));
}

function homeOf({ isOfContainers }: AuthFile): Pick<AuthFileSign, 'home'> {
  return isOfContainers ? { home: 'container' } : {};
}

/** Where no client looks by itself: what a script has exported is known to it alone. */
function folderAt(
  file: string,
  { isUsual, stores }: AuthFile,
  variable: Invocation['variable'],
): Pick<AuthFileSign, 'folder'> {
  if (isUsual && stores.includes('containers')) {
    const told = authFolderOfPodman(null, variable);
    return told === null ? {} : { folder: told };
  }
  if (isUsual) {
    const told = variable('DOCKER_CONFIG')?.replace(/\/+$/, '');
    const isTold = told && (told === folderOf(file) || told === file.replace(/\/+$/, ''));
    return isTold ? { folder: authFolder(told, variable) ?? '' } : {};
  }
  return { folder: authFolderOfPodman(file, variable) ?? '' };
}

/** `cp ~/.docker/config.json FOLDER/`: null where something else is put somewhere, or nothing. */
function copied({ words, variable, sudo }: Invocation): AuthFileSign | null {
  if (words[0] !== 'cp' && words[0] !== 'install') return null;
  const [source, target, ...more] = operands(words).slice(words[0] === 'install' ? -2 : 0);
  if (source === undefined || target === undefined || more.length > 0) return null;
  const from = authFileAt(source, variable);
  const paths = [target, `${target.replace(/\/+$/, '')}/${nameOfFile(source.replace(/\/+$/, ''))}`];
  const to = paths.flatMap((path) => {
    const file = authFileAt(path, variable);
    return file ? [{ path, file }] : [];
  })[0];
  const [store] = from?.stores ?? [];
  if (!from?.isUsual || !to || store === undefined) return null;
  // `~` is the home folder of whoever writes the command, also behind `sudo`.
  const isRoots = sudo && source.startsWith('/root/');
  const home = from.isOfContainers
    ? { home: 'container' as const }
    : isRoots
      ? { home: 'root' as const }
      : {};
  const { folder } = folderAt(source, from, variable);
  return {
    sign: { ...REWRITTEN, stores: to.file.stores },
    ...homeOf(to.file),
    ...folderAt(to.path, to.file, variable),
    copies: { store, ...home, ...(folder === undefined ? {} : { authFolder: folder }) },
  };
}

/** Commands that change no file of credentials, and those of which this file knows what they do to one. */
const KNOWN = new Set(
  'echo printf rm unlink shred truncate mkdir chmod chown ls cat stat test [ grep wc base64'.split(' '),
);

/** Is there nothing about a file of credentials that the command may do and is not said here? */
export function leavesAuthFiles({ words: [name = ''] }: Invocation): boolean {
  return KNOWN.has(name);
}

function operands(words: readonly string[]): string[] {
  return words.slice(1).filter((each) => !each.startsWith('-'));
}

function takenAway(words: readonly string[]): string[] {
  const paths = operands(words);
  switch (words[0]) {
    case 'rm':
    case 'unlink':
    case 'shred':
    case 'truncate':
      return paths.map((path) => path.replace(/\/\*$/, ''));
    case 'find':
      return words.includes('-delete') ? paths : [];
    case 'mv':
      return paths.slice(0, -1);
    default:
      return [];
  }
}

/** The files that a command puts something into, other than by what it prints. */
function changed(words: readonly string[]): string[] {
  const paths = operands(words);
  const has = (option: RegExp) => words.some((each) => option.test(each));
  switch (words[0]) {
    case 'cp':
    case 'mv':
    case 'install':
    case 'ln':
    case 'sponge':
    case 'envsubst':
      return paths.slice(-1);
    case 'sed':
    case 'perl':
    case 'yq':
    case 'dasel':
      return has(/^-\w*i|^--in-?place/) ? paths : [];
    case 'dd':
      return words.flatMap((each) => /^of=(.+)$/s.exec(each)?.[1] ?? []);
    case 'curl':
    case 'wget':
      return words.filter((_, at) => /^(?:-o|-O|--output|--output-document)$/.test(words[at - 1] ?? ''));
    default:
      return [];
  }
}

/** @param written the text of the file; null when it is not known */
function signsIn(written: string | null): Omit<Sign, 'stores'>[] {
  const data = written === null ? null : recordOf(parsedJson(written));
  if (data && ('credsStore' in data || 'credHelpers' in data)) return [REWRITTEN];
  const auths = Object.entries((data?.auths ?? {}) as Record<string, AuthText | null>);
  if (data) {
    const signs = auths.map(([host, entry]) => ({
      ...REWRITTEN,
      host: hasHole(host) ? HOLE : host,
      // `auth` is the two encoded, with a colon between them where they are not wholly known.
      password: entry?.password || /:(.*)$/s.exec(entry?.auth ?? '')?.[1] || HOLE,
    }));
    // A login that nobody knows is a login to its host alone; an unknown name may stand for any.
    const isTold = ![...Object.keys(data), ...auths.map(([host]) => host)].some(hasHole);
    return isTold ? [EMPTIED, ...signs] : signs;
  }
  if (written !== null && !hasHole(written)) return [REWRITTEN];
  const host = /"auths"\s*:\s*\{\s*"([^"]+)"/.exec(written ?? '')?.[1];
  const password = /"(?:password"\s*:\s*"|auth"\s*:\s*"[^":]*:)([^"]*)"/.exec(written ?? '')?.[1];
  return [{ ...REWRITTEN, host: host ?? HOLE, password: password ?? HOLE }];
}

/** What an entry of such a file may say. */
interface AuthText {
  password?: string;
  auth?: string;
}
