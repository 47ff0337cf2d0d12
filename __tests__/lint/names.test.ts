/** What is certainly wrong with a name, and what only might be. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, lintFiles, login, MAIN, said, workflow } from './repository.js';

const judged = async (tags: string, repository = 'Octo/App', more = '') =>
  said(await lintFiles({ [MAIN]: workflow(more + login() + build(tags)) }, { repository })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );

const UPPER = ['error uppercase-image-name'];
const OWNER = ['error owner-mismatch'];
const NONE = ['error image-without-owner'];
const INVALID = ['error invalid-image-reference'];

describe('a name as docker and the registry take it', () => {
  test.each<[string, string[]]>([
    ['ghcr.io/octo/app:1', []],
    ['ghcr.io/octo/app/deeper:1', []],
    ['ghcr.io/octo/app:Release-1', []],
    ['ghcr.io/octo/app@sha256:${{ steps.a.outputs.digest }}', []],
    [`ghcr.io/octo/app@sha256:${'0'.repeat(64)}`, []],
    ['ghcr.io/octo/app@${{ needs.a.outputs.digest || vars.DIGEST }}', []],
    // Whoever shows one cuts it short.
    ['ghcr.io/octo/app@sha256:0123', []],
    ['ghcr.io/octo/app@sha256', INVALID],
    ['ghcr.io/octo/app@latest', INVALID],
    ['ghcr.io/octo/app:1@', INVALID],
    ['ghcr.io/octo/app@${{ steps.a.outputs.digest }}', INVALID],
    ['ghcr.io/octo/app@${{ env.DIGEST }}', INVALID],
    ['ghcr.io/${{ github.repository }}', UPPER],
    ['ghcr.io/${{ github.repository_owner }}/app', UPPER],
    ['ghcr.io/octo/App', UPPER],
    ['ghcr.io/octo/app-${{ vars.SUFFIX }}:RC', []],
    ['ghcr.io/octo/${{ vars.NAME }}RC', []],
    ['ghcr.io/${{ vars.OWNER }}/app', []],
    ['ghcr.io/app', NONE],
    ['ghcr.io/${{ vars.NAME }}', []],
    ['ghcr.io/acme/app', OWNER],
    ['ghcr.io/acme-${{ vars.X }}/app', []],
    ['ghcr.io/octo/app:a+b', INVALID],
    ['ghcr.io/octo/app:${{ github.ref }}', INVALID],
    ['ghcr.io/octo/app:${{ github.workflow_ref }}', INVALID],
    ['ghcr.io/octo/app:${{ github.ref_name }}', []],
    // Of a workflow without a name it is the path of its file.
    ['ghcr.io/octo/app:${{ github.workflow }}', INVALID],
    ['ghcr.io/octo/app:$TAG', INVALID],
    ['ghcr.io/octo/app:$(date)', INVALID],
    ['https://ghcr.io/octo/app', INVALID],
    ['ghcr.io/ghcr.io/octo/app:1', INVALID],
    ['ghcr.io/ghcr.iox/app:${{ vars.TAG }}', OWNER],
    // A push has no release, and no client takes an empty tag.
    ['ghcr.io/octo/app:${{ github.event.release.tag_name }}', INVALID],
    ['ghcr.io/octo/app:${{ github.event.head_commit.id }}', []],
    // Payloads write a moment with colons, and a ref as a whole.
    ['ghcr.io/octo/app:${{ github.event.head_commit.timestamp }}', INVALID],
    ['ghcr.io/octo/app:${{ github.event.repository.updated_at }}', INVALID],
    ['ghcr.io/octo/app:${{ github.server_url }}', INVALID],
    ['ghcr.io/octo/app:${{ github.event.repository.html_url }}', INVALID],
    ['ghcr.io/octo/app:${{ github.server_url }}/${{ github.repository }}', INVALID],
    ['ghcr.io/octo/app:v1/${{ vars.PART }}/x', INVALID],
    ['ghcr.io/octo/${{ vars.PART }}/app:1', []],
    ['ghcr.io/octo/app:${{ github.event.repository.pushed_at }}', []],
    ['ghcr.io/octo/app:${{ github.event.ref }}', INVALID],
    ['ghcr.io/octo/${{ github.event.repository.nam }}:1', INVALID],
    ['ghcr.io/octo/${{ github.event.repository.node_id }}:1', []],
    ['ghcr.io/octo/app:${{ inputs.tag || github.sha }}', []],
    ['ghcr.io/octo/app:${{ inputs.tag }}', INVALID],
    ['ghcr.io/octo/app:${{ github.tag_name }}', INVALID],
    ['ghcr.io/octo/app:${{ github.run_attempt }}', []],
    ['ghcr.io/octo/app:${{ env.TAG }}', INVALID],
    ['ghcr.io/octo/${{ env.NAME }}:1', INVALID],
    ["ghcr.io/octo/${{ env.NAME || 'app' }}:1", []],
    ['quay.io/Octo/App', []],
    ['octo/app', INVALID],
  ])('%s', async (tags, expected) => {
    expect(await judged(tags)).toEqual(expected);
  });

  test.each([
    ['tag_name', []],
    ['tagname', INVALID],
    ['published_at', INVALID],
    ['id', []],
  ])('what a release has as its %s', async (key, expected) => {
    const tags = `ghcr.io/octo/app:\${{ github.event.release.${key} }}`;
    const files = { [MAIN]: workflow(login() + build(tags), undefined, '{release: {types: [published]}}') };
    const found = said(await lintFiles(files)).map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(found.filter((line) => line.startsWith('error'))).toEqual(expected);
  });

  test('the real name of the repository decides', async () => {
    expect(await judged('ghcr.io/${{ github.repository }}', 'octo/app')).toEqual([]);
  });

  test('where it is not known, nothing is said of it', async () => {
    const files = { [MAIN]: workflow(login() + build('ghcr.io/${{ github.repository }}')) };
    expect(said(await lintFiles(files, { repository: null }))).toEqual([]);
  });

  test.each([
    [
      'a step that lower-cases',
      '\n- run: echo "NAME=${GITHUB_REPOSITORY,,}" >> "$GITHUB_ENV"',
      'ghcr.io/${{ env.NAME }}',
    ],
    [
      'metadata-action',
      '\n- id: m\n  uses: docker/metadata-action@v5\n  with: {images: "ghcr.io/${{ github.repository }}"}',
      '${{ steps.m.outputs.tags }}',
    ],
    [
      'an action',
      '\n- id: m\n  uses: ASzC/change-string-case-action@v6\n  with: {string: "${{ github.repository }}"}',
      'ghcr.io/${{ steps.m.outputs.lowercase }}',
    ],
  ])('%s makes it right', async (_, step, tags) => {
    expect(await judged(tags, 'Octo/App', step)).toEqual([]);
  });

  test.each(['Octo/App', 'octo/app'])('an action that writes the first letter large: %s', async (of) => {
    const step =
      '\n- id: m\n  uses: ASzC/change-string-case-action@v6\n  with: {string: "${{ github.repository }}"}';
    expect(await judged('ghcr.io/${{ steps.m.outputs.capitalized }}', of, step)).toEqual([
      'error uppercase-image-name',
    ]);
  });

  test('a list is pointed into, and said once', async () => {
    const tags = '|\n      ghcr.io/octo/app:1\n      ghcr.io/octo/App:2\n      ghcr.io/octo/App:3';
    expect(said(await lintFiles({ [MAIN]: workflow(login() + build(tags)) }))).toEqual([
      'error uppercase-image-name ci.yml:18 image',
    ]);
  });

  test('a PAT may have rights elsewhere', async () => {
    const text = workflow(login('secrets.PAT') + build('ghcr.io/acme/app'));
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });

  test('a job for another repository is not ours', async () => {
    const text = workflow(login() + build('ghcr.io/acme/app'), "if: github.repository == 'acme/app'");
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });
});

describe('a name that is read', () => {
  const pulling = async (steps: string) =>
    said(await lintFiles({ [MAIN]: workflow(login() + build() + steps) }, { repository: 'Octo/App' })).map(
      (line) => line.split(' ').slice(0, 2).join(' '),
    );
  const NAME = 'ghcr.io/${{ github.repository }}';
  test.each<[string, string, string[]]>([
    ['docker pull', `\n- run: docker pull ${NAME}:1`, UPPER],
    ['a copy to elsewhere', `\n- run: skopeo copy docker://${NAME}:1 docker://quay.io/octo/app:1`, UPPER],
    ['an address', '\n- run: docker pull https://ghcr.io/octo/app', INVALID],
    ['a pull that may fail', `\n- run: docker pull ${NAME}:1 || true`, []],
    ['a step that may fail', `\n- run: docker pull ${NAME}:1\n  continue-on-error: true`, []],
    ['a pull that never is made', `\n- if: false\n  run: docker pull ${NAME}:1`, []],
  ])('%s', async (_, steps, expected) => {
    expect(await pulling(steps)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['trivy', `\n- uses: aquasecurity/trivy-action@v0\n  with: {image-ref: '${NAME}:1'}`, UPPER],
    ['a bill of materials', `\n- uses: anchore/sbom-action@v0\n  with: {image: 'registry:${NAME}:1'}`, UPPER],
    [
      'scout',
      `\n- uses: docker/scout-action@v1\n  with: {command: cves, image: 'registry://${NAME}'}`,
      UPPER,
    ],
    ['a folder', `\n- uses: aquasecurity/trivy-action@v0\n  with: {scan-type: fs, scan-ref: App}`, []],
    [
      'a lower-case name',
      '\n- uses: aquasecurity/trivy-action@v0\n  with: {image-ref: ghcr.io/octo/app}',
      [],
    ],
    [
      'an image of the machine',
      '\n- uses: aquasecurity/trivy-action@v0\n  with: {image-ref: "app:Test"}',
      [],
    ],
  ])('to be looked into: %s', async (_, steps, expected) => {
    expect(await pulling(steps)).toEqual(expected);
  });

  test('by a job that pushes nothing, nothing is said of it', async () => {
    expect(said(await lintFiles({ [MAIN]: workflow(`\n- run: docker pull ${NAME}:1`) }))).toEqual([]);
  });
});

describe('a variable that nothing sets', () => {
  const FILE = (before: string) => ({
    [MAIN]: workflow(before + login() + build('ghcr.io/octo/${{ env.NAME }}:1')),
  });
  test.each([
    ['an action that may set it', '\n- uses: some/action@v1'],
    ['a script that is not read', '\n- run: ./prepare.sh'],
    ['a step before', '\n- run: echo "NAME=app" >> "$GITHUB_ENV"'],
  ])('%s', async (_, before) => {
    expect(said(await lintFiles(FILE(before)))).toEqual([]);
  });
  test('an action that sets up a tool does not', async () => {
    expect(said(await lintFiles(FILE('\n- uses: step-security/harden-runner@v2')))).toHaveLength(1);
  });
});

describe('the name that is proposed shows no more than is known', () => {
  const LOGIN = 'echo "${{ github.token }}" | docker login ghcr.io -u octo --password-stdin';
  const HELM = 'helm registry login ghcr.io -u octo -p "${{ github.token }}"';

  test.each([
    ['a tag', LOGIN, 'docker push "ghcr.io/octo/App:${GITHUB_SHA::7}"', 'ghcr.io/octo/app:….'],
    ['a part of the name', LOGIN, 'docker push "ghcr.io/octo/App/$PART:1"', 'ghcr.io/octo/app/…:1.'],
    ['beside the same letter', LOGIN, 'docker push "ghcr.io/octo/Xyz-box:$TAG"', 'ghcr.io/octo/xyz-box:….'],
    ['no owner', LOGIN, 'docker push "ghcr.io/app:$TAG"', 'ghcr.io/octo/app:….'],
    ['what helm appends', HELM, 'helm push app.tgz oci://ghcr.io/octo/Charts', 'ghcr.io/octo/charts.'],
  ])('%s', async (_, before, push, proposed) => {
    const step = `\n- run: |\n    read -r TAG PART < names\n    ${before}\n    ${push}`;
    const { report } = await lintFiles({ [MAIN]: workflow(step) }, { repository: 'octo/app' });
    expect(report.findings.map(({ fix }) => /ghcr\.io\/\S+/.exec(fix.summary)?.[0])).toEqual([proposed]);
  });

  test.each([
    ['oci://ghcr.io/octo/charts/web:1.0.0', 'oci://ghcr.io/octo/charts.'],
    ['oci://ghcr.io/octo/web:1.0.0', 'oci://ghcr.io/octo.'],
    ['oci://ghcr.io/octo/platform:1.0.0', 'oci://ghcr.io/octo/platform.'],
    ['oci://ghcr.io/octo:1.0.0', 'oci://ghcr.io/octo.'],
  ])('helm is given the folder of %s', async (url, folder) => {
    const step = `\n- run: |\n    ${HELM}\n    helm push web-1.0.0.tgz ${url}`;
    const { report } = await lintFiles({ [MAIN]: workflow(step) }, { repository: 'octo/app' });
    expect(report.findings).toEqual([
      expect.objectContaining({
        id: 'helm-url-has-tag',
        fix: expect.objectContaining({ summary: expect.stringContaining(`tag: ${folder}`) }),
      }),
    ]);
  });

  test('capitals stand also where a part is empty that may be filled elsewhere', async () => {
    const step = `\n- run: |\n    ${LOGIN}\n    docker push ghcr.io/octo/App/\${{ github.head_ref }}:1`;
    expect(said(await lintFiles({ [MAIN]: workflow(step) }, { repository: 'octo/app' }))).toEqual([
      expect.stringMatching(/^error uppercase-image-name /),
    ]);
  });

  test.each([
    ['the repository', 'ghcr.io/${{ github.repository }}', 'NAME=${GITHUB_REPOSITORY,,}'],
    ['its owner', 'ghcr.io/${{ github.repository_owner }}/box', 'NAME=${GITHUB_REPOSITORY_OWNER,,}'],
    ['its owner, from the environment', 'ghcr.io/${{ env.OWNER }}/box', 'NAME=${GITHUB_REPOSITORY_OWNER,,}'],
    [
      'its name alone, which no variable has',
      'ghcr.io/octo/${{ github.event.repository.name }}:1',
      'with env: NAME: ${{ github.event.repository.name }} as ${NAME,,}',
    ],
    ['a leg', 'ghcr.io/octo/${{ matrix.image }}:1', 'from matrix.image, write that value'],
    [
      'a leg beside the tag',
      'ghcr.io/octo/${{ matrix.image }}:${{ github.sha }}',
      'from matrix.image, write',
    ],
  ])('the cure is that of where the letters come from: %s', async (_, tags, cure) => {
    const job = '\nenv: {OWNER: "${{ github.repository_owner }}"}\nstrategy: {matrix: {image: [API]}}';
    const text = workflow(login() + build(tags)).replace(
      /\n( +)steps:/,
      (all, indent) => job.replaceAll('\n', `\n${indent}`) + all,
    );
    const { report } = await lintFiles({ [MAIN]: text }, { repository: 'Octo/App' });
    expect(report.findings.map(({ id }) => id)).toEqual(['uppercase-image-name']);
    expect(report.findings[0]?.fix.summary).toContain(cure);
  });

  test('letters that are written out come from nowhere', async () => {
    const { report } = await lintFiles(
      { [MAIN]: workflow(login() + build('ghcr.io/octo/App:1')) },
      { repository: 'octo/app' },
    );
    expect(report.findings[0]?.fix.summary).toBe('Write the name in lower case: ghcr.io/octo/app:1.');
  });
});

test('a job that pushes there with a secret keeps its name', async () => {
  const mine = workflow(login() + build('ghcr.io/acme/app:1'));
  const other = workflow(login('secrets.ACME_PAT') + build('ghcr.io/acme/app:1')).replace(
    /^[\s\S]*?jobs:\n +\w+:/,
    '\n  other:',
  );
  const { report } = await lintFiles({ [MAIN]: mine + other }, { repository: 'octo/app' });
  expect(report.findings.map(({ id }) => id)).toEqual(['owner-mismatch']);
  expect(report.findings[0]?.fix.diff?.match(/^[-+] .*/gm)).toHaveLength(2);
});

