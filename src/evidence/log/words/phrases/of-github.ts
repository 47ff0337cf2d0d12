/** What GitHub's services say, and nobody else: of a run that does not start, the registry's own sentences, the REST API's. */
import { NAME_AT_HUB } from '../registry-names.js';
import { any, client, github, type Phrase } from './phrase.js';

export const OF_GITHUB: readonly Phrase[] = [
  // before any step
  ...github(
    'start',
    /is requesting '[^']*packages: [^']*',? but is only allowed/i,
    /\bSecret \S*(?:GHCR|CR_PAT)\S* is required, but not provided while calling/i,
    // Whatever other secrets are for, these are the registry's (facts K18).
    /\bInvalid secret, \S*(?:GHCR|CR_PAT|GITHUB_TOKEN)\S* is not defined in the referenced workflow/i,
    /\bsecret name ["']?GITHUB_TOKEN["']? within ["']?workflow_call["']? can ?not be used/i,
    /\bUnrecognized named-value: 'secrets'.*\bsecrets\.\w*(?:GHCR|CR_PAT|GITHUB_TOKEN)/i,
    /job was not started because .*(?:payment|spending limit|billing|budget)/i,
    /(?:Invalid workflow file|workflow is not valid|\(Line: \d+, Col: \d+\)).*Unexpected value '(?:permissions|packages|(?:read|write|none)[^']+|[^']+(?:read|write|none))'/i,
  ),
  // the registry's own sentences (facts, section 1.7)
  ...github(
    'refused',
    // As people repeat them, too.
    /installation (?:(?:is|was) )?not allowed to \w+ (?:an? |the )?organization package/i,
    /installation (?:isn|wasn)['’]t allowed to \w+ (?:an? |the )?organization package/i,
    // The same with its end cut off.
    /installation not allowed to (?:Create|Write|Read)(?: o\w*(?: p\w*)?)?(?:…|\.{3})?["'\s]*$/,
    /permission_denied: ?\w+_package/i,
    /requested installation (?:does not|doesn['’]t|did not|didn['’]t) exist/i,
    /\btokens?(?: provided)? (?:does not|doesn['’]t|did not|didn['’]t) match (?:the )?expected scopes\b/i,
    /not_found: owner not found/i,
    /User (?:can ?not|can['’]t|could not|couldn['’]t) be authenticated with the (?:token provided|provided token)/i,
    // Of a request without a credential, or with an empty one.
    /"UNAUTHORIZED",\s?"message":\s?"authentication token not provided"|\.pkg\.github\.com\/\S+ - authentication token not provided/,
  ),
  // Docker Hub's, of a name with GitHub's registry in it, which reached it as one of its own (facts P8)
  ...github(
    'refused',
    new RegExp(String.raw`${NAME_AT_HUB.source}.*?(?:\b(?:denied|unauthorized|40[13])\b|not found)`, 'i'),
    new RegExp(String.raw`\b(?:denied|unauthorized)\b.*?${NAME_AT_HUB.source}`, 'i'),
  ),
  // GitHub's limit, passed on by the registry in the frame of a refusal
  ...github('limited', /Error from intermediary.*(?:secondary rate limit|rate-limits-for-the-rest-api)/i),
  // what GitHub's services say of each other
  ...github('unavailable', /unable to connect to authzd|twirp error|Error from intermediary/i),
  ...github(
    'limited',
    /retry-after: [\d.]+(?:[nµμu]?m?s)?, allowed: \d+\/minute/i,
    // The same with its end cut off: no other registry tells a time behind its code.
    /\btoomanyrequests: retry-after\b/i,
  ),
  ...github('protocol', /maximum permissible limit of 4\.0+ ?MiB/i),
  // what other services of GitHub refuse to a job that publishes (facts K16)
  ...github(
    'api',
    /Unable to get (?:the )?ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)|ACTIONS_ID_TOKEN_REQUEST_\w+ (?:env(?:ironment)? var(?:iable)? )?(?:is )?not (?:set|found)/i,
    /Failed to persist attestation: Resource not accessible/i,
    /rest\/repos\/attestations#create|Resource not accessible.*rest\/code-scanning/i,
  ),
  // the REST API's own sentences, and those of tools that know its limits
  ...github(
    'api',
    /\blist(?:ing)? packages (?:when using|using|with) (?:an? |the )?\$?GITHUB_TOKEN/i,
    /Resource protected by organization SAML enforcement/i,
    /has an IP allow list enabled, and your IP address is not permitted/i,
    /You need at least \w+:packages scope/i,
    // GraphQL's, which the old registry passed on.
    /requires one of the following scopes: \[[^\]]*\b(?:read|write|delete):packages\b/i,
    /cannot delete the last tagged version of a package|more than 5,?000 downloads cannot be deleted/i,
  ),
  {
    pattern: /Resource not accessible by (?:integration|personal access token)/i,
    kind: 'api',
    whose: 'client',
    packages: true,
  },
  {
    // GitHub's command puts the status behind it or in front, with the address; Go's client puts a list of errors there.
    pattern:
      /(?:^|[\s"'])Invalid argument\.?["']?(?: \((?:HTTP )?400\)|\s*$| - https:\/\/docs\.github\.com| \(https:\/\/[^\s)]+\/packages\b)|\b400 Invalid argument\. \[|"message": ?"Invalid argument\."/i,
    kind: 'api',
    whose: 'client',
    packages: true,
  },
  {
    pattern: /permissions requested are not granted to this installation/i,
    kind: 'api',
    whose: 'client',
    packages: true,
  },
  // GitHub's command, with what it asked.
  ...github('api', /\bPackage not found\. \(https:\/\/[^\s)]+\/packages\/(?:container|docker)\//),
  ...client(
    'api',
    /(?:^|[\s:"'])Package not found\.(?:["'`.]|\s*$| - https:\/\/docs\.github\.com| \()/,
    // Octokit's, as people write it down.
    /\bHttpError\]?: Package not found\b/,
    // Years ago the page had other addresses.
    /rest\/(?:reference\/)?packages(?:\/packages)?#\S+/i,
  ),
  ...client('limited', /exceeded a secondary rate limit/i),
  // As people tell of it.
  ...any(
    'limited',
    /(?<!\b(?:avoid|prevent|handle|of) (?:an? |the )?)\bsecondary rate limits? (?:when|while|on|after) (?:push|pull|publish)ing\b/i,
    /\b(?:push|pull|publish)(?:es|ing)?\b[^.]{0,60}\b(?:hits?|hitting|got|ended in|r[au]ns? into|failed with|because of|due to) (?:an? |the |GitHub['’]s )?secondary rate limit\b/i,
  ),
  // The API's limit of an hour, which the registry does not have.
  {
    pattern: /\bAPI rate limit (?:(?:already )?exceeded for \S|of \d+ still exceeded until\b)/i,
    kind: 'limited',
    whose: 'client',
    packages: true,
  },
];
