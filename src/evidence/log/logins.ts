/** Logins that a log shows, whatever made them: an action, a command, the runner for a `container:`. */
import { isOurs } from './hosts.js';
import type { Line } from './line.js';
import type { LogTools } from './tools.js';
import type { LogLogin, Symptom } from './types.js';

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
      /Login did not succeed|Error: .*(?:login|logging in|denied: denied)/i.test(text)
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

/** The last one to this registry that stands before the line, and whose result the client reads. */
export function lastLogin(
  logins: readonly LogLogin[],
  { registry, line, client }: Pick<Symptom, 'registry' | 'line' | 'client'>,
): LogLogin | null {
  const to = (login: LogLogin) =>
    login.registry === registry ||
    login.registry === 'unknown' ||
    (isOurs(login.registry) && registry === 'ghcr.io' && login.registry === 'ghcr.io');
  const isRead = ({ by }: LogLogin) => !(/^helm\b/.test(by) && READS_DOCKERS.test(client ?? ''));
  return logins.filter((login) => login.line <= line && to(login) && isRead(login)).at(-1) ?? null;
}
