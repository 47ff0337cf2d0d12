// The order in which jest starts the test files. Those that take longest go first, so that none of them is still at work
// when all others are done. What jest itself goes by, the durations of an earlier run, is not there where it matters most:
// in CI, and for whoever has just cloned. And the size of a file says nothing of the processes that it starts.
import TestSequencer from '@jest/test-sequencer';

/** The longest first: those that wait, for a limit or for a registry in trouble, among those that need the processor. */
const LONGEST = [
  'agreement/agreement',
  'hostile/protocol/answers',
  'cli/limits',
  'systems/systems',
  'hostile/login/helpers',
  'action/bundle',
  'hostile/protocol/proxies',
  'agreement/later-steps',
  'cli/kubernetes',
  'hostile/faces/odd',
  'registry/probe',
  'action/login',
  'cli/check',
  'agreement/docker-registry',
  'audit/unlistable',
  'login/process',
  'login/login',
  'audit/trouble',
  'lint/corpus',
];

/** Folders whose tests start processes: a process is copied as it starts another, and those that have run tests are big. */
const STARTING = /\/__tests__\/(?:hostile|agreement|act|action|cli|scripts)\//;

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  if (place !== -1) return place;
  return LONGEST.length + (STARTING.test(path) ? 0 : 1);
};

export default class extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
}
