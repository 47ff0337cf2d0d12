/** `explain`: why a push that has failed was refused, read out of its log. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { explanation, type WorkflowPlace } from '../../commands/explain.js';
import type { JobLog } from '../../evidence/log/types.js';
import { environmentContext, runEvidence } from '../../evidence/run.js';
import { secretForms } from '../../evidence/token.js';
import type { RunEvidence } from '../../evidence/types.js';
import { render } from '../../report/render.js';
import type { Language } from '../../types.js';
import { PROJECT_PAGES } from '../../version.js';
import { explainWords, reasonFor } from '../explain-words.js';
import { InputError } from '../usage.js';
import type { ExitCode } from './exit-code.js';
import { originOf } from './repository.js';
import { type CommonOptions, wantsColor } from './terminal.js';

export interface ExplainCommandOptions extends CommonOptions {
  run?: string;
  repository?: string;
  workflow?: string;
}

/** Bytes read at once: large enough to be fast, small enough to be forgotten soon. */
const CHUNK = 256 * 1024;

/** Throws an `Error` with one sentence for bad usage and for what cannot be read. */
export async function explainCommand(
  file: string | undefined,
  options: ExplainCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { language } = options;
  const say = explainWords(language);
  if (options.run !== undefined && file !== undefined) throw new InputError(say.both);
  if (options.workflow !== undefined) await mustBeFile(options.workflow, language);
  const here = options.repository ?? (env.GITHUB_REPOSITORY || (await originOf('.')));
  try {
    const found =
      options.run === undefined
        ? await explainFile(file ?? '-', here, options)
        : await explainRun(options.run, here, options, env);
    process.stdout.write(
      render(found.report, options.format, {
        language,
        color: wantsColor(options, env),
        columns: process.stdout.columns,
        docsBase: PROJECT_PAGES,
        line: found.line,
        note: found.note ?? undefined,
      }),
    );
    // The machine's formats have no place for a sentence.
    if (found.note && options.format !== 'text') process.stderr.write(`${found.note}\n`);
    return found.report.findings.length > 0 ? 1 : 0;
  } catch (error) {
    throw reasonFor(error, {
      language,
      name: file === undefined || file === '-' ? 'stdin' : file,
      run: options.run ?? '',
      repository: here ?? '',
    });
  }
}

async function explainFile(file: string, here: string | null, options: ExplainCommandOptions) {
  const { language, workflow, repository } = options;
  if (file === '-' && process.stdin.isTTY) throw new InputError(explainWords(language).noInput);
  if (file !== '-') await mustBeFile(file, language);
  return explanation(
    [
      {
        name: file === '-' ? 'stdin' : file,
        job: null,
        open: async () => (file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK })),
      },
    ],
    {
      language,
      run: null,
      secrets: [],
      place: (job) => placeOf(job, workflow ?? null, repository ?? null, here),
    },
  );
}

/** The workflow that was named; else the one in this checkout, when the log is of the same repository. */
function placeOf(
  job: JobLog,
  workflow: string | null,
  given: string | null,
  here: string | null,
): WorkflowPlace {
  const repository = given ?? job.repository ?? here;
  const run: RunEvidence = {
    ...runEvidence({}, { payload: null }, null),
    event: job.event,
    repository,
    owner: repository?.split('/')[0] ?? null,
  };
  const common = { run, workspace: process.cwd(), fetchFile: null };
  if (workflow) return { ...common, path: workflow };
  const isHere = job.repository !== null && job.repository.toLowerCase() === here?.toLowerCase();
  if (!isHere || job.name === null) return null;
  const own = job.definedAt?.toLowerCase().startsWith(`${here?.toLowerCase()}/`) && !job.called;
  return {
    ...common,
    path: own ? (/\.github\/workflows\/[^@]+/.exec(job.definedAt ?? '')?.[0] ?? null) : null,
  };
}

async function explainRun(
  id: string,
  repository: string | null,
  options: ExplainCommandOptions,
  env: NodeJS.ProcessEnv,
) {
  const { language } = options;
  const say = explainWords(language);
  if (!/^\d+$/.test(id)) throw new InputError(say.badRun(id));
  if (!repository) throw new InputError(say.noRepository);
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new InputError(say.badRepository(repository));
  const token = env.GITHUB_TOKEN || env.GH_TOKEN || env.GHCR_TOKEN || '';
  if (!token) throw new InputError(say.noToken);
  const { explainFailedRun } = await import('../../commands/explain-run.js');
  return explainFailedRun({
    id,
    repository,
    token,
    servers: runEvidence(env, await environmentContext(env), null),
    language,
    secrets: secretForms(token, [env.GITHUB_ACTOR ?? '']),
    workflow: options.workflow ?? null,
  });
}

async function mustBeFile(file: string, language: Language): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new InputError(explainWords(language).noFile(file));
  if (found.isDirectory()) throw new InputError(explainWords(language).folder(path.normalize(file)));
}
