/** Docker's own actions, and those of others that take the same inputs. */
import { parseDocument } from 'yaml';
import type { Chance } from '../../language/chance.js';
import { withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Action, StepInputs } from '../action.js';
import type { Found, Sign } from '../clients.js';
import { madeTags } from '../names/metadata-tags.js';
import { entriesOf, linesOf } from '../names/names.js';
import type { BakeCall } from '../transfers/bake.js';
import { cacheEntries, images, outputEntries } from '../transfers/buildkit.js';
import { METADATA_ACTION } from './metadata.js';
import { slipsOf } from './slips.js';

/** A `push:` that is plainly false makes no push in any run; one that is false in this run is a push that does not run. */
function neverPushes(inputs: StepInputs): boolean {
  return inputs.flag('push') === 'no' && !inputs.isExpression('push');
}

/** What is asked of the frontend in the place of a build makes no image (docs: docker buildx build and bake, --call). */
function onlyTells(inputs: StepInputs): boolean {
  return !/^(?:build)?$/.test(inputs.text('call') ?? '');
}

function buildPush(inputs: StepInputs): Found[] {
  if (onlyTells(inputs)) return [];
  const given = entriesOf(inputs.text('tags') ?? '');
  const tags = madeTags(given);
  // Where no tag is given, an output may name what is pushed, and a build alone needs no name.
  const isByOutput = areEmpty(given) && !areEmpty([inputs.text('outputs') ?? '']);
  const isRead: Partial<Found> = given.length > 0 ? { builds: true } : {};
  return [
    ...(neverPushes(inputs) || isByOutput ? [] : images(tags, inputs.flag('push'), 'tags', isRead)),
    ...outputsOf(inputs, tags, isByOutput && !neverPushes(inputs) ? inputs.flag('push') : 'no'),
    ...cacheEntries(inputs.text('cache-to') ?? '', 'push', 'cache-to'),
    ...cacheEntries(inputs.text('cache-from') ?? '', 'pull', 'cache-from'),
  ];
}

/** An input that is left out is empty, and so is one that hands on an input of the action around it which nobody gives. */
function areEmpty(texts: readonly string[]): boolean {
  return texts.every((each) => withoutAbsent(each).trim() === '');
}

/** What an expression makes of `outputs` in this run may push in another one: then it is a push that does not run. */
function outputsOf(inputs: StepInputs, tags: readonly string[], push: Chance): Found[] {
  const found = outputEntries(inputs.text('outputs') ?? '', tags, 'outputs', push);
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

function bake(inputs: StepInputs): BakeCall | null {
  if (onlyTells(inputs)) return null;
  return {
    settings: linesOf(inputs.text('set') ?? ''),
    variables: linesOf(inputs.text('vars') ?? ''),
    files: entriesOf(inputs.text('files') ?? ''),
    targets: entriesOf(inputs.text('targets') ?? ''),
    folder: inputs.text('workdir') ?? inputs.text('source') ?? '.',
    push: neverPushes(inputs) ? null : inputs.flag('push'),
    input: 'push',
  };
}

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
    source: 'https://github.com/Wandalen/wretry.action#inputs: action, with, command',
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
    // What it tries is an action, or a command.
    script: 'command',
    signs(inputs) {
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
    uses: [
      'docker/build-push-action',
      'depot/build-push-action',
      'useblacksmith/build-push-action',
      'warpbuilds/build-push-action',
    ],
    source:
      'https://github.com/docker/build-push-action#inputs (depot, Blacksmith and WarpBuild take the same); blob/v1/action.yml',
    example: { push: 'true', tags: 'ghcr.io/octo/app' },
    // Version 1 was docker's only; the others started with the inputs of version 2.
    finds: (inputs) =>
      inputs.major === 1 && inputs.text('repository') !== null ? buildPushV1(inputs) : buildPush(inputs),
    // Where the repository stands apart, the tags are no names.
    builds: (inputs) =>
      inputs.flag('push') === 'no' && inputs.text('repository') === null
        ? entriesOf(inputs.text('tags') ?? '')
        : [],
    lacks: new Set([
      ...['tags', 'tag', 'image', 'images', 'name', 'digests', 'image-digest', 'image_digest'],
      ...slipsOf(['imageid', 'digest', 'metadata']),
    ]),
    signs: loginsOfV1,
    leavesEnvironment: true,
  },
  {
    uses: ['docker/bake-action', 'depot/bake-action', 'warpbuilds/bake-action'],
    source: 'https://github.com/docker/bake-action#inputs',
    example: { push: 'true' },
    bakes: bake,
    leavesEnvironment: true,
    elsewhere: /bake-action/i,
  },
  METADATA_ACTION,
];
