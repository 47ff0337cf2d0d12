/** Pushes that were meant for ghcr.io and go elsewhere, and owners that nobody may push for. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, lintFiles, login, MAIN, said, workflow } from './repository.js';

const judged = async (steps: string, keys?: string, on?: string) =>
  said(await lintFiles({ [MAIN]: workflow(steps, keys, on) })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );

const INVALID = ['error invalid-image-reference'];
const run = (command: string, env?: string) => `\n- run: ${command}${env ? `\n  env: ${env}` : ''}`;
const script = (...lines: string[]) => run(['|', ...lines].join('\n    '));

describe('a variable that no shell reads', () => {
  const ENV =
    'permissions: {contents: read, packages: write}\nenv: {IMAGE: ghcr.io/octo/app, OTHER: quay.io/octo/app}';
  test.each<[string, string[]]>([
    ['$IMAGE:1', INVALID],
    ['${IMAGE}:1', INVALID],
    ['${IMAGE,,}', INVALID],
    ['$OTHER:1', []],
    ['$UNKNOWN:1', []],
    ['${{ env.IMAGE }}:1', []],
  ])('%s', async (tags, expected) => {
    expect(await judged(login() + build(tags), ENV)).toEqual(expected);
  });

  test('in a script it is read', async () => {
    expect(await judged(login() + run('docker push $IMAGE:1'), ENV)).toEqual([]);
  });

  test.each(['$IMAGE', '${IMAGE,,}', '${IMAGE@L}'])(
    '%s, which metadata-action lower-cases',
    async (images) => {
      const meta = `\n- {id: meta, uses: docker/metadata-action@v5, with: {images: '${images}', tags: latest}}`;
      expect(await judged(login() + meta + build('${{ steps.meta.outputs.tags }}'), ENV)).toEqual(INVALID);
    },
  );
});

test.each<[string, string[]]>([
  ['build', INVALID],
  ['podman', []],
])('nothing before the first slash, to push with %s', async (by, expected) => {
  const push =
    by === 'build'
      ? build('${{ env.REGISTRY }}/octo/app:1')
      : run('podman push app dir:${{ env.REGISTRY }}/tmp/app');
  expect(
    await judged(login() + push, "permissions: {contents: read, packages: write}\nenv: {REGISTRY: ''}"),
  ).toEqual(expected);
});

test.each<[string, string, string[]]>([
  [
    '- ',
    '|\n      - ghcr.io/octo/app:1\n      - ghcr.io/octo/app:${{ github.sha }}',
    ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:${{ github.sha }}'],
  ],
  ['* ', '|\n      * ghcr.io/octo/app:1', ['ghcr.io/octo/app:1']],
  ['-t ', '-t ghcr.io/octo/app:1', ['tags: ghcr.io/octo/app:1']],
])('%s in front of a tag, which an action takes as it is', async (_, tags, lines) => {
  const text = workflow(login() + build(tags));
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual(INVALID);
  const diff = report.findings[0]?.fix.diff ?? '';
  expect(diff.split('\n').flatMap((line) => /^\+\s+(.*)/.exec(line)?.[1] ?? [])).toEqual(lines);
});

test.each<[string, string[]]>([
  [
    'steps.tags.outputs.value',
    ['-tag: ${{ steps.tags.outputs.value }}', '+tags: ${{ steps.tags.outputs.value }}'],
  ],
  ['inputs.tags', ['-tag: ${{ inputs.tags }}', '+tags: ${{ inputs.tags }}']],
  [
    'steps.image.outputs.name',
    ['-tag: ${{ steps.image.outputs.name }}', '+tags: ${{ steps.image.outputs.name }}'],
  ],
  // It may be a version, and no name.
  ['steps.v.outputs.version', []],
  ['github.ref_name', []],
])('what %s is called tells whether it was meant for the tags', async (name, lines) => {
  const found = '\n- {id: tags, run: ./x}\n- {id: image, run: ./x}\n- {id: v, run: ./x}';
  const text = workflow(login() + found + build().replace(/tags: .*/, `tag: \${{ ${name} }}`));
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual(INVALID);
  const diff = (report.findings[0]?.fix.diff ?? '').split('\n');
  const changed = diff.filter((line) => /^[-+](?![-+]{2} )/.test(line));
  expect(changed.map((line) => line.charAt(0) + line.slice(1).trim())).toEqual(lines);
});

