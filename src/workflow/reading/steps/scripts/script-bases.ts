/** The images that a build of a script is based on – `docker build`, `podman build` –: it ends without an image where one of them may not be read. */
import type { Arguments } from '../../../knowledge/arguments.js';
import type { Found, Surroundings } from '../../../knowledge/clients.js';
import { commandBuild } from '../../../knowledge/commands.js';
import { baseImages } from '../../../knowledge/project-files/base-images.js';
import { hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import type { Invocation } from '../../../shell/effects.js';
import { isUnset } from '../../../shell/known/process.js';
import { checkedOutPath, takesAnotherCommit } from '../../files/checkouts.js';
import { baseFound, isMadeHere } from '../actions/base-images.js';
import { namesRegistry } from '../actions/dockerfile.js';
import type { Here } from '../frame.js';

/** A script that goes on where the build fails may push what was there before. */
export function basesOfBuild(command: Invocation, here: Here, near: Surroundings): Found[] {
  const args = here.own === undefined || command.mayFail ? null : commandBuild(command.words);
  if (args === null || args.values('--build-context').length > 0 || takesAnotherCommit(here.job)) return [];
  const dockerfile = dockerfileOf(args, command, here);
  const target = args.values('--target').at(-1) ?? null;
  if (dockerfile === null || hasHole(target ?? '')) return [];
  const given = args.values('--build-arg');
  if (
    !namesRegistry(
      [dockerfile.text, ...given, ...given.map((each) => command.variable(each) ?? '')].join('\n'),
    )
  )
    return [];
  // What a command before it may have changed is not what was checked out.
  if (near.file(dockerfile.path) !== dockerfile.text) return [];
  const call = { target, args: argumentsIn(given, command) };
  return baseImages(dockerfile.text, call)
    .filter((each) => !isMadeHere(each, here))
    .map((each) => baseFound(each, ENGINES.test(command.words[0] ?? '') ? 'containers' : 'buildx'));
}

/** Relative to the folder of the command, with its text as it was checked out. */
function dockerfileOf(
  args: Arguments,
  { folder }: Invocation,
  { job, project }: Here,
): { path: string; text: string } | null {
  const [context, ...more] = args.positional;
  const file = args.values('-f', '--file').at(-1);
  // What is behind an address, or comes in by a pipe, is not at hand.
  if (context === undefined || more.length > 0 || !/^[\w./-]*[\w./]$/.test(context)) return null;
  const inContext = NAMES.map((name) => `${context.replace(/\/+$/, '') || '.'}/${name}`);
  for (const path of file === undefined ? inContext : [file]) {
    const whole = hasHole(path) ? null : inWorkspace(folder, path);
    const own = whole === null ? null : checkedOutPath(job, project.repository, whole);
    const text = own === null ? null : (project.data?.(own) ?? null);
    if (text !== null) return { path, text };
  }
  return null;
}

/** They have credentials of their own. */
const ENGINES = /(?:^|\/)(?:podman|buildah)$/;

/** docker knows the second alone, podman and buildah look for the first before it (podman-build(1)). */
const NAMES = ['Containerfile', 'Dockerfile'];

/** One without a value hands on a variable of the process (docs: docker build, `--build-arg`). */
function argumentsIn(
  given: readonly string[],
  { variable }: Invocation,
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
