/** Secrets of others in text that somebody else printed, known by what stands before them. */
import { encodedIn, type Hidden } from './encoded.js';

/** What programs print of a login: headers, command lines, addresses, docker's config. */
const LEAKS: readonly [RegExp, string][] = [
  [/\b(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"',;]{6,}/gi, '$1***'],
  [/("(?:auth|password|identitytoken|token|access_token|registrytoken)"\s*:\s*")[^"]{4,}(")/gi, '$1***$2'],
  [/\b(https?:\/\/[^\s/:@]{1,100}:)[^\s/@]{3,}@/g, '$1***@'],
  [/(\blogin\b.{0,300}?\s(?:--password(?:=|\s+)|-p\s*))(?!\*{3}|-)[^\s]{4,}/g, '$1***'],
  [/(\s--(?:(?:src|dest)-)?creds(?:=|\s+)[^\s:]+:)(?!\*{3})[^\s]{3,}/g, '$1***'],
  [/\b((?:[A-Z0-9_]*(?:TOKEN|PASSWORD|SECRET|PAT))=)(?!\*{3})[^\s"'$]{6,}/g, '$1***'],
];

/** For text that somebody else printed: a log may have leaked what the runner did not know as a secret. */
export function maskLeaks(text: string): string {
  let masked = '';
  let end = 0;
  // A whole auth file in base64, as a Secret has it.
  encodedIn(text, IN_BASE64, (start, stop) => {
    masked += `${text.slice(end, start)}***`;
    end = stop;
  });
  return maskPlain(masked + text.slice(end));
}

/** Whole files in base64: an auth file, a header, an `.env` file. */
const IN_BASE64: Hidden = {
  words: [
    ...['auth', 'password', 'identitytoken', 'token', 'access_token', 'registrytoken'].map(
      (key) => `"${key}"`,
    ),
    ...['uthorization', 'TOKEN=', 'PASSWORD=', 'SECRET=', 'PAT='],
  ],
  isIn: (text) => maskPlain(text) !== text,
};

function maskPlain(text: string): string {
  return LEAKS.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text);
}
