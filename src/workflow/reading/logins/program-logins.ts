/** Logins and logouts that a program in a language that is not read has the words of: it may make them. */
import { HOLE } from '../../language/values.js';
import type { Act, Here } from '../steps/frame.js';
import { LONGEST_LINE, programLines } from '../steps/programs/program-lines.js';
import { saidAct } from './said-logins.js';

const HOST = /(?<![\w.@-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z\d](?::\d{1,5})?(?![\w.-])/gi;

/** Behind the host stand options at most: one more word is one of a sentence. */
const SENTENCE_GOES_ON = /^[ \t]{1,4}[A-Za-z]/;

const LOGIN = /\blogin\b/;
const LOGOUT = /\blogout\b/;

/** Clients' own files of credentials, as a path or by its parts. docs: docker login; containers-auth.json(5) */
const AUTH_FILE = /\.docker\/config\.json|containers\/auth\.json|["']\.docker["']/;
/** How programs put something into a file: of Python, JavaScript, Ruby, Go, PHP and PowerShell. */
const WRITES =
  /\bwrite|Write(?:File|All|Text|String)|\bdump\(|\bopen\([^\n]{0,200}["'][wax]\+?b?["']|copy|_put_contents|(?:Set|Add)-Content|Out-File/i;

/**
 * Those of a program, which is an input or the script of a step: `login`, and behind it in the line a host; or a file of
 * credentials, where it writes files.
 */
export function saidInProgram(program: string, here: Here, place: Act['place']): Act[] {
  const hosts = hostsBehind(LOGIN, program);
  if (AUTH_FILE.test(program) && WRITES.test(program)) {
    const lines = programLines(program).map((line) => line.slice(0, LONGEST_LINE));
    const has = (pattern: RegExp) => lines.some((line) => pattern.test(line));
    if (has(AUTH_FILE) && has(WRITES)) hosts.push(HOLE);
  }
  return hosts.map((host) => saidAct({ host }, here, place));
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
