/** Addresses with `oci://` in front, which some clients take and others take alone. */
import { hasHole, knownStart } from '../../language/values.js';
import type { Found } from '../clients.js';
import { push } from './transfers.js';

/** `oci://ghcr.io/octo/charts` without its scheme; undefined for another one. What nobody knows may begin with it. */
export function ociUrl(url = ''): string | undefined {
  if (hasHole(url) && knownStart(url) === '') return url;
  return /^oci:\/\//i.test(url) ? url.slice(6) : undefined;
}

/** Another scheme, and oci without its slashes, which makes a host of it. */
const OTHER_SCHEME = /^(?:(?:https?|docker):\/\/|oci:\/?(?!\/))/i;

/** `ghcr.io/octo/app`: no folder of the machine, and no repository of charts alone. */
const WITHOUT_SCHEME = /^[\w-][\w.-]*(?::\d+)?\/(?!\/)/;

/** The operand that is such an address: the one at its place, or behind it, where the value of an option that nobody knows stands there. */
export function ociOperand(operands: readonly string[], at: number): string {
  const rest = operands.slice(at);
  return rest.find((each) => /^oci:\/\//i.test(each)) ?? rest[0] ?? '';
}

/**
 * What a client pushes to that takes an address with `oci://` alone, and ends at any other. Sources: helm pkg/uploader, "scheme prefix
 * missing from remote"; fluxcd/pkg oci/client, which flux, timoni and kustomizer have in common, "URL must be in format
 * 'oci://<domain>/<org>/<repo>'"; zarf src/cmd/package.go.
 */
export function ociPush(url: string, rest?: Partial<Found>): Found[] {
  if (WITHOUT_SCHEME.test(url)) return push(url, { ...rest, refuses: 'no-scheme' });
  const [scheme] = OTHER_SCHEME.exec(url) ?? [];
  if (scheme === undefined) return push(ociUrl(url), rest);
  return push(url.slice(scheme.length), { ...rest, refuses: 'no-scheme', scheme });
}
