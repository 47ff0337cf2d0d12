/** The statements that stand on one line of PowerShell. */

const PIECE = /"[^"]*"|'[^']*'|(?<!\S)#.*|[;(){}]|[^"'#;(){}]+|["'#]/g;

/** What stands between semicolons: not those of a text, a comment, a block or brackets. */
export function statementsIn(line: string): string[] {
  if (!line.includes(';')) return [line];
  const statements = [''];
  let depth = 0;
  for (const [piece] of line.matchAll(PIECE)) {
    if (/^[({]$/.test(piece)) depth += 1;
    else if (/^[)}]$/.test(piece)) depth -= 1;
    if (piece === ';' && depth <= 0) statements.push('');
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

const BRACED = /(?<!\S)#.*|"[^"]*"|'[^']*'|\$\{[^{}]*\}|[{}]|[^"'{}$]+|["'$]/g;

interface LineBlock {
  /** What stands in front of it, without the blanks around. */
  head: string;
  body: string;
}

/** The blocks of a line, one after the other, and what stands behind the last; null: one is not closed there. */
export function blocksIn(line: string): { blocks: LineBlock[]; behind: string } | null {
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
  return depth === 0 ? { blocks, behind: head.trim() } : null;
}
