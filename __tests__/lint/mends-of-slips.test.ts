/** What `--fix` makes of a slip: the line where it stands, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, indent, lintFiles, login, MAIN, workflow } from './repository.js';

/** The changed lines, and whether they are written unasked. */
async function mended(files: string | Record<string, string>): Promise<{ lines: string[]; isSafe: boolean }> {
  const all = typeof files === 'string' ? { [MAIN]: files } : files;
  const { report, repairs } = await lintFiles(all);
  const diff = report.findings[0]?.fix.diff ?? '';
  const lines = diff.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
  return { lines: lines.map((line) => line[0] + line.slice(1).trim()), isSafe: repairs[0]?.safe ?? false };
}

describe('the host of a login', () => {
  const withEnv = (env: string) =>
    `${env}${workflow(login().replace('ghcr.io', '${{ env.REGISTRY }}') + build())}`;

  test('is put right in the env that holds it', async () => {
    expect(await mended(withEnv('env:\n  REGISTRY: gchr.io\n'))).toEqual({
      lines: ['-REGISTRY: gchr.io', '+REGISTRY: ghcr.io'],
      isSafe: true,
    });
  });
});

test('an input takes the job’s token itself where no env has it', async () => {
  expect(await mended(workflow(login('env.GITHUB_TOKEN') + build()))).toEqual({
    lines: ['-password: ${{ env.GITHUB_TOKEN }}', '+password: ${{ secrets.GITHUB_TOKEN }}'],
    isSafe: true,
  });
});

describe('a secret without its context', () => {
  test.each([
    ['GITHUB_TOKEN', '${{ github.token }}', true],
    ['CR_PAT', '${{ secrets.CR_PAT }}', false],
    ['GHCR_TOKEN', '${{ secrets.GHCR_TOKEN }}', false],
  ])('%s', async (name, meant, isSafe) => {
    const given = `\${{ ${name} }}`;
    expect(await mended(workflow(login(name) + build()))).toEqual({
      lines: [`-password: ${given}`, `+password: ${meant}`],
      isSafe,
    });
    const script = `\n- run: echo ${given} | docker login ghcr.io -u x --password-stdin`;
    expect(await mended(workflow(script + build()))).toEqual({
      lines: ['-', '+'].map((mark, at) => `${mark}${script.trim().replace(given, at ? meant : given)}`),
      isSafe,
    });
  });

  test('is any where it is no name of one', async () => {
    expect((await mended(workflow(login('token') + build()))).lines).toEqual([]);
  });
});

describe('an input that the called workflow does not have', () => {
  const files = (given: string, declared: string) => ({
    [MAIN]: `on: push\njobs:\n  a:\n    permissions: {packages: write}\n    uses: ./.github/workflows/b.yml\n    with:\n      ${given}\n`,
    '.github/workflows/b.yml': workflow(
      login() + build('ghcr.io/octo/app:${{ inputs.tag }}'),
      'permissions: {packages: write}',
    ).replace('on: push', `on:\n  workflow_call:\n    inputs:\n      ${declared}`),
  });
  const required = (name: string) => `${name}: {type: string, required: true}`;

  test('is the one that it requires', async () => {
    expect(await mended(files('image-tag: x', required('tag')))).toEqual({
      lines: ['-image-tag: x', '+tag: x'],
      isSafe: true,
    });
  });

  test.each([
    ['several are required', files('image-tag: x', `${required('tag')}\n      ${required('name')}`)],
    ['none is', files('image-tag: x', 'tag: {type: string}')],
    ['several are passed', files('image-tag: x\n      tags: y', required('tag'))],
  ])('may be any where %s', async (_, given) => {
    expect((await mended(given)).lines).toEqual([]);
  });
});

describe('a secret that the called workflow does not have', () => {
  const files = (given: string, declared: string) => ({
    [MAIN]: `on: push\njobs:\n  a:\n    permissions: {packages: write}\n    uses: ./.github/workflows/b.yml\n    secrets:\n      ${given}\n`,
    '.github/workflows/b.yml': workflow(
      login(`secrets.${declared}`) + build(),
      'permissions: {packages: write}',
    ).replace('on: push', `on:\n  workflow_call:\n    secrets:\n      ${declared}: {required: true}`),
  });
  const REPOSITORY = '${{ secrets.CR_PAT }}';

  test.each([
    ['REGISTRY_TOKN', 'REGISTRY_TOKEN', REPOSITORY],
    ['registry-token', 'REGISTRY_TOKEN', REPOSITORY],
    ['TOKEN_REGISTRY', 'REGISTRY_TOKEN', REPOSITORY],
    ['NPM-TOKEN', 'NPM_TOKEN', '${{ secrets.NPM_TOKEN }}'],
  ])('is renamed where it is a slip: %s', async (given, declared, value) => {
    expect(await mended(files(`${given}: ${value}`, declared))).toEqual({
      lines: [`-${given}: ${value}`, `+${declared}: ${value}`],
      isSafe: true,
    });
  });

  test.each(['PAT', 'TOKEN', 'GHCR'])('is only shown where nothing else speaks for it: %s', async (given) => {
    expect(await mended(files(`${given}: ${REPOSITORY}`, 'REGISTRY_TOKEN'))).toEqual({
      lines: [`-${given}: ${REPOSITORY}`, `+REGISTRY_TOKEN: ${REPOSITORY}`],
      isSafe: false,
    });
  });

  test.each([
    'NPM: ${{ secrets.NPM_TOKEN }}',
    'TOKEN: ${{ secrets.NPM_TOKEN }}',
    'REGISTRY_TOKN: ${{ secrets.DOCKER_HUB_TOKEN }}',
    'SLACK_WEBHOOK: ${{ secrets.HOOK }}',
  ])('stays what it is where it is another service’s: %s', async (given) => {
    const all = files(given, 'REGISTRY_TOKEN');
    expect((await mended(all)).lines).toEqual([]);
    const { report } = await lintFiles(all);
    expect(report.findings[0]).toMatchObject({ id: 'token-missing' });
    expect(report.findings[0]?.fix.summary).toContain('REGISTRY_TOKEN');
    expect(report.findings[0]?.fix.summary).not.toContain('and not');
  });
});

