/** The signs of verdicts and severities on a page. */
import type { Severity, Verdict } from '../../types.js';

export const VERDICT_SIGNS: Record<Verdict, string> = {
  allowed: '✅',
  denied: '❌',
  unknown: '⚠️',
  'not-needed': '➖',
};

export const SEVERITY_SIGNS: Record<Severity, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
