/** Logins that a program in a language that is not read has the words of: it may make them. */
import type { Act, Here } from '../steps/frame.js';
import { isRemark, LONGEST_LINE } from '../steps/programs/program-lines.js';
import { saidAct } from './said-logins.js';

const HOST = /(?<![\w.@-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z\d](?::\d{1,5})?(?![\w.-])/gi;

/** Those of a program, which is an input or the script of a step: `login`, and behind it in the line a host. */
export function saidInProgram(program: string, here: Here, place: Act['place']): Act[] {
  if (!program.includes('login')) return [];
  const hosts = program.split('\n').flatMap((whole) => {
    const line = whole.slice(0, LONGEST_LINE);
    const at = line.search(/\blogin\b/);
    return at === -1 || isRemark(line) ? [] : (line.slice(at).match(HOST) ?? []);
  });
  return [...new Set(hosts)].map((host) => saidAct({ host }, here, place));
}
