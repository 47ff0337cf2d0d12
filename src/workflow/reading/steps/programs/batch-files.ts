/** Batch files of the repository that a script of `cmd` calls: what they say, it may do. */
import type { Surroundings } from '../../../knowledge/clients.js';

/** Docs: learn.microsoft.com, Windows Commands, call. */
const CALLED = /^[ \t]*@?(?:call[ \t]+)?"?([\w.\\/-]{1,200}\.(?:cmd|bat))\b/gim;

const MOST_FILES = 10;

/** A script, with the texts of the files that it calls behind it; those that they call are not looked for. */
export function withBatchFiles(script: string, file: Surroundings['file']): string {
  const called = [...script.matchAll(CALLED)].slice(0, MOST_FILES);
  const texts = called.map(([, path = '']) => file(path.replaceAll('\\', '/').replace(/^\.\//, '')));
  return [script, ...texts.filter((each) => each !== null)].join('\n');
}
