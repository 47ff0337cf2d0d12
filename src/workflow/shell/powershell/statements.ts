/** The statements that stand on one line of PowerShell. */

const PIECE = /"[^"]*"|'[^']*'|(?<!\S)#.*|[;(){}]|[^"'#;(){}]+|["'#]/g;

/** What stands between semicolons: not those of a text, a comment, a block or brackets. */
export function statementsIn(line: string): string[] {
  if (!line.includes(';')) return [line];
  const statements = [''];
  let depth = 0;
  for (const [piece] of line.matchAll(PIECE)) {
    if (/^[({]$/.test(piece)) depth += 1;
    // What closes a block of a line above stands in front of what goes on.
    else if (/^[)}]$/.test(piece)) depth = Math.max(0, depth - 1);
    if (piece === ';' && depth === 0) statements.push('');
    else statements[statements.length - 1] += piece;
  }
  return statements;
}

/** Is each brace closed again, and none before it is opened? */
export function isBalanced(line: string): boolean {
  let depth = 0;
  for (const [piece] of line.matchAll(PIECE)) {
    if (piece === '{') depth += 1;
    else if (piece === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** How many more braces it opens than it closes. */
export function bracesLeft(line: string): number {
  const pieces: string[] = line.match(PIECE) ?? [];
  return pieces.filter((each) => each === '{').length - pieces.filter((each) => each === '}').length;
}

const BRACED = /(?<!\S)#.*|"[^"]*"|'[^']*'|\$\{[^{}]*\}|[{}]|[^"'{}$]+|["'$]/g;

export interface LineBlock {
  /** What stands in front of it, without the blanks around. */
  head: string;
  body: string;
}

interface LineBlocks {
  blocks: LineBlock[];
  /** One that is not closed there. */
  unclosed: LineBlock | null;
  /** What stands behind the last. */
  behind: string;
}

/** The blocks of a line, one after the other; null: more than one is not closed there, or one that was not opened is. */
export function blocksOn(line: string): LineBlocks | null {
  const blocks: LineBlock[] = [];
  let [depth, head, body] = [0, '', ''];
  for (const [piece] of line.matchAll(BRACED)) {
    if (piece === '{') depth += 1;
    if (piece === '}') depth -= 1;
    if (depth < 0) return null;
    if (depth > (piece === '{' ? 1 : 0) || (piece === '}' && depth > 0)) body += piece;
    else if (piece === '}') {
      blocks.push({ head: head.trim(), body: body.trim() });
      [head, body] = ['', ''];
    } else if (piece !== '{') head += piece;
  }
  if (depth > 1) return null;
  const last = { head: head.trim(), body: body.trim() };
  return { blocks, unclosed: depth === 1 ? last : null, behind: depth === 1 ? '' : last.head };
}

/** The same where each is closed there; null: one is not. */
export function blocksIn(line: string): LineBlocks | null {
  const found = blocksOn(line);
  return found?.unclosed === null ? found : null;
}
