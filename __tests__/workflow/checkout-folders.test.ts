/** Tasks of the packages of a repository: who runs which of them, as far as the files say. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evidence, MAIN, said, workflowOf } from './reading.js';

const pushing = (name: string) =>
  JSON.stringify({ name, scripts: { ship: `docker push ghcr.io/octo/${name}` } });
const FILES: Record<string, string> = {
  'package.json': JSON.stringify({
    workspaces: ['apps/*', 'tools/cli', '!apps/old'],
    scripts: {
      all: 'turbo run ship',
      several: 'run-s one:*',
      'one:a': 'docker push ghcr.io/octo/a',
      'one:b:c': 'docker push x',
    },
  }),
  'apps/web/package.json': pushing('web'),
  'apps/api/package.json': pushing('api'),
  'apps/old/package.json': pushing('old'),
  'tools/cli/package.json': JSON.stringify({
    name: '@octo/cli',
    scripts: { ship: 'docker push ghcr.io/octo/cli' },
  }),
  'libs/site/project.json': JSON.stringify({
    name: 'site',
    targets: {
      ship: { options: { commands: ['docker push ghcr.io/octo/{projectName}', { command: 'echo' }] } },
    },
  }),
};
const [WEB, API, CLI, SITE] = ['web', 'api', 'cli', 'site'].map((each) => `ghcr.io/octo/${each}`) as [
  string,
  string,
  string,
  string,
];

let workspace: string;
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'monorepo-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
});
afterAll(() => rm(workspace, { recursive: true, force: true }));

async function pushedBy(command: string): Promise<string[]> {
  const text = workflowOf(`- run: ${command}\n`);
  const options = { workspace, fetchFile: async (path: string) => (path === MAIN ? text : null) };
  return (await evidence({}, options)).pushes.map(said);
}

describe('a task of several packages', () => {
  test.each<[string, string[]]>([
    ['npm run ship --workspaces --if-present', [API, WEB, CLI]],
    ['npm run ship -w web', [WEB]],
    ['npm run ship -w web -w api', [API, WEB]],
    ['npm --prefix apps/web run ship', [WEB]],
    ['pnpm -r run ship', [API, WEB, CLI]],
    ['pnpm -r ship', [API, WEB, CLI]],
    ['pnpm --filter "@octo/*" --filter web run ship', [WEB, CLI]],
    ['pnpm --filter "!web" run ship', [API, WEB, CLI]],
    ['yarn workspace @octo/cli ship', [CLI]],
    ['yarn workspaces run ship', [API, WEB, CLI]],
    ['yarn workspaces foreach -A --include web run ship', [WEB]],
    ['npx turbo run build ship --filter=./apps/web', [WEB]],
    ['turbo ship', [API, WEB, CLI]],
    ['turbo run web#ship', [WEB]],
    ['npx lerna run ship --scope web', [WEB]],
    ['npx nx run site:ship', [SITE]],
    ['pnpm nx ship site', [SITE]],
    ['nx run-many -t build ship -p web,site', [WEB, SITE]],
    ['nx affected --target=ship', [API, WEB, CLI, SITE]],
    ['npm run all', [API, WEB, CLI]],
    ['npm run several', ['ghcr.io/octo/a']],
    ['pnpm -r build', []],
    ['nx run-many -t build', []],
    ['npm ci', []],
  ])('%s', async (command, expected) => {
    expect((await pushedBy(command)).map((each) => each.replace(/ \?$/, ''))).toEqual(expected);
  });
});
