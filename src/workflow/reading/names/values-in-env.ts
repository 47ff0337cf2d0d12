/** Values in an `env:` by which a name takes over what is empty. */
import { asPattern } from '../../../evidence/pattern.js';
import { child, map, type Span } from '../../text/document.js';
import type { TransferAct } from '../steps/frame.js';
import type { JobInFile } from './plain-readings.js';

/**
 * The value in an `env:` of the step, the job or the file that has a name of a context; null: the step itself has it
 * elsewhere, or nothing does.
 */
export function valueInEnv(
  name: string,
  { document, step }: Pick<TransferAct, 'document' | 'step'>,
  { document: own, job }: JobInFile,
): Span | null {
  if (!name.includes('.') || document !== own) return null;
  // Whole: `github.repo` stands in no `github.repository`.
  const written = new RegExp(`(?<![\\w.-])${asPattern(name)}(?![\\w-])`, 'i');
  const has = (span: Span | null) => span !== null && written.test(document.text.slice(span.start, span.end));
  if (step.node.entries.some(({ key, value }) => key.value !== 'env' && has(value.node))) return null;
  const given = [step.node, job.node, document.root].flatMap(
    (each) => map(child(each, 'env'))?.entries ?? [],
  );
  return given.find(({ value }) => has(value.node))?.value.node ?? null;
}
