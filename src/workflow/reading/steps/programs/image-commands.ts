/**
 * Commands of programs that nobody knows, and whose words say that they push an image: `falcoctl registry push rules.tar`,
 * `kubectl buildkit build --push .`, `python build.py --push`. A push beside no such word may be one of anything: `dvc push`.
 */
import { programAt } from '../../../knowledge/programs/index.js';
import { isInterpreter } from '../../../knowledge/project-files/scripts.js';
import { hasHole } from '../../../language/values.js';
import { OTHER_REGISTRIES } from './push-words.js';

/** What is pushed to registries, as programs name their groups of commands. */
const GROUPS =
  /^(?:images?|img|registry|oci|artifacts?|manifests?|containers?|docker|bundles?|xpkg|charts?)$/i;

/** What builds images, as the word of a command or in the name of a script. */
const BUILDS = /^(?:build|bake|images?|docker|oci|containers?)$/i;

/** A name at some registry, which is asked about where it is ours. */
const AT_REGISTRY = /(?:^|[/=])(?:(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?|[\w.-]+:\d+)\/[\w.-]/i;

/** A name without a registry is one at Docker Hub, or at the program's own. */
const WITHOUT_REGISTRY = /^[a-z\d][\w-]*(?:\/[\w.-]+)*(?::[\w.-]+)?$/;

/** Does an unknown program say that it pushes an image, and no name of one? */
export function isImagePush(words: readonly string[]): boolean {
  const [program = '', ...args] = words;
  if (hasHole(program) || !isUnknown(program) || args.some((each) => AT_REGISTRY.test(each))) return false;
  if (isForOther(args)) return false;
  const said = args.filter((each) => !each.startsWith('-'));
  const at = said.indexOf('push');
  if (at > 0 && GROUPS.test(said[at - 1] as string)) return !WITHOUT_REGISTRY.test(said[at + 1] ?? '');
  return (
    args.some((each) => /^--push(?:=true)?$/.test(each)) &&
    !isTaggedElsewhere(args) &&
    [program, ...commandsIn(program, said)].some(builds)
  );
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

/** `--registry docker.io`, `--registry=registry.example.com` */
function isForOther(args: readonly string[]): boolean {
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
