// The order in which jest starts the test files. Those that take longest go first, so that none of them is still at work
// when all others are done. What jest itself goes by, the durations of an earlier run, is not there where it matters most:
// in CI, and for whoever has just cloned. And the size of a file says nothing of the processes that it starts.
import TestSequencer from '@jest/test-sequencer';

/** The longest first. */
const LONGEST = [
  'agreement/agreement',
  'systems/systems',
  'action/bundle',
  'hostile/login/helpers',
  'hostile/protocol/answers',
  'hostile/protocol/proxies',
  'cli/limits',
  'fix/corpus',
  'agreement/later-steps',
  'hostile/output/text',
  'hostile/login/jobs',
];

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
};

export default class extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
