/** The image that jib pushes, where the project's own build file names it. */
import type { Surroundings } from '../clients.js';
import {
  buildFiles,
  filledGradle,
  filledProperties,
  foundBehind,
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
  { file, variable }: Pick<Surroundings, 'file' | 'variable'>,
): JibTarget[] {
  return buildFiles(tool, folders, file).flatMap((text) => {
    if (tool === 'maven') return mavenTarget(text, variable);
    const image = gradleImage(text);
    return image ? [{ image }] : [];
  });
}

function mavenTarget(pom: string, variable: Surroundings['variable']): JibTarget[] {
  const to = foundBehind(pom, '<artifactId>jib-maven-plugin</artifactId>', [/<to>([\s\S]*?)<\/to>/]) ?? '';
  const filled = (written: string | undefined) =>
    written && filledProperties(written, mavenProperties(pom, variable));
  const image = filled(/<image>\s*([^<\s]+)\s*</.exec(to)?.[1]);
  const password = filled(/<auth>[\s\S]*?<password>\s*([^<\s]+)\s*</.exec(to)?.[1]);
  return image ? [{ image, ...(password ? { password } : {}) }] : [];
}

function gradleImage(build: string): string | null {
  const at = /(?:^|\n)\s*jib\s*\{/.exec(build);
  if (!at) return null;
  const image = foundBehind(build.slice(at.index), 'jib', [/\bto\s*\{/, /\bimage\s*=\s*["']([^"'\n]+)["']/]);
  return image && filledGradle(image);
}
