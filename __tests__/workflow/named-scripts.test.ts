/** The words of a text that may be scripts, found without a look at all the others. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { namedPaths, scriptsReader } from '../../src/workflow/repository/named-scripts.js';
import type { Project } from '../../src/workflow/repository/project.js';
import fc from '../properties.js';

/** Every word first, and of these the paths: what the quick way must come to. */
function slowly(text: string): string[] {
  return [...text.matchAll(/(?<![\w:/@.-])(?:\.\/)?((?:[\w.-]+\/)*[\w-][\w.-]*)([\w/@:]?)/g)]
    .filter(([, path = '', behind]) => behind === '' && /\/|\.(?:sh|bash|mk)$/.test(path))
    .map(([, path = '']) => path);
}

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '../fixtures/lint');
const workflows = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => readFileSync(join(fixtures, name), 'utf8'));

describe('are the same as among all words', () => {
  test('in the fixtures', () => {
    expect(workflows.length).toBeGreaterThan(50);
    expect(workflows.some((text) => slowly(text).length > 0)).toBe(true);
    for (const text of workflows) expect(namedPaths(text)).toEqual(slowly(text));
  });

  test('in any text of such characters', () => {
    const word = fc.constantFrom(
      'a',
      'run',
      '.',
      '..',
      '/',
      './',
      '.sh',
      '.bash',
      '.mk',
      '-',
      '_',
      ' ',
      '@',
      ':',
      '\n',
      '"',
    );
    const text = fc.array(word, { maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (said) => {
        expect(namedPaths(said)).toEqual(slowly(said));
      }),
      { numRuns: 5_000 },
    );
  });
});

test.each([
  ['a path', 'run: ci/build', ['ci/build']],
  ['one of this folder', './build.sh && echo done', ['build.sh']],
  ['no action', 'uses: actions/checkout@v4', []],
  ['no part of an action', 'uses: docker/login-action@v3', []],
  ['no part of what is mounted', 'docker run -v ci/my-dir.d/file:/x app', []],
  ['no address', 'curl https://example.org/install.sh', []],
])('%s', (_, text, paths) => {
  expect(namedPaths(text)).toEqual(paths);
});

describe('a workflow runs what stands in a package of the workspace alone', () => {
  const files: Record<string, string> = {
    'package.json': '{"workspaces": ["apps/*"], "scripts": {"all": "lerna run image"}}',
    'apps/web/package.json': '{"name": "web", "scripts": {"image": "docker push PLACE/web"}}',
  };
  const project = {
    file: (path: string) => files[path] ?? null,
    entries: (folder: string) => (folder === 'apps' ? ['web/'] : ['package.json']),
  } as unknown as Project;
  const isRead = (run: string) => scriptsReader(project, (text) => text.includes('PLACE'))(`run: ${run}`);

  test.each([
    'npm run image -w web',
    'npm -w web run image',
    'npm run image --workspaces',
    'pnpm -r run image',
    'pnpm --filter web image',
    'yarn workspace web image',
    'npx turbo run image',
    'npx nx run web:image',
    'npm run all',
  ])('%s', (run) => expect(isRead(run)).toBe(true));

  test.each(['npm test', 'npm ci --omit=dev', 'echo -r'])('and not by %s', (run) =>
    expect(isRead(run)).toBe(false),
  );
});
