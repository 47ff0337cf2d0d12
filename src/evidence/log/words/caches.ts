/** Whether it is about the registry cache of a build. */

/** kaniko's, of a layer or a base image that it then makes or fetches itself (kaniko: `pkg/image/image_util.go`). */
const CACHE_OF_KANIKO = /\bError while retrieving image from cache: /;

/** A cache was to be read, without which a build goes on. */
export function isImportOfCache(text: string): boolean {
  return CACHE_OF_KANIKO.test(text) || (isCache(text) && /import/i.test(text));
}

/** The export or import of a registry cache: BuildKit's, and what others call so. */
export function isCache(text: string): boolean {
  return /error writing (?:layer|manifest|config) blob|exporting cache|cache (?:export|import)er|importing cache|retrieving image from cache: |[/:_-](?:build-?)?cache(?:[:/_-]|\b)\S*|\bcache-(?:to|from)\b/i.test(
    text,
  );
}
