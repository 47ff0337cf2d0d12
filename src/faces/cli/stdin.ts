/** Standard input as the text of one file. */

import type { UnreadFile } from '../../report/problems.js';
import { MAX_BYTES } from '../../workflow/text/parse.js';
import { STDIN } from './stdin-name.js';

export type Input = { text: string; problem: null } | { text: null; problem: UnreadFile };

/** No more is read than a workflow file may have. */
export async function readStandardInput(): Promise<Input> {
  const fail = (kind: UnreadFile['kind'], detail: string | null = null): Input => ({
    text: null,
    problem: { file: STDIN, kind, detail, line: null },
  });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) return fail('too-large');
      chunks.push(chunk);
    }
  } catch (error) {
    return fail('unreadable', (error as NodeJS.ErrnoException).code ?? null);
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { text: decoder.decode(Buffer.concat(chunks)), problem: null };
  } catch {
    return fail('not-text');
  }
}
