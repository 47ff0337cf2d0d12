/** The script of all sources, and beside it what V8 made of it: each of jest's processes starts with that. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { bundleSources } from './bundle.mjs';

/** What most of the tests load, for one. */
const LOADED = ['faces/cli/main.ts', 'commands/lint.ts', 'commands/explain.ts', 'lab/lab.ts'];

const fileIn = (folder) => path.join(folder, 'sources.js');
const compiledIn = (folder) => path.join(folder, 'sources.v8');

/** As it is in this folder. */
export function scriptIn(folder) {
  const filename = fileIn(folder);
  const options = existsSync(compiledIn(folder)) ? { cachedData: readFileSync(compiledIn(folder)) } : {};
  return new Script(readFileSync(filename, 'utf8'), { filename, ...options });
}

/** Makes both. A function is compiled when it is called first, so some of the sources are loaded for it. */
export async function writeScript(folder) {
  await bundleSources(fileIn(folder));
  const script = scriptIn(folder);
  const own = createRequire(import.meta.url);
  const load = script.runInThisContext()((name) => (name.endsWith('.ts') ? load(name) : own(name)));
  for (const name of LOADED) load(name);
  writeFileSync(compiledIn(folder), script.createCachedData());
}
