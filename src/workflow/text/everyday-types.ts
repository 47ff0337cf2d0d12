/** Which type a plain scalar has. */
import type { YamlScalar } from './document.js';
import { Beyond } from './everyday-cursor.js';

/** What `yaml` takes for another type than a text, beside the numbers that are plainly written. */
const OTHER_TYPE = /^(?:~|null|true|false|[-+]?\.(?:inf|nan))$/i;
/** A number in any form of the core schema; versions and checksums are texts (YAML 1.2.2, 10.3.2 Tag Resolution). */
const NUMBER = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const PLAIN_NUMBER = /^(?:0|-?[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/;

/** Whether it is another type than a text, beside the numbers. */
export function isOtherType(said: string): boolean {
  return OTHER_TYPE.test(said);
}

/** By the core schema of YAML 1.2, as far as it is plain which type it is. */
export function typed(said: string): YamlScalar['value'] {
  if (said === 'true') return true;
  if (said === 'false') return false;
  if (PLAIN_NUMBER.test(said)) return Number(said);
  if (OTHER_TYPE.test(said) || NUMBER.test(said)) throw new Beyond();
  return said;
}
