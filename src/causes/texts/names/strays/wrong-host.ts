/** Pushes whose registry is misspelt, or divided from the name by something else than a slash. */
import { isSurelyMisspelt } from '../../../../evidence/registry/misspelt.js';
import { packageAt } from '../../../../evidence/registry/package-address.js';
import { hostMeant } from '../../../../evidence/registry/reference-grammar.js';
import type { FileEdit } from '../../../../fix/diff.js';
import { rewrittenNames } from '../../../../fix/rewritten-names.js';
import { replaceWord } from '../../../../fix/words.js';
import { isSurelyName, withSlash } from '../../../../workflow/knowledge/names/name-shapes.js';
import { shownReference } from '../../../../workflow/knowledge/names/names.js';
import { hasHole } from '../../../../workflow/language/values.js';
import type { NameSource } from '../../../../workflow/reading/names/source.js';
import { isDockers } from '../../../../workflow/reading/pushes/only-logins.js';
import { child, type WorkflowDocument, type YamlNode } from '../../../../workflow/text/document.js';
import type { StepText } from '../../../../workflow/text/job.js';
import type { Look, Suspect } from './stray.js';

/** A colon in the place of a slash, a transport that docker does not know, or the mark of a list in front. */
export function withWrongSlash({ run, push: { act }, given, registry }: Suspect): ReturnType<Look> {
  const slashed = isDockers(act) ? withSlash(given, registry) : null;
  if (!slashed) return undefined;
  const meant = shownReference(slashed.meant);
  const { why, beginning, to } = slashed;
  const edits = (sources: readonly NameSource[]) =>
    sources.length > 0
      ? rewrittenNames(sources, (value) => value.replace(value.trim().slice(0, beginning.length), () => to))
      : hasHole(given) || run.pushes.some((each) => each.act.step === act.step && !isDockers(each.act))
        ? []
        : // Another step may push by the same name with a client that reads it so.
          wordEdits(act.document, given, meant).filter(({ start }) => isWithin(start, act.step));
  if (why === 'mark')
    return {
      why,
      given: shownReference(given),
      meant,
      edits: () => withoutMarks(act.document, inputOf(act)),
    };
  return { why, given: shownReference(given), meant, beginning, edits };
}

function inputOf({ step, found: { input = '', namedIn = input } }: Suspect['push']['act']): YamlNode | null {
  return child(child(step.node, 'with'), namedIn);
}

/** All lines of the value, for they have it alike. */
function withoutMarks({ file, text }: WorkflowDocument, value: YamlNode | null): FileEdit[] {
  if (value?.kind !== 'scalar') return [];
  return [...text.slice(value.start, value.end).matchAll(MARKS)].map(
    ({ 1: before = '', 2: mark = '', index }) => {
      const start = value.start + index + before.length;
      return { file, start, end: start + mark.length, text: '' };
    },
  );
}

const MARKS = /^([ \t]*)((?:[-*+][ \t]+|--?t(?:ag)?[ \t=]+))(?=\S)/gm;

function isWithin(at: number, { node }: StepText): boolean {
  return node.start <= at && at < node.end;
}

/** Nobody knows where it goes. */
export function ofUnknownHost({ given }: Suspect): ReturnType<Look> {
  return hasHole(given.split('/', 1)[0] ?? '') && !isSurelyName(given) ? null : undefined;
}

/** GitHub's site, which is no registry: no docker has ever pushed there. */
export function withWebHost({ push, given, registry }: Suspect): ReturnType<Look> {
  const [, scheme = '', host = '', name = ''] = WEB_ADDRESS.exec(given) ?? [];
  const { act } = push;
  if (host === '' || registry !== 'ghcr.io' || act.found.role !== 'image' || !isDockers(act))
    return undefined;
  const isImage = !PAGE.test(name);
  const page = packageAt(given, 'https://github.com');
  const input = inputOf(act);
  const written = scheme + host;
  const edits = (sources: readonly NameSource[]) =>
    sources.length > 0
      ? rewrittenNames(sources, (value) => value.replace(written, registry))
      : input
        ? replaceWord(act.document, written, registry, input).map((edit) => ({
            file: act.document.file,
            ...edit,
          }))
        : [];
  return {
    why: 'web-host',
    given: shownReference(given),
    meant: isImage || page ? shownReference(`${registry}/${page ?? name}`) : '',
    ...(isImage ? { beginning: written, edits } : {}),
  };
}

const WEB_ADDRESS = /^(https?:\/\/)?((?:www\.|api\.)?github\.com|raw\.githubusercontent\.com)\/(.+)$/i;

/** What stands behind a repository on the site, and is no part of an image's name. */
const PAGE = /\/(?:pkgs|packages|tree|blob|releases|container)\/|\.git(?=:|$)/;

/** A host that nobody has, and that is nearly the registry. */
export function withMisspeltHost({ push, given, registry }: Suspect): ReturnType<Look> {
  const host = hostMeant(given);
  if (host === null || !isSurelyMisspelt(host)) return undefined;
  const beginning = given.slice(0, host.length);
  const edits = (sources: readonly NameSource[]) => hostEdits([push.act, ...sources], beginning, registry);
  const meant = shownReference(registry + given.slice(host.length));
  return { why: 'misspelt-host', given: shownReference(given), meant, beginning, edits };
}

/** Wherever the files write it so: the login to it was meant for the registry, too. */
export function hostEdits(
  users: readonly { document: WorkflowDocument }[],
  host: string,
  registry: string,
): FileEdit[] {
  const documents = new Set(users.map(({ document }) => document));
  return [...documents].flatMap((each) => wordEdits(each, host, registry));
}

function wordEdits(document: WorkflowDocument, word: string, other: string): FileEdit[] {
  return replaceWord(document, word, other).map((edit) => ({ file: document.file, ...edit }));
}
