/** Images that docker/metadata-action is given with a tag: it puts its own behind, which makes two. */
import { withoutTagIn } from '../../fix/names.js';
import { shownReference } from '../../workflow/knowledge/names.js';
import { withoutAbsent } from '../../workflow/language/origins.js';
import { makerOf } from '../../workflow/reading/name-place.js';
import { child, entry, entrySpan, text, type YamlNode } from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { LintedPush } from '../case.js';
import type { LintClaim } from '../cause.js';
import { mendIn } from '../claims/mends.js';
import type { ReferenceDetail } from '../words/reference-fault.js';
import { pushedName } from './pushed-name.js';

/** The images of an input, and those with a tag as it stands there, by the reference in lower case; every push by it asks. */
function taggedIn(node: YamlNode | null): { count: number; byReference: ReadonlyMap<string, string> } {
  const known = node && TAGGED.get(node);
  if (known) return known;
  const images = (text(node) ?? '').split(/[\r\n,]+/).map((each) => each.trim());
  const tagged = images.filter((each) => /^[^\s:]+\/[^/\s:]+:[\w.-]+$/.test(each));
  const made = {
    count: images.length,
    byReference: new Map(tagged.map((each) => [each.toLowerCase(), each])),
  };
  if (node) TAGGED.set(node, made);
  return made;
}

const TAGGED = new WeakMap<YamlNode, ReturnType<typeof taggedIn>>();

/** The name of a push that is made so, where the image with its tag stands under `images` as it is. */
export function taggedImage(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  if (pushedName(push)?.problem?.kind !== 'invalid') return undefined;
  const { act } = push.push;
  const maker = makerOf(act, push.job.job);
  const written = maker && entry(child(maker.node, 'with'), 'images');
  if (!written) return undefined;
  const given = withoutAbsent(act.found.reference).trim();
  const { count, byReference } = taggedIn(written.value.node);
  const tagged = byReference.get(given.slice(0, given.lastIndexOf(':')));
  if (tagged === undefined) return undefined;
  const { document } = push.job;
  const name = tagged.slice(0, tagged.lastIndexOf(':'));
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
