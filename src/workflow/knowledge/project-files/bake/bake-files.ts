/** Which files a bake reads, as it is called, and which of them are there. */
import { hasHole } from '../../../language/values.js';
import { inWorkspace, WORKSPACE } from '../../../language/workspace.js';
import type { Surroundings } from '../../clients.js';
import { METADATA_BAKE } from '../../names/names.js';
import { inFolder } from '../files.js';
import { readBakeJson } from './bake-json.js';
import { type HclFile, readHclFile } from './hcl.js';

export interface BakeFilesCall {
  /** Those that are named; none: the usual ones. */
  files: readonly string[];
  folder: string;
}

/** What is there of the files of a bake. */
export interface FilesOfBake {
  /** Paths of compose files. */
  composed: string[];
  files: HclFile[];
  /** Nothing that the call reads is missing. */
  isWhole: boolean;
  /** A file that is not read may give the targets other tags, or make others. */
  isUnread: boolean;
}

/** Docs: docs.docker.com/build/bake/reference, File lookup order. */
const BAKE_FILES = [
  'docker-bake.json',
  'docker-bake.hcl',
  'docker-bake.override.json',
  'docker-bake.override.hcl',
];

/** Those are looked for as well, and first. */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** Where none is named: the bake files, else the compose file. What both say together is more than anybody writes. */
function usualFiles(folder: string, around: Surroundings): string[] {
  const inCall = (name: string) => pathOf(name, folder) ?? name;
  const bakeFiles = BAKE_FILES.map(inCall);
  if (bakeFiles.some((each) => around.file(each) !== null || around.isMade(each))) return bakeFiles;
  const composed = COMPOSE_FILES.map(inCall).find((each) => around.file(each) !== null);
  return composed === undefined ? bakeFiles : [composed];
}

/** Docs: docs.docker.com/build/bake/compose-file. */
const COMPOSE = /\.ya?ml$/;

/** A definition that is fetched: then no file of the checkout is read (docs: Bake, Remote Bake file definition). */
const REMOTE = /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//;

/** Is it the definition of another repository? */
export function isFetched({ targets, folder }: { targets: readonly string[]; folder: string }): boolean {
  return [...targets, folder].some((each) => REMOTE.test(each));
}

/** What the call reads, and how much of it is there. */
export function filesOfBake({ files: named, folder }: BakeFilesCall, around: Surroundings): FilesOfBake {
  const isNamed = named.length > 0;
  const given = named.filter((each) => !each.includes(METADATA_BAKE));
  const known = given.flatMap((each) => pathOf(each, folder) ?? []);
  const paths = isNamed ? known : usualFiles(folder, around);
  const composed = paths.filter((each) => COMPOSE.test(each) && around.file(each) !== null);
  const files = paths
    .filter((each) => !COMPOSE.test(each))
    .flatMap((path) => {
      const text = around.file(path);
      return text === null ? [] : [path.endsWith('.json') ? readBakeJson(text) : readHclFile(text)];
    });
  const found = files.length + composed.length;
  const isMade = paths.some(around.isMade);
  return {
    composed,
    files,
    isWhole: isNamed ? found === given.length : !isMade,
    isUnread: isNamed ? found < known.length : isMade,
  };
}

/** Where a file of the call lies in the checkout; null: nobody knows. */
function pathOf(file: string, folder: string): string | null {
  const name = file.replace(/^cwd:\/\//, '');
  if (name.startsWith(WORKSPACE)) return inWorkspace('', name);
  if (hasHole(name)) return null;
  return inFolder(folder.startsWith(WORKSPACE) ? (inWorkspace('', folder) ?? folder) : folder, name);
}
