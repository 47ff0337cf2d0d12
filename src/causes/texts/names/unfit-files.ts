/** Names of images, and passwords, for whose expressions GitHub refuses the whole workflow. */

import { asTextEdit } from '../../../fix/as-text.js';
import type { TextEdit } from '../../../fix/diff.js';
import { replaceScalar } from '../../../fix/entries.js';
import { indentedEdits, keyEdit, renamedKeyEdit } from '../../../fix/slips/misspelt-keys.js';
import { concernsRegistry } from '../../../workflow/knowledge/concern.js';
import { contextOf } from '../../../workflow/language/named-context.js';
import {
  type RefusedExpression,
  refusedExpressionsIn,
} from '../../../workflow/language/refused-expressions.js';
import { namesCredential } from '../../../workflow/reading/logins/passwords.js';
import { inputRefusalsIn } from '../../../workflow/runs/call-refusals.js';
import { clashingKeysIn } from '../../../workflow/runs/clashing-keys.js';
import { mergeKeysIn } from '../../../workflow/runs/merge-keys.js';
import {
  isSecretInCondition,
  type MisplacedContext,
  misplacedContextsIn,
} from '../../../workflow/runs/misplaced-contexts.js';
import { missingKeysIn } from '../../../workflow/runs/missing-keys.js';
import { type RefusedKey, refusedKeysIn } from '../../../workflow/runs/refused-keys.js';
import { refusedUsesIn } from '../../../workflow/runs/refused-uses.js';
import { type StructuredValue, structuredValuesIn } from '../../../workflow/runs/structured-values.js';
import { unknownNeedsIn } from '../../../workflow/runs/unknown-needs.js';
import { entrySpan, type Span, type WorkflowDocument } from '../../../workflow/text/document.js';
import { isWorkflowFile } from '../../../workflow/text/job.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted } from '../../case.js';
import type { LintClaim, Mend } from '../../cause.js';
import { loweredExpression } from '../../claims/lowered.js';
import { meantIn, mendIn, onlyShown } from '../../claims/mends.js';
import type { MissingToken } from '../../words/missing-token.js';
import type { ReferenceDetail, ReferenceFault } from '../../words/reference-fault.js';
import { meantBy } from '../lacks/meant-expressions.js';

/** One is enough: GitHub refuses the file for the first of them. */
export function unfitInFile(document: WorkflowDocument, all: Linted): LintClaim<ReferenceDetail>[] {
  return [
    ...refusedIn(document, all),
    ...contextsThatAreNotThere(document, all),
    ...refusedInputs(document, all),
    ...structuredValues(document, all),
    // What compose, GitLab or CircleCI reads merges as it likes.
    ...(isWorkflowFile(document) ? mergeKeys(document, all) : []),
    ...refusedKeys(document, all),
    ...clashingKeys(document, all),
    ...missingKeys(document, all),
    ...unknownNeeds(document, all),
    ...usesWithoutVersion(document, all),
  ].slice(0, 1);
}

function refusedIn(
  document: WorkflowDocument,
  { registry, repository }: Linted,
): LintClaim<ReferenceDetail>[] {
  const refused = refusedExpressionsIn(document);
  const isConcerned = refused.length > 0 && concernsRegistry(document.text, registry);
  return refused
    .filter(
      (each) =>
        !isOfCredential(each) &&
        (isConcerned ||
          OF_NAME.test(each.expression) ||
          document.text.slice(each.span.start, each.span.end).includes(registry)),
    )
    .map(({ expression, refusal, job, span }) => {
      const meant = meantBy(refusal, document);
      return {
        confidence: 'certain',
        location: locate(document, span),
        ...(job === null ? {} : { job }),
        facts: { given: expression },
        mend: () =>
          refusal.why === 'case'
            ? loweredExpression(document, span, expression, job, repository)
            : otherName(refusal, meant, document, span),
        detail: { corrected: '', fault: { kind: 'refused-expression', refusal, meant } },
      };
    });
}

/** The name that was meant, as the expression has it: what comes of it, GitHub alone tells. */
function otherName(
  refusal: RefusedExpression['refusal'],
  meant: string | null,
  document: WorkflowDocument,
  span: Span,
): Mend | null {
  return refusal.why === 'name' && meant !== null
    ? onlyShown(meantIn(document, span, refusal.name, meant))
    : null;
}

/**
 * Passwords that are asked of a context which there is not, `secret.TOKEN`, where the file has to do with the registry: no
 * name of an image is wrong there.
 */
