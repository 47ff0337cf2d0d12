import type { PushLogin } from '../../evidence/types/login.js';
import type { PushReading } from '../../workflow/reading/every-run.js';
import type { MissingCredential } from '../../workflow/reading/logins/missing-credentials.js';
import { causeWith } from '../cause.js';
import { commandOf } from '../claims/claim-parts.js';
import { asSureAs, laterLogins } from '../claims/later-logins.js';
import { toleranceOf } from '../claims/mends.js';
import { isPush, wasAsked } from '../questions/asked.js';
import { isKeptElsewhere, neverLoggedIn } from '../questions/logins.js';
import { refusedPull } from '../questions/refused-pull.js';
import {
  isUnauthorized,
  LOGIN_INPUTS,
  REGISTRY_ANSWERS,
  REGISTRY_SENTENCES,
  says,
  wantsLogin,
  withoutReason,
} from '../questions/said.js';
import { misreadBeforePush } from '../texts/logins/ending-logins.js';
import {
  asSameUser,
  laterLogout,
  likePush,
  type MissingLogin,
  misdirectedLogin,
  missingLogin,
  otherwiseSpelt,
  ownLogin,
  tooLate,
} from '../texts/logins/missing-logins.js';
import { ownTokenAtHub } from '../texts/logins/own-token-logins.js';
import { placeOfPush } from '../texts/pushed.js';
import { MISSING_LOGIN_WORDS } from '../words/missing-login-words.js';

