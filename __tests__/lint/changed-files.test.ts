/** What the job itself writes to a file, nobody knows; what it leaves is as it was checked out. */
import { expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const FILES = {
  '.env': 'OWNER=Octo\n',
  '.env.example': 'OWNER=octo\n',
  'compose.yml': 'services:\n  app: {build: ., image: "ghcr.io/${OWNER}/app:1"}\n',
  'setup.sh': 'cp .env.example .env\n',
  'other.yml': 'services:\n  app: {build: ., image: ghcr.io/Octo/app:1}\n',
};

const running = (...commands: string[]) => ({
  ...FILES,
  [MAIN]: workflow(`${login()}\n- run: |\n${commands.map((each) => `    ${each}`).join('\n')}`),
});

const UPPERCASE = ['error uppercase-image-name'];

test.each<[string]>([
  ['cp .env.example .env'],
  ['cp .env.example .env && echo made'],
  ['cp ci/.env .'],
  ['mv .env.example .env'],
  ['cat .env.example > .env'],
  ['echo OWNER=octo >> .env'],
  ['echo TAG=1 >> .env; env >> .env'],
  ['echo "$MORE" >> .env'],
  ['printf OWNER=octo | tee -a .env'],
  ["sed -i 's/Octo/octo/' .env"],
  ['rm -f .env'],
  ['curl -o .env https://example.com/env'],
  ['doppler secrets download --output=.env'],
  [`python3 -c "open('.env', 'w').write('OWNER=octo')"`],
  ['./setup.sh'],
])('an env file that is made by `%s` says nothing', async (command) => {
  expect(await ids(running(command, 'docker compose push'))).toEqual([]);
});

test.each<[string]>([
  ['cp .env.example /opt/app/.env'],
  ['docker compose --env-file=.env build'],
  ['cp .env backup.env'],
  ['echo "TAG=$GITHUB_SHA" >> .env'],
  ["echo 'TAG=1' >> .env && echo more"],
  ['cat .env'],
  ['grep -c OWNER .env 2>&1'],
])('an env file beside `%s` is as it was', async (command) => {
  expect(await ids(running(command, 'docker compose push'))).toEqual(UPPERCASE);
});

test('a default holds only where no env file may set the variable', async () => {
  const image = { 'compose.yml': 'services:\n  app: {build: ., image: "ghcr.io/${OF:-Octo}/app:1"}\n' };
  expect(await ids({ ...running('docker compose push'), ...image })).toEqual(UPPERCASE);
  expect(await ids({ ...running('echo OF=octo >> .env', 'docker compose push'), ...image })).toEqual([]);
});

test('an action makes an env file', async () => {
  const files = {
    ...FILES,
    [MAIN]: workflow(
      `${login()}\n- uses: octo/create-envfile@v2\n  with: {envkey_OWNER: octo}\n- run: docker compose push`,
    ),
  };
  expect(await ids(files)).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ['sed -i s/Octo/octo/ other.yml', []],
  ['sed -i "s|image: .*|image: ghcr.io/octo/app|" other.yml', []],
  ['yq -i ".services.app.image = \\"ghcr.io/octo/app\\"" other.yml', []],
  ['cp ci.yml other.yml', []],
  ['sed -i "s/:1/:$GITHUB_SHA/" other.yml', UPPERCASE],
  ['rsync other.yml host:/opt/', UPPERCASE],
])('a compose file that `%s` changes', async (command, expected) => {
  expect(await ids(running(command, 'docker compose -f other.yml push'))).toEqual(expected);
});

test.each<[string, string, string]>([
  ['make includes', 'make push', 'include .env\npush:\n\tdocker push ghcr.io/$(OWNER)/app:1\n'],
  [
    'make may include',
    'make push',
    '-include .env\nOWNER ?= Octo\npush:\n\tdocker push ghcr.io/$(OWNER)/app:1\n',
  ],
  ['a shell sources', '. ./.env && docker push ghcr.io/$OWNER/app:1', ''],
])('an env file that %s', async (_, push, makefile) => {
  expect(await ids({ ...running(push), Makefile: makefile })).toEqual(UPPERCASE);
  expect(await ids({ ...running('cp .env.example .env', push), Makefile: makefile })).toEqual([]);
});

test('a bake file that is made anew', async () => {
  const bake = { 'docker-bake.hcl': 'target "default" {\n  tags = ["ghcr.io/Octo/app:1"]\n}\n' };
  const pushing = 'docker buildx bake --push';
  expect(await ids({ ...running(pushing), ...bake })).toEqual(UPPERCASE);
  expect(await ids({ ...running('envsubst < bake.tmpl > docker-bake.hcl', pushing), ...bake })).toEqual([]);
});
