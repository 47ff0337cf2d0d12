/** What a program may do that is not read: to the shell that runs it, to what was known of it, at a registry. */
import { mayLogIn } from '../knowledge/commands.js';
import { mayTransfer } from '../knowledge/looks.js';
import { isInAnotherLanguage, isInterpreter } from '../knowledge/project-files/scripts.js';
import { requestEffects } from '../knowledge/transfers/http-requests.js';
import { inWorkspace } from '../language/workspace.js';

/**
 * What is not read may set anything in the shell that it is part of; in PowerShell so may a script that is called, or a
 * module, for the variables are those of the process (docs: about_Environment_Variables).
 */
export const SETS_UNSEEN = /^(?:source|\.|eval|import-module|ipmo|invoke-expression|iex|.*\.ps1)$/is;

/** `source .env` of the workspace, that nobody read: a file which the job makes may set anew whatever was set before. */
export function readsMadeFile([name = '', file = '']: readonly string[], folder: string | null): boolean {
  if (name !== 'source' && name !== '.') return false;
  // What a tool brings sets its own variables.
  return file !== '' && !/\/activate$/.test(file) && inWorkspace(folder, file) !== null;
}

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
