/** A step that runs a client out of its image. */
import { containedWords, ownFileOf } from '../../../knowledge/containers.js';
import { hasHole } from '../../../language/values.js';
import type { Invocation } from '../../../shell/effects.js';
import { child, entry, entrySpan, text } from '../../../text/document.js';
import { authFolderIn } from '../../logins/auth-folders.js';
import { inputOf } from '../actions/step-inputs.js';
import {
  type Act,
  type Effects,
  effectsOf,
  type Here,
  ofStep,
  opaqueEffects,
  saidBy,
  surroundings,
} from '../frame.js';
import { isCredentialHanded, isCredentialInReach } from '../reach.js';
import { CONTAINER } from '../step-kinds.js';
import { actsOf } from './command-acts.js';
import { nearOf, ownEnvironment, toldEnvironment, variablesOf } from './script-place.js';

/** What a step does that runs a client out of its image; another image may do anything. */
export function containerEffects(here: Here): Effects {
  const { step, expressions, contexts, runs, guards } = here;
  const uses = entry(step.node, 'uses');
  const whole = uses ? entrySpan(uses) : step.node;
  const input = (name: string) => {
    const written = text(inputOf(child(step.node, 'with'), name));
    return written === null ? null : expressions.interpolate(written, contexts);
  };
  const image = step.uses?.source.slice(CONTAINER.length) ?? '';
  const source = input('args') ?? '';
  // No shell reads its arguments, but they are quoted as in one.
  const args = source === '' ? [] : here.scripts(`docker ${source}`, () => null, AS_WORDS)?.commands;
  const words = args && containedWords(image, input('entrypoint'), args[0]?.words.slice(1) ?? []);
  const own = ownFileOf(image);
  const hasOwnFile = own !== null && !variableIsGiven(here, own);
  const isApart = hasOtherHome(here);
  const home = isApart ? { home: hasOwnFile ? ('own' as const) : ('container' as const) } : {};
  const act = { ...ofStep(here), ...home };
  if (!words || (args?.length ?? 0) > 1) {
    const told = [source, ...ownEnvironment(here).values()];
    const saysPush = SAYS_PUSH.test(source);
    const isHanded = isCredentialHanded(here);
    const says = saidBy(here, { command: source, environment: toldEnvironment(here) });
    const opaque: Act = {
      ...act,
      kind: 'opaque',
      place: whole,
      hasCredential: isCredentialInReach(here),
      says,
      told,
      ...(saysPush ? { saysPush: true } : {}),
      ...(isApart && !isHanded ? { isCutOff: true } : {}),
      ...(isApart && isHanded && saysPush ? { handed: told } : {}),
    };
    return opaqueEffects([opaque]);
  }
  const command: Invocation = {
    words,
    runs,
    offset: 0,
    stdin: null,
    sudo: false,
    folder: null,
    variable: variablesOf(here),
    written: () => undefined,
    writes: [],
  };
  const near = nearOf(command, surroundings(here));
  const at = { act, outside: { runs, guards }, line: () => whole, whole, near };
  return effectsOf(actsOf(command, at));
}

/** Is the home folder of a container step another one? A job in a container has but one. */
export function hasOtherHome(here: Here): boolean {
  return child(here.job.node, 'container') === null && !isShared(here);
}

/** Options and words by which programs are told to push what stands beside them. */
const SAYS_PUSH = /(?<![\w-])(?:--?destination|--push|--publish|push|publish)(?![\w-])/;

const AS_WORDS = { folder: null, start: () => null, effort: { left: 0 }, isOpen: false };

/** What the step or its job sets goes before what the image does. */
function variableIsGiven(here: Here, name: string): boolean {
  return toldEnvironment(here).has(name);
}

/** The workspace is the one folder of DOCKER_CONFIG that a container has, too. */
function isShared({ environment }: Here): boolean {
  const folder = authFolderIn(environment.variable) ?? '';
  const workspace = environment.variable('GITHUB_WORKSPACE');
  return hasHole(folder) || (workspace !== null && folder.startsWith(`${workspace}/`));
}
