/** May a command leave a file behind of which nobody here sees that it is made? Then one that was not checked out may be there. */
import { isMadeOf } from '../../../evidence/pattern.js';
import { fillHoles, hasHole } from '../../language/values.js';
import { inWorkspace, nameOfFile, TEMPORARY } from '../../language/workspace.js';
import { mayLogIn } from '../commands.js';
import { type FileChange, optionValues } from './file-change.js';
import { fileChanges } from './file-changes.js';

/** A command, and where it is run. */
interface RunCommand {
  words: readonly string[];
  folder: string | null;
  writes: readonly { file: string }[];
  isSubstituted?: true;
}

/** What the checkout has. */
interface CheckedOut {
  /** The names in a folder; null: not known. */
  entries(folder: string): readonly string[] | null;
}

/**
 * A program that nobody reads may write any file; of the others it is known which they write.
 *
 * @param path in the workspace, of a file that the checkout does not have
 */
export function mayMakeFile(path: string, command: RunCommand, checkout: CheckedOut): boolean {
  const { words, folder, writes, isSubstituted } = command;
  if (writes.some(({ file }) => mayBeNamed(file, path))) return true;
  // What `$(…)` runs is there for its text.
  if (!isSubstituted && mayLogIn(words) && !LEAVES_FILES.test(words.slice(0, 2).join(' '))) return true;
  if (words[0] === 'node' && words.some((each) => SAYS_FILES.test(each))) return true;
  if (FILLS_FOLDERS.some((filled) => filled(words).some((each) => isWithin(path, folder, each)))) return true;
  return fileChanges(words, null).some((change) => mayBring(change, path, { folder, checkout }));
}

/** Programs that are in no table, and show or set something of the machine alone, or fetch packages. */
const LEAVES_FILES =
  /^(?:(?:pushd|popd|clear|column|nl|paste|tac|rev|ps|kill|killall|pkill|ip|ss|ping|nc|dig|nslookup|od|hexdump|mount|umount|swapon|swapoff|sysctl|tput|ulimit|umask|hash|useradd|usermod|groupadd|getopts|yes)(?: |$)|(?:bundle|composer|poetry) install|uv sync)/;

