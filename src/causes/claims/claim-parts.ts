/** What a claim takes from its case: the command and the page where it is mended. */
import { isLoopbackHost } from '../../evidence/http/http.js';
import type { Case } from '../case.js';
import type { Claim } from '../cause.js';
import { entryKept } from '../facts.js';
import { pageOfPackage } from './pages.js';

/** The command by which whoever asks here gets a new credential; a client may have none. */
export function commandOf(seen: Case): Pick<Claim, 'command'> {
  const { asker, access, registry, image } = seen;
  const command = asker.commands.renew?.({
    access,
    registry,
    ...entryKept(seen.token),
    image: image?.address ?? '',
    secret: seen.pullSecret,
  });
  return command === undefined ? {} : { command };
}

/** The command that makes the pull secret anew, where the credential came from one. */
export function renewedSecret(seen: Case): Pick<Claim, 'command'> {
  return seen.pullSecret ? commandOf(seen) : {};
}

/**
 * The settings page of the package, which its registry and its name tell where the API was not asked; none for a name that a
 * log masks, and a registry on this machine has no pages.
 */
export function settingsOf(seen: Case): Pick<Claim, 'url'> {
  const { package: about, image, registry } = seen;
  if (about) return { url: about.settingsUrl };
  if (isLoopbackHost(registry) || !image?.name.includes('/') || image.name.includes('*')) return {};
  return { url: pageOfPackage(seen, image) };
}

/** What cannot be read is told of as a pull that was refused, unless nobody knows which it was: a push is answered alike. */
export function asPull({ access }: Case): Pick<Claim, 'facts'> {
  return access === null ? {} : { facts: { access: 'pull' } };
}
