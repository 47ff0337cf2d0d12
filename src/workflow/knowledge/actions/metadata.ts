/** docker/metadata-action: the names that it makes of its inputs, and what its tags begin with. */

import { FOUND, factOf } from '../../language/origins.js';
import { HOLE, hasHole, type Value } from '../../language/values.js';
import type { Action, StepInputs } from '../action.js';
import type { Surroundings } from '../clients.js';
import { makesNoTag, makesSeveralTags, noTags } from '../names/metadata-tags.js';
import { attributes, entriesOf, linesOf, METADATA_BAKE } from '../names/names.js';
import { slipsOf } from './slips.js';

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

/** A tag that stands alone; there is none without a letter. */
const ONE_TAG = factOf('tag');

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
  const alone = tag === FOUND ? ONE_TAG : tag;
  const tags = isBare ? [alone] : names.map((name) => `${name}:${tag}`);
  const isNone = !isBare && makesNoTag(inputs.text('tags') ?? '', around.event(), around.ref());
  // But a client that takes one name is given several.
  const isSeveral = makesSeveralTags(
    { tags: inputs.text('tags') ?? '', flavor: inputs.text('flavor') ?? '' },
    around.event(),
    around.ref(),
  );
  const joined = (each: string[]) =>
    (isSeveral ? [...each, ...each] : each).join(hasHole(separator) ? '\n' : separator);
  const bake = [inputs.text('bake-target') ?? 'docker-metadata-action', ...tags].join(' ');
  return [
    ['tags', isNone ? noTags(names) : joined(tags)],
    ['tag-names', isNone ? '' : joined([alone])],
    ['json', JSON.stringify({ tags, 'tag-names': [alone], labels: labelsOf(inputs), annotations: [FOUND] })],
    ['bake-file', METADATA_BAKE + bake],
    ['bake-file-tags', METADATA_BAKE + bake],
  ];
}

/** Its own labels (README, Customizing), and those that are given; what they say is a fact of the run. */
function labelsOf(inputs: StepInputs): Record<string, string> {
  const given = linesOf(inputs.text('labels') ?? '').map((line) => line.replace(/=.*$/s, ''));
  const own = OWN_LABELS.map((name) => `org.opencontainers.image.${name}`);
  return Object.fromEntries([...own, ...given].map((name) => [name, FOUND]));
}

const OWN_LABELS = 'created description licenses revision source title url version'.split(' ');

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
  const open = ['version', 'labels', 'annotations'].map((name): [string, string] => [name, FOUND]);
  return [...metadataOutputs(inputs, around), ...open].map(([name, value]) => [
    `DOCKER_METADATA_OUTPUT_${name.replaceAll('-', '_').toUpperCase()}`,
    String(value),
  ]);
}

export const METADATA_ACTION: Action = {
  uses: ['docker/metadata-action', 'crazy-max/ghaction-docker-meta', 'depot/metadata-action'],
  source: 'https://github.com/docker/metadata-action#images-input (its older name takes the same)',
  outputs: metadataOutputs,
  lacks: new Set([
    'tag',
    'image',
    'images',
    'label',
    'name',
    'digest',
    ...slipsOf(['version', 'tags', 'labels', 'annotations']),
  ]),
  sets: metadataVariables,
  leavesEnvironment: true,
};
