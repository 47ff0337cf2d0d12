/**
 * Which permissions the steps of a job use. A job that had whatever the repository's setting gives and gets its first
 * `permissions:` block loses all that the block does not name, so the block names this.
 */

import { isOfOwnRepository } from '../../workflow/knowledge/actions/own.js';
import { saysLogin } from '../../workflow/knowledge/concern.js';
import {
  atLeast,
  decidingBlock,
  granted,
  type Level,
  levelOf,
  permissionBlock,
} from '../../workflow/runs/permissions.js';
import {
  child,
  entry,
  map,
  text,
  type WorkflowDocument,
  type YamlNode,
} from '../../workflow/text/document.js';
import { jobEntries, jobText, type StepText, stepTexts } from '../../workflow/text/job.js';
import { ACTION_NEEDS, ACTIONS_WITHOUT_NEEDS, SCRIPT_NEEDS, TOKEN_NAME } from './known-needs.js';

export interface Needs {
  permissions: Map<string, Level>;
  /** A step may use the token in a way that its text does not show. */
  open: boolean;
}

/** Where the files stand that a job uses. */
export interface UsedFiles {
  /** The workflow that a call names; null: it can't be read. */
  called(uses: string): WorkflowDocument | null;
  /** The `action.yml` that a step uses, of this repository; null: it is another one's, or can't be read. */
  action(uses: string): WorkflowDocument | null;
}

/** Calls and actions may be nested that deep (docs: Reuse workflows; Creating a composite action). */
const DEEPEST = 10;

const TOKEN = /github\.token|secrets\.GITHUB_TOKEN|\bGITHUB_TOKEN\b|\bGH_TOKEN\b/i;
const INPUT = /\binputs\b/i;

