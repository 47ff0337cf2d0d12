/** The Dockerfile that a step of docker/build-push-action builds. */
import type { StepInputs } from '../../../knowledge/action.js';
import { hasHole } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { checkedOutPath } from '../../files/checkouts.js';
import type { Here } from '../frame.js';
import { inputsOf } from './step-inputs.js';

/** null: it is not known which, or it is not at hand. */
export function dockerfileOf(
  inputs: StepInputs,
  { job, project }: Here,
): { path: string; text: string } | null {
  const given = (name: string) => inputs.text(name)?.trim() ?? '';
  const path = pathOf(given('context'), given('file'));
  const own = path === null ? null : checkedOutPath(job, project.repository, path);
  const text = own === null ? null : (project.data?.(own) ?? null);
  return path === null || text === null ? null : { path, text };
}

/**
 * May one of the images that it is based on be at a registry that can be asked? Few name any, and what reads it is loaded for them alone. A server
 * of one's own has its registry at `containers.HOST`; on loopback there may be any.
 */
export function mayNameBase(here: Here): boolean {
  if (here.own === undefined || !BUILD.test(here.step.uses?.action ?? '')) return false;
  const inputs = inputsOf(here);
  const text = dockerfileOf(inputs, here)?.text;
  return text !== undefined && namesRegistry(`${text}\n${inputs.text('build-args') ?? ''}`);
}

/** Does a Dockerfile, with what it is given, name one that can be asked? */
export function namesRegistry(text: string): boolean {
  return NAMES_REGISTRY.test(text);
}

const BUILD = /^[\w.-]+\/build-push-action$/i;
const NAMES_REGISTRY = /\b(?:ghcr\.io|containers\.[\w.-]+|(?:localhost|127\.0\.0\.1):\d+)\b/i;

/** Of the checkout, or of the commit, which has the same. Docs: docker/build-push-action, `context` and `file`. */
function pathOf(context: string, file: string): string | null {
  const [, ofCommit] = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(context) ?? [];
  if (context !== '' && ofCommit === undefined && !/^[\w./-]+$/.test(context)) return null;
  if (hasHole(file)) return null;
  const folder = ofCommit ?? (/^\{\{/.test(context) ? '' : context);
  if (file === '') return inWorkspace('', `${folder || '.'}/Dockerfile`);
  return inWorkspace('', ofCommit ? `${ofCommit}/${file}` : file);
}
