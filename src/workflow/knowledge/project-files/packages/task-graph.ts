/** Tasks that turbo and nx run before a task: of the same package, of those that it depends on, or of one by its name. */
import { recordOf } from '../../../../evidence/json-text.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { jsonFields } from '../parsed.js';
import type { WorkspacePackage } from './workspaces.js';

type Files = Pick<StartSurroundings, 'file'>;

/** A task of one package. */
export interface PackageTask {
  member: WorkspacePackage;
  task: string;
}

/** What runs before a task, as the file of the runner says it. */
export type Before = (of: PackageTask) => readonly unknown[];

/** Tasks that are followed from one. */
const MOST_TASKS = 200;

/** The task itself, and all that run before it. */
export function withTasksBefore(
  first: PackageTask,
  packages: readonly WorkspacePackage[],
  before: Before,
): PackageTask[] {
  const seen = new Map([[nameOf(first), first]]);
  for (const each of seen.values()) {
    for (const said of before(each)) {
      for (const needed of tasksMeant(said, each, packages)) {
        if (seen.size < MOST_TASKS && !seen.has(nameOf(needed))) seen.set(nameOf(needed), needed);
      }
    }
  }
  return [...seen.values()];
}

const nameOf = ({ member, task }: PackageTask) => `${member.folder}#${task}`;

/**
 * `push`, `^push` of what the package depends on, `web#push` of turbo, `web:push` and `{ target, projects, dependencies }` of nx.
 * Docs: turborepo.com/docs/reference/configuration#dependson, nx.dev/docs/reference/project-configuration#dependson.
 */
function tasksMeant(
  said: unknown,
  { member }: PackageTask,
  packages: readonly WorkspacePackage[],
): PackageTask[] {
  const of = (members: readonly WorkspacePackage[], task: string) =>
    members.map((each): PackageTask => ({ member: each, task }));
  const called = (names: readonly unknown[]) => packages.filter(({ name }) => names.includes(name));
  if (typeof said === 'string') {
    if (said.startsWith('^')) return of(called(dependenciesOf(member)), said.slice(1));
    const [, owner, task] = /^(@?[^#:]+)[#:](.+)$/.exec(said) ?? [];
    const others = owner === undefined ? [] : called([owner]);
    return others.length > 0 && task !== undefined ? of(others, task) : of([member], said);
  }
  const { target, projects, dependencies } = recordOf(said) ?? {};
  if (typeof target !== 'string') return [];
  const ofOthers = dependencies === true || projects === 'dependencies';
  if (ofOthers) return of(called(dependenciesOf(member)), target);
  const named = Array.isArray(projects) ? projects : typeof projects === 'string' ? [projects] : [];
  return named.length === 0 || named.includes('self') ? of([member], target) : of(called(named), target);
}

function dependenciesOf({ manifest, project }: WorkspacePackage): unknown[] {
  const said = project?.implicitDependencies;
  return [
    ...Object.keys(recordOf(manifest?.dependencies) ?? {}),
    ...Object.keys(recordOf(manifest?.devDependencies) ?? {}),
    ...(Array.isArray(said) ? said : []),
  ];
}

const list = (said: unknown): readonly unknown[] => (Array.isArray(said) ? said : []);

/** What `turbo.json` says, that of the package first. */
export function beforeOfTurbo(root: string, { file }: Files): Before {
  const tasksIn = (folder: string) => {
    const data = jsonFields(file(inFolder(folder, 'turbo.json')));
    return recordOf(data?.tasks) ?? recordOf(data?.pipeline);
  };
  const ofRoot = tasksIn(root);
  return ({ member, task }) => {
    const found = tasksIn(member.folder)?.[task] ?? ofRoot?.[`${member.name}#${task}`] ?? ofRoot?.[task];
    return list(recordOf(found)?.dependsOn);
  };
}

/** What the project says, else `nx.json` of all targets of that name or executor. */
export function beforeOfNx({ file }: Files): Before {
  const defaults = recordOf(jsonFields(file('nx.json'))?.targetDefaults);
  return ({ member, task }) => {
    const target = recordOf(recordOf(member.project?.targets)?.[task]);
    const { executor } = target ?? {};
    const found = [target, typeof executor === 'string' ? defaults?.[executor] : null, defaults?.[task]];
    return list(found.map((each) => recordOf(each)?.dependsOn).find((each) => each !== undefined));
  };
}
