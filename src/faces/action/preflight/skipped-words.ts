/** Which images that were given are not asked about. Apart, because most runs have none. */
import { imageMeant } from '../../../evidence/registry/misspelt.js';
import type { ReferenceList } from '../../../evidence/registry/reference.js';
import type { Language } from '../../../types.js';

/** One sentence; an entry on a registry that is called nearly like ghcr.io may have been meant for that. */
export function skippedNotice(
  registry: string,
  entries: ReferenceList['skipped'],
  language: Language,
): string {
  const shown = entries.map(({ given }) => {
    const meant = imageMeant(given);
    if (meant === null) return given;
    return language === 'en' ? `${given} (did you mean ${meant}?)` : `${given}（是否想写 ${meant}？）`;
  });
  return language === 'en'
    ? `Not checked, because it is not on ${registry}: ${shown.join(', ')}`
    : `以下镜像不在 ${registry} 上，未检查：${shown.join('、')}`;
}
