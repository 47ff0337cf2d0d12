/**
 * The container packages of an owner: all of them where the token may list them, else those that somebody asks for by
 * name. Which repository may write to one is on no page of the API (facts, number 8): its link is all that can be seen.
 */
import { apiRefusal } from '../api/github.js';
import { packageIn } from '../api/package-answer.js';
import { type OrganizationApi, unreadReason } from './api.js';
import type { OwnerListing } from './listing.js';
import { isMishap, type OwnedPackage, type OwnerPackages, type PackagesProblem } from './types.js';

/**
 * Never rejects.
 *
 * @param names of packages that workflows push, without the owner: asked for one by one where there is no list
 */
export async function ownerPackages(
  api: OrganizationApi,
  { owner, type }: Pick<OwnerListing, 'owner' | 'type'>,
  names: readonly string[],
): Promise<OwnerPackages> {
  const found: OwnedPackage[] = [];
  try {
    const route = type === 'User' ? 'GET /users/{username}/packages' : 'GET /orgs/{org}/packages';
    const whose = type === 'User' ? { username: owner } : { org: owner };
    const pages = api.octokit.paginate.iterator(route, {
      ...whose,
      package_type: 'container',
      per_page: 100,
    } as never);
    for await (const { data } of pages) found.push(...(data as unknown[]).map(owned));
    const known = new Set(found.map(({ name }) => name.toLowerCase()));
    return { packages: found, absent: names.filter((name) => !known.has(name.toLowerCase())), problem: null };
  } catch (error) {
    const problem = problemOf(error);
    return problem === 'list-unsupported'
      ? await byName(api, owner, type, names)
      : { packages: found, absent: [], problem };
  }
}

async function byName(
  { octokit }: OrganizationApi,
  owner: string,
  type: OwnerListing['type'],
  names: readonly string[],
): Promise<OwnerPackages> {
  const asked = await Promise.all(
    names.map(async (name) => {
      const about = { package_type: 'container', package_name: name } as const;
      try {
        const { data } =
          type === 'User'
            ? await octokit.rest.packages.getPackageForUser({ ...about, username: owner })
            : await octokit.rest.packages.getPackageForOrganization({ ...about, org: owner });
        return { name, found: owned(data), reason: null };
      } catch (error) {
        return { name, found: null, reason: unreadReason(error) };
      }
    }),
  );
  return {
    packages: asked.flatMap(({ found }) => found ?? []),
    absent: asked.flatMap(({ name, reason }) => (reason === 'not-found' ? [name] : [])),
    problem: asked.find(({ reason }) => reason !== null && isMishap(reason))?.reason ?? 'list-unsupported',
  };
}

function owned(answer: unknown): OwnedPackage {
  const { name = null, visibility = null, repository = null } = packageIn(answer) ?? {};
  if (name === null) throw new Error('no package');
  return { name, visibility, repository };
}

/** Facts G2, G3, G5. */
function problemOf(error: unknown): PackagesProblem {
  const refusal = apiRefusal(error);
  if (refusal?.status === 400) return 'list-unsupported';
  if (refusal?.status === 403 && /read:packages|not accessible/i.test(refusal.message)) return 'no-scope';
  return unreadReason(error);
}
