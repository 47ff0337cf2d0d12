/** What a question for an image prints, where the image is there and where it is not. */
import type { CommandExpansionPart, Statement } from 'unbash';
import { looksForImage } from '../../knowledge/looks.js';
import { failsUnanswered, requestedImage, statusPrinted } from '../../knowledge/transfers/image-requests.js';
import type { Invocation } from '../effects.js';
import { isErrorsToo } from '../redirections.js';
import type { Ending } from './endings.js';

type Script = NonNullable<CommandExpansionPart['script']>;

/** Of a manifest or its digest; whoever asks for more of it than that something is there gets no answer here. */
const THERE = '{ "digest": "sha256:0" }';
/** As docker, buildx, crane and the registry say it. */
const MISSING = 'no such manifest: not found: MANIFEST_UNKNOWN: manifest unknown';

/**
 * @param commands that a `$(…)` has run
 * @returns null: they ask for no image
 */
export function foundImages(
  commands: readonly Invocation[],
  { commands: statements }: Script,
): Ending | null {
  const of = commands.filter(({ words }) => looksForImage(words));
  if (of.length === 0) return null;
  const [{ words }] = of as [Invocation];
  const [well, failed] = ['200', '404'].map((each) => statusPrinted(words, each));
  if (well != null && failed != null) return { well, failed, of };
  const hasErrors = statements.some(({ command }) => saysErrors(command));
  const saysMissing = hasErrors || (requestedImage(words) !== null && !failsUnanswered(words));
  return { well: THERE, failed: saysMissing ? MISSING : '', of };
}

/** `docker manifest inspect NAME 2>&1`, with whatever stands behind it. */
function saysErrors(command: Statement['command'] | undefined): boolean {
  if (command?.type === 'AndOr' || command?.type === 'Pipeline') return saysErrors(command.commands[0]);
  return command?.type === 'Command' && isErrorsToo(command.redirects);
}
