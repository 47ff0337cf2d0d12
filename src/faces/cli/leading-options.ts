/**
 * The options of all reports, in front of the command: `ghcr-preflight --format json lint`, as git and docker take what
 * holds for all their commands. Each command defines them for itself, so there they move behind its name.
 *
 * @param argv of the process
 */
export function behindCommand(argv: readonly string[]): string[] {
  const kept = argv.slice(0, 2);
  const moved: string[] = [];
  let index = kept.length;
  for (let word = argv[index]; word?.startsWith('-') && word !== '--'; word = argv[index]) {
    const length = WITH_VALUE.has(word) ? 2 : 1;
    (OF_REPORTS.test(word) ? moved : kept).push(...argv.slice(index, index + length));
    index += length;
  }
  const [command, ...rest] = argv.slice(index);
  // Without a command there is nothing that takes them, and the message is about them.
  if (command === undefined || command === '--') return [...argv];
  return [...kept, command, ...moved, ...rest];
}

/** Does this option of a command stand in front of its name too? */
export function isTakenInFront(long: string): boolean {
  return OF_REPORTS.test(long);
}

const OF_REPORTS = /^--(?:no-color$|format(?:=|$))/;
/** Those whose value is a word of its own. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--format', '--language']);
