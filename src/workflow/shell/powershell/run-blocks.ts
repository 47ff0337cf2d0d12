/**
 * Blocks that are run where they stand, once: `& { … }`, `Invoke-Command { … }`, `Start-Job { … } | Wait-Job` (docs:
 * about_Script_Blocks, about_Operators, Invoke-Command, Start-Job).
 */
import { QUOTED_TEXT } from './texts.js';

const CALLED = String.raw`[&.][ \t]*|(?:Invoke-Command|icm|Measure-Command)\s+(?:-(?:ScriptBlock|Expression)\s+)?`;
const OF_JOB = String.raw`(?:\$\w+[ \t]*=[ \t]*)?(?:Start-Job|Start-ThreadJob|sajb)\s+(?:-(?:Name\s+[\w"'-]+|ScriptBlock)\s+)*`;
/** At the start of a statement, up to the brace. */
const HEAD = new RegExp(String.raw`(?=[&.$ims])(?<=(?:^|[;{}])[ \t]*)(?:(${OF_JOB})|${CALLED})\{`, 'gim');
const PIECE = new RegExp(String.raw`${QUOTED_TEXT}|(?<!\S)#.*|[{}]`, 'g');
/** What is done with what it says. */
const BEHIND =
  /^(?:[ \t]*\|\s*(?:Out-(?:Null|Host|Default)|Wait-Job|Receive-Job)\b[^;|{}\n]*)*[ \t]*(?=[;}\n]|$)/i;

/** A name that is set there is gone behind it, and what leaves it leaves nothing else. */
const IS_OWN = /\$\w+\s*(?:[-+*/%]|\?\?)?=|\$\w+(?:\+\+|--)|\b(?:return|param)\b/i;
/** A job has no names of the script, and an end of its own. */
const IS_ALONE = /\$(?!\{?env:)|\b(?:exit|throw)\b/i;
/** More than a script has. */
const MOST = 50;

/** The script with such blocks under a condition that always holds; those that keep something to themselves stay as they are. */
export function withRunBlocks(script: string): string {
  let [made, from, count] = ['', 0, 0];
  for (const { 0: head, 1: job, index } of script.matchAll(HEAD)) {
    count += 1;
    if (count > MOST) break;
    if (index < from) continue;
    const start = index + head.length;
    const end = closing(script, start);
    const body = end === -1 ? '' : script.slice(start, end);
    const [rest] = BEHIND.exec(script.slice(end + 1)) ?? [];
    if (end === -1 || rest === undefined || IS_OWN.test(body) || (job !== undefined && IS_ALONE.test(body)))
      continue;
    made += `${script.slice(from, index)}if ($true) {${body}}`;
    from = end + 1 + rest.length;
  }
  return made + script.slice(from);
}

/** Offset of the brace that closes the one before; -1: none does. */
function closing(script: string, from: number): number {
  PIECE.lastIndex = from;
  let depth = 1;
  for (let found = PIECE.exec(script); found; found = PIECE.exec(script)) {
    if (found[0] === '{') depth += 1;
    else if (found[0] === '}') depth -= 1;
    if (depth === 0) return found.index;
  }
  return -1;
}
