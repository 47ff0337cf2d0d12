/**
 * A reference without its tag and digest, also where parts of it are not known: the name alone is compared and shown. A
 * colon before the last slash is a port's.
 */
export function withoutTag(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}
