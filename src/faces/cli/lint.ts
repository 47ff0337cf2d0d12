/** `lint`: which jobs of a repository GHCR would refuse, before any run and without a network. */

import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { type LintOptions, type LintResult, lint } from '../../commands/lint.js';
import { lintOutput, nothingFound, nothingRead } from '../../commands/lint-output.js';
import { runReport } from '../../evidence/run.js';
import { unifiedDiff } from '../../fix/diff.js';
import { type Applied, applyRepairs } from '../../fix/rounds.js';
import { problemSentence } from '../../report/problems.js';
import type { Finding, Localized } from '../../types.js';
import { EVENTS } from '../../workflow/runs/events.js';
import { leanHeap } from '../lean-heap.js';
import { shortRun } from '../short-run.js';
import { InputError } from '../usage.js';
import type { ExitCode } from './exit-code.js';
import { originOf } from './repository.js';
import { readStandardInput } from './stdin.js';
import { type CommonOptions, wantsColor } from './terminal.js';
import { type NotWritten, replaceFile } from './write.js';

export interface LintCommandOptions extends CommonOptions {
  fix?: boolean;
  diff?: boolean;
  repository?: string;
  event?: string;
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
  const say = WORDS[language];
  checkUsage(options);
  const input = paths.includes('-') ? await readStandardInput(STDIN) : null;
  const named = paths.filter((each) => each !== '-');
  const places = paths.length > 0 ? named.map((each) => path.resolve(each)) : [defaultPlace(process.cwd())];
  const root = rootOf(places[0] ?? process.cwd());
  const asked: LintOptions = {
    paths: places,
    texts: input?.text == null ? [] : [{ file: STDIN, text: input.text }],
    repository: options.repository ?? ((await originOf(root, null)) || env.GITHUB_REPOSITORY || null),
    event: options.event ?? null,
    language,
    root,
  };
  const judge = async (edited?: Readonly<Record<string, string>>): Promise<LintResult> => {
    const result = await lint({ ...asked, edited });
    return input?.problem ? { ...result, problems: [input.problem, ...result.problems] } : result;
  };

  let result = await judge();
  // What could not be read is told once, by the first look.
  for (const problem of result.problems) complain(problemSentence(problem, language));
  const applied = options.fix || options.diff ? await applyRepairs(result, judge) : null;
  if (applied) result = applied.left;

  if (applied && options.diff) return printDiff(applied, say);
  if (applied && !writeFixes(applied, root, placesOf(places, root), options, input?.text ?? null)) return 2;

  const output = lintOutput(result, options.format, {
    language,
    color: wantsColor(options, env),
    columns: process.stdout.columns,
    run: runReport(env),
  });
  // The mended text of standard input is what goes out then, as with other formatters.
  const toOutput = applied && input ? process.stderr : process.stdout;
  toOutput.write(output);
  if (options.format === 'text' && output === '' && !nothingRead(result) && toOutput.isTTY)
    toOutput.write(`${nothingFound(result, language)}\n`);
  return exitCode(result);
}

function exitCode(result: LintResult): ExitCode {
  if (result.report.findings.some(isError)) return 1;
  // What was named has to be there, and of the rest something has to be readable.
  const isMissing = result.problems.some(({ kind }) => kind === 'not-found' || kind === 'no-workflows');
  return isMissing || nothingRead(result) ? 2 : 0;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function checkUsage({ fix, diff, repository, event, language }: LintCommandOptions): void {
  const say = WORDS[language];
  if (fix && diff) throw new InputError(say.fixOrDiff);
  if (repository !== undefined && !/^[^/\s]+\/[^/\s]+$/.test(repository))
    throw new InputError(say.notRepository(repository));
  if (event !== undefined && !EVENTS.includes(event)) throw new InputError(say.notEvent(event));
}

// ------------------------------------------------------------ places

/** `.github/workflows` here, else that of the repository that we stand in. */
function defaultPlace(folder: string): string {
  const here = path.join(folder, WORKFLOWS);
  const there = path.join(rootOf(folder), WORKFLOWS);
  return !existsSync(here) && existsSync(there) ? there : here;
}

/** The repository that a place is in; without one, the folder that we stand in. */
function rootOf(place: string): string {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.github')) || existsSync(path.join(folder, '.git'))) return folder;
    if (path.dirname(folder) === folder) return process.cwd();
  }
}

