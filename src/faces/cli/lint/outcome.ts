/** How `lint` ends, and what it has to say besides its report. */

import { faultOfReading } from '../../../commands/lint/output.js';
import type { LintResult } from '../../../commands/lint.js';
import type { Finding } from '../../../types.js';
import type { ExitCode } from '../exit-code.js';
import { refusal } from '../printable.js';
import type { LintCommandOptions } from './options.js';

/** 1: a finding that fails the run by `--fail-on`; 2: what was named could not be read. */
export function exitCode(result: LintResult, { failOn }: LintCommandOptions): ExitCode {
  const { findings } = result.report;
  if (failOn !== 'never' && findings.some(isError)) return 1;
  if (failOn === 'warning' && findings.some(({ severity }) => severity === 'warning')) return 1;
  return faultOfReading(result) ? 2 : 0;
}

/** Does a finding fail the run where errors do? */
export function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** On standard error, where it spoils no report. */
export function complain(sentence: string): void {
  process.stderr.write(`${refusal(`ghcr-preflight: ${sentence}`)}\n`);
}
