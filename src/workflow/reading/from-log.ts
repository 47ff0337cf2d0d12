/** From a job as the run's page shows it to its text in the workflow files: the way back that a log needs. */

import { workflowPaths } from '../../evidence/files/workflow-folder.js';
import { isMadeOf } from '../../evidence/pattern.js';
import { withoutTag } from '../../evidence/registry/untagged.js';
import type { RunEvidence } from '../../evidence/types/run.js';
import { WorkflowFiles } from '../repository/files.js';
import { child, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { calledPath, jobEntries, stepTexts } from '../text/job.js';
import { readWorkflow, type WorkflowReading } from './this-run.js';

/** Jobs that are read for what they push. */
const MOST_JOBS = 50;

export interface JobQuestion {
  /** Its name on the run's page: `build`, `Build (22)`, `publish / image`. */
  shown: string | null;
  /** `owner/name` of an image that it was refused, in lower case. */
  image: string | null;
  /** The action or the command that ran, as the log shows it. */
  step: string | null;
  /** It was the login that failed, which is of no image. */
  isLogin: boolean;
  /** Only a job that pushes that image, or makes that login, counts: nothing else tells that the log is of this repository. */
  mustPushImage: boolean;
  /** Path of the workflow file; null: look for the job in all of them. */
  path: string | null;
  run: RunEvidence;
  workspace: string | null;
  registry: string;
  fetchFile: ((path: string) => Promise<string | null>) | null;
}

/** What was found; `unclear`: the jobs of the file that was named, where the log does not tell which it was. */
export interface LoggedJobReading extends WorkflowReading {
  unclear: readonly string[] | null;
}

interface Found {
  path: string;
  job: string;
  /** Has it the step that the log shows? */
  hasStep: boolean;
}

/**
 * The text of the job that a log is of: told by its name, else by the image that it pushes, else by the step.
 * Never rejects; what cannot be found is a problem, as in `readWorkflow`.
 */
export async function workflowOfJob(question: JobQuestion): Promise<LoggedJobReading> {
  const { workspace, fetchFile, run, shown, image, isLogin } = question;
  const files = new WorkflowFiles({ workspace, fetchFile, apiFirst: fetchFile !== null });
  const paths = question.path ? [question.path] : workspace === null ? [] : workflowPaths(workspace);
  const found: Found[] = [];
  for (const path of paths) {
    const { document, problem } = await files.open(path);
    if (document) found.push(...(await jobsIn(path, document, question, files)));
    else if (question.path) return { workflow: null, problem, unclear: null };
  }
  const none = (unclear: string[] | null): LoggedJobReading => ({
    workflow: null,
    problem: { kind: 'job-not-found', file: question.path, detail: shown },
    unclear,
  });
  const readOf = ({ path, job }: Found) =>
    readWorkflow({
      run: { ...run, job, workflowPath: path },
      workspace,
      path,
      registry: question.registry,
      fetchFile,
      env: {},
      event: null,
    });
  const [only] = found;
  if (!only) return none(null);
  if (found.length === 1 && !question.mustPushImage) return { ...(await readOf(only)), unclear: null };
  if (image !== null || isLogin) {
    const doing = [];
    for (const one of found.slice(0, MOST_JOBS)) {
      const reading = await readOf(one);
      if (image === null ? logsIn(reading) : pushes(reading, image)) doing.push({ one, reading });
    }
    const told = doing.length > 1 ? doing.filter(({ one }) => one.hasStep) : doing;
    const [first] = told;
    if (first && told.length === 1) return { ...first.reading, unclear: null };
  }
  if (question.mustPushImage) return none(null);
  const [step, ...others] = found.filter(({ hasStep }) => hasStep);
  if (step && others.length === 0) return { ...(await readOf(step)), unclear: null };
  // Several jobs, and nobody can say which of them this was.
  return none(question.path ? found.map(({ job }) => job) : null);
}

/** The jobs of a file that the log may be of. */
async function jobsIn(
  path: string,
  document: WorkflowDocument,
  { shown, step, run }: JobQuestion,
  files: WorkflowFiles,
): Promise<Found[]> {
  const jobs = jobEntries(document);
  const named = shown === null ? null : await keyOf(shown, document, files, run.repository);
  if (shown !== null) return named === null ? [] : [{ path, job: named, hasStep: true }];
  const found: Found[] = [];
  for (const { key, value } of jobs) {
    // A file with one job that calls another needs no name either.
    if (text(child(value.node, 'uses')) !== null) {
      const called = jobs.length === 1 ? await keyOf(null, document, files, run.repository) : null;
      if (called) found.push({ path, job: called, hasStep: false });
    } else found.push({ path, job: String(key.value), hasStep: hasStep(value.node, step) });
  }
  return found;
}

function hasStep(job: YamlNode, step: string | null): boolean {
  if (!step) return false;
  const wanted = step.replace(/@.*$/, '').trim().toLowerCase();
  return stepTexts(job).some(({ node }) => {
    const uses = text(child(node, 'uses'))?.replace(/@.*$/, '').toLowerCase();
    const script = text(child(node, 'run'))?.trim().toLowerCase();
    return uses === wanted || script?.startsWith(wanted) || script?.includes(`\n${wanted}`);
  });
}

/** Does the job's text push an image of that name? */
function pushes({ workflow }: WorkflowReading, image: string): boolean {
  return (workflow?.pushes ?? []).some(({ reference, access }) => {
    const name = withoutTag(reference?.toLowerCase() ?? '');
    return access === 'push' && (name === image || name.endsWith(`/${image}`));
  });
}

function logsIn({ workflow }: WorkflowReading): boolean {
  return (workflow?.logins.length ?? 0) > 0;
}

/** Key of the job in the file that holds it; a file with one job needs no name. */
async function keyOf(
  shown: string | null,
  document: WorkflowDocument,
  files: WorkflowFiles,
  repository: string | null,
): Promise<string | null> {
  const [first, ...inner] = shown?.split(' / ') ?? [];
  const jobs = jobEntries(document);
  const own =
    first === undefined
      ? jobs.length === 1
        ? jobs[0]
        : undefined
      : jobs.find(({ key, value }) => isShownAs(first, String(key.value), text(child(value.node, 'name'))));
  if (!own) return null;
  const uses = text(child(own.value.node, 'uses'));
  if (uses === null) return String(own.key.value);
  const path = calledPath(uses, repository);
  const called = path === null ? null : (await files.open(path)).document;
  return called ? keyOf(inner.length > 0 ? inner.join(' / ') : null, called, files, repository) : null;
}

/** A matrix adds its values in brackets, and a name may be made by expressions. */
function isShownAs(shown: string, key: string, name: string | null): boolean {
  const plain = shown.replace(/ \(.*\)$/, '');
  if (name === null) return key === shown || key === plain;
  if (name === shown || name === plain) return true;
  if (!name.includes('${{')) return false;
  return isMadeOf(shown, name.split(/\$\{\{.*?\}\}/), 1);
}
