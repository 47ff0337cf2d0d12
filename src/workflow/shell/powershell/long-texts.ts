/** Here-strings and comments, which stand in several lines of PowerShell (docs: about_Quoting_Rules, about_Comments). */
import { UNKNOWN_VALUE } from './fragments.js';

const OPENS = /@(["'])\s*$/;
/** At each end of a line, which makes a list of its lines. */
const PARTS =
  /^\s*(?:-split\s+["'](?:`r)?(?:`n|\\r\?\\n|\\n)["']|\.Split\(\s*(?:"(?:`r)?`n"|\[(?:System\.)?Environment\]::NewLine)\s*\))/i;
/** Each line of it sets a variable for the steps behind. */
const HANDED_ON =
  /^\s*(?:>>|\|\s*(?:Out-File|Add-Content|Tee-Object)\b)[^;|]*GITHUB_(?:ENV|OUTPUT|PATH)\b[^;|]*$/i;

const GOES_ON = /\s`\s*$/;

/** Each of them on its first line, as a text of one line or as one that nobody knows; its other lines are empty. */
export function withShortTexts(lines: readonly string[]): string[] {
  const made = lines.map(() => '');
  for (let at = 0; at < lines.length; at += 1) {
    const from = at;
    let line = lines[at] ?? '';
    if (/^\s*<#(?!.*#>)/.test(line)) {
      at = endOf(lines, from, /#>/);
      continue;
    }
    let opened = opens(line);
    while (opened !== null && at < lines.length) {
      const end = endOf(lines, at, opened === '"' ? /^\s*"@/ : /^\s*'@/);
      const rest = (lines[end] ?? '').trim().slice(2);
      line = inOneLine(line.trimEnd().slice(0, -2), lines.slice(at + 1, end), opened, rest);
      at = end;
      opened = opens(line);
    }
    // What goes on behind it would end at the empty lines.
    while (at > from && GOES_ON.test(line) && at + 1 < lines.length) {
      at += 1;
      line = line.replace(GOES_ON, ` ${lines[at]?.trim()}`);
    }
    made[from] = line.replace(/^\s*<#.*?#>/, '');
  }
  return made;
}

function opens(line: string): string | null {
  return /^\s*#/.test(line) ? null : (OPENS.exec(line)?.[1] ?? null);
}

/** The line that ends what the one before has opened; behind all lines where none does. */
function endOf(lines: readonly string[], from: number, end: RegExp): number {
  const found = lines.slice(from + 1).findIndex((line) => end.test(line));
  return found === -1 ? lines.length : from + 1 + found;
}

/**
 * @param before what stands in front of it
 * @param rest and behind it
 */
function inOneLine(before: string, content: readonly string[], quote: string, rest: string): string {
  const isPlain = content.length > 0 && !content.some((line) => line.includes(quote) || line.includes('`'));
  const texts = isPlain ? content.map((line) => `${quote}${line}${quote}`) : [];
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return `${before}${only}${rest}`;
  const [parts] = PARTS.exec(rest) ?? [];
  if (parts !== undefined && isPlain && content.every((line) => /\S/.test(line)))
    return `${before}@(${texts.join(', ')})${rest.slice(parts.length)}`;
  const isHandedOn = before.trim() === '' && HANDED_ON.test(rest);
  if (isHandedOn && isPlain && !content.some((line) => line.includes('<<')))
    return texts.map((text) => `${before}${text}${rest}`).join('; ');
  return `${before}${UNKNOWN_VALUE}${rest}`;
}
