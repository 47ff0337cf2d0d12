/** The images that a Tiltfile builds under names of a registry (docs.tilt.dev/api.html: docker_build, custom_build). */
import type { Surroundings } from '../../clients.js';

const BUILD =
  /^[ \t]*(?:docker_build|custom_build|docker_build_with_restart)\(\s*(?:ref\s*=\s*)?(["'])([^"'\n]+)\1/gm;
/** Then they are pushed elsewhere. */
const DEFAULT = /^[ \t]*default_registry\(/m;

export function tiltImages(path: string, { file }: Pick<Surroundings, 'file'>): string[] {
  const text = file(path) ?? '';
  return DEFAULT.test(text) ? [] : [...text.matchAll(BUILD)].map(([, , name = '']) => name);
}
