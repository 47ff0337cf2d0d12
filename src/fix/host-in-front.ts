/** The registry in front of a name that has none, wherever a job writes that name as one of an image. */
import type { NameSource } from '../workflow/reading/names/source.js';
import { child, type WorkflowDocument, type YamlNode, type YamlScalar } from '../workflow/text/document.js';
import type { JobText } from '../workflow/text/job.js';
import type { FileEdit } from './diff.js';
import { scriptWords } from './image-words.js';

/** A name, and what is to stand before it. */
export interface LackedHost {
  /** Without its tag. */
  name: string;
  /** `ghcr.io/`, with the owner where the name has none. */
  front: string;
  /** `OWNER/NAME` of the workflow's repository; null: nobody knows. */
  repository: string | null;
}

/** Inputs whose words are references, in docker's actions and others'. */
const INPUTS = ['tags', 'images', 'image', 'image-name'];

interface HostEdit extends FileEdit {
  /** The reference in front of which it stands. */
  reference: string;
  makes: boolean;
  isSource: boolean;
}

/**
 * In the steps of a job: those that build an image, give it a name and push it have it from there. Nothing where one of them is not
 * understood, and where nobody sees who gives the image its name: it would be pushed by one that it does not have.
 */
export function hostInSteps({ document, steps }: JobText, lacked: LackedHost): FileEdit[] {
  const inputs = steps.flatMap(({ node }) => {
    const given = child(node, 'with');
    // Beside a name they are tags and nothing else.
    const isNamed = child(given, 'images') !== null || child(given, 'image') !== null;
    const asked = INPUTS.filter((each) => each !== 'tags' || !isNamed);
    return asked.flatMap((each) => hostsIn(document, child(given, each), lacked));
  });
  const scripts = steps.map(({ node }) => hostsInScript(document, child(node, 'run'), lacked));
  if (scripts.some((each) => each === null)) return [];
  const inScripts = scripts.flatMap((each) => each ?? []);
  const all = [...inputs, ...inScripts];
  const made = new Set(all.flatMap(({ makes, reference }) => (makes ? whole(reference) : [])));
  if (made.size === 0) return [];
  return all
    .filter(({ isSource, reference }) => !isSource || made.has(whole(reference)))
    .map(({ file, start, end, text }) => ({ file, start, end, text }));
}

/** The tag that is meant where there is none. */
function whole(reference: string): string {
  return /:[^/]*$/.test(reference) ? reference : `${reference}:latest`;
}

/** Null where the name stands at a place of which nobody knows here what it means. */
function hostsInScript(
  document: WorkflowDocument,
  script: YamlNode | null,
  lacked: LackedHost,
): HostEdit[] | null {
  if (script?.kind !== 'scalar') return [];
  const { text, file } = document;
  if (placesIn(text.slice(script.start, script.end), lacked).length === 0) return [];
  const words = scriptWords(document, script);
  const edits: HostEdit[] = [];
  for (const { start, written: reference, role, variable, makes = false, isSource = false } of words ?? []) {
    if (!reference.includes(lacked.name) && !reference.includes('${{')) continue;
    const [first, ...others] = placesIn(reference, lacked);
    if (first === undefined || role === 'other' || role === 'shown') continue;
    if (role === 'open' || first !== 0 || others.length > 0) return null;
    if (variable !== undefined && !isOfImages(document, script, variable)) return null;
    edits.push({ file, start, end: start, text: lacked.front, reference, makes, isSource });
  }
  return words && edits;
}

/** In one input. */
export function hostInInput(
  document: WorkflowDocument,
  input: YamlNode | null,
  lacked: LackedHost,
): FileEdit[] {
  return hostsIn(document, input, lacked).map(({ file, start, end, text }) => ({ file, start, end, text }));
}

/** In front of each reference of a list; a tag's own settings, `type=raw,value=app`, and remarks are none. */
function hostsIn({ file, text }: WorkflowDocument, node: YamlNode | null, lacked: LackedHost): HostEdit[] {
  if (node?.kind !== 'scalar') return [];
  const edits: HostEdit[] = [];
  for (const { 0: line, index: at } of text.slice(node.start, node.end).matchAll(/.+/g)) {
    if (/^\s*#|\btype=/.test(line)) continue;
    for (const { 0: word, index } of line.matchAll(WORDS)) {
      const [key = ''] = /^name=/.exec(word) ?? [];
      const reference = word.slice(key.length);
      if (placesIn(reference, lacked)[0] !== 0) continue;
      const start = node.start + at + index + key.length;
      edits.push({ file, start, end: start, text: lacked.front, reference, makes: true, isSource: false });
    }
  }
  return edits;
}

/** GitHub's own words for the repository and its owner, with which a name may begin. */
const OF_GITHUB = /\$\{\{\s*github\.(repository|repository_owner)\s*\}\}/gi;

function placesIn(line: string, { name, repository }: LackedHost): number[] {
  const places: number[] = [];
  for (let at = line.indexOf(name); at !== -1; at = line.indexOf(name, at + 1))
    if (isWhole(line, at, at + name.length)) places.push(at);
  const owner = repository?.split('/')[0];
  for (const { 0: written, 1: word = '', index } of line.matchAll(OF_GITHUB)) {
    const value = word.toLowerCase() === 'repository' ? repository : owner;
    const isBeginning = value && `${name}/`.toLowerCase().startsWith(`${value.toLowerCase()}/`);
    if (isBeginning && isWhole(line, index, index + written.length, true)) places.push(index);
  }
  return places;
}

/**
 * At the input that takes the name over from elsewhere, where each of its references begins with the same expression: of several
 * nobody knows which of them is meant.
 */
export function hostAtUse(
  { file, text }: WorkflowDocument,
  input: YamlNode | null,
  front: string,
): FileEdit[] {
  if (input?.kind !== 'scalar') return [];
  const words = [...text.slice(input.start, input.end).matchAll(WORDS)];
  const begins = new Set(words.map(([word]) => /^\$\{\{[^}]*\}\}/.exec(word)?.[0]));
  const [only] = begins;
  if (begins.size !== 1 || only === undefined) return [];
  return words.map(({ index }) => ({
    file,
    start: input.start + index,
    end: input.start + index,
    text: front,
  }));
}

