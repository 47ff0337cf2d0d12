/** The images that a build of docker/build-push-action is based on: it ends without an image where one of them may not be read. */
import type { StepInputs } from '../../../knowledge/action.js';
import type { Found } from '../../../knowledge/clients.js';
import { baseImages } from '../../../knowledge/project-files/base-images.js';
import { hasHole } from '../../../language/values.js';
import { nameOfFile } from '../../../language/workspace.js';
import { scriptsOf } from '../../../text/job.js';
import { takesAnotherCommit } from '../../files/checkouts.js';
import { type Here, surroundings } from '../frame.js';
import { dockerfileOf } from './dockerfile.js';

/** Of a Dockerfile that the job may change, that is another commit's, or that is not at hand, nothing is known. */
export function basesPulled(inputs: StepInputs, here: Here): Found[] {
  const { job } = here;
  const given = (name: string) => inputs.text(name)?.trim() ?? '';
  // They may stand for any image.
  if (given('build-contexts') !== '') return [];
  const { path, text } = dockerfileOf(inputs, here) ?? {};
  const isNamed = () => scriptsOf(job).some((each) => each.includes(nameOfFile(path ?? '')));
  if (text === undefined || path === undefined || isNamed()) return [];
  const target = given('target');
  if (hasHole(target)) return [];
  const bases = baseImages(text, { target: target || null, args: argumentsIn(given('build-args')) });
  // What may have changed it is asked last: few Dockerfiles name a host.
  if (bases.length === 0 || takesAnotherCommit(job) || surroundings(here).file(path) !== text) return [];
  return bases.filter((each) => !isMadeHere(each, here)).map((each) => baseFound(each, 'buildx'));
}

/** An image that a build is based on. @param client who builds */
export function baseFound(reference: string, client: Found['client']): Found {
  return { reference, access: 'pull', role: 'cache', runs: 'yes', client, isBase: true };
}

/** A line without a value hands on a variable of the step (docs: docker/build-push-action, `build-args`; docker build, `--build-arg`). */
function argumentsIn(written: string): ReadonlyMap<string, string | null> | null {
  const found = new Map<string, string | null>();
  for (const line of written.split('\n')) {
    const argument = line.trim().replace(/^"(.*)"$/, '$1');
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/.exec(argument) ?? [];
    if (hasHole(name)) return null;
    if (name !== '') found.set(name.trim(), value === undefined || hasHole(value) ? null : value.trim());
  }
  return found;
}

/** An image that the job itself builds, names or loads needs no registry; of one under an open name that may be it, nobody knows. */
export function isMadeHere(reference: string, { job }: Here): boolean {
  const name = reference.replace(/[:@][^/]*$/, '');
  const lines = scriptsOf(job).flatMap((each) => each.replace(/\\\n/g, ' ').split('\n'));
  const tagged = lines.flatMap((line) =>
    [...line.matchAll(TAGGED)].map(([, one, other]) => one ?? other ?? ''),
  );
  return (
    lines.some((line) => LOADS.test(line)) ||
    tagged.some((each) => each.startsWith(name)) ||
    (tagged.length > 1 && tagged.some((each) => each.startsWith('$')))
  );
}

/** `-t NAME`, and the second name of `docker tag`. */
const TAGGED = /\s(?:-t|--tag)[ =]["']?([^\s"']+)|\btag\s+\S+\s+["']?([^\s"']+)/g;
const LOADS = /\b(?:load|import|commit)\b/;
