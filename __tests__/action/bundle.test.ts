/** `dist/` as a runner runs it, under the Node.js that runs these tests and under Node 24, which runs the action. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../src/evidence/credentials/kept-login.js';
import type { Fault } from '../../src/lab/faults.js';
import { startLab } from '../../src/lab/lab.js';
import {
  type ActionOptions,
  type ActionRun,
  asOnGitHub,
  runAction,
} from '../../src/lab/runner/run-action.js';
import { findScenario, SCENARIOS, type Scenario } from '../../src/lab/scenarios/scenarios.js';
import { EVERY_ACTION } from '../../src/workflow/knowledge/actions/every-action.js';
import { gate } from '../gate.js';
import { ACTION_NODE, manyStepsOf, NODE24, stepsOf } from '../node.js';
import { schemaFaults } from '../schema.js';
import { isWhole, spread } from '../spread.js';

const root = path.join(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');

interface Change extends Partial<Omit<Scenario, 'inputs' | 'tokens'>> {
  inputs?: Record<string, string>;
  tokens?: Scenario['tokens'];
  faults?: Fault[];
}

/** What is in trouble mostly waits; all else needs the processor. */
const working = gate(3);

/** The same run is made once. */
const runs = new Map<string, Promise<ActionRun>>();

interface Given extends Partial<Omit<ActionOptions, 'runStep'>> {
  node?: string;
}

/**
 * A scenario as it stands has the processes of a runner, and its post step. A change of it has them in the whole run, and the
 * post step where that is the point.
 */
function run(name: string, change: Change = {}, given: Given = {}): Promise<ActionRun> {
  const key = JSON.stringify([name, change, given]);
  const isInTrouble = Boolean(change.faults ?? findScenario(name)?.faults);
  const making = () => make(name, change, given);
  const made = runs.get(key) ?? (isInTrouble ? making() : working(making));
  runs.set(key, made);
  return made;
}

async function make(
  name: string,
  change: Change,
  { node = ACTION_NODE, ...options }: Given,
): Promise<ActionRun> {
  const base = findScenario(name) as Scenario;
  // What a process loads depends on what it has loaded before.
  const isChanged = Object.keys(change).length > 0 && !options.env?.NODE_OPTIONS;
  const scenario = { ...base, ...change, inputs: { ...base.inputs, ...change.inputs } };
  const lab = await startLab(scenario.world, { faults: scenario.faults });
  try {
    // Without docker and podman on PATH the login goes into the auth file.
    const result = await runAction(scenario, lab, {
      runStep: isChanged ? manyStepsOf(dist, node) : stepsOf(dist, node),
      post: isWhole || !isChanged,
      ...options,
      env: { PATH: '/nonexistent', ...options.env },
    });
    return asOnGitHub(result, lab.registry);
  } finally {
    await lab.close();
  }
}

const findings = ({ outputs }: ActionRun) =>
  JSON.parse(outputs.findings ?? '[]') as { id: string; severity: string }[];
const ids = (result: ActionRun) => findings(result).map(({ id }) => id);

const EACH = SCENARIOS.map(({ name }) => name);
/** An older Node.js takes twice the time to start: one scenario of each verdict. */
const OLDER = spread('scenarios under another Node.js', EACH, (name) => [`${findScenario(name)?.verdict}`]);
const NODES: [string, string | null, readonly string[]][] = [
  ['the Node.js of these tests', process.execPath, NODE24 ? OLDER : EACH],
  ['Node.js 24', NODE24, EACH],
];

