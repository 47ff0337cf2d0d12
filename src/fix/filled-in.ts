/** Variables in a value that no shell reads, written as expressions, which GitHub fills in. */
import type { WorkflowDocument, YamlNode, YamlScalar } from '../workflow/text/document.js';
import { applyEdits, type TextEdit } from './diff.js';
import { isWithinFlow } from './text.js';

/** What a shell was to lower, which no expression does; `$NAME` and `${NAME}`, and contexts between one pair of braces; what is in two of them is one already. */
const WRITTEN =
  /\$\{\{[^}]*\}\}|\$\{GITHUB_(?<lowered>REPOSITORY(?:_OWNER)?)(?:,,|@L)\}|\$\{\s*((?:github|env|inputs|matrix|vars|steps|needs|secrets)\.[\w.-]+)\s*\}|\$(?:\{(\w+)\}|([A-Za-z_]\w*))|\$/g;

/** Those that the runner sets of what the `github` context has by the same name. Docs: Variables reference, Contexts reference. */
const OF_GITHUB =
  /^GITHUB_(SHA|REF|REF_NAME|REF_TYPE|HEAD_REF|BASE_REF|REPOSITORY|REPOSITORY_OWNER|ACTOR|TRIGGERING_ACTOR|RUN_ID|RUN_NUMBER|RUN_ATTEMPT|EVENT_NAME|WORKFLOW|JOB)$/;

/**
 * All that are in it; nothing where one is known to nobody.
 *
 * @param isSet of a variable of the job's own; it is not asked of what the runner sets
 * @param repository `OWNER/NAME`, where it may be written out; null: it may not
 */
export function filledInEdits(
  document: WorkflowDocument,
  value: YamlNode | null,
  isSet: (name: string) => boolean,
  repository: string | null = null,
): TextEdit[] {
  if (value?.kind !== 'scalar') return [];
  const { text } = document;
  const edits: TextEdit[] = [];
  for (const found of text.slice(value.start, value.end).matchAll(WRITTEN)) {
    const [written, lowered, context, braced, bare] = found;
    if (written.startsWith('${{')) continue;
    const expression = context ?? contextOf(braced ?? bare ?? '', isSet);
    const filled = lowered ? writtenOut(lowered, repository) : expression && `\${{ ${expression} }}`;
    if (filled === null) return [];
    const start = value.start + found.index;
    edits.push({ start, end: start + written.length, text: filled });
  }
  return quoted(document, value, edits);
}

/** Between braces a word ends at the first of an expression's, if it does not stand in quotes. YAML 1.2.2, 7.3.3. */
function quoted(document: WorkflowDocument, value: YamlScalar, edits: TextEdit[]): TextEdit[] {
  if (edits.length === 0 || value.style !== 'plain' || !isWithinFlow(document, value)) return edits;
  const { start, end } = value;
  if (document.text.slice(start, end).includes("'")) return [];
  const moved = edits.map((each) => ({ ...each, start: each.start - start, end: each.end - start }));
  return [{ start, end, text: `'${applyEdits(document.text.slice(start, end), moved)}'` }];
}

function writtenOut(variable: string, repository: string | null): string | null {
  const lowered = repository?.toLowerCase() ?? null;
  return variable === 'REPOSITORY' ? lowered : (lowered?.replace(/\/.*$/, '') ?? null);
}

function contextOf(name: string, isSet: (name: string) => boolean): string | null {
  const [, word] = OF_GITHUB.exec(name) ?? [];
  if (word !== undefined) return `github.${word.toLowerCase()}`;
  return name !== '' && isSet(name) ? `env.${name}` : null;
}
