/**
 * What a program that is not read could log in with. Without a secret, a token or an identity (`id-token`)
 * within its reach it can't, whatever it does.
 */
import { decidingBlock, granted, levelOf } from '../../runs/permissions.js';
import { child, map, type WorkflowDocument, type YamlNode } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import type { Here } from './frame.js';

/** Contexts of an expression that hold credentials, and names of others that may. */
const HOLDS =
  /\bsecrets\b|\bgithub\s*(?:\.\s*token\b|\[|\))|\b(?:inputs|vars|steps|needs|matrix)\b[\w.*-]*(?:token|pass|secret|pat\b|cred|key|auth|login|jwt|config)/i;

/** Do the expressions of a text put a credential into it? */
export function holdsCredential(text: string): boolean {
  return expressionsIn(text).some((expression) => HOLDS.test(expression));
}

function expressionsIn(text: string): string[] {
  return [...text.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].map(([, expression = '']) => expression);
}

/** Can a program of this step get at a credential? What checkout leaves in `.git/config` is for git alone. */
export function isCredentialInReach(here: Here): boolean {
  return here.state.hasCredential || isCredentialHanded(here);
}

/** Is one handed to it by the text: to a container, which has nothing else of the machine's? */
export function isCredentialHanded({ step, document, job, handed }: Here): boolean {
  return (
    hasIdentity(job) ||
    [job.document.root, job.node].some((owner) => isCredentialIn(child(owner, 'env'), job.document)) ||
    handed.includes('env') ||
    isCredentialIn(step.node, document) ||
    namesInput(step.node, document, handed)
  );
}

/**
 * What the steps of an action can get at of what the step that uses it is given: its variables, and inputs that they name, for
 * those of a composite action are no variables (actions/runner src/Runner.Worker/Handlers/CompositeActionHandler.cs).
 *
 * @returns `env`, and `inputs.NAME` in lower case
 */
export function handedTo(
  action: WorkflowDocument,
  { step, document, handed }: Pick<Here, 'step' | 'document' | 'handed'>,
): string[] {
  const holds = (node: YamlNode | null) =>
    isCredentialIn(node, document) || namesInput(node, document, handed);
  const given = map(child(step.node, 'with'))?.entries ?? [];
  const defaults = map(child(action.root, 'inputs'))?.entries ?? [];
  const inputs = [
    ...given.filter(({ value }) => holds(value.node)),
    ...defaults.filter(({ value }) => isCredentialIn(child(value.node, 'default'), action)),
  ];
  const isInEnv = handed.includes('env') || holds(child(step.node, 'env'));
  return [
    ...(isInEnv ? ['env'] : []),
    ...inputs.map(({ key }) => `inputs.${String(key.value).toLowerCase()}`),
  ];
}

/** Inputs by name, or without one all of them. */
const INPUTS = /\binputs\b(?:\s*\.\s*([\w-]+))?/gi;

/** Do its expressions name one of these inputs, or any? */
function namesInput(node: YamlNode | null, { text }: WorkflowDocument, handed: readonly string[]): boolean {
  if (!node || handed.length === 0) return false;
  return expressionsIn(text.slice(node.start, node.end)).some((expression) =>
    [...expression.matchAll(INPUTS)].some(
      ([, name]) => name === undefined || handed.includes(`inputs.${name.toLowerCase()}`),
    ),
  );
}

/** By node: each is asked about in every run. */
const CREDENTIALS = new WeakMap<YamlNode, boolean>();

function isCredentialIn(node: YamlNode | null, { text }: WorkflowDocument): boolean {
  if (!node) return false;
  const known = CREDENTIALS.get(node);
  if (known !== undefined) return known;
  const found = holdsCredential(text.slice(node.start, node.end));
  CREDENTIALS.set(node, found);
  return found;
}

const IDENTITY = new WeakMap<YamlNode, boolean>();

/** May the job ask for an OIDC token? By default no job may (facts, section 3). */
function hasIdentity({ document, node }: JobText): boolean {
  const known = IDENTITY.get(node);
  if (known !== undefined) return known;
  const found = decidingBlock(document, node);
  const made =
    found !== null &&
    (found.block.invalid.length > 0 || levelOf(granted(found.block), 'id-token') === 'write');
  IDENTITY.set(node, made);
  return made;
}
