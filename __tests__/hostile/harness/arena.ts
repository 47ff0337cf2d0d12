/**
 * A place to run the built action and command line in as the runner does: a home, a checkout, the runner's files, a
 * PATH with nothing on it but what a situation puts there, and a registry on loopback.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Fault } from '../../../src/lab/faults.js';
import { type Lab, startLab } from '../../../src/lab/lab.js';
import { findScenario, type Scenario } from '../../../src/lab/scenarios/scenarios.js';
import type { World } from '../../../src/lab/world.js';
import { type Ended, runNode, type Start } from './process.js';

const root = path.join(import.meta.dirname, '../../..');
/** A job that may push; the lab's world around it. */
export const ALLOWED = findScenario('allowed') as Scenario;

export const WORKFLOW = ALLOWED.workflowPath;
export const REPOSITORY = ALLOWED.repository;
/** The job's own token, which may push in the lab's world. */
export const TOKEN = ALLOWED.tokens.githubToken as string;
/** A workflow that pushes and may. */
export const PUBLISH = ALLOWED.workflow;

export type Door = 'main' | 'post' | 'lint' | 'explain' | 'cli';

/** What a step of an action has left behind. */
export interface Step extends Ended {
  outputs: Record<string, string>;
  summary: string;
  /** Of `saveState`. */
  state: Record<string, string>;
}

export interface StepOptions extends Pick<Start, 'meanwhile' | 'work'> {
  inputs?: Record<string, string>;
  /** undefined: the variable is not there. */
  env?: Record<string, string | undefined>;
}

export interface LabOptions {
  faults?: Fault[];
  /** Beside those of the scenario. */
  tokens?: World['tokens'];
  world?: World;
}

export class Arena {
  readonly home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-hostile-'));
  readonly work = this.folder('work');
  readonly temp = this.folder('temp');
  readonly bin = this.folder('bin');
  /** Folder of docker's auth file. */
  readonly docker = this.folder('docker');
  #lab: Lab | null = null;
  #closing: (() => unknown)[] = [];
  #steps = 0;

  /** A path below the home. */
  path(...parts: string[]): string {
    return path.join(this.home, ...parts);
  }

  folder(...parts: string[]): string {
    const folder = this.path(...parts);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Writes a file of the home, with the folders to it. */
  write(name: string, text: string | Buffer, mode = 0o644): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    chmodSync(file, mode);
    return file;
  }

  /** A file of the checkout. */
  checkout(name: string, text: string | Buffer, mode?: number): string {
    return this.write(path.join('work', name), text, mode);
  }

