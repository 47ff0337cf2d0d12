/** What commands start in folders of a checkout: tasks of its packages, programs of several files, projects. */
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
  docker: '#!/bin/sh\ncrane push image.tar ghcr.io/octo/own\n',
  'pyproject.toml': '[tool.hatch.envs.default.scripts]\nship = "docker push ghcr.io/octo/hatched"\n',
  'go.mod': 'module octo.example/app\n',
  'ci/images/main.go': 'package main\nimport "octo.example/app/internal/images"\n',
  'ci/two/main.go': 'package main\n',
  'ci/two/push.go': 'run("docker", "push", name)\n',
  'ci/two/push_test.go': '',
  'ci/tested/main.go': 'package main\n',
  'ci/tested/push_test.go': 'run("docker", "push", name)\n',
  'internal/images/push.go': 'run("docker", "push", name)\n',
  'build/build.csproj': '<Project/>\n',
  'build/Build.cs': 'class Build { Target Push => _ => _.Executes(() => DockerPush(name)); }\n',
  'net/Net.csproj':
    '<Project><ContainerRegistry>ghcr.io</ContainerRegistry><ContainerRepository>octo/net</ContainerRepository></Project>\n',
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
  workspace = await mkdtemp(join(tmpdir(), 'folders-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
});
afterAll(() => rm(workspace, { recursive: true, force: true }));

async function pushedBy(command: string): Promise<string[]> {
  const text = workflowOf(`- run: ${command}\n`);
  const own = { login: 'none' as const, images: [] };
  const options = { workspace, own, fetchFile: async (path: string) => (path === MAIN ? text : null) };
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

describe('a program of several files', () => {
  test.each<[string, string[]]>([
    ['go run ./ci/images', ['anywhere ?']],
    ['go run -tags ci ./ci/two', ['anywhere ?']],
    ['go run ./ci/two/main.go', []],
    ['go run ./ci/tested', []],
    ['dotnet run --project build/build.csproj -- Push', ['anywhere ?']],
  ])('%s', async (command, expected) => expect(await pushedBy(command)).toEqual(expected));
});

describe('a project of .NET', () => {
  test.each<[string, string[]]>([
    ['dotnet publish net -t:PublishContainer', ['ghcr.io/octo/net']],
    ['dotnet publish net/Net.csproj -t:PublishContainer -p:ContainerRepository=octo/x', ['ghcr.io/octo/x']],
    ['cd net && dotnet publish /t:PublishContainer', ['ghcr.io/octo/net']],
    ['dotnet publish net', []],
    ['dotnet publish build -t:PublishContainer', []],
  ])('%s', async (command, expected) => expect(await pushedBy(command)).toEqual(expected));
});

describe('what has the name of a program', () => {
  test.each<[string, string[]]>([
    ['./docker push ghcr.io/octo/other', ['ghcr.io/octo/own']],
    ['./crane push image.tar ghcr.io/octo/other', ['ghcr.io/octo/other']],
    ['hatch run ship', ['ghcr.io/octo/hatched']],
    ['hatch run test', []],
    ['docker trust sign ghcr.io/octo/other:1', ['ghcr.io/octo/other:1']],
  ])('%s', async (command, expected) => expect(await pushedBy(command)).toEqual(expected));
});

describe('actions of the workspace', () => {
  const PUSHES = (name: string) =>
    `runs:\n  using: composite\n  steps:\n    - run: docker push ghcr.io/octo/${name}\n      shell: bash\n`;
  const checkout = (...inputs: string[]) =>
    `- uses: actions/checkout@v6\n${inputs.length > 0 ? `  with: {${inputs.join(', ')}}\n` : ''}`;
  const OTHER = 'repository: Octo/Shared';
  test.each<[string, string, string[]]>([
    ['in a checkout in a folder', `${checkout('path: src')}- uses: ./src/act\n`, ['ghcr.io/octo/act']],
    [
      'beside another repository',
      `${checkout()}${checkout(OTHER, 'path: ci')}- uses: ./act\n`,
      ['ghcr.io/octo/act'],
    ],
    ['of another repository', `${checkout()}${checkout(OTHER, 'path: ci')}- uses: ./ci/act\n`, []],
    ['of another repository alone, by the name of one of ours', `${checkout(OTHER)}- uses: ./act\n`, []],
    ['by the name of the repository', `${checkout(OTHER)}- uses: Octo/App/act@main\n`, ['ghcr.io/octo/act']],
  ])('%s', async (_, steps, expected) => {
    const files = {
      [MAIN]: workflowOf(steps),
      'act/action.yml': PUSHES('act'),
      'ci/act/action.yml': PUSHES('ci'),
    };
    expect((await evidence(files)).pushes.map(said)).toEqual(expected);
  });
});
