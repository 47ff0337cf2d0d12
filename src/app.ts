/**
 * The one bundle behind all doors: each face is loaded only when its door is opened,
 * and what they share is in `dist/` once.
 */
export const main = async () => (await import('./faces/action/main.js')).main();
export const post = async () => (await import('./faces/action/post.js')).post();
export const lint = async () => (await import('./faces/action/lint.js')).lintAction();
export const explain = async () => (await import('./faces/action/explain.js')).explain();
export const cli = async () => (await import('./faces/cli/main.js')).cli();
