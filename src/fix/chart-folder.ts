/** The address that helm pushes to, without what helm appends by itself. */
import type { Span, WorkflowDocument } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';

/** An expression and a variable are as good as a word of the address. */
const ADDRESS = /\boci:\/\/(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|[^\s"'{}])+/g;
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
  const bare = address.replace(TAG, '');
  if (bare === address) return [];
  const folder = kept === 'name' ? bare : bare.replace(LAST_PART, '');
  const start = command.start + only.index;
  return [{ start: start + folder.length, end: start + address.length, text: '' }];
}
