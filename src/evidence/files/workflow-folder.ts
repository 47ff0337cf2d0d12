/** Where a repository keeps its workflows. */
import { join } from 'node:path';
import { namesIn } from './folder-entries.js';

/** GitHub looks nowhere else for them. */
export const WORKFLOW_FOLDER = '.github/workflows';

/** Files of the folder that are looked at. */
const MOST_FILES = 50;

/** The paths of the workflows in a checkout, relative to it; none where there is no such folder. */
export function workflowPaths(workspace: string): string[] {
  return namesIn(join(workspace, WORKFLOW_FOLDER))
    .filter((name) => /\.ya?ml$/.test(name))
    .slice(0, MOST_FILES)
    .map((name) => `${WORKFLOW_FOLDER}/${name}`);
}
