/** What the build files of Maven and Gradle say, as far as a look at their text tells. */
import { HOLE, hasHole } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { inFolder } from '../files.js';

export type JvmTool = 'maven' | 'gradle';

const BUILD_FILES: Readonly<Record<JvmTool, readonly string[]>> = {
  maven: ['pom.xml'],
  gradle: ['build.gradle', 'build.gradle.kts'],
};

/** Remarks, and beside them the texts in quotes in which the same signs begin none; one without an end goes to the last line. */
const REMARKS: Readonly<Record<JvmTool, RegExp>> = {
  maven: /<!--[\s\S]*?(?:-->|$)/g,
  gradle:
    /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*|'(?:[^'\\\n]|\\.)*|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g,
};

/** What is out of use as it is written says nothing. */
export function withoutRemarks(tool: JvmTool, text: string): string {
  return text.replace(REMARKS[tool], (found) => (/^[</]/.test(found) ? '' : found));
}

/** How far behind a plugin's name its settings are looked for. */
const MOST_SETTINGS = 4_000;

/**
 * The texts of the build files that are there.
 *
 * @param folders of the modules that are built, as they stand relative to the command's folder
 */
export function buildFiles(tool: JvmTool, folders: readonly string[], file: Surroundings['file']): string[] {
  return folders
    .filter((folder) => !hasHole(folder))
    .flatMap((folder) => BUILD_FILES[tool].flatMap((name) => file(inFolder(folder, name)) ?? []))
    .map((text) => withoutRemarks(tool, text));
}

/**
 * `${env.NAME}` is a variable of the environment (Maven's POM reference, Properties).
 *
 * @param given by the command, which counts before what the file says
 */
export function mavenProperties(
  pom: string,
  variable: Surroundings['variable'],
  given: (name: string) => string | null = () => null,
): (name: string) => string | null {
  return (name) =>
    name.startsWith('env.') ? variable(name.slice(4)) : (given(name) ?? propertyOf(pom, name));
}

/** A property of the same file, which may be made of others: those stay open. */
function propertyOf(pom: string, name: string): string | null {
  const at = pom.indexOf(`<${name}>`);
  const value =
    at === -1 ? null : (/^\s*([^<\s]*)\s*</.exec(pom.slice(at + name.length + 2, at + 400))?.[1] ?? null);
  return value?.includes('$') ? null : value;
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

/** What the command gives a project's property: `-Pname=value`; null: nothing. */
export type GradleProperties = (name: string) => string | null;

/**
 * The same of Gradle's `"$name"` and `"${name}"`: of a property that the command names, and of `project.` in front of it.
 * Whatever else the name may be of nobody knows.
 */
function filledGradle(text: string, property: GradleProperties): string {
  return filledProperties(text.replace(/\$(\w+)/g, '${$1}'), (said) => {
    const [, name] = CALL.exec(said) ?? /^(?:project\.)?(\w+)$/.exec(said) ?? [];
    return name === undefined ? null : property(name);
  });
}

/** `property("name")`, `project.findProperty('name')`, `providers.gradleProperty("name").get()`. */
const CALL =
  /^\s*(?:project\.|providers\.)?(?:property|findProperty|gradleProperty)\(\s*["']([\w.-]+)["']\s*\)(?:\.(?:get|toString)\(\))?(?:\s+as\s+String\b)?/;

/** A text in quotes, or a property; null: it is another expression. */
export function gradleValue(written: string, property: GradleProperties): string | null {
  const [, text] = /^\s*["']([^"'\n]+)["'](?!\s*[+.])/.exec(written) ?? [];
  if (text !== undefined) return filledGradle(text, property);
  const [, name] = CALL.exec(written) ?? [];
  return name === undefined ? null : property(name);
}
