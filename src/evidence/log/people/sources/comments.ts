/**
 * Comments of a source that is shown, with `#` or in a block, and its tables: they tell for which refusal it was written. A heading looks as
 * a comment does, so what stands right beside one tells which it is. Who tells of himself in it asks all the same.
 */
import { isCommand } from '../../lines/pasted.js';
import { mentionsRefusal } from '../guides/lists.js';
import { happenedTo } from '../met.js';
import { isLineLike, LONGEST_OF_PEOPLE } from '../prose.js';
import { isShownCode } from './shown-code.js';

/** In front of a line that somebody shows: a diff's mark, the number that an editor sets. */
const FRONT = String.raw`^(?:\s{0,6}\d{1,5}[:|] ?|[+-] ?)?`;
const COMMENT = new RegExp(String.raw`${FRONT}\s*#(?:\s|$)`);
const SHEBANG = new RegExp(`${FRONT}#!/`);

/** The title of a report, as the first line of a text has it, or a client's message in its place: what stands below it is shown to whoever reads the report. */
const TITLE =
  /^\s*#{1,2}\s+(?:\[(?:bug|issue|help|question|problem)\]|(?:bug(?: report)?|issue|help|question|problem|问题|求助)\s?[:：]|Error response from daemon: |error: (?:buildx failed with|failed to (?:push|solve|build)|denied: |unexpected status)\b)/i;