describe('an expression that names what is not there', () => {
  const STEP = '\n- id: vars\n  run: echo "tag=1" >> "$GITHUB_OUTPUT"';
  const NAMES = [
    ['a name that `github` does not have', '${{ github.owner }}/app:1'],
    ['a name that `github` does not have, in brackets', "${{ github['owner_name'] }}/app:1"],
    ['a step that is not there', 'octo/app:${{ steps.var.outputs.tag }}'],
    ['a step without its outputs', 'octo/app:${{ steps.vars.output.tag }}'],
    ['a leg of no matrix', 'octo/${{ matrix.name }}:1'],
    ['a job that is not needed', 'octo/app:${{ needs.plan.outputs.tag }}'],
    ['a variable that nobody can define', '${{ vars.GITHUB_REPOSITORY_OWNER }}/app:1'],
  ];

  test.each(NAMES)('%s, in an input', async (_, name) => {
    expect(await judged(`ghcr.io/${name}`, 'octo/app', STEP)).toEqual(INVALID);
  });

  test.each(NAMES)('%s, in a script', async (_, name) => {
    const text = workflow(`${STEP}${login()}\n- run: docker push ghcr.io/${name}`);
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([
      'error invalid-image-reference ci.yml:15 image',
    ]);
  });

  test('metadata-action takes it, too', async () => {
    const meta =
      '\n- id: m\n  uses: docker/metadata-action@v5\n  with: {images: "ghcr.io/octo/app/${{ matrix.name }}"}';
    expect(await judged('${{ steps.m.outputs.tags }}', 'octo/app', meta)).toEqual(INVALID);
  });

  test('and so does a cache', async () => {
    const cache = 'cache-to: type=registry,ref=ghcr.io/${{ steps.vars.output.image }}:cache';
    expect(await judged(`ghcr.io/octo/app:1\n    ${cache}`, 'octo/app', STEP)).toEqual(INVALID);
  });

  test.each([
    ['an end that may be empty', 'octo/app${{ matrix.suffix }}:1'],
    ['a default', "octo/${{ matrix.name || 'app' }}:1"],
    ['a key that some legs have', 'octo/app:1${{ matrix.flavor }}'],
    ['an output of a step that is there', 'octo/app:${{ steps.vars.outputs.tag }}'],
    ['what a later step may not know', 'octo/app:1${{ steps.later.outputs.tag }}'],
  ])('%s is none', async (_, name) => {
    expect(await judged(`ghcr.io/${name}`, 'octo/app', STEP)).toEqual([]);
  });

  test.each([
    [
      'a test for it',
      'if [ -z "${{ matrix.name }}" ]; then docker push ghcr.io/octo/app; else docker push ghcr.io/octo/App; fi',
    ],
    ['a word of its own', 'docker push ${{ matrix.flags }} ghcr.io/octo/app'],
    ['a default of the shell', 'NAME=${{ matrix.name }}; docker push "ghcr.io/octo/${NAME:-app}"'],
    ['a comparison', '[ "${{ matrix.name }}" == "" ] || docker push ghcr.io/octo/App'],
  ])('the shell sees nothing there: %s', async (_, script) => {
    expect(said(await lintFiles({ [MAIN]: workflow(`${login()}\n- run: '${script}'`) }))).toEqual([]);
  });

  test.each(["matrix.push != 'no'", '!matrix.push', 'matrix.push == false', "matrix.push == ''"])(
    'a condition sees nothing there: %s',
    async (condition) => {
      const text = workflow(
        `${login()}\n- if: ${condition.startsWith('!') ? `"${condition}"` : condition}\n  run: docker push ghcr.io/octo/App`,
      );
      expect(said(await lintFiles({ [MAIN]: text }))).toHaveLength(1);
    },
  );
});

