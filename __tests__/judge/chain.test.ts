/** Which chain of permissions a cause shows, and how much its end asks for. */
import { expect, test } from '@jest/globals';
import type { PermissionGrant } from '../../src/evidence/types/permissions.js';
import { brokenChain } from '../../src/judge/chain.js';

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
