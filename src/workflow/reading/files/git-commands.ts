/** What git brings to a checkout, as far as the words of its commands tell: other commits, and other repositories. */
import { gitChanges } from '../../knowledge/file-changes/git.js';
import { inWorkspace } from '../../language/workspace.js';

/** `files`: null for whatever there is; of a folder, all that stands in it. */
export type GitChange = { at: number } & (
  | { kind: 'commit'; files: readonly string[] | null }
  | { kind: 'unpack'; folder: string }
);

const COMMANDS =
  /\bgit[ \t]+(?:-C[ \t]+["']?(\S+?)["']?[ \t]+)?((?:checkout|switch|restore|reset|merge|rebase|cherry-pick|pull|clone)[ \t][^\n;&|)]{0,300})/g;

const MOST_COMMANDS = 60;

/** Those of this checkout: what is done in a folder of its own is done to another repository. */
export function changesByGit(source: string): GitChange[] {
  return [...source.matchAll(COMMANDS)]
    .slice(0, MOST_COMMANDS)
    .flatMap(({ index: at, 1: place, 2: command = '' }) =>
      isOwnFolder(place) && !standsElsewhere(source, at)
        ? gitChanges(commandWords(command), null).flatMap((change): GitChange[] => {
            if (change.kind === 'commit')
              return OF_RUN.test(change.ref) ? [] : [{ at, kind: 'commit', files: change.files }];
            const folder = change.kind === 'unpack' ? inWorkspace('', change.folder) : null;
            return folder ? [{ at, kind: 'unpack', folder }] : [];
          })
        : [],
    );
}

/** With what GitHub fills in as one word; a comment is none. */
export function commandWords(command: string): string[] {
  return command
    .replace(/\$\{\{[^{}\n]{0,200}\}\}/g, (each) => each.replace(/\s+/g, ''))
    .replace(/\s#.*$/, '')
    .trim()
    .split(/\s+/)
    .map((each) => each.replace(/^["']|["']$/g, ''))
    .filter((each) => !/^\d?[<>]/.test(each));
}

/** The run's own commit, under one of its names, or the one that was left before. */
const OF_RUN =
  /^(?:refs\/(?:heads|tags)\/|origin\/)?(?:HEAD\b.*|[@-]|\$\{?GITHUB_(?:SHA|REF|REF_NAME|HEAD_REF)\b[^{}$]{0,40}\}?|\$\{\{github\.(?:sha|ref|ref_name|head_ref|event\.pull_request\.head\.(?:sha|ref))\}\})$/;

function isOwnFolder(place: string | undefined): boolean {
  return (
    place === undefined ||
    /^(?:\.\/?|\$\{?GITHUB_WORKSPACE\}?|\$\{\{\s{0,3}github\.workspace\s{0,3}\}\})$/.test(place)
  );
}

const LONGEST_WAY = 1_000;

/** Has the same script gone into another folder before it? */
export function standsElsewhere(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - LONGEST_WAY), at);
  const own = before.split(/\n\s{0,40}- |\brun:/).at(-1) ?? '';
  const [, move, to = ''] =
    [...own.matchAll(/(?:^|[\s;&|({])(cd|pushd|popd)\b[ \t]*([^\s;&|)]*)/g)].at(-1) ?? [];
  return (
    move !== undefined && move !== 'popd' && !/^(?:-|\.\.?\/?|["']?\$\{?GITHUB_WORKSPACE\}?["']?)$/.test(to)
  );
}