/** Begins a function, a class or an import, sets a shell's options, or has a variable in a command: no client prints it. */
const STATEMENT = new RegExp(
  String.raw`${FRONT}\s*(?:${[
    String.raw`(?:async )?(?:def|fn|func|function|class|impl|struct|enum|interface|trait)\s\w[^.]*[({:]?`,
    String.raw`from \S+ import .*|import (?:[\w.]+|[{*"'(].*|\w+ from .*);?|use \w+(?:::\S*)?;|require[ (]["'].*|package \w+;?`,
    String.raw`(?:export )?(?:const|let|var|readonly|declare|local) \w+ ?[=:].*|export (?:default|async|function|class|type|interface|\w+=).*`,
    String.raw`set -[a-z]+\b.*`,
    String.raw`(?:if|elif|while|until) (?:!\s)?(?:\[|\w+ [^.]*;).*(?:then|do)`,
    String.raw`(?:try|else|finally):|(?:if|elif|for|while|with|except) [^.!?]*[()=[\]][^.!?]*:`,
    String.raw`(?:docker|podman|buildah|helm|oras|crane|skopeo|cosign|curl|echo|printf|export|gh)\b.*["' /:=]\$\{?\w+.*`,
    String.raw`[A-Z_][A-Z\d_]*=\S.*`,
    String.raw`(?:FROM|COPY|ARG|ENV|LABEL|ENTRYPOINT|CMD) \S+.*`,
    // A key of a workflow.
    String.raw`(?:- )?(?:on|jobs|permissions|packages|contents|id-token|steps|uses|with|env|runs-on|needs|if|run|name|registry|username|password|push|tags):(?:\s.*)?`,
  ].join('|')})$`,
);

/** Below a command, what it printed: behind an arrow, or the message and nothing else. */
const PRINTED = /#\s+(?:(?:[=-]*>|→|⇒|←|<)\s|(?:Error\b[^:]*: )?(?:denied|unauthorized): [\w:. ]+$)/i;
const RUN = /^(?:- )?(?:run: )?/;

/** In blocks: `/* … * /` of most languages, and Python's texts right below what they describe. */
const BLOCK = /^\s*(?:[+-]\s?)?\/\*/;
const BLOCK_ENDS = /\*\//;
const DOCSTRING = /^\s*[rRbBuU]?("""|''')/;
const DESCRIBED = /^\s*(?:async )?(?:def|class)\s.*:$/;

/** A value of several lines begins, and ends where a line is set in no deeper. */
const DECLARES =
  /^(\s*)(?:export |pub )?(?:const|let|var|static|val|final) \w+(?: ?: ?[\w<>[\]., &'|()]{1,60})? = (?:[\w.]+\()?&?[{[(]+$/;

/** A text of several lines, as sources that join them have it: in parentheses behind a key, a name or a call, a literal a line. */
const JOINS = /(?:[:=]|\w) ?\($/;
/** The same behind a key that stands alone: its text in single quotes, and a comma. */
const KEYED = /^\s*[a-z]\w*:$/i;
const KEYED_LITERAL = /^\s*(['\x60]).*\1,$/;
const LITERAL = /^\s*[bfru]{0,2}(["']).*\1,?$/;
const JOINED = /^\s*\)[,;)\]}]*$/;

const MOST_LINES = 60;

/** The lines, such comments left empty. */
export function withoutSourceComments(lines: readonly string[]): string[] {
  const left = [...lines];
  const isLike = (pattern: RegExp, index: number) => isLineLike(pattern, lines, index);
  const leave = (from: number, to: number) => {
    for (let index = from; index < to; index++)
      if (!happenedTo(lines[index] ?? '') && !isPrinted(index)) left[index] = '';
  };
  const first = lines.findIndex((line) => line.trim() !== '');
  const isPrinted = (index: number) =>
    isLike(PRINTED, index) && isCommand((lines[index - 1] ?? '').trim().replace(RUN, ''));
  for (let index = 0; index < lines.length; index++) {
    if (index === first && isLike(TITLE, index)) continue;
    const end = isLike(COMMENT, index) ? endOf(lines, index, (at) => !isLike(COMMENT, at)) : index;
    if (end > index) {
      // An empty line may stand in front of it, behind which only what is code for sure tells.
      const isBelowCode = (lines[index - 1] ?? '-').trim() === '' && isShownCode(lines[index - 2] ?? '');
      if (isBelowCode || [index - 1, end].some((at) => isSource(lines[at] ?? '', at === 0)))
        leave(index, end);
      index = end - 1;
    } else if (isLike(JOINS, index) && isLike(LITERAL, index + 1)) {
      const last = endOf(lines, index + 1, (at) => !isLike(LITERAL, at));
      if (last === lines.length || isLike(JOINED, last)) leave(index + 1, last);
      index = last - 1;
    } else if (isLike(KEYED, index) && isLike(KEYED_LITERAL, index + 1)) {
      leave(index + 1, index + 2);
    } else if (isLike(DECLARES, index)) {
      const [, margin = ''] = DECLARES.exec(lines[index] ?? '') ?? [];
      const ends = (at: number) => (lines[at] ?? '').startsWith(margin) && /^\s*[}\])]/.test(lines[at] ?? '');
      const last = endOf(lines, index + 1, ends);
      if (last < lines.length && last - index < MOST_LINES) leave(index + 1, last);
    } else if (isLike(BLOCK, index) || isDocstring(lines, index)) {
      const closes = isLike(BLOCK, index) ? BLOCK_ENDS : DOCSTRING_ENDS;
      const from = closes.test((lines[index] ?? '').replace(/^\s*\w?(?:"""|'''|\/\*)/, ''))
        ? index
        : index + 1;
      const last = from === index ? index : endOf(lines, from, (at) => isLike(closes, at));
      // A block that never ends is none, and nobody writes so much into one.
      if (last < lines.length && last - index < MOST_LINES && isOfASource(lines, index, last))
        leave(index, last + 1);
      index = Math.min(last, lines.length);
    }
  }
  return left;
}

const DOCSTRING_ENDS = /"""|'''/;

function isDocstring(lines: readonly string[], index: number): boolean {
  return DOCSTRING.test(lines[index] ?? '') && (index === 0 || DESCRIBED.test(lines[index - 1] ?? ''));
}

/** A text that is first is a source's where one follows: people set a log in such marks, too. */
function isOfASource(lines: readonly string[], index: number, last: number): boolean {
  if (index > 0 || !DOCSTRING.test(lines[index] ?? '')) return true;
  return isSource(lines.slice(last + 1).find((line) => line.trim() !== '') ?? '', false);
}

function endOf(lines: readonly string[], from: number, ends: (at: number) => boolean): number {
  let at = from;
  while (at < lines.length && !ends(at)) at += 1;
  return at;
}

/** Whether a line beside a comment is a source's: what a client says in it, it says itself. */
function isSource(line: string, isFirst: boolean): boolean {
  if (line.length > LONGEST_OF_PEOPLE) return false;
  if (isFirst && SHEBANG.test(line)) return true;
  return (STATEMENT.test(line) && !mentionsRefusal(line)) || isShownCode(line);
}
