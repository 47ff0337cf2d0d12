/** Which type a plain scalar has. */
import type { YamlScalar } from './document.js';
import { Beyond } from './everyday-cursor.js';

/** What `yaml` takes for another type than a text, beside the numbers that are plainly written. */
const OTHER_TYPE = /^(?:~|null|true|false|[-+]?\.(?:inf|nan))$/i;
const LIKE_NUMBER = /^[-+.]?[0-9][0-9_.eExXoOa-fA-F+-]*$/;
const PLAIN_NUMBER = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;

/** Whether it is another type than a text, beside the numbers. */
export function isOtherType(said: string): boolean {
  return OTHER_TYPE.test(said);
}

/** By the core schema of YAML 1.2, as far as it is plain which type it is. */
export function typed(said: string): YamlScalar['value'] {
  if (said === 'true') return true;
  if (said === 'false') return false;
  if (PLAIN_NUMBER.test(said)) return Number(said);
  if (OTHER_TYPE.test(said) || LIKE_NUMBER.test(said)) throw new Beyond();
  return said;
}
