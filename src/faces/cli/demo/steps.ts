/** How this program runs the steps of the action that it is part of, for `demo`. */
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromFolder, type RunStep, runProcess } from '../../../lab/runner/run-action.js';

/** Tells the executable that it is started as a step: `main` or `post`. */
export const STEP_VARIABLE = 'GHCR_PREFLIGHT_STEP';

/**
 * Beside the bundle that this file ends up in (`dist/app/`) stand `dist/main/` and `dist/post/`. A single-file executable
 * (Node.js docs, "Single executable applications") has no files beside it, and starts itself.
 */
export const runOwnStep: RunStep = (step, env) =>
  isExecutable()
    ? runProcess(process.execPath, [], { ...env, [STEP_VARIABLE]: step })
    : fromFolder(bundle())(step, env);

/** `process.getBuiltinModule` is there since Node.js 20.16; what is older makes no executables. */
function isExecutable(): boolean {
  return process.getBuiltinModule?.('node:sea')?.isSea() ?? false;
}

function bundle(): string {
  return path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
}
