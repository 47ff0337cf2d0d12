/** `<`, `>` and what goes with them: where a command's input comes from, and where its output goes. */
import type { HereDoc, Redirect, Redirection, Word, WordPart } from 'unbash';
import type { StepFile } from './known/step-files.js';
import { joinedParts, type WordScope, wordText } from './words/words.js';

/** The text of a here-document, of a here-string or of a file; null when there is none, or it is not known. */
export function redirectedInput(redirects: readonly Redirection[], scope: WordScope): string | null {
  const found = redirects.findLast(isInput);
  if (found?.type === 'Redirect')
    return found.target && found.operator === '<' ? fileText(found.target, scope) : null;
  if (found?.type === 'HereString') return found.target ? `${wordText(found.target, scope)}\n` : null;
  return found?.type === 'HereDoc' ? documentText(found, scope) : null;
}

/** Does it read something else than what is piped into it? */
export function isGivenInput(redirects: readonly Redirection[]): boolean {
  return redirects.some(isInput);
}

/** `< FILE`: its name as it is written. */
export function givenFile(redirects: readonly Redirection[]): Word | null {
  const found = redirects.findLast(isInput);
  return found?.type === 'Redirect' && found.operator === '<' ? (found.target ?? null) : null;
}

/** `<`, `<>` and `<&`, of the input itself: `0<` is the same, `3<` is another. */
function isInput({ type, operator, descriptor }: Redirection): boolean {
  if (descriptor && !(descriptor.type === 'FileDescriptor' && descriptor.value === 0)) return false;
  return type !== 'Redirect' || /^<[>&]?$/.test(operator);
}

/** Of a file, or of what a command prints: `< <(command)`. */
function fileText(target: Word, scope: WordScope): string | null {
  return printedFile(target, scope) ?? scope.read(wordText(target, scope));
}

/** What a command prints that stands in the place of a file: `<(command)`; null: the word is another one. */
export function printedFile(target: Word, scope: WordScope): string | null {
  const [only, ...more] = target.parts ?? [];
  if (only?.type !== 'ProcessSubstitution' || more.length > 0) return null;
  // Its fields are those of a class, which no spread would take along.
  const { pos, end, text, script } = only;
  return `${scope.substitute({ type: 'CommandExpansion', pos, end, text, script })}\n`;
}

function documentText({ operator, body, delimiter }: HereDoc, scope: WordScope): string {
  const isBare = operator === '<<-';
  if (!body.parts) {
    const text = isBare ? bare(body.text, true) : body.text;
    return delimiter?.quoted === false ? unescaped(text) : text;
  }
  const parts = body.parts.map(
    (part, index): WordPart =>
      part.type === 'Literal' && isBare ? { ...part, value: bare(part.value, index === 0) } : part,
  );
  return joinedParts(parts, scope);
}

/** `<<-` drops tabs at the beginnings of lines as they are written, not of what is filled in. */
function bare(text: string, isStart: boolean): string {
  return text.replace(/(^|\n)\t+/g, (all, end) => (end === '' && !isStart ? all : end));
}

/**
 * What the shell drops of a text in which it fills nothing in, and whose end is written without quotes: `\$NAME` is a variable
 * of whoever reads it (bash manual, Here Documents).
 */
function unescaped(text: string): string {
  return text.replace(/\\([\\$`]|\n)/g, (_, each) => (each === '\n' ? '' : each));
}

/** Variables that get the number of a file that is opened: `exec {lock}> FILE` (bash manual, Redirections). */
export function namedDescriptors(redirects: readonly Redirection[]): string[] {
  return redirects.flatMap(({ descriptor }) =>
    descriptor?.type === 'FileDescriptorVariable' ? descriptor.name : [],
  );
}

/** The files that a command prints to. Empty when its output goes elsewhere. */
export function outputFiles(redirects: readonly Redirection[]): Word[] {
  return redirects.flatMap((each) => (each.type === 'Redirect' && printsTo(each) ? (each.target ?? []) : []));
}

function printsTo({ operator, descriptor, target }: Redirect): boolean {
  if (descriptor && !(descriptor.type === 'FileDescriptor' && descriptor.value === 1)) return false;
  // `>&2` is a copy of another output, `>&file` a file.
  if (operator === '>&') return !/^(\d+|-)$/.test(target?.text ?? '');
  return operator.includes('>') && operator !== '<>';
}

/** Is it put at the end of its files: `>>`? */
export function isAppended(redirects: readonly Redirection[]): boolean {
  return redirects.some((each) => each.type === 'Redirect' && each.operator.includes('>>') && printsTo(each));
}

/** Is what the command prints sent away, to a file or to another output? */
export function isSentAway(redirects: readonly Redirection[]): boolean {
  return redirects.some((each) => each.type === 'Redirect' && (printsTo(each) || isCopied(each)));
}

/** Is what the command prints said with its errors: `echo … >&2`? */
export function isSaidAsError(redirects: readonly Redirection[]): boolean {
  return redirects.some((each) => each.type === 'Redirect' && isCopied(each) && each.target?.text === '2');
}

/** `>&2` and `1>&2`, `>&3`, and `>&-`, which closes it. */
function isCopied({ operator, descriptor }: Redirect): boolean {
  return operator === '>&' && (descriptor === undefined || isOutput(descriptor, 1));
}

/** Are the errors said to where the rest went before it was sent away, if it was: `2>&1`, `2>&1 >log`? */
export function isErrorsToo(redirects: readonly Redirection[]): boolean {
  const first = redirects.find((each) => each.type === 'Redirect' && (printsTo(each) || copiesErrors(each)));
  return first?.type === 'Redirect' && copiesErrors(first);
}

/** Are the errors said elsewhere: `2>/dev/null`, `>log 2>&1`, `&>log`? */
export function isErrorsAway(redirects: readonly Redirection[]): boolean {
  return redirects.some(
    (each) =>
      each.type === 'Redirect' &&
      (each.operator.startsWith('&>') || (each.operator.startsWith('>') && isOutput(each.descriptor, 2))),
  );
}

function copiesErrors({ operator, descriptor, target }: Redirect): boolean {
  return operator === '>&' && isOutput(descriptor, 2) && target?.text === '1';
}

function isOutput(descriptor: Redirect['descriptor'], number: number): boolean {
  return descriptor?.type === 'FileDescriptor' && descriptor.value === number;
}

/** The step's own files among words that name files. */
export function stepFilesIn(words: readonly Word[]): StepFile[] {
  return words.flatMap(({ text }) => {
    const match = /\bGITHUB_(?:ENV|OUTPUT)\b/.exec(text);
    return match ? [match[0] as StepFile] : [];
  });
}
