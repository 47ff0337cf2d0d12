/** `su`, which hands a text to the shell of another user. Source: su(1). */

/** What it is told. */
export interface SuCommand {
  /** As whom the text is run; `root` where nobody is named. */
  user: string;
  text: string;
  /** The variables, and with them the home folder, stay as they are. */
  keepsHome: boolean;
  /** A shell as after a login: it gets next to none of the variables. */
  isLogin: boolean;
}

const TAKES_NEXT = /^(?:-[lmpfP]*[csgGw]|--(?:command|shell|group|supp-group|whitelist-environment))$/;
const COMMAND = /^(?:-[lmpfP]*c|--command)$/;
const COMMAND_WITH_TEXT = /^--command=([\s\S]*)$/;

/** null: it is no `su`, or one that is given no text. */
export function suCommand(words: readonly string[]): SuCommand | null {
  if (words[0] !== 'su') return null;
  let user: string | null = null;
  let text: string | null = null;
  let keepsHome = false;
  let isLogin = false;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    if (/^(?:-|-[mpfP]*l[lmpfPc]*|--login)$/.test(word)) isLogin = true;
    if (/^(?:-[lfP]*[mp][lmpfPc]*|--preserve-environment)$/.test(word)) keepsHome = true;
    if (COMMAND.test(word)) text = words[at + 1] ?? '';
    else text = COMMAND_WITH_TEXT.exec(word)?.[1] ?? text;
    if (TAKES_NEXT.test(word)) at += 1;
    else if (!word.startsWith('-')) user ??= word;
  }
  return text === null ? null : { user: user ?? 'root', text, keepsHome: keepsHome && !isLogin, isLogin };
}
