/** What a login's client says of an option that has nothing behind it. Causes load this, and no more of a login's words. */

/**
 * Of clients in Go, whose option has nothing behind it: the variable that stood there was empty. Ports and platforms have the
 * same short option, so a login has to be under way.
 */
export const LACKS_ARGUMENT =
  /\bflag needs an argument: (?:'[pu]' in |--?(?:p|u|password|username|token)\b(?!-))/;

/** The same of the user's name. */
export const LACKS_USER_ARGUMENT = /needs an argument: (?:'u'|--?u)/;
