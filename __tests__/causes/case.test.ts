/** A live answer and a line of a log come to one kind of case; what one of them can't see is `null`. */
import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/causes/case.js';
import { settingsOf } from '../../src/causes/claims/claim-parts.js';
import { ownersDiffer } from '../../src/causes/questions/image.js';
import { neverLoggedIn } from '../../src/causes/questions/logins.js';
import type { RunEvidence } from '../../src/evidence/types/run.js';
import { caseOfAnswer } from '../../src/judge/answers/case-of-answer.js';
import { caseOfSymptom } from '../../src/judge/logs/case-of-symptom.js';
import { joinedJob } from '../../src/judge/logs/symptoms.js';
import { jobOf } from '../log/support.js';
import { type Scenario, scenario } from './scenario.js';

const WORDS = 'installation not allowed to Create organization package';
const GRANTS: Scenario['grants'] = [['build', 'job', 'read', 6]];

function asked(more: Partial<Scenario> = {}): Case {
  const { refusal, evidence } = scenario({ name: '', answer: { message: WORDS }, grants: GRANTS, ...more });
  return caseOfAnswer(refusal, evidence);
}

/** The same refusal as docker prints it; `own`: with the run and the workflow that it belongs to. */
async function printed(
  text = `+ docker push ghcr.io/octo/app:1\ndenied: ${WORDS}`,
  own = true,
): Promise<Case> {
  const { evidence } = scenario({ name: '', grants: GRANTS });
  const { run, workflow } = evidence;
  const { job, symptoms } = joinedJob(await jobOf(text), own ? run : null, own ? workflow : null);
  const [symptom] = symptoms;
  if (!symptom) throw new Error('no symptom');
  return caseOfSymptom(symptom, job);
}

describe('one refusal, seen twice', () => {
  /** What both can see of it. */
  const story = ({
    access,
    registry,
    kind,
    said,
    image,
    repository,
    owner,
    event,
    job,
    level,
    ...seen
  }: Case) => ({
    access,
    registry,
    kind,
    said,
    image: image?.reference,
    owner,
    repository,
    event,
    job,
    level,
    readOnly: seen.readOnly,
    workflow: seen.workflow?.grants,
    isAssumed: seen.isAssumed,
  });

  test('is the same case', async () => {
    const live = story(asked());
    expect(live).toMatchObject({ kind: 'refused', said: WORDS, level: 'read', readOnly: 'none' });
    expect(story(await printed())).toEqual(live);
  });

  test('an answer does not see what a log shows', () => {
    const {
      scopes,
      hints,
      login,
      logins,
      permissions,
      secretSource,
      called,
      client,
      command,
      line,
      whole,
      progress,
    } = asked();
    const unseen = {
      scopes,
      hints,
      login,
      logins,
      permissions,
      secretSource,
      called,
      client,
      command,
      line,
      whole,
      progress,
    };
    expect(new Set(Object.values(unseen))).toEqual(new Set([null]));
  });

  test('a log does not see what we know of the token and the package', async () => {
    const { token, tokens, missingTokens, code, requestId, trouble, writesElsewhere, ...seen } =
      await printed();
    const unseen = { token, tokens, missingTokens, code, requestId, trouble, writesElsewhere };
    const { package: about, readable, anonymousPull, tags } = seen;
    const values = [...Object.values(unseen), about, readable, anonymousPull, tags];
    expect(new Set(values)).toEqual(new Set([null]));
  });
});

describe('the kind of a live answer', () => {
  test.each<[Case['kind'], Scenario['answer']]>([
    ['refused', { status: 403 }],
    ['name', { step: 'name', status: null }],
    ['missing', { status: 404 }],
    ['missing', { status: 400, message: 'manifest unknown' }],
    ['limited', { outcome: 'undecided', trouble: { kind: 'rate-limited', detail: '' } }],
    ['unavailable', { outcome: 'undecided', trouble: { kind: 'unavailable', detail: '' } }],
    ['unavailable', { outcome: 'undecided', trouble: null }],
    ['unreachable', { outcome: 'undecided', trouble: { kind: 'unreachable', detail: '' } }],
    ['foreign-origin', { outcome: 'undecided', trouble: { kind: 'foreign-origin', detail: '' } }],
  ])('%s: %j', (kind, answer) => {
    expect(asked({ answer }).kind).toBe(kind);
  });
});

