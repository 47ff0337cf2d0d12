/**
 * Evidence: what is true right now, as plain data. The sources in `evidence/` and the readers in `workflow/` fill it
 * in, each failing alone; the causes read it. `null` always means "could not be seen", never "no". No secret is ever
 * part of it.
 */
import type { Access } from '../../types.js';
import type { PullSecretEvidence, UntoldImage } from './deployment.js';
import type { ImageEvidence } from './image.js';
import type { WorkflowPush } from './push.js';
import type { RunEvidence } from './run.js';
import type { TokenEvidence, TokenSource } from './token.js';
import type { WorkflowEvidence } from './workflow.js';
import type { WorkflowProblem } from './workflow-problem.js';

/** Where somebody asks the registry from: whose credential it is follows from that. `pipeline`: a job of another CI. */
export type Place = 'workflow' | 'pipeline' | 'terminal' | 'server' | 'cluster' | 'bot';

export interface Evidence {
  /** Where we ask from. */
  place: Place;
  access: Access;
  registry: string;
  /** When the observations were made. */
  now: Date;
  run: RunEvidence;
  /** The candidates that are there, in the order in which they are tried. */
  tokens: TokenEvidence[];
  /** Candidates that were looked for and are empty. */
  missingTokens: TokenSource[];
  /** The token that is (or would be) logged in: the first that may do all, else the best; null: anonymous. */
  chosen: TokenSource | null;
  images: ImageEvidence[];
  /**
   * Where they come from: the input, what the job's steps push, or, where nothing was found, the names that steps are
   * told which nobody sees into, or else the repository's name.
   */
  imagesFrom: 'input' | 'steps' | 'named' | 'repository';
  /**
   * Caches of other owners that the build reads (`cache-from`): without them it goes on, and slower. And the images that it is based
   * on: without them it ends before its push.
   */
  cacheReads: ImageEvidence[];
  /** Images that a command copies from this registry: where it may not read one, it pushes nothing either. */
  sources?: ImageEvidence[];
  /** Pushes of this run whose names the text does not tell. */
  unknownPushes: WorkflowPush[];
  /** The pull secret that this is about: where it gives no credential, the pull comes without one. */
  pullSecret?: PullSecretEvidence | null;
  /** Images of a deployment that could not be asked about. */
  untoldImages?: readonly UntoldImage[];
  /** A token that ends within so many days is an error; absent: nobody watches. */
  watchedDays?: number;
  workflow: WorkflowEvidence | null;
  /** Why the workflow could not be read; null when it was, or when nobody asked. */
  workflowProblem: WorkflowProblem | null;
}

/** The token that is (or would be) logged in; null: none. */
export function chosenToken({ tokens, chosen }: Pick<Evidence, 'tokens' | 'chosen'>): TokenEvidence | null {
  return tokens.find(({ source }) => source === chosen) ?? null;
}

/** May that token do it to the image? */
export function isAllowedToChosen({ answers }: ImageEvidence, chosen: Evidence['chosen']): boolean {
  return answers.some(({ token, answer }) => token === chosen && answer.outcome === 'allowed');
}
