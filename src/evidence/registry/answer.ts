/** From an HTTP response to an `Answer`: what the registry said, as data, and what it means. */
import { HttpFailure } from '../http/exchanges.js';
import { BODY_LIMIT, type HttpResponse, parseUrl } from '../http/http.js';
import { type OwnWords, said } from '../http/own-words.js';
import { parsedJson } from '../json-text.js';
import { heldSecrets } from '../secrets/secrets.js';
import type { Answer, RegistryStep, Trouble, TroubleKind } from '../types/answer.js';

/** An OCI error as the distribution spec's "Error Codes" has it. */
export interface OciError {
  code: string | null;
  message: string | null;
}

const MESSAGE_LIMIT = 300;

/** Of the errors of an OCI error body the first that says why; nulls when the body is none. */
export function ociError({ body, truncated }: HttpResponse): OciError {
  // What was granted has no body: fifty images need not throw a hundred times.
  if (body === '') return NO_ERROR;
  if (truncated) return firstError(body);
  try {
    const { errors } = JSON.parse(body) as { errors: ({ code?: unknown; message?: unknown } | null)[] };
    const told =
      errors.find((error) => isWord(error?.message)) ?? errors.find((error) => isWord(error?.code));
    const { code, message } = told ?? {};
    return {
      code: isWord(code) ? messageLine(code) : null,
      message: isWord(message) ? messageLine(message) : null,
    };
  } catch {
    return NO_ERROR;
  }
}

const NO_ERROR: OciError = { code: null, message: null };

/**
 * What the beginning of an error body that was cut tells of its first error: the texts that stand there before anything else,
 * the last of them perhaps without its end.
 */
function firstError(body: string): OciError {
  const [head, texts = ''] = CUT_ERRORS.exec(body.slice(0, 4 * MESSAGE_LIMIT)) ?? [];
  if (head === undefined) return NO_ERROR;
  const told = Object.fromEntries([...texts.matchAll(TEXT_MEMBER)].map(([, key, text = '']) => [key, text]));
  const wordOf = (key: string) => {
    const text = told[key] && parsedJson(`"${told[key].replace(/\\u[\da-f]{0,3}$/i, '')}"`);
    return isWord(text) ? messageLine(text) : null;
  };
  return { code: wordOf('code'), message: wordOf('message') };
}

