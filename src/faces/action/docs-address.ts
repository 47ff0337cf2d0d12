import { PROJECT_PAGES } from '../../version.js';

/** Where the pages of this action's version can be read; those of the project for an action of the checkout. */
export function docsAddress(env: NodeJS.ProcessEnv): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref, GITHUB_SERVER_URL: server } = env;
  return repository && ref ? `${server || 'https://github.com'}/${repository}/blob/${ref}` : PROJECT_PAGES;
}
