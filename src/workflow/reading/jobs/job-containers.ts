/**
 * Images that the runner itself pulls for a job, before the first of its steps: those of `container:`, `services:` and
 * `uses: docker://…`, and the credentials beside them. Docs: Workflow syntax, `jobs.<job_id>.container`.
 */
import { pull } from '../../knowledge/transfers/transfers.js';
import {
  child,
  entry,
  entrySpan,
  map,
  text,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../../text/document.js';
import type { JobText, StepText } from '../../text/job.js';
import type { SignAct, TransferAct, WalkOptions } from '../steps/frame.js';
import { CONTAINER, runsContainer } from '../steps/step-kinds.js';

export interface JobContainer {
  image: TransferAct;
  /** With its credentials; null: there are none. */
  login: SignAct | null;
}

/** Services of one job that are looked at; no machine runs so many. */
const MOST_SERVICES = 100;

type Around = Pick<WalkOptions, 'expressions' | 'contexts'>;

/** Those of a job, in the order in which they stand, filled in for one of its runs. Credentials alone may ask the `env` context. */
export function containersOf(walk: WalkOptions): JobContainer[] {
  const { job } = walk;
  const services = map(child(job.node, 'services'))?.entries.slice(0, MOST_SERVICES) ?? [];
  const own = entry(job.node, 'container');
  return [
    ...[...(own ? [own] : []), ...services].flatMap((each) => containerIn(each, walk)),
    ...job.steps.filter(runsContainer).flatMap((step) => ofStep(step, job)),
  ];
}

function containerIn(owner: YamlEntry, walk: WalkOptions): JobContainer[] {
  const { job, contexts, environment } = walk;
  const { node } = owner.value;
  const written = node?.kind === 'scalar' ? owner : entry(node, 'image');
  const given = filled(written?.value.node ?? null, walk);
  if (!written || given === '') return [];
  const act = { runs: 'yes' as const, guards: [], document: job.document, step: stepFor(owner) };
  const [found] = pull(given);
  if (!found) return [];
  const image: TransferAct = { ...act, kind: 'transfer', found, place: entrySpan(written) };
  const credentials = child(node, 'credentials');
  const password = entry(credentials, 'password');
  if (!password) return [{ image, login: null }];
  const around = { ...walk, contexts: { ...contexts, env: environment.context() } };
  const user = entry(credentials, 'username');
  const login: SignAct = {
    ...act,
    kind: 'sign',
    place: entrySpan(password),
    passwordPlace: entrySpan(password),
    sign: {
      host: given.split('/', 1)[0] ?? '',
      password: filled(password.value.node, around),
      // Where there is none, the runner pulls without credentials.
      ...(user ? { user: filled(user.value.node, around) } : {}),
      stores: [],
      // What is not there at all, GitHub's reader of the file minds.
      isUntried: true,
    },
  };
  return [{ image, login }];
}

/** A part of the credentials that stand beside the image of a container; null: it is no container's, or not there. */
export function credentialOf(
  { step }: Pick<SignAct, 'step'>,
  name: 'username' | 'password',
): YamlEntry | null {
  if (!isContainer(step)) return null;
  return entry(child(step.node.entries[0]?.value.node ?? null, 'credentials'), name) ?? null;
}

/** Are these the credentials with which the runner pulls? */
export function isContainer({ uses }: StepText): boolean {
  return uses?.source === CONTAINER;
}

/** GitHub takes the words in front of it for an image of a step as well. */
function filled(node: YamlNode | null, { expressions, contexts }: Around): string {
  const given = expressions.interpolate(text(node) ?? '', contexts).trim();
  return given.toLowerCase().startsWith(CONTAINER) ? given.slice(CONTAINER.length) : given;
}

/** It is no step; where one is asked what it says, the text of the container is meant. */
function stepFor(owner: YamlEntry): StepText {
  const node: YamlMap = { kind: 'map', flow: false, entries: [owner], ...entrySpan(owner) };
  return {
    node,
    item: node,
    id: null,
    uses: { source: CONTAINER, action: null, ref: null },
  };
}

/** The runner pulls it at the beginning of the job, whatever the condition of the step. Expressions have no place there. */
function ofStep(step: StepText, { document }: JobText): JobContainer[] {
  const uses = entry(step.node, 'uses');
  const [found] = pull(step.uses?.source.slice(CONTAINER.length));
  if (!uses || !found) return [];
  const place = entrySpan(uses);
  return [
    { image: { kind: 'transfer', runs: 'yes', guards: [], document, step, found, place }, login: null },
  ];
}
