/**
 * The short messages that guides and posts quote without anything around them. Alone they name no
 * registry and no image; what they would mean at GitHub's registry can be told all the same.
 */
import type { Access } from '../../types.js';
import { withoutMarkup } from './markup.js';
import { emptyJob } from './setup.js';
import type { JobLog, Stage, Symptom, SymptomKind } from './types.js';

export interface ShortMessage {
  /** As people paste it. */
  seen: string;
  pattern: RegExp;
  kind: SymptomKind;
  access: Access | null;
  stage?: Stage;
  status?: number;
  /** The registry's words that it stands for. */
  said?: string;
}

/** The more telling first. */
export const SHORT_MESSAGES: readonly ShortMessage[] = [
  {
    seen: '429 Too Many Requests',
    pattern: /\b429\b|too ?many ?requests/i,
    kind: 'limited',
    access: null,
    status: 429,
  },
  {
    seen: 'manifest not found',
    pattern: /manifest\b.*\bnot found|manifest unknown/i,
    kind: 'missing',
    access: 'pull',
    said: 'manifest unknown',
  },
  {
    seen: 'image not found',
    pattern:
      /\b(?:image|package|repository|name)\b.*\b(?:not found|unknown|does not exist)|no such image|\b404\b/i,
    kind: 'missing',
    access: 'pull',
    status: 404,
  },
  {
    seen: 'pull access denied',
    pattern: /\bpull access denied/i,
    kind: 'refused',
    access: 'pull',
    said: 'denied',
  },
  {
    seen: 'failed to push to registry',
    pattern: /\bpush access denied|\b(?:failed|unable|cannot|could not|error)\b.*\bpush/i,
    kind: 'refused',
    access: 'push',
  },
  {
    seen: 'failed to pull image',
    pattern: /\b(?:failed|unable|cannot|could not|error)\b.*\bpull|ErrImagePull|ImagePullBackOff/i,
    kind: 'refused',
    access: 'pull',
  },
  {
    seen: 'authentication failed',
    pattern:
      /\b(?:authentication|login|log in)\b.*\b(?:fail|required|denied)|\bfailed\b.*\blog ?in|bad credentials/i,
    kind: 'refused',
    access: null,
    stage: 'login',
    said: 'unauthorized',
  },
  {
    seen: 'insufficient_scope',
    pattern: /insufficient[_ ]scope/i,
    kind: 'refused',
    access: null,
    said: 'unauthorized',
  },
  {
    seen: 'denied: permission_denied',
    pattern: /permission[_ ]denied/i,
    kind: 'refused',
    access: null,
    status: 403,
  },
  {
    seen: '401 Unauthorized',
    pattern: /\b401\b|\bunauthorized\b|\bunauthenticated\b/i,
    kind: 'refused',
    access: null,
    status: 401,
    said: 'unauthorized',
  },
  {
    seen: '403 Forbidden',
    pattern: /\b403\b|\bforbidden\b/i,
    kind: 'refused',
    access: null,
    status: 403,
    said: 'forbidden',
  },
  { seen: 'access denied', pattern: /\bdenied\b/i, kind: 'refused', access: null, said: 'denied' },
];

/** Longer texts have words of their own around the message. */
const LONGEST = 160;
/** Somebody else's: a name or an address, another registry, a file that may not be read. */
const ELSEWHERE =
  /\S\/\S|docker\.io|docker ?hub|quay|\bnpm\b|\bgit\b|publickey|\bssh\b|\bsudo\b|\bfile\b|\bEACCES\b/i;

/**
 * A text that is such a message and nothing else, as a symptom at GitHub's registry, which it may be.
 *
 * @param file the name of the text, as the user knows it
 * @returns null for any other text
 */
export function shortMessage(text: string, file: string): { job: JobLog; symptoms: Symptom[] } | null {
  const lines = text.split('\n').map((line) => withoutMarkup(line).trim());
  const said = lines.join('\n').trim();
  if (said === '' || said.length > LONGEST || ELSEWHERE.test(said)) return null;
  const found = SHORT_MESSAGES.find(({ pattern }) => pattern.test(said));
  if (!found) return null;
  const index = Math.max(
    0,
    lines.findIndex((line) => found.pattern.test(line)),
  );
  const line = lines[index] ?? said;
  const symptom: Symptom = {
    kind: found.kind,
    file,
    line: index + 1,
    column: 1,
    endColumn: line.length + 1,
    text: line,
    before: '',
    said: found.said ?? null,
    status: found.status ?? null,
    method: null,
    stage: found.stage ?? null,
    client: null,
    registry: 'ghcr.io',
    attribution: 'alone',
    image: null,
    access: found.access,
    cache: false,
    step: null,
    login: null,
    scopes: [],
    progress: { layers: false, sincePush: null, pushed: false, lasted: null },
    retrying: false,
    times: 1,
  };
  return { job: emptyJob(null), symptoms: [symptom] };
}
