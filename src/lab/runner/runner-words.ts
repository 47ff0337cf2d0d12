/** What a step tells the runner: workflow commands on its output, keys and values in the runner's files (docs "Workflow commands"). */

/** One `::error …::` line. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  title: string | null;
  file: string | null;
  line: number | null;
  endLine: number | null;
  text: string;
}

/** What a step has written into a file of the runner: `name<<delimiter`, the value's lines, the delimiter. */
export function parseKeyValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    if (!name) continue;
    const end = lines.indexOf(delimiter as string, index + 1);
    values[name] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return values;
}

/** The annotation that a line of the log is; none for any other line. */
export function parseAnnotation(line: string): Annotation[] {
  const [, level, properties = '', text = ''] =
    /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
  if (!level) return [];
  const property = (name: string) => {
    const found = properties.split(',').find((pair) => pair.startsWith(`${name}=`));
    return found === undefined ? null : unescapeCommand(found.slice(name.length + 1));
  };
  const number = (name: string) => (property(name) === null ? null : Number(property(name)));
  return [
    {
      level: level as Annotation['level'],
      title: property('title'),
      file: property('file'),
      line: number('line'),
      endLine: number('endLine'),
      text: unescapeCommand(text),
    },
  ];
}

function unescapeCommand(text: string): string {
  const characters: Record<string, string> = { '%0A': '\n', '%0D': '\r', '%3A': ':', '%2C': ',', '%25': '%' };
  return text.replace(/%(?:0A|0D|3A|2C|25)/g, (code) => characters[code] ?? code);
}
