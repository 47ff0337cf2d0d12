/** Secrets in base64, as auth files and Kubernetes write them: by their form nobody would know them. */

/** Shorter runs hold nothing that is worth hiding: `u:ghp_` and ten characters are 22. */
const SHORTEST = 20;
const LONG_ENOUGH = new RegExp(String.raw`[\w+/-]{${SHORTEST}}`);
/** Characters of both alphabets; `base64` breaks its lines. */
const RUNS = /[\w+/-]+(?:\r?\n[\w+/-]+)*={0,2}/g;
/** What stands right before it, such as a folder's name, may belong to the run: it may begin at any of four characters. */
const OFFSETS = [0, 1, 2, 3];
/** The auth of an auth file of a Secret of a manifest, which may be in base64 as a whole. */
const DEPTH = 3;

/**
 * Tells of each run of base64 that holds a secret, also where what is in it is base64 again.
 * @param holds is there a secret in a text as it stands?
 */
export function encodedIn(
  text: string,
  holds: (plain: string) => boolean,
  found: (start: number, end: number) => void,
  depth = DEPTH,
): void {
  if (!LONG_ENOUGH.test(text)) return;
  for (const { 0: run, index } of text.matchAll(RUNS))
    if (run.length >= SHORTEST && holdsWithin(run, holds, depth)) found(index, index + run.length);
}

function holdsWithin(run: string, holds: (plain: string) => boolean, depth: number): boolean {
  return OFFSETS.some((offset) => {
    const plain = Buffer.from(run.slice(offset), 'base64').toString('latin1');
    if (holds(plain)) return true;
    let isHeld = false;
    if (depth > 1)
      encodedIn(
        plain,
        holds,
        () => {
          isHeld = true;
        },
        depth - 1,
      );
    return isHeld;
  });
}
