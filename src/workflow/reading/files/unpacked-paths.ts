/** Paths that steps name for what they pack and unpack. */
import { isMadeOf } from '../../../evidence/pattern.js';
import { inWorkspace } from '../../language/workspace.js';
import { standsElsewhere } from './git-commands.js';

/** What lands in the workspace with one step or command. */
export interface Unpacking {
  /** Its place in the document. */
  at: number;
  /** May that file of the workspace be among it? */
  mayHold(path: string): boolean;
}

const OF_WORKSPACE = /^(?:\$\{\{\s{0,3}github\.workspace\s{0,3}\}\}|\$\{?GITHUB_WORKSPACE\}?)(?=\/|$)/;

/** What stands for an expression: any name. */
const ANY = '*';

/**
 * A path in the workspace, '' for the workspace itself, with `*` for what an expression says; null where it lies
 * outside, or where it may be anywhere.
 *
 * @param unnamed what it is where nothing is given
 */
export function pathOf(given: string, unnamed: string | null = ''): string | null {
  if (given === '') return unnamed;
  const own = given.replace(OF_WORKSPACE, '.');
  return /^\$/.test(own)
    ? null
    : inWorkspace('', own.replace(/\$\{\{[^}]{0,200}\}\}|\$\{?\w{1,100}\}?/g, ANY));
}

/**
 * The folder that a command puts something into; null where it lies outside of the workspace, or where it may be any.
 *
 * @param place the `working-directory` of the step
 */
export function landingFolder(
  named: string,
  { source, index, place }: { source: string; index: number; place: string },
): string | null {
  const isRooted = /^[/~$]/.test(named);
  if (!isRooted && standsElsewhere(source, index)) return null;
  return pathOf(isRooted || place === '' ? named : `${place}/${named}`);
}

/** A path as it stands in a folder of the workspace; null where it stands outside of it. */
export function insideFolder(path: string, folder: string): string | null {
  if (folder === '') return path;
  const parts = path.split('/');
  const { length } = folder.split('/');
  const isInside = parts.length > length && isMadeOf(parts.slice(0, length).join('/'), folder.split(STARS));
  return isInside ? parts.slice(length).join('/') : null;
}

/** Is it the file, or a folder around it? What a star stands for may have any depth. */
export function isCovered(path: string, named: string): boolean {
  if (named === '') return true;
  const parts = named.split(STARS);
  return isMadeOf(path, parts) || isMadeOf(path, [...parts.slice(0, -1), `${parts.at(-1)}/`, '']);
}

const STARS = /\*\*\/|\*+/;

/** No artifact has it, unless `include-hidden-files` says so. Docs: README of actions/upload-artifact. */
export function isHidden(path: string): boolean {
  return path.split('/').some((each) => each.startsWith('.'));
}
