/**
 * The file of a step's variables by ways that are not followed: as an argument, by a name that is put together, by its path. What is
 * written there then, nobody knows, and so a variable that nothing else sets may have a value.
 */

/** Writes that the walk of a script follows. */
const FOLLOWED = /(?:>>?|\btee[ \t]+(?:-a|--append))[ \t]*["']?\$\{?GITHUB_ENV\}?["']?(?![\w/])/g;

/** Questions about it, and what only shows it: to their end, with nothing behind them that it is handed to. */
const ASKED =
  /(?:(?:\[\[?|\btest)[ \t]+(?:![ \t]+)?-[a-z]|\b(?:cat|head|tail|wc))[ \t]+["']?\$\{?GITHUB_ENV(?::-)?\}?["']?(?=[ \t]*(?:\]|[;&\n)]|$))/g;

const COMMENT = /(?<![^\s;&|()])#[^\n]*/g;

/** Where the runner keeps it (actions/runner, FileCommandManager). */
const PLACE = /_runner_file_commands|\bset_env_/;

/** May a script write to it unseen? */
export function mayWriteUnseen(source: string): boolean {
  if (PLACE.test(source)) return true;
  if (!source.includes('GITHUB_ENV')) return false;
  return source.replace(COMMENT, '').replace(FOLLOWED, '').replace(ASKED, '').includes('GITHUB_ENV');
}

/** The path of it, as the `github` context has it (docs: Contexts reference, `github` context). */
const OF_CONTEXT = /\bgithub\s*(?:\.\s*env\b|\[\s*'env'\s*\])/i;

/** Does an expression have its path? */
export function asksForStepFile(expression: string): boolean {
  return OF_CONTEXT.test(expression);
}
