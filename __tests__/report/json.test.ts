import { describe, expect, test } from '@jest/globals';
import { runReport } from '../../src/evidence/run.js';
import { findingsJson, reportJson } from '../../src/report/json.js';
import { version } from '../../src/version.js';
import { schemaFaults as faults, schema } from '../schema.js';
import { CASES, finding, hostileReport, image, report } from './reports.js';

/** A report as it is written. */
const whole = (changes: Parameters<typeof report>[0] = {}) => ({
  tool: { name: 'ghcr-preflight', version },
  run: null,
  ...report(changes),
});

describe('the schema takes', () => {
  test.each(Object.keys(CASES))('%s', (name) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const found = CASES[name]?.[language];
      if (found) expect(faults(JSON.parse(reportJson(found, null)))).toEqual([]);
    }
  });

  test('a user token with scopes and an expiry', () =>
    expect(
      faults(
        whole({
          token: {
            source: 'ghcr-token',
            kind: 'classic-pat',
            scopes: ['write:packages'],
            expiresAt: '2027-01-31T12:00:00Z',
          },
        }),
      ),
    ).toEqual([]));

  test('no token, and an image that was not asked about', () =>
    expect(
      faults(
        whole({
          token: { source: null, kind: null, scopes: null, expiresAt: null },
          images: [image({ status: null, message: null, token: null })],
        }),
      ),
    ).toEqual([]));
});

describe('the schema refuses', () => {
  test.each<[string, unknown, string]>([
    ['an unknown verdict', whole({ verdict: 'maybe' as never }), '/verdict enum'],
    ['another version', { ...whole(), schema: 2 }, '/schema const'],
    ['a key too many', { ...whole(), extra: 1 }, ' additionalProperties'],
    ['a key too few', { ...whole(), images: undefined }, ' required'],
    [
      'line 0',
      whole({
        findings: [finding({ location: { file: 'a', line: 0, column: 1, endLine: 1, endColumn: 1 } })],
      }),
      '/findings/0/location/line minimum',
    ],
    ['an id that is none', whole({ findings: [finding({ id: 'Not An Id' })] }), '/findings/0/id pattern'],
    [
      'one alternative twice',
      whole({ findings: [finding({ alternatives: ['a', 'a'] })] }),
      '/findings/0/alternatives uniqueItems',
    ],
    [
      'a date that is none',
      whole({ token: { source: null, kind: null, scopes: null, expiresAt: 'soon' } }),
      '/token/expiresAt format',
    ],
    [
      'a fix without its keys',
      whole({ findings: [finding({ fix: {} as never })] }),
      '/findings/0/fix required',
    ],
  ])('%s', (_, value, fault) => expect(faults(JSON.parse(JSON.stringify(value)))).toContain(fault));
});

test('every object of the schema names all of its keys, and no others are allowed', () => {
  interface Shape {
    type?: string;
    required: string[];
    properties: object;
    additionalProperties: unknown;
  }
  const objects: [string, Shape][] = [
    ['report', schema as never],
    ...Object.entries<Shape>(schema.$defs as never).filter(([, { type }]) => type === 'object'),
  ];
  expect(objects).toHaveLength(12);
  const optional = objects.flatMap(([name, { required, properties, additionalProperties }]) => {
    const keys = Object.keys(properties);
    expect(required).toEqual(keys.filter((key) => required.includes(key)));
    expect(additionalProperties).toBe(false);
    return keys.filter((key) => !required.includes(key)).map((key) => `${name}.${key}`);
  });
  // Only the action logs in, only lint leaves findings out, only check names credentials of a deployment and plans; the others are an audit's.
  expect(optional.sort()).toEqual([
    'finding.ref',
    'finding.repository',
    'image.credential',
    'report.audit',
    'report.ignored',
    'report.loginFailure',
    'report.plan',
  ]);
});

describe('the text', () => {
  test('is what the contract shows, key for key', () => expect(reportJson(report(), null)).toMatchSnapshot());

  test('is the same however the objects were built, and holds nothing more', () => {
    const shuffled = reversed({ ...report(), secret: 'x', findings: [{ ...finding(), secret: 'x' }] });
    expect(reportJson(shuffled as never, null)).toBe(reportJson(report(), null));
  });

  test('keeps every character of hostile text', () =>
    expect(JSON.parse(reportJson(hostileReport(), null))).toEqual({
      ...hostileReport(),
      tool: { name: 'ghcr-preflight', version },
      run: null,
    }));

  test('says which run it is of', () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_WORKFLOW: 'CI',
      GITHUB_JOB: 'build',
      GITHUB_RUN_ID: '123',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_EVENT_NAME: 'push',
    };
    const written = JSON.parse(reportJson(report(), runReport(env)));
    expect(faults(written)).toEqual([]);
    expect(written.run).toEqual({
      repository: 'octo/app',
      workflow: 'CI',
      job: 'build',
      id: '123',
      attempt: 1,
      url: 'https://github.com/octo/app/actions/runs/123',
      event: 'push',
    });
    expect(runReport({ ...env, GITHUB_ACTIONS: '' })).toBeNull();
    const bare = JSON.parse(
      reportJson(report(), runReport({ GITHUB_ACTIONS: 'true', GITHUB_RUN_ATTEMPT: 'x' })),
    );
    expect(faults(bare)).toEqual([]);
  });

  test('ends with a line end; the findings alone are one line', () => {
    expect(reportJson(report(), null)).toMatch(/\}\n$/);
    expect(findingsJson(report().findings)).not.toContain('\n');
    expect(JSON.parse(findingsJson(report().findings))).toEqual(report().findings);
  });
});

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
}
