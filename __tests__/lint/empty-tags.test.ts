/** Runs in which a push has no tag at all: docker/metadata-action makes none, or an output that is not there was to hold them. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, said, workflow } from './repository.js';

const meta = (...tags: string[]) =>
  `\n- uses: docker/metadata-action@v5\n  id: meta\n  with:\n    images: ghcr.io/octo/app\n    tags: |\n${tags.map((each) => `      ${each}\n`).join('')}`;
const pushed = (tags = '${{ steps.meta.outputs.tags }}', push = 'true') =>
  `- uses: docker/build-push-action@v6\n  with:\n    push: ${push}\n    tags: |\n${tags
    .split('\n')
    .map((each) => `      ${each}\n`)
    .join('')}`;
const found = async (steps: string, on = 'push') =>
  said(await lintFiles({ [MAIN]: workflow(login() + steps, undefined, on) })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );
const ERROR = ['error invalid-image-reference'];

describe('docker/metadata-action', () => {
  test.each<[string, string[], string[]]>([
    ['push', ['type=ref,event=pr'], ERROR],
    ['{push: {branches: [main]}}', ['type=semver,pattern={{version}}', 'type=ref,event=tag'], ERROR],
    ['{push: {tags: ["v*"]}}', ['type=ref,event=branch', 'type=edge'], ERROR],
    ['{release: {types: [published]}}', ['type=ref,event=branch'], ERROR],
    ['{push: {branches: [main]}}', ['type=raw,value=latest,enable=false'], ERROR],
    ['{push: {branches: [main]}}', ['type=schedule', 'type=match,pattern=v(.*)'], ERROR],
    ['{push: {tags: ["v*"]}}', ['type=semver,pattern={{version}}'], []],
    ['{push: {tags: ["v*"]}, workflow_dispatch: {}}', ['type=semver,pattern={{version}}'], []],
    ['push', ['type=ref,event=branch', 'type=ref,event=pr'], []],
    ['push', ['type=ref,event=pr', 'type=sha'], []],
    ['push', ['type=raw,value=latest,enable={{is_default_branch}}'], []],
    ['push', ['type=raw,value=latest,enable=${{ vars.LATEST }}'], []],
    ['push', ['type=semver,pattern={{version}},value=${{ vars.VERSION }}'], []],
    ['push', ['nightly'], []],
  ])('%s with %j', async (on, tags, expected) => {
    expect(await found(meta(...tags) + pushed(), on)).toEqual(expected);
  });

  const none = meta('type=ref,event=pr');
  test.each<[string, string]>([
    ['one tag is enough', pushed('${{ steps.meta.outputs.tags }}\nghcr.io/octo/app:1')],
    ['only built', pushed(undefined, "${{ github.event_name == 'release' }}")],
    ['asked before', pushed().replace('  with:', "  if: steps.meta.outputs.tags != ''\n  with:")],
    ['a loop over none', '- run: for tag in ${{ steps.meta.outputs.tags }}; do docker push "$tag"; done'],
    [
      'a loop over what is said of none',
      '- run: for tag in $(echo "${{ steps.meta.outputs.tags }}"); do docker push "$tag"; done',
    ],
  ])('no harm where it is %s', async (_, push) => {
    expect(await found(none + push)).toEqual([]);
  });

  test('it says so in both languages', async () => {
    const files = { [MAIN]: workflow(login() + none + pushed()) };
    const english = await lintFiles(files);
    expect(english.report.findings[0]?.message).toContain('(push), for none of the entries under tags');
    expect(english.report.findings[0]?.fix.summary).toContain('type=sha');
    const chinese = await lintFiles(files, { language: 'zh-CN' });
    expect(chinese.report.findings[0]?.message).toContain('不会生成标签');
  });
});

describe('docker/metadata-action ends at', () => {
  test.each<[string, string, string | undefined]>([
    ['type=ref,event=branches', 'Invalid event for type=ref,event=branches', '+      type=ref,event=branch'],
    ['type=ref,event=pull_request', 'Invalid event for ', '+      type=ref,event=pr'],
    ['type=ref,event=push', 'Invalid event for ', undefined],
    ['type=ref', 'Missing event attribute for type=ref', undefined],
    ['type=semver', 'Missing pattern attribute for type=semver', undefined],
    ['type=sha,format=medium', 'Invalid format for ', undefined],
    ['type=branch', 'Unknown tag type attribute: branch', undefined],
    ['type=raw', 'Missing value attribute for type=raw', undefined],
  ])('%s', async (tag, says, line) => {
    const { report } = await lintFiles({ [MAIN]: workflow(login() + meta('type=sha', tag) + pushed()) });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ severity: 'error', id: 'invalid-image-reference' });
    expect(report.findings[0]?.message).toContain(`ends with "${says}`);
    const added = report.findings[0]?.fix.diff?.split('\n').find((each) => each.startsWith('+  '));
    expect(added?.replace(/ +/, '')).toBe(line?.replace(/ +/, ''));
  });

  test.each([
    'type=raw,latest',
    'latest',
    'type=sha,format=long',
    'type=ref,event=${{ inputs.event }}',
    'type=match,pattern=v(.*)',
    'type=schedule',
    'type=edge',
  ])('not %s', async (tag) => {
    expect(await found(meta('type=sha', tag) + pushed())).toEqual([]);
  });
});

describe('a list of tags that is empty', () => {
  test.each<[string, string[]]>([
    [pushed('${{ steps.mata.outputs.tags }}'), ERROR],
    [pushed('${{ steps.meta.outputs.tag }}'), ERROR],
    [pushed('${{ steps.meta.outputs.tagz }}'), ERROR],
    [pushed('${{ steps.meta.outputs.tagsx }}'), ERROR],
    [pushed('${{ steps.meta.outputs.tzags }}'), ERROR],
    [pushed('${{ steps.meta.outputs.tgas }}'), ERROR],
    [pushed('${{ steps.meta.outputs.taggs }}'), ERROR],
    [pushed('ghcr.io/octo/app:${{ steps.meta.outputs.verison }}'), ERROR],
    [pushed('ghcr.io/octo/app:${{ steps.meta.outputs.version }}'), []],
    [pushed('${{ env.TAGS }}'), ERROR],
    [pushed('${{ vars.TAGS }}'), []],
    [pushed('${{ steps.mata.outputs.tags }}\nghcr.io/octo/app:1'), []],
    [pushed('${{ steps.mata.outputs.tags }}', 'false'), []],
    [`- run: ./set-tags\n${pushed('${{ env.TAGS }}')}`, []],
  ])('%s', async (push, expected) => {
    expect(await found(meta('type=sha') + push)).toEqual(expected);
  });

  test('a push that may go to another registry is not ours', async () => {
    const other =
      '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}\n';
    expect(await found(other + pushed('${{ steps.mata.outputs.tags }}'))).toEqual([]);
    // Unless names were made for this one, which nothing else pushes.
    const made = meta('type=sha') + other.trimStart();
    const push = pushed('${{ steps.mata.outputs.tags }}');
    expect(await found(made + push)).toEqual(ERROR);
    const unmade = pushed('${{ env.TAGS }}');
    expect(await found(made + pushed('ghcr.io/octo/app:1') + unmade)).toEqual([]);
    expect(await found(made.replace('ghcr.io/', '') + push)).toEqual([]);
    // What only goes beside an image does not push it.
    const sign = '- run: cosign sign --yes ghcr.io/octo/app@${{ steps.build.outputs.digest }}\n';
    const attest =
      '- uses: actions/attest@v4\n  with: {subject-name: ghcr.io/octo/app, subject-digest: "${{ steps.build.outputs.digest }}", push-to-registry: true}\n';
    const cached = push.replace('  with:\n', '  with:\n    cache-to: type=registry,ref=ghcr.io/octo/cache\n');
    expect(await found(made + push + sign)).toContain(ERROR[0]);
    expect(await found(made + push + attest)).toContain(ERROR[0]);
    expect(await found(made + cached)).toContain(ERROR[0]);
    const copied = '- run: docker buildx imagetools create -t ghcr.io/octo/app:1 octo/app:1\n';
    expect(await found(made + unmade + copied)).toEqual([]);
  });

  describe('beside a push that has its names for this one', () => {
    const HUB =
      '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}\n';
    const both = (id: string, ...images: string[]) =>
      `- id: ${id}\n  uses: docker/metadata-action@v5\n  with:\n    images: |\n${images.map((each) => `      ${each}\n`).join('')}    tags: type=sha\n`;
    const HERE = ['octo/app', 'ghcr.io/octo/app'];
    const named = pushed('${{ steps.alpine.outputs.tags }}');
    const beside = HUB + both('alpine', ...HERE) + named;
    test.each<[string, string, string[]]>([
      ['an output misspelt', both('slim', ...HERE) + pushed('${{ steps.slim.outputs.tag }}'), ERROR],
      ['a step that is not there', both('slim', ...HERE) + pushed('${{ steps.WRONG.outputs.tags }}'), ERROR],
      ['a step of one image alone', both('slim', 'octo/slim') + pushed('${{ steps.slim.outputs.tag }}'), []],
      ['a step of either', both('slim', 'octo/slim') + pushed('${{ steps.WRONG.outputs.tags }}'), []],
      [
        'a step of another kind',
        `- id: slim\n  run: echo a=1 >> $GITHUB_OUTPUT\n${pushed('${{ steps.slim.outputs.tag }}')}`,
        [],
      ],
      [
        'a step that comes later',
        pushed('${{ steps.later.outputs.tags }}') + both('later', 'octo/slim'),
        ERROR,
      ],
      ['an output that is there', both('slim', ...HERE) + pushed('${{ steps.slim.outputs.tags }}'), []],
    ])('%s', async (_, steps, expected) => {
      expect(await found(beside + steps)).toEqual(expected);
    });

    // What is written in an `env:` counts as if it stood there.
    test.each<[string, string, string, string[]]>([
      ['the registry', 'REGISTRY: ghcr.io', '${{ env.REGISTRY }}/octo/app', ERROR],
      ['the whole name', 'APP: ghcr.io/octo/app', '${{env.APP}}', ERROR],
      ['the registry in the whole name', 'APP: GHCR.io/octo/app', '${{ env.APP }}', ERROR],
      ['another registry', 'REGISTRY: quay.io', '${{ env.REGISTRY }}/octo/app', []],
      ['another variable', 'REGISTRY: ghcr.io', '${{ env.HUB }}/octo/app', []],
    ])('by a variable: %s', async (_, env, image, expected) => {
      const steps = HUB + both('slim', 'octo/app', image) + pushed('${{ steps.slim.outputs.tag }}');
      const without = workflow(`${login()}\n${steps}`);
      const inWorkflow = `env: {${env}}\n${without}`;
      const inJob = without.replace('    steps:', `    env: {${env}}\n    steps:`);
      expect(await ids({ [MAIN]: without })).toEqual([]);
      expect(await ids({ [MAIN]: inWorkflow })).toEqual(expected);
      expect(await ids({ [MAIN]: inJob })).toEqual(expected);
    });
  });
});

describe('what the logins tell of where tags that are not there were meant for', () => {
  const HUB = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}';
  const never = (step: string) => step.replace('- uses', '- if: false\n  uses');
  const perhaps = (step: string) => step.replace('- uses', "- if: vars.PUBLISH != ''\n  uses");
  const LOGOUT = '\n- run: docker logout ghcr.io';
  const push = `\n${pushed('${{ steps.mata.outputs.tags }}')}`;
  const made = meta('type=sha').trimEnd();
  const script = (name: string) => `\n- id: names\n  run: echo "tags=${name}" >> "$GITHUB_OUTPUT"\n`;
  const asked = (output: string) => pushed(`\${{ steps.names.outputs.${output} }}`);
  const judged = async (steps: string) =>
    said(await lintFiles({ [MAIN]: workflow(steps) })).map((line) => line.split(' ').slice(0, 2).join(' '));

  test.each<[string, string, string[]]>([
    ['a logout is no login to another registry', `${login()}\n- run: docker logout${push}`, ERROR],
    ['nor is one that is never made', login() + never(HUB) + push, ERROR],
    ['one that may be made is', login() + perhaps(HUB) + push, []],
    ['one that is always made is', login() + HUB + push, []],
    ['an action that nobody reads may log in to one', `${login()}\n- uses: some/action@v1${push}`, []],
    ['names and logins for both', made + login() + HUB + push, ERROR],
    ['names for this one, and a login to the other alone', made + HUB + push, []],
    ['names for this one in a script', login() + HUB + script('ghcr.io/octo/app:1') + asked('tag'), ERROR],
    ['names for another in a script', login() + HUB + script('quay.io/octo/app:1') + asked('tag'), []],
    ['an output that the script has', login() + HUB + script('ghcr.io/octo/app:1') + asked('tags'), []],
    ['a script that hands nothing on', `${login() + HUB}\n- run: docker pull ghcr.io/octo/app:1${push}`, []],
    ['names for this one, and only a logout', made + LOGOUT + HUB + push, []],
    ['names for this one, and a login that is never made', made + never(login()) + HUB + push, []],
    ['names for this one, and a login that may be made', made + perhaps(login()) + HUB + push, []],
  ])('%s', async (_, steps, expected) => expect(await judged(steps)).toEqual(expected));
});

describe('tags that white space parts', () => {
  const tags = '- id: made\n  run: echo sha=a >> $GITHUB_OUTPUT\n';
  const built = (...lines: string[]) =>
    `${tags}- id: build\n  uses: redhat-actions/buildah-build@v2\n  with:\n    image: app\n    tags: |\n${lines
      .map((each) => `      ${each}\n`)
      .join(
        '',
      )}- uses: redhat-actions/push-to-registry@v2\n  with: {image: app, tags: "\${{ steps.build.outputs.tags }}", registry: ghcr.io/octo}`;
  const NONE = '${{ steps.made.outputs.date }}';
  test.each<[string, string[], string[]]>([
    ['one of them comes to nothing', [NONE, '${{ steps.made.outputs.sha }}'], []],
    ['all of them do: then it is the default', [NONE, NONE], []],
    ['a name that ends with nothing', [`ghcr.io/octo/app:${NONE}`], ERROR],
  ])('%s', async (_, lines, expected) => expect(await found(`\n${built(...lines)}`)).toEqual(expected));
});

describe('a push that is given no tag', () => {
  const build = (inputs: string) => `\n- uses: docker/build-push-action@v6\n  with: {context: ., ${inputs}}`;
  const DIGEST = 'type=image,push-by-digest=true,name-canonical=true,push=true';
  test.each<[string, string[]]>([
    ['push: true', ERROR],
    ["push: true, tags: ''", ERROR],
    ['push: "${{ github.event_name == \'push\' }}"', ERROR],
    ['outputs: "type=registry"', ERROR],
    [`outputs: "${DIGEST}"`, ERROR],
    [`outputs: "${DIGEST},name=ghcr.io/octo/app"`, []],
    [`outputs: "${DIGEST}", tags: ghcr.io/octo/app`, []],
    ['push: true, outputs: "type=image,name=ghcr.io/octo/app"', []],
    ['push: true, call: check', []],
    ['push: true, call: build', ERROR],
    ['push: true, tags: "${{ vars.TAGS }}"', []],
    ['push: true, outputs: "${{ vars.OUTPUTS }}"', []],
    ['push: "${{ vars.PUSH }}"', []],
    ['push: false', []],
    ['load: true', []],
  ])('%s', async (inputs, expected) => {
    expect(await found(build(inputs))).toEqual(expected);
  });

  test('in a job that logs in to another registry, too', async () => {
    const hub = '\n- uses: docker/login-action@v3\n  with: {username: a, password: "${{ secrets.HUB }}"}';
    // It fails wherever it was to go, where it is surely made.
    expect(await found(hub + build('push: true'))).toEqual(ERROR);
    expect(await found(hub + build('push: true').replace('- uses', "- if: vars.PUSH != ''\n  uses"))).toEqual(
      [],
    );
    expect(await found(hub + build('push: true, outputs: "type=image,name=octo/app"'))).toEqual([]);
    expect(await found(hub + build('push: true, tags: octo/app'))).toEqual([]);
    expect(await found(`${hub + build('push: true')}\n  continue-on-error: true`)).toEqual([]);
    expect(await found(hub + build(`outputs: "${DIGEST}"`))).toEqual(ERROR);
  });
});

describe('a command that is given no name', () => {
  const NONE = '${{ env.IMAGE }}';
  test.each<[string, string[]]>([
    [`docker push "${NONE}"`, ERROR],
    [`docker buildx build --push -t "${NONE}" .`, ERROR],
    [`docker push "${NONE}:1"`, ERROR],
    ['docker push ${{ secrets.GITHUB_IMAGE }}', ERROR],
    [`for image in ${NONE}; do docker push "$image"; done`, []],
    [`[ -n "${NONE}" ] && docker push "${NONE}"`, []],
    [`image="${NONE}"; docker push "\${image:-ghcr.io/octo/app}"`, []],
    [`docker push ghcr.io/octo/app; docker push "${NONE}"`, []],
    ['docker push "${{ vars.IMAGE }}"', []],
    ['docker push "$IMAGE"', ERROR],
    // What comes after it runs all the same.
    [`docker push "${NONE}" || true`, []],
  ])('%s', async (script, expected) => {
    expect(await found(`\n- run: ${JSON.stringify(script)}`)).toEqual(expected);
  });

  test('a login to another registry may be the one that is meant', async () => {
    const hub = '\n- uses: docker/login-action@v3\n  with: {username: a, password: "${{ secrets.HUB }}"}';
    expect(await found(`${hub}\n- run: docker push "${NONE}"`)).toEqual([]);
  });

  test('it says so in both languages', async () => {
    const files = { [MAIN]: workflow(`${login()}\n- run: docker push "${NONE}"`) };
    const english = await lintFiles(files);
    expect(english.report.findings[0]?.message).toContain(
      'Nothing stands where the name of the image belongs',
    );
    const chinese = await lintFiles(files, { language: 'zh-CN' });
    expect(chinese.report.findings[0]?.message).toContain('镜像名称的位置上什么也没有');
  });
});

describe('a tag made of what the step of the build does not give', () => {
  const build = pushed('ghcr.io/octo/app:1').replace('\n', '\n  id: build\n');
  test.each<[string, string[]]>([
    ['imageid', []],
    ['digset', ERROR],
    ['image_digest', ERROR],
  ])('%s', async (output, expected) => {
    const tag = `ghcr.io/octo/app:\${{ steps.build.outputs.${output} }}`;
    expect(await found(`\n${build}${pushed(tag)}`)).toEqual(expected);
  });
});

describe('a digest of an output that the build does not have', () => {
  const built = `\n- uses: docker/build-push-action@v6\n  id: build\n  with: {push: true, tags: ghcr.io/octo/app:1}`;
  test.each(['digset', 'image_digest', 'digests', 'image-digest'])('%s', async (name) => {
    const sign = `\n- run: cosign sign --yes --key k ghcr.io/octo/app@\${{ steps.build.outputs.${name} }}`;
    const { report } = await lintFiles({ [MAIN]: workflow(login() + built + sign) });
    const [only, ...others] = report.findings;
    expect(others).toEqual([]);
    expect(only?.id).toBe('invalid-image-reference');
    expect(only?.message).toContain(`sets no output ${name}`);
    expect(only?.fix.diff).toContain('+');
    expect(only?.fix.diff).toContain('@${{ steps.build.outputs.digest }}');
  });

  test('none where the output is there', async () => {
    const sign = `\n- run: cosign sign --yes --key k ghcr.io/octo/app@\${{ steps.build.outputs.digest }}`;
    expect(said(await lintFiles({ [MAIN]: workflow(login() + built + sign) }))).toEqual([]);
  });
});

describe('no tag, and an output that names what is pushed', () => {
  const READS = 'permissions: {contents: read}';
  const REFUSED = ['error job-lacks-packages-write'];
  const named = 'type=image,name=ghcr.io/octo/app,push-by-digest=true';
  const action = `name: build
inputs:
  tags: {description: names}
  outputs: {description: outputs}
  push: {description: switch, default: 'true'}
runs:
  using: composite
  steps:
    - uses: docker/build-push-action@v6
      with:
        push: \${{ inputs.push }}
        tags: \${{ inputs.tags }}
        outputs: \${{ inputs.outputs }}
`;
  const within = (inputs: string) => `\n- uses: ./build\n  with: {${inputs}}`;
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['an action of the repository hands on what nobody gives', within(`outputs: '${named}'`), [], REFUSED],
    ['its output pushes by itself', within(`outputs: '${named},push=true', push: 'false'`), [], REFUSED],
    ['neither is given', within(''), ERROR, ERROR],
    [
      'a switch beside the output',
      `\n- uses: docker/build-push-action@v6\n  with: {push: true, outputs: '${named}'}`,
      [],
      REFUSED,
    ],
    ['none', `\n- uses: docker/build-push-action@v6\n  with: {push: false, outputs: '${named}'}`, [], []],
    ['a command', `\n- run: docker buildx build --push -o ${named} .`, [], REFUSED],
    ['a command that only builds', `\n- run: docker buildx build -o ${named} .`, [], []],
  ])('%s', async (_, step, granted, reads) => {
    const at = async (keys?: string) =>
      ids({ 'build/action.yml': action, [MAIN]: workflow(login() + step, keys) });
    expect(await at()).toEqual(granted);
    expect(await at(READS)).toEqual(reads);
  });
});

describe('targets of bake files', () => {
  const INHERITS =
    'target "docker-metadata-action" {}\ngroup "default" { targets = ["app"] }\ntarget "app" {\n  inherits = ["docker-metadata-action"]\n}\n';
  const bake = (more = '') => `\n- uses: docker/bake-action@v6\n  with:\n    push: true\n${more}`;
  const files = (id: string) =>
    `    files: |\n      docker-bake.hcl\n      \${{ steps.${id}.outputs.bake-file }}\n`;
  const HUB = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}';
  const made = meta('type=sha').trimEnd();
  const judged = (steps: string, definition = INHERITS) =>
    ids({ [MAIN]: workflow(`- uses: actions/checkout@v4${steps}`), 'docker-bake.hcl': definition });

  test.each<[string, string]>([
    ['what docker/metadata-action makes is not handed on', login() + made + bake()],
    ['by the command', `${login()}\n- run: docker buildx bake --push`],
  ])('have no tag: %s', async (_, steps) => expect(await judged(steps)).toEqual(ERROR));

  test('have no tag beside one that is only checked', async () =>
    expect(
      await judged(
        `${login()}\n- run: docker buildx bake --push`,
        'group "default" { targets = ["app", "lint"] }\ntarget "app" {}\ntarget "lint" { call = "check" }\n',
      ),
    ).toEqual(ERROR));

  const open: [string, string, string?][] = [
    ['the names are handed on', login() + made + bake(files('meta'))],
    ['they may be handed on', login() + made + bake(files('other'))],
    ['a setting names them', login() + bake('    set: app.tags=ghcr.io/octo/app:1\n')],
    ['a setting may', login() + bake('    set: ${{ vars.SET }}\n')],
    ['nothing is pushed', `${login()}\n- run: docker buildx bake`],
    ['there is another output', login() + bake(), 'target "default" { output = ["type=cacheonly"] }\n'],
    [
      'another file is named',
      `${login()}\n- run: docker buildx bake --push\n  env: {BUILDX_BAKE_FILE: a.hcl}`,
    ],
    ['a step makes another file', `${login()}\n- run: curl -o docker-bake.override.hcl a.example${bake()}`],
    ['another target is built', login() + bake('    targets: ${{ vars.TARGET }}\n')],
    ['it may go to another registry', login() + HUB + bake()],
    [
      'the targets are only checked',
      `${login()}\n- run: docker buildx bake --push`,
      'target "base" { call = "check" }\ntarget "default" { inherits = ["base"] }\n',
    ],
    ['what makes the tags is not known', login() + bake(), 'target "default" { tags = names("a") }\n'],
  ];
  test.each(open.map(([name, steps, definition = INHERITS]) => [name, steps, definition] as const))(
    'may have one: %s',
    async (_, steps, definition) => {
      expect(await judged(steps, definition)).toEqual([]);
    },
  );

  const output = (value: string, tags = '') => `target "default" {\n  ${tags}\n  output = [${value}]\n}\n`;
  test.each<[string, string, string[]]>([
    ['a text', output('"type=image,name=ghcr.io/octo/App,push=true"'), ['error uppercase-image-name']],
    [
      'a map',
      output('{ type = "image", name = "ghcr.io/octo/App", push = "true" }'),
      ['error uppercase-image-name'],
    ],
    [
      'beside tags, which take its place',
      output('"type=image,name=ghcr.io/octo/App,push=true"', 'tags = ["ghcr.io/octo/app:1"]'),
      [],
    ],
    ['where it is not pushed', output('"type=image,name=ghcr.io/octo/App"'), []],
  ])('an output names the image: %s', async (_, definition, expected) => {
    expect(await judged(`${login()}\n- run: docker buildx bake`, definition)).toEqual(expected);
  });

  const beside = (worker: string, more = '') =>
    `group "default" { targets = ["web", "worker"] }\ntarget "web" { tags = ["ghcr.io/octo/web:1"] }\n` +
    `target "worker" {\n  dockerfile = "worker.Dockerfile"\n  ${worker}\n}\n${more}`;
  test.each<[string, string, string, string[]]>([
    ['one of two has none', login() + bake(), beside(''), ['error invalid-image-reference']],
    [
      'by the command',
      `${login()}\n- run: docker buildx bake --push`,
      beside(''),
      ['error invalid-image-reference'],
    ],
    ['among logins', login() + HUB + bake(), beside(''), ['error invalid-image-reference']],
    ['it has one', login() + bake(), beside('tags = ["ghcr.io/octo/worker:1"]'), []],
    ['its tags are not known', login() + bake(), beside('tags = names("a")'), []],
    [
      'it has them from another',
      login() + bake(),
      beside('inherits = ["all"]', 'target "all" { tags = ["ghcr.io/octo/all:1"] }'),
      [],
    ],
    ['its output is none of the registry', login() + bake(), beside('output = ["type=cacheonly"]'), []],
    [
      'it has them from another, with a remark behind',
      login() + bake(),
      beside(
        'inherits = ["all"] // none, for "some" have others',
        'target "all" { tags = ["ghcr.io/octo/all:1"] }',
      ),
      [],
    ],
    [
      'a remark behind what it lacks',
      login() + bake(),
      beside('args = { URL = "https://a.example" } # tags = ["a"]'),
      ['error invalid-image-reference'],
    ],
    ['it is only checked', login() + bake(), beside('call = "check"'), []],
    ['a setting may name it', login() + bake('    set: ${{ vars.SET }}\n'), beside(''), []],
    ['it is not built', login() + bake('    targets: web\n'), beside(''), []],
    [
      'nothing is pushed',
      login() + bake('    load: true\n').replace('push: true', 'push: false'),
      beside(''),
      [],
    ],
    ['the others go elsewhere', login() + bake(), beside('').replace('ghcr.io', 'quay.io'), []],
  ])('a target beside others: %s', async (_, steps, definition, expected) => {
    expect(await judged(steps, definition)).toEqual(expected);
  });

  test('it says which target', async () => {
    const all = {
      [MAIN]: workflow(`- uses: actions/checkout@v4${login()}${bake()}`),
      'docker-bake.hcl': beside(''),
    };
    expect((await lintFiles(all)).report.findings[0]?.message).toContain('the target worker');
    expect((await lintFiles(all, { language: 'zh-CN' })).report.findings[0]?.message).toContain(
      '目标 worker',
    );
  });

  test('it says so in both languages', async () => {
    const all = {
      [MAIN]: workflow(`- uses: actions/checkout@v4${login()}${bake()}`),
      'docker-bake.hcl': INHERITS,
    };
    const english = (await lintFiles(all)).report.findings[0];
    expect(english?.message).toContain('no target that it builds has a tag in the bake files');
    expect(english?.fix.summary).toContain('the output bake-file of docker/metadata-action');
    const chinese = (await lintFiles(all, { language: 'zh-CN' })).report.findings[0];
    expect(chinese?.message).toContain('它构建的目标都没有标签');
    expect(chinese?.fix.summary).toContain('bake-file');
  });
});
