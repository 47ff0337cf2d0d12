/** Which runs there can be, and what each of them may. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, ids, jobWith, lintFiles, login, MAIN, said, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const WRITE = 'permissions: {contents: read, packages: write}';

const judged = async (on: string, keys: string, push = 'true', options = {}) =>
  said(
    await lintFiles(
      { [MAIN]: workflow(login() + build().replace('push: true', `push: ${push}`), keys, on) },
      options,
    ),
  ).map((line) => line.split(' ').slice(0, 2).join(' '));

test('what refuses every run tells of the forks, and what a setting decides does not', async () => {
  const files = (tags: string, keys: string) => ({
    [MAIN]: workflow(login() + build(tags), keys, '[push, pull_request]'),
  });
  const found = async (tags: string, keys: string) =>
    (await lintFiles(files(tags, keys))).report.findings.map(({ severity, id }) => `${severity} ${id}`);
  const other = 'warning read-only-run';
  expect(await found('ghcr.io/octo/app:1', READ)).toEqual(['error job-lacks-packages-write']);
  // Up to a setting: where that gives the right, the forks are left.
  expect((await found('ghcr.io/octo/app:1', '')).sort()).toEqual([
    'warning default-token-permissions',
    other,
  ]);
});

describe('a pull request from a fork has a token that only reads', () => {
  test.each<[string, string, string[]]>([
    ['without a guard', 'true', ['warning read-only-run']],
    ['by event', "${{ github.event_name != 'pull_request' }}", []],
    ['by repository', '${{ github.event.pull_request.head.repo.full_name == github.repository }}', []],
    ['by the flag of the fork', '${{ !github.event.pull_request.head.repo.fork }}', []],
    [
      'by a label, which somebody of ours set',
      "${{ contains(github.event.pull_request.labels.*.name, 'x') }}",
      [],
    ],
    ['by the flag of the base', '${{ !github.event.repository.fork }}', ['warning read-only-run']],
    ['by the owner of the base', "${{ github.repository_owner == 'octo' }}", ['warning read-only-run']],
    ['by an actor that is not everybody', "${{ github.actor == 'octo' }}", []],
    [
      'by what every pull request has, the wrong way round',
      "${{ github.base_ref != '' }}",
      ['warning read-only-run'],
    ],
    ['by its number, the wrong way round', '${{ !!github.event.number }}', ['warning read-only-run']],
    [
      'by its commit, the wrong way round',
      "${{ github.event.pull_request.head.sha != '' }}",
      ['warning read-only-run'],
    ],
    ['by the branch that it goes to', "${{ github.base_ref == '' }}", []],
    ['by a branch that it may go to', "${{ github.base_ref == 'main' }}", ['warning read-only-run']],
    [
      'by the beginning of such a branch',
      "${{ startsWith(github.event.pull_request.base.ref, 'release/') }}",
      ['warning read-only-run'],
    ],
    [
      'by such a branch and its repository',
      "${{ github.base_ref == 'main' && github.event.pull_request.head.repo.full_name == github.repository }}",
      [],
    ],
    [
      'by such a branch and a variable',
      "${{ startsWith(github.base_ref, 'release/') && vars.PUBLISH == 'true' }}",
      [],
    ],
    ['against Dependabot alone', "${{ github.actor != 'dependabot[bot]' }}", ['warning read-only-run']],
  ])('%s', async (_, push, expected) => {
    expect(await judged('[push, pull_request]', WRITE, push)).toEqual(expected);
  });

  const MERGED = '${{ github.event.pull_request.merged == true }}';

  test.each<[string, string, string, string[]]>([
    ['that was merged', '{pull_request: {types: [closed]}}', MERGED, ['warning read-only-run']],
    [
      'that was merged, or goes on',
      '{pull_request: {types: [opened, closed]}}',
      MERGED,
      ['warning read-only-run'],
    ],
    [
      'that was closed',
      '{pull_request: {types: closed}}',
      "${{ github.event.action == 'closed' }}",
      ['warning read-only-run'],
    ],
    ['that can be merged later', 'pull_request', MERGED, []],
    [
      'that was not merged',
      '{pull_request: {types: [closed]}}',
      '${{ !github.event.pull_request.merged }}',
      [],
    ],
    [
      'that was merged, but no fork',
      '{pull_request: {types: [closed]}}',
      '${{ github.event.pull_request.merged && github.event.pull_request.head.repo.full_name == github.repository }}',
      [],
    ],
  ])('%s', async (_, on, push, expected) => {
    expect(await judged(on, WRITE, push)).toEqual(expected);
  });

  test('and pull_request_target has not', async () => {
    expect(await judged('pull_request_target', WRITE)).toEqual([]);
  });

  test('an error of the job says enough', async () => {
    expect(await judged('[push, pull_request]', READ)).toEqual(['error job-lacks-packages-write']);
  });
});

describe('a condition that says nothing of who opens a pull request leaves no fork out', () => {
  const built = build().replace('- uses', '- if: CONDITION\n  uses');
  const under = (condition: string) =>
    ids({
      [MAIN]: workflow(
        login() + built.replace('CONDITION', `"${condition}"`),
        'permissions: {packages: write}',
        'pull_request',
      ),
    });

  test.each([
    'github.event.pull_request.draft == false',
    '!github.event.pull_request.draft',
    "github.base_ref == 'main'",
    "github.event.pull_request.base.ref == 'main' && !github.event.pull_request.draft",
    "github.event.action != 'edited'",
  ])('%s', async (condition) => expect(await under(condition)).toEqual(['warning read-only-run']));

  test.each([
    "github.base_ref == 'main' && github.event.pull_request.head.repo.full_name == github.repository",
    "!github.event.pull_request.draft && github.actor == 'octo'",
    "!github.event.pull_request.draft && github.event.pull_request.author_association == 'OWNER'",
    "contains(github.event.pull_request.labels.*.name, 'publish') && github.base_ref == 'main'",
    "contains(github.event.pull_request.title, '[image]')",
    "vars.PUBLISH == 'true' && github.base_ref == 'main'",
    "github.event.pull_request.draft && github.head_ref == 'release'",
  ])('but not %s', async (condition) => expect(await under(condition)).toEqual([]));
});

describe('a review of a pull request from a fork', () => {
  const APPROVED = "github.event.review.state == 'approved'";
  const under = (push: string, condition = APPROVED) =>
    lintFiles({
      [MAIN]: workflow(
        login() + build().replace('push: true', `push: ${push}`),
        `if: ${condition}\n${WRITE}`,
        'pull_request_review',
      ),
    });

  test('has a token that only reads, however it ended', async () => {
    const { report, repairs } = await under('true');
    expect(report.findings.map(({ id }) => id)).toEqual(['read-only-run']);
    expect(repairs[0]?.edits[0]?.text).toBe(
      '${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}',
    );
  });

  test.each([
    ['the guard itself', '${{ !github.event.pull_request.head.repo.fork }}', APPROVED],
    ['who wrote it', 'true', "github.event.review.user.login == 'octo'"],
  ])('but not under %s', async (_, push, condition) => {
    expect((await under(push, condition)).report.findings).toEqual([]);
  });

  test('is left out by what is written for it', async () => {
    const guard =
      '${{ !github.event.pull_request || github.event.pull_request.head.repo.full_name == github.repository }}';
    expect((await under(guard)).report.findings).toEqual([]);
  });
});

describe('the branches that a filter lets through are those that a condition is held against', () => {
  test.each<[string, string, string[]]>([
    ['[main, develop]', "github.base_ref == 'main'", ['warning read-only-run']],
    ['[main, develop]', "github.base_ref == 'release'", []],
    ['[main, develop]', "startsWith(github.base_ref, 'release/')", []],
    ['main', "github.base_ref != 'main'", []],
    ["['release/**']", "github.event.pull_request.base.ref == 'main'", []],
    ["['release/**']", "github.event.pull_request.base.ref == 'release/1'", ['warning read-only-run']],
  ])('branches: %s, if: %s', async (branches, condition, expected) => {
    const steps = login() + build().replace('- uses', `- if: "${condition}"\n  uses`);
    const on = `{pull_request: {branches: ${branches}}}`;
    expect(await ids({ [MAIN]: workflow(steps, WRITE, on) })).toEqual(expected);
  });
});

describe('a branch that a filter keeps out meets no condition, and others do', () => {
  const REFUSED = ['error job-lacks-packages-write'];

  test.each<[string, string, string[]]>([
    ['push: {branches-ignore: [main]}', "github.ref == 'refs/heads/main'", []],
    ['push: {branches-ignore: [main]}', "github.ref_name == 'main'", []],
    ['push: {branches-ignore: [main]}', "github.ref != 'refs/heads/main'", REFUSED],
    ['push: {branches-ignore: [main]}', "contains('refs/heads/main refs/heads/dev', github.ref)", REFUSED],
    ["push: {branches: ['**', '!main']}", "github.ref == 'refs/heads/main'", []],
    ["push: {branches: ['**', '!main']}", "contains(github.ref, 'feature/')", REFUSED],
    ["push: {branches: ['**', '!main', main]}", "github.ref == 'refs/heads/main'", REFUSED],
    ["push: {branches: ['release/**', '!release/1']}", "github.ref == 'refs/heads/release/1'", []],
    ["push: {branches: ['release/**', '!release/1']}", "github.ref == 'refs/heads/release/2'", REFUSED],
    ['pull_request: {branches-ignore: [main]}', "github.base_ref == 'main'", []],
    ['pull_request: {branches-ignore: [main]}', "github.base_ref != 'main'", REFUSED],
  ])('%s, if: %s', async (on, condition, expected) => {
    const steps = login() + build().replace('- uses', `- if: "${condition}"\n  uses`);
    const found = await ids({ [MAIN]: workflow(steps, READ, `{${on}}`) });
    expect(found.filter((each) => each.startsWith('error'))).toEqual(expected);
  });
});

describe('a tag that a filter keeps out meets no condition, and others do', () => {
  const REFUSED = ['error job-lacks-packages-write'];

  test.each<[string, string, string[]]>([
    ["push: {tags: ['v*', '!v0*']}", "github.ref == 'refs/tags/v0.1'", []],
    ["push: {tags: ['v*', '!v0*']}", "github.ref != 'refs/tags/v0.1'", REFUSED],
    ["push: {tags: ['v*', '!v0*']}", "github.ref == 'refs/tags/v1.1'", REFUSED],
    ["push: {tags: ['v*', '!v0*']}", "startsWith(github.ref, 'refs/tags/v0')", []],
    ["push: {tags: ['v*', '!v0*']}", "startsWith(github.ref, 'refs/tags/v')", REFUSED],
    ["push: {tags: ['v*', '!v0*', v0.1]}", "github.ref == 'refs/tags/v0.1'", REFUSED],
    ["push: {tags: ['v*', '!v*-rc*']}", "contains(github.ref, '-beta')", REFUSED],
    ["push: {tags: ['**', '!nightly']}", "github.ref == 'refs/tags/nightly'", []],
    ['push: {tags-ignore: [nightly]}', "github.ref == 'refs/tags/nightly'", []],
    ['push: {tags-ignore: [nightly]}', "github.ref == 'refs/tags/v1'", REFUSED],
    ["push: {tags: ['v*.*']}", "startsWith(github.ref, 'refs/tags/v1')", REFUSED],
    ["push: {tags: ['v[1-9]*']}", "startsWith(github.ref, 'refs/tags/v0.')", []],
    ["push: {tags: ['v[1-9]*']}", "github.ref == 'refs/tags/v0.1'", []],
    ["push: {tags: ['v[0-9]+.[0-9]+.[0-9]+']}", "startsWith(github.ref, 'refs/tags/v0.')", REFUSED],
    ["push: {tags: ['v[0-9]+.[0-9]+.[0-9]+']}", "contains(github.ref, 'refs/tags/v')", REFUSED],
    [
      "push: {tags: ['v[0-9]+.[0-9]+']}",
      "github.ref == 'refs/tags/v' || startsWith(github.ref, 'refs/tags/v0.')",
      REFUSED,
    ],
    ["push: {tags: ['v[1-9]*', 'v0.*']}", "startsWith(github.ref, 'refs/tags/v0.1')", REFUSED],
    ["push: {branches: ['release-[0-9]*']}", "startsWith(github.ref, 'refs/heads/release-rc')", []],
    ["push: {branches-ignore: ['release/**']}", "startsWith(github.ref, 'refs/heads/release/')", []],
  ])('%s, if: %s', async (on, condition, expected) => {
    const steps = login() + build().replace('- uses', `- if: "${condition}"\n  uses`);
    const found = await ids({ [MAIN]: workflow(steps, READ, `{${on}}`) });
    expect(found.filter((each) => each.startsWith('error'))).toEqual(expected);
  });

  test('its other tags are still those of versions', async () => {
    const meta = `- id: meta
  uses: docker/metadata-action@v5
  with:
    images: ghcr.io/octo/app
    tags: type=semver,pattern={{version}}
`;
    const tagged = build()
      .replace('- uses', "- if: github.ref != 'refs/tags/v0.1'\n  uses")
      .replace(/tags: .*/, 'tags: ${{ steps.meta.outputs.tags }}');
    const on = "{push: {tags: ['v*', '!v0*']}}";
    expect(await ids({ [MAIN]: workflow(login() + meta + tagged, READ, on) })).toEqual(REFUSED);
  });
});

