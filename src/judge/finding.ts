/** From a cause that holds to the finding that a report shows: the one place that builds a finding. */
import type { Subject } from '../causes/case.js';
import { type Facts, factsOf } from '../causes/facts.js';
import { textOf } from '../causes/rules.js';
import type { Finding, Language, Localized, Location, Severity } from '../types.js';
import type { Candidate } from './judge.js';

export interface Told {
  subject: Subject;
  /** Where the claim names none. */
  location?: Location | null;
  /** Where the claim names none. */
  job?: string | null;
  severity?: Severity;
  /** In the place of the cause's own: what matters more to the run than why. */
  title?: string | undefined;
  /** Said after the cause's own message. */
  sentences?: readonly string[];
  /** What was observed. */
  evidence: string[];
  /** Ids of other causes. */
  alternatives?: readonly string[];
  tell?: Finding['tell'];
  chain?: Finding['chain'] | null;
  /** In one sentence. */
  happened?: string;
  /** Of edits that the claim mends with. */
  diff?: string | null;
}

/** The finding that a claim comes to, in one language. */
export function findingOf({ cause, claim }: Candidate, told: Told, language: Language): Finding {
  const facts = factsOfClaim(claim, told.subject, language);
  const { title, message, fix } = textOf(cause, facts, claim.detail, language);
  const { tell, chain, happened } = told;
  return {
    id: cause.id,
    severity: told.severity ?? claim.severity ?? cause.severity,
    confidence: claim.confidence,
    title: told.title ?? title,
    message: withoutLongWords([message, ...(told.sentences ?? [])].join(SPACE[language])),
    location: claim.location ?? told.location ?? null,
    job: claim.job ?? told.job ?? null,
    image: withoutLongWords(facts.image) || null,
    fix: {
      summary: withoutLongWords(fix),
      diff: claim.diff ?? told.diff ?? null,
      url: claim.url ?? null,
      command: claim.command ?? null,
    },
    evidence: told.evidence,
    alternatives: [...new Set(told.alternatives ?? [])].filter((id) => id !== cause.id),
    ...(tell ? { tell } : {}),
    ...(chain ? { chain } : {}),
    ...(happened ? { happened } : {}),
    ...(cause.isLater ? { isLater: true } : {}),
    docs: language === 'zh-CN' ? `docs/zh-CN/causes/${cause.id}.md` : `docs/causes/${cause.id}.md`,
  };
}

/** What a claim knows better than the case stands above it. */
export function factsOfClaim(claim: Candidate['claim'], subject: Subject, language: Language): Facts {
  return { ...factsOf(subject, language), ...claim.facts };
}

/**
 * In letters: a host, a name and a tag that a registry takes, with a digest behind them, are shorter (OCI distribution spec, Pulling
 * manifests: 255 of the host and the name, 128 of the tag).
 */
const LONGEST_WORD = 600;

/** What stands in the files may be of any length, and nobody reads the end of what is too long to be a reference. */
function withoutLongWords(text: string): string {
  if (text.length <= LONGEST_WORD) return text;
  return text.replace(/[!-~…]{601,}/g, (word) => `${word.slice(0, LONGEST_WORD / 2)}…`);
}

/** Between two sentences. */
const SPACE: Localized = { en: ' ', 'zh-CN': '' };