export function unfitCredentials(
  document: WorkflowDocument,
  { registry }: Linted,
): LintClaim<MissingToken>[] {
  const refused = refusedExpressionsIn(document).filter(isOfCredential);
  if (refused.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return refused.map(({ expression, refusal, job, span }) => {
    const value = meantBy(refusal, document) ?? secretCalled(refusal);
    return {
      confidence: 'certain',
      location: locate(document, span),
      ...(job === null ? {} : { job }),
      mend: () => bareName(refusal, value, document, span) ?? otherName(refusal, value, document, span),
      detail: { why: 'refused-name', name: expression, ...(value === null ? {} : { value }) },
    };
  });
}

/** A secret by its name alone, `${{ CR_PAT }}`. */
function secretCalled(refusal: RefusedExpression['refusal']): string | null {
  const isSecret =
    refusal.why === 'name' && /^[A-Z\d_]+$/.test(refusal.name) && CALLED_CREDENTIAL.test(refusal.name);
  return isSecret ? `secrets.${refusal.name}` : null;
}

/** The context in front of a name that is a whole expression; of the job's own token no other can be meant. */
function bareName(
  refusal: RefusedExpression['refusal'],
  meant: string | null,
  document: WorkflowDocument,
  { start, end }: Span,
): Mend | null {
  if (refusal.why !== 'name' || meant === null || !/^\w+$/.test(refusal.name)) return null;
  const whole = new RegExp(`(?<=\\$\\{\\{[ \\t]?)${refusal.name}(?=[ \\t]?\\}\\})`, 'g');
  const [only, ...more] = document.text.slice(start, end).matchAll(whole);
  if (!only || more.length > 0) return null;
  const at = start + only.index;
  const mend = mendIn(document, { start: at, end: at + only[0].length, text: meant });
  return refusal.name === 'GITHUB_TOKEN' ? mend : onlyShown(mend);
}

/** Does it stand where a credential is wanted, or is it called one, and names something that is no context? */
function isOfCredential({ key, refusal }: RefusedExpression): boolean {
  return refusal.why === 'name' && (namesCredential(key) || CALLED_CREDENTIAL.test(refusal.name));
}

/** In a script nothing else tells what is wanted: `docker login -p ${{ GITHUB_TOKEN }}`, `secret.CR_PAT`. */
const CALLED_CREDENTIAL = /(?:^|[._])(?:TOKEN|PAT|PASSWORD|SECRET)$/i;

/** What is a part of a name: other values are not our business. */
const OF_NAME = /image|container|owner|regist|repo|tag/i;

/**
 * Contexts that are asked where there are none. No job of such a file runs, so it does not matter what is made of it, where
 * the file has to do with the registry.
 */
function contextsThatAreNotThere(
  document: WorkflowDocument,
  { registry }: Linted,
): LintClaim<ReferenceDetail>[] {
  const misplaced = misplacedContextsIn(document).filter((each) => !isSecretInCondition(each));
  const isConcerned = misplaced.length > 0 && concernsRegistry(document.text, registry);
  return misplaced
    .filter((each) => isConcerned || mayBeOfName(each, document))
    .map(({ name, place, job, span }) => ({
      confidence: 'certain',
      location: locate(document, span),
      ...(job === null ? {} : { job }),
      facts: { given: `\${{ ${name} }}` },
      detail: { corrected: '', fault: { kind: 'no-context', place, context: contextOf(name) } },
    }));
}

/** Elsewhere nothing names the registry: an image that a job runs in, or beside, and that begins with a word, is another's. */
function mayBeOfName(
  { key, name, place, span }: MisplacedContext,
  { text: source }: WorkflowDocument,
): boolean {
  const isOther =
    place.endsWith('.credentials') ||
    (/\.(?:container|services)$/.test(place) &&
      /^[^:]*:\s*["']?[\w.-]+[:/]/.test(source.slice(span.start, span.end)));
  return !isOther && OF_NAME.test(`${key} ${name}`);
}

/** Inputs that a name is made of, and that a call does not pass on. */
function refusedInputs(
  document: WorkflowDocument,
  { open, repository }: Linted,
): LintClaim<ReferenceDetail>[] {
  return inputRefusalsIn(document, open, repository)
    .filter(({ name, meant }) => OF_NAME.test(meant?.name ?? name))
    .map(({ why, name, job, span, meant }) => ({
      confidence: 'certain',
      location: locate(document, span),
      job,
      facts: { given: name },
      mend: () => meant && mendIn(document, keyEdit(meant.entry.key, meant.name)),
      detail: { corrected: '', fault: { kind: why === 'required' ? 'required-input' : 'undeclared-input' } },
    }));
}

/** Lists and mappings where GitHub takes a text. No job of such a file runs, where it has to do with the registry. */
function structuredValues(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = structuredValuesIn(document);
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map((value) => ({
    confidence: 'certain',
    location: locate(document, entrySpan(value.entry)),
    ...(value.job === null ? {} : { job: value.job }),
    facts: { given: String(value.entry.key.value) },
    mend: () => (isSplitAtLines(value) ? mendIn(document, asTextEdit(document, value.entry)) : null),
    detail: {
      corrected: '',
      fault: { kind: 'structured', value: value.kind, isSplit: isSplitAtLines(value) },
    },
  }));
}

function refusedKeys(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = refusedKeysIn(document);
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map((refused) => ({
    confidence: 'certain',
    location: locate(document, refused.key),
    ...(refused.job === null ? {} : { job: refused.job }),
    facts: { given: String(refused.key.value) },
    mend: () => mendIn(document, editsOfKeys(document, found)),
    detail: { corrected: '', fault: faultOfKey(refused) },
  }));
}

function clashingKeys(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = clashingKeysIn(document);
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map(({ key, of, other, job }) => ({
    confidence: 'certain',
    location: locate(document, key),
    ...(job === null ? {} : { job }),
    facts: { given: String(key.value) },
    detail: { corrected: '', fault: { kind: 'clashing-key', of, other } },
  }));
}

function unknownNeeds(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = isWorkflowFile(document) ? unknownNeedsIn(document) : [];
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map(({ name, at, job }) => ({
    confidence: 'certain',
    location: locate(document, at),
    job,
    facts: { given: name },
    detail: { corrected: '', fault: { kind: 'unknown-need' } },
  }));
}

function missingKeys(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = missingKeysIn(document);
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map(({ of, keys, at, job }) => ({
    confidence: 'certain',
    location: locate(document, at.kind === 'scalar' ? at : { start: at.start, end: at.start + 1 }),
    ...(job === null ? {} : { job }),
    facts: { given: keys[0] ?? '' },
    detail: { corrected: '', fault: { kind: 'missing-key', of, keys } },
  }));
}

function usesWithoutVersion(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = refusedUsesIn(document);
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map(({ entry, given, meant, job }) => ({
    confidence: 'certain',
    location: locate(document, entrySpan(entry)),
    job,
    facts: { given },
    // Of all of them: the file stays refused until each of them is mended.
    mend: () =>
      mendIn(
        document,
        found.flatMap((each) => (each.meant && replaceScalar(document, each.entry, each.meant)) || []),
      ),
    detail: { corrected: '', fault: { kind: 'refused-uses', meant } },
  }));
}

function faultOfKey(refused: RefusedKey): ReferenceFault {
  switch (refused.why) {
    case 'unknown':
      return { kind: 'unknown-key' };
    case 'no-id':
      return { kind: 'no-id' };
    case 'slip':
      return { kind: 'misspelt-key', of: refused.of, meant: refused.meant };
    case 'elsewhere':
      return { kind: 'elsewhere-key', of: refused.of };
    case 'outdented':
      return { kind: 'outdented-key', of: refused.of, under: refused.under };
  }
}

/** Of the first, and of all others with it: the file stays refused until each of them is mended. */
function editsOfKeys(document: WorkflowDocument, found: readonly RefusedKey[]): TextEdit[] {
  const [first = [], ...others] = found.map((each) => editsOfKey(document, each));
  return first.length > 0 ? [...first, ...others.flat()] : [];
}

/** Its place shows what it was to be. */
function editsOfKey(document: WorkflowDocument, refused: RefusedKey): readonly TextEdit[] {
  switch (refused.why) {
    case 'slip': {
      const edit = renamedKeyEdit(refused.owner, refused.key, refused.meant);
      return edit ? [edit] : [];
    }
    case 'outdented':
      return indentedEdits(document, refused.owner, refused.entries, refused.under) ?? [];
    default:
      return [];
  }
}

/** Those in `permissions` are a fault of the permissions. */
function mergeKeys(document: WorkflowDocument, { registry }: Linted): LintClaim<ReferenceDetail>[] {
  const found = mergeKeysIn(document).filter(({ inside }) => inside !== 'permissions');
  if (found.length === 0 || !concernsRegistry(document.text, registry)) return [];
  return found.map(({ entry, job }) => ({
    confidence: 'certain',
    location: locate(document, entrySpan(entry)),
    ...(job === null ? {} : { job }),
    facts: { given: '<<' },
    detail: { corrected: '', fault: { kind: 'merge-key' } },
  }));
}

/** Docker's actions split what they take several of at the ends of lines. */
function isSplitAtLines({ kind, step }: StructuredValue): boolean {
  return kind === 'list' && /^docker\//i.test(step?.uses?.action ?? '');
}
