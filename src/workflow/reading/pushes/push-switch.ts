/** Which input of a step decides whether an image is pushed. */
import { child, entry, type YamlEntry } from '../../text/document.js';
import type { TransferAct } from '../steps/frame.js';

/**
 * The `push:` of the step, where it decides about this transfer; else null. About a cache or an entry of `outputs`
 * it decides nothing: these are written whenever the step builds (docs.docker.com/build/cache/backends, Exporters).
 */
export function switchOfTransfer({ found, step }: TransferAct): YamlEntry | null {
  if (found.role === 'cache' || found.input === 'outputs') return null;
  return entry(child(step.node, 'with'), 'push');
}
