/** What comes first: the one place that knows the order of findings and of claims. */
import type { Confidence, Finding, Location, Severity } from '../types.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** 0: the worst. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** 0: the surest. */
export function confidenceRank(confidence: Confidence): number {
  return CONFIDENCES.indexOf(confidence);
}

/** The worst first; of one severity what holds today before what a later day brings, each in the order in which it was found. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (one, other) =>
      severityRank(one.severity) - severityRank(other.severity) ||
      Number(one.isLater === true) - Number(other.isLater === true),
  );
}

/** The surest first. Sorting is stable: what stood in front among equals stays there. */
export function byConfidence(one: Pick<Finding, 'confidence'>, other: Pick<Finding, 'confidence'>): number {
  return confidenceRank(one.confidence) - confidenceRank(other.confidence);
}

/** What breaks first, and of that what is surest: what is about no place, such as a token that ends, stands before the rest. */
export function breaksFirst(one: Finding, other: Finding): number {
  return (
    severityRank(one.severity) - severityRank(other.severity) ||
    byConfidence(one, other) ||
    Number(one.location !== null) - Number(other.location !== null) ||
    byName(one.repository ?? '', other.repository ?? '') ||
    (one.location && other.location ? byPlace(one.location, other.location) : 0)
  );
}

function byName(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** By file, line and column. */
export function byPlace(one: Location, other: Location): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
