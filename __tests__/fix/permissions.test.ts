import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { PermissionGrant } from '../../src/evidence/types/permissions.js';
import { repairPermissions } from '../../src/fix/permissions/permissions.js';
import { effectiveLevel, grantOf } from '../../src/workflow/runs/grants.js';
import {
  atLeast,
  decidingBlock,
  granted,
  type Level,
  levelOf,
  SCOPES,
} from '../../src/workflow/runs/permissions.js';
import { child } from '../../src/workflow/text/document.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';
import { editedTexts } from '../edited-texts.js';
import fc from '../properties.js';
import { isWhole } from '../spread.js';

function open(file: string, text: string) {
  const { document } = parseWorkflow(file, text);
  if (!document) throw new Error(`not parsed:\n${text}`);
  return document;
}

/** The chain through files, each with the job that counts there, outermost first. */
function chain(texts: Record<string, string>, ...links: [string, string][]): PermissionGrant[] {
  return links.map(([file, job]) => grantOf(open(file, texts[file] as string), job));
}

/** The repair with the texts that it makes. */
function repaired(...[grants, texts, want]: Parameters<typeof repairPermissions>) {
  const made = repairPermissions(grants, texts, want);
  const after = Object.entries(editedTexts(texts, made?.edits ?? []));
  return made && { ...made, texts: after.map(([file, text]) => ({ file, text })) };
}

function repair(text: string, want: 'write' | 'read' = 'write') {
  return repaired(chain({ 'ci.yml': text }, ['ci.yml', 'a']), { 'ci.yml': text }, want);
}

/** The lines that the repair removes and adds. */
function changes(text: string, want?: 'write' | 'read'): string[] | null {
  const made = repair(text, want);
  return made === null ? null : made.diff.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
}

describe('the smallest edit', () => {
  test.each([
    [
      'raises a value',
      'permissions:\n  packages: read # why\n',
      ['-  packages: read # why', '+  packages: write # why'],
    ],
    [
      'inside its quotes',
      "permissions:\n  'packages': 'none'\n",
      ["-  'packages': 'none'", "+  'packages': 'write'"],
    ],
    ['adds a line to a block', 'permissions:\n  contents: read # c\n  # end\n', ['+  packages: write']],
    ['with the indentation of the block', 'permissions:\n      contents: read\n', ['+      packages: write']],
    [
      'adds an entry between braces',
      'permissions: {contents: read} # c\n',
      ['-permissions: {contents: read} # c', '+permissions: {contents: read, packages: write} # c'],
    ],
    [
      'keeps the blanks of the braces',
      'permissions: { contents: read }\n',
      ['-permissions: { contents: read }', '+permissions: { contents: read, packages: write }'],
    ],
    [
      'raises a value between braces',
      'permissions: {packages: none}\n',
      ['-permissions: {packages: none}', '+permissions: {packages: write}'],
    ],
    [
      'takes a comma that is there',
      'permissions: {contents: read, }\n',
      ['-permissions: {contents: read, }', '+permissions: {contents: read, packages: write, }'],
    ],
    [
      'goes along with braces over lines',
      'permissions: {\n  contents: read\n}\n',
      ['-  contents: read', '+  contents: read,', '+  packages: write'],
    ],
  ])('%s', (_, head, expected) => {
    expect(changes(`${head}jobs:\n  a:\n    steps: []\n`)).toEqual(expected);
  });

  test('of a job block stands at the job', () => {
    const text =
      'permissions: write-all\njobs:\n  a:\n    permissions:\n      contents: read\n    steps: []\n';
    expect(changes(text)).toEqual(['+      packages: write']);
  });

  test('of an empty job block', () => {
    expect(changes('jobs:\n  a:\n    permissions: {} # none\n    steps: []\n')).toEqual([
      '-    permissions: {} # none',
      '+    permissions: { packages: write } # none',
    ]);
  });

  test('at the end of a file without a line end', () => {
    const text = 'jobs:\n  a:\n    steps: []\n    permissions:\n      contents: read';
    expect(repair(text)?.texts[0]?.text).toBe(`${text}\n      packages: write`);
  });

  test('keeps CRLF', () => {
    const text = 'permissions:\r\n  contents: read\r\njobs:\r\n  a: {}\r\n';
    expect(repair(text)?.texts[0]?.text).toBe(text.replace('read\r\n', 'read\r\n  packages: write\r\n'));
  });

  test("leaves another job's block alone when this job only has its alias", () => {
    const text =
      'jobs:\n  b:\n    permissions: &p\n      contents: read\n  a:\n    permissions: *p # same\n    steps: []\n';
    expect(changes(text)).toEqual([
      '-    permissions: *p # same',
      '+    permissions: # same',
      '+      contents: read',
      '+      packages: write',
    ]);
  });

  test('raises a word that other jobs share only here', () => {
    const text = 'x: &r read\njobs:\n  a:\n    permissions:\n      packages: *r\n';
    expect(changes(text)).toEqual(['-      packages: *r', '+      packages: write']);
  });

  test('for a pull gives read and no more', () => {
    expect(changes('permissions: {}\njobs:\n  a:\n    permissions: {packages: none}\n', 'read')).toEqual([
      '-    permissions: {packages: none}',
      '+    permissions: {packages: read}',
    ]);
  });
});

