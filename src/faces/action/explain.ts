/** The `explain` action: in a job that runs after a failure, why GHCR refused. No rule is decided here. */

import { getInput } from '@actions/core';
import type { Explanation } from '../../commands/explain.js';
import { explainFailedRun } from '../../commands/explain-run.js';
import { runEvidence, runReport } from '../../evidence/run.js';
import { holdToken, secretForms } from '../../evidence/token.js';
import { annotationsOf } from '../../report/annotations.js';
import { findingsJson, reportJson } from '../../report/json.js';
import { summary } from '../../report/summary/summary.js';
import { terminal } from '../../report/terminal/terminal.js';
import type { Language } from '../../types.js';
import { explainWords, reasonFor } from '../explain-words.js';
import { leanHeap } from '../lean-heap.js';
import { InputError, serverAddress } from '../usage.js';
import { codeAddress } from './code-address.js';
import { languageInput, type SummaryMode, summaryInput } from './common-inputs.js';
import { runContext } from './context.js';
import { docsAddress } from './docs-address.js';
import { appendSummary } from './job-summary.js';
import { logColumns, showsColor } from './log-style.js';
import { NO_OUTCOME } from './no-outcome.js';
import { writeReport } from './outputs.js';
import { annotate, failStep, infoInColor, setMissingOutputs, setOutput, setSecret } from './toolkit.js';

/** Runs the step; `process.exitCode` is its result: it fails only when it could not look. */
export async function explainAction(): Promise<void> {
  leanHeap();
  const { env } = process;
  const token = getInput('github-token');
  holdToken(token);
  for (const form of secretForms(token, [env.GITHUB_ACTOR ?? ''])) setSecret(form);
  let language: Language = 'en';
  const id = getInput('run-id') || env.GITHUB_RUN_ID || '';
  const repository = env.GITHUB_REPOSITORY ?? '';
  try {
    language = languageInput();
    const mode = summaryInput(language);
    const say = explainWords(language);
    if (!/^\d{1,20}$/.test(id)) throw new InputError(say.badRunId(id));
    if (!/^[^/\s]+\/[^/\s]+$/.test(repository)) throw new InputError(say.noOwnRepository(repository));
    serverAddress(env, language);
    if (token.trim() === '') throw new InputError(say.noGithubToken);
    const found = await explainFailedRun({
      id,
      repository,
      job: null,
      token,
      servers: runEvidence(env, await runContext(), null),
      language,
      workflow: null,
    });
    await tell(found, id, mode, language, env);
  } catch (error) {
    failStep(reasonFor(error, { language, name: '', run: id, repository }));
    setMissingOutputs(NO_OUTCOME.explain);
  }
}

/** @param id of the run that was read: only this one's files are at this one's commit */
async function tell(
  found: Explanation,
  id: string,
  mode: SummaryMode,
  language: Language,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { report, checked, line, note: sentence } = found;
  const note = sentence ?? undefined;
  const docsBase = docsAddress(env);
  const color = showsColor(env);
  const said = await terminal(report, { color, language, columns: logColumns(env), line, note, docsBase });
  infoInColor(said.trimEnd());
  for (const each of annotationsOf(report.findings, { language, docsBase })) annotate(each);
  if (mode === 'always' || (mode === 'on-finding' && report.findings.length > 0))
    await appendSummary(
      await summary(report, checked, {
        language,
        note,
        docsBase,
        code: id === env.GITHUB_RUN_ID ? codeAddress(env) : null,
      }),
    );
  setOutput('findings', findingsJson(report.findings));
  setOutput('report', writeReport(reportJson(report, runReport(env)), env));
}
