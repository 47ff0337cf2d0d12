/** Lines of a source that print the words of a refusal, look for them or make an error of them. */

import { SAID } from '../../words/said-words.js';
import { happenedTo } from '../met.js';
import { patternsOf } from '../patterns.js';

/** Where a statement begins: "my pulls return 'denied'" is no code. */
const STATEMENT =
  '(?:^|[;{}(|&:)]|\\b(?:then|do|else|if|until|while|RUN|not|await|and|or))\\s*(?:[-+$>#!]+ )?';

/** Code that prints the words, or looks for them; a text in which they were found. */
const isCode = patternsOf(
  // A source makes the error.
  '\\bnew \\w*(?:Error|Exception)\\(\\s*["\'`]',
  `${STATEMENT}(?:e?grep|rg|sed|awk|case|raise|throw|return|echo|printf|print(?:ln)?|console\\.\\w+|logger\\.\\w+)\\b[ (]+(?:-\\w+ )*(?:new )?(?:\\w+\\()?["'/][^"']*${SAID}`,
  `\\b(?:includes|contains|startsWith|endsWith|indexOf|match)(?=\\()[ (]+(?:-\\w+ )*(?:new )?(?:\\w+\\()?["'/][^"']*${SAID}`,
  // A script's line that prints an error, and what it does then; Go's, of an error that is made or kept.
  `\\b(?:echo|printf) (?:-\\w+ )*["'][^"']*["'].*(?:>&2|;;|\\bexit \\d)`,
  '\\b(?:errors\\.New|fmt\\.Errorf)\\(|^\\s*[\\w, ]+ := [&*]?\\w',
  // Behind a statement; a condition that asks what an error says; a call that is given the words and nothing else.
  `[;{}),]\\s+//\\s.*${SAID}`,
  `\\b\\w*(?:[Cc]ontains?|[Ii]ncludes?|HasPrefix|HasSuffix|[Ss]tarts?[Ww]ith|[Ee]nds?[Ww]ith)\\([\\w.() ]+, ?["'][^"']*${SAID}`,
  `^(?:[a-z_]\\w*\\.)*[a-z_]\\w*!?\\(["'].*${SAID}.*["']\\)[;,]?$`,
  // The same with other arguments in front, within another call, or of what a call gave. What programs print as a call is an error's type, in a capital letter.
  `(?<!\\w)[a-z_]\\w*!?\\((?:[A-Z]\\w*\\()?(?:[^()"'\`]*, ?)?[bfr]?(["'\`])(?:(?!\\1).)*${SAID}(?:(?!\\1).)*\\1(?:\\)|\\.\\w+\\()`,
  `\\w\\(\\)\\.\\w+\\(.*(["'\`])(?:(?!\\1).)*${SAID}(?:(?!\\1).)*\\1`,
  `^\\s*(?:(?:const|let|va[lr]) )?[\\w.]+ = (?:await |new )?[\\w.]+\\(.*(["'\`])(?:(?!\\1).)*${SAID}(?:(?!\\1).)*\\1`,
  // An argument that nothing was filled into, in front of the message.
  `"\\$\\{?\\w+[^"]*" (?:(?:==|=~|!=|=) )?(?:-\\S+ )*\\*?"[^"]*${SAID}`,
  // A format that nothing was put into.
  `${SAID}.*%[svqw](?!\\w)|%[svqw](?!\\w).*${SAID}`,
  '^[\\w./-]+\\.(?:mdx?|rst|adoc|txt|html?|ya?ml|toml)[:-]\\d+[:-]',
);

/** Behind a field of a file that is shown. Behind a command, or an arrow, somebody writes what was answered. */
const isBehindAField = patternsOf(
  `^(?:- )?(?!error|fatal|failed|warning|message|msg|reason|stderr|output)[a-z][\\w-]*:(?:(?!${SAID}).)* # (?!(?:<|←|\\^|[=-]*>|→)).*${SAID}`,
);

/** Without one of these no line is any of that. */
const MARK = /[\s(]\/|["'\x60(%]|:=|[;{}),]\s+\/\/|\s#\s|\.[a-z]+[:-]\d/;

/** Whether a line of a source has the words in it. */
export function hasWordsOfSource(text: string): boolean {
  if (!MARK.test(text)) return false;
  return isCode(text) || (isBehindAField(text) && !happenedTo(text));
}
