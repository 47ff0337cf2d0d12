/** The registry that `--registry` names. */
import { registryOf, serverNamed } from '../../../evidence/github-server.js';
import { isLoopbackHost } from '../../../evidence/http/http.js';
import type { Language } from '../../../types.js';
import { InputError, registryHost } from '../../usage.js';
import { checkWords } from './words.js';

/**
 * That everybody knows, of somebody else, and that hands out nobody's images but its own: no mirror of ghcr.io, and none of
 * GitHub's tokens is for it.
 */
const OTHERS =
  /^(?:(?:\w[\w-]*\.)?docker\.(?:io|com)|(?:\w+\.)?(?:gcr|icr)\.io|(?:quay|nvcr|lscr)\.io|cgr\.dev|registry\.(?:gitlab\.com|k8s\.io)|registry\.(?:access\.|connect\.)?redhat\.(?:io|com)|mcr\.microsoft\.com|public\.ecr\.aws)$/;

/**
 * A server of GitHub's own, or another service of it, such as its API and the registries of npm's and Maven's packages; none
 * that has, or had, images.
 */
const SERVERS = /^(?!(?:containers|docker(?:\.pkg)?)\.)(?:.+\.)?(?:github|[^.]+\.ghe)\.com$/;

/** Of github.com, for files alone: of repositories, of its pages, and the layers that ghcr.io sends its readers to. */
const FILES = /^(?:.+\.)?github(?:usercontent|assets)\.com$/;

/** Names under that of ghcr.io: all GitHub's, and none that a client logs in to. */
const UNDER_GHCR = /\.ghcr\.io$/;

/**
 * null: none was named. Throws an `InputError` for what is no host, and before a token is sent to another's, or to what is no
 * registry but the server, or another name of the registry's.
 *
 * @param server the one at hand
 */
export function askedRegistry(given: string | undefined, server: string, language: Language): string | null {
  const host = registryHost(given ?? '', language, '--registry');
  if (host === null) return null;
  const say = checkWords(language);
  if (OTHERS.test(host)) throw new InputError(say.anothers(host));
  if (UNDER_GHCR.test(host)) throw new InputError(say.underGhcr(host));
  const named = SERVERS.test(host) ? serverNamed(host) : FILES.test(host) ? 'https://github.com' : null;
  const itself = host === new URL(server).host && !isLoopbackHost(host) ? server : named;
  if (itself === null) return host;
  const { host: name } = new URL(itself);
  const registry = registryOf(itself);
  throw new InputError(
    name === host ? say.serverAsRegistry(host, registry) : say.otherHost(host, name, registry),
  );
}
