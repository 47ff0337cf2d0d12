/** Scripts that run code of the repository, or a recipe, of which nobody here knows what it writes to the step's files. */

/** Programs whose work is such code, whatever they are told. */
const ALWAYS =
  'node|deno|bun|nx|turbo|lerna|npx|pnpx|bunx|tsx|ts-node|php|ruby|perl|pipx|uvx|make|cmake|ninja|bazel|bazelisk|rake|invoke|mage|just|task|gradle|mvn|sbt|lein|(?:\\.\\/)?(?:gradlew|mvnw)';

/** Programs that run it at these words. */
const AT_WORDS =
  '(?:npm|yarn|pnpm)(?![ \\t]+(?:ci|i|install)\\b)|(?:poetry|uv|pdm|hatch|rye)[ \\t]+run|dotnet[ \\t]+(?!(?:clean|help|list|new|nuget|sln|solution|workload|sdk|dev-certs|add|remove|package|reference|tool[ \\t]+(?:install|uninstall|update|restore|list|search))(?![\\w.-])|-)[^\\s;&|)]+|go[ \\t]+(?:run|generate|test)|earthly|cargo[ \\t]+(?!install\\b)|nix[ \\t]+(?:develop|run|shell|build)|semantic-release|goreleaser';

const RUNS_CODE = new RegExp(`(?<![\\w./-])(?:${ALWAYS}|${AT_WORDS})(?![\\w./=-])`);

/** Does a script run such code? */
export function runsCode(script: string): boolean {
  return RUNS_CODE.test(script);
}

/** Is a command, with its words expanded, one that does? */
export function startsCode(words: readonly string[]): boolean {
  return RUNS_CODE.exec(words.slice(0, 3).join(' '))?.index === 0;
}
