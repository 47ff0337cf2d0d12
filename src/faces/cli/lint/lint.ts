/** `lint`: which jobs of a repository GHCR would refuse, before any run and without a network. */

import { existsSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { CAUSES } from '../../../causes/index.js';
import { nearestWord } from '../../../causes/nearest.js';
import type { LintOptions, LintResult } from '../../../commands/lint.js';
import { lintOutput, nothingFound, nothingRead, unreadMeant } from '../../../commands/lint-output.js';
import { lintRepositories, type RepositoryToLint } from '../../../commands/lint-repositories.js';
import type { FetchedRepository } from '../../../evidence/repository-files.js';
import { heldSecrets } from '../../../evidence/secrets.js';
import { unifiedDiff } from '../../../fix/diff.js';
import { type Applied, applyRepairs } from '../../../fix/rounds.js';
import { problemSentence } from '../../../report/problems.js';
import type { Finding } from '../../../types.js';
import { EVENTS } from '../../../workflow/runs/events.js';
import { leanHeap } from '../../lean-heap.js';
import { shortRun } from '../../short-run.js';
import { InputError, mustBeFilled, registryHost } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { outputOptions } from '../output-options.js';
import { printable } from '../printable.js';
import { enterpriseServerOf, originOf, rootOf } from '../repository.js';
import { readStandardInput } from '../stdin.js';
import type { CommonOptions } from '../terminal.js';
import { repositoryNamed } from './address.js';
import { apiAtHand, fetchOthers, tokenVariable, type Unread, unreadSentences } from './elsewhere.js';
import { type LintWords, lintWords } from './words.js';

export interface LintCommandOptions extends CommonOptions {
  fix?: boolean;
  diff?: boolean;
  repository?: string;
  event?: string;
  server?: string;
  fetch?: boolean;
  ignore?: string;
  failOn: 'error' | 'warning' | 'never';
}

/** How standard input is called in a report. */
const STDIN = '<stdin>';

const WORKFLOWS = path.join('.github', 'workflows');

/** Throws an `InputError` with one sentence for bad usage. */
export async function lintCommand(
  paths: string[],
  options: LintCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  leanHeap();
  shortRun();
  const { language } = options;
  const say = lintWords(language);
  mustBeFilled('PATH', paths, language);
  checkUsage(options);
  const input = paths.includes('-') ? await readStandardInput(STDIN) : null;
  const server = options.server
    ? serverOf(options.server, '--server', language)
    : serverOf(env.GITHUB_SERVER_URL ?? '', 'GITHUB_SERVER_URL', language);
  const named = paths
    .filter((each) => each !== '-')
    .map((each) => {
      const name = existsSync(path.resolve(each)) ? each : repositoryNamed(each, server);
      if (name === null) throw new InputError(say.notRepositoryAddress(each));
      return name;
    });
  const remote = named.filter(isRemote);
  const places = named.filter((each) => !isRemote(each)).map((each) => path.resolve(each));
  if (paths.length === 0) places.push(defaultPlace(process.cwd()));
  const ignore = idsOf(options.ignore ?? '', language);
  const asked: Omit<LintOptions, 'paths' | 'root' | 'repository'> = {
    event: options.event ?? null,
    language,
    ignore,
  };
  const texts = input?.text == null ? [] : [{ file: STDIN, text: input.text }];
  const fetched = await fetchRepositories(remote, env, language);
  try {
    const roots = byRoot(places);
    if (roots.size === 0 && (input || fetched.length === 0)) roots.set(rootOf(process.cwd()), []);
    if (roots.size + fetched.length > 1 && options.repository !== undefined)
      throw new InputError(say.oneRepository);
    const isAlone = roots.size + fetched.length === 1;
    const repositories: RepositoryToLint[] = [];
    for (const [root, own] of roots) {
      const repository =
        options.repository ?? ((await originOf(root, null)) || env.GITHUB_REPOSITORY || null);
      const isFirst = repositories.length === 0;
      const serverUrl = server ?? (await enterpriseServerOf(root)) ?? undefined;
      repositories.push({
        options: { ...asked, paths: own, root, repository, serverUrl, texts: isFirst ? texts : [] },
        prefix: isAlone ? '' : shortName(root),
      });
    }
    for (const { folder, name } of fetched) {
      repositories.push({
        options: {
          ...asked,
          paths: [folder],
          root: folder,
          repository: name,
          serverUrl: server ?? undefined,
        },
        prefix: isAlone ? '' : name,
      });
    }
    const unread = options.fetch ? await fetchOthers(repositories, env) : null;
    return await judgeAll(repositories, { input, unread }, options, env);
  } finally {
    for (const { folder } of fetched) rmSync(folder, { recursive: true, force: true });
  }
}

/** What is there beside the repositories. */
interface Given {
  input: Awaited<ReturnType<typeof readStandardInput>> | null;
  /** Why files of other repositories could not be fetched, by name; null: none was to be. */
  unread: Unread | null;
}

async function judgeAll(
  repositories: readonly RepositoryToLint[],
  { input, unread }: Given,
  options: LintCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { language } = options;
  const say = lintWords(language);
  const isKnown = repositories.every(({ options: { repository } }) => repository !== null);
  const judge = async (edited?: Readonly<Record<string, string>>): Promise<LintResult> => {
    const result = await lintRepositories(repositories, edited);
    return input?.problem ? { ...result, problems: [input.problem, ...result.problems] } : result;
  };

  let result = await judge();
  // What could not be read is told once, by the first look.
  for (const problem of result.problems) complain(problemSentence(problem, language));
  for (const sentence of unreadSentences(result, unread, options, tokenVariable(env))) complain(sentence);
  const applied = options.fix || options.diff ? await applyRepairs(result, judge) : null;
  if (applied) result = applied.left;

  if (applied && options.diff) return printDiff(applied, say, options);
  if (applied && !(await writeFixes(applied, repositories, options, input?.text ?? null))) return 2;
  if (applied?.files.size === 0 && !input && result.report.findings.length > 0) complain(say.nothingFixed);

  // A report of nothing would read as a clean one to whoever looks at standard output alone.
  if (nothingRead(result)) return exitCode(result, options);
  const output = await lintOutput(result, options.format, outputOptions(options, env));
  // The mended text of standard input is what goes out then, as with other formatters.
  const toOutput = applied && input ? process.stderr : process.stdout;
  toOutput.write(output);
  if (options.format === 'text' && output === '' && toOutput.isTTY)
    toOutput.write(`${nothingFound(result, language, isKnown)}\n`);
  return exitCode(result, options);
}

function exitCode(result: LintResult, { failOn }: LintCommandOptions): ExitCode {
  const { findings } = result.report;
  if (failOn !== 'never' && findings.some(isError)) return 1;
  if (failOn === 'warning' && findings.some(({ severity }) => severity === 'warning')) return 1;
  return unreadMeant(result) || nothingRead(result) ? 2 : 0;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function checkUsage({ fix, diff, format, repository, event, language }: LintCommandOptions): void {
  const say = lintWords(language);
  if (fix && diff) throw new InputError(say.fixOrDiff);
  if (diff && format !== 'text') throw new InputError(say.patchOrReport(format));
  if (repository !== undefined && !/^[^/\s]+\/[^/\s]+$/.test(repository))
    throw new InputError(say.notRepository(repository));
  if (event !== undefined && !EVENTS.includes(event))
    throw new InputError(say.notEvent(event, nearestWord(event, EVENTS)));
}

// ------------------------------------------------------------ places

/** `.github/workflows` here, else that of the repository that we stand in. */
function defaultPlace(folder: string): string {
  const here = path.join(folder, WORKFLOWS);
  const there = path.join(rootOf(folder), WORKFLOWS);
  return !existsSync(here) && existsSync(there) ? there : here;
}

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

/** The places that were named, by the repository that each is in. */
function byRoot(places: readonly string[]): Map<string, string[]> {
  const roots = new Map<string, string[]>();
  for (const place of places) {
    const root = rootOf(place);
    roots.set(root, [...(roots.get(root) ?? []), place]);
  }
  return roots;
}

/** A repository's folder as it is shortest to write, from where we stand. */
function shortName(root: string): string {
  const inside = path.relative(process.cwd(), root);
  return (inside === '' ? '.' : inside.startsWith('..') ? root : inside).replaceAll('\\', '/');
}

/** `OWNER/NAME` or `OWNER/NAME@REF`, where there is no such file. */
function isRemote(given: string): boolean {
  return REMOTE.test(given) && !/\.ya?ml$/i.test(given) && !existsSync(path.resolve(given));
}

const REMOTE = /^([A-Za-z\d](?:[A-Za-z\d-]{0,38})\/[\w.-]{1,100})(?:@(\S+))?$/;

async function fetchRepositories(
  named: readonly string[],
  env: NodeJS.ProcessEnv,
  language: LintCommandOptions['language'],
): Promise<FetchedRepository[]> {
  if (named.length === 0) return [];
  const [{ fetchWorkflows, UnreadableRepository }, { isBesideWorkflows }] = await Promise.all([
    import('../../../evidence/repository-files.js'),
    import('../../../workflow/text/beside.js'),
  ]);
  const access = apiAtHand(env);
  const fetched: FetchedRepository[] = [];
  for (const each of named) {
    const [, name = '', ref = null] = REMOTE.exec(each) ?? [];
    try {
      fetched.push(await fetchWorkflows(name, ref, access, isBesideWorkflows));
    } catch (error) {
      for (const { folder } of fetched) rmSync(folder, { recursive: true, force: true });
      if (!(error instanceof UnreadableRepository)) throw error;
      throw new InputError(lintWords(language).unreadable(each, error.reason, tokenVariable(env)));
    }
  }
  return fetched;
}

/** `https://HOST` or `HOST`; null for none. Throws an `InputError` for anything else. */
function serverOf(given: string, name: string, language: LintCommandOptions['language']): string | null {
  const host = registryHost(given, language, name);
  return host === null ? null : `https://${host}`;
}

/** Ids of causes, comma-separated. Throws an `InputError` for one that is none. */
function idsOf(given: string, language: LintCommandOptions['language']): string[] {
  const ids = given.split(',').map((each) => each.trim());
  const known: readonly string[] = CAUSES.map(({ id }) => id);
  const wrong = ids.find((each) => each !== '' && !known.includes(each));
  if (wrong !== undefined)
    throw new InputError(lintWords(language).notCause(wrong, nearestWord(wrong, known)));
  return ids.filter((each) => each !== '');
}

// ------------------------------------------------------------- fixes

/** What `--fix` would change, and nothing else. */
function printDiff(
  { files, left }: Applied<LintResult>,
  say: LintWords,
  options: LintCommandOptions,
): ExitCode {
  for (const [file, { before, after }] of files)
    process.stdout.write(printable(heldSecrets.maskInPlace(unifiedDiff(file, before, after))));
  const errors = left.report.findings.filter(isError).length;
  if (errors > 0) complain(say.notFixable(errors));
  return files.size > 0 ? 1 : exitCode(left, options);
}

/** False when a file could not be written; the others are. */
async function writeFixes(
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
  const own = repositories.find(({ prefix }) => prefix === '' || file.startsWith(`${prefix}/`));
  const inside = own?.prefix ? file.slice(own.prefix.length + 1) : file;
  return path.resolve(own?.options.root ?? process.cwd(), inside);
}

const inFile =
  (file: string) =>
  ({ location }: Finding): boolean =>
    location?.file === file;

const subject = ({ id, job }: Finding): string => (job === null ? id : `${id} (${job})`);

function complain(sentence: string): void {
  process.stderr.write(printable(`ghcr-preflight: ${sentence}\n`));
}
