/** The host that a docker/login-action step means and does not name. */
import { child, entry, text, type WorkflowDocument, type YamlMap } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { addToStep, replaceScalar } from './entries.js';

/** Only GHCR (and GitHub's other registries) take it: nobody means Docker Hub with it. */
const JOB_TOKEN = /^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/i;

export interface LoginEdit {
  edit: TextEdit;
  /** The password is the job's own token, so no other registry can be meant. */
  safe: boolean;
}

/**
 * Gives a login step its registry: a line `registry: ghcr.io`, or the right host in the place of
 * the one that stands there. docker/login-action without `registry` logs in to Docker Hub (its README).
 * Null when the host is right already or the place has a form that no safe edit fits.
 */
export function registryEdit(document: WorkflowDocument, step: YamlMap, host: string): LoginEdit | null {
  const inputs = child(step, 'with');
  const safe = JOB_TOKEN.test(text(child(inputs, 'password')) ?? '');
  const named = entry(inputs, 'registry');
  if (named && text(named.value.node) === host) return null;
  const edit = named
    ? replaceScalar(document, named, host)
    : addToStep(document, step, 'with', 'registry', host);
  return edit && { edit, safe };
}