describe('a block that is new carries over what the job had', () => {
  const added = (text: string) => changes(text)?.map((line) => line.replace(/^\+/, ''));

  test('read-all of the job is written out', () => {
    const after =
      repair('jobs:\n  a:\n    permissions: read-all # all\n    steps: []\n')?.texts[0]?.text ?? '';
    const { permissions } = parse(after).jobs.a;
    expect(after).toContain('    permissions: # all\n      actions: read\n');
    expect(permissions).toMatchObject({
      contents: 'read',
      packages: 'write',
      attestations: 'read',
      'pull-requests': 'read',
    });
    // There is no such level, so nothing is lost.
    expect(permissions['id-token']).toBeUndefined();
  });

  test('read-all of the job is written out with what its steps need beside', () => {
    const text = 'jobs:\n  a:\n    permissions: read-all\n    steps:\n      - uses: actions/attest@v3\n';
    const { permissions } = parse(repair(text)?.texts[0]?.text ?? '').jobs.a;
    expect(permissions).toMatchObject({ packages: 'write', 'id-token': 'write', attestations: 'write' });
  });

  test('read-all of the workflow stays for the others', () => {
    const after = parse(
      repair('permissions: read-all\njobs:\n  a: {runs-on: x}\n  b: {}\n')?.texts[0]?.text ?? '',
    );
    expect(after.permissions).toBe('read-all');
    expect(after.jobs.a.permissions).toMatchObject({ contents: 'read', packages: 'write' });
    expect(after.jobs.b).toEqual({});
  });

  test("a workflow's {} is filled at the job, with what its steps need", () => {
    const text =
      'permissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n';
    expect(added(text)).toEqual(['    permissions:', '      contents: read', '      packages: write']);
  });

  test('without any block: after runs-on', () => {
    const text = 'jobs:\n  a:\n    runs-on: x # here\n    steps: []\n';
    expect(repair(text)?.texts[0]?.text).toBe(
      'jobs:\n  a:\n    runs-on: x # here\n    permissions:\n      contents: read\n      packages: write\n    steps: []\n',
    );
  });

  test('without any block and with runs-on over lines: first in the job', () => {
    const text = 'jobs:\n    a:\n        runs-on:\n            - x\n        steps: []\n';
    expect(repair(text)?.texts[0]?.text).toContain(
      '    a:\n        permissions:\n            contents: read\n',
    );
  });

  test('without any block and between braces', () => {
    expect(added('jobs: {a: {runs-on: x}}\n')?.at(-1)).toBe(
      'jobs: {a: {permissions: { contents: read, packages: write }, runs-on: x}}',
    );
  });

  test.each([
    [
      '- uses: actions/attest-build-provenance@v2',
      { contents: 'read', attestations: 'write', 'id-token': 'write' },
      true,
    ],
    ['- uses: github/codeql-action/upload-sarif@v3', { contents: 'read', 'security-events': 'write' }, true],
    ['- uses: actions/deploy-pages@v4', { contents: 'read', pages: 'write', 'id-token': 'write' }, true],
    ['- uses: softprops/action-gh-release@v2', { contents: 'write' }, true],
    ['- run: git push origin main', { contents: 'write' }, true],
    ['- run: gh pr comment 1 --body x', { contents: 'read', 'pull-requests': 'write' }, true],
    ['- uses: docker/build-push-action@v6', { contents: 'read' }, true],
    [
      '- run: echo "$T" | docker login ghcr.io -u x --password-stdin\n        env: {T: "${{ github.token }}"}',
      { contents: 'read' },
      true,
    ],
    ['- run: make test', { contents: 'read' }, true],
    // A release is made with the token that the program finds.
    [
      '- run: goreleaser release --clean\n        env: {GITHUB_TOKEN: "${{ secrets.GITHUB_TOKEN }}"}',
      { contents: 'write' },
      true,
    ],
    ['- run: goreleaser --rm-dist', { contents: 'write' }, true],
    ['- run: goreleaser release --snapshot --clean', { contents: 'read' }, true],
    ['- run: goreleaser release --skip=sign,publish', { contents: 'read' }, true],
    ['- run: goreleaser build', { contents: 'read' }, true],
    [
      '- run: npx --no semantic-release\n        env: {GH_TOKEN: "${{ github.token }}"}',
      { contents: 'write', issues: 'write', 'pull-requests': 'write' },
      true,
    ],
    ['- run: npm install -g semantic-release @semantic-release/git', { contents: 'read' }, true],
    ['- run: npx semantic-release --dry-run', { contents: 'read' }, true],
    ['- run: cr upload -o octo -r app', { contents: 'write' }, true],
    // What works with a token of its own needs none of the job's.
    [
      '- run: goreleaser release\n        env: {GITHUB_TOKEN: "${{ secrets.RELEASER }}"}',
      { contents: 'read' },
      true,
    ],
    [
      '- uses: softprops/action-gh-release@v2\n        with: {token: "${{ steps.app.outputs.token }}"}',
      { contents: 'read' },
      true,
    ],
    [
      '- uses: softprops/action-gh-release@v2\n        with: {token: "${{ secrets.PAT || github.token }}"}',
      { contents: 'write' },
      true,
    ],
    [
      '- uses: actions/attest@v3\n        with: {github-token: "${{ secrets.PAT }}"}',
      { contents: 'read', 'id-token': 'write' },
      true,
    ],
    [
      '- run: git push origin main\n        env: {GH_TOKEN: "${{ secrets.PAT }}"}',
      { contents: 'write' },
      true,
    ],
    ['- uses: acme/ghcr-preflight/lint@v1', { contents: 'read' }, true],
    ['- uses: acme/ghcr-preflight/audit@v1', { contents: 'read' }, true],
    ['- uses: acme/ghcr-preflight/audit/merge@v1', { contents: 'read' }, true],
    // These may do anything with the token: the diff is shown, but not applied unasked.
    ['- uses: acme/does-something@v1', { contents: 'read' }, false],
    ['- uses: acme/ghcr-preflight-fork/audit@v1', { contents: 'read' }, false],
    ['- run: ./deploy.sh\n        env: {GH_TOKEN: "${{ github.token }}"}', { contents: 'read' }, false],
  ])('what the steps need: %s', (step, expected, keepsAll) => {
    const made = repair(`jobs:\n  a:\n    runs-on: x\n    steps:\n      ${step}\n`);
    expect(parse(made?.texts[0]?.text ?? '').jobs.a.permissions).toEqual({ ...expected, packages: 'write' });
    expect(made?.keepsAll).toBe(keepsAll);
  });
});

