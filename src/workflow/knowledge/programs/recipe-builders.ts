/** Programs that build and push what a file of their own, or a frontend, describes: buildctl, apko, werf. */
import { HOLE } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { cacheEntries, outputEntries } from '../transfers/buildkit.js';
import { fallbackOf, push, spaced } from '../transfers/transfers.js';

/** buildctl says what it makes as docker buildx does. */
function buildctl(args: Arguments): Found[] {
  return [
    ...args.values('--output', '-o').flatMap((value) => outputEntries(value, [], 'run')),
    ...args.values('--export-cache').flatMap((value) => cacheEntries(value, 'push', 'run')),
    ...args.values('--import-cache').flatMap((value) => cacheEntries(value, 'pull', 'run')),
  ];
}

/** `apko publish CONFIG TAG…`: its keychain may take GITHUB_TOKEN of the environment. */
function apko({ positional }: Arguments, around: Surroundings): Found[] {
  return positional.slice(1).flatMap((tag) => push(tag, fallbackOf(around, 'GITHUB_TOKEN')));
}

/** werf names tags by what is in them. */
function werf({ last }: Arguments, { variable }: Surroundings): Found[] {
  const repository = last('--repo') ?? variable('WERF_REPO') ?? undefined;
  return push(repository && `${repository}:${HOLE}`);
}

/** `werf export --tag NAME`: `%image%` and the like in it are filled in. */
function werfExport({ values }: Arguments): Found[] {
  return values('--tag').flatMap((each) => push(each.replace(/%[\w]+%/g, HOLE)));
}

const WERF_OPTIONS = spaced('--repo --env --dir --config --tag --cache-repo --final-repo --secondary-repo');

export const RECIPE_BUILDERS: readonly Program[] = [
  {
    names: ['buildctl', 'buildctl-daemonless.sh'],
    images: ['moby/buildkit'],
    options: spaced('--addr --tlsservername --tlscacert --tlscert --tlskey --tlsdir --timeout'),
    commands: [
      {
        words: ['build'],
        source: 'https://github.com/moby/buildkit#output',
        example:
          'buildctl build --frontend dockerfile.v0 --output type=image,name=ghcr.io/octo/app,push=true',
        takes: spaced(
          '-o --output --export-cache --import-cache --frontend --opt --local --oci-layout --secret --ssh ' +
            '--progress --trace --allow --metadata-file --source-policy-file --ref-file --registry-auth-tlscontext',
        ),
        finds: buildctl,
      },
    ],
    log: { name: 'buildctl', frame: /\bbuildctl\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['apko'],
    client: 'ggcr',
    commands: [
      {
        words: ['publish'],
        source: 'https://github.com/chainguard-dev/apko/blob/main/docs/apko_file.md',
        example: 'apko publish apko.yaml ghcr.io/octo/app:1',
        takes: spaced(
          '--arch --annotations --build-date --cache-dir --image-refs --log-level --vcs --workdir --lockfile ' +
            '-k --keyring-append -r --repository-append -p --package-append -b --build-repository-append --sbom-path',
        ),
        finds: apko,
      },
      {
        words: ['login'],
        source: 'https://github.com/chainguard-dev/apko/blob/main/internal/cli/login.go: the login of crane',
        takes: spaced('-u --username -p --password'),
        signs: { way: 'in', stores: ['docker'], isUntried: true },
      },
    ],
    followsProject: true,
    log: { name: 'apko', frame: /\bapko\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['werf'],
    commands: [
      ...[['build'], ['converge'], ['bundle', 'publish']].map(
        (begins): KnownCommand => ({
          words: begins,
          source: 'https://werf.io/docs/v2/reference/cli/werf_build.html',
          example: `werf ${begins.join(' ')} --repo ghcr.io/octo/app`,
          takes: WERF_OPTIONS,
          finds: werf,
        }),
      ),
      {
        words: ['export'],
        source: 'https://werf.io/docs/v2/reference/cli/werf_export.html',
        example: 'werf export --tag ghcr.io/octo/app:1',
        takes: WERF_OPTIONS,
        finds: werfExport,
      },
      {
        words: ['cr', 'login'],
        source: 'https://werf.io/docs/v2/reference/cli/werf_cr_login.html',
        takes: spaced('-u --username -p --password'),
        signs: { way: 'in', stores: ['docker'] },
      },
    ],
    followsProject: true,
    log: { name: 'werf', frame: /\bwerf\b/ },
    // `werf ci-env github` logs in to the registry of the project.
    hidesLogins: /^(?:ci-env|run|compose|kube-run)$/,
  },
];