describe('what another language would make lower case', () => {
  test.each([
    ['a filter', '${{ github.repository_owner | lower }}/app:1', INVALID],
    ['a function', '${{ toLower(github.repository) }}:1', INVALID],
    ["a shell's commas", '${{ github.repository_owner,, }}/app:1', INVALID],
    ["a shell's comma in front of more", '${{ env.OWNER , }}/app:1', INVALID],
    ["a shell's circumflex", '${{ github.repository_owner^^ }}/app:1', INVALID],
    ['commas between arguments', "${{ format('{0}/{1},,', github.repository_owner, 'app') }}:1", []],
    ['one with another name', "${{ lowercase(format('{0}/app', github.actor)) }}:1", INVALID],
    ['a method', '${{ github.repository.toLowerCase() }}:1', INVALID],
    ['a filter for slashes', "octo/app:${{ github.head_ref | replace('/', '-') }}", INVALID],
    ['an «or»', "octo/app:${{ inputs.tag || 'edge' }}", []],
    ['a text that says so', "octo/app:${{ contains('a | lower', 'x') && '1' || '2' }}", []],
  ])('%s', async (_, name, expected) => {
    expect(await judged(`"ghcr.io/${name}"`, 'octo/app')).toEqual(expected);
  });

  test('stands anywhere in the file, and is said once, with nothing else of the file', async () => {
    const text = workflow(
      `${login()}\n- run: docker push ghcr.io/\${{ github.repository | lower }}\n- run: docker push ghcr.io/octo/App`,
      'env: {NAME: "${{ env.IMAGE | lower }}"}',
    );
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual(['error invalid-image-reference ci.yml:5 image']);
  });

  test('in a text that names no image, no job runs all the same', async () => {
    const text = workflow(`${login()}\n- run: echo \${{ github.event_name | lower }}`);
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([
      'error invalid-image-reference ci.yml:13 image',
    ]);
  });
});

