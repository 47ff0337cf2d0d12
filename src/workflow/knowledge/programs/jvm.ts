/** Builds of the Java virtual machine: what their plugins push, and what their build files run. */
import type { Arguments } from '../arguments.js';
import type { Found } from '../clients.js';
import type { Program } from '../program.js';
import { sbtStarted } from '../project-files/jvm/sbt.js';
import { jvmImages, jvmStarted } from '../transfers/jvm-builds.js';
import { givenPassword, push, repositoryOf, spaced } from '../transfers/transfers.js';

/** `jib build --target NAME`: an image of the registry, unless the name has another scheme. */
function jib({ values, last }: Arguments): Found[] {
  const target = last('-t', '--target')?.replace(/^registry:\/\//, '');
  const repository = target === undefined || target.includes('://') ? undefined : target;
  const own = givenPassword(...values('--to-password', '--password'));
  const isHelped = values('--to-credential-helper', '--credential-helper').length > 0;
  const tags = repository === undefined ? [] : values('--additional-tags').flatMap((each) => each.split(','));
  return [repository, ...tags.map((tag) => `${repositoryOf(repository)}:${tag}`)].flatMap((each) =>
    push(each, { client: 'jib', ...own, ...(isHelped ? { mayBeConfigured: true } : {}) }),
  );
}

export const JVM_BUILDS: readonly Program[] = [
  {
    names: ['jib'],
    commands: [
      {
        words: ['build|jar|war'],
        source: 'https://github.com/GoogleContainerTools/jib/tree/master/jib-cli#readme',
        example: 'jib build --target=ghcr.io/octo/app',
        takes: spaced(
          '-t --target -b --build-file -p --parameter -c --context --name --image-metadata-out --additional-tags --username ' +
            '--password --to-username --to-password --from-username --from-password --credential-helper ' +
            '--to-credential-helper --from-credential-helper --base-image-cache --project-cache --verbosity --console ' +
            '--from --entrypoint --jvm-flags --mode --expose --volumes --environment-variables --labels --user --image-format ' +
            '--program-args --creation-time',
        ),
        finds: jib,
      },
    ],
    log: { name: 'jib', frame: /\bjib\b|Tried to push BLOB|Unauthorized for \S+\//i },
    hidesLogins: 'no',
  },
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
