/** What a build file of Gradle hands its plugin to log in with, which counts before any login: `auth { password = System.getenv("PAT") }`. */
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { blockAt } from './gradle-tasks.js';
import { givenAt } from './gradle-words.js';
import { type GradleProperties, gradleValue } from './jvm-build-files.js';

/** What a value may be taken from. */
export interface GradleFacts extends Pick<Surroundings, 'variable' | 'unset'> {
  property: GradleProperties;
}

/**
 * @param settings the text in which the block stands
 * @param block its name, as a pattern
 * @param names of the setting in it, as a pattern
 * @returns undefined: it hands on none, or one that is not there
 */
export function gradleSetting(
  settings: string,
  block: string,
  names: string,
  facts: GradleFacts,
): string | undefined {
  const opens = new RegExp(`\\b${block}\\s*(?:\\{|\\.\\s*)`).exec(settings);
  if (opens === null) return undefined;
  const at = opens.index + opens[0].length;
  const inside = opens[0].endsWith('{') ? blockAt(settings, at - 1) : settings.slice(at);
  const [said] =
    new RegExp(`\\b(?:${names})(?:\\s*=(?!=)|\\.set\\(|\\s*\\(|\\s+(?=["']))`).exec(inside) ?? [];
  if (said === undefined) return undefined;
  // It may be for another run.
  if (/\bif\s*\(/.test(settings)) return HOLE;
  return firstOf(givenAt(inside, inside.indexOf(said) + said.length), facts);
}

/** `project.findProperty("x") ?: System.getenv("Y")`: the first that is there; what nobody knows is a hole. */
function firstOf(written: string, facts: GradleFacts): string | undefined {
  let isOpen = false;
  // What is filled into a text has quotes of its own, `"${System.getenv("Y")}"`: it is read as if it stood alone.
  for (const each of written.replace(/^\s*"\$\{/, '').split('?:')) {
    const name = VARIABLE.exec(each)?.[1];
    const value = name === undefined ? gradleValue(each, facts.property) : facts.variable(name);
    if (value !== null) return value;
    // A property may be set in a file of the user's, which hardly anybody does where a variable stands behind it.
    isOpen ||= name === undefined || typeof facts.unset?.(name) !== 'string';
  }
  return isOpen ? HOLE : undefined;
}

/** Docs: docs.gradle.org, Build environment: System.getenv, providers.environmentVariable. */
const VARIABLE =
  /^\s*(?:System\.getenv\(\s*|System\.getenv\(\)[[.]?\s*(?:get\(\s*)?|providers\.environmentVariable\(\s*|System\.env\.)["']?(\w+)/;
