/** Names that a job makes of others: by the keys of an array, in a little JavaScript; and what compose pulls to start. */
import { describe, expect, test } from '@jest/globals';
import { imageOutputs } from '../../src/workflow/knowledge/actions/own.js';
import { ENV, evidence, MAIN, RUN, workflowOf } from './reading.js';

const run = (...lines: string[]) => `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;

async function transfers(steps: string, access: 'push' | 'pull', files: Record<string, string> = {}) {
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`), ...files },
    { run: RUN, env: ENV, own: { images: [], login: 'docker' } },
  );
  return pushes.flatMap((each) => (each.access === access ? [each.reference ?? `? ${each.shown}`] : []));
}

describe('an element by its key', () => {
  test.each([
    ['literal', 'docker push ghcr.io/octo/${REPO[web]}', 'ghcr.io/octo/site'],
    ['of a variable', 'KEY=api; docker push "ghcr.io/octo/${REPO[$KEY]}"', 'ghcr.io/octo/app'],
    ['in quotes', 'docker push "ghcr.io/octo/${REPO["last one"]}"', '? ghcr.io/octo/…'],
    ['that is not there', 'docker push ghcr.io/octo/${REPO[$OTHER]}', '? ghcr.io/octo/…'],
  ])('%s', async (_, command, expected) =>
    expect(await transfers(run('declare -A REPO=([api]=app ["web"]="site")', command), 'push')).toEqual([
      expected,
    ]),
  );
});

describe('a script that a command prints', () => {
  const script = "<(echo 'docker push ghcr.io/octo/${1:-app}:1')";

  test.each([
    ['for a shell', `bash ${script}`, 'ghcr.io/octo/app:1'],
    ['for a shell with arguments', `sudo -E bash -eu ${script} web`, 'ghcr.io/octo/web:1'],
    ['for this one', '. <(echo IMAGE=ghcr.io/octo/site)\ndocker push "$IMAGE"', 'ghcr.io/octo/site'],
    ['which nobody knows', 'source <(./names)\ndocker push "$IMAGE"', '? …'],
  ])('%s', async (_, lines, expected) =>
    expect(await transfers(run(...lines.split('\n')), 'push')).toEqual([expected]),
  );
});

describe('names that a loop puts together', () => {
  const app = 'ghcr.io/octo/app';

  test.each([
    ['with a blank behind each', 'all=""', `"${app}:$tag "`, [app]],
    ['with a blank before each', 'all=""', `" ${app}:$tag"`, [app]],
    ['behind another one', 'all="ghcr.io/octo/web "', `"${app}:$tag "`, ['ghcr.io/octo/web', app]],
    ['to one word', 'all="ghcr.io/octo/"', '$tag', ['? ghcr.io/octo/……']],
  ])('%s', async (_, before, more, expected) => {
    const steps = run(before, `for tag in $(./tags); do all+=${more}; done`, 'cosign sign -y $all');
    expect(await transfers(steps, 'push')).toEqual(expected);
  });
});

describe('a variable that keeps its letters', () => {
  test.each([
    ['small', 'declare -l NAME=Octo/App', 'octo/app'],
    ['small, and set later', 'typeset -rl NAME\nNAME=Octo/App', 'octo/app'],
    ['capital', 'declare -u NAME=octo/App', 'OCTO/APP'],
    ['as they are', 'declare -r NAME=Octo/App', 'Octo/App'],
    ['as they are, for an export has no such option', 'export NAME=Octo/App', 'Octo/App'],
  ])('%s', async (_, script, expected) =>
    expect(await transfers(run(...script.split('\n'), 'docker push "ghcr.io/$NAME"'), 'push')).toEqual([
      `ghcr.io/${expected}`,
    ]),
  );
});

describe('a name for another variable', () => {
  test.each([
    ['is not the other one', 'image=ghcr.io/octo/app\ndeclare -n it=image', '$it', '? …'],
    ['sets it', 'NAME=Octo/App\ntypeset -n it=NAME\nit=${it,,}', 'ghcr.io/$NAME', '? ghcr.io/…'],
    [
      'in a function',
      'NAME=Octo/App\nlower() { local -n it=$1; it=${it,,}; }\nlower NAME',
      'ghcr.io/$NAME',
      '? ghcr.io/…',
    ],
    ['is none in an export', 'NAME=octo/app\nexport -n NAME', 'ghcr.io/$NAME', 'ghcr.io/octo/app'],
  ])('%s', async (_, script, name, expected) =>
    expect(await transfers(run(...script.split('\n'), `docker push "${name}"`), 'push')).toEqual([expected]),
  );
});

