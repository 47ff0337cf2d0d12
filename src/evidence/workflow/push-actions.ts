/**
 * What is known about actions that push or pull images, in one table. An entry
 * says which actions it is about, where that is written, and what a step with
 * such inputs does. To teach the reader an action, add an entry.
 */
import type { Access } from '../../types.js';
import type { Ternary } from '../types.js';
import { attributes, entriesOf, linesOf } from './names.js';
import { HOLE, hasHole, type Value } from './values.js';

/** One thing that a step (or a command) does at a registry, before the registry is looked at. */
export interface Found {
  /** A reference, perhaps with holes. */
  reference: string;
  access: Access;
  role: 'image' | 'cache';
  /** As far as inputs or flags decide it. */
  runs: Ternary;
  /** The input in which it is written, for its place. */
  input?: string;
}

/** The inputs of a step, filled in. */
export interface Inputs {
  /** Text of an input; null when it is not given. */
  text(name: string): string | null;
  /** A boolean input. */
  flag(name: string): Ternary;
  /** Its value depends on the run: what is `no` now may be `yes` in another one. */
  isExpression(name: string): boolean;
  /** Version in `uses: …@v6`, null for another ref. */
  major: number | null;
}

export interface ActionKnowledge {
  /** `owner/repo` or `owner/repo/path`, lower case. */
  uses: readonly string[];
  /** Where its behaviour is written. */
  source: string;
  finds?(inputs: Inputs): Found[];
  /** Outputs that later steps may use; what is not given is unknown. */
  outputs?(inputs: Inputs): [string, Value][];
}

/** BuildKit's `type=registry,ref=…`; `type=registry` is implied when only a reference stands there. */
export function cacheEntries(value: string, access: Access, input: string): Found[] {
  return linesOf(value).flatMap((line): Found[] => {
    const fields = attributes(line);
    const plain = fields.size === 1 && [...fields][0]?.[1] === '' ? line : null;
    const reference = fields.get('type') === 'registry' ? fields.get('ref') : plain;
    return reference ? [{ reference, access, role: 'cache', runs: 'yes', input }] : [];
  });
}

/**
 * `type=image,name=…,push=true` and `type=registry`. Several entries may stand on
 * several lines. The names are the entry's own, else the tags.
 * Docs: docs.docker.com/build/exporters/image-registry
 */
export function outputEntries(value: string, tags: readonly string[], input: string): Found[] {
  return linesOf(value).flatMap((line) => {
    const fields = attributes(line);
    const type = fields.get('type') ?? '';
    let runs: Ternary = 'no';
    if (type === 'registry') runs = 'yes';
    else if (type === 'image' || hasHole(type)) {
      const push = fields.get('push') ?? 'false';
      runs = push === 'true' || push === '1' ? 'yes' : hasHole(push) || hasHole(type) ? 'unknown' : 'no';
    }
    if (runs === 'no') return [];
    const names = fields.get('name');
    const references = names ? names.split(',').map((each) => each.trim()) : tags;
    return references.map((reference): Found => ({ reference, access: 'push', role: 'image', runs, input }));
  });
}

function images(references: readonly string[], runs: Ternary, input: string): Found[] {
  return references.map((reference) => ({ reference, access: 'push', role: 'image', runs, input }));
}

/** A `push:` that is plainly false makes no push in any run; one that is false in this run is a push that does not run. */
function neverPushes(inputs: Inputs): boolean {
  return inputs.flag('push') === 'no' && !inputs.isExpression('push');
}

function buildPush(inputs: Inputs): Found[] {
  const tags = entriesOf(inputs.text('tags') ?? '');
  return [
    ...(neverPushes(inputs) ? [] : images(tags, inputs.flag('push'), 'tags')),
    ...outputEntries(inputs.text('outputs') ?? '', tags, 'outputs'),
    ...cacheEntries(inputs.text('cache-to') ?? '', 'push', 'cache-to'),
    ...cacheEntries(inputs.text('cache-from') ?? '', 'pull', 'cache-from'),
  ];
}

