/** Files of a checkout, and nothing that only looks like one: a link may lead anywhere on the machine. */
import { realpathSync, statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { NotRead, readRegularFile, readUnlinkedFile } from '../../evidence/files/regular-file.js';
import { MAX_BYTES } from '../text/parse.js';

/** Reads regular files whose real path lies inside one of some folders. */
export class OpenFolders {
  readonly #folders: string[];
  readonly #answers = new Map<string, boolean>();
  /** By path, the real path of a folder whose files may be read; null: there is none. */
  readonly #real = new Map<string, string | null>();

  /** @param places folders, and files that stand for the folder that they are in */
  constructor(places: readonly string[]) {
    this.#folders = [...new Set(places)].flatMap(realFolder);
  }

  /** The bytes of a file, of which there are no more than a workflow may have. Throws `NotRead`, or the system's error. */
  read(file: string): Buffer {
    return this.#readUnlinked(file) ?? this.#readFollowed(file);
  }

  /** To follow a path takes as many calls of the system as it has folders: those of most files have been followed. */
  #readUnlinked(file: string): Buffer | null {
    const end = file.lastIndexOf('/');
    const name = file.slice(end + 1);
    if (end < 1 || name === '' || name === '.' || name === '..') return null;
    const folder = this.#realFolder(file.slice(0, end));
    return folder === null ? null : readUnlinkedFile(`${folder}/${name}`, MAX_BYTES);
  }

  #realFolder(path: string): string | null {
    const known = this.#real.get(path);
    if (known !== undefined) return known;
    let real: string | null = null;
    try {
      const followed = realpathSync.native(path);
      if (this.#isInside(followed)) real = followed;
    } catch {
      // The way of the file itself says what is wrong.
    }
    this.#real.set(path, real);
    return real;
  }

  #readFollowed(file: string): Buffer {
    const real = realpathSync.native(file);
    if (!this.#folders.includes(real) && !this.#isInside(dirname(real))) throw new NotRead('outside', null);
    return readRegularFile(real, MAX_BYTES);
  }

  /** Of a folder without links, which most files share with others. */
  #isInside(folder: string): boolean {
    const known = this.#answers.get(folder);
    if (known !== undefined) return known;
    const answer = this.#folders.some((each) => isWithin(each, folder));
    this.#answers.set(folder, answer);
    return answer;
  }
}

/** Is the path the folder's, or below it? Both without links. */
export function isWithin(folder: string, path: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== '..' && !relative(folder, path).startsWith(sep);
}

function realFolder(place: string): string[] {
  try {
    const folder = statSync(place).isDirectory() ? place : dirname(place);
    return [realpathSync.native(folder)];
  } catch {
    return [];
  }
}

/** False also where nothing is, or a file where the path wants a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
