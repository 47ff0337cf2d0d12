/** The image that Spring Boot's plugins build, where the project's own build file names it. */
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { type GradleFacts, gradleSetting } from './gradle-credentials.js';
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

export interface SpringImage {
  image: string;
  /** The build file says that it is pushed, too. */
  publishes: boolean;
  /** Of `docker.publishRegistry`, which counts before any login; absent: none. */
  password?: string;
}

/**
 * `<image><name>` of spring-boot-maven-plugin, or `bootBuildImage { imageName = … }`; properties are holes, but for
 * those that the same file gives a value. Without a name the image is of Docker Hub, and none of ours.
 *
 * @param folders of the modules that are built, as they stand relative to the command's folder
 */
export function springImages(
  tool: JvmTool,
  folders: readonly string[],
  { file, variable, unset }: Pick<Surroundings, 'file' | 'variable' | 'unset'>,
  property: GradleProperties = () => null,
): SpringImage[] {
  const facts = { property, variable, ...(unset ? { unset } : {}) };
  return buildFiles(tool, folders, file).flatMap(
    (text) => (tool === 'maven' ? ofMaven(text, variable, property) : ofGradle(text, facts)) ?? [],
  );
}

const PLUGIN = '<artifactId>spring-boot-maven-plugin</artifactId>';

function ofMaven(
  pom: string,
  variable: Surroundings['variable'],
  given: GradleProperties,
): SpringImage | null {
  const image = foundBehind(pom, PLUGIN, [/<image>/, /<name>\s*([^<\s]+)\s*</]);
  const publish = foundBehind(pom, PLUGIN, [/<image>/, /<publish>\s*([^<\s]+)\s*</]);
  if (image === null) return null;
  const filled = (written: string) => filledProperties(written, mavenProperties(pom, variable, given));
  const password = foundBehind(pom, PLUGIN, [/<publishRegistry>/, /<(?:password|token)>\s*([^<\s]+)\s*</]);
  return {
    image: filled(image),
    publishes: publish === 'true',
    ...(password === null ? {} : { password: filled(password) }),
  };
}

function ofGradle(build: string, facts: GradleFacts): SpringImage | null {
  const named = /\bbootBuildImage\b["')>]*(?=\s*\{)/.exec(build);
  if (!named) return null;
  const settings = blockAt(build, build.indexOf('{', named.index));
  const [, written] = /\bimageName(?:\s*=|\.set\()([^\n]{1,400})/.exec(settings) ?? [];
  const publishes = /\bpublish(?:\s*=|\.set\()\s*true\b/.test(settings);
  const password = gradleSetting(settings, 'publishRegistry', 'password|token', facts);
  return {
    image: (written === undefined ? null : gradleValue(written, facts.property)) ?? HOLE,
    publishes,
    ...(password ? { password } : {}),
  };
}
