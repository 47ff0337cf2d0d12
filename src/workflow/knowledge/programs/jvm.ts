/** Builds of the Java virtual machine: what their plugins push, and what their build files run. */
import type { Program } from '../program.js';
import { sbtStarted } from '../project-files/jvm/sbt.js';
import { jvmImages, jvmStarted } from '../transfers/jvm-builds.js';

export const JVM_BUILDS: readonly Program[] = [
  {
    names: ['gradle', 'gradlew', 'mvn', 'mvnw'],
    commands: [
      {
        words: [],
        source:
          'https://github.com/GoogleContainerTools/jib: jib-gradle-plugin and jib-maven-plugin, READMEs; ' +
          'https://docs.spring.io/spring-boot/maven-plugin/build-image.html and gradle-plugin/packaging-oci-image.html',
        example:
          'mvn -B jib:build -Djib.to.image=ghcr.io/octo/app -Djib.to.auth.password=${{ github.token }}',
        takes: ['--imageName'],
        finds: jvmImages,
        starts: jvmStarted,
        elsewhere: /\bjib\b|bootBuildImage|\bbuild-image\b/,
      },
    ],
    followsProject: true,
    log: { name: 'jib', frame: /\bjib\b|Tried to push BLOB|Unauthorized for \S+\//i },
    hidesLogins: 'no',
  },
  {
    names: ['sbt', 'sbtn', 'sbtx'],
    commands: [
      {
        words: [],
        source: 'https://sbt-native-packager.readthedocs.io/en/stable/formats/docker.html',
        takes: [],
        starts: sbtStarted,
      },
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
];
