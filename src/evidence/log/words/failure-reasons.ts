/** Failures that come before GitHub's registry is asked for an image, and are told by their own words. */
import { registryIn } from '../hosts.js';
import type { FailureReason } from '../types.js';

/** GitHub's, of a workflow's file: on the page of a run, in annotations, in answers of its API, from `gh run view`. */
const NOT_STARTED =
  /\bInvalid workflow file\b|\bworkflow is not valid\b|\berror parsing called workflow\b|\bError calling workflow\b|\bis required, but not provided while calling\b|\blikely failed because of a workflow file issue\b|(?<!(?:==|types:) ?\[?["']?)\bstartup_failure\b|^No jobs were run\b|\berror in your yaml syntax\b|\(Line: \d+, Col: \d+\): [A-Z]|\bUnrecognized named-value: '/i;

/** docker/cli and docker-credential-helpers, which Python's and Java's clients, buildx and kaniko call in the same way. */
const OF_HELPER =
  /\berror (?:getting|storing|saving|erasing|listing) credentials\b|\bunable to (?:retrieve|get|save|store) credentials\b|\bfailed to (?:store|save|get|retrieve) (?:the )?credentials?\b|\bdocker-credential-[\w.-]+\b.*\b(?:not found|not installed|not initialized|no such file|exec format error|exit status|permission denied)|\bcredentials? (?:store|helper)\b.*\bnot (?:found|installed|initialized|available)/i;
const MISSING =
  /executable file not found|docker-credential-\S+ not found|not installed|no such file|not available in/i;
const LOCKED =
  /Cannot autolaunch D-Bus|User interaction is not allowed|keychain.*locked|org\.freedesktop\.secrets/i;
const KEYLESS = /\bgpg: |pass not initialized|\bpass store is uninitialized|no secret key/i;

/** Docker Hub's, in the words of its clients (facts P10). */
const AT_HUB =
  /\brequested access to the resource is denied\b|\b(?:push|pull) access denied\b.{0,300}\brepository does not exist or may require\b|\bdoes not exist or no pull access\b/i;

const FAILED = /\b(?:denied|unauthorized|forbidden|40[134])\b/i;
/** The address of the list of all repositories, and the scope of a token for it. */
const CATALOG = /(?:^|[\s"'`(]|\/v2\/)_catalog\b|[?&]scope=registry(?::|%3A)catalog\b/i;
/** Commands that ask for it, of a registry and of no image: crane, regctl, oras, reg. */
const LISTS =
  /\b(?:crane catalog|regctl repo (?:ls|list)|oras repo (?:ls|list)|reg ls)(?: -\S+)* ["']?(?:https:\/\/)?[\w.-]+(?::\d+)?\/?["']?\s*$/;

/**
 * Somebody asked for the list of all that the registry has. GitHub's keeps none, and refuses it to everybody (facts, section 5).
 *
 * @param before the lines before it: a command shows above its answer what it asked
 */
export function isOfCatalog(text: string, before = ''): boolean {
  return CATALOG.test(text) || asksForCatalog(before);
}

function asksForCatalog(before: string): boolean {
  const last = before.trimEnd().split('\n').at(-1) ?? '';
  return LISTS.test(last) || (/\bcurl\b/.test(last) && CATALOG.test(last));
}

/** Nearly no line has one of these. */
const WORTH_A_LOOK =
  /access (?:to|denied)|pull access|catalog|workflow|startup_failure|calling|named-value|Line: |No jobs|yaml syntax|credential/i;

/**
 * @param before the lines before it
 * @returns null: the line is of something else
 */
export function failureReason(text: string, before = ''): FailureReason | null {
  if (FAILED.test(text) && asksForCatalog(before))
    return (registryIn(text) ?? registryIn(before.trimEnd().split('\n').at(-1) ?? ''))?.ours
      ? 'no-catalog'
      : null;
  if (!WORTH_A_LOOK.test(text)) return null;
  // An expression that a job came to while it ran.
  if (/\btemplate is not valid\b/i.test(text)) return null;
  if (NOT_STARTED.test(text)) return 'not-started';
  if (isOfCatalog(text)) return registryIn(text)?.ours && FAILED.test(text) ? 'no-catalog' : null;
  if (AT_HUB.test(text)) return registryIn(text) ? null : 'at-hub';
  // A helper that lacks a library of its system is passed over, and the work goes on without a credential.
  if (!OF_HELPER.test(text) || /error while loading shared libraries/.test(text)) return null;
  if (LOCKED.test(text)) return 'helper-locked';
  if (KEYLESS.test(text)) return 'helper-keyless';
  return MISSING.test(text) ? 'helper-missing' : 'helper-failed';
}