describe('expressions that GitHub does not take', () => {
  const refused = ['error invalid-image-reference ci.yml:13 image'];
  const judgedAt = async (expression: string) => {
    const step = `- if: \${{ github.actor == 'x' }}\n  run: |\n    echo '\${{ ${expression} }}'`;
    return said(await lintFiles({ [MAIN]: workflow(`${step}\n${login()}`) }));
  };

  test.each([
    ['a text between double quotes', 'github.ref == "refs/heads/main"'],
    ['a text between curved ones', 'github.ref == “refs/heads/main”'],
    ['a sum', "github.repository + ':1'"],
    ['one sign for equal', "github.ref = 'x'"],
    ['a slice', 'github.sha[:7]'],
    ['a variable of a shell', '$TAG'],
    ['a method', "github.ref.replace('/', '-')"],
    ['a function of another language', "replace(github.ref_name, '/', '-')"],
    ['a context by another name', 'gihub.sha'],
    ['a word in the place of a sign', 'not cancelled()'],
    ['such a word behind another', 'cancelled() or failure()'],
    ['a comparison of JavaScript', "github.ref !== 'x'"],
    ['one of several', "github.actor == 'a' || gihub.actor == 'b'"],
  ])('%s', async (_, expression) =>
    expect(await judgedAt(expression)).toEqual(['error invalid-image-reference ci.yml:9 image']),
  );

  test.each([
    "fromJSON('[\"a\"]')[0] == 'a'",
    "github.event['a.b'].c",
    'github . actor',
    'GitHub.actor',
    'github.event.commits.*.id',
    'github.event.commits[*].id',
    'github.run_number > 1e5 && -1 || 0x1f',
    "format('{0} + \"', github.sha)",
    "case(github.ref == 'a', 'it''s', null)",
    'needs.a-b.outputs.c_d',
    'true',
    "hashFiles('**/go.sum')",
    `contains${' '.repeat(20)}(github.ref, 'x')`,
    `github['event'].${' '.repeat(20)}ref`,
    'matrix.v > +.5 && github.event.inputs.not',
  ])('%s is one that it takes', async (expression) => expect(await judgedAt(expression)).toEqual([]));

  test.each([
    ['github.ref == "refs/heads/main"', refused],
    ['\'github.ref == "main"\'', refused],
    ['always', refused],
    ['github.ref == \'refs/heads/main\' # "main"', []],
    ["|\n    github.ref == 'refs/heads/main'", []],
    ['>-\n    github.ref == "refs/heads/main"', ['error invalid-image-reference ci.yml:14 image']],
    ['${{ github.ref == \'x\' }} and "more"', []],
  ])('a condition is one without its braces: %s', async (condition, expected) =>
    expect(
      said(await lintFiles({ [MAIN]: workflow(`${login()}\n- if: ${condition}\n  run: make`) })),
    ).toEqual(expected),
  );

  test('a remark is none', async () =>
    expect(
      said(await lintFiles({ [MAIN]: workflow(`${login()}\n# \${{ secret.X }}\n- run: make`) })),
    ).toEqual([]));

  test('a name of any length is one', async () => {
    const text = workflow(`${login()}\n- run: echo \${{ ${'toto'.repeat(30_000)} }}`);
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual(refused);
  });

  test('in a file that has nothing to do with the registry it is not our business', async () => {
    const text = 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ secret.X }}\n';
    expect(said(await lintFiles({ [MAIN]: text }))).toEqual([]);
  });

  test.each([
    ['id.meta.outputs.tags', 'steps.meta.outputs.tags'],
    ['GITHUB_SHA', 'github.sha'],
    ['always', 'always()'],
  ])('%s was meant to be %s', async (given, meant) => {
    const { report } = await lintFiles({
      [MAIN]: workflow(`${login()}\n- run: echo \${{ ${given} }}`),
    });
    expect(report.findings[0]?.fix.summary).toContain(`Write ${meant},`);
  });

  test('a credential by a context that is none is a missing token', async () => {
    const found = await lintFiles({ [MAIN]: workflow(`${login()}\n- run: echo \${{ secret.TOKEN }}`) });
    expect(said(found)).toEqual(['error token-missing ci.yml:13 image']);
    expect(found.report.findings[0]?.fix.summary).toBe('Write ${{ secrets.TOKEN }}.');
  });

  test.each([
    ['$GITHUB_SHA', 'between ${{ and }}'],
    ['failure() or cancelled()', 'joined with && and ||'],
  ])('%s: %s', async (given, expected) => {
    const { report } = await lintFiles({ [MAIN]: workflow(`${login()}\n- if: ${given}\n  run: make`) });
    expect(report.findings[0]?.fix.summary).toContain(expected);
  });
});

describe('the legs that include and exclude leave', () => {
  const pushed = (matrix: string, name: string) =>
    workflow(
      login() + build(`ghcr.io/octo/\${{ matrix.${name} }}:1`),
      `permissions: {packages: write}\nstrategy:\n  matrix: ${matrix}`,
    );

  test.each([
    ['an object', '{target: [{name: a}], include: [{target: {name: a}, image: my-a}]}', 'image'],
    ['a list', '{part: [[a, b]], include: [{part: [a, b], image: my-a}]}', 'image'],
    ['another case', '{os: [Linux], include: [{os: linux, image: my-a}]}', 'image'],
    ['a number', '{v: ["18.0"], include: [{v: 18, image: my-a}]}', 'image'],
    ['what is not known', '{v: ["${{ vars.A }}"], include: [{v: "${{ vars.A }}", image: my-a}]}', 'image'],
    ['a leg that is left out in another case', '{image: [app, WEB], exclude: [{image: web}]}', 'image'],
    ['a leg that may be left out', '{image: [app, WEB], exclude: [{image: "${{ vars.SKIP }}"}]}', 'image'],
  ])('%s', async (_, matrix, name) => {
    expect(said(await lintFiles({ [MAIN]: pushed(matrix, name) }))).toEqual([]);
  });

  test('one that no item says has no key', async () => {
    const text = pushed('{v: [1, 2], include: [{v: 1, image: my-a}]}', 'image');
    expect(said(await lintFiles({ [MAIN]: text }))).toHaveLength(1);
  });
});

describe('a tag that comes to nothing in a script', () => {
  const pushes = async (line: string, on = 'push') =>
    said(await lintFiles({ [MAIN]: workflow(`${login()}\n- run: docker push ${line}`, undefined, on) }));
  const wrong = ['error invalid-image-reference ci.yml:13 image'];

  test.each<[string, string[]]>([
    ['ghcr.io/octo/app:${{ github.base_ref }}', wrong],
    ['"ghcr.io/octo/app:${{ github.head_ref }}"', wrong],
    ['ghcr.io/octo/app:${{ github.event.release.tag_name }}', wrong],
    ['ghcr.io/octo/app:${{ github.base_ref }}latest', []],
    ["ghcr.io/octo/app:${{ github.base_ref || 'main' }}", []],
    ['ghcr.io/octo/app:$TAG', wrong],
    // What a shell makes of it may be more than is seen.
    ['ghcr.io/octo/app:${TAG:-latest}', []],
  ])('%s', async (line, expected) => {
    expect(await pushes(line)).toEqual(expected);
  });

  test('in a run that has it, there is a tag', async () => {
    const on = '{workflow_dispatch: {inputs: {tag: {default: v1}}}}';
    expect(await pushes('ghcr.io/octo/app:${{ inputs.tag }}', on)).toEqual([]);
    for (const input of ['{}', "{default: ''}", "{required: true, default: ''}"])
      expect(await pushes('ghcr.io/octo/app:${{ inputs.tag }}', on.replace('{default: v1}', input))).toEqual(
        [],
      );
  });
});