describe.each(NODES)('the scenarios under %s', (_, node, names) => {
  // Skipped and not left out: jest would call the snapshot obsolete, and remove it.
  const asked = (name: string) => (node && names.includes(name) ? test.concurrent : test.concurrent.skip);
  const sees = async (name: string) => {
    const scenario = findScenario(name) as Scenario;
    const result = await run(name, {}, { node: node as string });
    expect(result.outputs.verdict).toBe(scenario.verdict);
    // What a user reads. Times, paths and request ids are different each time.
    expect({
      exitCode: result.exitCode,
      annotations: result.annotations,
      log: result.log.replace(/\(auth-file, .*?\)/, '(auth-file, FILE)'),
      summary: result.summary.replace(/X-GitHub-Request-Id: [0-9A-F:]+/g, 'X-GitHub-Request-Id: ID'),
    }).toMatchSnapshot(name);
  };
  for (const name of EACH) asked(name)(name, () => sees(name));
});

test.concurrent('no HTTP client of the packages is in it, nor what asks for an OIDC token: each job would load them', async () => {
  const holding = (words: RegExp) =>
    readdirSync(path.join(dist, 'app')).filter((file) =>
      words.test(readFileSync(path.join(dist, 'app', file), 'utf8')),
    );
  expect(holding(/undici|@actions\/http-client|ACTIONS_ID_TOKEN_REQUEST_TOKEN/i)).toEqual([]);
  // Where it would stand, the packages that are in do stand.
  expect(holding(/^@actions\/core$/m)).toEqual(['licenses.txt']);
});