describe('a step under an id that none has', () => {
  const sets = (id: string, name: string) => `\n- id: ${id}\n  run: echo "${name}=x" >> "$GITHUB_OUTPUT"`;
  const asked = build('ghcr.io/octo/${{ steps.vars.outputs.name }}:1');

  test('is the one that sets what is asked of it', async () => {
    const { lines } = await mended(workflow(sets('lower', 'name') + sets('other', 'tag') + login() + asked));
    expect(lines[1]).toBe('+tags: ghcr.io/octo/${{ steps.lower.outputs.name }}:1');
  });

  test('may be any where several set it', async () => {
    const { lines } = await mended(workflow(sets('lower', 'name') + sets('other', 'name') + login() + asked));
    expect(lines).toEqual([]);
  });
});

describe('a job that has the output and is not needed', () => {
  const tags = build('ghcr.io/octo/app:${{ needs.version.outputs.tag }}');
  const files = (needs: string, ofVersion = '') =>
    `${workflow(login() + tags, `permissions: {packages: write}\n${needs}`)}
  lint: {runs-on: ubuntu-latest, steps: [{run: make}]}
  version:
    runs-on: ubuntu-latest
    outputs: {tag: '\${{ steps.v.outputs.tag }}'}${ofVersion}
    steps: [{id: v, run: 'echo "tag=1" >> $GITHUB_OUTPUT'}]
`;

  test.each<[string, string, string[]]>([
    ['beside one', 'needs: lint', ['-needs: lint', '+needs: [lint, version]']],
    ['in a list', 'needs: [lint]', ['-needs: [lint]', '+needs: [lint, version]']],
    ['in lines', 'needs:\n  - lint', ['+- version']],
    ['in lines with wide dashes', 'needs:\n-   lint # first', ['+-   version']],
    [
      'beside one in quotes',
      'needs: "lint" # first',
      ['-needs: "lint" # first', '+needs: ["lint", version] # first'],
    ],
    ['in an empty list', 'needs: []', ['-needs: []', '+needs: [version]']],
    ['where others share the list', 'needs: &all [lint]', []],
    ['where nothing is written', 'needs: # none', ['-needs: # none', '+needs: version # none']],
    ['beside one in a block', 'needs: >-\n  lint', ['-needs: >-', '-lint', '+needs: [lint, version]']],
    ['beside an expression, which GitHub takes for an id', "needs: '${{ vars.JOB }}'", []],
    ['alone', '', ['+needs: version']],
  ])('is shown as needed, %s', async (_, needs, lines) => {
    const { report } = await lintFiles({ [MAIN]: files(needs) });
    expect(report.findings[0]?.fix.summary).toContain('Write version under needs');
    expect(await mended(files(needs))).toEqual({ lines, isSafe: false });
  });

  test.each([
    ['a list', '[lint]', '[lint, version]'],
    ['a text', 'lint', '[lint, version]'],
  ])('is written out, where %s of another job is pointed at', async (_, needs, list) => {
    const text = files('needs: *all').replace(
      'jobs:\n',
      `jobs:\n  first: {needs: &all ${needs}, runs-on: x, steps: [{run: x}]}\n`,
    );
    expect((await mended(text)).lines).toEqual(['-needs: *all', `+needs: ${list}`]);
  });

  test('is not, where it waits for this one', async () => {
    expect((await mended(files('', '\n    needs: image'))).lines).toEqual([]);
  });
});

describe('a host that stands twice', () => {
  test.each([
    ['ghcr.io/ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
    ['ghcr.io/${{ env.IMAGE }}:1', '${{ env.IMAGE }}:1'],
  ])('%s', async (tags, right) => {
    const text = `env: {IMAGE: ghcr.io/octo/app}\n${workflow(login() + build(tags))}`;
    expect(await mended(text)).toEqual({ lines: [`-tags: ${tags}`, `+tags: ${right}`], isSafe: true });
  });

  test('in a script, where other lines may have it, is only shown', async () => {
    const script = `env: {IMAGE: ghcr.io/octo/app}\n${workflow(`${login()}\n- run: docker push ghcr.io/$IMAGE:1`)}`;
    expect(await mended(script)).toEqual({
      lines: ['-- run: docker push ghcr.io/$IMAGE:1', '+- run: docker push $IMAGE:1'],
      isSafe: false,
    });
  });
});

describe('a job in a container without docker', () => {
  const job = (steps: string) =>
    workflow(steps, 'permissions: {packages: write}\ncontainer: quay.io/skopeo/stable');

  test('is given no step that starts one', async () => {
    const { report } = await lintFiles({
      [MAIN]: job('- run: skopeo copy docker://alpine docker://ghcr.io/octo/app:1'),
    });
    expect(report.findings).toMatchObject([
      {
        id: 'no-registry-login',
        fix: { diff: null, summary: expect.stringContaining("in the job's container") },
      },
    ]);
  });

  test('is, where it starts docker itself', async () => {
    expect((await mended(job('- run: docker push ghcr.io/octo/app:1'))).lines[0]).toContain(
      'docker/login-action',
    );
  });
});

describe('a secret that nobody can define, in an env', () => {
  const scripted = '\n- run: echo "$TOKEN" | docker login ghcr.io -u octo --password-stdin';
  const env = 'env: {TOKEN: "${{ secrets.GITHUB_TOKN }}"}';
  const GRANTS = 'permissions: {packages: write}';

  test.each([
    ['of the file', `${env}\n${workflow(scripted + build(), GRANTS)}`],
    ['of the job', workflow(scripted + build(), `${GRANTS}\n${env}`)],
    ['of the step', workflow(`${scripted}\n  ${env}${build()}`, GRANTS)],
    ['for an input', `${env}\n${workflow(login('env.TOKEN') + build(), GRANTS)}`],
  ])('%s is pointed at and mended there', async (_, text) => {
    const { report, repairs } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['token-missing']);
    const line = report.findings[0]?.location?.line ?? 0;
    expect(text.split('\n')[line - 1]?.trim()).toBe(env);
    expect(repairs[0]?.safe).toBe(true);
    expect((await mended(text)).lines.at(-1)).toBe(`+${env.replace('TOKN', 'TOKEN')}`);
  });
});