describe('a push in a loop is made by a fork, too, where nothing else decides about it', () => {
  const PUSH = 'docker push ghcr.io/octo/app:$t';

  test.each<[string, string, string[]]>([
    ['over what a command prints', `for t in $(./tags); do ${PUSH}; done`, ['warning read-only-run']],
    ['over the lines of a file', `while read -r t; do ${PUSH}; done < tags`, ['warning read-only-run']],
    ['with a condition around it', `if [ -f tags ]; then while read -r t; do ${PUSH}; done < tags; fi`, []],
    ['with a condition in it', `for t in $(./tags); do if [ -f "$t" ]; then ${PUSH}; fi; done`, []],
    ['with a test in it', `for t in $(./tags); do [ -f "$t" ] && ${PUSH}; done`, []],
  ])('%s', async (_, script, expected) => {
    const steps = `${login()}\n- run: '${script}'`;
    const found = said(await lintFiles({ [MAIN]: workflow(steps, WRITE, 'pull_request') }));
    expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});

describe('the condition is told for the place that takes it', () => {
  const fix = async (steps: string, language: 'en' | 'zh-CN' = 'en') => {
    const files = { [MAIN]: workflow(login() + steps, WRITE, 'pull_request') };
    const { report, repairs } = await lintFiles(files, { language });
    return { summary: report.findings[0]?.fix.summary ?? '', safe: repairs.map(({ safe }) => safe) };
  };
  const COMMAND = '\n- run: docker push ghcr.io/octo/app:1';

  test.each<[string, string, string, boolean[]]>([
    ['an input', build(), 'from forks: push: ${{', [true]],
    // What else the step does is for its author to know.
    ['a command', COMMAND, 'from forks: if: ${{', [false]],
    [
      'a command with a condition',
      COMMAND.replace('run', 'if: always()\n  run'),
      'from forks: if: ${{',
      [false],
    ],
  ])('%s', async (_, steps, expected, safe) => {
    const made = await fix(steps);
    expect(made.summary).toContain(expected);
    expect(made.safe).toEqual(safe);
  });

  test('in Chinese', async () => {
    expect((await fix(COMMAND, 'zh-CN')).summary).toContain('在其步骤上设置 if: ${{');
    expect((await fix(build(), 'zh-CN')).summary).toContain('跳过推送：push: ${{');
  });
});

describe('a cache that is also written without a login', () => {
  const NOT_IN_PULLS = "github.event_name != 'pull_request'";
  const NO_FORK = '!github.event.pull_request.head.repo.fork';
  test.each([
    ['one cure for both', NOT_IN_PULLS, ['warning no-registry-login']],
    ['only forks have none', NO_FORK, ['warning read-only-run']],
  ])('%s', async (_, condition, expected) => {
    const steps = `${login('github.token', `if: ${JSON.stringify(condition)}`)}${build().replace(
      'push: true',
      `push: \${{ ${condition} }}\n    cache-to: type=registry,ref=ghcr.io/octo/app:cache`,
    )}`;
    const found = said(await lintFiles({ [MAIN]: workflow(steps, WRITE, '[push, pull_request]') }));
    expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});

describe('a login whose secret a fork does not get is to be left out with the push', () => {
  const fix = async (password: string, step: string, language: 'en' | 'zh-CN' = 'en') => {
    const files = { [MAIN]: workflow(login(password) + step, WRITE, '[push, pull_request]') };
    const { report } = await lintFiles(files, { language });
    return report.findings.find(({ id }) => id === 'read-only-run')?.fix?.summary ?? '';
  };
  const SECRET = 'secrets.CR_PAT';
  const PUSH = 'run: docker push ghcr.io/octo/app:1';

  test.each([
    ['a build', build(), /give its step the same condition as its if\.$/],
    ['a command', `\n- ${PUSH}\n`, /give its step the same condition as its if\.$/],
    [
      'a condition that is a text',
      `\n- ${PUSH}\n  if: \${{ github.event_name }} != 'pull_request'\n`,
      /give its step the same condition as its if\.$/,
    ],
    [
      'a cache alone',
      build().replace(
        'push: true',
        "push: ${{ github.event_name != 'pull_request' }}\n    cache-to: type=registry,ref=ghcr.io/octo/app:cache",
      ),
      /give its step if: \$\{\{ github\.event_name != 'pull_request' \|\| .* \}\}\.$/,
    ],
  ])('before %s', async (_, step, told) => {
    expect(await fix(SECRET, step)).toMatch(told);
    expect(await fix(SECRET, step, 'zh-CN')).toMatch(/推送之前的登录.*if.*。$/);
    expect(await fix('secrets.GITHUB_TOKEN', step)).not.toMatch(/login/);
  });

  test.each([
    ['with the own token of the job behind it', 'secrets.CR_PAT || github.token'],
    ['with a token written out of sight', 'steps.token.outputs.token'],
  ])('nothing is said of one %s', async (_, password) => {
    expect(await fix(password, build())).not.toMatch(/login/);
  });
});

describe('about a registry cache the input push decides nothing', () => {
  const step = (cache: string, push: string) =>
    workflow(
      login() + build().replace('push: true', `${push}\n    cache-to: ${cache}`),
      WRITE,
      '[push, pull_request]',
    );
  const OUTSIDE = "push: ${{ github.event_name != 'pull_request' }}";
  const CACHE = 'type=registry,ref=ghcr.io/octo/app:cache';

  test('so its own line is named, and its own cure', async () => {
    const result = await lintFiles({ [MAIN]: step(CACHE, OUTSIDE) });
    expect(said(result)).toEqual(['warning read-only-run ci.yml:16 image']);
    expect(result.report.findings[0]?.fix?.summary).toContain('ignore-error=true');
    // Other runs would pass a refusal over, too.
    expect(result.repairs).toMatchObject([{ safe: false }]);
  });

  test.each([
    ['it may fail', `${CACHE},ignore-error=true`, OUTSIDE],
    ['it is no package', 'type=gha', OUTSIDE],
  ])('nothing is said where %s', async (_, cache, push) => {
    expect(said(await lintFiles({ [MAIN]: step(cache, push) }))).toEqual([]);
  });

  test.each([
    ['an expression', `\${{ github.event_name && '${CACHE}' }}`],
    ['two of them', `|\n      ${CACHE}\n      ${CACHE}2`],
  ])('and no edit is offered for %s', async (_, cache) => {
    const { repairs, report } = await lintFiles({ [MAIN]: step(cache, OUTSIDE) });
    expect(report.findings.map(({ id }) => id)).toContain('read-only-run');
    expect(repairs).toEqual([]);
  });

  test('an entry of outputs is pushed whatever push says', async () => {
    const outputs = build().replace('push: true', 'push: false\n    outputs: type=image,push=true');
    const result = await lintFiles({ [MAIN]: workflow(login() + outputs, WRITE, 'pull_request') });
    expect(said(result)).toEqual(['warning read-only-run ci.yml:16 image']);
  });
});

describe('a login with a secret fails in a pull request from a fork, though nothing is pushed there', () => {
  const OUTSIDE = "push: ${{ github.event_name != 'pull_request' }}";
  const warned = ['warning token-missing ci.yml:11 image'];
  const judgedLogin = async (login: string, on = '[push, pull_request]', push = OUTSIDE) =>
    said(await lintFiles({ [MAIN]: workflow(login + build().replace('push: true', push), WRITE, on) }));

  test.each<[string, string, string[]]>([
    ['of the repository', login('secrets.GHCR_TOKEN'), warned],
    [
      'in a script',
      '\n- run: echo $PAT | docker login ghcr.io -u me --password-stdin\n  env: {PAT: "${{ secrets.PAT }}"}',
      ['warning token-missing ci.yml:7 image'],
    ],
    ['that the job has too', login(), []],
    ['or else the own token', login('secrets.GHCR_TOKEN || secrets.GITHUB_TOKEN'), []],
    ['for another registry', login('secrets.HUB_TOKEN').replace('ghcr.io', 'docker.io') + login(), []],
    [
      'which may fail',
      login('secrets.GHCR_TOKEN').replace('  with:', '  continue-on-error: true\n  with:'),
      [],
    ],
    [
      'under the condition of the push',
      login('secrets.GHCR_TOKEN').replace('  with:', "  if: github.event_name != 'pull_request'\n  with:"),
      [],
    ],
    [
      'under one that the text does not tell',
      login('secrets.GHCR_TOKEN').replace('  with:', '  if: vars.LOGIN\n  with:'),
      [],
    ],
  ])('%s', async (_, login, expected) => {
    expect(await judgedLogin(login)).toEqual(expected);
  });

  test('not where no fork starts it, and not beside the push that is refused', async () => {
    expect(await judgedLogin(login('secrets.GHCR_TOKEN'), 'push')).toEqual([]);
    expect(await judgedLogin(login('secrets.GHCR_TOKEN'), 'pull_request_target')).toEqual([]);
    const pushed = await judgedLogin(login('secrets.GHCR_TOKEN'), 'pull_request', 'push: true');
    expect(pushed).toEqual(['warning read-only-run ci.yml:15 image']);
  });

  test('of a job that never pushes nothing is said', async () => {
    const steps = `${login('secrets.GHCR_TOKEN')}\n- run: docker run ghcr.io/octo/base:1`;
    expect(said(await lintFiles({ [MAIN]: workflow(steps, WRITE, 'pull_request') }))).toEqual([]);
  });
});

describe('only what a trigger can start counts', () => {
  test.each<[string, string, number]>([
    ['push', "${{ github.event_name == 'push' }}", 1],
    ['release', "${{ github.event_name == 'push' }}", 0],
    ['{push: {tags: [v*]}}', "${{ startsWith(github.ref, 'refs/tags/v') }}", 1],
    ['{push: {tags: [v*]}}', "${{ github.ref == 'refs/heads/main' }}", 0],
    ['{push: {branches: [main]}}', "${{ startsWith(github.ref, 'refs/tags/') }}", 0],
    ['{push: {branches: [main]}}', "${{ github.ref_name == 'main' }}", 1],
    ['{push: {branches: ["release/**"]}}', "${{ startsWith(github.ref, 'refs/heads/release/') }}", 1],
    ['push', "${{ github.ref == 'refs/heads/main' }}", 1],
    ['push', '${{ github.event.pull_request.merged }}', 0],
    ['{pull_request: {types: [closed]}}', '${{ github.event.pull_request.merged }}', 1],
    ['{workflow_dispatch: {inputs: {push: {type: boolean, default: true}}}}', '${{ inputs.push }}', 1],
    ['{workflow_dispatch: {inputs: {push: {type: boolean}}}}', '${{ inputs.push }}', 1],
    ['{workflow_dispatch: {inputs: {push: {type: boolean, default: false}}}}', '${{ inputs.push }}', 1],
    ['{workflow_dispatch: {inputs: {dry: {type: boolean, default: true}}}}', '${{ !inputs.dry }}', 1],
    [
      "{workflow_dispatch: {inputs: {push: {default: 'false'}}}}",
      "${{ github.event.inputs.push == 'true' }}",
      1,
    ],
    ['{workflow_dispatch: {inputs: {push: {default: false}}}}', "${{ inputs.push == 'true' }}", 1],
    ["{workflow_dispatch: {inputs: {dry: {type: string, default: 'yes'}}}}", "${{ inputs.dry == 'no' }}", 1],
    ["{workflow_dispatch: {inputs: {push: {default: 'false'}}}}", "${{ inputs.push == 'maybe' }}", 0],
    ['{workflow_dispatch: {inputs: {tag: {}}}}', "${{ inputs.tag != '' }}", 1],
    ['{workflow_dispatch: {inputs: {tag: {}}}}', "${{ github.event.inputs.tag == 'edge' }}", 1],
    ['{workflow_dispatch: {inputs: {tag: {default: edge}}}}', "${{ inputs.tag == 'stable' }}", 0],
    ['schedule', "${{ github.event_name == 'schedule' }}", 1],
  ])('on: %s, push: %s', async (on, push, count) => {
    expect(await judged(on, READ, push)).toHaveLength(count);
  });

  test('and of those, only what --event names', async () => {
    const on = '[push, pull_request]';
    expect(await judged(on, WRITE, 'true', { event: 'push' })).toEqual([]);
    expect(await judged(on, WRITE, 'true', { event: 'pull_request' })).toEqual(['warning read-only-run']);
    expect(await judged(on, READ, 'true', { event: 'release' })).toEqual([]);
  });
});

describe('jobs that need each other', () => {
  const gated = (gate: string, condition = '') =>
    `on: push\njobs:\n  gate:\n    if: ${gate}\n    runs-on: ubuntu-latest\n    outputs: {image: "\${{ steps.x.outputs.image }}"}\n    steps:\n      - id: x\n        run: echo "image=ghcr.io/octo/app:1" >> $GITHUB_OUTPUT\n${jobWith(login() + build('${{ needs.gate.outputs.image }}'), `needs: gate\n${condition}\n${READ}`)}`;
  const count = async (text: string) => (await lintFiles({ [MAIN]: text })).report.findings.length;

  test('an output is followed from job to job', async () => {
    expect(await count(gated('true'))).toBe(1);
  });

  test('a job whose need is skipped is skipped', async () => {
    expect(await count(gated("github.event_name == 'release'"))).toBe(0);
  });

  test('unless it says always()', async () => {
    const text = gated("github.event_name == 'release'", 'if: always()').replace(
      '${{ needs.gate.outputs.image }}',
      'ghcr.io/octo/app',
    );
    expect(await count(text)).toBe(1);
  });
});

describe('a matrix', () => {
  const legs = (matrix: string) =>
    workflow(
      login() + build('${{ matrix.image }}').replace('push: true', 'push: ${{ matrix.push }}'),
      `${READ}\nstrategy:\n  matrix: ${matrix}`,
    );
  test.each<[string, number]>([
    ['{image: [ghcr.io/octo/a, quay.io/octo/a], push: [true]}', 1],
    ['{image: [quay.io/octo/a], push: [true]}', 0],
    ['{include: [{image: ghcr.io/octo/a, push: false}, {image: ghcr.io/octo/b, push: true}]}', 1],
    ['{include: [{image: ghcr.io/octo/a, push: false}, {image: quay.io/octo/b, push: true}]}', 0],
    ['{image: ["ghcr.io/${{ github.repository }}"], push: [true]}', 1],
    ['${{ fromJSON(vars.MATRIX) }}', 0],
  ])('%s', async (matrix, count) => {
    expect((await lintFiles({ [MAIN]: legs(matrix) })).report.findings).toHaveLength(count);
  });
});

describe('permissions inside of a key that GitHub knows no such key in', () => {
  const steps = login() + build();
  const allowed = 'permissions: {packages: write}';
  test.each([
    ['strategy', workflow(steps, `strategy: {${allowed}, matrix: {a: [1]}}`)],
    ['container', workflow(steps, `container: {image: alpine, ${allowed}}`)],
    ['environment', workflow(steps, `environment: {name: a, ${allowed}}`)],
    ['on', workflow(steps, allowed, `{push: {}, ${allowed}}`)],
    ['on.push', workflow(steps, allowed, `{push: {branches: [main], ${allowed}}}`)],
    ['on.workflow_call', workflow(steps, allowed, `{push: {}, workflow_call: {${allowed}}}`)],
    ['defaults', `defaults: {${allowed}}\n${workflow(steps)}`],
  ])('%s', async (inside, text) => {
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
      'error invalid-permissions',
    ]);
    expect(report.findings[0]?.message).toContain(`${inside} has no key permissions`);
    const { report: chinese } = await lintFiles({ [MAIN]: text }, { language: 'zh-CN' });
    expect(chinese.findings[0]?.message).toContain(`${inside} 没有 permissions 键`);
  });

  test('a matrix and an environment have the keys that somebody gives them', async () => {
    const text = workflow(
      `${steps.replaceAll('secrets.GITHUB_TOKEN', 'github.token')}`,
      `${allowed}\nstrategy: {matrix: {permissions: [a]}}\nenv: {permissions: a}`,
    );
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings).toEqual([]);
  });
});

describe('a permission that GitHub refuses is told with the nearest that it takes', () => {
  test.each([
    ['{package: write}', 'Write packages,'],
    ['{pull_requests: write}', 'Write pull-requests,'],
    ['{packages: Write}', 'Write write,'],
    ['write_all', 'Write write-all,'],
    ['{packages: wirte}', 'Write write,'],
    ['{packages: writ}', 'Write write,'],
    ['{pacakges: write}', 'Write packages,'],
    ['{contets: read, packages: write}', 'Write contents,'],
    ['{contents: read, packages-write: true}', 'Write one level for each scope'],
    ['{contents: read, write-packages: true}', 'Write one level for each scope'],
    ["{'contents,packages': write}", 'Write one level for each scope'],
    ["{'packages:': write}", 'Write one level for each scope'],
    ['{none: models-of-tomorrow}', 'Write one level for each scope'],
    ['wirte-all', 'Write write-all,'],
    ['{packages: read|write}', 'Write one level for each scope'],
    ['{administration: write}', 'Take administration out'],
    ['{metadata: write}', 'Take metadata out'],
    ['{workflows: write}', 'Take workflows out'],
    ['{workflow: write}', 'Take workflow out'],
    ['{members: write}', 'Take members out'],
    ['{secrets: write}', 'Take secrets out'],
    ['{variables: write}', 'Take variables out'],
    ['{environments: write}', 'Take environments out'],
  ])('%s', async (permissions, advice) => {
    const text = workflow(login() + build(), `permissions: ${permissions}`);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-permissions']);
    expect(report.findings[0]?.fix.summary).toContain(advice);
  });

  test.each([
    'permissions: {packages: wirte}',
    'permissions: {pacakges: write}',
    'permissions:\n  contents: read\n  packages: wriite # to push',
    'permissions: wirte-all',
  ])('and a slip of the hand is mended: %s', async (permissions) => {
    const text = workflow(login() + build(), permissions);
    const { repairs } = await lintFiles({ [MAIN]: text });
    const mended = applyEdits(text, repairs[0]?.edits ?? []);
    expect((await lintFiles({ [MAIN]: mended })).report.findings).toEqual([]);
  });

  test.each(['artifact-data', 'x509_keys', 'read-me'])(
    'a scope that may be newer than we are is none: %s',
    async (name) => {
      const text = workflow(login() + build(), `permissions: {packages: write, ${name}: read}`);
      expect((await lintFiles({ [MAIN]: text })).report.findings).toEqual([]);
    },
  );

  test('blanks at the end of a level are seen', async () => {
    const text = workflow(login() + build(), 'permissions: {packages: "write "}');
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings[0]?.message).toMatch(/^packages: "write " is not allowed/);
  });
});

