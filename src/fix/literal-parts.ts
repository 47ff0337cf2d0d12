/** Where a script of bash fills nothing in: between single quotes, in comments, and in what is handed over as it stands, `<<'EOF'`. */
import type { Span } from '../workflow/text/document.js';

/** A text as the shell gets it, with the place in the file of each of its characters. */
interface Decoded {
  text: string;
  at: number[];
}

/** What a YAML scalar in quotes writes with two characters; an expression, which GitHub fills in first, whatever it holds. */
const PAIR = { "'": /''/y, '"': /\\["\\n/t ]/y };
const EXPRESSION = /\$\{\{[^\n]*?\}\}/y;

export function decoded(source: string, { start, end }: Span): Decoded {
  const [quote] = source.slice(start, start + 1);
  const pair = quote === "'" || quote === '"' ? PAIR[quote] : null;
  const made: Decoded = { text: '', at: [] };
  const from = pair ? start + 1 : start;
  const to = pair ? end - 1 : end;
  for (let at = from; at < to; ) {
    const [expression] = matchAt(EXPRESSION, source, at) ?? [];
    const [written] = (pair && matchAt(pair, source, at)) ?? [];
    // As long as it is written, and of no letter that means something to a shell.
    const part =
      (expression && 'x'.repeat(expression.length)) ??
      (written === '\\n' ? '\n' : (written?.slice(-1) ?? source.charAt(at)));
    for (let index = 0; index < part.length; index += 1) made.at.push(at + index);
    made.text += part;
    at += written?.length ?? part.length;
  }
  made.at.push(to);
  return made;
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

const HEREDOC = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|(\\)?([A-Za-z_][\w.-]*))/y;

/**
 * @param source of the file
 * @param script where its value stands, quotes included
 */
export function literalParts(source: string, script: Span): Span[] {
  const { text, at } = decoded(source, script);
  const parts: Span[] = [];
  const add = (start: number, end: number) =>
    parts.push({ start: at[start] ?? script.end, end: at[end] ?? script.end });
  /** What is open: a double quotation, a `$(` or `(`. */
  const open: string[] = [];
  let documents: { isLiteral: boolean; end: RegExp }[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    const isQuoted = open.at(-1) === '"';
    if (letter === '\\') index += 1;
    else if (letter === '"') isQuoted ? open.pop() : open.push('"');
    else if (letter === '(' && (!isQuoted || text[index - 1] === '$')) open.push('(');
    else if (letter === ')' && open.at(-1) === '(') open.pop();
    else if (isQuoted) continue;
    else if (letter === "'") {
      const end = text.indexOf("'", index + 1);
      add(index, end === -1 ? text.length : end);
      if (end === -1) break;
      index = end;
    } else if (letter === '#' && /^$|[\s;&|()]/.test(text.charAt(index - 1))) {
      const end = text.indexOf('\n', index);
      add(index, end === -1 ? text.length : end);
      if (end === -1) break;
      index = end - 1;
    } else if (letter === '<' && text.startsWith('<<<', index)) index += 2;
    else if (letter === '<') {
      const [written, , single, double, escaped, bare] = matchAt(HEREDOC, text, index) ?? [];
      const name = single ?? double ?? bare;
      if (written === undefined || name === undefined) continue;
      // In the file its lines are indented as the script is.
      const end = new RegExp(`^[ \\t]*${name.replace(/[^\w]/g, '\\$&')}[ \\t\\r]*$`, 'gm');
      documents.push({ isLiteral: bare === undefined || escaped !== undefined, end });
      index += written.length - 1;
    } else if (letter === '\n') {
      for (const { isLiteral, end } of documents) {
        end.lastIndex = index + 1;
        const stop = end.exec(text)?.index ?? text.length;
        if (isLiteral) add(index, stop);
        index = Math.max(index, (text.indexOf('\n', stop) + 1 || text.length + 1) - 1);
      }
      documents = [];
    }
  }
  return parts;
}