describe('the name of an output, in whose place the tags are', () => {
  const META =
    '\n- {id: meta, uses: docker/metadata-action@v5, with: {images: ghcr.io/octo/app, tags: type=sha}}';
  const named = (tags: string, type = 'type=image,push=true') =>
    `\n- uses: docker/build-push-action@v6\n  with: {context: ., tags: '${tags}', outputs: '${type},name=target'}`;
  test.each<[string, string[]]>([
    [named('ghcr.io/octo/app:1'), []],
    [META + named('${{ steps.meta.outputs.tags }}'), []],
    [named('${{ vars.TAGS }}'), []],
    [named('ghcr.io/octo/app:1', 'type=registry'), []],
    [run('docker buildx build -t ghcr.io/octo/app:1 -o type=image,name=target,push=true .'), []],
    [named(''), INVALID],
    [run('docker buildx build -o type=image,name=target,push=true .'), INVALID],
    [named('target'), INVALID],
    [named('gchr.io/octo/app:1'), INVALID],
  ])('%s', async (steps, expected) => {
    expect(await judged(login() + steps)).toEqual(expected);
  });
});

test('a tag without its name, beside the name that the step pushes', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + build('"ghcr.io/octo/app:1,latest"')) });
  expect(report.findings.map(({ fix }) => fix.summary)).toEqual([
    expect.stringContaining('ghcr.io/octo/app:latest'),
  ]);
});

describe('a variable behind the host that nothing fills in', () => {
  test.each<[string, string]>([
    ['in single quotes', run("docker push 'ghcr.io/$GITHUB_REPOSITORY:1'")],
    ['in an input', build('ghcr.io/octo/$NAME:1')],
  ])('%s', async (_, steps) => {
    const { report } = await lintFiles({ [MAIN]: workflow(login() + steps) });
    expect(report.findings.map(({ fix }) => fix.summary)).toEqual([
      expect.stringContaining('in a script write it in double quotes'),
    ]);
  });
});

describe('a misspelt host', () => {
  test.each<[string, string[]]>([
    ['gchr.io/octo/app:1', INVALID],
    ['ghrc.io/octo/app:1', INVALID],
    ['ghcr.com/octo/app:1', INVALID],
    ['gcr.io/octo/app:1', []],
    ['registry.gitlab.com/octo/app:1', []],
  ])('%s', async (tags, expected) => {
    expect(await judged(login() + build(tags))).toEqual(expected);
    expect(await judged(login() + run(`docker push ${tags}`))).toEqual(expected);
  });

  test('is found in a file that names no other', async () => {
    const there = login().replace('ghcr.io', 'gchr.io');
    expect(await judged(there + build('gchr.io/octo/app:1'))).toEqual(INVALID);
    expect(await judged(there.replace('gchr.io', 'gcr.io') + build('gcr.io/octo/app:1'))).toEqual([]);
  });
});

describe('an address of the site of GitHub, which is no registry', () => {
  test.each([
    ['github.com/octo/app:1', 'ghcr.io/octo/app:1'],
    ['https://github.com/octo/app', 'ghcr.io/octo/app'],
    ['www.github.com/octo/app:${{ github.sha }}', 'ghcr.io/octo/app:${{ github.sha }}'],
  ])('%s', async (given, meant) => {
    const labels = 'labels: org.opencontainers.image.source=https://github.com/octo/app';
    const { report, repairs } = await lintFiles({
      [MAIN]: workflow(login() + build(`${given}\n    ${labels}`)),
    });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-image-reference']);
    expect(report.findings[0]?.message).toContain('which is no registry');
    const changed = report.findings[0]?.fix.diff?.match(/^[-+](?![-+]).*$/gm);
    expect(changed?.map((line) => line.slice(1).trim())).toEqual([`tags: ${given}`, `tags: ${meant}`]);
    expect(repairs[0]?.safe).toBe(true);
  });

  test('the page of a package', async () => {
    const page = 'https://github.com/octo/app/pkgs/container/app';
    const { report } = await lintFiles({ [MAIN]: workflow(login() + build(page)) });
    expect(report.findings[0]?.fix).toMatchObject({ summary: 'Write ghcr.io/octo/app.', diff: null });
  });

  test('in a script', async () => {
    expect(await judged(login() + run('docker push github.com/octo/app'))).toEqual(INVALID);
  });

  test('is another client’s to read', async () => {
    expect(await judged(login() + run('git push https://github.com/octo/app'))).toEqual([]);
  });

  test('has no likeness to a tag', async () => {
    const steps = login() + build('ghcr.io/octo/app:https://github.com/octo/app');
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings[0]?.fix.summary).not.toContain('https-github');
  });
});

