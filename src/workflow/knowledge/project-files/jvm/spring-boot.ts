/** The image that Spring Boot's plugins build, where the project's own build file names it. */
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
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
  { file, variable }: Pick<Surroundings, 'file' | 'variable'>,
  property: GradleProperties = () => null,
): SpringImage[] {
  return buildFiles(tool, folders, file).flatMap(
    (text) => (tool === 'maven' ? ofMaven(text, variable) : ofGradle(text, property)) ?? [],
  );
}

const PLUGIN = '<artifactId>spring-boot-maven-plugin</artifactId>';

function ofMaven(pom: string, variable: Surroundings['variable']): SpringImage | null {
  const image = foundBehind(pom, PLUGIN, [/<image>/, /<name>\s*([^<\s]+)\s*</]);
  const publish = foundBehind(pom, PLUGIN, [/<image>/, /<publish>\s*([^<\s]+)\s*</]);
  return image === null
    ? null
    : { image: filledProperties(image, mavenProperties(pom, variable)), publishes: publish === 'true' };
}

function ofGradle(build: string, property: GradleProperties): SpringImage | null {
  const named = /\bbootBuildImage\b["')>]*(?=\s*\{)/.exec(build);
  if (!named) return null;
  const settings = blockAt(build, build.indexOf('{', named.index));
  const [, written] = /\bimageName(?:\s*=|\.set\()([^\n]{1,400})/.exec(settings) ?? [];
  const publishes = /\bpublish(?:\s*=|\.set\()\s*true\b/.test(settings);
  return {
    image: (written === undefined ? null : gradleValue(written, property)) ?? HOLE,
    publishes,
  };
}
