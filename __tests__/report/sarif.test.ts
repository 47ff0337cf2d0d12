/**
 * SARIF as code scanning reads it. The types of the published schema (`@types/sarif`) are checked by the
 * compiler; here stands, as a schema that allows nothing else, what GitHub asks for beyond them (docs: SARIF
 * support for code scanning), and the whole schema where SARIF_SCHEMA names a copy of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type SarifOptions, sarif } from '../../src/report/sarif.js';
import { CASES, finding, hostileReport, report, WORKFLOW } from './reports.js';

const text = { type: 'string', minLength: 1 };
const message = closed({ text }, ['text']);
const position = { type: 'integer', minimum: 1 };
const artifactLocation = closed(
  { uri: { type: 'string', format: 'uri-reference' }, uriBaseId: { const: '%SRCROOT%' } },
  ['uri'],
);
const region = closed(
  { startLine: position, startColumn: position, endLine: position, endColumn: position },
  ['startLine'],
);
const physicalLocation = closed({ artifactLocation, region }, ['artifactLocation']);
const level = { enum: ['error', 'warning', 'note'] };
const properties = { type: 'object' };

const SUBSET = closed(
  {
    $schema: text,
    version: { const: '2.1.0' },
    runs: list(
      closed(
        {
          tool: closed(
            {
              driver: closed(
                {
                  name: { const: 'ghcr-preflight' },
                  version: text,
                  semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
                  language: { type: 'string', pattern: '^[a-zA-Z]{2}-[a-zA-Z]{2}$' },
                  rules: list(
                    closed(
                      {
                        id: text,
                        name: { type: 'string', minLength: 1, maxLength: 255 },
                        shortDescription: closed({ text: { ...text, maxLength: 1024 } }, ['text']),
                        fullDescription: closed({ text: { ...text, maxLength: 1024 } }, ['text']),
                        help: closed({ text, markdown: text }, ['text', 'markdown']),
                        helpUri: { type: 'string', format: 'uri' },
                        defaultConfiguration: closed({ level }, ['level']),
                        properties,
                      },
                      ['id', 'shortDescription', 'help', 'defaultConfiguration'],
                    ),
                  ),
                },
                ['name', 'rules'],
              ),
            },
            ['driver'],
          ),
          invocations: list(
            closed(
              {
                executionSuccessful: { type: 'boolean' },
                toolExecutionNotifications: list(
                  closed(
                    { level, message, locations: list(closed({ physicalLocation }, ['physicalLocation'])) },
                    ['message'],
                  ),
                ),
              },
              ['executionSuccessful'],
            ),
          ),
          columnKind: { const: 'utf16CodeUnits' },
          results: list(
            closed(
              {
                ruleId: text,
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message,
                locations: {
                  ...list(closed({ physicalLocation }, ['physicalLocation'])),
                  minItems: 1,
                  maxItems: 10,
                },
                partialFingerprints: closed(
                  { primaryLocationLineHash: { type: 'string', pattern: '^[0-9a-f]+:\\d+$' } },
                  ['primaryLocationLineHash'],
                ),
                fixes: list(
                  closed(
                    {
                      description: message,
                      artifactChanges: {
                        ...list(
                          closed(
                            {
                              artifactLocation,
                              replacements: {
                                ...list(
                                  closed(
                                    {
                                      deletedRegion: region,
                                      insertedContent: closed({ text: { type: 'string' } }, ['text']),
                                    },
                                    ['deletedRegion'],
                                  ),
                                ),
                                minItems: 1,
                              },
                            },
                            ['artifactLocation', 'replacements'],
                          ),
                        ),
                        minItems: 1,
                      },
                    },
                    ['artifactChanges'],
                  ),
                ),
                properties,
              },
              ['ruleId', 'message', 'locations', 'partialFingerprints'],
            ),
          ),
        },
        ['tool', 'results'],
      ),
    ),
  },
  ['version', 'runs'],
);

function closed(members: object, required: string[]) {
  return { type: 'object', properties: members, required, additionalProperties: false };
}

function list(items: object) {
  return { type: 'array', items };
}

function compile(schema: object) {
  const ajv = new Ajv.default({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

const isFit = compile(SUBSET);
const copy = process.env.SARIF_SCHEMA;
const isSarif = copy && existsSync(copy) ? compile(withoutDialect(readFileSync(copy, 'utf8'))) : null;

/** It calls itself draft 4, of which it uses only what later drafts know as well. */
function withoutDialect(schema: string): object {
  const { $schema: _dialect, id: _id, ...rest } = JSON.parse(schema);
  return rest;
}

const FILE = '.github/workflows/ci.yml';
const source = (file: string) => (file === FILE ? WORKFLOW : undefined);
const full: SarifOptions = {
  language: 'en',
  docsBase: 'https://github.com/org/ghcr-preflight/blob/v1',
  source,
  rule: () => ({ title: 'A title', message: 'Refused: push: ${{ x }}.', fix: 'Add packages: write.' }),
  replacements: () => [
    {
      location: { file: FILE, line: 14, column: 1, endLine: 14, endColumn: 1 },
      text: '      packages: write\n',
    },
    { location: { file: 'other file.yml', line: 1, column: 2, endLine: 1, endColumn: 5 }, text: '' },
  ],
  problems: [{ file: '.github/workflows/broken.yml', line: 3, text: 'It is not valid YAML.' }],
};

const parsed = (found = report(), options: SarifOptions = full) => JSON.parse(sarif(found, options));
const onlyRun = (found = report(), options: SarifOptions = full) => parsed(found, options).runs[0];

