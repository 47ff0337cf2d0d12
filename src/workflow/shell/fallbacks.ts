/** What a script has ready for where a command fails – `|| exit 1`, `else … fi`, what tests `$?` –, as it is written. */
import type { AndOr, Command, CommandNode, CompoundList, PipelineNode, Statement } from 'unbash';

type Node = PipelineNode | AndOr | CompoundList | CommandNode;

/**
 * - exits: it ends the script with an error
 * - fails: it ends as an error by itself, `false`
 * - goes on: the script does more, and nothing in it may end it
 */
export type Fallback = 'exits' | 'fails' | 'goes on' | 'open';

/** What may end a script; and what functions are called that do, where nobody sees them. */
const ENDS =
  /^(?:exit|return|false|exec|kill|eval|source|\.|die|fail|failed|abort|fatal|panic|bail|quit|throw|raise)$/;
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
    return statements.findLastIndex((each) => !isExit(each.command, '0') && this.mayEnd(each));
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
    return this.mayEnd(node) ? 'open' : 'goes on';
  }

  #ofList(statements: readonly Statement[]): Fallback {
    const index = statements.findIndex((each) => this.mayEnd(each));
    const end = statements[index];
    if (!end) return 'goes on';
    const found = end.background ? 'open' : this.of(end.command);
    const isLate = index > 0 && end.command.type === 'Command' && !isError(end.command, false);
    const isOver = found === 'fails' && index < statements.length - 1;
    return (found === 'exits' && isLate) || isOver ? 'open' : found;
  }

  #isEnd(name: string): boolean {
    return ENDS.test(name) || this.#endingFunctions.has(name);
  }
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
  return /^["']?0*[1-9]\d{0,2}["']?$/.test(code);
}
