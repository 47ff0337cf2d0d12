/**
 * The one bundle behind all doors: each face is loaded only when its door is opened,
 * and what they share is in `dist/` once.
 */
export const mainDoor = async () => (await import('./faces/action/preflight/main.js')).main();
export const postDoor = async () => (await import('./faces/action/preflight/post.js')).post();
export const lintDoor = async () => (await import('./faces/action/lint.js')).lintAction();
export const explainDoor = async () => (await import('./faces/action/explain.js')).explainAction();
export const auditDoor = async () => (await import('./faces/action/audit/audit.js')).auditAction();
export const auditPlanDoor = async () => (await import('./faces/action/audit/plan.js')).auditPlanAction();
export const auditMergeDoor = async () => (await import('./faces/action/audit/merge.js')).auditMergeAction();
export const cliDoor = async () => (await import('./faces/cli/main.js')).cli();
