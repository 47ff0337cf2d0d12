/**
 * What GitHub refuses of calls of reusable workflows, whatever they grant: then no job of the file runs. Docs: Contexts
 * reference, Context availability; Reuse workflows, Passing inputs and secrets; Workflow syntax, `on.workflow_call.inputs`;
 * facts K18.
 */
import { slipsOf } from '../knowledge/actions/slips.js';
import { namedContext } from '../language/named-context.js';
import {
  child,
  entry,
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../text/document.js';
import { calledFile, callingJobs, callTrigger } from '../text/job.js';

export interface SecretRefusal {
  /**
   * `reserved`: the called workflow declares a secret of GitHub's own name. `undeclared`: the call passes a secret that the
   * called workflow does not declare. `required`: it declares one as required, and the call does not name it. `no-context`: the
   * `with` of a call asks for a secret, which it can't.
   */
  why: 'reserved' | 'undeclared' | 'required' | 'no-context';
  /** Of the secret, or what is asked of the context: `secrets.TOKEN`. */
  name: string;
  /** The job that calls; null: it is the called workflow that is wrong. */
  job: string | null;
  span: Span;
  /** What is passed in the place of one that is required, by a name that the called workflow does not have. */
  misnamed?: YamlEntry;
}

/** Of a file, as called and as calling. */
export function secretRefusalsIn(
  document: WorkflowDocument,
  open: (file: string) => WorkflowDocument | null,
  repository: string | null,
): SecretRefusal[] {
  return [...reservedIn(document), ...callsIn(document, open, repository)];
}

/** Only this name, in whatever case: what a called workflow declares may begin with GITHUB_ otherwise. */
function reservedIn(document: WorkflowDocument): SecretRefusal[] {
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
  const call = callTrigger(document);
  return map(child(call, 'secrets'))?.entries ?? [];
}

function callsIn(
  document: WorkflowDocument,
  open: (file: string) => WorkflowDocument | null,
  repository: string | null,
): SecretRefusal[] {
  return callsAtHand(document, open, repository).flatMap(({ id, key, node, called }) => {
    const passed = map(child(node, 'secrets'))?.entries ?? [];
    const undeclared = (called ? undeclaredIn(passed, called) : []).map((found): SecretRefusal => {
      const name = String(found.key.value);
      return { why: 'undeclared', name, job: id, span: entrySpan(found) };
    });
    const given = map(child(node, 'with'))?.entries ?? [];
    const asked = given.flatMap((found): SecretRefusal[] => {
      const name = namedContext(text(found.value.node) ?? '', (context) => context === 'secrets');
      return name === null ? [] : [{ why: 'no-context', name, job: id, span: entrySpan(found) }];
    });
    // Where a login of the called workflow lacks it, that is said at the same place.
    const lacking = (called ? requiredOf(node, called) : []).map((name): SecretRefusal => {
      const misnamed = called && misnamedSecret(node, called, name);
      return { why: 'required', name, job: id, span: key, ...(misnamed ? { misnamed } : {}) };
    });
    return [...undeclared, ...lacking, ...asked];
  });
}

/** Secrets that the called workflow requires and the call does not name: to be named is enough, also where the value is empty. */
function requiredOf(node: YamlNode, called: WorkflowDocument): string[] {
  const given = child(node, 'secrets');
  const passed = map(given)?.entries ?? [];
  // Of `inherit` it depends on what there is to hand on; what a merge brings is not looked up.
  if ((given && !map(given)) || passed.some(({ key }) => key.value === '<<')) return [];
  return without(declaredSecrets(called).filter(isRequired), passed).map(nameOf);
}

/**
 * What a call passes for a secret that the called workflow declares, by a name that is not declared: the only such one,
 * where no other declared one is left out that may be meant as well. null: nothing is.
 */
export function misnamedSecret(call: YamlNode, called: WorkflowDocument, wanted: string): YamlEntry | null {
  const passed = map(child(call, 'secrets'))?.entries ?? [];
  const declared = declaredSecrets(called);
  const left = without(declared, passed);
  const [only, ...others] = without(passed, declared);
  const isMeant = (left.filter(isRequired).length === 1 ? left.filter(isRequired) : left).map(nameOf);
  return only && others.length === 0 && isMeant.join() === wanted && !/^github_token$/i.test(nameOf(only))
    ? only
    : null;
}

/** The calls, each with the workflow that it calls; null: it is not at hand. */
function callsAtHand(
  document: WorkflowDocument,
  open: (file: string) => WorkflowDocument | null,
  repository: string | null,
) {
  return callingJobs(document).map(({ id, uses, node, key }) => {
    // At a ref, another version of it may be called than the one that is at hand.
    const file = /^[.$]\//.test(uses) ? calledFile(uses, document.file, repository) : null;
    return { id, node, key, called: file === null ? null : open(file) };
  });
}

export interface InputRefusal {
  /** `undeclared`: it is passed, and the called workflow has no such input. `required`: the other way round. */
  why: 'undeclared' | 'required';
  name: string;
  job: string;
  span: Span;
  /**
   * The one that is required and not passed, where one is passed that the called workflow does not have; or another that is not
   * passed, and that this is a slip of; else null.
   */
  meant: { name: string; entry: YamlEntry } | null;
}

/** Calls that pass an input which the called workflow does not have, or leave out one that it requires. */
export function inputRefusalsIn(
  document: WorkflowDocument,
  open: (file: string) => WorkflowDocument | null,
  repository: string | null,
): InputRefusal[] {
  return callsAtHand(document, open, repository).flatMap(({ id, node, called }) => {
    const on = child(called?.root, 'on');
    if (!child(on, 'workflow_call')) return [];
    const declared = map(child(child(on, 'workflow_call'), 'inputs'))?.entries ?? [];
    const given = entry(node, 'with');
    const passed = map(given?.value.node)?.entries ?? [];
    // A `with` that is no map is refused for that, and what a merge brings is not looked up.
    if ((given && !map(given.value.node)) || passed.some(({ key }) => key.value === '<<')) return [];
    const strange = without(passed, declared);
    const lacked = without(declared.filter(isRequired), passed);
    const [wanted] = lacked;
    const left = without(declared, passed);
    const isOne = strange.length === 1 && lacked.length === 1 && wanted !== undefined;
    const strangers = strange.map((found): InputRefusal => {
      const slipped = left.find((each) => slipsOf([nameOf(each)]).includes(nameOf(found).toLowerCase()));
      const of = isOne ? wanted : slipped;
      const meant = of ? { name: nameOf(of), entry: found } : null;
      return { why: 'undeclared', name: nameOf(found), job: id, span: entrySpan(found), meant };
    });
    const place = given ?? entry(node, 'uses');
    const lacking = lacked.flatMap((found): InputRefusal[] =>
      place ? [{ why: 'required', name: nameOf(found), job: id, span: entrySpan(place), meant: null }] : [],
    );
    return [...strangers, ...lacking];
  });
}

/** Whether a default is enough is not documented: then it counts as given. */
function isRequired({ value: { node } }: YamlEntry): boolean {
  const required = child(node, 'required');
  return required?.kind === 'scalar' && required.value === true && child(node, 'default') === null;
}

function without(entries: readonly YamlEntry[], others: readonly YamlEntry[]): YamlEntry[] {
  const known = new Set(others.map((each) => nameOf(each).toLowerCase()));
  return entries.filter((each) => !known.has(nameOf(each).toLowerCase()));
}

function nameOf({ key }: YamlEntry): string {
  return String(key.value);
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
