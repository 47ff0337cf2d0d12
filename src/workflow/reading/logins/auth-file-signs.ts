/** What commands do to the files of credentials by hand, in the place of a client: logins and logouts, too. */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { authFileAt } from '../../knowledge/auth-files.js';
import { COMMON_STORES, type Sign } from '../../knowledge/clients.js';
import { HOLE, hasHole } from '../../language/values.js';
import { folderOf } from '../../language/workspace.js';
import type { Invocation } from '../../shell/effects.js';
import { authFolder } from './auth-folders.js';

export interface AuthFileSign {
  sign: Sign;
  /** The folder of a file that no client reads by itself, or that its command has told them of; absent: one that they read. */
  folder?: string;
}

/** Every login of the file is gone. */
const EMPTIED: Sign = { host: HOLE, password: null, stores: COMMON_STORES };
/** It may hold any login. */
const REWRITTEN: Sign = { host: HOLE, password: HOLE, stores: COMMON_STORES };

/**
 * A client's credentials written by hand, `{"auths": {"ghcr.io": {…}}}` in place of the file: a login. A known
 * text without them, and the file taken away, is a logout. What else is written there may be anything.
 */
export function authFileSigns(command: Invocation): AuthFileSign[] {
  const isUsual = (path: string) => authFileAt(path, command.variable) === 'usual';
  if (takenAway(command.words).some(isUsual)) return [{ sign: EMPTIED }];
  const written = command.writes.flatMap(({ file, text }): AuthFileSign[] => {
    const place = authFileAt(file, command.variable);
    if (place === null) return [];
    const signs = signsIn(text);
    const told = command.variable('DOCKER_CONFIG');
    // What a script has exported is known to it alone.
    if (place === 'usual' && told && folderOf(file) === told.replace(/\/+$/, ''))
      return signs.map((sign) => ({ sign, folder: authFolder(told, command.variable) ?? '' }));
    if (place === 'usual') return signs.map((sign) => ({ sign }));
    // Another program's settings have that name, too: they are no logout.
    const folder = authFolder(folderOf(file), command.variable) ?? '';
    return signs.filter((sign) => sign !== EMPTIED).map((sign) => ({ sign, folder }));
  });
  if (command.writes.some(({ file }) => isUsual(file))) return written;
  return changed(command.words).some(isUsual) ? [{ sign: REWRITTEN }] : written;
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
      return paths;
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
function signsIn(written: string | null): Sign[] {
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
    return hasHole(written ?? '') ? signs : [EMPTIED, ...signs];
  }
  if (written !== null && !hasHole(written)) return [REWRITTEN];
  const host = /"auths"\s*:\s*\{\s*"([^"]+)"/.exec(written ?? '')?.[1];
  const password = /"(?:password"\s*:\s*"|auth"\s*:\s*"[^":]*:)([^"]*)"/.exec(written ?? '')?.[1];
  return [{ host: host ?? HOLE, password: password ?? HOLE, stores: COMMON_STORES }];
}

/** What an entry of such a file may say. */
interface AuthText {
  password?: string;
  auth?: string;
}
