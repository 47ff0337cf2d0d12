/** Lines of a script of `cmd`, in words of bash: conditions, loops, what is set, and where they lead. */
import { UNKNOWN_VALUE } from '../powershell/fragments.js';
import type { Jumps } from './jumps.js';
import { FOR, type LoopAsked, loopInWords } from './loops.js';
import { commandInWords, environmentName, textInWords } from './words.js';

/** What the lines of a script need to know of it. */
export interface BatchScript {
  jumps: Jumps;
  /** The lines behind a label, in words of bash; null: there are no such words, or no such label. */
  called(label: string): readonly string[] | null;
  /** They are called themselves, and are left without the script. */
  isCalled: boolean;
}

/** Nobody writes more blocks than that into each other. */
const MOST_NESTED = 20;

/** How a block that is open is closed: `fi`, or `done` with what a loop reads. */
type Closer = string;

const TEXT = '"[^"]*"';
const OPERAND = String.raw`(${TEXT}|[^\s"=()]+)`;
const IF = new RegExp(
  String.raw`^if\s+(\/i\s+)?(not\s+)?(?:errorlevel\s+(\d+)|defined\s+(\w+)|exist\s+(${TEXT}|[^\s()]+)|${OPERAND}\s*(==|\b(?:equ|neq|lss|leq|gtr|geq)\b)\s*${OPERAND})\s*(.+)$`,
  'i',
);
const ELSE_IF = /^\)\s*else\s+(if\s.*)$/i;
const BOTH = /^\(([^()]*)\)\s*else\s*\(([^()]*)\)$/i;
const SET = /^set\s+(?:"(\w+)=([^"]*)"|(\w+)=(.*))$/i;
const COUNTED = /^set\s+\/a\s+"?(\w+)\s*([-+]?)=\s*(\d+|\w+\s*[-+]\s*\d+)"?$/i;
const SET_SOMEHOW = /^set\s+\/[ap]\s+"?(\w+)\s*\S?=/i;
/** All of a line is filled in before any of it is done. */
const SETS_AND_READS = /\bset\s+"?(\w+)=.*&.*%\1[%:]/i;
/** A blank in front of the sign would be handed on, too, and a figure there would say which output is meant. */
const HANDED_ON = /^\(?echo\s+([^"&|<>()^]*[^\s\d"&|<>()^])\)?>>\s*"?%(GITHUB_(?:ENV|OUTPUT))%"?$/;
const CALL = /^call\s+:([^\s:&|()<>]+)(.*)$/i;
const GOTO = /^goto\s*:?\s*([^\s:&|()<>]+)$/i;
const EXIT = /^exit(\s+\/b)?(?:\s+(\d+|%errorlevel%))?$/i;
/** What is said of a script, or changes how it is read, and nothing else. */
const SAYS_NOTHING =
  /^(?!.*\^$)(?:$|rem(?:\s|$)|::|echo\s+(?:on|off)$|(?:setlocal|cls|title|chcp|color)(?:\s[^&|]*)?$)/i;
/** What is set since `setlocal` is as it was before; a line is filled in before it is done (docs: Windows Commands, endlocal). */
const SETS_BACK = /^endlocal\s*(?:$|&(?!&)\s*)/i;
/** Between commands, but for what stands in quotation marks, is escaped or redirects. */
const JOINTS = /("[^"]*"|\^.|\d?>&\d|[^"^&|>]+|>|"|\^|\|(?!\|))|(&&|\|\||&)/g;
/** Whether that is so, nobody knows. */
const PERHAPS = '[ "$condition_of_batch" = true ]';

const SIGNS: Readonly<Record<string, string>> = {
  equ: '=',
  neq: '!=',
  lss: '-lt',
  leq: '-le',
  gtr: '-gt',
  geq: '-ge',
};

