/** The image that jib pushes, where the project's own build file names it. */
import { HOLE, hasHole } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { inFolder } from './files.js';

/** How far behind the plugin's name its settings are looked for. */
const MOST_SETTINGS = 4_000;

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
  tool: 'maven' | 'gradle',
  folders: readonly string[],
  { file, variable }: Pick<Surroundings, 'file' | 'variable'>,
): JibTarget[] {
  const names = tool === 'maven' ? ['pom.xml'] : ['build.gradle', 'build.gradle.kts'];
  return folders
    .filter((folder) => !hasHole(folder))
    .flatMap((folder) => names.map((name) => file(inFolder(folder, name))))
    .flatMap((text) => {
      if (text === null) return [];
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

/** `${env.NAME}` is a variable of the environment (Maven's POM reference, Properties). */
export function mavenProperties(
  pom: string,
  variable: Surroundings['variable'],
): (name: string) => string | null {
  return (name) => (name.startsWith('env.') ? variable(name.slice(4)) : propertyOf(pom, name));
}

/** A property of the same file, which may be made of others: those stay open. */
function propertyOf(pom: string, name: string): string | null {
  const at = pom.indexOf(`<${name}>`);
  const value =
    at === -1 ? null : (/^\s*([^<\s]*)\s*</.exec(pom.slice(at + name.length + 2, at + 400))?.[1] ?? null);
  return value?.includes('$') ? null : value;
}

function gradleImage(build: string): string | null {
  const at = /(?:^|\n)\s*jib\s*\{/.exec(build);
  if (!at) return null;
  const image = foundBehind(build.slice(at.index), 'jib', [/\bto\s*\{/, /\bimage\s*=\s*["']([^"'\n]+)["']/]);
  return image && filledProperties(image.replace(/\$(\w+)/g, '${$1}'), () => null);
}

/** What the last of some patterns finds, each looked for behind the one before it. */
export function foundBehind(text: string, mark: string, patterns: readonly RegExp[]): string | null {
  const at = text.indexOf(mark);
  if (at === -1) return null;
  let rest = text.slice(at, at + MOST_SETTINGS);
  let found: string | null = null;
  for (const pattern of patterns) {
    const match = pattern.exec(rest);
    if (!match) return null;
    found = match[1] ?? null;
    rest = rest.slice(match.index + match[0].length);
  }
  return found;
}

/** The text with its `${name}` filled in; a property that is not known (null) leaves a hole. */
export function filledProperties(text: string, property: (name: string) => string | null): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => property(name) ?? HOLE);
}
