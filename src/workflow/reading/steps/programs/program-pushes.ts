/**
 * What a program in a language that nobody reads surely means to push, for `lint`: by whole commands in its text. A program that is
 * told by an option or a variable whether it pushes, and whom nobody here has told, says nothing of it.
 */
import { isInterpreter } from '../../../knowledge/project-files/scripts.js';
import { hasHole } from '../../../language/values.js';
import { jobSource } from '../../../text/job.js';
import { saidInProgram } from '../../logins/program-logins.js';
import type { Here, PushesOfProgram } from '../frame.js';
import { LONGEST_LINE } from './program-lines.js';
import { pushesSaidIn, type RunAt } from './said-pushes.js';

const VERBS = '(?:push|publish|release|deploy|ship|upload)';
const SWITCH = `(?:(?:no|do|skip|with|without)-)?(?:${VERBS}|dry-?run)`;

/** A client of registries, whose own options stand in its lines. */
const OF_CLIENT = /\b(?:docker|podman|buildah|skopeo|crane|oras|helm|nerdctl|regctl|buildx)\b/i;

/** An option, or a word, that it may be given: `"--push"`, `flag.Bool("push")`, `sys.argv[1] == "release"`. */
const OPTION = new RegExp(
  `["'\`]--?${SWITCH}\\b|\\b(?:option|argument|flag|arg|add_parser|subcommand|command|argv|args)\\b.{0,40}["'\`]${SWITCH}["'\`]`,
  'i',
);

/** A variable that decides: `os.environ["PUSH"]`, `process.env.DRY_RUN`, `core.getInput('push')`. */
const VARIABLE = new RegExp(
  `\\b(?:environ|env|get_?env|get_?input)\\b\\W{1,4}(?:get\\W{1,3})?\\w{0,30}(?:${VERBS}|dry_?run)`,
  'i',
);

/** What has happened, on which a push often depends. */
const ASKS_FOR_EVENT =
  /event_?name|GITHUB_(?:EVENT|REF|HEAD|BASE)|\bcontext\.(?:ref|payload|eventName)|\bpull_?request\b/i;

/** It does one thing or another, or hears what it is told. */
const DECIDES =
  /\b(?:if|elif|unless|else|case|switch|match|when|argv|argparse|click|typer|getopt|optparse|optionparser|commander|yargs|parseargs|flag)\b|\s\?\s/i;
/** The second half is run where the first one says so. */
const SHORT_CIRCUIT = /\b(?:and|or)\b|&&|\|\|/;
const STRING = /"[^"]*"|'[^']*'|`[^`]*`/g;
/** `def push():`, `function push() {`, `const push = async () =>`. */
const DEFINES =
  /\b(?:def|function|func|fn|sub)\s+(\w+)|\b(?:const|let|var)\s+(\w+)\s*=\s*(?:async\s*)?(?:\([^()]*\)|\w+)\s*=>/g;

/** What is defined and called by nobody may be what pushes. */
function definesForNobody(text: string): boolean {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\w+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const defined = [...text.matchAll(DEFINES)].map(([, named, kept]) => named ?? kept ?? '');
  return defined.some((name) => name !== 'main' && counts.get(name) === 1);
}

/** Python's way to be a program as well as a module. Docs: docs.python.org/3/library/__main__.html. */
const AS_PROGRAM = /^\s*if\s+__name__\s*==/;

/** The command asks for no more than a look. */
const ONLY_LOOKS = /(?:^|\s)--?(?:dry-?run|no-?push|skip-?push|check|list|help|version|plan|diff)\b/i;

/** The command is given such a word. */
const TELLS = new RegExp(`(?:^|[\\s-])${VERBS}`, 'i');

function isSwitch(line: string): boolean {
  return VARIABLE.test(line) || (!OF_CLIENT.test(line) && OPTION.test(line));
}

/** A program, and how it is run. */
export interface ProgramText {
  text: string;
  /** Its words; empty: it is the script of a step. */
  command: readonly string[];
  /** It stands in the workflow. */
  isInline: boolean;
}

/** Does the job log in at all? Where nobody does, nothing is said of a push that is not seen. */
export function namesLogin({ job }: Here): boolean {
  return /login|ghcr/i.test(jobSource(job));
}

/** null: nothing that is sure enough to be told. */
export function pushesOfProgram(program: ProgramText, here: Here, at: RunAt): PushesOfProgram | null {
  const { text, command, isInline } = program;
  if (here.own !== undefined || !namesLogin(here)) return null;
  const args = isInline ? '' : command.slice(1).join(' ');
  if (hasHole(args) || ONLY_LOOKS.test(args)) return null;
  // Few programs say so: nothing else is asked of the others.
  if (!/push|publish|copy|\bcp\b/i.test(text)) return null;
  // Its own login is with a token that nobody knows.
  if (saidInProgram(text, here, here.step.node).length > 0) return null;
  const said = pushesSaidIn(text, here, at);
  if (said.isOnlyCalled || (said.told.length === 0 && !said.isOpen)) return null;
  // As they stand: what is said of an option is part of it.
  const lines = text.split('\n').map((line) => line.slice(0, LONGEST_LINE));
  if (!TELLS.test(args) && lines.some(isSwitch)) return null;
  const [started = '', ...words] = command;
  const isGiven = words.length > (isInterpreter(started) ? 1 : 0);
  const decides = (line: string) =>
    (DECIDES.test(line) && !AS_PROGRAM.test(line)) || SHORT_CIRCUIT.test(line.replace(STRING, ''));
  const isTold = isGiven || lines.some(decides) || definesForNobody(text);
  const mayNotPush = (!isInline && isTold) || lines.some((line) => ASKS_FOR_EVENT.test(line));
  return { names: [...new Set(said.told)], ...(mayNotPush ? { mayNotPush } : {}) };
}
