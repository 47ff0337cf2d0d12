/** What one command of a script does at registries. */
import type { Found, Sign, Surroundings } from '../../../knowledge/clients.js';
import { commandEffects, commandSign } from '../../../knowledge/commands.js';
import { runContained } from '../../../knowledge/containers.js';
import { both } from '../../../language/chance.js';
import { withoutAbsent } from '../../../language/origins.js';
import { WORKSPACE } from '../../../language/workspace.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Span } from '../../../text/document.js';
import { authFileSigns } from '../../logins/auth-file-signs.js';
import { environmentAuth } from '../../logins/environment-logins.js';
import { authFolderOfCommand, inNamedFile, ownFileOfCommand } from '../../logins/told-files.js';
import type { Act, SignAct } from '../frame.js';

/** What all acts of one command have in common. */
export type OfCommand = Omit<Act, 'kind' | 'place'>;

/** The same, and where they stand. */
interface At {
  act: OfCommand;
  /** How surely its step is run, and where. */
  outside: Pick<Act, 'runs' | 'guards'>;
  line(): Span;
  whole: Span;
  near: Surroundings;
  /** Does its step go on where it fails? Absent: that is as its text tells. */
  goesOn?: SignAct['goesOn'];
}

/** What one command does at registries. */
export function actsOf(command: Invocation, { act: given, outside, line, whole, near, goesOn }: At): Act[] {
  const contained = runContained(command.words, () => {
    const { start, end } = line();
    return given.document.text.slice(start, end);
  });
  const words = fromFolder(contained?.words ?? command.words, command.folder);
  const said = commandSign(words, command.stdin);
  const sign = said && inNamedFile(said, command);
  // A run that goes well makes no logout on the way to an error.
  const isMade = ({ password }: Sign) => password !== null || !command.isBeforeError;
  const files = authFileSigns(command).filter((each) => isMade(each.sign));
  const transfers = [
    ...commandEffects(words, near),
    ...(sign?.misread === 'operands' ? meantBehind(words).flatMap((each) => commandEffects(each, near)) : []),
  ];
  // Nearly all commands: where they would look for a credential is not worth asking.
  if (!sign && files.length === 0 && transfers.length === 0) return [];
  const acts: Act[] = [];
  const folder = contained ? null : authFolderOfCommand(command);
  const auth = contained ? null : environmentAuth(command.variable);
  const act = {
    ...given,
    ...(folder === null ? {} : { authFolder: folder }),
    ...(contained ? {} : { ownFile: ownFileOfCommand(command) }),
    ...(auth === null ? {} : { authVariable: auth }),
    ...(contained && contained.handed !== 'ours' ? { home: 'own' as const } : {}),
  };
  if (sign && isMade(sign)) {
    const at = line();
    // Nobody tries a login again and again that may be passed over.
    const tried = command.isTurned && sign.password !== null ? outside : {};
    const fails = {
      ...(command.mayFail ? { mayFail: true as const } : {}),
      ...(goesOn === undefined ? {} : { goesOn }),
    };
    acts.push({ ...act, ...tried, ...fails, kind: 'sign', sign, place: at, passwordPlace: at });
  }
  // `~` is the home folder of whoever writes the command, also behind `sudo`.
  const { home, ...bare } = given;
  const by = home === 'root' && !command.words.some((each) => each.startsWith('/root/')) ? bare : given;
  for (const { folder: of, ...file } of files) {
    const moved = of === undefined ? {} : { authFolder: of };
    acts.push({ ...by, ...moved, ...file, kind: 'sign', place: whole, passwordPlace: whole });
  }
  for (const found of transfers) {
    const runs = both(act.runs, found.runs);
    const handed = contained?.handed === 'perhaps' ? { mayBeConfigured: true } : {};
    // Where a question gets no answer, the script mostly goes on.
    const isAsked = command.isSubstituted && found.access === 'pull' && goesOn !== false;
    const asked = isAsked ? { mayFail: true } : {};
    const isTurned = command.isTurned && outside.runs === 'yes' && found.runs === 'yes';
    const turned = isTurned ? { isTurned: true as const } : {};
    // Nor does a push that is given nothing stop a script which looks after that.
    const isForgiven = command.mayFail && withoutAbsent(found.reference).trim() === '';
    const forgiven = isForgiven ? { mayFail: true } : {};
    const named = found.needsName && found.reference === '' ? { reference: command.nothing ?? '' } : {};
    const blank = isInBlanks(found, words) ? { refuses: 'blank' as const } : {};
    const all = { ...found, ...blank, ...named, ...handed, ...asked, ...forgiven };
    const ends = found.isFetched && goesOn !== undefined ? { goesOn } : {};
    acts.push({ ...act, kind: 'transfer', found: all, runs, place: line(), ...turned, ...ends });
  }
  return acts;
}

/**
 * The commands that a login swallows as its operands, where several lines are folded to one: `run: >`. None of them is come to, but
 * what they push is what the login is there for.
 */
function meantBehind(words: readonly string[]): string[][] {
  const starts = words.flatMap((each, at) => (at > 0 && CLIENT.test(each) ? at : []));
  return starts.map((start, at) => words.slice(start, starts[at + 1]));
}

const CLIENT = /^(?:docker|podman|buildah|skopeo|helm|oras|crane)$/;

/** A blank or a line end that stands in the word itself: no client takes it away, as actions do with those of their inputs. */
function isInBlanks({ access, reference, refuses }: Found, words: readonly string[]): boolean {
  const name = reference.trim();
  if (access !== 'push' || refuses !== undefined || name === reference || !/^\S+$/.test(name)) return false;
  return words.some((each) => each.endsWith(reference));
}

/** Files of the workspace as a command names those of its own folder: `-f $GITHUB_WORKSPACE/compose.yml`. */
function fromFolder(words: readonly string[], folder: string | null): readonly string[] {
  if (folder === null || !words.some((each) => each.includes(WORKSPACE))) return words;
  const up = folder === '' ? './' : '../'.repeat(folder.split('/').length);
  const path = `${WORKSPACE}/`;
  return words.map((each) =>
    each.startsWith(path) ? up + each.slice(path.length) : each.replace(`=${path}`, `=${up}`),
  );
}

/** What is pulled on another machine is no business of this job's. */
export function isNoPull(act: Act): boolean {
  return act.kind !== 'transfer' || act.found.access === 'push';
}
