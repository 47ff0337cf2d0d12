/** What is said of a key that GitHub does not know where it stands. */
import type { Language } from '../../types.js';
import type { KeyOwner } from '../../workflow/runs/key-places.js';
import { han } from '../han.js';

/** In Chinese; in English the words are those of the syntax. */
export const KEY_OWNERS = { workflow: '工作流', job: '作业', step: '步骤' } as const;

/** Of a mapping without a name of its own the path stands for it. */
function ownerNamed(of: KeyOwner, language: Language): string {
  const isNamed = of === 'workflow' || of === 'job' || of === 'step';
  if (language === 'en') return isNamed ? `A ${of}` : of;
  return isNamed ? KEY_OWNERS[of] : `${of} `;
}

/** The sentence that says so, and what comes of it. */
export function refusedKeySentence(of: KeyOwner, key: string, language: Language): string {
  const owner = ownerNamed(of, language);
  return language === 'en'
    ? `${owner} has no key ${key}, so GitHub refuses the whole file and no job of it runs.`
    : han`${owner}没有 ${key} 键，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`;
}

/** The same of a key that must be there and is not; of several one is enough. */
export function missingKeySentence(of: KeyOwner, keys: readonly string[], language: Language): string {
  const owner = ownerNamed(of, language);
  return language === 'en'
    ? `${owner} needs ${keys.join(' or ')}, and here is none, so GitHub refuses the whole file and no job of it runs.`
    : han`${owner}必须有 ${keys.join(' 或 ')}，而此处没有，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`;
}

/** The same of a key that GitHub does not know beside another one. */
export function clashingKeySentence(of: KeyOwner, key: string, other: string, language: Language): string {
  const owner = ownerNamed(of, language);
  return language === 'en'
    ? `${owner} has no key ${key} beside ${other}, so GitHub refuses the whole file and no job of it runs.`
    : han`${owner}有 ${other} 时不能有 ${key}，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`;
}
