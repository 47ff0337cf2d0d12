/**
 * `throw` and `Write-Error`: where nothing catches them they end the script as an error (docs: about_Throw,
 * about_Try_Catch_Finally, about_Trap). `Write-Error` does where errors stop the script, as they do in a step, in front of which
 * GitHub sets `$ErrorActionPreference = 'stop'` (docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`; about_Preference_Variables).
 */
import { QUOTED_TEXT } from './texts.js';

/** What it says stands behind it, up to the end of the statement. */
const SAID = String.raw`(?:${QUOTED_TEXT}|\$\{[^{}]*\}|[^"';{}])*`;
const STATEMENT = String.raw`(?=throw\b|Write-Error\s)(?<=(?:^|[;{}])\s*)[\w-]+${SAID}(?=[;}]|$)`;
/** A text, a comment, what ends the script, what is set to go on or to end, what opens a block, a brace. */
const PIECE = new RegExp(
  String.raw`${STATEMENT}|\$(?:\w+:)?ErrorActionPreference\s*=\s*["']?\w+|${QUOTED_TEXT}|(?<!\S)#.*|\$\{[^{}]*\}|\b(?:try|if|else|elseif|catch|finally|do|foreach|for|while|switch)\b(?:${QUOTED_TEXT}|\$\{[^{}]*\}|[^"'{};]){0,500}\{|[{}]`,
  'gi',
);

/** Whatever is in error may be taken back, wherever it stands. */
const MAY_CATCH_ALL = /\btrap\b|\bErrorActionPreference\s*=\s*["']?(?:SilentlyContinue|Ignore)\b/i;
const GOES_ON = /\s-(?:ErrorAction|ea)[\s:]+["']?(?:Continue|SilentlyContinue|Ignore|Inquire)\b/i;
const STOPS = /\s-(?:ErrorAction|ea)[\s:]+["']?Stop\b/i;

/** What a block does with an error in it: it is caught; somebody calls the block, and may catch it; nothing. */
type Block = 'catches' | 'called' | 'plain';

/**
 * The lines with the end that an error makes in its place; as they are where a script may catch it.
 *
 * @param stops do errors that are written end it from the first line on?
 */
export function withEnds(lines: readonly string[], stops: boolean): readonly string[] {
  if (!lines.some((line) => /\b(?:throw|Write-Error)\b/i.test(line)) || lines.some(isCatchingAll))
    return lines;
  const mayCatch = lines.some((line) => /\btry\b/i.test(line));
  const open: Block[] = [];
  let stopsNow = stops;
  const isCaught = () => open.includes('catches') || (mayCatch && open.includes('called'));
  return lines.map((line) =>
    line.replace(PIECE, (piece) => {
      if (/^throw\b/i.test(piece)) return isCaught() || goesOnBelow(piece) ? piece : 'exit 1';
      if (/^Write-Error\b/i.test(piece)) {
        const isEnd = STOPS.test(piece) || (stopsNow && !GOES_ON.test(piece));
        return isEnd && !isCaught() && !goesOnBelow(piece) ? 'exit 1' : piece;
      }
      // Under a condition it is left open which of both is set.
      if (/^\$(?:\w+:)?ErrorAction/i.test(piece))
        stopsNow = /stop$/i.test(piece) && (stopsNow || open.length === 0);
      else if (piece === '}') open.pop();
      else if (/^try\b/i.test(piece)) open.push('catches');
      else if (piece === '{') open.push('called');
      else if (piece.endsWith('{')) open.push('plain');
      return piece;
    }),
  );
}

function isCatchingAll(line: string): boolean {
  return MAY_CATCH_ALL.test(line);
}

function goesOnBelow(piece: string): boolean {
  return /`\s*$/.test(piece);
}
