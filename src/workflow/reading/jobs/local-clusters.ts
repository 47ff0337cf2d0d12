/** Jobs that start a cluster on their own machine: skaffold, tilt and devspace load images into it, and push none. */
import { type JobText, jobSource } from '../../text/job.js';

const KNOWN = new WeakMap<JobText['node'], boolean>();

/** Does a step say so: an action that sets one up, its program, or a script or a target that is named for one? */
export function startsLocalCluster(job: JobText): boolean {
  const known = KNOWN.get(job.node);
  if (known !== undefined) return known;
  const made = SAYS.test(jobSource(job).replace(FILLED_IN, ' '));
  KNOWN.set(job.node, made);
  return made;
}

/** What is filled in is called by whatever its author likes: `${{ matrix.build-kind }}`, `$BUILD_KIND`. */
const FILLED_IN = /\$\{\{[^}]*\}\}|\$\{?\w*_\w+|\b(?:matrix|inputs|needs|steps|env|vars)\.[\w.-]+/g;

/**
 * `kind` is a word of every manifest, too, so it counts as a program or as a part of a name (skaffold.dev: Local Cluster; docs.tilt.dev: Choosing
 * a Local Dev Cluster; devspace.sh: images, `skipPush`). What k3s and microk8s run is for no program one of the machine.
 */
const SAYS =
  /\b(?:minikube|k3d|ctlptl)\b|\bkind[ \t]+(?:create|export|load)\b|[-_/]kind(?![\w:=])|\bkind[-_](?:\w+[-_])*(?:action|cluster|create|up|setup|start)\b|\bdocker-desktop\b/i;
