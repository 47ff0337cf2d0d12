/** What Gradle and Maven push, by the words of their command line: the images of jib and of Spring Boot. */
import type { Chance } from '../../language/chance.js';
import { HOLE } from '../../language/values.js';
import { inWorkspace } from '../../language/workspace.js';
import { asScript } from '../../shell/starting/as-script.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { Found, StartSurroundings, Surroundings } from '../clients.js';
import { inFolder } from '../project-files/files.js';
import { isDryRun, isTaskLeft, projectFolder, projectOf } from '../project-files/jvm/gradle-options.js';
import { gradleStarted } from '../project-files/jvm/gradle-started.js';
import { type JibTarget, jibCredential, jibImages } from '../project-files/jvm/jib.js';
import { buildFiles, type GradleProperties } from '../project-files/jvm/jvm-build-files.js';
import { type BoundGoal, isBound, modulesIn } from '../project-files/jvm/maven-lifecycle.js';
import { mavenStarted } from '../project-files/jvm/maven-started.js';
import { quarkusImages } from '../project-files/jvm/quarkus.js';
import { springImages } from '../project-files/jvm/spring-boot.js';
import { textStarted } from '../project-files/scripts.js';
import { push } from './transfers.js';

/** What is set in the same word as the option, and what in the next. */
const SET_BY = /^(?:[-/]{1,2}p(?:roperty)?:|-D|-P)/i;
const SETS_NEXT = /^(?:-D|--define|--system-prop|-P|--project-prop|[-/]{1,2}p(?:roperty)?)$/;

/**
 * A property of Gradle, Maven or MSBuild: `-Dname=value`, `-p:name=value`, `/p:name=value`, `-p name=value`, and of MSBuild several
 * in one: `-p:name=value;other=value`. Docs: learn.microsoft.com, MSBuild command-line reference and `dotnet publish`; `mvn --help`;
 * docs.gradle.org, Command-line interface.
 */
export function property(said: readonly string[], name: string): string | undefined {
  const settings = said.flatMap((word, index) => {
    const [option] = SET_BY.exec(word) ?? [];
    if (option !== undefined && !SETS_NEXT.test(word)) return word.slice(option.length).split(BETWEEN);
    return SETS_NEXT.test(said[index - 1] ?? '') ? word.split(BETWEEN) : [];
  });
  const start = `${name}=`.toLowerCase();
  return settings.findLast((each) => each.toLowerCase().startsWith(start))?.slice(start.length);
}

/** Of what one word sets: a value may have it in it, too. */
const BETWEEN = /;(?=\w+=)/;

const JIB_GOAL = /^(?:[\w:.-]*:)?jib$|^(?:[\w.:-]+:)?jib(?:-maven-plugin(?::[\w.]+)?)?:build$/;

/** jib pushes, jibDockerBuild and jib:dockerBuild load into the daemon. */
function jib({ words: said }: Arguments, around: Surroundings): Found[] {
  const goals = said.filter((each) => JIB_GOAL.test(each));
  if (goals.length === 0) return [];
  const option = said.findLast((each) => /^--image=/.test(each))?.slice(8);
  const credential = jibCredential(
    property(said, 'jib.to.auth.username'),
    property(said, 'jib.to.auth.password'),
  );
  const given = property(said, 'jib.to.image') ?? property(said, 'image') ?? option;
  const written = given === undefined ? targetsOfProject(said, goals, around) : [{ image: given }];
  // It pushes in any case: what no build file tells that is read is a name that nobody knows.
  const targets: JibTarget[] = written.length > 0 ? written : [{ image: HOLE }];
  return targets.flatMap(({ image, ...own }) =>
    push(image, {
      client: 'jib',
      ...own,
      ...credential,
      mayBeConfigured: 'handed',
    }),
  );
}

const SPRING_GOAL =
  /^(?:[\w:.-]*:)?bootBuildImage$|^(?:spring-boot|[\w.]+:spring-boot-maven-plugin(?::[\w.-]+)?):build-image(?:-no-fork)?$/;

