/**
 * Addresses of the registry that a list holds, each with a status: an entry of a map, a row of a table, what a checker of links
 * left out. Such a list says what is to be expected there as often as what came, and its entry does not tell which.
 */
import { OUR_HOST } from '../words/registry-names.js';

const ADDRESS = String.raw`<?https?://${OUR_HOST}/(?:v2|token)\b[^\s"'\x60|<>]{0,600}>?`;

/** A key of JSON, YAML or Python, and nothing but a number behind it. A message has a word in front of its address. */
const ENTRY = new RegExp(
  String.raw`^(?:[{[,]\s?)*(["'\x60])${ADDRESS}\1\s?(?::|=>)\s?(["'\x60]?)[1-5]\d\d\2(?:\s?[,}\]].*)?$`,
);

/** One cell with the address, maybe behind its method, and one with the status. */
const CELL_OF_ADDRESS = new RegExp(
  String.raw`^["'\x60*]{0,3}(?:(?:GET|HEAD|POST|PUT|PATCH|DELETE) )?["'\x60]?${ADDRESS}["'\x60*]{0,3}$`,
);
const CELL_OF_STATUS = /^["'`*]{0,3}(?:HTTP )?[1-5]\d\d\b[\w ]{0,30}["'`*]{0,3}$/;
/** What a logger sets between bars in front of its message: no table has a column of levels. */
const CELL_OF_LOGGER = /^(?:ERROR|WARN(?:ING)?|INFO|FATAL|CRITICAL|NOTICE|err|error|fatal)$|^\d\d:\d\d/;
/** A row has so many cells: what ends with a bar and one word behind it is a checker's report. */
const LEAST_CELLS = 3;

/** At the end of a line, of what was not asked or does not count, or is as it should be. */
const LEFT_OUT =
  /[|(,:;–—-] ?(?:excluded|ignored|skipped|not checked|allowed|(?:as )?expected|reachable|up|alive|healthy|ok)\)?\.?$/i;

function isRow(text: string): boolean {
  const cells = text.replace(/^\s*[|│]|[|│]\s*$/g, '').split(/[|│]/);
  const isEdged = /^\s*[|│].*[|│]\s*$/.test(text);
  if (cells.length < (isEdged ? 2 : LEAST_CELLS)) return false;
  const has = (pattern: RegExp) => cells.some((cell) => pattern.test(cell.trim()));
  // Loggers set bars, too, and no edges: what they print begins with a time, a level or who speaks.
  const isTable = isEdged ? !has(CELL_OF_LOGGER) : CELL_OF_ADDRESS.test((cells[0] as string).trim());
  return isTable && has(CELL_OF_ADDRESS) && has(CELL_OF_STATUS);
}

/** Whether a line is an entry of such a list. */
export function isOfAList(text: string): boolean {
  return ENTRY.test(text) || LEFT_OUT.test(text) || isRow(text);
}
