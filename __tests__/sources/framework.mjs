/**
 * Jest's framework (`test`, `expect`, snapshots), in the realm of the tests. Jest compiles its some eighty modules anew for
 * each test file, which took longer than most of the files; here they are compiled once for each process, and only run anew.
 */
import * as asyncHooks from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

const PARAMETERS = ['module', 'exports', 'require', '__filename', '__dirname'];

/** By what the framework knows whose work goes on: as long as one of them is in use, each promise is told to it. */
const inUse = new Set();
const watched = {
  ...asyncHooks,
  AsyncLocalStorage: class extends asyncHooks.AsyncLocalStorage {
    constructor(...options) {
      super(...options);
      inUse.add(this);
    }
  },
};

/** Lets go of what a test file that is over had in use; those of all files in front of it made promises dear. */
export function release() {
  for (const storage of inUse) storage.disable();
  inUse.clear();
}

/** A file that was compiled, and what it asks for by which name. */
const files = new Map();

function fileAt(filename, parsingContext) {
  const known = files.get(filename);
  if (known) return known;
  const require = createRequire(filename);
  const run = compileFunction(readFileSync(filename, 'utf8'), PARAMETERS, { filename, parsingContext });
  const resolved = new Map();
  const resolve = (name) => {
    if (!resolved.has(name)) resolved.set(name, require.resolve(name));
    return resolved.get(name);
  };
  const file = { run, require, resolve };
  files.set(filename, file);
  return file;
}

/** What a module exports, with modules of its own below it. `global` is that of the realm. */
export function load(entry, context, global) {
  const modules = new Map();
  const exportsOf = (filename) => {
    const begun = modules.get(filename);
    if (begun) return begun.exports;
    const module = { exports: {} };
    modules.set(filename, module);
    const { run, require, resolve } = fileAt(filename, context);
    const requires = (name) => {
      if (name === 'process' || name === 'node:process') return global.process;
      if (name === 'async_hooks' || name === 'node:async_hooks') return watched;
      return isBuiltin(name) || name.endsWith('.json') ? require(name) : exportsOf(resolve(name));
    };
    requires.resolve = resolve;
    run.call(module.exports, module, module.exports, requires, filename, path.dirname(filename));
    return module.exports;
  };
  return exportsOf(entry);
}
