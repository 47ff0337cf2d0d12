/** Requests by which a script writes to a registry itself. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, said, workflowOf } from './reading.js';

const URL = 'https://ghcr.io/v2/octo/web/manifests/1';
const WEB = ['ghcr.io/octo/web:1'];
const sh = (command: string) => `- run: |\n    ${command}\n`;
const pwsh = (command: string) => `- shell: pwsh\n  run: |\n    ${command}\n`;

async function found(steps: string) {
  const all = `- uses: acme/ghcr-preflight@v1\n${steps}`;
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(all) },
    { own: { login: 'docker', images: [] }, tokens: [{ source: 'github-token', secret: 'held' }] },
  );
  return pushes;
}

describe('a request', () => {
  test.each<[string, string[]]>([
    [sh(`curl -X PUT --data-binary @m.json ${URL}`), WEB],
    [sh(`curl -sXPUT -T m.json ${URL}`), WEB],
    [sh(`curl -XPUT --data @m.json "${URL}"`), WEB],
    [sh(`curl --upload-file m.json ${URL}`), WEB],
    [sh(`CODE=$(curl --request PUT -d @m.json ${URL})`), WEB],
    [sh('curl -X POST https://ghcr.io/v2/octo/web/blobs/uploads/'), ['ghcr.io/octo/web']],
    [sh(`wget --method=PUT --body-file=m.json ${URL}`), WEB],
    [sh(`http PUT ${URL} < m.json`), WEB],
    [pwsh(`Invoke-RestMethod -Method Put -InFile m.json -Uri ${URL}`), WEB],
    [sh(`curl -X PUT -d @m.json "https://ghcr.io/v2/$(./name)/manifests/1"`), ['-']],
    [sh(`curl -sf ${URL}`), []],
    [sh(`curl -X DELETE ${URL}`), []],
    [sh(`curl -X HEAD -d x ${URL}`), []],
    [sh('curl -T a.tgz https://files.example.org/a.tgz'), []],
    [sh(`echo curl -X PUT ${URL}`), []],
  ])('%s', async (steps, expected) => expect((await found(steps)).map(said)).toEqual(expected));

  test.each([
    ['-u x:${{ github.token }}', 'github-token'],
    ['-H "Authorization: Bearer ${{ github.token }}"', 'github-token'],
    ['-H "Authorization: Bearer $(./token)"', 'unknown'],
    ['', 'unknown'],
  ])('has the credential that stands beside it: %s', async (given, token) => {
    const pushes = await found(sh(`curl -X PUT ${given} -d @m.json ${URL}`));
    expect(pushes.flatMap(({ logins }) => logins.map((each) => each.token))).toEqual([token]);
  });
});
