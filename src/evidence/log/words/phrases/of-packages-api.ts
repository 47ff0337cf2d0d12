/**
 * An answer of the packages API as any client of HTTP shows it: the address that was asked, and the status, in one line.
 * Only packages that are images are meant: what npm or Maven store there has an API of the same kind.
 */
import { OUR_HOST } from '../registry-names.js';
import { client, github, type Phrase } from './phrase.js';

const HOST = String.raw`(?:\bapi\.[\w.-]{1,100}|\/api\/v3|[\s"'\x60(])`;
const OWNER = String.raw`\/(?:orgs\/[^\s/"']{1,100}|users\/[^\s/"']{1,100}|user)`;
const ADDRESS = String.raw`${HOST}${OWNER}\/packages(?:\/(?:container|docker)\/|\?[^\s"']{0,100}\bpackage_type=(?:container|docker)\b)`;
/** Octokit counts every request in a line, also of one that is only to tell whether there is a package. */
const STATUS = String.raw`[ :='"(]40[134](?=$|[\s'"):,.\]])(?! with id| in \d)`;
/** The command, which has no answer yet. */
const COMMAND = String.raw`^(?!.*\b(?:gh api|curl|wget)\b)`;
/** An account, and nothing of it. */
const ACCOUNT = String.raw`\bapi\.[\w.-]{1,100}\/(?:users|orgs)\/[\w-]{1,39}(?![\w\/-])`;

export const OF_PACKAGES_API: readonly Phrase[] = [
  ...github(
    'api',
    // Go's, Octokit's, Axios's; behind an address of some length.
    new RegExp(`${COMMAND}.*${ADDRESS}.{0,200}?${STATUS}`),
    // Python's and Rust's, which name the address last.
    new RegExp(`${STATUS}.{0,60}?${ADDRESS}`),
    // Who wants the tags of an image asks first whether its owner is a person or an organisation.
    new RegExp(String.raw`\b${OUR_HOST}\/[\w-].{0,400}?${ACCOUNT}.{0,60}?[ :='"(]401(?=$|[\s'"):,.\]])`),
    // What an action said that looked for a package by GraphQL.
    /^package: \S+ not found for owner: \S/,
  ),
  // GitHub's command, which does not name what was asked, Octokit, which shows it below, and the bare answer, above which
  // a script shows its request.
  ...client(
    'api',
    /\bHttpError\]?: (?:Not Found|Forbidden|Bad credentials|Requires authentication)$/,
    /(?:^|\bgh: )(?:Not Found|Forbidden|Bad credentials|Requires authentication|Must have admin rights to Repository)\.? \(HTTP 40[134]\)$/,
    /^\s*\{?\s*"message": ?"(?:Not Found|Forbidden|Bad credentials|Requires authentication)"/,
  ).map((phrase) => ({ ...phrase, packages: 'asked' as const })),
];
