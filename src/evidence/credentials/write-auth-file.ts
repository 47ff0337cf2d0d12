/** Writing an auth file, which others read and write meanwhile. */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import * as path from 'node:path';
import { makeFolder } from '../files/folders.js';
import { uniqueName } from '../files/unique-name.js';
import { type AuthConfig, realFile } from './auth-file.js';

/**
 * Writes the whole file or nothing. A new one is readable by its owner only; one that is there keeps its mode and its
 * owner, and a symbolic link goes on pointing where it did. Nothing with a secret in it is left beside the file.
 */
export function writeConfig(file: string, config: AuthConfig): void {
  const target = realFile(file);
  makeFolder(path.dirname(target), 0o700);
  const former = statSync(target, { throwIfNoEntry: false }) ?? null;
  const beside = `${target}.${uniqueName()}.tmp`;
  try {
    writeAs(former, beside, config);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** A new file, with the mode and the owner of the one that it will replace. */
function writeAs(former: Stats | null, file: string, config: AuthConfig): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(config, null, '\t')}\n`);
    if (former) {
      const own = fstatSync(descriptor);
      if (own.uid !== former.uid || own.gid !== former.gid) fchownSync(descriptor, former.uid, former.gid);
      fchmodSync(descriptor, former.mode & 0o777);
    }
    // A machine that stops now must not take along what others keep there; an empty file it may.
    if (!isEmpty(config)) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function isEmpty({ auths = {}, ...settings }: AuthConfig): boolean {
  return Object.keys(auths).length === 0 && Object.keys(settings).length === 0;
}

/** For a disk without room for a second file: a file that shrinks needs none. */
export function writeInPlace(file: string, config: AuthConfig): void {
  const text = Buffer.from(`${JSON.stringify(config)}\n`);
  const descriptor = openSync(file, 'r+');
  try {
    writeSync(descriptor, text, 0, text.length, 0);
    ftruncateSync(descriptor, text.length);
  } finally {
    closeSync(descriptor);
  }
}
