/**
 * What the packages API says of a refused image: whose it is, which repository it is
 * linked to, where access is granted. It explains and never decides: a 404 is an absent
 * package or an invisible one (facts G4), and a call that fails leaves a `null`.
 */

import type { Octokit } from '@octokit/rest';
import { recordOf } from '../json-text.js';
import { ownerTypeNamed } from '../run.js';
import { packageSettingsUrl } from '../settings-url.js';
import type { PackageEvidence } from '../types/package.js';
import type { ImageReference } from '../types/reference.js';
import { type ApiRefusal, apiRefusal } from './github.js';
import { packageIn } from './package-answer.js';
import { signOnPage } from './single-sign-on.js';

/** A client of the API for each question; the same one twice when there is one token. */
export interface ApiClients {
  /** The job's own token if there is one: it sees the packages that the repository may use. */
  lookup: Octokit | null;
  /** The user's token that was refused, of which SAML authorisation is asked. */
  user: Octokit | null;
}

/** Asks for the owner once and for each package of it. Never throws. */
export function packageSource(clients: ApiClients, serverUrl: string) {
  const owners = new Map<string, Promise<OwnerEvidence>>();
  return async (image: ImageReference): Promise<PackageEvidence> => {
    let owner = owners.get(image.owner);
    if (!owner) {
      owner = ownerEvidence(clients, image.owner);
      owners.set(image.owner, owner);
    }
    return packageEvidence(clients, image, await owner, serverUrl);
  };
}

type OwnerEvidence = Pick<PackageEvidence, 'ownerType' | 'ownerExists' | 'sso' | 'ipAllowList'>;

async function ownerEvidence({ lookup, user }: ApiClients, owner: string): Promise<OwnerEvidence> {
  const asked = lookup ?? user;
  const account = asked ? await call(() => asked.rest.users.getByUsername({ username: owner })) : null;
  const evidence: OwnerEvidence = {
    ownerType: ownerTypeNamed(account?.data?.type),
    ownerExists: account?.data ? true : account?.refusal?.status === 404 ? false : null,
    sso: null,
    ipAllowList: isIpAllowList(account?.refusal),
  };
  if (user && evidence.ownerType !== 'User') {
    const organization = await call(() => user.rest.orgs.get({ org: owner }));
    evidence.sso = singleSignOn(organization);
    evidence.ipAllowList ||= isIpAllowList(organization.refusal);
  }
  return evidence;
}

async function packageEvidence(
  { lookup, user }: ApiClients,
  image: ImageReference,
  owner: OwnerEvidence,
  serverUrl: string,
): Promise<PackageEvidence> {
  const evidence: PackageEvidence = {
    ...owner,
    visible: null,
    visibility: null,
    repository: null,
    createdAt: null,
    settingsUrl: packageSettingsUrl(serverUrl, image, owner.ownerType),
  };
  const asked = lookup ?? user;
  if (!asked || owner.ownerExists === false) return evidence;
  // Octokit puts the name into the path with `/` as `%2F`, as the API wants it.
  const about = { package_type: 'container', package_name: image.package } as const;
  const found =
    owner.ownerType === 'User'
      ? await call(() => asked.rest.packages.getPackageForUser({ ...about, username: image.owner }))
      : await call(() => asked.rest.packages.getPackageForOrganization({ ...about, org: image.owner }));
  evidence.ipAllowList ||= isIpAllowList(found.refusal);
  evidence.sso ??= asked === user ? singleSignOn(found) : null;
  if (found.refusal?.status === 404) evidence.visible = false;
  const told = packageIn(found.data);
  if (!told) return evidence;
  const { visibility, repository, createdAt } = told;
  return { ...evidence, visible: true, visibility, repository, createdAt };
}

interface Called {
  /** null: it was refused, or the answer is no object. */
  data: Record<string, unknown> | null;
  refusal: ApiRefusal | null;
}

async function call(request: () => Promise<{ data: unknown }>): Promise<Called> {
  try {
    return { data: recordOf((await request()).data), refusal: null };
  } catch (error) {
    return { data: null, refusal: apiRefusal(error) };
  }
}

/** As a 403 asks for it in its header, or says in words. */
function singleSignOn({ data, refusal }: Called): PackageEvidence['sso'] {
  if (data) return { required: false, url: null };
  const header = String(refusal?.headers['x-github-sso'] ?? '');
  const saml = /SAML enforcement/i.test(refusal?.message ?? '');
  if (!header.startsWith('required') && !saml) return null;
  return { required: true, url: signOnPage(header) };
}

/** Facts L14. */
function isIpAllowList(refusal: ApiRefusal | null | undefined): boolean {
  return /IP allow list enabled/i.test(refusal?.message ?? '');
}
