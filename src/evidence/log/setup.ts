/** What «Set up job» and the checkout say: the token's permissions, where secrets come from, which job and repository it is. */
import type { Line } from './lines/line.js';
import { FINE_GRAINED, tellsOfFineGrained } from './people/told/fine-grained.js';
import { toldLevel } from './people/told/level.js';
import { tellsOfJobToken, tellsOfMaker } from './people/told/token.js';
import { NOTHING_TOLD } from './people/told/told-beside.js';
import type { JobLog, SecretSource, TokenHint } from './types.js';

/** A job of whose log nothing is read yet; null: its name is not known. */
export function emptyJob(name: string | null): JobLog {
  return {
    name,
    place: null,
    at: null,
    whole: false,
    failed: false,
    ended: false,
    permissions: null,
    told: { ...NOTHING_TOLD },
    secretSource: null,
    repository: null,
    commit: null,
    event: null,
    dependabot: false,
    fork: false,
    definedAt: null,
    called: false,
    logins: [],
    lostSecrets: [],
    hints: [],
    folk: [],
  };
}

/** Who made the token, or what it is, as far as a line says so. A list in order of how telling it is. */
const HINTS: readonly [TokenHint, { test(text: string): boolean }][] = [
  [
    'app',
    /create-github-app-token|github-app-token|octo-sts|\bapp(?:lication)?[ -]tokens?\b|\binstallation[ -](?:access[ -])?token\b|\bGitHub App\b|\bApp-token/i,
  ],
  ['fine-grained', { test: tellsOfFineGrained }],
  ['oauth', /\bgho_[A-Za-z0-9*]|\bgh auth (?:token|login|refresh)|OAuth (?:app|token)/i],
  [
    'classic',
    /\bghp_[A-Za-z0-9*]|\bclassic (?:PAT|token|personal|one|and)|\b[Tt]okens? (?:is|was) (?:an? )?classic\b|经典\s?(?:令牌|[Tt]oken)|\bPATs?\b|\bCR_PAT\b|\bGHCR_PAT\b|personal access token/,
  ],
  ['secret', /secrets\.(?!GITHUB_TOKEN\b)\w+/],
  ['job', /secrets\.GITHUB_TOKEN|github\.token|\bGITHUB_TOKEN\b(?! Permissions)/],
];

const SECRET_SOURCES: ReadonlyMap<string, SecretSource> = new Map([
  ['Actions', 'actions'],
  ['Dependabot', 'dependabot'],
  ['None', 'none'],
  ['Codespaces', 'codespaces'],
]);

/** As people tell of the run in their own words. */
const TOLD_PULL_REQUEST = /\bPR (?:runs?|builds?|pipelines?)\b|\b(?:runs?|jobs?) on pull[_ ]requests?\b/i;

