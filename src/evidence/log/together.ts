/** One refusal is printed many times: by each retry, by the step and again at the end. Here it becomes one symptom. */
import { isOfOtherPackages } from './hosts.js';
import type { Symptom } from './types.js';
import { refusedBy } from './words/services.js';

/** Lines between two prints of the same refusal; a longer build prints its errors again at its end. */
const APART = 400;

/** Each refusal once, in the order of the log, with what all of its prints tell of it. */
export function mergedSymptoms(symptoms: readonly Symptom[]): Symptom[] {
  const groups: Symptom[][] = [];
  const homes = new Homes();
  for (const symptom of withoutChallenges(withLimits(symptoms))) {
    const home = homes.of(symptom);
    const index = home ?? groups.push([]) - 1;
    (groups[index] as Symptom[]).push(symptom);
    homes.add(symptom, index);
  }
  return dropHarmless(groups).map(merge);
}

/**
 * What the registry answers to everybody who has sent no token yet, whatever the image: people look at an address in
 * their browser when a pull has failed. It counts only where nothing else is told.
 */
const CHALLENGE =
  /^\{\s*"errors":\s*\[\s*\{\s*"code":\s*"UNAUTHORIZED",\s*"message":\s*"authentication required"/;

function withoutChallenges(symptoms: readonly Symptom[]): readonly Symptom[] {
  const rest = symptoms.filter(({ text }) => !CHALLENGE.test(text));
  return rest.length > 0 ? rest : symptoms;
}

/** Lines of one answer's body. */
const BODY = 12;

/** GitHub's limit comes in the frame of a refusal, and its reason in the body below. */
function withLimits(symptoms: readonly Symptom[]): Symptom[] {
  const limits = new Set(symptoms.filter(({ kind }) => kind === 'limited').map(({ line }) => line));
  const isLimited = ({ kind, text, line }: Symptom) =>
    ((kind === 'unavailable' && /intermediary/i.test(text)) ||
      (kind === 'refused' && /permission_denied: 4\d\d\b/i.test(text))) &&
    Array.from({ length: BODY + 1 }, (_, below) => line + below).some((each) => limits.has(each));
  return symptoms.map((symptom) => (isLimited(symptom) ? { ...symptom, kind: 'limited' } : symptom));
}

/**
 * Finds the last group with a print of the same refusal: of the same image and kind as far as both are told, and
 * near, or in the same words. A log may have a hundred thousand of them, so what was seen is kept by what is asked.
 */
class Homes {
  /** Those near enough, the oldest first. */
  #near: { symptom: Symptom; group: number }[] = [];
  /** The last group with these words, by image and kind; of those that do not matter, too. */
  readonly #said = new Map<string, number>();

  of(symptom: Symptom): number | null {
    const first = this.#near.findIndex((each) => symptom.line - each.symptom.line <= APART);
    this.#near = first === -1 ? [] : first === 0 ? this.#near : this.#near.slice(first);
    let home = -1;
    for (const { symptom: other, group } of this.#near)
      if (group > home && isAlike(other, symptom)) home = group;
    const images = symptom.image ? [symptom.image.name, NONE] : [ANY];
    const kinds = isBareOfApi(symptom) ? ['api'] : isVague(symptom) ? [ANY] : [symptom.kind, 'refused'];
    for (const image of images)
      for (const kind of kinds) home = Math.max(home, this.#said.get(keyOf(symptom, image, kind)) ?? -1);
    return home === -1 ? null : home;
  }

  add(symptom: Symptom, group: number): void {
    this.#near.push({ symptom, group });
    for (const image of [symptom.image?.name ?? NONE, ANY])
      for (const kind of isBareOfApi(symptom) ? ['api'] : [symptom.kind, ANY]) {
        const key = keyOf(symptom, image, kind);
        this.#said.set(key, Math.max(this.#said.get(key) ?? -1, group));
      }
  }
}

const NONE = '';
const ANY = '*';

function keyOf({ said }: Symptom, image: string, kind: string): string {
  return `${image}\n${kind}\n${said ?? '\n'}`;
}

function isAlike(one: Symptom, other: Symptom): boolean {
  const sameKind = one.kind === other.kind || isVague(one) || isVague(other);
  if (!sameKind || !agree(one.image?.name, other.image?.name)) return false;
  // Last, because it looks at their words, and most differ in what comes first.
  if (isOfOtherPackages(one.registry) !== isOfOtherPackages(other.registry) && (one.image ?? other.image))
    return false;
  const services = [refusedBy(one), refusedBy(other)];
  return !(services.includes('api') && services.includes('registry'));
}

/** A bare status: what kind of failure it was is said elsewhere. */
function isVague(symptom: Symptom): boolean {
  return symptom.said === null || symptom.kind === 'refused';
}

/** The API's, without words of GitHub's: far from others it is a refusal of its own. */
function isBareOfApi(symptom: Symptom): boolean {
  return symptom.said === null && refusedBy(symptom) === 'api';
}

function agree(one: string | null | undefined, other: string | null | undefined): boolean {
  return one == null || other == null || one === other;
}

/** The import of a cache fails and the build goes on: it counts only where nothing else failed. */
function dropHarmless(groups: Symptom[][]): Symptom[][] {
  const isImport = ({ importsCache, text }: Symptom) => importsCache && !/error writing/i.test(text);
  const rest = groups
    .map((group) => group.filter((symptom) => !isImport(symptom)))
    .filter((group) => group.length > 0);
  return rest.length > 0 ? rest : groups;
}

/** That it is GitHub's registry is supposed: another print of the same may show it. */
function isSupposed({ attribution }: Symptom): boolean {
  return attribution === 'assumed' || attribution === 'login';
}

/** The most telling print, completed from the others. */
function merge(group: Symptom[]): Symptom {
  const [lead, ...others] = [...group].sort(
    (one, other) => telling(other) - telling(one) || one.line - other.line,
  ) as [Symptom, ...Symptom[]];
  const first = <K extends keyof Symptom>(key: K): Symptom[K] =>
    lead[key] ??
    others.map((other) => other[key]).find((value) => value !== null && value !== undefined) ??
    lead[key];
  const sure = others.find((other) => !isSupposed(other));
  return {
    ...lead,
    text: lead.kind === 'start' ? allSaid(group) : lead.text,
    said: first('said'),
    status: first('status'),
    method: first('method'),
    stage: first('stage'),
    client: first('client'),
    image: first('image'),
    access: first('access'),
    step: first('step'),
    login: first('login'),
    attribution: isSupposed(lead) && sure ? sure.attribution : lead.attribution,
    cache: group.some(({ cache }) => cache),
    importsCache: group.every(({ importsCache }) => importsCache),
    scopes: [lead, ...others].map(({ scopes }) => scopes).find((scopes) => scopes.length > 0) ?? [],
    progress: {
      layers: group.some(({ progress }) => progress.layers),
      moved: group.some(({ progress }) => progress.moved),
      found: group.some(({ progress }) => progress.found),
      pushed: group.some(({ progress }) => progress.pushed),
      pushedSame: group.some(({ progress }) => progress.pushedSame),
      pushedOthers: group.some(({ progress }) => progress.pushedOthers),
      sincePush: group.map(({ progress }) => progress.sincePush).find((since) => since !== null) ?? null,
      lasted: group.reduce<number | null>(
        (most, { progress }) => (progress.lasted === null ? most : Math.max(most ?? 0, progress.lasted)),
        null,
      ),
    },
    retrying: group.every(({ retrying }) => retrying),
    times: group.reduce((sum, { times }) => sum + times, 0),
  };
}

/** A run that does not start is told every reason at once, a line each. */
function allSaid(group: readonly Symptom[]): string {
  return [...new Set(group.map(({ text }) => text))].join('\n').slice(0, 4000);
}

const OWN_WORDS =
  /installation not allowed|permission_denied|not_found:|cannot be authenticated|retry-after|allow list|SAML|:packages scope|is requesting/i;

/** The attest action's, of every failure: why it failed stands in the next line. */
const HEADING = /\bOCIError: Error uploading artifact to container registry\s*$/;

function telling(symptom: Symptom): number {
  return (
    (OWN_WORDS.test(symptom.text) ? 8 : 0) +
    (symptom.said ? 4 : 0) +
    (symptom.kind === 'refused' && symptom.said === null ? 0 : 2) +
    (symptom.stage ? 1 : 0) +
    (symptom.image ? 1 : 0) -
    (symptom.retrying ? 3 : 0) -
    (HEADING.test(symptom.text) ? 4 : 0)
  );
}
