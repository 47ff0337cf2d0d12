/** What holds of `--fix` for every workflow, whatever is wrong with it. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type LintResult, lint } from '../../src/commands/lint.js';
import { applyRepairs } from '../../src/fix/rounds.js';
import { atLeast } from '../../src/workflow/runs/permissions.js';
import fc from '../properties.js';
import { isWhole } from '../spread.js';
import { jobsOf, type Levels, type ResolvedJob, workflowSet } from '../workflow/resolver.js';

const CALLER = '.github/workflows/ci.yml';
const CALLED = '.github/workflows/called.yml';

// ------------------------------------------------------------ workflows

const level = fc.constantFrom('none', 'read', 'write');
const scopes = fc.uniqueArray(
  fc.tuple(fc.constantFrom('contents', 'packages', 'id-token', 'issues', 'attestations'), level),
  { selector: ([name]) => name, maxLength: 4 },
);
const note = fc.constantFrom('', ' # why', '  # packages: write');

/** A `permissions` key at an indentation, or nothing. */
const permissions = (indent: string) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    fc
      .tuple(fc.constantFrom('{}', 'read-all', 'write-all'), note)
      .map(([word, end]) => `${indent}permissions: ${word}${end}\n`),
    fc
      .tuple(scopes, note)
      .map(
        ([list, end]) =>
          `${indent}permissions: {${list.map(([name, at]) => `${name}: ${at}`).join(', ')}}${end}\n`,
      ),
    fc
      .tuple(
        scopes.filter((list) => list.length > 0),
        note,
        fc.constantFrom('', "'", '"'),
        fc.constantFrom('  ', '    '),
      )
      .map(
        ([list, end, quote, step]) =>
          `${indent}permissions:${end}\n${list.map(([name, at]) => `${indent}${step}${name}: ${quote}${at}${quote}${end}\n`).join('')}`,
      ),
    fc
      .constantFrom('read|write', 'Write', 'admin')
      .map((word) => `${indent}permissions:\n${indent}  packages: ${word}\n${indent}  contents: read\n`),
  );

const login = fc.constantFrom(
  `      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: x
          password: \${{ secrets.GITHUB_TOKEN }}
`,
  `      - uses: docker/login-action@v3
        with:
          # the robot
          username: \${{ github.actor }}
          password: \${{ github.token }}
`,
  `      - {uses: docker/login-action@v3, with: {registry: ghcr.io, username: x, password: '\${{ github.token }}'}}
`,
  `      - run: echo "$GITHUB_TOKEN" | docker login ghcr.io -u x --password-stdin
`,
  `      - name: Log in
        env: {GITHUB_TOKEN: '\${{ github.token }}'}
        run: echo "$GITHUB_TOKEN" | docker login ghcr.io -u x --password-stdin
`,
  '',
);
const push = fc.constantFrom(
  `      - uses: docker/build-push-action@v6
        with:
          push: true # always
          tags: ghcr.io/octo/app:1
`,
  `      - uses: docker/build-push-action@v6
        with: {push: true, tags: 'ghcr.io/Octo/App:V1'}
`,
  `      - uses: docker/build-push-action@v6
        with:
          push: \${{ github.event_name != 'pull_request' }}
          tags: |
            ghcr.io/octo/app:1
            ghcr.io/octo/app:\${{ github.sha }}
`,
  `      - run: |
          docker build -t ghcr.io/Octo/App:V1 . # here
          docker push ghcr.io/Octo/App:V1
`,
  `      - run: docker push ghcr.io/octo/app
        permissions:
          packages: write
`,
  `      - run: npm test
`,
);
const more = fc.constantFrom(
  '',
  '      - uses: actions/checkout@v4\n',
  '      - uses: softprops/action-gh-release@v2\n',
  '      - uses: acme/unknown@v1\n',
  '      - run: gh release create v1\n        env:\n          GH_TOKEN: ${{ github.token }}\n',
);

const steps = fc.tuple(more, login, push, more).map((all) => all.join('') || '      - run: x\n');
const job = fc
  .tuple(
    permissions('    '),
    fc.boolean(),
    steps,
    fc.constantFrom('ubuntu-latest', '[self-hosted, x]', '\n      - x'),
  )
  .map(([own, last, list, runner]) => {
    const body = `    runs-on: ${runner}\n    steps:\n${list}`.replace(': \n', ':\n');
    return last ? body + own : own + body;
  });
const call = permissions('    ').map((own) => `${own}    uses: ./${CALLED} # ghcr.io\n`);
const event = fc.constantFrom(
  'push',
  '[push, pull_request]',
  '\n  pull_request:\n  push:\n    branches: [main]',
);

const repository = fc
  .record({
    on: event,
    top: permissions(''),
    jobs: fc.array(fc.oneof({ weight: 3, arbitrary: job }, call), { minLength: 1, maxLength: 3 }),
    inner: fc.tuple(permissions(''), job),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
  })
  .map(({ on, top, jobs, inner, end, mark }) => {
    const body = jobs.map((text, index) => `  j${index}:\n${text}`).join('  # next\n');
    const outer = `name: x\non: ${on}\n${top}jobs:\n${body}`.replace('on: \n', 'on:\n');
    const called = `on: workflow_call\n${inner[0]}jobs:\n  a:\n${inner[1]}`;
    const finished = (text: string) => mark + text.replaceAll('\n', end);
    return { [CALLER]: finished(outer), [CALLED]: finished(called) };
  });