/** Reads one line after the other. */
export class Blocks {
  readonly #script: BatchScript;
  readonly #open: Closer[] = [];
  /** What the block that is open has set: there `%NAME%` has the value from before the block (docs: setlocal, cmd /v). */
  readonly #setInside = new Set<string>();
  /** What was set until now, and what of it is no longer known. */
  readonly #set = new Set<string>();
  readonly #setBack = new Set<string>();
  #goesOn = false;

  constructor(script: BatchScript) {
    this.#script = script;
  }

  /** Is a block not closed, or a command not ended? */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /** A line in words of bash; null: it has none. */
  line(written: string, at: number): string | null {
    const { jumps } = this.#script;
    const before = at === 0 ? jumps.opening : '';
    const isContinued = written.endsWith('^');
    const goesOn = this.#goesOn;
    this.#goesOn = isContinued;
    const line = written.replace(/^\s*@/, '').trim();
    if (isContinued || goesOn) {
      const words = goesOn ? restInWords(line, isContinued) : commandInWords(line.slice(0, -1));
      return words === null ? null : `${before}${words}${isContinued ? '\\' : ''}`;
    }
    const label = jumps.label(line, at);
    if (label !== null) return this.isOpen ? null : before + label;
    const made = this.#statement(line, at);
    if (!this.isOpen) this.#setInside.clear();
    return made === null ? null : before + made;
  }

  #statement(line: string, at: number): string | null {
    if (SAYS_NOTHING.test(line)) return this.isOpen ? ':' : '';
    if (this.#readsOldValue(line)) return null;
    const [ends] = SETS_BACK.exec(line) ?? [];
    if (ends !== undefined) return this.#endLocal(line.slice(ends.length), at);
    if (line.startsWith(')')) return this.#closing(line, at);
    const asked = IF.exec(line);
    if (asked) return this.#if(asked, 'if', at);
    const [, kind = '', options = '', item, list = '', rest = ''] = FOR.exec(line) ?? [];
    if (item !== undefined) return this.#for({ kind, options, item, list }, rest, at);
    return this.#commands(line, at);
  }

