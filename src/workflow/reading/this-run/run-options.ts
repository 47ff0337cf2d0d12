/** What the reader of this run is told of it. */
import type { RunEvidence } from '../../../evidence/types/run.js';
import type { TokenSource } from '../../../evidence/types/token.js';
import type { Access } from '../../../types.js';
import type { OwnStep } from '../steps/actions/own-step.js';

export interface ReadOptions {
  run: RunEvidence;
  /** GITHUB_WORKSPACE; null when there is none. */
  workspace: string | null;
  /** The `workflow` input: a path, or null for this run's own. */
  path: string | null;
  registry: string;
  /** Contents API: text of a file of this repository at run.workflowSha; null when absent; may reject. */
  fetchFile: ((path: string) => Promise<string | null>) | null;
  /** process.env of the step (real env values incl. those written to GITHUB_ENV). */
  env: Record<string, string | undefined>;
  /** Parsed event payload (github.event) or null. */
  event: unknown;
  /** This leg, as the runner told it, as data. What is not given is taken from the text. */
  leg?: { matrix?: unknown; strategy?: unknown };
  /** What our step asks for; absent: a push. */
  access?: Access;
  /** How our step was started; absent: it makes no login and hands on no names. */
  own?: OwnStep;
  /** The values of our inputs that hold tokens; they leave in no form. */
  tokens?: readonly { source: TokenSource; secret: string }[];
}
