/** How large something is, and what else is wrong with a file, as a reader says it. */
import type { Language } from '../types.js';

const UNITS = ['KiB', 'MiB', 'GiB'];

/** `804 bytes`, `12 KiB`, `2 MiB`: binary units, with one decimal where that says more. */
export function sizeWords(bytes: number, language: Language): string {
  if (bytes < 1024)
    return language === 'zh-CN' ? `${bytes} 字节` : `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${Math.round(value * 10) / 10} ${UNITS[unit]}`;
}

/** What our reader of YAML says beside the words of the parser; a report of a shard has it in English. */
const OF_YAML: readonly [RegExp, zh: string][] = [
  [/^nested too deeply$/, '嵌套过深'],
  [/^(\*\S+) contains itself\b/, '$1 包含自身'],
  [/^over (\d+) values through aliases\b/, '别名展开后的值超过 $1 个'],
  [/^no anchor for \*(\S+)/, '没有锚点 &$1'],
  [/ \(line (\d+), column (\d+)\)$/, '，第 $1 行第 $2 列'],
];

/**
 * The same for what a reader of files tells as `2097168 bytes`; the words of others stay as they are. null: it says no more
 * than the limit of a workflow file, which is told beside it.
 */
export function detailWords(detail: string, language: Language): string | null {
  const [, bytes] = /^(\d+) bytes$/.exec(detail) ?? [];
  if (bytes === undefined)
    return language === 'en'
      ? detail
      : OF_YAML.reduce((text, [pattern, zh]) => text.replace(pattern, zh), detail);
  const size = sizeWords(Number(bytes), language);
  return size === '1 MiB' ? null : size;
}
