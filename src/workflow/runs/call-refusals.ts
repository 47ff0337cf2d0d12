/**
 * What GitHub refuses of calls of reusable workflows, whatever they grant: then no job of the file runs. Docs: Contexts
 * reference, Context availability; Reuse workflows, Passing inputs and secrets; facts K18.
 */
import { namedContext } from '../language/named-context.js';
import {
  child,
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
} from '../text/document.js';
import { calledFile, callingJobs } from '../text/job.js';

export interface CallRefusal {
  /**
   * `reserved`: the called workflow declares a secret of GitHub's own name. `undeclared`: the call passes a secret that the
   * called workflow does not declare. `no-context`: the `with` of a call asks for a secret, which it can't.
   */
  why: 'reserved' | 'undeclared' | 'no-context';
  /** Of the secret, or what is asked of the context: `secrets.TOKEN`. */
  name: string;
  /** The job that calls; null: it is the called workflow that is wrong. */
  job: string | null;
  span: Span;
}

/** Of a file, as called and as calling. */
export function callRefusalsIn(
  document: WorkflowDocument,
  open: (file: string) => WorkflowDocument | null,
  repository: string | null,
): CallRefusal[] {
  return [...reservedIn(document), ...callsIn(document, open, repository)];
}

/** Only this name, in whatever case: what a called workflow declares may begin with GITHUB_ otherwise. */
function reservedIn(document: WorkflowDocument): CallRefusal[] {
  return declaredSecrets(document)
    .filter(({ key }) => /^github_token$/i.test(String(key.value)))
    .map((found) => ({
      why: 'reserved',
      name: String(found.key.value),
      job: null,
      span: entrySpan(found),
    }));
}

function declaredSecrets(document: WorkflowDocument) {
  const call = child(child(document.root, 'on'), 'workflow_call');
  return map(child(call, 'secrets'))?.entries ?? [];
}

function callsIn(
  document: WorkflowDocument,
  open: (file: string) => WorkflowDocument | null,
  repository: string | null,
): CallRefusal[] {
  return callingJobs(document).flatMap(({ id, uses, node }) => {
    // At a ref, another version of it may be called than the one that is at hand.
    const file = /^[.$]\//.test(uses) ? calledFile(uses, document.file, repository) : null;
    const called = file === null ? null : open(file);
    const passed = map(child(node, 'secrets'))?.entries ?? [];
    const undeclared = (called ? undeclaredIn(passed, called) : []).map((found): CallRefusal => {
      const name = String(found.key.value);
      return { why: 'undeclared', name, job: id, span: entrySpan(found) };
    });
    const given = map(child(node, 'with'))?.entries ?? [];
    const asked = given.flatMap((found): CallRefusal[] => {
      const name = namedContext(text(found.value.node) ?? '', 'secrets');
      return name === null ? [] : [{ why: 'no-context', name, job: id, span: entrySpan(found) }];
    });
    return [...undeclared, ...asked];
  });
}

/**
 * Secrets that are passed and not declared. Where the called workflow uses another one that is not passed, that one is meant,
 * and its login says so.
 */
function undeclaredIn(passed: readonly YamlEntry[], called: WorkflowDocument): YamlEntry[] {
  const on = child(called.root, 'on');
  if (passed.length === 0 || !child(on, 'workflow_call')) return [];
  const upper = ({ key }: YamlEntry) => String(key.value).toUpperCase();
  const given = new Set(['GITHUB_TOKEN', ...passed.map(upper)]);
  const used = [...called.text.matchAll(SECRET)].map(([, name = '']) => name.toUpperCase());
  if (used.some((name) => !given.has(name))) return [];
  const declared = new Set(declaredSecrets(called).map(upper));
  return passed.filter((each) => !declared.has(upper(each)));
}

const SECRET = /\bsecrets\s*(?:\.\s*|\[\s*')([\w-]+)/gi;
