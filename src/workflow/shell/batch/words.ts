/** The words of a command of `cmd`, as bash has them. */
import { OF_ENVIRONMENT } from '../powershell/lines.js';

/** Programs, and no batch files: without `call` nothing behind one of those is run (docs: Windows Commands, call). */
const PROGRAM =
  /(?:^|&&|\|\||;|(?<!\|)\|(?!\|))\s*(?!(?:docker|podman|nerdctl|buildah|helm|oras|crane|skopeo|regctl|cosign|git|gh|kubectl|aws|dotnet|msbuild|go|cargo|cmake|python|py|node|java|curl|tar|powershell|pwsh|bash|echo|cd|pushd|popd|mkdir|exit|:)(?:\.exe)?(?:\s|$))(?=\S)/i;

/** A text, a variable, an argument, the item of a loop, a redirection, what is escaped, and all that has another meaning or none to bash. */
const PIECE =
  /"([^"\n]*)"|%(\w+)%|!(\w+)!|%%(\w)(?!\w)|%~?(\d)|\d?>&\d|\^([^\n])|&&|\|\||&|[$'`*?[\]{}#~;\\]|[%()<!"^]/g;

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
    .replace(/(^|&)(\s*)call\s+(?!:)/gi, '$1$2')
    .replace(/(^|&)(\s*)cd\s+\/d\s+/gi, '$1$2cd ')
    .replace(
      PIECE,
      (all, text?: string, name?: string, late?: string, item?: string, place?: string, escaped?: string) => {
        if (text !== undefined) return `"${textInWords(text) ?? fail()}"`;
        const variable = inWords(name ?? late, item, place);
        if (variable !== null) return variable;
        if (escaped !== undefined) return `\\${escaped}`;
        if (all === '&') return ';';
        if (all === '\\') return '/';
        if (/^(?:\d?>&\d|&&|\|\|)$/.test(all)) return all;
        return /^[%()<!"^]$/.test(all) ? fail() : `\\${all}`;
      },
    );
  return isPlain && !PROGRAM.test(words) ? words : null;
}

/** Between quotation marks a percent sign alone has a meaning; null: another one than that of a variable. */
export function textInWords(text: string): string | null {
  const filled = text
    .replace(/[\\$`]/g, '\\$&')
    .replace(
      /%(\w+)%|!(\w+)!|%%(\w)(?!\w)|%~?(\d)/g,
      (all, name?: string, late?: string, item?: string, place?: string) =>
        inWords(name ?? late, item, place) ?? all,
    );
  return filled.includes('%') ? null : filled;
}

function inWords(
  name: string | undefined,
  item: string | undefined,
  place: string | undefined,
): string | null {
  if (name !== undefined) return environmentName(name);
  if (item !== undefined) return `\${${itemName(item)}}`;
  return place === undefined ? null : `\${${place}}`;
}

export function environmentName(name: string): string {
  return `\${${OF_ENVIRONMENT}${name}}`;
}

/** `%%s`, whose letter may be a small one or a capital one, and these are two. */
export function itemName(letter: string): string {
  return `item_${letter}`;
}