/** What stands between blanks, commas and quotes, but for the header of a block. */
const WORDS = /(?:\$\{\{[^}]*\}\}|[^\s,"'|>-])(?:\$\{\{[^}]*\}\}|[^\s,"'])*/g;

/** Not a part of a longer name or of a path; of an owner's the rest follows. */
function isWhole(line: string, start: number, end: number, mayGoOn = false): boolean {
  const behind = line.slice(end);
  return !/[\w./@:}-]$/.test(line.slice(0, start)) && (mayGoOn || !/^(?:[\w/-]|\.\w)/.test(behind));
}

/** A value that is called so is an image, though its name has no owner. */
const OF_IMAGE = /image|tag|repo|docker|container/i;

/**
 * In the value that brings the whole name, where it stands; nothing where the value is used for anything but an image.
 */
export function hostInSources(sources: readonly NameSource[], { front }: LackedHost): FileEdit[] {
  const edits = sources.map(({ document, scalar }): FileEdit | null => {
    const { text, file } = document;
    const value = String(scalar.value).trim();
    const at = text.indexOf(value, scalar.start);
    const line = text.slice(text.lastIndexOf('\n', scalar.start - 1) + 1, scalar.start);
    const [, key] = /([\w-]+)["']?\s*:\s*["']?$/.exec(line) ?? [];
    if (at === -1 || at >= scalar.end || key === undefined) return null;
    if (!value.includes('/') && !OF_IMAGE.test(key)) return null;
    return isOnlyImage(document, key) ? { file, start: at, end: at, text: front } : null;
  });
  return edits.some((each) => each === null) ? [] : edits.flatMap((each) => each ?? []);
}

/** Inputs that take one image, beside those in which the registry is written. */
const OF_ONE = ['subject-name', 'image-ref', 'image_ref'];

/** Is what the value is used for everywhere in the file an image, or the title of a step? */
function isOnlyImage(document: WorkflowDocument, key: string): boolean {
  const { text } = document;
  const isAll = (owner: YamlNode | null, name: string): boolean => {
    if (owner?.kind === 'map')
      return owner.entries.every(
        ({ key: each, value }) => value.alias || isAll(value.node, String(each.value)),
      );
    if (owner?.kind === 'list') return owner.items.every((each) => each.alias || isAll(each.node, name));
    if (owner?.kind !== 'scalar') return true;
    const written = text.slice(owner.start, owner.end);
    const used = [...written.matchAll(mentionsOf(key))];
    if (used.length === 0 || name === 'name') return true;
    if (name === 'run') return isOfImages(document, owner, key);
    const isInput = INPUTS.includes(name) || OF_ONE.includes(name);
    return isInput && used.every(({ index }) => !isJoined(written.slice(0, index)));
  };
  return isAll(document.root, '');
}

/** Does what comes behind it go on with it? */
function isJoined(before: string): boolean {
  return /[\w./-]$/.test(before);
}

function mentionsOf(key: string): RegExp {
  return new RegExp(
    `\\$\\{\\{[^}\\n]*\\b(?:env|matrix|inputs)\\.${key}\\b[^}\\n]*\\}\\}|\\$(?:${key}\\b|\\{${key}\\b[^}]*\\})`,
    'g',
  );
}

/** Variables may be made of others, and these of others. */
const MAX_DEPTH = 4;

/** Is an image all that a script uses a variable for, and those that it makes of it? */
function isOfImages(document: WorkflowDocument, script: YamlScalar, key: string, depth = 0): boolean {
  const { text } = document;
  const countIn = (start: number, end: number) => [...text.slice(start, end).matchAll(mentionsOf(key))];
  const words = depth < MAX_DEPTH ? scriptWords(document, script) : null;
  if (!words) return false;
  let seen = 0;
  for (const { start, end, role, variable } of words) {
    const used = countIn(start, end);
    seen += used.length;
    if (used.length === 0) continue;
    // An address of another host that is printed is made of it, too.
    if (role === 'shown' && used.every(({ index }) => !isJoined(text.slice(start, start + index)))) continue;
    if (role !== 'image' || used.length > 1 || used[0]?.index !== 0) return false;
    if (variable !== undefined && variable !== key && !isOfImages(document, script, variable, depth + 1))
      return false;
  }
  // What stands in no command may be anything.
  return seen === countIn(script.start, script.end).length;
}