describe('the server that a run is on', () => {
  const there = 'push';
  const guard = "${{ github.server_url == 'https://github.example.com' }}";
  const files = {
    [MAIN]: workflow(
      login().replace('ghcr.io', 'containers.github.example.com') +
        build("containers.${{ 'github.example.com' }}/octo/app:1").replace('push: true', `push: ${guard}`),
      READ,
      there,
    ),
  };

  test.each<[string, string[]]>([
    ['https://github.example.com', ['error job-lacks-packages-write']],
    ['https://github.com', []],
  ])('is %s', async (serverUrl, expected) => {
    const found = said(await lintFiles(files, { serverUrl }));
    expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});

test.each<[string, string[]]>([
  ['[release/x]', ['error invalid-image-reference']],
  // Which of them it is, or which branch at all, only the run tells.
  ['[main, next]', []],
  ["['!release/x']", []],
  ["['release*']", []],
])('the branch that a pull request goes to, of %s, is its ref', async (branches, expected) => {
  const text = workflow(
    login() + build('ghcr.io/octo/app:${{ github.ref_name }}'),
    WRITE,
    `{pull_request_target: {branches: ${branches}}}`,
  );
  expect(
    said(await lintFiles({ [MAIN]: text })).map((line) => line.split(' ').slice(0, 2).join(' ')),
  ).toEqual(expected);
});
