/** Jest's own, which takes its framework out of the realm of the tests (framework.mjs). */
import circus from 'jest-circus/runner';
import { load, release } from './framework.mjs';

export default async function run(globalConfig, config, environment, runtime, ...more) {
  const own = runtime.requireInternalModule.bind(runtime);
  runtime.requireInternalModule = (from, to) =>
    to === undefined ? load(from, environment.getVmContext(), environment.global) : own(from, to);
  try {
    return await (circus.default ?? circus)(globalConfig, config, environment, runtime, ...more);
  } finally {
    release();
  }
}
