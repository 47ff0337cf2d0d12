/** Actions that run a program which publishes what the files of the repository say. */
import type { Action } from '../action.js';
import { daggerCalled } from '../transfers/dagger.js';

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
    uses: ['dagger/dagger-for-github'],
    source: 'https://github.com/dagger/dagger-for-github#all-with-options: verb, args, call',
    example: { call: 'publish --address=ghcr.io/octo/app' },
    finds: ({ text }) => {
      const isCall = (text('verb') ?? 'call') === 'call';
      const said = text('call') ?? (isCall ? text('args') : null) ?? '';
      return daggerCalled(said.split(/\s+/));
    },
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
];
