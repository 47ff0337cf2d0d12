/** Which images files of a project name: what compose puts together of several files, and what a matrix of bake makes. */
import { describe, expect, test } from '@jest/globals';
import { NOWHERE } from '../../src/workflow/knowledge/clients.js';
import { commandEffects } from '../../src/workflow/knowledge/commands.js';
import { bakeTargets } from '../../src/workflow/knowledge/project-files/bake/bake.js';
import { composeImages } from '../../src/workflow/knowledge/project-files/compose.js';
import { standIn } from '../../src/workflow/language/origins.js';
import { HOLE } from '../../src/workflow/language/values.js';

/** One of these, of which nobody knows which. */
const either = (...of: string[]) => standIn({ kind: 'either', of });

const around = (files: Record<string, string>) => ({
  ...NOWHERE,
  file: (path: string) => files[path] ?? null,
});

const service = (name: string, ...lines: string[]) =>
  `  ${name}:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const compose = (...services: string[]) => `services:\n${services.join('')}`;

describe('a service with a profile', () => {
  const FILES = {
    'compose.yaml': compose(
      service('web', 'build: .', 'image: octo/web'),
      service('tool', 'build: .', 'image: octo/tool', 'profiles: [ci, "${MORE:-}"]'),
    ),
  };
  const pushed = (line: string, files: Record<string, string> = {}, set: Record<string, string> = {}) =>
    commandEffects(line.split(' '), {
      ...around({ ...FILES, ...files }),
      variable: (name) => set[name] ?? null,
    }).map(({ reference, runs }) => (runs === 'yes' ? reference : `${reference} ${runs}`));

  test.each([
    ['while none of them is on', 'docker compose push'],
    ['where another one is', 'docker compose --profile web push'],
    ['where others are named', 'docker compose build --push web'],
    [
      'where an option counts, and not the variable',
      'docker compose --profile web push',
      { COMPOSE_PROFILES: 'ci' },
    ],
  ] as const)('is passed over %s', (_, line, set: Record<string, string> = {}) =>
    expect(pushed(line, {}, set)).toEqual(['octo/web']),
  );

  test.each([
    ['by an option', pushed('docker compose --profile ci push')],
    ['by one for all of them', pushed('docker compose --profile=* push')],
    ['by a variable', pushed('docker compose push', {}, { COMPOSE_PROFILES: 'web, ci' })],
    ['by the env file', pushed('docker compose push', { '.env': 'COMPOSE_PROFILES=ci\n' })],
    [
      'beside one of another file',
      pushed('docker compose --profile ci push', {
        'compose.override.yml': compose(service('tool', 'profiles: [more]')),
      }),
    ],
  ])('is pushed where it is on %s', (_, images) => expect(images).toEqual(['octo/web', 'octo/tool']));

  test.each([
    ['what is on', pushed('docker compose push', {}, { COMPOSE_PROFILES: HOLE })],
    ['its own', pushed('docker compose push', {}, { MORE: HOLE })],
  ])('is perhaps pushed where nobody knows %s', (_, images) =>
    expect(images).toEqual(['octo/web', 'octo/tool unknown']),
  );

  test('is passed over where it has one by the file that is read beside the first', () =>
    expect(
      pushed('docker compose push', { 'compose.override.yaml': compose(service('web', 'profiles: [ci]')) }),
    ).toEqual([]));

  test('is pushed where it is named', () =>
    expect(pushed('docker compose push tool')).toEqual(['octo/tool']));
});

test('with a service those are pushed that it needs, and that these need, where the command says so', () => {
  const file = compose(
    service('web', 'build: .', 'image: octo/web', 'depends_on: [api]'),
    service('api', 'build: .', 'image: octo/api', 'depends_on: {db: {condition: service_started}}'),
    service('db', 'build: .', 'image: octo/db', 'depends_on: [web]'),
    service('tool', 'build: .', 'image: octo/tool'),
  );
  const pushed = (line: string) =>
    commandEffects(line.split(' '), around({ 'compose.yaml': file })).map(({ reference }) => reference);
  const all = ['octo/web', 'octo/api', 'octo/db'];
  expect(pushed('docker compose push web')).toEqual(['octo/web']);
  expect(pushed('docker compose push --include-deps web')).toEqual(all);
  expect(pushed('docker compose build --push --with-dependencies web')).toEqual(all);
  expect(pushed('docker compose push --include-deps')).toEqual([...all, 'octo/tool']);
});

describe('the images that compose pushes', () => {
  const pushed = (files: Record<string, string>, given: string[] = [], services: string[] = []) =>
    composeImages({ files: given, envFiles: [] }, services, around(files)).map(({ image }) => image);

  test('an image from another file that a service extends', () =>
    expect(
      pushed({
        'compose.yaml': compose(service('web', 'build: .', 'extends: {file: ops/base.yaml, service: base}')),
        'ops/base.yaml': compose(service('base', 'image: ghcr.io/octo/base')),
      }),
    ).toEqual(['ghcr.io/octo/base']));

  test('a build from the same file, and its own image before that of its parent', () =>
    expect(
      pushed({
        'compose.yaml': compose(
          service('base', 'build: .'),
          service('web', 'extends: base', 'image: ghcr.io/octo/web'),
          service('api', 'extends: {service: web}'),
        ),
      }),
    ).toEqual(['ghcr.io/octo/web', 'ghcr.io/octo/web']));

  test('more tags of what is built', () =>
    expect(
      pushed({
        'compose.yaml': compose(
          service('web', 'image: ghcr.io/octo/web', 'build: {context: ., tags: ["ghcr.io/octo/copy:1"]}'),
        ),
      }),
    ).toEqual(['ghcr.io/octo/web', 'ghcr.io/octo/copy:1']));

  test('what is included, by its path or by a list of them', () =>
    expect(
      pushed({
        'compose.yaml': `include:\n  - web/compose.yaml\n  - path: [api/compose.yaml, none.yaml]\n`,
        'web/compose.yaml': compose(service('web', 'build: .', 'image: ghcr.io/octo/web')),
        'api/compose.yaml': compose(service('api', 'build: .', 'image: ghcr.io/octo/api')),
      }),
    ).toEqual(['ghcr.io/octo/web', 'ghcr.io/octo/api']));

  test('a second file that names the image of what the first one builds', () =>
    expect(
      pushed(
        {
          'compose.yaml': compose(service('web', 'build: .', 'image: web')),
          'ci.yaml': compose(service('web', 'image: ghcr.io/octo/web')),
        },
        ['compose.yaml', 'ci.yaml'],
      ),
    ).toEqual(['ghcr.io/octo/web']));

  test('the file beside the first one, where none is given', () => {
    const files = {
      'docker-compose.yml': compose(service('web', 'build: .', 'image: web')),
      'docker-compose.override.yml': compose(service('web', 'image: ghcr.io/octo/web')),
    };
    expect(pushed(files)).toEqual(['ghcr.io/octo/web']);
    expect(pushed(files, ['docker-compose.yml'])).toEqual(['web']);
  });

  test('files that include themselves, and services that extend each other, end', () =>
    expect(
      pushed({
        'compose.yaml': `include: [compose.yaml]\n${compose(
          service('a', 'extends: b', 'build: .'),
          service('b', 'extends: a', 'image: ghcr.io/octo/b'),
        )}`,
      }),
    ).toEqual(['ghcr.io/octo/b', 'ghcr.io/octo/b']));
});

describe('a group that has the name of a target', () => {
  const tags = (hcl: string) =>
    bakeTargets({ files: [], targets: [], folder: '.' }, around({ 'docker-bake.hcl': hcl })).targets.flatMap(
      (each) => each.tags,
    );
  const WEB = 'target "web" { tags = ["ghcr.io/octo/web:1"] }\n';
  const API = 'target "api" { tags = ["ghcr.io/octo/api:1"] }\n';
  const BOTH = 'group "default" { targets = ["web"] }\ngroup "web" { targets = [';

  test('means that target, where it names itself', () =>
    expect(tags(`${BOTH}"api", "web"] }\n${WEB}${API}`)).toEqual([
      'ghcr.io/octo/api:1',
      'ghcr.io/octo/web:1',
    ]));

  test('goes before it, where it names others alone', () =>
    expect(tags(`${BOTH}"api"] }\n${WEB}${API}`)).toEqual(['ghcr.io/octo/api:1']));

  test('may be that of all', () =>
    expect(
      tags('group "default" { targets = ["default"] }\ntarget "default" { tags = ["ghcr.io/octo/web"] }\n'),
    ).toEqual(['ghcr.io/octo/web']));
});

describe('the targets of a matrix', () => {
  const tags = (hcl: string, ...targets: string[]) =>
    bakeTargets({ files: [], targets, folder: '.' }, around({ 'docker-bake.hcl': hcl })).targets.flatMap(
      (each) => each.tags,
    );
  const ITEMS =
    'group "default" { targets = ["image"] }\ntarget "image" {\n  name = "image-${item}"\n  matrix = {\n    item = ["web", "api"]\n  }\n  tags = ["ghcr.io/octo/${item}:1"]\n}\n';

  test('all of them by their group', () =>
    expect(tags(ITEMS)).toEqual(['ghcr.io/octo/web:1', 'ghcr.io/octo/api:1']));

  test('one by its name', () => expect(tags(ITEMS, 'image-api')).toEqual(['ghcr.io/octo/api:1']));

  test('several axes, one of them of maps', () =>
    expect(
      tags(
        'target "default" {\n  name = "x-${image.key}-${os}"\n  matrix = {\n    image = [\n      { key = "w", name = "web" },\n      { key = "a", name = "api" }\n    ]\n    os = ["alpine", "debian"]\n  }\n  tags = ["ghcr.io/octo/${image.name}:${os}"]\n}\n',
      ),
    ).toEqual([
      'ghcr.io/octo/web:alpine',
      'ghcr.io/octo/web:debian',
      'ghcr.io/octo/api:alpine',
      'ghcr.io/octo/api:debian',
    ]));
});

describe('the items of a list of bake', () => {
  const tags = (list: string) =>
    bakeTargets(
      { files: [], targets: [], folder: '.' },
      around({ 'docker-bake.hcl': `target "default" {\n  tags = [${list}]\n}\n` }),
    ).targets.flatMap((each) => each.tags);

  test.each<[string, string, string[]]>([
    [
      'a choice, without what its condition compares',
      'equal("edge", V) ? "ghcr.io/octo/app:2" : "", "ghcr.io/octo/app:1"',
      ['ghcr.io/octo/app:2', '', 'ghcr.io/octo/app:1'],
    ],
    ['what a function makes', 'format("ghcr.io/octo/%s:1", "app")', ['ghcr.io/octo/app:1']],
    ['what one makes that is not read', 'sha1("ghcr.io/octo/app:1")', [HOLE]],
    [
      'a text with a choice in it',
      '"ghcr.io/octo/app:${equal("a", V) ? "b" : "c"}"',
      [`ghcr.io/octo/app:${either('b', 'c')}`],
    ],
    [
      'what a loop makes',
      'for each in ["1", "2"] : "ghcr.io/octo/app:${each}"',
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2'],
    ],
  ])('%s', (_, list, expected) => expect(tags(list)).toEqual(expected));
});

describe('a bake file in JSON', () => {
  const TAG = { TAG: { default: 'v1' }, LIST: { default: ['a', 'b'] } };
  const tags = (target: object, more: object = {}) =>
    bakeTargets(
      { files: [], targets: [], folder: '.' },
      around({ 'docker-bake.json': JSON.stringify({ variable: TAG, target: { default: target }, ...more }) }),
    ).targets.flatMap((each) => each.tags);

  test.each<[string, object, string[]]>([
    ['a text', { tags: ['ghcr.io/octo/app:1', 5] }, ['ghcr.io/octo/app:1']],
    ['a variable', { tags: ['ghcr.io/octo/app:${TAG}'] }, ['ghcr.io/octo/app:v1']],
    ['an expression', { tags: ['ghcr.io/octo/app:${TAG != "" ? TAG : "x"}'] }, ['ghcr.io/octo/app:v1']],
    ['a variable of nobody', { tags: ['ghcr.io/octo/app:${NONE}'] }, [`ghcr.io/octo/app:${HOLE}`]],
    ['what is no name', { tags: ['a"b', 'a\\b', 'a\nb'] }, [HOLE, HOLE, HOLE]],
    [
      'a matrix',
      { name: 'x-${v}', matrix: { v: ['1', '2'] }, tags: ['ghcr.io/octo/app:${v}'] },
      ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2'],
    ],
    ['what a function makes', { tags: '${names("app")}' }, [HOLE]],
  ])('%s', (_, target, expected) => expect(tags(target)).toEqual(expected));

  test('a group and what a target has of another', () => {
    const target = { default: {}, one: { inherits: ['base'] }, base: { tags: ['ghcr.io/octo/${TAG}'] } };
    expect(tags({}, { group: { default: { targets: ['one'] } }, target })).toEqual(['ghcr.io/octo/v1']);
  });
});

describe('the functions of a bake file', () => {
  const FUNCTIONS = [
    'variable "REGISTRY" { default = "ghcr.io/octo" }',
    'variable "TAGS" {\n  default = ["${REGISTRY}/web:1", "ghcr.io/octo/web:2"]\n}',
    'function "name" {\n  params = [image]\n  result = "${REGISTRY}/${image}"\n}',
    'function "tags" {\n  params = [image, tag]\n  result = ["${REGISTRY}/${image}:${tag}", "${REGISTRY}/${image}:latest"]\n}',
    'function "both" {\n  params = [image]\n  result = concat(tags(image, "1"), ["ghcr.io/octo/copy:1"])\n}',
    'function "itself" {\n  params = [image]\n  result = itself(image)\n}',
    '',
  ].join('\n');
  const tags = (value: string) =>
    bakeTargets(
      { files: [], targets: [], folder: '.' },
      around({ 'docker-bake.hcl': `${FUNCTIONS}target "default" {\n  tags = ${value}\n}\n` }),
    ).targets.flatMap((each) => each.tags);

  test.each<[string, string, string[]]>([
    ['a list that one makes', 'tags("web", "2")', ['ghcr.io/octo/web:2', 'ghcr.io/octo/web:latest']],
    ['a text that one makes', '[name("web"), name("api")]', ['ghcr.io/octo/web', 'ghcr.io/octo/api']],
    [
      'of one that calls another',
      'both("web")',
      ['ghcr.io/octo/web:1', 'ghcr.io/octo/web:latest', 'ghcr.io/octo/copy:1'],
    ],
    [
      'lists in a list',
      'flatten([["ghcr.io/octo/a:1"], tags("b", "1")])',
      ['ghcr.io/octo/a:1', 'ghcr.io/octo/b:1', 'ghcr.io/octo/b:latest'],
    ],
    ['a variable alone', '[REGISTRY]', ['ghcr.io/octo']],
    ['given what nobody knows', '[name(sha1("WEB"))]', [`ghcr.io/octo/${HOLE}`]],
    ['one that is not there', 'labels("web")', [HOLE]],
    ['one that calls itself', 'itself("web")', [HOLE]],
    ['a list of a variable', 'TAGS', ['ghcr.io/octo/web:1', 'ghcr.io/octo/web:2']],
    ['a list of a variable that is not there', 'NONE', [HOLE]],
    [
      'a choice between calls',
      'equal("a", V) ? [name("a")] : [name("b")]',
      [`ghcr.io/octo/${either('a', 'b')}`],
    ],
    [
      'a choice between registries',
      'equal("a", V) ? ["ghcr.io/octo/a"] : ["docker.io/octo/a"]',
      [either('ghcr.io/octo/a', 'docker.io/octo/a')],
    ],
    [
      'a choice of which one has more',
      'equal("a", V) ? ["octo/a:1", "octo/a:2", "octo/a:3"] : ["octo/a:1", "octo/b:2"]',
      ['octo/a:1', `octo/${either('a:2', 'b:2')}`, 'octo/a:3'],
    ],
    ['nothing', 'null', []],
  ])('%s', (_, value, expected) => expect(tags(value)).toEqual(expected));
});

describe('the choices of a bake file', () => {
  const HCL = (value: string) =>
    `variable "TAG" { default = "" }\nvariable "RELEASE" { default = false }\nvariable "OTHER" {\n  default = "2"\n}\nvariable "NONE" {\n  default = null\n}\ntarget "default" {\n  tags = ${value}\n}\n`;
  const tags = (files: Record<string, string>, given: string[] = [], made: string[] = []) =>
    bakeTargets(
      { files: given, targets: [], folder: '.' },
      { ...around(files), isMade: (path) => made.includes(path) },
    ).targets.flatMap((each) => each.tags);
  const GUARDED = 'flatten(["octo/app:1", TAG != "" ? ["octo/app:${TAG}-slim"] : []])';

  test.each<[string, string, string[]]>([
    ['what is left out where a variable is empty', GUARDED, ['octo/app:1']],
    [
      'the same by a function',
      '[notequal("", TAG) ? "octo/app:${TAG}" : "octo/app:edge"]',
      ['octo/app:edge'],
    ],
    [
      'what a variable is compared with',
      '[OTHER == "2" ? "octo/app:two" : "octo/app:${TAG}"]',
      ['octo/app:two'],
    ],
    ['a variable that is true or not', '[RELEASE ? "octo/app:9" : "octo/app:0"]', ['octo/app:0']],
    ['the same turned round', '[!RELEASE ? "octo/app:9" : "octo/app:0"]', ['octo/app:9']],
    ['what is compared with false', '[RELEASE == false ? "octo/app:9" : "octo/app:0"]', ['octo/app:9']],
    ['a variable that is null', '[NONE == null ? "octo/app:9" : "octo/app:${NONE}"]', ['octo/app:9']],
    ['the same turned round', '[NONE != null ? "octo/app:${NONE}" : ""]', ['']],
    ['the same by a function, the sides changed', '[equal(null, NONE) ? "octo/app:9" : "b"]', ['octo/app:9']],
    ['one that is not null', '[OTHER == null ? "octo/app:9" : "octo/app:${OTHER}"]', ['octo/app:2']],
    [
      'one of another file, of which nobody knows',
      '[V == null ? "octo/app:9" : "octo/app:${V}"]',
      [`octo/app:${HOLE}`],
    ],
    ['by two conditions', '[TAG == "" && OTHER == "2" ? "a" : "b"]', ['a']],
    ['by two of which one does not hold', '[TAG == "x" && V == "y" ? "a" : "b"]', ['b']],
    ['by one or the other', '[TAG == "x" || OTHER == "2" ? "a" : "b"]', ['a']],
    ['by one of which nobody knows', '[TAG == "" && V == "y" ? "a" : "b"]', [either('a', 'b')]],
    ['a choice in a choice', '[TAG != "" ? OTHER == "2" ? "a" : "b" : "c"]', ['c']],
    ['a choice behind a choice', '[TAG != "" ? "a" : OTHER == "1" ? "b" : "c"]', ['c']],
    [
      'of what nobody knows both, and nothing of what they ask for',
      '[V != "" ? "octo/app:${V}-${OTHER}" : "octo/app:1"]',
      [`octo/app:${HOLE}`],
    ],
  ])('%s', (_, value, expected) => expect(tags({ 'docker-bake.hcl': HCL(value) })).toEqual(expected));

  test.each<[string, string, string[]]>([
    ['parts that are joined', '[join("/", ["ghcr.io", "Octo", OTHER])]', ['ghcr.io/Octo/2']],
    ['a pattern', '[format("octo/app:%s-%d", OTHER, 3)]', ['octo/app:2-3']],
    ['a pattern for each', 'formatlist("octo/app:%s", ["a", OTHER])', ['octo/app:a', 'octo/app:2']],
    ['small letters', '[lower("ghcr.io/Octo/App")]', ['ghcr.io/octo/app']],
    ['the same within a text', '["ghcr.io/${lower("Octo")}/app"]', ['ghcr.io/octo/app']],
    ['a choice within a text', '["octo/app:${equal("", TAG) ? "edge" : TAG}"]', ['octo/app:edge']],
    ['a text within its own call', '["ghcr.io/${lower("${OTHER}/App")}:1"]', ['ghcr.io/2/app:1']],
    ['a text within a choice', '["octo/app${OTHER != "" ? "-${OTHER}" : ""}:1"]', ['octo/app-2:1']],
    ['texts in texts, beside another', '["${OTHER}/${join("-", ["${OTHER}", "b"])}:1"]', ['2/2-b:1']],
    ['a text within what nobody knows', '["octo/app:${unread("${OTHER}")}"]', [`octo/app:${HOLE}`]],
    ['a call that does not end', '["octo/app:${lower("${OTHER}")"]', [HOLE]],
    ['a beginning that is cut off', '["octo/app:${trimprefix("v1.2", "v")}"]', ['octo/app:1.2']],
    ['a brace in a text within a text', '["octo/app:${replace("1}2", "}", "-")}"]', ['octo/app:1-2']],
    ['an open brace there', '["octo/app:${replace("1{2", "{", "-")}"]', ['octo/app:1-2']],
    ['texts turned round', '[join("-", reverse(["a", OTHER]))]', ['2-a']],
    ['texts in their order', 'sort(["octo/b", "octo/a"])', ['octo/a', 'octo/b']],
    ['parts of a text', 'formatlist("octo/%s", split(",", "a,b"))', ['octo/a', 'octo/b']],
    ['what is replaced', '["octo/${replace("a_b", "_", "-")}"]', ['octo/a-b']],
    ['of what nobody knows the rest', '[lower("ghcr.io/Octo/${V}")]', [`ghcr.io/octo/${HOLE}`]],
    ['by what nobody knows', '[replace("octo/app", V, "x")]', [HOLE]],
    ['a pattern that nobody reads', '[format("octo/app:%05.2f", OTHER)]', [HOLE]],
    ['a function that nobody knows', '[constructor("octo/app")]', [HOLE]],
    ['nothing to be made', '[join()]', [HOLE]],
  ])('a function makes %s', (_, value, expected) =>
    expect(tags({ 'docker-bake.hcl': HCL(value) })).toEqual(expected),
  );

  test('another file that sets the variable', () =>
    expect(
      tags({ 'a.hcl': HCL(GUARDED), 'env.hcl': '# made by hand\nTAG = "3"\nUNUSED = "4"\n' }, [
        'a.hcl',
        'env.hcl',
      ]),
    ).toEqual(['octo/app:1', 'octo/app:3-slim']));

  test('another file that nobody reads, and that may set it', () =>
    expect(tags({ 'a.hcl': HCL(GUARDED) }, ['a.hcl', 'env.hcl'])).toEqual([
      'octo/app:1',
      `octo/app:${HOLE}-slim`,
    ]));

  test('the file beside it that the job makes', () =>
    expect(tags({ 'docker-bake.hcl': HCL(GUARDED) }, [], ['docker-bake.override.hcl'])).toEqual([
      'octo/app:1',
      `octo/app:${HOLE}-slim`,
    ]));
});

describe('regsync', () => {
  const target = (name: string, type: string) =>
    `sync:\n  - source: x\n    target: ${name}\n    type: ${type}\n`;
  const pushed = (text: string | null) =>
    commandEffects(['regsync', '-c', 'r.yml', 'once'], {
      ...NOWHERE,
      file: (path) => (path === 'r.yml' ? text : null),
    });
  test.each<[string, string | null, string[]]>([
    ['an image', target('ghcr.io/octo/a:1', 'image'), ['ghcr.io/octo/a:1']],
    ['a repository', target('ghcr.io/octo/a', 'repository'), [`ghcr.io/octo/a:${HOLE}`]],
    ['a registry', target('ghcr.io', 'registry'), [`ghcr.io/${HOLE}`]],
    ['a template', target('ghcr.io/octo/{{ .Step }}:1', 'image'), [`ghcr.io/octo/${HOLE}:1`]],
    ['a file that is not there', null, [HOLE]],
  ])('copies %s', (_, text, expected) =>
    expect(pushed(text).map(({ reference }) => reference)).toEqual(expected),
  );
});

test.each([
  ['crane mutate ghcr.io/octo/a:1 --label a=b', 'ghcr.io/octo/a'],
  ['crane flatten ghcr.io/octo/a@sha256:0', 'ghcr.io/octo/a'],
  ['crane mutate ghcr.io/octo/a:1 -t ghcr.io/octo/b:1', 'ghcr.io/octo/b:1'],
  ['crane rebase ghcr.io/octo/a:1 --old_base x --new_base y -t ghcr.io/octo/a:2', 'ghcr.io/octo/a:2'],
])('%s', (command, expected) =>
  expect(commandEffects(command.split(' ')).map(({ reference }) => reference)).toEqual([expected]),
);

test('what is changed and saved is not pushed', () =>
  expect(commandEffects('crane mutate ghcr.io/octo/a:1 -o a.tar'.split(' '))).toEqual([]));
