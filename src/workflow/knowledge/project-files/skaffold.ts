/** The images that `skaffold build --push` pushes, where the repository's skaffold.yaml names them. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { yamlFields } from './parsed.js';

/**
 * `build.artifacts[].image`, under the default repository where there is one (skaffold.dev: Image repository handling).
 *
 * @param repository empty: none is given
 * @returns null: they are not known
 */
export function skaffoldImages(
  path: string,
  repository: string,
  { file }: Pick<Surroundings, 'file'>,
): string[] | null {
  const artifacts = buildIn(file(path))?.artifacts;
  if (!Array.isArray(artifacts)) return null;
  return artifacts.flatMap((artifact) => {
    const image = recordOf(artifact)?.image;
    if (typeof image !== 'string') return [];
    // A name with a registry of its own is rewritten, by rules that settings of the machine change.
    if (repository !== '') return `${repository}/${image.includes('/') ? HOLE : image}:${HOLE}`;
    return [`${image}:${HOLE}`];
  });
}

/** `build.local.push` (skaffold.dev: Local Build); null: the file leaves it open, or is not at hand. */
export function skaffoldPushes(path: string, { file }: Pick<Surroundings, 'file'>): boolean | null {
  const said = recordOf(buildIn(file(path))?.local)?.push;
  return typeof said === 'boolean' ? said : null;
}

/** `deploy.kubeContext`, which decides whether a cluster of the machine is meant (skaffold.dev: skaffold.yaml, deploy). */
export function skaffoldContext(path: string, { file }: Pick<Surroundings, 'file'>): string | null {
  const said = recordOf(yamlFields(file(path))?.deploy)?.kubeContext;
  return typeof said === 'string' ? said : null;
}

function buildIn(text: string | null): Record<string, unknown> | null {
  return recordOf(yamlFields(text)?.build);
}
