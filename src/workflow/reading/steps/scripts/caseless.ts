/** Whether capital and small letters make two names of variables, in the script of a step. */
import { BATCH } from '../../../shell/batch/batch.js';
import { child } from '../../../text/document.js';
import { runnerLabels } from '../../jobs/runners.js';
import type { Here } from '../frame.js';
import { POWERSHELL } from './script-place.js';

/** Machines whose names of variables are told apart by their case. */
const CASED = /\b(?:ubuntu|linux|macos)\b/i;

/** Are `TOKEN` and `Token` one variable to a script of this shell? Only on Windows are there `cmd` and Windows PowerShell. */
export function isCaseless({ job, expressions, contexts }: Here, shell: string): boolean {
  if (!POWERSHELL.test(shell)) return BATCH.test(shell);
  if (/^powershell\b/.test(shell)) return true;
  const labels = runnerLabels(job.node).map((label) => expressions.interpolate(label, contexts));
  return child(job.node, 'container') === null && !labels.some((label) => CASED.test(label));
}
