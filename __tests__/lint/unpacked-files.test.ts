/** Artifacts, caches and archives may bring another text of a file than the one that was committed. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const NAMES = 'target "default" {\n  tags = ["ghcr.io/Octo/app:1"]\n  output = ["type=registry"]\n}\n';

const FILES = {
  'docker-bake.hcl': NAMES,
  'ci/docker-bake.hcl': NAMES,
  Makefile: 'push:\n\tdocker push ghcr.io/Octo/app:1\n',
};

const PUSHES = {
  bake: '- uses: docker/bake-action@v6\n  with: {push: true, source: .}',
  'bake in ci': '- uses: docker/bake-action@v6\n  with: {push: true, source: ., files: ci/docker-bake.hcl}',
  make: '- run: make push',
};

const UPPERCASE = ['error uppercase-image-name'];

const download = (given = '') => `- uses: actions/download-artifact@v5\n  with: {${given}}`;
const cache = (path: string) => `- uses: actions/cache@v4\n  with: {path: ${path}, key: files}`;
const run = (command: string) => `- run: |\n    ${command}`;

/** Another job that uploads what the first one downloads. */
const uploading = (path: string, name = 'files') =>
  `  files:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: tar czf packed.tgz ${path}\n      - uses: actions/upload-artifact@v4\n        with: {name: ${name}, path: ${path}}\n`;

const found = (before: string, push: keyof typeof PUSHES, more = '') =>
  ids({
    ...FILES,
    [MAIN]: `${workflow(`- uses: actions/checkout@v4\n${login()}\n${before}\n${PUSHES[push]}`)}\n${more}`,
  });

const EACH = Object.keys(PUSHES) as (keyof typeof PUSHES)[];

test.each([
  ['an artifact of another run', download('name: files'), ''],
  ['all artifacts as one', download('merge-multiple: true'), ''],
  ['the whole tree', download('name: files'), uploading('.')],
  ['one of several', download("pattern: 'fil*', merge-multiple: true"), uploading('.')],
  ['a cache of the workspace', cache('.'), ''],
  [
    'a packed tree',
    `${download('name: files, path: /tmp/files')}\n${run('tar xzf /tmp/files/packed.tgz')}`,
    uploading('.'),
  ],
  [
    'an archive that came with an artifact',
    `${download('name: files')}\n${run('unzip -o files.zip')}`,
    uploading('files.zip'),
  ],
  ['a cache of another maker', cache('.').replace('actions/cache', 'buildjet/cache'), ''],
  ['an artifact that a command fetches', run('gh run download "$ID" \\\n    -n files'), ''],
  ['a bucket', run('aws s3 sync s3://bucket/tree . --delete'), ''],
  ['a bucket, by what is substituted', run('echo "$(aws s3 sync s3://bucket/tree .)"'), ''],
  ['a bucket, behind what is said', run('echo fetching; aws s3 sync s3://bucket/tree .'), ''],
  ['a bucket that is copied', run('gsutil -m cp -r gs://bucket/tree/* .'), ''],
  ['a folder of another machine', run("rsync -az -e 'ssh -p 22' host:/srv/tree/ ./"), ''],
  ['a folder of a container', run('docker cp made:/src/. .'), ''],
  [
    'an archive of another kind',
    `${download('name: files, path: /tmp/files')}\n${run('7z x -y /tmp/files/packed.7z')}`,
    '',
  ],
  [
    'the sources of a release',
    run('curl -sL https://example.com/app.tar.gz | tar xz --strip-components=1'),
    '',
  ],
])('what was committed says nothing behind %s', async (_, before, more) => {
  for (const push of EACH) expect([push, await found(before, push, more)]).toEqual([push, []]);
});

