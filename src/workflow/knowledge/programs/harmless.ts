/**
 * Programs that transfer no images. Those that surely leave the credentials alone
 * stand here: a script of the repository, make, any unknown program may log in out
 * of our sight.
 */
import { isHole } from '../../language/values.js';
import type { Program } from '../program.js';
import { SCRIPT_RUNNERS } from './npm-runners.js';

const SHELL = [
  'echo printf cat cp mv ln ls cd pwd mkdir rm rmdir touch chmod chown grep egrep sed awk cut tr sort uniq',
  'head tail wc tee date sleep test [ [[ (( true false : set export unset read local declare readonly shift',
  'basename dirname realpath readlink stat du df diff cmp file which command type gzip gunzip zip xz',
  'base64 sha256sum md5sum shasum sha512sum jq yq curl wget envsubst seq xargs uname whoami id env printenv',
  'free lsb_release tree hostname continue break return exit wait trap let expr numfmt mktemp less nproc ldd',
  'alias unalias strip openssl gpg ssh-keygen systemctl service update-ca-certificates',
];

const TOOLS = [
  'git git-lfs apt apt-get apt-key add-apt-repository dpkg apk dnf yum microdnf tdnf rpm zypper pacman snap choco',
  'pip pip3 gofmt rustup corepack',
  'syft grype trivy kustomize kind ct hadolint dive aws gcloud',
  'mkdocs mike ghp-import sphinx-build',
  'opa shellcheck yamllint actionlint kubeconform kubeval tflint tfsec checkov buf protoc jsonnet',
];

/**
 * Compilers, bundlers, checkers and test runners of npm's packages, as the scripts of a package.json name them: what is read
 * there is worth no less than the name `build` alone.
 */
const OF_NPM = [
  'tsc vue-tsc tsup tsdown unbuild esbuild swc babel webpack rollup parcel rspack rsbuild vite next nuxt nuxi astro',
  'svelte-kit svelte-check react-scripts vue-cli-service ng nest gatsby remix vitepress docusaurus eleventy',
  'eslint oxlint prettier stylelint tailwindcss postcss sass rimraf shx copyfiles mkdirp prisma graphql-codegen',
  'openapi-typescript typedoc husky patch-package only-allow vitest jest mocha ava nyc c8 biome playwright cypress',
];

/** Checkers and test runners of other languages: what they run is worth no less than `go test`, or `npm test`. */
const CHECKERS = [
  'pytest ruff mypy black flake8 isort pylint bandit pyright codespell',
  'golangci-lint gotestsum staticcheck govulncheck phpunit phpstan rspec rubocop ctest',
];

/** They publish what is no image, or deploy what others have pushed: packages, translations, schemas, models, applications. */
const OTHER_PUBLISHERS = [
  'twine flit gem nuget conan anaconda luarocks cpan-upload snapcraft attic huggingface-cli hf ansible-galaxy',
  'vsce ovsx jsr elm typst pod clasp crowdin tx tolgee rover apollo pact-broker drizzle-kit hub cf heroku',
];

/** What package managers do by themselves, and scripts that say by their name what they do. */
const PACKAGE_SCRIPTS =
  /^(install|ci|i|add|pack|version|publish|config|cache|store|audit|dedupe|link|$|(run )?(-[\w-]+ )*(build|test|lint|check|format|typecheck|type-check|compile|generate|prepare|clean|coverage|e2e)([:.-]?(?!docker|image|push|publish|deploy|release)\w*)*($| ))/;

/** Options before a command that take the next word: a folder, or a package of the workspace. */
const TAKES = /^(?:-w|--workspace|-F|--filter(?:-prod)?|-C|--dir|--prefix|--cwd)$/;

/** `--filter web run build`, `workspace web run build`: what is run, wherever that is. */
function runByPackages(words: readonly string[]): string {
  let at = 0;
  while (words[at]?.startsWith('-')) at += TAKES.test(words[at] as string) ? 2 : 1;
  return words.slice(words[at] === 'workspace' ? at + 2 : at).join(' ');
}

