/** Which refusals, and which of what holds without one, need the same change: they share one finding. Pure. */

import type { Subject } from '../../causes/case.js';
import type { Cause, Claim } from '../../causes/cause.js';
import { textOf } from '../../causes/rules.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { Language } from '../../types.js';
import { factsOfClaim } from '../finding.js';
import type { Judgement } from '../judge.js';
import { tellsApart } from '../tells.js';
import { caseOfAnswer, type LiveRefusal } from './case-of-answer.js';

/** A refusal with the cause that explains it best. */
export interface Explained extends Judgement {
  refusal: LiveRefusal;
  /** Another token may, or no token is needed: the run goes on with that. */
  isPassedOver: boolean;
  /** Whether the push will find this token is open. */
  isOpen: boolean;
}

/** Findings about an image each; where there are more, the rest are named in the last. No run has as many, and GitHub shows ten. */
const MOST_APART = 50;

/**
 * Those that need the same change, together, however many refusals there were. What is mended at no place, page or command is
 * mended at the package: there those of one package are together, and those of packages of which the same is said, but for their
 * names.
 */
export function alike(
  explained: readonly Explained[],
  evidence: Evidence,
  language: Language,
): readonly (readonly Explained[])[] {
  const groups = new Map<string, Explained[]>();
  const ofPackage = new Map<string, string>();
  for (const one of explained) {
    const { best, refusal, isPassedOver } = one;
    const { location, url, command } = best.claim;
    const place = location ? `${location.file}:${location.line}` : '';
    const isPerImage = !location && !url && !command && refusal.answer.step !== 'token';
    const isApart = isPerImage && refusal.answer.outcome === 'refused' && groups.size < MOST_APART;
    const need = [best.cause.id, refusal.token?.source, place, url, command, isPassedOver].join('\n');
    const named = `${need}\n${refusal.image.image.name}`;
    const key = isApart ? (ofPackage.get(named) ?? `${need}\n${said(one, evidence, language)}`) : need;
    if (isApart) ofPackage.set(named, key);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/**
 * What is said of a refusal, without the name of its image. Of a name that is wrong it is the name that is to be mended, and what
 * else it may be is looked up on the package's own pages.
 */
function said(one: Explained, evidence: Evidence, language: Language): string {
  const { best, refusal } = one;
  const subject = caseOfAnswer(refusal, evidence);
  const facts = factsOfClaim(best.claim, subject, language);
  const { title, message, fix } = textOf(best.cause, facts, best.claim.detail, language);
  const names = refusal.answer.step === 'name' ? [] : [facts.reference, facts.given, facts.image];
  const text = withoutNames([title, message, fix].join('\n'), names);
  return [text, JSON.stringify(tellsApart(one, subject, language))].join('\n');
}

/**
 * What a cause claims of images that nobody refused: claims at one place of which the same is said, but for the name of the image,
 * are one, with the references of the other images. A name that was written otherwise than it is asked for stays apart: it may
 * be what is to be mended.
 */
export function sameButForImage(
  cause: Cause,
  claims: readonly Claim[],
  subject: Subject,
  language: Language,
): { claim: Claim; images: string[] }[] {
  const groups = new Map<string, { claim: Claim; images: string[] }>();
  for (const claim of claims) {
    const { facts: _, detail, ...place } = claim;
    const facts = factsOfClaim(claim, subject, language);
    const text = Object.values(textOf(cause, facts, detail, language)).join('\n');
    const key = JSON.stringify([place, withoutNames(text, [facts.reference, facts.image])]);
    const group = groups.get(key);
    if (group && facts.reference) group.images.push(facts.reference);
    else groups.set(group ? `${key}${groups.size}` : key, { claim, images: [] });
  }
  return [...groups.values()];
}

function withoutNames(text: string, names: readonly string[]): string {
  return names.reduce((rest, name) => (name ? rest.replaceAll(name, '…') : rest), text);
}
