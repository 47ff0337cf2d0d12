/**
 * Workflow commands: the lines by which a step speaks to the runner,
 * `::name key=value,key=value::text`. Their escaping is documented in "Workflow
 * commands for GitHub Actions" and stands only here.
 */

/** Escapes the text of a command: what stands after the second `::`. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes a property's value, which also ends at a colon or a comma. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One workflow command, without the line's end. Properties that are empty or absent are left out. */
export function command(
  name: string,
  properties: Readonly<Record<string, string | number | null | undefined>>,
  text: string,
): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${[name, given.join(',')].filter(Boolean).join(' ')}::${escapeData(text)}`;
}

/**
 * Makes text harmless for the log: the runner obeys every line that starts with
 * `::` after white space, and the older `##[…]` anywhere in a line, so a name or a
 * registry's message could give it orders. A zero-width space keeps it readable.
 */
export function inert(text: string): string {
  return text.replace(/^([\s\u0085]*:):/gm, '$1\u200b:').replaceAll('##[', '#\u200b#[');
}
