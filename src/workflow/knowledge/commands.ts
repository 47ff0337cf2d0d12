/** What a command, given as its words, does: read out of the table of programs. */

import type { Misread } from '../../evidence/types/login.js';
import type { ServicePermission } from '../../evidence/types/permissions.js';
import { originsIn } from '../language/origins.js';
import { HOLE, isHole } from '../language/values.js';
import type { Effort, StartedScript, Starter } from '../shell/starting/started.js';
import { type Arguments, readArguments, withoutStrays } from './arguments.js';
import {
  type CredentialStore,
  type Found,
  NOWHERE,
  type Sends,
  type Sign,
  type StartSurroundings,
  type Surroundings,
} from './clients.js';
import { isRefusedAddress, partOfAddress } from './logins/login-addresses.js';
import type { KnownCommand, Program } from './program.js';
import { programAt } from './programs/index.js';
import { isScriptPath, scriptStarted } from './project-files/scripts.js';
import { fetched, push } from './transfers/transfers.js';
import { isWrapper } from './wrappers.js';

/** What a command transfers; empty for one that is not known. */
export function commandEffects(words: readonly string[], around: Surroundings = NOWHERE): Found[] {
  const known = commandOf(words);
  const read = known?.command.finds?.(known.args, around) ?? [];
  // What is said to be pushed and stands where nobody reads is a name that nobody knows.
  const found = read.length === 0 && known?.command.saysPush?.(known.args) ? push(HOLE) : read;
  const { client, isAsWritten, hasOwnDefault } = known?.program ?? {};
  const ofProgram = {
    ...(client ? { client } : {}),
    ...(isAsWritten ? { isAsWritten } : {}),
    ...(hasOwnDefault ? { hasOwnDefault } : {}),
  };
  return client || isAsWritten ? found.map((each) => ({ ...ofProgram, ...each })) : found;
}

/** The image that a command only looks at, and fails where it may not. */
export function commandLooks(words: readonly string[]): Found[] {
  const known = commandOf(words);
  const { client, isAsWritten } = known?.program ?? {};
  return fetched(known?.command.looksAt?.(known.args)).map((found) => ({
    ...(client ? { client } : {}),
    ...(isAsWritten ? { isAsWritten } : {}),
    ...found,
  }));
}

/** The names that a command gives to images of the machine without pushing them. */
export function commandBuilds(words: readonly string[]): readonly string[] {
  const known = commandOf(words);
  return known?.command.builds?.(known.args) ?? [];
}

/** What a command is told that builds an image of a Dockerfile; null: it is none. */
export function commandBuild(words: readonly string[]): Arguments | null {
  const known = commandOf(words);
  return known?.command.builds && known.command.takes.includes('--build-arg') ? known.args : null;
}

/** Has the program a command that transfers anything? */
export function transfers([path = '']: readonly string[]): boolean {
  return programAt(path)?.commands?.some(({ finds }) => finds !== undefined) ?? false;
}

/** Has the program a command that starts scripts of the repository? */
export function startsScripts(path: string): boolean {
  return programAt(path)?.commands?.some(({ starts }) => starts !== undefined) ?? false;
}

/** Says a command that it pushes, and stands what it pushes where nobody reads? */
export function pushesUnread(words: readonly string[], around: Surroundings): boolean {
  const known = commandOf(words);
  if (!known?.command.saysPush?.(known.args)) return false;
  return known.command.finds?.(known.args, around).length === 0;
}

/** What a command asks GitHub for. */
export function commandAsks(words: readonly string[], around: Surroundings): readonly ServicePermission[] {
  const known = commandOf(words);
  return known?.command.asks?.(known.args, around) ?? [];
}

/**
 * The login or logout that a command is; null when it is neither.
 *
 * @param stdin what is piped into it; null when that is not known
 */
