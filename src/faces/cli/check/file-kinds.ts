/** What a file is by its looks, where an option was given one of another kind: then the sentence names who takes it. */

/** A key of a map that is YAML, in the form of a block, or JSON. */
const key = (name: string) => String.raw`^(?:\{?[ \t]*)["']?${name}["']?[ \t]*:`;

/** All of them have to be there. */
const KINDS: readonly { takenBy: string; looks: readonly RegExp[] }[] = [
  { takenBy: '--kubernetes', looks: [new RegExp(key('apiVersion'), 'm'), new RegExp(key('kind'), 'm')] },
  { takenBy: '--docker-config', looks: [/^\s*\{/, /"(?:auths|credHelpers|credsStore)"\s*:/] },
  { takenBy: 'lint', looks: [new RegExp(key('on'), 'm'), new RegExp(key('jobs'), 'm')] },
  { takenBy: '--compose', looks: [new RegExp(`${key('services')}[ \\t]*(?:[{#]|\\r?$)`, 'm')] },
  { takenBy: '--dotenv', looks: [/^(?:#[^\n]*\n|\s*\n)*(?:export[ \t]+)?[A-Za-z_]\w*=/] },
];

/** The option, or the command, that takes such a file; null: none, or the one that was given it. */
export function takenByAnother(option: string, text: string): string | null {
  const found = KINDS.find(({ looks }) => looks.every((each) => each.test(text)))?.takenBy ?? null;
  return found === option ? null : found;
}
