/** Addresses on GitHub of the lines that findings are about. */
import type { Location } from '../../types.js';
import type { CodeAddress } from './page.js';

export interface CodeLinks {
  file: string;
  line: number;
  /** The line at its commit. */
  read: string;
  /** The editor at that line; null: it can't be changed from here. */
  edit: string | null;
}

/**
 * A place in a log is none of the repository: where the repair is known, its first line is what to look at.
 * null: there is no such place.
 */
export function codeLinks(
  location: Location | null,
  diff: string | null,
  address: CodeAddress,
): CodeLinks | null {
  const place =
    location && isWorkflowPath(location.file) ? location : diff === null ? null : firstChange(diff);
  if (!place) return null;
  const { file, line } = place;
  const { server, repository, sha, branch } = address;
  // `OWNER/NAME/.github/workflows/image.yml@main`: a called workflow of another repository.
  const [, owner, path, ref] = /^([^/]+\/[^/]+)\/(\.github\/workflows\/[^@]+)@(.+)$/.exec(file) ?? [];
  if (owner && path && ref)
    return {
      file,
      line,
      read: `${server}/${owner}/blob/${encodedPath(ref)}/${encodedPath(path)}#L${line}`,
      edit: null,
    };
  return {
    file,
    line,
    read: `${server}/${repository}/blob/${encodedPath(sha)}/${encodedPath(file)}#L${line}`,
    edit: branch && `${server}/${repository}/edit/${encodedPath(branch)}/${encodedPath(file)}#L${line}`,
  };
}

/** A path in an address; its slashes stay. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Where a diff begins to change a workflow's file; null: it names none. */
export function firstChange(diff: string): { file: string; line: number } | null {
  const file = /^--- (?:a\/)?(.+)$/m.exec(diff)?.[1]?.trim();
  const [, hunk, lines] = /^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@.*\n([\s\S]*)$/m.exec(diff) ?? [];
  if (!file || !isWorkflowPath(file) || !hunk || lines === undefined) return null;
  const before = lines.split('\n').findIndex((line) => /^[+-]/.test(line));
  // What is only added stands after the line before it, which is there already.
  const isAdded = lines.split('\n')[before]?.startsWith('+');
  return { file, line: Math.max(1, Number(hunk) + Math.max(0, before) - (isAdded && before > 0 ? 1 : 0)) };
}

/**
 * `explain` gives places in logs: there is no such file in the repository. `@REF` is a called workflow of another one, which
 * can be linked to; an annotation could not stand there.
 */
export function isWorkflowPath(file: string): boolean {
  return /^(?!\/|[A-Za-z]:[\\/]|\.\.[\\/]).+\.ya?ml(?:@.+)?$/i.test(file);
}
