/**
 * Where a checkout comes from, as its own `.git/config` says it in the way that git itself writes it. To start git takes
 * longer than to judge a small repository; it is asked only where this says nothing (git docs: git-config, "Syntax").
 */
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { readRegularFile } from '../../evidence/files/regular-file.js';

/** Bytes of a configuration that is read here. */
const MOST_BYTES = 256 * 1024;

/** Variables that lead git elsewhere, or tell it more. */
const LEADS_ELSEWHERE = /^GIT_(?:DIR|COMMON_DIR|CONFIG|CEILING|DISCOVERY)/;

/** What may bring in another file, or go on with a value on the next line. */
const BEYOND = /include|worktreeconfig|\\/i;

const ORIGIN = /^\[remote "origin"\]\n((?:[ \t][^\n]*\n)*)/m;
const ALSO_ORIGIN = /\[[ \t]*remote(?:[ \t]*"origin"|\.origin)/gi;
const URL_LINE = /^[ \t]+url[ \t]*=[ \t]*([^\s"#;]+)$/gm;
const ALSO_URL = /^[ \t]*url\b/gim;

/**
 * The address of the remote `origin`; empty: the folder is in no checkout. null: only git can tell.
 *
 * @param folder of a checkout, or below one
 */
export function originInConfig(folder: string, env: NodeJS.ProcessEnv): string | null {
  if (Object.keys(env).some((name) => LEADS_ELSEWHERE.test(name))) return null;
  if (!existsSync(path.join(folder, '.git'))) return isInCheckout(folder) ? null : '';
  let text: string;
  try {
    text = readRegularFile(path.join(folder, '.git', 'config'), MOST_BYTES).toString('utf8');
  } catch {
    // A worktree and a submodule keep theirs elsewhere.
    return null;
  }
  if (BEYOND.test(text) || text.match(ALSO_ORIGIN)?.length !== 1) return null;
  const own = ORIGIN.exec(text)?.[1] ?? '';
  const [only, second] = [...own.matchAll(URL_LINE)];
  return only && !second && own.match(ALSO_URL)?.length === 1 ? (only[1] as string) : null;
}

/** Has the folder, or one above it, what git looks for? A bare repository is a folder with a `HEAD`. */
export function isInCheckout(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git')) || existsSync(path.join(at, 'HEAD'))) return true;
    if (path.dirname(at) === at) return false;
  }
}
