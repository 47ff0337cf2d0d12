/**
 * Builds that end the job before its push, by a name that no client takes: `docker build -t ghcr.io/Octo/app .` in front of a
 * push by the right name. What is only built decides about nothing, so they count where a push to the registry follows.
 */
import { doubledHost, splitHost } from '../../../evidence/registry/reference-grammar.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { ImageReference, NameProblem } from '../../../evidence/types/reference.js';
import { isMeantFor, mayBeAt, shownReference } from '../../knowledge/names/names.js';
import { readOpenName } from '../../knowledge/names/open-names.js';
import { withoutAbsent } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { locate } from '../../text/places.js';
import { emptiedIn } from '../names/emptied.js';
import type { Act } from '../steps/frame.js';
import { isRunAnyway, isTolerated, stepsAround } from '../steps/tolerance.js';

/** The first of them, each of its names as a push, which is refused whoever asks. @param acts of a job, in their order */
export function stoppingBuilds(acts: readonly Act[], registry: string): WorkflowPush[] {
  const last = acts.findLastIndex((act) => isPushHere(act, registry));
  for (const act of acts.slice(0, last + 1)) {
    if (act.kind !== 'build' || act.isPast || act.runs !== 'yes') continue;
    if (act.home === 'remote' || stepsAround(act).some(({ node }) => isTolerated(node))) continue;
    const unfit = act.names.flatMap((name) => unfitName(name, registry) ?? []);
    if (unfit.length > 0) return unfit.map((each) => refusedBuild(each, act));
  }
  return [];
}

/** A push whose step is not run behind one that failed. */
function isPushHere(act: Act, registry: string): boolean {
  if (act.kind !== 'transfer' || act.runs === 'no' || isRunAnyway(act)) return false;
  const { access, role, reference } = act.found;
  const isHere = isMeantFor(registry, reference) || mayBeAt(registry, reference);
  return access === 'push' && role === 'image' && isHere;
}

function refusedBuild(unfit: ImageReference, { document, place }: Act): WorkflowPush {
  const { given } = unfit;
  return {
    reference: given,
    isHostKnown: true,
    shown: given,
    unfit,
    access: 'push',
    role: 'image',
    runs: 'yes',
    logins: [],
    switch: null,
    location: locate(document, place),
    namedAt: null,
  };
}

/** Where a name belongs that names no registry. */
const HUB = { registry: 'docker.io', owner: 'library' };

/** null: a client takes it, as far as it is known. Only what is certain counts, and here a name needs no owner. */
function unfitName(written: string, registry: string): ImageReference | null {
  const text = withoutAbsent(written).trim();
  // What has capitals in front of its first slash is a host (distribution/reference, splitDockerDomain).
  const [, host = '', capitals] = /^((?:[^/:.]*([A-Z])[^/:.]*|[^/]*[.:][^/]*|localhost)\/)?/.exec(text) ?? [];
  const rest = capitals ? text.slice(host.length) : text;
  const isHub = host === '' || capitals !== undefined;
  if (rest === '' || hasHole(host)) return null;
  const context = isHub ? HUB : { registry: host.slice(0, -1), owner: null };
  if (doubledHost(rest, context.registry) !== null) return null;
  const name = readOpenName(rest, null, context);
  if (name === null) return null;
  // Of a name without open parts nothing is left to know: what is known to be empty is so in this run.
  const problem = stoppingProblem(!hasHole(text) ? name.seen : name.problem, rest, isHub);
  if (problem === null) return null;
  const given = shownReference(text);
  const image = { ...name.image, registry, given, reference: given };
  if (problem.kind !== 'invalid') return { ...image, problem };
  const emptied = emptiedIn(written, context);
  return { ...image, problem: emptied ? { ...problem, emptied } : problem };
}

function stoppingProblem(found: NameProblem | null, rest: string, isHub: boolean): NameProblem | null {
  if (found === null) return null;
  const asWritten = (corrected: string | null) => {
    if (isHub) return corrected?.replace(/^docker\.io\/(?:library\/)?/, '') ?? null;
    // What is no host is not mended by a second one behind it.
    return splitHost(rest).host === null ? null : corrected;
  };
  switch (found.kind) {
    case 'invalid':
      return { ...found, corrected: asWritten(found.corrected) };
    case 'uppercase':
      return { ...found, corrected: asWritten(found.corrected) ?? '' };
    case 'no-owner': {
      const begins = rest.lastIndexOf('/') + 1;
      const path = rest.slice(begins).split(/[:@]/, 1)[0] as string;
      const tag = rest.slice(begins + path.length);
      const corrected = shownReference(rest.slice(0, begins) + path.toLowerCase() + tag);
      return /[A-Z]/.test(path) ? { kind: 'uppercase', corrected, refused: true } : null;
    }
    default:
      return null;
  }
}
