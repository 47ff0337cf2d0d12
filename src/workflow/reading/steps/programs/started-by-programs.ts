/**
 * Scripts of the repository that a program in another language starts: `exec.exec('make', ['push'])`,
 * `subprocess.run(["./ci/push.sh"])`. They are followed as those are that a script of a step starts.
 */
import type { Surroundings } from '../../../knowledge/clients.js';
import { startsScripts } from '../../../knowledge/commands.js';
import { isInterpreter, isScriptPath } from '../../../knowledge/project-files/scripts.js';
import { HOLE } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import type { Invocation } from '../../../shell/effects.js';
import { asScript } from '../../../shell/starting/as-script.js';
import { type Here, surroundings } from '../frame.js';
import { effortFor, nearOf, starterFor, variablesOf } from '../scripts/script-place.js';
import { endOfText } from './program-lines.js';

/** What is looked at in one program. */
const MOST_SCRIPTS = 40;

/** A command of a followed script, and where it stands. */
export interface StartedCommand {
  command: Invocation;
  near: Surroundings;
}

/**
 * The commands that may run in the scripts which the lines of a program start.
 *
 * @param folder in which the program is run
 */
export function startedByProgram(
  lines: readonly string[],
  here: Here,
  folder: string | null,
): StartedCommand[] {
  const sources = new Map<string, { source: string; folder: string | null }>();
  for (const line of lines) {
    if (sources.size >= MOST_SCRIPTS) break;
    const at = FOLDER.exec(line)?.[1];
    const of = at === undefined ? folder : inWorkspace(folder, at);
    for (const source of scriptsIn(line)) sources.set(`${of}\n${source}`, { source, folder: of });
  }
  return [...sources.values()].flatMap((each) => commandsOf(each.source, here, each.folder));
}

/** Python's and JavaScript's option for the folder of what they start. */
const FOLDER = /\bcwd["']?\s{0,3}[=:]\s{0,3}["'`]([\w./-]{1,100})["'`]/;

function commandsOf(source: string, here: Here, folder: string | null): StartedCommand[] {
  const followed = here.scripts(source, variablesOf(here), {
    folder,
    start: starterFor(here),
    effort: effortFor(here.project),
    isOpen: true,
    made: here.state.made,
  });
  const around = surroundings(here);
  return (followed?.commands ?? [])
    .filter(({ runs }) => runs !== 'no')
    .map((command) => ({ command, near: nearOf(command, around) }));
}

// ------------------------------------------------------------ the program

/** Who runs something, as the languages call it; a file that is only named may be read or copied. */
const RUNS =
  /\$$|(?:\b|_)(?:exec\w*|spawn\w*|system|popen|run\w*|call|check_\w+|sh|shell|cmd|command|process|start)\b/i;

/** What the language fills in. */
const FILLED = /[$#]?\{[^{}]{0,200}\}/g;
const IN_WORKSPACE = /\$\{\s{0,9}process\.env\.GITHUB_WORKSPACE\s{0,9}\}/g;
/** Between two words of a command: `.arg(` of Rust, and what a text of the language begins with. */
const GOES_ON = /^[\s,[(]*(?:\)\s{0,9}\.args?\(\s{0,9}[&[\s]*)?[a-zA-Z&]{0,2}$/;
/** A word that a variable holds; `check=True` and `{ cwd }` are options. */
const IS_VARIABLE = /^[\s,[]*,[\s[*]*[a-zA-Z_][\w.]{0,60}\s{0,3}(?![\w.\s]*[=:(])/;

/** The commands of a line that may start scripts, as a shell would have them. */
function scriptsIn(line: string): string[] {
  const texts = textsIn(line);
  const isRun = texts.some(({ before }) => RUNS.test(before));
  return texts.flatMap(({ text }, at) => {
    const words = text.trim().split(/\s+/);
    if (words.length > 1) return words.some(mayStart) ? [text] : [];
    const [word = ''] = words;
    if (!mayStart(word) || (isScriptPath(word) && !isRun)) return [];
    const rest = texts.slice(at + 1);
    const more = rest.findIndex(({ before }) => !GOES_ON.test(before));
    const args = rest.slice(0, more === -1 ? undefined : more);
    const isOpen = IS_VARIABLE.test((args.at(-1) ?? texts[at])?.after ?? '');
    const all = [word, ...args.map((each) => each.text), ...(isOpen ? [HOLE] : [])];
    return [all.map((each) => (/^[$\w./:@%+=,-]+$/.test(each) ? each : asScript([each]))).join(' ')];
  });
}

function mayStart(word: string): boolean {
  return startsScripts(word) || isInterpreter(word) || (word.length < 200 && SCRIPT.test(word));
}

/** A file of the repository by its path, of which a shell reads the one that says nothing else. */
const SCRIPT = /^(?:\$GITHUB_WORKSPACE\/|\.{1,2}\/)[\w./-]+$|^[\w./-]+\.(?:sh|bash)$/;

/** What stands in quotes, with what stands before it and behind it. */
interface QuotedText {
  before: string;
  text: string;
  after: string;
}

function textsIn(line: string): QuotedText[] {
  if (!/["'`]/.test(line)) return [];
  const found: QuotedText[] = [];
  let from = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (!/["'`]/.test(line[at] as string)) continue;
    const end = endOfText(line, at);
    const text = line
      .slice(at + 1, end)
      .replace(IN_WORKSPACE, '$GITHUB_WORKSPACE')
      .replace(FILLED, HOLE);
    const before = line.slice(from, at);
    const last = found.at(-1);
    if (last) last.after = before;
    found.push({ before, text, after: '' });
    at = end;
    from = end + 1;
  }
  const last = found.at(-1);
  if (last) last.after = line.slice(from);
  return found;
}
