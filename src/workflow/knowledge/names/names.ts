/**
 * Names of images in texts that may have holes: what of `ghcr.io/octo/app:${{ … }}`
 * is certain. The grammar itself, and what is wrong with a name, is the business
 * of registry/reference.ts.
 */
import { normaliseHost } from '../../../evidence/registry/reference-grammar.js';
import { onlyOrigin, originsIn, withoutAbsent } from '../../language/origins.js';
import { fillHoles, HOLE, hasHole, isHole } from '../../language/values.js';
import type { Found } from '../clients.js';

/**
 * The reference as far as it is known: without its tag or digest when only that is
 * open, null when the name is. `undefined`: it is not at this registry, or nobody
 * can say at which.
 */
export function referenceAt(registry: string, given: string): string | null | undefined {
  const text = given.trim();
  const slash = text.indexOf('/');
  if (slash < 0 || normaliseHost(text.slice(0, slash)) !== normaliseHost(registry)) return undefined;
  const rest = text.slice(slash + 1);
  const end = rest.search(/[:@]/);
  const name = end === -1 ? rest : rest.slice(0, end);
  if (hasHole(name)) return null;
  if (hasHole(rest)) return text.slice(0, slash + 1 + name.length);
  return text;
}

/** Is it meant for the registry, under whatever name? A scheme in front does not change where it was to go. */
export function isMeantFor(registry: string, given: string): boolean {
  return referenceAt(registry, given.replace(/^https?:\/\//i, '')) !== undefined;
}

/** Where nothing is known of its host, it may be at any registry; where it is one of some known texts, at theirs. */
export function mayBeAt(registry: string, reference: string): boolean {
  const host = hostIn(reference);
  const origin = onlyOrigin(host);
  if (origin?.kind !== 'either' || origin.of.some(hasHole)) return isHole(host);
  const rest = reference.trim().slice(host.length);
  return origin.of.some((each) => isMeantFor(registry, each + rest));
}

/** What stands before the first slash, or all of the name, comes from what is always empty: a name that no `env` sets, or an impossible secret. */
export function beginsEmpty(reference: string): boolean {
  const [, beginning = ''] = /^([\u{100000}-\u{10FFFD}]+)(?:\/\S|:)/u.exec(reference.trim()) ?? [];
  return originsIn(beginning).some(
    (origin) => origin.kind === 'absent' && (origin.why === 'unset' || origin.why === 'impossible'),
  );
}

/** What stands where a registry would. */
export function hostIn(reference: string): string {
  return reference.trim().split(/[/:@]/, 1)[0] as string;
}

/** The whole name of what is pushed: `helm push` appends that of the chart to its URL, unless a tag stands there already. */
export function wholeReference(found: Found): string {
  const { reference, appended = HOLE } = found;
  return isPushedInto(found) && !isTagInUrl(found)
    ? `${reference.replace(/\/+$/, '')}/${appended}`
    : reference;
}

/** A reference as a reader of the workflow knows it: `…` where the text leaves a hole. */
export function shownReference(reference: string): string {
  return fillHoles(withoutAbsent(reference), '…');
}

/** A tag or a digest stands where only the folder of the chart may: no such push arrives. */
export function isTagInUrl(found: Found): boolean {
  return isPushedInto(found) && /[:@][^/]*$/.test(found.reference);
}

/** Where the chart goes whose name and tag somebody wrote into the URL: a lone owner is a folder already. */
export function chartFolder(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? path : path.slice(0, end);
}

/**
 * A folder to which a client joins a name as a path: a slash too many is none, and what comes to nothing leaves no gap (helm
 * pkg/pusher/ocipusher.go; skopeo cmd/skopeo/sync.go). Not so the host and the owner: without them, another's folder is left.
 */
export function joinedFolder(reference: string): string {
  return reference
    .trim()
    .split('/')
    .filter((part) => part !== '')
    .filter((part, index) => index <= 1 || withoutAbsent(part) !== '')
    .join('/');
}

function isPushedInto({ access, isPrefix }: Found): boolean {
  return isPrefix === true && access === 'push';
}

/** `docker://ghcr.io/…`, `oci://ghcr.io/…` without the transport; other transports write no registry. */
export function withoutTransport(given: string): string | null {
  const match = /^([a-z][a-z-]*):(\/\/)?/.exec(given);
  if (!match) return given;
  if (match[1] === 'docker' && match[2]) return given.slice(match[0].length);
  // `localhost:5000/app` and `app:tag` look like a transport and are none.
  return TRANSPORTS.has(match[1] as string) ? null : given;
}

/** man containers-transports(5). */
const TRANSPORTS = new Set([
  'containers-storage',
  'dir',
  'docker',
  'docker-archive',
  'docker-daemon',
  'oci',
  'oci-archive',
  'ostree',
  'sif',
  'tarball',
]);

/**
 * The fields of one CSV record, as BuildKit's `--output` and `--cache-to` and the
 * docker actions read them: `type=image,"name=a,b",push=true` has three.
 */
export function csvFields(record: string): string[] {
  if (!/["$]/.test(record)) return record.split(',').flatMap((each) => each.trim() || []);
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < record.length; at += 1) {
    const char = record[at] as string;
    if (char === '"') {
      if (quoted && record[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (record.startsWith('${', at) && record.indexOf('}', at) > 0) {
      // `${IMAGE,,}`, which no shell has read: one mistake, not three fields.
      const end = record.indexOf('}', at);
      field += record.slice(at, end + 1);
      at = end;
    } else if (char === ',' && !quoted) {
      fields.push(field.trim());
      field = '';
    } else field += char;
  }
  fields.push(field.trim());
  return fields.filter((each) => each !== '');
}

/** `key=value` fields of a record; a field without `=` is its own key with an empty value. */
export function attributes(record: string): Map<string, string> {
  return new Map(
    csvFields(record).map((field): [string, string] => {
      const at = field.indexOf('=');
      return at === -1 ? [field, ''] : [field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()];
    }),
  );
}

/** Entries of an input that is a list by lines. */
export function linesOf(value: string): string[] {
  return value
    .split(/\r?\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('#'));
}

/** Entries of an input that is a list by lines or commas, such as `tags`. */
export function entriesOf(value: string): string[] {
  return linesOf(value).flatMap(csvFields);
}

/** Stands for the bake file that metadata-action writes; its target and the tags follow. */
export const METADATA_BAKE = 'docker-metadata-action-bake.json#';
