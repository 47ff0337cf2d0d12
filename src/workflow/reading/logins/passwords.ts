/** Whose token a password is, and which user stands beside it, as far as the text of a workflow tells. */
import type { Sign } from '../../knowledge/clients.js';
import { isStandIn, type Origin, onlyOrigin, originsIn, withoutAbsent } from '../../language/origins.js';
import { hasHole, isHole } from '../../language/values.js';

/** Whose token a password is, as far as its text tells. */
export type Password =
  | { kind: 'github-token' }
  /** The one that our own step logged in with. */
  | { kind: 'own' }
  /** A secret of the repository or the organisation. */
  | { kind: 'secret'; name: string }
  | { kind: 'absent'; name: string; why: 'impossible' | 'not-passed' | 'fork' | 'composite' }
  /** A variable that nothing sets; `isSure`: of the `env` context, where nothing else can have set it. */
  | { kind: 'unset'; name: string; isSure?: true }
  /** `secrets.NAME || secrets.GITHUB_TOKEN`: the job's own token where there is no such secret. */
  | { kind: 'fallback'; name: string }
  /** The installation token of an App that is not GitHub Actions. */
  | { kind: 'app-token'; mayBeAnother?: true }
  /** Nothing at all is given. `input`: of the action, and not passed, as an expression names it. */
  | { kind: 'empty'; input?: string }
  /** A token as it stands in the text; its documented prefix. */
  | { kind: 'written'; prefix: string }
  /** `$NAME` or `${ NAME }` where no shell reads it, or braces that are no expression. */
  | { kind: 'unfilled'; text: string }
  /** What no token can be: a fact of the run, `github.sha`, or, without a name, a text that is too short. */
  | { kind: 'no-token'; fact: string | null }
  | { kind: 'unknown' };

/** What a variable with a password is called; others may come from anywhere. */
export const CREDENTIAL_NAME = /TOKEN|PASS|SECRET|PAT\b|_PAT|CRED|KEY|_PWD?\b/i;

/** Is a variable of this name meant for a credential? */
export function namesCredential(name: string): boolean {
  return CREDENTIAL_NAME.test(name);
}

/** What a variable with an account is called; what the machine or GitHub sets is none. */
const ACCOUNT_NAME = /^(?!GITHUB_|RUNNER_).+(?:USER|USERNAME|LOGIN|ACTOR|ACCOUNT)$/i;

/** Variables that GitHub or a shell sets by itself. */
const SET_BY_ITSELF = /^(?:GITHUB_\w+|RUNNER_\w+|E?UID|USER|USERNAME|LOGNAME|HOSTNAME|RANDOM|SECONDS|PWD|_)$/;

/** May a variable have a value that neither the process before nor any text shows? None that is called as credentials are. */
export function isSetByItself(name: string): boolean {
  return SET_BY_ITSELF.test(name) && !namesCredential(name);
}

/**
 * Is there certainly no user name, where the client wants one?
 *
 * @param isRun the variables of the process are known: what nothing sets is not there, whatever it is called
 */
export function lacksUser({ user }: Sign, isRun = false): boolean {
  const given = user?.trim();
  if (given === undefined || given === '') return given === '';
  return (
    isStandIn(given) &&
    originsIn(given).every(
      (origin) =>
        (origin.kind === 'absent' && (origin.why === 'impossible' || origin.why === 'unset')) ||
        (origin.kind === 'variable' &&
          (isRun ? !SET_BY_ITSELF.test(origin.name) : ACCOUNT_NAME.test(origin.name))),
    )
  );
}

/** A user name is written there, and no secret that may be empty. */
export function hasUser(sign: Sign): boolean {
  const given = sign.user?.trim() ?? '';
  return given !== '' && !lacksUser(sign) && originsIn(given).every(({ kind }) => kind !== 'secret');
}

/** Whose token a password is, by the one expression that it comes from or by how it is written. */
export function passwordOf(text: string): Password {
  const own = onlyOrigin(text);
  if (own) return ofOrigin(own);
  const origins = originsIn(text);
  const [only] = origins;
  if (origins.length === 0 && !hasHole(text)) return asWritten(text.trim());
  if (origins.length !== 1 || !only) return { kind: 'unknown' };
  // `x${{ secrets.A }}` is no token that we know.
  const alone = withoutAbsent(text).trim();
  if (alone !== '' && !isHole(alone)) return { kind: 'unknown' };
  return ofOrigin(only);
}

/** Prefixes of GitHub's tokens: docs, About authentication to GitHub, Token prefixes. */
const TOKEN = /^(gh[oprsu]_|github_pat_)\w{16,}/;

/** What no shell and no runner has filled in. Short, and of no form that a token has. */
const UNFILLED =
  /^(?:\$[A-Za-z_]\w{0,60}|\$ ?\{ ?[\w.]{1,60} ?\}|\$? ?\{\{ ?[\w.]{1,60} ?\}?\}?|\$\( ?(?:secrets|github|env)\.[\w.]{1,60} ?\)|GITHUB_TOKEN|(?:secrets|github|env)\.[\w.]{1,60})$/;

function asWritten(text: string): Password {
  if (text === '') return { kind: 'empty' };
  const prefix = TOKEN.exec(text)?.[1];
  if (prefix !== undefined) return { kind: 'written', prefix };
  if (UNFILLED.test(text)) return { kind: 'unfilled', text };
  return text.length < SHORTEST_TOKEN ? { kind: 'no-token', fact: null } : { kind: 'unknown' };
}

/** Those without a prefix have 40 hexadecimal digits, and those with one are not shorter. */
const SHORTEST_TOKEN = 40;

function ofOrigin(origin: Origin): Password {
  switch (origin.kind) {
    case 'secret':
      return origin.name === 'GITHUB_TOKEN' ? { kind: 'github-token' } : origin;
    case 'absent':
      // What uses an action may pass the input or not: it is the empty text, and no slip in a name.
      if (origin.name.startsWith('inputs.')) return { kind: 'empty', input: origin.name };
      return origin.why === 'unset'
        ? { kind: 'unset', name: origin.name, isSure: true }
        : { ...origin, why: origin.why };
    case 'own':
      return origin;
    case 'variable':
      return { kind: 'unset', name: origin.name };
    case 'app-token':
      return origin.maybe ? { kind: 'app-token', mayBeAnother: true } : { kind: 'app-token' };
    case 'run':
      // The name of a branch stands for what is made of it, too.
      return origin.fact === undefined || origin.of
        ? { kind: 'unknown' }
        : { kind: 'no-token', fact: `github.${origin.fact}` };
    case 'options':
    case 'setting':
      return { kind: 'unknown' };
    case 'either': {
      const all = origin.of.map(passwordOf);
      const [first] = all;
      const same = all.every((each) => JSON.stringify(each) === JSON.stringify(first));
      if (first && same) return first;
      if (all.some(({ kind }) => kind === 'app-token')) return { kind: 'app-token', mayBeAnother: true };
      const isLast = all.at(-1)?.kind === 'github-token' && all.length === 2;
      return isLast && first?.kind === 'secret'
        ? { kind: 'fallback', name: first.name }
        : { kind: 'unknown' };
    }
  }
}