/** The folders in which a repair may be written: the repository, and what was named beside it. */
function placesOf(places: readonly string[], root: string): string[] {
  const folders = places.map((place) =>
    existsSync(place) && statSync(place).isDirectory() ? place : path.dirname(place),
  );
  return [root, ...folders].filter((folder) => existsSync(folder));
}

// ------------------------------------------------------------- fixes

/** What `--fix` would change, and nothing else. */
function printDiff({ files, left }: Applied<LintResult>, say: Words): ExitCode {
  for (const [file, { before, after }] of files) process.stdout.write(unifiedDiff(file, before, after));
  const errors = left.report.findings.filter(isError).length;
  if (errors > 0) complain(say.notFixable(errors));
  return files.size > 0 ? 1 : exitCode(left);
}

/** False when a file could not be written; the others are. */
function writeFixes(
  { files, fixed }: Applied<LintResult>,
  root: string,
  folders: string[],
  { format, language }: LintCommandOptions,
  input: string | null,
): boolean {
  const say = WORDS[language];
  let written = true;
  for (const [file, { before, after }] of files) {
    if (file === STDIN) continue;
    const failure = replaceFile(path.resolve(root, file), before, after, folders);
    if (failure === null) continue;
    complain(typeof failure === 'string' ? say.left[failure](file) : say.notWritten(file, failure.code));
    written = false;
    files.delete(file);
  }
  if (input !== null) process.stdout.write(files.get(STDIN)?.after ?? input);
  // What was done belongs to the text; a program that reads the report gets the report alone.
  const log = format === 'text' && input === null ? process.stdout : process.stderr;
  for (const file of files.keys()) log.write(`${say.fixed(file, fixed.filter(inFile(file)).map(subject))}\n`);
  return written;
}

const inFile =
  (file: string) =>
  ({ location }: Finding): boolean =>
    location?.file === file;

const subject = ({ id, job }: Finding): string => (job === null ? id : `${id} (${job})`);

function complain(sentence: string): void {
  process.stderr.write(`ghcr-preflight: ${sentence}\n`);
}

interface Words {
  fixed(file: string, findings: string[]): string;
  notFixable(errors: number): string;
  /** Why it is left as it is. */
  left: Record<Extract<NotWritten, string>, (file: string) => string>;
  notWritten(file: string, reason: string): string;
  fixOrDiff: string;
  notRepository(value: string): string;
  notEvent(value: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    fixed: (file, findings) => [`fixed ${file}`, findings.join(', ')].filter(Boolean).join(': '),
    notFixable: (errors) =>
      `${errors === 1 ? '1 error has' : `${errors} errors have`} no fix that is safe to apply: see them without --diff.`,
    left: {
      changed: (file) => `${file} was changed by another program meanwhile and is left as it is.`,
      link: (file) => `${file} is a link, or no regular file, and is left as it is.`,
      outside: (file) => `${file} lies outside the repository and is left as it is.`,
      'read-only': (file) => `${file} is read-only and is left as it is.`,
      'not-own': (file) => `${file} belongs to another user and is left as it is.`,
    },
    notWritten: (file, reason) => `${file} could not be written (${reason}).`,
    fixOrDiff: '--fix writes the repairs and --diff only prints them: give one of the two.',
    notRepository: (value) => `--repository is «${value}»: write it as OWNER/NAME.`,
    notEvent: (value) =>
      `--event is «${value}», which starts no workflow: name one such as push, pull_request, release or workflow_dispatch.`,
  },
  'zh-CN': {
    fixed: (file, findings) => [`已修复 ${file}`, findings.join('、')].filter(Boolean).join('：'),
    notFixable: (errors) => `有 ${errors} 个错误没有可安全应用的修复：请去掉 --diff 查看。`,
    left: {
      changed: (file) => `${file} 刚刚被其他程序修改，保持原样。`,
      link: (file) => `${file} 是链接或不是普通文件，保持不变。`,
      outside: (file) => `${file} 位于存储库之外，保持不变。`,
      'read-only': (file) => `${file} 是只读文件，保持不变。`,
      'not-own': (file) => `${file} 属于其他用户，保持不变。`,
    },
    notWritten: (file, reason) => `无法写入 ${file}（${reason}）。`,
    fixOrDiff: '--fix 写入修复，--diff 只显示修复：请只使用其中一个。',
    notRepository: (value) => `--repository 的值“${value}”无效：请写成 OWNER/NAME。`,
    notEvent: (value) =>
      `--event 的值“${value}”不是能触发工作流的事件：请指定 push、pull_request、release 或 workflow_dispatch 等事件。`,
  },
};
