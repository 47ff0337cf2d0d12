/**
 * Is there any sign that another step touches the login? A look at the text of the workflow, which is all that a
 * push of given images costs where there is none: then the workflow need not be read.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from './question.js';

/** Words of a login, a logout, another file of credentials or another user; and files that may hold them. */
const SIGNS =
  /log-?in|logout|log in|_CONFIG|AUTH_FILE|auths|creds|sudo|password|\bregctl\b|\bko\b|goreleaser|uses:\s*["']?(?:\.|\$|docker:)/i;

/** Only the step of a job can be followed by another. True where the text is not at hand. */
export function mayChangeLogin({ login, workspace, run, workflow }: Question): boolean {
  if (login === undefined || workflow === 'none' || !run.job) return false;
  if (login === 'none') return true;
  const path = workflow ?? run.workflowPath;
  if (!path || workspace === null) return true;
  const text = regularText(join(workspace, path));
  return text === null || SIGNS.test(text);
}

/** Bytes; more is no workflow (docs: Workflow limits). */
const LIMIT = 1024 * 1024;

/** null: none, a link, a pipe or the like, which is for the reader to judge. */
function regularText(file: string): string | null {
  try {
    const about = lstatSync(file);
    return about.isFile() && about.size <= LIMIT ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}
