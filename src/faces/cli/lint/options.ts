/** What `lint` was told on its line. */
import type { CommonOptions } from '../terminal.js';

export interface LintCommandOptions extends CommonOptions {
  fix?: boolean;
  diff?: boolean;
  repository?: string;
  event?: string;
  server?: string;
  fetch?: boolean;
  ignore?: string[];
  failOn: 'error' | 'warning' | 'never';
}
