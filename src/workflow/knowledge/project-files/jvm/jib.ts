/** The image that jib pushes, where the project's own build file names it. */

import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { gradlePassword } from './gradle-credentials.js';
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
export interface JibTarget {
  image: string;
  /** Its own, which counts before any login; absent: none. */
  password?: string;
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
    const password = gradlePassword(targetOf(text), 'auth', {
      property,
      variable,
      ...(unset ? { unset } : {}),
    });
    return image ? [{ image, ...(password ? { password } : {}) }] : [];
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
  const password = filled(/<auth>[\s\S]*?<password>\s*([^<\s]+)\s*</.exec(to)?.[1]);
  return image ? [{ image, ...(password ? { password } : {}) }] : [];
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
