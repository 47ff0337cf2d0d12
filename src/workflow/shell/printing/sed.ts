/** `sed`: substitutions, one after the other (POSIX: sed). A hole may be any text, so a pattern that could match in it is null. */
import { withoutBranch } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { plainPattern } from '../words/regular.js';
import { byLine, linesWith } from './line-tools.js';

/** What `sed` prints of its input. */
export function edited(args: readonly string[], input: string): string | null {
  if (args.includes('-n')) return printedOnly(args, input);
  const scripts = args.filter((each) => !/^-(?:[eEr]|re|Ee)$/.test(each));
  if (scripts.length === 0 || scripts.some((each) => /^-/.test(each))) return null;
  // Without `-e` what follows the script is a file.
  if (scripts.length > 1 && !args.some((each) => /e$/.test(each) && each.startsWith('-'))) return null;
  let text: string | null = input;
  for (const command of scripts.flatMap(commandsOf)) {
    if (text === null) return null;
    text = byLine(text, (line) => substituted(command, line));
  }
  return text;
}

/** `sed -n 's/^image: //p'`: the lines in which it finds something, as they are then. */
function printedOnly(args: readonly string[], input: string): string | null {
  const [script = '', ...more] = args.filter((each) => !/^-[neEr]$/.test(each));
  const [command, sign] = /^(s([^\w\s\\]).*\2)p$/.exec(script.trim())?.slice(1) ?? [];
  const [, pattern] = command && sign ? unescapedParts(command, sign) : [];
  if (!command || pattern === undefined || more.length > 0 || hasHole(input)) return null;
  const found = linesWith([pattern.replaceAll('\\/', '/')], input);
  return found === null || found === '' ? found : byLine(found, (line) => substituted(command, line));
}

/** `s/a/b/; s/c/d/`. */
function commandsOf(script: string): string[] {
  return script
    .split(/\s*;\s*(?=s\W)/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

const TO_LOWER = /^s(.)(?:\.\*|\\?\(\.\*\\?\)|\[A-Z\]|\[\[:upper:\]\])\1\\L(?:&|\\1)\1g?$/;

function substituted(command: string, line: string): string | null {
  if (TO_LOWER.test(command) || /^y\/A-?Z\/a-?z\/$/.test(command)) return line.toLowerCase();
  const sign = /^s([^\w\s\\])/.exec(command)?.[1];
  if (sign === undefined) return null;
  const [, pattern, replacement, flags, ...more] = unescapedParts(command, sign);
  if (pattern === undefined || replacement === undefined || flags === undefined || more.length > 0)
    return null;
  if (!/^g?$/.test(flags) || /[&\\]/.test(replacement.replace(/\\[/.-]/g, ''))) return null;
  const to = replacement.replaceAll('\\', '');
  if (!hasHole(line)) {
    const wanted = plainPattern(pattern);
    return wanted === null ? null : line.replace(new RegExp(wanted, flags), () => to);
  }
  const atEnd = atOneEnd(pattern, line, to);
  if (atEnd !== undefined) return atEnd;
  const literal = pattern.replace(/\\([/.-])/g, '$1');
  // What is not known could begin or end a longer match.
  if (/[\\.^$*[\]]/.test(pattern.replace(/\\[/.-]/g, '')) || literal.length !== 1) return null;
  const open = literal === '/' ? withoutBranch(line) : line;
  return flags === 'g' ? open.replaceAll(literal, () => to) : null;
}

/** `s/,$//`, `s/^v//`: asks only for one end of the line, which may be known; undefined: it asks for something else. */
function atOneEnd(pattern: string, line: string, to: string): string | null | undefined {
  const [, start, text = '', end] = /^(\^?)((?:[^\\.^$*[\]]|\\[/.-])+)(\$?)$/.exec(pattern) ?? [];
  if (start === undefined || (start === '') === (end === '')) return undefined;
  const literal = text.replaceAll('\\', '');
  // Whole characters: what stands for something unknown is two code units.
  const characters = [...line];
  const { length } = [...literal];
  const known = (start === '' ? characters.slice(-length) : characters.slice(0, length)).join('');
  if (characters.length < length || hasHole(known)) return null;
  if (known !== literal) return line;
  return start === '' ? line.slice(0, -literal.length) + to : to + line.slice(literal.length);
}

function unescapedParts(command: string, sign: string): string[] {
  const parts = [''];
  for (let at = 0; at < command.length; at += 1) {
    const char = command[at] as string;
    if (char === '\\' && command[at + 1] !== undefined) {
      at += 1;
      parts.push(`${parts.pop()}${command[at] === sign ? '' : '\\'}${command[at]}`);
    } else if (char === sign) parts.push('');
    else parts.push(`${parts.pop()}${char}`);
  }
  return parts;
}
