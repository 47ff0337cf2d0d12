/**
 * The images that a build of a script is based on – `docker build`, `podman build`, `docker compose build` –: it ends without an image
 * where one of them may not be read.
 */
import { recordOf } from '../../../../evidence/json-text.js';
import type { Arguments } from '../../../knowledge/arguments.js';
import type { Found, Surroundings } from '../../../knowledge/clients.js';
import { commandBuild } from '../../../knowledge/commands.js';
import { composeBuilds } from '../../../knowledge/programs/compose.js';
import { bakeCallOf } from '../../../knowledge/programs/docker.js';
import { baseImages } from '../../../knowledge/project-files/base-images.js';
import { type BakeCall, bakeBuilds } from '../../../knowledge/transfers/bake.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { folderOf, inWorkspace, nameOfFile } from '../../../language/workspace.js';
import type { Invocation } from '../../../shell/effects.js';
import { isUnset } from '../../../shell/known/process.js';
import { scriptsOf } from '../../../text/job.js';
import { checkedOutPath, takesAnotherCommit } from '../../files/checkouts.js';
import { baseFound, isMadeHere } from '../actions/base-images.js';
import { namesRegistry } from '../actions/dockerfile.js';
import { type Here, surroundings } from '../frame.js';
import { withUntouched } from './untouched-files.js';

/** What one build is told. */
interface Build {
  /** Where its Dockerfile may stand, relative to the folder of the command: the first that is there counts. */
  files: readonly string[];
  target: string | null;
  /** `NAME=VALUE`, or a name alone, of a variable of the process. */
  args: readonly string[];
}

/** A script that goes on where the build fails may push what was there before. */
export function basesOfBuild(command: Invocation, here: Here, near: Surroundings): Found[] {
  if (here.own === undefined || command.mayFail || takesAnotherCommit(here.job)) return [];
  const isOfEngine = ENGINES.test(command.words[0] ?? '');
  const args = commandBuild(command.words);
  const builds = args
    ? (buildOf(args, isOfEngine) ?? [])
    : [...composed(command.words, near), ...baked(bakeCallOf(command.words), near)];
  const bases = [builds].flat().flatMap((build) => basesOf(build, command, here, near));
  return [...new Set(bases)]
    .filter((each) => !isMadeHere(each, here))
    .map((each) => baseFound(each, isOfEngine ? 'containers' : 'buildx'));
}

/** They have credentials of their own, and look for a Containerfile first (podman-build(1)). */
const ENGINES = /(?:^|\/)(?:podman|buildah)$/;

/** null: what it builds is not at hand, or other images may stand for those that are named. */
function buildOf({ positional, values }: Arguments, isOfEngine: boolean): Build | null {
  const [context, ...more] = positional;
  if (context === undefined || more.length > 0 || values('--build-context').length > 0) return null;
  const file = values('-f', '--file').at(-1);
  const names = isOfEngine ? ['Containerfile', 'Dockerfile'] : ['Dockerfile'];
  const files = file === undefined ? names.map((name) => inContext(context, name)) : [file];
  if (!isFolder(context)) return null;
  return { files, target: values('--target').at(-1) ?? null, args: values('--build-arg') };
}

/** What is behind an address, or comes in by a pipe, is none. */
function isFolder(context: string): boolean {
  return /^[\w./-]*[\w./]$/.test(context);
}

function inContext(context: string, file: string): string {
  return `${context.replace(/\/+$/, '') || '.'}/${file}`;
}

/** Relative to the first of its files. Docs: docs.docker.com/compose, Compose Build Specification. */
function composed(words: readonly string[], near: Surroundings): Build[] {
  return composeBuilds(words, near).flatMap(({ build, file, filled }): Build[] => {
    const said = typeof build === 'string' ? { context: build } : recordOf(build);
    if (!said || said.additional_contexts !== undefined || said.dockerfile_inline !== undefined) return [];
    const text = (value: unknown, otherwise: string) =>
      typeof value === 'string' ? filled(value) : otherwise;
    const context = text(said.context, '.');
    if (!isFolder(context)) return [];
    const folder = inContext(folderOf(file) || '.', context);
    const listed = Array.isArray(said.args)
      ? said.args.map(String)
      : Object.entries(recordOf(said.args) ?? {});
    const args = listed.map((each) =>
      typeof each === 'string' ? each : each[1] === null ? each[0] : `${each[0]}=${String(each[1])}`,
    );
    const target = text(said.target, '') || null;
    return [
      { files: [inContext(folder, text(said.dockerfile, 'Dockerfile'))], target, args: args.map(filled) },
    ];
  });
}