/** The home folder, in which the clients' credentials are. */
const HOME = /^(?:~|\/root|\/home\/[\w.-]+)\/?$/;

/** The option that names the folder into which something is unpacked. */
const INTO = /^(?:-\w*[Cd]|--directory)$/;

/** Is something unpacked at home, or where nobody knows? */
function unpacksAtHome(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const isNext = INTO.test(words[at - 1] ?? '');
    const [, joined] = /^--directory=(.*)$/s.exec(word) ?? [];
    const folder = joined ?? (isNext ? word : null);
    return folder !== null && (HOME.test(folder) || isHole(folder));
  });
}

/** Does a program that watches another one run what is no test runner? */
function runsProgram(words: readonly string[]): boolean {
  const line = words.join(' ');
  return words[0] === 'run' && !/ (?:-m|--module)[= ]?(?:pytest|unittest|nose2)(?: |$)/.test(line);
}

/** What the package managers of other languages do by themselves. */
const MANAGES =
  /^(?:add|analyze|build|check|clean|config|compile|create|doctor|fix|format|freeze|get|haddock|init|install|list|lock|new|outdated|pip|publish|pub (?!run |global )\S+|remove|sdist|search|self|setup|show|sync|test|tree|update|upgrade|upload|venv|version|--version|$)(?: |$)/;

function runsOther(words: readonly string[]): boolean {
  return !MANAGES.test(words.join(' '));
}

export const HARMLESS: readonly Program[] = [
  ...Object.entries(SCRIPT_RUNNERS).map(
    ([name, commands]): Program => ({
      names: [name],
      commands,
      // A registry of packages that GitHub runs beside the one for images, with the same refusals.
      ...(name === 'npm' ? { log: { name: 'npm', frame: /\bnpm (?:ERR!|error)/ } } : {}),
      hidesLogins: (words) => !PACKAGE_SCRIPTS.test(runByPackages(words)),
    }),
  ),
  // Others that publish no image, and that have a command by which they run any program.
  { names: ['cachix'], hidesLogins: /^watch-exec$/ },
  { names: ['dvc'], hidesLogins: /^(?:repro|exp|run)$/ },
  { names: ['sentry-cli'], hidesLogins: /^monitors$/ },
  { names: ['go'], hidesLogins: /^(?:run|generate)$/ },
  { names: ['gh'], verifies: ['attestation verify'], hidesLogins: /^auth$/ },
  // Package managers that run programs of the project, and do else what their words say.
  ...['poetry', 'uv', 'dart', 'flutter', 'cabal', 'stack'].map(
    (name): Program => ({ names: [name], hidesLogins: runsOther }),
  ),
  // Plugins that build images (github.com/vmware-archive/buildkit-cli-for-kubectl, kvaps/kubectl-build).
  { names: ['kubectl'], hidesLogins: /^(?:build|buildkit|buildx)$/ },
  // A program in a file may do anything; one that stands in the command says what it does.
  {
    names: ['node'],
    hidesLogins: ([first = '', ...rest]) =>
      /^(?:-e|--eval|-p|--print|-pe)$/.test(first)
        ? /\blogin\b/.test(rest.join(' '))
        : !/^(?:-v|--version|-h|--help)?$/.test(first),
  },
  // It runs any program, and mostly a test runner (coverage.readthedocs.io: coverage run).
  { names: ['coverage'], hidesLogins: runsProgram },
  // What is unpacked at home may be a client's folder, with its logins.
  { names: ['tar', 'bsdtar', 'unzip'], hidesLogins: unpacksAtHome },
  {
    names: [...SHELL, ...TOOLS, ...OF_NPM, ...CHECKERS, ...OTHER_PUBLISHERS].flatMap((line) =>
      line.split(' '),
    ),
    hidesLogins: 'no',
  },
];
