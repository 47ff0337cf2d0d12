/** The step's outputs and the report file (contract, section 2). */

import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Preflight } from '../../commands/preflight.js';
import { makeFolder } from '../../evidence/files/folders.js';
import { withoutTag } from '../../evidence/registry/untagged.js';
import { canPull, canPush } from '../../evidence/registry/verdict.js';
import { runReport } from '../../evidence/run.js';
import { findingsJson, reportJson } from '../../report/json.js';
import type { Language } from '../../types.js';
import { InputError } from '../usage.js';
import { setOutput, tellUnwritten } from './toolkit.js';

/** All but `username`, which the login decides. */
export function writeOutputs({ report, evidence }: Preflight, env: NodeJS.ProcessEnv): void {
  const references = report.images.map(({ reference }) => reference);
  // Without tag or digest, so that one can be put behind it.
  const names = [...new Set(references.map((each) => withoutTag(each.trim().split('\n', 1)[0] ?? '')))];
  const values: Record<string, string> = {
    verdict: report.verdict,
    'can-push': String(canPush(evidence)),
    'can-pull': String(canPull(evidence)),
    // A login that was there before is no token of this step.
    'token-source': report.token.source === 'auth-file' ? '' : (report.token.source ?? ''),
    'token-kind': report.token.kind ?? '',
    registry: report.registry,
    images: references.join('\n'),
    image: references[0] ?? '',
    'image-names': names.join('\n'),
    'image-name': names[0] ?? '',
    findings: findingsJson(report.findings),
    report: writeReport(reportJson(report, runReport(env)), env),
  };
  for (const [name, value] of Object.entries(values)) setOutput(name, value);
}

/** The path of the report; empty, with a warning, when the folder can't be written, which must not cost the verdict. */
export function writeReport(json: string, env: NodeJS.ProcessEnv): string {
  const step = (env.GITHUB_ACTION || 'step').replace(/[^A-Za-z0-9_-]/g, '_');
  const file = path.join(env.RUNNER_TEMP || tmpdir(), `ghcr-preflight-${step}.json`);
  try {
    writeNew(file, json);
    return file;
  } catch (error) {
    void tellUnwritten('report', file, error);
    return '';
  }
}

/** Throws an `InputError` where it can't be written; what says why is loaded for that alone. */
export async function writeSarif(file: string, text: string, language: Language): Promise<void> {
  try {
    writeNew(file, text);
  } catch (error) {
    const { unwrittenSarif } = await import('./unwritten.js');
    throw new InputError(unwrittenSarif(file, error, language));
  }
}

/** Puts a file of our own in a place, with its folders: a link that somebody has left there is not followed. Throws the system's error. */
function writeNew(file: string, text: string): void {
  makeFolder(path.dirname(file));
  rmSync(file, { force: true });
  writeFileSync(file, text, { flag: 'wx' });
}
