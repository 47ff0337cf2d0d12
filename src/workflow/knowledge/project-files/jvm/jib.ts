/** The image that jib pushes, where the project's own build file names it. */

import { onlyOrigin, withoutAbsent } from '../../../language/origins.js';
import { HOLE } from '../../../language/values.js';
import type { Found, Surroundings } from '../../clients.js';
import { gradleSetting } from './gradle-credentials.js';
import { blockAt } from './gradle-tasks.js';
import {
  buildFiles,
  filledProperties,
  foundBehind,
  type GradleProperties,
  gradleValue,
  type JvmTool,
  mavenProperties,
} from './jvm-build-files.js';

/** What a build file says of the push. */
export interface JibTarget extends JibCredential {
  image: string;
}

/** `password` counts before any login, `fallback` where none is found. */
export type JibCredential = Pick<Found, 'password' | 'fallback'>;

/**
 * A user and a password count together: where one is missing or empty, jib goes on to its other ways, the logins
 * (jib-plugins-common, ConfigurationPropertyValidator.getImageCredential).
 */
export function jibCredential(user: string | undefined, password: string | undefined): JibCredential {
  if (!password || user === undefined || withoutAbsent(user) === '') return {};
  // Nobody knows which then counts.
  if (onlyOrigin(user)?.kind === 'variable') return { password: HOLE };
  return withoutAbsent(password) === '' ? { fallback: password } : { password };
}

/**
 * `<to><image>` of jib-maven-plugin, or `jib { to { image = … } }` of the Gradle plugin; properties are holes,
 * but for those that the same file or the environment gives a value.
 *
 * @param folders of the modules that are built, as they stand relative to the command's folder
 */
export function jibImages(
  tool: JvmTool,
  folders: readonly string[],
  { file, variable, unset }: Pick<Surroundings, 'file' | 'variable' | 'unset'>,
  property: GradleProperties = () => null,
): JibTarget[] {
  return buildFiles(tool, folders, file).flatMap((text) => {
    if (tool === 'maven') return mavenTarget(text, variable, property);
    const image = gradleImage(text, property);
    const facts = { property, variable, ...(unset ? { unset } : {}) };
    const told = (names: string) => gradleSetting(targetOf(text), 'auth', names, facts);
    return image ? [{ image, ...jibCredential(told('username'), told('password')) }] : [];
  });
}

/** What is said of where the image goes, and not of the one that it is based on; without such a block nothing. */
function targetOf(build: string): string {
  const at = /\bto\s*\{/.exec(build);
  if (at !== null) return blockAt(build, at.index);
  return /\bto\.auth\b[\s\S]{0,1000}/.exec(build)?.[0] ?? '';
}

function mavenTarget(pom: string, variable: Surroundings['variable'], given: GradleProperties): JibTarget[] {
  const to = foundBehind(pom, '<artifactId>jib-maven-plugin</artifactId>', [/<to>([\s\S]*?)<\/to>/]) ?? '';
  const filled = (written: string | undefined) =>
    written && filledProperties(written, mavenProperties(pom, variable, given));
  const image = filled(/<image>\s*([^<\s]+)\s*</.exec(to)?.[1]);
  const [, auth = ''] = to.split('<auth>', 2);
  const user = filled(/<username>\s*([^<\s]+)\s*</.exec(auth)?.[1]);
  const password = filled(/<password>\s*([^<\s]+)\s*</.exec(auth)?.[1]);
  return image ? [{ image, ...jibCredential(user, password) }] : [];
}

/** `to { image = … }`, `to.image = …`, `to.setImage(…)`; of an expression that is not read, a hole. */
function gradleImage(build: string, property: GradleProperties): string | null {
  const at = /(?:^|\n)\s*jib\s*\{/.exec(build);
  const settings = at === null ? build : build.slice(at.index, at.index + MOST_SETTINGS);
  const [said] = (at === null ? OUTSIDE : INSIDE).exec(settings) ?? [];
  if (said === undefined) return null;
  const from = settings.indexOf(said) + said.length;
  return gradleValue(settings.slice(from, from + LONGEST_VALUE), property) ?? HOLE;
}

const INSIDE = /\bto\s*(?:\{(?:[^{}]|\{[^{}]*\})*?|\.\s*)\b(?:image\s*=(?!=)|(?:setImage|image\.set)\()/;
const OUTSIDE = /\bjib\.to\.(?:image\s*=(?!=)|(?:setImage|image\.set)\()/;
const MOST_SETTINGS = 4_000;
const LONGEST_VALUE = 400;
