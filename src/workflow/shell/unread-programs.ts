/** What a program may do that is not read: to the shell that runs it, to what was known of it, at a registry. */
import { mayLogIn } from '../knowledge/commands.js';
import { mayTransfer } from '../knowledge/looks.js';
import { isInAnotherLanguage, isInterpreter } from '../knowledge/project-files/scripts.js';
import { requestEffects } from '../knowledge/transfers/http-requests.js';
import { hasHole } from '../language/values.js';
import { inWorkspace } from '../language/workspace.js';

/**
 * What is not read may set anything in the shell that it is part of; in PowerShell and in `cmd` so may a script that is
 * called, or a module, for the variables are those of the process (docs: about_Environment_Variables).
 */
export const SETS_UNSEEN =
  /^(?:source|\.|eval|import-module|ipmo|invoke-expression|iex|.*\.(?:ps1|bat|cmd))$/is;

/**
 * `source .env` of the workspace, that nobody read: a file which the job makes may set anew whatever was set before. So may a text that
 * a program prints, `eval "$(./set)"`, or one that names what it sets by a variable.
 *
 * @param written the words as they stand
 */
export function maySetAnew(
  [name = '', file = '', ...more]: readonly string[],
  written: readonly string[],
  folder: string | null,
): boolean {
  if (name === 'eval') {
    const [start = ''] = [file, ...more].join(' ').trim().split(/[\s=]/, 1);
    return hasHole(start) && !OWN_VARIABLES.test(written.join(' '));
  }
  if (name !== 'source' && name !== '.') return false;
  // What a tool brings sets its own variables.
  return file !== '' && !/\/activate$/.test(file) && inWorkspace(folder, file) !== null;
}

/** Programs that print what sets variables of their own. */
const OWN_VARIABLES =
  /(?:\$\(|`)\s*(?:\S*\/)?(?:ssh-agent|keychain|gpg-agent|dbus-launch|opam|brew|luarocks|perl|nix|guix|spack|modulecmd|direnv|(?:micro)?mamba|conda|pixi|mise|rtx|asdf|fnm|(?:py|rb|nod|go|j)env|starship|zoxide|dircolors|resize|locale|minikube|docker-machine|podman|go|aws|gcloud|vault)\s/;

/** May it push, whatever it prints? A program in another language may, and what is called so: `$(make push)`, `$(./ci/publish-image.sh)`. */
export function mayPushUnread(words: readonly string[]): boolean {
  if (mayTransfer(words) || runsForeign(words) || requestEffects(words).length > 0) return true;
  return mayLogIn(words) && words.some((each) => SAYS_PUSH.test(each));
}

/** Which of them do, tells who reads the commands. */
const SAYS_PUSH = /push|publish|release/i;

function runsForeign([name = '']: readonly string[]): boolean {
  return isInterpreter(name) || isInAnotherLanguage(name);
}