test('what starts a client does not load `assert`, of which it uses nothing', () => {
  const read = (file: string) => readFileSync(path.join(dist, 'app', file), 'utf8');
  const chunks = readdirSync(path.join(dist, 'app')).filter((file) => file.endsWith('.js'));
  // The words of `which` in @actions/io.
  const starters = chunks.filter((file) => read(file).includes('Unable to locate executable file'));
  const number = /(\d+):\(?\w+=>\{\w+\.exports=require\("assert"\)/.exec(read('index.js'))?.[1];
  expect(starters).not.toEqual([]);
  // What goes through a proxy does use it.
  expect(chunks.some((file) => read(file).includes(`(${number})`))).toBe(true);
  expect(starters.filter((file) => read(file).includes(`(${number})`))).toEqual([]);
});

(NODE24 ? describe : describe.skip)('what a run does not need it does not load', () => {
  /** All that main and post have loaded, as one text. */
  async function loadedBy(name: string, change: Change = {}): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), 'loaded-'));
    const list = path.join(folder, 'list');
    const watch = `import { registerHooks } from 'node:module'; import { appendFileSync } from 'node:fs';
      registerHooks({ load(url, context, next) {
        if (url.startsWith('file:')) appendFileSync(${JSON.stringify(list)}, url + '\\n');
        return next(url, context);
      } });`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(watch)}`;
    try {
      await run(name, change, { post: true, env: { NODE_OPTIONS } });
      const urls = new Set(readFileSync(list, 'utf8').trim().split('\n'));
      return [...urls].map((url) => readFileSync(fileURLToPath(url), 'utf8')).join('\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  /** Of a cause, of the table of programs, of the grammar of the shell, and of what reads a workflow's steps. */
  const CAUSES = /installation not allowed to write|The job may not write packages/;
  const PROGRAMS = /"go-task"/;
  const SHELL = /"CommandExpansion"/;
  const READER = /"docker\/build-push-action"/;
  /** Of the table of actions that few jobs use. */
  const SELDOM = /"macbre\/push-to-ghcr"/;
  /** Of the table of characters that take two columns, which begins with Hangul. */
  const COLUMNS = /\[4352,4447,/;

  test.concurrent('an allowed push by actions alone: the causes, the table of programs and the grammar of the shell', async () => {
    const all = readdirSync(dist, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(path.join(dist, file), 'utf8'))
      .join('\n');
    // The images are found in the workflow, which is read for them.
    const loaded = await loadedBy('allowed', { inputs: { images: '' } });
    expect(loaded).toMatch(READER);
    for (const words of [CAUSES, PROGRAMS, SHELL, SELDOM, COLUMNS]) {
      expect(all).toMatch(words);
      expect(loaded).not.toMatch(words);
    }
    // Each job pays for every one of them.
    expect(loaded.length).toBeLessThan(350_000);
  });

  test('where the behaviour of an action is written: that is for readers of the table', () => {
    const all = readdirSync(path.join(dist, 'app'))
      .map((file) => readFileSync(path.join(dist, 'app', file), 'utf8'))
      .join('\n');
    const sources = EVERY_ACTION.flatMap(({ source = '' }) => (source.length > 40 ? [source] : []));
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((each) => all.includes(each))).toEqual([]);
  });

  test('the post step: cryptography, and the streams behind its output', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'post-'));
    const at = (name: string) => path.join(folder, name);
    const login = { username: 'octocat', secret: 'ghs_postPostPostPostPostPostPostPostPost' };
    const auth = Buffer.from(`${login.username}:${login.secret}`).toString('base64');
    const watched = {
      file: at('config.json'),
      before: null,
      ours: fingerprint(login),
      note: at('note.json'),
    };
    const state = { id: 'a', tool: 'auth-file', registry: 'ghcr.io', isMade: true, files: [watched] };
    try {
      writeFileSync(watched.file, JSON.stringify({ auths: { 'ghcr.io': { auth } } }));
      const watch = `process.on('exit', () =>
        require('fs').writeFileSync(${JSON.stringify(at('list'))}, process.moduleLoadList.join('\\n')));`;
      writeFileSync(at('watch.cjs'), watch);
      const { stdout, status } = spawnSync(
        ACTION_NODE,
        ['--require', at('watch.cjs'), path.join(dist, 'post/index.js')],
        { env: { STATE_login: JSON.stringify(state) }, encoding: 'utf8' },
      );
      expect([stdout, status]).toEqual(['Logged out of ghcr.io.\n', 0]);
      expect(JSON.parse(readFileSync(watched.file, 'utf8'))).toEqual({ auths: {} });
      const loaded = readFileSync(at('list'), 'utf8').split('\n');
      expect(loaded).toContain('NativeModule fs');
      for (const name of ['crypto', 'net', 'http']) expect(loaded).not.toContain(`NativeModule ${name}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.concurrent('an action that the common tables do not know is looked for in another one; a script is not', async () => {
    const { workflow } = findScenario('allowed') as Scenario;
    const beside = (step: string): Change => ({
      inputs: { images: '' },
      workflow: workflow.replace(/( *)- uses: docker\/build-push/, `$1- ${step}\n$&`),
    });
    expect(SELDOM.test(await loadedBy('allowed', beside('uses: acme/notify@v1')))).toBe(true);
    expect(SELDOM.test(await loadedBy('allowed', beside('run: docker images')))).toBe(false);
  });

  test.concurrent('a refusal is told with the causes', async () => {
    expect(await loadedBy('lacks-write')).toMatch(CAUSES);
  });
});

describe('one refusal, one annotation', () => {
  test.concurrent.each(['lacks-write', 'foreign-package', 'two-images', 'fork-pull-request'])(
    '%s',
    async (name) => {
      expect((await run(name)).annotations).toHaveLength(1);
    },
  );

  test.concurrent('it stands on the line that has to change', async () => {
    const [annotation] = (await run('lacks-write')).annotations;
    const lines = (findScenario('lacks-write') as Scenario).workflow.split('\n');
    expect(annotation?.file).toBe('.github/workflows/publish.yml');
    expect(lines[(annotation?.line ?? 0) - 1]).toContain('permissions:');
  });

  test.concurrent('without a checkout the workflow comes from the contents API', async () => {
    const [annotation] = (await run('lacks-write', {}, { checkout: false })).annotations;
    expect(annotation).toMatchObject({ level: 'error', file: '.github/workflows/publish.yml' });
  });
});

