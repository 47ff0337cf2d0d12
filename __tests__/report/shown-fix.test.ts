/** A long expression that a diff adds is not written out in the sentence above it; where no diff stands beside, it is. */
import { expect, test } from '@jest/globals';
import { annotationOf } from '../../src/report/annotations.js';
import { shownSummary } from '../../src/report/shown-fix.js';
import { summary } from '../../src/report/summary/summary.js';
import { terminal } from '../../src/report/terminal/terminal.js';
import { finding, report } from './reports.js';

const GUARD =
  "${{ github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository }}";
const OTHER = "${{ github.event_name != 'pull_request' && github.actor != 'dependabot[bot]' }}";
const adding = (line: string) => `--- a/ci.yml\n+++ b/ci.yml\n@@ -1,1 +1,1 @@\n-push: true\n+${line}\n`;
const fix = (text: string, diff: string | null) => ({ summary: text, diff, url: null, command: null });

test.each([
  ['a key', `Leave it out: push: ${GUARD}.`, `push: ${GUARD}`, 'Leave it out.'],
  ['an expression alone', `Write it so: ${GUARD}.`, `if: ${GUARD}`, 'Write it so.'],
  [
    'with a sentence behind it',
    `Leave it out: if: ${GUARD}. Then log in.`,
    `if: ${GUARD}`,
    'Leave it out. Then log in.',
  ],
  ['in Chinese', `请跳过推送：push: ${GUARD}。然后登录。`, `push: ${GUARD}`, '请跳过推送。然后登录。'],
])('%s', (_, text, line, left) => {
  expect(shownSummary(fix(text, adding(line)))).toBe(left);
  expect(shownSummary(fix(text, null))).toBe(text);
});

test.each([
  ['what the diff does not add', `Leave it out: if: ${OTHER}.`, `push: ${GUARD}`],
  ['what it takes away', `Do not write: push: true ${GUARD}.`, 'push: false'],
  ['what is read at once', 'Write it so: ${{ github.token }}.', 'password: ${{ github.token }}'],
  ['what the sentence goes on behind', `With if: ${GUARD} the step is left out.`, `if: ${GUARD}`],
])('keeps %s', (_, text, line) => {
  expect(shownSummary(fix(text, adding(line)))).toBe(text);
});

test('so say the faces that show the diff, and an annotation has it whole', async () => {
  const found = finding({ fix: fix(`Leave it out: push: ${GUARD}.`, adding(`push: ${GUARD}`)) });
  const shown = report({ findings: [found] });
  const page = await summary(shown, [], { language: 'en' });
  const lines = await terminal(shown, { color: false, language: 'en' });
  for (const text of [page, lines]) expect(text.split('full_name')).toHaveLength(2);
  expect(page).toContain('**Fix**: Leave it out.\n');
  expect(lines).toContain('fix: Leave it out.\n');
  expect(annotationOf(found, { language: 'en' }).text).toContain(GUARD);
});
