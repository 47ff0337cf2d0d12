/** Whether an action that nobody knows may push images here, as its inputs tell: a registry, whose token, that nothing is pushed. */
import { referenceAt } from '../../../knowledge/names/names.js';
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { hasHole } from '../../../language/values.js';
import { OTHER_REGISTRIES } from '../programs/push-words.js';
import { IMAGE_INPUT, isRegistryInput, READ_INPUT, type ToldInputs, toldOfImages } from './told-names.js';

/** An address of another registry. */
const ELSEWHERE = new RegExp(
  String.raw`(?:^|[/\s,])(?:${OTHER_REGISTRIES}|hub\.docker\.com)(?:[/\s,:]|$)`,
  'i',
);

/**
 * May an action that pushes images do so here, by a name that its inputs do not tell? Where it is given the job's token, the registry,
 * one that nobody knows, or nothing at all. Another password, or a name without a registry, is for Docker Hub.
 */
export function mayPushHere(inputs: ToldInputs, registry: string): boolean {
  const values = inputs.flatMap(([name, value]) => (READ_INPUT.test(name) ? [] : [value]));
  const words = toldOfImages(inputs).flatMap((each) => each.split(/[\s,]+/));
  // What is named is asked about.
  if (words.some((each) => referenceAt(registry, each.replace(/^(?:docker|oci):\/\//, '')))) return false;
  if (values.some((each) => each.includes(registry) || /\bghcr\.io\b/.test(each))) return true;
  if (values.some((each) => ELSEWHERE.test(each)) || inputs.some(isElsewhere)) return false;
  const registries = inputs.filter(isRegistryInput);
  if (registries.some(([, value]) => hasHole(value))) return true;
  const isForHub = inputs.some(([name, value]) => /pass/i.test(name) && value !== GITHUB_TOKEN);
  if (values.includes(GITHUB_TOKEN) && !isForHub) return true;
  const isNamed = inputs.some(([name, value]) => IMAGE_INPUT.test(name) && !hasHole(value));
  return !isNamed && !inputs.some(([name]) => CREDENTIAL.test(name));
}

/** `registry: registry.example.com`, `image: registry.example.com/app`, `url: oci://registry.example.com`, `ecr-repository: app` */
function isElsewhere([name, value]: ToldInputs[number]): boolean {
  if (OF_CLOUD.test(name) || /^oci:\/\/(?:[\w-]+\.)+[a-z]{2,}(?:[/:]|$)/i.test(value)) return true;
  const [host = '', ...rest] = value.replace(/^https?:\/\//, '').split('/');
  const isHost = isRegistryInput([name, value]) || (IMAGE_INPUT.test(name) && rest.length > 0);
  return isHost && !hasHole(host) && /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$/i.test(host);
}

/** Inputs that only a registry of another house has. */
const OF_CLOUD = /(?:^|[-_])(?:ecr|gcr|acr|gar|aws|gcp|azure|dockerhub|quay|gitlab|heroku)(?:[-_]|$)/i;

const PUSHES =
  /^(?:(?:docker|images?|do|should|enable)[-_]?)*(?:push|publish)(?:[-_]?(?:images?|docker|enabled|to[-_]?registry))?$/i;
const PUSHES_NOT = /^(?:dry[-_]?run|(?:no|skip)[-_]?(?:push|publish)|(?:build|test)[-_]?only)$/i;

/** `push: false`, `dry-run: true` */
export function isToldNotToPush(inputs: ToldInputs): boolean {
  return inputs.some(
    ([name, value]) =>
      (PUSHES.test(name) && /^\s*(?:false|no)\s*$/i.test(value)) ||
      (PUSHES_NOT.test(name) && /^\s*(?:true|yes)\s*$/i.test(value)),
  );
}

/**
 * `push: true`, beside inputs about images and none about commits: the same may be said of these, or of a package. Or where something
 * of a registry goes; what is called a target is that only beside a source: alone it may be what is looked into.
 */
export function isToldToPush(inputs: ToldInputs): boolean {
  const isOn = inputs.some(([name, value]) => PUSHES.test(name) && (hasHole(value) || ON.test(value)));
  const isOfImages = inputs.some((each) => /image|docker|container/i.test(each[0]) || isRegistryInput(each));
  if (isOn && isOfImages && !inputs.some(([name]) => OF_COMMITS.test(name))) return true;
  const isFromOther = inputs.some(([name]) => SOURCE.test(name));
  return inputs.some(
    ([name, value]) => (GOES_TO.test(name) || (isFromOther && TARGET.test(name))) && OF_REGISTRY.test(value),
  );
}

const ON = /^\s*(?:true|yes)\s*$/i;
const OF_COMMITS = /commit[-_]?(?:message|msg|user|author|email)|^git[-_]?(?:user|author|e?mail|name)/i;

/** `destination: ghcr.io/octo/app` */
const GOES_TO =
  /^(?:destination|dest|dst|(?:destination|dest|dst|to)[-_]?(?:images?|ref(?:erence)?|registry|repo(?:sitory)?|name))$/i;
const TARGET = /^target[-_]?(?:images?|ref(?:erence)?|registry|repo(?:sitory)?|name)$/i;
const SOURCE = /^(?:source|src|from)(?:[-_]|$)/i;
const OF_REGISTRY = /(?:^|\/|\s)(?:ghcr\.io|containers(?:\.[\w-]+){2,})\//i;

const CREDENTIAL = /pass|token|secret|user|login|key|auth/i;
