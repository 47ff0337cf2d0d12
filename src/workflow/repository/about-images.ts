/** Has a workflow to do with images? What GitHub refuses of others is not our business. */
import type { WorkflowDocument } from '../text/document.js';
import { callsIn } from './used.js';

const WORDS = /ghcr\.io|containers\.|docker|container|image|helm|\boras\b/i;

/** It, or what it calls. */
export function isAboutImages(
  document: WorkflowDocument,
  { open, repository }: { open(file: string): WorkflowDocument | null; repository: string | null },
): boolean {
  const files = [document];
  for (const { file, text } of files) {
    if (WORDS.test(text)) return true;
    for (const path of callsIn(text, file, repository)) {
      const next = open(path);
      if (next && !files.includes(next)) files.push(next);
    }
  }
  return false;
}
