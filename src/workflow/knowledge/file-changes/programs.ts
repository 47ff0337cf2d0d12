/** Which files a program of another language writes, as its words tell. */
import { nameOfFile } from '../../language/workspace.js';

/** What the programs of other languages write a file with. */
export const WRITES_FILES =
  /\.write_(?:text|bytes)\(|\bwriteFile(?:Sync)?\(|\bopen\([^()\n]{0,200},\s*["'][wa]|\bFile\.write\(/;

/** Names of files that stand in quotes, as such programs have them. */
export function quotedNames(source: string): string[] {
  return quotedPaths(source).map(nameOfFile);
}

/** The same with the folders in which they stand. */
export function quotedPaths(source: string): string[] {
  return [...source.matchAll(/["']([\w./-]{0,200}(?:\.\w{1,20}|[A-Z]\w{0,60}file))["']/g)]
    .slice(0, MOST_QUOTED)
    .map(([, path = '']) => path);
}

const MOST_QUOTED = 200;
