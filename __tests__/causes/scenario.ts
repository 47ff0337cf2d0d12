/**
 * From a case of a fixture to evidence: what the case leaves out is an ordinary run of
 * octo/app, whose job `build` pushes ghcr.io/octo/app:1 with its own GITHUB_TOKEN.
 */

import type { Answer } from '../../src/evidence/types/answer.js';
import type { Evidence } from '../../src/evidence/types/evidence.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import type { PushLogin } from '../../src/evidence/types/login.js';
import type { PackageEvidence } from '../../src/evidence/types/package.js';
import type { PackagesLevel } from '../../src/evidence/types/permissions.js';
import type { WorkflowPush } from '../../src/evidence/types/push.js';
import type { ImageReference } from '../../src/evidence/types/reference.js';
import type { RunEvidence } from '../../src/evidence/types/run.js';
import type { TokenEvidence } from '../../src/evidence/types/token.js';
import type { WorkflowEvidence } from '../../src/evidence/types/workflow.js';
import { caseOfAnswer, type LiveRefusal } from '../../src/judge/answers/case-of-answer.js';
import { type Candidate, candidates } from '../../src/judge/judge.js';
import type { Access, Confidence, Location, Severity } from '../../src/types.js';

const WORKFLOW = '.github/workflows/ci.yml';

/** Tokens as the cases name them. */
const TOKENS: Record<string, TokenEvidence> = {
  job: { source: 'github-token', kind: 'github-token', defects: [], file: null, user: null },
  app: { source: 'ghcr-token', kind: 'app-installation', defects: [], file: null, user: null },
  classic: {
    source: 'ghcr-token',
    kind: 'classic-pat',
    defects: [],
    file: null,
    user: { rejected: false, login: 'Mona', scopes: ['repo', 'write:packages'], expiresAt: null },
  },
  'fine-grained': { source: 'ghcr-token', kind: 'fine-grained-pat', defects: [], file: null, user: null },
  file: {
    source: 'auth-file',
    kind: 'unknown',
    defects: [],
    file: '/home/mona/.docker/config.json',
    user: null,
  },
};

export interface Expected {
  id: string;
  confidence?: Confidence;
  severity?: Severity;
  line?: number;
  job?: string;
  url?: string;
  command?: string;
  /** All of them, in their order. */
  alternatives?: string[];
  /** Parts of the message and the fix, in English. */
  text?: string[];
}

export interface Scenario {
  name: string;
  access?: Access;
  /** The token that was asked (null: anonymous), and what differs from it. */
  token?: keyof typeof TOKENS | null;
  with?: Partial<Omit<TokenEvidence, 'user'>> & { user?: Partial<TokenEvidence['user']> | null };
  /** Other tokens that are there. */
  others?: string[];
  place?: Evidence['place'];
  missing?: Evidence['missingTokens'];
  answer?: Partial<Answer>;
  image?: Partial<ImageReference>;
  about?: Partial<PackageEvidence>;
  readable?: ImageEvidence['readable'];
  anonymousPull?: boolean;
  tags?: string[];
  run?: Partial<RunEvidence>;
  /** The chain of permissions, outermost first: job, where, level, line. Absent: the workflow could not be read. */
  grants?: [
    job: string,
    declaredAt: 'job' | 'workflow' | 'default',
    level: PackagesLevel | null,
    line: number,
  ][];
  pushes?: (Partial<WorkflowPush> & { line: number })[];
  workflow?: Partial<WorkflowEvidence>;
  /** Logins that the push will find after this step: whose token, and on which line. */
  logins?: (Pick<PushLogin, 'token'> & Partial<PushLogin> & { line?: number })[];
  imagesFrom?: Evidence['imagesFrom'];
  /** The pull secret that the pull comes with, or should. */
  pullSecret?: Evidence['pullSecret'];
  untoldImages?: Evidence['untoldImages'];
  watchedDays?: number;
  /** Another token, which is logged in with and may push. */
  better?: string;
  /** Another image that the same token may push. */
  alsoAllowed?: boolean;
  /** A workflow, line by line, in which `lint` has to find this cause, and what else it says of it. */
  lint?: {
    text: string[];
    repository?: string;
    expect: Omit<Expected, 'id' | 'alternatives' | 'url' | 'command'>;
  };
  /** What has to be found; null: nothing. */
  expect?: Expected | null;
  /** What this fixture's cause has to notice, although nothing was refused. */
  notices?: Omit<Expected, 'id' | 'alternatives'>[];
}

export function at(line: number, file = WORKFLOW): Location {
  return { file, line, column: 5, endLine: line, endColumn: 20 };
}

