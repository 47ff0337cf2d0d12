/** What Gradle, Maven and sbt run by their build files beside what their words say. */
import { describe, expect, test } from '@jest/globals';
import { gradleBuild } from '../../src/workflow/knowledge/project-files/jvm/gradle-tasks.js';
import { evidence, MAIN, workflowOf } from './reading.js';

async function pushed(command: string, files: Record<string, string>): Promise<string[]> {
  const steps = `- uses: acme/ghcr-preflight@v1\n- uses: actions/checkout@v4\n- run: ${command}\n`;
  const { pushes } = await evidence(
    { [MAIN]: workflowOf(steps), ...files },
    { own: { images: [], login: 'docker' } },
  );
  return pushes.flatMap(({ access, reference, shown, runs }) =>
    access === 'push' && runs !== 'no' ? [reference ?? `? ${shown}`] : [],
  );
}

const JIB =
  "plugins { id 'com.google.cloud.tools.jib' version '3.4.0' }\njib { to { image = 'ghcr.io/octo/app' } }\n";
const APP = ['ghcr.io/octo/app'];

describe('a task of Gradle', () => {
  test.each<[string, string, string, string[]]>([
    ['that starts another', "tasks.register('ship') { dependsOn 'jib' }\n", './gradlew ship', APP],
    ['of a list', "task ship(dependsOn: ['build', 'jib'])\n", './gradlew ship', APP],
    ['told apart', 'build.dependsOn jib\n', 'gradle build', APP],
    ['with one behind it', "tasks.named('build') { finalizedBy 'jib' }\n", 'gradle build', APP],
    [
      'over another one',
      "tasks.register('a') { dependsOn 'jib' }\ntasks.register('b') { dependsOn(tasks.named('a')) }\n",
      'gradle b',
      APP,
    ],
    [
      'in a circle',
      "tasks.register('a') { dependsOn 'b' }\ntasks.register('b') { dependsOn 'a', 'jib' }\n",
      'gradle a',
      APP,
    ],
    ['that is not asked for', "tasks.register('ship') { dependsOn 'jib' }\n", 'gradle test', []],
    ['that is left out', "tasks.register('ship') { dependsOn 'jib' }\n", 'gradle ship -x jib', []],
    [
      'beside one that is left out',
      "tasks.register('ship') { dependsOn 'jib' }\n",
      'gradle ship -x test',
      APP,
    ],
    [
      'that pushes once, behind a program',
      "tasks.named('jib') { dependsOn 'note' }\ntasks.register('note', Exec) { commandLine 'docker', 'push', 'ghcr.io/octo/web' }\n",
      'gradle jib',
      ['ghcr.io/octo/web', ...APP],
    ],
    ['that loads it only', "tasks.register('ship') { dependsOn 'jibDockerBuild' }\n", 'gradle ship', []],
    [
      'that runs a program',
      "task ship(type: Exec) {\n  commandLine 'docker', 'push', \"ghcr.io/octo/app:$version\"\n}\n",
      'gradle ship',
      APP,
    ],
    [
      'that is called as a push, and says what it runs',
      "task pushImage(type: Exec) {\n  commandLine 'docker', 'push', 'ghcr.io/octo/app:1'\n}\n",
      'gradle pushImage',
      ['ghcr.io/octo/app:1'],
    ],
    [
      'that runs a program at its end',
      "tasks.register('ship') {\n  doLast {\n    exec {\n      executable 'docker'\n      args 'push', 'ghcr.io/octo/app:1'\n    }\n  }\n}\n",
      'gradle ship',
      ['ghcr.io/octo/app:1'],
    ],
    ['in a remark', '/*\nbuild.dependsOn jib\n*/\n', 'gradle build', []],
    [
      'with an address before it',
      "def url = 'https://example.org/*'\nbuild.dependsOn jib\n",
      'gradle build',
      APP,
    ],
    ['of a list over lines', "task ship(dependsOn: [\n  'build',\n  'jib',\n]) {\n}\n", 'gradle ship', APP],
    [
      'in brackets over lines',
      "task ship {\n  dependsOn(\n    'build',\n    'jib'\n  )\n}\n",
      'gradle ship',
      APP,
    ],
    ['that is left out by its path', 'build.dependsOn jib\n', 'gradle build -x :jib', []],
    [
      'that runs a command, left out by its path',
      "task ship(type: Exec) { commandLine 'docker', 'push', 'ghcr.io/octo/app:1' }\nbuild.dependsOn ship\n",
      'gradle build -x :ship',
      [],
    ],
    ['that is left out in one word', 'build.dependsOn jib\n', 'gradle build --exclude-task=jib', []],
    ['that is only told of', 'build.dependsOn jib\n', 'gradle build --dry-run', []],
    ['that is only asked about', '', 'gradle help --task jib', []],
    [
      'whose image is a property',
      "task ship(type: Exec) { commandLine 'docker', 'push', \"ghcr.io/octo/app:${version}\" }\n",
      'gradle ship',
      APP,
    ],
    [
      'whose image is put together',
      "task ship(type: Exec) { commandLine 'docker', 'push', 'ghcr.io/octo/' + name }\n",
      'gradle ship',
      ['? ghcr.io/octo/…'],
    ],
    [
      'whose image is another expression',
      "task ship(type: Exec) { commandLine(['docker', 'push', image(name, 'x')]) }\n",
      'gradle ship',
      ['? …'],
    ],
    [
      'with its words in one text',
      "task ship(type: Exec) { commandLine 'docker push ghcr.io/octo/app:1'.split() }\n",
      'gradle ship',
      ['ghcr.io/octo/app:1'],
    ],
  ])('%s', async (_, more, command, expected) =>
    expect(await pushed(command, { 'build.gradle': JIB + more })).toEqual(expected),
  );

  test.each([
    ['what it starts', "if (project.hasProperty('ship')) {\n  build.dependsOn jib\n}\n", 'gradle build'],
    [
      'its program',
      "task ship { doLast { if (ci) { exec { commandLine 'docker', 'push', 'ghcr.io/octo/app' } } } }\n",
      'gradle ship',
    ],
    [
      'itself',
      "task ship(type: Exec) {\n  onlyIf { ci }\n  commandLine 'docker', 'push', 'ghcr.io/octo/app'\n}\n",
      'gradle ship',
    ],
  ])('that asks something before %s', async (_, more, command) => {
    const text = workflowOf(`- uses: acme/ghcr-preflight@v1\n- run: ${command}\n`);
    const { pushes } = await evidence(
      { [MAIN]: text, 'build.gradle': JIB + more },
      { own: { images: [], login: 'docker' } },
    );
    expect(pushes.map(({ reference, runs }) => [reference, runs])).toEqual([['ghcr.io/octo/app', 'unknown']]);
  });

  test.each(['gradle :web:ship', 'gradle -p web ship', 'gradle -p web jib'])(
    'of another project than the one that stands above it: %s',
    async (command) => {
      const files = {
        'build.gradle': JIB,
        'web/build.gradle': "jib { to { image = 'ghcr.io/octo/web' } }\ntask ship { dependsOn 'jib' }\n",
      };
      expect(await pushed(command, files)).toEqual(['ghcr.io/octo/web']);
    },
  );

  test("Spring Boot's image is pushed by what its own block says", async () => {
    const build = "bootBuildImage { imageName = 'ghcr.io/octo/app' }\n";
    const pushes = (more: string, text = build) =>
      pushed('gradle :bootBuildImage', { 'build.gradle': text + more });
    expect(await pushes('docs { publish = true }\n')).toEqual([]);
    expect(await pushes('', build.replace(' }', '\n// publish = true\n}'))).toEqual([]);
    expect(await pushes('', build.replace(' }', '\npublish = true\n}'))).toEqual(APP);
  });

  test('in Kotlin, and of a project below', async () => {
    const files = {
      'build.gradle.kts': 'val ship by tasks.registering {\n  dependsOn(":app:jib")\n}\n',
      'app/build.gradle': JIB,
    };
    expect(await pushed('./gradlew ship', files)).toEqual(APP);
  });

  test('what it needs beside is nothing more to ask', async () => {
    const files = { 'build.gradle': `${JIB}tasks.named('jib') { dependsOn 'test' }\n` };
    expect(await pushed('gradle jib', files)).toEqual(APP);
  });

  test('a long file with thousands of blocks is looked at once', () => {
    const text = "tasks.register('x') {\n".repeat(5_000);
    expect([...gradleBuild(text).keys()]).toEqual(['x']);
  });
});

