/** What `--set` changes of the targets of a bake, and what it leaves; and what a bake writes beside its images. */
import { describe, expect, test } from '@jest/globals';
import { NOWHERE } from '../../src/workflow/knowledge/clients.js';
import { commandEffects } from '../../src/workflow/knowledge/commands.js';
import { bakeFound } from '../../src/workflow/knowledge/transfers/bake.js';

const FILE =
  'group "default" { targets = ["web", "api"] }\n' +
  'target "web" { tags = ["ghcr.io/octo/web:1"] }\ntarget "api" { tags = ["ghcr.io/octo/api:1"] }\n';

function pushed(settings: readonly string[], file: string | null = FILE): string[] {
  const around = { ...NOWHERE, file: (path: string) => (path === 'docker-bake.hcl' ? file : null) };
  const call = { settings, files: [], targets: [], folder: '.', push: 'yes', input: 'run' } as const;
  return bakeFound(call, around).map(({ reference }) => reference);
}

const [WEB, API, NEW] = ['ghcr.io/octo/web:1', 'ghcr.io/octo/api:1', 'ghcr.io/octo/new:2'];

test.each<[string, string[], string[]]>([
  ['nothing', [], [WEB, API]],
  ['the tags of one target', [`web.tags=${NEW}`], [NEW, API]],
  ['the tags of all targets', [`*.tags=${NEW}`], [NEW]],
  ['those of some', [`w*.tags=${NEW}`], [NEW, API]],
  ['one tag more', [`web.tags+=${NEW}`], [NEW, WEB, API]],
  ['one more of each', [`*.tags+=${NEW}`], [NEW, WEB, API]],
  ['those of a target that is not built', [`other.tags=${NEW}`], [WEB, API]],
])('%s', (_, settings, expected) => expect(pushed(settings)).toEqual(expected));

test('of targets that no file shows, what is set is all that is known', () =>
  expect(pushed([`web.tags=${NEW}`], null)).toEqual([NEW]));

describe('caches, whether the images are pushed or not', () => {
  const CACHE = 'ghcr.io/octo/cache:main';
  const block = (lines: string) => `target "default" {\n  tags = ["app"]\n${lines}\n}\n`;
  const TO = `cache-to = ["type=registry,ref=${CACHE},mode=max"]`;
  test.each<[string, Record<string, string>, string[], string[]]>([
    ['of a file', { 'docker-bake.hcl': block(TO) }, [], [`push ${CACHE}`]],
    [
      'in fields',
      { 'docker-bake.hcl': block(`  cache-to = [{ type = "registry", ref = "${CACHE}" }]`) },
      [],
      [`push ${CACHE}`],
    ],
    [
      'in fields on lines of their own, with texts in texts',
      {
        'docker-bake.hcl': block(
          '  cache-to = [{\n    "mode" = "max"\n\n    type: "registry"\n    ref = "ghcr.io/${lower("${"Octo"}")}/cache:${"a" == "a" ? "main" : "x"}"\n  }]',
        ),
      },
      [],
      [`push ${CACHE}`],
    ],
    [
      'in fields with a call',
      {
        'docker-bake.hcl': block(
          '  cache-to = [{ type = "registry", ref = lower("ghcr.io/Octo/cache:main") }]',
        ),
      },
      [],
      [`push ${CACHE}`],
    ],
    [
      'of a target that it inherits from',
      {
        'docker-bake.hcl': `target "base" {\n  ${TO}\n}\ntarget "default" {\n  inherits = ["base"]\n  tags = ["app"]\n}\n`,
      },
      [],
      [`push ${CACHE}`],
    ],
    [
      'of JSON',
      {
        'docker-bake.json': JSON.stringify({
          target: { default: { 'cache-to': [{ type: 'registry', ref: CACHE }] } },
        }),
      },
      [],
      [`push ${CACHE}`],
    ],
    [
      'of a compose file',
      {
        'compose.yaml': `services:\n  app:\n    image: app\n    build:\n      context: .\n      cache_to: ["type=registry,ref=${CACHE}"]\n`,
      },
      [],
      [`push ${CACHE}`],
    ],
    ['that is read', { 'docker-bake.hcl': block(`  cache-from = ["${CACHE}"]`) }, [], [`pull ${CACHE}`]],
    ['of GitHub', { 'docker-bake.hcl': block('  cache-to = ["type=gha,mode=max"]') }, [], []],
    ['of GitHub, in fields', { 'docker-bake.hcl': block('  cache-to = [{ type = "gha" }]') }, [], []],
    ['that the command replaces', { 'docker-bake.hcl': block(TO) }, ['*.cache-to=type=gha'], []],
    [
      'beside an output in fields',
      { 'docker-bake.hcl': block(`  output = [{ type = "registry" }]`).replace('"app"', `"${WEB}"`) },
      [],
      [`push ${WEB}`],
    ],
  ])('%s', (_, files, settings, expected) => {
    const around = { ...NOWHERE, file: (path: string) => files[path] ?? null };
    const call = { settings, files: [], targets: [], folder: '.', push: null, input: 'run' } as const;
    const found = bakeFound(call, around).filter(({ runs }) => runs === 'yes');
    expect(found.map(({ access, reference }) => `${access} ${reference}`)).toEqual(expected);
  });
});

test.each(['bake --print', 'bake --list=targets', 'build --check .', 'buildx bake --call=check'])(
  'what only tells of a build writes nothing: %s',
  (command) => {
    const around = {
      ...NOWHERE,
      file: (path: string) => (path === 'docker-bake.hcl' ? FILE.replaceAll('tags', 'output') : null),
    };
    const words = ['docker', ...(command.startsWith('bake') ? ['buildx'] : []), ...command.split(' ')];
    expect(
      commandEffects([...words, '--push', ...(words.includes('build') ? ['-t', WEB] : [])], around),
    ).toEqual([]);
  },
);
