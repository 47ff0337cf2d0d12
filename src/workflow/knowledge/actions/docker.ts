/** Docker's own actions, and those of others that take the same inputs. */
import { parseDocument } from 'yaml';
import { FOUND } from '../../language/origins.js';
import { HOLE, hasHole, type Value } from '../../language/values.js';
import type { Action, StepInputs } from '../action.js';
import type { BakeCall } from '../bake.js';
import { cacheEntries, images, outputEntries } from '../buildkit.js';
import { COMMON_STORES, type Found, type Sign, type Surroundings } from '../clients.js';
import { madeTags, makesNoTag, noTags } from '../metadata-tags.js';
import { attributes, entriesOf, linesOf, METADATA_BAKE } from '../names.js';

/** A `push:` that is plainly false makes no push in any run; one that is false in this run is a push that does not run. */
function neverPushes(inputs: StepInputs): boolean {
  return inputs.flag('push') === 'no' && !inputs.isExpression('push');
}

function buildPush(inputs: StepInputs): Found[] {
  const given = entriesOf(inputs.text('tags') ?? '');
  const tags = madeTags(given);
  // Where no tag is given, an output may name what is pushed, and a build alone needs no name.
  const isByOutput = given.length === 0 && Boolean(inputs.text('outputs'));
  const isRead: Partial<Found> = given.length > 0 ? { builds: true } : {};
  return [
    ...(neverPushes(inputs) || isByOutput ? [] : images(tags, inputs.flag('push'), 'tags', isRead)),
    ...outputsOf(inputs, tags),
    ...cacheEntries(inputs.text('cache-to') ?? '', 'push', 'cache-to'),
    ...cacheEntries(inputs.text('cache-from') ?? '', 'pull', 'cache-from'),
  ];
}

/** What an expression makes of `outputs` in this run may push in another one: then it is a push that does not run. */
function outputsOf(inputs: StepInputs, tags: readonly string[]): Found[] {
  const found = outputEntries(inputs.text('outputs') ?? '', tags, 'outputs');
  return found.length > 0 || !inputs.isExpression('outputs') ? found : images(tags, 'no', 'outputs');
}

/** Version 1: `repository` and `tags` apart, and it pushes unless told not to. */
function buildPushV1(inputs: StepInputs): Found[] {
  const push = inputs.text('push') === null ? 'yes' : inputs.flag('push');
  const registry = inputs.text('registry');
  const repository = inputs.text('repository') ?? HOLE;
  const name = registry ? `${registry}/${repository}` : repository;
  const tags = entriesOf(inputs.text('tags') ?? '');
  if (push === 'no' && neverPushes(inputs)) return [];
  const references = tags.length > 0 ? tags.map((tag) => `${name}:${tag}`) : [name];
  return images(references, push, 'repository', { client: 'docker' });
}

function bake(inputs: StepInputs): BakeCall {
  return {
    settings: linesOf(inputs.text('set') ?? ''),
    files: entriesOf(inputs.text('files') ?? ''),
    targets: entriesOf(inputs.text('targets') ?? ''),
    folder: inputs.text('workdir') ?? inputs.text('source') ?? '.',
    push: neverPushes(inputs) ? null : inputs.flag('push'),
    input: 'push',
  };
}

/** Image names of metadata-action: `name`, or `name=…,enable=…`; it makes them lower case. */
function metadataImages(inputs: StepInputs): string[] {
  return linesOf(inputs.text('images') ?? '')
    .flatMap((line) =>
      /(^|,)\s*(name|enable)=/.test(line)
        ? [attributes(line)]
        : entriesOf(line).map((name) => new Map([['name', name]])),
    )
    .filter((fields) => fields.get('enable') !== 'false')
    .map((fields) => (fields.get('name') ?? HOLE).toLowerCase());
}

/** A step is asked twice: for its outputs, and for the variables that say the same. */
const OUTPUTS = new WeakMap<StepInputs, [string, Value][]>();

function metadataOutputs(inputs: StepInputs, around: Surroundings): [string, Value][] {
  const known = OUTPUTS.get(inputs);
  if (known) return known;
  const made = outputsOfMetadata(inputs, around);
  OUTPUTS.set(inputs, made);
  return made;
}

function outputsOfMetadata(inputs: StepInputs, around: Surroundings): [string, Value][] {
  const names = metadataImages(inputs);
  const separator = inputs.text('sep-tags') ?? '\n';
  // One tag or ten, the name is the same: one reference with an open tag stands for all.
  const tag = beginsWithDash(inputs, around) ? `-${FOUND}` : FOUND;
  // Without images, the tags stand alone (metadata-action src/meta.ts, getTags).
  const isBare = (inputs.text('images') ?? '').trim() === '';
  const tags = isBare ? [tag] : names.map((name) => `${name}:${tag}`);
  const isNone = !isBare && makesNoTag(inputs.text('tags') ?? '', around.event(), around.ref());
  const bake = [inputs.text('bake-target') ?? 'docker-metadata-action', ...tags].join(' ');
  return [
    ['tags', isNone ? noTags(names) : tags.join(hasHole(separator) ? '\n' : separator)],
    ['json', JSON.stringify({ tags })],
    ['bake-file', METADATA_BAKE + bake],
    ['bake-file-tags', METADATA_BAKE + bake],
  ];
}

