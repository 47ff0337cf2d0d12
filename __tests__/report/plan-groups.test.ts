/** The checklist about several images says of each line which one it is about. */
import { expect, test } from '@jest/globals';
import { planGroups } from '../../src/report/plan-groups.js';
import { summary } from '../../src/report/summary/summary.js';
import { terminal } from '../../src/report/terminal/terminal.js';
import type { PlanItem } from '../../src/types.js';
import { report } from './reports.js';

const item = (about: PlanItem['about'], subject: string, text: string): PlanItem => ({
  about,
  state: 'ready',
  subject,
  text,
  location: null,
});
const WEB = [item('package', 'ghcr.io/octo/web', 'It is there.'), item('race', 'ghcr.io/octo/web', 'Once.')];
const API = [
  item('package', 'ghcr.io/octo/api', 'It is new.'),
  item('visibility', 'ghcr.io/octo/api', 'It is private.'),
];
const SECRET = item('secret', 'GHCR_TOKEN', 'GHCR_TOKEN: used.');
const said = async (plan: PlanItem[]) => {
  const asked = report({ verdict: 'allowed', images: [], findings: [], plan });
  const lines = await terminal(asked, { color: false, language: 'en' });
  const page = await summary(asked, [], { language: 'en' });
  return { lines: lines.slice(lines.indexOf('Before')), page: page.slice(page.indexOf('### Before')) };
};

test('several have their names above their lines, and what is of none stands beside them', async () => {
  const { lines, page } = await said([...WEB, ...API, SECRET]);
  expect(lines).toBe(`Before the first push
  ghcr.io/octo/web
    ✓ It is there.
    ✓ Once.
  ghcr.io/octo/api
    ✓ It is new.
    ✓ It is private.
  ✓ GHCR_TOKEN: used.
`);
  expect(page).toBe(`### Before the first push

- \`ghcr.io/octo/web\`
  - ✅ It is there.
  - ✅ Once.
- \`ghcr.io/octo/api\`
  - ✅ It is new.
  - ✅ It is private.
- ✅ \`GHCR_TOKEN\`: used.
`);
});

test('what is told of one later joins it', () => {
  const refused = item('package', 'ghcr.io/octo/api', 'It is refused as it stands.');
  expect(planGroups([refused, ...WEB, ...API]).map(({ image, items }) => [image, items.length])).toEqual([
    ['ghcr.io/octo/api', 3],
    ['ghcr.io/octo/web', 2],
  ]);
});

test.each([
  ['one image', WEB],
  ['one image and a secret', [...API, SECRET]],
  ['a refusal that names no image', [item('package', 'ghcr.io', 'A push is refused.'), ...WEB]],
  ['nothing', []],
])('%s: as it is', (_, plan) => {
  expect(planGroups(plan)).toEqual([{ image: null, items: plan }]);
});
