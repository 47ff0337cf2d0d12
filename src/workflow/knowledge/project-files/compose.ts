/** Compose files: the images of services that are built. */
import { hasHole } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { inFolder, yaml } from './files.js';
import { interpolated } from './interpolation.js';

/** Docs: docs.docker.com/compose, "compose.yaml" and its older names. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** Images that `docker compose push` pushes: of services that are built. */
export function composeImages(
  files: readonly string[],
  services: readonly string[],
  around: Surroundings,
): string[] {
  return composeTexts(files, around).flatMap((text) => {
    const data = yaml(text) as {
      services?: Record<string, { build?: unknown; image?: unknown } | null>;
    } | null;
    return Object.entries(data?.services ?? {}).flatMap(([name, service]) => {
      const isWanted = services.length === 0 || services.includes(name);
      if (!isWanted || !service?.build || typeof service.image !== 'string') return [];
      // An `.env` file may set what nothing else does, so that what is missing is not known.
      return [interpolated(service.image, (variable) => around.variable(variable) ?? undefined).text];
    });
  });
}

/**
 * The texts of the files that are given, else of the one that is found.
 *
 * @param files as `-f` names them
 */
export function composeTexts(files: readonly string[], around: Pick<Surroundings, 'file'>): string[] {
  const given = files.length > 0 ? files : COMPOSE_FILES;
  const found = given.flatMap((name) => {
    const text = hasHole(name) ? null : around.file(inFolder('.', name));
    return text === null ? [] : [text];
  });
  return files.length > 0 ? found : found.slice(0, 1);
}
