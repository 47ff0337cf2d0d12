/** What is said of a key that GitHub does not know where it stands. */
import type { Language } from '../../types.js';
import type { KeyOwner } from '../../workflow/runs/refused-keys.js';
import { han } from '../han.js';

/** In Chinese; in English the words are those of the syntax. */
export const KEY_OWNERS = { workflow: '工作流', job: '作业', step: '步骤' } as const;

/** The sentence that says so, and what comes of it; of a mapping without a name of its own the path stands for it. */
export function refusedKeySentence(of: KeyOwner, key: string, language: Language): string {
  const isNamed = of === 'workflow' || of === 'job' || of === 'step';
  return language === 'en'
    ? `${isNamed ? `A ${of}` : of} has no key ${key}, so GitHub refuses the whole file and no job of it runs.`
    : han`${isNamed ? KEY_OWNERS[of] : `${of} `}没有 ${key} 键，因此 GitHub 会拒绝整个文件，其中的作业都不会运行。`;
}
