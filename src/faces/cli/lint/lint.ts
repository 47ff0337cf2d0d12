/** `lint`: which jobs of a repository GHCR would refuse, before any run and without a network. */
import { rmSync } from 'node:fs';
import { CAUSES } from '../../../causes/index.js';
import { nearestWord } from '../../../causes/nearest.js';
import { lintOutput, nothingRead } from '../../../commands/lint/output.js';
import { lintRepositories, type RepositoryToLint } from '../../../commands/lint/repositories.js';
import type { LintResult } from '../../../commands/lint.js';
import { WORKFLOW_FOLDER } from '../../../evidence/files/workflow-folder.js';
import { serverNamed, serverOf as serverOfRegistry } from '../../../evidence/github-server.js';
import { listed } from '../../../evidence/listed.js';
import { applyRepairs } from '../../../fix/rounds.js';
import { nothingFound } from '../../../report/nothing-found.js';
import { problemSentence } from '../../../report/problems.js';
import { EVENTS } from '../../../workflow/runs/events.js';
import { leanHeap } from '../../lean-heap.js';
import { shortRun } from '../../short-run.js';
import { InputError, registryHost, registryOfServer, serverAddress } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { outputOptions } from '../output-options.js';
import { type Input, readStandardInput } from '../stdin.js';
import { remarkOnTokens } from '../token-at-hand.js';
import { type AskedApi, askedApi, fetchOthers, type Unread, unreadSentences } from './elsewhere.js';
import { printDiff, writeFixes } from './fixes.js';
import { fetchRepositories, namedPlaces } from './named-places.js';
import type { LintCommandOptions } from './options.js';
import { complain, exitCode } from './outcome.js';
import { repositoriesToLint } from './repositories.js';
import { lintWords } from './words.js';

/** Throws an `InputError` with one sentence for bad usage. */
export async function lintCommand(
  paths: string[],
  options: LintCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  leanHeap();
  shortRun();
  const { language } = options;
  checkUsage(options);
  const input = paths.includes('-') ? await readStandardInput() : null;
  const server = options.server ? serverOf(options.server, language) : environmentServer(env, language);
  const { places, remote } = namedPlaces(paths, server, language);
  const asked = { event: options.event ?? null, language, ignore: idsOf(options.ignore ?? [], language) };
  if (options.fetch || remote.length > 0) remarkOnTokens(env, language);
  const fetched = await fetchRepositories(remote, server, env, language);
  try {
    const found = { places, fetched, input };
    const repositories = await repositoriesToLint(found, { ...options, server }, asked, env);
    if (options.fetch && server === null && !env.GITHUB_API_URL) checkRemotes(repositories, language);
    const unread = options.fetch ? await fetchOthers(repositories, server, env) : null;
    const given = { isNamed: paths.length > 0, input, unread, asked: askedApi(server, env) };
    return await judgeAll(repositories, given, options, env);
  } finally {
    for (const { folder } of fetched) rmSync(folder, { recursive: true, force: true });
  }
}

/** What is there beside the repositories. */
interface Given {
  /** Something was; else it is the workflows of this folder. */
  isNamed: boolean;
  input: Input | null;
  /** Why files of other repositories could not be fetched, by name; null: none was to be. */
  unread: Unread | null;
  asked: AskedApi;
}

async function judgeAll(
  repositories: readonly RepositoryToLint[],
  { isNamed, input, unread, asked }: Given,
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
  const isNothingHere = result.problems.some(
    ({ file, kind }) => kind === 'not-found' && file === WORKFLOW_FOLDER,
  );
  if (isNothingHere && !isNamed) complain(say.nothingHere);
  for (const sentence of unreadSentences(result, unread, options, asked)) complain(sentence);
  const applied = options.fix || options.diff ? await applyRepairs(result, judge) : null;
  if (applied && options.diff) {
    printDiff(applied, say, env);
    // Nothing is mended by it: it ends as it would have without a patch.
    return exitCode(result, options);
  }
  if (applied) result = applied.left;

  if (applied && !(await writeFixes(applied, repositories, options, input?.text ?? null))) return 2;
  if (applied?.files.size === 0 && !input && result.report.findings.length > 0) complain(say.nothingFixed);

  // A report of nothing would read as a clean one to whoever looks at standard output alone.
  if (nothingRead(result)) return exitCode(result, options);
  const output = await lintOutput(result, options.format, {
    ...outputOptions(options, env),
    isMended: applied !== null,
  });
  // The mended text of standard input is what goes out then, as with other formatters.
  const toOutput = applied && input ? process.stderr : process.stdout;
  toOutput.write(output);
  if (options.format === 'text' && output === '' && toOutput.isTTY) {
    const isUnowned = !isKnown && result.pushes.length > 0;
    toOutput.write(`${nothingFound({ files: result.filesRead, isUnowned }, language)}\n`);
  }
  return exitCode(result, options);
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

/**
 * Whoever made the checkout wrote its remote, and the token at hand may be for another server: none is sent to one that
 * only a remote tells of. Throws an `InputError` then.
 */
function checkRemotes(
  repositories: readonly RepositoryToLint[],
  language: LintCommandOptions['language'],
): void {
  for (const { options } of repositories) {
    if (!options.serverUrl) continue;
    throw new InputError(lintWords(language).unnamedServer(new URL(options.serverUrl).host));
  }
}

/** That of `GITHUB_SERVER_URL`, by the rule of every command; null: it is not set. Throws an `InputError`. */
function environmentServer(env: NodeJS.ProcessEnv, language: LintCommandOptions['language']): string | null {
  if (!env.GITHUB_SERVER_URL) return null;
  const server = serverAddress(env, language);
  registryOfServer(server, language, { given: env.GITHUB_SERVER_URL });
  return server;
}

/** `https://HOST` or `HOST`, as `--server` has it; null for none. Throws an `InputError` for anything else. */
function serverOf(given: string, language: LintCommandOptions['language']): string | null {
  const name = '--server';
  const host = registryHost(given, language, name, 'server');
  const server = host === null ? null : serverNamed(`https://${host}`);
  if (server === null) return null;
  // With --fetch a token goes there: what is left of a name is nobody's to guess.
  if (/^https:\/\/containers\./.test(server)) {
    const { host: named } = new URL(server);
    const { host: meant } = new URL(serverOfRegistry(named));
    throw new InputError(lintWords(language).registryAsServer(named, meant));
  }
  registryOfServer(server, language, { name });
  return server;
}

/** Ids of causes, comma-separated. Throws an `InputError` for one that is none. */
function idsOf(given: readonly string[], language: LintCommandOptions['language']): string[] {
  const ids = given.flatMap(listed);
  const known: readonly string[] = CAUSES.map(({ id }) => id);
  const wrong = ids.find((each) => !known.includes(each));
  if (wrong !== undefined)
    throw new InputError(lintWords(language).notCause(wrong, nearestWord(wrong, known)));
  return ids;
}
