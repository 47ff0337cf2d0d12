/** What printed a line: clients frame one and the same refusal in their own ways (facts, section 1). */

/** Who prints lines, and by what they are known. */
export interface LogClient {
  name: string;
  /** Words of its own, in a line that it prints or in the step that runs it. */
  frame: RegExp;
  /** Others quote it: it counts only where none of them is there. */
  isQuoted?: boolean;
  /** Only a line tells: the step that runs it has other lines too. */
  isLineOnly?: boolean;
}

/** Those that are no tools of a job: GitHub itself, and clusters that pull. */
const SPEAKERS: readonly LogClient[] = [
  {
    name: 'kubernetes',
    frame:
      /Failed to pull image|ErrImagePull|ImagePullBackOff|kubelet|rpc error: code = (?:Unknown|NotFound) desc = failed to pull/,
  },
  { name: 'gh', frame: /^gh: / },
  {
    name: 'REST API',
    frame:
      /docs\.github\.com\/rest|HttpError|RequestError|Package not found\.|not accessible by|SAML enforcement|IP allow list|:packages scope|Invalid argument\.|secondary rate limit/,
  },
  {
    name: 'runner',
    frame:
      /Docker (?:login|pull) (?:for|failed)|job was not started|Invalid workflow file|workflow is not valid/,
  },
];

/** All that may print a line, the more telling first: goreleaser quotes docker, ko is built on crane's library. */
export function inOrder(tools: readonly LogClient[]): LogClient[] {
  const isOwn = ({ isQuoted }: LogClient) => !isQuoted;
  return [...tools.filter(isOwn), ...SPEAKERS, ...tools.filter((each) => !isOwn(each))];
}

/**
 * The name of who printed a line; null: nobody can tell.
 *
 * @param clients as `inOrder` gives them
 * @param step what ran, as the log shows it
 */
export function clientOf(text: string, step: string | null, clients: readonly LogClient[]): string | null {
  const inLine = clients.find(({ frame }) => frame.test(text))?.name ?? null;
  if (inLine && inLine !== 'docker') return inLine;
  // What ran says more than docker's way of putting it, which others share.
  const ran = step
    ? clients.find(({ frame, isLineOnly }) => !isLineOnly && frame.test(step))?.name
    : undefined;
  return ran ?? inLine;
}
