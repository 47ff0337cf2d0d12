/**
 * Refused pulls that a script had allowed for: `docker pull ghcr.io/… || true`, as for a cache that may not be there. A push that may
 * fail is refused all the same, and whoever asks wants to know why.
 */
import type { Symptom } from './types.js';
import { accessIn } from './words/access.js';

/** What comes then does not fail, and the script goes on. */
const OR_ELSE = /\|\| *(?:[({] *)?(?:true\b|:(?=[\s;)}]|$)|echo\b|printf\b|exit 0\b|continue\b)/;

/** Whether each command that is shown above a pull, and did what was refused, goes on without. */
export function isAllowedFor({ kind, access, image, registry, before, step }: Symptom): boolean {
  if (access !== 'pull' || kind === 'start' || kind === 'api') return false;
  const name = image ? `${registry}/${image.name}` : registry;
  const commands = [...before.split('\n'), step ?? ''].filter(
    (line) => line.includes(name) && accessIn(line) === access,
  );
  return commands.length > 0 && commands.every((line) => OR_ELSE.test(line));
}