/**
 * `type=sha,prefix={{branch}}-`: a pull request and a tag have no branch there, so the tag begins with the dash,
 * which no tag may (metadata-action README, Global expressions, and src/meta.ts).
 */
function beginsWithDash(inputs: StepInputs, around: Surroundings): boolean {
  const tags = inputs.text('tags') ?? '';
  const lines = tags.includes('{{') ? linesOf(tags) : [];
  const starts = lines.flatMap((line) => {
    const fields = attributes(line);
    const first = fields.get('type') === 'sha' ? (fields.get('prefix') ?? '') : firstOf(fields);
    return first.startsWith('{{') && (fields.get('enable') ?? 'true') === 'true' ? [first] : [];
  });
  // Which ones are bad differs from run to run: not worth asking where none can be.
  if (starts.length === 0) return false;
  const isBad = emptyStart(around);
  return isBad !== null && starts.some((each) => isBad.test(each));
}

/** What a raw tag begins with. */
function firstOf(fields: ReadonlyMap<string, string>): string {
  return fields.get('type') === 'raw' ? (fields.get('prefix') ?? '') + (fields.get('value') ?? '') : '';
}

const TAGS = 'refs/tags/';

/** A tag that begins with one of these expressions, and goes on with what none may begin with. */
const startsWith = (...empty: string[]) => new RegExp(`^\\{\\{ ?(?:${empty.join('|')}) ?\\}\\}[-.]`);
const OF_PULL = startsWith('branch', 'tag');
const OF_BRANCH = startsWith('tag', 'base_ref');
const OF_TAG = startsWith('branch');

/** What a tag must not begin with in this run, by the expressions of metadata-action that its ref leaves empty. */
function emptyStart(around: Surroundings): RegExp | null {
  const event = around.event();
  // It takes the ref of the pull request for that of its base.
  const own = event === 'pull_request_target' ? 'refs/pull/' : (around.ref() ?? '');
  if (own.startsWith('refs/pull/')) return OF_PULL;
  if (own.startsWith('refs/heads/')) return OF_BRANCH;
  // A tag that nobody names may never be pushed, and a manual run is rarely one of a tag.
  const name = own.startsWith(TAGS) ? own.slice(TAGS.length) : null;
  const isMeant = event === 'release' || (event === 'push' && !hasHole([...(name ?? '')][0] ?? HOLE));
  return name !== null && isMeant ? OF_TAG : null;
}

/** The outputs are variables, too. */
function metadataVariables(inputs: StepInputs, around: Surroundings): [string, string][] {
  const known = metadataOutputs(inputs, around).map(([name, value]): [string, string] => [
    METADATA_VARIABLES.get(name) as string,
    String(value),
  ]);
  return [...known, ...OPEN_VARIABLES];
}

const METADATA_VARIABLES: ReadonlyMap<string, string> = new Map(
  ['tags', 'json', 'bake-file', 'bake-file-tags', 'version', 'labels', 'annotations'].map((name) => [
    name,
    `DOCKER_METADATA_OUTPUT_${name.replaceAll('-', '_').toUpperCase()}`,
  ]),
);

const OPEN_VARIABLES = ['version', 'labels', 'annotations'].map((name): [string, string] => [
  METADATA_VARIABLES.get(name) as string,
  FOUND,
]);

/** One login, or a list of them. */
function logins(inputs: StepInputs): Sign[] {
  const list = inputs.text('registry-auth');
  if (list !== null) return registryAuth(list);
  const scope = inputs.text('scope') ?? '';
  return [
    {
      host: inputs.text('registry') ?? '',
      password: inputs.text('password') ?? '',
      user: inputs.text('username') ?? '',
      sends: 'trimmed',
      stores: scope ? ['buildx'] : ['docker'],
      scope,
      input: inputs.text('registry') === null ? 'password' : 'registry',
    },
  ];
}

/** `registry-auth`: a YAML list of logins. What can't be read may be a login to anywhere. */
function registryAuth(source: string): Sign[] {
  const unknown: Sign = { host: HOLE, password: HOLE, stores: ['docker', 'buildx'], input: 'registry-auth' };
  try {
    const entries: unknown = parseDocument(source).toJS();
    if (!Array.isArray(entries)) return [unknown];
    return entries.map((entry: Record<string, unknown> | null): Sign => {
      const text = (name: string) => (typeof entry?.[name] === 'string' ? (entry[name] as string) : '');
      return {
        host: text('registry'),
        password: text('password'),
        stores: text('scope') ? ['buildx'] : ['docker'],
        scope: text('scope'),
        input: 'registry-auth',
      };
    });
  } catch {
    return [unknown];
  }
}

