/** Runners of the same task in several packages of a repository: turbo, nx, lerna; and npm-run-all, of several in one. */
import { recordOf } from '../../../evidence/json-text.js';
import type { Chance } from '../../language/chance.js';
import { HOLE } from '../../language/values.js';
import { inWorkspace } from '../../language/workspace.js';
import { isUnset } from '../../shell/known/process.js';
import { asScript } from '../../shell/starting/as-script.js';
import { isReadable } from '../../shell/starting/readable.js';
import type { StartedScript } from '../../shell/starting/started.js';
import { type Arguments, readArguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { inFolder, matchesStars } from '../project-files/files.js';
import { packageScript, scriptNames } from '../project-files/packages/npm.js';
import { lifeCycleIn } from '../project-files/packages/npm-life-cycles.js';
import {
  type Before,
  beforeOfNx,
  beforeOfTurbo,
  type PackageTask,
  withTasksBefore,
} from '../project-files/packages/task-graph.js';
import {
  isChosen,
  memberAt,
  type WorkspacePackage,
  workspacePackages,
} from '../project-files/packages/workspaces.js';
import { textStarted } from '../project-files/scripts.js';

const words = (text: string) => text.split(' ');

/** Which packages, and which of their tasks. */
interface Asked {
  tasks: readonly string[];
  /** As `--filter` and its kind name them; none: all. */
  chosen: readonly string[];
  /** Words that each task is given. */
  passed: readonly string[];
  /** What was changed decides: `affected`, `--since`. */
  byChange: boolean;
  /** Which settings of nx's targets. */
  configuration?: string | undefined;
  /** What runs before a task; absent: nothing but what is asked for. */
  before?: Before;
}

/** The scripts of that name in each of the packages that are asked for. */
export function inPackages(asked: Asked, packages: readonly WorkspacePackage[], around: StartSurroundings) {
  const started = packages.flatMap((each) => {
    const isMeant = isChosen(each, asked.chosen);
    const runs: Chance = isMeant === null || asked.byChange ? 'sometimes' : 'yes';
    return isMeant === false
      ? []
      : asked.tasks.flatMap((task) => {
          const first = { member: each, task };
          const tasks = asked.before ? withTasksBefore(first, packages, asked.before) : [first];
          return tasks
            .flatMap((one) => taskIn(one, asked, around))
            .map((script): StartedScript => ({ ...script, runs }));
        });
  });
  return started.length === 0 ? null : started;
}

function taskIn(
  { member: { folder, name, project }, task }: PackageTask,
  { passed, configuration }: Asked,
  around: StartSurroundings,
): readonly StartedScript[] {
  const target = recordOf(recordOf(project?.targets)?.[task]);
  if (target === null) return packageScript(task, passed, { ...around, folder }) ?? [];
  const chosen = configuration ?? target.defaultConfiguration;
  const settings = typeof chosen === 'string' ? recordOf(target.configurations)?.[chosen] : null;
  const options = { ...recordOf(target.options), ...recordOf(settings) };
  const isContainer = typeof target.executor === 'string' && CONTAINER.test(target.executor);
  if (isContainer) return [textStarted(containerBuild(options, around), { ...around, folder: '' })];
  // Docs: nx.dev, `nx:run-commands`; it runs in the root.
  const said = [options.command ?? target.command, options.commands].flat();
  const lines = said.map((each) => recordOf(each)?.command ?? each);
  const cwd = typeof options.cwd === 'string' ? options.cwd : '';
  const filled = (text: string) =>
    text
      .replaceAll('{projectRoot}', folder)
      .replaceAll('{projectName}', name)
      .replaceAll('{workspaceRoot}', '.');
  return lines
    .filter((each): each is string => typeof each === 'string')
    .map((each) =>
      textStarted(filled(each), { ...around, folder: inFolder(around.folder ?? '', filled(cwd)) || '' }),
    );
}

const CONTAINER = /^@nx-tools\/(?:nx-container|container-[\w-]+):build$/;

/** What that executor runs, as docker's command. Docs: github.com/gperdomor/nx-tools, packages/nx-container/README.md. */
function containerBuild(options: Record<string, unknown>, { variable }: StartSurroundings): string {
  const asked = variable('INPUT_PUSH');
  const pushes = asked === 'true' || (asked !== 'false' && options.push === true);
  const { images } = recordOf(options.metadata) ?? {};
  const tags = [options.tags, options.tags === undefined ? images : []].flat().filter(Boolean);
  const given = variable('INPUT_TAGS');
  const isGiven = given !== null && given !== '' && !isUnset(given);
  // What the executor fills in is not known here; all else is the name, whatever a shell would make of it.
  const written = tags.map((each) => (typeof each === 'string' && !/[$`{]/.test(each) ? each : HOLE));
  const named = isGiven || written.length === 0 ? [HOLE] : written;
  const words = ['docker', 'buildx', 'build', ...(pushes ? ['--push'] : [])];
  return asScript([...words, ...named.flatMap((each) => ['-t', each]), '.']);
}

/** The words up to `--`, and those behind it. */
function parted({ words: said }: Arguments, takes: readonly string[]): [Arguments, readonly string[]] {
  const at = said.indexOf('--');
  return at === -1
    ? [readArguments(said, takes), []]
    : [readArguments(said.slice(0, at), takes), said.slice(at + 1)];
}

// ----------------------------------------------------------- turbo, lerna

const TURBO_TAKES = words(
  '--filter -F --concurrency --cache-dir --cwd --log-order --output-logs --ui --env-mode',
);

function turboStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const [said, passed] = parted(args, TURBO_TAKES);
  const { folder } = around;
  if (folder === null) return null;
  const packages = workspacePackages(folder, around);
  const chosen = said.values('--filter', '-F');
  const before = said.has('--only') ? () => [] : beforeOfTurbo(folder, around);
  const found = said.positional.flatMap((each) => {
    // `web#push`: a task of one package.
    const [task = '', owner] = each.split('#').reverse();
    const asked = { tasks: [task], chosen: owner === undefined ? chosen : [owner], passed };
    return inPackages({ ...asked, byChange: said.has('--affected'), before }, packages, around) ?? [];
  });
  return found.length === 0 ? null : found;
}

const LERNA_TAKES = words('--scope --ignore --since --concurrency --npm-client');

function lernaStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const [said, passed] = parted(args, LERNA_TAKES);
  const { folder } = around;
  if (folder === null) return null;
  const tasks = said.positional.flatMap((each) => each.split(','));
  const byChange = said.has('--since') || said.values('--since').length > 0;
  const asked = { tasks, chosen: said.values('--scope'), passed, byChange };
  return inPackages(asked, workspacePackages(folder, around), around);
}

/** `lerna publish`, `changeset publish`: npm publishes each of the packages. */
function allPublished({ words: said }: Arguments, around: StartSurroundings) {
  const { folder } = around;
  if (folder === null) return null;
  const folders = workspacePackages(folder, around).map((each) => each.folder);
  const options = said.filter((each) => each === '--ignore-scripts');
  return lifeCycleIn('publish', options, folders.length > 0 ? folders : [folder], around);
}

// --------------------------------------------------------------------- nx

/** Where nx looks for projects that no pattern names: it looks everywhere. */
const PROJECT_FOLDERS = words('apps/* libs/* packages/* services/* tools/* apps/*/* libs/*/*');

function nxProjects(around: StartSurroundings): WorkspacePackage[] {
  const root = memberAt('', around);
  return [...workspacePackages('', around, PROJECT_FOLDERS), ...(root.project ? [root] : [])];
}

const NX_TAKES = words('-c --configuration');

/** `nx run web:push`, and `nx push web`. */
function nxStarted({ words: [verb = '', ...rest] }: Arguments, around: StartSurroundings) {
  const said = readArguments(rest, NX_TAKES);
  const [first = ''] = said.positional;
  const [project = '', task = '', settings] = verb === 'run' ? first.split(':') : [first, verb];
  const configuration = settings ?? said.values(...NX_TAKES).at(-1);
  if (around.folder === null || project === '' || task === '') return null;
  return inPackages(
    {
      tasks: [task],
      chosen: [project],
      passed: [],
      byChange: false,
      configuration,
      before: beforeOfNx(around),
    },
    nxProjects(around),
    around,
  );
}

/** `nx run-many -t push sign -p web`, `nx affected --target=push`: an option has all words up to the next one. */
function nxMany(byChange: boolean) {
  return ({ words: said }: Arguments, around: StartSurroundings) => {
    const values = (...names: string[]) => {
      let isOne = false;
      return said.flatMap((each) => {
        const [name = '', value] = each.startsWith('-') ? each.split('=', 2) : ['', each];
        if (each.startsWith('-')) isOne = names.includes(name);
        return isOne && value !== undefined ? value.split(',') : [];
      });
    };
    const tasks = values('-t', '--target', '--targets');
    if (around.folder === null || tasks.length === 0) return null;
    const [configuration] = values(...NX_TAKES);
    const of = { configuration, before: beforeOfNx(around) };
    const asked = { tasks, chosen: values('-p', '--projects'), passed: [], byChange, ...of };
    return inPackages(asked, nxProjects(around), around);
  };
}

// ------------------------------------------------------------ npm-run-all

/** `run-s clean image:*`: scripts of one package, by their names or by patterns. */
function severalStarted(
  { positional }: Arguments,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const all = scriptNames(around);
  const found = positional.flatMap((each) => {
    const [pattern = '', ...passed] = each.split(' ');
    // `*` stands for one part of a name.
    const depth = pattern.split(':').length;
    return all
      .filter((name) => name.split(':').length === depth && matchesStars(name, pattern))
      .flatMap((name) => packageScript(name, passed, around) ?? []);
  });
  return found.length === 0 ? null : found;
}

// ------------------------------------------------------ lerna exec, concurrently

function lernaExecuted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const [said, behind] = parted(args, LERNA_TAKES);
  const source = behind.length > 0 ? asScript(behind) : said.positional.join(' ');
  if (source === '' || around.folder === null || !isReadable(source)) return null;
  const chosen = said.values('--scope');
  const members = workspacePackages(around.folder, around).filter((each) => isChosen(each, chosen) !== false);
  const runs: Chance = said.has('--since') || said.values('--since').length > 0 ? 'sometimes' : 'yes';
  return members.length === 0
    ? null
    : members.map(({ folder }) => textStarted(source, { ...around, folder }, { runs }));
}

