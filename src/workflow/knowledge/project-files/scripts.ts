/** Scripts of the repository that a shell can read. */

import { inWorkspace } from '../../language/workspace.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { StartSurroundings } from '../clients.js';

/** Is the name of a command a path, which no program of the machine is called by? */
export function isScriptPath(name: string): boolean {
  return name.includes('/');
}

/** The first line names a shell; without one, and with this ending, a shell reads it. */
const SHEBANG = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:ba|da|z|k|a)?sh\b/;

/** How a file is called that another program reads, unless its first line says otherwise. */
const IN_ANOTHER_LANGUAGE = /\.(?:py|rb|[cm]?[jt]s|php|pl|nu|fish|psm?1|exs?|lua|cmd|bat)$/;

/** Does the name of a file say that no shell reads it? */
export function isInAnotherLanguage(path: string): boolean {
  return IN_ANOTHER_LANGUAGE.test(path);
}

const INTERPRETERS =
  /^(?:.*\/)?(?:python[\d.]*|node|ruby|perl|php|deno|bun|tsx|ts-node|zx|nu|fish|pwsh|elixir|lua(?:jit)?)$/;

/** Does a program run those of another language? */
export function isInterpreter(name: string): boolean {
  return INTERPRETERS.test(name);
}

/** Text of a file that a shell reads; null for one in another language. */
function shellText(path: string, { file }: Pick<StartSurroundings, 'file'>): string | null {
  const text = file(path);
  if (text === null || text.includes('\0')) return null;
  return text.startsWith('#!') ? (SHEBANG.test(text) ? text : null) : isInAnotherLanguage(path) ? null : text;
}

/**
 * A script that is run by its path, relative to the folder of the command.
 *
 * @param isSourced by `source`, in the shell that says so
 */
export function scriptStarted(
  path: string,
  args: readonly string[],
  around: StartSurroundings,
  isSourced = false,
): readonly StartedScript[] | null {
  // `source name` looks on the PATH first, but for a name with a slash. What the job writes may stand outside: `/tmp/x.sh`.
  const file = inWorkspace(around.folder, path) ?? (path.startsWith('/') ? path : null);
  const source = file === null ? null : shellText(file, around);
  if (file === null || source === null) return null;
  return [
    {
      source,
      file,
      positional: isSourced && args.length === 0 ? null : args,
      folder: around.folder,
      variable: around.variable,
      runs: 'yes',
      ...(isSourced ? { isSourced } : {}),
    },
  ];
}

/** A script that is given as a text: `sh -c 'TEXT' NAME ARGUMENTS`, a target's recipe. */
export function textStarted(
  source: string,
  around: Pick<StartSurroundings, 'folder' | 'variable'>,
  rest: Partial<StartedScript> = {},
): StartedScript {
  const { folder, variable } = around;
  return { source, file: null, positional: [], folder, variable, runs: 'yes', ...rest };
}
