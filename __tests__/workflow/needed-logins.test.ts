/** Logins that a job does not get beyond where they are refused: those whose failure ends their step. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const login = (secret: string) =>
  `echo "\${{ secrets.${secret} }}" | docker login ghcr.io -u mona --password-stdin`;
const OTHER = login('GHCR_TOKEN');
const OWN = `- run: |\n    ${login('GITHUB_TOKEN')}\n    docker push ghcr.io/octo/app\n`;

const run = (...lines: string[]) => `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;
const inShell = (shell: string, ...lines: string[]) =>
  run(...lines).replace('- run:', `- shell: ${shell}\n  run:`);

/** Whether the push depends on the first login, although it finds the second one. */
async function isPassed(steps: string, files: Record<string, string> = {}): Promise<boolean> {
  const ours = '- uses: acme/ghcr-preflight@v1\n  with: {ghcr-token: "${{ secrets.GHCR_TOKEN }}"}\n';
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`${ours}${steps}${OWN}`), ...files },
    {
      own: { images: [], login: 'docker' },
      tokens: [
        { source: 'ghcr-token', secret: 'a-personal-token' },
        { source: 'github-token', secret: 'the-token-of-the-job' },
      ],
    },
  );
  return pushes.flatMap(({ logins }) => logins).some((each) => each.isPassed && each.token === 'ghcr-token');
}

describe('the job ends at it', () => {
  test.each([
    ['in a step', run(OTHER)],
    ['beside what looks after another failure', run('true || echo', OTHER)],
    ['in a function', run(`enter() { ${OTHER}; }`, 'enter', 'echo')],
    ['at the end of a shell that goes on', inShell('bash {0}', OTHER)],
    ['at the end of a script of PowerShell', inShell('pwsh', OTHER)],
  ])('%s', async (_, steps) => expect(await isPassed(steps)).toBe(true));
});

describe('the job goes on, or may', () => {
  test.each([
    ['a shell that goes on', inShell('bash {0}', OTHER, 'echo')],
    ['PowerShell, which looks at no program', inShell('pwsh', OTHER, 'echo')],
    ['errors are passed', run('set -x +ue', OTHER, 'echo')],
    ['a pipe', run(`${OTHER} | tee log`)],
    ['a list', run(`${OTHER} && echo`, 'echo')],
    ['a negation', run(`! ${OTHER}`)],
    ['a process of its own', run(`${OTHER} &`, 'wait')],
    ['a shell of its own', run(`bash -c '${OTHER}; echo'`)],
    ['a function in a pipe', run(`enter() { ${OTHER}; }`, 'enter | cat')],
    ['a trap', run("trap 'exit 0' ERR", OTHER)],
  ])('%s', async (_, steps) => expect(await isPassed(steps)).toBe(false));

  test('a script of the repository', async () => {
    const files = { 'enter.sh': `${OTHER.replace('${{ secrets.GHCR_TOKEN }}', '$T')}\necho\n` };
    expect(await isPassed('- env: {T: "${{ secrets.GHCR_TOKEN }}"}\n  run: ./enter.sh\n', files)).toBe(false);
  });
});