  /** `%NAME%` of what the block has set, or any word of what nobody knows any more. */
  #readsOldValue(line: string): boolean {
    return [...line.matchAll(/([%!])(\w+)(?::[^%!\n]*)?\1|\bdefined\s+(\w+)/gi)].some(
      ([, sign, read, asked]) => {
        const name = (read ?? asked ?? '').toLowerCase();
        return this.#setBack.has(name) || (sign === '%' && this.#setInside.has(name));
      },
    );
  }

  /** What was before, nobody keeps; what is set on the same line is filled in by what held until then. */
  #endLocal(rest: string, at: number): string | null {
    const before = [...this.#set];
    const made = rest === '' ? ':' : this.#commands(rest, at);
    const again = [...rest.matchAll(/\bset\s+"?(\w+)=/gi)].map(([, name = '']) => name.toLowerCase());
    for (const name of before) if (!again.includes(name)) this.#setBack.add(name);
    return made;
  }

  #closing(line: string, at: number): string | null {
    if (line === ')') return this.#open.pop() ?? null;
    if (this.#open.at(-1) !== 'fi') return null;
    if (/^\)\s*else\s*\($/i.test(line)) return 'else';
    const [, more = ''] = ELSE_IF.exec(line) ?? [];
    const asked = IF.exec(more);
    if (asked?.at(-1)?.trim() !== '(') return null;
    this.#open.pop();
    return this.#if(asked, 'elif', at);
  }

  #if(asked: RegExpExecArray, word: 'if' | 'elif', at: number): string | null {
    const condition = conditionOf(asked);
    const rest = (asked.at(-1) ?? '').trim();
    if (condition === null) return null;
    const begins = `${word} ${condition}; then`;
    if (rest === '(') {
      this.#open.push('fi');
      return begins;
    }
    const [, holds = rest, fails] = BOTH.exec(rest) ?? [];
    this.#open.push('fi');
    const parts = [holds, ...(fails === undefined ? [] : [fails])].map((each) => this.#inLine(each, at));
    this.#open.pop();
    return parts.includes(null) ? null : `${begins} ${parts.join('; else ')}; fi`;
  }

  #for(asked: LoopAsked, rest: string, at: number): string | null {
    const loop = loopInWords(asked);
    if (loop === null) return null;
    this.#open.push(loop.ends);
    if (rest.trim() === '(') return loop.begins;
    const body = this.#inLine(rest, at);
    this.#open.pop();
    return body === null ? null : `${loop.begins} ${body}; ${loop.ends}`;
  }

  /** The commands of a block in one line. */
  #inLine(written: string, at: number): string | null {
    if (this.#open.length > MOST_NESTED) return null;
    const line = written.trim();
    return this.#statement(/^\([^()]*\)$/.test(line) ? line.slice(1, -1).trim() : line, at);
  }

  #commands(line: string, at: number): string | null {
    if (SETS_AND_READS.test(line)) return null;
    const [, handed = '', file] = HANDED_ON.exec(line) ?? [];
    const said = file === undefined ? null : textInWords(handed);
    if (said !== null) return `echo "${said}" >> $${file}`;
    const parts = [''];
    for (const [, text = '', joint] of line.matchAll(JOINTS))
      if (joint === undefined) parts.push((parts.pop() ?? '') + text);
      else parts.push(joint, '');
    // What stands in front of a joint belongs to what is set, blanks too.
    const own = parts.map((each, index) => (index % 2 === 0 ? this.#own(each.trimStart(), at) : null));
    if (own.every((each) => each === undefined || each === null)) return commandInWords(line);
    const made = parts.map((each, index) => {
      if (index % 2 === 1) return each === '&' ? ';' : ` ${each} `;
      const words = own[index];
      return words === undefined ? commandInWords(each.trim()) : words;
    });
    return made.includes(null) ? null : made.join('');
  }

  /** A command of the shell itself; null: it has no such words; undefined: it is a program. */
  #own(written: string, at: number): string | null | undefined {
    const command = written.trimEnd();
    const [, label] = GOTO.exec(command) ?? [];
    if (label !== undefined) return this.#goto(label, at);
    const [, called, args = ''] = CALL.exec(command) ?? [];
    if (called !== undefined) return this.#call(called, args);
    const exit = EXIT.exec(command);
    if (exit) {
      const code = exit[2] === undefined ? '' : /^\d/.test(exit[2]) ? ` ${exit[2]}` : ' $?';
      return `${exit[1] !== undefined && this.#script.isCalled ? 'return' : 'exit'}${code}`;
    }
    return /^set\s/i.test(command) ? this.#setting(written) : undefined;
  }

  #goto(label: string, at: number): string | null {
    const loops = this.#open.filter((each) => each !== 'fi').length;
    const way = this.#script.jumps.way(label, at, loops);
    if (way === 'out') return this.#script.isCalled ? 'return 0' : 'exit 0';
    // Of what is done again the first time tells; what stands behind it is come to in one of them, or not at all.
    if (way === 'back') return this.isOpen ? ':' : `{ ${PERHAPS} && exit 0; }`;
    return way;
  }

  /** What is called stands where the call does. */
  #call(label: string, args: string): string | null {
    const body = this.#script.called(label);
    const given = args.trim() === '' ? '' : commandInWords(`echo ${args}`);
    if (body === null || given === null) return null;
    const name = `label_${label.toLowerCase().replace(/\W/g, '_')}`;
    return `${name}() { ${joined(body)} }; ${name}${given.slice('echo'.length)}`;
  }

  #setting(command: string): string | null {
    const said = command.trimEnd();
    const [, counted, sign = '', number = ''] = COUNTED.exec(said) ?? [];
    if (counted !== undefined) {
      const name = this.#named(counted);
      const value = number.replace(/^[A-Za-z_]\w*/, (each) => environmentName(each));
      return `${name}=$((${sign === '' ? '' : `\${${name}:-0} ${sign} `}${value}))`;
    }
    const [, somehow] = SET_SOMEHOW.exec(command) ?? [];
    if (somehow !== undefined) return `${this.#named(somehow)}=${UNKNOWN_VALUE}`;
    const [, quoted, inside, plain, text] = SET.exec(said.endsWith('"') ? said : command) ?? [];
    const name = quoted ?? plain;
    const value = textInWords(inside ?? text ?? '');
    if (name === undefined || value === null || value.includes('"')) return null;
    return `${this.#named(name)}="${value}"`;
  }

  /** How bash calls a variable that is set here. */
  #named(name: string): string {
    const key = name.toLowerCase();
    if (this.isOpen) this.#setInside.add(key);
    this.#set.add(key);
    this.#setBack.delete(key);
    return environmentName(name).slice(2, -1);
  }
}

