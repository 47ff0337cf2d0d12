/** Which colour a verdict and a severity have on a terminal. */
import type picocolors from 'picocolors';
import type { Severity, Verdict } from '../../types.js';

export type Colors = ReturnType<typeof picocolors.createColors>;
export type Paint = Colors['red'];

export function verdictPaint(verdict: Verdict, colors: Colors): Paint {
  return { allowed: colors.green, denied: colors.red, unknown: colors.yellow, 'not-needed': colors.dim }[
    verdict
  ];
}

export function severityPaint(severity: Severity, colors: Colors): Paint {
  return { error: colors.red, warning: colors.yellow, notice: colors.cyan }[severity];
}
