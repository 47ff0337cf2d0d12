/**
 * Files of a checkout that commands read as data: a version, a `.env`, a manifest of a package. What is not there is
 * missed by nobody, and asked for nowhere else.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { OpenFolders } from './inside.js';

/** Longer files name no image. In characters. */
const LONGEST = 256 * 1024;

/** A folder with more in it is gone through by nobody who pushes an image for each. */
const MOST_ENTRIES = 200;

/** Whatever holds a token is none of our business. Docs: About authentication to GitHub, Token prefixes. */
const HOLDS_TOKEN = /\b(?:gh[oprsu]_|github_pat_)\w{16}/;

/** Reads them, each once. */
export class CheckoutData {
  readonly #root: string;
  readonly #inside: OpenFolders;
  readonly #texts = new Map<string, string | null>();
  readonly #folders = new Map<string, readonly string[] | null>();

  constructor(root: string) {
    this.#root = resolve(root);
    this.#inside = new OpenFolders([root]);
  }

  /** @param path in the workspace; null: there is no such text */
  text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = this.#read(path);
    this.#texts.set(path, text);
    return text;
  }

  #read(path: string): string | null {
    if (!isPlain(path)) return null;
    try {
      const bytes = this.#inside.read(resolve(this.#root, path));
      if (bytes.length > LONGEST || !isUtf8(bytes)) return null;
      const text = bytes.toString('utf8');
      return HOLDS_TOKEN.test(text) ? null : text;
    } catch {
      return null;
    }
  }

  /** The names in a folder, those of folders with a slash at their end, in their order; null: not known. */
  entries(folder: string): readonly string[] | null {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const names = this.#list(folder);
    this.#folders.set(folder, names);
    return names;
  }

  #list(folder: string): readonly string[] | null {
    if (folder !== '' && !isPlain(folder)) return null;
    try {
      const found = readdirSync(resolve(this.#root, folder), { withFileTypes: true });
      // What a link leads to is not looked at, so neither is what stands beside it.
      if (found.length > MOST_ENTRIES || found.some((each) => each.isSymbolicLink())) return null;
      return found.map((each) => (each.isDirectory() ? `${each.name}/` : each.name)).sort();
    } catch {
      return null;
    }
  }
}

function isPlain(path: string): boolean {
  return path !== '' && !/\0|\\|^\/|(?:^|\/)(?:\.\.?|\.git|node_modules)?(?:\/|$)/.test(path);
}