describe('every report is valid', () => {
  const reports = [
    ...Object.values(CASES).flatMap((each) => [each.en, each['zh-CN']]),
    hostileReport(),
    report({ command: 'lint', findings: [] }),
  ];

  test('as code scanning wants it', () => {
    for (const found of reports) {
      for (const options of [full, {}]) {
        expect(isFit(parsed(found, options)) || isFit.errors).toBe(true);
      }
    }
  });

  (isSarif ? test : test.skip)('by the schema of OASIS (SARIF_SCHEMA names a copy)', () => {
    for (const found of reports) {
      for (const options of [full, {}])
        expect(isSarif?.(parsed(found, options)) || isSarif?.errors).toBe(true);
    }
  });
});

describe('what code scanning shows', () => {
  test('a rule has the words of its cause and a link to its page', () => {
    const [rule] = onlyRun().tool.driver.rules;
    const page = 'https://github.com/org/ghcr-preflight/blob/v1/docs/causes/job-lacks-packages-write.md';
    expect(rule).toMatchObject({
      id: 'job-lacks-packages-write',
      shortDescription: { text: 'A title' },
      fullDescription: { text: 'Refused: push: ${{ x }}.' },
      helpUri: page,
      help: { text: `Refused: push: \${{ x }}.\n\nAdd packages: write.\n\n${page}` },
    });
    expect(rule.help.markdown).toContain('`push: ${{ x }}`');
    expect(rule.help.markdown).toContain(`(${page})`);
  });

  test('two findings of a cause share its rule', () => {
    const { tool, results } = onlyRun(report({ findings: [finding(), finding({ job: 'other' })] }));
    expect(tool.driver.rules).toHaveLength(1);
    expect(results.map((each: { ruleIndex: number }) => each.ruleIndex)).toEqual([0, 0]);
  });

  test('the fix is the edits, by file', () => {
    const [result] = onlyRun().results;
    expect(result.fixes).toEqual([
      {
        description: { text: 'Give the job `packages: write`.' },
        artifactChanges: [
          {
            artifactLocation: { uri: FILE, uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 14, startColumn: 1, endLine: 14, endColumn: 1 },
                insertedContent: { text: '      packages: write\n' },
              },
            ],
          },
          {
            artifactLocation: { uri: 'other%20file.yml', uriBaseId: '%SRCROOT%' },
            replacements: [{ deletedRegion: { startLine: 1, startColumn: 2, endLine: 1, endColumn: 5 } }],
          },
        ],
      },
    ]);
  });

  test.each([
    [finding(), { confidence: 'certain', image: 'ghcr.io/octo/app', job: 'build' }],
    [finding({ job: null, image: null }), { confidence: 'certain' }],
  ])('a result has the properties that there are (%#)', (found, properties) =>
    expect(onlyRun(report({ findings: [found] })).results[0].properties).toEqual(properties),
  );

  test.each([
    [undefined, '.github/workflows', 1],
    [{ file: '.github/workflows/ci.yml', line: 7 }, '.github/workflows/ci.yml', 7],
  ])('what stands in no file is shown at %j', (place, uri, startLine) => {
    const alone = report({ findings: [finding({ location: null })] });
    const { runs } = JSON.parse(sarif(alone, place ? { place } : {}));
    expect(runs[0].results[0].locations).toEqual([
      { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine } } },
    ]);
  });

  test('a file that could not be read is a notification', () =>
    expect(onlyRun().invocations[0].toolExecutionNotifications).toMatchObject([
      { level: 'warning', message: { text: 'It is not valid YAML.' } },
    ]));

  test('the run was no success where what was asked for is missing, and one where a file beside it is', () => {
    const beside = { file: 'a.yml', line: null, text: 'It is no YAML.' };
    const missing = { file: null, line: null, text: 'No packages were told.', isFault: true };
    const invocationOf = (problems: (typeof beside | typeof missing)[]) =>
      JSON.parse(sarif(report(), { problems })).runs[0].invocations[0];
    expect(invocationOf([beside]).executionSuccessful).toBe(true);
    expect(invocationOf([beside, missing])).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'warning' },
        { level: 'error', message: { text: 'No packages were told.' } },
      ],
    });
  });

  test.each([
    ['/tmp/a b.yml', { uri: 'file:///tmp/a%20b.yml' }],
    ['C:\\a b.yml', { uri: 'file:///C:/a%20b.yml' }],
    ['a/b.yml', { uri: 'a/b.yml', uriBaseId: '%SRCROOT%' }],
  ])('the address of %s', (file, expected) => {
    const location = { file, line: 1, column: 1, endLine: 1, endColumn: 2 };
    const [result] = onlyRun(report({ findings: [finding({ location })] })).results;
    expect(result.locations[0].physicalLocation.artifactLocation).toEqual(expected);
  });
});

describe('fingerprints', () => {
  const prints = (
    findings: ReturnType<typeof finding>[],
    of: (file: string) => string | undefined = source,
  ) =>
    onlyRun(report({ findings }), { source: of }).results.map(
      (each: { partialFingerprints: { primaryLocationLineHash: string } }) =>
        each.partialFingerprints.primaryLocationLineHash,
    );
  const at = (line: number) =>
    finding({ location: { file: FILE, line, column: 5, endLine: line, endColumn: 9 } });

  test('stay when the lines above grow', () =>
    expect(prints([at(13)], () => `# new\n${WORKFLOW}`)).toEqual(prints([at(12)])));

  test('number what is equal', () => {
    const [one, two] = prints([at(12), at(12)]);
    expect([one, two].map((each) => String(each).split(':')[1])).toEqual(['1', '2']);
  });

  test.each([
    ['line', at(13)],
    ['cause', { ...at(12), id: 'read-only-run' }],
    ['job', { ...at(12), job: 'other' }],
    ['image', { ...at(12), image: 'ghcr.io/octo/other' }],
  ])('differ by %s', (_, other) => expect(prints([other])).not.toEqual(prints([at(12)])));
});
