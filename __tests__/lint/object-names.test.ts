/** Names that every object has (`constructor`, `__proto__`) are names like any other, wherever somebody's text is one. */
import { describe, expect, test } from '@jest/globals';
import { lintFiles, login, MAIN, said, workflow } from './repository.js';

/** Beside each a name of the same form that no object has: what is said with the one must be said with the other. */
const NAMES: [string, string][] = [
  ['constructor', 'zebra'],
  ['__proto__', '__zebra__'],
  ['toString', 'toZebra'],
  ['hasOwnProperty', 'hasOwnZebra'],
  ['valueOf', 'zebraOf'],
];

const READ = 'permissions: {contents: read}';
const run = (command: string, keys = READ) => workflow(`${login()}\n- run: ${command}`, keys);
const push = (tags: string) =>
  `- uses: docker/build-push-action@v6\n  with:\n    push: true\n    tags: ${tags}`;

type Tree = (name: string) => Record<string, string>;

const TREES: Record<string, Tree> = {
  'a job': (name) => ({
    [MAIN]: `on: push\njobs:\n  ${name}:\n    runs-on: ubuntu-latest\n    ${READ}\n    outputs: {${name}: ghcr.io/octo/app}\n    steps: [{run: docker push ghcr.io/octo/app}]\n  next:\n    needs: ${name}\n    runs-on: ubuntu-latest\n    ${READ}\n    steps:\n      - run: docker push \${{ needs.${name}.outputs.${name} }}\n`,
  }),
  'a job that is not there': (name) => ({
    [MAIN]: `on: push\njobs:\n  next:\n    needs: ${name}\n    runs-on: ubuntu-latest\n    ${READ}\n    steps:\n      - run: docker push ghcr.io/octo/\${{ needs.${name}.outputs.image }}\n`,
  }),
  'a step and its output': (name) => ({
    [MAIN]: workflow(
      `${login()}\n- id: ${name}\n  run: echo "${name}=ghcr.io/octo/app" >> "$GITHUB_OUTPUT"\n${push(`\${{ steps.${name}.outputs.${name} }}`)}`,
      READ,
    ),
  }),
  'an output that no step has': (name) => ({
    [MAIN]: workflow(
      `${login()}\n- id: known\n  run: echo "tag=1" >> "$GITHUB_OUTPUT"\n${push(`ghcr.io/octo/app:\${{ steps.known.outputs.${name} }}`)}`,
      READ,
    ),
  }),
  'a step that is not there': (name) => ({
    [MAIN]: workflow(`${login()}\n${push(`ghcr.io/octo/app:\${{ steps.${name}.outputs.tag }}`)}`, READ),
  }),
  'a matrix': (name) => ({
    [MAIN]: workflow(
      `${login()}\n${push(`ghcr.io/octo/\${{ matrix.${name} }}:\${{ matrix.other.${name} }}`)}`,
      `${READ}\nstrategy:\n  matrix:\n    ${name}: [app, ${name}]\n    other: [{${name}: a}]\n    include: [{${name}: web, other: {${name}: b}}]`,
    ),
  }),
  'a key that the matrix lacks': (name) => ({
    [MAIN]: workflow(
      `${login()}\n${push(`ghcr.io/octo/\${{ matrix.${name} }}`)}`,
      `${READ}\nstrategy: {matrix: {image: [app]}}`,
    ),
  }),
  'variables of every kind': (name) => ({
    [MAIN]: run(`docker push "ghcr.io/octo/$${name}:\${{ vars.${name} }}"`, `${READ}\nenv: {${name}: app}`),
  }),
  'a variable that nothing sets': (name) => ({
    [MAIN]: run(`docker push ghcr.io/$${name}/app:\${{ env.${name} }}`),
  }),
  'a secret that logs in': (name) => ({
    [MAIN]: workflow(`${login(`secrets.${name}`)}\n${push('ghcr.io/octo/app')}`, READ),
  }),
  'an action of the repository': (name) => ({
    [MAIN]: workflow(`- uses: ./${name}\n  with: {${name}: ghcr.io/octo/app}`, READ),
    [`${name}/action.yml`]: `inputs: {${name}: {default: app}}\noutputs: {${name}: {value: a}}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: docker push \${{ inputs.${name} }}\n`,
  }),
  'an input that the action lacks': (name) => ({
    [MAIN]: workflow(`- uses: ./push\n  with: {${name}: ghcr.io/octo/app}`, READ),
    'push/action.yml': `runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: docker push ghcr.io/octo/\${{ inputs.${name} }}\n`,
  }),
  'a called workflow': (name) => ({
    [MAIN]: `on: push\njobs:\n  ${name}:\n    uses: ./.github/workflows/${name}.yml\n    ${READ}\n    with: {${name}: app}\n    secrets: {${name}: '\${{ secrets.${name} }}'}\n`,
    [`.github/workflows/${name}.yml`]: `on:\n  workflow_call:\n    inputs: {${name}: {type: string}}\n    secrets: {${name}: {required: true}}\njobs:\n  push:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker push ghcr.io/octo/\${{ inputs.${name} }}\n`,
  }),
  'inputs that the called workflow lacks': (name) => ({
    [MAIN]: `on: push\njobs:\n  call:\n    uses: ./.github/workflows/other.yml\n    ${READ}\n    with: {${name}: app}\n`,
    '.github/workflows/other.yml': `on:\n  workflow_call:\njobs:\n  push:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker push ghcr.io/octo/\${{ inputs.${name} }}\n`,
  }),
  'a permission': (name) => ({
    [MAIN]: run('docker push ghcr.io/octo/app', `permissions: {${name}: write}`),
  }),
  'a level': (name) => ({ [MAIN]: run('docker push ghcr.io/octo/app', `permissions: {packages: ${name}}`) }),
  'permissions as a word': (name) => ({
    [MAIN]: run('docker push ghcr.io/octo/app', `permissions: ${name}`),
  }),
  'an event': (name) => ({ [MAIN]: workflow(push('ghcr.io/octo/app'), READ, `[push, ${name}]`) }),
  'an event’s activity and branch': (name) => ({
    [MAIN]: workflow(
      push('ghcr.io/octo/app'),
      READ,
      `{push: {branches: [${name}], ${name}: a}, release: {types: [${name}]}}`,
    ),
  }),
  'keys that no workflow has': (name) => ({
    [MAIN]: `${name}: a\n${workflow(`- ${name}: a\n  run: docker push ghcr.io/octo/app`, `${READ}\n${name}: b`)}`,
  }),
  'an owner': (name) => ({ [MAIN]: run(`docker push ghcr.io/${name}/app:${name}`) }),
  'a tag and a package': (name) => ({ [MAIN]: run(`docker push ghcr.io/octo/app/${name}:${name}`) }),
  'an image without a registry': (name) => ({ [MAIN]: run(`docker push ${name}`) }),
  'functions and contexts': (name) => ({
    [MAIN]: run(
      `docker push ghcr.io/octo/app:\${{ github.${name} }}\${{ github.event.${name} }}\${{ runner.${name} }}`,
    ),
  }),
  'a context that is none': (name) => ({ [MAIN]: run(`docker push ghcr.io/octo/app:\${{ ${name} }}`) }),
  'a function that is none': (name) => ({
    [MAIN]: run(`docker push ghcr.io/octo/app:\${{ ${name}(github.sha) }}`),
  }),
  'a key of what fromJSON makes': (name) => ({
    [MAIN]: run(
      `docker push ghcr.io/octo/\${{ fromJSON('{"${name}":"app"}').${name} }}\${{ fromJSON('{}').${name} }}`,
    ),
  }),
  'a target and a variable of make': (name) => ({
    [MAIN]: run(`make ${name}`),
    Makefile: `${name} := ghcr.io/octo/app\n${name}: other-${name}\n\tdocker push $(${name}):$(${name}-none)\nother-${name}:\n\techo $(call ${name},a)\n`,
  }),
  'a target that is not there': (name) => ({
    [MAIN]: run(`make ${name}`),
    Makefile: `push:\n\tdocker push $(${name})\n`,
  }),
  'a recipe of just': (name) => ({
    [MAIN]: run(`just ${name}`),
    justfile: `${name}_ := "app"\n${name}:\n  docker push ghcr.io/octo/{{${name}_}}\n`,
  }),
  'a script of a package': (name) => ({
    [MAIN]: run(`npm run ${name}`),
    'package.json': `{"scripts":{"${name}":"docker push ghcr.io/octo/app"}}`,
  }),
  'a script that the package lacks': (name) => ({
    [MAIN]: run(`npm run ${name} && docker push ghcr.io/octo/app:$(jq -r .${name} package.json)`),
    'package.json': '{"name":"app","scripts":{"push":"docker push ghcr.io/octo/other"}}',
  }),
  'a task': (name) => ({
    [MAIN]: run(`task ${name}`),
    'Taskfile.yml': `version: '3'\nvars: {${name}: [app, web]}\ntasks:\n  ${name}:\n    vars: {OTHER: a}\n    cmds:\n      - for: {var: ${name}}\n        cmd: docker push ghcr.io/octo/{{.ITEM}}\n`,
  }),
  'a task that is not there': (name) => ({
    [MAIN]: run(`task ${name}`),
    'Taskfile.yml': `version: '3'\ntasks:\n  push:\n    cmds: [docker push ghcr.io/octo/app]\n`,
  }),
  'a service of compose': (name) => ({
    [MAIN]: run(`docker compose push ${name}`),
    'compose.yml': `services:\n  ${name}: {build: ., image: 'ghcr.io/octo/\${${name}:-app}'}\n  other: {extends: {service: ${name}}}\n`,
  }),
  'a service that extends none': (name) => ({
    [MAIN]: run('docker compose push'),
    'compose.yml': `services:\n  app: {build: ., image: ghcr.io/octo/app, extends: {service: ${name}}}\n`,
  }),
  'a target of bake': (name) => ({
    [MAIN]: workflow(
      `${login()}\n- uses: docker/bake-action@v6\n  with: {push: true, targets: ${name}}`,
      READ,
    ),
    'docker-bake.hcl': `variable "${name}_v" { default = "app" }\ngroup "${name}" { targets = ["own-${name}"] }\ntarget "own-${name}" {\n  inherits = ["${name}-none", "${name}"]\n  tags = ["ghcr.io/octo/\${${name}_v}"]\n}\n`,
  }),
  'a target of bake’s JSON': (name) => ({
    [MAIN]: workflow(
      `${login()}\n- uses: docker/bake-action@v6\n  with: {push: true, files: bake.json, targets: ${name}}`,
      READ,
    ),
    'bake.json': `{"target":{"${name}":{"tags":["ghcr.io/octo/app"]}}}`,
  }),
  'a target that bake lacks': (name) => ({
    [MAIN]: workflow(
      `${login()}\n- uses: docker/bake-action@v6\n  with: {push: true, targets: ${name}}`,
      READ,
    ),
    'docker-bake.hcl': 'target "app" {\n  tags = ["ghcr.io/octo/app"]\n}\n',
  }),
  'keys of goreleaser': (name) => ({
    [MAIN]: workflow(`${login()}\n- uses: goreleaser/goreleaser-action@v6\n  with: {args: release}`, READ),
    '.goreleaser.yml': `${name}: a\nproject_name: ${name}\nenv: ['${name}=app']\ndockers:\n  - id: ${name}\n    image_templates: ['ghcr.io/octo/{{ .ProjectName }}:{{ .Env.${name} }}']\n`,
  }),
  'a script and its function': (name) => ({
    [MAIN]: run(`./${name}`),
    [name]: `#!/bin/bash\n${name}() { docker push ghcr.io/octo/app; }\n${name}\ndocker push ghcr.io/Octo/App\n`,
  }),
  'a file that is read': (name) => ({
    [MAIN]: run(`docker push "ghcr.io/octo/app:$(cat ${name})$(echo a | tr '[:${name}:]' b)"`),
    [name]: '1.2\n',
  }),
  'a command that no program is': (name) => ({
    [MAIN]: run(
      `${name} && ${name} push ghcr.io/octo/app && sudo ${name} && docker ${name} && docker push ghcr.io/octo/app`,
    ),
  }),
  'an action of nobody': (name) => ({
    [MAIN]: workflow(
      `- uses: ${name}/${name}@v1\n- uses: docker/${name}@v1\n${push('ghcr.io/octo/app')}`,
      READ,
    ),
  }),
  'a comment that silences': (name) => ({
    [MAIN]: run(`docker push ghcr.io/octo/app # ghcr-preflight: ignore[${name}] a reason`),
  }),
  'a machine and a container': (name) => ({
    [MAIN]: workflow(
      push('ghcr.io/octo/app'),
      `${READ}\ncontainer: ghcr.io/octo/${name}\nenvironment: ${name}\nconcurrency: ${name}`,
    ),
  }),
  'services of the job': (name) => ({
    [MAIN]: workflow(
      push('ghcr.io/octo/app'),
      `${READ}\nservices: {${name}: {image: 'ghcr.io/octo/${name}'}}`,
    ),
  }),
};

async function saidOf(files: Record<string, string>): Promise<string> {
  const result = await lintFiles(files);
  const { report, problems } = result;
  const words = report.findings.map(({ title, message, fix }) => [title, message, fix]);
  return JSON.stringify({ said: said(result), words, problems, verdict: report.verdict }, null, 1);
}

/** With the plain name, as it is written, in lower case, and without the underlines that no image may have. */
function withPlain(text: string, name: string, plain: string): string {
  return text
    .replaceAll(name, plain)
    .replaceAll(name.toLowerCase(), plain.toLowerCase())
    .replace(/(?<=[/:])proto(?=[/:,])/g, 'zebra');
}

describe.each(Object.entries(TREES))('%s', (_, tree) => {
  test.each(NAMES)('may be called %s', async (name, plain) => {
    const said = withPlain(await saidOf(tree(name)), name, plain);
    expect(said).toBe(await saidOf(tree(plain)));
  });
});
