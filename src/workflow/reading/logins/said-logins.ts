/**
 * Logins that are said and not seen: an action that nobody knows has the name of one. They may be made; with whose token,
 * only its inputs tell.
 */
import { COMMON_STORES, type Sign } from '../../knowledge/clients.js';
import { mayBeNamedForLogin, NAMED_LOGIN } from '../../knowledge/logins/login-names.js';
import { both } from '../../language/chance.js';
import { originsIn, withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Act, Here } from '../steps/frame.js';
import { namesCredential, passwordOf } from './passwords.js';

/** Words for what a registry of images is, in the name of an action, of its inputs or of a secret. */
const OF_IMAGES = /docker|podman|buildah|container|registry|ghcr|(?<![a-z])cr_?pat(?![a-z])/i;

/** Services with a login of their own, by the words that their actions and secrets have in their names. */
const OF_ANOTHER =
  /docker[_-]?hub|(?<![a-z])(?:hub|acr|ecr|gcr|gar|aws|amazon|azure|gcp|google|artifactory|jfrog|nexus|harbor|quay|gitlab|gitea|forgejo|codeberg|heroku|openshift|ocir?|oracle|ibm|icr|nvcr|ngc|red-?hat|digital-?ocean|doctl|ali(?:yun|baba)|acs|tencent|huawei|yandex|scaleway|scw|ovh|npm|node|pypi|maven|nuget|cargo|crates|rubygems|cloudsmith|vault|okteto|fly|vercel|netlify|depot|chainguard|cgr)(?![a-z])/i;

/** Inputs that say where: what they hold is the host, where there is one. */
const WHERE = /regist|host|server|url|endpoint|domain/i;

/** The inputs of a step by their names, filled in. */
type Inputs = readonly (readonly [string, string])[];

/**
 * That of an action which nobody knows, by its name.
 *
 * @param action as it is used: a name or a path
 * @param told what its inputs say; null: of no registry
 */
export function saidByName(
  action: string,
  told: { host: string; password?: string } | null,
  inputs: Inputs,
  here: Here,
  place: Act['place'],
): Act[] {
  const isNamed = NAMED_LOGIN.test(action);
  if (isNamed && told) return [saidAct(told, here, place)];
  // One that is told no registry is named after it.
  if (isNamed && /ghcr/i.test(action)) return [saidAct({ host: 'ghcr.io' }, here, place)];
  const password = isAboutLogin(action, inputs) ? credentialIn(inputs) : null;
  return password === null
    ? []
    : [saidAct({ ...(told ?? { host: 'ghcr.io', isGitHubs: true }), password }, here, place)];
}

/** Says its name, with its inputs, that it logs in to a registry of images, and nothing that it is another one? */
function isAboutLogin(action: string, inputs: Inputs): boolean {
  const [name = ''] = action.split('@');
  // The owner's name says what he makes, not what this is for.
  const own = name.startsWith('.') ? name : name.slice(name.indexOf('/') + 1);
  if (!mayBeNamedForLogin(own)) return false;
  const names = inputs.flatMap(([input, value]) => [input, ...namesIn(value)]);
  if ([name, ...names].some((each) => OF_ANOTHER.test(each))) return false;
  const isElsewhere = ([input, value]: readonly [string, string]) =>
    WHERE.test(input) && !namesCredential(input) && value !== '' && !hasHole(value) && !/ghcr/i.test(value);
  return [own, ...names].some((each) => OF_IMAGES.test(each)) && !inputs.some(isElsewhere);
}

/** The secrets and variables that a value comes from. */
function namesIn(value: string): string[] {
  return originsIn(value).flatMap((origin) => ('name' in origin ? origin.name : []));
}

/** The one credential among the inputs; a hole where there are several, or what it holds is open. null: none is given. */
function credentialIn(inputs: Inputs): string | null {
  const given = inputs.filter(([name, value]) => value !== '' && isCredential(name, value));
  const [password, ...others] = new Set(given.map(([, value]) => value));
  if (password === undefined) return null;
  // Of an input that is empty the action may have a token by default.
  const isOpen = originsIn(password).length === 0 || withoutAbsent(password) === '';
  return others.length > 0 || isOpen ? HOLE : password;
}

function isCredential(name: string, value: string): boolean {
  if (/user|actor|account/i.test(name)) return false;
  return namesCredential(name) || passwordOf(value).kind === 'github-token';
}

type SaidSign = Pick<Sign, 'host' | 'isGitHubs'> & { password?: string | null };

/** A login that may be made; without a password nobody knows whose. With null it is a logout. */
export function saidAct(
  { host, password = HOLE, isGitHubs }: SaidSign,
  { runs, guards, document, step }: Here,
  place: Act['place'],
): Act {
  const sign: Sign = { host, password, stores: COMMON_STORES, ...(isGitHubs ? { isGitHubs } : {}) };
  // Under a condition of its own: whether it is made at all.
  const conditions = [...guards, `${document.file}:${place.start}`];
  const at = { document, place, passwordPlace: place, step };
  return { kind: 'sign', sign, runs: both(runs, 'unknown'), guards: conditions, ...at };
}