describe('a step without the id that its outputs are asked under', () => {
  const META = '- uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}';
  const TAGS = '${{ steps.meta.outputs.tags }}';
  const job = (steps: string) => workflow(steps, 'permissions: {packages: write}');

  test.each<[string, string, string[]]>([
    ['an action', `${META}\n${login()}${build(TAGS)}`, [`-${META.split('\n')[0]}`, '+- id: meta']],
    [
      'a script',
      `- name: Name\n  run: echo "name=app" >> "$GITHUB_OUTPUT"\n${login()}${build('ghcr.io/octo/${{ steps.vars.outputs.name }}:1')}`,
      ['-- name: Name', '+- id: vars'],
    ],
    [
      'a tag',
      `${META}\n${login()}${build('ghcr.io/octo/app:${{ steps.meta.outputs.version }}')}`,
      [`-${META.split('\n')[0]}`, '+- id: meta'],
    ],
    [
      'in braces',
      `- {uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app}}\n${login()}${build(TAGS)}`,
      [
        '-- {uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app}}',
        '+- {id: meta, uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app}}',
      ],
    ],
  ])('is given it: %s', async (_, steps, lines) => {
    const { report } = await lintFiles({ [MAIN]: job(steps) });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
    expect(report.findings[0]?.fix.summary).toMatch(/^Give the step at .*:7 this id/);
    const found = await mended(job(steps));
    expect(found.lines.slice(0, 2)).toEqual(lines);
    expect(found.isSafe).toBe(false);
  });

  test.each([
    ['two may be meant', `${META}\n${META}\n${login()}${build(TAGS)}`],
    ['it comes later', `${login()}${build(TAGS)}\n${META}`],
    [
      'it has no such output',
      `${META}\n${login()}${build('ghcr.io/octo/app:${{ steps.meta.outputs.digest }}')}`,
    ],
  ])('is given none where %s', async (_, steps) => {
    const { report } = await lintFiles({ [MAIN]: job(steps) });
    expect(report.findings.map(({ fix }) => [fix.diff, fix.summary.includes('this id')])).toEqual([
      [null, false],
    ]);
  });
});

describe('a list of references that is taken for one of tags', () => {
  const META = '- id: meta\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}\n';
  const GRANTS = 'permissions: {packages: write}';

  test.each<[string, string, string]>([
    [
      'made by docker/metadata-action',
      'ghcr.io/octo/app:${{ steps.meta.outputs.tags }}',
      '${{ steps.meta.outputs.tags }}',
    ],
    ['in an env', 'ghcr.io/octo/app:${{ env.IMAGE }}', '${{ env.IMAGE }}'],
    ['as it is written', 'ghcr.io/octo/app:ghcr.io/octo/app:1', 'ghcr.io/octo/app:1'],
  ])('%s', async (_, tags, right) => {
    const text = `env: {IMAGE: "ghcr.io/octo/app:1"}\n${workflow(META + login() + build(tags), GRANTS)}`;
    expect(await mended(text)).toEqual({ lines: [`-tags: ${tags}`, `+tags: ${right}`], isSafe: true });
    for (const [language, told] of [
      ['en', 'is a whole reference itself'],
      ['zh-CN', '完整的镜像引用'],
    ] as const) {
      const { report } = await lintFiles({ [MAIN]: text }, { language });
      expect(report.findings.map(({ id, message }) => [id, message.includes(told)])).toEqual([
        ['invalid-image-reference', true],
      ]);
    }
  });
});

test.each(['latest', 'v1.2.3', 'latest,edge'])(
  'a tag alone is one of the own repository: %s',
  async (tags) => {
    const { report } = await lintFiles({
      [MAIN]: workflow(login() + build(tags), 'permissions: {packages: write}'),
    });
    expect(report.findings[0]).toMatchObject({
      id: 'invalid-image-reference',
      message: expect.stringContaining('stands alone, where each item is a whole reference'),
      fix: { summary: `Write ghcr.io/octo/app:${tags.split(',')[0]}.` },
    });
  },
);

