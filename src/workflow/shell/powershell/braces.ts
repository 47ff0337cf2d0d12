/** Braces that stand on lines of their own, and what goes on behind one: PowerShell reads them as on one line (docs: about_If, about_Try_Catch_Finally). */

/** What a block belongs to, with nothing behind it. */
const HEAD =
  /^\s*(?:\}\s*|\$[\w:]+\s*=\s*)?(?:(?:if|elseif|foreach|for|while|switch)\b.*\)|catch(?:\s*\[[^\]]*\])*|(?:function|filter)\s+[\w:-]+(?:\s*\(.*\))?|else|try|finally|do)\s*$/i;
/** A block that is closed where it was opened, and goes on below. */
const ONE_LINE = /^\s*(?:(?:\$[\w:]+\s*=\s*)?if|try|\}\s*(?:else|elseif|catch|finally))\b.*\}\s*$/i;
const GOES_ON = /^\s*(?:else|elseif|catch|finally)\b/i;

/** The same lines, with each brace beside what it belongs to; where it stood is an empty one. */
export function withJoinedBraces(lines: readonly string[]): string[] {
  const made = [...lines];
  let before = -1;
  for (const [at, line] of lines.entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const last = made[before] ?? '';
    if (line.trim() === '{' && HEAD.test(last)) {
      made[before] = `${last.trimEnd()} {`;
      made[at] = '';
      continue;
    }
    if (GOES_ON.test(line) && (last.trim() === '}' || ONE_LINE.test(last))) {
      made[before] = last.trimEnd().slice(0, -1).trimEnd();
      made[at] = line.replace(/^(\s*)/, '$1} ');
    }
    before = at;
  }
  return made;
}