/** What a program that stands in the command says: `node -e "require('fs').…"`. */
const SAYS_FILES = /\b(?:fs|child_process)\b|\bimport\s*\(/;

/** By its name alone, since a command may stand in any folder; what nobody knows of it, and `*`, may be anything. */
function mayBeNamed(file: string, path: string): boolean {
  return isMadeOf(nameOfFile(path), fillHoles(nameOfFile(file), '*').split('*'));
}

function mayBring(
  change: FileChange,
  path: string,
  at: { folder: string | null; checkout: CheckedOut },
): boolean {
  switch (change.kind) {
    case 'edit':
      return false;
    case 'write':
      return change.files.some((each) => mayBeNamed(each, path));
    case 'copy':
      return mayCopy(change, path, at);
    case 'patch':
      return change.target === null || mayBeNamed(change.target, path);
    case 'unpack':
      return isWithin(path, at.folder, change.folder);
    case 'commit':
      return change.files === null || change.files.some((each) => mayBeNamed(each, path));
  }
}

/** `cp -r config/. .`: is there such a file in the folder, as far as it was checked out? `*` stands for no hidden one. */
function mayCopy(
  { from, to }: Extract<FileChange, { kind: 'copy' }>,
  path: string,
  { folder, checkout }: { folder: string | null; checkout: CheckedOut },
): boolean {
  const name = nameOfFile(path);
  if (mayBeNamed(to, path) || (!from.endsWith('*') && mayBeNamed(from, path))) return true;
  if (from.endsWith('*') && name.startsWith('.')) return false;
  if (!/\/(?:\.|\*)?$/.test(from)) return false;
  const place = inWorkspace(folder, from.replace(/\/(?:\.|\*)?$/, ''));
  const there = place === null ? null : checkout.entries(place);
  return there === null || there.includes(name);
}

/** May a folder that is named be one around the file? */
function isWithin(path: string, folder: string | null, named: string): boolean {
  if (named.startsWith(TEMPORARY)) return false;
  const whole = inWorkspace(folder, named);
  if (whole !== null) return whole === '' || path.startsWith(`${whole}/`);
  const last = nameOfFile(named.replace(/\/+$/, ''));
  // `/usr/local/bin`, `$HOME/.local/bin`
  return !/^[/~]/.test(named) && (hasHole(last) || `/${path}`.includes(`/${last}/`));
}

/** The folders into which a command puts what nobody names. */
type Filled = (words: readonly string[]) => readonly string[];

const HERE = ['.'];

/** `tar xzf FILE`, `unzip FILE`; members that are named alone are tools. */
const unpacks: Filled = ([name = '', ...args]) => {
  const isTar = /^(?:bsd)?tar$/.test(name);
  const isExtracting = (each: string, at: number) =>
    /^--(?:extract|get)$|^-[a-zA-Z]*x/.test(each) || (at === 0 && /^[a-zA-Z]*x/.test(each));
  if (isTar ? !args.some(isExtracting) : !/^(?:unzip|7z[ar]?)$/.test(name)) return [];
  const folders = isTar
    ? optionValues(args, /^(?:-\w*C|--directory)$/)
    : optionValues(args, /^-d$/).concat(args.flatMap((each) => /^-o(.+)/s.exec(each)?.[1] ?? []));
  return folders.length > 0 ? folders : HERE;
};

/** `git pull`: what the branch has by now. */
const pulls: Filled = ([name, ...args]) =>
  name === 'git' && args.find((each) => !each.startsWith('-')) === 'pull' ? HERE : [];

/** `gh release download`: all that there is, where no file is named. */
const downloads: Filled = ([name, group, verb, ...args]) => {
  if (name !== 'gh' || verb !== 'download') return [];
  const isNamed = group === 'release' && args.some((each) => /^(?:-[pO]|--(?:pattern|output))/.test(each));
  const folders = optionValues(args, /^(?:-D|--dir)$/);
  return folders.length > 0 ? folders : isNamed ? [] : HERE;
};

/** `aws s3 sync s3://bucket/config .`: the last word is where it lands. */
const fetches: Filled = (words) => {
  if (!COPIES_FROM_ELSEWHERE.test(words.join(' '))) return [];
  const target = words.findLast((each) => !each.startsWith('-')) ?? '';
  return /^\w[\w.-]*:|^-$/.test(target) ? [] : [target, target.replace(/\/?[^/]*$/, '') || '.'];
};

const COPIES_FROM_ELSEWHERE =
  /^(?:aws s3 (?:cp|mv|sync)|gcloud storage (?:cp|rsync)|az storage (?:blob|file) download(?:-batch)?|kubectl cp|(?:docker|podman)(?: compose)? cp) /;

/** `docker run -v "$PWD:/work" TOOL`: what runs in the container writes to the folder that it is given; a service's, the file tells. */
const mounts: Filled = ([name = '', ...args]) => {
  if (!/^(?:docker|podman)(?:-compose)?$/.test(name) || !args.includes('run')) return [];
  if (name.endsWith('-compose') || args[0] === 'compose') return HERE;
  return optionValues(args, /^(?:-v|--volume|--mount)$/).flatMap((given) => {
    const source = /\b(?:source|src)=([^,]*)/.exec(given)?.[1] ?? given.split(':')[0] ?? '';
    // A name without a slash is that of a volume.
    return /[/.~]/.test(source) || hasHole(source) ? [source] : [];
  });
};

/** `docker buildx build -o . .`: what was built is put there. */
const exportsBuild: Filled = ([name = '', ...args]) =>
  /^(?:docker|podman|buildah|buildctl)$/.test(name)
    ? optionValues(args, /^(?:-o|--output)$/).flatMap((given) =>
        /\btype=(?!local|tar)/.test(given) ? [] : [/\bdest=([^,]*)/.exec(given)?.[1] ?? given],
      )
    : [];

const FILLS_FOLDERS: readonly Filled[] = [unpacks, pulls, downloads, fetches, mounts, exportsBuild];
