/** Which chain of permissions a cause shows, and how much its end asks for. */
import { expect, test } from '@jest/globals';
import type { PackagesLevel, PermissionGrant } from '../../src/evidence/types/permissions.js';
import { brokenCall, brokenChain } from '../../src/judge/chain.js';
import type { CallReading } from '../../src/workflow/runs/calls.js';

const GRANTS: PermissionGrant[] = [
  {
    file: 'ci.yml',
    job: 'image',
    declaredAt: 'job',
    level: 'none',
    location: { file: 'ci.yml', line: 4, column: 1, endLine: 4, endColumn: 2 },
  },
];
const endOf = (about: 'permission' | undefined, access: 'push' | 'pull' | null, grants?: PermissionGrant[]) =>
  brokenChain({ about, breaksAt: undefined }, grants, { name: 'ghcr.io/octo/app', access })?.at(-1)?.level ??
  null;

test.each([
  ['push', 'write'],
  ['pull', 'read'],
  // What is not told is taken for a push, as everywhere.
  [null, 'write'],
] as const)('a %s asks for %s', (access, level) => expect(endOf('permission', access, GRANTS)).toBe(level));

test('a cause that is about something else shows none, nor does a text that grants nothing', () => {
  expect(endOf(undefined, 'push', GRANTS)).toBeNull();
  expect(endOf('permission', 'push')).toBeNull();
});

const call = (about: 'permission' | undefined, asked: PackagesLevel) =>
  brokenCall({ about, breaksAt: undefined }, {
    grants: GRANTS,
    asked,
    called: null,
  } as Partial<CallReading> as CallReading)?.at(-1)?.level ?? null;

test.each([
  ['write', 'write'],
  ['read', 'read'],
  // Nothing is refused where nothing is asked for.
  ['none', null],
] as const)('a call that asks for %s breaks at %s', (asked, level) => {
  expect(call('permission', asked)).toBe(level);
  expect(call(undefined, asked)).toBeNull();
});