/** The image is loaded into the daemon, and pushed as well where the command or the build file says so. */
function springBoot({ words: said, last }: Arguments, around: Surroundings): Found[] {
  const goals = said.filter((each) => SPRING_GOAL.test(each));
  if (goals.length === 0) return [];
  const tool = goals.some((goal) => goal.includes(':build-image')) ? 'maven' : 'gradle';
  const written = springImages(
    tool,
    tool === 'maven' ? mavenModules(said, around) : gradleModules(goals, said),
    around,
    tool === 'maven' ? mavenGiven(said) : gradleProperties(said, around),
  );
  const publish =
    tool === 'gradle'
      ? said.findLast((each) => /^--(?:no-)?publishImage$/.test(each))?.replace(/^--(no-)?.*/, '$1')
      : property(said, 'spring-boot.build-image.publish');
  const named = last('--imageName') ?? property(said, 'spring-boot.build-image.imageName');
  const [first = { image: HOLE, publishes: false }] = written;
  const images = named === undefined ? [first, ...written.slice(1)] : [{ ...first, image: named }];
  return images.flatMap(({ image, publishes, ...own }) => {
    if (publish === undefined ? !publishes : publish !== '' && publish !== 'true') return [];
    return push(image, { ...own, mayBeConfigured: 'handed' });
  });
}

function quarkus({ words: said }: Arguments, around: Surroundings): Found[] {
  const folders = [...new Set([projectFolder(said), ...mavenModules(said, around)])];
  const given = (name: string) => property(said, name);
  return quarkusImages(said, folders, given, around).flatMap(({ image, ...own }) =>
    push(image, { ...own, mayBeConfigured: 'handed' }),
  );
}

/** Tasks of Gradle that push when they run, or are said to by their name. */
function isPushTask(task: string): boolean {
  return JIB_GOAL.test(task) || SPRING_GOAL.test(task) || SAYS_PUSH.test(task);
}

/** What the build files run for the words of a command, beside what these say; null: nothing. */
export function jvmStarted(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const file = (path: string) => around.file(inWorkspace(around.folder, path) ?? '');
  const byMaven = mavenStarted(args.words, mavenModules(args.words, { file }), around);
  // What its words say stays, but for what was told.
  if (byMaven.length > 0)
    return [...byMaven, textStarted(asScript(['mvn', '-Dexec.skip', ...args.words]), around)];
  return gradleStarted(args, around, isPushTask);
}

/** jib or Spring Boot, whichever is asked for. */
export function jvmImages(given: Arguments, around: Surroundings): Found[] {
  if (isDryRun(given.words)) return [];
  const isTask = (at: number) => !/^:?[\w:-]+$/.test(given.words[at] ?? '') || !isTaskLeft(given.words, at);
  const words = given.words.filter((_, at) => isTask(at));
  const args = { ...given, words };
  return [
    ...jib(args, around),
    ...springBoot(args, around),
    ...quarkus(args, around),
    ...boundImages(args, around),
    ...saidPushes(args),
  ];
}

/** Goals and tasks that say that they push an image: `docker:push` of Maven's plugins, `:app:dockerPushImage` of Gradle's. */
const SAYS_PUSH =
  /^(?:[\w.-]+:)?(?:docker(?:file)?(?:-maven-plugin(?::[\w.-]+)?)?|k8s|oc|(?:kubernetes|openshift)-maven-plugin(?::[\w.-]+)?):push$|(?:^|:)(?:k8sPush|ocPush|push(?:Docker|Oci|Container|Image)\w*|(?:docker|oci|container)\w*Push\w*|\w+AndPush(?:Docker|Oci|Container|Image)\w*)$/;

/** Its name stands in a build file, by the ways of many plugins. */
function saidPushes({ words: said }: Arguments): Found[] {
  return said.some((each) => SAYS_PUSH.test(each)) ? push(HOLE, { mayBeConfigured: 'handed' }) : [];
}

/** The goals whose images are read. Docs: their Maven plugins' pages; jib's has no phase of its own. */
const JIB_BOUND: BoundGoal = { plugin: 'jib-maven-plugin', goals: /^build$/, phase: null, skip: 'jib.skip' };
const SPRING_BOUND: BoundGoal = {
  plugin: 'spring-boot-maven-plugin',
  goals: /^build-image(?:-no-fork)?$/,
  phase: 'package',
  skip: 'spring-boot.build-image.skip',
};

