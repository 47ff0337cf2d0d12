/** What was named on the line: folders and files here, repositories elsewhere. */
import { existsSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { FetchedRepository } from '../../../evidence/api/repository-files.js';
import { InputError } from '../../usage.js';
import { rootOf } from '../repository.js';
import { repositoryNamed } from './address.js';
import { apiAtHand, askedApi } from './elsewhere.js';
import type { LintCommandOptions } from './options.js';
import { lintWords } from './words.js';

/** What the line names; with nothing on it, the workflows of the repository that we stand in. */
export interface NamedPlaces {
  /** Absolute paths. */
  places: string[];
  /** `OWNER/NAME` or `OWNER/NAME@REF`. */
  remote: string[];
}

/**
 * Standard input (`-`) aside. Throws an `InputError` for an address that is none of a repository.
 *
 * @param server beside github.com, whose addresses name repositories: `https://github.example.com`
 */
export function namedPlaces(
  paths: readonly string[],
  server: string | null,
  language: LintCommandOptions['language'],
): NamedPlaces {
  const named = paths
    .filter((each) => each !== '-')
    .map((each) => {
      if (isPipe(path.resolve(each))) throw new InputError(lintWords(language).pipe(each));
      const name = existsSync(path.resolve(each)) ? each : repositoryNamed(each, server);
      if (name === null) throw new InputError(lintWords(language).notRepositoryAddress(each));
      return name;
    });
  const places = named.filter((each) => !isRemote(each)).map((each) => path.resolve(each));
  if (paths.length === 0) places.push(defaultPlace(process.cwd()));
  return { places, remote: named.filter(isRemote) };
}

/** As `<(command)` of a shell is one; other programs start their like with a socket on standard input. */
function isPipe(place: string): boolean {
  if (!existsSync(place)) return false;
  const found = statSync(place);
  return found.isFIFO() || found.isSocket();
}

const WORKFLOWS = path.join('.github', 'workflows');

/** `.github/workflows` here, else that of the repository that we stand in. */
function defaultPlace(folder: string): string {
  const here = path.join(folder, WORKFLOWS);
  const there = path.join(rootOf(folder), WORKFLOWS);
  return !existsSync(here) && existsSync(there) ? there : here;
}

/** `OWNER/NAME` or `OWNER/NAME@REF`, where there is no such file. */
function isRemote(given: string): boolean {
  return REMOTE.test(given) && !/\.ya?ml$/i.test(given) && !existsSync(path.resolve(given));
}

const REMOTE = /^([A-Za-z\d](?:[A-Za-z\d-]{0,38})\/[\w.-]{1,100})(?:@(\S+))?$/;

/**
 * Their workflows, each in a folder that the caller has to remove.
 * Throws an `InputError` for one that can't be read; then nothing is left behind.
 *
 * @param named `OWNER/NAME` or `OWNER/NAME@REF`
 * @param server the GitHub server that was named; null: none was
 */
export async function fetchRepositories(
  named: readonly string[],
  server: string | null,
  env: NodeJS.ProcessEnv,
  language: LintCommandOptions['language'],
): Promise<FetchedRepository[]> {
  if (named.length === 0) return [];
  const [{ fetchWorkflows, UnreadableRepository }, { isBesideWorkflows }] = await Promise.all([
    import('../../../evidence/api/repository-files.js'),
    import('../../../workflow/repository/beside.js'),
  ]);
  const access = apiAtHand(server, env);
  const fetched: FetchedRepository[] = [];
  for (const each of named) {
    const [, name = '', ref = null] = REMOTE.exec(each) ?? [];
    try {
      fetched.push(await fetchWorkflows(name, ref, access, isBesideWorkflows));
    } catch (error) {
      for (const { folder } of fetched) rmSync(folder, { recursive: true, force: true });
      if (!(error instanceof UnreadableRepository)) throw error;
      throw new InputError(lintWords(language).unreadable(each, error.reason, askedApi(server, env)));
    }
  }
  return fetched;
}
