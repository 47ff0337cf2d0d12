import type { Location } from '../../types.js';
import type { Answer } from './answer.js';
import type { PushLogin } from './login.js';
import type { PackageEvidence } from './package.js';
import type { ImageReference } from './reference.js';
import type { TokenSource } from './token.js';

/** One image and all that was learnt about it. */
export interface ImageEvidence {
  image: ImageReference;
  /** One answer for each token that was tried on it, in that order; `token: null` is anonymous. */
  answers: { token: TokenSource | null; answer: Answer }[];
  /**
   * Does a manifest or tag list answer with the best token? Asked when a push is refused (may it be
   * pulled?) and when a user's token may push (does the package exist?). `absent`: 404 for the package.
   */
  readable: 'yes' | 'absent' | 'refused' | null;
  /** A pull is possible without any credential; asked when a pull was refused at the token step. */
  anonymousPull: boolean | null;
  /** Some tags of the repository, when the one asked for was not there. */
  tags: string[] | null;
  package: PackageEvidence | null;
  /** The logins that its push will find, where that is not this step's alone. */
  logins: PushLogin[];
  /** Asked about for an image that may be another one: only what is said of the token counts for certain. */
  isStandIn: boolean;
  /** This run may be of a calling job that has another image pushed, and nothing is refused to that: then no refusal of this one is certain. */
  isPerhapsOthers?: true;
  /** Where the text of a deployment names it. */
  place?: Location;
}