test('a variable that nothing sets is missed behind an action that leaves the variables alone', async () => {
  const steps = `- uses: imjasonh/setup-crane@v0.4${login()}${build('${{ env.NOT_SET }}/octo/app:1')}`;
  expect(said(await lintFiles({ [MAIN]: workflow(steps) }))).toEqual([
    'error invalid-image-reference ci.yml:17 image',
  ]);
});

describe('capital letters that are written out beside an expression', () => {
  const judged = async (steps: string, repository: string) =>
    lintFiles({ [MAIN]: workflow(login() + steps) }, { repository });
  const NAME = 'ghcr.io/${{ github.repository_owner }}/App:${{ github.sha }}';
  const COMMAND = `\n- run: docker buildx build --push -t ${NAME} ./App`;

  test.each([
    ['in a command', COMMAND],
    ['in an input', build(NAME)],
  ])('%s are mended where they stand, and nothing else', async (_, steps) => {
    const { report, repairs, texts } = await judged(steps, 'octo/app');
    const [finding] = report.findings;
    expect(finding?.id).toBe('uppercase-image-name');
    expect(finding?.fix.summary).not.toContain('Where the name comes from');
    const edits = repairs.flatMap((each) => each.edits);
    expect(edits.map(({ start, end }) => texts[MAIN]?.slice(start, end))).toEqual([
      'ghcr.io/${{ github.repository_owner }}/App',
    ]);
    expect(edits.map(({ text }) => text)).toEqual(['ghcr.io/${{ github.repository_owner }}/app']);
  });

  test('are not all, where the owner has some', async () => {
    const { report, repairs } = await judged(COMMAND, 'Octo/app');
    expect(report.findings[0]?.fix.summary).toContain('Where the name comes from github.repository_owner');
    expect(repairs.filter(({ safe }) => safe)).toEqual([]);
  });
});

const BY_BASH = [true, '${GITHUB_REPOSITORY,,}'];

describe('capital letters that GitHub fills in', () => {
  const NAME = 'ghcr.io/${{ github.repository }}';
  const mended = async (steps: string, keys?: string, on?: string) => {
    const written = workflow(login() + steps, keys, on);
    const text = keys?.includes('runs-on:') ? written.replace('    runs-on: ubuntu-latest\n', '') : written;
    const { repairs, report } = await lintFiles({ [MAIN]: text }, { repository: 'Octo/App' });
    expect(report.findings.map(({ id }) => id)).toEqual(['uppercase-image-name']);
    return repairs.map(({ edits, safe }) => [safe, ...edits.map(({ text }) => text)]);
  };
  const run = (more = '') => `\n- run: docker push ${NAME}:1\n${more}`;

  test.each<[string, string, string | undefined, string | undefined, unknown[][]]>([
    ['an input', build(`${NAME}:1`), undefined, undefined, [[true, 'octo/app']]],
    [
      'one of a workflow that others call',
      build(`${NAME}:1`),
      undefined,
      '[push, workflow_call]',
      [[false, 'octo/app']],
    ],
    ['a script', run(), undefined, undefined, [[true, '${GITHUB_REPOSITORY,,}']]],
    ['a script between single quotes', `\n- run: docker push '${NAME}:1'`, undefined, undefined, []],
    ['a script of sh', run('  shell: sh'), undefined, undefined, []],
    ['a script in a container', run(), 'container: alpine\npermissions: {packages: write}', undefined, []],
    [
      'one of bash there',
      run('  shell: bash'),
      'container: alpine\npermissions: {packages: write}',
      undefined,
      [[true, '${GITHUB_REPOSITORY,,}']],
    ],
    [
      'one of bash on macOS, which is too old for it',
      run('  shell: bash'),
      'runs-on: macos-15\npermissions: {packages: write}',
      undefined,
      [],
    ],
    [
      'a script on a machine that may be one of Windows',
      run(),
      "runs-on: '${{ inputs.os }}'\npermissions: {packages: write}",
      '{workflow_dispatch: {inputs: {os: {default: windows-latest}}}}',
      [],
    ],
    [
      'a script, and in a file that bash hands over as it stands',
      `\n- run: |\n    cat <<'END' > a.txt\n    it's ${NAME}\n    END\n    docker push ${NAME}:1\n`,
      undefined,
      undefined,
      [[true, '${GITHUB_REPOSITORY,,}']],
    ],
    [
      'a script between single quotes of several lines',
      `\n- run: |\n    sh -c '\n    docker push ${NAME}:1\n    '\n`,
      undefined,
      undefined,
      [],
    ],
    [
      'a script between single quotes of YAML, which bash does not see',
      `\n- run: 'docker push ${NAME}:1'`,
      undefined,
      undefined,
      [[true, '${GITHUB_REPOSITORY,,}']],
    ],
    [
      'single quotes that stand between double ones',
      `\n- run: |\n    # don't\n    sh -c "docker push '${NAME}:1'"\n`,
      undefined,
      undefined,
      [[true, '${GITHUB_REPOSITORY,,}']],
    ],
    [
      'a step that builds for a script which pushes',
      `\n- uses: docker/build-push-action@v6\n  with:\n    load: true\n    tags: ${NAME}:1${run()}`,
      undefined,
      undefined,
      [[true, '${GITHUB_REPOSITORY,,}', 'octo/app']],
    ],
    [
      'an input beside a folder of that name',
      build(`${NAME}:1\n    context: \${{ github.workspace }}/\${{ github.repository }}`),
      undefined,
      undefined,
      [[true, 'octo/app']],
    ],
  ])('in %s', async (_, steps, keys, on, expected) => {
    expect(await mended(steps, keys, on)).toEqual(expected);
  });

  const HANDED = '${{ steps.n.outputs.image }}';
  const hand = (script: string, more = '') => `\n- id: n\n  run: |\n    ${script}\n${more}`;
  test.each<[string, string, string | undefined, unknown[][]]>([
    [
      'as an output',
      hand(`echo "image=${NAME}" >> $GITHUB_OUTPUT`) + build(`${HANDED}:1`),
      undefined,
      [BY_BASH],
    ],
    [
      'as an output of the old way',
      hand(`echo "::set-output name=image::${NAME}"`) + build(`${HANDED}:1`),
      undefined,
      [BY_BASH],
    ],
    [
      'as a part of the name',
      hand('echo "image=$GITHUB_REPOSITORY" >> "$GITHUB_OUTPUT"') + build(`ghcr.io/${HANDED}:1`),
      undefined,
      [BY_BASH],
    ],
    [
      'as a variable',
      hand('echo "IMAGE=${{ github.repository }}" >> $GITHUB_ENV') + build('ghcr.io/${{ env.IMAGE }}:1'),
      undefined,
      [BY_BASH],
    ],
    [
      'as a variable of a script',
      `${hand(`echo "IMAGE=${NAME}" >> $GITHUB_ENV`)}\n- run: docker push $IMAGE:1`,
      undefined,
      [BY_BASH],
    ],
    [
      'beside another value',
      hand(
        `echo "image=${NAME}" >> $GITHUB_OUTPUT\n    echo "repo=\${{ github.repository }}" >> $GITHUB_OUTPUT`,
      ) + build(`${HANDED}:1`),
      undefined,
      [BY_BASH],
    ],
    [
      'in front of another command',
      hand(`echo "image=${NAME}" >> $GITHUB_OUTPUT; curl https://api.github.com/repos/$GITHUB_REPOSITORY`) +
        build(`${HANDED}:1`),
      undefined,
      [BY_BASH],
    ],
    [
      'beside comments',
      hand(`# image=${NAME} is written\n    echo "image=${NAME}" >> $GITHUB_OUTPUT # of $GITHUB_REPOSITORY`) +
        build(`${HANDED}:1`),
      undefined,
      [BY_BASH],
    ],
    [
      'between single quotes',
      hand(`echo 'image=${NAME}' >> $GITHUB_OUTPUT`) + build(`${HANDED}:1`),
      undefined,
      [],
    ],
    [
      'by sh',
      hand(`echo "image=${NAME}" >> $GITHUB_OUTPUT`, '  shell: sh\n') + build(`${HANDED}:1`),
      undefined,
      [],
    ],
  ])('handed on %s', async (_, steps, keys, expected) => {
    expect(await mended(steps, keys)).toEqual(expected);
  });

  test('beside the name of the repository, which is written out', async () => {
    const text = `env: {IMAGE: 'ghcr.io/\${{ github.repository_owner }}/app'}\n${workflow(login() + build('${{ env.IMAGE }}:1'))}`;
    const { repairs, report } = await lintFiles({ [MAIN]: text }, { repository: 'Octo/app' });
    expect(report.findings[0]?.fix.summary).toContain('Where the name comes from github.repository_owner');
    expect(repairs.map(({ edits, safe }) => [safe, ...edits.map((each) => each.text)])).toEqual([
      [true, 'ghcr.io/octo/app'],
    ]);
  });

  test('handed on by another job', async () => {
    const files = {
      [MAIN]: `${workflow(login() + build('${{ needs.a.outputs.image }}:1'), 'permissions: {packages: write}\nneeds: a')}  a:
    runs-on: ubuntu-latest
    outputs:
      image: \${{ steps.n.outputs.name }}
    steps:
      - id: n
        run: echo "name=${NAME}" >> "$GITHUB_OUTPUT"
`,
    };
    const { repairs } = await lintFiles(files, { repository: 'Octo/App' });
    expect(repairs.map(({ edits, safe }) => [safe, ...edits.map(({ text }) => text)])).toEqual([BY_BASH]);
  });
});