/** Those of others, whose names are not read. Docs: dmp.fabric8.io, docker:push; github.com/spotify/dockerfile-maven. */
const OTHERS_BOUND: readonly BoundGoal[] = [
  { plugin: 'docker-maven-plugin', goals: /^push$/, phase: 'deploy', skip: 'docker.skip' },
  { plugin: 'dockerfile-maven-plugin', goals: /^push$/, phase: 'deploy', skip: 'dockerfile.skip' },
];

/** `mvn deploy`, where a build file binds the goal to a phase. */
function boundImages({ words: said }: Arguments, around: Surroundings): Found[] {
  const given = property(said, 'jib.to.image') ?? property(said, 'image');
  return mavenModules(said, around).flatMap((folder) =>
    buildFiles('maven', [folder], around.file).flatMap((pom) => {
      const here = { ...around, file: () => pom };
      const ofJib =
        given === undefined ? jibImages('maven', [folder], here, mavenGiven(said)) : [{ image: given }];
      const ofSpring = springImages('maven', [folder], here, mavenGiven(said)).flatMap(
        ({ publishes, ...each }) => (publishes ? [each] : []),
      );
      return [
        ...boundPushes(isBound(pom, said, JIB_BOUND), ofJib.length > 0 ? ofJib : [{ image: HOLE }]),
        ...boundPushes(isBound(pom, said, SPRING_BOUND), ofSpring),
        ...OTHERS_BOUND.flatMap((goal) => boundPushes(isBound(pom, said, goal), [{ image: HOLE }])),
      ];
    }),
  );
}

function boundPushes(runs: Chance, targets: readonly JibTarget[]): Found[] {
  if (runs === 'no') return [];
  return targets.flatMap(({ image, ...own }) => push(image, { ...own, runs, mayBeConfigured: 'handed' }));
}

/** Those of the modules that the command names: `-pl app` and `-f app` of Maven, `:app:jib` of Gradle. */
function targetsOfProject(
  said: readonly string[],
  goals: readonly string[],
  around: Surroundings,
): JibTarget[] {
  if (goals.some((goal) => goal.includes('jib:')))
    return jibImages('maven', mavenModules(said, around), around, mavenGiven(said));
  return jibImages('gradle', gradleModules(goals, said), around, gradleProperties(said, around));
}

/** The folders of the projects that tasks stand in. */
function gradleModules(goals: readonly string[], said: readonly string[]): string[] {
  return goals.map((goal) => inFolder(projectFolder(said), projectOf(goal)));
}

/** `-Dname=value` (maven.apache.org, POM reference, Properties). */
function mavenGiven(said: readonly string[]): GradleProperties {
  return (name) => property(said, name) ?? null;
}

/** Docs: docs.gradle.org, Build environment: `-Pname=value`, else the variable ORG_GRADLE_PROJECT_name. */
function gradleProperties(said: readonly string[], { variable }: Surroundings): GradleProperties {
  return (name) =>
    said.findLast((each) => each.startsWith(`-P${name}=`))?.slice(name.length + 3) ??
    variable(`ORG_GRADLE_PROJECT_${name}`);
}

/** `-pl app` and `-f app/pom.xml`; else the folder itself, and the modules that its build file has. */
function mavenModules(said: readonly string[], { file }: Pick<Surroundings, 'file'>): string[] {
  const at = (...names: string[]) =>
    said.flatMap((each, index) => (names.includes(each) ? (said[index + 1] ?? '').split(',') : []));
  const files = at('-f', '--file').map((each) => each.replace(/\/?pom\.xml$/, ''));
  const modules = at('-pl', '--projects');
  if (modules.length > 0) return modules.map((each) => each.replace(/^:/, ''));
  return (files.length > 0 ? files : ['']).flatMap((folder) => [
    folder,
    ...buildFiles('maven', [folder], file)
      .flatMap(modulesIn)
      .map((module) => inFolder(folder, module)),
  ]);
}
