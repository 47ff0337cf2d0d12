/**
 * The image that a build with Quarkus pushes, where its settings say so: on the command line, in the environment, or in the
 * application's own file. Docs: quarkus.io/guides/container-image, and quarkus.io/guides/config-reference (Environment variables).
 */
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { inFolder } from '../files.js';

/** Goals and tasks that build the application, and with it its image. */
const BUILDS = /^(?:[\w:.-]*:)?(?:package|verify|install|deploy|build|assemble|quarkusBuild)$/;

/** Those that push it whatever the settings say. */
const PUSHES = /^(?:[\w.-]+:)?quarkus(?:-maven-plugin(?::[\w.-]+)?)?:image-push$|^(?:[\w:.-]*:)?imagePush$/;

const SETTINGS = 'src/main/resources/application.properties';

const PREFIX = 'quarkus.container-image.';

/**
 * @param said the words of the command
 * @param folders of the modules that it builds
 * @param given a property of the command line
 */
export function quarkusImages(
  said: readonly string[],
  folders: readonly string[],
  given: (name: string) => string | undefined,
  { variable, file }: Pick<Surroundings, 'variable' | 'file'>,
): { image: string; password?: string }[] {
  const isPush = said.some((each) => PUSHES.test(each));
  if (!isPush && !said.some((each) => BUILDS.test(each))) return [];
  const written = folders.flatMap((folder) => file(inFolder(folder, SETTINGS)) ?? []);
  const own = written.filter((text) => text.includes('quarkus.'));
  const seen = (own.length > 0 ? own : ['']).flatMap((text) => {
    const told = (name: string) =>
      given(PREFIX + name) ?? variable(variableOf(PREFIX + name)) ?? writtenIn(text, PREFIX + name);
    if (!isPush && told('push') !== 'true') return [];
    const password = told('password');
    return [{ image: imageOf(told), ...(password === undefined ? {} : { password }) }];
  });
  return [...new Map(seen.map((each) => [each.image, each])).values()];
}

/** Without a registry it goes to Docker Hub; group and name are of the project where nobody says them. */
function imageOf(told: (name: string) => string | undefined): string {
  const whole = told('image');
  if (whole !== undefined) return whole;
  const [registry, group = HOLE, name = HOLE, tag = HOLE] = ['registry', 'group', 'name', 'tag'].map(told);
  const path = [group, name].filter((each) => each !== '').join('/');
  return registry === undefined ? HOLE : `${registry}/${path}:${tag}`;
}

/** What is put together of other settings is not followed. */
function writtenIn(text: string, name: string): string | undefined {
  const pattern = new RegExp(
    `^[ \\t]*(?:%prod\\.)?${name.replaceAll('.', '\\.')}[ \\t]*[=:][ \\t]*(.*?)[ \\t]*$`,
    'm',
  );
  return pattern.exec(text)?.[1]?.replace(/\$\{[^}]*\}/g, HOLE);
}

/** MicroProfile Config: all but letters and digits are underscores, and the letters capital ones. */
function variableOf(name: string): string {
  return name.replace(/\W/g, '_').toUpperCase();
}
