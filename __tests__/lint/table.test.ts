/**
 * Every entry of the tables of programs and actions, walked: what pushes is found by
 * `lint`, is known to the filter of files, to the readers of logins, and to the log's
 * reader. A tool that one of them did not know would be silence, not an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ASKERS } from '../../src/causes/askers/askers.js';
import { Scanner } from '../../src/evidence/log/lines/scan.js';
import { clientOf } from '../../src/evidence/log/words/client.js';
import { anyAction, EVERY_ACTION } from '../../src/workflow/knowledge/actions/every-action.js';
import { actionMayLogIn, leavesEnvironment } from '../../src/workflow/knowledge/actions/index.js';
import { READS } from '../../src/workflow/knowledge/clients.js';
import { commandEffects, commandSign, mayLogIn } from '../../src/workflow/knowledge/commands.js';
import { concernsRegistry, mayBeActive, saysLogin } from '../../src/workflow/knowledge/concern.js';
import { containedWords } from '../../src/workflow/knowledge/containers.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';
import { PROGRAMS } from '../../src/workflow/knowledge/programs/index.js';
import { isTellingScript } from '../../src/workflow/knowledge/telling.js';
import { FOREIGN_WORKFLOWS } from '../../src/workflow/knowledge/workflows.js';
import { hasHole } from '../../src/workflow/language/values.js';
import { ids, login, MAIN, workflow } from './repository.js';

/** Bake, compose and goreleaser files, each with one image. */
const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'repositories', 'images-in-files');
const FILES = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
);

const READ = 'permissions: {contents: read}';
const LACKS = ['error job-lacks-packages-write'];

const COMMANDS = PROGRAMS.flatMap((program) =>
  (program.commands ?? []).map((command) => ({ program, command })),
);
/** What they push no example shows for certain: a cluster of the machine gets it as well, or any file may name it, or their login. */
const UNSURE = /\/devspace_build$|\/personal_registry\.html$|#garden-publish$|\/kamal-deploy\.org\//;
/** The words of an example as a shell has them, without the variables in front. */
const wordsOf = (example: string) => example.split(' ').filter((word) => !/^[A-Z_]+=/.test(word));