describe("Maven's exec plugin", () => {
  const pom = (settings: string, phase = 'deploy') =>
    `<project><build><plugins><plugin><artifactId>exec-maven-plugin</artifactId><executions><execution><phase>${phase}</phase><goals><goal>exec</goal></goals><configuration>${settings}</configuration></execution></executions></plugin></plugins></build></project>`;
  const LIST =
    '<executable>docker</executable><arguments><argument>push</argument><argument>ghcr.io/octo/app:${project.version}</argument></arguments>';

  const ofProfile = (head: string) =>
    pom(LIST)
      .replace('<project>', `<project><profiles><profile>${head}`)
      .replace('</project>', '</profile></profiles></project>');

  test.each<[string, string, string, string[]]>([
    ['in its phase', pom(LIST), 'mvn -B deploy', APP],
    ['in a phase behind it', pom(LIST, 'package'), 'mvn install', APP],
    ['before its phase', pom(LIST), 'mvn package', []],
    [
      'with its words in one',
      pom('<executable>docker</executable><commandlineArgs>push ghcr.io/octo/app:1</commandlineArgs>'),
      'mvn deploy',
      ['ghcr.io/octo/app:1'],
    ],
    ['that is passed over', pom(LIST), 'mvn deploy -Dexec.skip', []],
    [
      'in a remark',
      pom(LIST).replace('<plugin>', '<!-- <plugin>').replace('</plugin>', '</plugin> -->'),
      'mvn deploy',
      [],
    ],
    ['of a profile that is named', ofProfile('<id>x</id>'), 'mvn deploy --activate-profiles y,x', APP],
    ['of a profile that is not', ofProfile('<id>x</id>'), 'mvn deploy -Py', []],
    [
      'of a profile whose name stands elsewhere, where none is named',
      ofProfile('<build/><id>x</id>'),
      'mvn deploy',
      [],
    ],
    [
      'of a profile whose name stands elsewhere, where one is named',
      ofProfile('<build/><id>x</id>'),
      'mvn deploy -Px',
      APP,
    ],
    [
      'of a profile whose name stands behind what activates it',
      ofProfile('<activation><activeByDefault>true</activeByDefault></activation><id>x</id>'),
      'mvn deploy',
      APP,
    ],
    [
      'of a profile that is left out',
      ofProfile('<id>x</id><activation><activeByDefault>true</activeByDefault></activation>'),
      "mvn deploy -P '!x'",
      [],
    ],
    [
      'of a profile that is left out with a dash',
      ofProfile('<id>x</id><activation><activeByDefault>true</activeByDefault></activation>'),
      'mvn deploy -P y,-x',
      [],
    ],
  ])('%s', async (_, file, command, expected) =>
    expect(await pushed(command, { 'pom.xml': file })).toEqual(expected),
  );
});

