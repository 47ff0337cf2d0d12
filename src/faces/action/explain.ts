/** The `explain` action: in a job that runs after a failure, why GHCR refused. No rule is decided here. */

import type { Explanation } from '../../commands/explain.js';
import { explainFailedRun } from '../../commands/explain-run.js';
import { eventPayload, runEvidence } from '../../evidence/run.js';
import { secretForms } from '../../evidence/token.js';
import { annotation } from '../../report/annotations.js';
import { escapeData } from '../../report/commands.js';
import { findingsJson, reportJson } from '../../report/json.js';
import { masker } from '../../report/mask.js';
import { summary } from '../../report/summary.js';
import { terminal } from '../../report/terminal.js';
import type { Language } from '../../types.js';
import { reasonFor } from '../explain-words.js';
import { docsAddress } from './docs-address.js';
import { oneOf, type SummaryMode } from './inputs.js';
import { writeReport } from './outputs.js';
import { appendSummary, getInput, info, issue, setOutput, setSecret } from './toolkit.js';

/** Runs the step; `process.exitCode` is its result: it fails only when it could not look. */
export async function explain(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const token = getInput('github-token', env, { trim: true });
  const secrets = secretForms(token, [env.GITHUB_ACTOR ?? '']);
  for (const form of secrets) setSecret(form);
  let language: Language = 'en';
  const id = getInput('run-id', env, { trim: true }) || env.GITHUB_RUN_ID || '';
  const repository = env.GITHUB_REPOSITORY ?? '';
  try {
    language = oneOf('language', getInput('language', env, { trim: true }), ['en', 'zh-CN'], 'en', 'en');
    const modes: readonly SummaryMode[] = ['always', 'on-finding', 'never'];
    const mode = oneOf('summary', getInput('summary', env, { trim: true }), modes, 'always', language);
    const found = await explainFailedRun({
      id,
      repository,
      token,
      servers: runEvidence(env, await eventPayload(env), null),
      language,
      secrets,
      workflow: null,
    });
    tell(found, mode, language, env);
  } catch (error) {
    const mask = masker(secrets);
    const reason = reasonFor(error, { language, name: '', run: id, repository });
    if (reason === error && env.RUNNER_DEBUG === '1') info(mask(String(reason.stack)));
    issue(`::error::${escapeData(mask(reason.message))}`);
    process.exitCode = 1;
  }
}

function tell(found: Explanation, mode: SummaryMode, language: Language, env: NodeJS.ProcessEnv): void {
  const { report, checked, line, note: sentence } = found;
  const note = sentence ?? undefined;
  const docsBase = docsAddress(env);
  info(terminal(report, { color: false, language, columns: 100, line, note, docsBase }).trimEnd());
  for (const finding of report.findings) issue(annotation(finding, { language, docsBase }));
  if (mode === 'always' || (mode === 'on-finding' && report.findings.length > 0))
    appendSummary(summary(report, checked, { language, note, docsBase }), env);
  setOutput('findings', findingsJson(report.findings));
  setOutput('report', writeReport(reportJson(report), env));
}
