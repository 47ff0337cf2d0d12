/** What edits make of texts. */
import { applyEdits, type FileEdit } from '../src/fix/diff.js';

/** The texts of the files that the edits change, after them. */
export function editedTexts(
  texts: Readonly<Record<string, string>>,
  edits: readonly FileEdit[],
): Record<string, string> {
  const files = [...new Set(edits.map(({ file }) => file))];
  const own = (file: string) => edits.filter((edit) => edit.file === file);
  return Object.fromEntries(files.map((file) => [file, applyEdits(texts[file] ?? '', own(file))]));
}
