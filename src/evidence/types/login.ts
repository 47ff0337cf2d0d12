/** The logins that a job makes, and those that a push finds. */
import type { Location } from '../../types.js';
import type { Answer } from './answer.js';
import type { TokenSource } from './token.js';

/**
 * Why a push finds no credential. `declined`: it is told to look for none; `remote`: it is made on another machine,
 * where nobody is seen to log in; `spelling`: the login is to the same registry, written in another way.
 */
export type MissingReason =
  | 'missing'
  | 'spelling'
  | 'part'
  | 'logout'
  | 'store'
  | 'moved'
  | 'user'
  | 'container'
  | 'remote'
  | 'condition'
  | 'never'
  | 'declined';

/** What of a login command its client does not understand: words too many, an option that is none, what stands about the host. */
export type Misread = 'operands' | 'option' | 'address';

/** A login that a push finds when it comes. */
export interface PushLogin {
  /**
   * Whose token it holds. `own`: the one that this step logs in with. `none`: there is no login any more.
   * `empty`: its password, or its user name, is empty in this run. `app`: that of a GitHub App, which never may.
   * `unknown`: none of those that our inputs show.
   */
  token: TokenSource | 'own' | 'none' | 'empty' | 'app' | 'unknown';
  /** No condition that is open decides whether it is this one. */
  sure: boolean;
  /** The others that the push may find are told as well: it finds one of them, and nothing else. */
  isOneOf?: true;
  /** Why there is none. */
  reason: MissingReason | null;
  /** The step that makes it, or takes it away; null: our own. */
  location: Location | null;
  /** Our own step makes none that it could take the place of: `login: none`. */
  isOnly?: true;
  /** The push does not find it, but comes after it: where it is refused, the job has ended. */
  isPassed?: true;
  /** Its client does not understand the command, `docker login`: of one that is passed, the job surely ends there. */
  misread?: { what: Misread; command: string };
  /**
   * Why it is empty, where that is more than an empty secret. `isInput`: of an action, as against an option. `token`: what
   * is given is none, a fact of the run (`name`) or a text that is too short. `filling`: a text that nobody fills in.
   */
  lacks?: { what: 'variable' | 'token' | 'filling'; name: string } | { what: 'user'; isInput: boolean };
  /**
   * What its client makes of a token that is not stored cleanly. `trimmed`: no white space around it. `joined`: no line
   * ends. `line`: without the last one. `words`: as the shell splits it. `whole`: as it is. Absent: the token alone, as
   * far as anybody can say.
   */
  sends?: 'trimmed' | 'joined' | 'line' | 'words' | 'whole';
  /** What the registry answers to what it sends, where that is not the token alone. */
  answer?: Answer;
  /** The step goes on where the registry refuses it: then the push finds these, as if it had not been. */
  instead?: PushLogin[];
  /**
   * Nobody makes it: it was kept there before the job, and podman takes it before that of this step. `isAlone`: no step
   * makes any.
   */
  kept?: { file: string; key: string; isAlone?: true };
}

/** A login to the registry that the job makes, as its text tells it. */
export interface WorkflowLogin {
  /** Where its password is given. */
  location: Location;
  /** The action that makes it: `docker/login-action`; null: a command. */
  action: string | null;
  /** The secret that is its password, `GITHUB_TOKEN` for the job's own; null: the text does not tell. */
  secret: string | null;
  /** Its user name is written there, and no secret. */
  hasUser: boolean;
}
