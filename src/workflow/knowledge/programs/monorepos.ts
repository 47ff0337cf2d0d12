/** Runners of the same task in several packages of a repository: turbo, nx, lerna; and npm-run-all, of several in one. */
import { recordOf } from '../../../evidence/json-text.js';
import type { Chance } from '../../language/chance.js';
import type { StartedScript } from '../../shell/starting/started.js';
import { type Arguments, readArguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { inFolder, matchesStars } from '../project-files/files.js';
import { packageScript, scriptNames } from '../project-files/npm.js';
import { textStarted } from '../project-files/scripts.js';
import { isChosen, memberAt, type WorkspacePackage, workspacePackages } from '../project-files/workspaces.js';

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
}

/** The scripts of that name in each of the packages that are asked for. */
export function inPackages(asked: Asked, packages: readonly WorkspacePackage[], around: StartSurroundings) {
  const started = packages.flatMap((each) => {
    const isMeant = isChosen(each, asked.chosen);
    const runs: Chance = isMeant === null || asked.byChange ? 'sometimes' : 'yes';
    return isMeant === false
      ? []
      : asked.tasks.flatMap((task) =>
          taskIn(each, task, asked.passed, around).map((script): StartedScript => ({ ...script, runs })),
        );
  });
  return started.length === 0 ? null : started;
}

function taskIn(
  { folder, name, project }: WorkspacePackage,
  task: string,
  passed: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] {
  const target = recordOf(recordOf(project?.targets)?.[task]);
  const options = recordOf(target?.options);
  if (target === null) return packageScript(task, passed, { ...around, folder }) ?? [];
  // Docs: nx.dev, `nx:run-commands`; it runs in the root.
  const said = [target.command, options?.command, options?.commands].flat();
  const lines = said.map((each) => recordOf(each)?.command ?? each);
  const cwd = typeof options?.cwd === 'string' ? options.cwd : '';
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
  const found = said.positional.flatMap((each) => {
    // `web#push`: a task of one package.
    const [task = '', owner] = each.split('#').reverse();
    const asked = { tasks: [task], chosen: owner === undefined ? chosen : [owner], passed };
    return inPackages({ ...asked, byChange: said.has('--affected') }, packages, around) ?? [];
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

// --------------------------------------------------------------------- nx

/** Where nx looks for projects that no pattern names: it looks everywhere. */
const PROJECT_FOLDERS = words('apps/* libs/* packages/* services/* tools/* apps/*/* libs/*/*');

function nxProjects(around: StartSurroundings): WorkspacePackage[] {
  const root = memberAt('', around);
  return [...workspacePackages('', around, PROJECT_FOLDERS), ...(root.project ? [root] : [])];
}

/** `nx run web:push`, and `nx push web`. */
function nxStarted({ words: [verb = '', ...rest] }: Arguments, around: StartSurroundings) {
  const [first = ''] = rest.filter((each) => !each.startsWith('-'));
  const [project = '', task = ''] = verb === 'run' ? first.split(':') : [first, verb];
  if (around.folder === null || project === '' || task === '') return null;
  return inPackages(
    { tasks: [task], chosen: [project], passed: [], byChange: false },
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
    const asked = { tasks, chosen: values('-p', '--projects'), passed: [], byChange };
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
    commands: [starter(['run'], 'https://lerna.js.org/docs/features/run-tasks', lernaStarted)],
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
