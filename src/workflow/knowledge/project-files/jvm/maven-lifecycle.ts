/** What Maven runs without being told its goal: a plugin's goal that a build file binds to a phase of the lifecycle. */
import { both, type Chance } from '../../../language/chance.js';

/** Of the default lifecycle, in their order; a phase runs all before it (Introduction to the Build Lifecycle). */
const PHASES = (
  'validate initialize generate-sources process-sources generate-resources process-resources compile process-classes ' +
  'generate-test-sources process-test-sources generate-test-resources process-test-resources test-compile ' +
  'process-test-classes test prepare-package package pre-integration-test integration-test post-integration-test ' +
  'verify install deploy'
).split(' ');

/** How far behind a plugin's name its executions are looked for. */
const MOST_SETTINGS = 4_000;

/** A goal that can be bound. */
export interface BoundGoal {
  plugin: string;
  goals: RegExp;
  /** Its phase where the build file names none; null: then it is not run. */
  phase: string | null;
  /** The property that passes over it. */
  skip: string;
}

/** An execution of a plugin that the phases of a command run. */
export interface BoundExecution {
  text: string;
  /** `unknown` where a profile or a property decides. */
  runs: Exclude<Chance, 'no'>;
}

/**
 * Those of the goal that run by the phases which a command names.
 *
 * @param said the words of the command
 */
export function boundExecutions(pom: string, said: readonly string[], goal: BoundGoal): BoundExecution[] {
  const last = Math.max(-1, ...said.map((each) => PHASES.indexOf(each)));
  const mark = `<artifactId>${goal.plugin}</artifactId>`;
  if (last === -1 || said.some((each) => each.startsWith(`-D${goal.skip}`) && !each.endsWith('=false')))
    return [];
  const [managed, ...others] = placesOf(pom, mark);
  // What stands under `pluginManagement` alone is there for modules.
  if (managed === undefined || (others.length === 0 && isManaged(pom, managed))) return [];
  const found: BoundExecution[] = [];
  for (const at of [managed, ...others]) {
    const [settings = ''] = pom.slice(at, at + MOST_SETTINGS).split('</plugin>', 1);
    if (/<skip>\s*true/.test(settings)) return [];
    const runs = both(profileRuns(pom, at, said), settings.includes('<skip>') ? 'unknown' : 'yes');
    if (runs === 'no') continue;
    const executions = settings.split('<execution>').slice(1);
    found.push(...executions.filter((text) => isRun(text, goal, last)).map((text) => ({ text, runs })));
  }
  return found;
}

/** Is the goal run? */
export function isBound(pom: string, said: readonly string[], goal: BoundGoal): Chance {
  const found = boundExecutions(pom, said, goal);
  return found.some(({ runs }) => runs === 'yes') ? 'yes' : found.length > 0 ? 'unknown' : 'no';
}

function isRun(execution: string, { goals, phase: usual }: BoundGoal, last: number): boolean {
  const phase = /<phase>\s*([\w-]+)/.exec(execution)?.[1] ?? usual;
  const names = [...execution.matchAll(/<goal>\s*([\w-]+)/g)].map(([, name = '']) => name);
  const at = phase === null ? -1 : PHASES.indexOf(phase);
  return at !== -1 && at <= last && names.some((name) => goals.test(name));
}

/** A plugin that is named more often is nobody's. */
const MOST_PLACES = 100;

function placesOf(text: string, mark: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(mark); at !== -1 && found.length < MOST_PLACES; at = text.indexOf(mark, at + 1))
    found.push(at);
  return found;
}

function isManaged(pom: string, at: number): boolean {
  return pom.lastIndexOf('<pluginManagement>', at) > pom.lastIndexOf('</pluginManagement>', at);
}

/** A plugin of a profile is there where the command names the profile; what else activates one, nobody here knows. */
function profileRuns(pom: string, at: number, said: readonly string[]): Chance {
  const from = pom.lastIndexOf('<profile>', at);
  if (from === -1 || pom.lastIndexOf('</profile>', at) > from) return 'yes';
  // Before its name stands nothing in nearly all files.
  const id = /^<profile>\s*<id>\s*([^<\s]+)/.exec(pom.slice(from, from + MOST_SETTINGS))?.[1];
  const named = profilesNamed(said);
  const activated = pom.slice(from, at).includes('<activation>') ? 'unknown' : 'no';
  if (id === undefined) return named.length > 0 ? 'unknown' : activated;
  if (named.some((each) => /^[!-]/.test(each) && each.slice(1) === id)) return 'no';
  if (named.includes(id)) return 'yes';
  return activated;
}

/** `-P a,b`, `-Pa`, `--activate-profiles a`; one with `!` or `-` in front is left out (docs: Introduction to Build Profiles). */
function profilesNamed(said: readonly string[]): string[] {
  return said
    .flatMap((each, index) =>
      /^(?:-P|--activate-profiles)$/.test(each)
        ? [said[index + 1] ?? '']
        : /^(?:-P|--activate-profiles=)/.test(each)
          ? [each.replace(/^(?:-P|--activate-profiles=)/, '')]
          : [],
    )
    .flatMap((each) => each.split(','))
    .map((each) => each.replace(/^[?+]/, ''));
}

/** The folders of the modules that a build file has, relative to its own. */
export function modulesIn(pom: string): string[] {
  return [...pom.matchAll(/<module>\s*([\w./-]{1,200})\s*<\/module>/g)]
    .map(([, path = '']) => path)
    .slice(0, MOST_MODULES);
}

const MOST_MODULES = 50;
