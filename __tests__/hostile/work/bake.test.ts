/** Bake files (docker docs "Bake file reference"): groups and targets that name each other, and HCL that does not end. */
import { type Face, type Files, LINT_AND_MAIN, many, pushing, readBy } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

const workflow = pushing(['- run: docker buildx bake --push']);
const hcl = (text: string): Files => ({ ...workflow, 'docker-bake.hcl': text });
const json = (value: unknown): Files => ({ ...workflow, 'docker-bake.json': JSON.stringify(value) });

const quoted = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
const group = (name: string, targets: string[]) => `group "${name}" {\n  targets = [${quoted(targets)}]\n}\n`;
const target = (name: string, lines: string) => `target "${name}" {\n${lines}\n}\n`;
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const twice = (name: string, called: string) =>
  `function "${name}" {\n  params = [x]\n  result = concat(${called}("${'${x}${x}'}"), ${called}(x))\n}\n`;
const push = 'tags = ["ghcr.io/octo-org/app:1"]\noutput = ["type=registry"]';

const FILES: [string, Files][] = [
  [
    'two groups that name each other',
    hcl(group('default', ['b']) + group('b', ['default', 't']) + target('t', push)),
  ],
  [
    'a ring of 60 groups',
    hcl(
      group('default', ['g0']) +
        many(60, (at) => group(`g${at}`, [`g${(at + 1) % 60}`, 't'])) +
        target('t', push),
    ),
  ],
  [
    '24 groups that each name all after',
    hcl(
      group('default', names('g', 24)) +
        many(24, (at) => group(`g${at}`, [...names('g', 24).slice(at + 1), 't'])) +
        target('t', push),
    ),
  ],
  [
    '30 groups that each name all',
    hcl(group('default', names('g', 30)) + many(30, (at) => group(`g${at}`, names('g', 30)))),
  ],
  [
    '36 groups that each name two',
    hcl(
      group('default', ['g0', 'g1']) +
        many(36, (at) => group(`g${at}`, [`g${at + 1}`, `g${at + 2}`])) +
        target('g36', push) +
        target('g37', push),
    ),
  ],
  [
    'a ring of 60 targets',
    hcl(
      group('default', ['t0']) +
        many(60, (at) => target(`t${at}`, `inherits = ["t${(at + 1) % 60}"]\n${push}`)),
    ),
  ],
  ['functions that call themselves twice', hcl(`${twice('f', 'f')}target "default" {\n  tags = f("a")\n}\n`)],
  [
    '30 functions that each call the next twice',
    hcl(
      many(30, (at) => twice(`f${at}`, `f${at + 1}`)) +
        'function "f30" {\n  params = [x]\n  result = ["${x}${x}"]\n}\ntarget "default" {\n  tags = f0("a")\n}\n',
    ),
  ],
  [
    '30 lists that each name the next twice',
    hcl(
      `${many(30, (at) => `variable "V${at}" {\n  default = [V${at + 1}, V${at + 1}]\n}\n`)}target "default" {\n  tags = V0\n}\n`,
    ),
  ],
  ['lists in 20,000 lists', hcl(`target "default" {\n  tags = ${'['.repeat(20_000)}\n}\n`)],
  [
    '24 targets that each inherit all after',
    hcl(
      group('default', ['t0']) +
        many(24, (at) => target(`t${at}`, `inherits = [${quoted(names('t', 24).slice(at + 1))}]`)) +
        target('t24', push),
    ),
  ],
  [
    '30 targets that each inherit all',
    hcl(
      group('default', names('t', 30)) +
        many(30, (at) => target(`t${at}`, `inherits = [${quoted(names('t', 30))}]\n${push}`)),
    ),
  ],
  [
    'targets whose contexts name each other',
    hcl(
      group('default', ['t0']) +
        many(24, (at) =>
          target(
            `t${at}`,
            `contexts = {${many(24, (other) => `x${other} = "target:t${other}"`, '\n')}}\n${push}`,
          ),
        ),
    ),
  ],
  [
    'a group that names itself a thousand times',
    hcl(
      group(
        'default',
        Array.from({ length: 1000 }, () => 'default'),
      ),
    ),
  ],
  [
    'a variable made of itself',
    hcl(
      `variable "A" { default = "\${A}\${A}" }\n${target('default', 'tags = ["ghcr.io/octo-org/app:${A}"]\noutput = ["type=registry"]')}`,
    ),
  ],
  [
    'variables that double',
    hcl(
      `variable "A0" { default = "xxxxxxxxxx" }\n${many(40, (at) => `variable "A${at + 1}" { default = "\${A${at}}\${A${at}}" }\n`)}${target('default', 'tags = ["ghcr.io/octo-org/app:${A40}"]\noutput = ["type=registry"]')}`,
    ),
  ],
  [
    'variables that each name another a hundred times',
    hcl(
      `variable "A0" { default = "xxxxxxxxxx" }\n${many(8, (at) => `variable "A${at + 1}" { default = "${`\${A${at}}`.repeat(100)}" }\n`)}${target('default', 'tags = ["ghcr.io/octo-org/app:${A8}"]\noutput = ["type=registry"]')}`,
    ),
  ],
  [
    'targets that each have one variable more of those that double',
    hcl(
      `variable "A0" { default = "xxxxxxxxxx" }\n${many(40, (at) => `variable "A${at + 1}" { default = "\${A${at}}\${A${at}}" }\n`)}${group('default', names('t', 41))}${many(41, (at) => target(`t${at}`, `tags = ["ghcr.io/octo-org/app:\${A${at}}"]\noutput = ["type=registry"]`))}`,
    ),
  ],
  [
    '100 targets that each name a variable 2,000 times in a text',
    hcl(
      `variable "A" { default = "${'x'.repeat(2_000)}" }\n${group('default', names('t', 100))}${many(100, (at) => target(`t${at}`, `tags = ["ghcr.io/octo-org/app:${'${A}'.repeat(2_000)}"]\noutput = ["type=registry"]`))}`,
    ),
  ],
  [
    'targets that each have a list of those that double',
    hcl(
      `variable "L0" { default = ["ghcr.io/octo-org/app:1", "ghcr.io/octo-org/app:2"] }\n${many(30, (at) => `variable "L${at + 1}" { default = concat(L${at}, L${at}) }\n`)}${group('default', names('t', 4))}${many(4, (at) => target(`t${at}`, `tags = L${at * 10}\noutput = ["type=registry"]`))}`,
    ),
  ],
  [
    '100 targets, of which any is named when the job runs, a hundred times',
    {
      ...pushing([`- run: docker buildx bake --push ${many(100, (at) => `t$(date +${at})`, ' ')}`]),
      'docker-bake.hcl': many(100, (at) => target(`t${at}`, `inherits = ["t${at + 1}"]\n${push}`)),
    },
  ],
  ['100,000 quotes', hcl(target('default', `tags = [${'"'.repeat(100_001)}`))],
  ['100,000 quotes with escapes', hcl(target('default', `tags = [${'"\\'.repeat(50_000)}`))],
  ['100,000 templates in each other', hcl(target('default', `tags = ["${'${"'.repeat(50_000)}`))],
  ['braces that do not end', hcl(`${'target "x" {\n'.repeat(20_000)}`)],
  ['brackets that do not end', hcl(target('default', `tags = ${'['.repeat(100_000)}`))],
  ['comments that do not end', hcl('/*'.repeat(100_000))],
  [
    'a heredoc that does not end',
    hcl(`target "default" {\n tags = [<<X\n${'ghcr.io/octo-org/app\n'.repeat(20_000)}`),
  ],
  ['heredocs in a row', hcl('a = <<X\n'.repeat(30_000))],
  [
    'a list of 30,000 tags',
    hcl(target('default', `tags = [${many(30_000, (at) => `"ghcr.io/octo-org/app:${at}"`, ',\n')}]`)),
  ],
  ['a megabyte of spaces', hcl(`${' '.repeat(1024 * 1024 - 300)}${target('default', push)}`)],
  ['a megabyte of one name', hcl(target('a'.repeat(1024 * 1024 - 300), push))],
  [
    'a matrix of millions',
    hcl(
      target(
        'default',
        `matrix = {${many(6, (at) => `m${at} = [${quoted(names('v', 20))}]`, '\n')}}\nname = "x-\${m0}-\${m1}"\ntags = ["ghcr.io/octo-org/app:\${m0}"]`,
      ),
    ),
  ],
  [
    'JSON: groups that name each other',
    json({
      group: Object.fromEntries(
        names('g', 30).map((name) => [
          name === 'g0' ? 'default' : name,
          { targets: ['default', ...names('g', 30)] },
        ]),
      ),
      target: {},
    }),
  ],
  [
    'JSON: targets that inherit each other',
    json({
      target: Object.fromEntries(
        names('t', 30).map((name) => [
          name === 't0' ? 'default' : name,
          { inherits: ['default', ...names('t', 30)], tags: ['ghcr.io/octo-org/app'] },
        ]),
      ),
    }),
  ],
  ['JSON: 100,000 brackets', { ...workflow, 'docker-bake.json': '['.repeat(100_000) }],
  [
    'JSON of the wrong shapes',
    json({ group: [1, null], target: { default: { tags: 5, inherits: { a: 1 }, output: null } } }),
  ],
];

situations('work', [
  table(
    'bake files',
    times<Files, Face>(FILES, LINT_AND_MAIN),
    async (arena, [files, face]) => {
      await readBy(arena, files, face);
    },
    { inCI: 10 },
  ),
]);
