/** The parts of an audit: the plan, the ranges, the queries, what is drawn and where it is cut. */
import { describe, expect, test } from '@jest/globals';
import { validate } from '@octokit/graphql-schema';
import { namePatterns } from '../../src/commands/audit/names.js';
import { planShards } from '../../src/commands/audit/plan.js';
import { filesQuery, WORKFLOWS_QUERY } from '../../src/evidence/organization/files.js';
import { rangeOf } from '../../src/evidence/organization/listing.js';
import type { AuditedPush } from '../../src/evidence/organization/types.js';
import type { AuditReport } from '../../src/report/audit/audit.js';
import { auditOverview, namedKinds } from '../../src/report/audit/lines.js';
import { auditPicture, troubledPushes } from '../../src/report/audit/picture.js';
import { auditSummary } from '../../src/report/audit/summary.js';
import { auditWords } from '../../src/report/audit/words.js';
import type { UnreadFile } from '../../src/report/problems.js';
import type { Report } from '../../src/report/report.js';
import type { Finding, Language } from '../../src/types.js';
import fc from '../properties.js';

describe('the plan', () => {
  test.each([
    [0, 1],
    [1, 1],
    [250, 1],
    [251, 2],
    [10_000, 40],
    [1_000_000, 256],
  ])('of %i repositories has %i legs', (repositories, legs) => {
    const shards = planShards(repositories);
    expect(shards).toHaveLength(legs);
    expect(shards[0]).toBe(`1/${legs}`);
    expect(shards.at(-1)).toBe(`${legs}/${legs}`);
  });

  test('its ranges are all repositories, each once, and differ by one at most', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 256 }), (total, of) => {
        const ranges = Array.from({ length: of }, (_, index) => rangeOf({ number: index + 1, of }, total));
        const sizes = ranges.map(([from, to]) => to - from);
        expect(ranges[0]?.[0]).toBe(0);
        expect(ranges.at(-1)?.[1]).toBe(total);
        expect(ranges.slice(1).every(([from], index) => from === ranges[index]?.[1])).toBe(true);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the queries', () => {
  const wanted = [
    { repository: 'octo-org/app', ref: 'HEAD', path: 'Makefile' },
    { repository: 'octo-org/app', ref: 'v1', path: 'a "quoted" \\ name\n/\u2028.yml' },
    { repository: 'octo-org/a"){x}#', ref: 'HEAD', path: '' },
  ];

  test.each([
    ['of workflows', WORKFLOWS_QUERY],
    ['of files', filesQuery(wanted)],
  ])('%s are such as GitHub takes', (_, query) => {
    expect(validate(query)).toEqual([]);
  });

  test('a wrong one would be seen', () => {
    expect(validate(WORKFLOWS_QUERY.replace('isEmpty', 'isHollow'))).toHaveLength(1);
  });
});

describe('patterns of names', () => {
  test.each([
    ['', 'app', true],
    ['app', 'App', true],
    ['app*', 'my-app', false],
    ['*app', 'my-app', true],
    ['a?p', 'ap', false],
    ['a?p', 'a.p', true],
    ['*,!app', 'app', false],
    ['!app\n!web', 'api', true],
    ['a.c', 'abc', false],
    [' , ', 'app', true],
    ['octo-org/app', 'app', true],
    ['Octo-Org/a*', 'app', true],
    ['*,!octo-org/app', 'app', false],
    ['other/app', 'app', false],
    [`${'*a'.repeat(500)}*b`, 'a'.repeat(5000), false],
    ['https://github.com/octo-org/app', 'app', true],
    ['!https://github.com/octo-org/app.git', 'app', false],
    ['git@github.com:octo-org/App.git, api.git', 'api', true],
    ['octo-org/app.git', 'app', true],
    ['ssh://git@github.com/octo-org/app.git', 'app', true],
    ['github.com/octo-org/a*', 'app', true],
    ['*,!github.com/octo-org/app/', 'app', false],
    ['octo.ghe.com/octo-org/app', 'app', true],
    ['.git*', '.github', true],
  ])('%#', (patterns, name, isAsked) => {
    expect(namePatterns(patterns, 'Octo-org').isAsked(name)).toBe(isAsked);
  });

  test('count what each takes or leaves out', () => {
    const { counted } = namePatterns('API-*, octo-org/web,!api-old,!nothing,api-*', 'octo-org');
    expect(counted(['api-one', 'api-old', 'Api-two', 'docs'])).toEqual([
      { pattern: 'api-*', matched: 2 },
      { pattern: 'web', matched: 0 },
      { pattern: '!api-old', matched: 1 },
      { pattern: '!nothing', matched: 0 },
    ]);
  });
});

