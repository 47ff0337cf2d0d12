/** The action `audit/merge`: the reports of all shards as one summary, one JSON and one SARIF. */
import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { getInput } from '@actions/core';
import { languageOfMerge, mergeReports, type ReportFile } from '../../../commands/audit/merge.js';
import { auditOutput } from '../../../commands/audit/output.js';
import { runReport } from '../../../evidence/run.js';
import type { Language, Localized } from '../../../types.js';
import { readReport } from '../../audit-inputs.js';
import { InputError, serverAddress } from '../../usage.js';
import { languageInput, readTogether } from '../common-inputs.js';
import { docsAddress } from '../docs-address.js';
import { NO_OUTCOME } from '../no-outcome.js';
import { writeSarif } from '../outputs.js';
import { setMissingOutputs, setOutput } from '../toolkit.js';
import { auditStep } from './step.js';
import { auditTellReaders, tellAudit } from './tell.js';

/** The reports say whose they are. */
const nobody = () => '';

/** Runs the step; `process.exitCode` is its result. */
export async function auditMergeAction(): Promise<void> {
  const { env } = process;
  await auditStep(languageInput, nobody, async () => {
    const tell = readTogether(auditTellReaders);
    const serverUrl = serverAddress(env, tell.language);
    const sarifFile = getInput('sarif-file') && path.resolve(workspace(env), getInput('sarif-file'));
    const report = mergeReports(reportsIn(getInput('reports'), tell.language, env), tell.language);
    const language = languageOfMerge([report], tell.language);
    if (sarifFile !== '') {
      const options = { language, color: false, docsBase: docsAddress(env), run: runReport(env), serverUrl };
      await writeSarif(sarifFile, await auditOutput(report, 'sarif', options), language);
    }
    setOutput('sarif-file', sarifFile);
    setOutput('missing', JSON.stringify(report.audit?.missing.map(({ shard, file }) => shard ?? file) ?? []));
    await tellAudit(report, { ...tell, language }, serverUrl, env);
  });
  setMissingOutputs(NO_OUTCOME.merge);
}

function workspace(env: NodeJS.ProcessEnv): string {
  return env.GITHUB_WORKSPACE || process.cwd();
}

/** The JSON files in a folder and the folders in it, as `actions/download-artifact` leaves them. Throws an `InputError`. */
function reportsIn(folder: string, language: Language, env: NodeJS.ProcessEnv): ReportFile[] {
  const root = path.resolve(workspace(env), folder);
  let names: string[];
  try {
    names = (readdirSync(root, { recursive: true }) as string[])
      .filter((each) => each.endsWith('.json'))
      .sort();
  } catch {
    throw new InputError(WORDS[language].noFolder(folder));
  }
  if (names.length === 0) throw new InputError(WORDS[language].noReports(folder));
  return names.map((file) => {
    try {
      return { file, text: readReport(path.join(root, file)) };
    } catch {
      return { file, text: null };
    }
  });
}

interface Words {
  noFolder(folder: string): string;
  noReports(folder: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    noFolder: (folder) =>
      `The input "reports" is "${folder}", which is no folder that can be read: give the one into which actions/download-artifact puts the reports of the shards.`,
    noReports: (folder) =>
      `There is no report (*.json) in "${folder}": not one shard has left any, so nothing can be said about the repositories.`,
  },
  'zh-CN': {
    noFolder: (folder) =>
      `输入 reports 的值“${folder}”不是可读取的目录：请填写 actions/download-artifact 存放各分片报告的目录。`,
    noReports: (folder) => `“${folder}”中没有报告（*.json）：没有任何分片留下报告，无法给出存储库的结果。`,
  },
};
