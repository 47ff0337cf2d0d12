/** What was asked for, and the question that comes of it. */
import { imageMeant } from '../../../evidence/registry/misspelt.js';
import { parseReferences } from '../../../evidence/registry/reference.js';
import { environmentContext, runEvidence } from '../../../evidence/run.js';
import type { Place } from '../../../evidence/types/evidence.js';
import type { Question } from '../../../observe/question.js';
import type { Report } from '../../../report/report.js';
import type { Access, Language } from '../../../types.js';
import { InputError } from '../../usage.js';
import type { Inputs } from './inputs.js';
import type { CheckOptions } from './options.js';
import { checkWords } from './words.js';

/** The command line, its surroundings, and what there is to say beside the report. */
export interface CheckAsked {
  options: CheckOptions;
  env: NodeJS.ProcessEnv;
  images: string[];
  /** Address of the GitHub server. */
  server: string;
  /** By `--registry`; null: it was not. */
  named: string | null;
  watchedDays: number | undefined;
  inputs: Inputs;
  remarks: string[];
}

/** A question of this place without its images and its credentials. */
export function questionOf(asked: CheckAsked, registry: string, place: Place, access: Access): Question {
  const { env, watchedDays } = asked;
  const context = environmentContext(env);
  return {
    place,
    access,
    registry,
    images: '',
    names: 'given',
    credentials: [],
    missing: [],
    run: runEvidence(env, context, registry),
    event: context.payload,
    watchedDays,
    workflow: null,
    workspace: env.GITHUB_WORKSPACE || null,
    env,
  };
}

/** Before anything is asked: no token is for a registry that the question is not about. Throws an `InputError`. */
export function mustBeAt(registry: string, images: readonly string[], language: Language): void {
  const { skipped } = parseReferences(images.join('\n'), { registry, owner: null });
  if (skipped.length === 0) return;
  const say = checkWords(language);
  const given = skipped.map((each) => {
    const meant = registry === 'ghcr.io' ? imageMeant(each.given) : null;
    return meant === null ? each.given : say.didYouMean(each.given, meant);
  });
  throw new InputError(say.elsewhere(given, registry));
}

/** Of what could not be read nobody knows: no yes holds for it. A refusal stays one. */
export function leftOpen(report: Report): Report {
  return report.verdict === 'denied' ? report : { ...report, verdict: 'unknown' };
}

/** What the caller may have to say besides. */
export type Remark = (sentence: string) => void;

/** Each sentence once. */
export function remarksOf({ remarks }: CheckAsked): Remark {
  return (sentence) => {
    if (!remarks.includes(sentence)) remarks.push(sentence);
  };
}
