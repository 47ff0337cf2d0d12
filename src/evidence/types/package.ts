import type { OwnerType } from './run.js';

/** Who may see a repository or a package. */
export type Visibility = 'public' | 'private' | 'internal';

/** What the API tells of a package. Asked only when it can explain a refusal. A 404 is not proof that a package is absent. */
export interface PackageEvidence {
  ownerType: OwnerType | null;
  /** `GET /users/{owner}`: false after a 404. */
  ownerExists: boolean | null;
  /** 200: true; 404 (absent or invisible): false. */
  visible: boolean | null;
  visibility: Visibility | null;
  /** `owner/name` of the linked repository; null when unlinked or not seen (then `visible` is not true). */
  repository: string | null;
  createdAt: string | null;
  /** Page where access is granted; exists only once the package does. */
  settingsUrl: string;
  /** The organisation asks for SAML authorisation of this token (`X-GitHub-SSO`). */
  sso: { required: boolean; url: string | null } | null;
  /** The API refused this address: the organisation has an IP allow list (facts L14). */
  ipAllowList: boolean;
}