describe('a slash too many', () => {
  const META = (images: string) =>
    `\n- uses: docker/metadata-action@v5\n  id: meta\n  with: {images: "${images}"}${build('${{ steps.meta.outputs.tags }}')}`;
  test.each<[string, string, string, string[]]>([
    ['behind a host that ends with one', 'ghcr.io/', build('${{ env.R }}/octo/app:1'), INVALID],
    ['in a script', 'ghcr.io/', '\n- run: docker push $R/octo/app:1', INVALID],
    ['in the middle', 'ghcr.io/octo/', META('${{ env.R }}/app'), INVALID],
    ['as it stands there', 'a', '\n- run: docker push ghcr.io/octo/app/:1', INVALID],
    [
      'in a name that a variable holds',
      'ghcr.io//octo/app',
      build('${{ env.R }}:${{ github.sha }}'),
      INVALID,
    ],
    ['in a name of which tags are made', 'a', META('ghcr.io/octo//app'), INVALID],
    ['or none', 'ghcr.io/', build('${{ env.R }}octo/app:1'), []],
    ['or none that is known', 'ghcr.io/', build('${{ env.R }}${{ vars.OWNER }}/app:1'), []],
  ])('%s', async (_, value, steps, expected) => {
    const text = `env: {R: ${value}}\n${workflow(login() + steps)}`;
    expect(await ids({ [MAIN]: text })).toEqual(expected);
  });

  // The client joins a name to the folder as a path, so that no gap is left in it.
  test.each<[string, string[]]>([
    ['oci://ghcr.io/octo/', []],
    ['oci://ghcr.io//octo//charts/', []],
    ['oci://${R}octo/charts', []],
    ['oci://$R/octo/charts', []],
    ['oci://ghcr.io/octo/${{ env.NONE }}/charts', []],
    ['oci://ghcr.io/octo/${{ env.NONE }}', []],
    ['oci://ghcr.io/${{ env.NONE }}/charts', INVALID],
    ['oci://ghcr.io/', ['error image-without-owner']],
    ['oci://ghcr.io/Octo//charts/', ['error uppercase-image-name']],
  ])('is none where a folder is named: %s', async (url, expected) => {
    const text = `env: {R: ghcr.io/}\n${workflow(`${login()}\n- run: helm push web-1.0.0.tgz ${url}`)}`;
    expect(await ids({ [MAIN]: text })).toEqual(expected);
  });

  test.each(['ghcr.io/octo/', 'ghcr.io//octo//mirror/', '$R/octo'])('nor for skopeo sync: %s', async (to) => {
    const step = `\n- run: skopeo sync --src docker --dest docker docker.io/library/alpine ${to}`;
    const text = `env: {R: ghcr.io/}\n${workflow(login() + step)}`;
    expect(await ids({ [MAIN]: text })).toEqual([]);
  });
});

describe('what is wrong with a reference is said, and what is allowed', () => {
  const sentence = async (steps: string, repository = 'octo/app') => {
    const { report } = await lintFiles({ [MAIN]: workflow(login() + steps) }, { repository });
    const [finding] = report.findings;
    return `${finding?.message} ${finding?.fix.summary}`;
  };

  test.each<[string, string]>([
    ['ghcr.io/octo/app:1:2', 'A tag begins with a letter'],
    ['ghcr.io/octo/app:a/b', 'A tag begins with a letter'],
    ['ghcr.io/octo/-app:1', 'The parts of a name have lower-case letters'],
    ['ghcr.io/octo/a..b', 'The parts of a name have lower-case letters'],
    ['https://ghcr.io/octo/app:1', 'no https:// may stand in front of it'],
    ['docker-daemon:ghcr.io/octo/app:1', 'take a transport (docker-daemon:) in front of the host'],
    ['oci:ghcr.io/octo/app:1', 'Write ghcr.io/octo/app:1'],
    [`ghcr.io/octo/app:${'a'.repeat(130)}`, 'has 130 characters, and 128 are the most'],
    ['ghcr.io/octo/app:1;ghcr.io/octo/app:2', 'Write one reference a line'],
    ['ghcr.io/octo/app:{{sha}}', 'Nothing fills in what begins with {'],
  ])('%s', async (tags, said) => {
    expect(await sentence(build(tags))).toContain(said);
  });

  test.each<[string, string, boolean]>([
    ['an action that builds', build('ghcr.io/${{ github.repository }}:1'), true],
    ['docker', '\n- run: docker push ghcr.io/${{ github.repository }}:1', true],
    ['helm', '\n- run: helm push a.tgz oci://ghcr.io/${{ github.repository_owner }}/charts', false],
    ['oras', '\n- run: oras push ghcr.io/${{ github.repository }}:1 a.txt', false],
    ['crane', '\n- run: crane copy alpine ghcr.io/${{ github.repository }}:1', false],
  ])('%s gets advice that it can use', async (_, steps, takesTags) => {
    const text = await sentence(steps, 'Octo/App');
    expect(text).toContain('let bash lower it');
    expect(text.includes('docker/metadata-action')).toBe(takesTags);
  });
});

