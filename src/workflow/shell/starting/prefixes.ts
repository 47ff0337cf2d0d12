import { isStandIn } from '../../language/origins.js';
import { HOLE, isHole } from '../../language/values.js';
import { inWorkspace } from '../../language/workspace.js';
import { suCommand } from './su.js';
import { startsShell } from './sudo.js';
import { unwrapped, withSplitText, wrapperBringsVariables, wrapperNamed } from './wrappers.js';

type Names = Pick<ReadonlySet<string>, 'has'>;
const NO_NAMES: Names = new Set();

/**
 * The command itself: `sudo -E env A=1 docker push` is `docker push`.
 *
 * @param own functions of the script: of such a name one of them is meant, and not the program
 */
export function withoutPrefix(words: string[], own: Names = NO_NAMES): string[] {
  let rest = behindUnknown(words);
  for (;;) {
    if (own.has(rest[0] ?? '')) return rest;
    rest = inEnvironment(outOfNix(inOwnShell(rest)));
    const inner = unwrapped(rest);
    if (inner === null) return rest;
    rest = inner;
  }
}

/** `$SUDO docker push`: what stands in front of a client by a name of its own is a prefix, if anything. */
function behindUnknown(words: string[]): string[] {
  const [first = '', ...rest] = words;
  return (isHole(first) || isStandIn(first)) && CLIENT.test(rest[0] ?? '') ? rest : words;
}

const CLIENT = /^(?:docker|podman|nerdctl|buildah|skopeo|crane|oras|helm|cosign)$/;

/**
 * What `env NAME=value` and `sudo NAME=value` give to the command behind them.
 *
 * @param given the words with those prefixes
 * @param words the command itself
 */