function pushOf(index: number, more: Partial<AuditedPush> = {}): AuditedPush {
  return {
    repository: `octo-org/app-${index}`,
    reference: `ghcr.io/octo-org/app-${index}:1`,
    file: '.github/workflows/ci.yml',
    line: 9,
    job: 'image',
    level: 'write',
    byJobToken: true,
    ...more,
  };
}

function findingOf(index: number, more: Partial<Finding> = {}): Finding {
  return {
    id: 'job-lacks-packages-write',
    severity: 'error',
    confidence: 'certain',
    title: 'The job may not write packages',
    message: 'x'.repeat(300),
    location: { file: '.github/workflows/ci.yml', line: 5, column: 1, endLine: 5, endColumn: 9 },
    repository: `octo-org/app-${index}`,
    job: 'image',
    image: `ghcr.io/octo-org/app-${index}`,
    fix: { summary: 'Raise it.', diff: '-a\n+b\n', url: null, command: null },
    evidence: [],
    alternatives: [],
    docs: 'docs/causes/job-lacks-packages-write.md',
    ...more,
  };
}

function reportOf(findings: Finding[], more: Partial<AuditReport> = {}): Report {
  return {
    schema: 1,
    command: 'audit',
    verdict: 'denied',
    access: 'push',
    registry: 'ghcr.io',
    images: [],
    token: { source: null, kind: null, scopes: null, expiresAt: null },
    findings,
    audit: {
      owner: 'octo-org',
      ownerType: 'Organization',
      shard: { number: 1, of: 1 },
      total: findings.length,
      patterns: [],
      repositories: findings.map(({ repository = '' }) => ({
        name: repository,
        state: 'read',
        reason: null,
        commit: null,
        branch: null,
        files: 1,
        errors: 1,
        warnings: 0,
        problems: [],
      })),
      pushes: findings.map((_, index) => pushOf(index)),
      packages: [],
      absent: [],
      packagesProblem: null,
      missing: [],
      usage: { requests: 1, queries: 1, points: 1, waited: 0 },
      ...more,
    },
  };
}

describe('how many packages there are', () => {
  const overview = (more: Partial<AuditReport>) =>
    auditOverview(reportOf([], more).audit as AuditReport, [], 'en');
  const one: AuditReport['packages'] = [{ name: 'app', visibility: 'private', repository: null }];

  test('is said of one that was asked for by its name, though none could be listed', () => {
    const said = overview({ packagesProblem: 'list-unsupported', packages: one });
    expect(said).toContainEqual(expect.stringMatching(/^1 package, 1 of them linked to no repository/));
  });

  test('is not said where none was asked for and none could be listed', () => {
    const said = overview({ packagesProblem: 'list-unsupported' });
    expect(said).not.toContainEqual(expect.stringContaining('No packages'));
    expect(said).toContainEqual(expect.stringContaining('could not be listed'));
  });
});

test('comments that silence nothing are told apart from files that GitHub refuses', () => {
  const problemOf = (kind: UnreadFile['kind']): UnreadFile => ({
    kind,
    file: `${kind}.yml`,
    detail: null,
    line: null,
  });
  const report = reportOf([findingOf(1)]).audit as AuditReport;
  const [first] = report.repositories;
  if (!first) throw new Error('no repository');
  const problems = (['no-jobs', 'unknown-cause', 'no-cause'] as const).map(problemOf);
  const kinds = namedKinds({ ...report, repositories: [{ ...first, problems }] }, [], 'en');
  const say = auditWords('en');
  const files = kinds.map(({ kind, names }) => [kind, names.map((each) => /[\w-]+\.yml/.exec(each)?.[0])]);
  expect(files).toEqual([
    [say.broken, ['no-jobs.yml']],
    [say.idleComments, ['unknown-cause.yml', 'no-cause.yml']],
  ]);
});