describe('a name that is empty only in pull requests from forks', () => {
  const steps = (push: string) => `
- id: meta
  uses: docker/metadata-action@v5
  with:
    images: |
      ghcr.io/octo/app
      \${{ secrets.HUB_USER }}/app
${login().trim()}
- uses: docker/build-push-action@v6
  with:
    push: ${push}
    tags: \${{ steps.meta.outputs.tags }}`;
  const found = async (push: string, on: string) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps(push), undefined, on) });
    return report.findings.filter(({ id }) => id === 'invalid-image-reference');
  };
  const NOT_IN_PULLS = "${{ github.event_name != 'pull_request' }}";

  test('nobody knows whether there will be one, and the secret is named', async () => {
    const [finding, ...others] = await found(NOT_IN_PULLS, '[push, pull_request]');
    expect(others).toEqual([]);
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).toContain('secrets.HUB_USER is empty in a pull request from a fork');
  });

  test('in other runs it is there', async () => {
    expect(await found(NOT_IN_PULLS, 'push')).toEqual([]);
  });
});

test('the scheme is taken off the names of an action and of a script, and off no other address of it', async () => {
  const diff = async (steps: string) =>
    (await lintFiles({ [MAIN]: workflow(login() + steps) })).report.findings.map(({ id, fix }) => [
      id,
      fix.diff,
    ]);
  expect(await diff(build('https://ghcr.io/octo/app:1'))).toEqual([
    ['invalid-image-reference', expect.stringMatching(/^\+ +tags: ghcr\.io\/octo\/app:1$/m)],
  ]);
  const script = '\n- run: |\n    curl https://ghcr.io/v2/\n    docker push https://ghcr.io/octo/app:1';
  const [[, edit] = []] = await diff(script);
  expect(edit).toMatch(/^\+ +docker push ghcr\.io\/octo\/app:1$/m);
  expect(edit).not.toMatch(/^-.*curl/m);
  // What a variable brings may be an address that others ask.
  expect(await diff('\n- env: {X: https://ghcr.io/octo/app}\n  run: docker push $X')).toEqual([
    ['invalid-image-reference', null],
  ]);
});

test('what waits behind a name that no edit mends is mended by itself, where the login is known', async () => {
  const waiting = async (steps: string) =>
    (
      await lintFiles(
        { [MAIN]: workflow(steps, 'permissions: {contents: read}') },
        { repository: 'Octo/App' },
      )
    ).waiting.map((each) => each.finding.id);
  const tags = "ghcr.io/${{ format('{0}', github.repository) }}:1";
  expect(await waiting(login() + build(tags))).toEqual(['job-lacks-packages-write']);
  expect(await waiting(login('secrets.CR_PAT') + build(tags))).toEqual([]);
  const never = login('secrets.GITHUB_TOKEN', "  if: github.event_name == 'release'");
  expect(await waiting(never + build('ghcr.io/octo/app:1'))).toEqual(['job-lacks-packages-write']);
  // An edit mends it, and what is behind it comes next.
  expect(await waiting(login() + build('ghcr.io/Octo/App:1'))).toEqual([]);
});

describe('what an index is made of', () => {
  test.each<[string, string[]]>([
    ['docker buildx imagetools create -t ghcr.io/octo/app:1 ghcr.io/octo/app:1-linux/amd64', INVALID],
    [
      'docker manifest create ghcr.io/octo/app:1 ghcr.io/octo/app:1-linux/amd64\ndocker manifest push ghcr.io/octo/app:1',
      INVALID,
    ],
    [
      'docker buildx imagetools create -t ghcr.io/octo/app:1 ghcr.io/Octo/app:a',
      ['error uppercase-image-name'],
    ],
    ["docker buildx imagetools create -t ghcr.io/octo/app:1 $(printf 'ghcr.io/octo/app@sha256:%s ' *)", []],
    [
      'docker buildx imagetools create -t ghcr.io/octo/app:1 sha256:0a $X ghcr.io/octo/app@sha256:$DIGEST',
      [],
    ],
    ['docker buildx imagetools create --append -t ghcr.io/octo/app:1 ghcr.io/octo/app:a', []],
  ])('%s', async (script, expected) => {
    const steps = `${login()}\n- run: |\n    ${script.replaceAll('\n', '\n    ')}`;
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual(expected);
  });
});

describe('the name of a chart, which helm appends', () => {
  const pushed = async (script: string, chart = 'App') => {
    const files = { 'charts/web/Chart.yaml': `apiVersion: v2\nname: ${chart}\nversion: 1.0.0\n` };
    const steps = `${login()}\n- uses: actions/checkout@v5\n- run: ${JSON.stringify(script)}`;
    const { report } = await lintFiles({ [MAIN]: workflow(steps), ...files });
    return report.findings.map(({ severity, id, message }) => `${severity} ${id}: ${message}`);
  };
  const REFUSED = [
    expect.stringMatching(/^error uppercase-image-name: The name ghcr\.io\/octo\/charts\/App has/),
  ];

  test.each<[string, string, unknown[]]>([
    ['helm push App-1.0.0.tgz oci://ghcr.io/octo/charts', 'App', REFUSED],
    ['helm push "App-$VERSION.tgz" oci://ghcr.io/octo/charts', 'App', REFUSED],
    ['helm package charts/web && helm push *.tgz oci://ghcr.io/octo/charts', 'App', REFUSED],
    ['helm package charts/web && helm push *.tgz oci://ghcr.io/octo/charts', 'app', []],
    ['helm push app-1.0.0-RC1.tgz oci://ghcr.io/octo/charts', 'app', []],
    ['helm push Chart.tgz oci://ghcr.io/octo/charts', 'app', []],
  ])('%s (%s)', async (script, chart, expected) => {
    expect(await pushed(script, chart)).toEqual(expected);
  });
});