describe('callers and called jobs', () => {
  const caller = (head: string) => `jobs:\n  out:\n${head}    uses: ./in.yml\n`;
  const called = (head: string) => `on: workflow_call\njobs:\n  a:\n${head}    runs-on: x\n    steps: []\n`;
  const through = (texts: Record<string, string>) =>
    repaired(chain(texts, ['ci.yml', 'out'], ['in.yml', 'a']), texts, 'write');
  const READ = '    permissions: {contents: read}\n';
  const WRITE = '    permissions: {packages: write}\n';

  test.each([
    ['the caller alone', caller(READ), called(WRITE), ['ci.yml']],
    ['the called job alone', caller(WRITE), called(READ), ['in.yml']],
    ['both', caller(READ), called(READ), ['ci.yml', 'in.yml']],
    ['the caller alone, when the called job says nothing', caller(READ), called(''), ['ci.yml']],
    ['the caller, when nobody says anything', caller(''), called(''), ['ci.yml']],
  ])('%s', (_, outer, inner, expected) => {
    const made = through({ 'ci.yml': outer, 'in.yml': inner });
    expect(made?.texts.map(({ file }) => file)).toEqual(expected);
    expect(made?.diff.match(/^\+\+\+ b\/.*$/gm)).toEqual(expected.map((file) => `+++ b/${file}`));
    expect(made?.location.file).toBe(expected[0]);
  });

  test("a caller's first block gives all that the called jobs ask for", () => {
    const inner = `${called(WRITE)}  b:\n    permissions: {issues: write, checks: read}\n`;
    const made = through({ 'ci.yml': caller(''), 'in.yml': inner });
    expect(parse(made?.texts[0]?.text ?? '').jobs.out).toEqual({
      permissions: { checks: 'read', contents: 'read', issues: 'write', packages: 'write' },
      uses: './in.yml',
    });
    expect(made?.keepsAll).toBe(true);
  });

  test('a caller of a file that can not be read may need more', () => {
    const text = 'jobs:\n  a:\n    uses: other/repo/.github/workflows/x.yml@v1\n';
    expect(repair(text)?.keepsAll).toBe(false);
  });
});

