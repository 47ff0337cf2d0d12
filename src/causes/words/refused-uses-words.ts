/** What a `uses` that GitHub refuses lacks (refused-uses.ts), as it is said. */
import type { Localized } from '../../types.js';

export type UsesLack = 'owner' | 'version' | 'one mark';

/** Of `checkout@v4` the owner, whatever stands behind it. */
export function usesLack(uses: string): UsesLack {
  const [name = '', ...behind] = uses.split('@');
  if (name.split(/[/\\]/).filter(Boolean).length < 2) return 'owner';
  return behind.length > 1 ? 'one mark' : 'version';
}

/** With what it lacks, in capitals. */
export function wholeUses(uses: string): string {
  const [name = '', ref] = uses.split('@');
  return usesLack(uses) === 'owner'
    ? `OWNER/${name.replace(/^\/+|\/+$/g, '')}@${ref || 'REF'}`
    : `${name}@REF`;
}

export const USES_LACK: Localized<Record<UsesLack, string>> = {
  en: { owner: 'names no owner', version: 'names no version', 'one mark': 'has more than one @' },
  'zh-CN': { owner: '没有写明所有者', version: '没有写明版本', 'one mark': '含有多个 @' },
};
