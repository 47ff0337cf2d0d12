/** What one command of a script does at registries. */
import type { Surroundings } from '../knowledge/clients.js';
import { commandEffects, commandSign } from '../knowledge/commands.js';
import { runContained } from '../knowledge/containers.js';
import { both } from '../language/chance.js';
import type { Invocation } from '../shell/effects.js';
import type { Span } from '../text/document.js';
import { authFileSigns } from './auth-file-signs.js';
import { type Act, authFolder, authFolderIn, authFolderOfPodman } from './frame.js';

/** What acts have in common, and where they stand. */
interface At {
  act: Omit<Act, 'kind' | 'place'>;
  /** How surely its step is run, and where. */
  outside: Pick<Act, 'runs' | 'guards'>;
  line(): Span;
  whole: Span;
  near: Surroundings;
}

/** What one command does at registries. */
export function actsOf(command: Invocation, { act: given, outside, line, whole, near }: At): Act[] {
  const contained = runContained(command.words, () => {
    const { start, end } = line();
    return given.document.text.slice(start, end);
  });
  const words = contained?.words ?? command.words;
  const sign = commandSign(words, command.stdin);
  const files = authFileSigns(command);
  const transfers = commandEffects(words, near);
  // Nearly all commands: where they would look for a credential is not worth asking.
  if (!sign && files.length === 0 && transfers.length === 0) return [];
  const acts: Act[] = [];
  const folder = contained ? null : folderOfCommand(command);
  const act = {
    ...given,
    ...(folder === null ? {} : { authFolder: folder }),
    ...(contained && contained.handed !== 'ours' ? { home: 'own' as const } : {}),
  };
  if (sign) {
    const at = line();
    // Nobody tries a login again and again that may be passed over.
    const tried = command.isTurned && sign.password !== null ? outside : {};
    const mayFail = command.mayFail ? { mayFail: true as const } : {};
    acts.push({ ...act, ...tried, ...mayFail, kind: 'sign', sign, place: at, passwordPlace: at });
  }
  for (const { sign: file, folder: of } of files) {
    const moved = of === undefined ? {} : { authFolder: of };
    acts.push({ ...given, ...moved, kind: 'sign', sign: file, place: whole, passwordPlace: whole });
  }
  for (const found of transfers) {
    const runs = both(act.runs, found.runs);
    const handed = contained?.handed === 'perhaps' ? { mayBeConfigured: true } : {};
    // Where a question gets no answer, the script goes on.
    const asked = command.isSubstituted && found.access === 'pull' ? { mayFail: true } : {};
    const isTurned = command.isTurned && outside.runs === 'yes' && found.runs === 'yes';
    const turned = isTurned ? { isTurned: true as const } : {};
    const all = { ...found, ...handed, ...asked };
    acts.push({ ...act, kind: 'transfer', found: all, runs, place: line(), ...turned });
  }
  return acts;
}

/** `docker --config FOLDER push`, `DOCKER_CONFIG=FOLDER docker push`, or what the shell has exported. */
function folderOfCommand({ words, variable }: Invocation): string | null {
  const at = words.findIndex((each) => /^--config(?:=|$)/.test(each));
  const option = /(?:^|\/)docker$/.test(words[0] ?? '') && at !== -1;
  const given = option ? (words[at]?.split('=')[1] ?? words[at + 1] ?? null) : null;
  return fileOfPodman(words, variable) ?? fileOfOras(words, variable) ?? folderGiven(given, variable);
}

function folderGiven(option: string | null, variable: (name: string) => string | null): string | null {
  return option === null ? authFolderIn(variable) : authFolder(option, variable);
}

/** `podman push --authfile FILE`, or what REGISTRY_AUTH_FILE says, which buildah and skopeo read, too; null: neither. */
function fileOfPodman(words: readonly string[], variable: (name: string) => string | null): string | null {
  if (!/(?:^|\/)(?:podman|buildah|skopeo)$/.test(words[0] ?? '')) return null;
  const at = words.findLastIndex((each) => /^--(?:dest-)?authfile(?:=|$)/.test(each));
  const option = at === -1 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  return authFolderOfPodman(option ?? null, variable);
}

/** `oras push --registry-config FILE`; null: the usual one. */
function fileOfOras(words: readonly string[], variable: (name: string) => string | null): string | null {
  if (!/(?:^|\/)oras$/.test(words[0] ?? '')) return null;
  const at = words.findLastIndex((each) => /^--(?:to-)?registry-config(?:=|$)/.test(each));
  const file = at === -1 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  return file === undefined ? null : authFolder(file.replace(/\/config\.json$/, ''), variable);
}

/** What is pulled on another machine is no business of this job's. */
export function isNoPull(act: Act): boolean {
  return act.kind !== 'transfer' || act.found.access === 'push';
}
