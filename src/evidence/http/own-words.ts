/**
 * Why there was no answer to judge, where we say it and nobody else: what it is, with its values, and how it is said. What a
 * registry, a proxy or the system says stays in their words. In other languages it is said where it is shown
 * (`causes/words/trouble-words.ts`): most runs have no use for it.
 */

const SAYINGS = {
  'html-page': ({ status }: { status: number }) => `HTTP ${status} with an HTML page`,
  'long-body': ({ status, kib }: { status: number; kib: number }) =>
    `HTTP ${status} with a body over ${kib} KiB`,
  redirect: ({ status, to }: { status: number; to: string }) =>
    `HTTP ${status}: redirect${to && ` to ${to}`}, not followed`,
  'no-challenge': ({ status }: { status: number }) =>
    `HTTP ${status} without a challenge that says how to log in`,
  'no-token': ({ status }: { status: number }) => `HTTP ${status} without a token`,
  'realm-elsewhere': ({ origin }: { origin: string }) =>
    `the realm is on another origin, ${origin}: no credential was sent there`,
  'upload-elsewhere': ({ origin }: { origin: string }) =>
    `the upload location is on another origin, ${origin}: nothing was sent there`,
  /** @param seconds 0: of a clock that others have set */
  'no-time': ({ seconds }: { seconds: number }) => `no time left${seconds ? ` of ${seconds} s` : ''}`,
  'no-answer': ({ host, proxy, ms }: { host: string; proxy: string | null; ms: number }) =>
    `no answer from ${host}${through(proxy)} in ${ms} ms`,
  /** @param reason in the words of the system; host: empty where these name it */
  failed: ({ reason, host, proxy }: { reason: string; host: string; proxy: string | null }) =>
    `${reason}${host && ` (${host}${through(proxy)})`}`,
  'another-protocol': ({ status, host }: { status: number; host: string }) =>
    `HTTP ${status} from ${host}: another protocol, not asked for`,
  'proxy-refused': ({ status, host }: { status: number; host: string }) =>
    `the proxy answered HTTP ${status} to CONNECT ${host}`,
  'proxy-no-url': (_: object) => 'the proxy address in HTTPS_PROXY is not a URL',
  'proxy-scheme': ({ scheme }: { scheme: string }) =>
    `the proxy in HTTPS_PROXY begins with ${scheme}//, and only http:// and https:// are spoken here`,
  'proxy-percent': (_: object) =>
    'the user name or the password of the proxy in HTTPS_PROXY has a % that stands for no character: a % itself is written %25 there',
};

type Sayings = typeof SAYINGS;

/** What we say ourselves. */
export type OwnWords = {
  [What in keyof Sayings]: { what: What } & Parameters<Sayings[What]>[0];
}[keyof Sayings];

/** Whose trouble it may be as well: nobody thinks of a variable that was set years ago. */
function through(proxy: string | null): string {
  return proxy === null ? '' : ` through the proxy ${proxy}`;
}

/** One line without a full stop. */
export function said(own: OwnWords): string {
  const say = SAYINGS[own.what] as (values: OwnWords) => string;
  return say(own);
}
