/** What reads like a refusal and is none of GitHub's registry: a client's own complaint, another service's words. */

import { OUR_HOST } from '../registry-names.js';
import { isRefusedBySystem } from '../went-well.js';

/** A daemon's socket that a command names, or mounts: it says nothing of what came of it. */
const GIVEN_SOCKET =
  /(?:(?:--host|-H)["']?[ =,]\s?|DOCKER_HOST["']?[:=]\s?)["']?unix:\/\/[\w/.-]{0,60}docker\.sock\b|[\w/]{0,60}docker\.sock:\/[\w/]{0,60}docker\.sock\b|\bsource=[\w/]{0,60}docker\.sock\b/g;

/** A look at what docker's daemon has stored, as its library for Python names the request. */
const OF_THE_STORE = /\bhttp\+docker:\/\/\S{1,20}\/images\/\S{1,300}\/json\b/;

/** What helm has of the repositories of its older kind, which it asks for a list: no registry has one. */
const OF_A_LIST = /\bis not a valid chart repository or cannot be reached\b/;

/** What a client says of how it was called, or of the machine that it is on: it never came to a registry. */
export function isClientsOwn(given: string): boolean {
  if (OF_THE_STORE.test(given) || OF_A_LIST.test(given)) return true;
  const text = given.replace(GIVEN_SOCKET, '');
  return /\bmay not be set together|\bexporter option "\w+" conflicts|not supported for the docker driver|\bdoes not exist locally\b|\bError response from daemon: No such image: |\brequires (?:exactly|at least) \d+ argument|\bunknown (?:shorthand )?flag\b|\binvalid (?:flag|boolean value)\b|\bno space left on device|docker\.sock\b|\bdocker daemon\b|\bcommand not found\b/i.test(
    text,
  );
}

/** The refusals of other services in their own form: Azure's (the last of its three at the beginning is its library's for Go), the login's of Microsoft, nginx's, Amazon's and Google's in their libraries' words, the API's of a Kubernetes cluster, those of policies, gRPC's of whoever does not speak it, of what a client made by go-swagger asked (Rekor's), of the service that keeps artifacts and caches, of ssh. */
const ANOTHERS =
  /\bPermission denied \((?:publickey|password|keyboard-interactive|gssapi|hostbased)\b|\bPermission denied, please try again\b|^RESPONSE \d{3}: |Server failed to authenticate the request|\boperation error [\w ]{1,60}: \w|\bhttps response error StatusCode: \d|\bAn error occurred \(\w+\) when calling the \w+ operation\b|\bgoogleapi: Error \d|^ERROR: \(gcloud\.|\bis forbidden: |\bError from server \(|\bcannot \w+ resource "|\badmission webhook "|\bdenied by policy\b|\bunexpected status \d{3}(?: \([^)]*\))? with (?:error|response)\b|\bunexpected HTTP status code received from server: |\bAADSTS\d{4}|\baccess forbidden by rule\b|\[(?:GET|HEAD|POST|PUT|PATCH|DELETE) \/(?!v2\/)[^\]\s]*\]\[\d{3}\]|\bFailed to (?:Create|Finalize|List|Get|GetSigned|Delete)(?:Artifact|Cache)\w*: |(?<![\w/:-])(?:CVE-\d{4}-\d{4,}|GHSA(?:-\w{4}){3})(?![\w:/-])/i;

/** What programs send each other, which no registry takes; the program's image may stand in front. */
const OTHER_GOODS =
  /\b(?:(?:to|not|cannot|couldn't|can't) (?:push|pull|upload|publish|send)|(?:[Ee]rror|while|when|failed) (?:push|pull|upload|publish|send)ing) (?:the |an? |\d+ |new )?(?:events?|notifications?|messages?|metrics?|commits?|branch(?:es)?|jobs?|logs?|alerts?|records?|rows?|traces?|spans?|samples?)\b(?! (?:images?|charts?|artifacts?)\b|.*\b(?:to|from) (?:[a-z]+:\/\/)?(?:ghcr\.io|docker\.pkg\.github\.com)|.*(?:denied: |permission_denied|https?:\/\/))/i;

/** A policy's refusal of what it could not look at, with the registry's answer at its address: that is why. */
const HANDS_ON = new RegExp(
  String.raw`\badmission webhook ".*https?://${OUR_HOST}/(?:v2|token)\b[^\s"']*"?: (?:DENIED|UNAUTHORIZED|TOOMANYREQUESTS|MANIFEST_UNKNOWN|NAME_UNKNOWN|denied|unauthorized|unexpected status code \d{3})\b`,
);

/** Whether another service refused something, in a form of its own. */
export function isAnothers(text: string): boolean {
  return (ANOTHERS.test(text) && !HANDS_ON.test(text)) || OTHER_GOODS.test(text);
}

/** A refusal that another registry, or another service, words as GitHub's never does. */
export function isWordedByAnother(text: string): boolean {
  return (
    isAnothers(text) || isRefusedBySystem(text) || WORDED_BY_ANOTHER.some((pattern) => pattern.test(text))
  );
}

const WORDED_BY_ANOTHER: readonly RegExp[] = [
  // GitLab
  /\bHTTP Basic: Access denied|\bdenied: access forbidden\b/i,
  // Google
  /"artifactregistry\.repositories\.|\bToken exchange failed for project\b/i,
  // Amazon
  /\bcannot be overwritten because the (?:repository|tag) is immutable\b|\bnot authorized to perform: ecr:|\bYour authorization token has expired\b/i,
  // Docker Hub, and others that say for which right they ask: GitHub's answers have no such detail
  /\[map\[Action:\w* Class:/,
  /\bincorrect username or password\b|\baccess token has insufficient scopes\b|\bemail must be verified\b/i,
  // Quay and Nexus
  /\baccess to the requested resource is not authorized\b|\bunauthorized: Invalid Username or Password\b/i,
  // Gitea and Forgejo
  /\breqPackageAccess\b/i,
  // Harbor
  /\bunauthorized to access repository: /i,
  // Artifactory
  /\bclient does not have permission for manifest\b/i,
  // Azure
  /\baka\.ms\/acr\b/i,
];

/** Docker Hub's own sentence about its limit: what is put off beside it, Docker Hub puts off. */
export function isDockerHubsLimit(text: string): boolean {
  return /reached your (?:\w+ )?pull rate limit/i.test(text);
}
