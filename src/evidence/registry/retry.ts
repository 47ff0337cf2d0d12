/**
 * Bounded retries: back-off with jitter, `Retry-After` honoured, and one deadline
 * for the whole conversation, so that a registry in trouble costs a known time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient, HttpRequest, HttpResponse } from '../http/http.js';
import type { Trouble } from '../types/answer.js';
import { ociError, ownTrouble, troubleFromFailure, troubleOf } from './answer.js';

/** Milliseconds for all that is asked, of the registry and of the API. */
export const TOTAL_BUDGET = 20_000;
const ATTEMPTS = 4;
/** Milliseconds for one answer, and twice as many where none came. ghcr.io answers in well under one second. */
const REQUEST_TIMEOUT = 6_000;
const FIRST_DELAY = 300;
/**
 * Milliseconds after which a refusal is asked for a second time: ghcr refuses now and then what it grants a moment later
 * (facts L3, K2, W17).
 */
export const CONFIRM_AFTER = 300;

export type Sent = { response: HttpResponse; trouble: null; attempts: number } | Troubled;
type Troubled = { response: HttpResponse | null; trouble: Trouble; attempts: number };

/** A clock that every request of one preflight shares. */
export interface Deadline {
  /** Milliseconds left, at least 0. */
  left(): number;
}

/** A clock that every wait of one run goes by. */
export function deadlineIn(milliseconds: number): Deadline {
  // `performance` would have Node.js load its `perf_hooks`, for a clock that is no better.
  const now = () => process.uptime() * 1000;
  const end = now() + milliseconds;
  return { left: () => Math.max(0, end - now()) };
}

/** Sends a request until it gets an answer that means something, or time or patience is used up. */
export async function sendWithRetries(
  client: HttpClient,
  request: Omit<HttpRequest, 'timeout'>,
  deadline: Deadline,
): Promise<Sent> {
  let last: Troubled | null = null;
  let patience = REQUEST_TIMEOUT;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const timeout = Math.min(patience, Math.round(deadline.left()));
    if (timeout <= 0) break;
    let wait = FIRST_DELAY * 3 ** (attempt - 1) * (0.8 + Math.random() * 0.4);
    try {
      const response = await client.send({ ...request, timeout });
      const trouble = troubleOf(response);
      if (!trouble) return { response, trouble, attempts: attempt };
      const asked = retryAfter(response);
      last = {
        response,
        trouble: asked === null ? trouble : { ...trouble, wait: Math.ceil(asked / 1000) },
        attempts: attempt,
      };
      if (trouble.kind === 'foreign-origin') return last;
      wait = Math.max(wait, asked ?? 0);
    } catch (failure) {
      const { permanent, ...trouble } = troubleFromFailure(failure);
      last = { response: null, trouble, attempts: attempt };
      if (permanent) return last;
      // A registry that is slow answers nothing to those who never wait longer.
      if (trouble.own?.what === 'no-answer') patience *= 2;
    }
    // Waiting past the deadline would only make the user wait for the same answer.
    if (attempt === ATTEMPTS || wait >= deadline.left()) break;
    await sleep(wait);
  }
  return (
    last ?? {
      response: null,
      trouble: ownTrouble('unreachable', { what: 'no-time', seconds: TOTAL_BUDGET / 1000 }),
      attempts: 0,
    }
  );
}

const UNITS: Record<string, number> = { ns: 1e-6, µs: 1e-3, us: 1e-3, ms: 1, s: 1000, m: 60_000 };

/** Milliseconds asked for: the header (seconds or a date), or ghcr's words `retry-after: 880.092µs` (facts R1). */
export function retryAfter(response: HttpResponse, now = Date.now()): number | null {
  const header = response.headers['retry-after'];
  if (header !== undefined) {
    if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
    const date = Date.parse(header);
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  const [, amount, unit] =
    /retry-after: ([\d.]+)(ns|µs|us|ms|s|m)\b/.exec(ociError(response).message ?? '') ?? [];
  return amount && unit ? Number(amount) * (UNITS[unit] ?? 0) : null;
}
