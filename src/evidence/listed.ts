/** Inputs that hold a list. */

/** The entries, comma- or newline-separated, without the space around them; empty ones are none. */
export function listed(given: string): string[] {
  return given
    .split(/[\n,]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
