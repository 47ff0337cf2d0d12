/** Gradle's and Maven's own start scripts: they say nothing of what is built, and write to no file that they are handed. */
export function isWrapper(path: string): boolean {
  return /(?:^|\/)(?:gradlew|mvnw)$/.test(path);
}
