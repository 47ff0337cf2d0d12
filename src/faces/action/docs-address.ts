import { PROJECT, PROJECT_PAGES } from '../../version.js';

const GITHUB = 'https://github.com';

/**
 * Where the pages of this action's version can be read; those of the project for an action of the checkout. Another server
 * may take the project itself from github.com (GitHub Connect, GHE.com) and have no page of it; a copy by another name is its own.
 */
export function docsAddress(env: NodeJS.ProcessEnv): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref, GITHUB_SERVER_URL: server } = env;
  if (!repository || !ref) return PROJECT_PAGES;
  const home = repository === PROJECT ? GITHUB : (server || GITHUB).replace(/\/+$/, '');
  return `${home}/${repository}/blob/${ref}`;
}
