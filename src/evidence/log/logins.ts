/** Logins that a log shows, whatever made them: an action, a command, the runner for a `container:`. */
import type { Line } from './line.js';
import { commandIn, type LogTools } from './tools.js';
import type { LogLogin, Symptom } from './types.js';

/** A command that a message recommends: nobody ran it. */
const ADVICE = /(?:may require|please (?:run|use|try)|need to (?:run|use)) ['"`]?[\w ]*\blogin\b/i;

/** What a login sends. */
const CREDENTIALS = /--?p(?:assword)?[ =]\S+|(?:-u|--username)[ =]?\S+/g;

/** Variables that hold the host of another registry: GitLab's own of its pipelines, and names with that of a vendor. */
const ANOTHERS_VARIABLE =
  /\bCI_REGISTRY\b|(?:^|[^a-z])(?:ali(?:yun|cloud)?|acr|azure|ecr|aws|gcr|gar|docker_?hub|quay|harbor|nexus|artifactory|jfrog|gitlab|tencent|huawei|swr|ocir)(?:$|[^a-z])/i;

export class LoginReader {
  readonly logins: LogLogin[] = [];
  readonly #tools: LogTools;
  /** The login action whose inputs are being printed. */
  #action: { by: string; line: number; registry: string | null; user: string | null } | null = null;

  constructor(tools: LogTools) {
    this.#tools = tools;
  }

  read(line: Line): void {
    const { text, command, number } = line;
    if (command === 'group' || /^Run [\w.-]+\/[\w.-]+@/.test(text)) {
      this.#close();
      const by = this.#tools.loginStep.exec(text)?.[1];
      if (by) this.#action = { by: by.replace(/@.*$/, ''), line: number, registry: null, user: null };
      const ran = /^Run (.*)$/.exec(text)?.[1];
      if (ran) this.#command(ran, number);
      return;
    }
    if (this.#action) {
      const [, key, value = ''] = /^(registry|registries|username|user): *(\S*)/.exec(text) ?? [];
      if (key?.startsWith('regist'))
        this.#action.registry = value
          .replace(/^https?:\/\//, '')
          .replace(/\/.*$/, '')
          .toLowerCase();
      else if (key) this.#action.user = value;
      if (command === 'endgroup') this.#close();
      if (key) return;
    }
    const host = /^Logging (?:in|into) (?:to )?(\S+?)(?:\.\.\.)?$/i.exec(text)?.[1];
    if (host && /\./.test(host)) {
      this.#close();
      const last = this.logins.at(-1);
      if (!last || last.registry !== host || last.succeeded !== null)
        this.logins.push({
          line: number,
          registry: host.toLowerCase(),
          user: null,
          succeeded: null,
          by: 'docker/login-action',
        });
      return;
    }
    if (/\berror (?:saving|storing) credentials\b/i.test(text)) this.#unkept();
    else if (/\bLogin Succeeded\b|\bLogin succeeded\b|\blogged in (?:via|to)\b/i.test(text))
      this.#result(true);
    else if (
      command === 'error' ||
      /Login did not succeed|Error: (?:(?!Error: ).)*(?:login|logging in|denied: denied)/i.test(text)
    )
      this.#result(false);
    this.#command(text, number);
  }

  finish(): void {
    this.#close();
  }

  #close(): void {
    if (!this.#action) return;
    const { by, line, registry, user } = this.#action;
    this.#action = null;
    // No `registry` input means Docker Hub; our own action means GitHub's.
    const host = registry || (/ghcr/.test(by) ? 'ghcr.io' : 'docker.io');
    this.logins.push({ line, registry: host, user, succeeded: null, by });
  }

  #command(text: string, number: number): void {
    const left = this.#tools.logout.exec(text);
    if (left?.[1] && left[2]) {
      const [, by, registry] = left;
      this.logins.push({ line: number, registry, user: null, succeeded: false, by, isLogout: true });
      return;
    }
    const [, by, rest = ''] = this.#tools.login.exec(text) ?? [];
    if (!by || ADVICE.test(text)) return;
    const host = /(?:^|\s)(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,}(?::\d+)?)(?:[\s/"'`]|$)/i.exec(rest)?.[1];
    const unseen = host ? null : /\$[\w{]\S*|\*\*\*|\{\{.*/.exec(rest.replace(CREDENTIALS, ''))?.[0];
    // A variable in its place may be anything, but where its name says whose registry it is.
    if (unseen && !ANOTHERS_VARIABLE.test(unseen)) return;
    const user = /(?:-u|--username)[ =]?["']?([^\s"']+)/.exec(rest)?.[1] ?? null;
    const registry = (host ?? unseen ?? 'docker.io').toLowerCase();
    // The runner prints a command in the group's title and again below.
    const last = this.logins.at(-1);
    if (
      last &&
      last.registry === registry &&
      last.by === by &&
      last.succeeded === null &&
      number - last.line < 15
    )
      return;
    this.logins.push({ line: number, registry, user, succeeded: null, by });
  }

  /** The registry took it, and its helper could not keep it: what comes after is asked without a credential. */
  #unkept(): void {
    const last = this.logins.at(-1);
    if (last && last.succeeded === null) Object.assign(last, { succeeded: false, isLogout: true });
  }

  #result(succeeded: boolean): void {
    const last = this.logins.at(-1);
    if (last && last.succeeded === null) last.succeeded = succeeded;
    else if (!last && succeeded)
      this.logins.push({ line: 0, registry: 'unknown', user: null, succeeded, by: 'login' });
  }
}

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
    const read = symptom.stage === 'login' ? null : storesOf(symptom, tools);
    const places = read === null ? [all] : [...read, ANYWHERE].map((store) => kept.get(store));
    const found = places.flatMap((place) => place?.to(symptom.registry) ?? []);
    symptom.login = found.reduce<PlacedLogin | null>(later, null)?.login ?? null;
  }
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
  const lines = [...before.split('\n'), ...(step ?? '').split('\n')];
  const ran = lines.reduceRight<string | null>((found, line) => found ?? commandIn(line, tools), null);
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
