/** A variable that workflow and job both set, and that no process shows: the job's is the one that a step gets. */
import { expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const PUSH = '- run: docker push "ghcr.io/$NAME"\n';
const BOTH = { workflow: 'NAME: octo/web', job: 'NAME: octo/app' };

/** Name and login of the one push behind our own step. */
async function pushed(
  { workflow, job }: { workflow: string; job: string },
  { steps = PUSH, own = '', env = ENV as Record<string, string> } = {},
) {
  const ours = `- uses: acme/ghcr-preflight@v1\n${own}`;
  const text = workflowOf(`${ours}${steps}`, `runs-on: ubuntu-latest\nenv: {${job}}`);
  const { pushes } = await evidence(
    { [MAIN]: `env: {${workflow}}\n${text}` },
    {
      env,
      own: { images: [], login: 'docker' },
      tokens: [{ source: 'github-token', secret: 'the-token-of-the-job' }],
    },
  );
  return pushes.map(({ reference, logins }) => [reference, ...logins.map(({ token }) => token)].join(' '));
}

test.each<[string, Parameters<typeof pushed>, string]>([
  ['no process shows it', [BOTH], 'ghcr.io/octo/app'],
  ['our own step has one of its own', [BOTH, { own: '  env: {NAME: ours}\n' }], 'ghcr.io/octo/app'],
  [
    'an expression asks for it',
    [BOTH, { steps: '- run: docker push ghcr.io/${{ env.NAME }}\n' }],
    'ghcr.io/octo/app',
  ],
  [
    'it is made of another of the workflow',
    [
      { ...BOTH, workflow: 'NAME: octo/web, TAG: v2' },
      { steps: '- run: docker push "ghcr.io/$NAME:$TAG"\n' },
    ],
    'ghcr.io/octo/app:v2',
  ],
  ['only the workflow sets it', [{ ...BOTH, job: 'OTHER: octo/app' }], 'ghcr.io/octo/web'],
  ['the process shows it', [BOTH, { env: { ...ENV, NAME: 'octo/written' } }], 'ghcr.io/octo/written'],
  [
    'a value that is never looked at in a process',
    [
      {
        workflow: 'NAME: octo/app, LOGIN_TOKEN: "${{ secrets.DEPLOY }}"',
        job: 'LOGIN_TOKEN: "${{ github.token }}"',
      },
      {
        steps: `- run: echo "$LOGIN_TOKEN" | docker login ghcr.io -u mona --password-stdin\n${PUSH}`,
        env: { ...ENV, LOGIN_TOKEN: 'the-token-of-the-job' },
      },
    ],
    'ghcr.io/octo/app github-token',
  ],
])('%s', async (_, given, expected) => expect(await pushed(...given)).toEqual([expected]));
