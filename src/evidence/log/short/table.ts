/** Messages that people paste by themselves, without the log around them, and what each says of who was refused what. */
import type { Access } from '../../../types.js';
import type { Stage, SymptomKind } from '../types.js';
import { NAMELESS_BUILD } from '../words/nameless-build.js';

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
  /** A transfer failed, and why is not said: then the image may stand in it, or has to. */
  image?: 'may' | 'must';
  /** No other program says it, whatever else stands in the text. */
  isOwn?: true;
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
    seen: '413 Request Entity Too Large',
    pattern: /\b413\b|\b(?:entity|payload|content) too large\b/i,
    kind: 'interrupted',
    access: 'push',
    status: 413,
    image: 'may',
  },
  {
    seen: 'failed to download vulnerability DB',
    // Trivy's, whose reason stands above: nearly always the limit of the registry that all the world asks.
    pattern: /failed to download (?:the )?(?:vulnerability|Java|checks|policy) (?:DB|bundle)/i,
    kind: 'limited',
    access: 'pull',
    isOwn: true,
  },
  {
    seen: 'ERROR: failed to build: tag is needed when pushing to registry',
    pattern: NAMELESS_BUILD,
    kind: 'name',
    access: 'push',
    isOwn: true,
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
      /\b(?:image|package|repository|name)\b.*\b(?:not found|(?<!code = )unknown|does not exist)|no such image|\b404\b/i,
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
    pattern:
      /\bpush access denied|\b(?:failed|unable|cannot|could not|error)\b.*\bpush|\bpush(?:ing)? (?:has )?failed/i,
    kind: 'refused',
    access: 'push',
    image: 'may',
  },
  {
    seen: 'Upload of ghcr.io/octo/app failed',
    // Without the name it may be anybody's upload.
    pattern: /\bupload(?:ing)?(?: of)?\s+(?:has )?failed/i,
    kind: 'refused',
    access: 'push',
    image: 'must',
  },
  {
    seen: 'failed to pull image',
    pattern:
      /\b(?:failed|unable|cannot|could not|error)\b.*\bpull|\bpull(?:ing)? (?:has )?failed|ErrImagePull|ImagePullBackOff|\bback-off pulling image\b/i,
    kind: 'refused',
    access: 'pull',
    image: 'may',
  },
  {
    seen: 'Download failed: https://ghcr.io/v2/octo/app/blobs/sha256:0123',
    pattern: /\bdownload(?:ing)?(?: of)?\s+(?:has )?failed/i,
    kind: 'refused',
    access: 'pull',
    image: 'must',
  },
  {
    seen: 'authentication required',
    pattern: /\bauthentication required\b/i,
    kind: 'refused',
    access: null,
    status: 401,
    said: 'authentication required',
  },
  {
    seen: 'authentication failed',
    pattern:
      /\b(?:authentication|login|log in)\b(?:(?!\b(?:works?|worked|working|succe\w+|(?:is|was) (?:fine|ok(?:ay)?))\b).)*\b(?:fail|required|denied)|\bfailed\b.*\blog ?in|bad credentials/i,
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
    pattern: /(?<!#)\b401\b|\bunauthorized\b|\bunauthenticated\b/i,
    kind: 'refused',
    access: null,
    status: 401,
    said: 'unauthorized',
  },
  {
    seen: '403 Forbidden',
    pattern: /(?<!#)\b403\b|\bforbidden\b/i,
    kind: 'refused',
    access: null,
    status: 403,
    said: 'forbidden',
  },
  { seen: 'access denied', pattern: /\bdenied\b/i, kind: 'refused', access: null, said: 'denied' },
];
