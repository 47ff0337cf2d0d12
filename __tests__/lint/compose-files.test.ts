/** The files that compose reads: those that its options name, else those of its variables, else the usual ones. */
import { expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const stack = (image: string) => `services:\n  app: {build: ., image: "${image}"}\n`;
const FILES = {
  'deploy/stack.yml': stack('ghcr.io/octo/app:${TAG:-1}'),
  'deploy/more.yml': stack('ghcr.io/acme/app:1'),
  'deploy/names.env': 'TAG=+\n',
  'deploy/good.env': 'TAG=2\n',
};
const pushing = (env: string, command = 'docker compose push') => ({
  ...FILES,
  [MAIN]: workflow(`${login()}\n- run: ${command}\n  env: ${env}`),
});

test.each<[string, string, string[]]>([
  ['{COMPOSE_FILE: deploy/stack.yml}', 'docker compose push', []],
  ['{COMPOSE_FILE: deploy/more.yml}', 'docker compose push', ['error owner-mismatch']],
  ['{COMPOSE_FILE: deploy/more.yml}', 'docker-compose push app', ['error owner-mismatch']],
  ['{COMPOSE_FILE: "deploy/stack.yml:deploy/more.yml"}', 'docker compose push', ['error owner-mismatch']],
  ['{COMPOSE_FILE: "deploy/stack.yml;deploy/more.yml"}', 'docker compose push', ['error owner-mismatch']],
  [
    '{COMPOSE_FILE: "deploy/stack.yml,deploy/more.yml", COMPOSE_PATH_SEPARATOR: ","}',
    'docker compose push',
    ['error owner-mismatch'],
  ],
  // An option wins.
  ['{COMPOSE_FILE: deploy/more.yml}', 'docker compose -f deploy/stack.yml push', []],
  [
    '{COMPOSE_FILE: deploy/stack.yml, COMPOSE_ENV_FILES: deploy/names.env}',
    'docker compose push',
    ['error invalid-image-reference'],
  ],
  [
    '{COMPOSE_FILE: deploy/stack.yml, COMPOSE_ENV_FILES: "deploy/names.env,deploy/good.env"}',
    'docker compose push',
    [],
  ],
  ["{COMPOSE_FILE: '${{ vars.COMPOSE_FILE }}'}", 'docker compose push', []],
])('%s: %s', async (env, command, expected) => {
  expect(await ids(pushing(env, command))).toEqual(expected);
});

test.each<[string, string[]]>([
  ['podman-compose push', []],
  // Whichever program it calls, podman pushes.
  ['podman compose push', []],
  ['docker compose push', ['error no-registry-login']],
])('%s, behind a login of podman', async (command, expected) => {
  const text = workflow(
    `- run: podman login ghcr.io -u x -p \${{ github.token }}\n- run: ${command}\n  env: {COMPOSE_FILE: deploy/stack.yml}`,
  );
  expect(await ids({ ...FILES, [MAIN]: text })).toEqual(expected);
});
