/**
 * What GitHub refuses of calls of reusable workflows, whatever they grant: then no job of the file runs. Docs: Contexts
 * reference, Context availability; Reuse workflows, Passing inputs and secrets; facts K18.
 */
import { piecesOf } from '../language/pieces.js';
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
   * called workflow does not declare. `no-context`: the `with` of a call uses a context that is not there.
   */
  why: 'reserved' | 'undeclared' | 'no-context';
  /** Of the secret, or of the context with what is asked of it: `secrets.TOKEN`, `env.IMAGE`. */
  name: string;
  /** Of the input that is given so; empty: it is none. */
  input: string;
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
      input: '',
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
      return { why: 'undeclared', name, input: '', job: id, span: entrySpan(found) };
    });
    const given = map(child(node, 'with'))?.entries ?? [];
    const strange = given.flatMap((found): CallRefusal[] => {
      const name = strangeContext(text(found.value.node) ?? '');
      const input = String(found.key.value);
      return name === null ? [] : [{ why: 'no-context', name, input, job: id, span: entrySpan(found) }];
    });
    return [...undeclared, ...strange];
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

/** `env`, `secrets`: the contexts of a job that people look for in a call, where there are github, needs, strategy, matrix, inputs and vars. */
const STRANGE = /(?<![.\w-])(?:env|secrets)(?:\s*\.\s*[\w-]+)?(?![\w-])/i;

/** The first of them in a text's expressions; null: there is none. */
function strangeContext(source: string): string | null {
  for (const { expression, text: written } of piecesOf(source)) {
    const found = expression ? STRANGE.exec(written.replace(/'[^']*'/g, "''"))?.[0] : undefined;
    if (found !== undefined) return found.replace(/\s/g, '');
  }
  return null;
}
