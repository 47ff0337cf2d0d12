/** Acts a system with a mistake: what each face says of it, what mends it, and that it works then. */
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import { type Settings, worldOf } from './github.js';
import { place, type Scene } from './scene.js';
import type { Mistake, System } from './systems.js';

/** What each face says of a system, and what comes of it once it is mended. */
export interface Outcome {
  found: Pick<Mistake, 'lint' | 'action' | 'check' | 'explain'>;
  /** What `lint` still says. */
  left: string;
  /** The step that failed at last, with its log. */
  failed: string | null;
}

/** As it stands, with its server or its cluster. */
export async function actGood(scene: Scene, { repository, packages, deploys }: System): Promise<Outcome> {
  const lab = await startLab(worldOf({}, repository, packages));
  try {
    const left = await scene.lintLines();
    const failed = (await lastRun(scene, { settings: {}, lab })) ?? (await deployed(scene, deploys, lab));
    return { found: {}, left, failed };
  } finally {
    await lab.close();
  }
}

/** With a mistake, then mended. */
export async function actOut(
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
  const mend = async () => {
    if (mistake.mended === 'fix') await scene.fix();
    else if (mistake.mended === 'diff') await scene.applyShown();
    else scene.patch(name, mistake, true);
    // What is to be pushed only now does not exist before that.
    const after = mistake.mended === 'push' ? { package: null } : mends;
    if (lab === broken) Object.assign(lab.world, worldOf(after, repository, packages));
  };
  try {
    if (mistake.server) return await onServer(scene, mistake, lab, mend);
    if (mistake.cluster) return await inCluster(scene, mistake, lab, mend);
    const found = mistake.log
      ? { explain: (await scene.explain(mistake.log)).findings[0]?.id }
      : await findings(scene, settings, broken);
    await mend();
    // Of the system without a mistake every face was asked already; what is left to do is to push.
    const left = scene.isAsGiven() ? '' : await scene.lintLines();
    const isAsked = mistake.mends !== undefined;
    return { found, left, failed: await lastRun(scene, { settings: mends, lab, isAsked }) };
  } finally {
    await Promise.all([broken.close(), lab.close()]);
  }
}

/**
 * `deploy.sh` with its check, then as it was before it had one; at last it has to go through,
 * with the check where GitHub is not as it usually is.
 */
async function onServer(
  scene: Scene,
  { server = {}, mended, mends }: Mistake,
  lab: Lab,
  mend: () => Promise<void>,
): Promise<Outcome> {
  const checked = await scene.deploy(server, lab);
  const heedless = await scene.deploy(server, lab, true);
  const explained = heedless.code === 0 ? null : (await scene.explainHere(heedless.log)).findings[0];
  await mend();
  if (mended === 'push') await scene.run({}, { lab, isAsked: false, legs: 'all' });
  const isAuthorized = mended === 'authorize' ? { env: { GHCR_TOKEN: '{authorized}' } } : {};
  const { code, log } = await scene.deploy(isAuthorized, lab, mends === undefined);
  return {
    found: { check: checked.report ? firstOf(checked.report) : undefined, explain: explained?.id },
    left: '',
    failed: code === 0 ? null : log,
  };
}

/** `check --kubernetes`, then the pull of the kubelet, with the secret that the printed command has made. */
async function inCluster(
  scene: Scene,
  { cluster: { secret } = {}, log, mended }: Mistake,
  lab: Lab,
  mend: () => Promise<void>,
): Promise<Outcome> {
  const cluster = scene.cluster(lab, secret);
  const report = await cluster.check();
  const explained = log === undefined ? null : (await scene.explainHere(log)).findings[0];
  const found = { check: firstOf(report), explain: explained?.id };
  const command = report.findings[0]?.fix.command;
  await mend();
  if (mended === 'push') await scene.run({}, { lab, isAsked: false });
  const after = scene.cluster(lab, mended === 'command' ? secret : {});
  if (mended !== 'command' || !command) return { found, left: '', failed: await after.pull() };
  await after.obey(command, 'read-only');
  const { verdict } = await after.check();
  return { found, left: '', failed: verdict === 'allowed' ? await after.pull() : `check says ${verdict}` };
}

/** The verdict, and the first finding where there is one. */
function firstOf({ verdict, findings: [first] }: Report): string {
  return first ? `${verdict} ${place(first)}` : verdict;
}

/** The server or the cluster that pulls what was pushed: asked, and then let do it. null, or why that failed. */
async function deployed(scene: Scene, by: System['deploys'], lab: Lab): Promise<string | null> {
  if (by === 'server') {
    const { code, log, report } = await scene.deploy({}, lab);
    return code === 0 && report?.verdict === 'allowed' ? null : log;
  }
  if (by === null) return null;
  const cluster = scene.cluster(lab, {});
  const { verdict } = await cluster.check();
  return verdict === 'allowed' ? cluster.pull() : `check says ${verdict}`;
}

async function findings(scene: Scene, settings: Settings, lab: Lab): Promise<Outcome['found']> {
  const lint = await scene.lintLines();
  const { reports, failed, log } = await scene.run(settings, { heedless: true, lab });
  const said = reports.find(({ findings }) => findings.length > 0);
  return {
    lint: lint || undefined,
    action: said && firstOf(said),
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
