/** Tags that docker/metadata-action was to make, and that it ends at: nothing is pushed by them. */
import { refusedEntryIn } from '../../../workflow/knowledge/names/metadata-entries.js';
import { makerOf } from '../../../workflow/reading/names/place.js';
import { child, text } from '../../../workflow/text/document.js';
import { locate } from '../../../workflow/text/places.js';
import type { LintedPush } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { mendIn } from '../../claims/mends.js';
import type { ReferenceDetail } from '../../words/reference-fault.js';

/** A push by such tags, where the step that makes them runs whenever the job does. */
export function refusedEntry({ push, job, run }: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const maker = makerOf(push.act, job.job);
  if (!maker || child(maker.node, 'if') || !/^docker\/metadata-action$/i.test(maker.uses?.action ?? ''))
    return undefined;
  const written = child(child(maker.node, 'with'), 'tags');
  const refused = refusedEntryIn(text(written) ?? '');
  const { document } = job;
  const start = written && refused ? document.text.indexOf(refused.entry, written.start) : -1;
  if (!written || !refused || start === -1 || start > written.end) return undefined;
  const span = { start, end: start + refused.entry.length };
  const { says, meant } = refused;
  return {
    confidence: 'certain',
    ...(run.trigger.fork ? { severity: 'warning' } : {}),
    job: job.job.id,
    location: locate(document, span),
    facts: { given: refused.entry },
    mend: () => (meant === null ? null : mendIn(document, { ...span, text: meant })),
    detail: { corrected: meant ?? '', fault: { kind: 'refused-entry', says } },
  };
}
