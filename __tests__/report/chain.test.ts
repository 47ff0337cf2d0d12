/** A broken chain of permissions: as data, as a picture, in words. */
import { describe, expect, test } from '@jest/globals';
import type { PackagesLevel, PermissionGrant } from '../../src/evidence/types/permissions.js';
import { chainInWords, chainPicture } from '../../src/report/summary/chain-picture.js';
import type { ChainLink } from '../../src/types.js';
import { permissionChain } from '../../src/workflow/runs/permission-chain.js';
import { HOSTILE } from './reports.js';

const grant = (
  job: string,
  level: PackagesLevel | null,
  declaredAt: PermissionGrant['declaredAt'] = level === null ? 'default' : 'job',
): PermissionGrant => ({
  file: `.github/workflows/${job}.yml`,
  job,
  declaredAt,
  level,
  location: { file: `.github/workflows/${job}.yml`, line: 4, column: 1, endLine: 4, endColumn: 2 },
});

const image = (breaksAt: 'permissions' | 'token' | 'package' = 'permissions') =>
  ({ kind: 'package', name: 'ghcr.io/octo/app', breaksAt }) as const;

/** `kind name level`, the broken one marked. */
const shown = (chain: ChainLink[] | null) =>
  chain?.map(({ kind, name, level, isBroken }) =>
    [isBroken ? '✗' : '', kind, name, level ?? '?'].filter(Boolean).join(' '),
  );

describe('the links', () => {
  test('of a job with a block of its own', () =>
    expect(shown(permissionChain([grant('build', 'none')], 'write', image()))).toEqual([
      '✗ job build none',
      'token none',
      'package ghcr.io/octo/app write',
    ]));

  test('begin with the setting where nobody says anything, and break there', () =>
    expect(shown(permissionChain([grant('call', null), grant('build', null)], 'write', image()))).toEqual([
      '✗ setting ?',
      'caller call ?',
      'called build ?',
      'token ?',
      'package ghcr.io/octo/app write',
    ]));

  test('tell the workflow that declares from the job in it; the innermost that is too small is broken', () =>
    expect(
      shown(
        permissionChain(
          [grant('call', 'write', 'workflow'), grant('build', 'read', 'workflow')],
          'write',
          image(),
        ),
      ),
    ).toEqual([
      'workflow write',
      'caller call write',
      '✗ workflow read',
      'called build read',
      'token read',
      'package ghcr.io/octo/app write',
    ]));

  test('hand on what came before where they say nothing', () =>
    expect(shown(permissionChain([grant('call', 'read'), grant('build', null)], 'write', image()))).toEqual([
      '✗ caller call read',
      'called build read',
      'token read',
      'package ghcr.io/octo/app write',
    ]));

  test('under a setting that nobody sees still show what a link says at most', () =>
    expect(shown(permissionChain([grant('call', null), grant('build', 'read')], 'write', image()))).toEqual([
      'setting ?',
      'caller call ?',
      '✗ called build read',
      'token read',
      'package ghcr.io/octo/app write',
    ]));

  test('break at the token in a run from a fork, and at a package that is not granted', () => {
    const grants = [grant('build', 'write')];
    expect(shown(permissionChain(grants, 'write', image('token')))).toEqual([
      'job build write',
      '✗ token read',
      'package ghcr.io/octo/app write',
    ]);
    expect(shown(permissionChain(grants, 'write', image('package')))).toEqual([
      'job build write',
      'token write',
      '✗ package ghcr.io/octo/app write',
    ]);
  });

  test('of a call end in the workflow that asks', () =>
    expect(
      shown(permissionChain([grant('call', 'read')], 'write', { kind: 'called', file: 'image.yml' })),
    ).toEqual(['✗ caller call read', 'called write']));

  test('there are none of a chain that is whole, or of no grants', () => {
    expect(permissionChain([grant('build', 'write')], 'write', image())).toBeNull();
    expect(permissionChain([grant('build', 'read')], 'read', image())).toBeNull();
    expect(permissionChain([], 'write', image())).toBeNull();
  });
});

describe.each(['en', 'zh-CN'] as const)('what is drawn (%s)', (language) => {
  const chain = permissionChain([grant('call', null), grant('build', 'read')], 'write', image()) ?? [];

  test('has the level at each link, and the broken one marked', () =>
    expect(chainPicture(chain, language)).toMatchSnapshot());

  test('is said in words beside it', () => expect(chainInWords(chain, language)).toMatchSnapshot());

  test('of a package that is not granted names what is missing, not the level', () => {
    const closed = permissionChain([grant('build', 'write')], 'write', image('package')) ?? [];
    expect(chainPicture(closed, language)).toMatchSnapshot();
    expect(chainInWords(closed, language)).toMatchSnapshot();
  });

  test('is one statement a line, whatever a job is called', () => {
    const evil = `a"] --> x["b\n  click n0 href "javascript:alert(1)"\n%%{init: {}}%% ${HOSTILE}`;
    const lines = (name: string) =>
      chainPicture(
        chain.map((link) => ({ ...link, name, file: name })),
        language,
      ).split('\n');
    const found = lines(evil);
    expect(found).toHaveLength(lines('x').length);
    for (const line of found) {
      // One pair of quotation marks a label, and nothing of Mermaid's own in it.
      expect(line.split('"').length % 2).toBe(1);
      for (const label of line.split('"').filter((_, index) => index % 2 === 1))
        expect(label.replaceAll('<br/>', '').replace(/#\d+;/g, '')).not.toMatch(/[[\](){}<>|"`%#;&$\\]/);
    }
    expect(
      chainInWords(
        chain.map((link) => ({ ...link, name: evil })),
        language,
      ),
    ).not.toMatch(/<(?!\/?code>)/);
  });
});
