/**
 * Situations that do not hold yet, by name, one a line. Such a test must fail: one that passes makes the run fail, so
 * that the list can only shrink (`npm run hostile -- --shrink`).
 */
const NAMES = String.raw`
files › fix and what is about the file › another user's file
files › fix and what is about the file › another user's file that all may write
files › fix and what is about the file › mode 400
files › fix and what is about the file › mode 444
files › fix and what is about the file › mode 664
files › fix elsewhere › the folder is a link to one outside
files › fix elsewhere › the workflow is a link to a file of the repository
files › fix elsewhere › the workflow is a link to a file outside
files › fix elsewhere › uses: ./.github/workflows/../../../outside/x.yml
files › folders › the workspace itself is a link
files › named by hand › a link to /dev/urandom, check --docker-config
files › named by hand › a link to /dev/urandom, check with it in the place of the auth file
files › named by hand › a link to /dev/urandom, lint
files › named by hand › a link to /dev/zero, check --docker-config
files › named by hand › a link to /dev/zero, check with it in the place of the auth file
files › named by hand › a link to /dev/zero, lint
files › named by hand › a link to /proc/kmsg, check --docker-config
files › named by hand › a link to /proc/kmsg, check with it in the place of the auth file
files › named by hand › a link to /proc/kmsg, explain
files › named by hand › a link to /proc/kmsg, lint
files › named by hand › a link to a pipe, check --docker-config
files › named by hand › a link to a pipe, check with it in the place of the auth file
files › named by hand › a link to a pipe, explain
files › named by hand › a link to a pipe, lint
files › named by hand › a pipe, check --docker-config
files › named by hand › a pipe, check with it in the place of the auth file
files › named by hand › a pipe, explain
files › named by hand › a pipe, lint
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
files › names of workflow files › a carriage return, the action
files › names of workflow files › a colour, --diff
files › names of workflow files › a colour, --fix
files › names of workflow files › a colour, github
files › names of workflow files › a colour, the action
files › names of workflow files › a command after a line end, --diff
files › names of workflow files › a command after a line end, --fix
files › names of workflow files › a command after a line end, text
files › names of workflow files › a command after a line end, the action
files › names of workflow files › a control sequence in one character, --diff
files › names of workflow files › a control sequence in one character, --fix
files › names of workflow files › a control sequence in one character, github
files › names of workflow files › a control sequence in one character, the action
files › names of workflow files › a line separator, --diff
files › names of workflow files › a line separator, --fix
files › names of workflow files › a line separator, text
files › names of workflow files › a line separator, the action
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
files › names of workflow files › an old command, the action
files › read by lint › a link to /dev/urandom, .github/workflows/called.yml
files › read by lint › a link to /dev/urandom, .github/workflows/publish.yml
files › read by lint › a link to /dev/urandom, .goreleaser.yaml
files › read by lint › a link to /dev/urandom, act/action.yml
files › read by lint › a link to /dev/urandom, compose.yaml
files › read by lint › a link to /dev/urandom, docker-bake.hcl
files › read by lint › a link to /dev/urandom, docker-bake.json
files › read by lint › a link to /dev/zero, .github/workflows/called.yml
files › read by lint › a link to /dev/zero, .github/workflows/publish.yml
files › read by lint › a link to /dev/zero, .goreleaser.yaml
files › read by lint › a link to /dev/zero, act/action.yml
files › read by lint › a link to /dev/zero, compose.yaml
files › read by lint › a link to /dev/zero, docker-bake.hcl
files › read by lint › a link to /dev/zero, docker-bake.json
files › read by lint › a link to /proc/kmsg, .github/workflows/called.yml
files › read by lint › a link to /proc/kmsg, .github/workflows/publish.yml
files › read by lint › a link to /proc/kmsg, .goreleaser.yaml
files › read by lint › a link to /proc/kmsg, act/action.yml
files › read by lint › a link to /proc/kmsg, compose.yaml
files › read by lint › a link to /proc/kmsg, docker-bake.hcl
files › read by lint › a link to /proc/kmsg, docker-bake.json
files › read by lint › a link to a file outside, .goreleaser.yaml
files › read by lint › a link to a file outside, act/action.yml
files › read by lint › a link to a file outside, by a path of dots, .goreleaser.yaml
files › read by lint › a link to a file outside, by a path of dots, act/action.yml
files › read by lint › a link to a file outside, by a path of dots, compose.yaml
files › read by lint › a link to a file outside, by a path of dots, docker-bake.hcl
files › read by lint › a link to a file outside, by a path of dots, docker-bake.json
files › read by lint › a link to a file outside, compose.yaml
files › read by lint › a link to a file outside, docker-bake.hcl
files › read by lint › a link to a file outside, docker-bake.json
files › read by lint › a link to a link to a file outside, .goreleaser.yaml
files › read by lint › a link to a link to a file outside, act/action.yml
files › read by lint › a link to a link to a file outside, compose.yaml
files › read by lint › a link to a link to a file outside, docker-bake.hcl
files › read by lint › a link to a link to a file outside, docker-bake.json
files › read by lint › a link to a pipe, .github/workflows/called.yml
files › read by lint › a link to a pipe, .github/workflows/publish.yml
files › read by lint › a link to a pipe, .goreleaser.yaml
files › read by lint › a link to a pipe, act/action.yml
files › read by lint › a link to a pipe, compose.yaml
files › read by lint › a link to a pipe, docker-bake.hcl
files › read by lint › a link to a pipe, docker-bake.json
files › read by lint › a pipe, .github/workflows/called.yml
files › read by lint › a pipe, .goreleaser.yaml
files › read by lint › a pipe, act/action.yml
files › read by lint › a pipe, compose.yaml
files › read by lint › a pipe, docker-bake.hcl
files › read by lint › a pipe, docker-bake.json
files › read by main › a file of 10 GB, .github/workflows/publish.yml
files › read by main › a folder, .github/workflows/publish.yml
files › read by main › a link to /dev/stdin, .github/workflows/publish.yml
files › read by main › a link to /dev/urandom, .github/workflows/publish.yml
files › read by main › a link to /dev/zero, .github/workflows/publish.yml
files › read by main › a link to /proc/kmsg, .github/workflows/publish.yml
files › read by main › a link to /proc/self/environ, .github/workflows/publish.yml
files › read by main › a link to /proc/self/mem, .github/workflows/publish.yml
files › read by main › a link to a file outside, .github/workflows/publish.yml
files › read by main › a link to a file outside, by a path of dots, .github/workflows/publish.yml
files › read by main › a link to a link to a file outside, .github/workflows/publish.yml
files › read by main › a link to a pipe, .github/workflows/publish.yml
files › read by main › a link to a terminal, .github/workflows/publish.yml
files › read by main › a link to itself, .github/workflows/publish.yml
files › read by main › a pipe, .github/workflows/publish.yml
files › read by main › a socket, .github/workflows/publish.yml
habits › at the place of the report › a link to a file that is not there, main
habits › at the place of the report › a link to a file that is not there, the lint action
habits › at the place of the report › a link to a file, main
habits › at the place of the report › a link to a file, the lint action
habits › at the place of the report › a link to a link, main
habits › at the place of the report › a link to a link, the lint action
habits › at the place of the report › a pipe, main
habits › at the place of the report › a pipe, the lint action
habits › logout: false › a former login by identity token, auto, pull
habits › logout: false › a former login by identity token, auto, push
habits › logout: false › a former login by identity token, docker, pull
habits › logout: false › a former login by identity token, docker, push
habits › logout: false › a former login, auto, pull
habits › logout: false › a former login, auto, push
habits › logout: false › a former login, docker, pull
habits › logout: false › a former login, docker, push
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
login › RUNNER_TEMP is emptied between main and post › docker, a former login
login › RUNNER_TEMP is emptied between main and post › docker, a former login by identity token
login › RUNNER_TEMP is emptied between main and post › the auth file, a former login
login › RUNNER_TEMP is emptied between main and post › the auth file, a former login by identity token
login › RUNNER_TEMP › a file, docker, a former login
login › RUNNER_TEMP › a file, docker, a former login by identity token
login › RUNNER_TEMP › a file, the auth file, a former login
login › RUNNER_TEMP › a file, the auth file, a former login by identity token
login › RUNNER_TEMP › a folder that is not there, docker, a former login
login › RUNNER_TEMP › a folder that is not there, docker, a former login by identity token
login › RUNNER_TEMP › a folder that is not there, the auth file, a former login
login › RUNNER_TEMP › a folder that is not there, the auth file, a former login by identity token
login › RUNNER_TEMP › a link that leads nowhere, docker, a former login
login › RUNNER_TEMP › a link that leads nowhere, docker, a former login by identity token
login › RUNNER_TEMP › a link that leads nowhere, the auth file, a former login
login › RUNNER_TEMP › a link that leads nowhere, the auth file, a former login by identity token
login › RUNNER_TEMP › below a file, docker, a former login
login › RUNNER_TEMP › below a file, docker, a former login by identity token
login › RUNNER_TEMP › below a file, the auth file, a former login
login › RUNNER_TEMP › below a file, the auth file, a former login by identity token
login › RUNNER_TEMP › empty, docker, a former login by identity token
login › RUNNER_TEMP › empty, the auth file, a former login by identity token
login › RUNNER_TEMP › not for writing, docker, a former login
login › RUNNER_TEMP › not for writing, docker, a former login by identity token
login › RUNNER_TEMP › not for writing, the auth file, a former login
login › RUNNER_TEMP › not for writing, the auth file, a former login by identity token
login › RUNNER_TEMP › not set, docker, a former login by identity token
login › RUNNER_TEMP › not set, the auth file, a former login by identity token
login › RUNNER_TEMP › on a full disk, docker, a former login
login › RUNNER_TEMP › on a full disk, docker, a former login by identity token
login › RUNNER_TEMP › on a full disk, the auth file, a former login
login › RUNNER_TEMP › on a full disk, the auth file, a former login by identity token
login › RUNNER_TEMP › relative, docker, a former login
login › RUNNER_TEMP › relative, docker, a former login by identity token
login › RUNNER_TEMP › relative, the auth file, a former login
login › RUNNER_TEMP › relative, the auth file, a former login by identity token
login › RUNNER_TEMP › there, docker, a former login by identity token
login › RUNNER_TEMP › there, the auth file, a former login by identity token
login › a client that › leaves a child behind and never ends, docker
login › a client that › leaves a child behind and never ends, podman
login › a client that › leaves a child behind, podman
login › a client that › never ends after the login, docker
login › a client that › never ends after the login, podman
login › a client that › says yes and no, podman
login › docker keeps an identity token › a former login by identity token
login › ended between main and post › SIGINT, a former login by identity token
login › ended between main and post › SIGTERM, a former login by identity token
login › ended while the client runs › SIGINT, after the client has written, docker, a former login
login › ended while the client runs › SIGINT, after the client has written, docker, a former login by identity token
login › ended while the client runs › SIGINT, after the client has written, docker, no former login
login › ended while the client runs › SIGINT, after the client has written, podman, a former login
login › ended while the client runs › SIGINT, after the client has written, podman, a former login by identity token
login › ended while the client runs › SIGINT, after the client has written, podman, no former login
login › ended while the client runs › SIGINT, before the client has written, docker, a former login
login › ended while the client runs › SIGINT, before the client has written, docker, a former login by identity token
login › ended while the client runs › SIGINT, before the client has written, docker, no former login
login › ended while the client runs › SIGINT, before the client has written, podman, a former login
login › ended while the client runs › SIGINT, before the client has written, podman, a former login by identity token
login › ended while the client runs › SIGINT, before the client has written, podman, no former login
login › ended while the client runs › SIGKILL, after the client has written, docker, a former login
login › ended while the client runs › SIGKILL, after the client has written, docker, a former login by identity token
login › ended while the client runs › SIGKILL, after the client has written, docker, no former login
login › ended while the client runs › SIGKILL, after the client has written, podman, a former login
login › ended while the client runs › SIGKILL, after the client has written, podman, a former login by identity token
login › ended while the client runs › SIGKILL, after the client has written, podman, no former login
login › ended while the client runs › SIGTERM, after the client has written, docker, a former login
login › ended while the client runs › SIGTERM, after the client has written, docker, a former login by identity token
login › ended while the client runs › SIGTERM, after the client has written, docker, no former login
login › ended while the client runs › SIGTERM, after the client has written, podman, a former login
login › ended while the client runs › SIGTERM, after the client has written, podman, a former login by identity token
login › ended while the client runs › SIGTERM, after the client has written, podman, no former login
login › ended while the client runs › SIGTERM, before the client has written, docker, a former login
login › ended while the client runs › SIGTERM, before the client has written, docker, a former login by identity token
login › ended while the client runs › SIGTERM, before the client has written, docker, no former login
login › ended while the client runs › SIGTERM, before the client has written, podman, a former login
login › ended while the client runs › SIGTERM, before the client has written, podman, a former login by identity token
login › ended while the client runs › SIGTERM, before the client has written, podman, no former login
login › jobs in the order › ABCabc, a former login, auth file
login › jobs in the order › ABCabc, a former login, docker
login › jobs in the order › ABCabc, no former login, auth file
login › jobs in the order › ABCabc, no former login, docker
login › jobs in the order › ABCacb, a former login, auth file
login › jobs in the order › ABCacb, a former login, docker
login › jobs in the order › ABCacb, no former login, auth file
login › jobs in the order › ABCacb, no former login, docker
login › jobs in the order › ABCbac, a former login, auth file
login › jobs in the order › ABCbac, a former login, docker
login › jobs in the order › ABCbac, no former login, auth file
login › jobs in the order › ABCbac, no former login, docker
login › jobs in the order › ABCcab, a former login, auth file
login › jobs in the order › ABCcab, a former login, docker
login › jobs in the order › ABCcab, no former login, auth file
login › jobs in the order › ABCcab, no former login, docker
login › jobs in the order › ABaCbc, a former login, auth file
login › jobs in the order › ABaCbc, a former login, docker
login › jobs in the order › ABaCbc, no former login, auth file
login › jobs in the order › ABaCbc, no former login, docker
login › jobs in the order › ABaCcb, a former login, auth file
login › jobs in the order › ABaCcb, a former login, docker
login › jobs in the order › ABaCcb, no former login, auth file
login › jobs in the order › ABaCcb, no former login, docker
login › jobs in the order › ABab, a former login, auth file
login › jobs in the order › ABab, a former login, docker
login › jobs in the order › ABab, no former login, auth file
login › jobs in the order › ABab, no former login, docker
login › podman writes › where DOCKER_CONFIG says
login › post with STATE_login › null
login › post with STATE_login › undefined
login › post with STATE_login › {
login › post with a state that names › /dev/zero
login › the auth file is somebody’s › another user's, mode 600, a former login
login › the auth file is somebody’s › another user's, mode 600, a former login by identity token
login › the auth file is somebody’s › another user's, mode 600, no former login
login › the auth file is somebody’s › another user's, mode 644, a former login
login › the auth file is somebody’s › another user's, mode 644, a former login by identity token
login › the auth file is somebody’s › another user's, mode 644, no former login
login › the auth file is somebody’s › mode 400, a former login by identity token
login › the auth file is somebody’s › mode 644, a former login by identity token
login › the disk is full when main logs in › 0, a former login
login › the disk is full when main logs in › 0, a former login by identity token
login › the disk is full when main logs in › 0, no former login
login › the disk is full when main logs in › 1, a former login
login › the disk is full when main logs in › 1, a former login by identity token
login › the disk is full when main logs in › 1, no former login
login › the disk is full when main logs in › 2, a former login
login › the disk is full when main logs in › 2, a former login by identity token
login › the disk is full when main logs in › 2, no former login
login › the disk is full when post logs out › 0, a former login
login › the disk is full when post logs out › 0, a former login by identity token
login › the disk is full when post logs out › 0, no former login
login › the disk is full when post logs out › 1, a former login
login › the disk is full when post logs out › 1, a former login by identity token
login › the disk is full when post logs out › 1, no former login
login › the password is fed, never told › podman, a former login
login › the password is fed, never told › podman, a former login by identity token
login › the password is fed, never told › podman, no former login
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
origins › an API that is not the server’s › https://api.evil.example, check
origins › an API that is not the server’s › https://api.evil.example, explain
origins › an API that is not the server’s › https://api.evil.example, main
origins › an API that is not the server’s › https://api.github.com@evil.example, check
origins › an API that is not the server’s › https://api.github.com@evil.example, explain
origins › an API that is not the server’s › https://api.github.com@evil.example, main
origins › an API that is not the server’s › https://evil.example/api.github.com, check
origins › an API that is not the server’s › https://evil.example/api.github.com, explain
origins › an API that is not the server’s › https://evil.example/api.github.com, main
origins › an API that is not the server’s › https://evil.example/api/v3, check
origins › an API that is not the server’s › https://evil.example/api/v3, explain
origins › an API that is not the server’s › https://evil.example/api/v3, main
origins › an API that is not the server’s › https://ghes.example/api/v3, check
origins › an API that is not the server’s › https://ghes.example/api/v3, explain
origins › an API that is not the server’s › https://ghes.example/api/v3, main
origins › check › containers.evil.example/a/b
origins › check › containers.evil.example/a/b and ghcr.io/a/b
origins › check › containers.ghes.example/a/b
origins › check › ghcr.io/a/b and containers.evil.example/a/b
origins › tokens by server and registry › GHE.com, «127.0.0.1.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «127.0.0.1.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «127.0.0.1.evil.example», both
origins › tokens by server and registry › GHE.com, «GHCR.IO», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «GHCR.IO», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «GHCR.IO», both
origins › tokens by server and registry › GHE.com, «containers.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «containers.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «containers.evil.example», both
origins › tokens by server and registry › GHE.com, «containers.ghes.example», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «containers.ghes.example», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «containers.ghes.example», both
origins › tokens by server and registry › GHE.com, «evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «evil.example», both
origins › tokens by server and registry › GHE.com, «ghcr.io.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «ghcr.io.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «ghcr.io.evil.example», both
origins › tokens by server and registry › GHE.com, «ghcr.io:443», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «ghcr.io:443», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «ghcr.io:443», both
origins › tokens by server and registry › GHE.com, «ghcr.io», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «ghcr.io», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «ghcr.io», both
origins › tokens by server and registry › GHE.com, «https://ghcr.io/», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «https://ghcr.io/», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «https://ghcr.io/», both
origins › tokens by server and registry › GHE.com, «localhost.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHE.com, «localhost.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHE.com, «localhost.evil.example», both
origins › tokens by server and registry › GHES, «127.0.0.1.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHES, «127.0.0.1.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «127.0.0.1.evil.example», both
origins › tokens by server and registry › GHES, «GHCR.IO», GHCR_TOKEN
origins › tokens by server and registry › GHES, «GHCR.IO», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «GHCR.IO», both
origins › tokens by server and registry › GHES, «containers.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHES, «containers.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «containers.evil.example», both
origins › tokens by server and registry › GHES, «containers.octo.ghe.com», GHCR_TOKEN
origins › tokens by server and registry › GHES, «containers.octo.ghe.com», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «containers.octo.ghe.com», both
origins › tokens by server and registry › GHES, «evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHES, «evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «evil.example», both
origins › tokens by server and registry › GHES, «ghcr.io.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHES, «ghcr.io.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «ghcr.io.evil.example», both
origins › tokens by server and registry › GHES, «ghcr.io:443», GHCR_TOKEN
origins › tokens by server and registry › GHES, «ghcr.io:443», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «ghcr.io:443», both
origins › tokens by server and registry › GHES, «ghcr.io», GHCR_TOKEN
origins › tokens by server and registry › GHES, «ghcr.io», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «ghcr.io», both
origins › tokens by server and registry › GHES, «https://ghcr.io/», GHCR_TOKEN
origins › tokens by server and registry › GHES, «https://ghcr.io/», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «https://ghcr.io/», both
origins › tokens by server and registry › GHES, «localhost.evil.example», GHCR_TOKEN
origins › tokens by server and registry › GHES, «localhost.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › GHES, «localhost.evil.example», both
origins › tokens by server and registry › github.com, «127.0.0.1.evil.example», GHCR_TOKEN
origins › tokens by server and registry › github.com, «127.0.0.1.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «127.0.0.1.evil.example», both
origins › tokens by server and registry › github.com, «containers.evil.example», GHCR_TOKEN
origins › tokens by server and registry › github.com, «containers.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «containers.evil.example», both
origins › tokens by server and registry › github.com, «containers.ghes.example», GHCR_TOKEN
origins › tokens by server and registry › github.com, «containers.ghes.example», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «containers.ghes.example», both
origins › tokens by server and registry › github.com, «containers.octo.ghe.com», GHCR_TOKEN
origins › tokens by server and registry › github.com, «containers.octo.ghe.com», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «containers.octo.ghe.com», both
origins › tokens by server and registry › github.com, «evil.example», GHCR_TOKEN
origins › tokens by server and registry › github.com, «evil.example», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «evil.example», both
origins › tokens by server and registry › github.com, «ghcr.io.evil.example», GHCR_TOKEN
origins › tokens by server and registry › github.com, «ghcr.io.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «ghcr.io.evil.example», both
origins › tokens by server and registry › github.com, «ghcr.io:443», GHCR_TOKEN
origins › tokens by server and registry › github.com, «ghcr.io:443», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «ghcr.io:443», both
origins › tokens by server and registry › github.com, «localhost.evil.example», GHCR_TOKEN
origins › tokens by server and registry › github.com, «localhost.evil.example», GITHUB_TOKEN
origins › tokens by server and registry › github.com, «localhost.evil.example», both
protocol › an address › " ", GITHUB_API_URL, check
protocol › an address › " ", GITHUB_API_URL, main
protocol › an address › "//x", GITHUB_API_URL, check
protocol › an address › "//x", GITHUB_API_URL, main
protocol › an address › "\u0001", GITHUB_API_URL, check
protocol › an address › "\u0001", GITHUB_API_URL, main
protocol › an address › "http://", GITHUB_API_URL, check
protocol › an address › "http://", GITHUB_API_URL, main
protocol › an address › "http://127.0.0.1:99999", GITHUB_API_URL, check
protocol › an address › "http://127.0.0.1:99999", GITHUB_API_URL, main
protocol › an address › "http://[::1", GITHUB_API_URL, check
protocol › an address › "http://[::1", GITHUB_API_URL, main
protocol › an address › "http://a b", GITHUB_API_URL, check
protocol › an address › "http://a b", GITHUB_API_URL, main
protocol › an address › "https://", GITHUB_API_URL, check
protocol › an address › "https://", GITHUB_API_URL, main
protocol › an address › "x", GITHUB_API_URL, check
protocol › an address › "x", GITHUB_API_URL, main
protocol › an event payload of › {"pull_request":{"head":{"repo":{"full_name":5}},"base":{"repo":{"full, pull_request
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
