/**
 * What Markdown, JSON and structured loggers put into a message: links around digits of an address,
 * escaped quotation marks, back-ticks inside other quotation marks, typographic ones.
 */

/** `https://ghcr.io/v[2](https://github.com/o/n/actions/runs/1#step:3:2)/o/n`: GitHub links what a log's line shows. */
const LINK = /\[([^\][\n]{1,300})\]\(https?:\/\/[^\s()]*\)/g;

/** The message as it was printed, as far as that can be told. */
export function withoutMarkup(text: string): string {
  let plain = text;
  // Go's formatter met a percent code (`%2F`) and found no argument for it.
  if (plain.includes('(MISSING)'))
    plain = plain.replace(/%!{1,2}(?:\(MISSING\))?([AF])\(MISSING\)/g, (_, code) =>
      code === 'A' ? ':' : '/',
    );
  if (plain.includes('](http')) plain = plain.replace(LINK, '$1');
  if (plain.includes('\\"') || /\\n\S/.test(plain)) plain = unescaped(plain);
  if (plain.includes('`')) plain = plain.replace(/`+(['"])|(['"])`+/g, '$1$2').replace(/^`+|`+$/g, '');
  if (plain.includes('**')) plain = plain.replace(/^\*\*(?=\S)|(?<=\S)\*\*$/g, '');
  return /[“”‘’「」]/.test(plain) ? plain.replace(/[“”「」]/g, '"').replace(/[‘’]/g, "'") : plain;
}

/** `"error":"GET \"https://…\": denied\n"` of a logger that quotes what another one printed. */
function unescaped(text: string): string {
  return text.replace(/\\+"/g, '"').replace(/(?<!\\[a-z]:?)\\+[nrt](?![a-z]+\\)/g, ' ');
}