  link(name: string, target: string): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    symlinkSync(target, file);
    return file;
  }

  /** The text of a file below the home; null: there is none. */
  read(name: string): string | null {
    const file = path.resolve(this.home, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** The JSON of docker's auth file, as it is now; null: there is none. */
  authFile(folder = this.docker): AuthFile | null {
    const text = this.read(path.join(folder, 'config.json'));
    return text === null ? null : (JSON.parse(text) as AuthFile);
  }

  /** To be done in the end, whatever happens. */
  later(undo: () => unknown): void {
    this.#closing.unshift(undo);
  }

  async lab({ faults = [], tokens = {}, world = ALLOWED.world }: LabOptions = {}): Promise<Lab> {
    const lab = await startLab({ ...world, tokens: { ...world.tokens, ...tokens } }, { faults });
    this.later(() => lab.close());
    this.#lab = lab;
    return lab;
  }

  async close(): Promise<void> {
    for (const undo of this.#closing.splice(0)) await undo();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** GitHub docs "Variables reference", as far as the actions read them. */
  runner(): Record<string, string> {
    const apiUrl = this.#lab?.apiUrl ?? 'http://127.0.0.1:9';
    return {
      PATH: this.bin,
      HOME: this.home,
      DOCKER_CONFIG: this.docker,
      XDG_RUNTIME_DIR: this.folder('run'),
      RUNNER_TEMP: this.temp,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      // So that every escape sequence in what is printed is somebody else's.
      NO_COLOR: '1',
      GITHUB_ACTION: '__org_ghcr-preflight',
      GITHUB_ACTION_REPOSITORY: 'org/ghcr-preflight',
      GITHUB_ACTION_REF: 'v1',
      GITHUB_ACTOR: ALLOWED.actor,
      GITHUB_API_URL: apiUrl,
      GITHUB_EVENT_NAME: ALLOWED.event,
      GITHUB_EVENT_PATH: this.path('event.json'),
      GITHUB_JOB: ALLOWED.job,
      GITHUB_REF: ALLOWED.ref,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_REPOSITORY_OWNER: 'octo-org',
      GITHUB_RUN_ID: '123',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_SHA: SHA,
      GITHUB_WORKFLOW_REF: `${REPOSITORY}/${WORKFLOW}@${ALLOWED.ref}`,
      GITHUB_WORKFLOW_SHA: SHA,
      GITHUB_WORKSPACE: this.work,
    };
  }

  /** The main step, against the lab. */
  async main(options: StepOptions = {}): Promise<Step> {
    if (!present(this.path('event.json'))) this.write('event.json', JSON.stringify(ALLOWED.payload));
    if (!present(this.path('work', WORKFLOW))) this.checkout(WORKFLOW, this.named(PUBLISH));
    const inputs = {
      images: 'octo-org/app:1.5.0',
      access: 'push',
      registry: this.#lab?.registry ?? '',
      username: ALLOWED.actor,
      'ghcr-token': '',
      'github-token': TOKEN,
      login: 'auto',
      logout: 'true',
      workflow: '',
      'fail-on': 'denied',
      summary: 'always',
      language: 'en',
      ...options.inputs,
    };
    return this.step('main', { ...options, inputs });
  }

  /** The post step after a main step. */
  async post(main: Step, options: StepOptions = {}): Promise<Step> {
    const states = Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]);
    return this.step('post', { ...options, env: { ...Object.fromEntries(states), ...options.env } });
  }

  /** A step of one of the actions. */
  async step(
    door: Exclude<Door, 'cli'>,
    { inputs = {}, env = {}, meanwhile, work }: StepOptions = {},
  ): Promise<Step> {
    this.#steps += 1;
    const number = this.#steps;
    const file = (name: string) => this.write(`commands/${name}_${number}`, '');
    const files = {
      GITHUB_OUTPUT: file('output'),
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary'),
    };
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const ended = await this.#node(door, [], {
      env: defined({ ...this.runner(), ...files, ...Object.fromEntries(given), ...env }),
      cwd: this.work,
      meanwhile,
      work,
    });
    const left = (name: string) => this.read(`commands/${name}_${number}`) ?? '';
    return {
      ...ended,
      outputs: parseKeyValues(left('output')),
      state: parseKeyValues(left('state')),
      summary: left('summary'),
    };
  }

  /** The command line, at a terminal's place: nothing of a run in the environment. */
  async cli(
    args: string[],
    { env = {}, stdin, cwd = this.work }: { env?: Record<string, string>; stdin?: string; cwd?: string } = {},
  ): Promise<Ended> {
    const terminal = { PATH: this.bin, HOME: this.home, DOCKER_CONFIG: this.docker, LANG: 'C.UTF-8' };
    return this.#node('cli', args, { env: { ...terminal, ...env }, cwd, stdin });
  }

  /** `lint` of the checkout by the command line. */
  async lint(...args: string[]): Promise<Ended> {
    return this.cli(['lint', '--repository', REPOSITORY, ...args, this.work]);
  }

  /** `lint` of the checkout by the action. */
  async lintAction(inputs: Record<string, string> = {}): Promise<Step> {
    return this.step('lint', { inputs: { path: '.github/workflows', 'fail-on': 'never', ...inputs } });
  }

  /** The lab stands in for ghcr.io, in a workflow's text as well. */
  named(text: string): string {
    return this.#lab ? text.replaceAll('ghcr.io', this.#lab.registry) : text;
  }

  /** Every text that a run has left: what it said and what stands in the files that outlive it. */
  everything(...runs: (Ended | Step)[]): string {
    const said = runs.flatMap((run) => [shown(run.stdout), run.stderr]);
    return [
      ...said,
      ...this.leftovers('commands'),
      ...this.leftovers('temp'),
      ...this.leftovers('docker'),
    ].join('\n');
  }

  /** The names and the texts of the files in a folder of the home. */
  leftovers(folder: string): string[] {
    const place = this.path(folder);
    if (!existsSync(place)) return [];
    return readdirSync(place, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
      const file = path.join(place, name);
      return lstatSync(file).isFile() ? [name, readFileSync(file, 'utf8')] : [name];
    });
  }

  #node(door: Door, args: string[], start: Start): Promise<Ended> {
    return runNode(path.join(root, 'dist', door, 'index.js'), args, start);
  }
}

export interface AuthFile {
  auths?: Record<string, Record<string, string>>;
  [other: string]: unknown;
}

const SHA = 'd0c5f1a2b3c4d5e6f708192a3b4c5d6e7f809102';

/** What the log shows: the runner keeps what is to be masked to itself. */
export function shown(stdout: string): string {
  return stdout
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');
}

function present(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function defined(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** `name<<delimiter`, the value's lines, the delimiter; the last value of a name counts. */
function parseKeyValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (!name) continue;
    const end = lines.indexOf(delimiter as string, at + 1);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}
