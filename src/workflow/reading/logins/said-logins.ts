/**
 * Logins that are said and not seen: a program in a language that is not read has the words of one, an action that
 * nobody knows has the name of one. They may be made; with whose token, only the inputs of an action tell.
 */
import { COMMON_STORES, type Sign } from '../../knowledge/clients.js';
import { both } from '../../language/chance.js';
import { HOLE } from '../../language/values.js';
import type { Act, Here } from '../steps/frame.js';

/** Lines that are a remark in the languages of `shell:` and of actions/github-script. */
const REMARK = /^\s*(?:#|\/\/|::|rem\s)/i;
const HOST = /(?<![\w.@-])(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z\d](?::\d{1,5})?(?![\w.-])/gi;
/** A line is read so far: no command is longer. */
const LONGEST_LINE = 2_000;

/** Those of a program, which is an input or the script of a step: `login`, and behind it in the line a host. */
export function saidInProgram(program: string, here: Here, place: Act['place']): Act[] {
  if (!program.includes('login')) return [];
  const hosts = program.split('\n').flatMap((whole) => {
    const line = whole.slice(0, LONGEST_LINE);
    const at = line.search(/\blogin\b/);
    return at === -1 || REMARK.test(line) ? [] : (line.slice(at).match(HOST) ?? []);
  });
  return [...new Set(hosts)].map((host) => saidAct({ host }, here, place));
}

/** Is an action called a login: `acme/ghcr-login`, `./.github/actions/login`? */
const NAMED_LOGIN = /(?:^|[/_-])log-?in(?=$|[/_@-])/i;

/**
 * That of an action which nobody knows, by its name.
 *
 * @param action as it is used: a name or a path
 * @param told what its inputs say; null: of no registry
 */
export function saidByName(
  action: string,
  told: { host: string; password?: string } | null,
  here: Here,
  place: Act['place'],
): Act[] {
  if (!NAMED_LOGIN.test(action)) return [];
  if (told) return [saidAct(told, here, place)];
  // One that is told no registry is named after it.
  return /ghcr/i.test(action) ? [saidAct({ host: 'ghcr.io' }, here, place)] : [];
}

function saidAct(
  { host, password = HOLE }: { host: string; password?: string },
  { runs, guards, document, step }: Here,
  place: Act['place'],
): Act {
  const sign: Sign = { host, password, stores: COMMON_STORES };
  // Under a condition of its own: whether it is made at all.
  const conditions = [...guards, `${document.file}:${place.start}`];
  const at = { document, place, passwordPlace: place, step };
  return { kind: 'sign', sign, runs: both(runs, 'unknown'), guards: conditions, ...at };
}