describe('an image with a tag, under images of docker/metadata-action', () => {
  const made = (images: string) =>
    workflow(
      `- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ${images}\n${login()}${build('${{ steps.meta.outputs.tags }}')}`,
      'permissions: {packages: write}',
    );

  test.each(['ghcr.io/octo/app:latest', '"ghcr.io/octo/app:1.2"'])('%s is mended there', async (images) => {
    expect(await mended(made(images))).toEqual({
      lines: [`-images: ${images}`, `+images: ${images.replace(/:[\w.]+(?="?$)/, '')}`],
      isSafe: true,
    });
    for (const [language, told] of [
      ['en', 'puts a tag behind each of its images'],
      ['zh-CN', '而该镜像已经带有标签'],
    ] as const) {
      const { report } = await lintFiles({ [MAIN]: made(images) }, { language });
      expect(
        report.findings.map(({ message, location }) => [message.includes(told), location?.line]),
      ).toEqual([[true, 10]]);
    }
  });

  test.each([
    ['ghcr.io/octo/app', '${{ github.ref_name }}'],
    ['ghcr.io/octo/app', 'v${{ github.run_number }}'],
    ['ghcr.io/${{ github.repository }}', 'latest'],
    ['ghcr.io/octo/app', "${{ format('{0}:{1}', 'a', github.sha) }}"],
  ])('%s with the tag %s is mended there', async (name, tag) => {
    expect(await mended(made(`${name}:${tag}`))).toEqual({
      lines: [`-images: ${name}:${tag}`, `+images: ${name}`],
      isSafe: true,
    });
    const { report } = await lintFiles({ [MAIN]: made(`${name}:${tag}`) });
    expect(report.findings).toMatchObject([
      { location: { line: 10 }, message: expect.stringContaining('puts a tag behind each of its images') },
    ]);
  });

  test('of several that have one none is mended', async () => {
    const { report, repairs } = await lintFiles({
      [MAIN]: made('|\n      ghcr.io/octo/app:1\n      ghcr.io/octo/web:1'),
    });
    expect([report.findings.map(({ id }) => id), repairs]).toEqual([['invalid-image-reference'], []]);
  });

  test('of several it is told by its name', async () => {
    const images = '|\n      octo/app\n      ghcr.io/octo/app:${{ github.sha }}';
    const { report } = await lintFiles({ [MAIN]: made(images) });
    expect(report.findings[0]).toMatchObject({
      location: { line: 10 },
      fix: { summary: expect.stringContaining('Write ghcr.io/octo/app.') },
    });
  });

  test.each([
    'ghcr.io/octo/app',
    '${{ vars.IMAGE }}',
    "ghcr.io/octo/${{ github.ref == 'a:b' && 'a' || 'b' }}",
  ])('%s is none', async (images) => {
    const { report } = await lintFiles({ [MAIN]: made(images) });
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('a scope that is joined to its level', () => {
  const withBlock = (block: string) => workflow(login() + build(), block);
  const lines = async (block: string) => (await mended(withBlock(block))).lines;

  test.each<[string, string[]]>([
    ['permissions: packages:write', ['-permissions: packages:write', '+permissions: {packages: write}']],
    ['permissions: packages=write # push', ['+permissions: {packages: write} # push']],
    ['permissions: contents:read, packages:write', ['+permissions: {contents: read, packages: write}']],
    ['permissions: {packages:write}', ['+permissions: {packages: write}']],
    ['permissions: {contents: read, packages:write}', ['+permissions: {contents: read, packages: write}']],
    [
      'permissions:\n  contents:read\n  packages:write',
      ['-contents:read', '-packages:write', '+contents: read', '+packages: write'],
    ],
    ['permissions: [packages: write]', ['+permissions: {packages: write}']],
    ['permissions: {contents:read, packages:write}', ['+permissions: {contents: read, packages: write}']],
    [
      'permissions: {"contents": read, packages:"write"}',
      ['+permissions: {"contents": read, packages: write}'],
    ],
    ['permissions: "packages: write"', ['+permissions: {packages: write}']],
    ["permissions: 'contents:read packages:write'", ['+permissions: {contents: read, packages: write}']],
    ['permissions: |\n  contents: read\n  packages: write', ['-permissions: |', '+permissions:']],
  ])('%j', async (block, expected) => {
    const found = await lines(block);
    expect(found.filter((line) => expected[0]?.startsWith('-') || line.startsWith('+'))).toEqual(expected);
    expect((await mended(withBlock(block))).isSafe).toBe(true);
  });

  test.each([
    'permissions: packages:all',
    'permissions: packages:read packages:write',
    'permissions:\n  contents:read and\n  packages:write',
    'permissions: "packages:write and more"',
    'permissions: |\n  contents: read\n  packages:write',
    'permissions: |\n  packages: read\n  packages: write',
    'permissions: &all packages:write',
    'permissions:\n  - {contents: read}\n  - {packages: write}',
  ])('%j stays', async (block) => expect(await lines(block)).toEqual([]));
});

describe('a level in front of its scope', () => {
  const withBlock = (block: string) => workflow(login() + build(), block);

  test.each<[string, string[]]>([
    ['permissions: {write: packages}', ['+permissions: {packages: write}']],
    ['permissions: {read: contents, write: packages}', ['+permissions: {contents: read, packages: write}']],
    ['permissions:\n  contents: read\n  write: packages # push', ['+packages: write # push']],
  ])('%j', async (block, expected) => {
    const { lines, isSafe } = await mended(withBlock(block));
    expect(lines.filter((line) => line.startsWith('+'))).toEqual(expected);
    expect(isSafe).toBe(true);
  });

  test.each([
    'permissions: {write: packages, packages: read}',
    'permissions: {write: packages, read: packages}',
    'permissions: {write: registry}',
  ])('%j stays', async (block) => expect((await mended(withBlock(block))).lines).toEqual([]));
});

describe('an output without the word outputs', () => {
  const meta = '\n- {id: meta, uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app}}';
  test.each<[string, string, string, string]>([
    [
      'of a step that has it',
      meta + build('${{ steps.meta.tags }}'),
      '',
      '+tags: ${{ steps.meta.outputs.tags }}',
    ],
    [
      'of a job that has it',
      build('ghcr.io/octo/app:${{ needs.v.tag }}'),
      '\nneeds: v',
      '+tags: ghcr.io/octo/app:${{ needs.v.outputs.tag }}',
    ],
  ])('%s', async (_, steps, needs, line) => {
    const v =
      "  v: {runs-on: x, outputs: {tag: '${{ steps.a.outputs.b }}'}, steps: [{id: a, run: 'echo b=1 >> $GITHUB_OUTPUT'}]}";
    const text = `${workflow(login() + steps, `permissions: {packages: write}${needs}`)}${v}\n`;
    expect((await mended(text)).lines.at(-1)).toBe(line);
  });

  test('may be any where the step has none of that name', async () => {
    expect((await mended(workflow(login() + meta + build('${{ steps.meta.images }}')))).lines).toEqual([]);
  });
});

test('a job is shown as needed where nothing stands before the tag, too', async () => {
  const text = `${workflow(login() + build('${{ needs.v.outputs.image }}:1'))}  v:
    runs-on: x
    outputs: {image: '\${{ steps.a.outputs.b }}'}
    steps: [{id: a, run: 'echo b=ghcr.io/octo/app >> $GITHUB_OUTPUT'}]
`;
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings[0]?.fix.summary).toContain('Write v under needs');
  expect((await mended(text)).lines).toEqual(['+needs: v']);
});

describe('a whole ref as the tag', () => {
  const on = (event: string, steps: string) => workflow(login() + steps, undefined, event);
  const NAME = 'ghcr.io/octo/app';

  test.each<[string, string, string[]]>([
    ['in an input', build(`${NAME}:\${{ github.ref }}`), [`+tags: ${NAME}:\${{ github.ref_name }}`]],
    [
      'as the payload has it',
      build(`${NAME}:\${{ github.event.ref }}`),
      [`+tags: ${NAME}:\${{ github.ref_name }}`],
    ],
    [
      'behind a word, and not in the condition',
      build(`${NAME}:v-\${{github.ref}}`, "if: github.ref != 'refs/heads/x'"),
      [`+tags: ${NAME}:v-\${{github.ref_name}}`],
    ],
    [
      'in all lines of a script',
      `\n- run: |\n    docker build -t ${NAME}:$GITHUB_REF .\n    docker push "${NAME}:\${GITHUB_REF}"\n    echo $GITHUB_REF`,
      [`+docker build -t ${NAME}:$GITHUB_REF_NAME .`, `+docker push "${NAME}:\${GITHUB_REF_NAME}"`],
    ],
    [
      'in a variable',
      `\n- env: {TAG: '\${{ github.ref }}'}\n  run: docker push ${NAME}:$TAG`,
      ["+- env: {TAG: '${{ github.ref_name }}'}"],
    ],
  ])('%s', async (_, steps, lines) => {
    const found = await mended(on('{push: {branches: [main]}}', steps));
    expect(found.lines.filter((line) => line.startsWith('+'))).toEqual(lines);
    expect(found.isSafe).toBe(true);
  });

  test.each(['pull_request', '{push: {branches: ["release/*"]}}'])(
    'stays in %s, whose short name has a slash as well',
    async (event) => {
      const text = on(event, build(`${NAME}:\${{ github.ref }}`));
      expect((await mended(text)).lines).toEqual([]);
    },
  );

  test('in a variable it is shown only, where the file asks for a whole ref', async () => {
    const steps = `${build(`${NAME}:\${{ env.TAG }}`)}\n- {run: ./x.sh, if: env.TAG == 'refs/heads/main'}`;
    const text = on('{push: {branches: [main]}}', steps);
    expect(await mended(`env: {TAG: '\${{ github.ref }}'}\n${text}`)).toEqual({
      lines: ["-env: {TAG: '${{ github.ref }}'}", "+env: {TAG: '${{ github.ref_name }}'}"],
      isSafe: false,
    });
  });
});

describe('an expression that was to lower a name', () => {
  test.each([
    '${{ toLower(github.repository) }}',
    '${{ lower(github.repository) }}',
    '${{ github.repository | lower }}',
    '${{ github.repository.toLowerCase() }}',
    '${{github.repository,,}}',
  ])('%s', async (written) => {
    expect(await mended(workflow(login() + build(`ghcr.io/${written}:1`)))).toEqual({
      lines: [`-tags: ghcr.io/${written}:1`, '+tags: ghcr.io/octo/app:1'],
      isSafe: true,
    });
  });

  test.each<[string, string, string]>([
    [
      'docker push ghcr.io/${{ toLower(github.repository) }}:1',
      '',
      'docker push ghcr.io/${GITHUB_REPOSITORY,,}:1',
    ],
    [
      'docker push ghcr.io/${{ toLower(github.repository_owner) }}/app:1',
      '',
      'docker push ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/app:1',
    ],
    ["docker push 'ghcr.io/${{ toLower(github.repository) }}:1'", '', "docker push 'ghcr.io/octo/app:1'"],
    [
      'docker push ghcr.io/${{ toLower(github.repository) }}:1',
      'shell: sh',
      'docker push ghcr.io/octo/app:1',
    ],
  ])('in a script: %s %s', async (command, shell, after) => {
    const { lines } = await mended(workflow(`${login()}\n- run: ${command}\n  ${shell}`));
    expect(lines.at(-1)).toBe(`+- run: ${after}`);
  });

  test.each(['${{ toUpper(github.repository) }}', '${{ toLower(inputs.name) }}'])(
    '%s stays',
    async (written) => {
      expect((await mended(workflow(login() + build(`ghcr.io/${written}:1`)))).lines).toEqual([]);
    },
  );

  test('is only shown in a workflow that others call', async () => {
    const text = workflow(
      login() + build('ghcr.io/${{ toLower(github.repository) }}:1'),
      undefined,
      '[push, workflow_call]',
    );
    expect(await mended(text)).toMatchObject({ isSafe: false });
  });
});

test('whoever starts the run is the owner of the name in a script', async () => {
  const run =
    '\n- run: |\n    docker build -t ghcr.io/${GITHUB_ACTOR}/app .\n    docker push ghcr.io/$GITHUB_ACTOR/app\n    echo $GITHUB_ACTOR';
  const { lines, isSafe } = await mended(workflow(login() + run));
  expect(lines.filter((line) => line.startsWith('+'))).toEqual([
    '+docker build -t ghcr.io/${GITHUB_REPOSITORY_OWNER}/app .',
    '+docker push ghcr.io/$GITHUB_REPOSITORY_OWNER/app',
  ]);
  expect(isSafe).toBe(false);
});

describe('an input that the action does not have', () => {
  const steps = login() + build();
  const renamed = (from: string, to: string) => workflow(steps.replace(`    ${to}:`, `    ${from}:`));

  test.each([
    ['registery', 'registry'],
    ['server', 'registry'],
    ['hub', 'registry'],
    ['user', 'username'],
    ['usrname', 'username'],
    ['token', 'password'],
    ['github-token', 'password'],
    ['passwrod', 'password'],
    ['tag', 'tags'],
    ['image', 'tags'],
  ])('%s is %s', async (from, to) => {
    const text = renamed(from, to);
    const { lines, isSafe } = await mended(text);
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual([`-${from}`, `+${to}`]);
    expect(isSafe).toBe(true);
  });

  test.each([
    ['registery', 'registry'],
    ['user', 'username'],
    ['token', 'password'],
    ['tag', 'tags'],
    ['image', 'tags'],
  ])('%s is where it stands', async (from, to) => {
    const text = renamed(from, to);
    const { report } = await lintFiles({ [MAIN]: text });
    const line = text.split('\n').findIndex((each) => each.includes(` ${from}: `)) + 1;
    expect(report.findings.map(({ location }) => location?.line)).toEqual([line]);
  });

  test.each([
    '${{ steps.meta.outputs.tags }}',
    '${{ env.REGISTRY }}/octo/app:1',
    '${{ fromJSON(steps.meta.outputs.json).tags }}/app',
  ])('the tag %s is a whole reference', async (given) => {
    const meta = '\n- {id: meta, uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app}}';
    const text = workflow(login() + meta + build(given).replace('tags:', 'tag:'));
    const { lines, isSafe } = await mended(text);
    expect(lines).toEqual([`-tag: ${given}`, `+tags: ${given}`]);
    expect(isSafe).toBe(true);
  });

  test.each([
    ['registery', 'user', 'token', 'tag'],
    ['server', 'name', 'pass', 'image'],
    ['host', 'login', 'secret', 'tag'],
  ])('%s, %s, %s and %s, all of them together', async (...from) => {
    const to = ['registry', 'username', 'password', 'tags'];
    const good = workflow(steps);
    let text = to.reduce((all, name, at) => all.replace(`    ${name}:`, `    ${from[at]}:`), good);
    for (let round = 0; round < 4; round += 1) {
      const { repairs } = await lintFiles({ [MAIN]: text });
      text = applyEdits(
        text,
        repairs.filter(({ safe }) => safe).flatMap(({ edits }) => edits),
      );
    }
    expect(text).toBe(good);
  });

  // One that it has, or one that means nothing in its place: then what is missing is added.
  test.each([
    ['scope', 'registry', '+registry: ghcr.io'],
    ['ecr', 'username', '+username: ${{ github.actor }}'],
    ['note', 'password', '+password: ${{ secrets.GITHUB_TOKEN }}'],
  ])('%s is not %s', async (from, to, line) => {
    const other = login().replace(new RegExp(`    ${to}: .*`), `    ${from}: auto`);
    expect((await mended(workflow(other + build()))).lines).toEqual([line]);
  });

  test('an image with its tag beside it stays, for the tag would be lost', async () => {
    const text = workflow(
      login() + build().replace(/tags: .*/, 'image: ghcr.io/octo/app\n    tag: ${{ github.sha }}'),
    );
    expect((await mended(text)).lines).toEqual([]);
  });

  test('a tag alone is no list of tags', async () => {
    const text = workflow(login() + build().replace(/tags: .*/, 'tag: latest'));
    expect((await mended(text)).lines).toEqual([]);
  });
});

describe('a secret that a call does not pass', () => {
  const files = (call: string, declared: string) => ({
    [MAIN]: `on: push\njobs:\n  a:\n    permissions: {packages: write}\n    uses: ./.github/workflows/b.yml\n${call}`,
    '.github/workflows/b.yml': workflow(
      login('secrets.PAT') + build(),
      'permissions: {packages: write}',
    ).replace('on: push', `on: {workflow_call: ${declared}}`),
  });
  const PASSED = '+PAT: ${{ secrets.PAT }}';

  test.each<[string, string, string, string[]]>([
    ['is passed by its name', '', '{secrets: {PAT: {required: false}}}', ['+secrets:', PASSED]],
    [
      'stands beside the others',
      '    secrets:\n      NPM: ${{ secrets.NPM }}\n',
      '{secrets: {PAT: {}, NPM: {}}}',
      [PASSED],
    ],
    ['is inherited where the called workflow declares none', '', '{inputs: {}}', ['+secrets: inherit']],
  ])('%s', async (_, call, declared, lines) => {
    expect(await mended(files(call, declared))).toEqual({ lines, isSafe: false });
  });
});

describe('an input that an action of the repository does not have', () => {
  const files = (given: string, declared = 'image: {required: true}, token: {required: true}') => ({
    [MAIN]: `on: push
permissions: {packages: write}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: ./push
        with:
${given.replace(/^/gm, '          ')}
`,
    'push/action.yml': `inputs: {${declared}}
runs:
  using: composite
  steps:
${indent(login('inputs.token') + build('ghcr.io/${{ inputs.image }}:1'), 4)}
`,
  });
  const TOKEN = 'token: ${{ github.token }}';

  test.each<[string, string, string[]]>([
    ['the image', `${TOKEN}\nimg: octo/app`, ['-img: octo/app', '+image: octo/app']],
    [
      'the token',
      'image: octo/app\ngithub-token: ${{ github.token }}',
      ['-github-token: ${{ github.token }}', `+${TOKEN}`],
    ],
    ['by another word', `${TOKEN}\nname: octo/app`, ['-name: octo/app', '+image: octo/app']],
    [
      'the token, by a slip',
      'image: octo/app\ntokne: ${{ github.token }}',
      ['-tokne: ${{ github.token }}', `+${TOKEN}`],
    ],
  ])('is the one that it requires: %s', async (_, given, lines) => {
    expect(await mended(files(given))).toEqual({ lines, isSafe: true });
  });

  test.each([
    ['its name has nothing of it', `${TOKEN}\nplatforms: linux/amd64`, undefined],
    ['two are passed', `${TOKEN}\nimg: octo/app\nname: octo/app`, undefined],
    [
      'two are required',
      `${TOKEN}\nimg: octo/app`,
      'image: {required: true}, token: {required: true}, to: {required: true}',
    ],
  ])('may be any where %s', async (_, given, declared) => {
    expect((await mended(files(given, declared))).lines).toEqual([]);
  });
});

describe('scopes below an empty permissions', () => {
  test.each<[string, string, string[]]>([
    [
      'of the workflow',
      'permissions:\ncontents: read\npackages: write\n',
      ['contents: read', 'packages: write'],
    ],
    ['beside a key that is none', 'permissions: # few\npackages: write\nenv: {A: b}\n', ['packages: write']],
  ])('%s are one finding, and are indented', async (_, written, scopes) => {
    const text = written + workflow(login() + build(), 'env: {X: y}');
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id, location }) => `${id} ${location?.line}`)).toEqual([
      'invalid-permissions 2',
    ]);
    const added = report.findings[0]?.fix.diff?.split('\n').filter((line) => /^\+(?!\+)/.test(line));
    expect(added).toEqual(scopes.map((scope) => `+  ${scope}`));
  });

  test('stay where null is written, below which nothing can stand', async () => {
    const text = `permissions: null\npackages: write\n${workflow(login() + build(), 'env: {X: y}')}`;
    const { report } = await lintFiles({ [MAIN]: text });
    const told = report.findings.find(({ location }) => location?.line === 2);
    expect([told?.id, told?.fix.diff]).toEqual(['invalid-permissions', null]);
  });

  test('of a job', async () => {
    const text = workflow(login() + build(), 'permissions:\npackages: write');
    expect(await mended(text)).toEqual({ lines: ['-packages: write', '+packages: write'], isSafe: true });
  });
});

