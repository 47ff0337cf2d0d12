/** What artifacts hold, as far as the steps tell that upload them. */
import { folderOf } from '../../language/workspace.js';
import { child, text } from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import { isCovered, isHidden, pathOf } from './unpacked-paths.js';

export interface UploadedArtifact {
  /** As written. */
  name: string;
  /** @param path in the artifact */
  mayHold(path: string): boolean;
}

/** null: the step uploads nothing. Docs: README of actions/upload-artifact, for where in an artifact a file stands. */
export function uploadOf({ node, uses }: StepText): UploadedArtifact | null {
  if (!/^actions\/upload-artifact(?:\/merge)?$/i.test(uses?.action ?? '')) return null;
  const given = (name: string) => text(child(child(node, 'with'), name))?.trim() ?? '';
  const written = given('path')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith('!'));
  const paths = written.map((each) => pathOf(each, null));
  const root = paths.map((each) => rootOf(each ?? '')).reduce(shared, null) ?? '';
  const packsHidden = given('include-hidden-files') === 'true';
  return {
    name: given('name') || 'artifact',
    mayHold(path) {
      if (!packsHidden && isHidden(path)) return false;
      // Of what stands outside of the workspace, its name alone can be told.
      if (paths.length === 0 || paths.includes(null)) return written.some((each) => mayEndIn(each, path));
      const packed = root === '' ? path : `${root}/${path}`;
      return paths.some((each) => each !== null && isCovered(packed, each));
    },
  };
}

/** From where on what is found keeps its path: up to the first star, or, of one file, the folder it stands in. */
function rootOf(path: string): string {
  const star = path.indexOf('*');
  if (star !== -1) return folderOf(path.slice(0, star));
  return /\.\w+$/.test(path) ? folderOf(path) : path;
}

function shared(one: string | null, other: string): string {
  if (one === null) return other;
  const parts = other.split('/');
  const own = one.split('/');
  const end = own.findIndex((each, at) => each !== parts[at]);
  return (end === -1 ? own : own.slice(0, end)).join('/');
}

/** A file of a known name is that; a folder, or what an expression says, may hold any. */
function mayEndIn(written: string, path: string): boolean {
  const name = written.slice(written.lastIndexOf('/') + 1);
  return !/\.\w+$/.test(name) || name.includes('$') || isCovered(path.slice(path.lastIndexOf('/') + 1), name);
}
