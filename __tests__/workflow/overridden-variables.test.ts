/** What a step writes to GITHUB_ENV without anybody knowing the names takes the place of what the job's `env` says. */
import { expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const JOB = 'runs-on: ubuntu-latest\nenv: {IMAGE: ghcr.io/octo/app:1}';

async function pushed(...lines: string[]): Promise<(string | null)[]> {
  const before = `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const text = workflowOf(`- uses: acme/ghcr-preflight@v1\n${before}- run: docker push "$IMAGE"\n`, JOB);
  const { pushes } = await evidence({ [MAIN]: text }, { own: { images: [], login: 'docker' } });
  return pushes.map(({ reference }) => reference);
}

test.each([
  'cp /tmp/vars.env "$GITHUB_ENV"',
  'mv /tmp/vars.env $GITHUB_ENV',
  'sudo install -m 644 /tmp/vars.env "${GITHUB_ENV}"',
  'dd if=/tmp/vars.env of="$GITHUB_ENV"',
  'curl -fsSLo "$GITHUB_ENV" https://example.com/vars.env',
  'curl --output="$GITHUB_ENV" https://example.com/vars.env',
  'wget -qO "$GITHUB_ENV" https://example.com/vars.env',
  'curl https://example.com/vars.env | tee "$GITHUB_ENV"',
  'cat /tmp/vars.env >> "$GITHUB_ENV"',
  './vars --to "$GITHUB_ENV"',
])('%s', async (command) => expect(await pushed(command)).toEqual([null]));

test.each([
  'cp "$GITHUB_ENV" /tmp/vars.env',
  'cat "$GITHUB_ENV"',
  'test -s "$GITHUB_ENV"',
  'echo "TAG=$(date)" >> "$GITHUB_ENV"',
])('%s overrides nothing', async (command) => expect(await pushed(command)).toEqual(['ghcr.io/octo/app:1']));

test('a file that is made before is read', async () =>
  expect(
    await pushed('echo IMAGE=ghcr.io/octo/web:1 > /tmp/vars.env', 'cp /tmp/vars.env "$GITHUB_ENV"'),
  ).toEqual(['ghcr.io/octo/web:1']));