test.each([
  ['in a folder of its own', download('name: files, path: dist'), uploading('.')],
  ['outside of the workspace', download('name: files, path: /tmp/files'), uploading('.')],
  ['in folders by their names', download(), uploading('.')],
  ['of one program', download('name: files'), uploading('target/app.jar')],
  ['of one kind of files', download('name: files'), uploading("'/tmp/digests/*.txt'")],
  ['of packages', cache('node_modules'), ''],
  ['of the home', cache('~/.cache'), ''],
  ['of a tool', run('curl -sL https://get.example.com/tool.tar.gz | tar xz'), ''],
  [
    'of a tool that was saved',
    run('curl -sLo tool.zip https://get.example.com/tool.zip && unzip tool.zip'),
    '',
  ],
  ['of one member', run('tar xzf packed.tgz app.bin'), uploading('.')],
  [
    'of what was built',
    `${download('name: files, path: /tmp/files')}\n${run('tar xzf /tmp/files/packed.tgz')}`,
    uploading('target'),
  ],
  ['of the artifacts of a run, by their names', run('gh run download "$ID" -n one -n two'), ''],
  ['of an artifact elsewhere', run('gh run download "$ID" -n files -D dist'), ''],
  ['of a bucket, elsewhere', run('aws s3 sync s3://bucket/tree dist'), ''],
  ['of a bucket, one file', run('aws s3 cp s3://bucket/app.jar .'), ''],
  ['of a container, by its name', run('docker cp made:/src/dist .'), ''],
  ['for another machine', run('rsync -az ./ host:/srv/tree/'), ''],
  ['that is only packed', run('tar czf packed.tgz .'), ''],
  ['that is only spoken of', run('echo "aws s3 sync s3://bucket/tree ."'), ''],
  ['that a comment speaks of', run('# rsync -az host:/srv/tree/ ./'), ''],
])('what was committed is there beside what is unpacked %s', async (_, before, more) => {
  for (const push of EACH) expect([push, await found(before, push, more)]).toEqual([push, UPPERCASE]);
});

test.each([
  [download('name: files, path: ci'), uploading('.')],
  [cache('ci'), ''],
  [run('tar xzf files.tgz -C ci'), ''],
  [download(), uploading('.', 'ci')],
])('a folder that is filled by `%s` is another one', async (before, more) => {
  expect(await found(before, 'bake', more)).toEqual(UPPERCASE);
});

test.each([
  [download('name: files, path: ci'), ''],
  [cache('ci'), ''],
  [`${download('name: files')}\n${run('tar xzf files.tgz -C ci')}`, uploading('files.tgz')],
  [download(), uploading('.', 'ci')],
])('a file in the folder that is filled by `%s` may be another', async (before, more) => {
  expect(await found(before, 'bake in ci', more)).toEqual([]);
});

test('what is unpacked later is not there yet', async () => {
  for (const push of EACH) {
    const steps = `${login()}\n${PUSHES[push]}\n${download('name: files')}`;
    expect(await ids({ ...FILES, [MAIN]: workflow(steps) })).toEqual(UPPERCASE);
  }
});

test('an action of the repository may unpack, too', async () => {
  const action = `runs:\n  using: composite\n  steps:\n    ${download('name: files').replace('\n', '\n    ')}\n`;
  const steps = `${login()}\n- uses: ./ci/fetch\n${PUSHES.bake}`;
  expect(await ids({ ...FILES, 'ci/fetch/action.yml': action, [MAIN]: workflow(steps) })).toEqual([]);
});

describe('an action of the workspace', () => {
  const ACTION = 'ci/push/action.yml';
  const PUSHES =
    'runs:\n  using: composite\n  steps:\n    - run: docker push ghcr.io/Octo/app:1\n      shell: bash\n';
  const using = (before: string, after = '') =>
    ids({
      [ACTION]: PUSHES,
      [MAIN]: workflow(`- uses: actions/checkout@v4\n${login()}\n${before}\n- uses: ./ci/push\n${after}`),
    });

  test.each([
    download('name: files, path: ci'),
    cache('ci/push'),
    run('git checkout deploy'),
    run(`sed -i s/Octo/octo/ ${ACTION}`),
  ])('may be another behind `%s`', async (before) => {
    expect(await using(before)).toEqual([]);
  });

  test.each([
    download('name: files, path: dist'),
    cache('node_modules'),
    run('git checkout "$GITHUB_SHA"'),
    run('sed -i s/Octo/octo/ other.yml'),
  ])('is the one that was committed behind `%s`', async (before) => {
    expect(await using(before)).toEqual(UPPERCASE);
    expect(await using('', download('name: files, path: ci'))).toEqual(UPPERCASE);
  });
});

