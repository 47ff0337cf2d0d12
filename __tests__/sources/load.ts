/** The sources as the tests of this file have them (bundle.mjs). After `jest.resetModules()` they are loaded anew. */
import { createRequire } from 'node:module';

type Exports = Readonly<Record<string, unknown>>;
declare const openSources: (require: (name: string) => unknown) => (name: string) => Exports;

const lost = new Map<string, Error>();
const own = createRequire(import.meta.url);

/** What a file of the sources exports, by its path under `src/`. */
export const load = openSources((name) => {
  if (!name.endsWith('.ts')) return own(name);
  const error = lost.get(name);
  if (error) throw error;
  return load(name);
});

// What another test file has told as a secret is none here.
(load('evidence/secrets/secrets.ts').forgetSecrets as () => void)();

/** From now on `import()` of this file fails so, as that of a chunk of `dist/` which is gone from the disk. */
export function lose(name: string, error: Error): void {
  // What is not there can't be lost: a test would show nothing.
  load(name);
  lost.set(name, error);
}

export const findAll = () => lost.clear();
