/** Where an expression asks a context, whatever that comes to. */
import { piecesOf } from './pieces.js';

const ASKED = {
  env: /(?<![.\w-])env(?:\s*\.\s*[\w-]+)?(?![\w-])/i,
  secrets: /(?<![.\w-])secrets(?:\s*\.\s*[\w-]+)?(?![\w-])/i,
};

/** The first thing that a text's expressions ask of a context, as `env.NAME`; null: nothing. */
export function namedContext(source: string, context: keyof typeof ASKED): string | null {
  if (!source.includes('${{')) return null;
  for (const { expression, text } of piecesOf(source)) {
    const found = expression ? ASKED[context].exec(text.replace(/'[^']*'/g, "''"))?.[0] : undefined;
    if (found !== undefined) return found.replace(/\s/g, '');
  }
  return null;
}
