/**
 * Letters, digits and dashes that nobody else takes: this process, this moment, and chance where containers share a
 * folder. For temporary files, and for what has to be found again. Such a file is made new or not at all, so its name need
 * not be hard to guess, and `node:crypto`, which takes milliseconds to load, is left alone.
 */
export function uniqueName(): string {
  return [process.pid, Date.now(), Math.random() * 2 ** 53]
    .map((each) => Math.floor(each).toString(36))
    .join('-');
}
