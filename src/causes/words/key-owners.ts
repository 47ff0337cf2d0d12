/** What a key of a workflow stands in, in Chinese; in English the words are those of the syntax. */
import type { KeyOwner } from '../../workflow/runs/refused-keys.js';

export const KEY_OWNERS: Readonly<Record<KeyOwner, string>> = {
  workflow: '工作流',
  job: '作业',
  step: '步骤',
};
