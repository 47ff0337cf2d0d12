/** What is written into a login whose password comes to nothing. */

import type { TextEdit } from '../../../fix/diff.js';
import { addToStep } from '../../../fix/entries.js';
import { inputEdit } from '../../../fix/inputs.js';
import { isAction, jobTokenIn } from '../../../fix/job-token.js';
import { misnamedInput } from '../../../fix/slips/misnamed-inputs.js';
import { keyEdit } from '../../../fix/slips/misspelt-keys.js';
import { replaceWord } from '../../../fix/words.js';
import { runnerLabels } from '../../../workflow/reading/jobs/runners.js';
import { lacksUser, type Password, passwordOf } from '../../../workflow/reading/logins/passwords.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { unfitSecretName } from '../../../workflow/runs/secrets.js';
import {
  child,
  type Span,
  text,
  type WorkflowDocument,
  type YamlNode,
} from '../../../workflow/text/document.js';
import { jobEntries } from '../../../workflow/text/job.js';
import type { Mend } from '../../cause.js';
import { mendIn, mendOf } from '../../claims/mends.js';

/** That of the job. */
export const OWN_TOKEN: Password = { kind: 'github-token' };

/** `$GITHUB_TOKEN`, `${ secrets.GITHUB_TOKEN }`, `github.token`: the job's own was meant. */
export function meansJobToken(written: string): boolean {
  return /^(?:(?:secrets\.|env\.)?GITHUB_TOKEN|github\.token)$/i.test(written.replace(/[\s${}()]/g, ''));
}

/** Characters of a step that are looked through. */
const LONGEST_LOGIN = 2000;