describe('a login to a misspelt host, which nobody can have meant', () => {
  const THERE = login().replace('ghcr.io', 'gchr.io');
  const open = (steps: string) => steps.replace('- uses', "- if: vars.PUBLISH != ''\n  uses");
  const WARNED = ['warning invalid-image-reference'];
  test.each<[string, string, string[]]>([
    ['the push tells of it', THERE + build('ghcr.io/octo/app:1'), ['error no-registry-login']],
    ['a push of which nothing is known', THERE + build('${{ vars.IMAGE }}'), INVALID],
    [
      'a push that another login serves',
      `${THERE}${run('docker push ghcr.io/octo/app')}`.replace('\n- run', `\n${login()}\n- run`),
      INVALID,
    ],
    [
      'a program that may log in beside it',
      THERE + run('./release.sh') + build('ghcr.io/octo/app:1'),
      ['error no-registry-login'],
    ],
    ['a step that a setting decides about', open(THERE) + build('${{ vars.IMAGE }}'), WARNED],
    [
      'a step that may fail, before a right login',
      `${THERE}\n  continue-on-error: true\n${login()}${build('ghcr.io/octo/app:1')}`,
      WARNED,
    ],
    [
      'a command whose failure is passed over, behind a right login',
      `${login()}${run('docker login gchr.io -u x -p ${{ github.token }} || true')}${build('ghcr.io/octo/app:1')}`,
      WARNED,
    ],
    [
      'a step that may fail, and no other login',
      `${THERE}\n  continue-on-error: true${build('ghcr.io/octo/app:1')}`,
      ['error no-registry-login'],
    ],
    [
      'one that may not, between others that may',
      `${login()}\n  continue-on-error: true\n${THERE}${build('ghcr.io/octo/app:1')}`,
      INVALID,
    ],
    ['a host of somebody', open(THERE).replace('gchr.io', 'gcr.io') + build('${{ vars.IMAGE }}'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await judged(steps)).toEqual(expected);
  });
});

test('a misspelt host is told in each job', async () => {
  const job = (steps: string) => `runs-on: ubuntu-latest\n    steps:${steps.replaceAll('\n', '\n    ')}`;
  const there = login().replace('ghcr.io', 'gchr.io');
  const text = `on: push\njobs:\n  one:\n    ${job(there)}\n  two:\n    ${job(there)}\n  three:\n    ${job(run('echo ghcr.io'))}\n`;
  expect(said(await lintFiles({ [MAIN]: text })).length).toBe(2);
});

describe('a login without a token in a step that a setting decides about', () => {
  const guarded = (password: string) =>
    login(password).replace('- uses', "- if: vars.PUBLISH != ''\n  uses") + build('${{ vars.IMAGE }}');
  test.each<[string, string[]]>([
    ['github.tokn', ['warning token-missing']],
    ['secrets.GITHUB-TOKEN', ['warning token-missing']],
    ['github.token', []],
    ['secrets.TOKEN', []],
  ])('%s', async (password, expected) => {
    expect(await judged(guarded(password))).toEqual(expected);
  });

  test('says that it may not run', async () => {
    const { report } = await lintFiles({ [MAIN]: workflow(guarded('github.tokn')) });
    expect(report.findings[0]?.message).toContain('No file says whether this runs');
  });
});

describe('a name of which every part is empty', () => {
  test.each<[string, string[]]>([
    ['${{ env.HOST }}/${{ env.NAME }}:1', INVALID],
    ['${{ env.HOST }}/${{ env.OWNER }}/app:1', INVALID],
    ['${{ env.HOST }}/${{ vars.NAME }}:1', INVALID],
    ['${{ vars.HOST }}/${{ env.NAME }}:1', []],
  ])('%s', async (tags, expected) => {
    expect(await judged(login() + build(tags))).toEqual(expected);
  });
});

describe('what stands where a slash, or nothing, belongs', () => {
  test.each<[string, string, string[]]>([
    ['a colon', 'docker push ghcr.io:octo/app:1', INVALID],
    [
      'a port',
      'docker login ghcr.io:443 -u x -p ${{ github.token }}; docker push ghcr.io:443/octo/app:1',
      [],
    ],
    ['a transport, for docker', 'docker push docker://ghcr.io/octo/app:1', INVALID],
    ['a transport, with what is not known', 'docker push "docker://ghcr.io/octo/$NAME:$TAG"', INVALID],
    ['a transport, for podman', 'podman push app docker://ghcr.io/octo/app:1', []],
    ['a transport, for skopeo', 'skopeo copy oci:app docker://ghcr.io/octo/app:1', []],
    ['another registry', 'docker push quay.io:octo/app:1', []],
  ])('%s', async (_, script, expected) => {
    expect(await judged(login() + run(script))).toEqual(expected);
  });

  test('it is put right', async () => {
    const text = workflow(login() + build('ghcr.io:octo/app:1'));
    const { repairs } = await lintFiles({ [MAIN]: text });
    const mended = applyEdits(text, repairs[0]?.edits ?? []);
    expect(mended).toBe(text.replace('ghcr.io:octo', 'ghcr.io/octo'));
    expect(said(await lintFiles({ [MAIN]: mended }))).toEqual([]);
  });
});

describe('a name without a host after a login to ghcr.io', () => {
  const HUB = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: x}';
  test.each<[string, string, string[]]>([
    ['docker push', login() + run('docker push octo/app:1'), INVALID],
    ['without an owner', login() + run('docker push app:1'), INVALID],
    ['without an owner, with a tag of the run', login() + run('docker push app:$TAG'), INVALID],
    ['a host of its own with a port of the run', login() + run('docker push registry:$PORT/app'), []],
    ['an action', login() + build('octo/app:1'), INVALID],
    ['both registries', login() + HUB + build('octo/app:1'), []],
    ['both names', login() + build('octo/app:1,ghcr.io/octo/app:1'), []],
    ['a script that may log in', login() + run('./login.sh') + run('docker push octo/app:1'), []],
    [
      'an unread action behind it',
      `${login() + run('docker push octo/app:1')}\n- uses: some/action@v1`,
      INVALID,
    ],
    [
      'a condition of the run',
      `${login()}\n- if: github.actor != 'octobot'\n  run: docker push octo/app:1`,
      INVALID,
    ],
    ['no login at all', run('docker push octo/app:1'), []],
    ['podman', login() + run('podman push octo/app:1'), INVALID],
    ['crane', login() + run('crane push app.tar octo/app:1'), INVALID],
    ['regctl', login() + run('regctl image copy ocidir://app octo/app:1'), INVALID],
    ['skopeo', login() + run('skopeo copy oci:app docker://octo/app:1'), INVALID],
    ['an address of this machine', login() + run('podman push app oci-archive:app.tar'), []],
    ['a credential of its own', login() + run('podman push --creds x:y octo/app:1'), []],
    [
      'a file that may send it elsewhere',
      login() + run('sudo cp registries.conf /etc/containers; podman push octo/app:1'),
      [],
    ],
    ['a host of its own', login() + run('docker push localhost:5000/app:1'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await judged(steps)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['ubuntu-latest', INVALID],
    ['self-hosted', []],
    ['[self-hosted, linux]', []],
    ['{group: large}', []],
    ["${{ vars.RUNNER || 'ubuntu-latest' }}", []],
  ])('a machine that may have a login of its own: %s', async (machine, expected) => {
    for (const push of [run('docker push octo/app:1'), build('octo/app:1')]) {
      const text = workflow(login() + push).replace('ubuntu-latest', machine);
      expect(said(await lintFiles({ [MAIN]: text })).map((line) => line.replace(/ \S+ \S+$/, ''))).toEqual(
        expected,
      );
    }
  });
});

describe('an owner for whom nobody here may push', () => {
  const PAT = (user: string) => login('secrets.CR_PAT').replace('${{ github.actor }}', user);
  const WARNED = ['warning owner-mismatch'];
  test.each<[string, string, string[]]>([
    ['whoever pushes', login() + build('ghcr.io/${{ github.actor }}/app:1'), WARNED],
    ['whoever pushes, in a script', login() + run('docker push ghcr.io/$GITHUB_ACTOR/app:1'), WARNED],
    [
      'whoever pushes, with a token of their own',
      PAT('${{ github.actor }}') + build('ghcr.io/${{ github.actor }}/app'),
      [],
    ],
    ["the repository's owner logs in for another", PAT('octo') + build('ghcr.io/acme/app'), WARNED],
    ['a name with other dashes', PAT('octo-bot') + build('ghcr.io/oc-to/app'), WARNED],
    ['a third account', PAT('octo-bot') + build('ghcr.io/acme/app'), []],
    ['its own account', PAT('acme') + build('ghcr.io/acme/app'), []],
    ['an unknown account', PAT('${{ secrets.USER }}') + build('ghcr.io/acme/app'), []],
    ['a placeholder', PAT('${{ vars.USER }}') + build('ghcr.io/your-username/app'), WARNED],
    ['a placeholder with the job token', login() + build('ghcr.io/your-org/app'), ['error owner-mismatch']],
  ])('%s', async (_, steps, expected) => {
    expect(await judged(steps)).toEqual(expected);
  });

  test('an error about the token is said before it', async () => {
    const steps = login() + build('ghcr.io/${{ github.actor }}/app:1');
    expect(await judged(steps, 'permissions: {contents: read}')).toEqual(['error job-lacks-packages-write']);
  });
});

describe('a component that is empty', () => {
  test.each<[string, string[]]>([
    [build('ghcr.io//app:1'), INVALID],
    [run('docker push ghcr.io//app:1'), INVALID],
    [run('podman push ghcr.io/octo//app:1'), INVALID],
    [build('ghcr.io/${{ secrets.GITHUB_USER }}/app:1'), INVALID],
    [run('docker push ghcr.io/${{ secrets.GITHUB_OWNER }}/app:1'), INVALID],
    [build('ghcr.io/${{ vars.OWNER }}/app:1'), []],
    [build('ghcr.io/${{ github.event.pull_request.head.repo.owner.login }}/app:1'), []],
    // A text that says itself that nothing stands there, behind the owner.
    [run('docker push ghcr.io/octo/$PREFIX/app:1', "{PREFIX: ''}"), INVALID],
    [run('docker push ghcr.io/octo/$PREFIX/app:${{ github.sha }}', "{PREFIX: ''}"), INVALID],
    [run('docker push ghcr.io/octo/app/$SUFFIX:1', "{SUFFIX: ''}"), INVALID],
    [build('ghcr.io/octo/${{ github.event.client_payload.name }}/app:1'), INVALID],
    [script('PREFIX=', 'docker push ghcr.io/octo/$PREFIX/app:1'), INVALID],
    [script('PREFIX=', 'eval "$(./set)"', 'docker push ghcr.io/octo/$PREFIX/app:1'), []],
    [script('PREFIX=', 'export $(cat made.env)', 'docker push ghcr.io/octo/$PREFIX/app:1'), []],
    [run('docker push ghcr.io/octo/${PREFIX:+$PREFIX/}app:1', "{PREFIX: ''}"), []],
    [run('docker push ghcr.io/octo/$PREFIX/app:1', '{PREFIX: "${{ vars.PREFIX }}"}'), []],
  ])('%s', async (steps, expected) => {
    expect(await judged(login() + steps)).toEqual(expected);
  });
});

describe('tags that a ref makes', () => {
  const meta = (tags: string) => `
- id: meta
  uses: docker/metadata-action@v5
  with:
    images: ghcr.io/octo/app
    tags: ${tags}`;
  const TAGS = build('${{ steps.meta.outputs.tags }}');
  const BUILT_ONLY = TAGS.replace('push: true', "push: ${{ github.event_name != 'pull_request' }}");
  test.each<[string, string, string, string[]]>([
    ['a sha behind no branch', 'pull_request', meta('type=sha,prefix={{branch}}-') + TAGS, INVALID],
    ['a sha behind a branch', 'push', meta('type=sha,prefix={{branch}}-') + TAGS, []],
    [
      'only built in a pull request: the build stops, too',
      '[push, pull_request]',
      meta('type=sha,prefix={{branch}}-') + BUILT_ONLY,
      INVALID,
    ],
    [
      'made on branches alone, and built in a pull request',
      '[push, pull_request]',
      meta("type=sha,prefix={{branch}}-,enable=${{ startsWith(github.ref, 'refs/heads/') }}") + BUILT_ONLY,
      [],
    ],
    [
      'a sha behind no branch, of a tag',
      '{push: {tags: ["v*"]}}',
      meta('type=sha,prefix={{branch}}-') + TAGS,
      INVALID,
    ],
    ['a sha behind a tag', '{push: {tags: ["v*"]}}', meta('type=sha,prefix={{tag}}-') + TAGS, []],
    ['a sha behind no tag', '{push: {branches: [main]}}', meta('type=sha,prefix={{tag}}-') + TAGS, INVALID],
    [
      'a text behind no base',
      '{push: {branches: [main]}}',
      meta('type=raw,value={{base_ref}}-x') + TAGS,
      INVALID,
    ],
    ['a text before no base', '{push: {branches: [main]}}', meta('type=raw,value=x-{{base_ref}}') + TAGS, []],
    ['a release, by hand', 'workflow_dispatch', meta('type=sha,prefix={{branch}}-') + TAGS, []],
    [
      'not for a pull request',
      'pull_request',
      meta("type=sha,prefix={{branch}}-,enable=${{ github.event_name == 'push' }}") + TAGS,
      [],
    ],
    [
      'a branch with a slash',
      '{push: {branches: ["release/**"]}}',
      build('ghcr.io/octo/app:${{ github.ref_name }}'),
      INVALID,
    ],
    [
      'the number of a pull request',
      'pull_request',
      build('ghcr.io/octo/app:${{ github.ref_name }}'),
      INVALID,
    ],
    ['a branch', '{push: {branches: [main]}}', build('ghcr.io/octo/app:${{ github.ref_name }}'), []],
  ])('%s', async (_, on, steps, expected) => {
    const found = await judged(login() + steps, undefined, on);
    expect(found.filter((line) => !line.includes('read-only-run'))).toEqual(expected);
  });

  test('are marked where metadata-action is told them', async () => {
    const steps = login() + meta('type=sha,prefix={{branch}}-') + TAGS;
    const { report } = await lintFiles({ [MAIN]: workflow(steps, undefined, 'pull_request') });
    const finding = report.findings.find(({ id }) => id === 'invalid-image-reference');
    expect(finding?.location?.line).toBe(17);
  });
});

describe('a finding that nobody wants to hear', () => {
  const steps = login() + build('ghcr.io/octo/App:1');
  const read = 'permissions: {contents: read}';
  const said = 'uppercase-image-name';

  test('hides none of those behind it', async () => {
    const files = { [MAIN]: workflow(steps, read) };
    const { report } = await lintFiles(files, { ignore: [said] });
    expect(report.findings.map(({ id }) => id)).toEqual(['job-lacks-packages-write']);
    expect(report.ignored).toBe(1);
  });

  test('by a comment on its line', async () => {
    const text = workflow(steps, read).replace('App:1', `App:1 # ghcr-preflight: ignore[${said}] ours`);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['job-lacks-packages-write']);
    expect(report.ignored).toBe(1);
  });
});

describe('what waits behind a finding', () => {
  test.each<[string, string]>([
    [login() + build('ghcr.io/octo/App:1'), 'job-lacks-packages-write'],
    [build('ghcr.io/octo/app:1'), 'job-lacks-packages-write'],
    [build('ghcr.io/octo/App:1'), 'no-registry-login'],
  ])('%s', async (steps, next) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps, 'permissions: {contents: read}') });
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.message).toContain(`the next refusal waits: `);
    expect(report.findings[0]?.message).toContain(`(${next}, ${MAIN}:`);
  });
});

