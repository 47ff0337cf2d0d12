/** Which findings nobody wants to hear, on files that are long. */
import { describe, expect, test } from '@jest/globals';
import { isIgnored } from '../../src/judge/texts/ignoring.js';
import type { WorkflowDocument } from '../../src/workflow/text/document.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

const FILE = '.github/workflows/x.yml';
const JOBS = 50;
const LINES_OF_A_JOB = 3;
const key = (index: number) => 3 + index * LINES_OF_A_JOB;

/** Every fifth job is silenced on its key, or none. */
const text = (comment: string) =>
  `on: push\njobs:\n${Array.from(
    { length: JOBS },
    (_, index) => `  j${index}:${index % 5 === 0 ? comment : ''}\n    runs-on: x\n    steps: []\n`,
  ).join('')}`;

/** Those of the jobs in whose first line a finding is ignored. */
function ignored(document: WorkflowDocument): number[] {
  return Array.from({ length: JOBS }, (_, index) => index).filter((index) => {
    const line = key(index) + 1;
    const location = { file: FILE, line, column: 1, endLine: line, endColumn: 2 };
    return isIgnored({ id: 'no-registry-login', location, job: `j${index}` }, () => document, []);
  });
}

function parsed(comment: string): WorkflowDocument {
  const { document } = parseWorkflow(FILE, text(comment));
  if (!document) throw new Error('The file was not read.');
  return document;
}

describe('a file with many findings', () => {
  test('each is silenced by its own comment', () => {
    expect(ignored(parsed(' # ghcr-preflight: ignore[no-registry-login]'))).toEqual(
      Array.from({ length: JOBS / 5 }, (_, index) => index * 5),
    );
  });

  test('is searched for comments once, not for each of them', () => {
    let searches = 0;
    const document = new Proxy(parsed(''), {
      get(target, name) {
        if (name === 'text') searches += 1;
        return Reflect.get(target, name);
      },
    });
    expect(ignored(document)).toEqual([]);
    expect(searches).toBe(1);
  });
});

test.each([
  ['the line in front of it', 4, false],
  ['its first line', 5, true],
  ['its last line', 6, true],
  ['the line behind it', 7, false],
] as const)('a finding of two lines and a comment on %s', (_, commented, expected) => {
  const lines = [
    'on: push',
    'jobs:',
    '  j:',
    '    runs-on: x',
    '    permissions:',
    '      packages: read',
    '    steps: []',
  ];
  lines[commented - 1] += ' # ghcr-preflight: ignore[job-lacks-packages-write]';
  const { document } = parseWorkflow(FILE, `${lines.join('\n')}\n`);
  const location = { file: FILE, line: 5, column: 5, endLine: 6, endColumn: 21 };
  expect(isIgnored({ id: 'job-lacks-packages-write', location, job: 'j' }, () => document, [])).toBe(
    expected,
  );
});
