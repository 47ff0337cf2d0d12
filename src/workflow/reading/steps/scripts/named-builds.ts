/** Commands that name an image and push nothing – `docker build -t`, `docker tag`, `docker run` –, of names that their client may refuse. */
import { commandBuilds } from '../../../knowledge/commands.js';
import { imageRun } from '../../../knowledge/containers.js';
import type { Invocation } from '../../../shell/effects.js';
import { mayBeUnfit } from '../../names/sound.js';
import type { Act } from '../frame.js';
import type { OfCommand } from './command-acts.js';
import type { ScriptText } from './script-text.js';

/**
 * Where such a command surely ends its step. Behind one after which the script may go on nothing is
 * sure: `docker build -t App . && docker tag App x` leaves its list at once.
 */
export function namedBuilds(command: Invocation, text: ScriptText, act: OfCommand): Act[] {
  const { here, isForeign } = text;
  // What an action makes of a failure of its script, nobody knows, nor what PowerShell does behind it.
  if (here.step.uses || isForeign || GOES_ON.has(text)) return [];
  const names = [...commandBuilds(command.words), ...imageOf(command)].filter(mayBeUnfit);
  if (names.length === 0) return [];
  if (text.endsAt(command)) return [{ ...act, kind: 'build', names, place: text.lineOf(command) }];
  GOES_ON.add(text);
  return [];
}

/** What stands where the image of `docker run` belongs may be the value of an option that nobody here knows, but for the name of a host. */
function imageOf({ words }: Invocation): string[] {
  const image = imageRun(words);
  return image !== null && /^[a-z\d-]+(?:\.[a-z\d-]+)+\//i.test(image) ? [image] : [];
}

const GOES_ON = new WeakSet<ScriptText>();
