/** The book of causes. */
import { accountBlocked } from './account-blocked.js';
import { apiPermissionMissing } from './api-permission-missing.js';
import { appTokenUnsupported } from './app-token-unsupported.js';
import { billingBlocked } from './billing-blocked.js';
import { cacheReferenceRefused } from './cache-reference-refused.js';
import { calleeLacksPackagesWrite } from './callee-lacks-packages-write.js';
import { callerLacksPackagesWrite } from './caller-lacks-packages-write.js';
import type { Cause } from './cause.js';
import { defaultTokenPermissions } from './default-token-permissions.js';
import { foreignRepositoryInScope } from './foreign-repository-in-scope.js';
import { helmUrlHasTag } from './helm-url-has-tag.js';
import { imageWithoutOwner } from './image-without-owner.js';
import { invalidImageReference } from './invalid-image-reference.js';
import { invalidPermissions } from './invalid-permissions.js';
import { ipNotAllowed } from './ip-not-allowed.js';
import { jobLacksPackagesRead } from './job-lacks-packages-read.js';
import { jobLacksPackagesWrite } from './job-lacks-packages-write.js';
import { loginReplaced } from './login-replaced.js';
import { manifestBeforeBlobs } from './manifest-before-blobs.js';
import { manifestNotFound } from './manifest-not-found.js';
import { networkUnreachable } from './network-unreachable.js';
import { newPackageRace } from './new-package-race.js';
import { noRegistryLogin } from './no-registry-login.js';
import { organizationPolicy } from './organization-policy.js';
import { ownerMismatch } from './owner-mismatch.js';
import { ownerNotFound } from './owner-not-found.js';
import { packageCreationRefused } from './package-creation-refused.js';
import { packageNotFound } from './package-not-found.js';
import { packageNotGranted } from './package-not-granted.js';
import { packageNotLinked } from './package-not-linked.js';
import { packageReadRefused } from './package-read-refused.js';
import { packagesListUnsupported } from './packages-list-unsupported.js';
import { rateLimited } from './rate-limited.js';
import { readOnlyRun } from './read-only-run.js';
import { registryUnavailable } from './registry-unavailable.js';
import { ssoNotAuthorized } from './sso-not-authorized.js';
import { staleCredential } from './stale-credential.js';
import { subjectNotPushed } from './subject-not-pushed.js';
import { tokenExpiresSoon } from './token-expires-soon.js';
import { tokenKindUnsupported } from './token-kind-unsupported.js';
import { tokenLacksScope } from './token-lacks-scope.js';
import { tokenMalformed } from './token-malformed.js';
import { tokenMissing } from './token-missing.js';
import { tokenRejected } from './token-rejected.js';
import { unexplainedRefusal } from './unexplained-refusal.js';
import { uploadChunkTooLarge } from './upload-chunk-too-large.js';
import { uploadInterrupted } from './upload-interrupted.js';
import { uploadTooLarge } from './upload-too-large.js';
import { uppercaseImageName } from './uppercase-image-name.js';
import { userLacksPackageRole } from './user-lacks-package-role.js';

/**
 * Every cause that is known, the most specific first: of two that hold equally surely, the
 * earlier one is named and the later one becomes its alternative. So what spoils every push of
 * the run stands before what spoils every push of the job, and both before what is about one package.
 */
export const CAUSES: readonly Cause[] = [
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
  packagesListUnsupported,
  apiPermissionMissing,
  // no verdict
  rateLimited,
  registryUnavailable,
  networkUnreachable,
  // works today
  packageNotLinked,
  tokenExpiresSoon,
  // none of these
  unexplainedRefusal,
];
