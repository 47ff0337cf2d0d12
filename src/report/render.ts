/** A report in the form that a command was asked for. */
import type { RunReport } from '../evidence/types/run.js';
import { annotationCommand, annotationsOf } from './annotations.js';
import { reportJson } from './json.js';
import type { Report } from './report.js';
import type { SarifOptions } from './sarif.js';
import type { TerminalOptions } from './terminal/page.js';
import { terminal } from './terminal/terminal.js';
import { inert } from './text.js';

/** What one of the forms may need. */
export interface RenderOptions extends TerminalOptions, SarifOptions {
  language: TerminalOptions['language'];
  /** That the report is of; null on a terminal. */
  run: RunReport | null;
}

export type Format = 'text' | 'json' | 'sarif' | 'github';

/** The whole output, with a line end after the last line. SARIF, which few ask for, is loaded then. */
export async function render(report: Report, format: Format, options: RenderOptions): Promise<string> {
  switch (format) {
    case 'text':
      return inert(await terminal(report, options));
    case 'json':
      return reportJson(report, options.run);
    case 'sarif':
      return (await import('./sarif.js')).sarif(report, options);
    case 'github':
      return annotationsOf(report.findings, { ...options, isPrinted: true })
        .map((each) => `${annotationCommand(each)}\n`)
        .join('');
  }
}
