/** What the inputs of an action that nobody knows tell of images: a name in two of them, a registry in any, whose token. */
import { referenceAt } from '../../../knowledge/names/names.js';
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { hasHole } from '../../../language/values.js';
import { OTHER_REGISTRIES } from '../programs/push-words.js';

type Inputs = readonly (readonly [name: string, value: string])[];

export const REGISTRY_INPUT =
  /^(?:docker|container|image)?[-_]?registry(?:[-_]?(?:url|host|server|address|name))?$/i;
const IMAGE_INPUT =
  /^(?:docker|container|oci)?[-_]?(?:images?|(?:image|container)[-_]?names?|repository|repo|image[-_]?repository|name)$/i;

/** `registry: ghcr.io` and `image: octo/app`, as one name. */
function joinedImages(inputs: Inputs): string[] {
  const registry = inputs.find(([name]) => REGISTRY_INPUT.test(name))?.[1] ?? '';
  const host = registry.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  if (host === '') return [];
  return inputs
    .filter(([name, value]) => IMAGE_INPUT.test(name) && (host.includes('/') || value.includes('/')))
    .flatMap(([, value]) => value.split(/[\s,]+/))
    .filter((each) => OWN_NAME.test(each))
    .map((each) => `${host}/${each}`);
}

/** All values that may be a name, also in two inputs. A registry with an owner, `ghcr.io/octo`, is what names stand below. */
export function toldOfImages(inputs: Inputs): string[] {
  const mayBeName = ([name, value]: Inputs[number]) =>
    !REGISTRY_INPUT.test(name) || /[^/]\/[^/]+\/./.test(value);
  return [...inputs.filter(mayBeName).map(([, value]) => value), ...joinedImages(inputs)];
}

/** A name without a registry. */
const OWN_NAME = /^[a-z\d][\w-]*(?:\/[\w.-]+)*(?::[\w.-]+)?$/;

/** An address of another registry. */
const ELSEWHERE = new RegExp(
  String.raw`(?:^|[/\s,])(?:${OTHER_REGISTRIES}|hub\.docker\.com)(?:[/\s,:]|$)`,
  'i',
);

/**
 * May an action that pushes images do so here, by a name that its inputs do not tell? Where it is given the job's token, the registry,
 * one that nobody knows, or nothing at all. Another password, or a name without a registry, is for Docker Hub.
 */
export function mayPushHere(inputs: Inputs, registry: string): boolean {
  const values = inputs.map(([, value]) => value);
  const words = toldOfImages(inputs).flatMap((each) => each.split(/[\s,]+/));
  // What is named is asked about.
  if (words.some((each) => referenceAt(registry, each))) return false;
  if (values.some((each) => each.includes(registry) || /\bghcr\.io\b/.test(each))) return true;
  if (values.some((each) => ELSEWHERE.test(each)) || inputs.some(isElsewhere)) return false;
  const registries = inputs.filter(([name]) => REGISTRY_INPUT.test(name));
  if (registries.some(([, value]) => hasHole(value))) return true;
  const isForHub = inputs.some(([name, value]) => /pass/i.test(name) && value !== GITHUB_TOKEN);
  if (values.includes(GITHUB_TOKEN) && !isForHub) return true;
  const isNamed = inputs.some(([name, value]) => IMAGE_INPUT.test(name) && !hasHole(value));
  return !isNamed && !inputs.some(([name]) => CREDENTIAL.test(name));
}

/** `registry: registry.example.com`, `image: registry.example.com/app`, `url: oci://registry.example.com`, `ecr-repository: app` */
function isElsewhere([name, value]: Inputs[number]): boolean {
  if (OF_CLOUD.test(name) || /^oci:\/\/(?:[\w-]+\.)+[a-z]{2,}(?:[/:]|$)/i.test(value)) return true;
  const [host = '', ...rest] = value.replace(/^https?:\/\//, '').split('/');
  const isHost = REGISTRY_INPUT.test(name) || (IMAGE_INPUT.test(name) && rest.length > 0);
  return isHost && !hasHole(host) && /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$/i.test(host);
}

/** Inputs that only a registry of another house has. */
const OF_CLOUD = /(?:^|[-_])(?:ecr|gcr|acr|gar|aws|gcp|azure|dockerhub|quay|gitlab|heroku)(?:[-_]|$)/i;

const PUSHES =
  /^(?:(?:docker|images?|do|should|enable)[-_]?)*(?:push|publish)(?:[-_]?(?:images?|docker|enabled|to[-_]?registry))?$/i;
const PUSHES_NOT = /^(?:dry[-_]?run|(?:no|skip)[-_]?(?:push|publish)|(?:build|test)[-_]?only)$/i;

/** `push: false`, `dry-run: true` */
export function isToldNotToPush(inputs: Inputs): boolean {
  return inputs.some(
    ([name, value]) =>
      (PUSHES.test(name) && /^\s*(?:false|no)\s*$/i.test(value)) ||
      (PUSHES_NOT.test(name) && /^\s*(?:true|yes)\s*$/i.test(value)),
  );
}

const CREDENTIAL = /pass|token|secret|user|login|key|auth/i;
