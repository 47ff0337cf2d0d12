/**
 * Situations that do not hold yet, by name, one a line. Such a test must fail: one that passes makes the run fail, so
 * that the list can only shrink (`npm run hostile -- --shrink`).
 */
const NAMES = String.raw`
files › named by hand › a link to /proc/kmsg, explain
files › named by hand › a link to a pipe, explain
files › named by hand › a pipe, explain
files › names of workflow files › a backspace, --diff
files › names of workflow files › a backspace, --fix
files › names of workflow files › a backspace, github
files › names of workflow files › a backspace, the action
files › names of workflow files › a bell, --diff
files › names of workflow files › a bell, --fix
files › names of workflow files › a bell, github
files › names of workflow files › a bell, the action
files › names of workflow files › a carriage return, --diff
files › names of workflow files › a carriage return, --fix
files › names of workflow files › a carriage return, text
files › names of workflow files › a colour, --diff
files › names of workflow files › a colour, --fix
files › names of workflow files › a colour, github
files › names of workflow files › a colour, the action
files › names of workflow files › a command after a line end, --diff
files › names of workflow files › a command after a line end, --fix
files › names of workflow files › a command after a line end, text
files › names of workflow files › a control sequence in one character, --diff
files › names of workflow files › a control sequence in one character, --fix
files › names of workflow files › a control sequence in one character, github
files › names of workflow files › a control sequence in one character, the action
files › names of workflow files › a line separator, --diff
files › names of workflow files › a line separator, --fix
files › names of workflow files › a line separator, text
files › names of workflow files › a link of a terminal, --diff
files › names of workflow files › a link of a terminal, --fix
files › names of workflow files › a link of a terminal, github
files › names of workflow files › a link of a terminal, the action
files › names of workflow files › a mark of direction, --diff
files › names of workflow files › a mark of direction, --fix
files › names of workflow files › a mark of direction, github
files › names of workflow files › a mark of direction, the action
files › names of workflow files › an isolate, --diff
files › names of workflow files › an isolate, --fix
files › names of workflow files › an isolate, github
files › names of workflow files › an isolate, the action
files › names of workflow files › an old command, --diff
files › names of workflow files › an old command, --fix
files › names of workflow files › an old command, json
files › names of workflow files › an old command, text
leaks › a bearer of the registry › a long one, said by the upload
leaks › a bearer of the registry › a long one, said by the upload in base64
leaks › a bearer of the registry › a short one, said by the upload
leaks › a bearer of the registry › a short one, said by the upload in base64
leaks › a bearer of the registry › one of three parts, said by the upload
leaks › a bearer of the registry › one of three parts, said by the upload in base64
leaks › a token that nobody named › check with a token for an option, OAuth
leaks › a token that nobody named › check with a token for an option, classic
leaks › a token that nobody named › check with a token for an option, fine-grained
leaks › a token that nobody named › check with a token for an option, of the job
leaks › a token that nobody named › lint --diff, OAuth
leaks › a token that nobody named › lint --diff, classic
leaks › a token that nobody named › lint --diff, fine-grained
leaks › a token that nobody named › lint --diff, of the job
leaks › a token that nobody named › lint, github, OAuth
leaks › a token that nobody named › lint, github, classic
leaks › a token that nobody named › lint, github, fine-grained
leaks › a token that nobody named › lint, github, of the job
leaks › a token that nobody named › lint, json, OAuth
leaks › a token that nobody named › lint, json, classic
leaks › a token that nobody named › lint, json, fine-grained
leaks › a token that nobody named › lint, json, of the job
leaks › a token that nobody named › lint, sarif, OAuth
leaks › a token that nobody named › lint, sarif, classic
leaks › a token that nobody named › lint, sarif, fine-grained
leaks › a token that nobody named › lint, sarif, of the job
leaks › a token that nobody named › lint, text, OAuth
leaks › a token that nobody named › lint, text, classic
leaks › a token that nobody named › lint, text, fine-grained
leaks › a token that nobody named › lint, text, of the job
leaks › a token › a GITHUB_TOKEN of 400 characters, a request id, in base64
leaks › a token › a GITHUB_TOKEN of 400 characters, a request id, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, a request id, in base64url
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, in base64 behind another name
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, in base64url
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, in base64url behind the user name
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, split by NUL
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, split by escapes
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, split by line ends
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, split by soft hyphens
leaks › a token › a GITHUB_TOKEN of 400 characters, docker, split by zero-width characters
leaks › a token › a GITHUB_TOKEN of 400 characters, images, in base64 behind another name
leaks › a token › a GITHUB_TOKEN of 400 characters, images, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, images, in base64url
leaks › a token › a GITHUB_TOKEN of 400 characters, images, in base64url behind the user name
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by NUL
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by escapes
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by line ends
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by soft hyphens
leaks › a token › a GITHUB_TOKEN of 400 characters, images, split by zero-width characters
leaks › a token › a GITHUB_TOKEN of 400 characters, images, with escapes of an address
leaks › a token › a GITHUB_TOKEN of 400 characters, the registry at /v2/, in base64
leaks › a token › a GITHUB_TOKEN of 400 characters, the registry at /v2/, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, the registry at /v2/, in base64url
leaks › a token › a GITHUB_TOKEN of 400 characters, the token endpoint, in base64
leaks › a token › a GITHUB_TOKEN of 400 characters, the token endpoint, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, the token endpoint, in base64url
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, in base64
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, in base64 behind another name
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, in base64 behind the user name
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, in base64url
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, in base64url behind the user name
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, split by NUL
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, split by escapes
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, split by line ends
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, split by soft hyphens
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, split by zero-width characters
leaks › a token › a GITHUB_TOKEN of 400 characters, the upload, with escapes of an address
leaks › a token › a GITHUB_TOKEN of 400 characters, username, as it is
leaks › a token › a GITHUB_TOKEN of 400 characters, username, in base64
leaks › a token › a GITHUB_TOKEN of 400 characters, username, in base64 without its end
leaks › a token › a GITHUB_TOKEN of 400 characters, username, in base64url
leaks › a token › a classic PAT, a request id, in base64 without its end
leaks › a token › a classic PAT, a request id, in base64url
leaks › a token › a classic PAT, docker, in base64 behind another name
leaks › a token › a classic PAT, docker, in base64 without its end
leaks › a token › a classic PAT, docker, in base64url
leaks › a token › a classic PAT, docker, split by NUL
leaks › a token › a classic PAT, docker, split by escapes
leaks › a token › a classic PAT, docker, split by line ends
leaks › a token › a classic PAT, docker, split by soft hyphens
leaks › a token › a classic PAT, docker, split by zero-width characters
leaks › a token › a classic PAT, images, in base64 behind another name
leaks › a token › a classic PAT, images, in base64 without its end
leaks › a token › a classic PAT, images, in base64url
leaks › a token › a classic PAT, images, split by NUL
leaks › a token › a classic PAT, images, split by escapes
leaks › a token › a classic PAT, images, split by line ends
leaks › a token › a classic PAT, images, split by soft hyphens
leaks › a token › a classic PAT, images, split by zero-width characters
leaks › a token › a classic PAT, the registry at /v2/, in base64 without its end
leaks › a token › a classic PAT, the registry at /v2/, in base64url
leaks › a token › a classic PAT, the token endpoint, in base64 without its end
leaks › a token › a classic PAT, the token endpoint, in base64url
leaks › a token › a classic PAT, the upload, in base64 behind another name
leaks › a token › a classic PAT, the upload, in base64 without its end
leaks › a token › a classic PAT, the upload, in base64url
leaks › a token › a classic PAT, the upload, split by NUL
leaks › a token › a classic PAT, the upload, split by escapes
leaks › a token › a classic PAT, the upload, split by line ends
leaks › a token › a classic PAT, the upload, split by soft hyphens
leaks › a token › a classic PAT, the upload, split by zero-width characters
leaks › a token › a classic PAT, username, as it is
leaks › a token › a classic PAT, username, in base64
leaks › a token › a classic PAT, username, in base64 without its end
leaks › a token › a classic PAT, username, in base64url
leaks › a token › a fine-grained PAT, username, as it is
leaks › a token › a fine-grained PAT, username, in base64
leaks › a token › a fine-grained PAT, username, in base64 without its end
leaks › a token › a fine-grained PAT, username, in base64url
leaks › a token › a token without a shape, username, as it is
leaks › a token › a token without a shape, username, in base64
leaks › a token › a token without a shape, username, in base64 without its end
leaks › a token › a token without a shape, username, in base64url
output › to a runner that reads a format › github, a command far away
output › to a runner that reads a format › github, an old command
output › to a runner that reads a format › github, an old command of a group
output › to a runner that reads a format › json, a command far away
output › to a runner that reads a format › json, an old command
output › to a runner that reads a format › json, an old command of a group
output › to a runner that reads a format › sarif, a command far away
output › to a runner that reads a format › sarif, an old command
output › to a runner that reads a format › sarif, an old command of a group
output › to the action › docker, a backspace
output › to the action › docker, a bell and a form feed
output › to the action › docker, a byte order mark
output › to the action › docker, a clipboard
output › to the action › docker, a colour
output › to the action › docker, a control sequence of one character
output › to the action › docker, a cursor that goes up
output › to the action › docker, a device string
output › to the action › docker, a line separator
output › to the action › docker, a link of a terminal
output › to the action › docker, a next line
output › to the action › docker, a paragraph separator
output › to the action › docker, a screen that is cleared
output › to the action › docker, a title
output › to the action › docker, an OSC of one character
output › to the action › docker, an isolate of direction
output › to the action › docker, an override of direction
output › to the action › docker, invisible operators
output › to the action › docker, marks of direction
output › to the action › docker, tag characters
output › to the action › images, a byte order mark
output › to the action › images, an issue by GH
output › to the action › images, invisible operators
output › to the action › images, marks of direction
output › to the action › images, tag characters
output › to the action › the registry, a byte order mark
output › to the action › the registry, an issue by GH
output › to the action › the registry, invisible operators
output › to the action › the registry, marks of direction
output › to the action › the registry, tag characters
output › to the action › the workflow, to the lint action, a byte order mark
output › to the action › the workflow, to the lint action, an issue by GH
output › to the action › the workflow, to the lint action, invisible operators
output › to the action › the workflow, to the lint action, marks of direction
output › to the action › the workflow, to the lint action, tag characters
output › to the command line › a log, to explain, a byte order mark
output › to the command line › a log, to explain, a paragraph separator
output › to the command line › a log, to explain, an old command
output › to the command line › a log, to explain, an old command of a group
output › to the command line › a log, to explain, invisible operators
output › to the command line › a log, to explain, marks of direction
output › to the command line › a log, to explain, tag characters
output › to the command line › an argument, to check, a command
output › to the command line › an argument, to check, a command after a carriage return
output › to the command line › an argument, to check, a command after blanks
output › to the command line › an argument, to check, a command at each place of a line
output › to the command line › an argument, to check, a command far away
output › to the command line › an argument, to check, a line separator
output › to the command line › an argument, to check, a mask
output › to the command line › an argument, to check, a paragraph separator
output › to the command line › an argument, to check, an end of commands
output › to the command line › an argument, to check, an old command
output › to the command line › an argument, to check, an old command of a group
output › to the command line › an argument, to check, an output
output › to the command line › an argument, to check, invisible operators
output › to the command line › an argument, to check, marks of direction
output › to the command line › an argument, to check, tag characters
output › to the command line › the workflow, to lint, a command
output › to the command line › the workflow, to lint, a command after a carriage return
output › to the command line › the workflow, to lint, a command after blanks
output › to the command line › the workflow, to lint, a command at each place of a line
output › to the command line › the workflow, to lint, a command far away
output › to the command line › the workflow, to lint, a line separator
output › to the command line › the workflow, to lint, a link of a terminal
output › to the command line › the workflow, to lint, a mask
output › to the command line › the workflow, to lint, a paragraph separator
output › to the command line › the workflow, to lint, an end of commands
output › to the command line › the workflow, to lint, an old command
output › to the command line › the workflow, to lint, an old command of a group
output › to the command line › the workflow, to lint, an output
output › to the command line › the workflow, to lint, invisible operators
output › to the command line › the workflow, to lint, marks of direction
output › to the command line › the workflow, to lint, tag characters
protocol › an event payload of › {"pull_request":{"head":{"repo":{"full_name":5}},"base":{"repo":{"full, pull_request
work › YAML › 10,000 steps, lint
work › YAML › 10,000 steps, the lint action
work › bake files › 24 groups that each name all after, lint
work › bake files › 24 groups that each name all after, main
work › bake files › 24 targets that each inherit all after, lint
work › bake files › 24 targets that each inherit all after, main
work › bake files › 30 groups that each name all, lint
work › bake files › 30 groups that each name all, main
work › bake files › 36 groups that each name two, lint
work › bake files › 36 groups that each name two, main
work › bake files › JSON: groups that name each other, lint
work › bake files › JSON: groups that name each other, main
work › bake files › JSON: targets that inherit each other, lint
work › bake files › JSON: targets that inherit each other, main
work › bake files › braces that do not end, lint
work › bake files › braces that do not end, main
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
