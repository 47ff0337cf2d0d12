/** Two kinds of test files, which have workers of their own (workers.mjs). */

/** The folders whose tests only think – what a text, a log or an answer comes to; so do the files beside these folders. */
const THINKING = /\/__tests__\/(?:(?:causes|fix|judge|lint|log|report|workflow)\/.*|[^/]+)$/;

/** Does a test file need the processor and nothing else? The others wait for processes, limits and registries. */
export const thinks = ({ path }) => THINKING.test(path.replaceAll('\\', '/'));