describe('the step fails when the verdict reaches fail-on, and only then', () => {
  test.concurrent.each([
    ['lacks-write', 'denied', 1],
    ['lacks-write', 'unknown', 1],
    ['lacks-write', 'never', 0],
    ['undecided', 'denied', 0],
    ['undecided', 'unknown', 1],
    ['undecided', 'never', 0],
    ['expired-ghcr-token', 'unknown', 0],
  ])('%s with fail-on: %s', async (name, failOn, exitCode) => {
    const change = { inputs: { 'fail-on': failOn } };
    // Not tried again, and so undecided at once.
    const redirect: Change = { ...change, faults: [{ on: 'upload', kind: 'redirect' }] };
    const result = name === 'undecided' ? await run('allowed', redirect) : await run(name, change);
    expect(result.exitCode).toBe(exitCode);
    if (exitCode === 1) expect(result.annotations[0]?.level).toBe('error');
  });

  test.concurrent("a fork's run whose push step is guarded gets a warning and passes", async () => {
    const base = findScenario('fork-pull-request') as Scenario;
    const workflow = base.workflow.replace('push: true', "push: ${{ github.event_name != 'pull_request' }}");
    const result = await run('fork-pull-request', { workflow });
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'denied', 'can-push': 'false' } });
    expect(findings(result)).toMatchObject([{ id: 'read-only-run', severity: 'warning' }]);
    expect(result.log).toContain('with GITHUB_TOKEN. The reason: GitHub gives this run a');
    expect(result.summary).toMatch(/^## ⚠️ This run may not push\n/);
  });

  test.concurrent("a fork's run that leaves the push out, and not the cache, is told about the cache", async () => {
    const base = findScenario('fork-pull-request') as Scenario;
    const cache = 'type=registry,ref=ghcr.io/octo-org/app:cache,mode=max';
    const workflow = base.workflow.replace(
      'push: true',
      `push: \${{ github.event_name != 'pull_request' }}\n          cache-to: ${cache}`,
    );
    const result = await run('fork-pull-request', { workflow, inputs: { images: '' } });
    const [first, second, ...others] = result.annotations;
    expect(others).toEqual([]);
    const line = workflow.split('\n').findIndex((each) => each.includes('cache-to')) + 1;
    expect(first).toMatchObject({ level: 'error', line, text: expect.stringContaining('ignore-error=true') });
    expect(second).toMatchObject({
      level: 'warning',
      line: null,
      text: expect.stringMatching(/This run belongs to a pull request from a fork.*Nothing has to change/s),
    });
    expect(result.summary).toContain(`+          cache-to: ${cache},ignore-error=true`);
  });

  test.concurrent('a push that the run would not make is not needed', async () => {
    const base = findScenario('allowed') as Scenario;
    const workflow = base.workflow.replace('push: true', "push: ${{ github.event_name == 'release' }}");
    const result = await run('allowed', { workflow, inputs: { images: '' } });
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { verdict: 'not-needed', 'can-push': 'false', images: '' },
    });
    // What the run pulls may be private.
    expect(result.authFile.afterMain).toContain('"ghcr.io"');
    expect(result.outputs).toMatchObject({ 'token-source': 'github-token', 'token-kind': 'github-token' });
  });

  test.concurrent.each([
    ['on another registry', 'docker.io/octo-org/app'],
    ['of a name that no client takes', 'octo-org/app:feature/x'],
  ])(
    'where nothing was asked about an image (%s), the token is the one that was logged in',
    async (_, images) => {
      const result = await run('expired-ghcr-token', { inputs: { images } });
      expect(result.authFile.afterMain).toContain('"ghcr.io"');
      expect(result.outputs).toMatchObject({ username: 'mona', 'token-source': 'github-token' });
      // A name is refused whoever asks.
      expect(result.written).not.toMatch(/was tried too/);
    },
  );
});

