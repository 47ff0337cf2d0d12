/** In whose file a finding stands: a workflow that is called across repositories belongs to neither report but its own. */
import type { AuditedRepository } from '../../report/audit/audit.js';
import { auditWords } from '../../report/audit/words.js';
import type { Finding, Language } from '../../types.js';
import { fileElsewhere } from '../../workflow/text/job.js';

/**
 * The finding with the repository whose file is to be changed, and the file's path there. That the text is the one at
 * the ref that is called is said: the default branch may have it right already.
 */
export function inItsRepository(finding: Finding, repository: string, language: Language): Finding {
  const { location, fix, message } = finding;
  const elsewhere = location && fileElsewhere(location.file);
  if (!elsewhere) return { ...finding, repository };
  const { path, ref } = elsewhere;
  return {
    ...finding,
    repository: elsewhere.repository,
    ref,
    message: auditWords(language).readAt(message, ref, repository),
    location: { ...location, file: path },
    fix: { ...fix, diff: fix.diff && ownDiff(fix.diff, elsewhere) },
  };
}

/** What is to change in files of the called repository; those of the caller, which is one of many, are in another one. */
function ownDiff(diff: string, { repository, ref }: { repository: string; ref: string }): string | null {
  const own = diff.split(/^(?=--- a\/)/m).flatMap((part) => {
    const [, name = ''] = /^--- a\/(.*)/.exec(part) ?? [];
    const file = fileElsewhere(name);
    const isOwn = file?.repository === repository && file.ref === ref;
    return isOwn ? part.replace(/^(---|\+\+\+) ([ab])\/.*/gm, `$1 $2/${file.path}`) : [];
  });
  return own.join('') || null;
}

/**
 * One finding for what several callers of the same workflow were told of, where the same change mends it for all, and for
 * what is called at the default branch the one that the file itself was told of.
 */
export function distinctFindings(
  findings: readonly Finding[],
  repositories: readonly Pick<AuditedRepository, 'name' | 'branch'>[],
): Finding[] {
  const known = new Map(repositories.map((each) => [each.name.toLowerCase(), each]));
  // A call may write its name in any capitals.
  const all = findings.map(({ repository, ...finding }) => ({
    ...finding,
    repository: known.get(repository?.toLowerCase() ?? '')?.name ?? repository,
  }));
  const placeOf = ({ id, repository, location, job, image }: Finding) =>
    [id, repository, location && [location.file, location.line, location.column], job, image] as const;
  const isCalled = ({ ref }: Finding) => ref !== undefined;
  const atHome = new Set(all.filter((each) => !isCalled(each)).map((each) => JSON.stringify(placeOf(each))));
  const met = new Map<string, Finding>();
  for (const finding of all) {
    const branch = known.get(finding.repository?.toLowerCase() ?? '')?.branch ?? null;
    if (isCalled(finding) && finding.ref === branch && atHome.has(JSON.stringify(placeOf(finding)))) continue;
    const key = JSON.stringify([...placeOf(finding), finding.fix.summary]);
    if (!met.has(key)) met.set(key, finding);
  }
  return [...met.values()];
}
