/**
 * What is known about actions that push or pull images, in one table. An entry
 * says which actions it is about, where that is written, and what a step with
 * such inputs does. To teach the reader an action, add an entry.
 */
import type { Access } from '../../types.js';
import { type Chance, opposite } from '../language/chance.js';
import { FOUND } from '../language/origins.js';
import { HOLE, hasHole, type Value } from '../language/values.js';
import type { Found, Surroundings } from './clients.js';
import { attributes, entriesOf, linesOf, METADATA_BAKE } from './names.js';
import { bakeTargets, goreleaserImages } from './project-files.js';

/** The inputs of a step, filled in. */
export interface Inputs {
  /** Text of an input; null when it is not given. */
  text(name: string): string | null;
  /** A boolean input. */
  flag(name: string): Chance;
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
  finds?(inputs: Inputs, around: Surroundings): Found[];
  /** Outputs that later steps may use; what is not given is unknown. */
  outputs?(inputs: Inputs): [string, Value][];
  /** Variables that it sets for later steps. */
  sets?(inputs: Inputs): [string, string][];
}

/** BuildKit's `type=registry,ref=…`; `type=registry` is implied when only a reference stands there. */
export function cacheEntries(value: string, access: Access, input: string): Found[] {
  return linesOf(value).flatMap((line): Found[] => {
    const fields = attributes(line);
    const plain = fields.size === 1 && [...fields][0]?.[1] === '' ? line : null;
    const reference = fields.get('type') === 'registry' ? fields.get('ref') : plain;
    const mayFail = fields.get('ignore-error') === 'true';
    return reference
      ? [{ reference, access, role: 'cache', runs: 'yes', input, client: 'buildx', mayFail }]
      : [];
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
    let runs: Chance = 'no';
    if (type === 'registry') runs = 'yes';
    else if (type === 'image' || hasHole(type)) {
      const push = fields.get('push') ?? 'false';
      runs = push === 'true' || push === '1' ? 'yes' : hasHole(push) || hasHole(type) ? 'unknown' : 'no';
    }
    if (runs === 'no') return [];
    const names = fields.get('name');
    const references = names ? names.split(',').map((each) => each.trim()) : tags;
    return images(references, runs, input);
  });
}

function images(references: readonly string[], runs: Chance, input: string, rest?: Partial<Found>): Found[] {
  return references.map((reference) => ({
    reference,
    access: 'push',
    role: 'image',
    runs,
    input,
    client: 'buildx',
    ...rest,
  }));
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
  const references = tags.length > 0 ? tags.map((tag) => `${name}:${tag}`) : [name];
  return images(references, push, 'repository', { client: 'docker' });
}

function bake(inputs: Inputs, around: Surroundings): Found[] {
  return bakeFound(
    {
      settings: linesOf(inputs.text('set') ?? ''),
      files: entriesOf(inputs.text('files') ?? ''),
      targets: entriesOf(inputs.text('targets') ?? ''),
      folder: inputs.text('workdir') ?? inputs.text('source') ?? '.',
      push: neverPushes(inputs) ? null : inputs.flag('push'),
      input: 'push',
    },
    around,
  );
}

export interface BakeCall {
  /** `target.key=value`, as `--set` takes them. */
  settings: readonly string[];
  files: readonly string[];
  targets: readonly string[];
  folder: string;
  /** null: it is plainly not asked for. */
  push: Chance | null;
  input: string;
}

