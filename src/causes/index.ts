/** The book of causes. */
import { accountBlocked } from './book/account-blocked.js';
import { apiPermissionMissing } from './book/api-permission-missing.js';
import { appTokenUnsupported } from './book/app-token-unsupported.js';
import { billingBlocked } from './book/billing-blocked.js';
import { cacheReferenceRefused } from './book/cache-reference-refused.js';
import { calleeLacksPackagesWrite } from './book/callee-lacks-packages-write.js';
import { callerLacksPackagesWrite } from './book/caller-lacks-packages-write.js';
import { clientLacksPermission } from './book/client-lacks-permission.js';
import { defaultTokenPermissions } from './book/default-token-permissions.js';
import { deletionRefused } from './book/deletion-refused.js';
import { foreignRepositoryInScope } from './book/foreign-repository-in-scope.js';
import { helmUrlHasTag } from './book/helm-url-has-tag.js';
import { imageUnknown } from './book/image-unknown.js';
import { imageWithoutOwner } from './book/image-without-owner.js';
import { invalidImageReference } from './book/invalid-image-reference.js';
import { invalidPermissions } from './book/invalid-permissions.js';
import { ipNotAllowed } from './book/ip-not-allowed.js';
import { jobLacksPackagesRead } from './book/job-lacks-packages-read.js';
import { jobLacksPackagesWrite } from './book/job-lacks-packages-write.js';
import { loginReplaced } from './book/login-replaced.js';
import { manifestBeforeBlobs } from './book/manifest-before-blobs.js';
import { manifestNotFound } from './book/manifest-not-found.js';
import { networkUnreachable } from './book/network-unreachable.js';
import { newPackageRace } from './book/new-package-race.js';
import { noPushFound } from './book/no-push-found.js';
import { noRegistryLogin } from './book/no-registry-login.js';
import { organizationPolicy } from './book/organization-policy.js';
import { ownerMismatch } from './book/owner-mismatch.js';
import { ownerNotFound } from './book/owner-not-found.js';
import { packageCreationRefused } from './book/package-creation-refused.js';
import { packageNotFound } from './book/package-not-found.js';
import { packageNotGranted } from './book/package-not-granted.js';
import { packageNotLinked } from './book/package-not-linked.js';
import { packageReadRefused } from './book/package-read-refused.js';
import { packagesListUnsupported } from './book/packages-list-unsupported.js';
import { platformNotInIndex } from './book/platform-not-in-index.js';
import { pullSecretMalformed } from './book/pull-secret-malformed.js';
import { rateLimited } from './book/rate-limited.js';
import { readOnlyRun } from './book/read-only-run.js';
import { registryUnavailable } from './book/registry-unavailable.js';
import { ssoNotAuthorized } from './book/sso-not-authorized.js';
import { staleCredential } from './book/stale-credential.js';
import { subjectNotPushed } from './book/subject-not-pushed.js';
import { tokenExpiresSoon } from './book/token-expires-soon.js';
import { tokenKindUnsupported } from './book/token-kind-unsupported.js';
import { tokenLacksScope } from './book/token-lacks-scope.js';
import { tokenMalformed } from './book/token-malformed.js';
import { tokenMissing } from './book/token-missing.js';
import { tokenRejected } from './book/token-rejected.js';
import { unexplainedRefusal } from './book/unexplained-refusal.js';
import { uploadChunkTooLarge } from './book/upload-chunk-too-large.js';
import { uploadInterrupted } from './book/upload-interrupted.js';
import { uploadTooLarge } from './book/upload-too-large.js';
import { uppercaseImageName } from './book/uppercase-image-name.js';
import { userLacksPackageRole } from './book/user-lacks-package-role.js';
import type { Cause } from './cause.js';

/** The types of all of them, ids and details, are kept; `CAUSES` is what everybody reads. */
const BOOK = [
  // nothing started
  billingBlocked,
  // the file
  invalidPermissions,
  // the name
  helmUrlHasTag,
  invalidImageReference,
  imageWithoutOwner,
  uppercaseImageName,
  // the credential
  readOnlyRun,
  pullSecretMalformed,
  tokenMissing,
  noRegistryLogin,
  loginReplaced,
  tokenMalformed,
  tokenKindUnsupported,
  appTokenUnsupported,
  ssoNotAuthorized,
  staleCredential,
  tokenRejected,
  // whose namespace it is
  ownerNotFound,
  foreignRepositoryInScope,
  ownerMismatch,
  // what the token may do
  tokenLacksScope,
  ipNotAllowed,
  calleeLacksPackagesWrite,
  callerLacksPackagesWrite,
  jobLacksPackagesWrite,
  jobLacksPackagesRead,
  defaultTokenPermissions,
  // how it was sent
  subjectNotPushed,
  uploadChunkTooLarge,
  manifestBeforeBlobs,
  uploadTooLarge,
  uploadInterrupted,
  // this package
  platformNotInIndex,
  manifestNotFound,
  cacheReferenceRefused,
  packageNotGranted,
  accountBlocked,
  userLacksPackageRole,
  packageCreationRefused,
  packageReadRefused,
  packageNotFound,
  organizationPolicy,
  newPackageRace,
  // the API beside it
  deletionRefused,
  clientLacksPermission,
  packagesListUnsupported,
  apiPermissionMissing,
  // no verdict
  rateLimited,
  registryUnavailable,
  networkUnreachable,
  // works today
  packageNotLinked,
  tokenExpiresSoon,
  // what could not be asked
  imageUnknown,
  noPushFound,
  // none of these
  unexplainedRefusal,
] as const;

/** The stable names (contract, section 5). */
export type CauseId = (typeof BOOK)[number]['id'];

/**
 * Every cause that is known, the most specific first: of two that hold equally surely, the
 * earlier one is named and the later one becomes its alternative. So what spoils every push of
 * the run stands before what spoils every push of the job, and both before what is about one package.
 */
export const CAUSES: readonly Cause<CauseId>[] = BOOK;
