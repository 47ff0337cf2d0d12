/** `explain`: why a push that has failed was refused, read out of its log. */

import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { explanation, type WorkflowPlace } from '../../../commands/explain.js';
import type { NamedWorkflow } from '../../../commands/explain-run.js';
import { saysAbsent } from '../../../evidence/files/regular-file.js';
import type { JobLog } from '../../../evidence/log/types.js';
import { repositoryOwner } from '../../../evidence/repository-name.js';
import { environmentContext, runEvidence } from '../../../evidence/run.js';
import type { RunEvidence } from '../../../evidence/types/run.js';
import { render } from '../../../report/render.js';
import type { Language } from '../../../types.js';
import { isWithin } from '../../../workflow/repository/inside.js';
import { errorCode } from '../../error-code.js';
import { explainWords, reasonFor } from '../../explain-words.js';
import { leanHeap } from '../../lean-heap.js';
import { InputError, serverAddress } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { outputOptions } from '../output-options.js';
import { isRepository, namedRepository, repositoryAtHand } from '../own-repository.js';
import { printable } from '../printable.js';
import { PATIENCE, type ProgressLine, progressLine } from '../progress.js';
import { repositoryOn, rootOf } from '../repository.js';
import { withHostOfGh, withServer } from '../server-at-hand.js';
import { placeName } from '../stdin-name.js';
import type { CommonOptions } from '../terminal.js';
import { remarkOnTokens, tokenAtHand } from '../token-at-hand.js';
import { openLog } from './log-source.js';

export interface ExplainCommandOptions extends CommonOptions {
  run?: string;
  message?: string;
  repository?: string;
  workflow?: string;
}

/** Throws an `Error` with one sentence for bad usage and for what cannot be read. */
export async function explainCommand(
  file: string | undefined,
  asked: ExplainCommandOptions,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  leanHeap();
  const options = asked.workflow ? { ...asked, workflow: await byName(asked.workflow) } : asked;
  const { language } = options;
  const say = explainWords(language);
  const given = [file, options.run, options.message].filter((one) => one !== undefined);
  if (given.length > 1) throw new InputError(say.both);
  if (options.repository !== undefined) mustBeRepository(options.repository, language);
  if (options.workflow !== undefined) await mustBeFile(options.workflow, language);
  const named = options.run === undefined ? null : namedRun(options.run);
  const { env, here } = await serverAndRepository(named, options, withServer(variables));
  const progress = progressLine(process.stderr, env, PATIENCE);
  try {
    if (options.run !== undefined) progress.wait(say.readingRun(options.run));
    const found =
      options.run !== undefined
        ? await explainRun(options.run, here, options, env)
        : await explainFile(file ?? '-', here, options, progress);
    progress.end();
    process.stdout.write(
      await render(found.report, options.format, {
        ...outputOptions(options, env),
        line: found.line,
        note: found.note ?? undefined,
      }),
    );
    // The machine's formats have no place for a sentence.
    if (found.note && options.format !== 'text') process.stderr.write(printable(`${found.note}\n`));
    const { verdict } = found.report;
    return verdict === 'denied' ? 1 : verdict === 'unknown' ? 3 : 0;
  } catch (error) {
    progress.end();
    throw reasonFor(error, {
      language,
      name: options.message !== undefined ? '--message' : placeName(file ?? '-'),
      run: named?.id ?? options.run ?? '',
      repository: named?.repository ?? here ?? '',
    });
  }
}

