/** The label that links a package to a repository, as Dockerfiles set it (GitHub docs "Connecting a repository to a package"). */
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { readRegularFile } from '../../evidence/regular-file.js';

export const SOURCE_LABEL = 'org.opencontainers.image.source';

export interface DockerfileLabel {
  file: string;
  line: number;
  /** null: a build argument makes it. */
  source: string | null;
}

/** The last one of the text counts; null: it sets none. */
export function sourceLabelIn(file: string, text: string): DockerfileLabel | null {
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
export function dockerfileLabels(root: string): { labels: DockerfileLabel[]; files: number } {
  const labels: DockerfileLabel[] = [];
  let files = 0;
  const folders = [''];
  for (let at = 0; at < Math.min(folders.length, FOLDERS); at += 1) {
    const folder = folders[at] as string;
    for (const entry of entriesOf(path.join(root, folder))) {
      const name = path.posix.join(folder, entry.name);
      const isWorth = !/^(?:\.|node_modules$|vendor$)/.test(entry.name);
      if (entry.isDirectory() && isWorth && name.split('/').length <= DEPTH) folders.push(name);
      if (
        !entry.isFile() ||
        !/^(?:Docker|Container)file(?:\..+)?$|\.(?:Docker|Container)file$/i.test(entry.name)
      )
        continue;
      try {
        const label = sourceLabelIn(name, readRegularFile(path.join(root, name), LIMIT).toString('utf8'));
        files += 1;
        if (label) labels.push(label);
      } catch {
        // What can't be read sets nothing that anybody could tell.
      }
    }
  }
  return { labels, files };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
