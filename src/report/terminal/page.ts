/** What a report is told with, on a terminal and in the step's log. */
import type { Language } from '../../types.js';
import type { Words } from '../words.js';
import type { ShownSources } from './excerpt.js';
import type { Colors } from './paint.js';

export interface TerminalOptions extends ShownSources {
  color: boolean;
  language: Language;
  /** Width to wrap to; 80 when not known. */
  columns?: number;
  /** A sentence under the verdict. */
  note?: string;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
  /** The terminal opens what is behind a text (OSC 8). */
  hyperlinks?: boolean;
  /** How many of the findings `lint --fix` can mend. */
  fixable?: number;
}

export interface Page {
  say: Words;
  colors: Colors;
  columns: number;
  options: TerminalOptions;
}