describe('sbt', () => {
  const BUILD =
    'name := "other"\ndockerRepository := Some("ghcr.io")\ndockerUsername := Some("octo")\nDocker / packageName := "app"\n';

  test.each<[string, string, string, string[]]>([
    ['its image', BUILD, 'sbt Docker/publish', APP],
    ['by its old name, among others', BUILD, "sbt ';clean;docker:publish'", APP],
    ['of a project', BUILD, "sbt 'app / Docker / publish'", APP],
    ['on this machine alone', BUILD, 'sbt Docker/publishLocal', []],
    [
      'by a name that is put together',
      BUILD.replace('"app"', 'name.value'),
      'sbt Docker/publish',
      ['? ghcr.io/octo/…:…'],
    ],
    ['in a remark', `// dockerRepository := Some("example.org")\n${BUILD}`, 'sbt Docker/publish', APP],
    [
      'of one of several projects',
      `${BUILD}lazy val web = project.settings(Docker / packageName := "web")\n`,
      'sbt web/Docker/publish',
      ['? ghcr.io/octo/…:…'],
    ],
    [
      'that the command names',
      BUILD,
      `sbt 'set Docker / packageName := "web"' Docker/publish`,
      ['ghcr.io/octo/web'],
    ],
    ['without a build file', '', 'sbt Docker/publish', ['? …:…']],
  ])('%s', async (_, build, command, expected) =>
    expect(await pushed(command, build ? { 'build.sbt': build } : {})).toEqual(expected),
  );
});

describe('cargo-make', () => {
  const FILE =
    '[tasks.push]\ncommand = "docker"\nargs = ["push", "ghcr.io/octo/app:1"]\n\n[tasks.ship]\ndependencies = ["push"]\n\n[tasks.text]\nscript = ["docker push ghcr.io/octo/app:2"]\n\n[tasks.other]\nalias = "push"\n\n[tasks.off]\ndisabled = true\nextend = "push"\n';

  test.each<[string, string, string[]]>([
    ['a command with its words', 'cargo make push', ['ghcr.io/octo/app:1']],
    ['what it needs', 'makers --profile release ship', ['ghcr.io/octo/app:1']],
    ['its lines', 'cargo make text', ['ghcr.io/octo/app:2']],
    ['another one', 'cargo make build', []],
    ['another name of it', 'cargo make other', ['ghcr.io/octo/app:1']],
    ['one that is off', 'cargo make off', []],
  ])('%s', async (_, command, expected) =>
    expect(await pushed(command, { 'Makefile.toml': FILE })).toEqual(expected),
  );
});

