/** Which login of a log stands before a refusal, in a file that the client which was refused reads. */
import { type LogTools, lastCommandIn } from './tools.js';
import type { LogLogin, Symptom } from './types.js';
import { answersLogin } from './words/login-words.js';

/**
 * Gives each symptom the last login to its registry that stands before it and whose result its client reads: what helm
 * keeps in its own store does not log docker in (facts K10). One pass over both: a log may have tens of thousands of either.
 *
 * @param symptoms in the order of their lines
 * @param tools who reads which store, and who writes it
 */
export function addLogins(symptoms: readonly Symptom[], logins: readonly LogLogin[], tools: LogTools): void {
  const byLine = logins.map((login, index) => ({ login, index }));
  byLine.sort((one, other) => one.login.line - other.login.line);
  const all = new LastLogins();
  const kept = new Map<string, LastLogins>();
  let next = 0;
  for (const symptom of symptoms) {
    for (let one = byLine[next]; one && one.login.line <= symptom.line; one = byLine[++next]) {
      all.add(one);
      for (const store of tools.stores.get(one.login.by) ?? [ANYWHERE]) {
        if (!kept.has(store)) kept.set(store, new LastLogins());
        kept.get(store)?.add(one);
      }
    }
    // A login that is refused is that login, whatever client it was.
    const mayAnswer = symptom.stage === null && isAnswer(symptom);
    const read = symptom.stage === 'login' || mayAnswer ? null : storesOf(symptom, tools);
    const places = read === null ? [all] : [...read, ANYWHERE].map((store) => kept.get(store));
    const found = places.flatMap((place) => place?.to(symptom.registry) ?? []);
    symptom.login = found.reduce<PlacedLogin | null>(later, null)?.login ?? null;
    if (mayAnswer && symptom.login?.succeeded !== true) symptom.stage = 'login';
  }
}

/** It says nothing of what was asked, and the login stands right above it. */
function isAnswer({ kind, text, before, image }: Symptom): boolean {
  return (
    kind === 'refused' && image === null && answersLogin(text, before.slice(before.lastIndexOf('\n') + 1))
  );
}

/** Where a login is kept whose maker nobody knows. */
const ANYWHERE = 'anywhere';

/** The stores in which whoever was refused looks; null: nobody can tell. */
function storesOf({ client, text, step, before }: Symptom, tools: LogTools): readonly string[] | null {
  const known = (name: string | null) => tools.clients.find((each) => each.name === name && each.reads);
  const own = known(client);
  const said = `${step ?? ''} ${text}`;
  const isNamed = own && (said.includes(own.name) || (own.isQuoted && /docker|buildx/i.test(said)));
  if (isNamed) return own.reads ?? null;
  // Others print the same words: the command that ran tells more than they do.
  const ran = lastCommandIn(`${before}\n${step ?? ''}`, tools);
  return known(ran)?.reads ?? (own?.isQuoted ? null : (own?.reads ?? null));
}

/** A login, and which one of the log it is: it is told of when its end is seen, and that order counts. */
interface PlacedLogin {
  login: LogLogin;
  index: number;
}

function later(one: PlacedLogin | null, other: PlacedLogin): PlacedLogin {
  return one && one.index > other.index ? one : other;
}

/** The last login to each registry, of those seen so far. */
class LastLogins {
  readonly #last = new Map<string, PlacedLogin>();

  add(one: PlacedLogin): void {
    const { registry } = one.login;
    this.#last.set(registry, later(this.#last.get(registry) ?? null, one));
  }

  /** A login to nobody knows where may have been to this one. */
  to(registry: string): PlacedLogin[] {
    return [this.#last.get(registry) ?? [], this.#last.get('unknown') ?? []].flat();
  }
}
