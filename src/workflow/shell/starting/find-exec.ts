/** `find out -name '*.tgz' -exec helm push {} "$URL" \;` does what xargs does with the names that find prints. */

export interface FindExec {
  /** Without the action: it prints what it finds. */
  find: string[];
  /** What takes a name a line. */
  xargs: string[];
}

/** null: it runs no command, or does something else beside. */
export function findExec(words: readonly string[]): FindExec | null {
  const at = words.indexOf('-exec');
  const end = words.findIndex((each, index) => index > at && (each === ';' || each === '+'));
  if (words[0] !== 'find' || at === -1 || end === -1 || end < words.length - 1) return null;
  const command = words.slice(at + 1, end);
  // With a plus the names stand at the end, all in one call.
  const xargs = words[end] === '+' ? ['-d', '\\n', ...command.slice(0, -1)] : ['-I', '{}', ...command];
  return { find: words.slice(0, at), xargs: ['xargs', ...xargs] };
}
