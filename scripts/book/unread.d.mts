/** The types of unread.mjs, for the test of the causes. */

import type { Scanner } from '../../src/evidence/log/lines/scan.js';
import type { readLog } from '../../src/evidence/log/read-log.js';
import type { LogTools } from '../../src/evidence/log/tools.js';
import type { phraseIn } from '../../src/evidence/log/words/phrases/phrases.js';
import type { LOOK } from '../../src/evidence/log/words/vocabulary/look.js';

export function unreadReason(
  message: string,
  reader: {
    readLog: typeof readLog;
    Scanner: typeof Scanner;
    LOOK: typeof LOOK;
    phraseIn: typeof phraseIn;
    tools: LogTools;
  },
): Promise<string | null>;
