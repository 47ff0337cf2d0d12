/** From a job as the run's page shows it to its text in the workflow files: the way back that a log needs. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvidence } from '../../evidence/types.js';
import { child, map, text, type WorkflowDocument } from '../text/document.js';
import { WorkflowFiles } from '../text/files.js';
import { calledPath } from '../text/job.js';
import { readWorkflow, type WorkflowReading } from './this-run.js';

const FOLDER = '.github/workflows';
/** Files of a folder that are looked at. */
const MAX_FILES = 50;

export interface JobQuestion {
  /** Its name on the run's page: `build`, `Build (22)`, `publish / image`. */
  shown: string | null;
  /** Path of the workflow file; null: look for the job in all of them. */
  path: string | null;
  run: RunEvidence;
  workspace: string | null;
  registry: string;
  fetchFile: ((path: string) => Promise<string | null>) | null;
}

/** Never rejects; what cannot be found is a problem, as in `readWorkflow`. */
export async function workflowOfJob(question: JobQuestion): Promise<WorkflowReading> {
  const { workspace, fetchFile, run, registry } = question;
  const files = new WorkflowFiles({ workspace, fetchFile, apiFirst: fetchFile !== null });
  const paths = question.path ? [question.path] : await localPaths(workspace);
  const found: { path: string; job: string }[] = [];
  for (const path of paths) {
    const { document, problem } = await files.open(path);
    if (!document) {
      if (question.path) return { workflow: null, problem };
      continue;
    }
    const job = await keyOf(question.shown, document, files, run.repository);
    if (job) found.push({ path, job });
  }
  const [only] = found;
  // Two files with a job of that name: nobody can say which of them this was.
  if (!only || found.length > 1)
    return {
      workflow: null,
      problem: { kind: 'job-not-found', file: question.path, detail: question.shown },
    };
  return readWorkflow({
    run: { ...run, job: only.job, workflowPath: only.path },
    workspace,
    path: only.path,
    registry,
    fetchFile,
    env: {},
    event: null,
  });
}

async function localPaths(workspace: string | null): Promise<string[]> {
  if (workspace === null) return [];
  const names = await readdir(join(workspace, FOLDER)).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .slice(0, MAX_FILES)
    .map((name) => `${FOLDER}/${name}`);
}

/** Key of the job in the file that holds it; a file with one job needs no name. */
async function keyOf(
  shown: string | null,
  document: WorkflowDocument,
  files: WorkflowFiles,
  repository: string | null,
): Promise<string | null> {
  const [first, ...inner] = shown?.split(' / ') ?? [];
  const jobs = map(child(document.root, 'jobs'))?.entries ?? [];
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
  const parts = name.split(/\$\{\{.*?\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(shown);
}