const CONCURRENTLY_TAKES = words(
  '-n --names -c --prefix-colors -p --prefix -l --prefix-length -m --max-processes -s --success -t --timestamp-format ' +
    '--kill-signal --restart-tries --restart-after --default-input-target --name-separator --hide --cwd --teardown',
);

/** `concurrently "npm:push:*" "make lint"`: each word is a command. */
function concurrentlyStarted({ words: said }: Arguments, around: StartSurroundings) {
  const { positional, values } = readArguments(said, CONCURRENTLY_TAKES);
  const folder = values('--cwd').reduce<string | null>(
    (from, each) => inWorkspace(from, each),
    around.folder,
  );
  const near = { ...around, folder };
  const found = [...positional, ...values('--teardown')].flatMap((each) => {
    const [, name, passed = ''] = /^(?:npm|pnpm|yarn|bun|node):(\S+)\s*(.*)$/s.exec(each) ?? [];
    if (name === undefined) return isReadable(each) ? [textStarted(each, near)] : [];
    const names = scriptNames(near).filter((one) => matchesStars(one, name));
    return names.flatMap((one) => packageScript(one, passed === '' ? [] : passed.split(' '), near) ?? []);
  });
  return found.length === 0 ? null : found;
}

const starter = (
  said: readonly string[],
  source: string,
  starts: NonNullable<KnownCommand['starts']>,
): KnownCommand => ({ words: said, source, takes: [], starts });

