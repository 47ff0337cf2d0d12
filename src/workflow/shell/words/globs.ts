/** What stands in the folders of the checkout: at a path, and for a pattern with no other sign than `*` (`out/*.tgz`). */

import { isMadeOf } from '../../../evidence/pattern.js';
import { hasHole } from '../../language/values.js';
import { inWorkspace } from '../../language/workspace.js';
import type { Checkout } from '../starting/started.js';
import type { FileKind } from './words.js';

/** More files are not gone through one by one. */
const MOST_FILES = 50;

/**
 * The paths that a pattern stands for, written as the pattern is; null where it is more than that, or where nothing is
 * known to match: what is not there yet, the job may still make.
 */
export function filesMatching(pattern: string, folder: string | null, checkout: Checkout): string[] | null {
  if (hasHole(pattern) || /[?[\]{}\\]|\*\*/.test(pattern) || !pattern.includes('*')) return null;
  const parts = pattern.replace(/\/+$/, '').split('/');
  const onlyFolders = pattern.endsWith('/');
  let found = [''];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    found = found.flatMap((start) => {
      if (!part.includes('*')) return [`${start}${part}${isLast ? '' : '/'}`];
      const place = inWorkspace(folder, start);
      const wanted = part.split('*');
      return (place === null ? [] : (checkout.entries(place) ?? [])).flatMap((name) => {
        const isHidden = name.startsWith('.') && !part.startsWith('.');
        const isFolder = name.endsWith('/');
        if (isHidden || !isMadeOf(name.replace(/\/$/, ''), wanted) || ((!isLast || onlyFolders) && !isFolder))
          return [];
        return [start + (isLast && !onlyFolders ? name.replace(/\/$/, '') : name)];
      });
    });
    if (found.length > MOST_FILES) return null;
  }
  return found.length === 0 || !parts.some((part) => part.includes('*')) ? null : found;
}

/** @param path in the workspace */
export function kindAt(path: string, checkout: Checkout): FileKind | null {
  let above = '';
  for (const part of path === '' ? [] : path.split('/')) {
    const entries = checkout.entries(above);
    const whole = above === '' ? part : `${above}/${part}`;
    if (!entries) return null;
    if (entries.includes(part)) return whole === path ? 'file' : 'none';
    if (!entries.includes(`${part}/`)) return 'absent';
    above = whole;
  }
  return 'folder';
}
