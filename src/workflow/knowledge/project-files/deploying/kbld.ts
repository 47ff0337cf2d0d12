/** Where kbld pushes what it builds (carvel.dev/kbld/docs: Configuration, `destinations`). */
import { recordOf } from '../../../../evidence/json-text.js';
import { yaml } from '../parsed.js';

const DOCUMENTS = /^---[ \t]*$/m;
/** More is no configuration. */
const MOST = 100;

/** The new names in one file, which may have manifests beside its settings. */
export function kbldDestinations(text: string): string[] {
  if (!text.includes('kbld.k14s.io/') || !text.includes('destinations')) return [];
  return text
    .split(DOCUMENTS)
    .slice(0, MOST)
    .flatMap((each) => {
      const { kind, apiVersion, destinations } =
        recordOf(each.includes('destinations') ? yaml(each) : null) ?? {};
      const isKblds = kind === 'Config' && String(apiVersion).startsWith('kbld.k14s.io/');
      return isKblds && Array.isArray(destinations) ? destinations : [];
    })
    .flatMap((each) => {
      const name = recordOf(each)?.newImage;
      return typeof name === 'string' ? [name] : [];
    });
}
