// Refuses what a merge leaves behind when nobody decided: the lines of seven `<`, `|` or `>` in any file that git
// tracks. The line of seven `=` between them may be a heading's underline, and never stands alone.
//
//   node scripts/markers.mjs             node scripts/markers.mjs FOLDER (another repository)
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** As git writes them: seven at the beginning of a line, then the end of the line or a blank and a name. */
const MARKER = /^(?:<{7}|\|{7}|>{7})(?: .*)?\r?$/;

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
const found = tracked.filter(Boolean).flatMap(markersIn);
for (const place of found) console.error(`${place}: a merge marker is left`);
process.exitCode = found.length > 0 ? 1 : 0;

/** `file:line` of each marker. */
function markersIn(file) {
  let text;
  try {
    text = readFileSync(path.join(root, file), 'utf8');
  } catch {
    // Deleted and not yet committed, or a link to nowhere.
    return [];
  }
  if (!/^(?:<{7}|\|{7}|>{7})/m.test(text)) return [];
  return text.split('\n').flatMap((line, index) => (MARKER.test(line) ? [`${file}:${index + 1}`] : []));
}