/** Version 1 logs in by itself. */
function loginsOfV1(inputs: StepInputs): Sign[] {
  const password = inputs.text('password');
  if (inputs.major !== 1 || password === null) return [];
  return [{ host: inputs.text('registry') ?? '', password, stores: ['docker'] }];
}

/** The step that an action tries again and again: its inputs stand in one of them, as YAML. */
function retried(inputs: StepInputs): { action: string; given: StepInputs } {
  const [action = '', ref = ''] = (inputs.text('action') ?? '').toLowerCase().split('@');
  const given = new Map<string, string>();
  try {
    const read: unknown = parseDocument(inputs.text('with') ?? '').toJS();
    if (typeof read === 'object' && read !== null)
      for (const [name, value] of Object.entries(read)) given.set(name.toLowerCase(), String(value));
  } catch {
    // Nobody's YAML.
  }
  const text = (name: string) => given.get(name) ?? null;
  return {
    action,
    given: {
      text,
      flag(name) {
        const value = text(name) ?? 'false';
        return hasHole(value) ? 'unknown' : value === 'true' ? 'yes' : 'no';
      },
      isExpression: (name) => hasHole(text(name) ?? ''),
      major: Number(/^v?(\d+)(?:[.-]|$)/.exec(ref)?.[1] ?? Number.NaN) || null,
    },
  };
}

export const DOCKER_ACTIONS: readonly Action[] = [
  {
    uses: ['wandalen/wretry.action', 'wandalen/wretry.action/main'],
    source: 'https://github.com/Wandalen/wretry.action#inputs: action, with',
    example: {
      action: 'docker/build-push-action@v6',
      with: '"{push: true, tags: ghcr.io/octo/app}"',
    },
    finds(inputs) {
      const { action, given } = retried(inputs);
      return action === 'docker/build-push-action'
        ? buildPush(given).map((each) => ({ ...each, input: 'with' }))
        : [];
    },
    signs(inputs) {
      // A command that it tries is not read.
      if (/\blogin\b/.test(inputs.text('command') ?? ''))
        return [{ host: HOLE, password: HOLE, stores: COMMON_STORES, input: 'command' }];
      const { action, given } = retried(inputs);
      return action === 'docker/login-action'
        ? logins(given).map((each) => ({ ...each, input: 'with' }))
        : [];
    },
    leavesEnvironment: true,
  },
  {
    uses: ['docker/login-action'],
    source: 'https://github.com/docker/login-action#inputs',
    signs: logins,
    leavesEnvironment: true,
  },
  {
    uses: ['docker/build-push-action', 'depot/build-push-action', 'useblacksmith/build-push-action'],
    source:
      'https://github.com/docker/build-push-action#inputs (depot and Blacksmith take the same); blob/v1/action.yml',
    example: { push: 'true', tags: 'ghcr.io/octo/app' },
    // Version 1 was docker's only; the others started with the inputs of version 2.
    finds: (inputs) =>
      inputs.major === 1 && inputs.text('repository') !== null ? buildPushV1(inputs) : buildPush(inputs),
    lacks: new Set(['tags', 'tag', 'image', 'images', 'name']),
    signs: loginsOfV1,
    leavesEnvironment: true,
  },
  {
    uses: ['docker/bake-action', 'depot/bake-action'],
    source: 'https://github.com/docker/bake-action#inputs',
    example: { push: 'true' },
    bakes: bake,
    leavesEnvironment: true,
    elsewhere: /bake-action/i,
  },
  {
    uses: ['docker/metadata-action', 'crazy-max/ghaction-docker-meta', 'depot/metadata-action'],
    source: 'https://github.com/docker/metadata-action#images-input (its older name takes the same)',
    outputs: metadataOutputs,
    lacks: new Set(['tag', 'image', 'images', 'label', 'name']),
    sets: metadataVariables,
    leavesEnvironment: true,
  },
  {
    // It copies with docker's own login, and leaves nothing behind.
    uses: ['akhilerm/tag-push-action'],
    source: 'https://github.com/akhilerm/tag-push-action#inputs: src, dst (a list)',
    example: { src: 'octo/app:1', dst: 'ghcr.io/octo/app:1' },
    finds: (inputs) => [
      ...images(entriesOf(inputs.text('src') ?? ''), 'yes', 'src', { access: 'pull', client: 'docker' }),
      ...images(entriesOf(inputs.text('dst') ?? ''), 'yes', 'dst', { client: 'docker' }),
    ],
    leavesEnvironment: true,
  },
];
