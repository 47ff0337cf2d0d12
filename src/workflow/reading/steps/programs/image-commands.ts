/**
 * Commands of programs that nobody knows, and whose words say that they push an image: `falcoctl registry push rules.tar`,
 * `kubectl buildkit build --push .`, `python build.py --push`. A push beside no such word may be one of anything: `dvc push`.
 */
import { programAt } from '../../../knowledge/programs/index.js';
import { isInterpreter, isScriptPath } from '../../../knowledge/project-files/scripts.js';
import { hasHole } from '../../../language/values.js';
import { nameOfFile } from '../../../language/workspace.js';
import { namesImages, OTHER_REGISTRIES, saysPush } from './push-words.js';

/** What is pushed to registries, as programs name their groups of commands. */
const GROUPS =
  /^(?:images?|img|registry|oci|artifacts?|manifests?|containers?|docker|bundles?|xpkg|charts?)$/i;

/** What builds images, as the word of a command or in the name of a script. */
const BUILDS = /^(?:build|bake|images?|docker|oci|containers?)$/i;

/** A name at some registry, which is asked about where it is ours. */
const AT_REGISTRY = /(?:^|[/=])(?:(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?|[\w.-]+:\d+)\/[\w.-]/i;

/** An owner's place at ours, to which the program adds a name: `--registry ghcr.io/octo`. */
const PLACE_OF_OWNER = /^(?:--[\w-]+=)?(?:ghcr\.io|containers\.(?:[\w-]+\.)+[a-z]{2,})\/[\w-]+\/?$/i;

/** A name without a registry is one at Docker Hub, or at the program's own. */
const WITHOUT_REGISTRY = /^[a-z\d][\w-]*(?:\/[\w.-]+)*(?::[\w.-]+)?$/;

/** Does an unknown program say that it pushes an image, and no name of one? */
export function isImagePush(words: readonly string[]): boolean {
  const [program = '', ...args] = words;
  const isNamed = (each: string) => AT_REGISTRY.test(each) && !PLACE_OF_OWNER.test(each);
  if (hasHole(program) || !isUnknown(program) || args.some(isNamed)) return false;
  if (isForOther(args)) return false;
  const said = args.filter((each) => !each.startsWith('-'));
  const end = pushSaid(program, said);
  if (end !== null)
    return !WITHOUT_REGISTRY.test(said[end] ?? '') || args.some((each) => PLACE_OF_OWNER.test(each));
  return (
    args.some((each) => /^--push(?:=true)?$/.test(each)) &&
    (!isTaggedElsewhere(args) || args.some((each) => PLACE_OF_OWNER.test(each))) &&
    [program, ...commandsIn(program, said)].some(builds)
  );
}

/** Behind which of its words the name would stand: `image push`, `docker.sh push`, `push image`, `docker:push`; null: it says no push. */
function pushSaid(program: string, said: readonly string[]): number | null {
  const at = said.indexOf('push');
  const before = [program, ...said][at] ?? '';
  if (at >= 0 && (GROUPS.test(before) || (FILE.test(before) && GROUPS.test(stemOf(before))))) return at + 1;
  if (!isScriptPath(program) && !isInterpreter(program)) return null;
  // The task of a program of the repository: `./x docker:push`, `python ci.py push image`.
  const first = said.findIndex((each) => !isScriptPath(each) && !FILE.test(each));
  const task = said[first] ?? '';
  if (task === 'push') return GROUPS.test(said[first + 1] ?? '') ? first + 2 : null;
  return namesImages(task) && /push/i.test(task) && saysPush(task) ? first + 1 : null;
}

function stemOf(path: string): string {
  return nameOfFile(path).replace(FILE, '');
}

/** The table's other programs are said to do what they do; `kubectl` runs plugins, and interpreters any program. */
function isUnknown(program: string): boolean {
  return program === 'kubectl' || isInterpreter(program) || programAt(program) === null;
}

/** What is done, or the file that an interpreter reads; a folder is none: `acme --push build/html`. */
function commandsIn(program: string, said: readonly string[]): readonly string[] {
  if (isInterpreter(program))
    return said.filter((each) => FILE.test(each) && !OF_DOCS.test(each)).slice(0, 1);
  const end = said.findIndex((each) => /[/.]/.test(each));
  return end === -1 ? said : said.slice(0, end);
}

const FILE = /\.\w{1,4}$/;
const OF_DOCS = /(?:^|[/_.-])(?:docs?|pages|site|version|bump)(?:[/_.-]|$)/i;

/** `--registry docker.io`, `--registry=registry.example.com`; or for none: `--dry-run` */
function isForOther(args: readonly string[]): boolean {
  if (args.some((each) => /^--(?:dry-run|no-push)(?:=true)?$/.test(each))) return true;
  return args.some((each, at) => {
    const [, joined] = /^--[\w-]*registry=(.*)$/s.exec(each) ?? [];
    const host = joined ?? (/^--[\w-]*registry$/.test(args[at - 1] ?? '') ? each : '');
    return HOST.test(host) || OTHER.test(each);
  });
}

/** A host alone, that is not ours. */
const HOST = /^(?!ghcr\.io$|containers\.|localhost)(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$/i;
const OTHER = new RegExp(`^(?:${OTHER_REGISTRIES})$`, 'i');

function builds(word: string): boolean {
  return word.split(/[-_.:/]/).some((each) => BUILDS.test(each));
}

/** `-t octo/app:1` */
function isTaggedElsewhere(args: readonly string[]): boolean {
  const named = args.flatMap((each, at) => {
    const [, value] = /^(?:-t|--tag|--image)=(.*)$/s.exec(each) ?? [];
    return value ?? (/^(?:-t|--tag|--image)$/.test(args[at - 1] ?? '') ? each : []);
  });
  return named.length > 0 && named.every((each) => WITHOUT_REGISTRY.test(each));
}
