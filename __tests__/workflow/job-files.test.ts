/** What a job pushes by what its commands read of the checkout: a version, a `.env`, a manifest, a folder's names. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const FILES = {
  VERSION: '1.2.0\n',
  '.env': '# build\nIMAGE=ghcr.io/octo/app\nTAG="7"\n',
  'ci.env': 'IMAGE=ghcr.io/octo/app\nTAG=7\n',
  'package.json': '{"name": "@octo/app", "version": "2.1.0", "config": {"build": 42}}',
  'pyproject.toml': '[project]\nname = "app"\nversion = "0.3.1"\n',
  'charts/web/Chart.yaml': 'name: web\nversion: 1.4.2\n',
  'services/api/Dockerfile': 'FROM scratch\n',
  'services/web/Dockerfile': 'FROM scratch\n',
  'images.yaml': 'images:\n  - {name: api, ref: ghcr.io/octo/api}\n  - {name: web, ref: ghcr.io/octo/web}\n',
  'versions.yaml': 'app: 1.10\nweb: 2.1\nnode: 22\nhex: 0x10\nall: [3.9, 3.10]\n',
  'services/README.md': 'Two of them.\n',
  'tools/next.sh': 'echo IMAGE=x | dd of=ci.env\n',
  'tools/images.txt': 'ghcr.io/octo/api:1\nghcr.io/octo/web:1\n',
  'tools/each.sh': 'while read -r image; do\n  docker push "$image"\ndone < tools/images.txt\n',
  'tools/all.sh':
    '# images.txt has a line an image\nfor i in $(cat tools/images.txt); do docker push "$i"; done\n',
  'tools/beside.sh':
    'cd "$(dirname "$0")"\n[ -f images.txt ] && docker push "$(sort images.txt | tail -n 1)"\n',
  'tools/named.sh': 'LIST="${1:-tools/images.txt}"\nwhile read -r i; do docker push "$i"; done < "$LIST"\n',
  'tools/filled.sh': 'LIST=tools/images.txt\ndocker push "$(tail -n 1 "$LIST")"\necho more >> "$LIST"\n',
  'tools/handed.sh': 'LIST=tools/images.txt\nsed -i s/api/x/ "$LIST"\ndocker push "$(tail -n 1 $LIST)"\n',
  'tools/list.sh': 'sort -o tools/images.txt tools/images.txt\ndocker push "$(tail -n 1 tools/images.txt)"\n',
  'tools/first.sh':
    'grep api < tools/images.txt > "my tools/images.txt"\ndocker push "$(tail -n 1 tools/images.txt)"\n',
  'tools/add.sh': 'echo "$1" | tee -a tools/images.txt\ndocker push "$(tail -n 1 tools/images.txt)"\n',
  'secret.env': `IMAGE=ghcr.io/octo/app\nTOKEN=ghp_${'a'.repeat(36)}\n`,
};

let workspace = '';

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'job-files-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const run = (...lines: string[]) => `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;

async function pushed(steps: string): Promise<string[]> {
  const asked: string[] = [];
  const fetchFile = async (path: string) => {
    asked.push(path);
    return path === MAIN ? workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`) : null;
  };
  const { pushes } = await evidence({}, { workspace, fetchFile });
  // What is not there is asked for nowhere else.
  expect(asked.filter((path) => path !== MAIN)).toEqual([]);
  return pushes.flatMap(({ access, reference, shown }) =>
    access === 'push' ? [reference ?? `? ${shown}`] : [],
  );
}

describe('a name from a file', () => {
  test.each<[string, string, string]>([
    ['printed', run('docker push ghcr.io/octo/app:$(cat VERSION)'), 'ghcr.io/octo/app:1.2.0'],
    ['redirected', run('V=$(<VERSION)', 'docker push ghcr.io/octo/app:$V'), 'ghcr.io/octo/app:1.2.0'],
    ['read', run('read -r V < VERSION', 'docker push ghcr.io/octo/app:$V'), 'ghcr.io/octo/app:1.2.0'],
    ['cut', run('V=$(cut -d. -f1 VERSION)', 'docker push ghcr.io/octo/app:$V'), 'ghcr.io/octo/app:1'],
    [
      'of a package',
      run(
        'NAME=$(jq -r .name package.json)',
        `V=$(node -p "require('./package.json').version")`,
        'docker push "ghcr.io/${NAME#@}:$V"',
      ),
      'ghcr.io/octo/app:2.1.0',
    ],
    [
      'of a number',
      run(`N=$(node -p "require('./package.json').config.build")`, 'docker push ghcr.io/octo/app:$N'),
      'ghcr.io/octo/app:42',
    ],
    [
      'of npm',
      run(`V=$(npm pkg get version | tr -d '"')`, 'docker push ghcr.io/octo/app:$V'),
      'ghcr.io/octo/app:2.1.0',
    ],
    [
      'of a line that is looked for',
      run(`N=$(grep -m1 '^name' pyproject.toml | cut -d'"' -f2)`, 'docker push ghcr.io/octo/$N'),
      'ghcr.io/octo/app',
    ],
    [
      'of YAML',
      run('N=$(yq -r .name charts/web/Chart.yaml)', 'docker push ghcr.io/octo/$N'),
      'ghcr.io/octo/web',
    ],
    [
      'handed to later steps',
      run('cat ci.env >> "$GITHUB_ENV"') + run('docker push $IMAGE:$TAG'),
      'ghcr.io/octo/app:7',
    ],
    [
      'of the commit of the run, beside an artifact elsewhere',
      `- uses: actions/checkout@v4\n  with: {ref: '\${{ github.sha }}'}\n- uses: actions/download-artifact@v4\n  with: {path: /tmp/digests}\n${run('git checkout -b next', 'docker push ghcr.io/octo/app:$(cat VERSION)')}`,
      'ghcr.io/octo/app:1.2.0',
    ],
    [
      'without its remarks',
      run("grep -v '^#' ci.env >> $GITHUB_ENV") + run('docker push $IMAGE:$TAG'),
      'ghcr.io/octo/app:7',
    ],
    ...['tee -a "$GITHUB_ENV" < ci.env', 'tee --append $GITHUB_ENV <ci.env >/dev/null'].map(
      (line): [string, string, string] => [
        `that a command copies from its input: ${line}`,
        run(line) + run('docker push $IMAGE:$TAG'),
        'ghcr.io/octo/app:7',
      ],
    ),
    [
      'exported word by word',
      run("export $(grep -v '^#' ci.env | xargs)", 'docker push $IMAGE:$TAG'),
      'ghcr.io/octo/app:7',
    ],
    [
      'in the folder of the step',
      `${run('docker push ghcr.io/octo/$(yq .name Chart.yaml)')}  working-directory: charts/web\n`,
      'ghcr.io/octo/web',
    ],
  ])('%s', async (_, steps, expected) => expect(await pushed(steps)).toEqual([expected]));

  test('a name for each folder', async () =>
    expect(
      await pushed(run('for d in services/*/; do', '  docker push "ghcr.io/octo/$(basename "$d")"', 'done')),
    ).toEqual(['ghcr.io/octo/api', 'ghcr.io/octo/web']));
});

