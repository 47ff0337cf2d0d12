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
  return bases.map((reference) => ({
    reference,
    access: 'pull',
    role: 'cache',
    runs: 'yes',
    client: 'buildx',
    isBase: true,
  }));
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