describe('what the job may do', () => {
  test.each<[Case['level'], Partial<Scenario>]>([
    ['read', {}],
    [
      'none',
      {
        grants: [
          ['call', 'job', 'write', 2],
          ['build', 'workflow', 'none', 4],
        ],
      },
    ],
    [
      'none',
      {
        grants: [
          ['call', 'job', 'none', 2],
          ['build', 'job', 'write', 4],
        ],
      },
    ],
    [null, { grants: [['build', 'default', null, 4]] }],
    ['read', { grants: [['build', 'job', 'write', 4]], run: { readOnly: 'fork' } }],
    // What a run that may be a fork's is given is less, and never more.
    [null, { grants: [['build', 'job', 'write', 4]], run: { event: 'pull_request', headRepository: null } }],
    ['read', { run: { event: 'pull_request', headRepository: null } }],
    ['write', { grants: [['build', 'job', 'none', 4]], alsoAllowed: true }],
    [null, { grants: undefined }],
    // Who may pull another image may not push therefore.
    ['none', { access: 'pull', grants: [['build', 'job', 'none', 4]], alsoAllowed: true }],
  ])('%s by the text and the registry: %j', (level, more) => {
    expect(asked(more).level).toBe(level);
  });

  test.each<[Case['level'], string]>([
    ['write', 'Packages: write'],
    ['none', 'Contents: read'],
  ])('%s where the runner prints %s, whatever the text says', async (level, line) => {
    const setup = `##[group]GITHUB_TOKEN Permissions\n${line}\n##[endgroup]\n`;
    const seen = await printed(`${setup}+ docker push ghcr.io/octo/app:1\ndenied: ${WORDS}`);
    expect(seen.level).toBe(level);
  });
});

describe('by which rule a run is read-only', () => {
  const run = (readOnly: RunEvidence['readOnly']): Partial<Scenario> => ({ run: { readOnly } });
  test.each<[Case['readOnly'], Partial<Scenario>]>([
    ['none', run(null)],
    ['fork', run('fork')],
    ['dependabot', run('dependabot')],
  ])('%s, as the run says', (readOnly, more) => {
    expect(asked(more).readOnly).toBe(readOnly);
  });

  test.each<[Case['readOnly'], string]>([
    ['fork', 'Secret source: None'],
    ['dependabot', 'Secret source: Dependabot'],
    ['none', 'Secret source: Actions'],
    [null, ''],
  ])('%s, where a log says «%s»', async (readOnly, line) => {
    const text = `${line}\n+ docker push ghcr.io/octo/app:1\ndenied: ${WORDS}`;
    expect((await printed(text, false)).readOnly).toBe(readOnly);
  });
});

describe('what a log says besides', () => {
  const text = `+ docker push ghcr.io/octo/app:1\ndenied: ${WORDS}`;

  test('a workflow that is defined elsewhere says nothing of the repository that calls it', async () => {
    const { job, symptoms } = joinedJob(await jobOf(text), null, null);
    const [symptom] = symptoms as [(typeof symptoms)[number]];
    const owner = (called: boolean) =>
      caseOfSymptom(symptom, { ...job, definedAt: 'acme/flows/.github/workflows/x.yml@main', called }).owner;
    expect(owner(false)).toBe('acme');
    expect(owner(true)).toBeNull();
  });

  test('the registry of a GHE.com host belongs to that host', async () => {
    const { job, symptoms } = joinedJob(await jobOf(text), null, null);
    const [symptom] = symptoms as [(typeof symptoms)[number]];
    const server = (registry: string) => caseOfSymptom({ ...symptom, registry }, job).serverUrl;
    expect(server('containers.octo.ghe.com')).toBe('https://octo.ghe.com');
    expect(server('ghcr.io')).toBe('https://github.com');
  });

  test('the words about installations are about GITHUB_TOKEN, unless an App is in sight', async () => {
    const { job, symptoms } = joinedJob(await jobOf(text), null, null);
    const [symptom] = symptoms as [(typeof symptoms)[number]];
    expect(caseOfSymptom(symptom, job).calledToken).toEqual({ source: 'github-token', file: null });
    expect(caseOfSymptom(symptom, { ...job, hints: ['app'] }).calledToken).toBeNull();
  });

  test('a name that is masked is nobody else’s, and has no settings page', async () => {
    const seen = await printed();
    const named = (owner: string, name: string): Case => ({
      ...seen,
      image: { ...(seen.image as NonNullable<Case['image']>), owner, name },
    });
    expect(ownersDiffer(named('acme', 'acme/app'))).toBe(true);
    expect(ownersDiffer(named('***', '***/app'))).toBe(false);
    expect(ownersDiffer({ ...seen, image: null })).toBe(false);
    expect(settingsOf(named('acme', 'acme/app'))).toHaveProperty('url');
    expect(settingsOf(named('acme', 'acme/***'))).toEqual({});
    expect(settingsOf(named('', 'app'))).toEqual({});
  });

  test('nobody has logged in only where the log is whole and shows no login', async () => {
    const login = { line: 1, registry: 'ghcr.io', user: null, succeeded: null, by: 'docker login' };
    const seen = { ...(await printed()), whole: true, logins: [], login: null };
    expect(neverLoggedIn(seen)).toBe('yes');
    expect(neverLoggedIn({ ...seen, whole: false })).toBe('unseen');
    // Another step's login: whether it holds here is not seen.
    expect(neverLoggedIn({ ...seen, logins: [login] })).toBe('unseen');
    expect(neverLoggedIn({ ...seen, logins: [{ ...login, registry: 'docker.io' }] })).toBe('yes');
    expect(neverLoggedIn({ ...seen, login })).toBe('no');
  });
});
