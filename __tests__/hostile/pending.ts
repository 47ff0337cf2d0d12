/**
 * Situations that do not hold yet, by name, one a line. Such a test must fail: one that passes makes the run fail, so
 * that the list can only shrink (`npm run hostile -- --shrink`).
 */
const NAMES = String.raw`
files › named by hand › a link to /proc/kmsg, explain
files › named by hand › a link to a pipe, explain
files › named by hand › a pipe, explain
habits › at the place of the report › a link to a file that is not there, main
habits › at the place of the report › a link to a file that is not there, the lint action
habits › at the place of the report › a link to a file, main
habits › at the place of the report › a link to a file, the lint action
habits › at the place of the report › a link to a link, main
habits › at the place of the report › a link to a link, the lint action
habits › at the place of the report › a pipe, main
habits › at the place of the report › a pipe, the lint action
habits › logout: false › a former login by identity token, auto, pull
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by NUL
leaks › a token › a classic PAT, images, split by NUL
origins › a host that is none › "1.2.3.4.5", check --registry
origins › a host that is none › "1.2.3.4.5", the input registry
origins › a host that is none › "127.0.0.1:99999", check --registry
origins › a host that is none › "127.0.0.1:99999", the input registry
origins › a host that is none › "256.1.1.1", check --registry
origins › a host that is none › "256.1.1.1", the input registry
origins › a host that is none › "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.example", check --registry
origins › a host that is none › "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.example", the input registry
origins › a host that is none › "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", check --registry
origins › a host that is none › "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example", the input registry
origins › a host that is none › "ghcr.io:0", check --registry
origins › a host that is none › "ghcr.io:0", the input registry
origins › a host that is none › "ghcr.io:65536", check --registry
origins › a host that is none › "ghcr.io:65536", the input registry
origins › a pull secret › JSON with an entry and credHelpers, by its name
origins › a pull secret › JSON with credHelpers, by its name
origins › a pull secret › JSON with credsStore, by its name
origins › a pull secret › a Secret in YAML, by its name
origins › a pull secret › a Secret of data, by its name
origins › a pull secret › a Secret of stringData, by its name
origins › a pull secret › base64 of it, by its name
output › to the command line › the workflow, to lint, a command
output › to the command line › the workflow, to lint, a command after blanks
output › to the command line › the workflow, to lint, a link of a terminal
output › to the command line › the workflow, to lint, a mask
output › to the command line › the workflow, to lint, an end of commands
output › to the command line › the workflow, to lint, an output
protocol › an event payload of › {"pull_request":{"head":{"repo":{"full_name":5}},"base":{"repo":{"full, pull_request
work › calls › 40 files that call each other, every one every one, lint
work › calls › local actions that use each other, lint
work › calls › local actions that use each other, main
work › calls › local actions that use each other, the lint action
work › calls › ten levels of two calls, lint
work › calls › ten levels of two calls, the lint action
work › lists of images › names
work › lists of images › one cache entry of many attributes
work › lists of images › tags of one image
work › needs graphs › 20 layers of 10, lint
work › needs graphs › 20 layers of 10, the lint action
work › needs graphs › 200 jobs that each need all before, lint
work › needs graphs › 200 jobs that each need all before, the lint action
work › needs graphs › 24 in circles, each needs all others, lint
work › needs graphs › 24 in circles, each needs all others, the lint action
work › needs graphs › 24 jobs that each need all before, lint
work › needs graphs › 24 jobs that each need all before, the lint action
work › needs graphs › 24 that name each twice, lint
work › needs graphs › 24 that name each twice, the lint action
work › needs graphs › 300 jobs that each need two, lint
work › needs graphs › 300 jobs that each need two, the lint action
work › needs graphs › 36 jobs that each need two, lint
work › needs graphs › 36 jobs that each need two, the lint action
work › needs graphs › 36 with outputs made of two outputs, lint
work › needs graphs › 36 with outputs made of two outputs, the lint action
work › needs graphs › 60 jobs that each need all before, lint
work › needs graphs › 60 jobs that each need all before, the lint action
work › needs graphs › a chain of 1000, lint
work › needs graphs › a chain of 1000, the lint action
`;

export const PENDING: ReadonlySet<string> = new Set(NAMES.split('\n').filter(Boolean));
