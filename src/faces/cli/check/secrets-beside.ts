/** Secrets that pods name and that lie in a file nobody gave: in a folder beside, as the overlays of kustomize have them. */
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { entriesIn } from '../../../evidence/files/folder-entries.js';
import { readManifests } from '../../../workflow/deployment/manifests.js';
import { secretName } from '../../../workflow/deployment/pull-secrets.js';
import type { Inputs } from './inputs.js';

/** Looked into before nothing is said. A repository of a cluster has some hundred of each. */
const MOST_FOLDERS = 200;
const MOST_FILES = 500;
/** Characters: a file with a Secret in it is shorter. */
const LONGEST = 128 * 1024;

/**
 * The file of each of these Secrets, where one is near: in the folder of a file that was given, beside a folder that was,
 * and below; never above the root of a repository.
 *
 * @param names of Secrets that are not among what was read
 * @param read files that were
 */
export function secretsBeside(
  names: readonly string[],
  places: readonly string[],
  read: readonly string[],
  inputs: Inputs,
): Map<string, string> {
  const found = new Map<string, string>();
  if (names.length === 0) return found;
  const known = new Set(read.map((file) => path.resolve(file)));
  for (const file of filesNear(
    places.filter((place) => place !== '-').map((place) => rootOf(place, inputs)),
  )) {
    if (known.has(path.resolve(file))) continue;
    const text = inputs.textIfThere(file, LONGEST) ?? '';
    const missing = names.filter((name) => !found.has(name) && text.includes(name));
    // The word alone is cheap to look for, and most files have it not.
    if (missing.length === 0 || !text.includes('Secret')) continue;
    const held = readManifests(file, text).manifests.map(secretName);
    for (const name of missing) if (held.includes(name)) found.set(name, file);
    if (found.size === names.length) break;
  }
  return found;
}

function rootOf(place: string, inputs: Inputs): string {
  if (!inputs.isFolder(place)) return path.dirname(place);
  return existsSync(path.join(place, '.git')) ? place : path.join(place, '..');
}

function filesNear(roots: readonly string[]): string[] {
  const files: string[] = [];
  const open = [...new Set(roots)];
  for (let looked = 0; looked < MOST_FOLDERS && files.length < MOST_FILES; looked += 1) {
    const folder = open.shift();
    if (folder === undefined) break;
    const entries = entriesIn(folder).sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const each of entries) {
      if (each.isFile() && /\.(?:ya?ml|json)$/i.test(each.name)) files.push(path.join(folder, each.name));
      if (each.isDirectory() && !/^\.|^node_modules$/.test(each.name))
        open.push(path.join(folder, each.name));
    }
  }
  return files.slice(0, MOST_FILES);
}