describe('a login to a misspelt host', () => {
  const MISSPELT = login().replace('ghcr.io', 'ghrc.io');
  test.each<[string, string, string[]]>([
    [
      'of which no push is seen',
      `${MISSPELT}\n- run: npm run publish-image`,
      ['error invalid-image-reference'],
    ],
    ['beside a push to the registry', MISSPELT + build(), ['error no-registry-login']],
    [
      'beside a push to the same host',
      MISSPELT + build('ghrc.io/octo/app:1'),
      ['error invalid-image-reference'],
    ],
    [
      'beside a push that only some runs make',
      `${MISSPELT}${build().replace('push: true', "push: ${{ github.ref == 'refs/heads/main' }}")}`,
      ['error no-registry-login'],
    ],
    ['that is never made', `${MISSPELT}\n  if: false\n- run: npm run publish-image`, []],
    ['that is none', `${login().replace('ghcr.io', 'gcr.io')}\n- run: npm run publish-image`, []],
  ])('%s', async (_, steps, expected) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual(expected);
  });

  test('is mended', async () => {
    const result = await lintFiles({ [MAIN]: workflow(`${MISSPELT}\n- run: npm run publish-image`) });
    expect(result.report.findings[0]?.fix.diff).toContain('registry: ghcr.io');
  });
});