/** What the bake of an action is based on, where it pushes. */
export function basesOfBake(call: BakeCall, here: Here): Found[] {
  if (here.own === undefined || takesAnotherCommit(here.job)) return [];
  const near = withUntouched(surroundings(here), here);
  const place = { folder: call.folder, variable: () => null };
  const scripts = scriptsOf(here.job);
  // What a script of the job names it may change.
  const isNamed = (file: string) => scripts.some((each) => each.includes(file));
  if (
    ['docker-bake', 'compose.y', ...call.files.map(nameOfFile)].some((each) => each !== '' && isNamed(each))
  )
    return [];
  const builds = baked(call, near).filter(({ files }) => !files.map(nameOfFile).some(isNamed));
  const bases = builds.flatMap((build) => basesOf(build, place, here, near));
  return [...new Set(bases)]
    .filter((each) => !isMadeHere(each, here))
    .map((each) => baseFound(each, 'buildx'));
}

/** Relative to the folder in which it is called (docs: Bake file reference, target.context, target.dockerfile). */
function baked(call: BakeCall | null, near: Surroundings): Build[] {
  const targets = call ? bakeBuilds(call, near) : [];
  return targets.flatMap(
    ({ context: [context = '.'], dockerfile: [file = 'Dockerfile'], ...more }): Build[] => {
      if (!isFolder(context) || more.replaces.length > 0) return [];
      // What is set to null leaves an argument its default, and is read as nothing.
      const args = more.args.map((each) => (each.endsWith('=') ? each + HOLE : each));
      return [{ files: [inContext(context, file)], target: more.stage[0] ?? null, args }];
    },
  );
}

function basesOf(
  { files, target, args }: Build,
  command: Pick<Invocation, 'folder' | 'variable'>,
  here: Here,
  near: Surroundings,
): string[] {
  const dockerfile = dockerfileOf(files, command, here);
  if (dockerfile === null || hasHole(target ?? '')) return [];
  const said = [dockerfile.text, ...args, ...args.map((each) => command.variable(each) ?? '')];
  if (!namesRegistry(said.join('\n'))) return [];
  // What a command before it may have changed is not what was checked out.
  if (near.file(dockerfile.path) !== dockerfile.text) return [];
  return baseImages(dockerfile.text, { target, args: argumentsIn(args, command) });
}

/** Relative to the folder of the command, with its text as it was checked out. */
function dockerfileOf(
  files: readonly string[],
  { folder }: Pick<Invocation, 'folder'>,
  { job, project }: Here,
): { path: string; text: string } | null {
  for (const path of files) {
    const whole = hasHole(path) ? null : inWorkspace(folder, path);
    const own = whole === null ? null : checkedOutPath(job, project.repository, whole);
    const text = own === null ? null : (project.data?.(own) ?? null);
    if (text !== null) return { path, text };
  }
  return null;
}

/** One without a value hands on a variable of the process (docs: docker build, `--build-arg`). */
function argumentsIn(
  given: readonly string[],
  { variable }: Pick<Invocation, 'variable'>,
): ReadonlyMap<string, string | null> | null {
  const found = new Map<string, string | null>();
  for (const each of given) {
    const [, name = '', own] = /^([^=]*)(?:=([\s\S]*))?$/.exec(each) ?? [];
    if (hasHole(name)) return null;
    const value = own ?? variable(name);
    // What is not set anywhere leaves the argument its default.
    if (own === undefined && value !== null && isUnset(value)) continue;
    found.set(name, value === null || hasHole(value) ? null : value);
  }
  return found;
}
