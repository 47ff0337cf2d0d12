/** Scripts of PowerShell and of `cmd` in the checkout, which a step starts by their path or by `pwsh`: they are read as its own lines are. */
import { folderOf, inWorkspace, workspacePath } from '../../../language/workspace.js';
import { calledBatchInWords } from '../../../shell/batch/batch.js';
import { OF_ENVIRONMENT } from '../../../shell/powershell/lines.js';
import { startedInPlainWords } from '../../../shell/powershell/powershell.js';
import type { StartedScript, Starter, Starting } from '../../../shell/starting/started.js';

const SAYS_A_PUSH = /\bpush\b/i;
const IS_SCRIPT = /\.ps1$/i;
const IS_BATCH = /\.(?:bat|cmd)$/i;
const PROGRAM = /^(?:\S*\/)?(?:pwsh|powershell)(?:\.exe)?$/i;
/** Options of pwsh in front of the file, and those that have a word of their own (docs: about_Pwsh). */
const OPTION = /^-(?:NoProfile|NonInteractive|NoLogo|nop|noni|File|f)$/i;
const OPTION_WITH_WORD = /^-(?:ExecutionPolicy|ep|ex)$/i;

/** `$PSScriptRoot` (docs: about_Automatic_Variables), in the words of bash. */
const OWN_FOLDER = 'psscriptroot';

/** The script that starts others. */
interface Outer {
  /** In plain words. */
  outer: string;
  /** Of PowerShell or `cmd`, and of the latter. */
  isForeign: boolean;
  isBatch: boolean;
}

/**
 * @param starter of all other scripts
 * @param file a file of the checkout, by its path
 */
export function withWindowsScripts(
  starter: Starter,
  file: (path: string) => string | null,
  { outer, isForeign, isBatch }: Outer,
): Starter {
  if (!/\.(?:ps1|bat|cmd)\b/i.test(outer)) return starter;
  return (starting) =>
    (isForeign ? calledBatch(starting, file, isBatch) : null) ??
    startedScript(starting, file, { outer, isForeign }) ??
    starter(starting);
}

function startedScript(
  { words, folder, variable, written }: Starting,
  file: (path: string) => string | null,
  { outer, isForeign }: Omit<Outer, 'isBatch'>,
): StartedScript[] | null {
  const [path, ...args] = PROGRAM.test(words[0] ?? '') ? behindOptions(words.slice(1)) : words;
  const place = path !== undefined && IS_SCRIPT.test(path) ? inWorkspace(folder, path) : null;
  const text = place === null ? null : (written(place, file) ?? file(place));
  if (place === null || text === null) return null;
  const source = startedInPlainWords(text);
  // What says a push in no words of a shell is taken at its own, as a program in another language is.
  if (SAYS_A_PUSH.test(text) && !SAYS_A_PUSH.test(source)) return null;
  // What the one that starts it has set of the environment stands under another name there.
  const isChanged = isForeign && new RegExp(`\\b${OF_ENVIRONMENT}\\w+=`).test(outer);
  const environment = (name: string) =>
    isChanged ? null : variable(isForeign ? OF_ENVIRONMENT + name : name);
  return [
    {
      source,
      file: place,
      positional: args,
      folder,
      // Of its own names nothing is known before it sets them: it has those of whoever starts it, too.
      variable: (name) =>
        name === OWN_FOLDER
          ? workspacePath(folderOf(place))
          : name.startsWith(OF_ENVIRONMENT)
            ? environment(name.slice(OF_ENVIRONMENT.length))
            : null,
      runs: 'yes',
    },
  ];
}

function calledBatch(
  { words: [path = '', ...args], folder, variable, written }: Starting,
  file: (path: string) => string | null,
  isBatch: boolean,
): StartedScript[] | null {
  const place = IS_BATCH.test(path) ? inWorkspace(folder, path) : null;
  const text = place === null ? null : (written(place, file) ?? file(place));
  const plain = text === null ? null : calledBatchInWords(text);
  if (plain === null) return null;
  // To PowerShell it is a program, which takes along what it sets.
  const source = isBatch ? plain : `(\n${plain}\n)`;
  return [{ source, file: place, positional: args, folder, variable, runs: 'yes', isSourced: true }];
}

/** The file and what it is given; nothing where there is an option that nobody knows. */
function behindOptions(words: readonly string[]): readonly string[] {
  let at = 0;
  for (; at < words.length; at += 1) {
    if (OPTION_WITH_WORD.test(words[at] ?? '')) at += 1;
    else if (!OPTION.test(words[at] ?? '')) break;
  }
  return words.slice(at);
}
