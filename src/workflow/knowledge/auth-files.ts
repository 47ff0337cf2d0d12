/** The files in which clients keep credentials, as scripts name them. */

const AUTH_FILE =
  /\.docker\b|config\.json|auth\.json|DOCKER_CONFIG|DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE|credHelpers/;

/** Does a text name a file that holds credentials? */
export function touchesAuthFile(text: string): boolean {
  return AUTH_FILE.test(text);
}

/** Does a script tell the clients to look elsewhere, where nobody follows them? DOCKER_CONFIG is followed. */
export function movesAuthFile(script: string): boolean {
  return /\b(?:DOCKER_AUTH_CONFIG|REGISTRY_AUTH_FILE)\b/.test(script);
}