test('of a folder into which an artifact is unpacked the checkout does not tell all', async () => {
  const unpack = '- uses: actions/download-artifact@v4\n  with: {path: services}\n';
  const loop = run('for s in $(ls services); do docker push ghcr.io/octo/$s; done');
  expect(await pushed(unpack + loop)).toEqual(['? ghcr.io/octo/…']);
  expect(await pushed(unpack.replace('services', 'out') + loop)).toEqual([
    'ghcr.io/octo/README.md',
    'ghcr.io/octo/api',
    'ghcr.io/octo/web',
  ]);
});

describe('charts that the job packages', () => {
  test.each<[string, string]>([
    [
      'one by one',
      run(
        'helm package charts/web --destination out',
        'for f in out/*.tgz; do helm push "$f" oci://ghcr.io/octo/charts; done',
      ),
    ],
    [
      'in two steps',
      run('helm package charts/* -d out') + run('helm push out/web-1.4.2.tgz oci://ghcr.io/octo/charts'),
    ],
    [
      'by an expression',
      run(
        "helm package charts/${{ format('{0}', 'web') }} -d out",
        'helm push out/*.tgz oci://ghcr.io/octo/charts',
      ),
    ],
    [
      'by a pattern',
      run('helm package charts/web -d out') + run('helm push out/*.tgz oci://ghcr.io/octo/charts'),
    ],
    [
      'in a loop over their folders',
      run(
        'for chart in charts/*/; do',
        '  helm package "$chart" --destination out',
        'done',
        'for f in out/*.tgz; do helm push "$f" oci://ghcr.io/octo/charts; done',
      ),
    ],
    [
      'in a loop over their names',
      run('for c in web; do', '  helm package "charts/${c}" -d out', 'done') +
        run('helm push out/*.tgz oci://ghcr.io/octo/charts'),
    ],
    [
      'in a loop over a list that a variable holds',
      run('CHARTS="web"', 'for c in $CHARTS; do helm package "charts/$c" -d out; done') +
        run('helm push out/*.tgz oci://ghcr.io/octo/charts'),
    ],
    [
      'in their folder',
      run('cd charts', 'helm package web --destination ../out') +
        run('helm push out/*.tgz oci://ghcr.io/octo/charts'),
    ],
    [
      'by a function',
      run(
        'pack() { helm package "charts/$1" -d out; }',
        'pack web',
        'helm push out/*.tgz oci://ghcr.io/octo/charts',
      ),
    ],
    [
      'in a step with a folder of its own',
      `${run('helm package web -d ../out')}  working-directory: charts\n` +
        run('helm push out/*.tgz oci://ghcr.io/octo/charts'),
    ],
    [
      'in a loop that passes over folders without one',
      run(
        'for d in charts/* services/*; do',
        '  [ -f "$d/Chart.yaml" ] || continue',
        '  helm package "$d" -d out',
        'done',
        'helm push out/*.tgz oci://ghcr.io/octo/charts',
      ),
    ],
    [
      'after the job gave them another version',
      run(
        `yq -i '.version = "2.0.0"' charts/web/Chart.yaml`,
        'sed -i "s|^appVersion:.*|appVersion: 2|" charts/web/Chart.yaml',
        'helm package charts/web -d out',
        'helm push out/*.tgz oci://ghcr.io/octo/charts',
      ),
    ],
    [
      'whose file ls names',
      run(
        'helm package charts/web',
        'PKG=$(ls *.tgz | head -n1)',
        'helm push "$PKG" oci://ghcr.io/octo/charts',
      ),
    ],
    [
      'whose file find hands on',
      run(
        'helm package charts/web -d out',
        "find out -name '*.tgz' -exec helm push {} oci://ghcr.io/octo/charts \\;",
      ),
    ],
    [
      'whose file find hands on with all others',
      run(
        'helm package charts/web -d out',
        'find out -name "*.tgz" -exec sh -c \'for f; do helm push "$f" oci://ghcr.io/octo/charts; done\' _ {} +',
      ),
    ],
    [
      'whose file helm names',
      run(
        "PKG=$(helm package charts/web -d out | awk '{print $NF}')",
        'helm push "$PKG" oci://ghcr.io/octo/charts',
      ),
    ],
    [
      'whose file an output has',
      `- id: chart\n${run('helm package charts/web', 'echo "file=$(ls *.tgz)" >> "$GITHUB_OUTPUT"').replace('- run', '  run')}` +
        run('helm push ${{ steps.chart.outputs.file }} oci://ghcr.io/octo/charts'),
    ],
  ])('%s', async (_, steps) => expect(await pushed(steps)).toEqual(['ghcr.io/octo/charts/web']));

  test.each<[string, string]>([
    [
      'that chart-releaser packages',
      '- uses: helm/chart-releaser-action@v1.7.0\n' +
        run('for f in .cr-release-packages/*; do helm push "$f" oci://ghcr.io/octo/charts; done'),
    ],
    [
      'that chart-releaser packages, of a folder that it is told',
      '- uses: helm/chart-releaser-action@v1.7.0\n  with: {charts_dir: ./charts}\n' +
        run(
          'for f in .cr-release-packages/*.tgz; do',
          '  if [ -z "${f:-}" ]; then break; fi',
          '  helm push "$f" oci://ghcr.io/octo/charts',
          'done',
        ),
    ],
  ])('what is perhaps pushed of those %s', async (_, steps) => {
    expect(await pushed(steps)).toEqual(['ghcr.io/octo/charts/web']);
    const { pushes } = await evidence({ [MAIN]: workflowOf(steps) }, { workspace });
    expect(pushes).toMatchObject([{ runs: 'unknown', fallbacks: [] }]);
  });

  test.each([
    '{config: cr.yaml}',
    '{skip_packaging: true}',
    '{charts_dir: "${{ vars.CHARTS }}"}',
    '{charts_dir: none}',
  ])('nobody knows one that chart-releaser packages with %s', async (inputs) => {
    const releaser = `- uses: helm/chart-releaser-action@v1.7.0\n  with: ${inputs}\n`;
    const pushes = run('for f in .cr-release-packages/*; do helm push "$f" oci://ghcr.io/octo/charts; done');
    expect(await pushed(releaser + pushes)).toEqual(['? ghcr.io/octo/charts/…']);
  });

  test.each<[string, string]>([
    ['after the job gave them another name', `yq -i '.name = "x"' charts/web/Chart.yaml`],
    ['that the job wrote', 'echo version >> charts/web/Chart.yaml'],
  ])('nobody knows one %s', async (_, before) =>
    expect(
      await pushed(
        run(before, 'helm package charts/web -d out', 'helm push out/*.tgz oci://ghcr.io/octo/charts'),
      ),
    ).toEqual(['? ghcr.io/octo/charts/…']),
  );

  test('a pattern tells the name of one that nobody saw packaged', async () =>
    expect(
      await pushed(
        run(
          'chart-packer all',
          'PKG=$(ls .packages/web-*.tgz)',
          'helm push "$PKG" oci://ghcr.io/octo/charts',
        ),
      ),
    ).toEqual(['ghcr.io/octo/charts/web']));

  test.each<[string, string]>([
    ['any chart', run('helm package $CHART -d out')],
    ['any folder of them', run('for c in $CHARTS; do helm package "$c" -d out; done')],
    [
      'one of a loop that the job gave another name',
      run(
        `yq -i '.name = "x"' charts/web/Chart.yaml`,
        'for c in charts/*; do helm package "$c" -d out; done',
      ),
    ],
    [
      'one of a loop that the job made',
      run(
        'echo name: api > services/api/Chart.yaml',
        'for c in charts/* services/*; do helm package "$c" -d out; done',
      ),
    ],
    ['by an expression of another step', run('helm package charts/${{ matrix.chart }} -d out')],
  ])('what may be %s stays open', async (_, packages) =>
    expect(await pushed(packages + run('helm push out/*.tgz oci://ghcr.io/octo/charts'))).toEqual([
      '? ghcr.io/octo/charts/…',
    ]),
  );
});

