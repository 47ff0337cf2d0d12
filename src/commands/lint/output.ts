/** What `lint` found, in the form that a face was asked for. */
import { ruleText } from '../../causes/rules.js';
import { heldSecrets, maskAll } from '../../evidence/secrets/secrets.js';
import { editPlacer } from '../../fix/regions.js';
import { problemSentence, type UnreadFile } from '../../report/problems.js';
import { type Format, type RenderOptions, render } from '../../report/render.js';
import type { LintResult } from '../lint.js';

export type LintOutputOptions = Pick<
  RenderOptions,
  'color' | 'hyperlinks' | 'language' | 'columns' | 'docsBase' | 'run'
> & {
  /** Every repair has been tried: what is left has none. */
  isMended?: boolean;
};

/** Masked, with the edits as replacements where the form has room for them. */
export async function lintOutput(
  result: LintResult,
  format: Format,
  options: LintOutputOptions,
): Promise<string> {
  const { report, texts, repairs, problems } = result;
  const { isMended = false, ...others } = options;
  const { language } = options;
  const place = editPlacer(texts);
  const fault = faultOfReading(result);
  const byFinding = new Map(repairs.map((repair) => [repair.finding, repair.edits]));
  return render(report, format, {
    ...others,
    source: (file) => texts[file] && heldSecrets.maskInPlace(texts[file]),
    fixable: isMended ? 0 : repairs.filter(({ safe }) => safe).length,
    rule: (id) => ruleText(id, language),
    replacements: (finding) => maskAll(place(byFinding.get(finding) ?? []), heldSecrets.mask),
    problems: problems.map((problem) => ({
      file: problem.file,
      line: problem.line,
      text: problemSentence(problem, language),
      isFault: problem === fault,
    })),
  });
}

/** What is told of a file that was read. */
const READ_ALL_THE_SAME: ReadonlySet<UnreadFile['kind']> = new Set([
  'no-workflow',
  'others-alone',
  'call-circle',
  'unknown-cause',
  'no-cause',
]);

/**
 * What was named has to be there and readable, and in a named folder something has to be: what lies in one beside others is
 * only told of, a link that leads nowhere as well. The first that is not; null: all is.
 */
export function unreadMeant({ problems }: Pick<LintResult, 'problems'>): UnreadFile | null {
  const isFault = ({ kind, isMeant }: UnreadFile) =>
    kind === 'no-workflows' || kind === 'too-much' || (isMeant && !READ_ALL_THE_SAME.has(kind));
  return problems.find(isFault) ?? null;
}

/** What fails it whatever was found: what was asked for can't be read. */
export function faultOfReading(result: Pick<LintResult, 'filesRead' | 'problems'>): UnreadFile | null {
  return nothingRead(result) ? (result.problems[0] ?? null) : unreadMeant(result);
}

/** Nothing was read of what was asked for, so nothing can be said about it. */
export function nothingRead({ filesRead, problems }: Pick<LintResult, 'filesRead' | 'problems'>): boolean {
  return problems.length > 0 && filesRead === 0;
}
