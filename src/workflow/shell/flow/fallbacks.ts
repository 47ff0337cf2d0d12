/** What a script has ready for where a command fails – `|| exit 1`, `else … fi`, what tests `$?` –, as it is written. */
import type { AndOr, Command, CommandNode, CompoundList, PipelineNode, Statement } from 'unbash';

type Node = PipelineNode | AndOr | CompoundList | CommandNode;

/**
 * - exits: it ends the script with an error
 * - fails: it ends as an error by itself, `false`
 * - goes on: the script does more, and nothing in it may end it
 * - keeps it: so it does, but what stands behind may see by a variable or a file that something failed
 */
export type Fallback = 'exits' | 'fails' | 'goes on' | 'keeps it' | 'open';

/** What may end a script; and what functions are called that do, where nobody sees them. */
const ENDS =
  /^(?:exit|return|false|exec|kill|eval|source|\.|die|fail|failed|abort|fatal|panic|bail|quit|throw|raise)$/;
/** They say something, or wait, and leave nothing behind. */
const SAYS = /^(?:echo|printf|true|:|sleep|cat)$/;
/** They ask, and end as the answer is. */
const TESTS = /^(?:test|\[|grep|let|diff|cmp)$/;
/** Tests how a command before it has ended. */
const ASKS = /\$\?|\$\{\?|PIPESTATUS/;

/** Kept along the walk of a script, whose functions it knows. */
export class Fallbacks {
  readonly #endingFunctions = new Set<string>();
  /** Each node is looked at once, whoever asks. */
  #known = new WeakMap<object, boolean>();

  /** A function of the script. */
  define(name: string, body: object): void {
    if (this.#endingFunctions.has(name) || !this.mayEnd(body)) return;
    this.#endingFunctions.add(name);
    this.#known = new WeakMap();
  }

  /** Is there anything in it that may end the script, or tests how a command before it has ended? */
  mayEnd(node: object): boolean {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const { type, name, text } = node as { type?: unknown; name?: { text?: unknown }; text?: unknown };
    const found =
      (type === 'Command' && this.#isEnd(String(name?.text))) ||
      (type === 'Word' && ASKS.test(String(text))) ||
      Object.values(node).some((each) => typeof each === 'object' && each !== null && this.mayEnd(each));
    this.#known.set(node, found);
    return found;
  }

  /** Index of the last of them that may end the script; -1: none. */
  lastEnd(statements: readonly Statement[]): number {
    return statements.findLastIndex(
      ({ command }) => !isExit(command, '0') && (isTest(command) || this.mayEnd(command)),
    );
  }

  /** What comes of a failure behind which this stands. */
  of(node: Node): Fallback {
    switch (node.type) {
      case 'Command':
        if (node.name?.text === 'exit') return isError(node, true) ? 'exits' : 'open';
        if (node.name?.text === 'false') return 'fails';
        break;
      case 'BraceGroup':
        return this.#ofList(node.body.commands);
      case 'CompoundList':
        return this.#ofList(node.commands);
    }
    if (this.mayEnd(node) || isTest(node)) return 'open';
    return leavesTrace(node) ? 'keeps it' : 'goes on';
  }

  #ofList(statements: readonly Statement[]): Fallback {
    const index = statements.findIndex((each) => this.mayEnd(each));
    const end = statements[index];
    if (!end) {
      if (isTest(statements.at(-1)?.command)) return 'open';
      return statements.some(leavesTrace) ? 'keeps it' : 'goes on';
    }
    const found = end.background ? 'open' : this.of(end.command);
    const isLate = index > 0 && end.command.type === 'Command' && !isError(end.command, false);
    const isOver = found === 'fails' && index < statements.length - 1;
    return (found === 'exits' && isLate) || isOver ? 'open' : found;
  }

  #isEnd(name: string): boolean {
    return ENDS.test(name) || this.#endingFunctions.has(name);
  }
}

/** Does it end as the answer to a question: `[ -z "$FAILED" ]`, `[ -f a ] && [ -f b ]`? */
function isTest(node: Node | undefined): boolean {
  switch (node?.type) {
    case 'Command':
      return TESTS.test(node.name?.text ?? '');
    case 'AndOr':
      return isTest(node.commands.at(-1));
    case 'Pipeline':
      return isTest(node.commands.at(-1)) || node.prefixes.length > 0;
    case 'TestCommand':
    case 'ArithmeticCommand':
      return true;
  }
  return false;
}

interface Text {
  text?: unknown;
}

/** Does it change what commands behind it may see: a variable, a file? */
function leavesTrace(node: object): boolean {
  const { type, name, operator, target } = node as Record<string, unknown> & { name?: Text; target?: Text };
  if (type === 'Command' && !SAYS.test(String(name?.text))) return true;
  if (type === 'Redirect' && /^&?>(?!&)/.test(String(operator)) && !/^\/dev\//.test(String(target?.text)))
    return true;
  return Object.values(node).some((each) => typeof each === 'object' && each !== null && leavesTrace(each));
}

/** All is well then, whatever failed before. */
function isExit(node: Node, code: string): boolean {
  return (
    node.type === 'Command' &&
    node.name?.text === 'exit' &&
    node.args[0]?.type === 'Word' &&
    node.args[0].text === code
  );
}

/** `exit 1`; what ends with `exit` or `exit $?` alone ends as the command before it has. */
function isError({ suffix }: Command, isBehindFailure: boolean): boolean {
  const [code] = suffix.flatMap((each) => (each.type === 'Word' ? each.text : []));
  if (code === undefined || /^"?\$\?"?$/.test(code)) return isBehindFailure;
  // What is handed on of the number is its last byte.
  const [, number] = /^(["']?)(\d{1,9})\1$/.exec(code)?.slice(1) ?? [];
  return number !== undefined && Number(number) % 256 !== 0;
}