describe('a file says nothing', () => {
  test.each<[string, string]>([
    [
      'that the job writes',
      run('echo IMAGE=x > ci.env') + run('source /dev/null; cat ci.env >> $GITHUB_ENV'),
    ],
    ['that takes the place of another', run('cp .env.ci ci.env', 'cat ci.env >> $GITHUB_ENV')],
    [
      'that takes the place of what was read',
      run('tee ci.env < other.env > /dev/null') + run('cat ci.env >> $GITHUB_ENV'),
    ],
    [
      'that is read and written to',
      run('sort < ci.env > sorted; sort < sorted > ci.env') + run('cat ci.env >> $GITHUB_ENV'),
    ],
    ['that is edited', run("sed -i 's/a/b/' ci.env", 'cat ci.env >> $GITHUB_ENV')],
    [
      'that an action makes',
      `- uses: acme/dotenv@v1\n  with: {file: ci.env}\n${run('cat ci.env >> $GITHUB_ENV')}`,
    ],
    ['that is edited with bars', run('sed -i "s|a|b|;s|c|d|" ci.env', 'cat ci.env >> $GITHUB_ENV')],
    ['that is edited in place', run("perl -pi -e 's/a/b/' ci.env", 'cat ci.env >> $GITHUB_ENV')],
    ['that a script of the repository names', run('./tools/next.sh', 'cat ci.env >> $GITHUB_ENV')],
    ['of another commit', run('git checkout v1', 'cat ci.env >> $GITHUB_ENV')],
    [
      'of another branch',
      `- uses: actions/checkout@v4\n  with: {ref: release}\n${run('cat ci.env >> $GITHUB_ENV')}`,
    ],
    [
      'that an artifact may hold',
      `- uses: actions/download-artifact@v4\n  with: {name: env}\n${run('cat ci.env >> $GITHUB_ENV')}`,
    ],
    ['that an action bumps', `- uses: acme/bump-version@v1\n${run('cat ci.env >> $GITHUB_ENV')}`],
    ['that is not there', run('cat none.env >> $GITHUB_ENV')],
    ['that holds a token', run('cat secret.env >> $GITHUB_ENV')],
    [
      'of another repository',
      `- uses: actions/checkout@v4\n  with: {repository: octo/other}\n${run('cat ci.env >> $GITHUB_ENV')}`,
    ],
  ])('%s', async (_, steps) =>
    expect(await pushed(`${steps}${run('docker push ghcr.io/octo/x-$IMAGE')}`)).toEqual([
      expect.stringMatching(/^\? ghcr\.io\/octo\/x-…$/),
    ]),
  );
});

