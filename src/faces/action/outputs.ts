/** The step's outputs and the report file (contract, section 2). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Preflight } from '../../commands/preflight.js';
import { canPull, canPush } from '../../evidence/registry/verdict.js';
import { findingsJson, reportJson } from '../../report/json.js';
import { setOutput } from './toolkit.js';

/** @param username of the login that was made; null when none was */
export function writeOutputs(
  { report, evidence }: Preflight,
  username: string | null,
  env: NodeJS.ProcessEnv,
): void {
  const references = report.images.map(({ reference }) => reference);
  const values: Record<string, string> = {
    verdict: report.verdict,
    'can-push': String(canPush(evidence)),
    'can-pull': String(canPull(evidence)),
    // A login that was there before is no token of this step.
    'token-source': report.token.source === 'auth-file' ? '' : (report.token.source ?? ''),
    'token-kind': report.token.kind ?? '',
    username: username ?? '',
    registry: report.registry,
    images: references.join('\n'),
    image: references[0] ?? '',
    findings: findingsJson(report.findings),
    report: writeReport(reportJson(report), env),
  };
  for (const [name, value] of Object.entries(values)) setOutput(name, value);
}

/** The path of the report; empty when the folder can't be written, which must not cost the verdict. */
export function writeReport(json: string, env: NodeJS.ProcessEnv): string {
  const step = (env.GITHUB_ACTION || 'step').replace(/[^A-Za-z0-9_-]/g, '_');
  const folder = env.RUNNER_TEMP || tmpdir();
  const file = path.join(folder, `ghcr-preflight-${step}.json`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, json);
    return file;
  } catch {
    return '';
  }
}
