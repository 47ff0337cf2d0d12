/** What a face asks: may these tokens push (or pull) these images? */
import type { ReferenceTexts } from '../evidence/registry/reference.js';
import type { Credential } from '../evidence/token.js';
import type { PullSecretEvidence, UntoldImage } from '../evidence/types/deployment.js';
import type { Place } from '../evidence/types/evidence.js';
import type { RunEvidence } from '../evidence/types/run.js';
import type { TokenSource } from '../evidence/types/token.js';
import type { Access, Location } from '../types.js';

export interface Question {
  /** Whose question it is: the cure is told in the words of that place. */
  place: Place;
  access: Access;
  registry: string;
  /** Empty: what the workflow's later steps push. */
  images: ReferenceTexts;
  /** `given`: the names go to a client as they stand, so an upper-case one is refused there. */
  names: 'given' | 'normalised';
  /** In the order in which they are tried. */
  credentials: Credential[];
  /**
   * What clients go on with when the registry knows none of the tokens and so no login is made: the login that
   * is there already, or null for none. Absent where the question is about the tokens alone.
   */
  lastResort?: () => Promise<Credential | null>;
  /**
   * The login that podman, buildah and skopeo take for an image of this registry before the one that this step makes:
   * a narrower one, or one in a file that they look into first; null: there is none. `name`: `octo-org/app`.
   */
  podmansOwn?: (name: string) => Promise<Credential | null>;
  /**
   * Told which token to log in with (null: none) as soon as that is certain: whatever is asked and read after it only
   * explains. Waited for, so that a login can be brought under way first. Never rejects.
   */
  onCredential?: (credential: Credential | null) => Promise<void>;
  /** Candidates that were looked for and are empty. */
  missing: TokenSource[];
  run: RunEvidence;
  /** The event's payload. */
  event: unknown;
  /** This leg of the job's matrix, as the runner told it. Absent: nobody did. */
  leg?: { matrix?: unknown; strategy?: unknown };
  /** How this step logs in, which later steps find. Absent: it is no step of a job. */
  login?: 'docker' | 'podman' | 'none';
  /** The values of both inputs for tokens, cleaned and as they are stored, also of what is not tried. */
  held?: readonly { source: TokenSource; secret: string; stored: string }[];
  /** The pull secret that the credential comes from, or should. */
  pullSecret?: PullSecretEvidence | null;
  /** Where a deployment names them, by the images as it writes them. */
  places?: ReadonlyMap<string, Location>;
  /** The platforms for which it pulls them, as `linux/arm64`; absent where it names none. */
  platforms?: ReadonlyMap<string, readonly string[]>;
  /** Images of a deployment that nobody can ask about. */
  untoldImages?: readonly UntoldImage[];
  /** An end of the token within so many days is an error. */
  watchedDays?: number;
  /** Is there a package yet? Asked beside the verdict, where what a first push does will be told. */
  plans?: boolean;
  /** Path of the workflow file; null: this run's; `none`: don't look. */
  workflow: string | null;
  /** Root of the checkout. */
  workspace: string | null;
  env: NodeJS.ProcessEnv;
}
