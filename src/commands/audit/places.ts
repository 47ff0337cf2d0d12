/** In whose file a finding stands: a workflow that is called across repositories belongs to neither report but its own. */
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
    fix: { ...fix, diff: fix.diff?.replaceAll(location.file, path) ?? null },
  };
}

/** One finding for what several callers of the same workflow were told of, where the same change mends it for all. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  const met = new Map<string, Finding>();
  for (const finding of findings) {
    const { id, repository, location, job, image, fix } = finding;
    const place = location && [location.file, location.line, location.column];
    const key = JSON.stringify([id, repository, place, job, image, fix.summary]);
    if (!met.has(key)) met.set(key, finding);
  }
  return [...met.values()];
}
