/**
 * The only door to the bash parser: text in, a whole tree or nothing out. The grammar is unbash's
 * (bash 5.3, of which POSIX sh is a part); what a script means is told in the files beside this one.
 */
import { forEachChild, type ParsedScript, parse, type SyntaxNode } from 'unbash';

/** In characters. GitHub takes no workflow file of more than 512 KB, and no step comes near this. */
const LONGEST_SCRIPT = 256 * 1024;

/** Trees that were made already: the same script is walked for every run that is looked at. */
const PARSED = new Map<string, ParsedScript | null>();
/** In characters, of all of them. */
const MOST_KEPT = 1024 * 1024;
let kept = 0;

/**
 * The script as a tree. Null where bash would refuse it, in a substitution too, and where it is too
 * long or too deep to be followed. Never throws.
 */
export function parseScript(source: string): ParsedScript | null {
  if (source.length > LONGEST_SCRIPT) return null;
  const known = PARSED.get(source);
  if (known !== undefined) return known;
  kept += source.length;
  if (kept > MOST_KEPT) {
    PARSED.clear();
    kept = source.length;
  }
  const made = wholeScript(source);
  PARSED.set(source, made);
  return made;
}

function wholeScript(source: string): ParsedScript | null {
  try {
    const script = parse(source.replaceAll('\r\n', '\n'));
    return isWhole(script) ? script : null;
  } catch {
    // A parser that stumbles has told nothing about the script.
    return null;
  }
}

/** The parser puts off the insides of words, and with them their errors: every one is looked at here. */
function isWhole(script: ParsedScript): boolean {
  let whole = true;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Script' && (node as ParsedScript).errors) whole = false;
    if (whole) forEachChild(node, visit);
  };
  visit(script);
  return whole;
}
