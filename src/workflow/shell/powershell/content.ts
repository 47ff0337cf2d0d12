/** Lines of PowerShell that write a file through a pipe whose other parts have no words of bash. */

/** `… | Set-Content FILE`, `… | Out-File -FilePath FILE` (docs: Set-Content, Out-File). */
const WRITTEN =
  /\|\s*(?:Set-Content|Add-Content|Out-File|sc)\s+(?:-(?:Encoding|Width)\s+\S+\s+|-(?:NoNewline|Force|Append)\s+)*(?:-(?:Path|FilePath|LiteralPath)\s+)?["']?([\w./\\-]{1,200})["']?(?=[\s;)}]|$)/i;

/** What makes of a file another state of it, in the words of `fileChanges`. */
const EDITS_CONTENT = 'edit-content';

const LONGEST_LINE = 2_000;

/** In words of bash, with what the edit says; null: the line writes to no file that it names. */
export function contentChange(line: string): string | null {
  if (line.length > LONGEST_LINE) return null;
  const found = WRITTEN.exec(line);
  const [all, path = ''] = found ?? [];
  if (!found || all === undefined || path.startsWith('-')) return null;
  const file = path.replace(/\\/g, '/');
  const before = line.slice(0, found.index);
  const isOfItself =
    /\b(?:Get-Content|gc|cat|type)\b/i.test(before) && before.replace(/\\/g, '/').includes(file);
  return isOfItself ? `${EDITS_CONTENT} ${file} '${before.replace(/'/g, '"')}'` : `Set-Content ${file}`;
}