describe('the host, and no image', () => {
  const HUB = `- uses: docker/login-action@v4\n  with: {username: x, password: '\${{ secrets.HUB }}'}\n`;
  const told = async (steps: string) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) }, { repository: 'Octo/App' });
    return report.findings.map(({ id, message, fix }) => [id, message, fix?.summary, fix?.diff]);
  };

  test.each([
    ['a tag', build('ghcr.io:latest'), 'ghcr.io:latest', ':latest'],
    ['what is filled in', build('ghcr.io:${{ github.sha }}'), 'ghcr.io:…', ':…'],
    ['nothing', build('ghcr.io'), 'ghcr.io', ''],
    ['a misspelt one', build('ghrc.io:1'), 'ghrc.io:1', ':1'],
    ['in a script', '\n- run: docker push GHCR.io:1\n', 'GHCR.io:1', ':1'],
    ['beside a login to Docker Hub', `\n${HUB}${build('ghcr.io:1')}`, 'ghcr.io:1', ':1'],
  ])('with %s behind it', async (_, steps, given, behind) => {
    expect(await told(login() + steps)).toEqual([
      [
        'invalid-image-reference',
        `${given} is not a valid image reference: it names the registry, and no image.`,
        `Write ghcr.io/octo/app${behind}.`,
        null,
      ],
    ]);
  });
});

