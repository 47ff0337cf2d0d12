/** Secrets of others in text that somebody else printed, known by what stands before them. */
import { encodedIn, type Hidden } from './encoded.js';
import { PREFIXES } from './issuers.js';

/** A value that no word is: it has a letter and a digit, and is no path. */
const VALUE = String.raw`(?=[^\s"'\\]{0,300}\d)(?=[^\s"'\\]{0,300}[A-Za-z])(?![^\s"'\\]{0,300}[:/])[^\s"'\\<,;]{8,}`;
/** What a client says of a request for a token stands behind the same colon: its status, its scope. */
const OF_REQUEST =
  '(?!(?:http[_-]?)?(?:status|code|error|reason|scope|service|request)(?:[_-]?(?:code|id))?=)';
/** Nothing is hidden twice, and the name of a variable is no value. */
const GIVEN = String.raw`(?!\*{3}|\$)`;
const KEY = 'auth|password|identitytoken|token|access_token|registrytoken';

const OTHERS = Object.values(PREFIXES).join('|');
/** Names of variables and images may begin so, too: a token has digits and letters of both sizes. */
const RANDOM = String.raw`(?=[\w.-]{0,300}\d)(?=[\w.-]{0,300}[a-z])(?=[\w.-]{0,300}[A-Z])[\w.-]`;

/** What programs print of a login: headers, command lines, addresses, docker's config. */
const LEAKS: readonly [RegExp, string][] = [
  [/\b(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|token)\s+)[^\s"',;]{6,}/gi, '$1***'],
  [/\b((?:set-)?cookie["']?:\s*["']?)[^\r\n"']{6,}/gi, '$1***'],
  // In JSON, and in JSON that is a string of another.
  [new RegExp(String.raw`(\\{0,8}"(?:${KEY})\\{0,8}"\s*:\s*\\{0,8}")[^"\\]{4,}`, 'gi'), '$1***'],
  [/\b(https?:\/\/[^\s/:@]{1,100}:)[^\s/@]{3,}@/g, '$1***@'],
  [
    /([?&](?:access_token|private_token|token|password|sig|X-Amz-(?:Signature|Security-Token))=)[^\s&"']{6,}/gi,
    '$1***',
  ],
  [/(\blogin\b.{0,300}?\s(?:--password(?:=|\s+)|-p\s*))(?!\*{3}|-)[^\s]{4,}/g, '$1***'],
  [new RegExp(String.raw`(\blogin\b.{0,300}?<<<\s*["']?)${GIVEN}[^\s"']{4,}`, 'g'), '$1***'],
  [new RegExp(String.raw`("(?:-p|--password)"\s*,\s*")${GIVEN}[^"]{4,}`, 'g'), '$1***'],
  [
    new RegExp(
      String.raw`(\b(?:echo|printf|Write-(?:Output|Host))\s+(?:-\w+\s+|["']?%s(?:\\n)?["']?\s+)?["']?)${GIVEN}[^\s"'|]{4,300}(?=["']?\s*\|.{0,100}?\blogin\b)`,
      'g',
    ),
    '$1***',
  ],
  // A string alone is what PowerShell pipes on.
  [new RegExp(String.raw`((?<!\S)(["']))${GIVEN}[^\s"'|]{4,300}(?=\2\s*\|.{0,100}?\blogin\b)`, 'g'), '$1***'],
  [
    new RegExp(
      String.raw`(\bsetx?\s+(?:-\w+\s+){0,3}[A-Z0-9_]{0,40}(?:TOKEN|PASSWORD|SECRET|PAT)\s+["']?)${GIVEN}${VALUE}`,
      'g',
    ),
    '$1***',
  ],
  [/(\s--(?:(?:src|dest)-)?creds(?:=|\s+)[^\s:]+:)(?!\*{3})[^\s]{3,}/g, '$1***'],
  [new RegExp(String.raw`(\s--[a-z]{1,20}-password(?:=|\s+)["']?)${GIVEN}[^\s"']{4,}`, 'g'), '$1***'],
  [
    new RegExp(
      String.raw`(\bcurl\b.{0,300}?\s(?:-u|--user)(?:=|\s*)["']?[^\s:"']{1,100}:)${GIVEN}[^\s"']{3,}`,
      'g',
    ),
    '$1***',
  ],
  [/\b((?:[A-Z0-9_]*(?:TOKEN|PASSWORD|SECRET|PAT))=["']?)(?!\*{3})[^\s"'$]{6,}/g, '$1***'],
  [/(<(?:password|token|secret)>)[^<]{4,}/gi, '$1***'],
  // In YAML, TOML, HCL and .netrc words of a sentence may stand in the place of the value; a `secret` is a name, too.
  [
    new RegExp(
      String.raw`((?<![\w-])(?:[\w-]{0,40}(?:password|token|client.secret|secret.key|secret.access.key|api.?key|(?<![A-Za-z])pat)|_?auth)["']?\s*[:=]\s*["']?|\bpassword\s+)${GIVEN}${OF_REQUEST}${VALUE}`,
      'gi',
    ),
    '$1***',
  ],
  // Tokens of other registries and hosts of code, by their makers' prefixes.
  [new RegExp(String.raw`\b(${OTHERS})${RANDOM}{16,}`, 'g'), '$1***'],
  // A JSON web token: its header and its claims are JSON in base64url, `{"`.
  [/(?<![\w.-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, '***'],
  // A terminal or an issue broke one in two.
  [
    new RegExp(
      String.raw`\b(gh[pousr]_|github_pat_|${OTHERS})(?:\*{3}|[\w.-]{1,15})\s{1,8}${RANDOM}{6,}`,
      'g',
    ),
    '$1***',
  ],
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
    ...KEY.split('|').map((key) => `"${key}"`),
    ...['uthorization', 'TOKEN=', 'PASSWORD=', 'SECRET=', 'PAT='],
  ],
  shortest: 4,
  isIn: (text) => maskPlain(text) !== text,
};

function maskPlain(text: string): string {
  return LEAKS.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text);
}
