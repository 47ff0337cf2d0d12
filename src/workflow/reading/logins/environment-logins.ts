/**
 * The login that docker's command line, and what is built on its library, finds in its environment. From 28.3 on it takes
 * DOCKER_AUTH_CONFIG before its file and its helpers, by the host's plain name alone (docker/cli #6008,
 * `cli/config/memorystore`). Which version a machine has no text says: it is one of two logins that may be found.
 */
import { parsedJson, recordOf } from '../../../evidence/json-text.js';
import { withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import { isUnset } from '../../shell/known/process.js';
import { child, entry, entrySpan, type Span } from '../../text/document.js';
import { jobEntries } from '../../text/job.js';
import type { SignAct, TransferAct } from '../steps/frame.js';

const VARIABLE = 'DOCKER_AUTH_CONFIG';

/** What the variable holds; null: nothing, as far as is known. */
export function environmentAuth(variable: (name: string) => string | null): string | null {
  const value = variable(VARIABLE);
  return value === null || isUnset(value) || withoutAbsent(value).trim() === '' ? null : value;
}

/** The login that a client finds in it; null: none. */
export function loginByEnvironment(act: TransferAct, registry: string): SignAct | null {
  const password = act.found.isAnonymous ? null : passwordIn(act, registry);
  if (password === null) return null;
  const { runs, guards, document, step } = act;
  const place = placeIn(act);
  const sign: SignAct['sign'] = { host: registry, password, stores: ['docker'], isUntried: true };
  return { kind: 'sign', runs, guards, document, step, place, passwordPlace: place, sign };
}

/** null: it has no login to the registry, or this client does not look there. */
function passwordIn({ authVariable, home, found }: TransferAct, registry: string): string | null {
  const { client = 'docker' } = found;
  if (authVariable === undefined || home !== undefined || !READERS.has(client)) return null;
  const config = recordOf(parsedJson(withoutAbsent(authVariable)));
  if (config === null) return hasHole(authVariable) ? HOLE : null;
  const auths = recordOf(config.auths) ?? {};
  if (!Object.hasOwn(auths, registry)) return Object.keys(auths).some(hasHole) ? HOLE : null;
  const { auth } = recordOf(auths[registry]) ?? {};
  if (typeof auth !== 'string' || auth === '') return null;
  // Where a part of it is not known, it is the two with a colon between them, or nobody knows.
  const login = hasHole(auth) ? auth : Buffer.from(auth, 'base64').toString();
  return /:(.+)$/s.exec(login)?.[1] ?? HOLE;
}

/** Those that read docker's file by docker's own library. */
const READERS: ReadonlySet<string> = new Set(['docker', 'buildx', 'ggcr']);

/** Where the variable is set; where no `env:` does it, the push itself. */
function placeIn({ document, step, place }: TransferAct): Span {
  const jobs = jobEntries(document).map(({ value }) => value.node);
  const job = jobs.find(({ start, end }) => start <= place.start && place.end <= end);
  for (const owner of [step.node, job, document.root]) {
    const written = entry(child(owner ?? null, 'env'), VARIABLE);
    if (written) return entrySpan(written);
  }
  return place;
}