/** What holds a token of its own; what else an expression names may have been given the job's. */
const OTHERS = /^[^{]*\$\{\{\s*(?:secrets|steps)\.[^{}]*\}\}\s*$/i;
const MAY_BE_GIVEN = /\b(?:inputs|env|needs|vars|matrix)\b/i;

/** What a job uses: its steps, or for a job that calls a workflow, what the called jobs declare and use. */
export function needsOf(document: WorkflowDocument, jobId: string, files: UsedFiles): Needs {
  return needsWithin(document, jobId, { files, seen: new Set(), depth: 0, isCallable: false });
}

interface Look {
  files: UsedFiles;
  /** What was looked into: what is used twice needs the same, and what uses itself nothing more. */
  seen: Set<string>;
  depth: number;
  /** The workflow may be called: then its secrets are what a caller gives them, the job's token perhaps. */
  isCallable: boolean;
}

function isFirst({ seen }: Look, ...key: readonly string[]): boolean {
  const before = seen.size;
  return seen.add(JSON.stringify(key)).size > before;
}

function needsWithin(document: WorkflowDocument, jobId: string, look: Look): Needs {
  const { files, depth } = look;
  const needs: Needs = { permissions: new Map(), open: false };
  const node = entry(child(document.root, 'jobs'), jobId)?.value.node ?? null;
  const uses = text(child(node, 'uses'));
  if (uses === null) {
    const job = jobText(document, jobId);
    const isCallable = document.text.includes('workflow_call');
    if (job) for (const step of job.steps) addStep(needs, step, { ...look, isCallable }, false);
    return needs;
  }
  const file = depth < DEEPEST ? files.called(uses) : null;
  if (!file) return { permissions: new Map(), open: true };
  // GitHub compares the workflow's own block, too, whatever its jobs say.
  const shared = permissionBlock(file.root);
  if (shared) for (const [scope, level] of granted(shared)) raise(needs, scope, level);
  for (const { key } of jobEntries(file)) {
    const id = String(key.value);
    if (!isFirst(look, 'job', uses, id)) continue;
    const nested = entry(child(file.root, 'jobs'), id)?.value.node ?? null;
    const block = decidingBlock(file, nested)?.block;
    // What a called job declares it must get, or the run does not start.
    if (block) for (const [scope, level] of granted(block)) raise(needs, scope, level);
    else {
      const theirs = needsWithin(file, id, { ...look, depth: depth + 1 });
      for (const [scope, level] of theirs.permissions) raise(needs, scope, level);
      needs.open ||= theirs.open;
    }
  }
  return needs;
}

/** @param isHanded an input of the action that the step stands in has the token */
function addStep(needs: Needs, { node, uses }: StepText, look: Look, isHanded: boolean): void {
  const name = uses?.action ?? null;
  const known = name ? ACTION_NEEDS.filter((each) => matches(each.uses, name)) : [];
  const run = text(child(node, 'run'));
  const hasToken = (source: string) => TOKEN.test(source) || (isHanded && INPUT.test(source));
  const hasOther = !look.isCallable && isHandedOther(node);
  for (const { needs: own } of known) addAll(needs, hasOther ? identityOf(own) : own);
  if (run !== null) {
    for (const { pattern, needs: own, isHanded: byName = false } of SCRIPT_NEEDS)
      if (pattern.test(run)) addAll(needs, hasOther && byName ? {} : own);
    // In a login to a registry the token does nothing else.
    const explained = SCRIPT_NEEDS.some(({ pattern }) => pattern.test(run)) || saysLogin(run);
    if (!explained && (hasToken(run) || hasToken(valuesOf(child(node, 'env'))))) needs.open = true;
  } else if (
    known.length === 0 &&
    !(name && (matches(ACTIONS_WITHOUT_NEEDS, name) || isOfOwnRepository(name)))
  ) {
    const isNowHanded = hasToken(valuesOf(child(node, 'with')));
    if (uses && !isFirst(look, 'action', uses.source, String(isNowHanded))) return;
    const { files, depth } = look;
    const inside = depth < DEEPEST && uses ? stepsOfComposite(files.action(uses.source)) : null;
    // An action may use `github.token` by default, without being given it.
    if (inside === null) needs.open = true;
    else for (const step of inside) addStep(needs, step, { ...look, depth: depth + 1 }, isNowHanded);
  }
}

/** Is another token handed over than the job's own, and that one not beside it? Then no permission of the job helps. */
function isHandedOther(node: YamlNode | null): boolean {
  const values = ['with', 'env']
    .flatMap((key) => map(child(node, key))?.entries ?? [])
    .filter(({ key }) => TOKEN_NAME.test(String(key.value)))
    .flatMap(({ value }) => text(value.node) ?? []);
  const isOther = (value: string) => OTHERS.test(value) && !TOKEN.test(value) && !MAY_BE_GIVEN.test(value);
  return values.length > 0 && values.every(isOther);
}

/** What no token has a say in: who the job is (docs: OpenID Connect). */
function identityOf(own: Partial<Record<string, Level>>): Partial<Record<string, Level>> {
  return own['id-token'] ? { 'id-token': own['id-token'] } : {};
}

/** Null for an action that is a program, of which nobody knows what it asks for. */
function stepsOfComposite(action: WorkflowDocument | null): StepText[] | null {
  const runs = action && child(action.root, 'runs');
  return runs && text(child(runs, 'using'))?.toLowerCase() === 'composite' ? stepTexts(runs) : null;
}

function matches(patterns: readonly string[], name: string): boolean {
  const lowered = name.toLowerCase();
  return patterns.some((each) => {
    const pattern = each.toLowerCase();
    return pattern.endsWith('*') ? lowered.startsWith(pattern.slice(0, -1)) : lowered === pattern;
  });
}

function valuesOf(node: YamlNode | null): string {
  return (map(node)?.entries ?? [])
    .map(({ key, value }) => `${key.value}=${text(value.node) ?? ''}`)
    .join('\n');
}

function addAll(needs: Needs, own: Partial<Record<string, Level>>): void {
  for (const [scope, level] of Object.entries(own)) if (level) raise(needs, scope, level);
}

function raise(needs: Needs, scope: string, level: Level): void {
  if (!atLeast(levelOf(needs.permissions, scope), level)) needs.permissions.set(scope, level);
}