describe('an address without what its client wants in front', () => {
  test.each([
    ['helm push a-1.0.0.tgz ghcr.io/octo/charts', 'helm push a-1.0.0.tgz oci://ghcr.io/octo/charts'],
    ['helm push a-1.0.0.tgz "ghcr.io/octo/charts"', 'helm push a-1.0.0.tgz "oci://ghcr.io/octo/charts"'],
    [
      'skopeo copy docker://alpine ghcr.io/octo/app:1',
      'skopeo copy docker://alpine docker://ghcr.io/octo/app:1',
    ],
  ])('%s', async (command, after) => {
    const { lines, isSafe } = await mended(workflow(`${login()}\n- run: ${command}`));
    expect({ last: lines.at(-1), isSafe }).toEqual({ last: `+- run: ${after}`, isSafe: true });
  });

  test('stays where it stands twice', async () => {
    const twice = 'helm push ghcr.io/octo/charts ghcr.io/octo/charts';
    expect((await mended(workflow(`${login()}\n- run: ${twice}`))).lines).toEqual([]);
  });
});

describe('a variable between single quotes', () => {
  const LOGIN = (echo: string) =>
    `\n- run: |\n    ${echo} | docker login ghcr.io -u x --password-stdin\n    docker push ghcr.io/octo/app\n  env: {TOKEN: '\${{ github.token }}'}`;
  test.each([
    ["echo '$TOKEN'", 'echo "$TOKEN"'],
    ["printf '%s' '${TOKEN}'", 'printf \'%s\' "${TOKEN}"'],
  ])('%s', async (echo, after) => {
    const { lines, isSafe } = await mended(workflow(LOGIN(echo)));
    expect({ line: lines.at(-1)?.split(' |')[0], isSafe }).toEqual({ line: `+${after}`, isSafe: true });
  });
});

