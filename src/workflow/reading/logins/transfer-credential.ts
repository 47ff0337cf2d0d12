/** The credential with which a transfer is made, as far as a workflow tells. */
import type { SignAct } from '../steps/frame.js';
import type { MissingCredential } from './missing-credentials.js';
import type { Password } from './passwords.js';

export type TransferCredential =
  | { kind: 'token'; password: Password; login: SignAct | null; replaced: SignAct[] }
  | MissingCredential
  /**
   * One of these logins, or one out of sight; without the latter it would be `otherwise`. `isUnlikely`: what is out of sight
   * stands beside logins that the job makes by itself, in other runs, too late or to other registries: it has hardly made this one.
   * `isOneOf`: nothing is out of sight, so it is one of these.
   */
  | {
      kind: 'unknown';
      near: SignAct[];
      otherwise?: MissingCredential;
      isUnlikely?: true;
      isOneOf?: true;
    };
