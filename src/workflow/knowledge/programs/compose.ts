/** `compose`, as every engine has it: docker's, nerdctl's, podman's. */
import type { Arguments } from '../arguments.js';
import type { Client, Found, Surroundings } from '../clients.js';
import type { KnownCommand } from '../program.js';
import { composeImages } from '../project-files/compose.js';
import { push } from '../transfers.js';

/** With a value, in front of its command too. */
export const COMPOSE_OPTIONS =
  '-f --file -p --project-name --project-directory --profile --env-file --parallel --build-arg'.split(' ');

/**
 * `compose push` pushes the images of the services that are built, `compose publish` the
 * project itself.
 *
 * @param begins the words after the program's name
 * @param client who pushes in the end, and with whose credentials, where that is not the program itself
 */
export function composeCommand(
  begins: readonly string[],
  source: string,
  example: string,
  client?: Client,
): KnownCommand {
  return {
    words: begins,
    source,
    example,
    takes: COMPOSE_OPTIONS,
    finds: (args, around) => compose(args, around, client),
    elsewhere: /compose\b(?:[^\n]|\\\r?\n)*?\bpush/i,
  };
}

function compose({ positional, values, has }: Arguments, around: Surroundings, client?: Client): Found[] {
  const [command, ...rest] = positional;
  const who = client && { client };
  if (command === 'publish') return push(rest[0], who);
  if (command !== 'push' && !(command === 'build' && has('--push'))) return [];
  const given = { files: values('-f', '--file'), envFiles: values('--env-file') };
  return composeImages(given, rest, around).flatMap((image) => push(image, who));
}