/** What stands where the password is wanted: the value of an input, what is piped in, or what an option is given. */
const PASSWORD_PLACES = [
  /^\S+:\s*["']?(\$\{\{[^}]*\}\})["']?\s*$/,
  /\b(?:echo|printf)\b[^|$]*(\$\{\{[^}]*\}\})["'\s]*\|/,
  /\s(?:-p|--password)[\s=]["']?(\$\{\{[^}]*\}\})/,
];

/** The expression that is the password as it is written; empty: something else is. */
export function expressionOf({ document, passwordPlace }: SignAct): string {
  const { start, end } = passwordPlace;
  const written = document.text.slice(start, Math.min(end, start + LONGEST_LOGIN));
  return PASSWORD_PLACES.flatMap((place) => place.exec(written)?.[1] ?? [])[0] ?? '';
}

/** The token stands as the user name. */
export function isTurnedRound({ sign }: SignAct): boolean {
  const { kind } = passwordOf(sign.user ?? '');
  return kind === 'github-token' || kind === 'secret';
}

/** The token in its place, and the account in the other one where they only changed places. */
export function turnedRound(login: SignAct): Mend | null {
  if (!isTurnedRound(login)) return withInput(login, 'password', jobTokenIn(login.document));
  const token = text(child(child(login.step.node, 'with'), 'username'));
  if (token === null) return null;
  const edits = [withInput(login, 'password', token), withInput(login, 'username', expressionOf(login))];
  return edits.includes(null) ? null : mendOf(edits.flatMap((each) => each?.edits ?? []));
}

/** The runner does not export GITHUB_TOKEN: the step gets it by its own `env`. */
export function environmentEdit({ document, step }: SignAct, password: Password): Mend | null {
  if (password.kind !== 'unset' || password.name !== 'GITHUB_TOKEN') return null;
  return mendIn(document, addToStep(document, step.node, 'env', 'GITHUB_TOKEN', jobTokenIn(document)));
}

/** `password: ${{ env.GITHUB_TOKEN }}`, where no `env` sets it: an input takes the token itself. Null: it is no input's. */
export function asInput(login: SignAct, password: Password): { name: string; value: string } | null {
  const isOwn = password.kind === 'unset' && password.name === 'GITHUB_TOKEN';
  const written = isOwn ? child(child(login.step.node, 'with'), 'password') : null;
  if (!/^\s*\$\{\{\s*env\.GITHUB_TOKEN\s*\}\}\s*$/i.test(text(written) ?? '')) return null;
  return { name: 'env.GITHUB_TOKEN', value: jobTokenIn(login.document) };
}

/**
 * The job's own token as the password. An input that is empty here may be given by another caller, or by hand: where
 * it is all that stands there, it keeps its turn.
 */
export function besideInput({ document, step }: SignAct): string {
  const own = jobTokenIn(document);
  const written = text(child(child(step.node, 'with'), 'password')) ?? '';
  const [, input] = /^\s*\$\{\{\s*(inputs\.[\w-]+)\s*\}\}\s*$/i.exec(written) ?? [];
  return input === undefined ? own : own.replace('${{ ', `\${{ ${input} || `);
}

export const ACTOR = '${{ github.actor }}';

/** A login that has neither is mended only with both. */
export function withUser(login: SignAct, password: Mend | null): Mend | null {
  if (!lacksUser(login.sign)) return password;
  const user = withInput(login, 'username', ACTOR);
  return password && user && { edits: [...password.edits, ...user.edits], safe: true };
}

/** An input of the login, also where it has another name; what stood there was empty. */
export function withInput({ document, step }: SignAct, input: string, value: string): Mend | null {
  const misnamed = misnamedInput(step.node, input);
  if (misnamed) return mendIn(document, keyEdit(misnamed.key, input));
  return mendIn(document, inputEdit(document, step.node, input, value));
}

/** PowerShell writes a variable of the environment as `$env:NAME`, which is read as one name. */
export function asWrittenIn({ document, step }: SignAct, name: string): string {
  const written = name.replace(/^\$env_/i, '$env:');
  return document.text.slice(step.node.start, step.node.end).includes(written) ? written : name;
}

/** `$GITHUB_TOKEN`, `${ secrets.NAME }`: only where it is plain which secret was meant. */
export function filledIn(login: SignAct, written: string): Mend | null {
  const name = written.replace(/[\s${}()]/g, '');
  if (name === 'GITHUB_TOKEN') return withInput(login, 'password', jobTokenIn(login.document));
  const isNamed = /^(?:secrets\.[A-Za-z_]\w*|github\.token)$/.test(name);
  if (name.startsWith('secrets.') && isAction(login.document)) return null;
  return isNamed ? withInput(login, 'password', `\${{ ${name} }}`) : null;
}

/** Said, or by default: of the job, of the workflow, of a machine that may be one of Windows (docs: Workflow syntax, `shell`). */
function mayBePowerShell(document: SignAct['document'], step: YamlNode): boolean {
  const job = jobEntries(document).find(
    ({ value: { node } }) => node.start <= step.start && step.end <= node.end,
  );
  const owners = [job?.value.node ?? null, document.root].map((node) =>
    child(child(node, 'defaults'), 'run'),
  );
  const said = [step, ...owners].map((node) => text(child(node, 'shell'))).find((each) => each !== null);
  if (said !== undefined) return /^(?:pwsh|powershell)\b|\$\{\{/.test(said ?? '');
  const labels = job ? runnerLabels(job.value.node) : [];
  const isOpen = labels.some((label) => label.includes('${{'));
  return labels.some((label) => /^windows/i.test(label)) || (isOpen && /windows/i.test(document.text));
}

/**
 * A variable between single quotes, where its command has them: between double ones a shell fills it in. PowerShell knows that of
 * the environment by another name.
 */
export function inDoubleQuotes(
  { document, step, passwordPlace: { start, end } }: SignAct,
  written: string,
): Mend | null {
  if (mayBePowerShell(document, step.node) && !/^\$\{?env:/i.test(written)) return null;
  const quoted = `'${written}'`;
  const source = document.text.slice(start, Math.min(end, start + LONGEST_LOGIN));
  const at = source.indexOf(quoted);
  if (at === -1 || source.includes(quoted, at + 1) || /["'\\]$/.test(source.slice(0, at))) return null;
  // Inside of a value in quotes YAML would take those of the shell for its own.
  const from = start + at;
  if (/^[^\n]*:\s*["']/.test(document.text.slice(document.text.lastIndexOf('\n', from) + 1, from)))
    return null;
  return mendIn(document, { start: from, end: from + quoted.length, text: `"${written}"` });
}

/**
 * The variable of the environment in the place of one that PowerShell takes for the script's own, wherever the login names it.
 *
 * @param name as it is written, with its sign
 */
export function ofEnvironment(
  { document, passwordPlace: { start, end } }: SignAct,
  name: string,
  meant: string,
): Mend | null {
  const source = document.text.slice(start, Math.min(end, start + LONGEST_LOGIN));
  // Between single quotes it is a text.
  if (source.includes("'")) return null;
  const bare = name.slice(1);
  const written = [...source.matchAll(new RegExp(`\\$(?:\\{${bare}\\}|${bare}(?![\\w:]))`, 'g'))];
  return mendIn(
    document,
    written.map(({ 0: each, index }) => ({
      start: start + index,
      end: start + index + each.length,
      text: meant,
    })),
  );
}

/** The name that a secret can have and this one was meant to be: `GHCR-TOKEN` is GHCR_TOKEN; else the job's own token. */
export function meantSecret(name: string): string {
  const meant = name.replace(/\W/g, '_');
  return unfitSecretName(meant) === null ? meant : 'GITHUB_TOKEN';
}

/** Nobody can define the secret, so the other name takes nothing's place: there, and nowhere else. */
export function otherSecret({ document }: SignAct, name: string, within: Span): Mend | null {
  const edits = replacedSecret(document, name, meantSecret(name), within);
  return edits && mendIn(document, edits);
}

/** Another secret where this one is named, in whatever case; null: it is named elsewhere. */
export function replacedSecret(
  document: WorkflowDocument,
  name: string,
  meant: string,
  within: Span,
): TextEdit[] | null {
  const written = new RegExp(`secrets\\.${name}\\b`, 'i').exec(document.text.slice(within.start, within.end));
  return written && replaceWord(document, written[0], `secrets.${meant}`, within);
}
