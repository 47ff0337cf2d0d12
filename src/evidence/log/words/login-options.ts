/** What a login's client says of an option that has nothing behind it. Causes load this, and no more of a login's words. */
import { OUR_HOST } from './registry-names.js';

/**
 * Of clients in Go, whose option has nothing behind it: the variable that stood there was empty. Ports and platforms have the
 * same short option, so a login has to be under way.
 */
export const LACKS_ARGUMENT =
  /\bflag needs an argument: (?:'[pu]' in |--?(?:p|u|password|username|token)\b(?!-))/;

/** The same of the user's name. */
export const LACKS_USER_ARGUMENT = /needs an argument: (?:'u'|--?u)/;

/** docker's login whose password is a variable that nobody quoted, or nothing: where that is empty, the host behind it is taken for the password. */
const HOST_BEHIND_PASSWORD = new RegExp(
  String.raw`\bdocker login (?:.{0,400} )?(?:-p|--password)(?:[ =]\$\{?\w+\}?)? +(?:https?://)?${OUR_HOST}/?(?=\s|$)`,
);
/** Docker Hub's, which docker asks where no host is left. */
export const SAID_BY_HUB =
  /https:\/\/(?:registry-1|index)\.docker\.io\/v\d\/?["']?: .*\b(?:unauthorized|denied)\b|\bincorrect username or password\b/;

/** Whether Docker Hub refuses a login to GitHub's registry, whose host was taken for the password. */
export function isHostTakenForPassword(text: string, command: string): boolean {
  return SAID_BY_HUB.test(text) && HOST_BEHIND_PASSWORD.test(command);
}
