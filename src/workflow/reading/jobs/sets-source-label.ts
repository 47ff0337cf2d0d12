/** Does a job set the label that links its package to the repository? */
import type { JobText } from '../../text/job.js';

/**
 * A label or annotation that links the package to the repository. metadata-action
 * makes one, which counts when a step takes over its labels.
 */
export function setsSourceLabel(job: JobText): boolean {
  const { start, end } = job.node;
  const source = job.document.text.slice(start, end);
  if (source.includes('org.opencontainers.image.source')) return true;
  return job.steps.some(({ uses, id }) => {
    if (uses?.action?.toLowerCase() !== 'docker/metadata-action') return false;
    if (/DOCKER_METADATA_OUTPUT_(LABELS|ANNOTATIONS|JSON)/.test(source)) return true;
    const outputs = ['labels', 'annotations', 'json', 'bake-file'];
    return id !== null && outputs.some((name) => source.includes(`steps.${id}.outputs.${name}`));
  });
}
