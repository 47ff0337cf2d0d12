/**
 * Workflow commands as text, `::name key=value,key=value::text`, for what prints a whole report
 * at once. Their escaping is that of `@actions/core`, which can only write them to the log.
 */

/** Escapes the text of a command: what stands after the second `::`. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes a property's value, which also ends at a colon or a comma. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One workflow command, without the line's end. Properties that are empty or absent are left out. */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number | null | undefined>>,
  text: string,
): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${[name, given.join(',')].filter(Boolean).join(' ')}::${escapeData(text)}`;
}
