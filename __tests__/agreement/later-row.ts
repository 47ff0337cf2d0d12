/** A row of the tables of what comes after our step, the words that rows are written in, and the run that one stands for. */

import type { Fault } from '../../src/lab/faults.js';
import { forkPullRequestEvent, pushEvent } from '../../src/lab/scenarios/events.js';
import type { Scenario } from '../../src/lab/scenarios/scenarios.js';
import { BUILD_JOB } from '../../src/lab/scenarios/workflows.js';
import type { Language, Verdict } from '../../src/types.js';
import type { ClientName } from '../lab/clients.js';
import { agreementWorld, SECRETS, type Who } from './world.js';

/** What a step does at the registry. `empty`: a login without a password. */
export type Deed =
  | { does: 'login'; with: ClientName; as: Who | 'empty'; user?: string }
  /** No client gets so far: the host of the image is none. */
  | { does: 'stop'; with: ClientName }
  | { does: 'logout'; with: ClientName }
  | { does: 'copy'; with: 'crane' | 'skopeo'; from: string; image: string }
  /** `as`: with a credential of its own, or with none of ours. */
  | { does: 'push'; with: ClientName; image: string; as?: Who | 'nobody' };

export interface LaterSteps {
  name: string;
  /** Steps before ours and after it, as YAML. */
  before?: string;
  steps: string;
  /** Lines of the job beside its steps. */
  strategy?: string;
  /** Lines under `with:` of our step. */
  own?: string;
  /** Inputs that the runner evaluates. */
  inputs?: Record<string, string>;
  ghcr?: Who;
  job?: Who;
  /** Whose login docker's file has from before the job. */
  left?: Who;
  permissions?: 'write' | 'read';
  fork?: true;
  /** Another run than a push of the default branch. */
  run?: Partial<Pick<Scenario, 'event' | 'payload' | 'actor' | 'ref'>>;
  /** Jobs that call the workflow of our job, and what it declares to be called with, as YAML. */
  called?: { by: string; declares: string };
  /** Other files of the checkout. */
  files?: Record<string, string>;
  /** Variables of the process. */
  env?: Record<string, string>;
  faults?: Fault[];
  deeds: Deed[];
  verdict: Verdict;
  /** Id of the first finding; null: none. */
  cause?: string | null;
  /** The text of the line that it points at. */
  at?: RegExp;
}

export const APP = 'octo-org/app:2';
export const FOREIGN = 'octo-org/foreign:2';
export const GRANTED = 'octo-org/granted:2';

export const step = (uses: string, ...inputs: string[]) =>
  `- uses: ${uses}\n${inputs.length > 0 ? `  with:\n${inputs.map((line) => `    ${line}\n`).join('')}` : ''}`;
export const build = (tags: string) => step('docker/build-push-action@v6', 'push: true', `tags: ${tags}`);
export const login = (password: string, ...more: string[]) =>
  step('docker/login-action@v3', 'registry: ghcr.io', 'username: mona', `password: ${password}`, ...more);
export const script = (run: string, env = '') => `- run: ${run}\n${env ? `  env:\n    ${env}\n` : ''}`;

export const pushes = (image: string, client: ClientName = 'skopeo', as?: Who | 'nobody'): Deed => ({
  does: 'push',
  with: client,
  image,
  ...(as ? { as } : {}),
});
export const copies = (from: string, image: string, client: 'crane' | 'skopeo' = 'crane'): Deed => ({
  does: 'copy',
  with: client,
  from,
  image,
});
export const logsIn = (as: Who | 'empty', client: ClientName = 'docker'): Deed => ({
  does: 'login',
  with: client,
  as,
});

/** The job ends at the last deed, for this reason. */
export const refused = (
  cause: string,
  ...deeds: Deed[]
): Pick<LaterSteps, 'deeds' | 'verdict' | 'cause'> => ({
  deeds,
  verdict: 'denied',
  cause,
});
/** Every deed is done, and nothing is found. */
export const accepted = (...deeds: Deed[]): Pick<LaterSteps, 'deeds' | 'verdict' | 'cause'> => ({
  deeds,
  verdict: 'allowed',
  cause: null,
});

