/**
 * Runs the test files in two groups of workers at the same time. For those that only think a worker for each core is enough,
 * and what V8 has to learn of the sources is learnt so many times only. Of the others, which wait, more are at work at a time.
 */
import jestRunner from 'jest-runner';
import { thinks } from './groups.mjs';

const TestRunner = jestRunner.default ?? jestRunner;

export default class extends TestRunner {
  #thinking;
  #others;

  constructor(config, context) {
    super(config, context);
    const { maxWorkers } = config;
    const few = Math.max(1, Math.floor(maxWorkers / 3));
    this.#thinking = new TestRunner({ ...config, maxWorkers: few }, context);
    this.#others = new TestRunner({ ...config, maxWorkers: Math.max(1, maxWorkers - few) }, context);
  }

  async runTests(tests, watcher, options) {
    // `--maxWorkers=1`, `--runInBand`, or a file or two: one after another.
    if (options.serial || this._globalConfig.maxWorkers === 1) return super.runTests(tests, watcher, options);
    const groups = [
      [this.#others, tests.filter((test) => !thinks(test))],
      [this.#thinking, tests.filter(thinks)],
    ].filter(([, own]) => own.length > 0);
    await Promise.all(groups.map(([runner, own]) => runner.runTests(own, watcher, options)));
  }

  on(name, listener) {
    const groups = [this.#thinking, this.#others].map((group) => group.on(name, listener));
    const all = [super.on(name, listener), ...groups];
    return () => {
      for (const off of all) off();
    };
  }
}
