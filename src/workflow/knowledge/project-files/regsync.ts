/** Where the images of a `regsync.yml` are copied to (regclient.org: regsync, Configuration File). */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import { yamlFields } from './parsed.js';

/** `sync[].target`: an image, a repository with any tags, or a registry with any repositories. */
export function syncTargets(text: string): string[] {
  const listed = yamlFields(text)?.sync;
  return (Array.isArray(listed) ? listed : []).flatMap((each) => {
    const { target, type } = recordOf(each) ?? {};
    if (typeof target !== 'string') return [];
    // Its templates are Go's.
    const filled = target.replace(/\{\{.*?\}\}/gs, HOLE);
    return type === 'registry'
      ? [`${filled}/${HOLE}`]
      : type === 'repository'
        ? [`${filled}:${HOLE}`]
        : [filled];
  });
}
