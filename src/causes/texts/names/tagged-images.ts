/** Images that docker/metadata-action is given with a tag: it puts its own behind, which makes two. */
import { withoutTagIn } from '../../../fix/names.js';
import { shownReference } from '../../../workflow/knowledge/names/names.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import { makerOf } from '../../../workflow/reading/names/place.js';
import { child, entry, entrySpan, text, type YamlNode } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { mendIn } from '../../claims/mends.js';
import type { ReferenceDetail } from '../../words/reference-fault.js';
import { pushedName } from './pushed-name.js';

/** The name of a push that is made so, where the image with its tag stands under `images` as it is. */
export function taggedImage(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  if (pushedName(push)?.problem?.kind !== 'invalid') return undefined;
  const { act } = push.push;
  const maker = makerOf(act, push.job.job);
  const written = maker && entry(child(maker.node, 'with'), 'images');
  if (!written) return undefined;
  const given = withoutAbsent(act.found.reference).trim();
  const { count, tagged } = imagesOf(written.value.node);
  const [, pushed] = /^(.*):[^/:]*:[^/:]*$/.exec(given) ?? [];
  if (pushed === undefined) return undefined;
  // Of one image alone it is known whose tag that is, also where an expression stands in its name.
  const name = count === 1 ? [...tagged.values()][0] : tagged.get(pushed);
  if (name === undefined) return undefined;
  const { document } = push.job;
  return {
    confidence: 'certain',
    ...(push.run.trigger.fork ? { severity: 'warning' } : {}),
    job: push.job.job.id,
    location: locate(document, entrySpan(written)),
    facts: { given: shownReference(given) },
    // Of several, the last may be another one.
    mend: () => (count === 1 ? mendIn(document, withoutTagIn(document, written.value.node)) : null),
    detail: { corrected: name, fault: { kind: 'tagged-image' } },
  };
}

/** How many images an input has; and of those with a tag of their own the name as it is written, by the same in lower case. */
interface Images {
  count: number;
  tagged: ReadonlyMap<string, string>;
}

/** Every push by such an input asks. */
const IMAGES = new WeakMap<YamlNode, Images>();

function imagesOf(node: YamlNode | null): Images {
  const known = node && IMAGES.get(node);
  if (known) return known;
  const images = imagesIn(text(node) ?? '');
  const tagged = images.filter(({ plain }) => /^[^\s:]+\/[^/\s:]+:[\w.-]+$/.test(plain));
  const made = {
    count: images.length,
    tagged: new Map(tagged.map(({ name }) => [name.toLowerCase(), name])),
  };
  if (node) IMAGES.set(node, made);
  return made;
}

/** No further than to where another begins, so that each letter is read once. */
const EXPRESSIONS = /\$\{\{(?:(?!\$\{\{|\}\})[\s\S])*\}\}/g;

/**
 * The images of the list, each with the text in which `_` stands for its expressions, which may have commas and colons of
 * their own, and with its name as it is written.
 */
function imagesIn(list: string): { plain: string; name: string }[] {
  const masked = list.replace(EXPRESSIONS, (found) => '_'.repeat(found.length));
  return [...masked.matchAll(/[^\r\n,]+/g)].flatMap(({ 0: part, index }) => {
    const plain = part.trim();
    const start = index + part.indexOf(plain);
    const end = start + (plain.includes(':') ? plain.lastIndexOf(':') : plain.length);
    return plain === '' ? [] : [{ plain, name: list.slice(start, end) }];
  });
}
