/** The address that helm pushes to, without what helm appends by itself. */
import type { Span, WorkflowDocument } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';

/** An expression and a variable are as good as a word of the address, which ends where the shell goes on with something else. */
const ADDRESS = /\boci:\/\/(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|[^\s"'{}();&|<>`\\])+/g;
/** What a command prints, or what is put together with it, is part of the address, and where that ends nobody tells here. */
const GOES_ON = /^(?:[({`\\]|["'][^\s"';&|<>)])/;
const TAG = /[:@](?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|[^\s/:@{}])+$/;
const LAST_PART = /\/(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|[^\s/{}])+$/;

/**
 * Takes the tag off the one address of a command, and the name of the chart too where that stands in front of it. Nothing where it
 * is written elsewhere.
 */
export function folderEdits({ text }: WorkflowDocument, command: Span, kept: 'name' | 'folder'): TextEdit[] {
  const [only, ...others] = text.slice(command.start, command.end).matchAll(ADDRESS);
  if (!only || others.length > 0) return [];
  const [address] = only;
  const start = command.start + only.index;
  if (GOES_ON.test(text.slice(start + address.length, command.end))) return [];
  const bare = address.replace(TAG, '');
  if (bare === address) return [];
  const folder = kept === 'name' ? bare : bare.replace(LAST_PART, '');
  return [{ start: start + folder.length, end: start + address.length, text: '' }];
}

/** The name in the file of a chart, `app-1.2.3.tgz`, `dist/app-$VERSION.tgz`. Docs: helm package. */
const CHART_FILE = /(?:^|[\s/"'])([a-z\d][\w.-]*?)-(?=v?\d|[$*{])[^\s"']*\.tgz\b/i;
/** What folders of charts are called. */
const OF_MANY = /^(?:helm-?)?charts?$|^helm$/i;

/** Is the last part of the address the name of the chart which the command pushes, as far as its text tells? */
export function endsWithChart({ text }: WorkflowDocument, command: Span, part: string): boolean {
  const [, chart] = CHART_FILE.exec(text.slice(command.start, command.end)) ?? [];
  return chart === undefined ? !OF_MANY.test(part) : chart.toLowerCase() === part.toLowerCase();
}