/** The push finds no credential for its registry: nobody logged in there, in this job, before it. */
export const noRegistryLogin = causeWith<MissingLogin>()({
  id: 'no-registry-login',
  severity: 'error',
  mends: 'login',
  sources: [
    'facts L2, L5, L8, L9, W22',
    'https://docs.docker.com/reference/cli/docker/login/',
    'man page containers-auth.json(5)',
    'docker/build-push-action#200',
    'goreleaser/goreleaser-action#261',
  ],
  says: [
    /No credentials found for registry/i,
    /failed to fetch anonymous token: unexpected status[^\n]*: 40[13]/i,
    REGISTRY_SENTENCES.deadToken,
    /Failed retrieving credentials for "?[\w.-]+/i,
    /no basic auth credentials?\b/i,
    LOGIN_INPUTS,
  ],
  seen: [
    'Error: No credentials found for registry ghcr.io',
    'error CONTAINER1008: Failed retrieving credentials for "ghcr.io": No matching auth specified for registry ghcr.io.',
    'failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden',
    'unauthorized: unauthenticated: User cannot be authenticated with the token provided.',
    'Error: Cannot use registry-auth with other inputs',
    'Error: No registry to login',
  ],
  answers: [
    { step: 'token', status: 401, message: 'UNAUTHORIZED: authentication required' },
    { step: 'token', status: 403, message: 'DENIED: requested access to the resource is denied' },
    { step: 'upload', status: 401, message: REGISTRY_ANSWERS.deadToken },
  ],
  change: {
    language: 'yaml',
    before: '- uses: docker/build-push-action@v6',
    after:
      '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: ${{ github.actor }}\n    password: ${{ secrets.GITHUB_TOKEN }}\n- uses: docker/build-push-action@v6',
  },
  exampleDetail: { reason: 'missing' },
  refusesEveryRun: true,
  folkCures: ['id-token'],

  explains(seen) {
    // Who asks with a token at hand, or knows that there is none, has causes of its own.
    if (wasAsked(seen)) return undefined;
    const { access, step, said } = seen;
    const found = { ...commandOf(seen), detail: { reason: 'log' as const } };
    if (
      says(
        seen,
        /No credentials found for registry|Failed retrieving credentials for|no basic auth credentials?\b/i,
      )
    )
      return { confidence: 'certain', ...found, detail: { reason: 'log', isUnasked: true } };
    if (says(seen, LOGIN_INPUTS)) {
      const isEmpty = says(seen, /No registry to login/);
      return { confidence: seen.isAssumed ? 'likely' : 'certain', detail: { reason: 'inputs', isEmpty } };
    }
    if (seen.kind !== 'refused') return undefined;
    if (says(seen, /authentication token not provided/i)) return { confidence: 'likely', ...found };
    const login = neverLoggedIn(seen);
    const pull = refusedPull(seen);
    // What helm was given, cosign does not find.
    const isAnonymous = seen.status === 401 || wantsLogin(seen) || says(seen, /anonymous token/i);
    if (isAnonymous && isKeptElsewhere(seen)) return { confidence: 'likely', ...found };
    if (pull === 'challenge') return { confidence: 'likely', ...found };
    if (pull && login !== 'yes') {
      const isOpen = (pull === 'private' || says(seen, /anonymous token/i)) && login !== 'no';
      return isOpen ? { confidence: 'possible', odds: 2, ...found } : undefined;
    }
    // Who reads without a login may mean to: then the package is not public.
    if (says(seen, /anonymous token/i)) {
      const meant = login === 'no' || (access === 'pull' && login === 'unseen');
      return { confidence: meant ? 'possible' : 'likely', ...found };
    }
    if (login === 'no') return undefined;
    if (says(seen, REGISTRY_SENTENCES.resource) && access === 'push')
      return { confidence: 'likely', ...found };
    const dead = says(seen, REGISTRY_SENTENCES.deadToken);
    // Nobody uploads a layer without a login.
    if (dead && isPush(seen) && seen.progress?.layers) return undefined;
    const unknown = dead || isUnauthorized(seen) || wantsLogin(seen);
    if (unknown && (access === 'push' || login === 'yes') && step !== 'login')
      return { confidence: 'likely', ...found };
    const isOpen = dead || (seen.isAlone && wantsLogin(seen));
    if (unknown && access === null && isOpen) return { confidence: 'possible', ...found };
    if (login === 'yes' && isPush(seen) && withoutReason(seen)) return { confidence: 'likely', ...found };
    // podman's, to a token that is refused and to none.
    const isSilent = said === null && withoutReason(seen) && !says(seen, /oauth token/i);
    if (isSilent && access === 'push' && step === 'token') return { confidence: 'possible', ...found };
    const bare = said !== null && withoutReason(seen) && step !== 'login' && step !== 'token';
    return bare && access !== 'push' ? { confidence: 'possible', ...found } : undefined;
  },

  notices({ access, images, registry }) {
    if (access === 'pull') return [];
    const without = laterLogins(images, missingOfLogin);
    return without.map(({ sure, location, facts, detail }) => ({
      ...asSureAs(sure),
      location,
      facts: { ...facts, registry },
      detail,
    }));
  },

  lints: {
    job: (job, all) => [...ownTokenAtHub(job, all), ...misreadBeforePush(job, all)],
    push(push) {
      const { job, run, push: made } = push;
      const credential = missingIn(made);
      if (run.trigger.fork || credential === null) return undefined;
      // Another machine may keep a login from an earlier job; one that the job makes too late says that it does not.
      const isKept = !job.isHosted;
      if (isKept && !(credential.reason === 'missing' && credential.late)) return undefined;
      // Where both depend on the run, they may well depend on the same.
      if (push.isLoggedInElsewhere && made.act.runs !== 'yes') return undefined;
      const misdirected = credential.reason === 'missing' ? misdirectedLogin(credential.near, push) : {};
      // In this leg of the matrix the same step logs in elsewhere: it is not passed over.
      const isOtherwise = push.isLoggedInElsewhere && misdirected.detail === undefined;
      const reason = isOtherwise ? 'condition' : credential.reason;
      const isPartial =
        reason === 'condition' || reason === 'user' || isKept || made.credential !== credential;
      const { late } = credential;
      return {
        confidence: isPartial ? 'likely' : 'certain',
        ...(isPartial ? { severity: 'warning' as const } : {}),
        ...placeOfPush(push),
        detail: missingLogin(reason, push),
        ...(reason === 'missing' && late ? tooLate(late, push) : {}),
        ...(reason === 'missing' && !late
          ? { mend: () => ownLogin(push), ...misdirected }
          : reason === 'condition' || reason === 'never'
            ? { mend: () => toleranceOf(push) ?? likePush(credential.near, push) }
            : reason === 'user'
              ? { mend: () => asSameUser(credential.near, push) }
              : reason === 'spelling' || reason === 'part'
                ? otherwiseSpelt(credential.near, push)
                : reason === 'logout'
                  ? { mend: () => laterLogout(credential.logout, push) }
                  : {}),
      };
    },
  },

  text: MISSING_LOGIN_WORDS,
});

/** null: the push comes to a login there. */
function missingOfLogin({ token, reason, misread }: PushLogin): MissingLogin | null {
  if (misread) return { reason: 'misread', misread: misread.what, command: misread.command, isEnd: true };
  return token === 'none' && reason ? { reason } : null;
}

/** Why nothing is found; also where it is found only by what the job itself does not count on. null: something may be. */
function missingIn({ credential }: PushReading): MissingCredential | null {
  if (credential.kind === 'none') return credential;
  return (credential.kind === 'unknown' && credential.isUnlikely && credential.otherwise) || null;
}