describe('the picture', () => {
  test('draws the troubled pushes first, each with its grant', () => {
    const pushes = troubledPushes(
      [
        pushOf(1),
        pushOf(2, { level: 'read' }),
        pushOf(3, { byJobToken: false }),
        pushOf(4, { byJobToken: null }),
      ],
      [findingOf(2)],
    );
    expect(auditPicture(pushes, 'en')?.text.split('\n')).toEqual([
      'flowchart LR',
      '  n0["octo-org/app-2<br/>ci.yml · image<br/>packages: read"]',
      '  n1[("ghcr.io/octo-org/app-2")]',
      '  n0 ==>|"✗"| n1',
      '  n2["octo-org/app-1<br/>ci.yml · image<br/>packages: write"]',
      '  n3[("ghcr.io/octo-org/app-1")]',
      '  n2 --> n3',
      '  n4["octo-org/app-3<br/>ci.yml · image<br/>another token"]',
      '  n5[("ghcr.io/octo-org/app-3")]',
      '  n4 --> n5',
      '  n6["octo-org/app-4<br/>ci.yml · image<br/>token unknown"]',
      '  n7[("ghcr.io/octo-org/app-4")]',
      '  n6 --> n7',
    ]);
  });

  test('takes no package for another one whose name only begins alike', () => {
    const [found] = troubledPushes(
      [pushOf(2, { reference: 'ghcr.io/octo-org/app-2-cache:1' })],
      [findingOf(2)],
    );
    expect(found?.severity).toBeNull();
  });

  test('of no name gets out of its label', () => {
    const job = 'a"] --> b["\n```\n<img src=x>%%{init}%%;end';
    const { text = '' } = auditPicture(troubledPushes([pushOf(1, { job })], []), 'en') ?? {};
    const label = /^ {2}n0\["(.*)"\]$/m.exec(text)?.[1];
    expect(label?.replaceAll('<br/>', '')).toMatch(/^[\p{L}\p{N} ./:@_·…✗#;-]+$/u);
    expect(text.split('\n')).toHaveLength(4);
  });

  test('stays such that GitHub draws it, however many there are', () => {
    const many = Array.from({ length: 3000 }, (_, index) => pushOf(index, { job: 'j'.repeat(500) }));
    const drawn = auditPicture(troubledPushes(many, []), 'en');
    expect(drawn?.shown).toBe(40);
    expect(drawn?.text.length).toBeLessThan(50_000);
  });
});

describe('the summary', () => {
  test.each(['en', 'zh-CN'] as Language[])(
    'in %s stays under 1 MiB, and says what is left out',
    (language) => {
      const findings = Array.from({ length: 5000 }, (_, index) => findingOf(index));
      const markdown = auditSummary(reportOf(findings), { language, serverUrl: 'https://github.com' });
      expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
      expect(markdown).toMatch(
        language === 'en' ? /\d+ more findings are left out here/ : /还有 \d+ 个结果没有显示/,
      );
      // Each cause in one line, with how often it was met.
      expect(markdown).toMatch(
        language === 'en'
          ? /^- ❌ .+: 5000 findings in 5000 repositories$/m
          : /^- ❌ .+：5000 个存储库中的 5000 个结果$/m,
      );
    },
  );

  test('says of each finding the fix first, and of a few no list of causes', () => {
    const markdown = auditSummary(reportOf([findingOf(1), findingOf(2)]), {
      language: 'en',
      serverUrl: 'https://github.com',
    });
    expect(markdown).not.toContain('by cause');
    expect(markdown).not.toContain('left out here');
    for (const block of markdown.split('\n### ❌').slice(1))
      expect(block.split('\n\n')[1]).toMatch(/^\*\*Fix\*\*: /);
    // A table is wider than a phone.
    expect(markdown).not.toContain('| ---');
  });

  test.each([
    [5, false],
    [6, true],
  ])('of %i findings a list of their causes: %s', (count, isListed) => {
    const findings = Array.from({ length: count }, (_, index) => findingOf(index));
    const markdown = auditSummary(reportOf(findings), { language: 'en', serverUrl: 'https://github.com' });
    expect(markdown.includes('by cause')).toBe(isListed);
  });

  test('links each place to its own repository, and obeys no name', () => {
    const repository = 'octo-org/a|b`<x>';
    const markdown = auditSummary(reportOf([findingOf(1, { repository, title: '</details>| @all' })]), {
      language: 'en',
      serverUrl: 'https://github.com',
    });
    expect(markdown).toContain(
      'https://github.com/octo-org/a%7Cb%60%3Cx%3E/blob/HEAD/.github/workflows/ci.yml#L5',
    );
    expect(markdown).not.toContain('<x>');
    expect(markdown).not.toMatch(/^### .*<\/details>/m);
  });

  test('links each place to the text that was read: at the ref that is called, else at the commit', () => {
    const repositories = [1, 2].map((index) => ({
      name: `octo-org/app-${index}`,
      state: 'read' as const,
      reason: null,
      commit: 'c0ffee',
      branch: 'main',
      files: 1,
      errors: 1,
      warnings: 0,
      problems: [],
    }));
    const markdown = auditSummary(
      reportOf([findingOf(1), findingOf(2, { ref: 'releases/v1' })], { repositories }),
      {
        language: 'en',
        serverUrl: 'https://github.com',
      },
    );
    expect(markdown).toContain('https://github.com/octo-org/app-1/blob/c0ffee/.github/workflows/ci.yml#L5');
    expect(markdown).toContain(
      'https://github.com/octo-org/app-2/blob/releases/v1/.github/workflows/ci.yml#L5',
    );
  });

  test('says first what is missing', () => {
    const markdown = auditSummary(
      reportOf([findingOf(1)], { missing: [{ shard: '2/3', file: null, reason: 'no-report' }] }),
      { language: 'en', serverUrl: 'https://github.com' },
    );
    const missing = markdown.indexOf('Shard 2/3 left no report');
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThan(markdown.indexOf('The job may not write packages'));
  });
});
