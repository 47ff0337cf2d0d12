/** What refuses the push next is named with the first refusal, whatever that is. */
import { expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const LACKS = /(\S.*), the next refusal waits: [^(]*\(job-lacks-packages-write/;
const APP =
  '\n- id: app\n  uses: actions/create-github-app-token@v2\n  with: {app-id: 1, private-key: "${{ secrets.KEY }}"}';
const LOGIN = login();
const BARE = LOGIN.replace(/ +password.*\n/, '');

/** Which no push to a branch runs. */
const onRelease = (step: string) => step.replace('- uses', "- if: github.event_name == 'release'\n  uses");

const first = async (steps: string, keys = READ) =>
  (await lintFiles({ [MAIN]: workflow(steps, keys) })).report.findings[0];

test.each<[string, string, string]>([
  ['owner-mismatch', LOGIN + build('ghcr.io/acme/app:1'), "Under the repository's own owner"],
  [
    'app-token-unsupported',
    APP + login('steps.app.outputs.token') + build(),
    'With GITHUB_TOKEN in its place',
  ],
  [
    'token-missing',
    LOGIN.replace(/password: .*/, 'password: $GITHUB_TOKEN') + build(),
    'With GITHUB_TOKEN in its place',
  ],
  ['token-missing', login('secrets.GITHUB_PAT') + build(), 'With GITHUB_TOKEN in its place'],
  ['token-missing', BARE + build(), 'With GITHUB_TOKEN in its place'],
  [
    'token-rejected',
    LOGIN.replace(/password: .*/, `password: ghp_${'a1'.repeat(18)}`) + build(),
    'With GITHUB_TOKEN in its place',
  ],
  ['no-registry-login', build(), 'Once this is mended'],
  ['no-registry-login', build() + LOGIN, 'Once this is mended'],
  ['no-registry-login', onRelease(LOGIN) + build(), 'Once this is mended'],
  ['uppercase-image-name', LOGIN + build('ghcr.io/octo/App:1'), 'Once this is mended'],
])('%s', async (id, steps, begins) => {
  const finding = await first(steps);
  expect(finding?.id).toBe(id);
  expect(LACKS.exec(finding?.message ?? '')?.[1]).toContain(begins);
});

test.each<[string, string, string]>([
  ['the job gives enough', LOGIN + build('ghcr.io/acme/app:1'), 'permissions: {packages: write}'],
  ['another secret was meant', LOGIN.replace(/password: .*/, 'password: $CR_PAT') + build(), READ],
  ['the login that is too late has another token', build() + login('secrets.CR_PAT'), READ],
  ['the login that is passed over has another token', onRelease(login('secrets.CR_PAT')) + build(), READ],
])('nothing, where %s', async (_, steps, keys) => {
  expect((await first(steps, keys))?.message).not.toContain('next refusal');
});