describe('outputs', () => {
  test.concurrent('of an allowed push', async () => {
    const { outputs } = await run('allowed');
    expect(outputs).toMatchObject({
      verdict: 'allowed',
      'can-push': 'true',
      'can-pull': 'true',
      'token-source': 'github-token',
      'token-kind': 'github-token',
      username: 'mona',
      registry: 'ghcr.io',
      images: 'ghcr.io/octo-org/app:1.5.0',
      image: 'ghcr.io/octo-org/app:1.5.0',
      'image-names': 'ghcr.io/octo-org/app',
      'image-name': 'ghcr.io/octo-org/app',
      findings: '[]',
    });
    expect(outputs.report).toMatch(/\.json$/);
  });

  test.concurrent('image-names have neither tag nor digest, and each is there once', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const images = `octo-org/app:1, octo-org/app:2@${digest}, Octo-Org/App, octo-org/other`;
    const { outputs } = await run('allowed', { inputs: { images } });
    expect(outputs).toMatchObject({
      'image-names': 'ghcr.io/octo-org/app\nghcr.io/octo-org/other',
      'image-name': 'ghcr.io/octo-org/app',
    });
  });

  test.concurrent('the findings are SARIF, where that was asked for', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sarif-'));
    try {
      const file = path.join(folder, 'deep', 'preflight.sarif');
      expect((await run('lacks-write', { inputs: { 'sarif-file': file } })).exitCode).toBe(1);
      const [sarif] = JSON.parse(readFileSync(file, 'utf8')).runs;
      expect(sarif.results).toMatchObject([{ ruleId: 'job-lacks-packages-write', level: 'error' }]);
      const { exitCode, annotations } = await run('allowed', { inputs: { 'sarif-file': `${file}/x` } });
      expect(exitCode).toBe(1);
      expect(annotations[0]?.text).toMatch(/^The input "sarif-file" is ".*", which could not be written \(E/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.concurrent('separators alone name no image: those of the steps are asked about', async () => {
    const [none, alone] = await Promise.all(
      ['', ' ,\n,'].map((images) => run('allowed', { inputs: { images } })),
    );
    expect(none?.outputs.verdict).toBe('allowed');
    expect(alone?.outputs.images).toBe(none?.outputs.images);
  });

  test.concurrent('images are found in the steps that follow', async () => {
    const { outputs } = await run('allowed', { inputs: { images: '' } });
    expect(outputs.image).toMatch(/^ghcr\.io\/octo-org\/app/);
  });

  test.concurrent('the report is one that the schema takes', async () => {
    for (const { name } of SCENARIOS) {
      const { written } = await run(name);
      const report: unknown = JSON.parse(/^\{\n {2}"schema"[\s\S]*?^\}$/m.exec(written)?.[0] ?? 'null');
      expect(schemaFaults(report)).toEqual([]);
    }
  });

  test.concurrent('summary: on-finding and never', async () => {
    expect((await run('allowed', { inputs: { summary: 'on-finding' } })).summary).toBe('');
    expect((await run('lacks-write', { inputs: { summary: 'on-finding' } })).summary).not.toBe('');
    expect((await run('lacks-write', { inputs: { summary: 'never' } })).summary).toBe('');
  });
});

describe('the login', () => {
  const entry = (result: ActionRun) => JSON.parse(result.authFile.afterMain ?? '{}').auths?.['ghcr.io'];

  test.concurrent('is made with the chosen token and undone at the end', async () => {
    const result = await run('expired-ghcr-token');
    const { githubToken } = (findScenario('expired-ghcr-token') as Scenario).tokens;
    expect(entry(result).auth).toBe(Buffer.from(`mona:${githubToken}`).toString('base64'));
    expect(JSON.parse(result.authFile.afterPost ?? '{}').auths).toEqual({});
  });

  test.concurrent('is made after a refusal too, so that pulls go on working', async () => {
    expect(entry(await run('lacks-write', { inputs: { 'fail-on': 'never' } }))).toBeDefined();
  });

  test.concurrent('is not made with login: none, nor without a token', async () => {
    expect((await run('allowed', { inputs: { login: 'none' } })).authFile.afterMain).toBeNull();
    expect((await run('allowed', { tokens: {} })).authFile.afterMain).toBeNull();
  });

  test.concurrent('stays with logout: false', async () => {
    const { authFile } = await run('allowed', { inputs: { logout: 'false' } }, { post: true });
    expect(JSON.parse(authFile.afterPost ?? '{}').auths['ghcr.io']).toBeDefined();
  });

  test.concurrent('login: docker without docker is an error that says so', async () => {
    const result = await run('allowed', { inputs: { login: 'docker' } });
    expect(result.exitCode).toBe(1);
    expect(result.annotations[0]?.text).toMatch(/there is no docker on this runner/);
  });
});

describe('bad input', () => {
  test.concurrent.each(['access', 'login', 'fail-on', 'language', 'summary', 'logout'])(
    '%s: a value that is none',
    async (name) => {
      const result = await run('allowed', { inputs: { [name]: 'nonsense' } });
      expect(result).toMatchObject({ exitCode: 1, annotations: [{ level: 'error', file: null }] });
      expect(result.annotations[0]?.text).toMatch(new RegExp(`"${name}" is "nonsense"`));
      expect(result.log).not.toMatch(/\bat .*:\d+:\d+/);
    },
  );

  test.concurrent('a reference that the grammar refuses: the character and a corrected form', async () => {
    const result = await run('allowed', { inputs: { images: 'octo-org/my app:1' } });
    expect(result.outputs.verdict).toBe('denied');
    expect(ids(result)).toEqual(['invalid-image-reference']);
    expect(result.annotations[0]?.text).toContain('octo-org/my-app:1');
  });

  test.concurrent('entries of other registries are skipped with one notice', async () => {
    const result = await run('allowed', {
      inputs: { images: 'docker.io/octo/app\nocto-org/app:1\nquay.io/o/a' },
    });
    expect(result.outputs).toMatchObject({ verdict: 'allowed', images: 'ghcr.io/octo-org/app:1' });
    expect(result.annotations).toMatchObject([
      { level: 'notice', text: expect.stringContaining('docker.io/octo/app, quay.io/o/a') },
    ]);
  });

  test.concurrent('an entry of a registry with nearly our name is skipped, and the notice says what may be meant', async () => {
    const result = await run('allowed', { inputs: { images: 'ghr.io/octo-org/app:1\nocto-org/app:1' } });
    expect(result.outputs).toMatchObject({ verdict: 'allowed', images: 'ghcr.io/octo-org/app:1' });
    expect(result.annotations).toMatchObject([
      {
        level: 'notice',
        text: expect.stringContaining('ghr.io/octo-org/app:1 (did you mean ghcr.io/octo-org/app:1?)'),
      },
    ]);
  });

  test.concurrent.each([
    ['broken', 'on: push\njobs:\n  a: [unclosed\n b: {'],
    ['binary', '\u0000\u0001\u0002'],
    ['huge', `# ${'x'.repeat(1024 * 1024 + 1)}`],
    [
      'an anchor bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`)
        .join('\n')}\njobs: *j\n`,
    ],
  ])('a workflow file that is %s: one notice, and the verdict is unharmed', async (_, workflow) => {
    const { world } = findScenario('lacks-write') as Scenario;
    const result = await run('lacks-write', { workflow, world: { ...world, files: {} } });
    expect(result.outputs.verdict).toBe('denied');
    expect(ids(result)).toEqual(['job-lacks-packages-write']);
    expect(result.annotations.filter(({ level }) => level === 'notice')).toHaveLength(1);
  });

  test.concurrent.each(['/dev/null', '/nonexistent'])('an event that is not readable (%s)', async (file) => {
    const result = await run('lacks-write', {}, { env: { GITHUB_EVENT_PATH: file } });
    expect(ids(result)).toEqual(['job-lacks-packages-write']);
    expect(result.log).not.toContain(file);
  });

  test.concurrent('a missing workflow file', async () => {
    for (const [workflow, language] of [
      ['.github/workflows/none.yml', 'en'],
      ['none.yml', 'zh-CN'],
    ] as const) {
      const result = await run('lacks-write', { inputs: { workflow, language } });
      const notices = result.annotations.filter(({ level }) => level === 'notice');
      // What was given and what may be given: the input is the user's to put right.
      expect(notices).toEqual([
        expect.objectContaining({
          text: expect.stringMatching(
            /(?:input "workflow" names|输入 workflow 指定的是) \.github\/workflows\/none\.yml.*(?:"none"|填写 none)/,
          ),
        }),
      ]);
      expect(result.outputs.verdict).toBe('denied');
    }
  });

  test.concurrent.each([
    './.github/workflows/publish.yml',
    'publish.yml',
    'Octo-Org/app/.github/workflows/publish.yml@refs/heads/main',
  ])('a workflow file that is named as GitHub names it elsewhere: %s', async (workflow) => {
    const result = await run('lacks-write', { inputs: { workflow } });
    expect(result.annotations).toMatchObject([
      { level: 'error', file: '.github/workflows/publish.yml', line: 11 },
    ]);
  });

  test.concurrent.each([
    ['a newline', (token: string) => `${token}\n`],
    ['quotes', (token: string) => `"${token}"`],
    ['a byte order mark', (token: string) => `\ufeff${token}`],
  ])('a token with %s is used without it, and said', async (_, spoil) => {
    const base = findScenario('allowed') as Scenario;
    const result = await run('allowed', {
      tokens: { githubToken: spoil(base.tokens.githubToken as string) },
    });
    expect(result.outputs.verdict).toBe('allowed');
    expect(findings(result)).toMatchObject([{ id: 'token-malformed', severity: 'warning' }]);
  });

  test.concurrent("another App's token in the place of the job's own", async () => {
    const { workflow } = findScenario('lacks-write') as Scenario;
    const step =
      'uses: org/ghcr-preflight@v1\n        with:\n          github-token: ${{ steps.app.outputs.token }}';
    const result = await run('lacks-write', {
      workflow: workflow.replace('uses: org/ghcr-preflight@v1', step),
    });
    expect(ids(result)).toEqual(['app-token-unsupported']);
    expect(result.outputs['token-kind']).toBe('app-installation');
  });

  test.concurrent('no token at all', async () => {
    const result = await run('allowed', { tokens: {} });
    expect(result.outputs).toMatchObject({
      verdict: 'denied',
      'token-source': '',
      'token-kind': '',
      username: '',
    });
    expect(ids(result)).toEqual(['token-missing']);
  });
});

describe('no secret leaves', () => {
  test.concurrent.each(
    SCENARIOS.flatMap(({ name }) => [
      [name, 'en'],
      [name, 'zh-CN'],
    ]),
  )('%s in %s', async (name, language) => {
    const { tokens } = findScenario(name) as Scenario;
    const { written } = await run(name, language === 'en' ? {} : { inputs: { language } });
    for (const secret of Object.values(tokens)) {
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(`mona:${secret}`).toString('base64'),
      ]) {
        expect(written).not.toContain(form);
        expect(written).not.toContain(form.slice(-20));
      }
    }
  });

  test.concurrent('not even when the registry says it', async () => {
    const { tokens } = findScenario('allowed') as Scenario;
    const secret = tokens.githubToken as string;
    const message = `bad token ${secret} or ${Buffer.from(secret).toString('base64')}`;
    const result = await run('allowed', {
      faults: [
        { on: 'upload', kind: 'status', status: 403, body: { errors: [{ code: 'DENIED', message }] } },
      ],
    });
    expect(result.outputs.verdict).toBe('denied');
    expect(result.written).toContain('bad token');
    expect(result.written).not.toContain(secret.slice(10, 40));
    expect(result.written).not.toContain(Buffer.from(secret).toString('base64').slice(0, 30));
  });
});