export function givenVariables(given: readonly string[], words: readonly string[]): [string, string][] {
  const all = withSplitText(given);
  const before = all.slice(0, Math.max(0, all.length - words.length));
  let program: string | null = null;
  return before.flatMap((each, index): [string, string][] => {
    program = wrapperNamed(each) ?? program;
    const unset = program === 'env' ? UNSETS.exec(each) : null;
    if (unset) return [[unset[1] ?? before[index + 1] ?? '', '']];
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(each) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

/** `env -u NAME`, `env --unset=NAME` (coreutils manual, env invocation). */
const UNSETS = /^(?:-u|--unset)=?(.+)?$/;

/**
 * Does the command get nothing of what is set around it: `env -i`, `env -` (coreutils manual, env invocation)?
 *
 * @param given the words with those prefixes
 * @param words the command itself
 */
export function clearsVariables(given: readonly string[], words: readonly string[]): boolean {
  let isOfEnv = false;
  return given.slice(0, Math.max(0, given.length - words.length)).some((each) => {
    const program = wrapperNamed(each);
    if (program !== null) isOfEnv = program === 'env';
    return isOfEnv && /^(?:-|-[0v]*i.*|--ignore-environment)$/.test(each);
  });
}

/** By the program: `env -C DIR`, `env -iCDIR`, `sudo --chdir=DIR`; a group is the folder, where it stands in the same word. */
const MOVES: Record<string, RegExp> = {
  env: /^(?:-[iv0]*C([\s\S]+)?|--chdir(?:=([\s\S]*))?)$/,
  sudo: /^(?:-[AbBEHiKklnPSsv]*D([\s\S]+)?|--chdir(?:=([\s\S]*))?)$/,
};

/**
 * The folder in which the command behind such prefixes is run; null: not known.
 *
 * @param given the words with those prefixes
 * @param words the command itself
 */
export function movedBy(given: readonly string[], words: readonly string[], folder: string | null) {
  const before = given.slice(0, Math.max(0, given.length - words.length));
  let program = '';
  return before.reduce((at, each, index) => {
    const name = wrapperNamed(each);
    if (name !== null && Object.hasOwn(MOVES, name)) program = name;
    const moved = MOVES[program]?.exec(each);
    return moved ? inWorkspace(at, moved[1] ?? moved[2] ?? before[index + 1] ?? '') : at;
  }, folder);
}

/**
 * Commands given to a shell as a text, `su -c 'docker push …'`, `script -qec 'docker push …' /dev/null`, or written to it:
 * `su builder <<EOF`, `sudo -i <<EOF`.
 */
function inOwnShell(words: string[]): string[] {
  const shell = suCommand(words)?.shell ?? (startsShell(words) ? ['bash'] : null);
  if (shell !== null) return shell;
  const text = recorded(words) ?? withSecrets(words) ?? asText(words);
  return text === null ? words : ['bash', '-c', text];
}

/** Source: script(1), of util-linux. */
function recorded(words: readonly string[]): string | null {
  if (words[0] !== 'script') return null;
  const at = words.findIndex((each) => /^(?:-[aefq]*c|--command)$/.test(each));
  return at === -1 ? null : (words[at + 1] ?? '');
}

/** `sops exec-env FILE 'docker push …'` (getsops.io/docs, Passing secrets to other processes). */
function withSecrets(words: readonly string[]): string | null {
  return words[0] === 'sops' && words[1] === 'exec-env' && words.length === 4 ? (words[3] ?? null) : null;
}

/**
 * `flock FILE -c 'docker push …'`, `doppler run --command='docker push …'`. Sources: flock(1); docs.doppler.com, CLI, run;
 * infisical.com/docs/cli/commands/run; runuser(1).
 */
function asText(words: readonly string[]): string | null {
  const [program = ''] = words;
  if (!/^(?:flock|doppler|infisical|runuser)$/.test(program)) return null;
  // `doppler run -c CONFIG`: there it is no command.
  const isShort = program === 'flock' || program === 'runuser';
  const at = words.findIndex((each) => /^--command(?:=|$)/.test(each) || (isShort && each === '-c'));
  if (at === -1) return null;
  const [, written] = /^--command=([\s\S]*)$/.exec(words[at] ?? '') ?? [];
  return written ?? words[at + 1] ?? null;
}

/** nixpkgs, and clients of registries that another flake hands on by their own names. */
const OF_NIXPKGS = /^(?:github:NixOS\/)?nixpkgs(?:\/[\w.-]+)?#[\w.-]+$/i;
const BY_NAME = /#(?:[\w-]+\.)*(?:skopeo|crane|gcrane|regctl|oras|buildah|podman|cosign|helm)$/;

/**
 * `nix run nixpkgs#skopeo -- copy` is `skopeo copy`, and so are `nix shell nixpkgs#skopeo -c skopeo copy` and `nix run
 * .#skopeo -- copy`. What else another flake holds, nobody can say, but for what nix2container makes beside an image.
 */
function outOfNix(words: string[]): string[] {
  if (words[0] !== 'nix' || !/^(?:run|shell)$/.test(words[1] ?? '')) return words;
  const names = words.filter((each) => each.includes('#'));
  const copies = words[1] === 'run' ? imageCopy(words, names) : null;
  if (copies !== null) return copies;
  if (names.length === 0 || !names.every((each) => OF_NIXPKGS.test(each) || BY_NAME.test(each))) return words;
  const isRun = words[1] === 'run';
  const at = words.findIndex((each) => (isRun ? each === '--' : each === '-c' || each === '--command'));
  if (at === -1) return words;
  const name =
    names[0]
      ?.slice(names[0].indexOf('#') + 1)
      .split('.')
      .at(-1) ?? '';
  return isRun ? [name, ...words.slice(at + 1)] : words.slice(at + 1);
}

/**
 * `nix run .#image.copyTo -- docker://ghcr.io/octo/app` is skopeo's copy of that image, and `copyToRegistry` one to where
 * the flake says (github.com/nlewo/nix2container, README.md).
 */
function imageCopy(words: readonly string[], names: readonly string[]): string[] | null {
  const [name = '', ...others] = names;
  const made = /\.copyTo(Registry)?$/.exec(name);
  if (!made || others.length > 0) return null;
  const after = words.slice(words.indexOf(name) + 1);
  const given = after.slice(after.indexOf('--') + 1);
  return ['skopeo', 'copy', 'nix:image', ...given, ...(made[1] === undefined ? [] : [`docker://${HOLE}`])];
}

/** What runs the words after it in an environment it sets up: the programs are others, the command is the same. */
const ENVIRONMENTS = [
  /^(?:poetry|pipenv) run (?=[^-\s])/,
  // Docs: uv, Commands, uv run. With `--directory` and `--project` it works in another folder, and `-m` names no program.
  /^uv run (?:(?:--(?:with|with-requirements|with-editable|extra|no-extra|group|no-group|only-group|python|env-file|package|index|default-index)|-p) [^-\s]\S* |--(?!directory|project|module)[\w-]+(?:=\S+)? |-[sqv]+ )*(?:-- )?(?=[^-\s])/,
  /^asdf exec (?=[^-\s])/,
  // Modules that are programs, too, and programs of a bundle of gems.
  /^python[\d.]* -m (?=(?:pytest|coverage|ruff|mypy|black|flake8|isort|pylint|bandit)(?:\s|$))/,
  /^bundle exec (?=(?:rspec|rubocop|kamal)(?:\s|$))/,
  // Its plugins (kubernetes.io/docs/tasks/extend-kubectl/kubectl-plugins).
  /^kubectl (?=kyverno(?:\s|$))/,
  /^devbox run -- (?=[^-\s])/,
  /^direnv exec \S+ (?=[^-\s])/,
  /^(?:conda|mamba|micromamba) run (?:(?:--no-capture-output|--live-stream|-[np] \S+) )*(?=[^-\s])/,
  // Of a flake of one's own, as `nix develop` is mostly called: `nix develop .#ci --command make push`.
  /^nix (?:--\S+ )*develop (?:(?!-c |--command )\S+ )*(?:-c|--command) (?:-- )?(?=[^-\s])/,
];

/**
 * Has what a command starts variables that nobody told us of? Such a tool reads a file of settings or of another language:
 * pipenv and uv a `.env`, mise its `[env]`, nix the hook of a shell, direnv `.envrc`, conda what a package activates.
 */
export function bringsVariables([first = '', second = '']: readonly string[]): boolean {
  return (
    wrapperBringsVariables(first) ||
    /^(?:poetry|uv|pipenv|devbox|direnv|conda|(?:micro)?mamba|nix-shell|mise|sops)$/.test(first) ||
    (first === 'nix' && second !== 'run')
  );
}

function inEnvironment(words: string[]): string[] {
  const asked = words.indexOf('--run');
  if (words[0] === 'nix-shell' && asked > 0) return ['bash', '-c', ...words.slice(asked + 1, asked + 2)];
  if (
    !/^(?:poetry|uv|pipenv|asdf|devbox|direnv|(?:micro)?mamba|conda|nix|python[\d.]*|bundle|kubectl)$/.test(
      words[0] ?? '',
    )
  )
    return words;
  // No word counts for two: what holds a space is one word here too.
  const line = words.map((each) => each.replaceAll(/\s/g, '_') || '_').join(' ');
  const before = ENVIRONMENTS.map((each) => each.exec(line)?.[0]).find((each) => each !== undefined);
  return before === undefined ? words : words.slice(before.trim().split(' ').length);
}
