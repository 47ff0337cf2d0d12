/** Actions that set a tool up, or store what belongs to an image: some log in on the way. */
import { APP_TOKEN, FOUND, GITHUB_TOKEN } from '../../language/origins.js';
import { HOLE, type Value } from '../../language/values.js';
import type { Action, StepInputs } from '../action.js';
import type { Found, Surroundings } from '../clients.js';
import { entriesOf } from '../names/names.js';
import { images } from '../transfers/buildkit.js';

/** Is it the job's own token that the action speaks to GitHub with? */
function hasOwnToken(inputs: StepInputs, name: string): boolean {
  const given = inputs.text(name);
  return given === null || given === GITHUB_TOKEN;
}

/**
 * What int128/docker-build-cache-config-action finds (its src/infer.ts): the cache goes to the tag of a branch that is
 * pushed, to that of a pull request where it is told to, and nowhere in any other run.
 */
function cacheOutputs(inputs: StepInputs, around: Surroundings): [string, Value][] {
  const type = inputs.text('cache-type') ?? 'registry';
  const options = [`type=${type}`, `ref=${inputs.text('image') ?? HOLE}:${FOUND}`];
  const more = (name: string) => [inputs.text(name) ?? ''].filter((each) => each !== '');
  const to = [...options, 'mode=max', ...more('extra-cache-to')].join(',');
  const [event, ref] = [around.event(), around.ref() ?? ''];
  const isKnown = event !== null && (event !== 'push' || /^refs\/(?:heads|tags)\//.test(ref));
  const isWritten =
    event === 'push' ? ref.startsWith('refs/heads/') : /^(?:pull_request|issue_comment)$/.test(event ?? '');
  const mayBeAsked = event === 'push' ? 'yes' : inputs.flag('pull-request-cache');
  return [
    ['cache-from', [...options, ...more('extra-cache-from')].join(',')],
    [
      'cache-to',
      !isKnown || (isWritten && mayBeAsked === 'unknown')
        ? HOLE
        : isWritten && mayBeAsked === 'yes'
          ? to
          : '',
    ],
  ];
}

/** A text of JavaScript in quotes, a name of its contexts or of the environment; perhaps in other letters. */
const PIECE =
  /^\s*(?:(['"`])((?:(?!\1)[^\\\n])*)\1|(context\.repo\.(?:owner|repo))|process\.env\.(\w+))((?:\.toLowerCase\(\)|\.toUpperCase\(\))?)\s*$/;

/**
 * The outputs of a program of actions/github-script that only puts texts together: `return '…'.toLowerCase()`, where its
 * result is a text, and `core.setOutput('name', …)`. Of any other one nothing is known.
 */
function scriptOutputs(inputs: StepInputs, around: Surroundings): [string, Value][] {
  const program = (inputs.text('script') ?? '').trim();
  const made: [string, Value][] = [];
  for (const [, , name = '', written = ''] of program.matchAll(
    /(?:^|[\n;])[ \t]*core\.setOutput\(\s*(['"])([\w-]+)\1\s*,\s*([^\n;]+)\)\s*(?=;|\n|$)/g,
  )) {
    const value = textOf(written, around);
    if (value !== null) made.push([name, value]);
  }
  const [, returned] = /^return\s+([^\n;]+);?$/.exec(program) ?? [];
  const value = returned === undefined ? null : textOf(returned, around);
  const isText = inputs.text('result-encoding') === 'string';
  return value === null ? made : [...made, ['result', isText ? value : JSON.stringify(value)]];
}

/** `core.exportVariable('NAME', …)`: within a block it may be passed over, and two of them are one or the other. */
function scriptVariables(inputs: StepInputs, around: Surroundings): [string, string][] {
  const program = (inputs.text('script') ?? '').trim();
  const found = new Map<string, string>();
  for (const { 2: name = '', 3: written = '', index } of program.matchAll(EXPORTS)) {
    const isFirst = index === 0 || program[index - 1] === '\n';
    const isSure = isFirst && !found.has(name);
    found.set(name, (isSure ? textOf(written, around) : null) ?? HOLE);
  }
  return [...found];
}

const EXPORTS = /\bcore\.exportVariable\(\s*(['"])(\w+)\1\s*,\s*([^\n;]+)\)/g;

/** Are these all that it sets? What a program starts or loads may set others. */
function setsNoOthers(inputs: StepInputs): boolean {
  const program = inputs.text('script') ?? '';
  const exported = program.match(/\bexportVariable\b/g) ?? [];
  const isPlain = !/GITHUB_ENV|\b(?:require|import|eval|Function)\b|\bexec\b|getExecOutput/.test(program);
  return isPlain && exported.length === [...program.matchAll(EXPORTS)].length;
}

/** What `'a/' + context.repo.repo.toLowerCase()` comes to; null for more than that. */
function textOf(written: string, around: Surroundings): string | null {
  const pieces = written.split(/\+(?=\s*(?:['"`]|context\.|process\.))/).map((each) => pieceOf(each, around));
  return pieces.includes(null) ? null : pieces.join('');
}

function pieceOf(written: string, around: Surroundings): string | null {
  const [, quote, text, place, variable, change = ''] = PIECE.exec(written) ?? [];
  const [owner = '', repo = ''] = around.repository()?.split('/') ?? [];
  let value: string | null = null;
  if (quote === '`') value = filledTemplate(text ?? '', around);
  else if (quote) value = text ?? '';
  else if (place && owner) value = place.endsWith('owner') ? owner : repo;
  else if (variable) value = around.variable(variable);
  if (value === null || change === '') return value;
  return change.includes('Lower') ? value.toLowerCase() : value.toUpperCase();
}

/** `${…}` in a template; null where one of them is more than a name. */
function filledTemplate(text: string, around: Surroundings): string | null {
  let isKnown = true;
  const filled = text.replace(/\$\{([^{}]*)\}/g, (_, inner: string) => {
    const value = /[`'"]/.test(inner) ? null : pieceOf(inner, around);
    isKnown &&= value !== null;
    return value ?? '';
  });
  return isKnown ? filled : null;
}

/** The digest, where it is all that tells the subject beside its name (its src/subject.ts: else there are two of them). */
function subjectDigest(inputs: StepInputs): Partial<Found> {
  const digest = inputs.text('subject-digest');
  const isTold = ['subject-path', 'subject-checksums'].some((each) => inputs.text(each));
  return digest === null || isTold ? {} : { digest };
}

export const TOOL_ACTIONS: readonly Action[] = [
  {
    uses: ['int128/docker-build-cache-config-action'],
    source: 'https://github.com/int128/docker-build-cache-config-action/blob/main/src/infer.ts',
    outputs: cacheOutputs,
  },
  {
    uses: ['imjasonh/setup-crane'],
    source: 'https://github.com/imjasonh/setup-crane action.yml: crane auth login ghcr.io with github.token',
    signs: () => [
      { host: 'ghcr.io', password: GITHUB_TOKEN, stores: ['docker'], isUntried: true, isAside: true },
    ],
    elsewhere: /setup-crane/i,
    leavesEnvironment: true,
  },
  {
    uses: ['regclient/actions/regctl-login'],
    source: 'https://github.com/regclient/actions regctl-login/action.yml',
    signs: (inputs) => [
      {
        host: inputs.text('registry') ?? 'ghcr.io',
        password: inputs.text('password') ?? GITHUB_TOKEN,
        stores: ['regctl'],
        input: 'registry',
        isUntried: true,
      },
    ],
    elsewhere: /regctl-login/i,
    leavesEnvironment: true,
  },
  {
    uses: ['actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'],
    source:
      'https://github.com/actions/attest#usage: push-to-registry, and src/subject.ts lower-cases the name; actions/attest#464: version 4 drops its tag',
    example: { 'subject-name': 'ghcr.io/octo/app', 'push-to-registry': 'true' },
    finds: (inputs) =>
      images(
        entriesOf((inputs.text('subject-name') ?? '').toLowerCase()),
        inputs.flag('push-to-registry'),
        'push-to-registry',
        {
          client: 'docker',
          namedIn: 'subject-name',
          isBeside: true,
          ...subjectDigest(inputs),
          ...(inputs.major !== null && inputs.major < 4 ? { refuses: 'tag' as const } : {}),
        },
      ),
    asks: (inputs) => (hasOwnToken(inputs, 'github-token') ? ['id-token', 'attestations'] : ['id-token']),
    leavesEnvironment: true,
    log: {
      name: 'attest',
      frame:
        /OCIError|actions\/attest|No credentials found for registry|Error fetching https?:\S+ - expected/,
      isLineOnly: true,
    },
  },
  {
    uses: ['github/codeql-action/upload-sarif'],
    source: 'GitHub docs: Uploading a SARIF file to GitHub',
    asks: (inputs) => (hasOwnToken(inputs, 'token') ? ['security-events'] : []),
    leavesEnvironment: true,
  },
  {
    uses: [
      'actions/create-github-app-token',
      'tibdex/github-app-token',
      'octo-sts/action',
      'getsentry/action-github-app-token',
      'peter-murray/workflow-application-token-action',
    ],
    source: 'https://github.com/actions/create-github-app-token#outputs (the others name their output alike)',
    outputs: () => [['token', APP_TOKEN]],
    lacks: new Set(
      'app-token app_token access-token access_token github-token github_token gh-token installation-token installation_token tokens pat'.split(
        ' ',
      ),
    ),
    leavesEnvironment: true,
  },
  {
    uses: ['aszc/change-string-case-action', 'entepotenz/change-string-case-action-min-dependencies'],
    source: 'https://github.com/ASzc/change-string-case-action#outputs',
    outputs: (inputs) => {
      const given = inputs.text('string');
      return given === null
        ? []
        : [
            ['lowercase', given.toLowerCase()],
            ['uppercase', given.toUpperCase()],
            ['capitalized', given.charAt(0).toUpperCase() + given.slice(1).toLowerCase()],
          ];
    },
    leavesEnvironment: true,
  },
  {
    uses: ['nick-fields/retry', 'nick-invision/retry'],
    source: 'https://github.com/nick-fields/retry#inputs',
    script: 'command',
    shell: 'shell',
    leavesEnvironment: true,
  },
  {
    uses: ['appleboy/ssh-action'],
    source: 'https://github.com/appleboy/ssh-action#input-variables',
    script: 'script',
    runsElsewhere: true,
    leavesEnvironment: true,
  },
  {
    uses: ['actions/github-script'],
    source: 'https://github.com/actions/github-script: it runs whatever stands in its input',
    program: 'script',
    outputs: scriptOutputs,
    sets: scriptVariables,
    setsNoOthers,
    hidesLogins: true,
  },
];
