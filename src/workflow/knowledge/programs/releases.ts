/** Programs that release a version, and with it whatever their plugins publish. */
import type { Program } from '../program.js';
import { releaseHooks } from '../project-files/release-it.js';
import { released, releaseStarted } from '../transfers/semantic-release.js';
import { spaced } from '../transfers/transfers.js';

export const RELEASES: readonly Program[] = [
  {
    names: ['semantic-release', 'semantic-release-plus'],
    commands: [
      {
        words: [],
        source:
          'https://semantic-release.gitbook.io/semantic-release/usage/configuration, and the READMEs of its plugins ' +
          '@codedependant/semantic-release-docker, @semantic-release-plus/docker and @semantic-release/exec',
        example: 'semantic-release',
        takes: spaced('-b --branches -r --repository-url -t --tag-format -p --plugins -e --extends'),
        finds: ({ words: said }, around) => released(said, around),
        starts: ({ words: said }, around) => releaseStarted(said, around),
        elsewhere: /semantic-release/,
      },
    ],
    followsProject: true,
    log: { name: 'semantic-release', frame: /\[semantic-release\]|\bsemantic-release\b/ },
    hidesLogins: () => true,
  },
  {
    names: ['release-it'],
    commands: [
      {
        words: [],
        source: 'https://github.com/release-it/release-it#hooks and docs/configuration.md',
        takes: spaced('-c --config -i --increment --preRelease --npm.tag'),
        starts: (args, around) =>
          args.has('-d', '--dry-run', '--release-version', '--changelog', '-h', '--help')
            ? []
            : releaseHooks(args.last('-c', '--config') ?? null, around),
      },
    ],
    followsProject: true,
    hidesLogins: () => true,
  },
];
