/**
 * The four systems of `examples/systems`, each with every mistake in its table: which face finds it, what it names as the
 * cause, on which line; then mended, pushed by a real client and pulled.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isBuilt } from '../agreement/enact.js';
import { gate } from '../gate.js';
import { findClient, ImageStore } from '../lab/clients.js';
import { spread } from '../spread.js';
import { actGood, actOut, type Outcome } from './act-out.js';
import { Scene } from './scene.js';
import { mistakesOf, patchOf, SYSTEMS, SYSTEMS_FOLDER, type System } from './systems.js';

/** Milliseconds for all of them: that they end, on however busy a machine. */
const PATIENCE = 1_800_000;

/** A system as it should be. */
const GOOD = 'without a mistake';

const folder = mkdtempSync(path.join(tmpdir(), 'systems-'));
const images = new ImageStore();
/** Each is a handful of processes: more at once only wait for each other. */
const inTurn = gate(4);

/** Every system with its good text, every cause, what each face says first, and every way to mend. */
const cases = spread(
  'systems',
  SYSTEMS.flatMap((system) => [
    { system, name: GOOD, mistake: null },
    ...mistakesOf(system).map(([name, mistake]) => ({ system, name, mistake })),
  ]),
  ({ system, name, mistake }) => {
    if (!mistake) return [`${system.name} ${name}`];
    const { lint, action, check, mended, settings = {} } = mistake;
    return [
      system.name,
      `mended by ${mended}`,
      ...['lint', 'action', 'check', 'explain'].filter((face) => face in mistake),
      ...[lint, action, check].map((said, face) => `${face}: ${said?.split(' ')[0]}`),
      // Which cause it is belongs to the agreement, which shows each.
      ...Object.keys(settings),
    ];
  },
);
/** By system and name. */
const outcomes = new Map<string, Outcome | Error>();
const keyOf = (system: System, name: string) => `${system.name}/${name}`;

const clients = ['crane', 'skopeo'] as const;
const isActed = isBuilt && clients.every((name) => findClient(name));
const acted = isActed ? test : test.skip;

// All of them before the first test: a module that is loaded late can be loaded inside a hook or a test, not between two.
beforeAll(async () => {
  await images.open();
  if (!isActed) return;
  const act = async ({ system, name, mistake }: (typeof cases)[number]) => {
    const scene = sceneOf(system);
    const outcome = await (mistake ? actOut(scene, system, name, mistake) : actGood(scene, system)).catch(
      (error: Error) => error,
    );
    outcomes.set(keyOf(system, name), outcome);
  };
  await Promise.all(cases.map((each) => inTurn(() => act(each))));
}, PATIENCE);
afterAll(async () => {
  await images.close();
  rmSync(folder, { recursive: true, force: true });
});

let scenes = 0;
function sceneOf(system: System): Scene {
  scenes += 1;
  const own = path.join(folder, String(scenes));
  mkdirSync(own);
  return new Scene(system, own, images);
}

function outcomeOf(system: System, name: string): Outcome {
  const outcome = outcomes.get(keyOf(system, name));
  if (!outcome || outcome instanceof Error) throw outcome ?? new Error('it was not acted');
  return outcome;
}

describe.each(SYSTEMS.map((system) => [system.name, system] as const))('%s', (_, system) => {
  const mistakes = mistakesOf(system);

  test('has a row for each patch, and a patch or settings for each row', () => {
    const patches = readdirSync(path.join(SYSTEMS_FOLDER, system.name, 'mistakes'))
      .filter((file) => file.endsWith('.patch'))
      .map((file) => path.basename(file, '.patch'));
    expect(patches.filter((name) => !mistakes.some(([row]) => row === name))).toEqual([]);
    expect(
      mistakes.filter(
        ([name, mistake]) =>
          !patchOf(system, name, mistake) &&
          !(mistake.settings ?? mistake.server ?? mistake.cluster ?? mistake.log),
      ),
    ).toEqual([]);
  });

  acted('without a mistake: lint says nothing, the action allows, the clients push and pull', () => {
    expect(outcomeOf(system, GOOD)).toEqual({ found: {}, left: '', failed: null });
  });

  const its = cases.flatMap((each) =>
    each.system === system && each.mistake ? [[each.name, each.mistake] as const] : [],
  );
  acted.each(its)('%s', (name, { lint, action, check, explain }) => {
    const found = { lint, action, check, explain };
    expect(outcomeOf(system, name)).toEqual({ found, left: '', failed: null });
  });
});

const actionlint = ['actionlint', path.join(homedir(), 'go/bin/actionlint')].find(
  (name) => spawnSync(name, ['-version']).status === 0,
);
const checked = actionlint ? test : test.skip;

checked.each(SYSTEMS)('actionlint finds nothing in $name', (system) => {
  const { repository } = sceneOf(system);
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
  expect(execFileSync(actionlint as string, ['-shellcheck='], { cwd: repository, encoding: 'utf8' })).toBe(
    '',
  );
});

describe.each(SYSTEMS.map(({ name }) => name))('the READMEs of %s', (name) => {
  const blocks = (file: string) =>
    [...readFileSync(path.join(SYSTEMS_FOLDER, name, file), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(
      ([, block = '']) => block.replaceAll(/ +#.*/g, ''),
    );

  test('give the same commands in both languages', () => {
    expect(blocks('README.zh-CN.md')).toEqual(blocks('README.md'));
  });

  (isBuilt ? test : test.skip)('break the system and mend it with commands that work as they stand', () => {
    const script = blocks('README.md').find((block) => block.startsWith('clone='));
    const { stdout, stderr } = spawnSync('bash', ['-c', script ?? ''], { encoding: 'utf8' });
    expect(stderr).toBe('');
    // Nothing before the mistake, an error after it.
    expect(stdout).toMatch(/^patching file \S+\nerror\[/);
  });
});
