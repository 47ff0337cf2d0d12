/** Bake files in JSON, which say the same as those in HCL: what they set, written as HCL (docs: Bake file reference, File format). */
import { parsedJson, recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import type { HclFile } from './hcl.js';

/** The blocks that are read of a file, and their keys. */
const KEYS = {
  variable: ['default'],
  group: ['targets'],
  target: [
    ...['name', 'matrix', 'inherits', 'tags', 'output', 'cache-to', 'cache-from', 'call'],
    ...['context', 'dockerfile', 'target', 'args', 'contexts', 'dockerfile-inline'],
  ],
} as const;

/** A file that is no JSON says nothing; it is not ours to complain about. */
export function readBakeJson(text: string): HclFile {
  const file: HclFile = { blocks: [], settings: new Map() };
  const data = fieldsOf(parsedJson(text));
  for (const [kind, keys] of Object.entries(KEYS))
    for (const [name, block] of Object.entries(fieldsOf(data[kind]))) {
      const lines = keys.flatMap((key) => {
        const value = expressionOf(fieldsOf(block)[key]);
        return value === null ? [] : [`${key} = ${value}`];
      });
      file.blocks.push({ kind, name, body: lines.join('\n') });
    }
  for (const [name, value] of Object.entries(data)) {
    const expression = Object.hasOwn(KEYS, name) ? null : expressionOf(value);
    if (expression !== null) file.settings.set(name, expression);
  }
  return file;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return recordOf(value) ?? {};
}

/** Null for what none of the keys holds. Of a map, whose texts are those of a matrix, both languages write the same. */
function expressionOf(value: unknown): string | null {
  if (typeof value === 'string') return textOf(value);
  if (!Array.isArray(value))
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : null;
  return `[${value.flatMap(itemOf).join(', ')}]`;
}

function itemOf(value: unknown): string[] {
  if (typeof value === 'string') return [textOf(value)];
  return recordOf(value) ? [JSON.stringify(value)] : [];
}

/** What stands in a `${…}` needs no escapes there, as in HCL itself; elsewhere no name has what does. */
function textOf(value: string): string {
  const [outside, hasLines] = [value.replace(/\$\{[^}]*\}/g, ''), value.includes('\n')];
  return `"${hasLines || /["\\]/.test(outside) ? HOLE : value}"`;
}
