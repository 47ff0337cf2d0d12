/** Whether a script tells all outputs of its step, so that another name is a slip. */

const FILE = /GITHUB_OUTPUT/g;

/** Where its name stands as that of the file that is written, which is where it is followed. */
const WRITTEN = /(?:>>?|\btee[ \t]+(?:-a|--append)[ \t])[ \t]*["']?\$\{?GITHUB_OUTPUT\b/g;

/** Another script may write the file by another name: in a variable, or as its argument. */
const STARTS = /\.\/|\.(?:sh|bash)\b|(?:^|[\s;&|(])(?:\.|source|eval|exec|sh|bash|make|just|task)[ \t]/m;

/**
 * Does it write the file, and is each mention of it one of those that are followed?
 *
 * @param script as it is written
 */
export function tellsAllOutputs(script: string): boolean {
  const named = script.match(FILE)?.length ?? 0;
  return named > 0 && named === script.match(WRITTEN)?.length && !STARTS.test(script);
}
