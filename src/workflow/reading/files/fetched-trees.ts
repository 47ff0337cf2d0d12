/** Trees that scripts fetch into the workspace: from a run's artifacts, a bucket, another machine, a container. */
import { nameOfFile } from '../../language/workspace.js';
import { child, text } from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import { commandWords } from './git-commands.js';
import { insideFolder, isHidden, landingFolder, pathOf, type Unpacking } from './unpacked-paths.js';

/** Each with its words, those on the lines that it goes on with too. */
const COMMANDS =
  /(?<![\w./-])(gh[ \t]+run[ \t]+download|aws[ \t]+s3[ \t]+(?:cp|sync)|gsutil[ \t]+(?:-m[ \t]+)?(?:cp|rsync)|gcloud[ \t]+storage[ \t]+(?:cp|rsync)|rclone[ \t]+(?:copy|sync)|rsync|scp|(?:docker|podman)[ \t]+(?:container[ \t]+)?cp)(?=[ \t\n])((?:[^\n|;&)\\]|\\\n?){0,400})/g;

const MOST_COMMANDS = 40;

export function treesFetched({ node }: StepText, source: string, start: number): Unpacking[] {
  const place = text(child(node, 'working-directory'))?.trim() ?? '';
  return [...source.matchAll(COMMANDS)]
    .slice(0, MOST_COMMANDS)
    .filter(({ index }) => !isOnlySaid(source, index))
    .flatMap(({ index, 1: command = '', 2: said = '' }) => {
      const words = commandWords(said.replace(/\\\n/g, ' '));
      const fetched = /^gh\b/.test(command) ? ofArtifacts(words) : ofCopy(command, words);
      if (fetched === null) return [];
      const folder = landingFolder(fetched.folder, { source, index, place });
      return folder === null
        ? []
        : fetched.below.map((below) => {
            const whole = [folder, below].filter((each) => each !== '').join('/');
            const mayHold = (path: string) => {
              const own = insideFolder(path, whole);
              return own !== null && !(fetched.isArtifact && isHidden(own));
            };
            return { at: start + index, mayHold };
          });
    });
}

/** A comment, or what `echo` prints; what it substitutes is done. */
const SAID = /^\s*#|(?:^|[;&|{(]|(?<!\S)(?:then|do|else)(?=\s))\s*(?:echo|printf)\s(?:[^;&|`$]|\$(?!\())*$/;

/** As far back as this. */
const MOST_BEFORE = 400;

function isOnlySaid(source: string, at: number): boolean {
  const start = source.lastIndexOf('\n', at) + 1;
  return at - start <= MOST_BEFORE && SAID.test(source.slice(start, at));
}

interface Fetched {
  folder: string;
  /** The folders in it that the trees stand in; '': in itself. */
  below: string[];
  isArtifact: boolean;
}

/** One artifact that is named lands in the folder itself, several in folders of their names (gh help run download). */
function ofArtifacts(words: readonly string[]): Fetched {
  const values = (option: RegExp) =>
    words.flatMap((each, at) => {
      const [name = '', value] = each.split('=');
      return option.test(name) ? [value ?? words[at + 1] ?? ''] : [];
    });
  const names = values(/^(?:-n|--name)$/);
  const isOne = names.length === 1 && values(/^(?:-p|--pattern)$/).length === 0;
  const below = isOne ? [''] : names.flatMap((each) => pathOf(each, null) ?? []);
  return { folder: values(/^(?:-D|--dir)$/)[0] ?? '.', below, isArtifact: true };
}

/** Commands that copy a folder without being told to; another one copies one file, whose name tells it (file-changes.ts). */
const OF_TREES = /^(?:docker|podman|rclone)\b|sync$/;
/** Commands that copy what stands in a folder, and no folder of its name. */
const OF_CONTENTS = /^(?:rclone|aws)\b|\brsync$/;

/** `SOURCE… TARGET`, with sources that are elsewhere; null: none of them is, or none is a tree. */
function ofCopy(command: string, words: readonly string[]): Fetched | null {
  const named = words.filter((each, at) => !each.startsWith('-') && !VALUED.test(words[at - 1] ?? ''));
  const folder = named.pop();
  const remote = named.filter((each) => REMOTE.test(each));
  const isTree = OF_TREES.test(command) || words.some((each) => /^(?:-\w*[rR]\w*|--recursive)$/.test(each));
  if (folder === undefined || REMOTE.test(folder) || remote.length === 0 || !isTree) return null;
  // To rsync alone a slash at the end says the same.
  const isContents = (each: string) =>
    command === 'rsync' ? each.endsWith('/') : OF_CONTENTS.test(command) || /[/:][.*]$/.test(each);
  const below = remote.map((each) =>
    isContents(each) ? '' : (pathOf(nameOfFile(each.replace(/^[^/]*:/, '/').replace(/\/$/, '')), null) ?? ''),
  );
  return { folder, below, isArtifact: false };
}

/** `host:path`, `s3://bucket/path`, `container:path`; no folder of Windows. */
const REMOTE = /^(?:[^/\\]{2,}|\$\S+):/;

/** Options with a value behind them, of whichever of these commands. */
const VALUED =
  /^(?:-[eiPFJo]|--(?:exclude|include|filter|rsh|port|profile|region|endpoint-url|acl|config|log-level|transfers|checkers))$/;