test('a reference of any length is shown as far as anybody reads it', async () => {
  const long = `ghcr.io/octo/A${'b'.repeat(100_000)}`;
  const { report } = await lintFiles({ [MAIN]: workflow(login() + build(long)) });
  const [finding] = report.findings;
  expect(finding?.message).toContain(`${long.slice(0, 300)}… `);
  expect(finding?.message.length).toBeLessThan(600);
  expect(finding?.fix?.summary.length).toBeLessThan(600);
  expect(finding?.image?.length ?? 0).toBeLessThan(600);
});

describe('a push that is given nothing', () => {
  const ENV = 'permissions: {contents: read, packages: write}';
  const ONLY_PUSHES = `${ENV}\nenv: {IMAGE: '', PR: '\${{ github.event.pull_request.head.ref }}'}`;

  test.each<[string, string, string[]]>([
    ['between quotes', `'docker push ""'`, INVALID],
    ['no word at all', 'podman push', INVALID],
    ['a variable that an env leaves empty', 'docker push "$IMAGE"', INVALID],
    ['one that the script leaves empty', '|\n    NAME=\n    docker push "$NAME"', INVALID],
    ['the place of a copy', 'skopeo copy docker://alpine docker://', INVALID],
    ['what may be filled in', '|\n    if ./is-new; then IMAGE=octo/app; fi\n    docker push "$IMAGE"', []],
    ['what a file fills in', '|\n    . ./names.sh\n    docker push "$IMAGE"', []],
    ['nothing, and it may fail', `'docker push "" || true'`, []],
    [
      'nothing, beside an image that it pushes',
      `|\n    docker push ghcr.io/octo/app\n    docker push ""`,
      [],
    ],
  ])('%s', async (_, script, expected) => {
    expect(await judged(login() + run(script), ONLY_PUSHES)).toEqual(expected);
  });

  test('in runs of one event alone is no finding', async () => {
    const on = '[push, pull_request_target]';
    expect(await judged(login() + run('docker push "$PR"'), ONLY_PUSHES, on)).toEqual([]);
  });

  test('in a job that logs in to another registry, too, is no finding', async () => {
    const hub = '\n- uses: docker/login-action@v3\n  with: {username: octo, password: "${{ secrets.HUB }}"}';
    expect(await judged(login() + hub + run(`'docker push ""'`), ENV)).toEqual([]);
  });
});