/** As people put it who tell that pushes fail there. A script that is shown may speak of pull requests in any run. */
const FAILS_IN_PULL_REQUESTS =
  /\b(?:PRs|pull requests) (?:\w+ ){0,2}(?:fail(?:s|ed|ing)?|breaks?|broken|can(?:['’]?t|not)|are (?:denied|refused))\b|\b(?:fail\w*|denied|refused|broken|breaks?|forbidden|403)\b[^.,;]{0,60} (?:on|in|for|from) (?:\w+ ){0,2}(?:PRs|pull requests)\b|\b(?:PR|pull request) is (?:opened|created|raised)\b/i;

/** The text speaks of what others send from their copies. Who pushes from his own copy sends nothing. */
const OF_A_FORK =
  /\b(?:from|triggered by|started by) (?:a |the )?forks?\b|\bfork(?:ed)? (?:PR|pull|repo)|\bon forks\b|\b(?:external|outside)[- ](?:contributor|collaborator|user|developer)s?\b|外部(?:贡献者|协作者|开发者)|\bfork(?! ?(?:了|过(?!来)))[^。，；,;]{0,12}?(?:\bPR\b|\bpull request|合并请求|拉取请求)/i;

/** His own copy, or one from which it went through: no run for others began there. */
const OF_ONES_OWN =
  /\b(?:my|our|own|personal)(?: \w+)? fork(?:ed)?\b(?: repo\w*)?|\b(?:works?|worked|passe[sd]|succeed\w*|without (?:any )?issues?|fine)\b[^.;]{0,40}\bfork(?:ed)?\b(?: repo\w*)?|\bfork(?:ed)?\b(?: repo\w*)?[^.;,]{0,20}\b(?:works?|worked|passe[sd]|succeed\w*|is fine)\b/gi;

/** The variable, as an environment that is printed has it, and the label that docker/metadata-action makes of it. */
const SHA = /\bGITHUB_SHA["']?\s?[:=]\s?["']?([0-9a-f]{40})\b|image\.revision=([0-9a-f]{40})\b/;
/** What actions/checkout runs and prints. Of a pull request it is a merge that no other checkout has. */
const CHECKED_OUT =
  /\bgit checkout .*?\b([0-9a-f]{40})$|^HEAD is now at ([0-9a-f]{7,40})\b(?! Merge [0-9a-f]{40} into )/;

/** The kubelet's event `FailedToRetrieveImagePullSecret`. */
const LOST_SECRET = /Unable to retrieve some image pull secrets \(([a-z0-9.-]+)/;
const MOST_SECRETS = 100;

/** A tag made of a branch that Dependabot makes: metadata-action and scripts put another mark where the name has its slashes. */
const DEPENDABOTS_TAG =
  /:dependabot[-_.](?:npm_and_yarn|docker(?:_compose)?|github_actions|pip|uv|go_modules|maven|gradle|cargo|bundler|nuget|composer|submodules|terraform)[-_.]/;

/** Writes what the lines tell of a job's circumstances into its `JobLog`. */
export class SetupReader {
  readonly #job: JobLog;
  #inPermissions = false;
  /** The checkout at hand is of another commit than the run's, or of another repository. */
  #isElsewhere = false;
  /** Somebody says that it was the job's own token that was refused. */
  #isToldOfJobToken = false;

  constructor(job: JobLog) {
    this.#job = job;
  }

  read({ text, command, job, number }: Line): void {
    const own = this.#job;
    const lost = LOST_SECRET.exec(text)?.[1];
    if (lost && own.lostSecrets.length < MOST_SECRETS) own.lostSecrets.push({ name: lost, line: number });
    if (command === 'error') own.failed = true;
    if (job && own.name === null) own.name = job;
    if (/^GITHUB_TOKEN Permissions$/.test(text)) {
      own.permissions = {};
      own.whole = true;
      this.#inPermissions = true;
      return;
    }
    if (this.#inPermissions) {
      const [, scope, level] = /^(\w+): (read|write|none)$/.exec(text) ?? [];
      if (scope && level && own.permissions) {
        own.permissions[scope.toLowerCase()] = level;
        if (scope === 'IdToken' && level === 'write') own.folk.push('id-token');
        return;
      }
      this.#inPermissions = false;
    }
    this.#facts(text);
    this.#readHint(text);
  }

  #readHint(text: string): void {
    const own = this.#job;
    // Of two tokens that somebody names, the other is the one that works, or is to.
    if (tellsOfJobToken(text)) {
      own.hints = ['job'];
      this.#isToldOfJobToken = true;
    }
    if (this.#isToldOfJobToken || tellsOfMaker(text)) return;
    let rest = text;
    for (const [hint, shown] of HINTS) {
      if (own.hints.includes(hint) || !shown.test(rest)) continue;
      own.hints.push(hint);
      if (hint !== 'fine-grained') break;
      // Where another one is named beside it, either may be the one that was refused.
      rest = text.replace(FINE_GRAINED, ' ');
    }
  }

  #facts(text: string): void {
    const own = this.#job;
    // What was changed is told last.
    own.told.level = toldLevel(text) ?? own.told.level;
    const source = /^Secret source: (\w+)/.exec(text)?.[1];
    if (source) {
      own.secretSource = SECRET_SOURCES.get(source) ?? null;
      own.whole = true;
    }
    const name = /^Complete job name: (.+)$/.exec(text)?.[1];
    if (name) {
      own.name = name;
      own.whole = true;
      if (name.includes(' / ')) own.called = true;
    }
    const defined = /^(?:Job defined at|Uses): (\S+\/\.github\/workflows\/\S+)/.exec(text);
    if (defined?.[1]) {
      own.definedAt = defined[1];
      if (text.startsWith('Uses')) own.called = true;
    }
    const synced = /^Syncing repository: ([\w.-]+\/[\w.-]+)/.exec(text)?.[1];
    own.repository ??= synced ?? null;
    if (/^Run actions\/checkout@/.test(text)) this.#isElsewhere = false;
    // It has no such input of its own accord, and names the repository always.
    if (/^ref: \S/.test(text) || (synced && synced !== own.repository)) this.#isElsewhere = true;
    const [, variable, label] = SHA.exec(text) ?? [];
    const [, full, short] = (!this.#isElsewhere && CHECKED_OUT.exec(text)) || [];
    own.commit ??= variable ?? label ?? full ?? short ?? null;
    const isTold = own.at === null && !own.whole && FAILS_IN_PULL_REQUESTS.test(text);
    if (isTold || /refs\/(?:remotes\/)?pull\/\d+\/(?:merge|head)/.test(text) || TOLD_PULL_REQUEST.test(text))
      own.event ??= 'pull_request';
    if (
      DEPENDABOTS_TAG.test(text) ||
      /\bdependabot(?:\[bot\]|\/(?:npm|docker|github|pip|go|maven|cargo|bundler|gradle|nuget|composer|submodules|terraform|uv)| (?:PRs?|pull requests?|runs?|can(?:['’]t|not)|updates? (?:always |also )?(?:fails?|failed|failing))\b|\s?(?:的|提交的|发起的|创建的)\s?(?:PR\b|pull request|合并请求|拉取请求))/i.test(
        text,
      )
    )
      own.dependabot = true;
    if (OF_A_FORK.test(text) && OF_A_FORK.test(text.replace(OF_ONES_OWN, ' '))) own.fork = true;
    if (/^provenance: false/.test(text) && !own.folk.includes('provenance')) own.folk.push('provenance');
    if (/^Cleaning up orphan processes/.test(text)) own.ended = true;
  }
}
