/**
 * Small jq programs on data of which not all is known: the ones by which workflows choose tags (jq manual:
 * Basic filters, `map`, `select`, `join`, `test`, …). What is more than that, or asks what is not known, is
 * unknown as a whole.
 */
import { MOST_VALUES } from './filters.js';
import { filterOf } from './parser.js';
import type { Json } from './values.js';

/** In characters. */
const LONGEST_PROGRAM = 4096;

/**
 * What a program prints for a text of JSON; null when that is not known. Never throws.
 *
 * @param variables those of `--arg`
 * @param style `-r` prints texts bare, `-j` without line ends, `-c` in one line
 */
export function ranJq(
  program: string,
  input: string,
  variables: ReadonlyMap<string, string>,
  style: { raw: boolean; joined: boolean; compact: boolean },
): string | null {
  if (program.length > LONGEST_PROGRAM) return null;
  try {
    const filter = filterOf(program);
    const outputs = filter(JSON.parse(input) as Json, { variables, left: MOST_VALUES });
    return outputs
      .map((each) => {
        const said =
          style.raw && typeof each === 'string'
            ? each
            : JSON.stringify(each, null, style.compact || typeof each !== 'object' ? undefined : 2);
        return style.joined ? said : `${said}\n`;
      })
      .join('');
  } catch {
    return null;
  }
}
