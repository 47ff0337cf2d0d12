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