export const EITHER = '${{ secrets.GHCR_TOKEN || secrets.GITHUB_TOKEN }}';
export const JOBS = '${{ secrets.GITHUB_TOKEN }}';
export const PAT = '${{ secrets.GHCR_TOKEN }}';
export const OWN_PAT = `ghcr-token: ${PAT}`;

/** `strategy.matrix` of one axis. */
export const axis = (values: string, ...more: string[]) =>
  `strategy:\n  matrix:\n    image: ${values}\n${more.map((line) => `    ${line}\n`).join('')}`;
export const LEG_TAGS = 'ghcr.io/octo-org/${{ matrix.image }}:2';
export const leg = (data: unknown) => ({
  matrix: JSON.stringify(data),
  strategy: '{"job-index":0,"job-total":2}',
});
export const NO_LEG = { matrix: '', strategy: '' };

const REPOSITORY = 'octo-org/app';
const WORKFLOW = '.github/workflows/publish.yml';
const CALLED = '.github/workflows/image.yml';

/** The row as `runAction` takes it. */
export function laterScenario(row: LaterSteps, registry: string, language: Language): Scenario {
  const { ghcr, job = 'jobWrite', called } = row;
  const images = row.inputs?.images;
  const fork = row.fork ?? false;
  const named = Object.entries({ ...row.files, ...(called ? { [CALLED]: jobsOf(row) } : {}) });
  return {
    name: row.name,
    title: { en: row.name, 'zh-CN': row.name },
    world: agreementWorld(),
    faults: row.faults,
    repository: REPOSITORY,
    event: fork ? 'pull_request' : 'push',
    payload: fork
      ? forkPullRequestEvent(REPOSITORY, 'hubot-fan/app', 'hubot-fan')
      : pushEvent(REPOSITORY, 'mona'),
    actor: 'mona',
    ref: fork ? 'refs/pull/17/merge' : 'refs/heads/main',
    ...row.run,
    tokens: { ghcrToken: ghcr && SECRETS[ghcr], githubToken: SECRETS[job] },
    inputs: {
      language,
      'fail-on': 'never',
      logout: 'false',
      ...inputsAt(row, registry),
      ...(images ? { images: isAtHost(images) ? images : `${registry}/${images}` } : {}),
    },
    workflow: called ? `on: push\njobs:\n${indent(called.by, 2)}\n` : jobsOf(row),
    workflowPath: WORKFLOW,
    files: Object.fromEntries(named),
    job: BUILD_JOB,
    verdict: row.verdict,
    says: null,
  };
}

function isAtHost(image: string): boolean {
  return /^[\w-]+\.[\w.]+\//.test(image);
}

function inputsAt({ inputs = {} }: LaterSteps, registry: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, value.replaceAll('ghcr.io', registry)]),
  );
}

/** The file of a scenario in which the row's job stands, as it is in the checkout. */
export function textOfJob({ workflow, files = {} }: Scenario): string {
  return files[CALLED] ?? workflow;
}

function jobsOf({
  before = '',
  steps,
  strategy = '',
  own,
  permissions = 'write',
  ...row
}: LaterSteps): string {
  const ours = `- id: preflight\n  uses: org/ghcr-preflight@v1\n${own ? `  with:\n${indent(own, 4)}\n` : ''}`;
  const event = row.run?.event ?? (row.fork ? 'pull_request' : 'push');
  return [
    row.called ? `on:\n  workflow_call:\n${indent(row.called.declares, 4)}` : `on: ${event}`,
    'jobs:',
    `  ${BUILD_JOB}:`,
    ...(/^runs-on:/m.test(strategy) ? [] : ['    runs-on: ubuntu-24.04']),
    `    permissions: {contents: read, packages: ${permissions}}`,
    indent(strategy.trimEnd(), 4),
    '    steps:',
    indent(`${before}${ours}${steps}`.trimEnd(), 6),
    '',
  ]
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n');
}

function indent(text: string, by: number): string {
  return text.trimEnd().replace(/^(?=.)/gm, ' '.repeat(by));
}
