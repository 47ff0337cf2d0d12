import { availableParallelism } from 'node:os';
import * as path from 'node:path';

/** The files of a folder beside this one, as an expression. */
const inside = (folder) =>
  `^${path.join(import.meta.dirname, folder, path.sep).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}.+\\.ts$`;

// The sources are ES modules and so are the tests: swc only strips the types.
export default {
  testEnvironment: '<rootDir>/__tests__/sources/environment.mjs',
  runner: '<rootDir>/__tests__/workers.mjs',
  testRunner: '<rootDir>/__tests__/sources/runner.mjs',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: [
    '<rootDir>/build/',
    '<rootDir>/build-gallery/',
    '<rootDir>/dist/',
    '<rootDir>/__tests__/fixtures/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    [inside('src')]: '<rootDir>/__tests__/sources/transform.mjs',
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 60_000,
  globalSetup: '<rootDir>/__tests__/run-folder.mjs',
  globalTeardown: '<rootDir>/__tests__/run-end.mjs',
  testSequencer: '<rootDir>/__tests__/sequencer.mjs',
  // Much of the time is spent waiting, for child processes and for registries in trouble: there are three workers for
  // each core, two where every row is asked, most of which start processes, and none is kept for jest itself. A third of
  // them is for the tests that never wait (workers.mjs).
  maxWorkers: availableParallelism() * (process.env.WHOLE === '1' ? 2 : 3),
  // What a test file has loaded stays in its worker, and collecting garbage among it costs more than all the tests: a new one
  // in time takes half of what the old one would. But it has to learn all sources anew, and what is counted is mostly garbage
  // that nobody has collected yet: where there was less room, one came after every four or five files of those that start
  // processes, which was a fifteenth of all the work. To start a process takes two milliseconds more of a large one.
  workerIdleMemoryLimit: '600MB',
  // Of the tests that say `concurrent`: most of these wait for a registry in trouble.
  maxConcurrency: 16,
};
