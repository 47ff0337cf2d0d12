/** How large something is, as a reader says it. */
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

/**
 * The same for what a reader of files tells as `2097168 bytes`; any other detail stays as it is. null: it says no more than
 * the limit of a workflow file, which is told beside it.
 */
export function detailWords(detail: string, language: Language): string | null {
  const [, bytes] = /^(\d+) bytes$/.exec(detail) ?? [];
  if (bytes === undefined) return detail;
  const size = sizeWords(Number(bytes), language);
  return size === '1 MiB' ? null : size;
}
