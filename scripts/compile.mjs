// Compiles the sources, for scripts and benches that run them. Type errors are another check's business, and are not looked
// for.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param folder for the result; `build/` unless told
 * @returns {(file: string) => string} the address of a compiled file by its path under `src/`, such as `commands/lint.js`
 */
export function compile(folder = path.join(root, 'build')) {
  const tsc = path.join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  // The bundler leaves packages as it wants them there (scripts/bundle.mjs), which only a bundle can load.
  rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true });
  const config = path.join(root, 'tsconfig.build.json');
  spawnSync(process.execPath, [tsc, '-p', config, '--noCheck', '--outDir', folder]);
  return (file) => compiledAt(file, folder);
}

/** The address of a file that was compiled before. */
export function compiledAt(file, folder = path.join(root, 'build')) {
  return pathToFileURL(path.join(folder, file)).href;
}