export function commandSign(words: readonly string[], stdin: string | null): Sign | null {
  const known = commandOf(words);
  const signs = known?.command.signs;
  if (!known || !signs) return null;
  const { args } = known;
  const lost = lostValue(args);
  const tooMuch = signs.takesOne && lost === null ? misreadOf(args) : null;
  const [first = ''] = args.positional;
  // The one that it was meant for is the last one that has the form of a registry.
  const written = tooMuch
    ? (args.positional.findLast((each) => /^[\w-]+\.[\w.-]+(?::\d+)?$/.test(each)) ?? first)
    : first;
  const scheme = signs.schemes?.find((each) => written.startsWith(each)) ?? '';
  const given = written.slice(scheme.length);
  const part = signs.takesAddress ? partOfAddress(given, signs.takesAddress) : null;
  const kept = part === null ? {} : { scope: part };
  if (signs.way === 'out') {
    return { host: args.has('--all', '-a') ? HOLE : given, password: null, stores: signs.stores, ...kept };
  }
  const isRefused = signs.takesAddress !== undefined && isRefusedAddress(given, signs.takesAddress);
  const misread = tooMuch ?? (isRefused ? 'address' : null);
  // Another file than the usual one: the clients may be told to look there. Of these clients the reader knows which.
  const isFollowed = signs.file !== undefined && args.values(signs.file).length > 0;
  const elsewhere =
    !isFollowed && args.values('--authfile', '--compat-auth-file', '--registry-config').length > 0;
  const stores: readonly CredentialStore[] = elsewhere ? ['docker', 'containers', 'helm'] : signs.stores;
  const password = elsewhere ? HOLE : lost === 'password' ? '' : passwordGiven(args, stdin);
  const isGiven = lost === 'user' || readsPassword(args) || args.values('-p', '--password').length > 0;
  const sends = sentBy(args, stdin, signs.reads);
  return {
    host: given,
    password,
    stores,
    ...kept,
    ...(misread ? { misread, command: [known.program.names[0], ...known.command.words].join(' ') } : {}),
    ...(signs.isUntried ? { isUntried: true } : {}),
    // docker, podman: "Must provide --username with --password-stdin"; with --password they ask for it, and nobody answers.
    ...(signs.wantsUser && isGiven
      ? { user: lost === 'user' ? '' : (args.last('-u', '--username') ?? '') }
      : {}),
    ...(sends ? { sends } : {}),
  };
}

const LOGIN_OPTION = /^(?:-u|--username|-p|--password|--password-stdin)$/;

/**
 * `-u $NOTHING --password-stdin`: of what is empty a shell makes no word, so the option takes the next one for its value, whatever
 * it is (docs: pkg.go.dev/github.com/spf13/pflag, Command line flag syntax).
 */
function lostValue(args: Arguments): 'user' | 'password' | null {
  if (args.values('-u', '--username').some((each) => LOGIN_OPTION.test(each))) return 'user';
  return args.values('-p', '--password').some((each) => LOGIN_OPTION.test(each)) ? 'password' : null;
}

/** docker and podman: "requires at most 1 argument", "unknown flag". A word that may be empty is none for a shell. */
function misreadOf({ positional, words }: Arguments): Misread | null {
  if (words.some((each) => GLUED.test(each))) return 'option';
  const sure = positional.filter(
    (each) => !isHole(each) || originsIn(each).some(({ kind }) => kind === 'secret'),
  );
  return sure.length > 1 ? 'operands' : null;
}

/** `--passwordVALUE` */
const GLUED = /^--(?:username|password)(?!-stdin$)[^=-]/;

function readsPassword(args: Arguments): boolean {
  return args.has('--password-stdin', '--pass-stdin');
}

/** @param reads how it reads its stdin; absent: not known */
function sentBy(args: Arguments, stdin: string | null, reads?: 'line' | 'lines'): Sends | undefined {
  if (!readsPassword(args)) return 'whole';
  if (stdin === null || reads === undefined) return undefined;
  if (reads === 'lines') return 'joined';
  // The line end that goes is the one that `echo` put there.
  return /\n$/.test(stdin) ? 'whole' : 'line';
}

/**
 * The scripts that commands start: those of the repository by their path, and what make, npm and their kind run.
 *
 * @param file text of a file of the repository; null when there is none
 */
export function starterOf(files: Pick<Surroundings, 'file' | 'isMade' | 'entries'>, effort: Effort): Starter {
  return ({ words, ...starting }): readonly StartedScript[] | null => {
    // What stands outside of the workspace is there where the script has written it.
    const checkedOut = (path: string) => (path.startsWith('/') ? null : files.file(path));
    const file = (path: string) => starting.written(path, checkedOut) ?? checkedOut(path);
    const around = { ...starting, ...files, file, effort };
    const [path = '', ...args] = words;
    if (path === 'source' || path === '.') return scriptStarted(args[0] ?? '', args.slice(1), around, true);
    const own = isScriptPath(path) && !isWrapper(path) ? scriptStarted(path, args, around) : null;
    // `./docker` is a script of the repository where one of that name is there.
    if (own) return own;
    const installed = isScriptPath(path) || programAt(path) ? null : installedScript(path, args, around);
    if (installed) return installed;
    // Not looked up: while a script is followed, its commands may still get more words.
    const known = commandNamed(words);
    return known?.command.starts?.(known.args, around) ?? null;
  };
}

/** `push`, which the job has written to a folder of the PATH before. */
function installedScript(name: string, args: readonly string[], around: StartSurroundings) {
  for (const folder of PATH_FOLDERS) {
    const started = scriptStarted(`${folder}/${name}`, args, around);
    if (started) return started;
  }
  return null;
}

const PATH_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin'];

