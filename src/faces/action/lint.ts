/** The action `lint`: the workflow files of the checkout, annotated. No rule is decided here. */

import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { getInput } from '@actions/core';
import { faultOfReading, lintOutput, nothingRead } from '../../commands/lint/output.js';
import { type LintResult, lint } from '../../commands/lint.js';
import { WORKFLOW_FOLDER } from '../../evidence/files/workflow-folder.js';
import { listed } from '../../evidence/listed.js';
import { runReport } from '../../evidence/run.js';
import { worstFirst } from '../../judge/order.js';
import { annotationsOf } from '../../report/annotations.js';
import { countSeverities } from '../../report/facts.js';
import { findingsJson, reportJson } from '../../report/json.js';
import { nothingFound } from '../../report/nothing-found.js';
import { problemSentence } from '../../report/problems.js';
import { summary } from '../../report/summary/summary.js';
import type { Language, Localized } from '../../types.js';
import { leanHeap } from '../lean-heap.js';
import { shortRun } from '../short-run.js';
import { INPUT_NAMES, registryOfServer, serverAddress } from '../usage.js';
import { codeAddress } from './code-address.js';
import { picked, readTogether, type SummaryMode, summaryInput } from './common-inputs.js';
import { docsAddress } from './docs-address.js';
import { appendSummary } from './job-summary.js';
import { logColumns, showsColor } from './log-style.js';
import { NO_OUTCOME } from './no-outcome.js';
import { writeReport, writeSarif } from './outputs.js';
import {
  annotate,
  failStep,
  infoInColor,
  setFailed,
  setMissingOutputs,
  setOutput,
  warning,
} from './toolkit.js';

type FailOn = 'error' | 'warning' | 'never';

interface Inputs {
  paths: string[];
  /** Absolute; null: none is written. */
  sarifFile: string | null;
  failOn: FailOn;
  summary: SummaryMode;
  language: Language;
}

/** Runs the step; `process.exitCode` is its result. */
export async function lintAction(): Promise<void> {
  leanHeap();
  shortRun();
  const { env } = process;
  try {
    await run(readInputs(env), env);
  } catch (error) {
    failStep(error);
    setMissingOutputs(NO_OUTCOME.lint);
  }
}

function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const sarifFile = getInput('sarif-file');
  return readTogether<Omit<Inputs, 'language'>>((language) => ({
    paths: () =>
      listed(getInput('path') || WORKFLOW_FOLDER).map((each) => path.resolve(workspace(env), each)),
    sarifFile: () => (sarifFile === '' ? null : path.resolve(workspace(env), sarifFile)),
    failOn: () => picked('fail-on', ['error', 'warning', 'never'], language),
    summary: () => summaryInput(language),
  }));
}

function workspace(env: NodeJS.ProcessEnv): string {
  return env.GITHUB_WORKSPACE || process.cwd();
}

async function run(inputs: Inputs, env: NodeJS.ProcessEnv): Promise<void> {
  const { language, paths, sarifFile } = inputs;
  const root = workspace(env);
  const serverUrl = serverAddress(env, language);
  registryOfServer(serverUrl, language, { given: env.GITHUB_SERVER_URL });
  const result = await lint({
    paths,
    repository: env.GITHUB_REPOSITORY || null,
    serverUrl,
    event: null,
    language,
    root,
  });
  const fault = faultOfReading(result);
  if (fault) {
    const hint =
      fault.kind === 'not-found' && !existsSync(path.join(root, '.git')) ? WORDS[language].checkout : '';
    const sentence = [problemSentence(fault, language), hint]
      .filter(Boolean)
      .join(language === 'en' ? ' ' : '');
    // Who gave no path wants to know nothing of an input.
    const isDefault = [WORKFLOW_FOLDER, ''].includes(getInput('path'));
    setFailed(isDefault ? sentence : WORDS[language].input(INPUT_NAMES[language]('path'), sentence));
  }
  await tell(result, inputs, env);
  const [errors, warnings] = countSeverities(result.report.findings);
  setOutput('findings', findingsJson(result.report.findings));
  setOutput('errors', String(errors));
  setOutput('warnings', String(warnings));
  setOutput('report', writeReport(reportJson(result.report, runReport(env)), env));
  if (sarifFile !== null) {
    const options = { language, color: false, docsBase: docsAddress(env), run: null };
    await writeSarif(sarifFile, await lintOutput(result, 'sarif', options), language);
  }
  setOutput('sarif-file', sarifFile ?? '');
  if (inputs.failOn !== 'never' && errors > 0) process.exitCode = 1;
  if (inputs.failOn === 'warning' && warnings > 0) process.exitCode = 1;
}

async function tell(result: LintResult, inputs: Inputs, env: NodeJS.ProcessEnv): Promise<void> {
  const { report, problems, filesRead, filesParsed } = result;
  const { language } = inputs;
  const docsBase = docsAddress(env);
  const say = WORDS[language];
  const log = await lintOutput(result, 'text', {
    language,
    color: showsColor(env),
    columns: logColumns(env),
    docsBase,
    run: null,
  });
  // Where nothing was read, the error says why: nothing can be said to be right.
  const said =
    log.trimEnd() ||
    (nothingRead(result) ? '' : nothingFound({ files: filesRead, isUnowned: false }, language));
  if (said !== '') infoInColor(said);
  const fault = faultOfReading(result);
  const warned = nothingRead(result) ? [] : problems.filter((problem) => problem !== fault);
  for (const problem of warned) {
    const { file, line } = problem;
    warning(problemSentence(problem, language), { file, startLine: line ?? undefined });
  }
  // GitHub shows ten of a kind for a step: what fails it comes first.
  const taken = { warning: warned.length, error: fault ? 1 : 0 };
  for (const each of annotationsOf(worstFirst(report.findings), { language, docsBase }, taken))
    annotate(each);

  const wanted =
    inputs.summary === 'always' || (inputs.summary === 'on-finding' && report.findings.length > 0);
  if (!wanted) return;
  const checked = [
    { what: say.files, result: say.read(filesRead, filesParsed) },
    ...problems.map((problem) => ({ what: problem.file, result: problemSentence(problem, language) })),
  ];
  await appendSummary(await summary(report, checked, { language, docsBase, code: codeAddress(env) }));
}

interface Words {
  files: string;
  read(files: number, parsed: number): string;
  checkout: string;
  input(name: string, sentence: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    files: 'Workflow files',
    read: (files, parsed) => `${files} read, ${parsed} of them name the registry`,
    checkout: 'The repository has to be checked out first (actions/checkout).',
    input: (name, sentence) => `${name}: ${sentence}`,
  },
  'zh-CN': {
    files: '工作流文件',
    read: (files, parsed) => `读取了 ${files} 个，其中 ${parsed} 个涉及该注册表`,
    checkout: '请先检出存储库（actions/checkout）。',
    input: (name, sentence) => `${name}：${sentence}`,
  },
};
