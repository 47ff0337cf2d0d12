/**
 * Inputs that an action does not have, in the place of one that it needs: `registery`, `token` for `password`, `tag` for `tags`, `image` for `images`. The
 * runner warns of them and passes them on, and the action never asks for them (docs: Metadata syntax, inputs).
 */
import { slipsOf } from '../../workflow/knowledge/actions/slips.js';
import { child, entry, map, text, type YamlEntry, type YamlMap } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';

/** All that they have had in any version (action.yml of each). */
const INPUTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    'docker/login-action': 'registry username password scope ecr logout registry-auth',
    'docker/build-push-action':
      'add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file github-token labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secret-envs secret-files secrets shm-size ssh tags target ulimit registry username password repository path dockerfile always_pull cache_froms build_args tag_with_ref tag_with_sha add_git_labels build-record-retention-days',
    'docker/metadata-action':
      'context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target is-v2 github-token tag-sha tag-edge tag-edge-branch tag-semver tag-match tag-match-group tag-latest tag-schedule tag-custom tag-custom-only label-custom',
  }).map(([name, inputs]) => [name, new Set(inputs.split(' '))]),
);

interface Meant {
  /** Other words for it: those of other actions, and of options. */
  words: RegExp;
  /** What is given there, where the word fits. */
  given: (value: string, registry: string) => boolean;
}

const MEANT: ReadonlyMap<string, Meant> = new Map<string, Meant>([
  [
    'registry',
    {
      words: /^(?:reg|registr(?:y|ies)?[-_]?(?:url|host)?|(?:login[-_]?)?server|host|url)$/,
      given: () => true,
    },
  ],
  ['username', { words: /^(?:user[-_]?(?:id|name)?|name|login|actor|account)$/, given: () => true }],
  [
    'password',
    {
      words: /^(?:pass(?:wd|word)?|pwd|pat|secret|key|(?:[a-z]+[-_])?token)$/,
      given: (value) => value.includes('${{'),
    },
  ],
  [
    'tags',
    {
      words: /^(?:tag|images?|names?|image[-_](?:names?|tags?)|repository)$/,
      // A whole reference, or what docker/metadata-action makes of some.
      given: (value, registry) => value.includes(`${registry}/`) || /\}\}\/|\boutputs\.tags\b/.test(value),
    },
  ],
  [
    'images',
    {
      words:
        /^(?:(?:docker[-_])?image(?:s?[-_]?(?:names?|repo(?:sitory)?))?|names?|repo(?:sitory|sitories)?)$/,
      given: (value) => /\/|\$\{\{/.test(value),
    },
  ],
]);

/** The one entry that was meant for an input which the step does not give; null: there is none, or the action is another. */
export function misnamedInput(step: YamlMap, input: string, registry = ''): YamlEntry | null {
  const own = INPUTS.get((text(child(step, 'uses')) ?? '').replace(/@.*$/, '').toLowerCase());
  const meant = MEANT.get(input);
  const inputs = map(child(step, 'with'));
  if (!own || !meant || !inputs || entry(inputs, input)) return null;
  const slips = new Set(slipsOf([input]));
  const candidates = inputs.entries.flatMap((found) => {
    const name = String(found.key.value).toLowerCase();
    const given = text(found.value.node)?.trim() ?? '';
    if (own.has(name) || given === '') return [];
    const isHost = input === 'registry' && given.toLowerCase() === registry;
    const isNamed = slips.has(name) || meant.words.test(name);
    return isHost || isNamed ? [{ found, fits: isHost || meant.given(given, registry) }] : [];
  });
  // Another one in such words, `image` beside `tag`, may be a part of what was meant.
  const [only, ...others] = candidates;
  return only?.fits && others.length === 0 ? only.found : null;
}

/** Its name put right. */
export function renamedInputEdit({ key }: YamlEntry, input: string): TextEdit {
  const quotes = key.style === 'plain' ? 0 : 1;
  return { start: key.start + quotes, end: key.end - quotes, text: input };
}
