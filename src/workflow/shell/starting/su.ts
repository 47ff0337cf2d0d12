/** `su`, which starts the shell of another user: with a text, a script, or what it is written. Source: su(1). */

/** What it is told. */
export interface SuCommand {
  /** As whom the shell is run; `root` where nobody is named. */
  user: string;
  /** The shell, and what it is given: without a text or a script it reads its stdin. */
  shell: string[];
  /** The variables, and with them the home folder, stay as they are. */
  keepsHome: boolean;
  /** A shell as after a login: it gets next to none of the variables. */
  isLogin: boolean;
}

const TAKES_NEXT = /^(?:-[lmpfP]*[csgGw]|--(?:command|shell|group|supp-group|whitelist-environment))$/;
const COMMAND = /^(?:-[lmpfP]*c|--command)$/;
const COMMAND_WITH_TEXT = /^--command=([\s\S]*)$/;

/** null: it is no `su`. */
export function suCommand(words: readonly string[]): SuCommand | null {
  if (words[0] !== 'su') return null;
  const operands: string[] = [];
  let text: string | null = null;
  let keepsHome = false;
  let isLogin = false;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (/^(?:-|-[mpfP]*l[lmpfPc]*|--login)$/.test(word)) isLogin = true;
    if (/^(?:-[lfP]*[mp][lmpfPc]*|--preserve-environment)$/.test(word)) keepsHome = true;
    if (COMMAND.test(word)) text = words[at + 1] ?? '';
    else text = COMMAND_WITH_TEXT.exec(word)?.[1] ?? text;
    if (TAKES_NEXT.test(word)) at += 1;
    else if (!word.startsWith('-')) operands.push(word);
  }
  // What follows the user is the shell's.
  const [user = 'root', ...given] = operands;
  const shell = ['bash', ...(text === null ? [] : ['-c', text]), ...given];
  return { user, shell, keepsHome: keepsHome && !isLogin, isLogin };
}