describe('tags that docker/metadata-action makes without the name of an image', () => {
  const meta = (inputs: string) => `\n- id: meta\n  uses: docker/metadata-action@v5\n  with: {${inputs}}`;
  const MADE = build('${{ steps.meta.outputs.tags }}');
  const HUB = '\n- {uses: docker/login-action@v4, with: {username: o, password: "${{ secrets.HUB }}"}}';
  test.each<[string, string, string[]]>([
    ['image', meta('image: ghcr.io/octo/app'), INVALID],
    ['image-name', meta('image-name: "${{ env.IMAGE }}"'), INVALID],
    ['imgaes', meta('imgaes: ghcr.io/octo/app, tags: latest'), INVALID],
    ['repository', meta('repository: octo/app'), INVALID],
    ['none at all', meta('tags: type=sha'), INVALID],
    ['an empty one', meta('images: ""'), INVALID],
    ['the right one', meta('images: ghcr.io/octo/app'), []],
    ['one that nobody knows', meta('images: "${{ vars.IMAGES }}"'), []],
    ['a login to Docker Hub', HUB + meta('tags: type=sha'), []],
    ['a push to the registry beside it', meta('tags: type=sha') + build(), []],
  ])('%s', async (_, made, expected) => {
    expect(await judged(login() + made + MADE)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['image: ghcr.io/octo/app', ['-image: ghcr.io/octo/app', '+images: ghcr.io/octo/app']],
    ['image-name: "${{ env.IMAGE }}"', ['-image-name: "${{ env.IMAGE }}"', '+images: "${{ env.IMAGE }}"']],
    ['name: octo/app', ['-name: octo/app', '+images: ghcr.io/octo/app']],
    [
      'repository: "${{ github.repository }}"',
      ['-repository: "${{ github.repository }}"', '+images: "ghcr.io/${{ github.repository }}"'],
    ],
    [
      'image: ${{ github.repository_owner }}/app',
      ['-image: ${{ github.repository_owner }}/app', '+images: ghcr.io/${{ github.repository_owner }}/app'],
    ],
    // One of them is a part of what was meant.
    ['image: ghcr.io/octo/app\n    name: octo/app', []],
    ['name: app', []],
  ])('%s is renamed', async (inputs, lines) => {
    const made = `\n- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    ${inputs}`;
    const { report } = await lintFiles({ [MAIN]: workflow(login() + made + MADE) });
    const changed = (report.findings[0]?.fix.diff ?? '').split('\n').filter((each) => /^[-+] /.test(each));
    expect(changed.map((each) => (each[0] ?? '') + each.slice(1).trim())).toEqual(lines);
  });
});

test('tags in an input that there is not are told by the name of that input', async () => {
  const pushed = build().replace('tags:', 'image:');
  const { report } = await lintFiles({ [MAIN]: workflow(login() + pushed) });
  expect(report.findings.map(({ fix }) => fix.summary)).toEqual([
    'The action has no input image: the list of whole references, OWNER/NAME:TAG, is called tags.',
  ]);
});
