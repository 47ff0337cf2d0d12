/**
 * What a program that is not read could log in with. Without a secret, a token or an identity (`id-token`)
 * within its reach it can't, whatever it does.
 */
import { decidingBlock, granted, levelOf } from '../../runs/permissions.js';
import { child, type WorkflowDocument, type YamlNode } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import type { Here } from './frame.js';

/** Contexts of an expression that hold credentials, and names of others that may. */
const HOLDS =
  /\bsecrets\b|\bgithub\s*(?:\.\s*token\b|\[|\))|\b(?:inputs|vars|steps|needs|matrix)\b[\w.*-]*(?:token|pass|secret|pat\b|cred|key|auth|login|jwt|config)/i;

/** Do the expressions of a text put a credential into it? */
export function holdsCredential(text: string): boolean {
  return [...text.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].some(([, expression = '']) => HOLDS.test(expression));
}

/** Can a program of this step get at a credential? What checkout leaves in `.git/config` is for git alone. */
export function isCredentialInReach(here: Here): boolean {
  return here.state.hasCredential || isCredentialHanded(here);
}

/** Is one handed to it by the text: to a container, which has nothing else of the machine's? */
export function isCredentialHanded({ step, document, job, uses }: Here): boolean {
  return (
    hasIdentity(job) ||
    [job.document.root, job.node].some((owner) => isCredentialIn(child(owner, 'env'), job.document)) ||
    uses.some(holdsCredential) ||
    isCredentialIn(step.node, document)
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
