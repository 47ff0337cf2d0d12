/** What names stand for in a bake file, and which tags a build pushes whose target is named when the job runs. */
import { describe, expect, test } from '@jest/globals';
import { NOWHERE } from '../../src/workflow/knowledge/clients.js';
import { bakeTargets } from '../../src/workflow/knowledge/project-files/bake/bake.js';
import { absentName, standIn } from '../../src/workflow/language/origins.js';
import { HOLE } from '../../src/workflow/language/values.js';

function tags(
  files: Record<string, string>,
  environment: Record<string, string> = {},
  targets: string[] = [],
  given: string[] = [],
): string[] {
  const around = {
    ...NOWHERE,
    file: (path: string) => files[path] ?? null,
    variable: (name: string) => environment[name] ?? null,
  };
  return bakeTargets({ files: given, targets, folder: '.' }, around).targets.flatMap((each) => each.tags);
}

const HOST = 'variable "HOST" {\n  default = "localhost:5000" # where nobody says else\n}\n';
const target = (value: string) => `target "default" {\n  tags = ${value}\n}\n`;

describe('a list that is made of another', () => {
  const VARIABLES = 'variable "NAMES" { default = ["a", "b"] }\nvariable "TAGS" { default = "1,,2" }\n';
  const IMAGE =
    'function "image" {\n  params = [owner]\n  variadic_params = names\n  result = [for n in names : "${owner}/${n}"]\n}\n';

  test.each<[string, string, string[]]>([
    ['of a variable', '[for n in NAMES : "octo/${n}:1"]', ['octo/a:1', 'octo/b:1']],
    ['of a text', '[for t in split(",", TAGS) : "octo:${t}" if t != ""]', ['octo:1', 'octo:2']],
    ['by its places', '[for i, n in NAMES : "${n}:${i}"]', ['a:0', 'b:1']],
    ['over lines', '[\n    for n in NAMES :\n    lower("octo/${n}")\n  ]', ['octo/a', 'octo/b']],
    [
      'of each of each',
      'flatten([for n in NAMES : [for t in ["x", "y"] : "${n}:${t}"]])',
      ['a:x', 'a:y', 'b:x', 'b:y'],
    ],
    ['within another', 'concat(["c:1"], [for n in NAMES : "${n}:1"])', ['c:1', 'a:1', 'b:1']],
    ['of what nobody knows', '[for n in read(TAGS) : "octo/${n}"]', [`octo/${HOLE}`]],
    ['of a map', '[for k, v in {a = "b"} : "octo/${v}"]', [HOLE]],
    ['by what nobody knows', '[for n in NAMES : n if read(n)]', [HOLE, HOLE]],
    ['by a function of any number', 'image("octo", "a", "b")', ['octo/a', 'octo/b']],
    ['by a function that is given none', 'concat(image("octo"), ["x"])', ['x']],
    ['by a function that is given a list', 'image("octo", NAMES...)', ['octo/a', 'octo/b']],
  ])('%s', (_, value, expected) =>
    expect(tags({ 'docker-bake.hcl': `${VARIABLES}${IMAGE}${target(value)}` })).toEqual(expected),
  );
});

