/** Shell scripts of the repository that read a file which they name, and leave it as it is. */
import { asPattern } from '../../../evidence/pattern.js';

/** Commands that print a file, look at it or take its lines in, and write to none that stands in their words. */
const READERS = /^(?:cat|head|tail|cut|[ef]?grep|jq|wc|source|\.|\[\[?|test|ls|stat)$/;

/** The same, unless an option tells them to write: `sed -i`, `awk -i inplace`, `sort -o`. */
const EDITORS = /^(?:sed|awk|yq|sort)$/;
const IN_PLACE = /\s(?:-\w*[io]|--in-?place|--output)/;

/** What stands before the name where a command's input comes from the file. */
const INPUT = /(?:^|[^<>])<\s*["']?[^\s"'<>]*$/;

/** Where a command prints to a file, which may be this one. */
const OUTPUT = />(?!&|\s*\/dev\/null)/;

/** Words in front of a command: of the shell's own grammar, and variables that are set for it alone. */
const IN_FRONT = /^(?:\s|(?:if|elif|while|until|then|do|else|!|\{|\w+=\S*)(?:\s+|$))*/;

/** Of a longer line, and of more places, nothing is said. */
const LONGEST_LINE = 1_000;
const MOST_MENTIONS = 100;

/**
 * Is the file read in every place where the script names it? In doubt it is not: nobody says then what it holds.
 *
 * @param name of the file, without its folder
 */
export function onlyReads(script: string, name: string): boolean {
  return everywhere(script, new RegExp(`${asPattern(name)}(?![\\w.-])`, 'gi'), (before) => {
    const variable = NAMED_BY.exec(before)?.[1];
    if (variable === undefined) return isReading(before);
    return everywhere(script, new RegExp(`\\$(?:\\{[#!]?)?${variable}\\b`, 'g'), isReading);
  });
}

/** A variable that holds the path: `LIST=ci/images.txt`, `LIST="${1:-images.txt}"`. One that is exported others may read. */
const NAMED_BY =
  /^\s*(?:(?:local|readonly|declare)\s+(?:-r\s+)?)?([A-Za-z_]\w*)=["']?(?:\$\{\w+:?-)?[^\s"'<>;&|()`]*$/;

/** @param holds of what stands before it in its line */
function everywhere(script: string, wanted: RegExp, holds: (before: string) => boolean): boolean {
  const mentions = [...script.matchAll(wanted)];
  return (
    mentions.length <= MOST_MENTIONS &&
    mentions.every(({ index }) => holds(script.slice(script.lastIndexOf('\n', index) + 1, index)))
  );
}

/** @param before what stands before the name in its line */
function isReading(before: string): boolean {
  if (before.length > LONGEST_LINE) return false;
  if (/^\s*#/.test(before)) return true;
  // `"$(dirname "$0")/VERSION"`: what has come to its end is a part of the path.
  const open = before.replace(/\$\([^()]*\)/g, '');
  if (INPUT.test(open)) return true;
  const command = open.split(/\$\(|[`(;|]|&&/).at(-1) ?? '';
  if (OUTPUT.test(command)) return false;
  const [first = ''] = command.replace(IN_FRONT, '').split(/\s/, 1);
  return READERS.test(first) || (EDITORS.test(first) && !IN_PLACE.test(command));
}
