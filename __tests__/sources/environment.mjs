/**
 * Jest's environment of Node.js, but one realm for all test files of a process, which run one after the other. What V8 has
 * compiled, and what it has learnt of a function, is of a realm: in a new one for each file most of the time went into
 * learning. A file finds the globals and `process` as they were before the one in front of it.
 *
 * The sources are in it (bundle.mjs), and stay loaded too, since what V8 has learnt is also of their classes. They keep
 * nothing but what they have derived of the same text before, for the secrets of a file are forgotten (load.ts). In the whole run, and for a file that is named, each test
 * file has sources of its own, that nobody has used; so has any file after `jest.resetModules()`.
 */
import { setFlagsFromString } from 'node:v8';
import { constants, createContext, runInContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import { installCommonGlobals } from 'jest-util';
import { scriptIn } from './script.mjs';

// How much a function has to run before V8 compiles it anew, at its best: fifteen times of what is usual. Few of those that
// a test calls go on for so long that they give back what that costs, and it was a quarter of all the work. V8 of Node.js 24
// does not know the name, and complains.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');

/** What is of this realm in both, since Node.js makes it: jest does the same. */
const SHARED = ['Buffer', 'ArrayBuffer', 'Uint8Array'];

/** What `expect` keeps, in its form; what it makes by itself can't be taken away again. */
const MATCHERS = Symbol.for('$$jest-matchers-object');
const noMatchers = () => ({
  customEqualityTesters: [],
  matchers: Object.create(null),
  state: {
    assertionCalls: 0,
    expectedAssertionsNumber: null,
    isExpectingAssertions: false,
    numPassingAsserts: 0,
    suppressedErrors: [],
  },
});

/** A global of Node.js, of which some are only made when somebody asks for them. */
function globalNamed(name) {
  const { value, enumerable } = Object.getOwnPropertyDescriptor(globalThis, name);
  if (value !== undefined) return { value, enumerable, configurable: true, writable: true };
  const set = function set(made) {
    Object.defineProperty(this, name, { value: made, enumerable, configurable: true, writable: true });
  };
  return { get: () => globalThis[name], set, enumerable, configurable: true };
}

/** A realm with the globals of Node.js and those of jest, and how all of it began. */
function makeRealm(config) {
  // Not an object of ours as its global, as jest has it: V8 would ask that for every `Map` and `Object` anew.
  const context = createContext(constants.DONT_CONTEXTIFY);
  const global = runInContext('globalThis', context);
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (SHARED.includes(name) || !Object.hasOwn(global, name))
      Object.defineProperty(global, name, globalNamed(name));
  global.global = global;
  global.Error.stackTraceLimit = 100;
  installCommonGlobals(global, config.projectConfig.globals, 'off');
  const { process } = global;
  const begun = [process, process.env, global].map((each) => [each, Object.getOwnPropertyDescriptors(each)]);
  const { moduleMocker, fakeTimersModern } = new TestEnvironment(config, {});
  return { context, global, begun, Mocker: moduleMocker.constructor, Timers: fakeTimersModern.constructor };
}

/** All as it began. What can't be deleted is jest's, and the same each time. */
function renew({ global, begun }) {
  for (const [object, properties] of begun) {
    for (const name of Reflect.ownKeys(object))
      if (!Object.hasOwn(properties, name)) Reflect.deleteProperty(object, name);
    for (const [name, property] of Object.entries(properties))
      if (Object.getOwnPropertyDescriptor(object, name)?.configurable !== false)
        Object.defineProperty(object, name, property);
  }
  Object.defineProperty(global, MATCHERS, { value: noMatchers(), configurable: true });
}

let realm;
let sources;

/** The sources that stay, and what they ask the test file for that is running. */
let loaded;
let requireNow;

export default class {
  constructor(config) {
    realm ??= makeRealm(config);
    renew(realm);
    const { context, global, Mocker, Timers } = realm;
    this.context = context;
    this.global = global;
    this.moduleMocker = new Mocker(global);
    this.fakeTimersModern = new Timers({ config: config.projectConfig, global });
  }

  async setup() {
    sources ??= scriptIn(process.env.TESTS_FOLDER).runInContext(realm.context);
    let isOwn = Boolean(process.env.WHOLE);
    this.global.openSources = (require) => {
      if (isOwn) return sources(require);
      isOwn = true;
      requireNow = require;
      loaded ??= sources((name) => requireNow(name));
      return loaded;
    };
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    // By this jest sees that what goes on behind its end has no test any more.
    this.context = null;
  }

  getVmContext() {
    return this.context;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }
}
