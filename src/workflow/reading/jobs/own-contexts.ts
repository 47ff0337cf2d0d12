/** What the text of a job itself tells of the contexts `strategy`, `runner` and `github`, for a job that is only read. */
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { Dictionary, hasHole, type Value } from '../../language/values.js';
import type { CallChain } from '../../runs/call-chains.js';
import { child, text, type WorkflowDocument } from '../../text/document.js';
import { type JobText, jobSource } from '../../text/job.js';
import { runnerLabels } from './runners.js';

/** Of a job without a matrix. Docs: Contexts reference, strategy context. */
const ALONE: Value = new Dictionary(
  [
    ['fail-fast', true],
    ['job-index', 0],
    ['job-total', 1],
    ['max-parallel', 1],
  ],
  { named: 'strategy' },
);

/** By the first word of a label. Docs: Contexts reference, runner context. */
const SYSTEMS: Readonly<Record<string, string>> = { ubuntu: 'Linux', windows: 'Windows', macos: 'macOS' };

/** Machines of GitHub's. Docs: GitHub-hosted runners reference; macOS has one or the other processor. */
const HOSTED = /^(ubuntu|windows|macos)-(?:latest|slim|\d[\d.]*)(-arm|-arm64)?$/;

const NAMES = /\b(?:strategy|runner|job|workflow)\b/;

/** What the contexts of a run are at the end of a way, by the job's own text, which is looked at once for all runs. */
export function ownContexts(chain: CallChain, expressions: Expressions): (contexts: Contexts) => Contexts {
  const source = jobSource(chain.job);
  const isAsked = (source.includes('${{') || /\bif:/.test(source)) && NAMES.test(source);
  // What is not asked for there is left as it was, and shared with other jobs.
  return (contexts) => (isAsked ? withOwn(contexts, chain, source, expressions) : contexts);
}

function withOwn(
  contexts: Contexts,
  { job, top, callers, isForeign }: CallChain,
  source: string,
  expressions: Expressions,
): Contexts {
  const made: Record<string, Value> = {};
  // Of one that is called, the legs of its callers may be told there.
  const isAlone = callers.length === 0 && !isForeign && !child(job.node, 'strategy');
  if (isAlone && /\bstrategy\b/.test(source)) made.strategy = ALONE;
  if (/\brunner\b/.test(source)) {
    const runner = hostedRunner(job, contexts, expressions);
    if (runner) made.runner = runner;
  }
  const { github } = contexts;
  // The repository of the file that the job stands in. Docs: Contexts reference, job context.
  if (!isForeign && github instanceof Dictionary && /\bjob\s*\.\s*workflow_repository\b/.test(source)) {
    const repository = github.get('repository');
    if (repository !== null)
      made.job = new Dictionary([['workflow_repository', repository]], { open: true, named: 'job' });
  }
  if (github instanceof Dictionary && /\bgithub\b[^\n]{0,20}\b(?:job|workflow)\b/.test(source))
    made.github = github.with([
      ['job', job.id],
      ...(isForeign ? [] : [['workflow', workflowName(top)] as const]),
    ]);
  return { ...contexts, ...made };
}

/** Its path, where it has none. Docs: Contexts reference, github context. */
function workflowName({ root, file }: WorkflowDocument): string {
  return text(child(root, 'name')) || file;
}

function hostedRunner({ node }: JobText, contexts: Contexts, expressions: Expressions): Value | null {
  const [label = '', ...more] = runnerLabels(node);
  const said = expressions.interpolate(label, contexts);
  const [, system = '', arm] = (!hasHole(said) && more.length === 0 && HOSTED.exec(said)) || [];
  const os = SYSTEMS[system];
  if (os === undefined || child(node, 'runs-on')?.kind === 'map') return null;
  const arch: [string, string][] = system === 'macos' ? [] : [['arch', arm ? 'ARM64' : 'X64']];
  return new Dictionary([['os', os], ['environment', 'github-hosted'], ...arch], { open: true });
}