describe('PowerShell fills in no variable of the environment by its name alone', () => {
  const script =
    "\n- run: |\n    echo '$TOKEN' | docker login ghcr.io -u x --password-stdin\n    docker push ghcr.io/octo/app\n  env: {TOKEN: '${{ github.token }}'}";
  const WRITE = 'permissions: {packages: write}';
  const on = (runner: string, more = '') =>
    workflow(script, `${WRITE}\n${more}`).replace('ubuntu-latest', runner);
  const MATRIX = 'strategy: {matrix: {os: [ubuntu-latest, windows-latest]}}';
  test.each<[string, string, number]>([
    ['said by the step', workflow(script.replace('run: |', 'shell: pwsh\n  run: |')), 0],
    ['said for the job', workflow(script, `${WRITE}\ndefaults: {run: {shell: pwsh}}`), 0],
    ['said for the workflow', `defaults: {run: {shell: powershell}}\n${workflow(script)}`, 0],
    ['of the machine', on('windows-latest'), 0],
    ['of one of the machines', on('${{ matrix.os }}', MATRIX), 0],
    [
      'not where the step says another',
      on('windows-latest').replace('run: |', 'shell: bash\n        run: |'),
      2,
    ],
    ['not where the job says another', on('windows-latest', 'defaults: {run: {shell: bash}}'), 2],
    ['not of other machines', on('ubuntu-24.04'), 2],
  ])('%s', async (_, text, lines) => {
    expect((await mended(text)).lines).toHaveLength(lines);
  });
});

