/** Jest's own, with the sources in it (bundle.mjs): compiled once in each of jest's processes, run for each test file. */
import { TestEnvironment } from 'jest-environment-node';
import { scriptIn } from './script.mjs';

let script;

export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    script ??= scriptIn(process.env.TESTS_FOLDER);
    this.global.openSources = (require) => script.runInContext(this.getVmContext())(require);
  }
}