// ------------------------------------------------------------ what is held

type Texts = Record<string, string>;

async function fix(texts: Texts) {
  const root = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-property-'));
  mkdirSync(path.join(root, '.github/workflows'), { recursive: true });
  for (const [file, text] of Object.entries(texts)) writeFileSync(path.join(root, file), text);
  const judge = (edited?: Readonly<Texts>): Promise<LintResult> =>
    lint({ paths: [root], repository: 'octo/app', event: null, language: 'en', root, edited });
  const first = await judge();
  const applied = await applyRepairs(first, judge);
  const after: Texts = { ...texts };
  for (const [file, change] of applied.files) after[file] = change.after;
  return { first, applied, after };
}

const jobsIn = (texts: Texts) => jobsOf(workflowSet(texts, 'octo/app'));

function noneLost(before: readonly ResolvedJob[], after: readonly ResolvedJob[]): void {
  expect(after.map((each) => each.path)).toEqual(before.map((each) => each.path));
  for (const [index, { path: names, levels: had }] of before.entries()) {
    const now = after[index]?.levels ?? null;
    // What the setting gives is not known; its smallest form is kept.
    const least: Levels = had ?? (now ? { contents: 'read' } : {});
    for (const [scope, at] of Object.entries(least)) {
      // There is no such level: nothing is lost with it.
      if ((scope === 'id-token' && at === 'read') || at === 'unknown') continue;
      const left = now?.[scope] ?? 'none';
      const kept = left !== 'unknown' && atLeast(left, at);
      expect({ job: names, scope, kept }).toEqual({ job: names, scope, kept: true });
    }
  }
}

/** The step that a repair puts in front of a push without a login; those of the material have another username. */
function isAddedLogin(step: unknown): boolean {
  const { uses, with: inputs, ...rest } = (step ?? {}) as Record<string, unknown>;
  const added = {
    registry: 'ghcr.io',
    username: '${{ github.actor }}',
    password: '${{ secrets.GITHUB_TOKEN }}',
  };
  const isLogin = String(uses).startsWith('docker/login-action@') && Object.keys(rest).length === 0;
  return isLogin && JSON.stringify(inputs) === JSON.stringify(added);
}

/** The data without what repairs may change. */
function rest(text: string): unknown {
  const bare = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value))
      return value.filter((item) => !isAddedLogin(item)).map((item) => bare(item, key));
    if (typeof value === 'string') return value.replace(/ghcr\.io\/Octo\/App/g, 'ghcr.io/octo/app');
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([name]) => name !== 'permissions' && !(key === 'with' && (name === 'push' || name === 'registry')),
        )
        .filter(([name]) => !(key === 'env' && name === 'GITHUB_TOKEN'))
        .map(([name, item]) => [name, bare(item, name)] as const)
        .filter(([name, item]) => !(name === 'env' && Object.keys(item as object).length === 0)),
    );
  };
  return bare(parse(text.replace(/^\uFEFF/, '')));
}

/** Each is a repository that is read, judged and mended twice. */
const RUNS = isWhole ? 300 : 30;

describe('for every workflow, --fix', () => {
  test('mends what it says, takes nothing away and touches nothing else', async () => {
    let mended = 0;
    await fc.assert(
      fc.asyncProperty(repository, async (texts: Texts) => {
        const { first, applied, after } = await fix(texts);
        expect(first.problems).toEqual([]);
        // What could be mended safely is gone.
        const safe = applied.left.repairs.filter((repair) => repair.safe);
        expect(safe.map((repair) => applied.left.report.findings[repair.finding]?.id)).toEqual([]);
        mended += applied.fixed.length;
        noneLost(jobsIn(texts), jobsIn(after));
        for (const file of [CALLER, CALLED]) {
          noneLost(jobsIn({ [file]: texts[file] as string }), jobsIn({ [file]: after[file] as string }));
          const [before, now] = [texts[file] as string, after[file] as string];
          expect(rest(now)).toEqual(rest(before));
          // Comments, line ends and the byte order mark stay.
          const comments = (text: string) => text.match(/(?<=\s)#.*?(?=\r?$)/gm)?.sort() ?? [];
          expect(comments(now)).toEqual(comments(before));
          expect(/[^\r]\n/.test(now)).toBe(/[^\r]\n/.test(before));
          expect(now.startsWith('\uFEFF')).toBe(before.startsWith('\uFEFF'));
        }
        // A second time there is nothing to do.
        const second = await fix(after);
        expect(second.after).toEqual(after);
      }),
      { numRuns: RUNS },
    );
    // The generator makes what is to be mended.
    expect(mended).toBeGreaterThan(RUNS / 3);
  }, 600_000);
});