test('every entry says where it is written, and no name stands twice', () => {
  for (const { command } of COMMANDS) expect(command.source.length).toBeGreaterThan(10);
  const withoutSource = EVERY_ACTION.filter(({ source = '', uses }) => source.length <= 10 && !isPlain(uses));
  expect(withoutSource.flatMap(({ uses }) => uses).filter((name) => !name.endsWith('*'))).toEqual([]);
  const names = [...PROGRAMS.flatMap((each) => each.names), ...EVERY_ACTION.flatMap(({ uses }) => uses)];
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

/** An entry that only says that nothing happens. */
function isPlain(uses: readonly string[]): boolean {
  const action = EVERY_ACTION.find((each) => each.uses === uses);
  return !action?.finds && !action?.bakes && !action?.signs && !action?.sets && !action?.outputs;
}

describe('a command that transfers or logs in', () => {
  test.each(
    COMMANDS.map(
      ({ command, program }) => [`${program.names[0]} ${command.words.join(' ')}`, command] as const,
    ),
  )('%s has an example of a push, or pushes nothing', (_, command) => {
    if (command.example !== undefined || command.saysPush || UNSURE.test(command.source))
      expect(command.finds).toBeDefined();
    else
      expect(
        command.signs !== undefined ||
          command.asks !== undefined ||
          command.starts !== undefined ||
          command.builds !== undefined ||
          command.looksAt !== undefined ||
          command.names === 'pull' ||
          isPull(command.words),
      ).toBe(true);
  });

  /** `regctl image copy|cp` is two commands. */
  const spellings = ([first, ...rest]: readonly string[]): string[] =>
    first === undefined
      ? ['']
      : first.split('|').flatMap((word) => spellings(rest).map((end) => `${word} ${end}`.trim()));

  /** The index is made here, of images that are read; charts and images are installed and run as they are pulled. */
  const isPull = (words: readonly string[]) =>
    words.includes('pull') ||
    /^(?:manifest create|install\|upgrade\|template|build|exec|run)$/.test(words.join(' '));

  const PUSHES = COMMANDS.flatMap(({ program, command }) =>
    command.example === undefined ? [] : [[command.example, program] as const],
  );

  // Else every file of every repository would be parsed.
  test.each([
    ['uses: actions/checkout@v5'],
    ['uses: actions/setup-node@v4'],
    ['run: npm ci && npm test'],
    ['run: python -m pytest -q'],
    ['run: echo "pushed by hand"'],
  ])('no file is parsed for %s', (step) => expect(concernsRegistry(`- ${step}`)).toBe(false));

  test.each([['npm ci && npm test'], ['echo "pushed by hand"']])(
    'no word in %s is one of a program that may push',
    (script) => expect(mayBeActive(`- run: ${script}`)).toBe(false),
  );

  test.each(PUSHES)('%s', async (example, program) => {
    const job = `- run: ${JSON.stringify(example)}`;
    const text = workflow(`${login()}\n${job}`, READ);
    expect(await ids({ [MAIN]: text, ...FILES })).toEqual(LACKS);

    // The filters, which see nothing but the job's own words.
    expect([concernsRegistry(job), mayBeActive(job), isTellingScript(example)]).toEqual([true, true, true]);
    // It can't log in out of sight, so without a login its push has none; but for what runs whatever plugins are named.
    expect(mayLogIn(wordsOf(example))).toBe(typeof program.hidesLogins === 'function');
    // A log knows it by the command alone.
    const plugin = /^docker (buildx|compose)/.exec(example)?.[1];
    const name = plugin === 'compose' ? 'docker compose' : (plugin ?? program.log?.name);
    expect(clientOf('denied: denied', wordsOf(example).join(' '), knownLogTools().clients)?.name).toBe(name);
  });

  test.each(
    COMMANDS.flatMap(({ program, command }) =>
      command.signs
        ? spellings([program.names.join('|'), ...command.words]).map((said) => [said, command.signs] as const)
        : [],
    ),
  )('%s', (said, signs) => {
    const words = [...said.split(' '), 'ghcr.io', '-u', 'mona', '-p', 'hush'];
    const password = signs?.way === 'in' ? 'hush' : null;
    expect(commandSign(words, null)).toMatchObject({ host: 'ghcr.io', password, stores: signs?.stores });
    expect(mayLogIn(words)).toBe(false);
    expect(mayBeActive(said)).toBe(true);
    if (signs?.way === 'in') expect(saysLogin(`echo "$GITHUB_TOKEN" | ${said} ghcr.io`)).toBe(true);
    const [, by] = knownLogTools().login.exec(`+ ${said} ghcr.io`) ?? [];
    expect(by).toBe(signs?.way === 'in' ? said : undefined);
    const [, left] = knownLogTools().logout.exec(`+ ${said} ghcr.io`) ?? [];
    expect(left).toBe(signs?.way === 'out' ? said : undefined);
    expect(knownLogTools().stores.get(said)).toEqual(signs?.stores);
  });

  test('what names its image is read in a log', () => {
    for (const { program, command } of COMMANDS) {
      if (!command.names) continue;
      const patterns = command.names === 'push' ? knownLogTools().pushes : knownLogTools().pulls;
      const said = `${program.names[0]} ${command.words.join(' ')} ghcr.io/octo/app:1`;
      expect(patterns.map((each) => each.exec(said)?.[1])).toContain('ghcr.io/octo/app:1');
    }
  });
});

describe('what a program says of itself', () => {
  const TRANSFERS = PROGRAMS.filter(({ commands }) => commands?.some(({ finds }) => finds));

  test('its images run it', () => {
    const said = PROGRAMS.flatMap(({ names, images = [] }) => images.map((image) => ({ names, image })));
    expect(said.length).toBeGreaterThan(10);
    for (const { names, image } of said)
      expect(names).toContain(containedWords(`${image}:1`, null, ['x'])?.[0]);
  });

  test('whoever reads a store of its own has a login that writes there', () => {
    const written = COMMANDS.flatMap(({ command }) => command.signs?.stores ?? []);
    for (const { client = 'docker' } of TRANSFERS)
      expect(READS[client].filter((store) => store !== 'buildx' && !written.includes(store))).toEqual([]);
  });

  test('each is known to the log with the stores that its images are pushed with, and has an asker', () => {
    for (const { names, log, client = 'docker', commands = [] } of TRANSFERS) {
      expect([names[0], log?.name]).toEqual([names[0], expect.any(String)]);
      const known = knownLogTools().clients.find(({ name, reads }) => name === log?.name && reads);
      expect([names[0], known?.reads]).toEqual([names[0], READS[client]]);
      const own = ASKERS.some(({ id, clients }) => id === log?.name || clients?.includes(log?.name ?? ''));
      expect([names[0], own]).toEqual([names[0], true]);
      for (const { example } of commands) {
        const found = example === undefined ? [] : commandEffects(wordsOf(example));
        // What it pushes through another, or in another way, it says itself.
        for (const each of found)
          expect(['docker', 'buildx', 'jib', client]).toContain(each.client ?? client);
      }
    }
  });
});

describe('an action that transfers', () => {
  const PUSHES = EVERY_ACTION.flatMap(({ uses, example, finds, runs, elsewhere }) =>
    finds || runs ? uses.map((name) => [name, example ?? {}, elsewhere] as const) : [],
  );

  test.each(PUSHES)('%s', async (name, example) => {
    const inputs = Object.entries(example).map(([key, value]) => `    ${key}: ${value}\n`);
    const step = `- uses: ${name}@v9\n  env: {GITHUB_TOKEN: "\${{ github.token }}"}\n  with:\n${inputs.join('')}`;
    const found = await ids({ [MAIN]: workflow(`${login()}\n${step}`, READ), ...FILES });
    expect({ name, example, found }).toEqual({ name, example, found: LACKS });
    expect([concernsRegistry(step), mayBeActive(step)]).toEqual([true, true]);
    expect(actionMayLogIn(anyAction(name))).toBe(false);
    // Its step is seen in a log that has lost the marks of its groups.
    expect(new Scanner(knownLogTools().automaton).add(Buffer.from(`Run ${name}@v9\n`))).toHaveLength(1);
  });

  test.each(EVERY_ACTION.flatMap(({ uses, signs }) => (signs ? uses : [])))(
    '%s, which logs in, is active',
    (name) => {
      expect(mayBeActive(`- uses: ${name}@v1`)).toBe(true);
      expect(actionMayLogIn(anyAction(name))).toBe(false);
    },
  );

  test.each(EVERY_ACTION.flatMap(({ uses, elsewhere }) => (elsewhere ? uses : [])))(
    '%s concerns the registry without naming it',
    (name) => {
      expect(concernsRegistry(`- uses: ${name}@v1`)).toBe(true);
    },
  );
});

test('a workflow of others that pushes concerns the registry', () => {
  for (const { elsewhere, uses } of FOREIGN_WORKFLOWS) {
    const said = 'slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2';
    expect([uses.test(said), elsewhere.test(said), concernsRegistry(said)]).toEqual([true, true, true]);
  }
});

describe('what the tables say beside the pushes', () => {
  test.each([
    ['gh auth setup-git', true],
    ['gh pr list', false],
    ['go run ./cmd', true],
    ['go build ./cmd', false],
    ['cargo xtask', true],
    ['docker context use x', true],
    ['docker version', false],
    ['npm run docker:push', true],
    ['npm run build', false],
    ['./docker', true],
    ['./gradlew build', false],
    ['make', true],
    ['node scripts/publish.js', true],
    ['node --import tsx publish.ts', true],
    ['node -p process.version', false],
    ["node -e require('./login')", true],
    ['node --version', false],
    ['npx next build', false],
    ['npx --yes -p typescript tsc', false],
    ['bunx vite@6 build', false],
    ['yarn dlx eslint', false],
    ['npx some-tool build', true],
    ['npx', true],
    ['pytest -q', false],
    ['coverage run -m pytest -q', false],
    ['./bin/goreleaser release', false],
    ['./hack/tools/bin/ko build', false],
    ['./bin/publish', true],
    ['coverage report', false],
    ['coverage run publish.py', true],
    ['coverage run -m publish', true],
  ])('may %s log in out of sight? %s', (said, expected) => {
    expect(mayLogIn(said.split(' '))).toBe(expected);
  });

  test('a logout of all hosts, and a login to another file, are of hosts and files that nobody knows', () => {
    expect(hasHole(commandSign(['podman', 'logout', '--all'], null)?.host ?? '')).toBe(true);
    expect(commandSign(['podman', 'login', '--compat-auth-file', 'x.json', 'ghcr.io'], null)?.stores).toEqual(
      ['docker', 'containers', 'helm'],
    );
  });

  test.each([
    ['docker/some-newer-action', true],
    ['actions/checkout', true],
    ['actions/github-script', false],
    ['ko-build/setup-ko', false],
    ['acme/anything', false],
    ['anchore/sbom-action/download-syft', true],
    ['aws-actions/configure-aws-credentials', true],
    ['aws-actions/aws-secretsmanager-get-secrets', false],
    ['jdx/mise-action', false],
    ['notaryproject/notation-action/setup', true],
  ])('does %s leave the variables alone? %s', (name, expected) => {
    expect(leavesEnvironment(name, anyAction(name))).toBe(expected);
  });

  test('in a log, what only copies does not push its source', () => {
    const said = 'skopeo copy docker://quay.io/a/x docker://ghcr.io/octo/x';
    expect(knownLogTools().pushes.filter((each) => each.test(said))).toEqual([]);
  });

  test('in a log, a step that attests has lines of docker, too', () => {
    expect(clientOf('denied: denied', 'actions/attest@v4', knownLogTools().clients)?.name).toBe('docker');
    expect(clientOf('OCIError: no', 'actions/attest@v4', knownLogTools().clients)?.name).toBe('attest');
  });
});
