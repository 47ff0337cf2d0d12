/** The host that a login means and does not name. */
import { asPattern } from '../evidence/pattern.js';
import {
  child,
  entry,
  type Span,
  text,
  type WorkflowDocument,
  type YamlMap,
} from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';
import { addToStep, replaceScalar } from './entries.js';
import { misnamedInput } from './slips/misnamed-inputs.js';
import { keyEdit } from './slips/misspelt-keys.js';

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
 *
 * @param input of the action, for the host
 */
export function registryEdit(
  document: WorkflowDocument,
  step: YamlMap,
  host: string,
  input = 'registry',
): LoginEdit | null {
  const inputs = child(step, 'with');
  const safe = JOB_TOKEN.test(text(child(inputs, 'password')) ?? '');
  const named = entry(inputs, input);
  if (named && text(named.value.node) === host) return null;
  const misnamed = named ? null : misnamedInput(step, input, host);
  if (misnamed) return { edit: keyEdit(misnamed.key, input), safe: true };
  const edit = named ? replaceScalar(document, named, host) : addToStep(document, step, 'with', input, host);
  return edit && { edit, safe };
}

const LOGIN_COMMAND = /\b(?:docker|podman|buildah|skopeo|nerdctl)[ \t]+login(?=[ \t])/g;

/**
 * The same of a command: the right host in the place of the one that it names, or behind `login` where it names none.
 * Null where its line does not tell which word that is.
 */
export function loginCommandEdit(
  document: WorkflowDocument,
  { start, end }: Span,
  wrong: string,
  host: string,
): TextEdit | null {
  const line = document.text.slice(start, end);
  // In whatever case: `GHCR.IO` is kept as it is written, and found by nobody.
  const [only, ...more] = line.matchAll(wrong === '' ? LOGIN_COMMAND : new RegExp(asPattern(wrong), 'gi'));
  if (!only || more.length > 0) return null;
  const [before, behind] = [line.slice(0, only.index), line.slice(only.index + only[0].length)];
  const place = start + only.index + only[0].length;
  if (wrong === '') return { start: place, end: place, text: ` ${host}` };
  const isWord = !/[\w.-]$/.test(before) && !/^[\w.-]/.test(behind);
  return isWord ? { start: start + only.index, end: place, text: host } : null;
}