describe('a context where there is none', () => {
  const saidOf = async (head: string, keys: string) => {
    const text = `${head}${workflow(login() + build(), `permissions: {packages: write}\n${keys}`)}`;
    const { report } = await lintFiles({ [MAIN]: text });
    return report.findings.map(({ severity, id }) => `${severity} ${id}`);
  };
  const REGISTRY = 'env: {REGISTRY: ghcr.io}\n';

  test.each<[string, string, string, string[]]>([
    [
      'the env of the workflow',
      "env: {REGISTRY: ghcr.io, IMAGE: '${{ env.REGISTRY }}/octo/app'}\n",
      '',
      INVALID,
    ],
    ['the env of a job', REGISTRY, "env: {IMAGE: '${{ env.REGISTRY }}/octo/app'}", INVALID],
    ['a container', REGISTRY, "container: '${{ env.REGISTRY }}/octo/builder'", INVALID],
    ['the image of a container', REGISTRY, "container: {image: '${{ env.REGISTRY }}/octo/builder'}", INVALID],
    ['a service', REGISTRY, "services: {db: {image: '${{ env.REGISTRY }}/octo/db'}}", INVALID],
    [
      'what names no image: nothing is pushed all the same',
      'env: {A: b}\n',
      "env: {C: '${{ env.A }}'}",
      INVALID,
    ],
    ['the condition of a job', REGISTRY, "if: env.REGISTRY == 'ghcr.io'", INVALID],
    ['the name of a job', REGISTRY, "name: 'to ${{ env.REGISTRY }}'", INVALID],
    [
      'the credentials of a container',
      REGISTRY,
      "container: {image: a, credentials: {username: '${{ env.REGISTRY }}', password: a}}",
      [],
    ],
    [
      'a step in the credentials of a container',
      '',
      "container: {image: a, credentials: {username: a, password: '${{ steps.a.outputs.b }}'}}",
      INVALID,
    ],
    [
      'the runner in the credentials of a service',
      '',
      "services: {db: {image: a, credentials: {username: '${{ runner.name }}', password: a}}}",
      INVALID,
    ],
    [
      'a secret and another job in the credentials of a service',
      '',
      "services: {db: {image: a, credentials: {username: '${{ needs.a.outputs.b }}', password: '${{ secrets.A }}'}}}",
      [],
    ],
    ['the limit of a job', REGISTRY, "timeout-minutes: '${{ fromJSON(env.REGISTRY) }}'", INVALID],
    ['a job that may fail', '', "continue-on-error: ${{ secrets.A != '' }}", INVALID],
    ['a job that may fail by its leg', '', 'continue-on-error: ${{ matrix.a || vars.A }}', []],
    ['the defaults of a job', '', "defaults: {run: {working-directory: '${{ runner.temp }}'}}", INVALID],
    ['the env in the defaults of a job', REGISTRY, "defaults: {run: {shell: '${{ env.REGISTRY }}'}}", []],
    ['the page of an environment', '', "environment: {name: a, url: '${{ secrets.A }}'}", INVALID],
    ['the page that a step tells', '', "environment: {name: a, url: '${{ steps.a.outputs.b }}'}", []],
    ['another context', '', "env: {IMAGE: '${{ vars.env }}/${{ github.repository }}'}", []],
    ['a matrix that is not made yet', '', 'if: matrix.push\nstrategy: {matrix: {push: [true]}}', INVALID],
    ['steps before there are any', '', "if: ${{ steps.a.outputs.b == 'c' }}", INVALID],
    ['a matrix in a matrix', '', "strategy: {matrix: {a: [b], c: ['${{ matrix.a }}']}}", INVALID],
    ['a runner to be chosen', REGISTRY, "env: {A: '${{ runner.os }}'}", INVALID],
    [
      'names that are the same as those of contexts',
      '',
      "if: github.event.matrix.env && needs.steps.outputs.runner != 'env.A' && vars.secrets == ''",
      [],
    ],
    [
      'all that is there',
      '',
      "name: '${{ matrix.env }} ${{ strategy.job-index }}'\nstrategy: {matrix: {env: ['${{ vars.A }}']}}\nenv: {A: '${{ secrets.A }}', B: '${{ matrix.env }}'}",
      [],
    ],
    ['a text', '', 'env: {IMAGE: "${{ format(\'env.A/{0}\', github.repository) }}"}', []],
  ])('%s', async (_, head, keys, expected) => {
    expect(await saidOf(head, keys)).toEqual(expected);
  });
});

test('an image of another registry that a job runs beside is nobody else’s business', async () => {
  const other = (image: string) =>
    `on: push\nenv: {V: b}\njobs:\n  a:\n    runs-on: x\n    services: {db: {image: "${image}"}}\n    steps: [{run: bash ci.sh}]\n`;
  const found = async (image: string) =>
    ids({ [MAIN]: other(image), 'ci.sh': 'docker pull ghcr.io/octo/app:1\n' });
  expect(await found('postgres:${{ env.V }}')).toEqual([]);
  expect(await found('quay.io/db/postgres:${{ env.V }}')).toEqual([]);
  expect(await found('${{ env.V }}/postgres')).toEqual(INVALID);
});

test('a context that is missing in a file which has nothing to do with the registry is nobody else’s business', async () => {
  const other =
    'on: push\nenv: {A: b, C: "${{ env.A }}"}\njobs: {a: {runs-on: x, steps: [{run: npm test}]}}\n';
  const { report } = await lintFiles({
    [MAIN]: workflow(login() + build()),
    '.github/workflows/o.yml': other,
  });
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a push to an address is the push of its job: what may be hidden in a script beside it is not guessed', async () => {
  const steps = `${login()}\n- run: docker push https://ghcr.io/octo/app\n- run: ./publish.sh\n`;
  expect(await ids({ [MAIN]: workflow(steps, 'permissions: {contents: read}') })).toEqual(INVALID);
});

test('an image that skopeo is told without its transport', async () => {
  const files = { [MAIN]: workflow(`${login()}- run: skopeo copy oci:app ghcr.io/octo/app:1`) };
  const english = await lintFiles(files);
  expect(said(english)).toEqual([expect.stringContaining('error invalid-image-reference')]);
  expect(english.report.findings[0]?.message).toContain('unknown transport');
  expect(english.report.findings[0]?.fix.summary).toContain('docker://ghcr.io/octo/app:1');
  const chinese = await lintFiles(files, { language: 'zh-CN' });
  expect(chinese.report.findings[0]?.message).toContain('unknown transport');
});

test.each<[string, string, string[]]>([
  [
    'by its branch',
    'if [ "$GITHUB_REF_NAME" = main ]; then O=octo; else O=other; fi\ndocker push ghcr.io/$O/app:1',
    ['error owner-mismatch'],
  ],
  [
    'by what has changed',
    'N=app\ngit diff --quiet || N=App\ndocker push ghcr.io/octo/$N:1',
    ['error uppercase-image-name'],
  ],
  [
    'by its branch, in another step',
    'if [ "$GITHUB_REF_NAME" = main ]; then echo "O=octo" >> $GITHUB_ENV; else echo "O=other" >> $GITHUB_ENV; fi',
    ['error owner-mismatch'],
  ],
  [
    'by its branch, to registries of which one is another',
    'if [ "$GITHUB_REF_NAME" = main ]; then R=ghcr.io; else R=docker.io; fi\ndocker push $R/octo/app:1',
    [],
  ],
  [
    'by its branch, with a registry that differs with it',
    'if [ "$GITHUB_REF_NAME" = main ]; then R=ghcr.io; O=octo; else R=docker.io; O=other; fi\ndocker push $R/$O/app:1',
    [],
  ],
])('a name that a run decides %s', async (_, script, expected) => {
  const run = `- run: |\n${script.replace(/^/gm, '    ')}\n`;
  const more = script.includes('GITHUB_ENV') ? '- run: docker push ghcr.io/$O/app:1\n' : '';
  expect(await ids({ [MAIN]: workflow(`${login()}\n${run}${more}`) })).toEqual(expected);
});