describe('a push by another user than the login', () => {
  const script = (push: string) => `\n- run: |\n    docker build -t ghcr.io/octo/app .\n    ${push}`;

  test('is shown without sudo', async () => {
    const text = workflow(login() + script('sudo docker push ghcr.io/octo/app'));
    expect(await mended(text)).toEqual({
      lines: ['-sudo docker push ghcr.io/octo/app', '+docker push ghcr.io/octo/app'],
      isSafe: false,
    });
  });

  test.each(['sudo podman push ghcr.io/octo/app', 'sudo -u me docker push ghcr.io/octo/app'])(
    'stays what it is: %s',
    async (push) => expect((await mended(workflow(login() + script(push)))).lines).toEqual([]),
  );
});

describe('a condition that asks for a secret', () => {
  const asking = (condition: string, env = '') =>
    workflow(
      `\n- if: ${condition}\n  uses: docker/login-action@v3\n  with: {registry: ghcr.io, username: x, password: '\${{ secrets.PAT }}'}${build()}`,
      `permissions: {packages: write}${env}`,
    );

  test.each<[string, string, string[]]>([
    [
      "${{ secrets.PAT != '' }}",
      '',
      ['+env:', "+HAS_PAT: ${{ secrets.PAT != '' }}", "+- if: ${{ env.HAS_PAT == 'true' }}"],
    ],
    [
      "secrets.PAT == '' || secrets.B != ''",
      '',
      [
        '+env:',
        "+HAS_PAT: ${{ secrets.PAT != '' }}",
        "+HAS_B: ${{ secrets.B != '' }}",
        "+- if: env.HAS_PAT != 'true' || env.HAS_B == 'true'",
      ],
    ],
    [
      "secrets.PAT != ''",
      '\nenv:\n  A: b',
      ["+HAS_PAT: ${{ secrets.PAT != '' }}", "+- if: env.HAS_PAT == 'true'"],
    ],
  ])('asks a variable of the job: %s', async (condition, env, lines) => {
    const found = await mended(asking(condition, env));
    expect(found.lines.filter((line) => line.startsWith('+'))).toEqual(lines);
    expect(found.isSafe).toBe(true);
  });

  test.each(['secrets.PAT', "startsWith(secrets.PAT, 'ghp_')", "secrets.PAT == 'x'"])(
    'stays where it asks for more: %s',
    async (condition) => expect((await mended(asking(condition))).lines).toEqual([]),
  );
});

