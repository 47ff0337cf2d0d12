/** What the job itself writes to a file, nobody knows; what it leaves is as it was checked out. */
import { describe, expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const FILES = {
  '.env': 'OWNER=Octo\n',
  '.env.example': 'OWNER=octo\n',
  'compose.yml': 'services:\n  app: {build: ., image: "ghcr.io/${OWNER}/app:1"}\n',
  'setup.sh': 'cp .env.example .env\n',
  'other.yml': 'services:\n  app: {build: ., image: ghcr.io/Octo/app:1}\n',
  'ci/other.yml': 'services:\n  app: {build: ., image: ghcr.io/octo/app:1}\n',
  'notes/readme.md': 'nothing\n',
  'names.patch': '--- a/other.yml\n+++ b/other.yml\n',
  'notes.patch': '--- a/notes.md\n+++ b/notes.md\n',
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

test.each([
  ['octo/gha-find-replace@v3\n  with: \n    find: Octo\n    include: other.yml', []],
  ['octo/write-file-action@v1\n  with:\n    path: other.yml\n    contents: x', []],
  ['octo/write-file-action@v1\n  with:\n    path: notes.md\n    contents: x', UPPERCASE],
])('a compose file beside the action %s', async (action, expected) => {
  const steps = `${login()}\n- uses: ${action}\n- run: docker compose -f other.yml push`;
  expect(await ids({ ...FILES, [MAIN]: workflow(steps) })).toEqual(expected);
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
  ['sed -i s/Octo/octo/ *.yml', []],
  ['for file in *.yml; do sed -i s/Octo/octo/ "$file"; done', []],
  ["find . -name '*.yml' -exec sed -i s/Octo/octo/ {} +", []],
  ['grep -rl Octo . | xargs sed -i s/Octo/octo/', []],
  ['gawk -i inplace "{gsub(/Octo/,\\"octo\\")}1" other.yml', []],
  ['sd Octo octo other.yml', []],
  ['sed s/Octo/octo/ other.yml | sponge other.yml', []],
  ['git checkout names -- other.yml', []],
  ['git checkout names', []],
  ['git checkout -b names', UPPERCASE],
  ['git merge origin/names', []],
  ['git apply names.patch', []],
  ['git apply notes.patch', UPPERCASE],
  ['git checkout $GITHUB_SHA', UPPERCASE],
  ['git checkout ${{ github.sha }}', UPPERCASE],
  ['git checkout -- other.yml', UPPERCASE],
  ['git checkout .', UPPERCASE],
  ['git restore other.yml', UPPERCASE],
  ['git restore --source names other.yml', []],
  ['git reset --hard', UPPERCASE],
  ['git reset --hard origin/names', []],
  ['git stash', UPPERCASE],
  ['git pull origin names', []],
  ['git checkout "$(git describe --tags)"', []],
  ['git checkout gh-pages -- docs', UPPERCASE],
  ['cd lib && git checkout names && cd ..', UPPERCASE],
  ['git -C lib checkout names', UPPERCASE],
  ['gh release download --clobber -p other.yml', []],
  ['git am < "$PATCH"', []],
  ['patch -p1 < names.patch', []],
  ['kubectl patch -f names.patch -p x', UPPERCASE],
  ['npm version patch -m x', UPPERCASE],
  ['git diff --quiet || { sudo patch -p1 < names.patch; }', []],
  ['patch -p1 < notes.patch', UPPERCASE],
  ['cp -r ci/. .', []],
  ['cp -a ci/* ./', []],
  ['rsync -a ci/ .', []],
  ['cp -r notes/. .', UPPERCASE],
  ['cp -r ci /opt/ci', UPPERCASE],
  ["printf '%s\\n' ',s/Octo/octo/' w q | ed -s other.yml", []],
  [`python3 -c "from pathlib import Path; p = Path('other.yml'); p.write_text(p.read_text().lower())"`, []],
  [`node -e "require('fs').writeFileSync('notes.md', '')"`, UPPERCASE],
  ['curl -fsSLO https://example.com/ci/other.yml', []],
  ['wget -q https://example.com/ci/other.yml', []],
  ['curl -fsSL https://example.com/ci/other.yml', UPPERCASE],
  ['sed -i "s/:1/:$GITHUB_SHA/" *.yml', UPPERCASE],
  ['sed -i "s/:1/:$GITHUB_SHA/" other.yml', UPPERCASE],
  ['rsync other.yml host:/opt/', UPPERCASE],
])('a compose file that `%s` changes', async (command, expected) => {
  expect(await ids(running(command, 'docker compose -f other.yml push'))).toEqual(expected);
});

describe('what is done behind the push', () => {
  const pushing = 'docker compose -f other.yml push';
  const editing = 'sed -i s/Octo/octo/ other.yml';

  test.each<[string, string[], readonly string[]]>([
    ['an edit in a later line', [pushing, editing], UPPERCASE],
    ['a file made anew there', [pushing, 'cp ci.yml other.yml'], UPPERCASE],
    ['another commit there', [pushing, 'git checkout names'], UPPERCASE],
    ['an edit in the same line', [`${pushing}; ${editing}`], []],
    ['an edit of a loop', ['for try in 1 2; do', pushing, editing, 'done'], []],
    ['an edit by a function', ['edit() {', editing, '}', 'edit', pushing], []],
  ])('%s', async (_, commands, expected) => expect(await ids(running(...commands))).toEqual(expected));

  test('an edit by make, or by an action of the repository', async () => {
    const action = '.github/actions/names';
    const files = {
      ...FILES,
      Makefile: `names:\n\t${editing}\n`,
      [`${action}/action.yml`]: `runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: ${editing}\n`,
    };
    const of = (...steps: string[]) => ids({ ...files, [MAIN]: workflow(`${login()}\n${steps.join('')}`) });
    const [made, used, pushed] = ['- run: make names\n', `- uses: ./${action}\n`, `- run: ${pushing}\n`];
    expect([await of(made, pushed), await of(used, pushed)]).toEqual([[], []]);
    expect([await of(pushed, made), await of(pushed, used)]).toEqual([UPPERCASE, UPPERCASE]);
  });

  test('an edit of a later step', async () => {
    const steps = (...commands: string[]) => ({
      ...FILES,
      [MAIN]: workflow(`${login()}\n${commands.map((each) => `- run: ${each}\n`).join('')}`),
    });
    expect(await ids(steps(pushing, editing))).toEqual(UPPERCASE);
    expect(await ids(steps(editing, pushing))).toEqual([]);
  });
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

describe('a file that is sourced and not in the checkout', () => {
  const pushed = (source: string, files: Readonly<Record<string, string>> = {}) =>
    ids({ ...running(`IMAGE=ghcr.io/octo/App; ${source}; docker push $IMAGE:1`), ...files });

  test.each(['source ./ci/vars.sh', '. .env.ci', 'source "$GITHUB_WORKSPACE/release.env"'])(
    'may set anew what was set: %s',
    async (source) => {
      expect(await pushed(source)).toEqual([]);
    },
  );

  test.each(['source /etc/os-release', '. .venv/bin/activate', 'source $HOME/.cargo/env'])(
    'sets its own, where a tool brings it: %s',
    async (source) => {
      expect(await pushed(source)).toEqual(UPPERCASE);
    },
  );

  test('one that is there says what it sets', async () => {
    expect(await pushed('source ci/vars.sh', { 'ci/vars.sh': 'TAG=1\n' })).toEqual(UPPERCASE);
    expect(await pushed('source ci/vars.sh', { 'ci/vars.sh': 'IMAGE=ghcr.io/octo/app\n' })).toEqual([]);
  });
});

describe('a script that an earlier step changes', () => {
  const SCRIPTS = {
    'x.sh': 'docker push ghcr.io/Octo/app:1\n',
    'y.sh': 'docker push ghcr.io/octo/app:1\n',
    Makefile: 'push:\n\tdocker push ghcr.io/Octo/app:1\n',
    'ci/edit.sh': 'sed -i s/Octo/octo/ x.sh Makefile\n',
  };
  const behind = (change: string, start: string) =>
    ids({ ...SCRIPTS, [MAIN]: workflow(`${login()}\n${change}\n- run: ${start}\n`) });

  test.each<[string, string, readonly string[]]>([
    ['- run: sed -i s/Octo/octo/ x.sh Makefile', 'sh x.sh', []],
    ['- run: sed -i s/Octo/octo/ x.sh Makefile', 'make push', []],
    ['- run: ci/edit.sh', 'make push', []],
    ['- run: git checkout v1', 'sh x.sh', []],
    ['- run: curl -fsSLo x.sh https://example.com/x', 'sh x.sh', []],
    ['- run: cp y.sh x.sh', './x.sh', []],
    ['- if: github.ref_name == vars.REF\n  run: sed -i s/Octo/octo/ x.sh', 'sh x.sh', []],
    ["- if: github.event_name == 'release'\n  run: sed -i s/Octo/octo/ x.sh", 'sh x.sh', UPPERCASE],
    ['- run: sed -i s/octo/Octo/ y.sh', 'sh y.sh', UPPERCASE],
    ['- run: sed -i s/1.0/2.0/ package.json', 'sh x.sh', UPPERCASE],
    ['- run: git checkout $GITHUB_SHA', 'sh x.sh', UPPERCASE],
  ])('%s, then %s', async (change, start, expected) => expect(await behind(change, start)).toEqual(expected));
});

test.each<[string, string, readonly string[]]>([
  ['rm -rf ci; git clone https://example.com/ci ci', 'ci/x.yml', []],
  ['rm -rf ci; git clone --depth 1 https://example.com/ci.git', 'ci/x.yml', []],
  ['tar -xzf ci.tgz -C ci', 'ci/x.yml', []],
  ['unzip -o ci.zip -d ci', 'ci/x.yml', []],
  ['gh run download 1 -D ci', 'ci/x.yml', []],
  ['git clone https://example.com/ci tools', 'ci/x.yml', UPPERCASE],
  ['tar -czf ci.tgz -C ci .', 'ci/x.yml', UPPERCASE],
  ['tar xzf tool.tgz', 'ci/x.yml', UPPERCASE],
  ['git clone https://example.com/ci ci', 'x.yml', UPPERCASE],
])('what is put into a folder: %s, of %s', async (change, file, expected) => {
  const files = { [file]: 'services:\n  app: {build: ., image: ghcr.io/Octo/app:1}\n' };
  const steps = `${login()}\n- run: ${change}\n- run: docker compose -f ${file} push\n`;
  expect(await ids({ ...files, [MAIN]: workflow(steps) })).toEqual(expected);
});
