import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { PermissionGrant } from '../../src/evidence/types/permissions.js';
import type { WorkflowSet } from '../../src/workflow/runs/call-chains.js';
import { effectiveLevel, grantOf } from '../../src/workflow/runs/grants.js';
import { permissionRefusals } from '../../src/workflow/runs/permission-refusals.js';
import { granted, permissionBlock } from '../../src/workflow/runs/permissions.js';
import type { WorkflowDocument } from '../../src/workflow/text/document.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';
import { jobsOf, type Levels, refusedCalls, type Setting, workflowSet } from './resolver.js';

function open(source: string, file = 'ci.yml'): WorkflowDocument {
  const { document } = parseWorkflow(file, source);
  if (!document) throw new Error('not parsed');
  return document;
}

describe('one permissions block', () => {
  test.each([
    ['{}', {}],
    ['{contents: read}', { contents: 'read' }],
    ['{packages: write, contents: none}', { packages: 'write' }],
    ['{\'packages\': "write"}', { packages: 'write' }],
  ])('%s grants what it names', (written, expected) => {
    const block = permissionBlock(open(`permissions: ${written}\n`).root);
    expect(Object.fromEntries(granted(block as never))).toEqual(expected);
    expect(block?.invalid).toEqual([]);
  });

  test.each([
    ['read-all', 'packages', 'read'],
    ['write-all', 'packages', 'write'],
    ['write-all', 'models', 'read'],
    ['read-all', 'attestations', 'read'],
  ])('%s gives %s: %s', (written, scope, level) => {
    const block = permissionBlock(open(`permissions: ${written}\n`).root);
    expect(granted(block as never).get(scope)).toBe(level);
  });

  test.each([
    ['{packages: read|write}', 'level', 'packages: read|write'],
    ['{packages: Write}', 'level', 'packages: Write'],
    ['{packages: [read]}', 'level', 'packages: …'],
    ['{package: write}', 'scope', 'package'],
    ['{workflows: write}', 'scope', 'workflows'],
    ['write', 'form', 'write'],
    ['[packages]', 'form', ''],
    // No context is there for an expression.
    ["{packages: '${{ inputs.level }}'}", 'level', 'packages: ${{ inputs.level }}'],
    ['${{ inputs.all }}', 'form', '${{ inputs.all }}'],
    ["{packages: '${{ matrix.level }}'}", 'level', 'packages: ${{ matrix.level }}'],
    ['{packages: }', 'level', "packages: ''"],
    ['', 'form', "''"],
    // A scope that may be newer than we are: not certain.
    ['{holograms: write}', 'scope', null],
  ])('%s is refused for its %s, certainly as %j', (written, kind, said) => {
    const { root } = open(`permissions: ${written}\n`);
    expect(permissionBlock(root)?.invalid.map((each) => each.kind)).toEqual([kind]);
    expect(permissionRefusals(root).map((each) => each.said)).toEqual(said === null ? [] : [said]);
  });
});

describe("a job's packages permission, with the place that decides it", () => {
  const place = ({ declaredAt, level, location }: PermissionGrant) =>
    `${declaredAt} ${level} ${location.line}:${location.column}-${location.endLine}:${location.endColumn}`;

  test.each([
    ['no block anywhere', 'jobs:\n  a:\n    steps: []\n', 'default null 2:3-2:4'],
    ['the workflow block', 'permissions:\n  contents: read\njobs:\n  a: {}\n', 'workflow none 1:1-2:17'],
    ['an entry of it', 'permissions:\n  packages: read\njobs:\n  a: {}\n', 'workflow read 2:3-2:17'],
    [
      'the job block alone, where both are there',
      'permissions:\n  packages: write\njobs:\n  a:\n    permissions:\n      contents: read\n',
      'job none 5:5-6:21',
    ],
    ['a shorthand', 'permissions: read-all\njobs:\n  a: {}\n', 'workflow read 1:1-1:22'],
    ['an empty block', 'jobs:\n  a:\n    permissions: {}\n', 'job none 3:5-3:20'],
    [
      'an alias, on the line of this job',
      'jobs:\n  b:\n    permissions: &p\n      packages: read\n  a:\n    permissions: *p\n',
      'job read 6:5-6:20',
    ],
    // GitHub refuses the file, so no run has it: it decides nothing.
    ['an invalid block', 'jobs:\n  a:\n    permissions: {packages: all}\n', 'job null 3:5-3:33'],
  ])('%s', (_, source, expected) => {
    expect(place(grantOf(open(source), 'a'))).toBe(expected);
  });

  const grant = (level: PermissionGrant['level']): PermissionGrant => ({
    file: 'ci.yml',
    job: 'a',
    declaredAt: level === null ? 'default' : 'job',
    level,
    location: { file: 'ci.yml', line: 1, column: 1, endLine: 1, endColumn: 2 },
  });

  test.each([
    [['write'], 'write'],
    [['read', 'write'], 'read'],
    [['write', null], 'write'],
    [['write', null, 'none'], 'none'],
    [[null], null],
    [[null, 'write'], null],
    [[null, 'none'], 'none'],
    [[], null],
  ] as const)('the chain %j comes to %j', (levels, expected) => {
    expect(effectiveLevel(levels.map(grant))).toBe(expected);
  });
});

describe('callers and called workflows', () => {
  const root = path.join(import.meta.dirname, '../fixtures/permissions');

  function fixture(name: string): WorkflowSet {
    const folder = path.join(root, name, '.github/workflows');
    const texts = readdirSync(folder).map((file) => [
      `.github/workflows/${file}`,
      readFileSync(path.join(folder, file), 'utf8'),
    ]);
    return workflowSet(Object.fromEntries(texts), 'octo/app');
  }

  /** A line for each job, then one for each block that asks for too much. */
  function told(set: WorkflowSet, setting: Setting | null = null): string {
    const listed = (levels: Levels) =>
      Object.entries(levels ?? {})
        .map(([scope, level]) => `${scope} ${level}`)
        .join(', ');
    const jobs = jobsOf(set, setting).map(
      ({ path: names, levels }) =>
        `${names.join(' > ')}: ${levels === null ? 'up to the setting' : listed(levels) || 'none'}`,
    );
    const refused = refusedCalls(set, setting).map(({ call, by, over }) => {
      const say = (which: 'asked' | 'allowed') =>
        over.map((each) => `${each.scope} ${each[which]}`).join(', ');
      const who = by === null ? 'the workflow' : `job «${by}»`;
      const file = path.basename(call.document.file);
      return `refused at ${file}, ${call.job}: ${who} asks for ${say('asked')}, and may have ${say('allowed')}`;
    });
    return [...jobs, ...refused].map((line) => `${line}\n`).join('');
  }

  test.each(readdirSync(root))('%s', (name) => {
    expect(told(fixture(name))).toBe(readFileSync(path.join(root, name, 'expected.txt'), 'utf8'));
  });

  test.each([
    [
      'LimitedRead',
      'call > image: packages read\nrefused at ci.yml, call: job «image» asks for packages write, and may have packages read\n',
    ],
    ['Write', 'call > image: packages write\n'],
  ] as const)('without a block the setting %s decides', (setting, expected) => {
    expect(told(fixture('without-a-block-nothing-is-certain'), setting)).toBe(expected);
  });
});
