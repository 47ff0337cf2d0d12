/** A file of credentials as the client whose file it is reads it: whoever looks a login up, makes one or takes one back sees the same. */
import * as path from 'node:path';
import { type AuthConfig, configIn } from './auth-file.js';
import { parseAsClients, parseAsDocker } from './client-names.js';

/** The configuration in a file's text. Throws an `AuthFileError` where that is no JSON object. */
export function clientConfigIn(file: string, text: string): AuthConfig {
  return configOf(file, text) ?? configIn(file, text);
}

/** null: no client whose file it is finds an object in it. */
export function configOf(file: string, text: string): AuthConfig | null {
  return isDockersFile(file) ? parseAsDocker(text) : parseAsClients(text);
}

/** docker reads the first object of it; podman and its kind read all of theirs. */
export function isDockersFile(file: string): boolean {
  return path.basename(file) === 'config.json';
}