describe('nothing is repaired', () => {
  test.each([
    ['when it is enough', 'permissions: {packages: write}\njobs:\n  a: {}\n', 'write'],
    ['when the smallest setting gives it', 'jobs:\n  a:\n    steps: []\n', 'read'],
    ['when the job is not there', 'permissions: {packages: write}\njobs:\n  b: {}\n', 'write'],
    ['when the job is an alias', 'jobs:\n  b: &b\n    steps: []\n  a: *b\n', 'write'],
    ['when the value is an anchored shorthand', 'jobs:\n  a:\n    permissions: &all read-all\n', 'write'],
    ['when the block is one that GitHub refuses', 'jobs:\n  a:\n    permissions: [packages]\n', 'write'],
  ] as const)('%s', (_, text, want) => {
    expect(repair(text, want)).toBeNull();
  });

  test('when the text is missing or broken', () => {
    const text = 'permissions: {}\njobs:\n  a:\n    steps: []\n';
    const grants = chain({ 'ci.yml': text }, ['ci.yml', 'a']);
    expect(repaired(grants, {}, 'write')).toBeNull();
    expect(repaired(grants, { 'ci.yml': 'a: [' }, 'write')).toBeNull();
  });
});

// ------------------------------------------------------------ properties

const scope = fc.constantFrom(
  ...SCOPES.filter((each) => each !== 'vulnerability-alerts' && each !== 'models'),
);
const level = fc.constantFrom('none', 'read', 'write');
const entries = fc.uniqueArray(fc.tuple(scope, level), { selector: ([name]) => name, maxLength: 5 });
const blank = fc.constantFrom('', ' ');
const comment = fc.constantFrom('', ' # why', '   # packages: write');

/** A `permissions` value as text, for a key at some indentation. */
const block = (indent: string) =>
  fc.oneof(
    fc.constantFrom(' read-all', ' {}', ' write-all'),
    fc
      .tuple(entries, blank)
      .map(([list, pad]) => ` {${pad}${list.map(([a, b]) => `${a}: ${b}`).join(', ')}${pad}}`),
    fc
      .tuple(
        entries.filter((list) => list.length > 0),
        comment,
        fc.constantFrom('', "'", '"'),
      )
      .map(([list, note, quote]) =>
        list.map(([a, b]) => `\n${indent}  ${a}: ${quote}${b}${quote}${note}`).join(''),
      ),
  );

const key = (indent: string) =>
  fc
    .option(fc.tuple(block(indent), comment), { nil: null })
    .map((made) =>
      made === null
        ? ''
        : `${indent}permissions:${made[0].startsWith('\n') ? made[1] + made[0] : made[0] + made[1]}\n`,
    );

const workflow = fc
  .record({
    top: key(''),
    topLast: fc.boolean(),
    own: key('    '),
    other: key('    '),
    runsOn: fc.constantFrom(
      '    runs-on: x\n',
      "    runs-on: [self-hosted, 'y'] # z\n",
      '    runs-on:\n      - x\n',
    ),
    last: fc.boolean(),
    steps: fc.constantFrom(
      '',
      '      - uses: actions/checkout@v4\n',
      '      - run: |\n          permissions: {}\n',
    ),
    end: fc.constantFrom('\n', '\r\n'),
    bom: fc.constantFrom('', '\uFEFF'),
  })
  .map(({ top, topLast, own, other, runsOn, last, steps, end, bom }) => {
    const job = `${runsOn}    steps:${steps === '' ? ' []' : ''}\n${steps}`;
    const jobs = `jobs:\n  # first\n  a:\n${last ? job + own : own + job}\n  b:\n${other}    runs-on: x\n`;
    const text = `name: x # y\n${topLast ? jobs + top : top + jobs}`;
    return bom + text.replaceAll('\n', end);
  });

