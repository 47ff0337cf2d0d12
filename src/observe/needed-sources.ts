/**
 * What commands read of this registry, and without which nothing is pushed: an image that is copied, or pulled in front of the push. Few
 * jobs have such a command, and only they load this.
 */
import { parseReferences } from '../evidence/registry/reference.js';
import type { Credential } from '../evidence/token.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { PushLogin } from '../evidence/types/login.js';
import type { WorkflowPush } from '../evidence/types/push.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { TokenSource } from '../evidence/types/token.js';
import { pushedReferences, type Sought } from './images.js';
import type { Question } from './question.js';

interface NeededSource {
  image: ImageReference;
  /** The token of the login that it finds; `own`: that of this step. */
  token: TokenSource | 'own';
  /** podman's own login comes before that of this step. */
  isPodmans: boolean;
}

/** How the registry is asked, and with what. */
interface Asking {
  ask(images: readonly ImageReference[], credential: Credential | null): Promise<ImageEvidence[]>;
  /** Of the login of this step. */
  own: Credential | null;
  credentials: readonly Credential[];
}

/** What the registry says of each. Where the text does not tell the login that a command finds, nothing is asked. */
export async function askForNeeded(
  acts: readonly WorkflowPush[],
  { imagesFrom, references }: Pick<Sought, 'imagesFrom' | 'references'>,
  question: Question,
  { ask, own, credentials }: Asking,
): Promise<ImageEvidence[]> {
  const asked = imagesFrom === 'input' ? new Set(references.map(({ name }) => name)) : null;
  const answers = neededSources(acts, asked, question).map(async ({ image, token, isPodmans }) => {
    const met = credentials.find(({ source }) => source === token);
    if (token !== 'own' && !met) return [];
    // What podman kept from before the job may read more than this step's token.
    if (isPodmans && !met && (await question.podmansOwn?.(image.name))) return [];
    return ask([image], met ?? own);
  });
  return (await Promise.all(answers)).flat();
}

/**
 * Those of other packages than the ones that this job pushes: who may write may read.
 *
 * @param asked names that the question is about; null: whatever is pushed
 */
function neededSources(
  acts: readonly WorkflowPush[],
  asked: ReadonlySet<string> | null,
  { registry, run }: Question,
): NeededSource[] {
  const context = { registry, owner: run.owner };
  const named = acts
    .filter(({ access }) => access === 'push')
    .map((push) => ({ push, names: pushedReferences(push, context).map(({ name }) => name) }));
  const pushes = named.filter(({ push }) => push.runs === 'yes');
  const isAbout = ({ names }: (typeof named)[number]) => !asked || names.some((each) => asked.has(each));
  const about = pushes.filter(isAbout);
  // `crane digest IMAGE && docker push …`: that it is made is for the image to decide.
  const isDecidedBy = (read: WorkflowPush) =>
    named.some((each) => each.push.runs === 'unknown' && isAbout(each) && isAtSamePlace(each.push, read));
  const pushed = new Set(pushes.flatMap(({ names }) => names));
  const isFor = (read: WorkflowPush) =>
    read.endsJob
      ? about.some(({ push }) => acts.indexOf(push) > acts.indexOf(read)) || isDecidedBy(read)
      : read.isCopied && about.some(({ push }) => asked === null || isAtSamePlace(push, read));
  const read = acts.filter(isFor).flatMap(({ runs, reference, logins, isPodmans = false }) => {
    const token = tokenFound(logins);
    if (runs !== 'yes' || reference === null || token === null) return [];
    return parseReferences(reference, context).references.map((image) => ({ image, token, isPodmans }));
  });
  const others = read.filter(({ image: { name, problem } }) => !problem && !pushed.has(name));
  return [...new Map(others.map((each) => [`${each.image.reference} ${each.token}`, each])).values()];
}

/** Are they of one command? */
function isAtSamePlace({ location: one }: WorkflowPush, { location: other }: WorkflowPush): boolean {
  return one.file === other.file && one.line === other.line;
}

/** null: none, or one that nobody knows. */
function tokenFound(logins: readonly PushLogin[]): NeededSource['token'] | null {
  const [login, ...more] = logins.filter(({ isPassed }) => !isPassed);
  if (!login) return 'own';
  if (more.length > 0 || !login.sure) return null;
  const { token } = login;
  return token === 'none' || token === 'empty' || token === 'app' || token === 'unknown' ? null : token;
}
