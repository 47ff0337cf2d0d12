/** Where an expression asks a context, whatever that comes to. */
import { piecesOf } from './pieces.js';

/** A name at the beginning of a path; a function has a bracket behind its name. */
const NAMES =
  /(?<![.\w-])(?:github|inputs|vars|needs|strategy|matrix|secrets|env|steps|job|runner)(?![\w-])(?:\s*\.\s*[\w-]+)?/gi;

/** The first context that a text's expressions ask and that is not wanted there, as `env.NAME`; null: there is none. */
export function namedContext(source: string, isUnwanted: (context: string) => boolean): string | null {
  if (!source.includes('${{')) return null;
  for (const { expression, text } of piecesOf(source)) {
    if (!expression) continue;
    for (const [found] of text.replace(/'[^']*'/g, "''").matchAll(NAMES)) {
      const name = found.replace(/\s/g, '');
      if (isUnwanted(contextOf(name))) return name;
    }
  }
  return null;
}

/** `env` of `env.NAME`. */
export function contextOf(name: string): string {
  return name.replace(/\..*$/, '').toLowerCase();
}
