import { LACKS_ARGUMENT, LACKS_USER_ARGUMENT, SAID_BY_HUB } from '../../evidence/log/words/login-options.js';
import type { PushLogin } from '../../evidence/types/login.js';
import { secretConditionEdits } from '../../fix/slips/secret-conditions.js';
import { both, happens } from '../../workflow/language/chance.js';
import { isAboutImages } from '../../workflow/repository/about-images.js';
import { secretRefusalsIn } from '../../workflow/runs/call-refusals.js';
import { secretsInConditions } from '../../workflow/runs/misplaced-contexts.js';
import { locate } from '../../workflow/text/places.js';
import type { Case } from '../case.js';
import { type Claim, causeWith, type LintClaim, OPEN } from '../cause.js';
import { asSureAs, laterLogins } from '../claims/later-logins.js';
import { mendIn } from '../claims/mends.js';
import { newToken, secretsPage } from '../claims/pages.js';
import { isPull, wasAsked } from '../questions/asked.js';
import { type Lacking, loggedLogin, mayUseJobToken } from '../questions/logged-login.js';
import { isCredentialRefused } from '../questions/refusal.js';
import { isReadOnly } from '../questions/run.js';
import { isRefusedOrMissing, isUnsent, LOGIN_INPUTS, says } from '../questions/said.js';
import { isJobToken } from '../questions/token.js';
import { unfitCredentials } from '../texts/names/unfit-files.js';
import { placeOfPush } from '../texts/pushed.js';
import { passedAs } from '../texts/tokens/kept-back.js';
import { emptyLogin, loginOfFork, pushedWithNoToken } from '../texts/tokens/missing-tokens.js';
import { type MissingToken, USER_OPTION } from '../words/missing-token.js';
import { TOKEN_MISSING_WORDS } from '../words/token-missing-words.js';

/** GitHub names it, and does not start the run. */
const NOT_PASSED = /\bSecret (\S+) is required, but not provided while calling/i;

/** What else GitHub says of the secrets of a workflow that it does not start (facts K18). */
const REFUSED_CALLS: readonly { why: MissingToken['why']; pattern: RegExp }[] = [
  { why: 'undeclared', pattern: /\bInvalid secret, (\S+) is not defined in the referenced workflow/i },
  {
    why: 'reserved',
    pattern: /\bsecret name [`"']?(\w+)[`"']? within [`"']?workflow_call[`"']? can ?not be used/i,
  },
  { why: 'out-of-context', pattern: /\bUnrecognized named-value: 'secrets'.*\b(secrets\.\w+)/i },
];

