/** What somebody tells beside a refusal, in sentences of his own. */
import type { PackagesLevel } from '../../../types/permissions.js';
import type { ToldVisibility } from './visibility.js';

export interface ToldBeside {
  /** What the job may do to packages. */
  level: PackagesLevel | null;
  /** The same thing went through when it was tried again, or it fails at times only. */
  passing: boolean;
  /** The credential has expired, or was revoked. */
  expiry: boolean;
  /** Pushes of the repository's own branches fail as well. */
  usualRuns: boolean;
  /** A policy of the organization forbids it. */
  policy: boolean;
  /** The token is not authorized for the organization's single sign-on. */
  sso: boolean;
  /** No login was made, or none that whoever was refused finds. */
  noLogin: boolean;
  /** A later login took the place of the first. */
  replaced: boolean;
  /** Who may see the package, or could; null: nothing, or both. */
  visibility: ToldVisibility | null;
}

export const NOTHING_TOLD: Readonly<ToldBeside> = {
  level: null,
  passing: false,
  usualRuns: false,
  expiry: false,
  policy: false,
  sso: false,
  noLogin: false,
  replaced: false,
  visibility: null,
};
