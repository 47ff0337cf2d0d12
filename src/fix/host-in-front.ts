/** The registry in front of a name that has none, wherever a job writes that name as one of an image. */
import type { NameSource } from '../workflow/reading/names/source.js';
import { child, type WorkflowDocument, type YamlNode } from '../workflow/text/document.js';
import type { JobText } from '../workflow/text/job.js';
import type { FileEdit } from './diff.js';

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

/** A line that has to do with images: else the name may be the repository's. */
const OF_CLIENT = /\b(?:docker|podman|buildah|skopeo|crane|nerdctl|regctl)\b/;

/** In the steps of a job: those that build an image, give it a name and push it have it from there. */
export function hostInSteps({ document, steps }: JobText, lacked: LackedHost): FileEdit[] {
  const isAsked = (line: string) => OF_CLIENT.test(line) || isGiven(line, lacked.name);
  return steps.flatMap(({ node }) => [
    ...INPUTS.flatMap((each) => hostInInput(document, child(child(node, 'with'), each), lacked)),
    ...hostsIn(document, child(node, 'run'), lacked, isAsked),
  ]);
}

/** In one input. */
export function hostInInput(
  document: WorkflowDocument,
  input: YamlNode | null,
  lacked: LackedHost,
): FileEdit[] {
  return hostsIn(document, input, lacked, () => true);
}

function isGiven(line: string, name: string): boolean {
  return line.replace(/^\s*(?:export\s+)?\w+=["']?/, '=').startsWith(`=${name}`);
}

function hostsIn(
  { file, text }: WorkflowDocument,
  node: YamlNode | null,
  lacked: LackedHost,
  isAsked: (line: string) => boolean,
): FileEdit[] {
  if (node?.kind !== 'scalar') return [];
  const { start, end } = node;
  const found: FileEdit[] = [];
  for (let from = start; from < end; ) {
    const stop = text.indexOf('\n', from);
    const until = stop === -1 || stop > end ? end : stop;
    const line = text.slice(from, until);
    if (isAsked(line))
      for (const at of placesIn(line, lacked))
        found.push({ file, start: from + at, end: from + at, text: lacked.front });
    from = until + 1;
  }
  return found;
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

/**
 * In the value that brings the whole name, where it stands; nothing where the value is part of a longer text, or names a
 * repository as well.
 */
export function hostInSources(sources: readonly NameSource[], { front }: LackedHost): FileEdit[] {
  const edits = sources.map(({ document, scalar }): FileEdit | null => {
    const { text, file } = document;
    const at = text.indexOf(String(scalar.value).trim(), scalar.start);
    const line = text.slice(text.lastIndexOf('\n', scalar.start - 1) + 1, scalar.start);
    const [, key] = /([\w-]+)["']?\s*:\s*["']?$/.exec(line) ?? [];
    if (at === -1 || at >= scalar.end || key === undefined) return null;
    return isOnlyImage(text, key) ? { file, start: at, end: at, text: front } : null;
  });
  return edits.some((each) => each === null) ? [] : edits.flatMap((each) => each ?? []);
}

function isOnlyImage(text: string, key: string): boolean {
  const used = new RegExp(`(?:\\$\\{\\{[^}\\n]*\\.${key}\\b|\\$\\{?${key}\\b)`, 'g');
  return [...text.matchAll(used)].every(({ index }) => {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, text.indexOf('\n', index));
    return !/[\w./-]$/.test(text.slice(0, index)) && !/repo|==|!=/i.test(line);
  });
}