describe('a list in a file, by a path of yq', () => {
  const each = (path: string) => run(`for i in $(yq -r '${path}' images.yaml); do docker push "$i:1"; done`);
  const BOTH = ['ghcr.io/octo/api:1', 'ghcr.io/octo/web:1'];

  test.each<[string, string[]]>([
    ['.images[].ref', BOTH],
    ['.images[] | .ref', BOTH],
    ['."images"[]["ref"]', BOTH],
    ['.images[1].ref', ['ghcr.io/octo/web:1']],
  ])('%s', async (path, images) => expect(await pushed(each(path))).toEqual(images));

  test.each(['.images[]', '.images[].none', '.images[] | select(.name == "api") | .ref', '.images'])(
    'more than a path to texts: %s',
    async (path) => expect(await pushed(each(path))).toEqual([expect.stringMatching(/^\?/)]),
  );
});

describe('numbers, which yq prints as they are written', () => {
  const one = (path: string) => run(`docker push "ghcr.io/octo/app:$(yq '${path}' versions.yaml)"`);

  test.each<[string, string]>([
    ['.web', 'ghcr.io/octo/app:2.1'],
    ['.node', 'ghcr.io/octo/app:22'],
    ['.all[0]', 'ghcr.io/octo/app:3.9'],
    ['.app', 'ghcr.io/octo/app'],
    ['.hex', 'ghcr.io/octo/app'],
    ['.all[1]', 'ghcr.io/octo/app'],
  ])('%s', async (path, image) => expect(await pushed(one(path))).toEqual([image]));
});

