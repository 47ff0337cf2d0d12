/** Jobs in which `docker` may be podman under another name: it finds podman's logins, too. */
import { child } from '../../text/document.js';
import { type JobText, jobSource } from '../../text/job.js';

const KNOWN = new WeakMap<JobText['node'], boolean>();

/**
 * A package or a link that calls podman so, docker's client sent to podman's service, or an image of which nobody knows
 * what is called docker in it.
 */
export function mayCallPodmanDocker(job: JobText): boolean {
  const known = KNOWN.get(job.node);
  if (known !== undefined) return known;
  const made = child(job.node, 'container') !== null || saysSo(jobSource(job));
  KNOWN.set(job.node, made);
  return made;
}

function saysSo(source: string): boolean {
  if (!source.includes('podman')) return false;
  return SAYS.test(source) || source.split('\n').some(renames);
}

const SAYS = /podman-docker|podman\.sock|exec podman\b/;

/** `ln -s /usr/bin/podman /usr/local/bin/docker` and the like. */
function renames(line: string): boolean {
  return (
    line.includes('podman') &&
    /\bdocker\b/.test(line) &&
    /\b(?:ln|cp|mv|install|alias|update-alternatives)\b/.test(line)
  );
}
