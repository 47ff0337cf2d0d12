/**
 * Pushes that are said and not seen: a script in a language that is not read has the words of one. It may be made, and by
 * which name, only a reference that stands there as a whole tells. So may a login or a logout of a script that it starts.
 */
import type { Sign, Surroundings } from '../../../knowledge/clients.js';
import { commandEffects, commandSign, transfers } from '../../../knowledge/commands.js';
import { HOLE } from '../../../language/values.js';
import { saidAct } from '../../logins/said-logins.js';
import type { Act, Here } from '../frame.js';
import { foreignProgram } from './foreign-programs.js';
import { isOfSentence, programLines } from './program-lines.js';
import { type StartedCommand, startedByProgram } from './started-by-programs.js';

/** A client, and behind it in the line the word of its push. */
const CLIENT = /\b(?:docker|podman|buildah|skopeo|crane|oras|helm|nerdctl|regctl|buildx)\b/i;
const PUSHES = /(?<![\w.-])(?:--)?push(?![\w(-])|\b(?:skopeo|regctl)\b.*\bcopy\b|\bcrane\b.*\b(?:cp|copy)\b/i;

/** What Cake and NUKE call it in C#. */
const PUSHES_BY_METHOD = /\bDockerPush\w{0,20}\s?\(/;

/** A program that speaks to the daemon itself: docker and python-on-whales of Python, dockerode of JavaScript, docker-api of Ruby. */
const LIBRARY =
  /^[ \t]*(?:import(?:[^\S\n]+[\w.]{1,60}(?:[^\S\n]+as[^\S\n]+\w{1,60})?[^\S\n]*,){0,20}|from)\s+(?:docker|podman|python_on_whales)\b|\brequire\(\s*["']dockerode["']|\bfrom\s+["']dockerode["']|^[ \t]*require[ \t]+["']docker(?:-api)?["']/m;
/** Its own calls, which nothing else is called by: `client.images.push(…)`, `docker.getImage(…).push(…)`. */
const CALLED_PUSH = /\b(?:images?|api|client|docker)\.push\(|\bgetImage\([^()]{0,200}\)\s{0,9}\.push\(/;
/** With a credential that it gives to the library, the login of the job says nothing. */
const OWN_CREDENTIAL = /\bauth_?config\b|\.login\(/i;
const PUSHES_BY_LIBRARY = /\.push\(|\.push\b(?=\s*$|\s+\w)|\bpush\s*=\s*True\b/;

/** Libraries that publish by words of their own: Dagger's, and the docker packages of Pulumi in code and in YAML. */
const PUBLISHING: readonly { library: RegExp; publishes: RegExp }[] = [
  {
    library:
      /["'](?:@dagger\.io\/dagger|dagger\.io\/dagger|dagger\/[\w./-]{1,60})["']|^[ \t]*(?:import|from)\s+dagger\b/m,
    publishes: /\.[pP]ublish\(/,
  },
  {
    library: /@pulumi\/docker|\bpulumi_docker|pulumi-docker|\bPulumi\.Docker|^runtime:[ \t]*yaml\b/m,
    publishes:
      /\bdocker\w{0,20}\.(?:New)?(?:Registry)?Image\(|\btype:[ \t]*docker(?:-build)?:(?:[\w/]{1,40}:)?(?:Registry)?Image\b/i,
  },
];

/** What a word of a reference may be made of, in quotes or not; braces, `$` and `%` are filled in by that language. */
const WORDS = /[\w./:@{}$%()+-]+/g;

/** Those of a script that is not read, as words of which each may be an image, and as pushes of what nobody knows. */
export interface SaidPushes {
  told: string[];
  /** Pushes, and logins of the scripts that it starts. */
  acts: Act[];
}

/** Where a script is run. */
export interface RunAt {
  near: Surroundings;
  /** null: not known. */
  folder: string | null;
}

/** None where our step does not ask: what `lint` has of it says `program-pushes.ts`. */
export function saidPushes(script: string, here: Here, place: Act['place'], at: RunAt): SaidPushes {
  if (here.own === undefined) return { told: [], acts: [] };
  const { told, isOpen, signs } = pushesSaidIn(script, here, at);
  const logins = signs.map((each) => saidAct(each, here, place));
  if (!isOpen) return { told, acts: logins };
  const { runs, guards, document, step } = here;
  const found = { reference: HOLE, access: 'push', role: 'image', runs: 'unknown' } as const;
  const act = { runs: runs === 'no' ? runs : 'unknown', guards, document, place, step } as const;
  return { told, acts: [...logins, { ...act, mayBePodman: true, kind: 'transfer', found }] };
}

/** Programs that start scripts that start programs. */
const MOST_PROGRAMS = 3;

/** What the words of a program come to. */
interface Said {
  told: string[];
  /** Something is pushed that no word names. */
  isOpen: boolean;
  /** Nothing but calls of a library, which other things may have, too, say that it pushes. */
  isOnlyCalled: boolean;
  signs: Pick<Sign, 'host' | 'password'>[];
}

/** @param depth how many programs may follow one another */
export function pushesSaidIn(
  script: string,
  here: Here,
  { near, folder }: RunAt,
  depth: number = MOST_PROGRAMS,
): Said {
  const lines = programLines(script);
  const clients = clientsNear(near);
  const isOfLibrary = LIBRARY.test(script) && !OWN_CREDENTIAL.test(script);
  const saying = lines.filter(
    (line) => isPush(line) || saysPush(line, clients) || (isOfLibrary && CALLED_PUSH.test(line)),
  );
  const named = saying.map((line) => (line.match(WORDS) ?? []).filter(isWhole));
  const told = named.flat();
  const byLibrary = pushesByLibrary(script, lines);
  const started = startedByProgram(lines, here, folder);
  const inner = started.flatMap(({ command, near: around }) => {
    const program = depth > 1 ? foreignProgram(command, around) : null;
    return program === null
      ? []
      : pushesSaidIn(program, here, { near: around, folder: command.folder }, depth - 1);
  });
  const pushed = started.flatMap(pushedBy);
  // That one of its pushes is known says nothing of the others.
  const isOpen =
    named.some((names) => names.length === 0) ||
    (byLibrary && told.length === 0) ||
    inner.some((each) => each.isOpen) ||
    pushed.some((each) => !isWhole(each));
  return {
    told: [...told, ...pushed.filter(isWhole), ...inner.flatMap((each) => each.told)],
    isOpen,
    isOnlyCalled: byLibrary && saying.length + pushed.length + inner.length === 0,
    signs: [...started.flatMap(signsBy), ...inner.flatMap((each) => each.signs)],
  };
}

function pushesByLibrary(script: string, lines: readonly string[]): boolean {
  const ways = [{ library: LIBRARY, publishes: PUSHES_BY_LIBRARY }, ...PUBLISHING];
  return ways.some(
    ({ library, publishes }) => library.test(script) && lines.some((line) => publishes.test(line)),
  );
}

function pushedBy({ command, near }: StartedCommand): string[] {
  return commandEffects(command.words, near)
    .filter(({ access, runs }) => access === 'push' && runs !== 'no')
    .map(({ reference }) => reference ?? HOLE);
}

function signsBy({ command }: StartedCommand): Said['signs'] {
  const sign = commandSign(command.words, command.stdin);
  return sign === null ? [] : [sign];
}

/** What the table of programs says. */
interface Clients {
  has(name: string): boolean;
  isPush(words: readonly string[]): boolean;
}

/** The programs that a script in another language may call. It may have set variables for them. */
function clientsNear(near: Surroundings): Clients {
  const around = { ...near, variable: (name: string) => near.variable(name) || HOLE };
  return {
    has: (name) => transfers([name]),
    isPush: (words) =>
      commandEffects(words, around).some(({ access, runs }) => access === 'push' && runs !== 'no'),
  };
}

/** A reference, and neither the beginning of one (`"ghcr.io/octo/" + name`) nor a path: with its registry, or a tag. */
function isWhole(word: string): boolean {
  return /^(?:(?:[\w-]+(?:\.[\w-]+)+|[\w.-]+:\d+)\/[\w./:@-]*\w|[a-z\d][\w-]*\/[\w./-]+[:@][\w.:-]*\w)$/.test(
    word,
  );
}

/** The event of that name, which a program asks for: `event == "push"`. */
const ASKED =
  /[!=]==?\s*["']push["']|["']push["']\s*[!=]==?|\b(?:includes|startsWith|endsWith|has|get|in)\s*\(\s*["']push["']/g;

/** What stands between the words of a command, in quotes, lists and calls. */
const SEPARATES = /[\s"'`,;[\]]+/;
const LONGEST_COMMAND = 60;
/** Programs of a line that are looked at. */
const MOST_COMMANDS = 8;

/** May a line have the words of a command that pushes? What calls something is none of them: `Command::new("ko")`. */
function saysPush(line: string, clients: Clients): boolean {
  const words = line.split(SEPARATES).filter((each) => each !== '' && !each.endsWith('('));
  const starts = words.flatMap((word, at) =>
    clients.has(word) && !isOfSentence(words[at - 1] ?? '') ? [at] : [],
  );
  return starts.slice(0, MOST_COMMANDS).some((at) => clients.isPush(words.slice(at, at + LONGEST_COMMAND)));
}

function isPush(line: string): boolean {
  if (PUSHES_BY_METHOD.test(line)) return true;
  const at = line.search(CLIENT);
  return at !== -1 && PUSHES.test(line.slice(at).replace(ASKED, ''));
}