test('the tag of a release is shown as the name of what started the run, where no release did', async () => {
  const tagged = build('ghcr.io/octo/app:${{ github.event.release.tag_name }}');
  expect(await mended(workflow(login() + tagged, undefined, '{push: {tags: [v*]}}'))).toEqual({
    lines: [
      '-tags: ghcr.io/octo/app:${{ github.event.release.tag_name }}',
      '+tags: ghcr.io/octo/app:${{ github.ref_name }}',
    ],
    isSafe: false,
  });
});

test.each(['write', 'Write', 'wirte'])(
  'a level alone, %s, is only shown as one for all scopes',
  async (level) => {
    const { lines, isSafe } = await mended(workflow(login() + build(), `permissions: ${level}`));
    expect(lines).toEqual([`-permissions: ${level}`, '+permissions: write-all']);
    expect(isSafe).toBe(false);
  },
);

test.each([
  [
    '[acme, globex]',
    ['-strategy: {matrix: {owner: [acme, globex]}}', '+strategy: {matrix: {owner: [octo, globex]}}'],
  ],
  // Two legs would push the same.
  ['[octo, acme]', []],
])("another's name among the owners of a matrix: %s", async (owners, lines) => {
  const keys = `permissions: {packages: write}\nstrategy: {matrix: {owner: ${owners}}}`;
  expect((await mended(workflow(login() + build('ghcr.io/${{ matrix.owner }}/app:1'), keys))).lines).toEqual(
    lines,
  );
});
