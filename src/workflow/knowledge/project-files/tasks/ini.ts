/** Sections of a file such as `tox.ini`: the lines of each key. Docs: docs.python.org/3/library/configparser.html. */
import { remembered } from '../parsed.js';

export type IniSections = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Of each key what stands behind it, and on the lines below that stand deeper; a backslash at an end joins two. */
export const iniSections = remembered(sectionsIn);

function sectionsIn(text: string): IniSections {
  const sections = new Map<string, Map<string, string[]>>();
  let section = new Map<string, string[]>();
  let value: string[] = [];
  for (const line of text.replace(/\\\r?\n[ \t]*/g, ' ').split(/\r?\n/)) {
    const title = /^\[([^\n]{1,200})\]\s*$/.exec(line)?.[1];
    if (title !== undefined) {
      section = sections.get(title) ?? new Map();
      sections.set(title, section);
      value = [];
      continue;
    }
    const [, key, first = ''] = /^([\w-]{1,60})\s{0,20}[=:](.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      value = [];
      section.set(key, value);
    }
    const said = (key === undefined ? (/^\s/.test(line) ? line : '') : first).trim();
    if (said !== '' && !/^[#;]/.test(said)) value.push(said);
  }
  return sections;
}
