/**
 * The image that a build with Quarkus pushes, where its settings say so: on the command line, in the environment, or in the
 * application's own file. Docs: quarkus.io/guides/container-image, and quarkus.io/guides/config-reference (Environment variables,
 * Profiles).
 */
import { HOLE, hasHole } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { inFolder } from '../files.js';

/** Phases and tasks that build the application, and with it its image. */
const BUILDS = /^(?:package|verify|install|deploy|build|assemble|quarkusBuild)$/;

/** Maven's goal that does. What other plugins build, `docker:build`, is not the application. */
const GOAL = /^(?:[\w.-]+:)?quarkus(?:-maven-plugin(?::[\w.-]+)?)?:build$/;

/** Those that push it whatever the settings say. */
const PUSHES = /^(?:[\w.-]+:)?quarkus(?:-maven-plugin(?::[\w.-]+)?)?:image-push$|^(?:[\w:.-]*:)?imagePush$/;

const RESOURCES = 'src/main/resources/';

const SETTINGS = `${RESOURCES}application.properties`;

/** What counts more than that file, and is not read. */
const OTHER_SETTINGS = [
  `${RESOURCES}application.yaml`,
  `${RESOURCES}application.yml`,
  'config/application.properties',
  '.env',
];

const BUILD_FILES = ['pom.xml', 'build.gradle', 'build.gradle.kts', 'gradle/libs.versions.toml'];

const PREFIX = 'quarkus.container-image.';

type Told = (name: string) => string | undefined;

/**
 * @param said the words of the command
 * @param folders of the modules that it builds
 * @param given a property of the command line
 */
export function quarkusImages(
  said: readonly string[],
  folders: readonly string[],
  given: Told,
  { variable, file }: Pick<Surroundings, 'variable' | 'file'>,
): { image: string; password?: string }[] {
  const isPush = said.some((each) => PUSHES.test(each));
  const isMaven = folders.some((folder) => file(inFolder(folder, 'pom.xml')) !== null);
  if (!isPush && !said.some((each) => isBuild(each, isMaven))) return [];
  const asked: Told = (name) => given(name) ?? variable(variableOf(name)) ?? undefined;
  if (!isPush && asked('quarkus.build.skip') === 'true') return [];
  const built = textsOf(['', ...folders], BUILD_FILES, file);
  // Nothing pushes without one of its extensions, which who asks for it here will have; the goals that push bring one.
  const isMeant = isPush || asked(`${PREFIX}push`) === 'true' || built.length === 0;
  if (!isMeant && !built.some((text) => text.includes('container-image'))) return [];
  // A profile of Maven may choose one of Quarkus.
  const isChosenThere = built.some((text) => text.includes('quarkus.profile'));
  const profile = asked('quarkus.profile') ?? (isChosenThere ? HOLE : 'prod');
  const written = folders.flatMap((folder) => file(inFolder(folder, SETTINGS)) ?? []);
  const own = written.filter((text) => text.includes('quarkus.'));
  const others = [...OTHER_SETTINGS, `${RESOURCES}application-${profile}.properties`];
  const isUnread =
    built.some((text) => text.includes(PREFIX)) ||
    textsOf(['', ...folders], others, file).some((text) => /container[-_]image/i.test(text));
  const seen = (own.length > 0 && !isUnread ? own : ['']).flatMap((text) => {
    const told: Told = (name) => asked(PREFIX + name) ?? writtenIn(text, PREFIX + name, profile);
    if (!isPush && told('push') !== 'true') return [];
    const password = told('password');
    return [{ image: imageOf(told), ...(password === undefined ? {} : { password }) }];
  });
  return [...new Map(seen.map((each) => [each.image, each])).values()];
}

/** `:app:build` of Gradle is the task of a project; of Maven's words only a phase has no plugin in front. */
function isBuild(word: string, isMaven: boolean): boolean {
  return (
    BUILDS.test(word) || (isMaven ? GOAL.test(word) : BUILDS.test(word.slice(word.lastIndexOf(':') + 1)))
  );
}

function textsOf(folders: readonly string[], names: readonly string[], file: Surroundings['file']): string[] {
  return [...new Set(folders)].flatMap((folder) =>
    names.flatMap((name) => file(inFolder(folder, name)) ?? []),
  );
}

/** Without a registry it goes to Docker Hub; group and name are of the project where nobody says them. */
function imageOf(told: Told): string {
  const whole = told('image');
  if (whole !== undefined) return whole;
  const [registry, group = HOLE, name = HOLE, tag = HOLE] = ['registry', 'group', 'name', 'tag'].map(told);
  const path = [group, name].filter((each) => each !== '').join('/');
  return registry === undefined ? HOLE : `${registry}/${path}:${tag}`;
}

/** What is put together of other settings is not followed; of a profile that nobody knows, any may be meant. */
function writtenIn(text: string, name: string, profile: string): string | undefined {
  const key = name.replaceAll('.', '\\.');
  const set = (prefix: string) =>
    new RegExp(`^[ \\t]*${prefix}${key}[ \\t]*[=:][ \\t]*(.*?)[ \\t]*$`, 'm').exec(text)?.[1];
  const value = hasHole(profile)
    ? set('%[^\\n]*?\\.') === undefined
      ? set('')
      : HOLE
    : (set(`%(?:\\{[^\\n}]*\\b)?${profile.replace(/\W/g, '\\$&')}(?:\\b[^\\n}]*\\})?\\.`) ?? set(''));
  return value?.replace(/\$\{[^}]*\}/g, HOLE);
}

/** MicroProfile Config: all but letters and digits are underscores, and the letters capital ones. */
function variableOf(name: string): string {
  return name.replace(/\W/g, '_').toUpperCase();
}
