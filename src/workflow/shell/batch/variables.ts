/** What `cmd` makes of a variable where it fills it in: a part of it, or the same with something replaced (docs: Windows Commands, set). */

const PART = /^~\s*(-?\d+)(?:\s*,\s*(-?\d+))?$/;

/** What bash takes for more than the sign itself. */
const SPECIAL = /["'\\$`*?[\]{}!&]/;

/**
 * `%NAME:~0,7%` and `%NAME:/=-%` in words of bash; null: there are none.
 *
 * @param variable how bash calls it, in its braces
 * @param how what stands behind the colon
 */
export function changedVariable(variable: string, how: string): string | null {
  const named = variable.slice(0, -1);
  const [, from, length] = PART.exec(how) ?? [];
  if (from !== undefined)
    return `${named}:${from.replace('-', ' -')}${length === undefined ? '' : `:${length}`}}`;
  const at = how.indexOf('=', 1);
  const [sought, put] = [how.slice(0, at), how.slice(at + 1)];
  if (at === -1 || SPECIAL.test(put)) return null;
  // `*` stands for all that is in front of the text.
  if (/^\*[^\w*]+$/.test(sought) && !SPECIAL.test(sought.slice(1)) && put === '')
    return `${named}#*${sought.slice(1)}}`;
  // Letters are found in both cases: that is all the same where they are replaced by themselves.
  const isCased = /[A-Za-z]/.test(sought) && sought.toLowerCase() !== put.toLowerCase();
  if (SPECIAL.test(sought) || isCased) return null;
  return `${named}//${sought.replaceAll('/', '\\/')}/${put}}`;
}
