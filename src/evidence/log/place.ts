/** Where a job runs: on GitHub's runner, or in the pipeline of another CI, by what only that prints. */
import type { Line } from './lines/line.js';
import type { JobLog } from './types.js';

type Place = NonNullable<JobLog['place']>;

const OF_GITHUB =
  /\/home\/runner\/|^GITHUB_TOKEN Permissions|^Run [\w.-]+\/[\w.-]+@|buildx (?:bake |call )?failed with|Process completed with exit code|\bDocker (?:login|pull) (?:for '[^']*' )?failed with exit code \d/;

const PIPELINES: readonly RegExp[] = [
  // Azure Pipelines
  /^##\[section\]|\bvsts\b|=== Starting Command Output ===|^(?:Bash|PowerShell|Cmd\.exe) exited with code '|^Task {9}: \S/,
  // GitLab
  /gitlab-runner|section_(?:start|end):|^ERROR: Job failed: /,
  // Jenkins: a pipeline, and a project of the older kind
  /\[Pipeline\]|^Build step '[^']+' (?:marked|changed) build |^Finished: (?:FAILURE|UNSTABLE|ABORTED)$|^Building (?:remotely on|in workspace|on the built-in node) /,
  // CircleCI, Buildkite, Travis CI
  /\bCircleCI\b|^Exited with code exit status \d|^🚨 Error: The command exited with/,
  /\btravis_(?:time|fold):|^The command "[^"]*" exited with \d|^Done\. Your build exited with \d/,
  // CodeBuild, TeamCity, Cloud Build
  /^\[Container\] \d{4}\/|^##teamcity\[|^Step #\d+(?: - "[^"]*")?: /,
  // Bitbucket
  /\/opt\/atlassian\/pipelines|^Build teardown$|^Searching for test report files in directories named/,
  // AppVeyor, Concourse, Semaphore
  /\/home\/appveyor\/|\bAPPVEYOR_[A-Z]|^Command exited with code \d+$/,
  /^selected worker: \S+$|^running (?:get|put) of \S+ failed|\/tmp\/build\/(?:get|put|[0-9a-f]{8})\b/,
  /\bSEMAPHORE_[A-Z]|^exit code: \d+ duration: \d+s/,
  // Argo Workflows: what runs a step marks each of its own lines
  / argo=true(?: |$)|\bmsg="Starting Workflow Executor"/,
  // Drone and Woodpecker, and what their command lines set in front of each line
  /\/(?:drone|woodpecker)\/src\b|\bmsg="Error authenticating: exit status|^\[[\w. -]{1,60}:(?:L\d+:\d+s|\d+)\] /,
];

/** What docker said, which Azure's task marks as it stands: on GitHub's runner only an action marks, and has words of its own. */
const MARKED_BY_AZURE =
  /^(?:\S+ )?##\[error\](?:denied: denied|denied|unauthorized(?:: authentication required)?)$/;

/** Azure's section, Buildkite's clock, how GitLab writes the time and the stream of a line, and TeamCity the time and the step. */
const IN_FRONT =
  /##\[section\]|_bk;t=|^\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-f]{2}[OE][ +]|^\[\d\d:\d\d:\d\d\]\s?[A-Za-z]?:\s+\[Step \d/;

function placeIn({ raw, text }: Line): Place | null {
  if (PIPELINES.some((pattern) => pattern.test(text)) || IN_FRONT.test(raw)) return 'pipeline';
  if (MARKED_BY_AZURE.test(raw.trimEnd())) return 'pipeline';
  return OF_GITHUB.test(text) ? 'workflow' : null;
}

/** Of one job, line by line. */
export class PlaceReader {
  #shown: Place | null = null;
  #isMarked = false;

  read(line: Line): void {
    this.#shown ??= placeIn(line);
    if (line.command !== null) this.#isMarked = true;
  }

  /** GitHub's runner was made of Azure's, and both mark lines in the same way: that counts where nothing else tells. */
  get place(): Place | null {
    return this.#shown ?? (this.#isMarked ? 'workflow' : null);
  }
}
