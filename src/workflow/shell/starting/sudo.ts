/** What `sudo` and `su` make of the user, and of the variables, with which a command is run. Sources: sudo(8), su(1). */
import { hasHole } from '../../language/values.js';
import { type SuCommand, suCommand } from './su.js';
import { takesNext, unwrapped, wrapperNamed } from './wrappers.js';

/** Does `sudo` leave the variables behind, and with them the home folder? `-E` keeps the user's own, and so does `HOME=…`. */
export function dropsVariables(given: readonly string[]): boolean {
  const words = fromSudo(given);
  return words !== null && leavesHome(words);
}

/** As whom a program is run, and with what. */
export interface SudoEffect {
  /** By root or another user, whose home is another. */
  byRoot: boolean;
  /** Of the variables around it, it gets next to none. */
  isReset: boolean;
}

/**
 * What stands before a program, in a process of root's (`wasRoot`) or not: a group alone leaves the user as it is, and so does the
 * user's own name.
 *
 * @param given the words with what stands before the program
 * @param self the user's name; null: nobody knows it
 */
export function sudoOf(given: readonly string[], wasRoot: boolean, self: string | null): SudoEffect {
  if (wasRoot) return { byRoot: true, isReset: false };
  const words = fromSudo(given);
  const bySudo =
    words === null || !leavesHome(words)
      ? { byRoot: false, isReset: false }
      : { byRoot: isAnother(optionsOf(words), self), isReset: true };
  const su = suIn(given);
  if (su === null || su.keepsHome) return bySudo;
  // Nobody but root becomes root without being asked for a password.
  if (su.user === 'root' && words === null) return bySudo;
  return { byRoot: isOther(su.user, self), isReset: bySudo.isReset || su.isLogin };
}

/** Is it `sudo -i` or `sudo -s` without a command? Then it is the shell of that user, which reads its stdin. */
export function startsShell(words: readonly string[]): boolean {
  if (wrapperNamed(words[0] ?? '') !== 'sudo' || unwrapped(words) !== null) return false;
  return optionsOf(words).some((each) => SHELL.test(each));
}

/** The one that a command is started by, at whatever place. */
function suIn(given: readonly string[]): SuCommand | null {
  let words: readonly string[] | null = given;
  while (words && words[0] !== 'su') words = unwrapped(words);
  return words && suCommand(words);
}

function isAnother(options: readonly string[], self: string | null): boolean {
  const user = lastValue(options, USER);
  if (user === null) return lastValue(options, GROUP) === null;
  return isOther(user, self);
}

/** What is filled in is mostly `$USER` and `$(whoami)`. */
function isOther(user: string, self: string | null): boolean {
  return !hasHole(user) && user !== self && !HOSTED_USERS.includes(user);
}

/** Of GitHub's machines (actions/runner-images). */
const HOSTED_USERS: readonly string[] = ['runner', '#1001'];

const USER = /^(?:-[AbBEHiKklnPSsv]*u([\s\S]+)?|--user(?:=([\s\S]*))?)$/;
const SHELL = /^(?:-[AbBEHKklnPSv]*[is][A-Za-z]*|--(?:login|shell))$/;
const GROUP = /^(?:-[AbBEHiKklnPSsv]*g([\s\S]+)?|--group(?:=([\s\S]*))?)$/;

/** `timeout 60 sudo docker push` from its third word on; null: there is no `sudo`. */
function fromSudo(given: readonly string[]): readonly string[] | null {
  let words: readonly string[] | null = given;
  while (words && wrapperNamed(words[0] ?? '') !== 'sudo') words = unwrapped(words);
  return words;
}

/** What stands between `sudo` and the first word that is none of its own. */
function optionsOf(words: readonly string[]): readonly string[] {
  const at = words.findIndex(
    (each, index) => index > 0 && !/^-/.test(each) && !takesNext('sudo', words[index - 1] ?? ''),
  );
  return words.slice(1, at === -1 ? undefined : at);
}

/** The value of an option, in its own word or in the next; null: it is not given. */
function lastValue(options: readonly string[], option: RegExp): string | null {
  const at = options.findLastIndex(
    (each, index) => option.test(each) && !takesNext('sudo', options[index - 1] ?? ''),
  );
  const found = option.exec(options[at] ?? '');
  return found ? (found[1] ?? found[2] ?? options[at + 1] ?? '') : null;
}

function leavesHome(words: readonly string[]): boolean {
  const before = optionsOf(words);
  const after = words.slice(1 + before.length);
  const keeps = before.some((each) => /^-[A-Za-z]*E|^--preserve-env(?:$|=.*\bHOME\b)/.test(each));
  return !keeps && !namesFolder(after);
}

/** `HOME=…`, `env DOCKER_CONFIG=…`, `docker --config …`: the shell around it says where the login is, and not the user. */
function namesFolder(words: readonly string[]): boolean {
  const at = words.findIndex((each) => !/^[A-Za-z_]\w*=/.test(each));
  const [program = '', ...given] = words.slice(Math.max(0, at));
  if (words.slice(0, Math.max(0, at)).some((each) => /^(?:HOME|DOCKER_CONFIG)=/.test(each))) return true;
  if (wrapperNamed(program) === 'env') {
    const next = given.findIndex(
      (each, index) => !each.startsWith('-') && !takesNext('env', given[index - 1] ?? ''),
    );
    return next !== -1 && namesFolder(given.slice(next));
  }
  const [, folder] = /^docker --config[= ](\S+)/.exec([program, ...given].join(' ')) ?? [];
  return folder !== undefined && !folder.startsWith('/root/');
}
