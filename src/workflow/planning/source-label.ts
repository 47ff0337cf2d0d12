/** The label that links a package to a repository, as Dockerfiles set it (GitHub docs "Connecting a repository to a package"). */

import * as path from 'node:path';
import { entriesIn } from '../../evidence/files/folder-entries.js';
import { readRegularFile } from '../../evidence/files/regular-file.js';

export interface DockerfileLabel {
  file: string;
  line: number;
  /** null: a build argument makes it. */
  source: string | null;
}

/** The last one of the text counts; null: it sets none. */
function sourceLabelIn(file: string, text: string): DockerfileLabel | null {
  let found: DockerfileLabel | null = null;
  let isLabel = false;
  for (const [index, line] of text.split('\n').entries()) {
    isLabel = /^\s*LABEL\b/i.test(line) || (isLabel && !/^\s*[A-Z]+\s/.test(line));
    const [, , written] = isLabel && !/^\s*#/.test(line) ? (LABEL.exec(line) ?? []) : [];
    if (written !== undefined)
      found = { file, line: index + 1, source: /[$]/.test(written) ? null : written };
  }
  return found;
}

const LABEL = /["']?org\.opencontainers\.image\.source["']?\s*[=\s]\s*(["']?)([^"'\s\\]+)\1/;

/** Bytes. */
const LIMIT = 256 * 1024;
const FOLDERS = 200;
const DEPTH = 3;

/** Those of the Dockerfiles of a checkout, as deep as they usually lie. */
export function dockerfileLabels(root: string): DockerfileLabel[] {
  return dockerfilesOf(root).flatMap((name) => {
    try {
      return sourceLabelIn(name, readRegularFile(path.join(root, name), LIMIT).toString('utf8')) ?? [];
    } catch {
      // What can't be read sets nothing that anybody could tell.
      return [];
    }
  });
}

function dockerfilesOf(root: string): string[] {
  const files: string[] = [];
  const folders = [''];
  for (let at = 0; at < Math.min(folders.length, FOLDERS); at += 1) {
    const folder = folders[at] as string;
    for (const entry of entriesIn(path.join(root, folder))) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isFile() && DOCKERFILE.test(entry.name)) files.push(name);
      if (entry.isDirectory() && !OF_OTHERS.test(entry.name) && name.split('/').length <= DEPTH)
        folders.push(name);
    }
  }
  return files;
}

const DOCKERFILE = /^(?:Docker|Container)file(?:\..+)?$|\.(?:Docker|Container)file$/i;
/** Folders of tools, and of what others wrote. */
const OF_OTHERS = /^(?:\.|node_modules$|vendor$)/;