/** Nothing to log in with: the secret is empty in this run, or nobody named one. */
export const tokenMissing = causeWith<MissingToken>()({
  id: 'token-missing',
  severity: 'error',
  isOfToken: true,
  sources: [
    'facts L4, L6, K18',
    'GitHub docs: Using secrets in GitHub Actions',
    'docker/login-action src/docker.ts',
  ],
  says: [
    /Username and password required|(?<!and )(?:Username|Password) required/,
    /Input required and not supplied: (?:registry[-_ ]?)?(?:password|username|token)\b/i,
    /(?:Password|Token): Error: (?:password|token) required/,
    /Cannot perform an interactive login from a non TTY device/i,
    /reading password: inappropriate ioctl for device/i,
    LACKS_ARGUMENT,
    /failed to fetch anonymous token: unexpected status[^\n]*: 40[13]/i,
    NOT_PASSED,
    ...REFUSED_CALLS.map(({ pattern }) => pattern),
  ],
  seen: [
    'Secret GHCR_TOKEN is required, but not provided while calling.',
    'Invalid secret, GHCR_TOKEN is not defined in the referenced workflow.',
    'secret name `GITHUB_TOKEN` within `workflow_call` can not be used since it would collide with system reserved name',
    "Unrecognized named-value: 'secrets'. Located at position 1 within expression: secrets.GHCR_TOKEN",
    'Error: Username and password required',
    'Error: Input required and not supplied: password',
    'Error: Cannot perform an interactive login from a non TTY device',
    'Error: getting username and password: reading password: inappropriate ioctl for device',
    'Password: Error: password required',
    'failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
  ],
  example: { token: '', event: 'push' },
  page: (f) => secretsPage(f.serverUrl, f.repository, 'actions'),
  change: {
    language: 'yaml',
    before: 'password: ${{ secrets.GHCR_TOKEN }} # not defined',
    after: 'password: ${{ secrets.GITHUB_TOKEN }}',
    inChinese: { 'not defined': '未定义' },
  },
  exampleDetail: {
    why: 'empty',
    name: 'GHCR_TOKEN',
    login: {
      by: 'docker/login-action',
      isAction: true,
      secret: 'GHCR_TOKEN',
      place: '',
      lacks: 'password',
      mayUseJobToken: true,
    },
  },

  explains: (seen) => (wasAsked(seen) ? ofAnswer(seen) : ofLog(seen)),

  notices({ images, registry }) {
    const empty = laterLogins(images, ({ token, lacks, isOnly }) =>
      token === 'empty' ? { ...lackOf(lacks), ...(isOnly ? { isOnly } : {}) } : null,
    );
    return empty.map(({ sure, location, facts, detail }) => ({
      ...asSureAs(sure),
      location,
      facts: { ...facts, registry },
      detail,
    }));
  },

  lints: {
    // One is enough: GitHub refuses the file for the first of them.
    file: (document, all) =>
      [
        ...[...secretRefusalsIn(document, all.open, all.repository), ...secretsInConditions(document)]
          .slice(0, 1)
          .filter(() => isAboutImages(document, all))
          .map(
            ({ why, name, job, span, ...more }): LintClaim<MissingToken> => ({
              confidence: 'certain',
              location: locate(document, span),
              ...(job === null ? {} : { job }),
              detail: { why, name },
              ...(why === 'in-step-condition' && job !== null
                ? { mend: () => mendIn(document, secretConditionEdits(document, job)) }
                : {}),
              ...('misnamed' in more && more.misnamed
                ? passedAs(document, more.misnamed, { why, name })
                : {}),
            }),
          ),
        ...unfitCredentials(document, all),
      ].slice(0, 1),

    job: (job, all) => [
      ...job.containers.flatMap(({ login, trigger, runs }) => {
        const claim = login && happens(runs) && !trigger.fork ? emptyLogin(login, job, all) : null;
        return claim ? { ...claim, wantsPush: true as const } : [];
      }),
      ...job.runs.flatMap((run) =>
        run.trigger.fork
          ? loginOfFork(run, job, all)
          : run.logins.flatMap((login) => {
              const claim = emptyLogin(login, job, all);
              const chance = both(run.runs, login.runs);
              if (claim === null || chance === 'no') return [];
              return happens(chance) ? claim : { ...claim, ...OPEN };
            }),
      ),
    ],

    push(push) {
      const detail = push.run.trigger.fork ? null : pushedWithNoToken(push.push);
      return detail ? { confidence: 'certain', ...placeOfPush(push), detail } : undefined;
    },
  },

  text: TOKEN_MISSING_WORDS,
});

/** Of a login after our step. */
function lackOf(lacks: PushLogin['lacks']): MissingToken {
  switch (lacks?.what) {
    case 'variable':
      return { why: 'unset', name: lacks.name };
    case 'token':
      return { why: 'no-token', name: lacks.name };
    case 'filling':
      return { why: 'unfilled', name: lacks.name };
    case 'user':
      return { why: 'not-given', name: lacks.isInput ? 'username' : USER_OPTION };
    default:
      return { why: 'later', name: '' };
  }
}

