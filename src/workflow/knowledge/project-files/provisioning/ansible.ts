/**
 * What a playbook pushes: tasks of the docker and podman collections that are told to, and the commands of its tasks.
 * Docs: docs.ansible.com, community.docker.docker_image, docker_image_push; containers.podman.podman_image.
 */
import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import { folderOf, inWorkspace } from '../../../language/workspace.js';
import { asScript } from '../../../shell/starting/as-script.js';
import type { StartedScript } from '../../../shell/starting/started.js';
import type { Arguments } from '../../arguments.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder } from '../files.js';
import { yaml } from '../parsed.js';
import { textStarted } from '../scripts.js';

type Fields = Readonly<Record<string, unknown>>;

/** Files that are looked into for one command. */
const MOST_FILES = 20;
const DEEPEST = 6;

/** `ansible-playbook -i hosts deploy.yml`. */
export function playbookStarted(
  { positional }: Arguments,
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const started = new Playbooks(around);
  for (const each of positional) {
    const path = inWorkspace(around.folder, each);
    if (path !== null) started.read(path, { isHere: false, variables: {} }, 0);
  }
  const { lines } = started;
  return lines.length === 0 ? null : lines.map((each) => textStarted(each, around, { runs: 'unknown' }));
}

/** Where tasks are run, and what stands for the names in them. */
interface Place {
  isHere: boolean;
  variables: Fields;
}

class Playbooks {
  readonly lines: string[] = [];
  readonly #seen = new Set<string>();

  constructor(private readonly around: StartSurroundings) {}

  read(path: string, place: Place, depth: number): void {
    if (this.#seen.has(path) || this.#seen.size >= MOST_FILES || depth > DEEPEST) return;
    this.#seen.add(path);
    const data = yaml(this.around.file(path));
    if (!Array.isArray(data)) return;
    for (const each of data) {
      const entry = recordOf(each);
      if (!entry) continue;
      if ('hosts' in entry) this.#play(entry, path, depth);
      else this.#task(entry, path, place, depth);
    }
  }

  #play(play: Fields, path: string, depth: number): void {
    const isHere = isLocal(play) || /^(?:localhost|127\.0\.0\.1)$/.test(String(play.hosts));
    const place = { isHere, variables: recordOf(play.vars) ?? {} };
    for (const section of ['pre_tasks', 'tasks', 'post_tasks', 'handlers'])
      this.#tasks(play[section], path, place, depth);
    for (const each of listOf(play.roles)) {
      const role = typeof each === 'string' ? each : (recordOf(each)?.role ?? recordOf(each)?.name);
      if (typeof role === 'string') this.#role(role, path, place, depth);
    }
  }

  #role(name: string, path: string, place: Place, depth: number): void {
    if (/^[\w.-]+$/.test(name))
      this.read(inFolder(folderOf(path), `roles/${name}/tasks/main.yml`), place, depth + 1);
  }

  #tasks(said: unknown, path: string, place: Place, depth: number): void {
    if (depth > DEEPEST) return;
    for (const each of listOf(said)) {
      const task = recordOf(each);
      if (task) this.#task(task, path, place, depth);
    }
  }

  #task(task: Fields, path: string, around: Place, depth: number): void {
    const isHere =
      around.isHere || isLocal(task) || /^(?:localhost|127\.0\.0\.1)$/.test(String(task.delegate_to));
    const place = { isHere, variables: { ...around.variables, ...recordOf(task.vars) } };
    for (const part of ['block', 'rescue', 'always']) this.#tasks(task[part], path, place, depth + 1);
    for (const [key, given] of Object.entries(task)) {
      const module = key.replace(/^ansible\.(?:builtin|legacy)\./, '');
      const line = pushOf(module, given) ?? commandOf(module, given);
      const file = INCLUDES.test(module)
        ? typeof given === 'string'
          ? given
          : recordOf(given)?.file
        : undefined;
      if (line !== null) this.#add(line, place);
      else if (typeof file === 'string') this.read(inFolder(folderOf(path), file), place, depth + 1);
      else if (/^(?:include|import)_role$/.test(module))
        this.#role(String(recordOf(given)?.name), path, place, depth);
    }
  }

  /** On another machine nobody knows with which login. */
  #add(line: string, { isHere, variables }: Place): void {
    const filled = line.replace(/\{\{[ \t]*([\w.]+)?[^{}]*\}\}/g, (all, name: string | undefined) => {
      const value = /\|/.test(all) || name === undefined ? undefined : variables[name];
      return typeof value === 'string' && !value.includes('{{') ? value : HOLE;
    });
    this.lines.push(isHere ? filled : asScript(['ssh', 'host', filled]));
  }
}

const INCLUDES = /^(?:(?:include|import)_(?:tasks|playbook)|include)$/;
const PUSHES = /^(?:(?:community\.docker\.)?docker_image(?:_push)?|(?:containers\.podman\.)?podman_image)$/;
const COMMANDS = /^(?:shell|command|raw|local_action)$/;

function isLocal({ connection }: Fields): boolean {
  return connection === 'local';
}

/** The push of a module, as a command; null: it pushes nothing. */
function pushOf(module: string, given: unknown): string | null {
  const options = recordOf(given);
  if (!options || !PUSHES.test(module)) return null;
  const isTold = module.endsWith('_push') || /^(?:true|yes|on|1)$/i.test(String(options.push));
  if (!isTold) return null;
  const name = options.repository ?? options.name;
  const reference =
    typeof name === 'string' ? (options.tag && !options.repository ? `${name}:${options.tag}` : name) : HOLE;
  const client = module.includes('podman') ? 'podman' : 'docker';
  return asScript([client, 'push', reference]);
}

function commandOf(module: string, given: unknown): string | null {
  if (!COMMANDS.test(module)) return null;
  if (typeof given === 'string') return given;
  const { cmd, argv } = recordOf(given) ?? {};
  if (typeof cmd === 'string') return cmd;
  return Array.isArray(argv) ? asScript(argv.map(String)) : null;
}

function listOf(said: unknown): unknown[] {
  return Array.isArray(said) ? said : [];
}
