/** Archives that scripts unpack over the checkout. */
import { asPattern } from '../../../evidence/pattern.js';
import { nameOfFile } from '../../language/workspace.js';
import { child, text, type WorkflowDocument } from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import { commandWords } from './git-commands.js';
import { insideFolder, isCovered, landingFolder, pathOf, type Unpacking } from './unpacked-paths.js';

/** `tar xzf FILE …`, `unzip FILE …`, `7z x FILE …`. */
const COMMANDS = /(?<![\w./-])((?:bsd)?tar|unzip|7z[ar]?)[ \t]+([^\n|;&)]{1,300})/g;

const MOST_COMMANDS = 40;

/**
 * @param source the script, from its place `start` on in the document
 * @param isFilled does an artifact land in the workspace, which may be the archive?
 */
export function archivesUnpacked(
  { node }: StepText,
  { source, start, document }: { source: string; start: number; document: WorkflowDocument },
  isFilled: boolean,
): Unpacking[] {
  const place = text(child(node, 'working-directory'))?.trim() ?? '';
  return [...source.matchAll(COMMANDS)]
    .slice(0, MOST_COMMANDS)
    .flatMap(({ index, 1: program, 2: words = '' }) => {
      const command = readerOf(program)(commandWords(words));
      if (!command || command.members.length > 0) return [];
      const folder = landingFolder(command.folder ?? '.', { source, index, place });
      if (folder === null) return [];
      const holds = contentsOf(command, source, document, isFilled);
      if (holds === null) return [];
      const mayHold = (path: string) => {
        const own = insideFolder(path, folder);
        return own !== null && (holds === 'any' || holds.some((each) => isCovered(own, each)));
      };
      return [{ at: start + index, mayHold }];
    });
}

interface Unpacked {
  /** null: what is piped to it. */
  archive: string | null;
  folder: string | null;
  /** Those alone are unpacked. */
  members: string[];
  /** The folder around all that is packed is left out. */
  isStripped: boolean;
}

/**
 * What is unpacked there; null: a tool, or whatever else nobody takes for the project's files. An archive in a folder that
 * is named is that folder's.
 */
function contentsOf(
  { archive, folder, isStripped }: Unpacked,
  source: string,
  document: WorkflowDocument,
  isFilled: boolean,
): 'any' | readonly string[] | null {
  if (isStripped) return 'any';
  if (archive === null) return folder === null || /^\.?\/?$/.test(folder) ? null : 'any';
  const packed = packedIn(archive, document);
  if (packed.length > 0) return packed;
  const isFetched = new RegExp(`\\b(?:curl|wget)\\b[^\\n]{0,300}${asPattern(archive)}`).test(source);
  return isFetched || !isFilled ? null : 'any';
}

/** The paths that a command of the workflow packs into it. */
function packedIn(archive: string, document: WorkflowDocument): string[] {
  const name = nameOfFile(archive);
  return packingsOf(document).flatMap((words) => {
    const at = words.findIndex((each) => nameOfFile(each) === name);
    if (at === -1) return [];
    return words.slice(at + 1).flatMap((each) => (each.startsWith('-') ? [] : (pathOf(each, null) ?? [])));
  });
}

/** The words behind each `tar czf` of a workflow. */
function packingsOf(document: WorkflowDocument): readonly string[][] {
  const known =
    PACKINGS.get(document) ??
    [...document.text.matchAll(COMMANDS)]
      .filter(({ 1: program = '' }) => program.endsWith('tar'))
      .slice(0, MOST_COMMANDS)
      .map(({ 2: line = '' }) => commandWords(line))
      .filter((words) => /^-?[a-zA-Z]*c/.test(words[0] ?? '') || words.includes('--create'));
  PACKINGS.set(document, known);
  return known;
}

const PACKINGS = new WeakMap<WorkflowDocument, readonly string[][]>();

function readerOf(program = ''): (words: readonly string[]) => Unpacked | null {
  return program.endsWith('tar') ? readTar : program === 'unzip' ? readUnzip : readSevenZip;
}

function readTar(words: readonly string[]): Unpacked | null {
  const isBundle = (each: string, at: number) =>
    /^-[a-zA-Z]+$/.test(each) || (at === 0 && /^[a-zA-Z]+$/.test(each));
  if (!words.some((each, at) => (isBundle(each, at) && each.includes('x')) || each === '--extract'))
    return null;
  const read: Unpacked = { archive: null, folder: null, members: [], isStripped: false };
  let open: TarOption | null = null;
  for (const [at, each] of words.entries()) {
    if (open !== null) {
      if (open !== 'strip') read[open] = each;
      open = null;
    } else if (isBundle(each, at))
      open = each.endsWith('C') ? 'folder' : each.includes('f') ? 'archive' : null;
    else if (each.startsWith('--')) {
      const [name = '', value] = each.split('=');
      const option = TAR_OPTIONS[name] ?? null;
      if (option === 'strip') read.isStripped = true;
      else if (option !== null && value !== undefined) read[option] = value;
      if (value === undefined) open = option;
    } else read.members.push(each);
  }
  if (read.archive === '-') read.archive = null;
  return read;
}

type TarOption = 'folder' | 'archive' | 'strip';

/** Those with a value that matters. */
const TAR_OPTIONS: Readonly<Partial<Record<string, TarOption>>> = {
  '--directory': 'folder',
  '--file': 'archive',
  '--strip-components': 'strip',
  '--strip': 'strip',
};

function readUnzip(words: readonly string[]): Unpacked | null {
  const at = words.indexOf('-d');
  const folder = at === -1 ? null : (words[at + 1] ?? null);
  const [archive = null, ...members] = words.filter(
    (each, index) => !each.startsWith('-') && (at === -1 || index !== at + 1),
  );
  return archive === null || words.some((each) => /^-[a-z]*[lptz]/.test(each))
    ? null
    : { archive, folder, members, isStripped: false };
}

function readSevenZip([verb = '', ...words]: readonly string[]): Unpacked | null {
  const [archive = null, ...members] = words.filter((each) => !each.startsWith('-'));
  const folder = words.find((each) => /^-o./.test(each))?.slice(2) ?? null;
  return verb === 'x' && archive !== null ? { archive, folder, members, isStripped: false } : null;
}