/** `"key": "text"`, as often as it follows. */
const CUT_ERRORS = /^\s*\{\s*"errors"\s*:\s*\[\s*\{((?:[\s,]*"\w+"\s*:\s*"(?:[^"\\]|\\.)*(?:"|\\?$))*)/;
const TEXT_MEMBER = /"(\w+)"\s*:\s*"((?:[^"\\]|\\.)*)/g;

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Secrets and control characters gone, white space folded, at most 300 characters: fit for a log line. */
function messageLine(text: string): string {
  const line = heldSecrets
    .mask(text)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > MESSAGE_LIMIT ? `${line.slice(0, MESSAGE_LIMIT - 1)}…` : line;
}

function isHtml(response: HttpResponse): boolean {
  return (
    /\bhtml\b/i.test(String(response.headers['content-type'] ?? '')) ||
    /^\s*<(?:!doctype|html)/i.test(response.body)
  );
}

/**
 * What keeps this response from being an answer; null when it is one.
 * 429 and GitHub's secondary limit (facts R1 to R3) can come with any status.
 */
export function troubleOf(response: HttpResponse): Trouble | null {
  const { status } = response;
  const { code, message } = ociError(response);
  if (status === 429 || code === 'TOOMANYREQUESTS' || /secondary rate limit/i.test(message ?? response.body))
    return { kind: 'rate-limited', detail: messageLine(`HTTP ${status} ${message ?? ''}`) };
  // By their meaning no registry's, but of what stands before it (RFC 9110, 15.5.8; RFC 6585, 6).
  if (status === 407 || status === 511) return intercepted(response);
  if (status >= 500 || status === 408)
    return { kind: 'unavailable', detail: messageLine(`HTTP ${status} ${message ?? ''}`) };
  if (status >= 300 && status < 400) return redirect(response);
  // A proxy's or GitHub's own page is not the registry's word, whatever its status. An upload that was opened is.
  if (status >= 400 && isIntercepted(response)) return intercepted(response);
  if (status !== 202 && isHtml(response)) return ownTrouble('unavailable', { what: 'html-page', status });
  // The beginning of a long one may say why.
  if (status >= 400 && response.truncated && code === null && message === null)
    return ownTrouble('unavailable', { what: 'long-body', status, kib: BODY_LIMIT / 1024 });
  return null;
}

/**
 * An answer that no registry wrote: plain text or a page, with none of the marks that a registry sets on all it
 * says (distribution spec: a JSON body, a challenge; GitHub: a request id).
 */
function isIntercepted({ headers, body, truncated }: HttpResponse): boolean {
  const marks = ['docker-distribution-api-version', 'www-authenticate', 'x-github-request-id'];
  if (truncated || body.trim() === '' || marks.some((name) => headers[name] !== undefined)) return false;
  if (/\bjson\b/i.test(String(headers['content-type'] ?? ''))) return false;
  return !/^\s*[[{]/.test(body) && firstWords(body) !== '';
}

function intercepted({ status, body }: HttpResponse): Trouble {
  const words = firstWords(body);
  return { kind: 'intercepted', detail: messageLine(words ? `HTTP ${status}: ${words}` : `HTTP ${status}`) };
}

const FIRST_WORDS = 120;

/** What a reader of the page would see first, on one line. */
function firstWords(body: string): string {
  const text = body
    .slice(0, 4096)
    .replace(
      /<(script|style|head)\b[^>]*>[\s\S]*?<\/\1\s*>/gi,
      (part) => /<title[^>]*>([^<]*)/i.exec(part)?.[1] ?? ' ',
    )
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > FIRST_WORDS ? `${text.slice(0, FIRST_WORDS - 1)}…` : text;
}

function redirect(response: HttpResponse): Trouble {
  const target = parseUrl(String(response.headers.location ?? ''));
  return ownTrouble('foreign-origin', {
    what: 'redirect',
    status: response.status,
    to: target?.host ?? '',
  });
}

/** Said by us, in the words of the reader's language. */
export function ownTrouble(kind: TroubleKind, own: OwnWords): Trouble {
  return { kind, detail: said(own), own };
}

/** Of a request that got no answer. `permanent`: the next one would get none either. */
export function troubleFromFailure(failure: unknown): Trouble & { permanent: boolean } {
  if (failure instanceof HttpFailure)
    return {
      kind: 'unreachable',
      detail: messageLine(failure.detail),
      ...(failure.own ? { own: failure.own } : {}),
      permanent: failure.permanent,
    };
  return { kind: 'unreachable', detail: messageLine(String(failure)), permanent: true };
}

const NOTHING = { status: null, code: null, message: null, trouble: null, requestId: null, attempts: 0 };

/** No verdict: `trouble` says why. */
export function undecidedAnswer(
  step: RegistryStep,
  trouble: Trouble,
  response: HttpResponse | null,
  attempts: number,
): Answer {
  return { ...NOTHING, ...(response ? heard(response) : {}), outcome: 'undecided', step, trouble, attempts };
}

/** An unexpected status or body: no verdict can be drawn from it. */
export function unexpectedAnswer(
  step: RegistryStep,
  response: HttpResponse,
  attempts: number,
  what?: 'no-challenge' | 'no-token',
): Answer {
  const kind: TroubleKind = 'unavailable';
  const { status } = response;
  const { message } = ociError(response);
  const trouble = what
    ? ownTrouble(kind, { what, status })
    : { kind, detail: messageLine(`HTTP ${status} ${message ?? ''}`) };
  return undecidedAnswer(step, trouble, response, attempts);
}

/** The registry's word, with what it said of the reason. */
export function decidedAnswer(
  outcome: 'allowed' | 'refused',
  step: RegistryStep,
  response: HttpResponse,
  attempts: number,
): Answer {
  return { ...NOTHING, ...heard(response), outcome, step, attempts };
}

/** Refused before anything was sent: the name itself is wrong. */
export function refusedByName(): Answer {
  return { ...NOTHING, outcome: 'refused', step: 'name' };
}

/** Of a refusal and what was answered to the same question a moment later: what counts, unless that was no answer at all. */
export function lastingAnswer(first: Answer, second: Answer): Answer {
  const counts = second.outcome === 'undecided' ? first : second;
  return { ...counts, attempts: first.attempts + second.attempts };
}

function heard(response: HttpResponse): Pick<Answer, 'status' | 'code' | 'message' | 'requestId'> {
  const requestId = response.headers['x-github-request-id'];
  return {
    status: response.status,
    ...ociError(response),
    requestId: typeof requestId === 'string' ? messageLine(requestId) : null,
  };
}
