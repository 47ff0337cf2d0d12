/** Logins that a log shows, whatever made them: an action, a command, the runner for a `container:`. */
import type { Line } from './lines/line.js';
import type { LogTools } from './tools.js';
import type { LogLogin } from './types.js';
import { isLoginLeftOut } from './words/login-words.js';
import { isAnothersVariable, speaksOfAnother, speaksOfOurs } from './words/registry-names.js';

/** A command that a message recommends: nobody ran it. */
const ADVICE = /(?:may require|please (?:run|use|try)|need to (?:run|use)) ['"`]?[\w ]*\blogin\b/i;

/** Somebody says that nobody was logged in, or that one has to be. */
const NOT_LOGGED_IN =
  /\b(?:never|not|no longer|nobody|if|whether|make sure|ensure|check|must|should|need(?:s|ed)?|has to|have to)\b[^.;]{0,40}\blogged in\b|n['’]t\b[^.;]{0,20}\blogged in\b/i;

/** What a login sends. */
const CREDENTIALS = /--?p(?:assword)?[ =]\S+|(?:-u|--username)[ =]?\S+/g;

/** What people call a step that logs in. */
const LOGIN_TITLE = /^\W{0,10}(?:\w{1,20} ){0,2}(?:log ?in(?:to)?|sign in|authenticate)\b.{0,80}$/i;

/** Lines from a step's title to what it runs: a page has an empty one between. */
const TITLE_ABOVE = 2;

function isTitleOfOurLogin(text: string): boolean {
  return LOGIN_TITLE.test(text) && speaksOfOurs(text) && !speaksOfAnother(text);
}

/** docker's, of the credential that it had stored, before it asks for another. */
const FIRST_TRY = /\bLogin did not succeed\b/;

/** Gathers the logins of one job, line by line. */
export class LoginReader {
  readonly logins: LogLogin[] = [];
  /** The last command that logs in, with its options. */
  command = '';
  readonly #tools: LogTools;
  /** The login action whose inputs are being printed; a page that was copied may show none of them. */
  #action: {
    by: string;
    line: number;
    registry: string | null;
    user: string | null;
    isShown: boolean;
    isOurs: boolean;
  } | null = null;
  /** The lines of refusals that the same login made good: docker asks for another credential where the stored one is refused. */
  readonly madeGood = new Set<number>();
  /** Where docker last said that what it had stored was refused; null: it did not, or the login ended. */
  #tried: number | null = null;
  /** The last line that calls a step a login to GitHub's registry. */
  #titleOfOurs = Number.NEGATIVE_INFINITY;

  constructor(tools: LogTools) {
    this.#tools = tools;
  }

  read(line: Line): void {
    const { text, command, number } = line;
    if (isTitleOfOurLogin(text)) this.#titleOfOurs = number;
    if (command === 'group' || /^Run [\w.-]+\/[\w.-]+@/.test(text)) {
      this.#close();
      const by = this.#tools.loginStep.exec(text)?.[1];
      const isShown = command === 'group';
      const isOurs = number - this.#titleOfOurs <= TITLE_ABOVE;
      if (by)
        this.#action = {
          by: by.replace(/@.*$/, ''),
          line: number,
          registry: null,
          user: null,
          isShown,
          isOurs,
        };
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
      // It has a default, so that it is printed wherever inputs are.
      this.#action.isShown ||= key !== undefined || /^logout: /.test(text);
      if (command === 'endgroup') this.#close();
      if (key) return;
    }
    const host = /^Logging (?:in|into) (?:to )?(\S+?)(?:\.\.\.)?$/i.exec(text)?.[1];
    if (host && /\.|:\d+$|^localhost$/.test(host)) {
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
    else if (
      /\bLogin Succeeded\b|\bLogin succeeded\b|\blogged in (?:via|to)\b/i.test(text) &&
      !NOT_LOGGED_IN.test(text)
    )
      this.#result(true);
    else if (
      command === 'error' ||
      /Login did not succeed|Error: (?:(?!Error: ).)*(?:login|logging in|denied: denied)/i.test(text)
    )
      this.#result(false, FIRST_TRY.test(text) ? number : null);
    this.#command(text, number);
  }

  /** What follows is no input any more: a page that was copied does not show where their group ends. */
  endInputs(): void {
    this.#close();
  }

  #close(): void {
    if (!this.#action) return;
    const { by, line, registry, user, isShown, isOurs } = this.#action;
    this.#action = null;
    // No `registry` input means Docker Hub, where the inputs are there to be seen; our own action means GitHub's.
    const named = registry || (/ghcr/.test(by) || (isOurs && !isShown) ? 'ghcr.io' : null);
    const untold = named === null && !isShown ? { isUntold: true as const } : {};
    this.logins.push({ line, registry: named ?? 'docker.io', user, succeeded: null, by, ...untold });
  }

  #command(text: string, number: number): void {
    const left = this.#tools.logout.exec(text);
    if (left?.[1] && left[2]) {
      const [, by, registry] = left;
      this.logins.push({ line: number, registry, user: null, succeeded: false, by, isLogout: true });
      return;
    }
    const [, by, rest = ''] = this.#tools.login.exec(text) ?? [];
    if (!by || ADVICE.test(text) || isLoginLeftOut(text)) return;
    this.command = text;
    const host = /(?:^|\s)(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,}(?::\d+)?)(?:[\s/"'`]|$)/i.exec(rest)?.[1];
    const unseen = host ? null : /\$[\w{]\S*|\*\*\*|\{\{.*/.exec(rest.replace(CREDENTIALS, ''))?.[0];
    // A variable in its place may be anything, but where its name says whose registry it is.
    if (unseen && !isAnothersVariable(unseen)) return;
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

  /** @param tried where docker says that what it had stored was refused; null: nowhere */
  #result(succeeded: boolean, tried: number | null = null): void {
    const last = this.logins.at(-1);
    if (last && last.succeeded === null) {
      last.succeeded = succeeded;
      this.#tried = tried;
    }
    // docker tries what it has stored first, and asks for another where that is refused.
    else if (last && succeeded && this.#tried !== null) {
      last.succeeded = true;
      this.madeGood.add(this.#tried);
      this.#tried = null;
    } else if (!last && succeeded)
      this.logins.push({ line: 0, registry: 'unknown', user: null, succeeded, by: 'login' });
  }
}
