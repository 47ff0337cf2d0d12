import { describe, expect, test } from '@jest/globals';
import type { PermissionGrant } from '../../src/evidence/types.js';
import {
  type DefaultPolicy,
  effectiveLevel,
  errorLine,
  granted,
  packagesGrant,
  permissionBlock,
  resolvePermissions,
} from '../../src/workflow/runs/permissions.js';
import { parseWorkflow, type WorkflowDocument } from '../../src/workflow/text/document.js';

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
    ['{packages: read|write}', "Unexpected value 'read|write'"],
    ['{packages: Write}', "Unexpected value 'Write'"],
    ['{package: write}', "Unexpected value 'package'"],
    ['write', "Unexpected value 'write'"],
    ['[packages]', 'Unexpected value'],
    ['{packages: }', 'Unexpected value'],
    ['', 'Unexpected value'],
  ])('%s is refused', (written, message) => {
    expect(permissionBlock(open(`permissions: ${written}\n`).root)?.invalid[0]?.message).toBe(message);
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
    expect(place(packagesGrant(open(source), 'a'))).toBe(expected);
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
  /** Files by `uses`; the first is the one that GitHub starts. */
  function resolve(policy: DefaultPolicy, caller: string, called: Record<string, string>) {
    return resolvePermissions(open(caller, 'top.yml'), {
      policy,
      load: (uses) => (called[uses] === undefined ? null : open(called[uses], uses)),
    });
  }

  const asks = (level: string) => `on: workflow_call\njobs:\n  in:\n    permissions: {packages: ${level}}\n`;

  test('a called job without a block has what the calling job has', () => {
    const { jobs } = resolve('unknown', 'jobs:\n  out:\n    permissions: {packages: read}\n    uses: ./a\n', {
      './a': 'jobs:\n  in: {}\n',
    });
    expect(jobs[0]?.called?.[0]?.permissions?.get('packages')).toBe('read');
  });

  test('a called job may ask for less than it could have', () => {
    const { jobs, errors } = resolve('unknown', 'permissions: write-all\njobs:\n  out:\n    uses: ./a\n', {
      './a': asks('read'),
    });
    expect(errors).toEqual([]);
    expect(jobs[0]?.called?.[0]?.permissions?.get('packages')).toBe('read');
  });

  test('asking for more is refused at the calling job, in the words of GitHub', () => {
    const { errors } = resolve(
      'unknown',
      'jobs:\n  out:\n    permissions: {contents: read}\n    uses: ./a\n',
      {
        './a': asks('write'),
      },
    );
    expect(errors.map(errorLine)).toEqual([
      "top.yml (Line: 2, Col: 3): Error calling workflow './a'. The nested job 'in' is requesting 'packages: write', but is only allowed 'packages: none'.",
    ]);
  });

  test('a request at the top of the called file counts as one of the workflow', () => {
    const { errors } = resolve('unknown', 'jobs:\n  out:\n    permissions: {}\n    uses: ./a\n', {
      './a': 'permissions: {packages: read}\njobs:\n  in: {}\n',
    });
    expect(errors[0]?.message).toContain("The workflow './a' is requesting 'packages: read'");
  });

  test("a called job's own block is measured at the caller, not at its workflow's block", () => {
    const { errors } = resolve('unknown', 'permissions: {packages: write}\njobs:\n  out:\n    uses: ./a\n', {
      './a': 'permissions: {}\njobs:\n  in:\n    permissions: {packages: write}\n',
    });
    expect(errors).toEqual([]);
  });

  test('a link in the middle lowers what all below it may have', () => {
    const { errors } = resolve('unknown', 'permissions: {packages: write}\njobs:\n  out:\n    uses: ./a\n', {
      './a': 'jobs:\n  mid:\n    permissions: {packages: read}\n    uses: ./b\n',
      './b': asks('write'),
    });
    expect(errors.map(errorLine)).toEqual([
      expect.stringMatching(/^\.\/a \(Line: 2, Col: 3\).*'packages: read'\.$/),
    ]);
  });

  test.each([
    ['LimitedRead', ["'packages: write', but is only allowed 'packages: read'"]],
    ['Write', []],
    // The setting can't be seen: nothing is certain, nothing is said.
    ['unknown', []],
  ] as const)('without any block the setting %s decides', (policy, expected) => {
    const { errors } = resolve(policy, 'jobs:\n  out:\n    uses: ./a\n', { './a': asks('write') });
    expect(errors.map((each) => each.message)).toEqual(expected.map((each) => expect.stringContaining(each)));
  });

  test('a called file that can not be read says nothing', () => {
    const { jobs, errors } = resolve('LimitedRead', 'jobs:\n  out:\n    uses: other/repo/a.yml@v1\n', {});
    expect(jobs[0]?.called).toBeNull();
    expect(errors).toEqual([]);
  });

  test('a circle of calls ends', () => {
    const { jobs } = resolve('unknown', 'jobs:\n  out:\n    uses: ./a\n', {
      './a': 'jobs:\n  out:\n    uses: ./a\n',
    });
    expect(jobs).toHaveLength(1);
  });

  test('the line of an error is cut where GitHub cuts it', () => {
    const line = errorLine({
      file: 'a.yml',
      span: { start: 0, end: 0 },
      line: 1,
      column: 1,
      message: 'x'.repeat(600),
    });
    expect(line).toHaveLength(505);
    expect(line.endsWith('[...]')).toBe(true);
  });
});
