/** What the readers of project files share. */
import { parseDocument } from 'yaml';
import { hasHole } from '../../language/values.js';

/** The path of a file that is named relative to a folder of the repository. */
export function inFolder(folder: string, name: string): string {
  const clean = folder.replace(/^\.\/?/, '').replace(/\/+$/, '');
  return clean === '' || hasHole(clean) ? name.replace(/^\.\//, '') : `${clean}/${name.replace(/^\.\//, '')}`;
}

/** What a YAML text holds; null when it is none. */
export function yaml(text: string): unknown {
  try {
    return parseDocument(text, { logLevel: 'silent' }).toJS({ maxAliasCount: 100 });
  } catch {
    return null;
  }
}
