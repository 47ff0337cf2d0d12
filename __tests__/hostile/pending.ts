/**
 * Situations that do not hold yet, by name, one a line. Such a test must fail: one that passes makes the run fail, so
 * that the list can only shrink (`npm run hostile -- --shrink`).
 */
const NAMES = String.raw`
files › named by hand › a link to /proc/kmsg, explain
files › named by hand › a link to a pipe, explain
files › named by hand › a pipe, explain
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by NUL
leaks › a token › a classic PAT, images, split by NUL
output › to the command line › the workflow, to lint, a command
output › to the command line › the workflow, to lint, a command after blanks
output › to the command line › the workflow, to lint, a link of a terminal
output › to the command line › the workflow, to lint, a mask
output › to the command line › the workflow, to lint, an end of commands
output › to the command line › the workflow, to lint, an output
protocol › an event payload of › {"pull_request":{"head":{"repo":{"full_name":5}},"base":{"repo":{"full, pull_request
work › lists of images › one cache entry of many attributes
`;

export const PENDING: ReadonlySet<string> = new Set(NAMES.split('\n').filter(Boolean));
