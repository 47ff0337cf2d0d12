/** What a refusal says, read out of the frame that a client put around it. */

import { OUR_HOST } from './registry-names.js';
import { completed } from './sentences-in-full.js';
import { withinMarks } from './within-marks.js';

const LIMIT = 300;

const SENTENCES =
  /installation not allowed to \w+ organization package|permission_denied: ?\w+_package|(?:permission_denied: )?The (?:requested installation does not exist|token provided does not match expected scopes)\.?|(?:not_found: )?owner not found|(?:unauthenticated: )?User cannot be authenticated with the token provided\.?|requested access to the resource is denied|manifest unknown|toomanyrequests:? *retry-after: [^"']+?\/minute|You have exceeded a secondary rate limit|blob unknown to registry|blob upload unknown|authentication required|(?:existing|stored) credentials (?:are )?invalid/i;

const NAMED = new RegExp(`${OUR_HOST}/`);

/** `permission_denied: write_package`; null where no reason came with the refusal. */
export function saidIn(text: string): string | null {
  // A logger's field of that name holds what a client says, with the name of what it asked for.
  const message = /"message":\s*"((?:[^"\\]|\\.)+)"(?![\w/])/.exec(text)?.[1];
  const json = message !== undefined && NAMED.test(message) ? undefined : message;
  const framed =
    /(?:\b(?:denied|unauthorized|error from registry|DENIED|UNAUTHORIZED|NAME_INVALID|MANIFEST_INVALID|UNSUPPORTED|NAME_UNKNOWN)): (.+)$/.exec(
      text,
    )?.[1];
  // `denied: permission_denied: X` and `permission_denied: installation not allowed …` keep what leads in.
  const lead = /\bpermission_denied: installation not allowed to \w+ organization package/i.exec(text)?.[0];
  const sentence = lead ?? SENTENCES.exec(text)?.[0];
  const headed = /https?:[^\n]*["')]: ?(denied|unauthorized)/i.exec(text)?.[1]?.toLowerCase();
  const debug = /\bmessage: Some\("([^"]+)"\)/.exec(text)?.[1];
  // Some name the image behind the word: that is no reason.
  const isName = framed !== undefined && /^[\w.-]+\.[a-z]+\/\S+$/.test(framed);
  const named = /\b(denied|unauthorized): \S+$/i.exec(text)?.[1]?.toLowerCase();
  const bare = /(?:^|[\s:`'"*])(denied|unauthorized)[`'"*.)]*\s*$/i.exec(text)?.[1]?.toLowerCase();
  const said = sentence ?? json ?? debug ?? (isName ? named : framed) ?? headed ?? bare ?? null;
  return said === null ? null : tidy(said);
}

/** What GitHub's registry says beside its sentences, as all registries do. Its words are in lower case. */
const PLAIN =
  /^(?:(?:denied|unauthorized|forbidden)(?: (?:denied|unauthorized|forbidden))*|unauthenticated|(?:access|permission|authorization|authentication) (?:is )?(?:denied|failed)|invalid token|permission_denied\b.*|Error from intermediary\b.*|Resource protected by organization SAML\b.*|.*\bIP allow list\b.*)[.!]?$/;

/**
 * Whether a reason is one that GitHub's registry gives: of a text that names no registry, another reason is told by
 * another one (facts, section 1.7).
 *
 * @param said as `saidIn` reads it
 */
export function isGitHubsReason(said: string): boolean {
  return SENTENCES.test(said) || PLAIN.test(said);
}

/** Whether it is one of those sentences, and more than that it was refused. */
export function isWholeSentence(said: string): boolean {
  return SENTENCES.test(said);
}

/** Letters of another script: a registry's own words are in English. */
const FOREIGN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Cyrillic}：，。；、！？（「“]/u;

/** What stands before somebody goes on in a language of another script; all of it where it begins so. */
function ownWords(said: string): string {
  const at = said.search(FOREIGN);
  const own = at < 0 ? '' : said.slice(0, at);
  return /[a-z]/i.test(own) ? own.replace(/[\s(,;:—-]{1,8}$/u, '') : said;
}

function tidy(said: string): string | null {
  const text = withinMarks(ownWords(said))
    .replace(/\\"/g, '"')
    // docker compose cuts its lines of status, and ends them with a timer (facts K7).
    .replace(/(?:\.{3})?\s+\d+(?:\.\d+)?s\s*$/, '')
    .replace(/^(?:denied|unauthorized|DENIED|UNAUTHORIZED|error from registry): /, '')
    .replace(/[\s`'"*\\)\]}]+$/, '')
    // docker run ends its own sentence so; its daemon says the word once more in a second line.
    .replace(/^(denied|unauthorized)(?:\.|(?:\\n|\s)+\1)$/, '$1')
    // The registry's word, and how somebody goes on.
    .replace(
      /^(denied|unauthorized)(?:[,;.]| -| [–—])? (?:and|as|at|because|but|for|from|in|on|since|so|when|which|while|with)\b.*$/,
      '$1',
    )
    .trim();
  const whole = completed(text);
  // The head of a reason whose rest was cut off.
  return whole === '' ||
    /^(?:unexpected status|Request failed\b|(?:Response code )?\d{3}\b|permission_denied:?\s*(?:$|…|\.{3}))/.test(
      whole,
    )
    ? null
    : whole.slice(0, LIMIT);
}
