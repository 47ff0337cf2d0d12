/** What is missing of a token, or of what goes with it: the detail of `token-missing`. */
import type { Location } from '../../types.js';
import type { Lacking, LoggedLogin } from '../questions/logged-login.js';
import type { SetWay } from '../texts/lacks/step-variables.js';

/** The detail of `token-missing`. */
export interface MissingToken {
  /**
   * `later`: of a login after this step. `fork`: a run that gets no secrets, and makes no push. `absent`: a name that no
   * secret can have. `misspelt`: one that is nearly GITHUB_TOKEN's. `not-passed`: to a called workflow. `composite`: to an action. `unset`: a variable, or a name of another
   * context (missing-names.ts). `unfilled`: `$NAME` where no shell reads it. `no-token`: an expression that is a name or the
   * like, or a text. `reserved`, `undeclared`, `required`, `no-context`, `out-of-context`: GitHub refuses the call (call-refusals.ts).
   * `in-step-condition`, `in-job-condition`: it refuses the file (misplaced-contexts.ts). `not-given`: an input, or an option,
   * of the login that has to be there. `not-passed-in`: an input of the action that makes the login. `refused-name`: GitHub
   * refuses the file, for an expression asks a context that there is not.
   */
  why:
    | 'empty'
    | 'absent'
    | 'fork'
    | 'not-passed'
    | 'composite'
    | 'misspelt'
    | 'unset'
    | 'later'
    | 'unfilled'
    | 'no-token'
    | 'reserved'
    | 'undeclared'
    | 'required'
    | 'no-context'
    | 'in-step-condition'
    | 'in-job-condition'
    | 'out-of-context'
    | 'not-given'
    | 'not-passed-in'
    | 'refused-name';
  /** Of the secret, the variable, the input or the option, or the text that is taken as it stands; empty: not known. */
  name: string;
  /** The login that a log shows, where it is not our own. */
  login?: LoggedLogin & { lacks: Lacking; mayUseJobToken: boolean };
  /** What logs in stopped before it asked the registry. */
  isUnasked?: true;
  /** docker took the host for the password, and asked Docker Hub. */
  isHostTaken?: true;
  /** The login stands in an action, which has no secrets context. */
  isInAction?: true;
  /** Our own step makes no login beside it: `login: none`. */
  isOnly?: true;
  /** The credentials stand beside the image of a container. */
  isOfContainer?: true;
  /** It is a variable of the shell, between single quotes. */
  isQuoted?: true;
  /** What is the user name belongs in the password, and the other way round. */
  isTurnedRound?: true;
  /** The called workflow does not declare the secret, so nobody can pass it by its name. */
  isUndeclared?: true;
  /** The expression that comes to nothing where the password is wanted. */
  empty?: string;
  /** What could be passed, where it is not; the name by which it is; of a variable, the one that was meant. */
  value?: string;
  /** What in the job sets the variable, and does not hand it on; the expression that it is set to. */
  left?: { by: SetWay; at: Location; value?: string };
}

export const USER_OPTION = '--username';

export const PASSWORD_OPTION = '--password-stdin';

/** A missing part that a command gives as an option, as against an input of an action. */
export function isOption(name: string): boolean {
  return name === USER_OPTION || name === PASSWORD_OPTION;
}