function image(reference: Partial<ImageReference> = {}): ImageReference {
  const { registry = 'ghcr.io', owner = 'octo', package: name = 'app', tag = '1', digest = null } = reference;
  const written = `${registry}/${owner}/${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
  return {
    given: written,
    registry,
    name: `${owner}/${name}`,
    owner,
    package: name,
    tag,
    digest,
    role: 'image',
    reference: written,
    problem: null,
    ...reference,
  };
}

function answer(given: Partial<Answer>, access: Access): Answer {
  return {
    outcome: 'refused',
    step: access === 'push' ? 'upload' : 'manifest',
    status: 403,
    code: 'DENIED',
    message: null,
    trouble: null,
    requestId: 'C0DE:1234',
    attempts: 1,
    ...given,
  };
}

function workflow({ grants, pushes = [], workflow: more }: Scenario): WorkflowEvidence | null {
  if (!grants) return null;
  return {
    file: WORKFLOW,
    job: grants.at(-1)?.[0] ?? 'build',
    location: at(4),
    step: at(9),
    images: null,
    source: 'checkout',
    grants: grants.map(([job, declaredAt, level, line]) => ({
      file: WORKFLOW,
      job,
      declaredAt,
      level,
      location: at(line),
    })),
    pushes: pushes.map(({ line, ...push }) => ({
      reference: 'ghcr.io/octo/app:1',
      shown: 'ghcr.io/octo/app:1',
      isHostKnown: true,
      logins: [],
      switch: null,
      namedAt: null,
      access: 'push',
      role: 'image',
      runs: 'unknown',
      location: at(line),
      ...push,
    })),
    tokenExpressions: { ghcrToken: null, githubToken: null },
    setsSourceLabel: false,
    lacked: [],
    named: [],
    logins: [],
    unseenLogins: [],
    texts: {},
    ...more,
  };
}

function login({ line, ...given }: NonNullable<Scenario['logins']>[number]): PushLogin {
  return { sure: true, reason: null, location: line === undefined ? null : at(line), ...given };
}

/** The evidence of a case, and the refusal in it. */
export function scenario(given: Scenario): { evidence: Evidence; refusal: LiveRefusal } {
  const { access = 'push', token: name = 'job', with: differs = {} } = given;
  const base = name === null ? null : (TOKENS[name] as TokenEvidence);
  const user =
    differs.user === undefined ? base?.user : differs.user && { ...TOKENS.classic?.user, ...differs.user };
  const token = base && ({ ...base, ...differs, user: user ?? null } as TokenEvidence);
  const others = (given.others ?? []).map((other) => TOKENS[other] as TokenEvidence);
  const reply = answer(given.answer ?? {}, access);
  const better = given.better ? (TOKENS[given.better] as TokenEvidence) : null;
  const about: PackageEvidence | null = given.about
    ? {
        ownerType: 'Organization',
        ownerExists: true,
        visible: null,
        visibility: null,
        repository: null,
        createdAt: null,
        settingsUrl: 'https://github.com/orgs/octo/packages/container/app/settings',
        sso: null,
        ipAllowList: false,
        ...given.about,
      }
    : null;
  const asked: ImageEvidence = {
    image: image(given.image),
    answers: [
      ...(better
        ? [{ token: better.source, answer: answer({ outcome: 'allowed', status: 202, code: null }, access) }]
        : []),
      { token: token?.source ?? null, answer: reply },
    ],
    readable: given.readable ?? null,
    anonymousPull: given.anonymousPull ?? null,
    tags: given.tags ?? null,
    package: about,
    logins: (given.logins ?? []).map(login),
    isStandIn: false,
  };
  const allowed: ImageEvidence = {
    ...asked,
    image: image({ package: 'other' }),
    answers: [
      {
        token: token?.source ?? null,
        answer: answer({ outcome: 'allowed', status: 202, code: null }, access),
      },
    ],
    package: null,
  };
  const evidence: Evidence = {
    place: given.place ?? 'workflow',
    access,
    registry: 'ghcr.io',
    now: new Date('2026-11-10T12:00:00Z'),
    run: {
      event: 'push',
      actor: 'mona',
      repository: 'Octo/app',
      owner: 'Octo',
      job: 'build',
      workflowPath: WORKFLOW,
      workflowSha: null,
      readOnly: null,
      headRepository: null,
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      ...given.run,
    },
    tokens: [...(better ? [better] : []), ...(token ? [token] : []), ...others],
    missingTokens: given.missing ?? [],
    chosen: better?.source ?? token?.source ?? null,
    images: given.alsoAllowed ? [asked, allowed] : [asked],
    imagesFrom: given.imagesFrom ?? 'steps',
    cacheReads: [],
    pullSecret: given.pullSecret,
    untoldImages: given.untoldImages,
    watchedDays: given.watchedDays,
    unknownPushes: (workflow(given)?.pushes ?? []).filter(({ reference }) => reference === null),
    workflow: workflow(given),
    workflowProblem: null,
  };
  const later = asked.logins.find((each) => each.token === token?.source) ?? null;
  return { evidence, refusal: { image: asked, answer: reply, token, login: later } };
}

/** Every cause that explains the refusal, the surest first; what was allowed is no case. */
export function explanations({ evidence, refusal }: ReturnType<typeof scenario>): Candidate[] {
  return refusal.answer.outcome === 'allowed' ? [] : candidates(caseOfAnswer(refusal, evidence));
}
