/** What `--fix` writes, and what `--diff` shows of it. */
import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { RepositoryToLint } from '../../../commands/lint/repositories.js';
import type { LintResult } from '../../../commands/lint.js';
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import { unifiedDiff } from '../../../fix/diff.js';
import type { Applied } from '../../../fix/rounds.js';
import type { Finding } from '../../../types.js';
import { printable } from '../printable.js';
import { STDIN } from '../stdin-name.js';
import { isShown } from '../terminal.js';
import type { LintCommandOptions } from './options.js';
import { complain, isError } from './outcome.js';
import { type LintWords, lintWords } from './words.js';

/** The folders in which a repair may be written: the repositories, and what was named beside them. */
function foldersOf(repositories: readonly RepositoryToLint[]): string[] {
  const folders = repositories.flatMap(({ options: { root, paths } }) => [
    root,
    ...paths.map((place) =>
      existsSync(place) && statSync(place).isDirectory() ? place : path.dirname(place),
    ),
  ]);
  return folders.filter((folder) => existsSync(folder));
}

/** What `--fix` would change, and nothing else: for another program to the letter, or it would apply to no file. */
export function printDiff(
  { files, left }: Applied<LintResult>,
  say: LintWords,
  env: NodeJS.ProcessEnv,
): void {
  for (const [file, { before, after }] of files) {
    const diff = heldSecrets.maskInPlace(unifiedDiff(printable(file), before, after));
    process.stdout.write(isShown(env) ? printable(diff) : diff);
  }
  const errors = left.report.findings.filter(isError).length;
  if (errors > 0) complain(say.notFixable(errors));
}

/** False when a file could not be written; the others are. */
export async function writeFixes(
  { files, fixed }: Applied<LintResult>,
  repositories: readonly RepositoryToLint[],
  { format, language }: LintCommandOptions,
  input: string | null,
): Promise<boolean> {
  const { replaceFile } = await import('./write.js');
  const say = lintWords(language);
  // What is done belongs to the text; a program that reads the report gets the report alone.
  const log = format === 'text' && input === null ? process.stdout : process.stderr;
  let written = true;
  for (const [file, { before, after }] of files) {
    // Said before it is done: whoever reads it knows what is touched, also where it goes wrong then.
    log.write(printable(heldSecrets.maskInPlace(unifiedDiff(file, before, after))));
    if (file === STDIN) continue;
    const failure = replaceFile(pathOf(file, repositories), before, after, foldersOf(repositories));
    if (failure === null) continue;
    complain(typeof failure === 'string' ? say.left[failure](file) : say.notWritten(file, failure.code));
    written = false;
    files.delete(file);
  }
  if (input !== null) process.stdout.write(files.get(STDIN)?.after ?? input);
  for (const file of files.keys())
    log.write(printable(`${say.fixed(file, fixed.filter(inFile(file)).map(subject))}\n`));
  return written;
}

/** Where a file of the report stands on the disk. */
function pathOf(file: string, repositories: readonly RepositoryToLint[]): string {
  const own = repositories
    .filter(({ prefix }) => prefix === '' || file.startsWith(`${prefix}/`))
    .sort((one, other) => other.prefix.length - one.prefix.length)[0];
  const inside = own?.prefix ? file.slice(own.prefix.length + 1) : file;
  return path.resolve(own?.options.root ?? process.cwd(), inside);
}

const inFile =
  (file: string) =>
  ({ location }: Finding): boolean =>
    location?.file === file;

const subject = ({ id, job }: Finding): string => (job === null ? id : `${id} (${job})`);
