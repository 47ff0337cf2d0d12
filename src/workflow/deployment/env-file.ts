/** A dotenv file: what it sets, and where. The grammar is dotenv's, the interpolation that of compose files. */
import { parse } from 'dotenv';
import { interpolated } from '../knowledge/project-files/interpolation.js';

export interface EnvVariable {
  name: string;
  /** With a hole for what no variable tells. */
  value: string;
  /** 1-based; of several the last one counts. */
  line: number;
  /** Variables in it that nobody sets. */
  missing: string[];
}

/** Characters: such a file has some hundreds. */
export const ENV_FILE_LIMIT = 256 * 1024;

/** @param outer the environment around the file; undefined where it does not set a variable */
export function readEnvFile(
  text: string,
  outer: (name: string) => string | undefined,
): Map<string, EnvVariable> {
  const bare = text.replace(/^\ufeff/, '');
  const places = placesIn(bare);
  const found = new Map<string, EnvVariable>();
  for (const [name, written] of Object.entries(parse(bare, { fast: true }))) {
    const place = places.get(name);
    // In single quotes a dollar is a dollar.
    const { text: value, missing } = place?.isLiteral
      ? { text: written, missing: [] }
      : interpolated(written, (other) => found.get(other)?.value ?? outer(other));
    found.set(name, { name, value, line: place?.line ?? 1, missing });
  }
  return found;
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:=|:[ \t])[ \t]*('?)/;

function placesIn(text: string): Map<string, { line: number; isLiteral: boolean }> {
  const places = new Map<string, { line: number; isLiteral: boolean }>();
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [, name, quote] = ASSIGNMENT.exec(line) ?? [];
    if (name) places.set(name, { line: index + 1, isLiteral: quote === "'" });
  }
  return places;
}