test.each([
  ['an action', '- uses: ./src/ci/fix', 'ci/fix/action.yml'],
  ['a script', run('./src/fix.sh'), 'fix.sh'],
])('%s in the folder of a checkout edits the files in it', async (_, step, name) => {
  const edit = "sed -i 's/Octo/octo/' src/docker-bake.hcl";
  const text = name.endsWith('.sh')
    ? edit
    : `runs:\n  using: composite\n  steps:\n    - run: ${edit}\n      shell: bash\n`;
  const bake = '- uses: docker/bake-action@v6\n  with: {push: true, source: ., workdir: src}';
  const steps = (more: string) =>
    `- uses: actions/checkout@v4\n  with: {path: src}\n${login()}\n${more}\n${bake}`;
  expect(await ids({ ...FILES, [name]: text, [MAIN]: workflow(steps(step)) })).toEqual([]);
  expect(await ids({ ...FILES, [name]: text, [MAIN]: workflow(steps('')) })).toEqual(UPPERCASE);
});

describe('an action that two jobs use, who have the repository in other folders', () => {
  const ACTION = `inputs: {place: {}}
runs:
  using: composite
  steps:
    - run: if [ -f src/fix.sh ]; then ./src/fix.sh; fi
      shell: bash
    - uses: docker/bake-action@v6
      with: {push: true, source: ., workdir: "\${{ inputs.place }}"}
`;
  const jobs: Record<string, [checkout: string, place: string]> = {
    inFolder: ['{path: src}', 'src'],
    atTop: ['{}', '.'],
  };
  const jobOf = (name: string) => {
    const [given, place] = jobs[name] as [string, string];
    const steps = `- uses: actions/checkout@v4\n  with: ${given}\n${login()}\n- uses: ./${place}/ci/push\n  with: {place: ${place}}`;
    return workflow(steps).replace(/^.*?jobs:\n {2}\w+:/s, `  ${name}:`);
  };

  test.each([[['inFolder', 'atTop']], [['atTop', 'inFolder']]])('in the order %j', async (order) => {
    const files = {
      ...FILES,
      'fix.sh': 'sed -i s/Octo/octo/ src/docker-bake.hcl\n',
      'ci/push/action.yml': ACTION,
      [MAIN]: `on: push\njobs:\n${order.map(jobOf).join('')}`,
    };
    const { report } = await lintFiles(files);
    expect(report.findings.map(({ id, job }) => [id, job])).toEqual([['uppercase-image-name', 'atTop']]);
  });
});

describe('an action edits by other hands', () => {
  const composite = (...steps: string[]) =>
    `runs:\n  using: composite\n  steps:\n${steps.map((each) => `    - ${each}\n`).join('')}`;
  const script = (line: string) => composite(`run: ${line}\n      shell: bash`);
  const EDIT = 'sed -i s/Octo/octo/ docker-bake.hcl';
  const judged = (files: Record<string, string>, [before = '', after = '']: string[]) =>
    ids({ ...FILES, ...files, [MAIN]: workflow(`${login()}\n${before}\n${PUSHES.bake}\n${after}`) });
  const USED = '- uses: ./ci/outer';

  test.each<[string, Record<string, string>]>([
    ['a script', { 'ci/outer/action.yml': script('./fix.sh'), 'fix.sh': `${EDIT}\n` }],
    [
      'another action',
      { 'ci/outer/action.yml': composite('uses: ./ci/inner'), 'ci/inner/action.yml': script(EDIT) },
    ],
    [
      "another action's script",
      {
        'ci/outer/action.yml': composite('uses: ./ci/inner', 'uses: ./ci/outer'),
        'ci/inner/action.yml': script('bash fix.sh'),
        'fix.sh': `${EDIT}\n`,
      },
    ],
  ])('%s', async (_, files) => {
    expect(await judged(files, [USED])).toEqual([]);
    expect(await judged(files, ['', USED])).toEqual(UPPERCASE);
  });

  test('what the action does after its own push has not been done before it', async () => {
    const bake = 'uses: docker/bake-action@v6\n      with: {push: true, source: .}';
    const inner = { 'ci/inner/action.yml': script(EDIT) };
    const outer = (...steps: string[]) => ({ ...inner, 'ci/outer/action.yml': composite(...steps) });
    const used = (files: Record<string, string>) =>
      ids({ ...FILES, ...files, [MAIN]: workflow(`${login()}\n${USED}`) });
    expect(await used(outer('uses: ./ci/inner', bake))).toEqual([]);
    expect(await used(outer(bake, 'uses: ./ci/inner'))).toEqual(UPPERCASE);
  });
});