describe('a name that is set by others', () => {
  test.each<[string, string, string, string[]]>([
    [
      'in the default of a variable',
      'variable "NAME" { default = "${HOST}/app" }',
      '["${NAME}:1"]',
      ['localhost:5000/app:1'],
    ],
    [
      'through one more',
      'variable "A" { default = "${B}/a" }\nvariable "B" { default = "${HOST}/b" }',
      '["${A}:1"]',
      ['localhost:5000/b/a:1'],
    ],
    ['as the other itself', 'variable "A" { default = HOST }', '["${A}/app"]', ['localhost:5000/app']],
    [
      'by a choice',
      'variable "A" { default = HOST == "" ? "app" : "${HOST}/app" }',
      '["${A}"]',
      ['localhost:5000/app'],
    ],
    ['outside of all blocks', 'full = "${HOST}/app"', '["${full}:2"]', ['localhost:5000/app:2']],
    ['there, to a text alone', 'full = "ghcr.io/octo/app"', '["${full}:2"]', ['ghcr.io/octo/app:2']],
    [
      'there, by a choice whose condition stands in brackets',
      'full = ( HOST == "localhost:5000" ) ? "${HOST}/try" : "${HOST}/app"',
      '["${full}"]',
      ['localhost:5000/try'],
    ],
    [
      'there, to a list over lines',
      'all = [\n  "${HOST}/a",\n  "${HOST}/b",\n]',
      'all',
      ['localhost:5000/a', 'localhost:5000/b'],
    ],
    ['in brackets', 'full = ("${HOST}/app")', '[full]', ['localhost:5000/app']],
    ['by itself', 'a = "${b}"\nb = "${a}"', '["octo/${a}"]', [`octo/${HOLE}`]],
    ['by what nobody knows', 'a = read(HOST)', '["octo/${a}"]', [`octo/${HOLE}`]],
  ])('%s', (_, set, value, expected) =>
    expect(tags({ 'docker-bake.hcl': `${HOST}${set}\n${target(value)}` })).toEqual(expected),
  );

  const FILE = `${HOST}full = "\${HOST}/app"\n${target('["${full}:1"]')}`;

  test('follows the environment of what it is made of', () =>
    expect(tags({ 'docker-bake.hcl': FILE }, { HOST: 'ghcr.io/octo' })).toEqual(['ghcr.io/octo/app:1']));

  test('is not what the environment has of its own name, unless it is a variable', () => {
    expect(tags({ 'docker-bake.hcl': FILE }, { full: 'ghcr.io/other/app' })).toEqual([
      'localhost:5000/app:1',
    ]);
    const variable = FILE.replace('full =', 'variable "full" {\n  default = "x"\n}\nfull =');
    expect(tags({ 'docker-bake.hcl': variable }, { full: 'ghcr.io/other/app' })).toEqual([
      'ghcr.io/other/app:1',
    ]);
  });

  test('in another file, before the default', () =>
    expect(
      tags(
        {
          'a.hcl': `${HOST}${target('["${HOST}/app"]')}`,
          'b.hcl': 'who = "octo"\nHOST = "ghcr.io/${who}"\n',
        },
        {},
        [],
        ['a.hcl', 'b.hcl'],
      ),
    ).toEqual(['ghcr.io/octo/app']));

  test('in JSON', () =>
    expect(
      tags({
        'docker-bake.json': JSON.stringify({
          full: '${HOST}/app',
          variable: { HOST: { default: 'ghcr.io/octo' } },
          target: { default: { tags: ['${full}:1'] } },
        }),
      }),
    ).toEqual(['ghcr.io/octo/app:1']));

  test('by as many others as make it longer than any name', () => {
    const chain = Array.from({ length: 9 }, (_, at) => `n${at + 1} = "${`\${n${at}}`.repeat(100)}"`).join(
      '\n',
    );
    const [tag = ''] = tags({ 'docker-bake.hcl': `n0 = "octo"\n${chain}\n${target('[n9]')}` });
    expect(tag).toMatch(new RegExp(`^${HOLE}+$`));
  });

  test('to a list that is made of one list after the other', () => {
    const lists = Array.from({ length: 24 }, (_, at) => `l${at + 1} = concat(l${at}, l${at})`).join('\n');
    const targets = Array.from({ length: 25 }, (_, at) => `target "t${at}" {\n  tags = l${at}\n}\n`);
    const file = `l0 = ["a", "b"]\n${lists}\n${targets.join('')}`;
    const all = targets.map((_, at) => `t${at}`);
    // Each in turn asks for what the one before it has found.
    expect(tags({ 'docker-bake.hcl': file }, {}, all).length).toBeLessThanOrEqual(25 * 1_000);
  });

  test('through more of them than anybody writes', () => {
    const chain = Array.from({ length: 5_000 }, (_, at) => `n${at} = "\${n${at + 1}}"`).join('\n');
    expect(tags({ 'docker-bake.hcl': `${chain}\n${target('["octo/${n0}"]')}` })).toEqual([`octo/${HOLE}`]);
  });
});

describe('a target that is named when the job runs', () => {
  const one = (name: string, ...names: string[]) =>
    `target "${name}" {\n  tags = [${names.map((each) => `"${each}"`).join(', ')}]\n}\n`;
  const pushed = (wanted: string, ...targets: string[]) =>
    tags({ 'docker-bake.hcl': targets.join('') }, {}, [wanted]);
  const either = (...of: string[]) => standIn({ kind: 'either', of });
  const [WEB, API] = [one('web', 'ghcr.io/octo/web:1'), one('api', 'ghcr.io/octo/api:1')];

  test('is the one there is', () => expect(pushed(HOLE, WEB)).toEqual([`ghcr.io/octo/web:${either('1')}`]));

  test('is one of them', () =>
    expect(pushed(HOLE, WEB, API)).toEqual([`ghcr.io/octo/${either('web:1', 'api:1')}`]));

  test('is one of those that its name can mean', () =>
    expect(pushed(`w${HOLE}`, WEB, API)).toEqual([`ghcr.io/octo/web:${either('1')}`]));

  test('may push to another registry', () =>
    expect(pushed(HOLE, WEB, one('hub', 'octo/web:1'))).toEqual([
      either('ghcr.io/octo/web:1', 'octo/web:1'),
    ]));

  test('has what it inherits', () =>
    expect(pushed(HOLE, WEB, 'target "slim" { inherits = ["web"] }\n')).toEqual([
      `ghcr.io/octo/web:${either('1', '1')}`,
    ]));

  test('is the usual one where nothing is named', () =>
    expect(pushed(absentName('steps.pick.outputs.names'), WEB, target('["ghcr.io/octo/app:1"]'))).toEqual([
      'ghcr.io/octo/app:1',
    ]));

  test('pushes nothing that is known where no target has a name', () =>
    expect(pushed(HOLE, 'target "web" { context = "." }\n')).toEqual([]));
});