function ofAnswer(seen: Case): Claim<MissingToken> | undefined {
  const { tokens, missingTokens, workflow } = seen;
  if (!isRefusedOrMissing(seen)) return undefined;
  const wanted = missingTokens?.includes('ghcr-token') ?? false;
  const url = wanted ? pageOfToken(seen) : null;
  const claim: Pick<Claim<MissingToken>, 'detail' | 'url'> = {
    detail: { why: 'empty', name: wanted ? 'GHCR_TOKEN' : '' },
    ...(url === null ? {} : { url }),
  };
  if (seen.token === null && tokens?.length === 0)
    return { confidence: isPull(seen) || isReadOnly(seen) ? 'possible' : 'certain', ...claim };
  // The job's own token was tried only because the one that was meant is empty.
  const asked = wanted && Boolean(workflow?.tokenExpressions.ghcrToken);
  return asked && isJobToken(seen.token) ? { confidence: 'possible', ...claim } : undefined;
}

/** Where the token comes from: a job takes it out of a secret of its repository, and a user makes it. */
function pageOfToken({ asker, access, repository, serverUrl, repositoryServer = serverUrl, readOnly }: Case) {
  if (asker.place !== 'workflow') return newToken(serverUrl, access);
  const kept = readOnly === 'dependabot' ? 'dependabot' : 'actions';
  return repository ? secretsPage(repositoryServer, repository, kept) : null;
}

function ofLog(seen: Case): Claim<MissingToken> | undefined {
  const [, kept] = NOT_PASSED.exec(seen.text) ?? [];
  if (kept) return { confidence: 'certain', detail: { why: 'not-passed', name: kept } };
  for (const { why, pattern } of REFUSED_CALLS) {
    const name = pattern.exec(seen.text)?.[1];
    if (name) return { confidence: 'certain', detail: { why, name } };
  }
  const lacks = lackIn(seen);
  const login = loggedLogin(seen, seen.kind === 'credential' ? lacks : null);
  const isOwn = /\/ghcr-preflight$/i.test(login.by);
  // To such a run no secret is passed, whoever defines it.
  const isOfFork =
    !isOwn && seen.readOnly === 'fork' && lacks !== 'username' && login.secret !== 'GITHUB_TOKEN';
  const detail: MissingToken = {
    why: isOfFork ? 'fork' : 'empty',
    name: '',
    ...(isOwn ? {} : { login: { ...login, lacks, mayUseJobToken: mayUseJobToken(seen, login) } }),
  };
  if (seen.kind === 'credential') {
    if (says(seen, /No credentials found|Failed retrieving credentials for|no basic auth/i)) return undefined;
    if (isUnsent(seen) || says(seen, LOGIN_INPUTS)) return undefined;
    const sure = says(seen, /required\s*$|not supplied: |needs an argument: /);
    return {
      // Docker Hub is what the action logs in to by itself.
      confidence: seen.isAssumed ? 'possible' : sure ? 'certain' : 'likely',
      facts: { said: '', event: seen.event ?? 'push' },
      detail: {
        ...detail,
        isUnasked: true,
        ...(says(seen, SAID_BY_HUB) ? { isHostTaken: true as const } : {}),
      },
    };
  }
  if (seen.kind !== 'refused') return undefined;
  if (says(seen, /anonymous token/i)) return { confidence: 'possible', detail };
  const prepared = says(seen, /Docker login for/i);
  return isCredentialRefused(seen) && (prepared || isReadOnly(seen))
    ? { confidence: 'possible', detail }
    : undefined;
}

/** docker/login-action of newer versions says which of them it is; the log shows a user name that was given. */
function lackIn(seen: Case): Lacking {
  if (
    says(seen, /(?<!and )Username (?:is empty|required)|username is empty/i) ||
    says(seen, LACKS_USER_ARGUMENT)
  )
    return 'username';
  return says(seen, /Username and password required/i) && !seen.login?.user ? 'both' : 'password';
}
