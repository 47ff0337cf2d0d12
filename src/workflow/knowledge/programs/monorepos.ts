/** Runners of the same task in several packages of a repository: turbo, nx, lerna. */
import type { Chance } from '../../language/chance.js';
import { asScript } from '../../shell/starting/as-script.js';
import { isReadable } from '../../shell/starting/readable.js';
import type { StartedScript } from '../../shell/starting/started.js';
import { type Arguments, readArguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { lifeCycleIn } from '../project-files/packages/npm-life-cycles.js';
import { beforeOfNx, beforeOfTurbo } from '../project-files/packages/task-graph.js';
import { inPackages } from '../project-files/packages/tasks-in-packages.js';
import {
  isChosen,
  memberAt,
  type WorkspacePackage,
  workspacePackages,
} from '../project-files/packages/workspaces.js';
import { textStarted } from '../project-files/scripts.js';
import { spaced } from '../transfers/transfers.js';

/** The words up to `--`, and those behind it. */
function parted({ words: said }: Arguments, takes: readonly string[]): [Arguments, readonly string[]] {
  const at = said.indexOf('--');
  return at === -1
    ? [readArguments(said, takes), []]
    : [readArguments(said.slice(0, at), takes), said.slice(at + 1)];
}

// ----------------------------------------------------------- turbo, lerna

const TURBO_TAKES = spaced(
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

const LERNA_TAKES = spaced('--scope --ignore --since --concurrency --npm-client');

function lernaStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const [said, passed] = parted(args, LERNA_TAKES);
  const { folder } = around;
  if (folder === null) return null;
  const tasks = said.positional.flatMap((each) => each.split(','));
  const byChange = said.has('--since') || said.values('--since').length > 0;
  const asked = { tasks, chosen: said.values('--scope'), passed, byChange };
  return inPackages(asked, workspacePackages(folder, around), around);
}

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
const PROJECT_FOLDERS = spaced('apps/* libs/* packages/* services/* tools/* apps/*/* libs/*/*');

function nxProjects(around: StartSurroundings): WorkspacePackage[] {
  const root = memberAt('', around);
  return [...workspacePackages('', around, PROJECT_FOLDERS), ...(root.project ? [root] : [])];
}

const NX_TAKES = spaced('-c --configuration');

/** `nx run web:push`, and `nx push web`. */
function nxStarted({ words: [verb = '', ...rest] }: Arguments, around: StartSurroundings) {
  const said = readArguments(rest, NX_TAKES);
  const [first = ''] = said.positional;
  const [project = '', task = '', settings] = verb === 'run' ? first.split(':') : [first, verb];
  const configuration = settings ?? said.last(...NX_TAKES);
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
];
