/**
 * The one bundle behind all doors: each face is loaded only when its door is opened,
 * and what they share is in `dist/` once.
 */
export const main = async () => (await import('./action/main.js')).main();
export const post = async () => (await import('./action/post.js')).post();
export const lint = async () => (await import('./action/lint.js')).lintAction();
export const explain = async () => (await import('./action/explain.js')).explain();
export const cli = async () => (await import('./cli/main.js')).cli();
