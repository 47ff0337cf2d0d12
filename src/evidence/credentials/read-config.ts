/**
 * The file of credentials of a login. How clients read names that they have not written themselves is for few files, so that is
 * loaded where there is one.
 */
import { type AuthConfig, authFileText, configIn, parseJson } from './auth-file.js';

/** What clients look for, in the case in which they write it. */
const NAMES = 'auths|credsStore|credHelpers|auth|username|password|identitytoken|registrytoken';
const NAME = new RegExp(`"(${NAMES})"\\s*:`, 'gi');

/** The configuration in the file; an empty one when there is none. Rejects with an `AuthFileError` when it can't be read or is no JSON object. */
export async function readConfig(file: string): Promise<AuthConfig> {
  const text = authFileText(file);
  if (isAsWritten(text)) return configIn(file, text);
  return (await import('./client-config.js')).clientConfigIn(file, text);
}

/** Is it as a client writes it: each name in its own case, each section once, one object, and no letter spelt out? */
function isAsWritten(text: string): boolean {
  if (text.trim() === '') return true;
  const names = [...text.matchAll(NAME)].map(([, name = '']) => name);
  const sections = names.filter((name) => /^(?:auths|creds)/i.test(name));
  return (
    names.every((name) => NAMES.split('|').includes(name)) &&
    new Set(sections).size === sections.length &&
    !/\\u|[\u017f\u212a]/.test(text) &&
    parseJson(text) !== null
  );
}
