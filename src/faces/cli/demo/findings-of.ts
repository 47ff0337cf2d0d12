/** What the steps of the scenarios have found, in the forms that are about findings and nothing else. */
import { ruleText } from '../../../causes/rules.js';
import type { ActionRun } from '../../../lab/runner/run-action.js';
import { annotationCommand, annotationsOf } from '../../../report/annotations.js';
import { sarif } from '../../../report/sarif.js';
import type { Finding, Language } from '../../../types.js';
import { PROJECT_PAGES } from '../../../version.js';

/** With a line end after the last line; as annotations nothing, where nothing was found. */
export function findingsOf(
  runs: readonly ActionRun[],
  format: 'sarif' | 'github',
  language: Language,
): string {
  const findings = runs.flatMap(({ outputs }) => JSON.parse(outputs.findings ?? '[]') as Finding[]);
  const options = { language, docsBase: PROJECT_PAGES };
  if (format === 'sarif') return sarif({ findings }, { ...options, rule: (id) => ruleText(id, language) });
  return annotationsOf(findings, { ...options, isPrinted: true })
    .map((each) => `${annotationCommand(each)}\n`)
    .join('');
}