describe('for every workflow', () => {
  const jobSet = (text: string, job: string) => {
    const document = open('ci.yml', text);
    const deciding = decidingBlock(document, child(child(document.root, 'jobs'), job));
    return deciding ? granted(deciding.block) : null;
  };

  test('the repair gives what is wanted, takes nothing, and changes nothing else', () => {
    fc.assert(
      fc.property(workflow, fc.constantFrom('write' as const, 'read' as const), (text, want) => {
        const grants = chain({ 'ci.yml': text }, ['ci.yml', 'a']);
        const made = repaired(grants, { 'ci.yml': text }, want);
        const before = jobSet(text, 'a');
        if (made === null) {
          expect(before === null ? want === 'read' : atLeast(levelOf(before, 'packages'), want)).toBe(true);
          return;
        }
        const after = made.texts[0]?.text as string;
        const now = jobSet(after, 'a') as ReadonlyMap<string, Level>;
        expect(effectiveLevel(chain({ 'ci.yml': after }, ['ci.yml', 'a']))).toBe(want);
        for (const [name, had] of before ?? []) {
          if (name === 'id-token' && had === 'read') continue;
          expect([name, atLeast(levelOf(now, name), had)]).toEqual([name, true]);
        }
        // The other job has what it had, or packages with it where they share a block.
        for (const [name, had] of jobSet(text, 'b') ?? []) {
          expect(atLeast(levelOf(jobSet(after, 'b') as never, name), had)).toBe(true);
        }
        // All else is the same data, and every old line but the changed ones is still there.
        const strip = (source: string) => {
          const data = parse(source.replace(/^\uFEFF/, ''));
          delete data.permissions;
          delete data.jobs.a.permissions;
          return data;
        };
        expect(strip(after)).toEqual(strip(text));
        const lines = after.split('\n');
        const lost = text.split('\n').filter((line) => !lines.includes(line));
        expect(lost.every((line) => /permissions|packages/.test(line))).toBe(true);
        expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
        expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(text));
        // Comments are kept.
        expect(after.match(/#.*?(?=\r?$)/gm)?.length).toBe(text.match(/#.*?(?=\r?$)/gm)?.length);
        // A second repair finds nothing to do.
        expect(repaired(chain({ 'ci.yml': after }, ['ci.yml', 'a']), { 'ci.yml': after }, want)).toBeNull();
      }),
      { numRuns: isWhole ? 400 : 150 },
    );
  });
});

describe('the least that does', () => {
  const STEPS = `
      - uses: actions/checkout@v4
      - uses: github/codeql-action/upload-sarif@v3
      - run: cosign sign --yes ghcr.io/octo/app@sha256:0123
`;
  const fixedText = (text: string) => {
    const made = repaired(chain({ 'ci.yml': text }, ['ci.yml', 'a']), { 'ci.yml': text }, 'write');
    return parse(made?.texts[0]?.text ?? '');
  };
  const ALL = { contents: 'read', 'id-token': 'write', packages: 'write', 'security-events': 'write' };

  test('a block that is there is completed with what the steps need', () => {
    const text = `jobs:\n  a:\n    permissions:\n      contents: read\n    runs-on: x\n    steps:${STEPS}`;
    expect(fixedText(text).jobs.a.permissions).toEqual(ALL);
    const flow = `jobs:\n  a:\n    permissions: {contents: read}\n    runs-on: x\n    steps:${STEPS}`;
    expect(fixedText(flow).jobs.a.permissions).toEqual(ALL);
  });

  test('what the block denies stays denied', () => {
    const text = `jobs:\n  a:\n    permissions:\n      id-token: none\n    runs-on: x\n    steps:${STEPS}`;
    expect(fixedText(text).jobs.a.permissions).toEqual({ ...ALL, 'id-token': 'none' });
  });

  test('write goes to the job that pushes, where others live by the same block', () => {
    const two = `permissions:\n  contents: read\njobs:\n  a:\n    runs-on: x\n    steps:${STEPS}  b:\n    runs-on: x\n`;
    expect(fixedText(two).permissions).toEqual({ contents: 'read' });
    expect(fixedText(two).jobs.a.permissions).toEqual(ALL);
    const one = `permissions:\n  contents: read\njobs:\n  a:\n    runs-on: x\n    steps:${STEPS}`;
    expect(fixedText(one).permissions).toEqual(ALL);
  });
});
