/** Logins and logouts that a program in a language that is not read has the words of: it may make them. */
import type { Act, Here } from '../steps/frame.js';
import { LONGEST_LINE, programLines } from '../steps/programs/program-lines.js';
import { saidAct } from './said-logins.js';

const HOST = /(?<![\w.@-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z\d](?::\d{1,5})?(?![\w.-])/gi;

/** Behind the host stand options at most: one more word is one of a sentence. */
const SENTENCE_GOES_ON = /^[ \t]{1,4}[A-Za-z]/;

const LOGIN = /\blogin\b/;
const LOGOUT = /\blogout\b/;

/** Those of a program, which is an input or the script of a step: `login`, and behind it in the line a host. */
export function saidInProgram(program: string, here: Here, place: Act['place']): Act[] {
  return hostsBehind(LOGIN, program).map((host) => saidAct({ host }, here, place));
}

/** Its logouts, which come behind what it pushes. */
export function logoutsInProgram(program: string, here: Here, place: Act['place']): Act[] {
  return hostsBehind(LOGOUT, program).map((host) => saidAct({ host, password: null }, here, place));
}

function hostsBehind(verb: RegExp, program: string): string[] {
  if (!verb.test(program)) return [];
  const hosts = programLines(program).flatMap((whole) => {
    const line = whole.slice(0, LONGEST_LINE);
    const at = line.search(verb);
    if (at === -1) return [];
    const rest = line.slice(at);
    return [...rest.matchAll(HOST)]
      .filter((each) => !SENTENCE_GOES_ON.test(rest.slice(each.index + each[0].length)))
      .map(([host]) => host);
  });
  return [...new Set(hosts)];
}
