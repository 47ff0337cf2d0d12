/** The repositories that the named places are in, each with what it is judged by. */
import * as path from 'node:path';
import type { RepositoryToLint } from '../../../commands/lint/repositories.js';
import type { LintOptions } from '../../../commands/lint.js';
import type { FetchedRepository } from '../../../evidence/api/repository-files.js';
import { InputError } from '../../usage.js';
import { namedRepository } from '../own-repository.js';
import { originOf, rootOf } from '../repository.js';
import type { Input } from '../stdin.js';
import { STDIN } from '../stdin-name.js';
import type { LintCommandOptions } from './options.js';
import { lintWords } from './words.js';

/** What is to be linted. */
interface Found {
  /** Absolute paths of files and folders. */
  places: readonly string[];
  fetched: readonly FetchedRepository[];
  /** Standard input, judged as a file of the first repository; null: not asked for. */
  input: Input | null;
}

/**
 * Throws an `InputError` where `--repository` would be the name of several.
 *
 * @param server null: what each repository tells of its own
 */
export async function repositoriesToLint(
  { places, fetched, input }: Found,
  { repository, server, language }: Omit<LintCommandOptions, 'server'> & { server: string | null },
  asked: Pick<LintOptions, 'event' | 'language' | 'ignore'>,
  env: NodeJS.ProcessEnv,
): Promise<RepositoryToLint[]> {
  const roots = byRoot(places);
  if (roots.size === 0 && (input || fetched.length === 0)) roots.set(rootOf(process.cwd()), []);
  const count = roots.size + fetched.length;
  if (count > 1 && repository !== undefined) throw new InputError(lintWords(language).oneRepository);
  const texts = input?.text == null ? [] : [{ file: STDIN, text: input.text }];
  const repositories: RepositoryToLint[] = [];
  for (const [root, paths] of roots) {
    const origin = await originOf(root, server);
    const name = repository ?? (origin.repository || namedRepository(env, asked.language));
    const serverUrl = server ?? origin.server ?? undefined;
    const isFirst = repositories.length === 0;
    repositories.push({
      options: { ...asked, paths, root, repository: name, serverUrl, texts: isFirst ? texts : [] },
      prefix: count === 1 ? '' : shortName(root),
    });
  }
  for (const { folder, name } of fetched) {
    const serverUrl = server ?? undefined;
    repositories.push({
      options: { ...asked, paths: [folder], root: folder, repository: name, serverUrl },
      prefix: count === 1 ? '' : name,
    });
  }
  return repositories;
}

/** The places that were named, by the repository that each is in. */
function byRoot(places: readonly string[]): Map<string, string[]> {
  const roots = new Map<string, string[]>();
  for (const place of places) {
    const root = rootOf(place);
    roots.set(root, [...(roots.get(root) ?? []), place]);
  }
  return roots;
}

/** A repository's folder as it is shortest to write, from where we stand; nothing for that very folder. */
function shortName(root: string): string {
  const inside = path.relative(process.cwd(), root);
  return (inside.startsWith('..') ? root : inside).replaceAll('\\', '/');
}