/** What a bake does: the settings on the command line, else what stands in the bake files. */
export function bakeFound(call: BakeCall, around: Surroundings): Found[] {
  const settings = call.settings.map((line) => {
    const at = line.indexOf('=');
    return { key: line.slice(0, at).split('.').at(-1)?.replace('+', '') ?? '', value: line.slice(at + 1) };
  });
  const of = (key: string) => settings.filter((each) => each.key === key).map((each) => each.value);
  const written = bakeTargets(call, around);
  const own = of('tags').flatMap(entriesOf);
  const tags = own.length > 0 ? own : written.flatMap((target) => target.tags);
  const outputs = of('output').length > 0 ? of('output') : [];
  const { input } = call;
  const set = settings.length > 0 ? 'set' : input;
  return [
    ...(call.push === null ? [] : images(tags, call.push, own.length > 0 ? set : input)),
    ...outputs.flatMap((value) => outputEntries(value, tags, set)),
    ...(outputs.length > 0
      ? []
      : written.flatMap((target) =>
          target.outputs.flatMap((value) => outputEntries(value, own.length > 0 ? own : target.tags, input)),
        )),
    ...of('cache-to').flatMap((value) => cacheEntries(value, 'push', set)),
    ...of('cache-from').flatMap((value) => cacheEntries(value, 'pull', set)),
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
  const tags = names.map((name) => `${name}:${FOUND}`);
  return [
    ['tags', tags.join(hasHole(separator) ? '\n' : separator)],
    ['json', JSON.stringify({ tags })],
    ['bake-file', `${METADATA_BAKE}${tags.join(' ')}`],
    ['bake-file-tags', `${METADATA_BAKE}${tags.join(' ')}`],
  ];
}

/** The outputs are variables, too. */
function metadataVariables(inputs: Inputs): [string, string][] {
  const known = metadataOutputs(inputs).map(([name, value]): [string, string] => [name, String(value)]);
  const open = ['version', 'labels', 'annotations'].map((name): [string, string] => [name, FOUND]);
  return [...known, ...open].map(([name, value]) => [
    `DOCKER_METADATA_OUTPUT_${name.replaceAll('-', '_').toUpperCase()}`,
    value,
  ]);
}

/** `tags` that are full names win over `registry`, `image` and a tag. */
function pushToRegistry(inputs: Inputs): Found[] {
  const tags = (inputs.text('tags') ?? 'latest').split(/\s+/).filter((each) => each !== '');
  const registry = (inputs.text('registry') ?? '').replace(/\/+$/, '');
  const image = inputs.text('image') ?? '';
  const references = tags.map((tag) =>
    tag.includes('/') ? tag : `${registry}/${image}:${tag}`.toLowerCase().replace(/^\//, ''),
  );
  const password = inputs.text('password');
  return images(references, 'yes', 'registry', {
    client: 'containers',
    ...(password === null ? {} : { password }),
  });
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
    uses: ['docker/metadata-action', 'crazy-max/ghaction-docker-meta', 'depot/metadata-action'],
    source: 'https://github.com/docker/metadata-action#images-input (its older name takes the same)',
    outputs: metadataOutputs,
    sets: metadataVariables,
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
  {
    uses: ['int128/kaniko-action'],
    source: 'https://github.com/int128/kaniko-action#inputs',
    finds: (inputs) =>
      images(entriesOf(inputs.text('tags') ?? ''), inputs.flag('push'), 'tags', { client: 'docker' }),
  },
  {
    uses: ['appany/helm-oci-chart-releaser'],
    source: 'https://github.com/appany/helm-oci-chart-releaser#inputs: it logs in by itself',
    finds: (inputs) =>
      images(
        [`${inputs.text('registry') ?? HOLE}/${inputs.text('repository') ?? HOLE}`],
        'yes',
        'repository',
        {
          client: 'helm',
          password: inputs.text('registry_password') ?? HOLE,
          isPrefix: true,
        },
      ),
  },
  {
    // The names are completed or lower-cased by the action, so only the host counts.
    uses: ['elgohr/publish-docker-github-action'],
    source: 'https://github.com/elgohr/Publish-Docker-Github-Action#usage: it logs in by itself',
    finds: (inputs) => ownLogin(inputs, opposite(inputs.flag('no_push'))),
  },
  {
    uses: ['mr-smithers-excellent/docker-build-push'],
    source: 'https://github.com/mr-smithers-excellent/docker-build-push#inputs: it logs in by itself',
    finds: (inputs) => ownLogin(inputs, inputs.text('pushImage') === null ? 'yes' : inputs.flag('pushImage')),
  },
  {
    uses: ['actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'],
    source:
      'https://github.com/actions/attest#usage: push-to-registry, and src/subject.ts lower-cases the name',
    finds: (inputs) =>
      images(
        entriesOf((inputs.text('subject-name') ?? '').toLowerCase()),
        inputs.flag('push-to-registry'),
        'push-to-registry',
        {
          client: 'docker',
        },
      ),
  },
  {
    uses: ['devcontainers/ci'],
    source: 'https://github.com/devcontainers/ci/blob/main/action.yml: push is `filter` by default',
    finds: devcontainer,
  },
  {
    uses: ['devcontainers/action'],
    source:
      'https://github.com/devcontainers/action#publish: to ghcr.io/OWNER/REPO with GITHUB_TOKEN of its env',
    finds: devcontainerFeatures,
  },
  {
    uses: ['goreleaser/goreleaser-action'],
    source: 'https://goreleaser.com/ci/actions/ and customization/docker',
    finds: (inputs, around) =>
      goreleaserFound(
        (inputs.text('args') ?? '').split(/\s+/),
        inputs.text('workdir') ?? '.',
        around,
        'args',
      ),
  },
];

/** An action that logs in to `registry` with `password` and pushes there. */
function ownLogin(inputs: Inputs, runs: Chance): Found[] {
  const host = (inputs.text('registry') ?? '').split('/', 1)[0];
  const password = inputs.text('password') ?? HOLE;
  return images([`${host}/${HOLE}`], runs, 'registry', { client: 'docker', password });
}

/** `push: filter` pushes for the events and refs of two more inputs. */
function devcontainer(inputs: Inputs, { event }: Surroundings): Found[] {
  const name = inputs.text('imageName');
  const mode = inputs.text('push') ?? 'filter';
  if (name === null || mode === 'never') return [];
  const events = linesOf(inputs.text('eventFilterForPush') ?? 'push');
  let runs: Chance = mode === 'always' ? 'yes' : 'unknown';
  if (mode === 'filter' && event !== null) {
    runs = !events.includes(event) ? 'no' : inputs.text('refFilterForPush') ? 'sometimes' : 'yes';
  }
  const tags = entriesOf(inputs.text('imageTag') ?? 'latest');
  return images(
    tags.map((tag) => `${name}:${tag}`),
    runs,
    'imageName',
  );
}

function devcontainerFeatures(inputs: Inputs, { repository, variable }: Surroundings): Found[] {
  const registry = inputs.text('oci-registry') ?? 'ghcr.io';
  const namespace = inputs.text('features-namespace') ?? repository?.toLowerCase() ?? HOLE;
  const password = variable('GITHUB_TOKEN');
  const runs =
    inputs.flag('publish-features') === 'no'
      ? inputs.flag('publish-templates')
      : inputs.flag('publish-features');
  if (runs === 'no' || inputs.flag('validate-only') === 'yes') return [];
  return images([`${registry}/${namespace}/${HOLE}`], runs, 'publish-features', {
    ...(password === null ? { mayBeConfigured: true } : { password }),
  });
}

/** `goreleaser release` pushes the images that its file names, unless told otherwise. */
export function goreleaserFound(
  args: readonly string[],
  folder: string,
  around: Surroundings,
  input: string,
): Found[] {
  if (!args.includes('release') && !args.includes('publish')) return [];
  const skips = args.flatMap((each, at) =>
    each.startsWith('--skip=')
      ? each.slice(7).split(',')
      : each === '--skip'
        ? (args[at + 1] ?? '').split(',')
        : [],
  );
  if (args.some((each) => /^--(snapshot|skip-publish|skip-docker)(=true)?$/.test(each))) return [];
  const isOpen = args.some((each) => /^--(snapshot|skip-publish|skip-docker)=/.test(each) && hasHole(each));
  const at = args.findIndex((each) => each === '-f' || each === '--config');
  const file =
    args.find((each) => /^(--config|-f)=/.test(each))?.replace(/^[^=]+=/, '') ??
    (at === -1 ? null : (args[at + 1] ?? null));
  return goreleaserImages(folder, file, around)
    .filter(({ pipe }) => !skips.includes('publish') && !skips.includes(pipe))
    .map(({ reference, pipe }) => ({
      reference,
      access: 'push',
      role: 'image',
      runs: isOpen ? 'unknown' : 'yes',
      input,
      client: pipe === 'ko' ? 'ggcr' : 'docker',
      mayBeConfigured: pipe === 'ko',
    }));
}

/** What is known about `owner/repo[/path]`. */
export function knownAction(name: string): ActionKnowledge | null {
  return ACTIONS.find(({ uses }) => uses.includes(name.toLowerCase())) ?? null;
}
