/** What the tests of pushes under a condition share: the pushes of a job's steps, and how surely each is made. */
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

export const IMAGE = 'ghcr.io/octo/app:1';
export const PUSH = `docker push ${IMAGE}`;

/** Each push with `yes` or `unknown`, what the registry tells of it, or `perhaps`: then its refusal decides nothing. */
export async function pushesOf(
  steps: string,
  files: Record<string, string> = {},
  job?: string,
): Promise<string[]> {
  const own = { images: [], login: 'docker' } as const;
  const text = workflowOf(steps.includes('acme/') ? steps : `- uses: acme/ghcr-preflight@v1\n${steps}`, job);
  const { pushes } = await evidence({ [MAIN]: text, ...files }, { own, env: ENV });
  return pushes
    .filter(({ access }) => access === 'push')
    .map(({ reference, runs, fallbacks, unlessThere, onlyThere }) => {
      const open = fallbacks ? 'perhaps' : unlessThere ? `unless ${unlessThere}` : null;
      return `${reference?.replace('ghcr.io/octo/', '')} ${open ?? (onlyThere ? `only with ${onlyThere}` : runs)}`;
    });
}

export function runsScript(text: string, shell = ''): string {
  return `- ${shell && `shell: ${shell}\n  `}run: |\n${text.replace(/^/gm, '    ')}\n`;
}
