/**
 * The four systems of `examples/systems`, each with every mistake in its table: which face finds it, what it names as the
 * cause, on which line; then mended, pushed by a real client and pulled.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { isBuilt } from '../agreement/enact.js';
import { gate } from '../gate.js';
import { findClient, ImageStore } from '../lab/clients.js';
import { type Settings, worldOf } from './github.js';
import { place, Scene } from './scene.js';
import { type Mistake, mistakesOf, patchOf, SYSTEMS, SYSTEMS_FOLDER, type System } from './systems.js';

/** A system as it should be. */
const GOOD = 'without a mistake';

const folder = mkdtempSync(path.join(tmpdir(), 'systems-'));
const images = new ImageStore();
/** Each is a handful of processes: more at once only wait for each other. */
const inTurn = gate(4);

const cases = SYSTEMS.flatMap((system) => [
  { system, name: GOOD, mistake: null },
  ...mistakesOf(system).map(([name, mistake]) => ({ system, name, mistake })),
]);
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
}, 300_000);
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
      mistakes.filter(([name, mistake]) => !patchOf(system, name, mistake) && !mistake.settings),
    ).toEqual([]);
  });

  acted('without a mistake: lint says nothing, the action allows, the clients push and pull', () => {
    expect(outcomeOf(system, GOOD)).toEqual({ found: {}, left: '', failed: null });
  });

  acted.each(mistakes)('%s', (name, { lint, action, explain }) => {
    expect(outcomeOf(system, name)).toEqual({ found: { lint, action, explain }, left: '', failed: null });
  });
});

/** What each face says of a system, and what comes of it once it is mended. */
interface Outcome {
  found: Pick<Mistake, 'lint' | 'action' | 'explain'>;
  /** What `lint` still says. */
  left: string;
  /** The step that failed at last, with its log. */
  failed: string | null;
}

async function actGood(scene: Scene, { repository, packages }: System): Promise<Outcome> {
  const lab = await startLab(worldOf({}, repository, packages));
  try {
    return { found: {}, left: await scene.lintLines(), failed: await lastRun(scene, { settings: {}, lab }) };
  } finally {
    await lab.close();
  }
}

async function actOut(
  scene: Scene,
  { repository, packages }: System,
  name: string,
  mistake: Mistake,
): Promise<Outcome> {
  const { settings = {}, mends = {} } = mistake;
  scene.patch(name, mistake);
  const broken = await startLab(worldOf(settings, repository, packages), { faults: settings.faults });
  // A setting is changed on the same GitHub; a bad day of the registry is another day.
  const lab = settings.faults ? await startLab(worldOf(mends, repository, packages)) : broken;
  try {
    const found = await findings(scene, settings, broken);
    if (mistake.mended === 'fix') await scene.fix();
    else if (mistake.mended === 'diff') await scene.applyShown();
    else scene.patch(name, mistake, true);
    if (lab === broken) Object.assign(lab.world, worldOf(mends, repository, packages));
    // Of the system without a mistake every face was asked already; what is left to do is to push.
    if (mistake.mends === undefined && scene.isAsGiven())
      return { found, left: '', failed: await lastRun(scene, { settings: {}, lab, isAsked: false }) };
    return { found, left: await scene.lintLines(), failed: await lastRun(scene, { settings: mends, lab }) };
  } finally {
    await Promise.all([broken.close(), lab.close()]);
  }
}

async function findings(scene: Scene, settings: Settings, lab: Lab): Promise<Outcome['found']> {
  const lint = await scene.lintLines();
  const { reports, failed, log } = await scene.run(settings, { heedless: true, lab });
  const said = reports.find(({ findings }) => findings.length > 0);
  const [first] = said?.findings ?? [];
  return {
    lint: lint || undefined,
    action: said && first && `${said.verdict} ${place(first)}`,
    explain: failed === null ? undefined : (await scene.explain(log)).findings[0]?.id,
  };
}

/** The run that has to go through, and the pull of what it pushed. */
async function lastRun(
  scene: Scene,
  { settings, lab, isAsked }: { settings: Settings; lab: Lab; isAsked?: boolean },
): Promise<string | null> {
  const { failed, log, pushed, reports } = await scene.run(settings, { lab, isAsked });
  if (failed !== null) return `${failed}:\n${log}`;
  const unwilling = reports.find(({ verdict }) => verdict !== 'allowed');
  return unwilling ? `the action says ${unwilling.verdict}` : scene.pulls(pushed, lab);
}

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