describe('a program of actions/github-script', () => {
  const script = (program: string, more = 'result-encoding: string') =>
    `- id: name\n  uses: actions/github-script@v8\n  with:\n    ${more}\n    script: |\n${program.replace(/^/gm, '      ')}\n`;
  const push = (name: string) => run(`docker push ghcr.io/\${{ steps.name.outputs.${name} }}`);

  test.each([
    ['in lower case', "return '${{ github.repository }}'.toLowerCase()", 'result', 'ghcr.io/octo/app'],
    ['of the context', 'return context.repo.owner.toLowerCase() + "/x";', 'result', 'ghcr.io/octo/x'],
    [
      'of the name in the context',
      'return "octo/" + context.repo.repo.toLowerCase()',
      'result',
      'ghcr.io/octo/app',
    ],
    ['of a template', 'return `${context.repo.owner.toLowerCase()}/x`', 'result', 'ghcr.io/octo/x'],
    [
      'as an output of its own',
      "core.setOutput('image', '${{ github.repository }}'.toLowerCase())\nconsole.log('done')",
      'image',
      'ghcr.io/octo/app',
    ],
    ['with more in it', 'const a = await x();\nreturn a.name', 'result', '? ghcr.io/…'],
    ['by a call', "return name('octo/app')", 'result', '? ghcr.io/…'],
  ])('%s', async (_, program, output, expected) =>
    expect(await transfers(script(program) + push(output), 'push')).toEqual([expected]),
  );

  test('whose result is JSON', async () =>
    expect(
      await transfers(
        script("return 'octo/app'", 'retries: 1') +
          run('docker push ghcr.io/${{ fromJSON(steps.name.outputs.result) }}'),
        'push',
      ),
    ).toEqual(['ghcr.io/octo/app']));
});

describe('what compose pulls', () => {
  const files = {
    'compose.yaml':
      'services:\n  db:\n    image: ghcr.io/octo/db:16\n  web:\n    build: .\n    image: ghcr.io/octo/web\n  cache:\n    image: ghcr.io/octo/cache\n',
  };

  test.each([
    ['docker compose up -d --wait', ['ghcr.io/octo/db:16', 'ghcr.io/octo/cache']],
    ['docker compose pull db', ['ghcr.io/octo/db:16']],
    ['docker-compose run --rm db psql', ['ghcr.io/octo/db:16', 'ghcr.io/octo/cache']],
    ['docker compose up --pull never', []],
    ['docker compose down', []],
  ])('%s', async (command, expected) =>
    expect(await transfers(run(command), 'pull', files)).toEqual(expected),
  );
});

test('by our own outputs an image with two tags has one name', () =>
  expect(imageOutputs('ghcr.io', ['ghcr.io/octo/app:1', 'ghcr.io/octo/app:latest'])).toContainEqual([
    'image-names',
    'ghcr.io/octo/app',
  ]));

describe('where int128/docker-build-cache-config-action puts the cache', () => {
  const cache = (more: string) =>
    `- id: c\n  uses: int128/docker-build-cache-config-action@v1\n  with:\n    image: ghcr.io/octo/cache\n${more}` +
    '- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: ghcr.io/octo/app:1\n    cache-to: ${{ steps.c.outputs.cache-to }}\n';
  const pushedIn = async (event: string, ref: string, more = '') => {
    const text = workflowOf(`- uses: acme/ghcr-preflight@v1\n${cache(more)}`).replace(
      'on: push',
      `on: ${event}`,
    );
    const { pushes } = await evidence(
      { [MAIN]: text },
      { run: { ...RUN, event }, env: { ...ENV, GITHUB_REF: ref }, own: { images: [], login: 'docker' } },
    );
    return pushes.flatMap(({ access, role, reference, shown }) =>
      access === 'push' && role === 'cache' ? [reference ?? `? ${shown}`] : [],
    );
  };

  test.each<[string, string, string, string, string[]]>([
    ['a branch that is pushed', 'push', 'refs/heads/main', '', ['ghcr.io/octo/cache']],
    ['a tag that is pushed', 'push', 'refs/tags/v1', '', []],
    ['a pull request', 'pull_request', 'refs/pull/1/merge', '', []],
    [
      'a pull request that is told to',
      'pull_request',
      'refs/pull/1/merge',
      '    pull-request-cache: true\n',
      ['ghcr.io/octo/cache'],
    ],
    ['another run', 'schedule', 'refs/heads/main', '', []],
    ['a cache of another kind', 'push', 'refs/heads/main', '    cache-type: gha\n', []],
  ])('%s', async (_, event, ref, more, expected) =>
    expect(await pushedIn(event, ref, more)).toEqual(expected),
  );
});
