/** `docker run` of an image of which nobody knows what it does, and that is told to push. */
import type { Surroundings } from '../../../knowledge/clients.js';
import { isHandedHome, unknownRun } from '../../../knowledge/containers.js';
import { HOLE } from '../../../language/values.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Act } from '../frame.js';
import type { OfCommand } from './command-acts.js';
import type { ScriptText } from './script-text.js';

/** A word of its own, or an option. */
const SAYS_PUSH = /^-{0,2}(?:push|publish|destination)(?:=|$)/;

/**
 * It finds no login of the machine, and pushes with what it is handed. Nothing where the machine's own files are: then it
 * does what any program does.
 */
export function unknownContainer(
  command: Invocation,
  text: ScriptText,
  { near, ...act }: OfCommand & { near: Surroundings },
): Act[] {
  const run = text.here.own === undefined ? null : unknownRun(command.words);
  if (!run?.words.some((word) => SAYS_PUSH.test(word)) || isHandedHome(command.words, near)) return [];
  const handed = run.handed.map((each) => {
    const [name = '', ...value] = each.split('=');
    return value.length > 0 ? value.join('=') : (command.variable(name) ?? HOLE);
  });
  const isHanded = run.handed.some((each) => each === HOLE || SAYS_CREDENTIAL.test(each));
  return [
    {
      ...act,
      kind: 'opaque',
      place: text.lineOf(command),
      home: 'own',
      hasCredential: false,
      says: null,
      told: [...run.words, ...handed],
      saysPush: true,
      ...(isHanded ? { handed } : { isCutOff: true }),
    },
  ];
}

/** The name of a variable, or a value beside it. */
const SAYS_CREDENTIAL = /auth|config|cred|token|pass|secret|pat\b/i;