describe('a file of the checkout that a script of it names', () => {
  const BOTH = ['ghcr.io/octo/api:1', 'ghcr.io/octo/web:1'];

  test.each<[string, string, string[]]>([
    ['that feeds a loop', run('./tools/each.sh'), BOTH],
    ['that is printed, and named in a comment', run('bash tools/all.sh'), BOTH],
    ['whose path a variable holds', run('./tools/named.sh'), BOTH],
    ['beside the script', run('./tools/beside.sh'), ['ghcr.io/octo/web:1']],
  ])('and only reads is as it was checked out: %s', async (_, steps, images) =>
    expect(await pushed(steps)).toEqual(images),
  );

  test.each(['list', 'first', 'add', 'filled', 'handed'])(
    'and may write to is nobody’s to know: %s',
    async (script) =>
      expect(await pushed(run(`./tools/${script}.sh`))).toEqual([expect.stringMatching(/^\?/)]),
  );
});

describe('a file whose path a variable of the step holds', () => {
  const each = 'for i in $(cat $FILE); do docker push "$i"; done';
  const BOTH = ['ghcr.io/octo/api:1', 'ghcr.io/octo/web:1'];

  test.each<[string, string[]]>([
    ['FILE=tools/images.txt', [each]],
    ['FILE="tools/images.txt" # of all', ['while read -r i; do docker push "$i"; done < "$FILE"']],
    ['OUT_FILE=tools/images.txt; FILE=$OUT_FILE', [each]],
  ])('and that is only read: %s', async (set, lines) =>
    expect(await pushed(run(set, ...lines))).toEqual(BOTH),
  );

  test.each([
    'FILE=tools/images.txt; echo more >> $FILE',
    'FILE=tools/images.txt; sed -i s/api/x/ "${FILE}"',
    'FILE=tools/images.txt; fill | tee -a "$FILE"',
    'FILE=tools/images.txt fill; FILE=tools/images.txt',
    'export FILE=tools/images.txt; fill',
    'fill --file=tools/images.txt; FILE=tools/images.txt',
  ])('and that may be written to: %s', async (set) =>
    expect(await pushed(run(set, each))).toEqual([expect.stringMatching(/^\?/)]),
  );
});
