/** The registry that `--registry` names. */
import type { Language } from '../../../types.js';
import { InputError, registryHost } from '../../usage.js';
import { checkWords } from './words.js';

/**
 * That everybody knows, of somebody else, and that hands out nobody's images but its own: no mirror of ghcr.io, and none of
 * GitHub's tokens is for it.
 */
const OTHERS =
  /^(?:(?:\w[\w-]*\.)?docker\.(?:io|com)|(?:\w+\.)?gcr\.io|quay\.io|registry\.(?:gitlab\.com|k8s\.io)|mcr\.microsoft\.com|public\.ecr\.aws)$/;

/** null: none was named. Throws an `InputError` for what is no host, and before a token is sent to another's. */
export function askedRegistry(given: string | undefined, language: Language): string | null {
  const host = registryHost(given ?? '', language, '--registry');
  if (host !== null && OTHERS.test(host)) throw new InputError(checkWords(language).anothers(host));
  return host;
}
