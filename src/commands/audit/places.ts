/** In whose file a finding stands: a workflow that is called across repositories belongs to neither report but its own. */
import { breaksFirst } from '../../judge/order.js';
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
 * what is called at the default branch the one that the file itself was told of, in whatever words the same change is asked
 * for there: of several the one that breaks most.
 *
 * @returns what breaks first
 */
export function distinctFindings(
  findings: readonly Finding[],
  repositories: readonly Pick<AuditedRepository, 'name' | 'branch'>[],
): Finding[] {
  const known = new Map(repositories.map((each) => [each.name.toLowerCase(), each]));
  const repositoryOf = ({ repository }: Finding) => known.get(repository?.toLowerCase() ?? '');
  const isAtBranch = (finding: Finding) => {
    const branch = repositoryOf(finding)?.branch ?? null;
    return finding.ref === undefined || finding.ref.replace(/^refs\/heads\//, '') === branch;
  };
  const placeOf = ({ id, repository, location, job, image }: Finding) =>
    [id, repository, location && [location.file, location.line, location.column], job, image] as const;
  const isCalled = ({ ref }: Finding) => ref !== undefined;
  // A call may write its name in any capitals.
  const all = findings
    .map((each) => ({ ...each, repository: repositoryOf(each)?.name ?? each.repository }))
    .sort((one, other) => breaksFirst(one, other) || Number(isCalled(one)) - Number(isCalled(other)));
  /** By a place at the default branch, and by the change that mends it there: was it told as what is called? */
  const told = new Map<string, boolean>();
  const met = new Map<string, Finding>();
  for (const finding of all) {
    const place = placeOf(finding);
    if (isAtBranch(finding)) {
      const { repository, fix } = finding;
      const ways = [place, ...(fix.diff === null ? [] : [[repository, fix.diff]])].map((way) =>
        JSON.stringify(way),
      );
      if (ways.some((way) => (told.get(way) ?? isCalled(finding)) !== isCalled(finding))) continue;
      for (const way of ways) told.set(way, isCalled(finding));
    }
    const key = JSON.stringify([...place, finding.fix.summary]);
    if (!met.has(key)) met.set(key, finding);
  }
  return [...met.values()];
}
