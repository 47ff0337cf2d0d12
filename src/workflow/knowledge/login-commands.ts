/**
 * What is known about commands that log in and out, in one table: the words that
 * begin them, the options that take a value, and the files that they write.
 */

import { HOLE } from '../language/values.js';
import type { Sign, Store } from './clients.js';
import { type Arguments, commandWords, readArguments } from './push-commands.js';

interface LoginCommand {
  words: readonly string[];
  source: string;
  stores: readonly Store[];
  takes: readonly string[];
}

const USUAL = ['-u', '--username', '-p', '--password'];

const CONTAINERS = [...USUAL, '--authfile', '--cert-dir', '--compat-auth-file', '--secret'];

export const LOGINS: readonly LoginCommand[] = [
  {
    words: ['docker|nerdctl', 'login'],
    source: 'https://docs.docker.com/reference/cli/docker/login/',
    stores: ['docker'],
    takes: USUAL,
  },
  {
    words: ['podman|buildah|skopeo', 'login'],
    source: 'man podman-login(1), containers-auth.json(5)',
    stores: ['containers'],
    takes: CONTAINERS,
  },
  {
    words: ['helm', 'registry', 'login'],
    source: 'https://helm.sh/docs/helm/helm_registry_login/',
    stores: ['helm'],
    takes: [...USUAL, '--ca-file', '--cert-file', '--key-file', '--registry-config'],
  },
  {
    words: ['oras', 'login'],
    source: 'https://oras.land/docs/commands/oras_login',
    stores: ['docker'],
    takes: [...USUAL, '--registry-config', '--ca-file', '--identity-token'],
  },
  {
    words: ['crane|gcrane', 'auth', 'login'],
    source: 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_auth_login.md',
    stores: ['docker'],
    takes: USUAL,
  },
  {
    words: ['ko|cosign', 'login'],
    source: 'https://ko.build/reference/ko_login/, https://docs.sigstore.dev/cosign/',
    stores: ['docker'],
    takes: USUAL,
  },
  {
    words: ['regctl', 'registry', 'login'],
    source: 'https://github.com/regclient/regclient/blob/main/docs/regctl.md',
    stores: ['regctl'],
    takes: ['-u', '--user', '-p', '--pass', ...['-v', '--verbosity', '--logopt']],
  },
  {
    words: ['flux|timoni', 'registry', 'login'],
    source: 'https://timoni.sh/cmd/timoni_registry_login/',
    stores: ['docker'],
    takes: USUAL,
  },
];

const LOGOUTS: readonly Pick<LoginCommand, 'words' | 'stores'>[] = [
  { words: ['docker|nerdctl', 'logout'], stores: ['docker'] },
  { words: ['podman|buildah|skopeo', 'logout'], stores: ['containers'] },
  { words: ['helm', 'registry', 'logout'], stores: ['helm'] },
  { words: ['oras', 'logout'], stores: ['docker'] },
  { words: ['crane', 'auth', 'logout'], stores: ['docker'] },
  { words: ['regctl', 'registry', 'logout'], stores: ['regctl'] },
];

/** The login or logout that a command is; null when it is neither. */
export function commandSign(words: readonly string[], stdin: string | null): Sign | null {
  const said = commandWords(words);
  const begins = (pattern: readonly string[]) =>
    pattern.every((word, index) => word.split('|').includes(said[index] ?? ''));
  const login = LOGINS.find((each) => begins(each.words));
  if (login) {
    const args = readArguments(said.slice(login.words.length), login.takes);
    // Another file than the usual one: the clients may be told to look there.
    const elsewhere = args.values('--authfile', '--compat-auth-file', '--registry-config').length > 0;
    const stores: readonly Store[] = elsewhere ? ['docker', 'containers', 'helm'] : login.stores;
    return { host: args.positional[0] ?? '', password: elsewhere ? HOLE : passwordOf(args, stdin), stores };
  }
  const logout = LOGOUTS.find((each) => begins(each.words));
  if (!logout) return null;
  const args = readArguments(said.slice(logout.words.length), []);
  const host = args.has('--all', '-a') ? HOLE : (args.positional[0] ?? '');
  return { host, password: null, stores: logout.stores };
}

function passwordOf(args: Arguments, stdin: string | null): string {
  const given = args.values('-p', '--password', '--pass').at(-1);
  if (given !== undefined) return given;
  const piped = args.has('--password-stdin', '--pass-stdin') ? stdin : null;
  return piped === null ? HOLE : piped.replace(/\r?\n$/, '');
}

/**
 * Commands that surely leave the credentials alone. A script of the repository,
 * make, an unknown program may log in out of our sight.
 */
const HARMLESS = new Set(
  [
    'echo printf cat cp mv ln ls cd pwd mkdir rm rmdir touch chmod chown find grep egrep sed awk cut tr sort uniq',
    'head tail wc tee date sleep test [ [[ (( true false : set export unset read local declare readonly shift',
    'basename dirname realpath readlink stat du df diff cmp file which command type tar gzip gunzip zip unzip xz',
    'base64 sha256sum md5sum shasum sha512sum jq yq curl wget git gh envsubst seq xargs uname whoami id env printenv',
    'df free lsb_release apt apt-get brew choco pip pip3 go gofmt cargo rustup node corepack git-lfs tree hostname',
    'docker docker-compose podman buildah skopeo crane gcrane regctl oras helm ko cosign syft grype trivy flux timoni',
    'executor dotnet goreleaser kubectl kustomize kind ct hadolint dive aws gcloud az systemctl service update-ca-certificates',
    'continue break return exit wait trap let expr numfmt mktemp less nproc ldd strip openssl gpg ssh-keygen',
  ]
    .join(' ')
    .split(' '),
);

/** Subcommands of harmless programs that are not. */
const EXCEPTIONS = [
  /^go (run|generate)$/,
  /^cargo (run|xtask|make)$/,
  /^docker (config|context)$/,
  /^gh auth$/,
];

/** What package managers do by themselves, and scripts that say by their name what they do. */
const PACKAGE_SCRIPTS =
  /^(-|install|ci|i|add|pack|version|publish|config|cache|store|audit|dedupe|link|$|(run )?(-[\w-]+ )*(build|test|lint|check|format|typecheck|type-check|compile|generate|prepare|clean|coverage|e2e)([:.-]?(?!docker|image|push|publish|deploy|release)\w*)*($| ))/;

/** Might this command log in without saying so? */
export function mayLogIn(words: readonly string[]): boolean {
  const [path = '', second = ''] = words;
  if (path.startsWith('./') || path.startsWith('../')) return !/gradlew|mvnw/.test(path);
  const program = path.split('/').at(-1) as string;
  if (/^(gradle|gradlew|mvn|mvnw)$/.test(program)) return false;
  if (/^(npm|yarn|pnpm|bun)$/.test(program)) return !PACKAGE_SCRIPTS.test(words.slice(1).join(' '));
  return !HARMLESS.has(program) || EXCEPTIONS.some((each) => each.test(`${program} ${second}`));
}

/** Files that hold credentials, however a script writes them. */
const AUTH_FILE =
  /\.docker\b|config\.json|auth\.json|DOCKER_CONFIG|DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|credHelpers/;

export function touchesAuthFile(text: string): boolean {
  return AUTH_FILE.test(text);
}

/** Does a script tell the clients to look elsewhere? */
export function movesAuthFile(script: string): boolean {
  return /\b(?:DOCKER_CONFIG|DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE)\b/.test(script);
}
