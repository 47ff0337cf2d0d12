import { serverOf } from '../../evidence/github-server.js';
import { withoutTag } from '../../evidence/registry/untagged.js';
/** What the workflows of a repository push, by image: with whose token, from how many places, with which label. */
import type { Location } from '../../types.js';
import { anyAction } from '../knowledge/actions/every-action.js';
import { concernsRegistry } from '../knowledge/concern.js';
import { referenceAt } from '../knowledge/names/names.js';
import { expressionsFor } from '../language/expressions.js';
import { hasHole } from '../language/values.js';
import { isActive, JobReader } from '../reading/every-run.js';
import { setsSourceLabel } from '../reading/jobs/sets-source-label.js';
import { LazyScripts } from '../reading/steps/scripts/lazy-scripts.js';
import { rememberScripts } from '../reading/steps/scripts/remembered-scripts.js';
import { readRepository } from '../repository/repository.js';
import { type CallChain, callChainsOf } from '../runs/call-chains.js';
import type { WorkflowDocument } from '../text/document.js';
import { locate } from '../text/places.js';

export interface PlannedPush {
  /** `registry/owner/name`. */
  image: string;
  /** `job`: its own; `user`: a secret; null: the text does not tell. */
  token: 'job' | 'user' | null;
  /** Steps that push it, each once. */
  places: Location[];
  /** A job that pushes it sets the label that links it. */
  isLabelled: boolean;
}

export interface RepositoryPlan {
  pushes: PlannedPush[];
  /** All workflow files, and those that concern the registry. */
  documents: WorkflowDocument[];
}

/**
 * Never rejects.
 *
 * @param root of the checkout
 * @param repository `OWNER/NAME`
 */
export async function plannedPushes(
  root: string,
  repository: string | null,
  registry: string,
): Promise<RepositoryPlan> {
  const { documents, project } = readRepository({
    paths: [root],
    texts: [],
    edited: new Map(),
    root,
    repository,
    concerns: (text) => concernsRegistry(text, registry) || /\bsecrets\b/.test(text),
  });
  const expressions = await expressionsFor('${{');
  // Few workflows push by a script, and the grammar of the shell is the largest part of the reader.
  const scripts = new LazyScripts(rememberScripts);
  await scripts.loadSteps();
  const planned = () => {
    const reader = new JobReader({
      registry,
      serverUrl: serverOf(registry),
      event: null,
      expressions,
      project,
      open: (file) => documents.get(file) ?? null,
      actions: anyAction,
      scriptSteps: scripts.steps,
      changes: scripts.changes,
      scripts: scripts.read,
      meaning: scripts.meaning,
    });
    return pushesIn(callChainsOf({ repository, documents }), reader, registry);
  };
  const pushes = planned();
  return { pushes: (await scripts.loadWanted()) ? planned() : pushes, documents: [...documents.values()] };
}

function pushesIn(chains: Iterable<CallChain>, reader: JobReader, registry: string): PlannedPush[] {
  const found = new Map<string, PlannedPush>();
  for (const chain of chains) {
    const reading = reader.read(chain);
    for (const run of reading?.runs ?? []) {
      for (const push of run.pushes.filter((each) => isActive(run, each))) {
        const { act, credential } = push;
        const bare = withoutTag(act.found.reference);
        const name = referenceAt(registry, bare);
        if (!name || hasHole(bare) || act.found.mayFail) continue;
        const image = bare.toLowerCase();
        const location = locate(act.document, act.place);
        const known = found.get(image) ?? { image, token: null, places: [], isLabelled: false };
        const kind = credential.kind === 'token' ? credential.password.kind : null;
        if (kind === 'github-token') known.token = 'job';
        else if (kind === 'secret' || kind === 'fallback') known.token ??= 'user';
        known.isLabelled ||= setsSourceLabel(chain.job);
        if (!known.places.some(({ file, line }) => file === location.file && line === location.line))
          known.places.push(location);
        found.set(image, known);
      }
    }
  }
  return [...found.values()];
}
