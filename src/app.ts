/**
 * The one bundle behind all doors: each face is loaded only when its door is opened,
 * and what they share is in `dist/` once.
 */

/** Opens it; where a part of the face is gone from the disk, that is said in a sentence, and the step or the command fails. */
const door = (open: () => Promise<unknown>) => async (): Promise<void> => {
  try {
    await open();
  } catch (error) {
    // What says it may be gone as well.
    const lost = await import('./faces/lost-part.js').catch(() => null);
    const sentence = lost?.lostPartOfStep(error);
    if (!sentence) throw error;
    process.stdout.write(process.env.GITHUB_ACTIONS ? `::error::${sentence}\n` : `${sentence}\n`);
    process.exitCode = 2;
  }
};

export const mainDoor = door(async () => (await import('./faces/action/preflight/main.js')).main());
export const postDoor = door(async () => (await import('./faces/action/preflight/post.js')).post());
export const lintDoor = door(async () => (await import('./faces/action/lint.js')).lintAction());
export const explainDoor = door(async () => (await import('./faces/action/explain.js')).explainAction());
export const auditDoor = door(async () => (await import('./faces/action/audit/audit.js')).auditAction());
export const auditPlanDoor = door(async () =>
  (await import('./faces/action/audit/plan.js')).auditPlanAction(),
);
export const auditMergeDoor = door(async () =>
  (await import('./faces/action/audit/merge.js')).auditMergeAction(),
);
export const cliDoor = door(async () => {
  (await import('./faces/cli/compiled-code.js')).keepCompiledCode(process.env);
  await (await import('./faces/cli/main.js')).cli();
});
