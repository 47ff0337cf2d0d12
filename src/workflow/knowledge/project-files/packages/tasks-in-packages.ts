/** What a task is in each package of a repository: a script of package.json, or a target of nx. */
import { recordOf } from '../../../../evidence/json-text.js';
import type { Chance } from '../../../language/chance.js';
import { HOLE } from '../../../language/values.js';
import { isUnset } from '../../../shell/known/process.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { textStarted } from '../scripts.js';
import { packageScript } from './npm.js';
import { type Before, type PackageTask, withTasksBefore } from './task-graph.js';
import { isChosen, type WorkspacePackage } from './workspaces.js';

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
