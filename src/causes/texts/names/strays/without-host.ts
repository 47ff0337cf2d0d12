/** Pushes that lack the registry in front of their name, or have it alone; a variable that nothing sets or no shell reads may stand there. */
import { isSurelyMisspelt } from '../../../../evidence/registry/misspelt.js';
import { hostMeant } from '../../../../evidence/registry/reference-grammar.js';
import { withoutTag } from '../../../../evidence/registry/untagged.js';
import { repositoryOwner } from '../../../../evidence/repository-name.js';
import { hostAtUse, hostInInput, hostInSources, hostInSteps } from '../../../../fix/host-in-front.js';
import { beginsEmpty, shownReference } from '../../../../workflow/knowledge/names/names.js';
import { hasHole } from '../../../../workflow/language/values.js';
import type { PushReading, RunReading } from '../../../../workflow/reading/every-run.js';
import { emptyName } from '../../../../workflow/reading/names/empty.js';
import type { NameSource } from '../../../../workflow/reading/names/source.js';
import {
  goesNowhereElse,
  isDockers,
  isLoggedInOnlyTo,
  isOnlyLoggedInTo,
} from '../../../../workflow/reading/pushes/only-logins.js';
import { child, text } from '../../../../workflow/text/document.js';
import type { Look, Suspect } from './stray.js';

/** What stands before the first slash comes to nothing. */
export function withEmptyHost(suspect: Suspect): ReturnType<Look> {
  const { push, given, registry, repository } = suspect;
  const { reference } = push.act.found;
  // An input that has no default is empty, and nothing tells which it was.
  const isBare = /^\/[^/\s]/.test(given) && isDockers(push.act);
  if (!(isBare || beginsEmpty(reference)) || !isMeantFor(suspect)) return undefined;
  const name = given.replace(/^\/+/, '').replace(/^(?=:)/, 'NAME');
  const isWhole = name.toLowerCase().startsWith(`${registry}/`);
  const whole = isWhole ? name : `${registry}/${owned(name, repository)}`;
  return {
    why: 'empty-host',
    given: shownReference(given),
    meant: shownReference(whole),
    lacks: emptyName(reference) ?? '',
  };
}

/** `ghcr.io:latest`: without a slash it is the name of an image at Docker Hub, and nobody has one of that name. */
export function withHostAlone({ given, registry, repository }: Suspect): ReturnType<Look> {
  const name = withoutTag(given);
  const isHost = name.toLowerCase() === registry || (registry === 'ghcr.io' && isSurelyMisspelt(name));
  if (name.includes('/') || !isHost) return undefined;
  const image = repository?.toLowerCase() ?? 'OWNER/NAME';
  return {
    why: 'bare-host',
    given: shownReference(given),
    meant: shownReference(`${registry}/${image}${given.slice(name.length)}`),
  };
}

/** On a machine that GitHub does not make for the job, somebody may have logged in to Docker Hub before. */
export function withoutHost({
  run,
  push,
  job,
  isHosted,
  given,
  registry,
  repository,
}: Suspect): ReturnType<Look> {
  if (!isHosted || hostMeant(given) !== null || !isLostWithoutHost(run, push, registry)) return null;
  const whole = `${registry}/${owned(given, repository)}`;
  const name = withoutTag(given);
  const front = whole.slice(0, whole.length - given.length);
  const lacked = { name, front, repository };
  const { document, step, found } = push.act;
  const input = child(child(step.node, 'with'), found.namedIn ?? found.input ?? '');
  const isOpen = hasHole(name) || (repository === null && !given.includes('/'));
  const edits = (sources: readonly NameSource[]) => {
    if (isOpen || document !== job.document) return [];
    if (sources.length > 0) return hostInSources(sources, lacked);
    const written = found.isBeside ? hostInInput(document, input, lacked) : hostInSteps(job, lacked);
    return written.length > 0 ? written : hostAtUse(document, input, front);
  };
  return {
    why: 'no-host',
    given: shownReference(given),
    meant: shownReference(whole),
    beginning: name,
    isOfSources: (sources) => hostInSources(sources, lacked).length > 0,
    edits,
  };
}

/** What belongs to an image is kept beside it, wherever that went: without its host it is looked for at the owner's name. */
function isLostWithoutHost(run: RunReading, push: PushReading, registry: string): boolean {
  const { isBeside, input, reference } = push.act.found;
  return isBeside && input === 'push-to-registry'
    ? /^[a-z\d]/.test(reference) && isLoggedInOnlyTo(run, push, registry)
    : goesNowhereElse(run, push, registry);
}

/** The name with an owner in front, the repository's where there is none. */
function owned(name: string, repository: string | null): string {
  return name.includes('/') ? name : `${repositoryOwner(repository)?.toLowerCase() ?? 'OWNER'}/${name}`;
}

/** The host follows, or the environment has it, or the job can push nowhere else. */
function isMeantFor(suspect: Suspect): boolean {
  const { run, push, given, registry } = suspect;
  return (
    given.toLowerCase().startsWith(`/${registry}/`) ||
    isGivenHost(suspect) ||
    isOnlyLoggedInTo(run, push, registry)
  );
}

/** PowerShell reads the variable as another one than that of the environment, which the text gives a name of the registry. */
function isGivenHost({ push: { act }, job, registry }: Suspect): boolean {
  const [, name] = /^\$(\w+)$/.exec(emptyName(act.found.reference) ?? '') ?? [];
  if (name === undefined) return false;
  const owners = [act.step.node, job.node, job.document.root];
  return owners.some((owner) =>
    (text(child(child(owner, 'env'), name)) ?? '').toLowerCase().startsWith(`${registry}/`),
  );
}