describe('a build with Quarkus', () => {
  const FILE = 'src/main/resources/application.properties';
  const PUSH = '-Dquarkus.container-image.push=true';
  const named = (...lines: string[]) => lines.map((line) => `quarkus.container-image.${line}\n`).join('');
  const YAML = 'src/main/resources/application.yml';
  const IMAGE = { [FILE]: named('image=ghcr.io/octo/app') };
  const OWN = named('push=true', 'image=ghcr.io/octo/app');
  const WITH = '<artifactId>quarkus-container-image-jib</artifactId>';
  const SET = `${WITH}<quarkus.container-image.push>false</quarkus.container-image.push>`;
  const OTHER = ['ghcr.io/octo/b'];
  test.each<[string, string, Record<string, string>, string[]]>([
    [
      'named by its words',
      `./mvnw package ${PUSH} -Dquarkus.container-image.image=ghcr.io/octo/app:1`,
      {},
      ['ghcr.io/octo/app:1'],
    ],
    [
      'named in parts',
      `mvn -B verify ${PUSH} -Dquarkus.container-image.registry=ghcr.io`,
      { [FILE]: named('group=octo', 'name=app') },
      APP,
    ],
    [
      'that its settings have pushed',
      './gradlew build',
      { [FILE]: named('push=true', 'image=ghcr.io/octo/app') },
      APP,
    ],
    [
      'of a module',
      `mvn -pl web package ${PUSH}`,
      { [`web/${FILE}`]: named('image = ghcr.io/octo/app') },
      APP,
    ],
    ['by a goal of its own', './mvnw quarkus:image-push', { [FILE]: named('image=ghcr.io/octo/app') }, APP],
    [
      'whose project names it',
      `./mvnw package ${PUSH}`,
      { [FILE]: named('registry=ghcr.io', 'group=octo') },
      ['? ghcr.io/octo/…:…'],
    ],
    [
      'whose name is put together',
      './gradlew imagePush',
      { [FILE]: named('image=ghcr.io/${NAME}') },
      ['? ghcr.io/…'],
    ],
    ['that is not pushed', './mvnw package', { [FILE]: named('image=ghcr.io/octo/app') }, []],
    [
      'that is kept from it',
      './mvnw package -Dquarkus.container-image.push=false',
      { [FILE]: named('push=true', 'image=ghcr.io/octo/app') },
      [],
    ],
    ['that is only tested', `./mvnw test ${PUSH}`, { [FILE]: named('image=ghcr.io/octo/app') }, []],
    ['of a task of a project of Gradle', `./gradlew :app:build ${PUSH}`, IMAGE, APP],
    ['by its goal', `mvn quarkus:build ${PUSH}`, { ...IMAGE, 'pom.xml': WITH }, APP],
    ['that another plugin builds', `mvn docker:build ${PUSH}`, { ...IMAGE, 'pom.xml': WITH }, []],
    ['that is skipped', `mvn package ${PUSH} -Dquarkus.build.skip=true`, IMAGE, []],
    ['with its extension', 'mvn package', { [FILE]: OWN, 'pom.xml': WITH }, APP],
    ['without any extension', 'mvn package', { [FILE]: OWN, 'pom.xml': '<project/>' }, []],
    ['that the build file may keep from it', 'mvn package', { [FILE]: OWN, 'pom.xml': SET }, []],
    ['that another file may keep from it', 'mvn package', { [FILE]: OWN, [YAML]: 'container-image: {}' }, []],
    ['for another profile', 'mvn package', { [FILE]: `%dev.${named('push=true')}` }, []],
    ['for its profile', 'mvn package', { [FILE]: `${OWN}%prod.${named('image=ghcr.io/octo/b')}` }, OTHER],
    ['for one of two', 'mvn package', { [FILE]: `${OWN}%{a,prod}.${named('push=false')}` }, []],
    ['but for its profile', 'mvn package', { [FILE]: `${OWN}%prod.${named('push=false')}` }, []],
    [
      'but for the profile that is asked for',
      'mvn package -Dquarkus.profile=ci',
      { [FILE]: `${OWN}%ci.${named('push=false')}` },
      [],
    ],
    [
      'but perhaps for its profile',
      'mvn package -Pci',
      {
        [FILE]: `${OWN}%ci.${named('push=false')}`,
        'pom.xml': `${WITH}<quarkus.profile>ci</quarkus.profile>`,
      },
      [],
    ],
  ])('%s', async (_, command, files, expected) => expect(await pushed(command, files)).toEqual(expected));

  test('told by the environment', async () =>
    expect(
      await pushed(
        './mvnw package\n  env: {QUARKUS_CONTAINER_IMAGE_PUSH: true, QUARKUS_CONTAINER_IMAGE_IMAGE: ghcr.io/octo/app}',
        {},
      ),
    ).toEqual(APP));

  test.each(['mvn k8s:build k8s:push', 'gradle k8sPush', 'mvn oc:push'])(
    'JKube, whose name stands in the build file: %s',
    async (command) => expect(await pushed(command, {})).toEqual(['? …']),
  );
});