const TURBO = 'https://turborepo.com/docs/reference/run';
const NX = 'https://nx.dev/docs/reference/nx-commands';

export const MONOREPOS: readonly Program[] = [
  {
    names: ['turbo'],
    commands: [starter(['run'], TURBO, turboStarted), starter([], TURBO, turboStarted)],
    followsProject: true,
    hidesLogins: () => true,
  },
  {
    names: ['nx'],
    commands: [
      starter(['run-many'], NX, nxMany(false)),
      starter(['affected'], NX, nxMany(true)),
      starter([], NX, nxStarted),
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
  {
    names: ['lerna'],
    commands: [
      starter(['run'], 'https://lerna.js.org/docs/features/run-tasks', lernaStarted),
      starter(['exec'], 'https://github.com/lerna/lerna/tree/main/libs/commands/exec#readme', lernaExecuted),
      starter(
        ['publish'],
        'https://github.com/lerna/lerna/tree/main/libs/commands/publish#readme, Lifecycle Scripts',
        allPublished,
      ),
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
  {
    names: ['changeset'],
    commands: [
      starter(
        ['publish'],
        'https://github.com/changesets/changesets/blob/main/docs/command-line-options.md',
        allPublished,
      ),
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
  {
    names: ['concurrently', 'conc'],
    commands: [starter([], 'https://github.com/open-cli-tools/concurrently#readme', concurrentlyStarted)],
    followsProject: true,
    hidesLogins: () => true,
  },
  {
    names: ['run-s', 'run-p', 'npm-run-all'],
    commands: [
      starter(
        [],
        'https://github.com/mysticatea/npm-run-all/blob/master/docs/npm-run-all.md',
        severalStarted,
      ),
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
];
