/**
 * An `if:` that is always true, though its author means to choose among runs. Something stands beside the braces, if only the
 * line end of `if: |`, so that it is a text; or a text stands where a comparison was meant, `== 'push' || 'schedule'`. A text that
 * is not empty is true (docs: Expressions, Literals; actions/runner#1173, github/docs#6508).
 */
import { isAnchored, scalar } from '../../fix/entries.js';
import { isInFlow } from '../../fix/text.js';
import type { Location } from '../../types.js';
import {
  entry,
  entrySpan,
  text,
  type WorkflowDocument,
  type YamlEntry,
} from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { LintedPush } from '../case.js';
import type { Mend } from '../cause.js';
import { mendIn } from '../claims/mends.js';

export interface TextCondition {
  location: Location;
  /** The expression that was meant, in its braces, and what makes it always true. */
  meant: string;
  why: 'text' | 'literal';
  mend: () => Mend | null;
}

/** What tells the runs that were to be left out from the others. */
const OF_RUN = /\bgithub\.(?:actor|base_ref|event|event_name|head_ref|ref|ref_name|ref_type)\b/;

/** No longer condition is looked at, in characters. */
const LONGEST = 2_000;

/** The condition of the step or of its job that was to decide in which runs the push is made; null: it does. */
export function textCondition({ job, push: { act } }: LintedPush): TextCondition | null {
  for (const [document, node] of [
    [act.document, act.step.node],
    [job.document, job.job.node],
  ] as const) {
    const found = entry(node, 'if');
    const written = text(found?.value.node ?? null) ?? '';
    if (written.length > LONGEST) continue;
    const asText = meantBy(written);
    const meant = asText ?? comparedBy(written);
    if (found && meant && OF_RUN.test(meant))
      return {
        location: locate(document, entrySpan(found)),
        meant,
        why: asText === null ? 'literal' : 'text',
        mend: () => mendIn(document, wholeEdit(document, found, meant)),
      };
  }
  return null;
}

const BRACES = /\$\{\{\s*((?:(?!\}\})[\s\S])*?)\s*\}\}/g;

/** Null where it is an expression as a whole, or has none. */
function meantBy(source: string): string | null {
  const [first] = source.match(BRACES) ?? [];
  if (first === undefined || first === source) return null;
  const isAlone = first === source.trim();
  const inner = source
    .trim()
    .replace(BRACES, (_, each: string) => (isAlone || !/[=!<>&|]/.test(each) ? each : `(${each})`));
  // Expressions know single quotes alone.
  return `\${{ ${inner.replace(/"([^"']*)"/g, "'$1'").replace(/\s+/g, ' ')} }}`;
}

/** `github.event_name == 'push' || 'schedule'`: what each text was to be compared with. */
const ALTERNATIVES = /(\bgithub\.\w+)(\s*==\s*)'[^']*'(?:\s*\|\|\s*'[^']*'(?!\s*[=!<>]))+/g;

/** Null where every text is compared with something. */
function comparedBy(source: string): string | null {
  const inner = source
    .trim()
    .replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
    .trim();
  const compared = inner.replace(ALTERNATIVES, (all, name: string, equals: string) =>
    all.replace(/(\|\|\s*)'/g, `$1${name}${equals}'`),
  );
  return compared === inner ? null : `\${{ ${compared.replace(/\s+/g, ' ')} }}`;
}

function wholeEdit(document: WorkflowDocument, found: YamlEntry, meant: string) {
  const { at, alias } = found.value;
  if (alias || isAnchored(document, found)) return null;
  const written = document.text.slice(at.start, at.end).trimEnd();
  return {
    start: at.start,
    end: at.start + written.length,
    text: scalar(meant, { flow: isInFlow(document, found) }),
  };
}
