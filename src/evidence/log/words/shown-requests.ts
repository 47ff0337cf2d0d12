/** Requests that `curl` and people show with what came of them. */
import type { Access } from '../../../types.js';
import type { WrongForm } from '../types.js';
import { accessIn } from './access.js';

/** The body of an answer, on a line of its own; Maven puts its level in front. */
export const BODY = /^(?:\[ERROR\] )?\{\s*"errors":/;

/** All that `curl -w '%{http_code}'` prints of an answer. */
const STATUS_ALONE = /^(?:HTTP[ :]*)?40[13]$/;

/**
 * The request whose answer's body or status a line is, as `curl` and people show it: what was asked stands in the line
 * before.
 *
 * @param before the lines before it that had to do with a registry
 * @returns null for every other line
 */
export function requestOf(text: string, before: string): string | null {
  const last = before.trimEnd().split('\n').at(-1) ?? '';
  if (STATUS_ALONE.test(text)) {
    if (!/%\{(?:http|response)_code\}/.test(last)) return null;
  } else if (!BODY.test(text)) return null;
  return /https?:\/\/[^\s/"']+\/(?:v2\b|token(?![\w./-]))/.test(last) ? last : null;
}

/** Whether a line is the status that a command was told to print, where it says no to somebody whom it knows. */
export function isRefusingStatus(text: string, before: string): boolean {
  if (!STATUS_ALONE.test(text)) return false;
  const request = requestOf(text, before);
  // A 401 is what the registry says first to everybody.
  return request !== null && (text.endsWith('403') || sendsCredential(request) === true);
}

/** Does `curl` send a credential with this request? null: it is no command of `curl`. */
export function sendsCredential(request: string | null): boolean | null {
  if (request === null || !/\bcurl\b/.test(request)) return null;
  // Letters of options without a value may stand in front of these.
  return /\s(?:-[\dafgiIjkLlNOpqRsSvZ]*(?:u|n\b)|--(?:user|oauth2-bearer|netrc)\b)|\bauthorization:|:\/\/[^\s/@]+@/i.test(
    request,
  );
}

/** The place for tokens, which takes a name and a token (HTTP's Basic), and no token alone. */
const PLACE_FOR_TOKENS = /https?:\/\/[^\s/"']+\/token(?![\w./-])/;

/** In which form that makes nothing of it `curl` sends a credential to the place for tokens; undefined: in none, or that is not shown. */
export function wrongFormIn(request: string | null): WrongForm | undefined {
  if (request === null || !/\bcurl\b/.test(request) || !PLACE_FOR_TOKENS.test(request)) return undefined;
  if (/\bauthorization: ?["']?bearer\b|--oauth2-bearer\b/i.test(request)) return 'bearer';
  return /\s(?:-u|--user)[ =]?["']?:(?=[^\s"'])/.test(request) ? 'nameless' : undefined;
}

/** What a request wants that is shown as `curl` sends it, which reads where nothing is said. */
export function accessOfRequest(request: string | null): Access | null {
  if (request === null) return null;
  const writes =
    /\/blobs\/uploads?\b|\s(?:-X|--request)[ =]?["']?(?:POST|PUT|PATCH)\b|\s(?:-T|--upload-file)\b/;
  return accessIn(request) ?? (writes.test(request) ? 'push' : 'pull');
}
