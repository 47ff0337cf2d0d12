/**
 * Inputs that an action does not have, in the place of one that it needs: `registery`, `token` for `password`, `tag` for `tags`, `image` for `images`. The
 * runner warns of them and passes them on, and the action never asks for them (docs: Metadata syntax, inputs).
 */
import { knownInputs } from '../../workflow/knowledge/actions/known-inputs.js';
import { slipsOf } from '../../workflow/knowledge/actions/slips.js';
import { child, entry, map, text, type YamlEntry, type YamlMap } from '../../workflow/text/document.js';

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
      // A whole reference, what docker/metadata-action makes of some, or what is called one: by a version alone nothing is named.
      given: (value, registry) =>
        value.includes(`${registry}/`) || /\}\}\/|\boutputs\.tags\b/.test(value) || isCalledImage(value),
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

/** An expression and nothing else, whose words are those of images: `steps.tags.outputs.value`, `env.IMAGE_NAME`. */
function isCalledImage(value: string): boolean {
  const [, path = ''] = /^\$\{\{\s*((?:steps|needs|inputs|env|matrix)\.[\w.-]+)\s*\}\}$/.exec(value) ?? [];
  return path.split(/[._-]/).some((word) => /^(?:tags|images?|ref(?:erence)?s?|names?)$/i.test(word));
}

/** The one entry that was meant for an input which the step does not give; null: there is none, or the action is another. */
export function misnamedInput(step: YamlMap, input: string, registry = ''): YamlEntry | null {
  const own = knownInputs(text(child(step, 'uses')));
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
