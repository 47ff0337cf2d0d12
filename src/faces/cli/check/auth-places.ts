/** Variables that send clients to a place where there is no auth file. */
import { existsSync, statSync } from 'node:fs';
import type { Language } from '../../../types.js';
import type { Remark } from './asked.js';
import { checkWords } from './words.js';

/** Says what is wrong with `DOCKER_CONFIG` and `REGISTRY_AUTH_FILE`; nothing where they lead somewhere. */
export function remarkOnPlaces(env: NodeJS.ProcessEnv, remark: Remark, language: Language): void {
  const say = checkWords(language);
  const folder = env.DOCKER_CONFIG ?? '';
  const file = env.REGISTRY_AUTH_FILE ?? '';
  // A shell expands it where it stands bare; `env:` of a workflow, a unit file, quotes do not.
  for (const [name, place] of Object.entries({ DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: file }))
    if (/^~(?:[\\/]|$)/.test(place) && !existsSync(place)) remark(say.bareTilde(name, place));
  if (existsSync(folder) && statSync(folder).isFile()) remark(say.configIsFile(folder));
  if (file !== '' && !file.startsWith('~') && !existsSync(file)) remark(say.noAuthFileThere(file));
}
