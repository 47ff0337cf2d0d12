/** Compose files: the images of services that are built. */
import { readEnvFile } from '../../deployment/env-file.js';
import { hasHole } from '../../language/values.js';
import { folderOf } from '../../language/workspace.js';
import type { Surroundings } from '../clients.js';
import { inFolder, yaml } from './files.js';
import { interpolated } from './interpolation.js';

/** Docs: docs.docker.com/compose, "compose.yaml" and its older names. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/**
 * Images that `docker compose push` pushes: of services that are built.
 *
 * @param files as `-f` names them
 * @param envFiles as `--env-file` names them; none: the one beside the first file, where there is one
 */
export function composeImages(
  { files, envFiles }: { files: readonly string[]; envFiles: readonly string[] },
  services: readonly string[],
  around: Surroundings,
): string[] {
  const set = variablesIn(
    envFiles.length > 0 ? envFiles : [`${folderOf(files[0] ?? '') || '.'}/.env`],
    around,
  );
  return composeTexts(files, around).flatMap((text) => {
    const data = yaml(text) as {
      services?: Record<string, { build?: unknown; image?: unknown } | null>;
    } | null;
    return Object.entries(data?.services ?? {}).flatMap(([name, service]) => {
      const isWanted = services.length === 0 || services.includes(name);
      if (!isWanted || !service?.build || typeof service.image !== 'string') return [];
      return [interpolated(service.image, (variable) => around.variable(variable) ?? set(variable)).text];
    });
  });
}

/** What env files set, the last of them first; a file that is not there may still be made, so that the rest is not known. */
function variablesIn(files: readonly string[], around: Surroundings): (name: string) => string | undefined {
  const read = files.flatMap((name) => {
    const text = hasHole(name) ? null : around.file(inFolder('.', name));
    return text === null ? [] : [readEnvFile(text, (other) => around.variable(other) ?? undefined)];
  });
  return (name) => read.findLast((each) => each.has(name))?.get(name)?.value;
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
