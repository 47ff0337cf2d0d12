/** Whether a script tells all outputs of its step, so that another name is a slip. */
import { runsCode } from './runs-code.js';

const FILES = /GITHUB_(?:OUTPUT|ENV)\b/g;

/** Where its name stands as that of the file that is written, which is where it is followed. */
const WRITTEN = /(?:>>?|\btee[ \t]+(?:-a|--append)[ \t])[ \t]*["']?\$\{?GITHUB_(?:OUTPUT|ENV)\b/g;

/** The old way, in the words of a command (docs: Workflow commands, `set-output`). */
const SAID = /::set-output\b/g;

/** Where it says the name itself. */
const SAID_NAMED = /::set-output name=[\w-]+::/g;

/** Another script may write the file by another name: in a variable, or as its argument. */
const STARTS = /\.\/|\.(?:sh|bash)\b|(?:^|[\s;&|(])(?:\.|source|eval|exec|sh|bash|make|just|task)[ \t]/m;

/**
 * Does it hand something on, only in ways that are followed, and run nothing that may write to the two files by itself? A
 * script that only makes variables tells all outputs, too: it has none.
 *
 * @param script as it is written
 */
export function tellsAllOutputs(script: string): boolean {
  const count = (pattern: RegExp) => script.match(pattern)?.length ?? 0;
  const named = count(FILES);
  const said = count(SAID);
  const isFollowed = named + said > 0 && named === count(WRITTEN) && said === count(SAID_NAMED);
  return isFollowed && !STARTS.test(script) && !runsCode(script);
}