/** Even what is said of a script goes on, where a caret ends the line before it. */
function restInWords(line: string, isContinued: boolean): string | null {
  const words = commandInWords(`: ${isContinued ? line.slice(0, -1) : line}`);
  return words === null ? null : words.slice(2);
}

/** null: it has no words of bash. */
function conditionOf([, anyCase, not, level, defined, exists, one, sign = '', other]: RegExpExecArray):
  | string
  | null {
  const turned = not === undefined ? '' : '! ';
  if (level !== undefined) return `${turned}[ $? -ge ${level} ]`;
  if (defined !== undefined) return `${turned}[ -n "${environmentName(defined)}" ]`;
  if (exists !== undefined) {
    const path = textInWords(unquoted(exists).replaceAll('\\', '/'));
    return path === null || /[*?]/.test(path) ? null : `${turned}[ -e "${path.replace(/\/$/, '')}" ]`;
  }
  const operands = [one, other].map((each = '') =>
    ERROR_LEVEL.test(unquoted(each)) ? '$?' : textInWords(unquoted(each)),
  );
  const [left, right] = operands;
  if (left == null || right == null) return null;
  // To cmd the quotation marks are a part of what it compares.
  if (isQuoted(one) !== isQuoted(other)) return `${turned}${PERHAPS}`;
  if (right === '$?') return null;
  if (left === '$?') return `${turned}[ $? ${SIGNS_OF_ENDS[sign.toLowerCase()] ?? '-eq'} ${right} ]`;
  if (anyCase !== undefined && left.toLowerCase() !== right.toLowerCase() && /[A-Za-z]/.test(right))
    return `${turned}${lowered(left, right)}`;
  return `${turned}[ "${left}" ${SIGNS[sign.toLowerCase()] ?? '='} "${right}" ]`;
}

const ERROR_LEVEL = /^%errorlevel%$/i;
const SIGNS_OF_ENDS: Readonly<Record<string, string>> = { ...SIGNS, equ: '-eq', neq: '-ne' };

/** Where the case of letters is all the same: of a variable alone bash knows a way to say so. */
function lowered(left: string, right: string): string {
  const variable = /^\$\{(\w+)\}$/.exec(left)?.[1];
  return variable === undefined || right.includes('$')
    ? PERHAPS
    : `[ "\${${variable},,}" = "${right.toLowerCase()}" ]`;
}

function isQuoted(operand = ''): boolean {
  return operand.startsWith('"');
}

function unquoted(operand: string): string {
  return operand.replace(/^"(.*)"$/, '$1');
}

/** Lines as one: behind a word that opens something there is no semicolon. */
function joined(lines: readonly string[]): string {
  const said = lines.filter((each) => each !== '');
  if (said.length === 0) return ':; ';
  return said.map((each) => (/(?:^|\s)(?:then|do|else|\{)$/.test(each) ? `${each} ` : `${each}; `)).join('');
}
