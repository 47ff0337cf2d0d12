/**
 * An `if:` that is always true, though its author means to choose among runs. Something stands beside the braces, if only the
 * line end of `if: |`, so that it is a text; or a text stands where a comparison was meant, `== 'push' || 'schedule'`. A text that
 * is not empty is true (docs: Expressions, Literals; actions/runner#1173, github/docs#6508).
 */
import { isAnchored, scalar } from '../../fix/entries.js';
import { isInFlow } from '../../fix/text.js';
import type { Location } from '../../types.js';
import { piecesOf } from '../../workflow/language/pieces.js';
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
export function textCondition(linted: LintedPush): TextCondition | null {
  const { job, push } = linted;
  const { act } = push;
  for (const [document, node] of [
    [act.document, act.step.node],
    [job.document, job.job.node],
  ] as const) {
    const found = entry(node, 'if');
    const written = text(found?.value.node ?? null) ?? '';
    if (written.length > LONGEST) continue;
    const fromText = meantBy(written);
    const inner = fromText ?? comparedBy(written);
    if (!found || inner === null || !OF_RUN.test(inner.replace(QUOTED, "''"))) continue;
    const meant = `\${{ ${inner} }}`;
    if (keepsOut(inner, linted))
      return {
        location: locate(document, entrySpan(found)),
        meant,
        why: fromText === null ? 'literal' : 'text',
        mend: () => mendIn(document, wholeEdit(document, found, meant)),
      };
  }
  return null;
}

/** Does GitHub take what was meant, and does it leave this run out, as far as the text tells? Else it is no cure. */
function keepsOut(meant: string, { expressions, run: { trigger } }: LintedPush): boolean {
  if (!expressions.isExpression(meant)) return false;
  const { github, inputs, secrets } = trigger;
  return expressions.condition(meant, { github, inputs, secrets }) !== 'yes';
}

const QUOTED = /'[^']*'/g;

/** A word that is no text yet, behind a comparison: `== push`, `== refs/heads/main`. */
const BARE = /([=!]=\s*)([A-Za-z][\w./-]*)(?=\s*(?:$|&&|\|\||\)))/g;
const NO_TEXT = /^(?:true|false|null|(?:github|env|vars|inputs|needs|steps|matrix)\.)/i;

/** What stands in the braces and beside them as one expression, without braces; null where it is one, or has none. */
function meantBy(source: string): string | null {
  const given = piecesOf(source);
  if (given.length === 1 || !given.some(({ expression }) => expression)) return null;
  const pieces = piecesOf(source.trim());
  const inner = pieces.map(({ expression, text: each }) => {
    if (!expression) return each.replace(BARE, (all, compared, word) => asText(all, compared, word));
    return pieces.length > 1 && /[=!<>&|]/.test(each) ? `(${each.trim()})` : each.trim();
  });
  return onOneLine(inner.join(''));
}

function asText(all: string, compared: string, word: string): string {
  return NO_TEXT.test(word) ? all : `${compared}'${word}'`;
}

/** Expressions know single quotes alone. */
function onOneLine(source: string): string {
  return source
    .trim()
    .replace(/'[^']*'|"([^"']*)"|\s+/g, (all, inQuotes?: string) =>
      all.startsWith("'") ? all : inQuotes === undefined ? ' ' : `'${inQuotes}'`,
    );
}

/** `github.event_name == 'push' || 'schedule'`: what each text was to be compared with. */
const ALTERNATIVES = /(\bgithub\.\w+)(\s*==\s*)'[^']*'(?:\s*\|\|\s*'[^']*'(?!\s*[=!<>]))+/g;

/** The same without braces; null where every text is compared with something. */
function comparedBy(source: string): string | null {
  const inner = source
    .trim()
    .replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
    .trim();
  const compared = inner.replace(ALTERNATIVES, (all, name: string, equals: string) =>
    all.replace(/(\|\|\s*)'/g, `$1${name}${equals}'`),
  );
  return compared === inner ? null : onOneLine(compared);
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
