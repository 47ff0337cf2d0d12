/** Words that the entries of the tables share: a push, a pull, and whose password goes with it. */
import { withoutTag } from '../../../evidence/registry/untagged.js';
import { holdsUnset, onlyOrigin } from '../../language/origins.js';
import { HOLE, hasHole, isHole } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand } from '../program.js';

/** A list as entries have it, of options or programs: with a space between. */
export const spaced = (text: string): string[] => text.split(' ');

/** One image that a command pushes; none where the operand is missing. */
export function push(reference: string | undefined, rest?: Partial<Found>): Found[] {
  return reference === undefined ? [] : [{ reference, access: 'push', role: 'image', runs: 'yes', ...rest }];
}

/** One whose name a file of the project says, where that has variables which nothing sets. */
export function ofFile(found: Found): Found {
  return holdsUnset(found.reference) ? { ...found, isInFile: true } : found;
}

/**
 * The same of a client that ends where it is given no name: a word that comes to nothing stays empty between quotes, and is none
 * without them.
 */
export function pushNeeding(
  { has }: Pick<Arguments, 'has'>,
  reference: string | undefined,
  rest?: Partial<Found>,
): Found[] {
  return has('--help', '-h') ? [] : push(reference ?? '', { ...rest, needsName: true });
}

/**
 * What a cluster of the machine gets without a push, and of that no file tells: what is refused then may be nothing that the job
 * does.
 */
export const MAY_BE_LOCAL = { runs: 'unknown', fallbacks: [], mayStayLocal: true } as const;

/** One image that a command pulls. */
export function pull(reference: string | undefined): Found[] {
  return reference === undefined ? [] : [{ reference, access: 'pull', role: 'image', runs: 'yes' }];
}

/** One that a command pulls to push it again, with the login that it pushes with. */
export function copied(reference: string | undefined): Found[] {
  return pull(reference).map((found) => ({ ...found, isCopied: true }));
}

/** One that a command fetches anew, whether it is on the machine or not. */
export function fetched(reference: string | undefined): Found[] {
  return pull(reference).map((found) => ({ ...found, isFetched: true }));
}

/**
 * The images that options name of a command which does nothing without one: where none is given, it stands among words
 * that nobody knows.
 */
export function namedByOptions({ positional }: Arguments, given: readonly string[]): readonly string[] {
  return given.length === 0 && positional.some(isOpenOperand) ? [HOLE] : given;
}

/** It may be anything, an option too. */
function isOpenOperand(word: string): boolean {
  return hasHole(word) && onlyOrigin(word)?.kind !== 'options';
}

/** For a command whose first operand is the image that it pushes. */
export function pushesFirst({ positional }: Arguments): Found[] {
  return push(positional[0]);
}

/** For a command whose first operand is the image that it pulls. */
export function pullsFirst({ positional }: Arguments): Found[] {
  return fetched(positional[0]);
}

/** For a command whose second operand is the image that it pushes. */
export function pushesSecond(args: Arguments): Found[] {
  return push(secondOperand(args));
}

/** The second operand; where a word that nobody knows stands alone, it may be both. */
export function secondOperand({ positional: [first = '', second] }: Arguments): string | undefined {
  return second ?? (isOpenOperand(first) && isHole(first) ? HOLE : undefined);
}

/** The password in `USER:PASSWORD`, where such an option is given. */
export function passwordOfPair(...values: readonly string[]): Partial<Found> {
  const [given] = values;
  return given === undefined ? {} : { password: given.slice(given.indexOf(':') + 1) };
}

/** The value of an option as the password. */
export function givenPassword(...values: readonly string[]): Partial<Found> {
  const [password] = values;
  return password === undefined ? {} : { password };
}

/** The first of these variables that is set, which the client takes where no login is stored. */
export function fallbackOf({ variable }: Surroundings, ...names: string[]): Partial<Found> {
  const token = names.map((name) => variable(name)).find((value) => value !== null && value !== '');
  return token ? { fallback: token } : {};
}

/** A command that pulls the first of its operands that is an address, whichever scheme stands in front. */
export function puller(words: string, source: string, takes: string): KnownCommand {
  return {
    words: spaced(words),
    source,
    takes: spaced(takes),
    finds: ({ positional, values }) => {
      const address = positional.find((each) => ADDRESS.test(each));
      const password = givenPassword(...values('--password'));
      return pull(address?.replace(SCHEME, '')).map((found) => ({ ...found, ...password }));
    },
  };
}

const SCHEME = /^(?:oci|docker|oras|registry):\/\//;
const ADDRESS = /^(?:(?:oci|docker|oras|registry):\/\/)?[\w-]+(?:\.[\w-]+)+(?::\d+)?\//;

/** The repository of a reference, without its tag and its digest. */
export function repositoryOf(reference: string | undefined): string | undefined {
  return reference === undefined ? undefined : withoutTag(reference);
}
