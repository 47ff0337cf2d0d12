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
  ])('%s', async (_, more, command, expected) =>
    expect(await pushed(command, { 'build.gradle': JIB + more })).toEqual(expected),
  );

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
    expect(gradleBuild(text).tasksRun(['x'])).toEqual(['x']);
  });
});

describe("Maven's exec plugin", () => {
  const pom = (settings: string, phase = 'deploy') =>
    `<project><build><plugins><plugin><artifactId>exec-maven-plugin</artifactId><executions><execution><phase>${phase}</phase><goals><goal>exec</goal></goals><configuration>${settings}</configuration></execution></executions></plugin></plugins></build></project>`;
  const LIST =
    '<executable>docker</executable><arguments><argument>push</argument><argument>ghcr.io/octo/app:${project.version}</argument></arguments>';

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
    ['without a build file', '', 'sbt Docker/publish', ['? …:…']],
  ])('%s', async (_, build, command, expected) =>
    expect(await pushed(command, build ? { 'build.sbt': build } : {})).toEqual(expected),
  );
});

describe('cargo-make', () => {
  const FILE =
    '[tasks.push]\ncommand = "docker"\nargs = ["push", "ghcr.io/octo/app:1"]\n\n[tasks.ship]\ndependencies = ["push"]\n\n[tasks.text]\nscript = ["docker push ghcr.io/octo/app:2"]\n';

  test.each<[string, string, string[]]>([
    ['a command with its words', 'cargo make push', ['ghcr.io/octo/app:1']],
    ['what it needs', 'makers --profile release ship', ['ghcr.io/octo/app:1']],
    ['its lines', 'cargo make text', ['ghcr.io/octo/app:2']],
    ['another one', 'cargo make build', []],
  ])('%s', async (_, command, expected) =>
    expect(await pushed(command, { 'Makefile.toml': FILE })).toEqual(expected),
  );
});
