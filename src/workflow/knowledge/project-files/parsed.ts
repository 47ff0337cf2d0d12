/** What texts hold in the grammars of others. The files of a repository are asked for again by every run of every job: each is parsed once. */
import { parse } from 'smol-toml';
import { parseDocument } from 'yaml';
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { isTooHeavy } from '../../text/weight.js';

/**
 * What a YAML text holds, with `<<` as the readers of these files merge it; null when it is none, or when it would cost
 * the parser more than any such file does.
 */
export const yaml = remembered((text) =>
  isTooHeavy(text)
    ? null
    : parseDocument(text, { logLevel: 'silent', merge: true }).toJS({ maxAliasCount: 100 }),
);

/** Its fields; null when it is none, or something else than fields. */
export function yamlFields(text: string | null): Record<string, unknown> | null {
  return recordOf(yaml(text));
}

/** The fields of a TOML text; null when it is none. */
export const tomlFields = remembered((text) => recordOf(parse(text, { integersAsBigInt: 'asNeeded' })));

/** The fields of a JSON text, which may have remarks and commas at an end (JSONC); null when it is none. */
export const jsonFields = remembered((text) => recordOf(parsedJson(text) ?? parsedJson(plainJson(text))));

const TEXTS_AND_REMARKS = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/g;
const TEXTS_AND_COMMAS = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

function plainJson(text: string): string {
  const kept = (found: string) => (found.startsWith('"') ? found : '');
  return text.replace(TEXTS_AND_REMARKS, kept).replace(TEXTS_AND_COMMAS, kept);
}

const MAX_KEPT = 8;

/**
 * A reader that keeps what it made of the last texts.
 *
 * @returns null for a file that is not there, and for a text that is none
 */
export function remembered<T>(read: (text: string) => T): (text: string | null) => T | null {
  const kept = new Map<string, T | null>();
  return (text) => {
    if (text === null) return null;
    const known = kept.get(text);
    if (known !== undefined) return known;
    let data: T | null = null;
    try {
      data = read(text) ?? null;
    } catch {
      // None, one that is nested without end, or a bomb of aliases.
    }
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(text, data);
    return data;
  };
}