/** Might this command log in without saying so? */
export function mayLogIn(words: readonly string[]): boolean {
  const [path = '', ...rest] = words;
  const program = programAt(path);
  // A script of the repository, whatever its name; only Gradle's and Maven's wrappers are what they say, and programs where tools are put.
  if (/^\.{1,2}\//.test(path) && !(program && AMONG_TOOLS.test(path)) && !isWrapper(path)) return true;
  // `npx next build` is next, which it may have to fetch first.
  const packaged = ofPackage(words)?.[0];
  const isPlain = packaged !== undefined && programAt(packaged)?.hidesLogins === 'no';
  const hides = isPlain ? 'no' : program?.hidesLogins;
  if (hides === undefined) return true;
  if (hides === 'no') return false;
  return typeof hides === 'function' ? hides(rest) : hides.test(rest[0] ?? '');
}

/** `./bin/goreleaser`, `./hack/tools/bin/ko`; a script there is read in its place. */
const AMONG_TOOLS = /\/\.?bin\/[^/]*$/;

interface NamedCommand {
  program: Program;
  command: KnownCommand;
  args: Arguments;
}

/** By the words of a script that was followed: of each command several things are asked, again in every run. */
const COMMANDS = new WeakMap<readonly string[], NamedCommand | null>();

function commandOf(words: readonly string[]): NamedCommand | null {
  const known = COMMANDS.get(words);
  if (known !== undefined) return known;
  const found = commandNamed(words);
  COMMANDS.set(words, found);
  return found;
}

function commandNamed(given: readonly string[]): NamedCommand | null {
  const [path = '', ...rest] = withoutRunner(given);
  const program = programAt(path);
  if (!program?.commands) return null;
  const said = withFirstParted(withoutOptions(rest, program), program);
  const command = program.commands.find((each) =>
    each.words.every((word, index) => word.split('|').includes(said[index] ?? '')),
  );
  if (!command) return null;
  const args = readArguments(said.slice(command.words.length), command.takes);
  return { program, command, args: withoutStrays(args, command.most) };
}

/** `go run github.com/goreleaser/goreleaser/v2@latest release` is goreleaser, and so is `go tool goreleaser`. */
function withoutRunner(words: readonly string[]): readonly string[] {
  const [first, second, ...rest] = words;
  if (first === 'mise' && (second === 'exec' || second === 'x') && rest.includes('--')) {
    return rest.slice(rest.indexOf('--') + 1);
  }
  const packaged = ofPackage(words);
  if (packaged && programAt(packaged[0] as string)?.followsProject) return packaged;
  if (first !== 'go' || (second !== 'run' && second !== 'tool')) return words;
  const at = rest.findIndex((each) => !each.startsWith('-'));
  const parts = (rest[at] ?? '').replace(/@.*$/, '').split('/');
  const name = parts.findLast((each) => !/^v\d+$/.test(each));
  return name && programAt(name) ? [name, ...rest.slice(at + 1)] : words;
}

/** `npx --yes -p plugin semantic-release@24 --debug` is semantic-release; null: no program of a package is run. */
function ofPackage(words: readonly string[]): readonly string[] | null {
  const [first = '', second = ''] = words;
  const isRunner = /^(?:npx|bunx|pnpx)$/.test(first);
  if (!isRunner && !(/^(?:npm|pnpm|yarn|bun)$/.test(first) && /^(?:exec|dlx|x)$/.test(second))) return null;
  const rest = words.slice(isRunner ? 1 : 2);
  let at = 0;
  while (rest[at]?.startsWith('-')) at += /^(?:-p|--package)$/.test(rest[at] as string) ? 2 : 1;
  const name = (rest[at] ?? '').replace(/(?<=.)@[^@/]*$/, '');
  return name === '' ? null : [name, ...rest.slice(at + 1)];
}

/** The words without the options between the program's name and its command. */
function withoutOptions(words: readonly string[], { options }: Program): readonly string[] {
  if (!options) return words;
  let at = 0;
  while (words[at]?.startsWith('-')) at += options.includes(words[at] as string) ? 2 : 1;
  return words.slice(at);
}

/** `npm --prefix=web test` is `npm --prefix web test`: an option in front of a command is known by its name. */
function withFirstParted(words: readonly string[], { commands }: Program): readonly string[] {
  const [, name = '', value = ''] = /^(--[\w-]+)=(.*)$/s.exec(words[0] ?? '') ?? [];
  const isKnown = name !== '' && commands?.some(({ words: [first = ''] }) => first.split('|').includes(name));
  return isKnown ? [name, value, ...words.slice(1)] : words;
}

function passwordGiven(args: Arguments, stdin: string | null): string {
  const given = args.last('-p', '--password', '--pass');
  if (given !== undefined) return given;
  const piped = readsPassword(args) ? stdin : null;
  return piped === null ? HOLE : piped.replace(/\r?\n$/, '');
}
