/** Lines of PowerShell that write a file through a pipe whose other parts have no words of bash. */

/** `… | Set-Content FILE`, `… | Out-File -FilePath FILE` (docs: Set-Content, Out-File). */
const WRITTEN =
  /\|\s*(?:Set-Content|Add-Content|Out-File|Tee-Object|sc)\s+(?:-(?:Encoding|Width)\s+\S+\s+|-(?:NoNewline|Force|Append)\s+)*(?:-(?:Path|FilePath|LiteralPath)\s+)?["']?([\w./\\-]{1,200}|\$\w{1,60}(?:\.\w{1,60})?)["']?(?=[\s;)}]|$)/i;

/** `[IO.File]::WriteAllText("FILE", …)` (docs: System.IO.File). */
const WRITTEN_WHOLE =
  /\[(?:System\.)?IO\.File\]::(?:Write|Append)All\w{0,20}\(\s*["']([\w./\\-]{1,200})["']/i;

/** What makes of a file another state of it, in the words of `fileChanges`. */
const EDITS_CONTENT = 'edit-content';

const LONGEST_LINE = 2_000;

/** In words of bash, with what the edit says; null: the line writes to no file that it names. */
export function contentChange(line: string): string | null {
  if (line.length > LONGEST_LINE) return null;
  const whole = WRITTEN_WHOLE.exec(line)?.[1];
  if (whole !== undefined) return `Set-Content ${whole.replace(/\\/g, '/')}`;
  const found = WRITTEN.exec(line);
  const [all, path = ''] = found ?? [];
  if (!found || all === undefined || path.startsWith('-')) return null;
  const before = line.slice(0, found.index);
  const isRead = /\b(?:Get-Content|gc|cat|type)\b/i.test(before);
  const said = `'${before.replace(/'/g, '"')}'`;
  // What it reads and writes is called by a variable: of files that were listed, most likely.
  if (path.startsWith('$')) return isRead && before.includes(path) ? `${EDITS_CONTENT} '' ${said}` : null;
  const file = path.replace(/\\/g, '/');
  const isOfItself = isRead && before.replace(/\\/g, '/').includes(file);
  return isOfItself ? `${EDITS_CONTENT} ${file} ${said}` : `Set-Content ${file}`;
}