/** Version 1: `repository` and `tags` apart, and it pushes unless told not to. */
function buildPushV1(inputs: Inputs): Found[] {
  const push = inputs.text('push') === null ? 'yes' : inputs.flag('push');
  const registry = inputs.text('registry');
  const repository = inputs.text('repository') ?? HOLE;
  const name = registry ? `${registry}/${repository}` : repository;
  const tags = entriesOf(inputs.text('tags') ?? '');
  if (push === 'no' && neverPushes(inputs)) return [];
  return images(tags.length > 0 ? tags.map((tag) => `${name}:${tag}`) : [name], push, 'repository');
}

function bake(inputs: Inputs): Found[] {
  const settings = linesOf(inputs.text('set') ?? '').map((line) => {
    const at = line.indexOf('=');
    return { key: line.slice(0, at).split('.').at(-1)?.replace('+', '') ?? '', value: line.slice(at + 1) };
  });
  const of = (key: string) => settings.filter((each) => each.key === key).map((each) => each.value);
  const tags = of('tags').flatMap(entriesOf);
  return [
    ...(neverPushes(inputs) ? [] : images(tags, inputs.flag('push'), 'set')),
    ...of('output').flatMap((value) => outputEntries(value, tags, 'set')),
    ...of('cache-to').flatMap((value) => cacheEntries(value, 'push', 'set')),
    ...of('cache-from').flatMap((value) => cacheEntries(value, 'pull', 'set')),
  ];
}

/** Image names of metadata-action: `name`, or `name=…,enable=…`; it makes them lower case. */
function metadataImages(inputs: Inputs): string[] {
  return linesOf(inputs.text('images') ?? '')
    .flatMap((line) =>
      /(^|,)\s*(name|enable)=/.test(line)
        ? [attributes(line)]
        : entriesOf(line).map((name) => new Map([['name', name]])),
    )
    .filter((fields) => fields.get('enable') !== 'false')
    .map((fields) => (fields.get('name') ?? HOLE).toLowerCase());
}

function metadataOutputs(inputs: Inputs): [string, Value][] {
  const names = metadataImages(inputs);
  const separator = inputs.text('sep-tags') ?? '\n';
  // One tag or ten, the name is the same: one reference with an open tag stands for all.
  return [['tags', names.map((name) => `${name}:${HOLE}`).join(hasHole(separator) ? '\n' : separator)]];
}

/** `tags` that are full names win over `registry`, `image` and a tag. */
function pushToRegistry(inputs: Inputs): Found[] {
  const tags = (inputs.text('tags') ?? 'latest').split(/\s+/).filter((each) => each !== '');
  const registry = (inputs.text('registry') ?? '').replace(/\/+$/, '');
  const image = inputs.text('image') ?? '';
  const references = tags.map((tag) =>
    tag.includes('/') ? tag : `${registry}/${image}:${tag}`.toLowerCase().replace(/^\//, ''),
  );
  return images(references, 'yes', 'registry');
}

export const ACTIONS: readonly ActionKnowledge[] = [
  {
    uses: ['docker/build-push-action', 'depot/build-push-action', 'useblacksmith/build-push-action'],
    source: 'https://github.com/docker/build-push-action#inputs (depot and Blacksmith take the same)',
    // Version 1 was docker's only; the others started with the inputs of version 2.
    finds: (inputs) =>
      inputs.major === 1 && inputs.text('repository') !== null ? buildPushV1(inputs) : buildPush(inputs),
  },
  {
    uses: ['docker/bake-action', 'depot/bake-action'],
    source: 'https://github.com/docker/bake-action#inputs',
    finds: bake,
  },
  {
    uses: ['docker/metadata-action'],
    source: 'https://github.com/docker/metadata-action#images-input',
    outputs: metadataOutputs,
  },
  {
    uses: ['redhat-actions/buildah-build'],
    source: 'https://github.com/redhat-actions/buildah-build#action-outputs',
    outputs: (inputs) => [
      ['image', (inputs.text('image') ?? HOLE).toLowerCase()],
      ['tags', inputs.text('tags') ?? 'latest'],
    ],
  },
  {
    uses: ['redhat-actions/push-to-registry'],
    source: 'https://github.com/redhat-actions/push-to-registry#action-inputs',
    finds: pushToRegistry,
  },
];

/** What is known about `owner/repo[/path]`. */
export function knownAction(name: string): ActionKnowledge | null {
  return ACTIONS.find(({ uses }) => uses.includes(name.toLowerCase())) ?? null;
}
