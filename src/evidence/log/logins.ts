/** Logins that a log shows, whatever made them: an action, a command, the runner for a `container:`. */
import type { Line } from './line.js';
import type { LogTools } from './tools.js';
import type { LogLogin, Symptom } from './types.js';

/** A command at a prompt, or what docker says of it; nobody is advised in these words. */
const LOGOUT =
  /^(?:\S*[$#%>❯] ?|\+ |Run |\$ )?(?:sudo )?((?:docker|podman|helm registry|buildah|skopeo|nerdctl) logout) (?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})\/?$/;

export class LoginReader {
  readonly logins: LogLogin[] = [];
  readonly #tools: LogTools;
  /** The login action whose inputs are being printed. */
  #action: { by: string; line: number; registry: string | null; user: string | null } | null = null;

  constructor(tools: LogTools) {
    this.#tools = tools;
  }

  see(line: Line): void {
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
    if (/\bLogin Succeeded\b|\bLogin succeeded\b|\blogged in (?:via|to)\b/i.test(text)) this.#result(true);
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
    const left = LOGOUT.exec(text);
    if (left?.[1] && left[2]) {
      const [, by, registry] = left;
      this.logins.push({ line: number, registry, user: null, succeeded: false, by, isLogout: true });
      return;
    }
    const [, by, rest = ''] = this.#tools.login.exec(text) ?? [];
    if (!by) return;
    const host = /(?:^|\s)(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,}(?::\d+)?)(?:[\s/"'`]|$)/i.exec(rest)?.[1];
    // A variable in its place may be anything.
    if (!host && /\$|\*\*\*|\{\{/.test(rest.replace(/--?p(?:assword)?[ =]\S+|-u[ =]?\S+/g, ''))) return;
    const user = /(?:-u|--username)[ =]?["']?([^\s"']+)/.exec(rest)?.[1] ?? null;
    const registry = (host ?? 'docker.io').toLowerCase();
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

  #result(succeeded: boolean): void {
    const last = this.logins.at(-1);
    if (last && last.succeeded === null) last.succeeded = succeeded;
    else if (!last && succeeded)
      this.logins.push({ line: 0, registry: 'unknown', user: null, succeeded, by: 'login' });
  }
}

/** Who reads only docker's file: what helm keeps in its own does not log them in (facts K10). */
const READS_DOCKERS = /^(?:cosign|crane|docker|buildx|ko|kaniko|attest|ggcr|oras|goreleaser)\b/;

/**
 * Gives each symptom the last login to its registry that stands before it and whose result its client reads. One pass
 * over both: a log may have tens of thousands of either.
 *
 * @param symptoms in the order of their lines
 */
export function addLogins(symptoms: readonly Symptom[], logins: readonly LogLogin[]): void {
  const byLine = logins.map((login, index) => ({ login, index }));
  byLine.sort((one, other) => one.login.line - other.login.line);
  const [all, dockers] = [new LastLogins(), new LastLogins()];
  let next = 0;
  for (const symptom of symptoms) {
    for (let one = byLine[next]; one && one.login.line <= symptom.line; one = byLine[++next]) {
      all.add(one);
      if (!/^helm\b/.test(one.login.by)) dockers.add(one);
    }
    symptom.login = (READS_DOCKERS.test(symptom.client ?? '') ? dockers : all).to(symptom.registry);
  }
}

/** A login, and which one of the log it is: it is told of when its end is seen, and that order counts. */
interface PlacedLogin {
  login: LogLogin;
  index: number;
}

/** The last login to each registry, of those seen so far. */
class LastLogins {
  readonly #last = new Map<string, PlacedLogin>();

  add(one: PlacedLogin): void {
    const { registry } = one.login;
    if (one.index > (this.#last.get(registry)?.index ?? -1)) this.#last.set(registry, one);
  }

  /** A login to nobody knows where may have been to this one. */
  to(registry: string): LogLogin | null {
    const [own, unknown] = [this.#last.get(registry), this.#last.get('unknown')];
    return ((own?.index ?? -1) > (unknown?.index ?? -1) ? own : unknown)?.login ?? null;
  }
}
