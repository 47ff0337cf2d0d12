/** `Chart.yaml`: what a chart is called. */
import { hasHole } from '../../language/values.js';
import { inFolder } from './files.js';
import { yamlFields } from './parsed.js';

/** Of `helm package`, those with a value (helm.sh/docs/helm/helm_package). */
export const PACKAGE_OPTIONS =
  '-d --destination --version --app-version --key --keyring --passphrase-file'.split(' ');

export interface Chart {
  name: string;
  /** As it is written; `undefined` is a word too where there is none. */
  version: string;
}

/**
 * The chart of a folder (helm.sh/docs/topics/charts, The Chart.yaml file); null where none is seen there.
 *
 * @param text of a file of the repository; null when there is none
 */
export function chartOf(folder: string, text: (path: string) => string | null): Chart | null {
  const about = hasHole(folder) ? null : text(inFolder(folder, 'Chart.yaml'));
  const { name, version } = yamlFields(about) ?? {};
  return typeof name === 'string' ? { name, version: String(version) } : null;
}
