/** `lint` of several repositories at once: each judged by itself, all of them told in one report. */
import { asPattern } from '../../evidence/pattern.js';
import { worstVerdict } from '../../evidence/registry/verdict.js';
import type { Finding } from '../../types.js';
import { fileElsewhere } from '../../workflow/text/job.js';
import { type LintOptions, type LintResult, lint } from '../lint.js';

export interface RepositoryToLint {
  options: LintOptions;
  /** Stands before the names of its files: `../other`. Empty for the only one, and for the one that we stand in. */
  prefix: string;
}

/**
 * Never rejects.
 *
 * @param edited texts in the place of those on the disk, by the names that the report gives
 */
export async function lintRepositories(
  repositories: readonly RepositoryToLint[],
  edited: Readonly<Record<string, string>> = {},
): Promise<LintResult> {
  const results: LintResult[] = [];
  for (const { options, prefix } of repositories) {
    const own = Object.entries(edited).flatMap(([file, text]) => {
      const inside = insideOf(prefix, file);
      return inside === null ? [] : [[inside, text] as const];
    });
    results.push(withPrefix(await lint({ ...options, edited: Object.fromEntries(own) }), prefix));
  }
  const [first, ...others] = results;
  if (!first) throw new RangeError('no repository');
  return others.reduce(together, first);
}

function insideOf(prefix: string, file: string): string | null {
  if (prefix === '') return file;
  return file.startsWith(`${prefix}/`) ? file.slice(prefix.length + 1) : null;
}

function together(one: LintResult, other: LintResult): LintResult {
  const count = one.report.findings.length;
  return {
    report: {
      ...one.report,
      verdict: worstVerdict([one.report.verdict, other.report.verdict]),
      images: [...one.report.images, ...other.report.images],
      findings: [...one.report.findings, ...other.report.findings],
      ignored: (one.report.ignored ?? 0) + (other.report.ignored ?? 0),
    },
    problems: [...one.problems, ...other.problems],
    texts: { ...one.texts, ...other.texts },
    pushes: [...one.pushes, ...other.pushes],
    unreadCalls: [...one.unreadCalls, ...other.unreadCalls],
    repairs: [...one.repairs, ...other.repairs.map((each) => ({ ...each, finding: each.finding + count }))],
    waiting: [...one.waiting, ...other.waiting],
    filesRead: one.filesRead + other.filesRead,
    filesParsed: one.filesParsed + other.filesParsed,
  };
}

/** The same result with whole names. */
function withPrefix(result: LintResult, prefix: string): LintResult {
  if (prefix === '') return result;
  const whole = (file: string) =>
    /^(?:\/|[A-Za-z]:[\\/]|<)/.test(file) || fileElsewhere(file) ? file : `${prefix}/${file}`;
  const names = Object.keys(result.texts).sort((one, other) => other.length - one.length);
  const inText = namesIn(names, whole);
  return {
    ...result,
    report: {
      ...result.report,
      findings: result.report.findings.map((finding) => ({
        ...finding,
        location: finding.location && { ...finding.location, file: whole(finding.location.file) },
        evidence: finding.evidence.map(inText),
        fix: { ...finding.fix, diff: finding.fix.diff && wholeDiff(finding.fix.diff, whole) },
      })),
    } satisfies { findings: Finding[] },
    problems: result.problems.map((problem) => ({ ...problem, file: whole(problem.file) })),
    unreadCalls: result.unreadCalls.map((call) => ({ ...call, file: whole(call.file) })),
    texts: Object.fromEntries(Object.entries(result.texts).map(([file, text]) => [whole(file), text])),
    repairs: result.repairs.map((repair) => ({
      ...repair,
      edits: repair.edits.map((edit) => ({ ...edit, file: whole(edit.file) })),
    })),
    waiting: result.waiting.map(({ finding, edits }) => ({
      finding: {
        ...finding,
        location: finding.location && { ...finding.location, file: whole(finding.location.file) },
      },
      edits: edits.map((edit) => ({ ...edit, file: whole(edit.file) })),
    })),
  };
}

/** Puts whole names in the place of those in a sentence: `at .github/workflows/ci.yml:5`. */
function namesIn(names: readonly string[], whole: (file: string) => string): (text: string) => string {
  if (names.length === 0) return (text) => text;
  const source = names.map(asPattern).join('|');
  const pattern = new RegExp(`(?<![\\w/.-])(?:${source})(?![\\w/-])`, 'g');
  return (text) => text.replace(pattern, whole);
}

function wholeDiff(diff: string, whole: (file: string) => string): string {
  return diff.replace(
    /^(---|\+\+\+) ([ab])\/(.+)$/gm,
    // As in a diff of a file outside of a repository: see fix/diff.ts.
    (_, sign, side, file) => `${sign} ${side}/${whole(file).replace(/^\/+/, '')}`,
  );
}