/** The address of a run tells its server itself, and so does a checkout. */
async function serverAndRepository(
  named: NamedRun | null,
  { repository, run, language }: ExplainCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<{ env: NodeJS.ProcessEnv; here: string | null }> {
  // Only the number of a run is nothing without its repository.
  const isNeeded = run !== undefined && (named?.repository ?? null) === null;
  const given = repository ?? (isNeeded ? namedRepository(env, language) : repositoryAtHand(env));
  const checkedOut = (on: NodeJS.ProcessEnv) =>
    repositoryOn(serverAddress(on, language), rootOf(process.cwd()));
  const here = given ?? (await checkedOut(env));
  if (named?.host !== null || (given === null && here !== null)) return { env, here };
  const byName = withHostOfGh(env, language);
  return { env: byName, here: given ?? (await checkedOut(byName)) };
}

function mustBeRepository(given: string, language: Language): void {
  if (!isRepository(given)) throw new InputError(explainWords(language).badRepository(given));
}

async function explainFile(
  file: string,
  here: string | null,
  options: ExplainCommandOptions,
  progress: ProgressLine,
) {
  const { language, workflow, repository, message } = options;
  if (message !== undefined) {
    const open = async () => Readable.from([Buffer.from(message)]);
    return explanation([{ name: 'message', job: null, isAsked: true, open }], {
      language,
      run: null,
      place: (job) => placeOf(job, workflow ?? null, repository ?? null, here),
    });
  }
  if (file === '-' && process.stdin.isTTY) throw new InputError(explainWords(language).noInput);
  if (file !== '-') await mustBeFile(file, language);
  return explanation(
    [
      {
        name: placeName(file),
        job: null,
        open: async () => watched(await openLog(file, language), file, progress),
      },
    ],
    {
      language,
      run: null,
      place: (job) => placeOf(job, workflow ?? null, repository ?? null, here),
    },
  );
}

const MEGABYTE = 1_000_000;

/** The same bytes; on a terminal a line says how many of them have been read. */
async function* watched(
  log: AsyncIterable<Uint8Array>,
  file: string,
  progress: ProgressLine,
): AsyncGenerator<Uint8Array> {
  const all = file === '-' ? 0 : ((await stat(file).catch(() => null))?.size ?? 0);
  let done = 0;
  for await (const chunk of log) {
    done += chunk.length;
    const shown = Math.round(done / MEGABYTE);
    // Of a pipe nobody knows how much is to come.
    progress.show(shown, Math.max(shown, Math.round(all / MEGABYTE)), `MB ${placeName(file)}`);
    yield chunk;
  }
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
    owner: repositoryOwner(repository),
  };
  const common = { run, workspace: rootOf(process.cwd()), fetchFile: null, mustPushImage: false };
  if (workflow) return { ...common, ...namedWorkflow(workflow) };
  if (here === null) return null;
  // A log that names no repository may be of another one: then the image has to be pushed here.
  if (job.repository === null) return { ...common, path: null, mustPushImage: true };
  if (job.repository.toLowerCase() !== here.toLowerCase()) return null;
  const own = job.definedAt?.toLowerCase().startsWith(`${here.toLowerCase()}/`) && !job.called;
  return {
    ...common,
    path: own ? (/\.github\/workflows\/[^@]+/.exec(job.definedAt ?? '')?.[0] ?? null) : null,
  };
}

/** What the user has named is read where it is: in its own checkout, or else beside what stands in its folder. */
function namedWorkflow(given: string): NamedWorkflow {
  const file = path.resolve(given);
  const root = rootOf(path.dirname(file));
  const workspace = isWithin(root, file) ? root : path.dirname(file);
  return { workspace, path: path.relative(workspace, file).replaceAll('\\', '/') };
}

/** A run as people name it: its number, or the address of its page or of a job's. */
interface NamedRun {
  id: string;
  job: string | null;
  /** null: not said. */
  repository: string | null;
  host: string | null;
}

const RUN_PAGE =
  /^(?:https?:\/\/)?([\w.-]+(?::\d+)?)\/([\w.-]+\/[\w.-]+)\/actions\/runs\/(0*[1-9]\d*)(?:\/attempts\/\d+)?(?:\/jobs?\/(\d+))?(?:[/?#].*)?$/;

function namedRun(given: string): NamedRun | null {
  const text = given.trim();
  if (/^0*[1-9]\d*$/.test(text)) return { id: text, job: null, repository: null, host: null };
  const [, host, repository, id, job] = RUN_PAGE.exec(text) ?? [];
  return host && repository && id ? { id, job: job ?? null, repository, host: host.toLowerCase() } : null;
}

async function explainRun(
  given: string,
  here: string | null,
  options: ExplainCommandOptions,
  env: NodeJS.ProcessEnv,
) {
  const { language } = options;
  const say = explainWords(language);
  const named = namedRun(given);
  if (!named) throw new InputError(say.badRun(given));
  const repository = named.repository ?? here;
  const server = new URL(serverAddress(env, language)).host;
  const servers = runEvidence(env, await environmentContext(env), null);
  // The token goes to the server that it is for, wherever a pasted address points.
  if (named.host !== null && named.host !== server) throw new InputError(say.otherServer(named.host, server));
  if (!repository) throw new InputError(say.noRepository(server));
  mustBeRepository(repository, language);
  remarkOnTokens(env, language);
  const token = tokenAtHand(env)?.secret;
  if (token === undefined) throw new InputError(say.noToken);
  const { explainFailedRun } = await import('../../../commands/explain-run.js');
  return explainFailedRun({
    id: named.id,
    job: named.job,
    repository,
    token,
    servers,
    language,
    workflow: options.workflow === undefined ? null : namedWorkflow(options.workflow),
  });
}

/** A workflow goes by its file's name alone, too, as for the action's input and for `gh workflow run`. */
async function byName(given: string): Promise<string> {
  const isThere = (file: string) => stat(file).then(Boolean, ({ code }) => code !== 'ENOENT');
  if (/[/\\]/.test(given) || (await isThere(given))) return given;
  const file = path.join(rootOf(process.cwd()), '.github', 'workflows', given);
  return (await isThere(file)) ? file : given;
}

async function mustBeFile(file: string, language: Language): Promise<void> {
  const say = explainWords(language);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    // A link to itself, a folder that may not be entered: what is there can't be read, and that is another thing to mend.
    throw new InputError(saysAbsent(error) ? say.noFile(file) : say.unreadable(file, errorCode(error)));
  });
  if (found.isDirectory()) throw new InputError(say.folder(path.normalize(file)));
}
