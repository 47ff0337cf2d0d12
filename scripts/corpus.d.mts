import type { parseDocument } from 'yaml';
import type { lint } from '../src/commands/lint.js';
import type { applyRepairs } from '../src/fix/rounds.js';

/** What judges: of the sources, or of what was built of them. */
export interface CorpusModules {
  lint: typeof lint;
  applyRepairs: typeof applyRepairs;
  parseDocument: typeof parseDocument;
}

export function judgeCorpus(
  corpus: string,
  modules: CorpusModules,
  choice?: { only?: string[]; below?: number },
): Promise<{ lines: string[]; isAsExpected: boolean }>;
