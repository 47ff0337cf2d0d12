/** Whichever folder of a repository is named, its workflows are read, and nothing that stands beside them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readRepository } from '../../src/workflow/repository/repository.js';

const home = mkdtempSync(join(tmpdir(), 'ghcr-preflight-folders-'));
afterAll(() => rmSync(home, { recursive: true }));
const CI = join('.github', 'workflows', 'ci.yml');
const TEXT = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/octo/app\n';
for (const [name, text] of [
  [join('app', CI), TEXT],
  [join('app', '.github', 'dependabot.yml'), 'version: 2 # ghcr.io\nupdates: []\n'],
  [join('app', 'compose.yml'), 'services: {a: {image: ghcr.io/octo/app}}\n'],
  [join('bare', '.github', 'ci.yml'), TEXT],
  // What an owner shares: the repository has that name.
  [join('octo', '.github', CI), TEXT],
  [join('octo', '.github', 'workflows', 'shared.yml'), TEXT],
  [join('octo', '.github', 'workflow-templates', 'ci.yml'), TEXT],
] as const) {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), text);
}

test.each([
  ['app', '', [CI]],
  ['app', '.github', [CI]],
  ['app', join('.github', '/'), [CI]],
  ['app', join('.github', 'workflows'), [CI]],
  // Without workflows it is a folder like any other.
  ['bare', '.github', [join('.github', 'ci.yml')]],
  [join('octo', '.github'), '', [CI]],
  [join('octo', '.github'), '.github', [CI]],
])('%s, by %j', (name, place, found) => {
  const root = join(home, name);
  const paths = [place === '' ? root : `${root}/${place}`];
  const concerns = () => true;
  const { texts, problems } = readRepository({
    paths,
    root,
    texts: [],
    edited: new Map(),
    repository: null,
    concerns,
  });
  expect([[...texts.keys()], problems]).toEqual([found, []]);
});
