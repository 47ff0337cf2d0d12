// The order in which jest starts the test files. Those that take longest go first, so that none of them is still at work
// when all others are done. What jest itself goes by, the durations of an earlier run, is not there where it matters most:
// in CI, and for whoever has just cloned. And the size of a file says nothing of the processes that it starts.
import TestSequencer from '@jest/test-sequencer';
import { thinks } from './groups.mjs';

/** The longest of those that need the processor. */
const LONGEST = [
  'agreement/agreement',
  'cli/limits',
  'systems/systems',
  'action/bundle',
  'agreement/later-steps',
  'hostile/faces/odd',
  'action/login',
  'agreement/docker-registry',
  'login/process',
  'login/login',
  'lint/corpus',
];

/**
 * Those that wait most of their time, for a limit, for a registry in trouble or to ask a second time, the longest first: they are
 * spread among the others, so that the processor is never left to them alone.
 */
const WAITING = [
  'cli/pull-secrets',
  'cli/kubernetes',
  'hostile/protocol/answers',
  'hostile/protocol/proxies',
  'cli/check',
  'audit/trouble',
  'hostile/login/helpers',
  'registry/probe',
  'cli/deployment',
  'cli/argo-values',
  'cli/api-at-hand',
  'cli/kubernetes-beside',
  'cli/unread-auth-files',
  'cli/kustomize-secrets',
  'audit/unlistable',
  'cli/identity-tokens',
  'cli/given',
  'cli/unread-tokens',
];

/** By when, as a part of their group (workers.mjs), the last of these is started. */
const STARTED = 0.6;

/** Folders whose tests start processes: a process is copied as it starts another, and those that have run tests are big. */
const STARTING = /\/__tests__\/(?:hostile|agreement|act|action|cli|scripts)\//;

const placeIn = (names, { path }) => names.findIndex((name) => path.endsWith(`/${name}.test.ts`));

const placeOf = (test) => {
  const place = placeIn(LONGEST, test);
  if (place !== -1) return place;
  return LONGEST.length + (STARTING.test(test.path) ? 0 : 1);
};

export default class extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
    const thinking = sorted.filter(thinks);
    const others = sorted.filter((test) => !thinks(test) && placeIn(WAITING, test) === -1);
    const waiting = sorted
      .filter((test) => placeIn(WAITING, test) !== -1)
      .sort((one, other) => placeIn(WAITING, one) - placeIn(WAITING, other));
    const step = (others.length * STARTED) / waiting.length;
    for (const [index, test] of waiting.entries()) others.splice(index + Math.floor(index * step), 0, test);
    return [...others, ...thinking];
  }
}
