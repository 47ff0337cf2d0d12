/** The words of a command of `cmd`, as bash has them. */
import { UNKNOWN_VALUE } from '../powershell/fragments.js';
import { OF_ENVIRONMENT } from '../powershell/lines.js';
import { changedVariable } from './variables.js';

/** Programs, and no batch files: without `call` nothing behind one of those is run (docs: Windows Commands, call). */
const KNOWN = String.raw`(?:docker|podman|nerdctl|buildah|helm|oras|crane|skopeo|regctl|cosign|git|gh|kubectl|aws|dotnet|msbuild|go|cargo|cmake|python|py|node|java|curl|tar|powershell|pwsh|bash|echo|cd|pushd|popd|mkdir|exit)(?:\.exe)?(?=\s|$)`;

/** Where a command begins that is none of these, and not called either. */
const PROGRAM = new RegExp(
  String.raw`(?:^|&&|\|\||;|(?<!\|)\|(?!\|))\s*(?!(?:${KNOWN}|(?:exec|command|[\w./-]+\.(?:bat|cmd)|:)(?:\s|$)))(?=\S)`,
  'i',
);
const CALLED = new RegExp(String.raw`(^|&)(\s*)call\s+(?!:)(${KNOWN})?`, 'gi');

/** `%NAME%`, `!NAME!`, an argument, the item of a loop, and what is made of one of these. */
const VARIABLE = String.raw`%(?<name>\w+)%|%(?<changed>[A-Za-z_]\w*):(?<how>[^%\n]+)%|!(?<late>\w+)!|%%~?(?<item>\w)(?!\w)|%~?(?<place>\d)|(?<part>%%~[adfnpstxz]+\w(?!\w)|%~[adfnpstxz]+\d)`;

/** A batch file, by its path: with `call` the script goes on behind it, and else it ends with it. */
const BATCH_FILE = /(^|&|\|\|)(\s*)(call\s+)?(?=[\w.\\/-]+\.(?:bat|cmd)(?:\s|$))/gi;

/** A text, a variable, a redirection, what is escaped, and all that has another meaning or none to bash. */
const PIECE = new RegExp(
  String.raw`"(?<text>[^"\n]*)"|${VARIABLE}|\d?>&\d|\^(?<escaped>[^\n])|&&|\|\||&|[$'\x60*?[\]{}#~;\\]|[%()<!"^]`,
  'g',
);

/** What is written to one is for later steps. */
const STEP_FILE = /%GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)%/i;

/** null: some of them have no such words. */
export function commandInWords(line: string): string | null {
  let isPlain = !STEP_FILE.test(line) && !/^\s*echo\b.*"/i.test(line);
  const fail = () => {
    isPlain = false;
    return '';
  };
  const words = line
    .replace(
      BATCH_FILE,
      (_, before: string, blank: string, call?: string) => `${before}${blank}${call ? '' : 'exec '}`,
    )
    .replace(
      CALLED,
      (_, before: string, blank: string, known?: string) => before + blank + (known ?? 'command '),
    )
    .replace(/(^|&)(\s*)cd\s+\/d\s+/gi, '$1$2cd ')
    .replace(PIECE, (all, ...more) => {
      const { text, escaped, ...named } = more.at(-1) as Groups;
      if (text !== undefined) return `"${textInWords(text) ?? fail()}"`;
      const variable = inWords(named);
      if (variable !== undefined) return variable;
      if (escaped !== undefined) return `\\${escaped}`;
      if (all === '&') return ';';
      if (all === '\\') return '/';
      if (/^(?:\d?>&\d|&&|\|\|)$/.test(all)) return all;
      return /^[%()<!"^]$/.test(all) ? fail() : `\\${all}`;
    });
  return isPlain && !PROGRAM.test(words) ? words : null;
}

/** Between quotation marks a percent sign alone has a meaning; null: another one than that of a variable. */
export function textInWords(text: string): string | null {
  const filled = text
    .replace(/[\\$`]/g, '\\$&')
    .replace(new RegExp(VARIABLE, 'g'), (all, ...more) => inWords(more.at(-1) as Groups) ?? all);
  return filled.includes('%') ? null : filled;
}

/** What stands for a variable; undefined: it is none. */
function inWords({ name, late, changed, how, item, place, part }: Groups): string | undefined {
  const variable = name ?? late;
  if (SET_BY_CMD.test(variable ?? changed ?? '')) return UNKNOWN_VALUE;
  if (variable !== undefined) return environmentName(variable);
  if (item !== undefined) return `\${${itemName(item)}}`;
  if (place !== undefined) return `\${${place}}`;
  if (how !== undefined) return changedVariable(environmentName(changed ?? ''), how) ?? UNKNOWN_VALUE;
  // The folder or the name of a file, as it stands on the machine.
  return part === undefined ? undefined : UNKNOWN_VALUE;
}

/** What `cmd` itself fills in where nothing sets it (`set /?`). */
const SET_BY_CMD = /^(?:CD|CMDCMDLINE|CMDEXTVERSION|DATE|HIGHESTNUMANODENUMBER|RANDOM|TIME)$/i;

type Groups = Readonly<Record<string, string | undefined>>;

export function environmentName(name: string): string {
  return `\${${OF_ENVIRONMENT}${name}}`;
}

/** `%%s`, whose letter may be a small one or a capital one, and these are two. */
export function itemName(letter: string): string {
  return `item_${letter}`;
}
