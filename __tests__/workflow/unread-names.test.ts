/** What is surely pushed, and by a name that stands where nobody reads it: the verdict must not be about another image. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, said, workflowOf } from './reading.js';

const step = (uses: string, ...inputs: string[]) =>
  `- uses: ${uses}\n  with:\n${inputs.map((line) => `    ${line}\n`).join('')}`;
const run = (...lines: string[]) => `- run: |\n${lines.map((line) => `    ${line}\n`).join('')}`;

async function pushes(steps: string, files: Record<string, string> = {}): Promise<string[]> {
  const { pushes: found } = await evidence({ [MAIN]: workflowOf(steps), ...files });
  return found.map(said);
}

const GRADLE = { 'build.gradle': "jib {\n  to {\n    image = 'ghcr.io/octo/web'\n  }\n}\n" };
const BAKE = { 'docker-bake.hcl': 'target "default" {\n  tags = ["ghcr.io/octo/web:1"]\n}\n' };
const SKAFFOLD = { 'skaffold.yaml': 'build:\n  artifacts:\n    - image: ghcr.io/octo/web\n' };
const ANYWHERE = ['anywhere'];

describe('the file of the name', () => {
  test.each<[string, string, Record<string, string>, string[]]>([
    ['jib, of no build file', run('./gradlew jib'), {}, ANYWHERE],
    [
      'jib, of a build file of another plugin',
      run('gradle jib'),
      { 'build.gradle': 'plugins {}\n' },
      ANYWHERE,
    ],
    ['jib of Maven, of a parent', run('mvn -B jib:build'), { 'pom.xml': '<project/>' }, ANYWHERE],
    ['jib that loads', run('gradle jibDockerBuild'), {}, []],
    ['Spring Boot that is told to publish', run('gradle bootBuildImage --publishImage'), {}, ANYWHERE],
    ['Spring Boot that only builds', run('gradle bootBuildImage'), {}, []],
    ['an Earthfile that is not there', run('earthly --push +image'), {}, ANYWHERE],
    ['the same of its fork', run('earth --ci --push +image'), {}, ANYWHERE],
    [
      'a pipeline of dagger',
      run("dagger -c 'build | publish ghcr.io/octo/web:1'"),
      {},
      ['ghcr.io/octo/web:1'],
    ],
    ['a pipeline of dagger that names nothing', run("dagger -c 'build | publish'"), {}, ANYWHERE],
    ['a function of dagger that publishes', run('dagger call publish-web'), {}, ANYWHERE],
    [
      'functions of dagger that publish no image',
      run('dagger call publish-docs', 'dagger call pypi-publish'),
      {},
      [],
    ],
    ['a pipeline of dagger that only builds', run("dagger -c 'container | from alpine | stdout'"), {}, []],
    ['charts of JupyterHub', run('chartpress --push'), {}, ANYWHERE],
    ['targets of pants', run('pants publish src:image'), {}, ANYWHERE],
    ['targets of pants that are only built', run('pants package src:image'), {}, []],
    ['an Earthfile without --push', run('earthly +image'), {}, []],
    ['ko, to a place that nobody is seen to set', run('ko build --bare .'), {}, ANYWHERE],
    [
      'ko, where its action hands on what it finds set',
      `- uses: ko-build/setup-ko@v0.8\n  env: {KO_DOCKER_REPO: ghcr.io/octo/tools}\n${run('ko build -B ./cmd/web')}`,
      {},
      ['ghcr.io/octo/tools/web'],
    ],
    ['ko, of manifests', run('KO_DOCKER_REPO=ghcr.io/octo ko resolve -B -f k8s'), {}, ['-']],
    [
      'skaffold, whose file says that it pushes',
      run('skaffold build'),
      { 'skaffold.yaml': 'build:\n  artifacts:\n    - image: ghcr.io/octo/web\n  local:\n    push: true\n' },
      ['ghcr.io/octo/web'],
    ],
    ['skaffold, which finds no local cluster', run('skaffold build'), SKAFFOLD, ['ghcr.io/octo/web ?']],
    [
      'skaffold, with a registry of the environment',
      run('export SKAFFOLD_DEFAULT_REPO=ghcr.io/octo/x', 'skaffold build --file-output=b.json'),
      { 'skaffold.yaml': 'build:\n  artifacts:\n    - image: web\n' },
      ['ghcr.io/octo/x/web ?'],
    ],
    ['skaffold, in a profile', run('skaffold build -p ci'), SKAFFOLD, ['anywhere ?']],
    ['skaffold, of a file that is not there', run('skaffold build'), {}, ['anywhere ?']],
    ['skaffold, of a cluster of kind', run('skaffold build --kube-context kind-ci'), SKAFFOLD, []],
    [
      'skaffold, whose file names such a cluster',
      run('skaffold build'),
      { 'skaffold.yaml': `${SKAFFOLD['skaffold.yaml']}deploy: {kubeContext: kind-ci}\n` },
      [],
    ],
    [
      'skaffold, told another than its file',
      run('skaffold build --kube-context prod'),
      { 'skaffold.yaml': `${SKAFFOLD['skaffold.yaml']}deploy: {kubeContext: kind-ci}\n` },
      ['ghcr.io/octo/web ?'],
    ],
    [
      'release-it, by a hook of its file',
      run('npx release-it --ci'),
      {
        '.release-it.json':
          '{"hooks": {"after:release": ["true", "docker push ghcr.io/octo/web:${version}"]}}',
      },
      ['ghcr.io/octo/web'],
    ],
    [
      'release-it, by a hook in package.json, which a script starts',
      run('npm run release'),
      {
        'package.json':
          '{"scripts": {"release": "release-it"}, "release-it": {"hooks": {"after:bump": "docker push ghcr.io/octo/web"}}}',
      },
      ['ghcr.io/octo/web'],
    ],
    [
      'release-it, which only shows what it would do',
      run('npx release-it --dry-run'),
      { '.release-it.yml': 'hooks: {"after:release": docker push ghcr.io/octo/web}' },
      [],
    ],
    ['porter, of no manifest that is there', run('porter publish'), {}, ANYWHERE],
    [
      'porter, of its manifest',
      run('porter publish --dir app'),
      { 'app/porter.yaml': 'name: bundle\nregistry: ghcr.io/octo\n' },
      ['ghcr.io/octo/bundle'],
    ],
    [
      'porter, whose manifest names another registry',
      run('porter publish'),
      { 'porter.yaml': 'name: bundle\nregistry: docker.io/octo\n' },
      [],
    ],
    ['okteto, of no manifest that is there', run('okteto build'), {}, ['anywhere ?']],
    [
      'okteto, of its manifest',
      run('okteto build'),
      { 'okteto.yml': 'build:\n  api: {image: "ghcr.io/octo/web:${TAG}"}\n  web: {context: web}\n' },
      ['ghcr.io/octo/web'],
    ],
    [
      'okteto, of services that are named, and of what these are built on',
      run('okteto build web'),
      {
        'okteto.yml':
          'build:\n  api: {image: ghcr.io/octo/api}\n  base: {image: ghcr.io/octo/base}\n  web: {image: ghcr.io/octo/web, depends_on: base}\n',
      },
      ['ghcr.io/octo/web', 'ghcr.io/octo/base'],
    ],
    ['skaffold, told not to', run('skaffold build --push=false'), SKAFFOLD, []],
    ['skaffold, told only to say the tags', run('skaffold build --push --dry-run'), SKAFFOLD, []],
    [
      'skaffold, whose file says that it does not',
      run('skaffold build'),
      { 'skaffold.yaml': `${SKAFFOLD['skaffold.yaml']}  local: {push: false}\n` },
      [],
    ],
    [
      'goreleaser, of a file that the job makes',
      run('./gen > .goreleaser.yaml', 'goreleaser release'),
      {},
      ['anywhere ?'],
    ],
    ['goreleaser, of a file that is not there', run('goreleaser release -f ci/x.yml'), {}, ['anywhere ?']],
    [
      'goreleaser, of a variable of its file',
      run('goreleaser release'),
      {
        '.goreleaser.yaml':
          'env: ["HOST=ghcr.io/octo"]\ndockers:\n  - image_templates: ["{{ .Env.HOST }}/web:1"]\n',
      },
      ['ghcr.io/octo/web:1'],
    ],
    [
      'goreleaser, of the name of its project',
      run('goreleaser release'),
      {
        '.goreleaser.yaml':
          'project_name: Web\nenv: ["HOST=GHCR.io"]\ndockers:\n  - image_templates: ["{{ .Env.HOST | tolower }}/octo/{{ tolower .ProjectName }}:{{ .Tag }}"]\n',
      },
      ['ghcr.io/octo/web'],
    ],
    [
      'goreleaser, of a project that has no name in the file',
      run('goreleaser release'),
      { '.goreleaser.yaml': 'dockers:\n  - image_templates: ["ghcr.io/octo/{{ .ProjectName }}:1"]\n' },
      ['-'],
    ],
    ['goreleaser, of no file', run('goreleaser release'), {}, []],
    [
      'goreleaser, by its action, in a folder of its own',
      step('goreleaser/goreleaser-action@v6', 'args: release --clean', 'workdir: cli'),
      { 'cli/.goreleaser.yaml': 'dockers:\n  - image_templates: ["ghcr.io/octo/web:1"]\n' },
      ['ghcr.io/octo/web:1'],
    ],
    ['bake, of no file', run('docker buildx bake --push'), {}, ANYWHERE],
    ['bake, of a file that is not there', run('docker buildx bake -f ci/x.hcl --push'), BAKE, ANYWHERE],
    [
      'bake, of one file that is there and one that is not',
      run('docker buildx bake -f docker-bake.hcl -f x.hcl --push'),
      BAKE,
      ['ghcr.io/octo/web:1', 'anywhere'],
    ],
    [
      'bake, of a definition that is fetched',
      run('docker buildx bake https://github.com/octo/defs.git#main --push'),
      BAKE,
      ANYWHERE,
    ],
    [
      'the action, of a definition that is fetched',
      step('docker/bake-action@v6', 'source: https://github.com/octo/defs.git', 'push: true'),
      BAKE,
      ANYWHERE,
    ],
    [
      'bake, whose tags a function makes, of an output that pushes',
      run('docker buildx bake --set *.output=type=image,push=true'),
      { 'docker-bake.hcl': 'target "default" {\n  tags = names("web")\n}\n' },
      ANYWHERE,
    ],
    ['a build whose tags a program makes', run('docker buildx build --push $(./tags) .'), {}, ANYWHERE],
    ['a build without tags', run('docker buildx build --push .'), {}, []],
    [
      'an index whose tags a program makes',
      run('docker buildx imagetools create $(./tags) $(printf "ghcr.io/octo/web@sha256:%s " *)'),
      {},
      ANYWHERE,
    ],
    ['an index without tags', run('docker buildx imagetools create octo/web:a'), {}, []],
    ['kaniko, whose destinations a program names', run('/kaniko/executor $(./destinations)'), {}, ANYWHERE],
    [
      'crane copy, of words that nobody knows',
      run('crane copy $(./images)'),
      {},
      ['pull anywhere', ...ANYWHERE],
    ],
    ['skopeo copy, of words that nobody knows', run('skopeo copy $(./images)'), {}, ['anywhere ?']],
    ['skopeo copy, to what nobody knows', run('skopeo copy oci:a "$(./target)"'), {}, ['anywhere ?']],
    ['skopeo copy, to a folder', run('skopeo copy $(./source) dir:a'), {}, []],
    ['helm push, to what nobody knows', run('helm push a-1.0.0.tgz "$(./registry)"'), {}, ANYWHERE],
    ['crane append, whose tag a program names', run('crane append -f a.tar $(./tag)'), {}, ANYWHERE],
    ['crane append to a file', run('crane append -f a.tar -o b.tar $(./options)'), {}, []],
    ['bake that does not push', run('docker buildx bake'), {}, []],
    ['bake, of the file that is there', run('docker buildx bake --push'), BAKE, ['ghcr.io/octo/web:1']],
    [
      'bake, told the tags',
      run('docker buildx bake -f x.hcl --push --set *.tags=ghcr.io/octo/web:2'),
      {},
      ['ghcr.io/octo/web:2'],
    ],
  ])('%s', async (_, steps, files, expected) => expect(await pushes(steps, files)).toEqual(expected));
});

describe('the arguments that an action hands to Gradle', () => {
  const gradle = (...inputs: string[]) => step('gradle/gradle-build-action@v3', ...inputs);

  test.each<[string, string, Record<string, string>, string[]]>([
    ['jib', gradle('arguments: clean jib'), GRADLE, ['ghcr.io/octo/web']],
    [
      'jib in a folder of its own',
      gradle('arguments: jib', 'build-root-directory: api'),
      { 'api/build.gradle': GRADLE['build.gradle'] },
      ['ghcr.io/octo/web'],
    ],
    ['a property', gradle('arguments: jib -Djib.to.image=ghcr.io/octo/api:1'), {}, ['ghcr.io/octo/api:1']],
    ['another task', gradle('arguments: test'), GRADLE, []],
    ['none', step('gradle/actions/setup-gradle@v4', 'cache-disabled: true'), GRADLE, []],
  ])('%s', async (_, steps, files, expected) => expect(await pushes(steps, files)).toEqual(expected));
});

describe('the variables that a program of actions/github-script sets', () => {
  const program = (...lines: string[]) =>
    `${step('actions/github-script@v7', 'script: |', ...lines.map((line) => `  ${line}`))}${run('docker push "ghcr.io/octo/${NAME:-web}:1"')}`;

  test.each<[string, string, string[]]>([
    ['a text', program("core.exportVariable('NAME', 'api')"), ['ghcr.io/octo/api:1']],
    [
      'texts that are put together',
      program('const more = 1', 'core.exportVariable("NAME", context.repo.repo.toLowerCase() + "-api");'),
      ['ghcr.io/octo/app-api:1'],
    ],
    ['what is computed', program("core.exportVariable('NAME', await name())"), ['-']],
    ['within a block', program('if (main) {', "  core.exportVariable('NAME', 'api')", '}'), ['-']],
    ['by a name that is computed', program("core.exportVariable(of, 'api')"), ['-']],
    ['by a program that it loads', program("require('./names.js')(core)"), ['-']],
    ['another one', program("core.exportVariable('OTHER', await name())"), ['ghcr.io/octo/web:1']],
    ['none', program('core.info("hello")'), ['ghcr.io/octo/web:1']],
  ])('%s', async (_, steps, expected) => expect(await pushes(steps)).toEqual(expected));
});

describe('what a release by semantic-release pushes', () => {
  const release = (command = 'npx semantic-release') => run(command);
  const settings = (...plugins: unknown[]) => ({ '.releaserc.json': JSON.stringify({ plugins }) });
  const DOCKER = [
    '@codedependant/semantic-release-docker',
    { dockerRegistry: 'ghcr.io', dockerProject: 'octo', dockerImage: 'web' },
  ];
  const MAYBE = ['ghcr.io/octo/web ?'];

  test.each<[string, string, Record<string, string>, string[]]>([
    ['a plugin names it in parts', release(), settings(DOCKER), MAYBE],
    [
      'a plugin names it as a whole',
      release(),
      settings(['@semantic-release-plus/docker', { name: 'ghcr.io/octo/web' }]),
      MAYBE,
    ],
    [
      'a plugin with a registry beside the name',
      release('npx -y -p semantic-release-docker semantic-release@24 --debug'),
      settings(['semantic-release-docker', { registryUrl: 'ghcr.io', name: 'octo/web' }]),
      MAYBE,
    ],
    [
      'by a template',
      release(),
      settings([DOCKER[0], { dockerRegistry: 'ghcr.io', dockerImage: '{{x}}' }]),
      ['- ?'],
    ],
    [
      'in package.json, by its script',
      release('npm run release'),
      {
        'package.json': JSON.stringify({
          scripts: { release: 'semantic-release' },
          release: { plugins: [DOCKER] },
        }),
      },
      MAYBE,
    ],
    [
      'a command',
      release('pnpm exec semantic-release'),
      settings([
        '@semantic-release/exec',
        { publishCmd: 'docker push ghcr.io/octo/web:${nextRelease.version}' },
      ]),
      MAYBE,
    ],
    [
      'a program of the configuration',
      release(),
      { 'release.config.js': 'module.exports = { plugins: ["@codedependant/semantic-release-docker"] };' },
      ['anywhere ?'],
    ],
    ['the action', step('cycjimmy/semantic-release-action@v4', 'extra_plugins: x'), settings(DOCKER), MAYBE],
    ['a dry run', release('npx semantic-release --dry-run'), settings(DOCKER), []],
    [
      'a dry run, of a command',
      release('npx semantic-release --dry-run'),
      settings(['@semantic-release/exec', { publishCmd: 'docker push ghcr.io/octo/web:1' }]),
      [],
    ],
    [
      'a dry run, by the configuration',
      release(),
      { '.releaserc.json': JSON.stringify({ dryRun: true, plugins: [DOCKER] }) },
      [],
    ],
    ['no plugin of images', release(), settings('@semantic-release/github'), []],
  ])('%s', async (_, steps, files, expected) => expect(await pushes(steps, files)).toEqual(expected));
});

describe('what a build of Maven or Gradle pushes without being told the name', () => {
  const plugin = (execution: string, more = '') =>
    `<plugin><artifactId>jib-maven-plugin</artifactId>${more}<configuration><to><image>ghcr.io/octo/web</image></to></configuration><executions><execution>${execution}<goals><goal>build</goal></goals></execution></executions></plugin>`;
  const AT_PACKAGE = plugin('<phase>package</phase>');
  const pom = (text: string) => ({
    'pom.xml': `<project><build><plugins>${text}</plugins></build></project>`,
  });
  const ofProfile = `<project><profiles><profile><id>ci</id>${AT_PACKAGE}</profile></profiles></project>`;
  const WEB = ['ghcr.io/octo/web'];

  test.each<[string, string, Record<string, string>, string[]]>([
    ['a phase behind that of the goal', 'mvn -B deploy', pom(AT_PACKAGE), WEB],
    ['a phase before it', 'mvn -B test', pom(AT_PACKAGE), []],
    ['a goal without a phase', 'mvn -B deploy', pom(plugin('')), []],
    ['a goal that is passed over', 'mvn -B deploy -Djib.skip', pom(AT_PACKAGE), []],
    [
      'a goal that a property may pass over',
      'mvn verify',
      pom(plugin('<phase>package</phase>', '<skip>${no}</skip>')),
      ['ghcr.io/octo/web ?'],
    ],
    [
      'a plugin for modules alone',
      'mvn deploy',
      { 'pom.xml': `<pluginManagement>${AT_PACKAGE}</pluginManagement>` },
      [],
    ],
    ['a profile that is named', 'mvn deploy -Pci', { 'pom.xml': ofProfile }, WEB],
    ['a profile that is not', 'mvn deploy', { 'pom.xml': ofProfile }, []],
    [
      'a module',
      'mvn package',
      { 'pom.xml': '<modules><module>api</module></modules>', 'api/pom.xml': AT_PACKAGE },
      WEB,
    ],
    [
      'Spring Boot, by the phase that its goal has',
      'mvn install',
      pom(
        '<plugin><artifactId>spring-boot-maven-plugin</artifactId><executions><execution><goals><goal>build-image-no-fork</goal></goals></execution></executions><configuration><image><name>ghcr.io/octo/web</name><publish>true</publish></image></configuration></plugin>',
      ),
      WEB,
    ],
    [
      'jib of Gradle, by a property that the command gives',
      'gradle jib -Pimage=ghcr.io/octo/web',
      {
        'build.gradle.kts':
          'jib {\n  from { image = "x" }\n  to.setImage(providers.gradleProperty("image"))\n}\n',
      },
      WEB,
    ],
    [
      'a property in a text',
      'gradle jib -Pname=web',
      { 'build.gradle': 'jib {\n  to { image = "ghcr.io/octo/${project.name}" }\n}\n' },
      WEB,
    ],
    [
      'a property that is not given',
      'gradle jib',
      { 'build.gradle': 'jib {\n  to { image = property("image") }\n}\n' },
      ['anywhere'],
    ],
  ])('%s', async (_, command, files, expected) =>
    expect(await pushes(run(command), files)).toEqual(expected),
  );
});

describe('a file that a program of the repository is handed', () => {
  const COMPOSE = { 'compose.yaml': 'services:\n  web: {build: ., image: "ghcr.io/octo/web:1"}\n' };
  const composed = (...lines: string[]) => run(...lines, 'docker compose push');

  test.each<[string, string, Record<string, string>, string[]]>([
    ['one that nobody reads', composed('./gen compose.yaml'), {}, ANYWHERE],
    ['by an option', composed('bin/gen --out=compose.yaml'), {}, ANYWHERE],
    [
      'one that says that it writes',
      composed('./ci/gen.sh compose.yaml'),
      { 'ci/gen.sh': 'make_it > "$1"\n' },
      ANYWHERE,
    ],
    [
      'one that only opens it',
      composed('ci/look.py compose.yaml'),
      { 'ci/look.py': 'open(sys.argv[1])\n' },
      ['ghcr.io/octo/web:1'],
    ],
    [
      'one that only reads',
      composed('./ci/look.sh compose.yaml'),
      { 'ci/look.sh': 'cat "$1" >&2\n' },
      ['ghcr.io/octo/web:1'],
    ],
    ['behind the push', run('docker compose push', './gen compose.yaml'), {}, ['ghcr.io/octo/web:1']],
    ['a program of the machine', composed('yamllint compose.yaml'), {}, ['ghcr.io/octo/web:1']],
    ['one that is not there', run('docker compose -f stack.yaml push'), {}, ANYWHERE],
    [
      'one of two',
      run('./gen stack.yaml', 'docker compose -f compose.yaml -f stack.yaml push'),
      {},
      ANYWHERE,
    ],
  ])('%s', async (_, steps, files, expected) =>
    expect(await pushes(steps, { ...COMPOSE, ...files })).toEqual(expected),
  );
});

describe('a script that a command starts', () => {
  test.each<[string, string, string[]]>([
    [
      'fed to a shell, with what it is called with',
      run("bash -s -- web <<'END'", 'docker push ghcr.io/octo/$1:1', 'END'),
      ['ghcr.io/octo/web:1'],
    ],
    [
      'fed to a shell of another group',
      run('newgrp docker <<END', 'docker push ghcr.io/octo/web:1', 'END'),
      ['ghcr.io/octo/web:1'],
    ],
    ['given to one', run('sg docker -c "docker push ghcr.io/octo/web:1"'), ['ghcr.io/octo/web:1']],
    [
      'by find',
      run("find . -name x -execdir sh -c 'docker push ghcr.io/octo/web:1' \\;"),
      ['ghcr.io/octo/web:1 ?'],
    ],
    [
      'by find, for all of them',
      run('find . -exec docker push ghcr.io/octo/web:1 {} +'),
      ['ghcr.io/octo/web:1 ?'],
    ],
    ['by find that only looks', run('find . -name docker -print'), []],
  ])('%s', async (_, steps, expected) => expect(await pushes(steps)).toEqual(expected));
});

describe('a task that stands in a file of settings', () => {
  const PUSH = 'docker push ghcr.io/octo/web:1';
  const WEB = ['ghcr.io/octo/web:1'];

  test.each<[string, string, string, string[]]>([
    ['deno task image', 'deno.json', JSON.stringify({ tasks: { image: { command: PUSH } } }), WEB],
    ['composer run image', 'composer.json', JSON.stringify({ scripts: { image: ['true', PUSH] } }), WEB],
    ['devbox run image', 'devbox.json', JSON.stringify({ shell: { scripts: { image: PUSH } } }), WEB],
    ['mise run image', 'mise.toml', `[tasks.image]\nrun = "${PUSH}"\n`, WEB],
    ['mise run image', '.mise.toml', `[tasks]\nimage = '${PUSH}'\n`, WEB],
    ['mise run image', 'mise.toml', `[tasks."image"]\nrun = """\ntrue\n${PUSH}\n"""\n`, WEB],
    ['mise run other', 'mise.toml', `[tasks.image]\nrun = "${PUSH}"\n[tasks.other]\nrun = "true"\n`, []],
    ['pixi run image', 'pyproject.toml', `[tool.pixi.tasks]\nimage = "${PUSH}"\n`, WEB],
    ['poetry run poe image', 'pyproject.toml', `[tool.poe.tasks.image]\nshell = "${PUSH}"\n`, WEB],
  ])('%s, of %s', async (command, file, text, expected) =>
    expect(await pushes(run(command), { [file]: text })).toEqual(expected),
  );
});

describe('a name that a setting chooses out of some that stand there', () => {
  const chosen = (expression: string, rest = '') =>
    step('docker/build-push-action@v6', 'push: true', `tags: "\${{ ${expression} }}${rest}"`);

  test.each<[string, string, string[]]>([
    ['of another registry, or none', chosen("secrets.HUB != '' && 'octo/web' || ''", ':1'), []],
    ['of two others', chosen("vars.WHERE == 'a' && 'quay.io' || 'docker.io'", '/octo/web'), []],
    ['whole names of others', chosen("(vars.A && vars.B) && 'quay.io/octo/web:1' || 'octo/web:2'"), []],
    ['of ours, or another', chosen("vars.WHERE && 'ghcr.io' || 'quay.io'", '/octo/web'), ANYWHERE],
    ['of ours, or none', chosen("vars.WHERE == 'a' && 'ghcr.io/octo/web' || ''"), ANYWHERE],
    [
      'of another, or one that is not known',
      chosen("vars.WHERE && 'quay.io/octo/web' || vars.NAME"),
      ANYWHERE,
    ],
  ])('%s', async (_, steps, expected) => expect(await pushes(steps)).toEqual(expected));
});

describe('the files of a bake', () => {
  const bake = (...inputs: string[]) => step('docker/bake-action@v6', 'push: true', ...inputs);
  const service = (name: string, more = '') =>
    `  ${name}:\n    image: ghcr.io/octo/${name}\n    build:\n      context: .\n${more}`;
  const compose = (...services: string[]) => ({ 'compose.yaml': `services:\n${services.join('')}` });
  const tags = '      x-bake:\n        tags: [ghcr.io/octo/other:1]\n';

  test.each<[string, string, Record<string, string>, string[]]>([
    [
      'of compose',
      bake('files: compose.yaml'),
      compose(service('web'), '  db: {image: postgres}\n'),
      ['ghcr.io/octo/web'],
    ],
    [
      'of compose, by target',
      bake('files: compose.yaml', 'targets: api'),
      compose(service('web'), service('api')),
      ['ghcr.io/octo/api'],
    ],
    [
      'of compose, with tags for bake',
      bake('files: compose.yaml'),
      compose(service('web', tags)),
      ['ghcr.io/octo/other:1'],
    ],
    [
      'in the workspace',
      bake('files: ${{ github.workspace }}/docker-bake.hcl'),
      BAKE,
      ['ghcr.io/octo/web:1'],
    ],
    [
      'in a folder of it',
      bake('source: ${{ github.workspace }}/ci'),
      { 'ci/docker-bake.hcl': BAKE['docker-bake.hcl'] },
      ['ghcr.io/octo/web:1'],
    ],
    ['elsewhere', bake('files: ${{ runner.temp }}/docker-bake.hcl'), BAKE, ANYWHERE],
  ])('%s', async (_, steps, files, expected) => expect(await pushes(steps, files)).toEqual(expected));
});

test('a refusal of what skaffold may push, or keep for a local cluster, is none that the job surely meets', async () => {
  const found = async (command: string) => {
    const { pushes: made } = await evidence({ [MAIN]: workflowOf(run(command)), ...SKAFFOLD });
    return made.map(({ fallbacks }) => fallbacks);
  };
  expect(await found('skaffold build')).toEqual([[]]);
  expect(await found('skaffold build --push')).toEqual([undefined]);
});
