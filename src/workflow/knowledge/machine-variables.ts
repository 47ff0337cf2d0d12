/**
 * Variables that the machines which GitHub makes for a job have by themselves, on each of their systems.
 *
 * Sources: docs, Variables reference (Default environment variables); actions/runner-images, the scripts that build the images
 * (`set_etc_environment_variable`, `SetEnvironmentVariable`, macOS's `.bashrc`) and their lists of tools; what jobs print of
 * their environment, where neither says it: what starts the runner sets some, and so does systemd.
 */

/** All variables whose names begin so: versions, systems and settings of one tool follow. */
const FAMILIES =
  'ACCEPT ACTIONS AGENT ANDROID AZURE AZ_DEVOPS BASH BOOTSTRAP CHROME CHROMEWEBDRIVER COMMONPROGRAM DEBIAN DOTNET EDGE EDGEWEBDRIVER GCM GECKO GECKOWEBDRIVER GHCUP GITHUB GOROOT HOMEBREW IEWEBDRIVER JAVA LC LEIN MEMORY_PRESSURE MSYS NUNIT NVM PG PIPX POWERSHELL PROCESSOR PROGRAM PS RTOOLS RUNNER SELENIUM SGX STATS SWIFT SYSTEMD VCPKG VSTS WSL XCODE XDG XPC'
    .toLowerCase()
    .split(' ');

const NAMES = new Set(
  [
    // Of the systems.
    '_ ALLUSERSPROFILE APPDATA COMMAND_MODE COMPUTERNAME COMSPEC DRIVERDATA EXEPATH HOME HOMEDRIVE HOMEPATH HOSTNAME INVOCATION_ID',
    'JOURNAL_STREAM LANG LANGUAGE LOCALAPPDATA LOGNAME LOGONSERVER MAIL NOTIFY_SOCKET NUMBER_OF_PROCESSORS OLDPWD ORIGINAL_PATH OS',
    'PATH PATHEXT PLINK_PROTOCOL PROMPT PUBLIC PWD SHELL SHLVL SSH_AUTH_SOCK SYSTEMDRIVE SYSTEMROOT TEMP TERM TMP TMPDIR TZ USER',
    'USERDOMAIN USERDOMAIN_ROAMINGPROFILE USERNAME USERPROFILE WINDIR __CFBUNDLEIDENTIFIER __CF_USER_TEXT_ENCODING',
    // Of the runner and what starts it.
    'CI DEPLOYMENT_BASEPATH ENABLE_RUNNER_TRACING ImageOS ImageVersion MonAgentClientLocation PERFLOG_LOCATION_SETTING',
    // Of the tools.
    'ANT_HOME CABAL_DIR ChocolateyInstall COBERTURA_HOME CONDA GRADLE_HOME M2 M2_HOME M2_REPO MAVEN_OPTS npm_config_prefix PARALLELS_DMG_URL PHPROOT',
    'RCT_NO_LAUNCH_PACKAGER USE_BAZEL_FALLBACK_VERSION VM_ASSETS WIX',
  ].flatMap((line) => line.toLowerCase().split(' ')),
);

/** May a machine of GitHub's have it? Those of Windows tell no capital letters from small ones. */
export function isOfMachine(name: string): boolean {
  const lower = name.toLowerCase();
  if (NAMES.has(lower)) return true;
  return FAMILIES.some((family) => lower === family || lower.startsWith(`${family}_`)) || JOINED.test(lower);
}

/** What npm and pnpm give to all that they start (docs.npmjs.com, scripts; pnpm.io/cli/run, Environment). */
export function isGivenByNpm(name: string): boolean {
  return /^(?:p?npm_|INIT_CWD$|NODE$)/i.test(name);
}

/**
 * What well-known actions and programs set for whoever comes behind them or is run by them, also where they change nothing that
 * anybody logs in with: credentials and settings of clouds and clusters, homes of languages, a screen, an agent, who called sudo or
 * make (actions/setup-python, setup-node, setup-dotnet; aws-actions/configure-aws-credentials; google-github-actions/auth;
 * azure/k8s-set-context; webfactory/ssh-agent; dtolnay/rust-toolchain; subosito/flutter-action: their READMEs; xvfb-run(1), sudo(8)).
 */
export function isGivenByTool(name: string): boolean {
  return GIVEN_BY_TOOLS.test(name);
}

const GIVEN_BY_TOOLS =
  /^(?:(?:AWS|BUNDLE|CARGO|CLOUDSDK|CODEQL|COMPOSER|CONDA|DBUS|FLUTTER|GEM|GOOGLE|MAKE|MAMBA|NIX|PIP|PUB|RUST|SCCACHE|SUDO|VIRTUAL)(?:_|LEVEL$|FLAGS$)|(?:DY)?LD_LIBRARY_PATH$|Python\d?_|(?:CC|CXX|DISPLAY|DOCKER_HOST|GO(?:PATH|TOOLCHAIN|FLAGS)|KUBECONFIG|(?:NODE|NUGET)_AUTH_TOKEN|PKG_CONFIG_PATH|PULL_REQUEST_NUMBER|pythonLocation|SSH_AGENT_PID|SSL_CERT_FILE|VENV|XAUTHORITY)$)/;

/** Families whose names go on without an underscore: `PGDATA`, `PSModulePath`, `ProgramFiles`, `MSYSTEM`. */
const JOINED =
  /^(?:chrome|edge|gecko)\w*driver$|^(?:common)?program(?:files|data|w)\w*$|^pg(?:bin|data|host|password|port|root|user)$|^psmod\w+$|^msystem$/;
