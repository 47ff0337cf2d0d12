/** Actions that run a program which publishes what the files of the repository say. */
import { GITHUB_TOKEN } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import type { Action } from '../action.js';
import { linesOf } from '../names/names.js';
import { images } from '../transfers/buildkit.js';

export const PUBLISHER_ACTIONS: readonly Action[] = [
  {
    uses: ['changesets/action'],
    source: 'https://github.com/changesets/action#inputs: publish, which it runs where no changeset is left',
    script: 'publish',
  },
  {
    // From version 4 on it has no such input any more.
    uses: ['gradle/gradle-build-action', 'gradle/actions/setup-gradle'],
    source: 'https://github.com/gradle/actions/blob/v3/docs/setup-gradle.md: arguments, build-root-directory',
    example: { arguments: 'jib -Djib.to.image=ghcr.io/octo/app' },
    runs: { program: 'gradle', words: 'arguments', folder: 'build-root-directory' },
    leavesEnvironment: true,
  },
  {
    uses: ['pulumi/actions'],
    source: 'https://github.com/pulumi/actions#configuration: command, work-dir',
    runsProject: { program: 'pulumi', words: 'command', folder: 'work-dir' },
  },
  {
    uses: ['dawidd6/action-ansible-playbook'],
    source: 'https://github.com/dawidd6/action-ansible-playbook#usage: playbook, directory',
    runsProject: { program: 'ansible-playbook', words: 'playbook', folder: 'directory' },
  },
  {
    uses: ['cycjimmy/semantic-release-action', 'codfish/semantic-release-action'],
    source: 'https://github.com/cycjimmy/semantic-release-action#inputs',
    runs: { program: 'semantic-release', flags: { dry_run: '--dry-run', 'dry-run': '--dry-run' } },
  },
  {
    uses: ['goreleaser/goreleaser-action'],
    source: 'https://goreleaser.com/ci/actions/ and customization/docker',
    example: { args: 'release --clean' },
    runs: { program: 'goreleaser', words: 'args', folder: 'workdir' },
    leavesEnvironment: true,
  },
  {
    uses: ['actions/publish-immutable-action', 'actions/publish-action-package'],
    source:
      'https://github.com/actions/publish-immutable-action#usage: the action itself by the name of its repository, with the token that it is given',
    example: { registry: 'ghcr.io' },
    finds: ({ text }, { repository }) =>
      images([`ghcr.io/${(repository() ?? HOLE).toLowerCase()}:${HOLE}`], 'yes', 'github-token', {
        client: 'docker',
        password: text('github-token') ?? text('token') ?? GITHUB_TOKEN,
      }),
    leavesEnvironment: true,
    elsewhere: /publish-(?:immutable-action|action-package)/i,
  },
  {
    uses: ['notaryproject/notation-action/sign'],
    source:
      'https://github.com/notaryproject/notation-action/blob/main/sign/action.yml: target_artifact_reference, a line each',
    example: { target_artifact_reference: 'ghcr.io/octo/app@sha256:0', plugin_name: 'azure-kv' },
    finds: ({ text }) =>
      images(linesOf(text('target_artifact_reference') ?? HOLE), 'yes', 'target_artifact_reference', {
        client: 'docker',
        isBeside: true,
      }),
    leavesEnvironment: true,
  },
];
